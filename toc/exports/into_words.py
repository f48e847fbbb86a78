"""In words, what writing a theory into a document did, took away and left out."""

from __future__ import annotations

__all__ = ["connection_words", "done_words", "left_out_words"]

from typing import TYPE_CHECKING

from toc.exports.coverage_words import counted
from toc.exports.map_identity import PARTS, role_of
from toc.exports.theory_leftovers import left_out_of_a_map, role_line
from toc.exports.vocabulary import Role
from toc.kumu.ends import named_elements
from toc.kumu.json_tokens import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from toc.exports.into_draft import Draft
    from toc.kumu.document import Document
    from toc.kumu.items import Connection

_GROUPS = frozenset({Role.DIMENSION, Role.DOMAIN})


def done_words(draft: Draft) -> tuple[str, ...]:
    """How many items were added, changed, and put on the map though the document had them."""
    lines = [_counts("added", draft.added), _counts("changed", draft.changed)]
    if any(draft.placed.values()):
        lines.append(_counts("put on the map", draft.placed))
    return tuple(lines)


def _counts(what: str, items: Mapping[str, Collection[object]]) -> str:
    elements = counted(len(items["elements"]), "element")
    return f"{what}: {elements}, {counted(len(items['connections']), 'connection')}"


def connection_words(document: Document, connections: Iterable[Connection]) -> list[str]:
    """Each connection by the labels of what it joins, else by what its ends say."""
    with document.settled():
        named = named_elements(document.elements)

    def called(name: str) -> str:
        return (named[name].label if name in named else "") or name

    return [f"connection: {called(one.start)} → {called(one.end)}" for one in connections]


def left_out_words(draft: Draft) -> list[str]:
    """What of the theory the document does not hold; parts without a type by their names."""
    theory, words, title = draft.theory, draft.vocabulary, draft.document.title
    held = {"name"} if title is not None and title == theory.name else set[str]()
    if theory.description == draft.document.top("description"):
        held.add("description")
    told = {role_line(role) for role in Role}
    lines = [
        line
        for line in left_out_of_a_map(theory, words, held)
        if line.rpartition(":")[0] not in told
    ]
    return [*lines, *_without_type(draft)]


def _without_type(draft: Draft) -> Iterator[str]:
    missing: set[str] = set()
    for item in draft.theory.items():
        role = role_of(item) if item.role in PARTS else None
        if role is None or role in _GROUPS or item.id in draft.raws:
            continue
        outcome = role is Role.IMPACT and draft.vocabulary.has_type(Role.OUTCOME)
        if not draft.vocabulary.has_type(role) and not outcome:
            missing.add(item.id)
            yield f"{role} {quoted(item.label)}: the vocabulary has no type for a new {role}"
    links = [one for one in draft.theory.every_link() if missing & {one.from_, one.to}]
    if links:
        yield f"links from or to these: {len(links)}"
