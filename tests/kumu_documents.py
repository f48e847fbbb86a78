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

from tests.json_texts import Node, Obj, json_nodes, layouts, members, rendered, string_tokens
from toc.kumu.document import Document, Form, read_document

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

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
_DIRECTIONS = ('"directed"', '"mutual"', '"undirected"', '"Directed"', '"sideways"', "null")
_POINT = Obj((('"x"', "-0.5"), ('"y"', "1e2")))


def _some(
    draw: DrawFn, *pairs: tuple[str, st.SearchStrategy[Node]], always: str = '"_id"'
) -> tuple[tuple[str, Node], ...]:
    """Members, most of them there, and one in any case."""
    return tuple((key, draw(one)) for key, one in pairs if key == always or draw(st.integers(0, 5)))


def _token(tokens: tuple[str, ...]) -> st.SearchStrategy[Node]:
    return st.sampled_from(tokens)


_LABEL: st.SearchStrategy[Node] = st.one_of(_token(_LABELS), string_tokens(), _token(("null", "3")))
_TYPE = _token(('"Output"', '"Outcome"', '"Outcome"', "null"))


@st.composite
def _flat_item(draw: DrawFn, kind: str, *, hybrid: bool) -> Node:
    label, own, type_ = draw(
        _token_triples(('"label"', '"id"', '"type"'), ('"Label"', '"ID"', '"Type"'))
    )
    pairs = [(own, _token(_IDS)), (label, _LABEL), (type_, _TYPE)]
    if kind == "connection":
        ends = st.one_of(_token(_IDS), _token(_LABELS), _token(('"gone"',)))
        pairs += [('"from"', ends), ('"To"', ends), ('"direction"', _token(_DIRECTIONS))]
    if hybrid:
        pairs += [('"_id"', _token(_SYSTEM_IDS)), ('"attributes"', members((), 3))]
    return draw(members(_some(draw, *pairs, always=label)))


def _token_triples(*triples: tuple[str, str, str]) -> st.SearchStrategy[tuple[str, str, str]]:
    return st.sampled_from(triples)


@st.composite
def _nested_item(draw: DrawFn, kind: str) -> Node:
    fields = _some(draw, ('"label"', _LABEL), (f'"{kind} type"', _TYPE), ('"id"', _token(_IDS)))
    pairs: list[tuple[str, st.SearchStrategy[Node]]] = [
        ('"_id"', _token(_SYSTEM_IDS)),
        ('"attributes"', members(fields)),
    ]
    if kind == "connection":
        flag = _token(("true", "false"))
        ends = _token((*_SYSTEM_IDS, '"elem-gone"'))
        pairs[1:1] = [
            ('"direction"', _token(_DIRECTIONS)),
            ('"delayed"', flag),
            ('"reversed"', flag),
        ]
        pairs += [('"from"', ends), ('"to"', ends)]
    if kind == "loop":
        parts = st.lists(_token(('"conn-a"', '"conn-gone"')), max_size=2).map(tuple)
        pairs.append(('"connections"', parts))
    return draw(members(_some(draw, *pairs), 1))


@st.composite
def _map(draw: DrawFn) -> Node:
    entry = st.builds(
        lambda position, item: Obj(
            (('"_id"', '"node-1"'), ('"position"', position), ('"element"', item))
        ),
        st.sampled_from(("null", _POINT)),
        _token(_SYSTEM_IDS),
    )
    line = _token(('"conn-a"', '"conn-b"')).map(
        lambda item: Obj(
            (('"_id"', '"edge-1"'), ('"curvature"', "0.00003367"), ('"connection"', item))
        )
    )
    known = _some(
        draw,
        ('"_id"', _token(('"map-a"', '"map-b"'))),
        ('"name"', string_tokens()),
        ('"elements"', st.lists(entry, max_size=3).map(tuple)),
        ('"connections"', st.lists(line, max_size=2).map(tuple)),
        ('"loops"', st.just(())),
        ('"defaultPerspective"', _token(('"pers-a"', "null"))),
    )
    return draw(members(known, 1))


@st.composite
def kumu_files(draw: DrawFn) -> Written:
    """Files of every form: flat, hybrid, nested map blueprint, full project old and new."""
    shape = draw(st.sampled_from(("flat", "hybrid", "map", "old project", "new project")))
    nested = shape not in {"flat", "hybrid"}

    def items(kind: str, most: int) -> Node:
        one = _nested_item(kind) if nested else _flat_item(kind, hybrid=shape == "hybrid")
        return tuple(draw(st.lists(one, max_size=most)))

    known: list[tuple[str, Node]] = [
        ('"elements"', items("element", 4)),
        ('"connections"', items("connection", 3)),
    ]
    if nested:
        known += [
            ('"loops"', items("loop", 1)),
            ('"maps"', tuple(draw(st.lists(_map(), max_size=2)))),
            ('"perspectives"', tuple(draw(st.lists(json_nodes(), max_size=1)))),
        ]
    if shape.endswith("project"):
        known[:0] = [('"defaultMap"', '"map-a"'), ('"attributes"', ())]
    if shape == "new project":
        known[:0] = [('"version"', "1"), ('"name"', draw(string_tokens()))]
    return _written(draw, draw(members(tuple(known))), _FORMS.get(shape, Form.PROJECT))


_FORMS = {"flat": Form.FLAT, "hybrid": Form.FLAT, "map": Form.MAP}


def _written(draw: DrawFn, node: Node, form: Form) -> Written:
    layout = draw(layouts())
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
