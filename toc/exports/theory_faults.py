"""What is wrong with a theory file, in plain words, each fault with its line and column."""

from __future__ import annotations

__all__ = [
    "MOST_FAULTS",
    "Draft",
    "breach_drafts",
    "id_drafts",
    "in_order",
    "located",
    "model_drafts",
    "theory_drafts",
    "told_errors",
]

import re
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from toc.errors import Fault, UnreadableError
from toc.exports.places import find_places, nearest_spot
from toc.exports.theory_ids import id_from, is_id
from toc.models.base import Model
from toc.models.nearest import nearest
from toc.models.plain_values import quoted
from toc.models.references import breaches, every_id, listed
from toc.models.survey_references import (
    SurveyMisfitError,
    SurveyReferenceError,
    every_survey_id,
    surveys_breaches,
)
from toc.models.theory import Theory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from toc.exports.places import Path, Step
    from toc.models.references import Breach

_EXAMPLES = {
    "baseline": "{value: 55, date: 2025-06-30}",
    "target": "{value: 70, date: 2026-12-31}",
    "values": "{date: 2026-05-31, value: 61.2}",
}
_EXPECTED_WORD = re.compile(r"'([^']*)'")
_SUGGESTIONS = 500


MOST_FAULTS = 100_000
"""How many faults of each sort are told: beyond, somebody wants to fill the memory."""


class Draft(NamedTuple):
    """A fault before its line is known; `first` leads to what stands in its way."""

    path: Path
    message: str
    at_key: bool = False
    first: Path | None = None


def told_errors(error: ValidationError, name: str, kind: str = "a theory") -> list[ErrorDetails]:
    """What the models say about a file that does not fit them; `kind` is what it should be.

    Raises:
        UnreadableError: So much does not fit that a list of it would not help.
    """
    if error.error_count() > MOST_FAULTS:
        raise UnreadableError(
            f"{error.error_count():,} values of this file do not fit {kind}.",
            where=name,
            remedy="Mend what is repeated most, or begin with a part of it.",
        )
    return error.errors(include_url=False)


def theory_drafts(raw: dict[str, Any], errors: Iterable[ErrorDetails]) -> Iterator[Draft]:
    """The faults of a file's data: those that the models found, then ids and references.

    `raw` are the decoded data, `errors` what `Theory` says about them.
    """
    if "toc" not in raw:
        yield Draft(("toc",), "a theory file begins with `toc: 1`")
    yield from model_drafts(raw, errors, Theory)
    yield from id_drafts((own, path) for own, _, path in every_id(raw))
    for position, survey in enumerate(listed(raw.get("surveys"))):
        ids = every_survey_id(survey)
        yield from id_drafts((own, ("surveys", position, *path)) for _, own, path in ids)
    yield from breach_drafts(breaches(raw))
    yield from breach_drafts(surveys_breaches(raw))


def model_drafts(
    raw: dict[str, Any], errors: Iterable[ErrorDetails], root: type[Model]
) -> Iterator[Draft]:
    """What `errors` say about the data of a file that should be a `root`.

    That ids and references do not fit is left out: data that do not fit have such faults as well,
    and only `breach_drafts` sees them.
    """
    words = _Words(raw, root)
    for error in errors:
        cause = error.get("ctx", {}).get("error")
        if isinstance(cause, SurveyMisfitError):
            yield from breach_drafts(breach.below(error["loc"]) for breach in cause.breaches)
        elif not isinstance(cause, SurveyReferenceError) and (
            error["loc"] or error["type"] == "string_unicode"
        ):
            yield words.draft(error)


def id_drafts(ids: Iterable[tuple[str, Path]]) -> Iterator[Draft]:
    """A fault for each id that has not the shape of one."""
    for own, path in ids:
        if not is_id(own):
            yield Draft(path, _id_message(own))


