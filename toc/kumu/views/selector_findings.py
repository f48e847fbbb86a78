"""Selectors that cannot be read, ask for fields that there are not, or pick nothing."""

from __future__ import annotations

__all__ = ["find_dead_selectors"]

from typing import TYPE_CHECKING

from toc.kumu.selectors.hints import hints
from toc.kumu.selectors.syntax import (
    Compound,
    FieldTest,
    Pseudo,
    Selector,
    Traversal,
    TypeName,
    every_node,
)
from toc.kumu.slugs import slug_candidates
from toc.kumu.views.findings import meant
from toc.kumu.views.selecting import every_selector, made_by_clusters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.selectors.syntax import Node
    from toc.kumu.views.findings import Findings
    from toc.kumu.views.known import Known
    from toc.kumu.views.syntax import Picked

_ENDING = "-connection"


def find_dead_selectors(found: Findings, known: Known | None) -> None:
    """Look at every selector of the view; without a project only at whether it can be read."""
    made = made_by_clusters(found.sheet)
    for one in every_selector(found.sheet):
        if one.tree is None:
            _unreadable(found, one)
        elif known is not None:
            for choice in one.tree.choices:
                _choice(found, one.start, choice, known, made)


def _unreadable(found: Findings, one: Picked) -> None:
    rest = one.source[one.wrong_at : one.end]
    met = f'"{rest[0]}" was found' if rest else "The selector ends"
    found.add("unreadable-selector", one.wrong_at, f"{met}, but {one.expected} was expected.")


def _choice(
    found: Findings, offset: int, choice: Traversal, known: Known, made: frozenset[str]
) -> None:
    """One of the choices between the commas of a selector."""
    nodes = list(every_node(Selector(choice.text, choice.start, (choice,))))
    unknown = False
    for compound in nodes:
        for part, sentence in _unknown_tests(compound, known):
            what, _, suggestion = sentence.partition(". ")
            unknown = True
            found.add("unknown-field", offset + part.start, f"{what.rstrip('.')}.", suggestion)
    if unknown or not known.has_items or _is_elsewhere(nodes, made):
        return
    if not known.matcher.select(Selector(choice.text, choice.start, (choice,))):
        what = f"{choice.text} picks nothing."
        found.add("matches-nothing", offset + choice.start, what, _nearest(nodes, known))


def _unknown_tests(compound: Node, known: Known) -> Iterator[tuple[FieldTest, str]]:
    """Each test of a field that there is not, and a sentence about it."""
    if not isinstance(compound, Compound):
        return
    for part in compound.parts:
        if isinstance(part, FieldTest) and not known.has_field(part.field):
            others = (one for one in compound.parts if not isinstance(one, FieldTest))
            alone = Compound(compound.text, compound.start, (*others, part))
            row = Traversal(alone.text, alone.start, alone, None, None)
            for sentence in hints(Selector(alone.text, alone.start, (row,)), known.fields):
                yield part, sentence


def _is_elsewhere(nodes: list[Node], made: frozenset[str]) -> bool:
    """Whether it asks for what only Kumu knows: a focus of now, or elements made by clustering."""
    for node in nodes:
        if isinstance(node, Pseudo) and node.name == "focus":
            return True
        if isinstance(node, TypeName) and slug_candidates(node.text) & made:
            return True
        if isinstance(node, FieldTest) and slug_candidates(node.value) & made:
            return True
    return False


def _nearest(nodes: list[Node], known: Known) -> str:
    """A type that there is and that is written nearly so."""
    words = (node.text for node in nodes if isinstance(node, TypeName))
    near = (meant(word.removesuffix(_ENDING), known.type_slugs) for word in words)
    return next(filter(None, near), "")
