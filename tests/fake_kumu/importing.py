"""An import onto a map: which item a row means, and what becomes of it.

Source: https://docs.kumu.io/guides/import and
https://docs.kumu.io/frequently-asked-questions/how-do-i-avoid-duplicates-in-imports. Inferred:
items in the trash are matched as well; an empty cell changes nothing unless `clear` is set; an end
that is no element's label makes an element; of several items that a row may mean it is the first;
what is imported comes onto the map that is open.
"""

from __future__ import annotations

__all__ = ["Imported", "Importing"]

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tests.fake_kumu.serialising import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fake_kumu.rows import Row, Sheetful
    from tests.fake_kumu.serialising import Json
    from tests.fake_kumu.state import State

_DIRECTIONS = {"directed", "undirected", "mutual"}
_ENDS = {"from", "to", "direction"}
_CORE = {"label": "Label", "description": "Description", "tags": "Tags", "id": "ID"}
_CORE |= {"image": "Image", "url": "URL", "email": "Email"}


@dataclass
class Imported:
    """What an import did, by system ids, and what it passed over, in sentences."""

    created: set[str] = field(default_factory=set)
    updated: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


class Importing:
    """One import of a file onto one map."""

    def __init__(self, state: State, where: Json, sheetful: Sheetful, *, clear: bool) -> None:
        self.state = state
        self.where = where
        self.rows = sheetful
        self.clear = clear
        self.done = Imported(problems=list(sheetful.problems))
        # "As soon as elements have ids, from and to hold ids": of this file, or of the project.
        self.by_ids = any(_text(row.values.get("id")) for row in sheetful.elements)

    def run(self) -> Imported:
        """Import every row in its order, so that the last of several wins."""
        for row in self.rows.elements:
            self._element(row)
        for row in self.rows.connections:
            for start, end in self._pairs(row):
                self._connection(row, start, end)
        for row in self.rows.loops:
            self._loop(row)
        self.done.updated -= self.done.created
        return self.done

    def _element(self, row: Row) -> None:
        label, own = _text(row.values.get("label")), _text(row.values.get("id"))
        if not (label or own):
            self.done.problems.append(f"{row.place}: an element needs a label or an id")
            return
        found = self._meant(row, label, own)
        if found is None:
            made: Json = {"attributes": {}}
            found = self._made("elements", made)
        self._fill("elements", found, row)
        self._place("elements", found)

    def _meant(self, row: Row, label: str, own: str) -> Json | None:
        """The element that a row means.

        With an id: that id alone. With a Type column: label and type. Else the label.
        """
        elements: list[Json] = self.state.data["elements"]
        if own:
            return _first(one for one in elements if _text(one["attributes"].get("id")) == own)
        same = [one for one in elements if one["attributes"].get("label") == label]
        if "type" in row.named:
            kind = _text(row.values.get("type"))
            same = [one for one in same if _text(one["attributes"].get("element type")) == kind]
        return same[0] if same else None

    def _pairs(self, row: Row) -> Iterator[tuple[Json, Json]]:
        """The ends of a row; several targets, parted by a pipe, make one connection each."""
        starts = self._ends(row, "from")
        ends = self._ends(row, "to")
        yield from ((start, end) for start in starts for end in ends)

    def _ends(self, row: Row, key: str) -> list[Json]:
        text = _text(row.values.get(key))
        if not text:
            self.done.problems.append(f"{row.place}: {key} is empty")
            return []
        whole = self._known_end(text)
        if whole is not None:
            return [whole]
        names = [part.strip() for part in text.split("|") if part.strip()]
        return [found for name in names if (found := self._end(row, name)) is not None]

    def _known_end(self, name: str) -> Json | None:
        elements: list[Json] = self.state.data["elements"]
        by_id = _first(one for one in elements if _text(one["attributes"].get("id")) == name)
        if by_id is not None or self.by_ids:
            return by_id
        return _first(one for one in elements if one["attributes"].get("label") == name)

    def _end(self, row: Row, name: str) -> Json | None:
        found = self._known_end(name)
        if found is None and self.by_ids:
            self.done.problems.append(f"{row.place}: no element has the id {name}")
        elif found is None:
            made: Json = {"attributes": {"label": name}}
            found = self._made("elements", made)
            self._place("elements", found)
        return found

    def _connection(self, row: Row, start: Json, end: Json) -> None:
        """With an id a connection is known by it, and its ends may change; else by its ends."""
        connections: list[Json] = self.state.data["connections"]
        own = _text(row.values.get("id"))
        ends = (start["_id"], end["_id"])
        if own:
            found = _first(one for one in connections if _text(one["attributes"].get("id")) == own)
        else:
            found = _first(one for one in connections if (one["from"], one["to"]) == ends)
        if found is None:
            default = self.where["defaultConnectionDirection"]
            made: Json = {"direction": default, "delayed": False, "reversed": False}
            made |= {"attributes": {}, "from": ends[0], "to": ends[1]}
            found = self._made("connections", made)
        elif (found["from"], found["to"]) != ends:
            found |= {"from": ends[0], "to": ends[1]}
            self.done.updated.add(found["_id"])
        self._turn(found, row)
        self._fill("connections", found, row)
        for element in (start, end):
            self._place("elements", element)
        self._place("connections", found)

    def _turn(self, found: Json, row: Row) -> None:
        given = _text(row.values.get("direction"))
        if given and given not in _DIRECTIONS:
            self.done.problems.append(f"{row.place}: {given} is no direction")
        elif given and found["direction"] != given:
            found["direction"] = given
            self.done.updated.add(found["_id"])

    def _loop(self, row: Row) -> None:
        """A loop of a JSON blueprint, known by its id, else its label.

        Source: inferred; the page names loops and no shape.
        """
        values = dict(row.values)
        listed = values.pop("connections", None) or []
        connections: list[Json] = self.state.data["connections"]
        known = {one["_id"]: one["_id"] for one in connections}
        known |= {_text(one["attributes"].get("id")): one["_id"] for one in connections}
        key = "id" if values.get("id") else "label"
        name = _text(values.get(key))
        loops: list[Json] = self.state.data["loops"]
        found = _first(one for one in loops if _text(one["attributes"].get(key)) == name)
        if found is None:
            made: Json = {"attributes": {}, "connections": []}
            found = self._made("loops", made)
        found["connections"] = [known[name] for name in map(_text, listed) if known.get(name)]
        self._fill("loops", found, replace(row, values=values))
        self._place("loops", found)

    def _made(self, section: str, item: Json) -> Json:
        own = self.state.add(section, item)
        self.done.created.add(own)
        return self.state.located(own)[1]

    def _place(self, section: str, item: Json) -> None:
        if self.state.put_on(section, item["_id"], self.where):
            self.done.placed.add(item["_id"])

    def _fill(self, section: str, item: Json, row: Row) -> None:
        """Update an item field by field; columns that the file has not stay untouched."""
        kind = section.removesuffix("s")
        before = dict(item["attributes"])
        for key in row.named - _ENDS if self.clear else ():
            if key not in row.values and key != "label":
                item["attributes"].pop(_slot(kind, key), None)
        for key, value in row.values.items():
            if key in _ENDS and section == "connections":
                continue
            self._set(kind, item, key, value)
        if item["attributes"] != before:
            self.done.updated.add(item["_id"])

    def _set(self, kind: str, item: Json, key: str, value: Any) -> None:
        slot = _slot(kind, key)
        name = f"{kind.capitalize()} Type" if key == "type" else _CORE.get(key, key)
        several = isinstance(value, list)
        known = self.state.define(name, limit="none" if several else 1)
        if key in {"label", "type", "id"}:
            value = _text(value)
        if not several and known["limit"] == "none" and value is not None:
            value = [value]
        item["attributes"][slot] = value
        if key == "type" and value and value not in known["values"]:
            known["values"].append(value)


def _slot(kind: str, key: str) -> str:
    return f"{kind} type" if key == "type" else key.lower()


def _first(found: Iterator[Json]) -> Json | None:
    return next(found, None)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return str(value)
