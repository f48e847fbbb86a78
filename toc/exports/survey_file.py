"""Survey files: one survey in a file of its own, written as in a theory file."""

from __future__ import annotations

__all__ = ["is_survey", "read_survey"]

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from toc.errors import FormError, SurveyFileError
from toc.exports.recognition import is_json
from toc.exports.theory_faults import (
    MOST_FAULTS,
    Draft,
    breach_drafts,
    id_drafts,
    in_order,
    located,
    model_drafts,
    told_errors,
)
from toc.exports.theory_ids import is_id
from toc.exports.written_data import read_data
from toc.kumu.limits import Limits
from toc.models.survey_references import every_survey_id, survey_breaches
from toc.models.surveys import Survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails

_VERSIONS = ("1", 1)
_YAML_KEY = re.compile(rb"""^(?:\xef\xbb\xbf)?["']?survey["']?\s*:""", re.MULTILINE)
_JSON_FIRST_KEY = re.compile(rb"""(?:\xef\xbb\xbf)?\s*\{\s*"survey"\s*:""")
_REMEDY = (
    "A survey file begins with `survey: 1`; an example: toc survey readings social-climate-example"
)


def is_survey(content: bytes) -> bool:
    """Whether this is a survey file: YAML with the key `survey`, or JSON that begins with it."""
    if is_json(content):
        return _JSON_FIRST_KEY.match(content) is not None
    return _YAML_KEY.search(content) is not None


def read_survey(content: bytes, name: str, *, limits: Limits | None = None) -> Survey:
    """The survey in the bytes of a survey file; `name` is what messages call the file.

    YAML or JSON, read as theory files are.

    Raises:
        SurveyFileError: The file has faults; the error holds all of them.
        FormError: Readable, but no survey file, or one of another version.
        LimitError: Larger, deeper or with more aliases than `limits` allow.
        UnreadableError: Neither YAML nor JSON, or not UTF-8.
    """
    data = read_data(content, name, limits or Limits())
    raw = _keys_of(data.value, name)
    survey: Survey | None = None
    errors: list[ErrorDetails] = []
    try:
        survey = Survey.model_validate(raw, by_alias=True, by_name=False)
    except ValidationError as error:
        errors = told_errors(error, name, "a survey")
    ids_fit = all(is_id(own) for _, own, _ in every_survey_id(raw))
    if survey is None or data.faults or "survey" not in raw or not ids_fit:
        drafts = islice(_drafts(raw, errors), MOST_FAULTS)
        raise SurveyFileError(name, in_order((*data.faults, *located(drafts, data.steps()))))
    return survey


def _drafts(raw: dict[str, Any], errors: Iterable[ErrorDetails]) -> Iterator[Draft]:
    if "survey" not in raw:
        yield Draft(("survey",), "a survey file begins with `survey: 1`")
    yield from model_drafts(raw, errors, Survey)
    yield from id_drafts((own, path) for _, own, path in every_survey_id(raw))
    yield from breach_drafts(survey_breaches(raw))


def _keys_of(value: object, name: str) -> dict[str, Any]:
    if isinstance(value, dict) and "toc" in value and "survey" not in value:
        remedy = "Its surveys stand in it under the key `surveys`."
        raise FormError("This is a theory, not a survey.", where=name, remedy=remedy)
    if value is None:
        raise FormError("There is nothing in this file.", where=name, remedy=_REMEDY)
    if not isinstance(value, dict) or not value.keys() & set(Survey.key_names()):
        raise FormError("This is no survey file.", where=name, remedy=_REMEDY)
    version = value.get("survey", 1)
    if isinstance(version, bool) or version not in _VERSIONS:
        raise FormError(
            "This survey file is written for another version: it does not begin with `survey: 1`.",
            where=name,
            remedy="Write `survey: 1`, or get the newest toc.",
        )
    return value