def breach_drafts(found: Iterable[Breach]) -> Iterator[Draft]:
    """The same faults, as drafts."""
    for breach in found:
        yield Draft(breach.path, breach.message, first=breach.first)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults in the order of their file."""
    return tuple(sorted(faults, key=lambda fault: (fault.line or 0, fault.column or 0)))


def located(drafts: Iterable[Draft], steps: Iterable[Step]) -> Iterator[Fault]:
    """The faults with their lines and columns; `steps` go through the file they are in."""
    listed = list(drafts)
    wanted = {path[:end] for path, *_ in listed for end in range(len(path) + 1)}
    wanted |= {draft.first for draft in listed if draft.first}
    places = find_places(steps, wanted)
    for draft in listed:
        spot = nearest_spot(draft.path, places, at_key=draft.at_key)
        message = draft.message
        if draft.first and draft.first in places:
            message += f"; line {places[draft.first].value.line} has it"
        yield Fault(draft.path, message, *(spot or (None, None)))


class _Words:
    """Puts what pydantic says about a theory into plain words."""

    def __init__(self, raw: dict[str, Any], root: type[Model]) -> None:
        self._raw = raw
        self._root = root
        self._nearest: dict[tuple[type[Model], str], str | None] = {}

    def draft(self, error: ErrorDetails) -> Draft:
        path, kind = error["loc"], error["type"]
        if kind == "extra_forbidden":
            return Draft(path, self._unknown_key(path), at_key=True)
        if kind == "missing":
            return Draft(path, self._missing(path), at_key=True)
        return Draft(path, _message(error, self._root))

    def _missing(self, path: Path) -> str:
        holder = _at(self._raw, path[:-1])
        given = isinstance(holder, dict) and path[-1] in holder
        return f"{quoted(str(path[-1]))} {'is empty' if given else 'is missing'}"

    def _unknown_key(self, path: Path) -> str:
        model, key = _model_at(self._root, path[:-1]), str(path[-1])
        wanted = (model, key)
        if wanted not in self._nearest and len(self._nearest) < _SUGGESTIONS:
            self._nearest[wanted] = nearest(key, model.key_names())
        near = self._nearest.get(wanted)
        if near:
            return f"there is no key {quoted(key)}; did you mean {quoted(near)}?"
        return f"there is no key {quoted(key)}; the keys here are {', '.join(model.key_names())}"


def _message(error: ErrorDetails, root: type[Model]) -> str:
    kind = error["type"]
    facts = error.get("ctx", {})
    if kind == "value_error":
        return str(facts["error"])
    if kind == "literal_error":
        return _no_choice(error["input"], _EXPECTED_WORD.findall(facts["expected"]))
    if kind == "tuple_type":
        return "a list belongs here: each entry on a line of its own after a dash, or all in [ ]"
    if kind == "model_type":
        return _no_keys(error["loc"], root)
    if kind == "string_unicode":
        return "a key holds half a character (a lone surrogate)"
    return error["msg"]


def _no_keys(path: Path, root: type[Model]) -> str:
    if _model_at(root, path).bare_key:
        return "an id belongs here, or keys with values"
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    example = _EXAMPLES.get(name)
    return "keys with values belong here" + (f", as in {example}" if example else "")


def _no_choice(given: object, choices: list[str]) -> str:
    listed = ", ".join(choices)
    if not isinstance(given, str):
        return f"one of these words belongs here: {listed}"
    near = nearest(given, choices)
    advice = f"; did you mean {quoted(near)}?" if near else ""
    return f"{quoted(given)} is none of {listed}{advice}"


def _id_message(own: str) -> str:
    better = id_from(own)
    example = f": {quoted(better)}" if better else ""
    return (
        f"{quoted(own)} is no id; ids are lower-case words of the letters a to z and digits, "
        f"joined by hyphens{example}"
    )


def _at(data: object, path: Path) -> object:
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data


def _model_at(root: type[Model], path: Path) -> type[Model]:
    """The model of what stands at a path: where its keys are looked up."""
    model = root
    for step in path:
        if step == "surveys" and model is Theory:
            from toc.models.surveys import Survey

            model = Survey
        elif isinstance(step, str):
            fields = model.model_fields.items()
            written = {info.serialization_alias or name: info for name, info in fields}
            model = next(_models_in(written[step].annotation))
    return model


def _models_in(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
