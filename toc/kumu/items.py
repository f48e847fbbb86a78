"""Elements, connections and loops, read alike from every form that Kumu knows.

Kumu's own files keep values in a nested `attributes` object under lower-case names; the documented
blueprint keeps them beside the reserved keys; people's files mix both. Here an item has `fields`
under lower-case names, with the type under `element type`, `connection type` or `loop type`.
"""

from __future__ import annotations

__all__ = ["CORE_FIELDS", "Connection", "Element", "Item", "Loop", "text_of"]

import json
import math
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from toc.kumu.json_style import number_text

if TYPE_CHECKING:
    from collections.abc import Mapping

CORE_FIELDS = ("label", "type", "description", "tags", "image", "url", "email", "id")
_CORE = frozenset(CORE_FIELDS)
_DIRECTIONS = frozenset({"directed", "undirected", "mutual"})


def text_of(value: Any) -> str:
    """A field's value as people read it: several values joined by `; `, nothing as no text.

    Numbers are written as Kumu shows them, `3` for `3.0`.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(text for item in value if (text := text_of(item)))
    if isinstance(value, float) and math.isfinite(value):
        return number_text(value + 0.0)  # the number itself, without a remembered spelling
    return json.dumps(value, ensure_ascii=False)


class Item:
    """An element, connection or loop of a Kumu document; reads, never changes.

    `raw` is the decoded object as the file has it, `place` its position in its array, `fields`
    its values under lower-case names.
    """

    __slots__ = ("_read", "place", "raw")
    kind: ClassVar[str]
    structure: ClassVar[frozenset[str]] = frozenset({"_id"})
    own_keys: ClassVar[frozenset[str]] = structure | {"attributes"}

    def __init__(self, raw: dict[str, Any], place: int) -> None:
        self.raw = raw
        self.place = place
        self._read: Mapping[str, Any] | None = None

    @property
    def fields(self) -> Mapping[str, Any]:
        """Field values under lower-case names; the type under `element type` and the like."""
        return MappingProxyType(self._fields)

    @property
    def _fields(self) -> Mapping[str, Any]:
        found = self._read
        if found is None:
            found = self._read = self._read_fields(self.raw)
        return found

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
        found = self._fields.get("id")
        return None if found is None else text_of(found) or None

    @property
    def shown_id(self) -> str:
        """What messages and answers call it: system id, else assigned id, else label."""
        return self.system_id or self.assigned_id or self.label

    @property
    def is_plain(self) -> bool:
        """Whether it is written as Kumu writes it: lower-case fields in `attributes` alone."""
        return self._fields is self.raw.get("attributes")

    def text(self, field: str) -> str:
        """A field's value as text, looked up without regard to case."""
        return text_of(self._fields.get(field.lower()))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.shown_id!r}>"

    def _read_fields(self, raw: dict[str, Any]) -> Mapping[str, Any]:
        attributes = raw.get("attributes")
        if not isinstance(attributes, dict):
            return self._lowered(raw)
        names = "".join(attributes)
        inner = attributes if names == names.lower() else _lower(attributes)
        outer = raw.keys() - self.own_keys
        if not outer:
            return inner
        if not any(key.lower() == "label" for key in outer):
            outer = {key for key in outer if key.lower() in _CORE}
        return {**inner, **self._lowered({k: v for k, v in raw.items() if k in outer})}

    def _lowered(self, values: dict[str, Any]) -> dict[str, Any]:
        """Reserved and custom keys beside one another, as the documented blueprint has them."""
        kind = f"{self.kind} type"
        fields = _lower(values)
        if "type" in fields:
            fields = {kind if k == "type" else k: v for k, v in fields.items() if k != kind}
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
    own_keys = structure | {"attributes"}

    def __init__(self, raw: dict[str, Any], place: int) -> None:
        super().__init__(raw, place)
        start, end = raw.get("from"), raw.get("to")
        self.start = start if isinstance(start, str) else _end(_loose(raw, "from"))
        self.end = end if isinstance(end, str) else _end(_loose(raw, "to"))

    def reserved(self, key: str) -> Any:
        """What the file says under `from`, `to` or `direction`, in any case; None if nothing."""
        return _loose(self.raw, key)

    @property
    def direction(self) -> str:
        """`directed`, `undirected` or `mutual`; `directed` where the file says nothing known."""
        found = text_of(self.reserved("direction")).lower()
        return found if found in _DIRECTIONS else "directed"

    @property
    def unknown_direction(self) -> str:
        """What the file says as direction where Kumu knows no such one; empty otherwise."""
        written = self.raw.get("direction")
        if isinstance(written, str) and written in _DIRECTIONS:
            return ""
        found = text_of(self.reserved("direction"))
        return "" if found.lower() in _DIRECTIONS else found

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
    own_keys = structure | {"attributes"}

    @property
    def connections(self) -> tuple[str, ...]:
        """The ids of its connections, in order."""
        found = _loose(self.raw, "connections")
        return tuple(map(_end, found)) if isinstance(found, list) else ()
