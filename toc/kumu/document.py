"""One Kumu document: decoded JSON with typed access on top, written back without losing a byte."""

from __future__ import annotations

__all__ = ["Document", "Form", "read_document"]

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from toc.errors import FormError
from toc.kumu.items import Connection, Element, Item, Loop
from toc.kumu.json_reader import UTF8_MARK, decode_json, decode_text, paused_gc
from toc.kumu.json_style import INDENTED, SpelledFloat, SpelledInt
from toc.kumu.json_writer import patch_json

if TYPE_CHECKING:
    import re

    from toc.kumu.limits import Limits

_I = TypeVar("_I", bound=Item)


class Form(StrEnum):
    """The forms of a Kumu document, by the names that `toc export --to` knows."""

    FLAT = "kumu-flat"
    MAP = "kumu-map"
    PROJECT = "kumu-project"


_PROJECT_KEYS = frozenset({"defaultMap", "attributeRelevance", "proxyImages"})


class Document:
    """A Kumu document of any form.

    `elements`, `connections` and `loops` read it. `data` is the decoded JSON itself, free to be
    changed; `to_bytes` then writes the original with those changes and no other. Unknown keys,
    their order and the spelling of numbers and texts stay as they were.
    """

    def __init__(self, content: bytes, name: str, *, limits: Limits | None = None) -> None:
        self.name = name
        self._content = content
        self._data: dict[str, Any] = _checked(decode_json(content, name, limits), name)
        self._limits = limits
        self._lent = False
        self._lists: dict[type[Item], list[Any]] = {}
        self.form = _form_of(self._data)

    @classmethod
    def from_data(cls, data: dict[str, Any], name: str) -> Document:
        """A document made from decoded JSON, written with an indentation of two blanks."""
        return cls((INDENTED.value(data) + "\n").encode(), name)

    @property
    def data(self) -> dict[str, Any]:
        """The decoded JSON, to be read or changed in place."""
        self._lent = True
        return self._data

    @property
    def keys(self) -> list[str]:
        """The keys at the top of the document, in its order and spelling."""
        return list(self._data)

    @property
    def title(self) -> str | None:
        """The project's name, where the form has one."""
        found = self._data.get("name")
        return found if isinstance(found, str) and found else None

    @property
    def elements(self) -> list[Element]:
        """All elements in the order of the file, those in the trash included."""
        return self._items("elements", Element)

    @property
    def connections(self) -> list[Connection]:
        """All connections in the order of the file, those in the trash included."""
        return self._items("connections", Connection)

    @property
    def loops(self) -> list[Loop]:
        """All loops in the order of the file."""
        return self._items("loops", Loop)

    def section(self, name: str) -> list[Any]:
        """A list at the top of the document, whatever the case of its key; empty if missing."""
        return section(self._data, name)

    def top(self, name: str) -> Any:
        """A value at the top of the document, such as `defaultMap`; None if missing."""
        return self._data.get(name)

    def respelled(self) -> Document:
        """The same document with numbers that remember how they were written.

        Conversions to another form start from it, so that `1.50` stays `1.50`.
        """
        copy = Document(self.to_bytes(), self.name, limits=self._limits)
        text = decode_text(copy._content, self.name)
        with paused_gc():
            copy._data = json.loads(text, parse_float=SpelledFloat, parse_int=SpelledInt)
        return copy

    def has_escapes(self, pattern: re.Pattern[str]) -> bool:
        """Whether the file as it was read writes something in a way that the pattern finds."""
        return b"\\u" in self._content and bool(
            pattern.search(decode_text(self._content, self.name))
        )

    def to_bytes(self) -> bytes:
        """The file: the very bytes that were read, except where `data` was changed."""
        if not self._lent:
            return self._content
        text = decode_text(self._content, self.name)
        with paused_gc():
            patched = patch_json(text, self._data)
        if patched == text:
            return self._content
        mark = UTF8_MARK if self._content.startswith(UTF8_MARK) else b""
        return mark + patched.encode()

    def _items(self, name: str, kind: type[_I]) -> list[_I]:
        if self._lent or kind not in self._lists:
            with paused_gc():
                self._lists[kind] = [
                    kind(raw, place)
                    for place, raw in enumerate(self.section(name))
                    if isinstance(raw, dict)
                ]
        return self._lists[kind]

    def __repr__(self) -> str:
        counts = f"{len(self.section('elements'))} elements, {len(self.section('connections'))}"
        return f"<Document {self.name!r} ({self.form}): {counts} connections>"


