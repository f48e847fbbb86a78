"""The surveys of a theory, whose models are loaded only where a theory has some.

Building these models takes about as long as building all others together, and few theories hold
surveys.
"""

from __future__ import annotations

__all__ = ["AS_IN_FILES", "Surveys"]

from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import core_schema

if TYPE_CHECKING:
    from typing import TypeAlias

    from pydantic import (
        GetCoreSchemaHandler,
        GetJsonSchemaHandler,
        TypeAdapter,
        ValidationInfo,
    )
    from pydantic.json_schema import JsonSchemaValue

    from toc.models.surveys import Survey


AS_IN_FILES = {"as_in_files": True}
"""What a theory is validated with (`context`) where keys are spelt as in files: `from` for `from_`.

That the theory itself is read so is not handed on to what is checked later.
"""


class _Later:
    """Surveys that are checked by their model once there is something to check."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(_checked)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(_adapter().core_schema)


def _checked(value: object, info: ValidationInfo) -> tuple[Survey, ...]:
    """The surveys; what is wrong with them is told with its place, as everywhere in a theory."""
    if isinstance(value, list | tuple) and not value:
        return ()
    if info.context == AS_IN_FILES:
        return _adapter().validate_python(value, by_alias=True, by_name=False)
    return _adapter().validate_python(value)


def _adapter() -> TypeAdapter[tuple[Survey, ...]]:
    from pydantic import TypeAdapter

    from toc.models.surveys import Survey

    return TypeAdapter(tuple[Survey, ...])


if TYPE_CHECKING:
    Surveys: TypeAlias = tuple[Survey, ...]
else:
    Surveys = Annotated[tuple[Any, ...], _Later]
    """Surveys, in the order of the theory."""
