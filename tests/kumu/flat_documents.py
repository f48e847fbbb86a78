"""Made-up blueprints of the flat form, as people and scripts write them for Kumu."""

from __future__ import annotations

__all__ = ["flat_documents", "joined_places", "looped_places"]

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from toc.kumu.document import Document, Form
from toc.kumu.ends import named_elements
from toc.kumu.json_style import INDENTED, SpelledFloat, SpelledInt

if TYPE_CHECKING:
    from random import Random

    from hypothesis.strategies import SearchStrategy

    from toc.kumu.items import Element

Json = dict[str, Any]

_NAMES = ("a", "b", "n1", "n2", "n1-2", "Café  au lait", "elem-1", "7")
_TEXTS = ("", " ", "55", "é", "two  blanks", "\ud800", "a; b", "🏳️‍🌈", "<b>", "=1+1", *_NAMES)
_NUMBERS = (
    *map(SpelledFloat, ("1.50", "0.00003367", "1e5", "-0.0", "1E-7", "9" * 400 + ".0")),
    *map(SpelledInt, ("-0", "7", "12345678901234567890")),
)
_CUSTOM = ("Owner", "owner", "Einheit", "tags", "Tags", "connections", "metrics::last")
_INNER = (*_CUSTOM, "label", "Label", "id", "type", "Element Type", "connection type", "from")
_DIRECTIONS = ("directed", "Mutual", "undirected", "both ways", SpelledInt("3"))


class _Maker:
    """One document, item by item; the ends of connections mostly name an element."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def one_in(self, number: int) -> bool:
        return self.random.randrange(number) == 0

    def scalar(self) -> Any:
        return self.random.choice((*_TEXTS, *_NUMBERS, None, True, False))

    def value(self) -> Any:
        kind = self.random.randrange(5)
        if kind == 0:
            return [self.scalar() for _ in range(self.random.randrange(3))]
        return {"deep": [self.scalar()]} if kind == 1 and self.one_in(3) else self.scalar()

    def own_id(self) -> Any:
        return self.random.choice((*_NAMES, SpelledInt("7"), None, ""))

    def fields(self, names: tuple[str, ...], most: int) -> Json:
        chosen = self.random.sample(names, self.random.randint(0, most))
        return {name: self.value() for name in chosen}

    def item(self, *, with_ids: bool, **own: Any) -> Json:
        raw: Json = {}
        if with_ids and not self.one_in(4):
            raw["id"] = self.own_id()
        raw |= own
        if not self.one_in(4):
            raw["label"] = self.random.choice(_TEXTS)
        if self.one_in(2):
            raw["type"] = self.random.choice(_TEXTS)
        if self.one_in(4):
            raw = {key.title() if self.one_in(2) else key: raw[key] for key in raw}
        raw |= self.fields(_CUSTOM, 3)
        if self.one_in(3):
            raw["_id"] = SpelledInt("5") if self.one_in(8) else self.random.choice(_NAMES)
        if self.one_in(4):
            inner = self.fields(_INNER, 4)
            raw = {"type": self.random.choice(_TEXTS), **raw, "attributes": inner}
        return raw

    def connection(self, names: list[Any], *, with_ids: bool) -> Json:
        ends = {"from": self.random.choice(names), "to": self.random.choice(names)}
        raw = self.item(with_ids=with_ids, **ends)
        if self.one_in(2):
            raw["direction"] = self.random.choice(_DIRECTIONS)
        for key in ("delayed", "reversed"):
            if self.one_in(8):
                raw[key] = self.one_in(2)
        if self.one_in(10):
            raw.pop("from", None)
        return raw

    def data(self) -> Json:
        with_ids = not self.one_in(3)
        elements = [self.item(with_ids=with_ids) for _ in range(self.random.randint(0, 6))]
        names = [
            one[key] for one in elements for key in ("_id", "id", "label") if one.get(key)
        ] or [None]
        names.append(self.own_id())
        connections = [
            self.connection(names, with_ids=with_ids) for _ in range(self.random.randint(0, 6))
        ]
        data: Json = {"elements": elements, "connections": connections}
        parts = [one[key] for one in connections for key in ("_id", "id") if one.get(key)]
        if self.one_in(2):
            data["loops"] = [
                self.item(with_ids=with_ids, connections=self.random.choices([*parts, "?"], k=3))
                for _ in range(self.random.randint(0, 2))
            ]
        if self.one_in(4):
            data |= {"Version": 1, "settings": self.value()}
        return data


def _document(random: Random) -> Document:
    document = Document(INDENTED.value(_Maker(random).data()).encode(), "flat.json")
    assert document.form is Form.FLAT
    return document


def flat_documents() -> SearchStrategy[Document]:
    """Flat documents with repeated, missing and numeric ids, hybrids, doubled keys and dirt."""
    return st.randoms(use_true_random=True).map(_document)


def joined_places(document: Document) -> list[tuple[int | None, int | None]]:
    """For each connection the places of the two elements it joins; None where there is none."""
    named = named_elements(document.elements)

    def place(element: Element | None) -> int | None:
        return element.place if element else None

    return [
        (place(named.get(one.start)), place(named.get(one.end))) for one in document.connections
    ]


def looped_places(document: Document) -> list[list[int | None]]:
    """For each loop the places of its connections; None for what is not there."""
    named: dict[str, int] = {}
    for one in document.connections:
        named.setdefault(one.system_id or "", one.place)
    for one in document.connections:
        named.setdefault(one.assigned_id or "", one.place)
    named.pop("", None)
    return [[named.get(name) for name in loop.connections] for loop in document.loops]
