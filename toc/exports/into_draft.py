"""A document on its way to say what a theory says: which element is which part by now."""

from __future__ import annotations

__all__ = ["Draft"]

from functools import cached_property
from typing import TYPE_CHECKING, Any

from toc.exports.into_claims import claims_wanted
from toc.exports.into_free_ids import FreeIds
from toc.exports.into_texts import held_by_texts
from toc.exports.map_identity import match_elements
from toc.exports.map_ids import MapIds
from toc.exports.map_reading import read_map
from toc.exports.map_theory import MapParts
from toc.exports.theory_map import TheoryItems, resolvable_names
from toc.kumu.document import Form
from toc.kumu.editing import Editor
from toc.kumu.json_tokens import quoted
from toc.kumu.project import ALL_MAPS, chosen_map, entry_id, read_maps

if TYPE_CHECKING:
    from toc.exports.into_claims import Claim
    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.document import Document
    from toc.kumu.items import Element, Item
    from toc.kumu.project import Map
    from toc.models.theory import Theory

_NO_FIELDS = frozenset({"type", "label", "description"})


class Draft:
    """One theory on its way into one document.

    `raws` holds the decoded element of each part that has one, by the part's id; `map` is the map
    that new items come onto, if any. `elements` are the same parts as elements of the latest
    `reading`, as far as they have a role and are in scope by now. `edits` counts what was changed,
    `entries` are new entries of the map by what they call their elements, `given` the raw items
    that got an id, `regrouped` the parts (with the kind of group) whose domain or dimension was
    changed, and to which.
    """

    def __init__(
        self, document: Document, theory: Theory, vocabulary: Vocabulary, map_name: str | None
    ) -> None:
        self.document = document
        self.theory = theory
        self.vocabulary = vocabulary
        self._map_name = _recorded_map(document, theory) if map_name is None else map_name
        self.editor = Editor(document)
        self.raws: dict[str, dict[str, Any]] = {}
        self.edits, self._edits_read = 0, -1
        self.added: dict[str, set[int]] = {"elements": set(), "connections": set()}
        self.changed: dict[str, set[int]] = {"elements": set(), "connections": set()}
        self.placed: dict[str, set[str]] = {"elements": set(), "connections": set()}
        self.entries: dict[str, dict[str, Any]] = {}
        self.used: dict[str, None] = {}
        self.given: set[int] = set()
        self.regrouped: dict[tuple[str, str], str | None] = {}
        self.label_only = _is_label_only(document)
        self.read()
        self.map = self._target()
        matches = match_elements(theory, self.reading)
        self.doubtful = matches.doubtful
        raws = {own: element.raw for own, element in matches.elements.items()}
        with_roles = {id(one.raw) for one in self.reading.elements.values()}
        self.raws = {own: raw for own, raw in raws.items() if id(raw) in with_roles}
        self._assign()
        if len(raws) > len(self.raws):
            held = held_by_texts(self)
            self.raws = {own: raw for own, raw in raws.items() if own not in held}
            self._assign()

    def read(self) -> None:
        """Read the document as it is now, if it was changed since the last time."""
        if self._edits_read == self.edits:
            return
        self._edits_read = self.edits
        self.editor.finish()
        with self.document.settled():
            self.reading = read_map(
                self.document, self.vocabulary, self._map_name, need_outcomes=False
            )
        self._assign()

    def _assign(self) -> None:
        own_of = {id(raw): own for own, raw in self.raws.items()}
        self.elements: dict[str, Element] = {
            own_of[id(one.raw)]: one
            for one in self.reading.elements.values()
            if id(one.raw) in own_of
        }
        for name in ("parts", "ids_read", "_parts_read"):
            vars(self).pop(name, None)

    @cached_property
    def parts(self) -> MapParts:
        """What the document says by now, with the ids of the theory where they are known."""
        known = {element.place: own for own, element in self.elements.items()}
        return MapParts(self.reading, known)

    @cached_property
    def wanted(self) -> list[dict[str, Any]]:
        """The parts of the theory as flat elements."""
        words = self.vocabulary
        return list(TheoryItems(self.theory, words, resolvable_names(self.theory)).elements())

    @cached_property
    def wanted_claims(self) -> list[Claim]:
        """The links and ties of the theory as flat connections."""
        return claims_wanted(self.theory, self.vocabulary)

    @property
    def present(self) -> Theory:
        """The theory that the document stands for by now."""
        return self.parts.theory()

    @cached_property
    def ids_read(self) -> MapIds:
        """The ids that reading the document alone gives by now."""
        return MapIds(self.reading)

    def is_read_in(self, element: Element, kind: str, group: str | None) -> bool:
        """Whether reading the document alone finds an element in a domain or dimension."""
        read, known = self.ids_read.group(element, kind), self.parts.ids.group(element, kind)
        if read in self._parts_read:
            return self._parts_read[read] == group
        return known == group and known not in self.elements

    @cached_property
    def _parts_read(self) -> dict[str | None, str]:
        return {self.ids_read.of(element): own for own, element in self.elements.items()}

    def set_field(self, item: Item, name: str, value: Any) -> None:
        """Set a field of an item by its display name; None takes it away."""
        if not self.editor.set_field(item, name, value):
            return
        self.note_change(item, alone=self._stands_alone(item, name))
        if value is not None:
            self.note_field(name)
        if name == "type" and value is not None:
            self.editor.add_choice(f"{item.kind} type", value)
        if name == "id":
            self.given.add(id(item.raw))

    def change_field(self, item: Item, name: str, value: Any) -> None:
        """Set the field that a newly written map has, or another that holds the same and has it.

        None takes all of them away; what has several values is held by one field alone.
        """
        fields = _fields_like(self.vocabulary, name)
        holding = [field for field in fields if item.text(field).strip()]
        emptied = fields if value is None else holding[1:] if isinstance(value, list) else []
        for field in emptied:
            self.set_field(item, field, None)
        if value is not None:
            self.set_field(item, holding[0] if holding else name, value)

    @cached_property
    def free_ids(self) -> FreeIds:
        """The assigned ids that are free, once what is in scope and what it is have been read."""
        return FreeIds(self.document, self.reading, self.theory)

    def _stands_alone(self, item: Item, name: str) -> bool:
        """Whether a field has no part in how anything else is read, nor in roles."""
        telling = item.kind != "element" or name.lower() in self._telling
        return not telling and not self.vocabulary.selectors

    @cached_property
    def _telling(self) -> set[str]:
        """The fields of elements that tell what others are: names, roles, and what names others."""
        fields = self.vocabulary.fields
        named = ("domain", "dimension", "measures", "themes", "voices")
        return {"label", "type", "id", *(one for name in named for one in fields[name])}

    def note_change(self, item: Item, *, alone: bool = False) -> None:
        """Count an item as changed, unless it is new.

        What stands `alone` changes nothing of how the rest is read, so it is not read again.
        """
        self.edits += not alone
        section = f"{item.kind}s"
        if id(item.raw) not in self.added[section]:
            self.changed[section].add(id(item.raw))

    def note_nameless(self, parts: set[str]) -> None:
        """Remember parts that connections cannot name, since an element before has their id."""
        said = [
            f"{item.role} {quoted(item.label)}: nothing can be joined to it, "
            f"since another element before it has its id {quoted(item.id)}"
            for item in map(self.theory.item, sorted(parts))
        ]
        self.doubtful += [line for line in said if line not in self.doubtful]

    def note_addition(self, section: str, raw: dict[str, Any], fields: dict[str, Any]) -> None:
        """Count an item as added, with the fields that it brings."""
        self.edits += 1
        self.added[section].add(id(raw))
        self.editor.add_choice(f"{section.removesuffix('s')} type", fields["type"])
        for name in fields:
            self.note_field(name)

    def note_field(self, name: str) -> None:
        """Remember that a field is in use, so that a project defines it."""
        if name not in _NO_FIELDS:
            self.used["ID" if name == "id" else name] = None

    def put_on_map(self, section: str, name: str, *, new: bool = False) -> None:
        """Put an item onto the map that new items come onto, if the form has maps."""
        if self.map is None or self.document.form is Form.FLAT:
            return
        self.edits += 1
        if not new:
            self.placed[section].add(name)
        entry = self.editor.put_on_map(self.map, section, name)
        if section == "elements":
            self.entries[name] = entry

    def put_connection_on_map(self, name: str, ends: list[Element]) -> None:
        """Put a new connection onto the map, or onto another that both ends are on.

        Where they share none, what is not on the map comes onto it as well.
        """
        names = [entry_id(end) for end in ends]
        here = self.map.elements if self.map else frozenset(names)
        missing = [one for one in names if one not in here and one not in self.entries]
        others = read_maps(self.document) if missing else []
        shared = next((one for one in others if one.elements.issuperset(names)), None)
        if shared:
            self.edits += 1
            self.editor.put_on_map(shared, "connections", name)
            return
        for end in dict.fromkeys(missing):
            self.put_on_map("elements", end)
        self.put_on_map("connections", name, new=True)

    def _target(self) -> Map | None:
        """The map that new items come onto."""
        if self.reading.scope.map:
            return self.reading.scope.map
        maps = read_maps(self.document)
        default = [one for one in maps if one.id == self.document.top("defaultMap")]
        return next(iter([*default, *maps]), None)


def _fields_like(vocabulary: Vocabulary, name: str) -> list[str]:
    """All fields that hold the attribute which a field is written for."""
    for attribute, fields in vocabulary.fields.items():
        if vocabulary.field_of(attribute).lower() == name.lower():
            return list(fields)
    return [name]


def _is_label_only(document: Document) -> bool:
    """Whether a flat document names its elements by labels: then new ones need no id."""
    elements = document.elements
    nameless = not any(one.system_id or one.assigned_id for one in elements)
    return document.form is Form.FLAT and bool(elements) and nameless


def _recorded_map(document: Document, theory: Theory) -> str | None:
    """The map that a theory was read from, where that is not the one that is meant anyway."""
    recorded = theory.kumu.get("map")
    maps = read_maps(document)
    meant, _ = chosen_map(document, maps)
    if not isinstance(recorded, str) or (meant and meant.name == recorded):
        return None
    if recorded == ALL_MAPS or any(one.name == recorded for one in maps):
        return recorded
    return None
