"""Kumu documents drawn in a few lines, the same drawing in every form that Kumu knows."""

from __future__ import annotations

__all__ = ["FORMS", "Drawing", "outline", "reading"]

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from toc.exports.map_reading import read_map
from toc.exports.outlines import outline_of_map
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import Document, read_document

if TYPE_CHECKING:
    from toc.analysis.outline import Outline
    from toc.exports.map_reading import MapReading
    from toc.exports.vocabulary import Vocabulary

Json = dict[str, Any]

FORMS = ("flat", "capitalised", "hybrid", "nested", "project")


@dataclass
class Drawing:
    """Elements and connections, by label; `document` writes them in a form and reads that."""

    elements: list[tuple[str, str | None, Json]] = field(default_factory=list)
    connections: list[tuple[str, str, Json, Json]] = field(default_factory=list)

    def element(self, label: str, kind: str | None = None, **fields: Any) -> Self:
        """One more element; the underscores of field names stand for spaces."""
        spaced = {key.replace("_", " "): value for key, value in fields.items()}
        self.elements.append((label, kind, spaced))
        return self

    def join(self, start: str, end: str, **more: Any) -> Self:
        """One more connection; `direction` and `reversed` are its own, the rest are fields."""
        own: Json = {key: more.pop(key) for key in ("direction", "reversed") if key in more}
        self.connections.append((start, end, own, more))
        return self

    def document(self, form: str = "flat") -> Document:
        """The drawing as a document of one of the `FORMS`."""
        return document(self.nested() if form == "nested" else getattr(self, f"_{form}")())

    def _flat(self) -> Json:
        return {
            "elements": [
                {"label": label} | ({} if kind is None else {"type": kind}) | fields
                for label, kind, fields in self.elements
            ],
            "connections": [
                {"from": start, "to": end, **own, **fields}
                for start, end, own, fields in self.connections
            ],
        }

    def _capitalised(self) -> Json:
        return {
            key.capitalize(): [{k.capitalize(): v for k, v in item.items()} for item in items]
            for key, items in self._flat().items()
        }

    def _hybrid(self) -> Json:
        flat = self._flat()
        for number, item in enumerate(flat["elements"]):
            rest = {k: item.pop(k) for k in list(item) if k not in {"label", "type"}}
            item |= {"_id": f"n{number}", "attributes": rest}
        return flat

    def nested(self) -> Json:
        """The drawing as Kumu nests it, with system ids."""
        ids: dict[str, str] = {}
        elements: list[Json] = []
        for number, (label, kind, fields) in enumerate(self.elements):
            own = f"elem-{number:08}"
            ids.setdefault(label, own)
            typed = {} if kind is None else {"element type": kind}
            lowered = {key.lower(): value for key, value in fields.items()}
            elements.append({"_id": own, "attributes": {"label": label, **typed, **lowered}})
        connections = [
            {
                "_id": f"conn-{number:08}",
                "direction": "directed",
                "delayed": False,
                "reversed": False,
                **own,
                "attributes": {
                    {"type": "connection type"}.get(key, key): value
                    for key, value in fields.items()
                },
                "from": ids.get(start, start),
                "to": ids.get(end, end),
            }
            for number, (start, end, own, fields) in enumerate(self.connections)
        ]
        return {"elements": elements, "connections": connections, "loops": []}

    def _project(self) -> Json:
        return project(self.nested(), {"Main": None})


def project(nested: Json, maps: dict[str, set[str] | None], default: str | None = "Main") -> Json:
    """A full project around nested items, with maps of the named elements (None for all)."""

    def on(labels: set[str] | None, item: Json) -> bool:
        return labels is None or item["attributes"]["label"] in labels

    made = []
    for name, labels in maps.items():
        elements = {one["_id"] for one in nested["elements"] if on(labels, one)}
        made.append(
            {
                "_id": f"map-{name}",
                "name": name,
                "elements": [{"_id": f"node-{one}", "element": one} for one in sorted(elements)],
                "connections": [
                    {"_id": f"edge-{one['_id']}", "connection": one["_id"]}
                    for one in nested["connections"]
                    if {one["from"], one["to"]} <= elements
                ],
                "loops": [],
            }
        )
    return {
        "version": 1,
        "name": "Drawn",
        "defaultMap": None if default is None else f"map-{default}",
        "attributeRelevance": {},
        "attributes": [],
        **nested,
        "maps": made,
        "perspectives": [],
    }


def document(data: Json) -> Document:
    """A document with this content, as if it were a file."""
    return read_document(json.dumps(data, ensure_ascii=False).encode(), "map.json")


def reading(
    drawn: Drawing | Document, words: Vocabulary = DEFAULT, name: str | None = None
) -> MapReading:
    """A drawing or document read with a vocabulary."""
    return read_map(drawn.document() if isinstance(drawn, Drawing) else drawn, words, name)


def outline(
    drawn: Drawing | Document, words: Vocabulary = DEFAULT, name: str | None = None
) -> Outline:
    """The outline of a drawing or document; every field of it could be read."""
    found, unreadable = outline_of_map(reading(drawn, words, name))
    assert unreadable == []
    return found
