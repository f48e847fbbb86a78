"""What a Kumu document says of a theory, in the theory's own ids."""

from __future__ import annotations

__all__ = ["Side", "read_side"]

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from toc.errors import NotFoundError
from toc.exports.into_draft import Draft
from toc.exports.label_ids import LabelIds
from toc.exports.map_ids import NAME_ROLES
from toc.exports.map_measures import unreadable_words
from toc.exports.map_theory import MapParts
from toc.exports.vocabulary import Role
from toc.kumu.json_tokens import quoted
from toc.kumu.pairing import pair_items
from toc.models.references import every_id
from toc.sync.units import GROUPS, ends_of, item_key, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.document import Document
    from toc.kumu.items import Element
    from toc.kumu.project import Scope
    from toc.models.theory import Theory
    from toc.sync.units import Key, Units

_SHOWN = 3
_NAMES = (*GROUPS, "measures")
Name = tuple[str, str]


class Side(NamedTuple):
    """One document as parts of a theory, as far as it is in `scope`.

    `elements` are those of items, by the ids of the items; `names` the ids of what stands in
    fields only, by its role and label in small letters; `without_role` the types of elements that
    are an item's, but have no role in a theory; `doubts` is what cannot be understood, in words.
    """

    document: Document
    scope: Scope
    units: Units
    elements: dict[str, Element]
    names: dict[Name, str]
    without_role: dict[str, str]
    doubts: tuple[str, ...]


def read_side(
    document: Document,
    theory: Theory,
    vocabulary: Vocabulary,
    map_name: str | None,
    before: Side | None = None,
) -> Side:
    """What a document says, with the ids of the theory, and of what was read `before`.

    Raises:
        NotFoundError: the document has no map of that name, or several of its elements could be
            one item.
    """
    draft = Draft(document, theory, vocabulary, map_name)
    now = pair_items(before.document, document).elements.to_right if before else {}
    earlier = {
        own: now[one.place]
        for own, one in (before.elements.items() if before else ())
        if one.place in now
    }
    elements = _known(draft, earlier)
    taken = [item.id for item in theory.items() if item.id not in elements]
    places = {one.place: own for own, one in elements.items()}
    # Ids without an element are told as those of places that are not there: nobody gets them.
    places |= {-1 - number: own for number, own in enumerate(taken)}
    parts = MapParts(draft.reading, _unlike_others(draft, places, theory))
    ids = {place: parts.ids.of(one) for place, one in draft.reading.elements.items()}
    said = units_of(parts.theory())  # first, since reading it finds what stands in fields only
    names = _names(parts, theory, set(ids.values()), before)
    units = _renamed(said, parts, names)
    read = {own: draft.reading.elements[place] for place, own in ids.items()}
    _refuse_doubts(draft, elements)
    doubts = (*unreadable_words(parts.unreadable), *_old_names(names, before, read))
    without_role = _without_role(draft, earlier)
    return Side(document, draft.reading.scope, units, read, names, without_role, doubts)


def _without_role(draft: Draft, earlier: Mapping[str, Element]) -> dict[str, str]:
    """The types of elements on the map that are an item's, but stand for nothing in a theory.

    They are known as before, else by the ids that the theory tells; where elements have no ids at
    all, by a label that nothing else on the map has.
    """
    reading = draft.reading
    plain = {
        one.place: one
        for one in reading.scope.elements
        if reading.roles.get(one.place, Role.ASSUMPTION) is Role.ASSUMPTION
    }
    known = {own: plain[one.place] for own, one in earlier.items() if one.place in plain}
    raws = {id(one.raw): one for one in plain.values()}
    known |= {
        own: raws[id(raw)]
        for own, raw in draft.raws.items()
        if own not in known and id(raw) in raws
    }
    labels = Counter(one.label for one in reading.scope.elements)
    nameless = {
        one.label: one
        for one in plain.values()
        if not (one.system_id or one.assigned_id) and labels[one.label] == 1
    }
    for item in draft.theory.items():
        if item.id not in draft.raws and item.label in nameless:
            known.setdefault(item.id, nameless[item.label])
    return {own: one.type for own, one in known.items()}