def read_document(content: bytes, name: str, *, limits: Limits | None = None) -> Document:
    """The Kumu document that a file holds; the form is found by looking inside.

    Raises:
        UnreadableError: no JSON.
        FormError: JSON, but none of the forms that Kumu writes or reads.
        LimitError: larger or deeper than `limits` allow.
    """
    return Document(content, name, limits=limits)


def section(data: dict[str, Any], name: str) -> list[Any]:
    """A list of the document, whatever the case of its key; empty if missing or null."""
    found = data.get(name)
    if found is None:
        found = next((value for key, value in data.items() if key.lower() == name), None)
    return found if isinstance(found, list) else []


def _form_of(data: dict[str, Any]) -> Form:
    if isinstance(data.get("attributes"), list) or data.keys() & _PROJECT_KEYS:
        return Form.PROJECT
    items = [*section(data, "elements")[:100], *section(data, "connections")[:100]]
    nested = any(
        isinstance(item, dict)
        and isinstance(item.get("attributes"), dict)
        and not {"label", "type", "id"}.intersection(map(str.lower, item))
        for item in items
    )
    return Form.MAP if nested or "maps" in data or "perspectives" in data else Form.FLAT


_LISTS = ("elements", "connections", "loops", "maps", "perspectives")


def _checked(data: Any, name: str) -> dict[str, Any]:
    """The document, when it is one of Kumu's; else an error that names the nearest form."""
    if not isinstance(data, dict):
        raise FormError(
            f"A Kumu document is an object with elements and connections; this is {_named(data)}.",
            where=name,
            remedy='Write it as {"elements": […], "connections": […]}.',
        )
    keys = {key.lower(): key for key in data}
    for key in _LISTS:
        if key in keys and not isinstance(data[keys[key]], list | None):
            raise FormError(
                f"{keys[key]} should be a list, but is {_named(data[keys[key]])}.",
                where=f"{name}: {keys[key]}",
                remedy="Export the map from Kumu again, or write it as a list.",
            )
    if keys.keys() & {"elements", "connections"}:
        _refuse_other_ends(data, name)
        return data
    raise FormError(*_strange(data, keys), where=name, remedy=_REMEDY)


_REMEDY = (
    'Kumu\'s own are {"elements": [{"label": …}], "connections": [{"from": …, "to": …}]};'
    " in Kumu, use Export JSON."
)


def _strange(data: dict[str, Any], keys: dict[str, str]) -> tuple[str]:
    inside = keys.get("data")
    if inside and isinstance(data[inside], dict | list):
        return (f"The elements and connections stand under the key {inside}, not at the top.",)
    if keys.keys() & {"nodes", "edges", "links"}:
        found = " and ".join(keys[key] for key in ("nodes", "edges", "links") if key in keys)
        return (f"This is not a Kumu document: it has {found}, not elements and connections.",)
    shown = ", ".join(list(data)[:6]) or "nothing"
    return (f"This JSON is neither a theory nor a Kumu document: it holds {shown}.",)


def _refuse_other_ends(data: dict[str, Any], name: str) -> None:
    connections = [item for item in section(data, "connections") if isinstance(item, dict)]
    keys = {key.lower() for item in connections[:100] for key in item}
    if {"source", "target"} <= keys and not keys & {"from", "to"}:
        raise FormError(
            "The connections have source and target where Kumu has from and to.",
            where=f"{name}: connections[0]",
            remedy="Rename the two keys in every connection.",
        )


def _named(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    return "nothing" if value is None else names.get(type(value), "a number")
