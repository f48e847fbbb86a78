"""What a file is, told from its first bytes and its keys, whatever it is called."""

from __future__ import annotations

import pytest

from toc.errors import FormError
from toc.exports.recognition import is_json, is_theory, refuse_other_kinds

MAP = b'{"elements": [{"label": "Meals"}], "connections": []}'


@pytest.mark.parametrize(
    "content",
    [
        b"toc: 1\n",
        b"",
        b"  \n",
        b"\xff\xfet\x00o\x00",
        b'{"toc": 1, "outcomes": []}',
        b'\xef\xbb\xbf \r\n{ "toc": 1}',
        b'{"name": "Ours", "toc": 1}',
        b'{"outcomes": [{"id": "a"}]}',
        b'{"name": "elements", "toc": 1, "outputs": [{"id": "connections"}]}',
        b'{"name": "x", "toc": 1, "kumu": {"elements": []}}',
        b" " * 5000 + b'{"toc": 1}',
    ],
)
def test_theories(content: bytes) -> None:
    """YAML is a theory, or fails as one; JSON is one when its top has the keys of one."""
    assert is_theory(content)


@pytest.mark.parametrize(
    "content",
    [
        MAP,
        b"\xef\xbb\xbf" + MAP,
        b" " * 5000 + MAP,
        b'{"elements": [{"label": "toc"}]}',
        b'{"ELEMENTS": [{"label": "outcomes"}]}',
        b'{"name": "outputs", "Connections": [], "toc": 1}',
        b'{"nodes": [], "edges": []}',
        b'["outcomes", "elements"]',
        b'[{"from": "a", "to": "b"}]',
        b'{"elements": ["toc", ',
    ],
)
def test_maps(content: bytes) -> None:
    """JSON with elements or connections at its top is a map, also when it is cut or odd."""
    assert not is_theory(content)


def test_the_first_character_tells_json() -> None:
    """`{` or `[`, after a byte-order mark and blanks, means JSON; nothing else does."""
    assert is_json(b"\xef\xbb\xbf \t\r\n[")
    assert is_json(MAP)
    assert not is_json(b"")
    assert not is_json(b"a: {}")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\n <!DOCTYPE html><html>", "a web page or XML, not a map or a theory"),
        (b"<?xml version='1.0'?>", "a web page or XML, not a map or a theory"),
    ],
)
def test_other_kinds_are_refused_by_name(content: bytes, kind: str) -> None:
    """A web page or other XML is named, with what to do instead."""
    with pytest.raises(FormError) as caught:
        refuse_other_kinds(content, "my-map")
    remedy = "In Kumu, use Export JSON and give that file."
    assert str(caught.value) == f"my-map: This is {kind}. {remedy}"


@pytest.mark.parametrize(
    "content",
    [
        MAP,
        b'["label", "from"]',
        b"",
        b"toc: 1\n",
        b"name: Meals, to, go\n",
        b"# what leads, from, to\ntoc: 1\n",
        b"label\n",
        bytes(range(128, 256)),
    ],
)
def test_what_may_be_ours_passes(content: bytes) -> None:
    """Maps, theories and whatever cannot be told are left to their own readers."""
    refuse_other_kinds(content, "my-map")
