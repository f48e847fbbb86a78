"""Made-up Kumu projects of any size, with gaps that are known beforehand.

Run as a script it writes one: `python benchmarks/maps.py 300 map.json gaps.json`.
"""

from __future__ import annotations

__all__ = ["MadeMap", "make_map", "write_map"]

import json
import random
import string
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]

CONNECTIONS_EACH = 3
_SHARES = {
    "Outcome": 0.42,
    "Activity": 0.25,
    "Indicator": 0.20,
    "Output": 0.05,
    "Impact": 0.03,
    "Domain": 0.03,
    "Stakeholder": 0.02,
}
_RANK = {"Activity": 0, "Output": 1, "Outcome": 2, "Impact": 3}
_BLOCK = 50
_WORDS = (
    "people",
    "families",
    "neighbours",
    "carers",
    "trust",
    "time",
    "choice",
    "money",
    "skills",
    "housing",
    "work",
    "learning",
    "circles",
    "teams",
    "feel",
    "share",
    "find",
    "keep",
    "gain",
    "decide",
    "plan",
    "know",
    "together",
    "safely",
    "locally",
    "longer",
    "earlier",
    "confident",
    "supported",
    "connected",
    "Zufriedenheit",
    "qualité",
    "współpraca",
)
_FIELDS = {
    "Connection Type": ("string", 1, "list"),
    "Description": ("text", 1, "none"),
    "Element Type": ("string", 1, "list"),
    "Label": ("string", 1, "autocomplete"),
    "Loop Type": ("string", 1, "list"),
    "Measured by": ("string", "none", "autocomplete"),
    "Tags": ("string", "none", "autocomplete"),
    "Unit": ("string", 1, "autocomplete"),
}


@dataclass(frozen=True)
class MadeMap:
    """A full Kumu project, and the ids of its outcomes without a measure in its own order."""

    project: Json
    gaps: list[str]


class _Maker:
    def __init__(self, size: int, seed: int) -> None:
        self.size = size
        self.random = random.Random(f"{size} {seed}")
        self.ids: dict[str, set[str]] = {}

    def id(self, prefix: str) -> str:
        """A new id in Kumu's shape."""
        taken = self.ids.setdefault(prefix, set())
        while True:
            letters = self.random.choices(string.digits + string.ascii_letters, k=8)
            if (fresh := f"{prefix}-{''.join(letters)}") not in taken:
                taken.add(fresh)
                return fresh

    def words(self, least: int, most: int) -> str:
        """Some words that mean nothing."""
        return " ".join(self.random.choices(_WORDS, k=self.random.randint(least, most)))


def make_map(size: int, seed: int = 1) -> MadeMap:
    """A project of `size` elements (10 at least) and three times as many connections.

    Every third outcome is a gap; of the others nine in ten are joined to an indicator, in either
    direction, and one has a field instead. There are loops within some blocks of neighbours,
    connections to oneself, parallel, mutual, undirected and reversed ones. Everything is on the
    one map. The same size and seed give the same project.
    """
    maker = _Maker(size, seed)
    elements = _elements(maker)
    outcomes = [one for one in elements if _kind(one) in {"Outcome", "Impact"}]
    gaps = outcomes[::3]
    for one in outcomes[1::30]:
        one["attributes"]["measured by"] = [maker.words(2, 4)]
    joined = [one for n, one in enumerate(outcomes) if n % 3 and n % 30 != 1]
    connections = _measuring(maker, elements, joined)
    connections += _leading(maker, elements, size * CONNECTIONS_EACH - len(connections))
    for item in [*elements, *connections]:
        item["attributes"] = {k: v for k, v in item["attributes"].items() if v != []}
    elements.sort(key=_own_id)
    connections.sort(key=_own_id)
    project = _project(maker, elements, connections)
    return MadeMap(project, sorted(_own_id(one) for one in gaps))


def write_map(made: MadeMap, path: Path) -> None:
    """Write a project as Kumu's own export does: indented by two, nothing escaped, no last line."""
    path.write_text(json.dumps(made.project, indent=2, ensure_ascii=False), encoding="utf-8")


def _own_id(item: Json) -> str:
    return str(item["_id"])


def _kind(element: Json) -> str:
    return str(element["attributes"]["element type"])


def _elements(maker: _Maker) -> list[Json]:
    kinds = [kind for kind, share in _SHARES.items() for _ in range(int(share * maker.size))]
    kinds += ["Outcome"] * (maker.size - len(kinds))
    maker.random.shuffle(kinds)
    kinds[:3] = ["Outcome", "Indicator", "Activity"]
    return [_element(maker, kind, number) for number, kind in enumerate(kinds)]


def _element(maker: _Maker, kind: str, number: int) -> Json:
    attributes: Json = {
        "label": f"{maker.words(3, 6)} {number}",
        "element type": kind,
        "description": maker.words(8, 20),
        "tags": maker.random.sample(_WORDS, k=maker.random.randint(0, 2)),
    }
    if kind == "Indicator":
        attributes |= _measure_fields(maker)
    return {"_id": maker.id("elem"), "attributes": attributes}


