"""Made-up Kumu maps of every form whose elements have roles, with hostile values in every field."""

from __future__ import annotations

__all__ = ["typed_documents"]

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.exports.theory_strategies import HOSTILE
from toc.exports.vocabulary import FIELDS
from toc.kumu.document import Document, read_document
from toc.kumu.map_blueprint import map_blueprint

if TYPE_CHECKING:
    from random import Random

    from hypothesis.strategies import SearchStrategy

Json = dict[str, Any]

_TYPES = (
    *("Output", "activities", "Outcome", "Outcome", "Intermediate outcomes", "Impact", "Goal"),
    *("Measure", "Measure", "Outcome indicator", "Domain", "Dimension", "Assumption"),
    *("Person", "", None, 7),
)
_LABELS = ("Trust", "trust ", "Growth", "growth", "A b", "a-b", "日本語", "  ", "", "x", "output")
_IDS = ("growth", "trust", "a-b", "x", "output", "x-to-growth", "Out_1", "é", 7, "", None)
_WORDS = (
    *("Growth", "growth", "trust", "a-b", "stated", "Disputed", "HIGH", "+", "-", "process"),
    *("higher", "lower", "6 months", "true", "no", "yearly", "55", "1e5", "-0.5", "61,2", "nan"),
    *("2026-05-31", "2026-05-31T10:00:00Z", "0000-00-00", "31.5.2026", "9" * 30, "\ud800", "  "),
)
_LINES = ("leads to", "Leads to", "measured by", "+", "", None, "part of")
_MEASURE = {
    "Unit": "0-100",
    "method": "survey",
    "Source": "survey",
    "owner": "circle",
    "Baseline": 55,
    "baseline date": "2025-06-30",
    "target": "70.5",
    "Target date": "2027-01-01",
    "Frequency": "6 months",
    "value": 61.2,
    "value date": "2026-05-31",
    "direction": "Higher",
    "n": 23.0,
    "low": "54",
    "high": 68.4,
}
_NUMBERS = (0, 1, 23, 55.0, 61.25, -3, 1e22, 2**53, 12345678901234567890, 1e-7, True, False)


class _Maker:
    """One map, element by element."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def one_in(self, number: int) -> bool:
        return self.random.randrange(number) == 0

    def scalar(self) -> Any:
        return self.random.choice((*_WORDS, *_WORDS, *_NUMBERS, *HOSTILE, None))

    def value(self) -> Any:
        if self.one_in(4):
            return [self.scalar() for _ in range(self.random.randrange(4))]
        return {"id": "elem-1"} if self.one_in(30) else self.scalar()

    def fields(self, most: int) -> Json:
        names = [name for held in FIELDS.values() for name in held]
        chosen = self.random.sample([*names, "colour"], self.random.randint(0, most))
        return {name.title() if self.one_in(2) else name: self.value() for name in chosen}

    def element(self) -> Json:
        raw: Json = {"label": self.random.choice((*_LABELS, *HOSTILE[:8]))}
        raw["type"] = self.random.choice(_TYPES)
        if self.one_in(2):
            raw["id"] = self.random.choice(_IDS)
        if self.one_in(3):
            raw["description"] = self.scalar()
        raw |= self.fields(3)
        if raw["type"] in {"Measure", "Outcome indicator"} and not self.one_in(3):
            raw |= dict(list(_MEASURE.items())[: self.random.randint(0, len(_MEASURE))])
        return raw

    def connection(self, names: list[Any]) -> Json:
        raw: Json = {"from": self.random.choice(names), "to": self.random.choice(names)}
        raw["type"] = self.random.choice(_LINES)
        if self.one_in(2):
            raw["direction"] = self.random.choice(("mutual", "undirected", "directed", "Mutual"))
        if self.one_in(4):
            raw["id"] = self.random.choice((*_IDS, "outcome-to-outcome-2"))
        if self.one_in(8):
            raw["reversed"] = True
        return raw | (self.fields(4) if self.one_in(3) else {})

    def flat(self) -> Json:
        elements = [self.element() for _ in range(self.random.randint(0, 7))]
        elements.append({"label": self.random.choice(_LABELS), "type": "Outcome"})
        self.random.shuffle(elements)
        names = [one.get("id") or one["label"] for one in elements]
        names += [*(one["label"] for one in elements), "nobody"]
        connections = [self.connection(names) for _ in range(self.random.randint(0, 20))]
        return {"elements": elements, "connections": connections}

    def project(self, nested: Json) -> Json:
        """A full project with an outcome on its map, and other items on others or on none."""
        outcome = next(
            one["_id"]
            for one in nested["elements"]
            if one["attributes"]["element type"] == "Outcome"
        )
        maps = []
        for number in range(self.random.randint(1, 2)):
            entries: Json = {}
            for key in ("element", "connection"):
                ids = [one["_id"] for one in nested[f"{key}s"] if not self.one_in(5)]
                ids += [outcome] if key == "element" else []
                entries[f"{key}s"] = [{"_id": f"entry-{own}", key: own} for own in ids]
            maps.append({"_id": f"map-{number}", "name": f"Map {number}", **entries})
        top = {"version": 1, "name": "Made", "defaultMap": "map-0", "attributes": []}
        return top | nested | {"maps": maps, "perspectives": []}

    def document(self) -> Document:
        document = _read(self.flat())
        form = self.random.randrange(3)
        if form == 0:
            return document
        nested = map_blueprint(document).document
        return nested if form == 1 else _read(self.project(nested.data))


def _read(data: Json) -> Document:
    return read_document(json.dumps(data).encode(), "made.json")


def typed_documents() -> SearchStrategy[Document]:
    """Flat, nested and full documents with at least one outcome in scope.

    Labels and ids repeat, are missing or malformed; connections join any roles in any way.
    """
    return st.randoms(use_true_random=True).map(lambda random: _Maker(random).document())
