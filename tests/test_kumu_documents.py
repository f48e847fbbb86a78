"""What the generated documents are made of: a law over them proves nothing about what they lack."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, find, settings
from hypothesis.errors import NoSuchExample

from tests.kumu_documents import Written, kumu_files
from toc.kumu.dirt import find_dirt
from toc.kumu.document import Form, read_document

if TYPE_CHECKING:
    from collections.abc import Callable

SOME = settings(
    max_examples=2000, derandomize=True, phases=[Phase.generate], database=None, deadline=None
)


def holds(*scraps: str) -> Callable[[Written], bool]:
    """Whether the file holds all these stretches of text."""
    return lambda one: all(scrap.encode() in one.content for scrap in scraps)


def matches(pattern: str) -> Callable[[Written], bool]:
    """Whether a pattern stands somewhere in the file."""
    compiled = re.compile(pattern.encode(), re.DOTALL)
    return lambda one: compiled.search(one.content) is not None


def dirty(what: str) -> Callable[[Written], bool]:
    """Whether the document has this kind of dirt."""
    return lambda one: any(
        found.what.startswith(what) for found in find_dirt(read_document(one.content, "map.json"))
    )


def in_data(test: Callable[[Any], object]) -> Callable[[Written], bool]:
    """Whether what the file says passes a test."""
    return lambda one: bool(test(json.loads(one.content)))


def values(data: Any) -> list[Any]:
    """Every value inside a value, itself included."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [data, *(deep for item in inner for deep in values(item))]


def items(data: Any) -> list[Any]:
    return [*data["elements"], *data["connections"]]


KINDS: dict[str, Callable[[Written], object]] = {
    "flat": lambda one: one.form is Form.FLAT and b'"attributes"' not in one.content,
    "hybrid": dirty("items that mix both ways"),
    "nested map": lambda one: one.form is Form.MAP,
    "old project": lambda one: one.form is Form.PROJECT and b'"version"' not in one.content,
    "new project": lambda one: one.form is Form.PROJECT and b'"version"' in one.content,
    "keys with capitals": holds('"Label"', '"Type"', '"To"'),
    "0.00003367": matches(r"[:\[,]\s*0\.00003367"),
    "1.50": matches(r"[:\[,]\s*1\.50"),
    "1e5": matches(r"[:\[,]\s*1e5"),
    "-0": matches(r"[:\[,]\s*-0[,\s}\]]"),
    "1e999": holds("1e999"),
    "20 digits": holds("12345678901234567890"),
    "é beside its escape": holds("é", "\\u00e9"),
    "escaped slash": holds("\\/"),
    "lone surrogate": dirty("texts that hold half a character"),
    "beyond the basic plane": holds("𝒳"),
    "escaped pair": holds("\\ud83d\\ude00"),
    "tabs": holds("\n\t\t"),
    "four spaces": matches(r'{\n    "'),
    "one line": lambda one: b"\n" not in one.content and b'"elements": [' in one.content,
    "compact": lambda one: b"\n" not in one.content and b'"elements":[' in one.content,
    "CRLF": holds("{\r\n  "),
    "byte-order mark": lambda one: one.content.startswith(b"\xef\xbb\xbf"),
    "final newline": lambda one: one.content.endswith(b"\n"),
    "no final newline": lambda one: one.content.endswith(b"}"),
    "empty array over three lines": matches(r"\[\n\n *\]"),
    "unknown key at the top": in_data(lambda d: {"x", "Note", "é"} & d.keys()),
    "unknown key in an item": in_data(
        lambda d: any({"x", "Note"} & one.keys() for one in items(d))
    ),
    "unknown key between known ones": matches(r'"elements".*[}\]],\s*"(x|Note|n:)".*"connections"'),
    "object as a value": in_data(lambda d: any(type(one.get("x")) is dict for one in items(d))),
    "key that ends in a backslash": holds('"a\\\\"'),
    "dangling reference": dirty("connection ends that lead to nothing"),
    "missing loop part": dirty("loop parts that are missing"),
    "missing map entry": dirty("map entries for items that are missing"),
    "missing default map": dirty("default maps that are missing"),
    "trash": dirty("items on no map"),
    "end off the map": dirty("connections on a map without one of their ends"),
    "repeated id": dirty("ids that several items share"),
    "repeated label": dirty("labels that several elements share"),
    "parallel connections": dirty("pairs with several connections"),
    "unknown direction": dirty("connections with a direction that Kumu does not know"),
    "element without a label": dirty("elements without a label"),
    "names that differ by case": dirty("items with field names that differ only by case"),
    "connection without an end": in_data(
        lambda d: any("from" not in one for one in d["connections"])
    ),
    "null position": matches(r'"position"\s*:\s*null'),
    "number as an id": in_data(lambda d: any(type(one.get("id")) is int for one in d["elements"])),
    "null as a label": in_data(lambda d: any(one.get("label", 0) is None for one in d["elements"])),
    "deep value": in_data(lambda d: any(isinstance(one, list) and [] in one for one in values(d))),
}


@pytest.mark.parametrize("kind", KINDS)
def test_strategy_produces(kind: str) -> None:
    """Among the generated documents there is one of each kind that the issue names."""
    find(kumu_files(), lambda one: bool(KINDS[kind](one)), settings=SOME)


def test_a_kind_that_is_not_produced_is_missed() -> None:
    """The test above fails for a kind that the strategy does not produce."""
    with pytest.raises(NoSuchExample):
        find(kumu_files(), holds("never"), settings=settings(SOME, max_examples=20))
