"""Values taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.kumu.views.test_tokens import TEXTS
from toc.kumu.views.parser import parse_view
from toc.kumu.views.syntax import Declaration, Words, every_node
from toc.kumu.views.values import Atom, clusters, focus_on, number_of, pieces, read_value


def words(value: str) -> Words:
    text = f"@settings {{ x: {value}; }}"
    return parse_view(text).settings[0].declarations[0].value


def plain(atom: Atom) -> object:
    """An atom as its text, in quotes where it has some, with the arguments of a function."""
    if atom.arguments is None:
        return f'"{atom.text}"' if atom.quoted else atom.text
    return atom.text, [[plain(one) for one in piece] for piece in atom.arguments]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("red", [["red"]]),
        ('"a, b"', [['"a, b"']]),
        ("a b, c", [["a", "b"], ["c"]]),
        (
            'Categorize("Element Type", red "A", #fff "B")',
            [[("categorize", [['"Element Type"'], ["red", '"A"'], ["#fff", '"B"']])]],
        ),
        ("scale('f', 1, 5)", [[("scale", [['"f"'], ["1"], ["5"]])]]),
        ('"f" with red "a"', [['"f"', "with", "red", '"a"']]),
        ("https://a.example/b", [["https://a.example/b"]]),
        ("url(https://a.example/b)", [[("url", [["https://a.example/b"]])]]),
        ("f (a)", [["f", ("", [["a"]])]]),
        ("a /* b */ c", [["a", "c"]]),
        ("f(g(h(1)))", [[("f", [[("g", [[("h", [["1"]])]])]])]]),
        (",,", []),
    ],
)
def test_pieces_of_values(value: str, expected: object) -> None:
    """Words, quoted texts and functions are told apart, and stand where they say."""
    found = words(value)
    read = read_value(found)
    assert [[plain(one) for one in piece] for piece in read] == expected
    for piece in read:
        for atom in piece:
            if atom.quoted:
                assert found.source[slice(*atom.inner)] == atom.text


def test_focus() -> None:
    """A focus has a selector and a number of steps, 1 where none is given."""
    found = focus_on(words('#a out 2, b[x="c, d"] out 0, b[x=c, d], e:not(f, g), h'))
    assert [(one.on.text, one.out) for one in found] == [
        *(("#a", 2), ('b[x="c, d"]', 0), ("b[x=c, d]", 1), ("e:not(f, g)", 1), ("h", 1)),
    ]


def test_clusters() -> None:
    """A cluster has a field, and perhaps what is clustered and as which type."""
    found = clusters(words('"A", b, c by "B", d[e=f], g by "C" as "D"'))
    shown = [
        (one.of and one.of.text, one.by and one.by.text, one.as_type and one.as_type.text)
        for one in found
    ]
    assert shown == [
        *((None, "A", None), (None, "b", None), ("c", "B", None)),
        *((None, "d[e=f]", None), ("g", "C", "D")),
    ]


def test_numbers() -> None:
    """Only plain numbers are numbers."""
    texts = ["1", "-1.5", ".5", "+3.", "1e5", "1px", "", "nan", "1_0"]
    assert [number_of(text) for text in texts] == [1, -1.5, 0.5, 3, *[None] * 5]


@given(TEXTS)
def test_any_value_is_taken_apart(text: str) -> None:
    """Whatever stands in a value, taking it apart ends, and loses no word outside parentheses."""
    for node in every_node(parse_view(f"@settings {{ a: {text} ; }}")):
        if isinstance(node, Declaration):
            read_value(node.value)
            focus_on(node.value)
            clusters(node.value)
            assert all(pieces(node.value))
