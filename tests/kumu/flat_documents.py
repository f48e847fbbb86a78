"""Generated blueprints of the flat form, as people and scripts write them for Kumu."""

from __future__ import annotations

__all__ = ["flat_documents", "joined_places"]

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from toc.kumu.document import Document, Form
from toc.kumu.ends import named_elements
from toc.kumu.json_style import INDENTED, SpelledFloat, SpelledInt

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from toc.kumu.items import Element

Json = dict[str, Any]

_NAMES = ("a", "b", "n1", "n2", "n1-2", "Café  au lait", "elem-1", "7")
_TEXTS = ("", " ", "55", "é", "two  blanks", "\ud800", "a; b", "🏳️‍🌈", "<b>", "=1+1")
_NUMBERS = tuple(
    map(SpelledFloat, ("1.50", "0.00003367", "1e5", "-0.0", "1E-7", "9" * 400 + ".0"))
) + tuple(map(SpelledInt, ("-0", "7", "12345678901234567890")))
_CUSTOM = ("Owner", "owner", "Einheit", "tags", "Tags", "connections", "metrics::last")
_INNER = (*_CUSTOM, "label", "Label", "id", "type", "Element Type", "connection type", "from")

_name = st.sampled_from(_NAMES)
_text = st.sampled_from((*_TEXTS, *_NAMES))
_scalar = st.one_of(_text, st.sampled_from(_NUMBERS), st.none(), st.booleans())
_value = st.one_of(_scalar, st.lists(_scalar, max_size=2), st.just({"deep": ["x", None]}))
_id = st.one_of(_name, st.just(SpelledInt("7")), st.none(), st.just(""))


def _spelled(draw: DrawFn, raw: Json) -> Json:
    """The same with some keys in capitals, as the user interface shows them."""
    return {draw(st.sampled_from((key, key, key.title()))): value for key, value in raw.items()}


@st.composite
def _items(draw: DrawFn, **own: SearchStrategy[Any]) -> Json:
    optional = {"id": _id, "label": _text, "type": _text, "description": _text}
    raw: Json = draw(st.fixed_dictionaries(own, optional=optional))
    raw = _spelled(draw, raw) | draw(st.dictionaries(st.sampled_from(_CUSTOM), _value, max_size=3))
    if draw(st.booleans()):
        raw |= draw(st.fixed_dictionaries({}, optional={"_id": st.one_of(_name, st.just(5))}))
    if draw(st.integers(0, 3)) == 3:
        inner = draw(st.dictionaries(st.sampled_from(_INNER), _value, max_size=4))
        raw = {"type": draw(_text), **raw, "attributes": inner}
    return raw


def _pairs(**strategies: SearchStrategy[Any]) -> SearchStrategy[Json]:
    return st.fixed_dictionaries({}, optional=strategies)


@st.composite
def _connections(draw: DrawFn) -> Json:
    ends = {key: st.one_of(_name, _name, _id) for key in ("from", "to")}
    raw: Json = draw(_items(**ends))
    words = st.sampled_from(("directed", "Mutual", "undirected", "both ways", 3))
    return raw | draw(_pairs(direction=words, delayed=st.booleans(), reversed=st.booleans()))


@st.composite
def flat_documents(draw: DrawFn) -> Document:
    """Flat documents with repeated, missing and numeric ids, hybrids, doubled keys and dirt."""
    data: Json = {
        "elements": draw(st.lists(_items(), max_size=5)),
        "connections": draw(st.lists(_connections(), max_size=5)),
    }
    parts = st.lists(st.one_of(_name, st.just(SpelledInt("7"))), max_size=3)
    if draw(st.booleans()):
        data["loops"] = draw(st.lists(_items(connections=parts), max_size=2))
    data |= draw(_pairs(settings=_value, Version=st.just(1)))
    document = Document(INDENTED.value(data).encode(), "flat.json")
    assert document.form is Form.FLAT
    return document


def joined_places(document: Document) -> list[tuple[int | None, int | None]]:
    """For each connection the places of the two elements it joins; None where there is none."""
    named = named_elements(document.elements)

    def place(element: Element | None) -> int | None:
        return element.place if element else None

    return [(place(named.get(one.start)), place(named.get(one.end))) for one in document.connections]
