"""What each selector of a vocabulary caught on a map, and what none did, for a person to check."""

from __future__ import annotations

__all__ = ["caught_text"]

from typing import TYPE_CHECKING, NamedTuple

from toc.exports.legible import legible
from toc.exports.vocabulary import Role
from toc.exports.wrapping import wrapped
from toc.kumu.selectors.writing import of_element_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.exports.map_reading import MapReading
    from toc.exports.vocabulary_guess import Guess, Proposal
    from toc.kumu.items import Element
    from toc.kumu.project import Scope

_EXAMPLES = 3
_LONGEST = 60
_TYPES = 20


class _Caught(NamedTuple):
    role: Role | None
    selector: str
    kind: str | None
    elements: list[Element]


def caught_text(proposal: Proposal, *, width: int = 88) -> str:
    """Lines of at most `width` columns: by role each selector, its number, three examples.

    Above them which map was read, where that leaves something out.
    Then what no selector caught, by type, the commonest first; and every guess, called one. It
    has no newline at its end.
    """
    caught = _caught(proposal.reading)
    reasons = {(one.role, one.name): one.reason for one in proposal.guesses if one.role}
    lines = [*_read_map(proposal.reading.scope, width)]
    lines.append(
        "What counts as what:" if proposal.reading.roles else "Nothing here has a role yet."
    )
    for row in caught:
        if row.role is not None:
            guessed = reasons.get((row.role, row.kind or ""))
            lines += _lines(str(row.role), row, width, f" (a guess: {guessed})" if guessed else "")
    left = [row for row in caught if row.role is None]
    lines += ["Caught by no selector:"] if left else []
    for row in left[:_TYPES]:
        lines += _lines(legible(row.kind or "") or "(no type)", row, width, "")
    if len(left) > _TYPES:
        lines.append(f"  … and {len(left) - _TYPES} more types")
    lines += _said(proposal.guesses, proposal.hunches, width)
    return "\n".join(lines)


def _read_map(scope: Scope, width: int) -> Iterator[str]:
    """Which map was read, and how much that leaves out; nothing where it leaves nothing."""
    left = [
        f"{len(elements):,} {'element' if len(elements) == 1 else 'elements'} {where}"
        for elements, where in (
            (scope.other_maps, "on other maps (--map all reads them too)"),
            (scope.trash, "in the trash"),
        )
        if elements
    ]
    if scope.map and left:
        name = legible(scope.map.name) or scope.map.id
        yield from wrapped(f'Only the map "{name}" is read. Left out: {", ".join(left)}.', width)


def _caught(reading: MapReading) -> list[_Caught]:
    """Each selector with the elements that it caught, in the order of roles; then the rest."""
    found: dict[tuple[Role | None, str, str | None], list[Element]] = {}
    picked = reading.picked.roles if reading.picked else {}
    for element in reading.scope.elements:
        role = reading.roles.get(element.place)
        by_selector = role is not None and picked.get(element.place) is role
        selector = reading.vocabulary.selectors[role] if role and by_selector else ""
        key = (role, selector or of_element_type(element.type), None if selector else element.type)
        found.setdefault(key, []).append(element)
    order = list(Role)
    rows = [_Caught(*key, elements) for key, elements in found.items()]
    with_role = [row for row in rows if row.role is not None]
    without = [row for row in rows if row.role is None]
    with_role.sort(key=lambda row: order.index(row.role) if row.role else 0)
    return [*with_role, *sorted(without, key=lambda row: -len(row.elements))]


def _lines(heading: str, row: _Caught, width: int, remark: str) -> Iterator[str]:
    number = f"{len(row.elements):,}"
    yield from wrapped(
        f"{legible(row.selector)}{remark}", width, f"  {heading}, {number}: ", " " * 6
    )
    shown = [_cut(one.label) for one in row.elements[:_EXAMPLES]]
    more = "; …" if len(row.elements) > _EXAMPLES else ""
    yield from wrapped(f"{'; '.join(shown)}{more}", width, " " * 6)


def _said(guesses: Sequence[Guess], hunches: Sequence[Guess], width: int) -> Iterator[str]:
    fields = [one for one in guesses if one.attribute]
    for one in fields:
        said = f"The field {one.name} is taken for {one.attribute} (a guess: {one.reason})."
        yield from wrapped(legible(said), width)
    for one in hunches:
        said = f"{one.name} may be an {one.role}: {one.reason}. It is not taken for one."
        yield from wrapped(legible(said), width)


def _cut(label: str) -> str:
    text = legible(label) or "(no label)"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
