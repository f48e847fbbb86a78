"""Declarations that never win: a later one overrides them wherever they hold."""

from __future__ import annotations

__all__ = ["find_overridden"]

from itertools import islice
from typing import TYPE_CHECKING

from toc.kumu.views.cascade import Cascade
from toc.kumu.views.layers import layers_of
from toc.kumu.views.properties import prefixed
from toc.kumu.views.tokens import unquoted
from toc.kumu.views.values import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.items import Item
    from toc.kumu.views.findings import Findings
    from toc.kumu.views.known import Known
    from toc.kumu.views.layers import Given
    from toc.kumu.views.syntax import Settings

_DATA = {"scale", "categorize"}
_MOST_PARTIALS = 50  # each costs a look at the whole view


def find_overridden(found: Findings, known: Known | None) -> None:
    """Look at the view by itself, then with each of its partial views switched on.

    A declaration of the view itself counts where no partial view is on, one of a partial view where
    that is on (the first 50 are looked at). With items, one never wins where every item that it
    gives something gets that from another; else, where the same selector has the same property
    again.
    """
    _settings_again(found, found.sheet.settings)
    partials = dict.fromkeys(unquoted(one.name.text) for one in found.sheet.views if one.name)
    for name in (None, *islice(partials, _MOST_PARTIALS)):
        given = layers_of(found.sheet, known.views if known else None, name).given
        own = [one for one in given if not one.view and one.partial == (name is not None)]
        beaten = {id(one): (one, winners) for one, winners in _said_again(own, given)}
        if known is not None and known.has_items:
            beaten |= {id(one): (one, by) for one, by in _never_winning(own, given, known)}
        for one, winners in beaten.values():
            _report(found, one, winners)
    for view in found.sheet.views:
        _settings_again(found, view.settings)


def _report(found: Findings, one: Given, winners: list[Given]) -> None:
    first, *others = winners
    by = f"{first.place} and others override" if others else f"{first.place} overrides"
    what = f"{one.declaration.name.text} never shows: {by} it."
    found.add("never-wins", one.declaration.start, what)


def _settings_again(found: Findings, blocks: tuple[Settings, ...]) -> None:
    """Settings that are given twice; the last holds."""
    last: dict[str, int] = {}
    for one in (one for block in reversed(blocks) for one in reversed(block.declarations)):
        if prefixed(one.key) is None and one.key in last:
            what = f"{one.name.text} is set again on line {last[one.key]}, which holds."
            found.add("never-wins", one.start, what)
        last.setdefault(one.key, found.line(one.start))


def _said_again(own: list[Given], given: list[Given]) -> Iterator[tuple[Given, list[Given]]]:
    """Declarations whose property the same selector has again, later, with a plain value."""
    last: dict[tuple[str, str], Given] = {}
    numbered = {id(one): place for place, one in enumerate(given)}
    for one in given:
        if not _depends_on_data(one):
            for selector in _selected(one):
                last[one.name, selector] = one
    for one in own:
        winners = [last.get((one.name, selector)) for selector in _selected(one)]
        later = [w for w in winners if w and numbered[id(w)] > numbered[id(one)]]
        if later and len(later) == len(winners):
            yield one, later[:1]


def _selected(one: Given) -> list[str]:
    """What a declaration is about, so that equal texts are about the same."""
    if one.selector is not None:
        return [" ".join(one.selector.text.split()).lower()]
    return [f"{kind} " for kind in sorted(one.kinds)]


def _depends_on_data(one: Given) -> bool:
    pieces = read_value(one.declaration.value)
    return any(atom.text in _DATA and atom.arguments for piece in pieces for atom in piece)


def _never_winning(
    own: list[Given], given: list[Given], known: Known
) -> Iterator[tuple[Given, list[Given]]]:
    """Declarations that give some item something, but always less than a later one counts."""
    cascade = Cascade(given, known.matcher, known.values)
    beaten: dict[int, dict[int, Given]] = {}
    winning: set[int] = set()
    for item in known.matcher.index.items:
        for name in cascade.properties:
            _judge(cascade, item, name, winning, beaten)
    for one in own:
        if id(one) in beaten and id(one) not in winning:
            yield one, list(beaten[id(one)].values())


def _judge(
    cascade: Cascade, item: Item, name: str, winning: set[int], beaten: dict[int, dict[int, Given]]
) -> None:
    """Note which declaration wins for an item, and which others it beats."""
    winner: Given | None = None
    for one in cascade.candidates(item, name):
        if (winner is not None and id(one) in winning) or not cascade.value(one, item):
            continue
        if winner is None:
            winner = one
            winning.add(id(one))
        else:
            beaten.setdefault(id(one), {})[id(winner)] = winner
