"""One Kumu document: decoded JSON with typed access on top, written back without losing a byte."""

from __future__ import annotations

__all__ = ["Document", "Form", "read_document"]

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from toc.kumu.forms import Form, checked, form_of, section
from toc.kumu.items import Connection, Element, Item, Loop
from toc.kumu.json_reader import UTF8_MARK, decode_json, decode_text, paused_gc
from toc.kumu.json_style import INDENTED
from toc.kumu.json_writer import patched_bytes

if TYPE_CHECKING:
    from collections.abc import Generator

    from toc.kumu.dirt import Dirt
    from toc.kumu.limits import Limits

_I = TypeVar("_I", bound=Item)
# Either a whole pair of escapes, or one half of a pair, then in group 1.
_SURROGATE_ESCAPE = re.compile(rb"\\u[dD](?:[89abAB]..\\u[dD][c-fC-F]..|([89a-fA-F]))", re.DOTALL)


class Document:
    """A Kumu document of any form.

    `elements`, `connections` and `loops` read it. `data` is the decoded JSON itself, free to be
    changed; `to_bytes` then writes the original with those changes and no other. Unknown keys,
    their order and the spelling of numbers and texts stay as they were. `oddities` is what was
    odd about a spreadsheet that it was read from.
    """

    def __init__(
        self, content: bytes, name: str, *, limits: Limits | None = None, spelled: bool = False
    ) -> None:
        self.name = name
        self._content = content
        self._limits = limits
        self._data = checked(decode_json(content, name, limits, spelled=spelled), name)
        self._lent = False
        self._settled = False
        self._lists: dict[type[Item], list[Any]] = {}
        self.oddities: list[Dirt] = []
        self.form = form_of(self._data)

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

    @contextmanager
    def settled(self) -> Generator[None]:
        """A stretch in which `data` is only read, so that lists of items are made once."""
        if self._lent and not self._settled:
            self._lists.clear()
        before, self._settled = self._settled, True
        try:
            yield
        finally:
            self._settled = before

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
        return Document(self.to_bytes(), self.name, limits=self._limits, spelled=True)

    def may_hold_half_characters(self) -> bool:
        """Whether the bytes that were read may escape one half of a surrogate pair alone.

        False is certain; finding out where takes a look at every text.
        """
        if b"\\" not in self._content:
            return False
        return any(found.group(1) for found in _SURROGATE_ESCAPE.finditer(self._content))

    def to_bytes(self) -> bytes:
        """The file: the very bytes that were read, except where `data` was changed."""
        if not self._lent:
            return self._content
        self._lists.clear()  # made anew when they are asked for; until then their room is needed
        text = decode_text(self._content, self.name)
        mark = UTF8_MARK if self._content.startswith(UTF8_MARK) else b""
        with paused_gc():
            return patched_bytes(text, self._data, mark)

    def _items(self, name: str, kind: type[_I]) -> list[_I]:
        if (self._lent and not self._settled) or kind not in self._lists:
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
