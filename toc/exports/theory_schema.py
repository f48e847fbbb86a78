"""The JSON Schema of the JSON form of a theory file, for editors and other programs."""

from __future__ import annotations

__all__ = ["json_schema"]

from typing import TYPE_CHECKING, Any

from toc.models.links import Claim
from toc.models.outcomes import MeasuredBy
from toc.models.theory import Theory

if TYPE_CHECKING:
    from toc.models.base import Model

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of a theory file written as JSON.

    It knows keys, kinds of values and the shape of ids; that ids are unique and references lead
    somewhere only reading can tell. What it accepts is read so far; `toc` reads a little more:
    numbers as text, and null or empty text for whatever may be left out.
    """
    from toc.models.survey_parts import OutcomeTie, SurveyDomain, SurveyVoice

    schema = Theory.model_json_schema(by_alias=True)
    parts = schema["$defs"]
    for described in (schema, *parts.values()):
        described["description"] = _joined_lines(described["description"])
        described["properties"] = {
            key: _without_noise(value) for key, value in described["properties"].items()
        }
    for model in (Claim, MeasuredBy, OutcomeTie, SurveyDomain, SurveyVoice):
        parts[model.__name__] = _or_bare(model, parts[model.__name__])
    return {
        "$schema": _DRAFT,
        "title": "Theory of change",
        "description": "A theory file of toc, written as JSON.",
        "type": "object",
        "required": ["toc"],
        "properties": schema["properties"],
        "additionalProperties": False,
        "$defs": parts,
    }


def _without_noise(described: dict[str, Any]) -> dict[str, Any]:
    """A property without the title that repeats its key, and without an empty default."""
    noise = {"title"} if described.get("default") else {"title", "default"}
    return {key: value for key, value in described.items() if key not in noise}


def _joined_lines(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _or_bare(model: type[Model], described: dict[str, Any]) -> dict[str, Any]:
    """A part that may also be written as the bare value of one of its keys."""
    bare = described["properties"][model.bare_key]
    return {
        "title": described.pop("title"),
        "description": described.pop("description"),
        "anyOf": [bare, described],
    }
