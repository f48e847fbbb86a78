"""The flat blueprint: the one form that Kumu documents, and the only one that can be linked.

It is made from a document of any form; what it has no place for is named.
"""

from __future__ import annotations

__all__ = ["flat_blueprint"]

from typing import TYPE_CHECKING, Any

from toc.kumu.conversion import (
    Conversion,
    items_left_out,
    keys_left_out,
    lists_left_out,
    loops_in,
    spelled_key,
)
from toc.kumu.document import Document, Form
from toc.kumu.ends import named_elements
from toc.kumu.flat_ids import FlatIds
from toc.kumu.items import CORE_FIELDS, Connection
from toc.kumu.json_reader import paused_gc
from toc.kumu.json_tokens import quoted
from toc.kumu.project import scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.items import Item, Loop

LAST_METRIC = "metrics::last"  # Kumu's own copy of the metric run last; means nothing elsewhere
_MARKS = {
    "delayed": "delay marks of connections",
    "reversed": "marks that connections were reversed",
}
_DIRECTIONS = {"directed", "undirected", "mutual"}


def flat_blueprint(
    document: Document, map_name: str | None = None, *, include_private: bool = False
) -> Conversion:
    """The documented blueprint of a document: elements, connections and loops, nothing else.

    Reserved keys are written in lower case, fields under the names that the project gives them.
    From a flat document ids and ends stay as they are; from another form every element gets an
    id (the assigned one where all have one of their own, else the system id) and ends use it. Of
    a full project one map is taken, or everything but the trash for `all`. Fields marked private
    are left out unless `include_private`.

    Raises:
        NotFoundError: the document has no map of that name or id.
    """
    source = document.respelled()
    with paused_gc():
        writing = _Writing(source, map_name, include_private=include_private)
        data = writing.data()
        left_out = tuple(writing.left_out())
    return Conversion(Document.from_data(data, document.name), left_out)


