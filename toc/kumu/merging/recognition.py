"""Which things of three documents are one thing: a key for everything in their lists."""

from __future__ import annotations

__all__ = ["Three", "entry_keys", "keys_of", "told_apart"]

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.errors import FormError
from toc.kumu.document import Document
from toc.kumu.items import Connection, Element, Item, Loop, text_of
from toc.kumu.merging.values import written_alike
from toc.kumu.pairing import pair_items

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from toc.kumu.pairs import Pair, Pairs

_KINDS: dict[str, type[Item]] = {
    "elements": Element,
    "connections": Connection,
    "loops": Loop,
}
_PAIRINGS: dict[str, Callable[[Pairs], Any]] = {
    "elements": lambda found: found.elements,
    "connections": lambda found: found.connections,
    "loops": lambda found: found.loops,
    "maps": lambda found: found.maps,
    "perspectives": lambda found: found.views,
    "attributes": lambda found: found.definitions,
}


class Three(NamedTuple):
    """The same list in the base and on both sides, or a key for each thing in it."""

    base: list[Any]
    ours: list[Any]
    theirs: list[Any]


def keys_of(documents: Sequence[Document], section: str) -> Three:
    """A key for each thing in a list at the top of three documents; one thing has one key.

    It is the system id where there is one, else what the form has to tell things apart by. Things
    of one list that cannot be told apart share a key.
    """
    lists = Three(*(one.section(section) for one in documents))
    base, ours, theirs = ([_natural(section, one) for one in side] for side in lists)
    if not base == ours == theirs:
        own = [*ours], [*theirs]
        for place, side in ((1, ours), (2, theirs)):
            _recognise(section, (documents[0], documents[place]), base, side)
        _of_one_mind(own, (ours, theirs))
        _recognise(section, (documents[1], documents[2]), ours, theirs, known=frozenset(base))
    return told_apart(lists, Three(base, ours, theirs))


def entry_keys(lists: Three, kind: str) -> Three:
    """A key for each entry in a list of one map: the item that it places."""
    keys = Three(*([_placed(one, kind) for one in side] for side in lists))
    return told_apart(lists, keys)


def told_apart(lists: Three, keys: Three) -> Three:
    """The keys, with those that several things share made different where their content tells.

    That is where on each side all of them but one are as in the base.
    """
    counts = [Counter(side) for side in keys]
    shared = {key for count in counts for key, number in count.items() if number > 1}
    if not shared:
        return keys
    found = Three(*map(list, keys))
    for key in sorted(shared):
        places = [[place for place, own in enumerate(side) if own == key] for side in keys]
        things = [[side[place] for place in own] for side, own in zip(lists, places, strict=True)]
        matched = [_matched(things[0], side) for side in things]
        if any(one is None for one in matched):
            continue
        for side, own, numbers in zip(found, places, matched, strict=True):
            for place, number in zip(own, numbers or (), strict=True):
                side[place] = f"{key} #{number + 1}"
    return found


def _matched(base: list[Any], side: list[Any]) -> list[int] | None:
    """For each thing its number in the base; None where that cannot be told."""
    known: defaultdict[str, list[int]] = defaultdict(list)
    for number in range(len(base) - 1, -1, -1):
        known[written_alike(base[number])].append(number)
    found: list[int | None] = []
    for thing in side:
        same = known[written_alike(thing)]
        found.append(same.pop() if same else None)
    left = [place for place, number in enumerate(found) if number is None]
    free = [number for numbers in known.values() for number in numbers]
    if len(left) == len(free) == 1:
        found[left[0]] = free[0]
    elif left:
        return None
    return [number for number in found if number is not None]


