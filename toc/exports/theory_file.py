"""Theory files, read and written: YAML for people, the same as JSON for programs."""

from __future__ import annotations

__all__ = [
    "json_schema",
    "read_theory",
    "refuse_what_yaml_makes_text",
    "write_json",
    "write_yaml",
]

import json
import re
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from toc.errors import FormError, TheoryFileError, UnwritableError
from toc.exports.theory_data import theory_data
from toc.exports.theory_faults import MOST_FAULTS, in_order, located, theory_drafts, told_errors
from toc.exports.theory_ids import is_id
from toc.exports.theory_schema import json_schema
from toc.exports.written_data import read_data
from toc.kumu.json_reader import paused_gc
from toc.kumu.limits import Limits
from toc.models.references import every_id, listed
from toc.models.survey_references import every_survey_id
from toc.models.theory import Theory
from toc.models.theory_surveys import AS_IN_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.written_data import WrittenData

_VERSIONS = ("1", 1)
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")
_TWO_HALVES = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")


def read_theory(content: bytes, name: str, *, limits: Limits | None = None) -> Theory:
    """The theory in the bytes of a theory file; `name` is what messages call the file.

    A file whose first character is `{` or `[` is read as JSON, any other as YAML. In YAML every
    value is text, quoted or not; empty values and `null` count as not given, in both. Each value
    takes up to about 1 kB of memory, and in YAML counts as 16 bytes of the limit at least.

    Raises:
        TheoryFileError: The file has faults; the error holds all of them.
        FormError: Readable, but no theory file, or one of another version.
        LimitError: Larger, deeper or with more aliases than `limits` allow.
        UnreadableError: Neither YAML nor JSON, or not UTF-8.
    """
    return _theory(read_data(content, name, limits or Limits()), name)


def write_yaml(theory: Theory) -> bytes:
    """The theory as a YAML file: UTF-8, only what is given, in the order of the model.

    Reading it gives an equal theory. Comments and spelling of a file that it was read from are
    not in it. Ids are written as they are, also those that a theory file may not have.

    Raises:
        UnwritableError: A text holds half a character, or `kumu` a number or a flag, which YAML
            would turn into text; JSON holds both.
    """
    from toc.exports.yaml_writer import yaml_text

    refuse_what_yaml_makes_text(theory.kumu)
    return yaml_text(theory_data(theory)).encode()


def write_json(theory: Theory) -> bytes:
    """The theory as a JSON file: UTF-8, indented by two spaces, only what is given.

    Reading it gives an equal theory; half a character (a lone surrogate) is written as its escape.

    Raises:
        UnwritableError: A text holds two halves of a character side by side but apart, which no
            file can tell from the whole character.
    """
    text = json.dumps(theory_data(theory), ensure_ascii=False, indent=2, default=date.isoformat)
    if _TWO_HALVES.search(text):
        raise UnwritableError(
            "A text holds a character in two halves (a surrogate pair), which JSON would join.",
            remedy="Mend the text.",
        )
    return _HALF_CHARACTER.sub(lambda half: f"\\u{ord(half[0]):04x}", f"{text}\n").encode()


def refuse_what_yaml_makes_text(kumu: object) -> None:
    """Pass only what YAML holds: no number or flag, which it would turn into text.

    Raises:
        UnwritableError: There is one in `kumu`.
    """
    pending: list[object] = [kumu]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
        elif isinstance(value, int | float):
            raise UnwritableError(
                f"`kumu` holds {json.dumps(value)}, which is no text: in YAML it would become one.",
                remedy="Write the theory as JSON.",
            )


def _theory(data: WrittenData, name: str) -> Theory:
    raw = _keys_of(data.value, name)
    theory: Theory | None = None
    errors = []
    try:
        with paused_gc():
            theory = Theory.model_validate(raw, by_alias=True, by_name=False, context=AS_IN_FILES)
    except ValidationError as error:
        errors = told_errors(error, name)
    ids_fit = all(is_id(own) for own in _every_id(raw))
    if theory is None or data.faults or "toc" not in raw or not ids_fit:
        drafts = islice(theory_drafts(raw, errors), MOST_FAULTS)
        raise TheoryFileError(name, in_order((*data.faults, *located(drafts, data.steps()))))
    return theory


def _every_id(raw: dict[str, Any]) -> Iterator[str]:
    """Every id of a file, those inside its surveys included."""
    yield from (own for own, _, _ in every_id(raw))
    for survey in listed(raw.get("surveys")):
        yield from (own for _, own, _ in every_survey_id(survey))


def _keys_of(value: object, name: str) -> dict[str, Any]:
    """The keys of a theory file, so far as it is one at all."""
    if value is None:
        raise FormError(
            "There is nothing in this file.",
            where=name,
            remedy="A theory file begins with `toc: 1`; `toc init` writes one.",
        )
    if isinstance(value, dict) and "survey" in value and "toc" not in value:
        raise FormError(
            "This is a survey, not a theory.",
            where=name,
            remedy="To see what it says: toc survey readings FILE.",
        )
    if not isinstance(value, dict) or not value.keys() & set(Theory.key_names()):
        raise FormError(
            "This is no theory file.",
            where=name,
            remedy="A theory file begins with `toc: 1`; `toc init` writes one.",
        )
    version = value.get("toc", 1)
    if isinstance(version, bool) or version not in _VERSIONS:
        raise FormError(
            "This theory file is written for another version: it does not begin with `toc: 1`.",
            where=name,
            remedy="Write `toc: 1`, or get the newest toc.",
        )
    return value
