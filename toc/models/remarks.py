"""What the owners know about the theory itself: what is not entered yet, what need not be."""

import re
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, WithJsonSchema, model_validator

from toc.models.base import Day, Id, Model, Text
from toc.models.plain_values import quoted

__all__ = ["RuleCode", "Unknown", "Waiver"]

_CODE = re.compile(r"TOC[0-9]{3}")


def _rule_code(text: str) -> str:
    if not _CODE.fullmatch(text):
        msg = f"{quoted(text)} is no code of a rule; they are TOC and three digits: TOC030"
        raise ValueError(msg)
    return text


RuleCode = Annotated[
    Text,
    AfterValidator(_rule_code),
    WithJsonSchema({"type": "string", "pattern": f"^{_CODE.pattern}$"}),
]
"""The code of a rule, `TOC` and three digits; TOC030 is that an outcome has no measure."""


class Unknown(Model):
    """Something the owners know that they have not entered: not the same as not being there."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    item: Id | None = None
    """The part of the theory it is about; none where it is about the whole."""
    about: Text | None = None
    """What is unknown of it: the name of a key, or `led_to_by`, or a few words."""
    note: Text | None = None
    """A remark of those who keep the theory."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.item is None and self.about is None and self.note is None:
            msg = "this entry says nothing; give it an `item`, an `about` or a `note`"
            raise ValueError(msg)
        return self


class Waiver(Model):
    """That a finding is accepted until a day, and why."""

    rule: RuleCode
    """The code of the rule: `TOC030`."""
    item: Id
    """The part of the theory that is let off."""
    reason: Text
    """Why it is accepted."""
    until: Day
    """The last day on which it is accepted."""