def _refuse_doubts(draft: Draft, known: Mapping[str, Element]) -> None:
    """Guess nothing: what is taken for the wrong element would be lost, or doubled."""
    names = [
        f"{one.role} {quoted(one.label)}:" for one in draft.theory.items() if one.id not in known
    ]
    doubtful = [line for line in draft.doubtful if line.startswith(tuple(names))]
    if doubtful:
        raise NotFoundError(
            f"It cannot be told which element something is: {'; '.join(doubtful[:_SHOWN])}.",
            where=draft.document.name,
            remedy="Give the right one in Kumu the ID that it has in the theory, or relabel one.",
        )


def _known(draft: Draft, earlier: Mapping[str, Element]) -> dict[str, Element]:
    """The elements of items whose ids are settled: as before, else as the theory finds them."""
    found = {own: one for own, one in earlier.items() if one.place in draft.reading.elements}
    used = {one.place for one in found.values()}
    for own, element in draft.elements.items():
        if own not in found and element.place not in used:
            found[own] = element
    return found


def _unlike_others(draft: Draft, places: dict[int, str], theory: Theory) -> dict[int, str]:
    """The same ids, and others for elements that would get one that the theory gives a link."""
    every = {own for own, _, _ in every_id(theory)}
    clashing = every - set(places.values())
    if not clashing:
        return places
    ids = MapParts(draft.reading, places).ids
    fresh = LabelIds((*every, *(ids.of(one) for one in draft.reading.elements.values())))
    more = {
        place: fresh.fresh(one.label, str(draft.reading.roles[place]))
        for place, one in draft.reading.elements.items()
        if ids.of(one) in clashing
    }
    return places | more


def _names(
    parts: MapParts, theory: Theory, with_elements: set[str], before: Side | None
) -> dict[Name, str]:
    """The ids of what stands in fields only: the theory's own, else those of before."""
    own: dict[Name, str] = dict(before.names) if before else {}
    own |= {
        (item.role, item.label.strip().casefold()): item.id
        for item in theory.items()
        if item.id not in with_elements
    }
    found: dict[Name, str] = {}
    for kind in _NAMES:
        role = NAME_ROLES.get(kind, kind)
        for one in parts.ids.named(kind):
            name = (role, one["label"].strip().casefold())
            found[name] = own.get(name) or str(one["id"])
    return found


def _old_names(
    names: Mapping[Name, str], before: Side | None, read: Mapping[str, Element]
) -> Iterator[str]:
    """In words, labels that fields still name though their element has another by now."""
    for own, one in before.elements.items() if before else ():
        now = read.get(own)
        if now is None or now.label == one.label:
            continue
        for role in GROUPS:
            if (role, one.label.strip().casefold()) in names:
                yield (
                    f"fields still name the {role} {quoted(one.label)}, which is called "
                    f"{quoted(now.label)} by now (toc rename changes both)"
                )


def _renamed(units: Units, parts: MapParts, names: Mapping[Name, str]) -> Units:
    """The same parts, with the settled ids of what stands in fields only."""
    new: dict[str, str] = {}
    for kind in _NAMES:
        role = NAME_ROLES.get(kind, kind)
        for one in parts.ids.named(kind):
            new[one["id"]] = names[role, one["label"].strip().casefold()]
    new = {old: own for old, own in new.items() if old != own}
    if not new:
        return units
    found: Units = {}
    for key, values in units.items():
        fields = {
            name: new.get(value, value) if name in GROUPS else value
            for name, value in values.items()
        }
        found[_renamed_key(key, new)] = fields
    return found


def _renamed_key(key: Key, new: Mapping[str, str]) -> Key:
    if not ends_of(key):
        return item_key(new.get(key[1], key[1]))
    return (key[0], new.get(key[1], key[1]), new.get(key[2], key[2]), *key[3:])
