"""One difference between two theories, and the plain values that parts differ in."""

from __future__ import annotations

__all__ = ["Change", "TheoryDifference", "given_differences", "plain_value"]

from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from toc.models.base import Model

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

What = Literal[
    "added",
    "removed",
    "relabelled",
    "retyped",
    "rewired",
    "changed",
    "id changed",
    "measured",
    "no longer measured",
    "value added",
    "value removed",
    "value changed",
]
Change = tuple[What, str, Any, Any]
"""What is different, the key, what stood and what stands there."""


class TheoryDifference(NamedTuple):
    """What is different about one part of a theory.

    `kind` is dimension, domain, theme, voice, output, outcome, measure, link, unknown, waiver,
    survey or theory. `id` and `label` are those of the newer theory, or of the older where the
    newer lacks the part; a link is called by its ends. `field` is the key that changed, like
    `target`, `target date` or `n`. `before` and `after` are plain data, None for nothing; a
    reference to another part is `{"id": …, "label": …}`. A dated value has its day as `field`.
    """

    kind: str
    id: str
    label: str
    what: What
    field: str = ""
    before: Any = None
    after: Any = None


def given_differences(old: Model, new: Model, apart: Collection[str]) -> Iterator[Change]:
    """The fields of a part that are plain values, and differ."""
    for field in dict.fromkeys((*type(new).model_fields, *type(old).model_fields)):
        was, is_now = getattr(old, field, None), getattr(new, field, None)
        if field not in apart and was != is_now and not (_is_nothing(was) and _is_nothing(is_now)):
            yield "changed", field, plain_value(was), plain_value(is_now)


def plain_value(value: object) -> Any:
    """A value as plain data: what has its default value is left out of a part."""
    if isinstance(value, Model):
        fields = type(value).model_fields
        given = {name: getattr(value, name) for name in fields}
        return {
            name.rstrip("_"): plain_value(one)
            for name, one in given.items()
            if one != fields[name].default
        }
    if isinstance(value, tuple | list):
        return [plain_value(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _is_nothing(value: object) -> bool:
    return value is None or value in ("", ())
