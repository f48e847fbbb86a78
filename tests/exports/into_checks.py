"""What a document says after a theory was written into it, and what of it stayed as it was.

Ids that are in a document already never change. So an element or connection that is found by its
label keeps the id it has, and what is new gets a number where something else has its id. All else
is to be said as the theory says it.
"""

from __future__ import annotations

__all__ = ["assert_says", "assert_says_only", "assert_untouched"]

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from tests.exports.map_part import map_part, whole
from toc.exports.map_identity import match_elements
from toc.exports.map_ids import MapIds
from toc.exports.map_reading import MapReading, read_map
from toc.exports.map_theory import MapParts, theory_from_map
from toc.exports.vocabulary import DEFAULT, Vocabulary
from toc.kumu.document import Document, read_document
from toc.kumu.ends import named_elements
from toc.kumu.items import Item

if TYPE_CHECKING:
    from toc.kumu.items import Element
    from toc.models.theory import Theory

Json = dict[str, Any]

_I = TypeVar("_I", bound=Item)
_SECTIONS = ("dimensions", "domains", "outputs", "outcomes", "measures")
_REFERENCES = {"id", "dimension", "domain"}


class _Link(NamedTuple):
    """What a link says, and the id that its connection has in the file."""

    said: Json
    assigned: str | None


class _Said:
    """What a theory or a document says, item by item, with the ids of a theory."""

    def __init__(self, data: Json) -> None:
        self.items = {(key, item["id"]): item for key in _SECTIONS for item in data[key]}
        self.names = {key: data[key] for key in ("themes", "voices")}
        self.groups: Json = data["groups"]
        self.ties = {
            (own, tie["measure"]): tie for own in data["ties"] for tie in data["ties"][own]
        }
        self.kept: set[str] = set()  # parts that have the id of an element which was there
        self.links: list[_Link] = [_Link(link, link["id"]) for link in data["links"]]

    def rename(self, names: dict[str, str]) -> None:
        """Give parts the ids of the theory."""
        self.kept = set(names.values())

        def new(own: Any) -> Any:
            return names.get(own, own)

        self.items = {
            (key, new(own)): item | {k: new(item[k]) for k in _REFERENCES if k in item}
            for (key, own), item in self.items.items()
        }
        self.groups = {new(own): group for own, group in self.groups.items()}
        self.ties = {
            (new(own), new(measure)): tie | {"measure": new(measure)}
            for (own, measure), tie in self.ties.items()
        }
        self.links = [
            _Link(said | {key: new(said[key]) for key in ("from_", "to")}, own)
            for said, own in self.links
        ]


def assert_says_only(
    content: bytes, theory: Theory, before: Document, words: Vocabulary = DEFAULT
) -> None:
    """A file says what a map can hold of a theory, and nothing else."""
    found, wanted = _both(content, theory, before, words)
    assert found.items == wanted.items
    assert found.names == wanted.names
    assert found.groups == wanted.groups
    assert found.ties == wanted.ties
    assert _further_links(found, wanted, before) == []


def assert_says(
    content: bytes, theory: Theory, before: Document, words: Vocabulary = DEFAULT
) -> None:
    """A file says what a map can hold of a theory, and perhaps more."""
    found, wanted = _both(content, theory, before, words)
    for key, item in wanted.items.items():
        # Without prune, what the theory puts in no group stays joined to the group that it was in.
        joined = {
            k: found.items[key][k] for k in ("dimension", "domain") if item.get(k, "") is None
        }
        assert found.items[key] == item | joined, (key, found.items[key], item | joined)
    for own, group in wanted.groups.items():
        assert _folded(found.groups[own]) == _folded(group)
    assert {pair: found.ties[pair] for pair in wanted.ties} == wanted.ties
    _further_links(found, wanted, before)


def _both(
    content: bytes, theory: Theory, before: Document, words: Vocabulary
) -> tuple[_Said, _Said]:
    """What a file and what a theory says, under the ids of the theory."""
    reading = read_map(read_document(content, "after"), words, need_outcomes=False)
    found, wanted = _Said(whole(theory_from_map(reading).theory)), _Said(map_part(theory))
    found.links = [
        _Link(link.model_dump(), connection.assigned_id)
        for connection, link in MapParts(reading).links()
    ]
    found.rename(_kept_ids(reading, before, found, wanted))
    _forget_memberships(found, wanted, theory)
    return found, wanted


def _kept_ids(reading: MapReading, before: Document, found: _Said, wanted: _Said) -> dict[str, str]:
    """New names for ids that a file gives to parts which are found by what is said of them.

    A part that could not get its own id has that of an element that was there, or a number.
    """
    there = _ids_in(before)
    ids = MapIds(reading)
    assigned = {ids.of(one): one.assigned_id for one in reading.elements.values()}
    left = dict(found.items)
    missing: list[tuple[str, str]] = []
    for key, item in wanted.items.items():
        if key in left and _content(left[key]) == _content(item):
            del left[key]
        else:
            missing.append(key)
    names: dict[str, str] = {}
    for section, own in missing:
        for key, item in left.items():
            alike = key[0] == section and _content(item) == _content(wanted.items[section, own])
            if alike and (own in there or assigned.get(key[1]) in there):
                names[key[1]] = own
                del left[key]
                break
    others = {own: f"{own} of something else" for _, own in left if own in names.values()}
    return others | names


