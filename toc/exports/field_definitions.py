"""Field definitions of a Kumu project: the six that every project has, and those in use."""

from __future__ import annotations

__all__ = ["core_definitions", "field_definition", "missing_definitions"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.fresh_ids import fresh_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from toc.exports.vocabulary import Vocabulary


class _Kind(NamedTuple):
    """How a field is set up: its format, whether it holds several values, how it is filled in."""

    format: str = "string"
    several: bool = False
    prompt: str = "autocomplete"
    choices: tuple[str, ...] = ()
    cluster: bool = True


_NUMBER = _Kind("number", prompt="none")
_DATE = _Kind("date", prompt="none")
_TEXT = _Kind("text", prompt="none")
_SEVERAL = _Kind(several=True)
_CORE = {
    "Connection Type": _Kind(prompt="list", cluster=False),
    "Description": _Kind("text", prompt="none", cluster=False),
    "Element Type": _Kind(prompt="list"),
    "Label": _Kind(cluster=False),
    "Loop Type": _Kind(prompt="list", cluster=False),
    "Tags": _SEVERAL,
}
_ATTRIBUTES = {
    **dict.fromkeys(("baseline", "target", "value", "n", "low", "high"), _NUMBER),
    **dict.fromkeys(("baseline date", "target date", "value date"), _DATE),
    **dict.fromkeys(("rationale", "note"), _TEXT),
    **dict.fromkeys(("aliases", "sources", "themes", "voices", "assumptions"), _SEVERAL),
    **dict.fromkeys(("evidence", "measures"), _SEVERAL),
    **dict.fromkeys(("domain", "dimension"), _Kind(prompt="list")),
    "status": _Kind(prompt="list", choices=("stated", "inferred", "disputed", "unknown")),
    "kind": _Kind(prompt="list", choices=("process", "change", "maintenance")),
    "confidence": _Kind(prompt="list", choices=("low", "medium", "high")),
    "polarity": _Kind(prompt="list", choices=("+", "-")),
    "direction": _Kind(prompt="list", choices=("higher", "lower")),
    "publishable": _Kind(prompt="list", choices=("true", "false")),
}
_SCORES = dict.fromkeys(("score", "score n", "score low", "score high"), _NUMBER)


def core_definitions(types: Mapping[str, list[str]], taken: set[str]) -> list[dict[str, Any]]:
    """The six fields that every project has; `types` gives the choices of the type fields."""
    return [
        field_definition(name, kind, taken, types.get(name, []), newer=True)
        for name, kind in _CORE.items()
    ]


def missing_definitions(
    names: Iterable[str],
    known: Iterable[str],
    vocabulary: Vocabulary,
    taken: set[str],
    *,
    newer: bool = True,
) -> list[dict[str, Any]]:
    """Definitions for the fields in use that a project does not define yet.

    `names` are display names in use, `known` the names it defines; `newer` adds the two keys that
    projects have since they carry a version.
    """
    defined = {name.casefold() for name in (*known, *_CORE, "type")}
    kinds = _SCORES | {
        held: _ATTRIBUTES[attribute]
        for attribute, fields in vocabulary.fields.items()
        if attribute in _ATTRIBUTES
        for held in fields
    }
    made: list[dict[str, Any]] = []
    for name in names:
        if name.casefold() not in defined:
            defined.add(name.casefold())
            kind = kinds.get(name.casefold(), _Kind())
            made.append(field_definition(name, kind, taken, list(kind.choices), newer=newer))
    return made


def field_definition(
    name: str, kind: _Kind, taken: set[str], values: list[str], *, newer: bool
) -> dict[str, Any]:
    """One definition, with the keys and the order that Kumu writes."""
    definition: dict[str, Any] = {
        "_id": fresh_id("attr", name, taken),
        "name": name,
        "format": kind.format,
        "private": False,
        "limit": "none" if kind.several else 1,
        "category": "General",
        "prompt": kind.prompt,
        "locked": False,
        "values": values,
    }
    return definition | ({"sort": False, "cluster": kind.cluster} if newer else {})
