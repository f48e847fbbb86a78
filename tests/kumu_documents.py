"""Kumu documents for tests: small ones built by hand, and generated ones of every form and state.

The generated ones are JSON texts, because what is promised is about bytes: each mixes spellings
with dangling references, repeats, missing keys and the like.
"""

from __future__ import annotations

__all__ = [
    "Written",
    "blueprint",
    "connection",
    "element",
    "kumu_files",
    "nested_connection",
    "nested_element",
    "one_map",
    "project",
    "read",
]

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

from tests.json_texts import Node, Obj, Scribe, rendered
from toc.kumu.document import Document, Form, read_document

if TYPE_CHECKING:
    from random import Random

    from hypothesis.strategies import SearchStrategy

    from tests.json_texts import Layout

Json = dict[str, Any]


def read(data: object, name: str = "map.json") -> Document:
    """The document that decoded JSON or a JSON text holds."""
    text = data if isinstance(data, str) else json.dumps(data)
    return read_document(text.encode(), name)


def element(label: str | None = None, kind: str | None = None, **fields: Any) -> Json:
    """An element of the flat form; keys given with a value of None are null in it."""
    own = {"label": label, "type": kind}
    return {key: value for key, value in own.items() if value is not None} | fields


def connection(start: Any, end: Any, **fields: Any) -> Json:
    """A connection of the flat form."""
    return {"from": start, "to": end} | fields


def nested_element(system_id: Any, label: str | None = None, **fields: Any) -> Json:
    """An element in Kumu's own shape; the type goes under `element type`."""
    named = {} if label is None else {"label": label}
    return {"_id": system_id, "attributes": named | fields}


def nested_connection(system_id: str, start: Any, end: Any, **more: Any) -> Json:
    """A connection in Kumu's own shape, directed."""
    flags = {"direction": "directed", "delayed": False, "reversed": False}
    return {"_id": system_id, **flags, "attributes": {}, "from": start, "to": end} | more


def blueprint(*elements: Any, connections: Any = (), **more: Any) -> Document:
    """A blueprint with these elements and connections, flat or nested as they are."""
    return read({"elements": [*elements], "connections": [*connections]} | more)


def one_map(
    name: str,
    elements: tuple[Any, ...] = (),
    connections: tuple[Any, ...] = (),
    loops: tuple[Any, ...] = (),
    **more: Any,
) -> Json:
    """A map with these items, given by their system ids; its own id is `map-` and its name."""
    return {
        "_id": f"map-{name}",
        "name": name,
        "elements": [
            {"_id": f"node-{one}", "position": None, "pinned": False, "element": one}
            for one in elements
        ],
        "connections": [{"_id": f"edge-{one}", "connection": one} for one in connections],
        "loops": [{"_id": f"labl-{one}", "loop": one} for one in loops],
    } | more


def project(
    elements: Any = (), connections: Any = (), maps: Any = (), loops: Any = (), **more: Any
) -> Document:
    """A full project; its default map is the first one unless `defaultMap` says otherwise."""
    first: Json = {"defaultMap": maps[0]["_id"]} if maps else {}
    lists = {"attributes": [], "elements": [*elements], "connections": [*connections]}
    return read({"version": 1, **first, **lists, "loops": [*loops], "maps": [*maps]} | more)


class Written(NamedTuple):
    """A generated file: its bytes, the form it has, and where the labels of its elements stand.

    `labels` gives for each element with a text as label its position in the list, and from
    where to where the label, quotes included, stands among the bytes.
    """

    content: bytes
    form: Form
    labels: tuple[tuple[int, int, int], ...]


_LABELS = ('"Trust grows"', '"Trust grows"', '"Two  lines"', '"caf\\u00e9"', '"café"', '"o1"')
_IDS = ('"o1"', '"o2"', '"c1"', "7", '"7"', "null")
_SYSTEM_IDS = ('"elem-a"', '"elem-b"', '"elem-koordin001"', '"conn-a"', "3")
_TYPES = ('"Output"', '"Outcome"', '"Outcome"', "null")
_DIRECTIONS = ('"directed"', '"mutual"', '"undirected"', '"Directed"', '"sideways"', "null")
_RESERVED = (("id", "label", "type", "from", "to"), ("ID", "Label", "Type", "from", "To"))
_POINT = Obj((('"x"', "-0.5"), ('"y"', "1e2")))
_SHAPES = ("flat", "hybrid", "map", "old project", "new project")
Member = tuple[str, Node]


