"""Elements, connections and loops, read alike from every form that Kumu knows.

Kumu's own files keep values in a nested `attributes` object under lower-case names; the documented
blueprint keeps them beside the reserved keys; people's files mix both. Here an item has `fields`
under lower-case names, with the type under `element type`, `connection type` or `loop type`.
"""

from __future__ import annotations

__all__ = ["CORE_FIELDS", "Connection", "Element", "Item", "Loop", "text_of"]

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

CORE_FIELDS = ("label", "type", "description", "tags", "image", "url", "email", "id")
_CORE = frozenset(CORE_FIELDS)
_NESTED = frozenset(
    {"_id", "attributes", "from", "to", "direction", "delayed", "reversed", "connections"}
)


def text_of(value: Any) -> str:
    """A field's value as people read it: several values joined by `; `, nothing as no text."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(text for item in value if (text := text_of(item)))
    return json.dumps(value, ensure_ascii=False)


class Item:
    """An element, connection or loop of a Kumu document; reads, never changes.

    `raw` is the decoded object as the file has it, `place` its position in its array, `fields`
    its values under lower-case names.
    """

    __slots__ = ("_fields", "place", "raw")
    kind: ClassVar[str]
    structure: ClassVar[frozenset[str]] = frozenset({"_id"})

    def __init__(self, raw: dict[str, Any], place: int) -> None:
        self.raw = raw
        self.place = place
        self._fields: Mapping[str, Any] = self._read_fields(raw)

    @property
    def fields(self) -> Mapping[str, Any]:
        """Field values under lower-case names; the type under `element type` and the like."""
        return MappingProxyType(self._fields)

    @property
    def label(self) -> str:
        """The label as it stands, its double spaces (line breaks) included; empty if missing."""
        return text_of(self._fields.get("label"))

    @property
    def type(self) -> str:
        """The element, connection or loop type; empty when there is none."""
        return text_of(self._fields.get(f"{self.kind} type"))

    @property
    def system_id(self) -> str | None:
        """Kumu's own id (`elem-…`), where the form has one."""
        found = self.raw.get("_id")
        return found if isinstance(found, str) else None

    @property
    def assigned_id(self) -> str | None:
        """The id that people gave it (the field `id`), as text; None when there is none."""
        return text_of(self._fields.get("id")) or None

    @property
    def shown_id(self) -> str:
        """What messages and answers call it: system id, else assigned id, else label."""
        return self.system_id or self.assigned_id or self.label

    def text(self, field: str) -> str:
        """A field's value as text, looked up without regard to case."""
        return text_of(self._fields.get(field.lower()))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.shown_id!r}>"

    def _read_fields(self, raw: dict[str, Any]) -> Mapping[str, Any]:
        attributes = raw.get("attributes")
        if not isinstance(attributes, dict):
            return self._lowered(raw, raw.keys())
        inner = attributes
        if any(key != key.lower() for key in attributes):
            inner = _lower(attributes)
        outer = raw.keys() - _NESTED
        if not outer:
            return inner
        if not any(key.lower() == "label" for key in outer):
            outer = {key for key in outer if key.lower() in _CORE}
        return {**inner, **self._lowered(raw, outer)} if outer else inner

    def _lowered(self, raw: dict[str, Any], keys: Any) -> dict[str, Any]:
        """Reserved and custom keys beside one another, as the documented blueprint has them."""
        fields = _lower({key: value for key, value in raw.items() if key in keys})
        if "type" in fields:
            fields = {f"{self.kind} type" if k == "type" else k: v for k, v in fields.items()}
        return {key: value for key, value in fields.items() if key not in self.structure}


def _lower(values: dict[str, Any]) -> dict[str, Any]:
    """The same under lower-case names; of two that differ by case only, the lower-case one."""
    fields: dict[str, Any] = {}
    for key, value in values.items():
        if key == key.lower() or key.lower() not in values:
            fields.setdefault(key.lower(), value)
    return fields


def _loose(raw: dict[str, Any], key: str) -> Any:
    """The value of a reserved key in any spelling of its case."""
    if key in raw:
        return raw[key]
    return next((value for name, value in raw.items() if name.lower() == key), None)


class Element(Item):
    """Something on the map: a circle with a label."""

    __slots__ = ()
    kind = "element"


class Connection(Item):
    """A line between two elements; `start` and `end` are what `from` and `to` say, as text."""

    __slots__ = ("end", "start")
    kind = "connection"
    structure = frozenset({"_id", "from", "to", "direction", "delayed", "reversed"})

    def __init__(self, raw: dict[str, Any], place: int) -> None:
        super().__init__(raw, place)
        self.start = _end(_loose(raw, "from"))
        self.end = _end(_loose(raw, "to"))

    def reserved(self, key: str) -> Any:
        """What the file says under `from`, `to` or `direction`, in any case; None if nothing."""
        return _loose(self.raw, key)

    @property
    def direction(self) -> str:
        """`directed`, `undirected` or `mutual`; `directed` where the file says nothing known."""
        found = text_of(_loose(self.raw, "direction")).lower()
        return found if found in {"undirected", "mutual"} else "directed"

    @property
    def both_ways(self) -> bool:
        """Whether it counts in both directions: mutual and undirected connections do."""
        return self.direction != "directed"


def _end(value: Any) -> str:
    return value if isinstance(value, str) else "" if isinstance(value, dict) else text_of(value)


class Loop(Item):
    """A feedback loop: a list of connections with a label."""

    __slots__ = ()
    kind = "loop"
    structure = frozenset({"_id", "connections"})

    @property
    def connections(self) -> tuple[str, ...]:
        """The ids of its connections, in order."""
        found = _loose(self.raw, "connections")
        return tuple(map(_end, found)) if isinstance(found, list) else ()
