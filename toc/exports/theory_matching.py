"""Which entry of one list of a theory is which of another: by ids, by ends, by dates.

Two versions of a theory hold the same parts in other words and in another order. An item is known
by its id; a link by its own id, else by its ends; a tie by what it ties; a dated value by its date.
"""

from __future__ import annotations

__all__ = ["changed_in_place", "entry_name", "has_fixed_id", "matched_entries"]

from collections import defaultdict
from typing import TYPE_CHECKING

from toc.models.base import Model

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

_NAMED_BY = (
    ("from_", "to"),
    ("to",),
    ("measure",),
    ("outcome",),
    ("rule", "item"),
    ("item", "about"),
    ("sub_dimension", "band", "voice"),
    ("total",),
    ("date",),
    ("value",),
)
_MOST_COMPARED = 50  # of entries with one name: parallel links are few


def entry_name(entry: object) -> Hashable:
    """What an entry of a list is known by in all versions: an id if it must have one, or others."""
    if has_fixed_id(entry):
        return getattr(entry, "id", None)
    if isinstance(entry, Model):
        for keys in _NAMED_BY:
            if all(hasattr(entry, key) for key in keys):
                return tuple(getattr(entry, key) for key in keys)
        return getattr(entry, "id", None)
    return entry if isinstance(entry, str) else repr(entry)


def matched_entries(old: Sequence[object], new: Sequence[object]) -> list[int | None]:
    """For each new entry the place of the old one that it is; None where it is none of them.

    Of several that go by one name, equal ones belong together first, then those in order.
    """
    found: list[int | None] = [None] * len(new)
    for own_name in (_own_id, _name_without_id):
        taken = {place for place in found if place is not None}
        free: defaultdict[Hashable, list[int]] = defaultdict(list)
        for place, entry in enumerate(old):
            if place not in taken and (name := own_name(entry)) is not None:
                free[name].append(place)
        open_ = [place for place, match in enumerate(found) if match is None]
        _match_equal(old, new, ((place, free.get(own_name(new[place]))) for place in open_), found)
        for place in open_:
            name = own_name(new[place])
            if found[place] is None and name is not None and free.get(name):
                found[place] = free[name].pop(0)
    return found


def changed_in_place(
    old: Sequence[object], new: Sequence[object], found: Sequence[int | None]
) -> list[int | None]:
    """The same matches, and those of entries that were changed where they stand.

    Between two neighbours that have stayed, as many new entries as there were old ones are these
    in other words; items with an id are not: an id never changes.
    """
    pairs = list(found)
    stayed = {place for place in found if place is not None}
    begin, last = 0, -1
    for place, match in enumerate([*found, len(old)]):
        if match is None:
            continue
        gone = [before for before in range(last + 1, match) if before not in stayed]
        if match > last and len(gone) == place - begin:
            for fresh, before in zip(range(begin, place), gone, strict=True):
                if not has_fixed_id(old[before]) and not has_fixed_id(new[fresh]):
                    pairs[fresh] = before
        begin, last = place + 1, max(last, match)
    return pairs


def _match_equal(
    old: Sequence[object],
    new: Sequence[object],
    candidates: Iterable[tuple[int, list[int] | None]],
    found: list[int | None],
) -> None:
    for place, places in candidates:
        for before in (places or ())[:_MOST_COMPARED]:
            if places and old[before] == new[place]:
                found[place] = before
                places.remove(before)
                break


def _own_id(entry: object) -> Hashable:
    return getattr(entry, "id", None) if isinstance(entry, Model) else None


def _name_without_id(entry: object) -> Hashable:
    return None if has_fixed_id(entry) else entry_name(entry)


def has_fixed_id(entry: object) -> bool:
    """Whether an entry always has an id, by which alone it is known."""
    if not isinstance(entry, Model):
        return False
    field = type(entry).model_fields.get("id")
    return field is not None and field.is_required()