class _Maker(Scribe):
    """One file, item by item; most members are there, most references lead somewhere."""

    def most(self, *members: Member) -> list[Member]:
        return [one for one in members if not self.one_in(6)]

    def label(self) -> str:
        kind = self.random.randrange(6)
        return (
            self.text()
            if kind == 0
            else self.pick((*_LABELS, "null", "3") if kind == 1 else _LABELS)
        )

    def flat(self, kind: str, *, hybrid: bool) -> Node:
        own, label, type_, start, end = (f'"{key}"' for key in self.random.choice(_RESERVED))
        found = self.most((own, self.pick(_IDS)), (type_, self.pick(_TYPES)))
        if kind == "connection":
            found += self.most((start, self.end()), (end, self.end()))
            found += self.most(('"direction"', self.pick(_DIRECTIONS)))
        if hybrid or not self.one_in(5):
            found.insert(0, (label, self.label()))
        if hybrid:
            inner = self.object(*self.twins())
            found += [('"_id"', self.pick(_SYSTEM_IDS)), ('"attributes"', inner)]
        return self.object(*found)

    def end(self) -> str:
        return self.pick((*_IDS, *_LABELS, '"gone"'))

    def twins(self) -> list[Member]:
        return [('"Owner"', self.text()), ('"owner"', self.number())] if self.one_in(3) else []

    def nested(self, kind: str) -> Node:
        fields = self.most(
            ('"label"', self.label()),
            (f'"{kind} type"', self.pick(_TYPES)),
            ('"id"', self.pick(_IDS)),
        )
        found: list[Member] = [
            ('"_id"', self.pick(_SYSTEM_IDS)),
            ('"attributes"', self.object(*fields, *self.twins())),
        ]
        if kind == "connection":
            flags = ("true", "false")
            found += self.most(
                ('"direction"', self.pick(_DIRECTIONS)),
                ('"delayed"', self.pick(flags)),
                ('"reversed"', self.pick(flags)),
                ('"from"', self.pick(_SYSTEM_IDS)),
                ('"to"', self.pick((*_SYSTEM_IDS, '"elem-gone"'))),
            )
        if kind == "loop":
            found.append(('"connections"', ('"conn-a"', '"conn-gone"')))
        return self.object(*found, most=1)

    def map(self) -> Node:
        def entry(kind: str, *more: Member) -> Node:
            return Obj((('"_id"', '"node-1"'), *more, (f'"{kind}"', self.pick(_SYSTEM_IDS))))

        def lines(number: int) -> Node:
            return tuple(entry("connection", ('"curvature"', "0.00003367")) for _ in range(number))

        points: list[Node] = [_POINT, "null", _POINT]
        found = self.most(
            ('"_id"', self.pick(('"map-a"', '"map-b"'))),
            ('"name"', self.text()),
            ('"elements"', tuple(entry("element", ('"position"', point)) for point in points)),
            ('"connections"', lines(self.random.randrange(3))),
            ('"loops"', ()),
            ('"defaultPerspective"', self.pick(('"pers-a"', "null"))),
        )
        return self.object(*found, most=1)

    def items(self, kind: str, shape: str, number: int) -> Node:
        if shape in {"flat", "hybrid"}:
            return tuple(self.flat(kind, hybrid=shape == "hybrid") for _ in range(number))
        return tuple(self.nested(kind) for _ in range(number))

    def document(self, shape: str) -> Node:
        found: list[Member] = [
            ('"elements"', self.items("element", shape, self.random.randrange(5))),
            ('"connections"', self.items("connection", shape, self.random.randrange(5))),
        ]
        if shape not in {"flat", "hybrid"}:
            found += [
                ('"loops"', self.items("loop", shape, self.random.randrange(2))),
                ('"maps"', tuple(self.map() for _ in range(self.random.randrange(3)))),
                ('"perspectives"', tuple(self.node() for _ in range(self.random.randrange(2)))),
            ]
        if shape.endswith("project"):
            found[:0] = [('"defaultMap"', '"map-a"'), ('"attributes"', ())]
        if shape == "new project":
            found[:0] = [('"version"', "1"), ('"name"', self.text())]
        return self.object(*found, most=2)


def kumu_files() -> SearchStrategy[Written]:
    """Files of every form: flat, hybrid, nested map blueprint, full project old and new."""
    return st.randoms(use_true_random=True).map(_written)


def _written(random: Random) -> Written:
    maker = _Maker(random)
    shape = maker.pick(_SHAPES)
    form = {"flat": Form.FLAT, "hybrid": Form.FLAT, "map": Form.MAP}.get(shape, Form.PROJECT)
    return _laid_out(maker.document(shape), maker.layout(), form)


def _laid_out(node: Node, layout: Layout, form: Form) -> Written:
    text, spans = rendered(node, layout)
    mark = "\ufeff" if layout.mark else ""
    labels = tuple(
        (int(path[1]), len((mark + text[:start]).encode()), len((mark + text[:end]).encode()))
        for path, (start, end) in spans.items()
        if path[:1] == ("elements",)
        and text[start] == '"'
        and str(path[-1]).lower() == "label"
        and (len(path) == 3 or path[2:] == ("attributes", "label"))
    )
    return Written((mark + text).encode(), form, labels)