def _recognise(
    section: str,
    documents: tuple[Document, Document],
    left: list[str],
    right: list[str],
    known: frozenset[str] = frozenset(),
) -> None:
    """Give things that are one by more than their natural key one key: the lesser of the two.

    `known` are keys of things that need not be looked at. Without them a thing of the left
    document, the base, keeps its key, and two system ids are two things.
    """
    free = [_free(left, right, known), _free(right, left, known)]
    lists = [one.section(section) for one in documents]
    if not known:
        free = [
            [place for place in places if not _system_id(items[place])]
            for places, items in zip(free, lists, strict=True)
        ]
    if not all(free):
        return
    try:
        small = [_small(section, *one) for one in zip(documents, free, strict=True)]
    except FormError:  # what is dirt among many things may be no document on its own
        return
    for pair in _PAIRINGS[section](pair_items(small[0], small[1])).pairs:
        if section == "connections" and _is_turned(pair):
            continue
        places = free[0][pair.left.place], free[1][pair.right.place]
        key = left[places[0]]
        if known:
            key = left[places[0]] = min(key, right[places[1]])
        right[places[1]] = key


def _of_one_mind(own: tuple[list[str], list[str]], keys: tuple[list[str], list[str]]) -> None:
    """Have what both sides know by one new natural key be one thing, old or new, on both.

    `own` are the natural keys, `keys` those of the base where a side was recognised. Among several
    things that are alike one side may not tell which one is that of the base where the other does.
    """
    pairs = (zip(*both, strict=True) for both in zip(own, keys, strict=True))
    renamed = {(name, key) for side in pairs for name, key in side if name != key}
    if not renamed:
        return
    counts = [Counter(names) for names in own]
    renamed = {pair for pair in renamed if all(count[pair[0]] == 1 for count in counts)}
    names, claimed = (Counter(pair[place] for pair in renamed) for place in (0, 1))
    told = {
        name: key
        for name, key in renamed
        if names[name] == claimed[key] == 1 and not any(count[key] for count in counts)
    }
    taken = set(told.values())
    for naturals, side in zip(own, keys, strict=True):
        for place, name in enumerate(naturals):
            if name in names or side[place] in taken:
                side[place] = told.get(name, name)


def _is_turned(pair: Pair[Connection]) -> bool:
    """Whether two connections without ids only join the same ends, each in its own order."""
    left, right = pair.left, pair.right
    same = (left.start, left.end) == (right.start, right.end)
    return pair.by == "ends" and left.system_id is None and not same


def _free(keys: list[str], others: list[str], known: frozenset[str]) -> list[int]:
    taken = known.union(others)
    return [place for place, key in enumerate(keys) if key not in taken]


def _small(section: str, document: Document, places: list[int]) -> Document:
    """A document of some things of a list alone, and of what they join or run through."""
    things = [document.section(section)[place] for place in places]
    data: dict[str, Any] = {"elements": [], section: things}
    if section == "loops":
        data["connections"] = document.section("connections")
    if section in {"connections", "loops"}:
        lines = [Connection(one, 0) for one in data["connections"] if isinstance(one, dict)]
        ends = {name for line in lines for name in (line.start, line.end)}
        data["elements"] = [
            one.raw for one in document.elements if not ends.isdisjoint(_names(one))
        ]
    return Document.from_data(data, document.name)


def _names(element: Element) -> tuple[str | None, ...]:
    return element.system_id, element.assigned_id, element.label


def _natural(section: str, raw: Any) -> str:
    """What a thing is known by in its own document."""
    if own := _system_id(raw):
        return own
    if not isinstance(raw, dict):
        return f"plain {written_alike(raw)}"
    kind = _KINDS.get(section)
    if kind is None:
        return f"name {text_of(raw.get('name')).casefold()}"
    item = kind(raw, 0)
    if item.assigned_id:
        return f"id {item.assigned_id}"
    said: Iterable[str] = (item.label, item.type)
    if isinstance(item, Connection):
        said = (item.start, item.end, item.direction, item.type, item.label)
    return f"said {json.dumps(list(said))}"


def _system_id(raw: Any) -> str | None:
    found = raw.get("_id") if isinstance(raw, dict) else None
    return found if isinstance(found, str) and found else None


def _placed(entry: Any, kind: str) -> str:
    if not isinstance(entry, dict):
        return f"plain {written_alike(entry)}"
    found = entry.get(kind, entry.get("_id"))
    return found if isinstance(found, str) else f"plain {written_alike(entry)}"
