"""A theory written into a living Kumu document: only what differs is touched.

The document is read as the theory that it stands for; both theories are compared part by part, and
each difference becomes the smallest change of the document in its own form.
"""

from __future__ import annotations

__all__ = ["Written", "write_into"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.exports.field_definitions import missing_definitions
from toc.exports.into_connections import ConnectionChanges
from toc.exports.into_places import fill_positions
from toc.exports.map_identity import PARTS, match_elements, role_of
from toc.exports.map_ids import MapIds
from toc.exports.map_reading import OUTCOMES, MapReading, read_map
from toc.exports.map_theory import MapParts
from toc.exports.theory_map import TheoryItems, left_out_of_a_map, resolvable_names
from toc.exports.vocabulary import DEFAULT, Vocabulary
from toc.kumu.document import Form
from toc.kumu.editing import Editor
from toc.kumu.ends import named_elements
from toc.kumu.items import text_of
from toc.kumu.json_reader import paused_gc
from toc.kumu.project import Map, read_maps

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.kumu.items import Element, Item
    from toc.models.theory import Theory


class Written(NamedTuple):
    """What writing did: counts in words, what the theory no longer has, what cannot travel."""

    done: tuple[str, ...]
    gone: tuple[str, ...]
    left_out: tuple[str, ...]


def write_into(
    document: Document,
    theory: Theory,
    vocabulary: Vocabulary = DEFAULT,
    map_name: str | None = None,
    *,
    prune: bool = False,
) -> Written:
    """Bring a document to say what a theory says, keeping its form and everything else.

    The named map is meant, else the default one. What is new comes onto it, next to what it is
    linked with. Elements and connections that have a role and that the theory does not have are
    kept and named; with `prune` they leave every map of a full project, or go altogether from a
    blueprint. Existing ids never change.

    Raises:
        NotFoundError: the document has no map of that name or id.
    """
    with paused_gc():
        writing = _Writing(document, theory, vocabulary, map_name)
        writing.bring_in_parts()
        connections = writing.update_parts()
        writing.update_connections(connections)
        gone = writing.take_away(connections, prune=prune)
        writing.settle_ids()
        writing.finish()
    return Written(writing.done(connections), tuple(gone), tuple(left_out_of_a_map(theory)))


class _Writing:
    """One theory on its way into one document."""

    def __init__(
        self, document: Document, theory: Theory, vocabulary: Vocabulary, map_name: str | None
    ) -> None:
        self.document = document
        self.theory = theory
        self.vocabulary = vocabulary
        self.map_name = map_name
        self.editor = Editor(document)
        self.raws: dict[str, dict[str, Any]] = {}  # the raw element of each part, by its id
        self.entries: dict[str, dict[str, Any]] = {}  # new map entries, by the element's name
        self.used: dict[str, None] = {}  # display names of fields that were written
        self.counts = {"added": 0, "changed": 0}
        self.reading = self._read()
        self.target = self._target()

    def _read(self) -> MapReading:
        with self.document.settled():
            return read_map(self.document, self.vocabulary, self.map_name, need_outcomes=False)

    def _target(self) -> Map | None:
        """The map that new items come onto."""
        maps = read_maps(self.document)
        default = [one for one in maps if one.id == self.document.top("defaultMap")]
        return self.reading.scope.map or next(iter([*default, *maps]), None)

    def bring_in_parts(self) -> None:
        """Give every part of the theory its element, in scope and with its role."""
        with self.document.settled():
            matched = match_elements(self.theory, self.reading)
        known = {element.place: own for own, element in matched.items()}
        present = MapParts(self.reading, known).theory()
        named = {item.id: item for item in present.items() if item.id not in matched}
        items = TheoryItems(self.theory, self.vocabulary, resolvable_names(self.theory, present))
        flat = {raw["id"]: raw for raw in items.elements()}
        for item in self.theory.items():
            if item.role not in PARTS:
                continue
            element = matched.get(item.id)
            if element is not None:
                self._bring_back(item.id, element, flat[item.id]["type"], role_of(item))
            elif named.get(item.id) != item:
                self._add(flat[item.id])
        self.editor.finish()
        self.reading = self._read()

    def _bring_back(self, own: str, element: Element, kind: str, role: object) -> None:
        self.raws[own] = element.raw
        found = self.reading.role_of(element)
        if found is None or (found is not role and not {found, role} <= OUTCOMES):
            self.editor.set_fields(element, {"type": kind})
            self.editor.add_choice("Element Type", kind)
            self.counts["changed"] += 1
        name = element.system_id
        on_a_map = element.place in {one.place for one in self.reading.scope.elements}
        if not on_a_map and name and self.target:
            self._put_on_map(name)

    def _add(self, flat: dict[str, Any]) -> None:
        fields = dict(flat)
        if self._label_only():
            del fields["id"]
        name = self.editor.add_item("elements", flat["id"], fields)
        self.raws[flat["id"]] = self.editor.added
        self.editor.add_choice("Element Type", flat["type"])
        self.used |= dict.fromkeys("ID" if key == "id" else key for key in flat)
        self.counts["added"] += 1
        if self.target and self.document.form is not Form.FLAT:
            self._put_on_map(name)

    def _label_only(self) -> bool:
        """Whether a flat document names its elements by labels: then new ones get no id."""
        if self.document.form is not Form.FLAT:
            return False
        elements = self.reading.document.section("elements")
        return bool(elements) and not any(
            isinstance(one, dict) and any(key.lower() in {"id", "_id"} for key in one)
            for one in elements
        )

    def _put_on_map(self, name: str) -> None:
        if self.target:
            self.entries[name] = self.editor.put_on_map(self.target.id, "elements", name)

    def update_parts(self) -> ConnectionChanges:
        """Change the fields in which elements differ from their parts; gives the connections."""
        own_of = {id(raw): own for own, raw in self.raws.items()}
        elements = {
            own_of[id(one.raw)]: one
            for one in self.reading.elements.values()
            if id(one.raw) in own_of
        }
        with self.document.settled():
            parts = MapParts(self.reading, {one.place: own for own, one in elements.items()})
        present = parts.theory()
        names = resolvable_names(self.theory, present)
        wanted = TheoryItems(self.theory, self.vocabulary, names)
        now = TheoryItems(present, self.vocabulary, names)
        before = {raw["id"]: raw for raw in now.elements()}
        for raw in wanted.elements():
            if raw["id"] in elements:
                self._change(elements[raw["id"]], raw, before[raw["id"]])
        return ConnectionChanges(self.editor, parts, now, wanted, self._end_names())

    def _change(self, element: Element, raw: dict[str, Any], before: dict[str, Any]) -> None:
        changes = {
            key: raw.get(key)
            for key in (*raw, *before)
            if key != "id" and raw.get(key) != before.get(key)
        }
        if changes:
            self.editor.set_fields(element, changes)
            self.used |= dict.fromkeys(key for key in changes if raw.get(key) is not None)
            self.counts["changed"] += 1
        if "type" in changes:
            self.editor.add_choice("Element Type", raw["type"])

    def update_connections(self, changes: ConnectionChanges) -> None:
        """Change and add connections until they say what links and ties say."""
        changes.apply()
        if self.target and self.document.form is not Form.FLAT:
            for name in changes.added:
                self.editor.put_on_map(self.target.id, "connections", name)
        self.used |= changes.used

    def _end_names(self) -> dict[str, str]:
        """What the ends of connections call each part."""
        names: dict[str, str] = {}
        for own, raw in self.raws.items():
            lowered = {key.lower(): value for key, value in raw.items()}
            keys = ("_id", "id", "label") if self.editor.nested else ("id", "_id", "label")
            names[own] = next(str(lowered[key]) for key in keys if lowered.get(key))
        return names

    def take_away(self, changes: ConnectionChanges, *, prune: bool) -> list[str]:
        """Name, and with `prune` remove, what has a role and is no part of the theory."""
        kept = {id(raw) for raw in self.raws.values()}
        gone = [one for one in self.reading.elements.values() if id(one.raw) not in kept]
        texts = changes.lost_texts()
        lines = [f"{self.reading.roles[one.place]}: {one.label or one.shown_id}" for one in gone]
        lines += [f"connection: {one.start} → {one.end}" for one in changes.gone]
        lines += [f"measure named in a field: {outcome} → {measure}" for outcome, measure in texts]
        if prune:
            names = {one.system_id or one.shown_id for one in gone}
            loose = {_name(one) for one in changes.gone} | self._touching(gone)
            self.editor.take_away("elements", names)
            self.editor.take_away("connections", loose)
            self._take_texts(texts, changes)
        return lines

    def _touching(self, gone: list[Element]) -> set[str]:
        """The names of all connections that an element which goes is an end of."""
        raws = {id(one.raw) for one in gone}
        with self.document.settled():
            named = named_elements(self.document.elements)
            return {
                _name(one)
                for one in self.document.connections
                for end in (one.start, one.end)
                if end in named and id(named[end].raw) in raws
            }

    def _take_texts(self, texts: list[tuple[str, str]], changes: ConnectionChanges) -> None:
        """Take the names of measures out of the fields of outcomes."""
        elements = {id(one.raw): one for one in self.reading.elements.values()}
        for outcome, measure in texts:
            element = elements[id(self.raws[outcome])] if outcome in self.raws else None
            label = changes.present.theory.item(measure).label.casefold()
            for field in self.vocabulary.fields["measures"]:
                value = element.fields.get(field) if element else None
                if element is None or value is None:
                    continue
                kept = [
                    one
                    for one in (value if isinstance(value, list) else [value])
                    if text_of(one).strip().casefold() != label
                ]
                if len(kept) < (len(value) if isinstance(value, list) else 1):
                    self.editor.set_fields(element, {field: kept or None})

    def settle_ids(self) -> None:
        """Assign an id where reading the document alone would give another one."""
        self.editor.finish()
        reading = self._read()
        own_of = {id(raw): own for own, raw in self.raws.items()}
        ids = MapIds(reading)
        for element in reading.elements.values():
            own = own_of.get(id(element.raw))
            if own and ids.of(element) != own and not element.assigned_id:
                self.editor.set_fields(element, {"id": own})
                self.used["ID"] = None

    def finish(self) -> None:
        """Bring new entries to their places and define the fields that are new."""
        if self.target:
            fill_positions(self.document, self.target.id, self.entries, self.vocabulary)
        if self.document.form is Form.PROJECT:
            known = [str(one.get("name")) for one in self.document.section("attributes")]
            newer = self.document.top("version") is not None
            self.editor.add_definitions(
                missing_definitions(
                    self.used, known, self.vocabulary, self.editor.taken, newer=newer
                )
            )
        self.editor.finish()

    def done(self, connections: ConnectionChanges) -> tuple[str, ...]:
        """What was done, in words."""
        added, changed = self.counts["added"], self.counts["changed"]
        return (
            f"added: {added} elements, {len(connections.added)} connections",
            f"changed: {changed} elements, {connections.changed} connections",
        )


def _name(item: Item) -> str:
    return item.system_id or item.shown_id
