"""What a file is, told from its first bytes and its keys, whatever it is called."""

from __future__ import annotations

import pytest

from toc.errors import FormError
from toc.exports.recognition import is_json, is_theory, refuse_no_theory, refuse_other_kinds

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


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_an_empty_file_is_called_empty(content: bytes) -> None:
    """Whatever it is called, an empty file is said to be empty, with all that it could be."""
    with pytest.raises(FormError, match="There is nothing in this file") as caught:
        refuse_no_theory(content, "map.xlsx")
    assert "a spreadsheet with Kumu's headers" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Lable,Type\nA,Output\n", 'no header of Kumu\'s. Kumu wants Label first.*by "Lable"'),
        (b"Name;Kind\nA;Output\n", 'no header of Kumu\'s.*Did you mean Label by "Name"'),
        (b"source\ttarget\na\tb\n", 'Did you mean From by "source"'),
        (b"Theory of change\nLabel,Type\nA,Output\n", "header stands in row 2. Delete what"),
        (b"Theory,,\r\n\r\nFrom,To,\r\n", "header stands in row 3"),
        ("Gr\u00f6\u00dfe;Wie\na;b".encode("cp1252"), "no header of Kumu's.*of connections.$"),
        ("Lable,Type\nA,b\n".encode("utf-16"), "no header of Kumu's"),
        (b"Was,Wie\n" + b"x,\xc3\xa9" * 2000, "no header of Kumu's"),
    ],
)
def test_a_table_without_its_header_is_told_what_is_missing(content: bytes, said: str) -> None:
    """What looks like a table hears about Kumu's header, with the nearest name."""
    with pytest.raises(FormError, match=said):
        refuse_no_theory(content, "table.csv")


@pytest.mark.parametrize(
    "content",
    [
        b"toc: 1\n",
        b"# what leads, from, to\ntoc: 1\n",
        b"---\ntoc: 1\nname: a, b\n",
        b"name: Meals, to, go\ndescription: |\n  x\n  label, type\n",
        b'"name": Meals, to, go\nlabel, type\n',
        b"name:\n  label, type\n",
        b"Dear Ann,\nhere is our map.\n",
        b"just text\n",
        bytes(range(128)),
        bytes(range(1, 256)) * 8,
        "toc: 1\nname: a, b".encode("utf-16"),
    ],
)
def test_what_may_be_a_theory_passes(content: bytes) -> None:
    """A theory, prose and noise are left to the reader of theories."""
    refuse_no_theory(content, "theory.yaml")