def _measure_fields(maker: _Maker) -> Json:
    """What a measure's fields hold, cut short anywhere, so that every grade occurs."""
    baseline = maker.random.randint(20, 60)
    fields = {
        "unit": "0-100",
        "method": "survey",
        "source": "yearly survey",
        "owner": "evaluation circle",
        "baseline": baseline,
        "baseline date": "2024-06-30",
        "target": baseline + 20.5,
        "target date": "2027-12-31",
        "frequency": "1 year",
        "value": baseline + 5,
        "value date": "2026-05-31",
    }
    return dict(list(fields.items())[: maker.random.randint(0, len(fields))])


def _measuring(maker: _Maker, elements: list[Json], joined: list[Json]) -> list[Json]:
    indicators = [one for one in elements if _kind(one) == "Indicator"]
    connections: list[Json] = []
    for outcome in joined:
        ends = [outcome, maker.random.choice(indicators)]
        maker.random.shuffle(ends)
        connections.append(_connection(maker, ends[0], ends[1], "measures"))
    return connections


def _leading(maker: _Maker, elements: list[Json], number: int) -> list[Json]:
    """Connections that measure nothing: to what is near, and some to what comes before."""
    linked = [one for one in elements if _kind(one) in _RANK]
    others = [one for one in elements if _kind(one) in {"Domain", "Stakeholder"}] or linked
    connections: list[Json] = []
    while len(connections) < number:
        place = maker.random.randrange(len(linked))
        start, chance = linked[place], maker.random.random()
        if connections and chance < 0.02:
            made = {"attributes": connections[-1]["attributes"].copy()}
            connections.append({**connections[-1], "_id": maker.id("conn"), **made})
        elif chance < 0.025:
            connections.append(_connection(maker, start, start, "keeps up"))
        elif chance < 0.06:
            connections.append(_connection(maker, start, maker.random.choice(others), "belongs to"))
        else:
            end = linked[_near(maker, place, len(linked))]
            connections.append(_connection(maker, start, end, "leads to"))
    return connections


def _near(maker: _Maker, place: int, size: int) -> int:
    """A place further on, or in every fifth block now and then one before, which makes loops."""
    block = place // _BLOCK
    if block % 5 == 0 and maker.random.random() < 0.1:
        return maker.random.randint(block * _BLOCK, place)
    return min(size - 1, place + maker.random.randint(1, 4 * _BLOCK))


def _connection(maker: _Maker, start: Json, end: Json, kind: str) -> Json:
    chance = maker.random.random()
    direction = "mutual" if chance < 0.01 else "undirected" if chance < 0.02 else "directed"
    attributes: Json = {"connection type": kind, "tags": []}
    if maker.random.random() < 0.3:
        attributes["description"] = maker.words(4, 9)
    return {
        "_id": maker.id("conn"),
        "direction": direction,
        "delayed": False,
        "reversed": maker.random.random() < 0.02,
        "attributes": attributes,
        "from": start["_id"],
        "to": end["_id"],
    }


def _project(maker: _Maker, elements: list[Json], connections: list[Json]) -> Json:
    own = maker.id("map")
    view = maker.id("pers")
    return {
        "version": 1,
        "name": f"{len(elements)} elements",
        "description": "Made up to be timed.",
        "proxyImages": True,
        "defaultMap": own,
        "defaultPerspective": None,
        "attributeRelevance": {},
        "attributes": [_definition(maker, name) for name in _FIELDS],
        "elements": elements,
        "connections": connections,
        "loops": [],
        "maps": [_map(maker, own, view, elements, connections)],
        "perspectives": [
            {"_id": view, "name": "All", "style": "@settings {\n  template: system;\n}\n"}
        ],
    }


def _definition(maker: _Maker, name: str) -> Json:
    form, limit, prompt = _FIELDS[name]
    return {
        "_id": maker.id("attr"),
        "name": name,
        "format": form,
        "private": False,
        "limit": limit,
        "category": "General",
        "prompt": prompt,
        "locked": False,
        "values": [],
        "sort": False,
        "cluster": False,
    }


def _map(maker: _Maker, own: str, view: str, elements: list[Json], connections: list[Json]) -> Json:
    def spot() -> float:
        return round(maker.random.uniform(-9000, 9000), 6)

    return {
        "_id": own,
        "name": "Main map",
        "description": "",
        "scale": 1,
        "center": {"x": 0, "y": 0},
        "defaultPerspective": view,
        "defaultElementBehavior": "fixed",
        "defaultConnectionDirection": "directed",
        "elements": [
            {
                "_id": maker.id("node"),
                "position": {"x": spot(), "y": spot()},
                "pinned": True,
                "style": {},
                "element": one["_id"],
            }
            for one in elements
        ],
        "connections": [
            {"_id": maker.id("edge"), "style": {}, "connection": one["_id"]} for one in connections
        ],
        "loops": [],
    }


def _main() -> None:
    size, path, gaps = sys.argv[1:]
    made = make_map(int(size))
    write_map(made, Path(path))
    Path(gaps).write_text(json.dumps(made.gaps), encoding="utf-8")


if __name__ == "__main__":
    _main()
