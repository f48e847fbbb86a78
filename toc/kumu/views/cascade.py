"""The look that each item gets: which declaration wins, and what it gives this item.

Sources: Kumu's documentation of data-driven decorations, direct decorations and partial views.
Only the order counts, never how closely a selector describes an item; direct decorations of a map
are over everything. Where the documentation is silent: a value function that gives an item nothing
leaves it what the declaration before gave; of several values in a field the first counts; a scale
over a single number gives its first end.
"""

from __future__ import annotations

__all__ = ["Cascade", "Look"]

from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.json_style import number_text
from toc.kumu.views.colours import palette_colour, palette_name
from toc.kumu.views.values import number_of, read_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from toc.kumu.items import Item
    from toc.kumu.selectors.matching import Matcher
    from toc.kumu.views.field_values import FieldValues
    from toc.kumu.views.layers import Given
    from toc.kumu.views.syntax import Words
    from toc.kumu.views.values import Atom, Piece

Key = tuple[str, int]

_DEFAULT_PALETTE = "neon2"
_DATA = {"scale", "categorize"}
_DIRECT = "direct decoration"


class Look(NamedTuple):
    """What an item gets for a property, and why.

    `value` is a colour, a word or a number as text; `place` says which line gave it, `why` by
    which value of which field where a value function did. `given` is None for a direct decoration.
    """

    value: str
    place: str
    why: str
    given: Given | None


class Cascade:
    """What a view gives to the items of a map.

    `direct` are the direct decorations of the map: for a kind and place the properties.
    """

    def __init__(
        self,
        given: Iterable[Given],
        matcher: Matcher,
        fields: FieldValues,
        direct: Mapping[Key, Mapping[str, str]] | None = None,
    ) -> None:
        self._fields = fields
        self._direct = direct or {}
        self._given: dict[str, list[tuple[Given, frozenset[Key] | None]]] = {}
        self._values: dict[int, tuple[Piece, ...]] = {}
        picks = _Picks(matcher)
        for one in given:
            self._given.setdefault(one.name, []).append((one, picks.of(one)))

    @property
    def properties(self) -> list[str]:
        """Every property that the view gives something for, in the order in which it is met."""
        return list(self._given)

    def names(self, item: Item) -> list[str]:
        """Every property that the view, or else the map, may give this item."""
        return list(dict.fromkeys((*self._given, *self._direct.get((item.kind, item.place), ()))))

    def look(self, item: Item, name: str) -> Look | None:
        """What an item gets for a property; None where the view and the map say nothing."""
        own = self._direct.get((item.kind, item.place), {}).get(name)
        if own:
            return Look(own, _DIRECT, "", None)
        for given in self.candidates(item, name):
            if found := self.value(given, item):
                return Look(found[0], given.place, found[1], given)
        return None

    def value(self, given: Given, item: Item) -> tuple[str, str] | None:
        """What a declaration gives an item, and by which value of which field.

        None where a value function gives it nothing.
        """
        words = given.declaration.value
        if id(words) not in self._values:
            self._values[id(words)] = read_value(words)
        return _evaluated(words, self._values[id(words)], item, self._fields, given.name)

    def candidates(self, item: Item, name: str) -> Iterable[Given]:
        """The declarations of a property that pick an item, the strongest first."""
        key = (item.kind, item.place)
        for given, picked in reversed(self._given.get(name, ())):
            if item.kind in given.kinds and (picked is None or key in picked):
                yield given


class _Picks:
    """What the selectors of declarations pick, each asked once."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._known: dict[str, frozenset[Key]] = {}

    def of(self, given: Given) -> frozenset[Key] | None:
        if given.selector is None:
            return None
        text, tree = given.selector.text, given.selector.tree
        if tree is None:
            return frozenset()
        if text not in self._known:
            picked = self._matcher.select(tree)
            self._known[text] = frozenset((one.kind, one.place) for one in picked)
        return self._known[text]


def _evaluated(
    value: Words, pieces: tuple[Piece, ...], item: Item, fields: FieldValues, name: str
) -> tuple[str, str] | None:
    single = pieces[0][0] if len(pieces) == 1 and len(pieces[0]) == 1 else None
    if single is None or (single.arguments is not None and single.text not in _DATA):
        return value.text, ""
    if single.arguments is None:
        return single.text, ""
    if single.text == "scale":
        return _scaled(single, item, fields, value)
    return _categorized(single, item, fields, value, shape=name == "shape")


def _scaled(
    function: Atom, item: Item, fields: FieldValues, value: Words
) -> tuple[str, str] | None:
    """A number between two ends, or a place on a palette, by a number of the item."""
    first, *others = function.arguments or ((),)
    field = first[0].text if first else ""
    number, bounds = fields.number(item, field), fields.range(item.kind, field)
    if number is None or bounds is None:
        return None
    share = (number - bounds[0]) / (bounds[1] - bounds[0]) if bounds[1] > bounds[0] else 0.0
    shown = (number_text(one) for one in (number, *bounds))
    why = "{} {}, of {} to {}".format(field, *shown)
    ends = [number_of(piece[0].text) for piece in others]
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        return number_text(round(ends[0] + share * (ends[1] - ends[0]), 3)), why
    if len(others) == 1 and (palette := palette_name(others[0][0].text)):
        return f"{palette} at {share:.0%}", why
    return value.text, why


def _categorized(
    function: Atom, item: Item, fields: FieldValues, value: Words, *, shape: bool
) -> tuple[str, str] | None:
    """The value for the item's category: named outright, of a palette, or next in a list."""
    first, *others = function.arguments or ((),)
    field = first[0].text if first else ""
    texts = fields.texts(item, field)
    if not texts:
        return None
    why = f"{field} {texts[0]}"
    named = {piece[1].text.casefold(): piece[0].text for piece in others if len(piece) == 2}
    if named:
        found = named.get(texts[0].casefold())
        return (found, why) if found else None
    number = fields.number_in_order(item.kind, field, texts[0])
    palette = palette_name(others[0][0].text) if len(others) == 1 else None
    if others and palette is None:
        listed = [value.source[piece[0].start : piece[-1].end] for piece in others]
        return (listed[number], why) if number < len(listed) else None
    if shape:
        return f"shape {number + 1}", why
    colour = palette_colour(palette or _DEFAULT_PALETTE, number)
    return (colour, why) if colour else None
