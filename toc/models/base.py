"""What every part of a theory has in common, and how its values may be written.

A value may come as text, as everything in a theory file does, or as what JSON and Python have for
it. An optional value that is None or empty text counts as not given.
"""

import math
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from toc.models.plain_values import ID_SHAPE, parse_day, parse_number, quoted

__all__ = ["Count", "Day", "Flag", "Id", "Item", "Model", "Number", "Role", "Status", "Text"]

Status = Literal["stated", "inferred", "disputed", "unknown"]
Role = Literal["dimension", "domain", "theme", "voice", "output", "outcome", "measure"]

_TOO_MANY = 2**53
_DATE_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


class _AnyText:
    """Any non-empty text: a map can hold half a character, which pydantic's own check refuses."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_text)


def _text(value: object) -> str:
    if not isinstance(value, str):
        msg = f"{_described(value)} stands where text belongs"
        raise ValueError(msg)  # noqa: TRY004 - pydantic collects ValueError only
    if not value:
        msg = "there is no text here"
        raise ValueError(msg)
    return value


def _number(value: object) -> float:
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        msg = f"{_described(value)} stands where a number belongs"
        raise ValueError(msg)  # noqa: TRY004 - pydantic collects ValueError only
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        msg = "this number is too large, or not a number"
        raise ValueError(msg)
    return number


def _count(value: object) -> int:
    number = _number(value)
    if not 0 <= number < _TOO_MANY or not number.is_integer():
        msg = f"{quoted(str(value))} is not a whole number from 0 to some 10^15"
        raise ValueError(msg)
    return int(number)


def _day(value: object) -> date:
    if isinstance(value, str):
        return parse_day(value)
    if isinstance(value, datetime) or not isinstance(value, date):
        msg = f"{_described(value)} stands where a date belongs; write it as text: 2026-12-31"
        raise ValueError(msg)  # noqa: TRY004 - pydantic collects ValueError only
    return value


def _flag(value: object) -> bool:
    if value is True or value == "true":
        return True
    if value is False or value == "false":
        return False
    shown = quoted(value) if isinstance(value, str) else _described(value)
    msg = f"{shown} is neither true nor false"
    raise ValueError(msg)


def _described(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return quoted(str(value).lower())
    if isinstance(value, int | float):
        return f"the number {quoted(repr(value))}"
    if isinstance(value, Mapping):
        return "a group of keys"
    return "a list" if isinstance(value, list | tuple) else quoted(str(value))


Text = Annotated[str, _AnyText, WithJsonSchema({"type": "string", "minLength": 1})]
"""Text as people wrote it, never empty."""

Id = Annotated[str, _AnyText, WithJsonSchema({"type": "string", "pattern": f"^{ID_SHAPE}$"})]
"""The name by which other parts refer to a part; stable for ever, independent of its label.

The shape that ids have in files is checked when a file is read, so that any map can be held.
"""

Number = Annotated[float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
"""A finite number, or text of digits with an optional sign, point and exponent."""

Count = Annotated[
    int,
    BeforeValidator(_count),
    WithJsonSchema({"type": "integer", "minimum": 0, "exclusiveMaximum": _TOO_MANY}),
]
"""A whole number, 0 or above, small enough (below 2^53) to be exact everywhere."""

Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": _DATE_PATTERN}),
]
"""A day of the calendar, or its text as year, month and day: `2026-12-31`."""

Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
"""Yes or no: True, False, or the texts `true` and `false`; no other spelling."""


class Model(BaseModel):
    """Anything written in a theory: unchangeable, and no key beyond those it names."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        use_attribute_docstrings=True,
    )

    bare_key: ClassVar[str | None] = None
    """The key that a text stands for where it is written in place of the whole."""

    @model_validator(mode="before")
    @classmethod
    def _as_keys(cls, raw: Any) -> Any:  # what stands here is known to nobody yet
        if isinstance(raw, str) and cls.bare_key:
            return {cls.bare_key: raw}
        if not isinstance(raw, dict) or not (None in raw.values() or "" in raw.values()):
            return raw
        known = cls.key_names()
        return {k: value for k, value in raw.items() if not (k in known and value in (None, ""))}

    @classmethod
    @cache
    def key_names(cls) -> tuple[str, ...]:
        """The keys it may have in a theory file, in the order in which they are written."""
        return tuple(field.serialization_alias or name for name, field in cls.model_fields.items())


class Item(Model):
    """A part of a theory that has an id: what people see on the map, and what they say about it."""

    role: ClassVar[Role]

    id: Id
    """Its name for links and references, one for the whole theory."""
    label: Text
    """What people read on the map."""
    description: Text | None = None
    """What it means, in as many words as needed."""
    aliases: tuple[Text, ...] = ()
    """Other labels by which people know it."""
    status: Status = "stated"
    """Who says so: `stated` by the theory's owners, `inferred` by us, `disputed` or `unknown`."""
    sources: tuple[Text, ...] = ()
    """Where it was found: pages, papers, meetings."""
    note: Text | None = None
    """A remark of those who keep the theory."""