def _content(item: Json) -> Json:
    return {key: value for key, value in item.items() if key not in _REFERENCES}


def _ids_in(document: Document) -> set[str]:
    items: list[Item] = [*document.elements, *document.connections]
    return {name for one in items for name in (one.assigned_id, one.system_id) if name}


def _folded(group: Json) -> Json:
    """Themes and voices; those that others spell otherwise are called as they were met first."""
    return {key: [name.strip().casefold() for name in names] for key, names in group.items()}


def _further_links(found: _Said, wanted: _Said, before: Document) -> list[_Link]:
    """The links of a file that a theory does not have; all those that it has are there."""
    there, left = _ids_in(before), list(found.links)
    exact = [one for one in wanted.links if one.said in [other.said for other in left]]
    for one in (*exact, *(one for one in wanted.links if one not in exact)):
        fitting = [other for other in left if other.said == one.said]
        fitting += [
            other
            for other in left
            if other.said | {"id": None} == one.said | {"id": None}
            and ({other.assigned, one.said["id"]} & there or _ends(one) & found.kept)
        ]
        assert fitting, one.said
        left.remove(fitting[0])
    return left


def _ends(link: _Link) -> set[str]:
    return {link.said["from_"], link.said["to"]}


def _forget_memberships(found: _Said, wanted: _Said, theory: Theory) -> None:
    """Leave it open which of several dimensions that lead to an output it is read as part of."""
    dimensions = {one.id for one in theory.dimensions}
    links = theory.every_link()
    for output in theory.outputs:
        key = ("outputs", output.id)
        leading = {link.from_ for link in links if link.to == output.id} & dimensions
        if output.dimension is None and leading & {found.items[key]["dimension"]}:
            wanted.items[key]["dimension"] = found.items[key]["dimension"]
        elif output.dimension is None:
            wanted.items[key]["dimension"] = None


def assert_untouched(before: Document, after: Document, theory: Theory) -> None:
    """What has nothing to do with a theory is as it was, to the byte, and where it was.

    `before` and `after` are read from files; nothing was pruned.
    """
    parts = {one.place for one in _matched(before, theory)}
    elements = list(zip(before.elements, _old(before.elements, after.elements), strict=True))
    for old, new in elements:
        if old.place not in parts:
            _assert_same(old, new, _MAY_FOLLOW)
    links = {link.id for link in theory.every_link() if link.id}
    named, named_now = named_elements(before.elements), named_elements(after.elements)
    now = {old.place: new.place for old, new in elements}
    for line, new_line in zip(
        before.connections, _old(before.connections, after.connections), strict=True
    ):
        ends = [named.get(name) for name in (line.start, line.end)]
        if line.assigned_id in links or all(end is None or end.place in parts for end in ends):
            continue  # perhaps a link of the theory, which is found by its id wherever it leads
        for end, name in zip(ends, (new_line.start, new_line.end), strict=True):
            assert end is None or named_now[name].place == now[end.place]
        _assert_same(line, new_line, {"from", "to"})
    assert [one.raw for one in after.loops] == [one.raw for one in before.loops]
    _assert_same_frame(before, after)


def _matched(before: Document, theory: Theory) -> list[Element]:
    reading = read_map(before, DEFAULT, need_outcomes=False)
    return list(match_elements(theory, reading).elements.values())


def _old(before: list[_I], after: list[_I]) -> list[_I]:
    """Those of the items that were there before, in their order now."""
    if before and all(one.system_id is None for one in after):
        return after[: len(before)]
    names = {one.system_id for one in before}
    return [one for one in after if one.system_id in names][: len(before)]


# A field that names a group follows it to its new name, and what has no name of its own left
# gets an id.
_MAY_FOLLOW = {"id", "domain", "dimension"}


def _assert_same(old: Item, new: Item, but: set[str]) -> None:
    """Two items are the same, apart from some fields."""
    assert _without(old.raw, but) == _without(new.raw, but)


def _without(raw: Json, but: set[str]) -> Json:
    kept = {key: value for key, value in raw.items() if key.lower() not in but}
    if isinstance(inner := raw.get("attributes"), dict):
        kept["attributes"] = {k: value for k, value in inner.items() if k.lower() not in but}
    return kept


def _assert_same_frame(before: Document, after: Document) -> None:
    """All that is no item is the same, but for new definitions, choices and map entries."""
    lists = {"elements", "connections", "maps", "attributes"}
    assert [key for key in after.keys if key in before.keys] == before.keys
    for key in before.keys:
        assert key.lower() in lists or after.top(key) == before.top(key)
    for old, new in zip(before.section("maps"), after.section("maps"), strict=True):
        for section in ("elements", "connections"):
            assert _is_part(old.get(section) or [], new.get(section) or [])
        kept = [{k: v for k, v in one.items() if k not in lists} for one in (old, new)]
        assert kept[0] == kept[1]
    names = [one.get("_id") for one in before.section("attributes")]
    known = [one for one in after.section("attributes") if one.get("_id") in names]
    for old, new in zip(before.section("attributes"), known, strict=True):
        assert old | {"values": new["values"]} == new
        assert new["values"][: len(old["values"])] == old["values"]


def _is_part(old: list[Any], new: list[Any]) -> bool:
    """Whether all of one list stand in another, in the same order."""
    rest = iter(new)
    return all(one in rest for one in old)