class _Writing:
    """One document on its way into the flat form."""

    def __init__(self, source: Document, map_name: str | None, *, include_private: bool) -> None:
        self.source = source
        self.part = scope(source, map_name)
        self.loops = loops_in(source, self.part)
        self.is_flat = source.form is Form.FLAT
        defined = [one for one in source.section("attributes") if isinstance(one, dict)]
        names = [(one, name) for one in defined if isinstance(name := one.get("name"), str)]
        self.names = {name.lower(): name for _, name in names}
        hidden = {name.lower() for one, name in names if one.get("private") is True}
        self.private = set[str]() if include_private else hidden
        self.ids = FlatIds(source, self.part, self.private)
        self.hidden: set[str] = set()
        self.homeless: set[str] = set()

    def data(self) -> dict[str, Any]:
        """The document as decoded JSON."""
        loops = [self._loop(one) for one in self.loops]
        return {
            "elements": [self._ordered(one, self._fields(one)) for one in self.part.elements],
            "connections": [self._connection(one) for one in self.part.connections],
            **({"loops": loops} if loops else {}),
        }

    def left_out(self) -> Iterator[str]:
        """In words what the flat form does not hold; to be asked after `data`."""
        yield from items_left_out(self.source, self.part, self.loops)
        if self.hidden:
            shown = sorted(self.names.get(field, field) for field in self.hidden)
            yield f"private fields: {', '.join(shown)} (--include-private keeps them)"
        if self.homeless:
            shown = [quoted(field) for field in sorted(self.homeless)]
            yield f"fields with a name that the form needs or Kumu fills: {', '.join(shown)}"
        reasons = [
            *self._counted(self.ids.nameless, ("item has none", "items have none")),
            *self._counted(self.ids.sharing, ("item shares one", "items share one")),
        ]
        if reasons:
            yield f"assigned ids, since {' and '.join(reasons)}"
        yield from self._marks_left_out()
        yield from keys_left_out([*self.part.elements, *self.part.connections, *self.loops])
        yield from lists_left_out(self.source, ("elements", "connections", "loops"))

    def _counted(self, items: list[Item], words: tuple[str, str]) -> Iterator[str]:
        """How many items there are, with the names of the first three; nothing for none."""
        if items:
            shown = [self._called(one) for one in items[:3]] + ["…"] * (len(items) > 3)
            yield f"{len(items):,} {words[len(items) > 1]} ({', '.join(shown)})"

    def _called(self, item: Item) -> str:
        """What people call an item: its label, else what it joins, else its id."""
        if item.label or not isinstance(item, Connection):
            return quoted(item.label or item.shown_id)
        named = named_elements(self.source.elements)
        ends = (named.get(end) for end in (item.start, item.end))
        return " → ".join(quoted(end.label or end.shown_id) if end else "?" for end in ends)

    def _marks_left_out(self) -> Iterator[str]:
        for key, word in _MARKS.items() if not self.is_flat else ():
            count = sum(one.reserved(key) is True for one in self.part.connections)
            if count:
                yield f"{word}: {count}"

    def _connection(self, connection: Connection) -> dict[str, Any]:
        out = self._fields(connection)
        for key in ("from", "to"):
            if spelled_key(connection.raw, key) is not None:
                out[key] = self.ids.end(connection, key)
        for key in ("direction", *_MARKS) if self.is_flat else ("direction",):
            written = connection.reserved(key)
            if written is not None:
                out[key] = _direction(written) if key == "direction" else written
        return self._ordered(connection, out)

    def _loop(self, loop: Loop) -> dict[str, Any]:
        out = self._fields(loop) | {"connections": self.ids.loop_parts(loop)}
        return self._ordered(loop, out)

    def _fields(self, item: Item) -> dict[str, Any]:
        """The values of an item under the keys of the flat form, its id included."""
        out: dict[str, Any] = {}
        for field, value in item.fields.items():
            if field in self.private:
                self.hidden.add(field)
            elif field == f"{item.kind} type":
                out["type"] = value
            elif field in CORE_FIELDS and field != "type":
                out[field] = value
            elif self._is_homeless(item, field, value):
                self.homeless.add(field)
            else:
                out[self._name(item, field)] = value
        if item.kind == "loop":
            return out if item.assigned_id or not item.system_id else out | {"id": item.system_id}
        out.pop("id", None)
        own = self.ids.of(item)
        return out if own is None else out | {"id": own}

    def _is_homeless(self, item: Item, field: str, value: Any) -> bool:
        """Whether the flat form would take a field for something else, or Kumu for its own."""
        if field == LAST_METRIC:
            return not self.is_flat
        nested = field == "attributes" and isinstance(value, dict)
        return nested or field == "type" or field in item.structure

    def _name(self, item: Item, field: str) -> str:
        """A field's name as the project has it, else as people wrote it in the item."""
        if field in self.names:
            return self.names[field]
        inner = item.raw.get("attributes")
        for written in (item.raw, inner):
            if isinstance(written, dict) and (key := spelled_key(written, field)):
                return key
        return field

    def _ordered(self, item: Item, out: dict[str, Any]) -> dict[str, Any]:
        """The keys in the order of a flat source; else what everybody looks for comes first."""
        if not self.is_flat:
            first = ("id", "label", "from", "to", "type", "direction")
            return {key: out[key] for key in first if key in out} | out
        inner = item.raw.get("attributes")
        written = [*item.raw, *(inner if isinstance(inner, dict) else ())]
        places = {key.lower(): place for place, key in enumerate(reversed(written))}
        kind = places.get(f"{item.kind} type", len(written))
        places.setdefault("type", kind)
        return dict(
            sorted(out.items(), key=lambda pair: -places.get(pair[0].lower(), len(written)))
        )


def _direction(written: Any) -> Any:
    """A direction in lower case, as Kumu documents it; what is none stays as it is."""
    low = written.lower() if isinstance(written, str) else ""
    return low if low in _DIRECTIONS else written
