"""A theory as plain data: only what is given, in the order in which files write it."""

from __future__ import annotations

__all__ = ["plain_value", "theory_data"]

from typing import TYPE_CHECKING, cast

from toc.models.base import Model

if TYPE_CHECKING:
    from toc.exports.yaml_writer import Data
    from toc.models.theory import Theory

_EXACT = 2**53


def theory_data(theory: Theory) -> dict[str, Data]:
    """The keys and values of a theory file: mappings, lists, texts, numbers, flags and dates.

    What has its default value is left out, and so is what was not given. A link or a measure of
    which only the id is given is that id. Whole numbers are `int`. `kumu` is handed on as it is.
    """
    return {"toc": theory.toc, **_given(theory)}


def _given(model: Model) -> dict[str, Data]:
    given: dict[str, Data] = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value != field.default:
            given[field.serialization_alias or name] = plain_value(value)
    return given


def plain_value(value: object) -> Data:
    """One value of a theory as it stands in a file: a model, a tuple of them, a number, a text."""
    if isinstance(value, Model):
        given = _given(value)
        bare = value.bare_key
        return given[bare] if bare and list(given) == [bare] else given
    if isinstance(value, tuple):
        return [plain_value(entry) for entry in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    return cast("Data", value)  # a text, a flag, a date, or what the model has found to be plain
