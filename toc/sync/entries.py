"""Entries of a theory file as plain data: links, ties and values, looked at and changed."""

from __future__ import annotations

__all__ = [
    "changed_entry",
    "named_in",
    "place_of",
    "put",
    "put_entry",
    "says",
    "set_newest",
    "type_in",
]

from typing import TYPE_CHECKING, Any

from toc.exports.connection_words import LEADS_TO

if TYPE_CHECKING:
    from collections.abc import Callable

    Data = dict[str, Any]


def named_in(entry: Any, key: str) -> Any:
    """What an entry names, be it written out or bare."""
    return entry[key] if isinstance(entry, dict) else entry


def type_in(entry: Any) -> str:
    """The type of a link; empty for the usual one."""
    found = entry.get("type", "") if isinstance(entry, dict) else ""
    return "" if found == LEADS_TO else str(found)


def says(entry: Any, values: Data) -> bool:
    """Whether a link in the file says what a part said; false flags are left out of files."""
    given = entry if isinstance(entry, dict) else {}
    said = {name: one for name, one in given.items() if name not in {"from", "to", "type"}}
    return said == {name: one for name, one in values.items() if one is not False}


def place_of(entries: list[Any], fits: Callable[[Any], bool]) -> int | None:
    """Where the first entry that fits stands in a list; None where none does."""
    return next((place for place, one in enumerate(entries) if fits(one)), None)


def changed_entry(
    entries: list[Any], place: int | None, key: str, own: str, old: Data | None, new: Data | None
) -> Any:
    """An entry of a list as it is to be; None where it is to go."""
    if new is None:
        return None
    entry = entries[place] if place is not None else own
    found = dict(entry) if isinstance(entry, dict) else {key: own}
    before = old or {}
    names: dict[str, None] = dict.fromkeys((*before, *new))
    for name in names:
        if before.get(name) != new.get(name):
            put(found, name, None if new.get(name) is False else new.get(name))
    return own if list(found) == [key] else found


def put(holder: Data, name: str, value: Any) -> None:
    """Give a key a value; None and false, which files leave out, take it away."""
    if value is None or value is False:
        holder.pop(name, None)
    else:
        holder[name] = value


def put_entry(holder: Data, name: str, place: int | None, entry: Any) -> None:
    """Put an entry into a list: at a place, else last; None takes what is there away."""
    entries = list(holder.get(name, []))
    if place is None:
        entries += [] if entry is None else [entry]
    else:
        entries[place : place + 1] = [] if entry is None else [entry]
    put(holder, name, entries or None)


def set_newest(item: Data, old: Data | None, new: Data | None) -> None:
    """Bring the newest value up to date: the same day's is changed, another day's comes last."""
    values = list(item.get("values", []))
    place = None
    if old is not None:
        same = [n for n, one in enumerate(values) if str(one["date"]) == old["date"]]
        place = same[-1] if same else None
    same_day = new is not None and old is not None and new["date"] == old["date"]
    if place is not None and new is None:
        del values[place]
    elif place is not None and same_day:
        note = {key: one for key, one in values[place].items() if key == "note"}
        values[place] = {**(new or {}), **note}
    elif new is not None:
        values.append(dict(new))
    put(item, "values", values or None)
