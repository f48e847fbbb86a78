"""A theory as a fresh Kumu project: fields, one map with positions, one plain view."""

from __future__ import annotations

__all__ = ["PLAIN_VIEW", "project_from_theory"]

from typing import TYPE_CHECKING, Any

from toc.exports.field_definitions import core_definitions, missing_definitions
from toc.exports.map_positions import positions
from toc.exports.theory_leftovers import left_out_of_a_map
from toc.exports.theory_map import document_from_theory
from toc.exports.vocabulary import DEFAULT, Vocabulary
from toc.kumu.conversion import Conversion
from toc.kumu.document import Document
from toc.kumu.fresh_ids import fresh_id
from toc.kumu.json_style import INDENTED

if TYPE_CHECKING:
    from toc.models.theory import Theory

_UNNAMED = "Theory of change"
PLAIN_VIEW = """@settings {
  template: custom;
  element-color: categorize("element type", Dark2);
  element-shape: circle;
  layout: static;
}

/* elements: Output */
["element type"="output"] {
  shape: square;
}

/* elements: Outcome */
["element type"="outcome"] {
  shape: triangle;
}

/* elements: Impact */
["element type"="impact"] {
  shape: hexagon;
}

"""


def project_from_theory(theory: Theory, vocabulary: Vocabulary = DEFAULT) -> Conversion:
    """A full project that holds a theory, to be restored into an empty one.

    It has the six fields of every project and those in use, with formats and choices; one map, on
    which causes stand left and effects right; one plain view in which shapes tell types apart.
    The same theory gives the same file each time.
    """
    flat = document_from_theory(theory, vocabulary)
    data = _project(theory.name or _UNNAMED, theory.description or "", flat.document, vocabulary)
    document = Document(INDENTED.value(data).encode(), theory.name or _UNNAMED)
    left_out = left_out_of_a_map(theory, vocabulary, held=("name", "description"))
    return Conversion(document, tuple(left_out))


def _project(name: str, description: str, flat: Document, vocabulary: Vocabulary) -> dict[str, Any]:
    taken: set[str] = set()
    elements = [_element(raw, taken) for raw in flat.section("elements")]
    ids = {one["attributes"]["id"]: one["_id"] for one in elements}
    connections = [_connection(raw, ids, taken) for raw in flat.section("connections")]
    view = {"_id": fresh_id("pers", name, taken), "name": "Theory of change", "style": PLAIN_VIEW}
    only_map = _map(name, elements, connections, vocabulary, taken) | {
        "defaultPerspective": view["_id"]
    }
    return {
        "version": 1,
        "name": name,
        "description": description,
        "proxyImages": True,
        "defaultMap": only_map["_id"],
        "defaultPerspective": None,
        "attributeRelevance": {},
        "attributes": _definitions(flat, vocabulary, taken),
        "elements": _by_id(elements),
        "connections": _by_id(connections),
        "loops": [],
        "maps": [only_map],
        "perspectives": [view],
    }


def _element(raw: dict[str, Any], taken: set[str]) -> dict[str, Any]:
    return {"_id": fresh_id("elem", raw["id"], taken), "attributes": _attributes(raw, "element")}


def _connection(raw: dict[str, Any], ids: dict[str, str], taken: set[str]) -> dict[str, Any]:
    kept = {key: value for key, value in raw.items() if key not in {"from", "to", "direction"}}
    return {
        "_id": fresh_id("conn", raw["id"], taken),
        "direction": raw["direction"],
        "delayed": False,
        "reversed": False,
        "attributes": _attributes(kept, "connection"),
        "from": ids[raw["from"]],
        "to": ids[raw["to"]],
    }


def _attributes(raw: dict[str, Any], kind: str) -> dict[str, Any]:
    """Values under the lower-case names that Kumu's own files have."""
    return {f"{kind} type" if key == "type" else key.lower(): raw[key] for key in raw}


def _definitions(flat: Document, vocabulary: Vocabulary, taken: set[str]) -> list[dict[str, Any]]:
    types = {
        "Element Type": _used(flat, "elements"),
        "Connection Type": _used(flat, "connections"),
    }
    names = dict.fromkeys(
        "ID" if key == "id" else key
        for section in ("elements", "connections")
        for raw in flat.section(section)
        for key in raw
        if key not in {"from", "to"} and (section, key) != ("connections", "direction")
    )
    made = missing_definitions(names, (), vocabulary, taken)
    return sorted([*core_definitions(types, taken), *made], key=lambda one: str(one["name"]))


def _used(flat: Document, section: str) -> list[str]:
    return list(dict.fromkeys(raw["type"] for raw in flat.section(section)))


def _map(
    name: str,
    elements: list[dict[str, Any]],
    connections: list[dict[str, Any]],
    vocabulary: Vocabulary,
    taken: set[str],
) -> dict[str, Any]:
    roles = [vocabulary.role(one["attributes"]["element type"]) for one in elements]
    place = {one["_id"]: n for n, one in enumerate(elements)}
    links = [(place[one["from"]], place[one["to"]]) for one in connections]
    spots = positions(roles, links)
    entries = [
        {
            "_id": fresh_id("node", one["_id"], taken),
            "position": {"x": x, "y": y},
            "pinned": True,
            "style": {},
            "element": one["_id"],
        }
        for one, (x, y) in zip(elements, spots, strict=True)
    ]
    edges = [
        {"_id": fresh_id("edge", one["_id"], taken), "style": {}, "connection": one["_id"]}
        for one in connections
    ]
    return {
        "_id": fresh_id("map", name, taken),
        "name": name,
        "description": "",
        "scale": 1,
        "center": {"x": 0, "y": 0},
        "defaultPerspective": None,
        "defaultElementBehavior": "fixed",
        "defaultConnectionDirection": "directed",
        "elements": _by_id(entries),
        "connections": _by_id(edges),
        "loops": [],
    }


def _by_id(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In the order in which Kumu keeps its lists."""
    return sorted(items, key=lambda one: str(one["_id"]))
