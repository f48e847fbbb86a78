"""How a selector is read, and what is said of one that cannot be."""

from __future__ import annotations

import pytest

from toc.kumu.selectors.parser import SelectorError, parse_selector
from toc.kumu.selectors.syntax import (
    Arrow,
    Compound,
    Everything,
    FieldTest,
    Id,
    Kind,
    Node,
    Pseudo,
    Tag,
    TypeName,
    every_node,
)


def parts(text: str) -> tuple[Node, ...]:
    """The parts of a selector that is one compound."""
    (choice,) = parse_selector(text).choices
    assert choice.arrow is None
    return choice.first.parts


def row(text: str) -> list[str]:
    """Compounds and arrows in turn, an arrow as its direction and what it goes through."""
    (found,) = parse_selector(text).choices
    listed = [str(found.first)]
    while found.arrow and found.rest:
        through = f" {found.arrow.through}" if found.arrow.through else ""
        listed += [f"{found.arrow.direction}{through}", str(found.rest.first)]
        found = found.rest
    return listed


def test_parts() -> None:
    """Each sign begins the part that Kumu documents for it."""
    kinds = [type(one) for one in parts('element#a.b[c]["d">3]:orphan:not(*)')]
    assert kinds == [Kind, Id, Tag, FieldTest, FieldTest, Pseudo, Pseudo]
    assert [type(parts(word)[0]) for word in ("*", "loop", "LOOP", "loops", "🌱")] == [
        *(Everything, Kind, Kind, TypeName, TypeName)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[owner]", ("owner", False, None, "")),
        ('["Element Type"]', ("Element Type", False, None, "")),
        ("[!owner]", ("owner", True, None, "")),
        ("[ ! 'owner' ]", ("owner", True, None, "")),
        ("[team-members=Ana Sol ]", ("team-members", False, "=", "Ana Sol")),
        ('["a" != ""]', ("a", False, "!=", "")),
        ('[a^="x, ] } ; {{y}} <b>"]', ("a", False, "^=", "x, ] } ; {{y}} <b>")),
        ("""['it "is"'$='"']""", ('it "is"', False, "$=", '"')),
        ("[a*=b-c]", ("a", False, "*=", "b-c")),
        ("[a~=🌱]", ("a", False, "~=", "🌱")),
        ("[a > -1.5]", ("a", False, ">", "-1.5")),
        ("[a>=2]", ("a", False, ">=", "2")),
        ("[a<2]", ("a", False, "<", "2")),
        ("[a /* x */ <= /* y */ 2026-01-31]", ("a", False, "<=", "2026-01-31")),
        ("[url=http://a.b]", ("url", False, "=", "http://a.b")),
    ],
)
def test_fields(text: str, wanted: tuple[object, ...]) -> None:
    """Fields with every operator, quoted or bare, with blanks and with signs inside quotes."""
    (found,) = parts(text)
    assert isinstance(found, FieldTest)
    assert (found.field.strip(), found.absent, found.operator, found.value) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a --> b", ["a", "to", "b"]),
        ("a-->b", ["a", "to", "b"]),
        ("a -> b", ["a", "to", "b"]),
        ("a <-- b", ["a", "from", "b"]),
        ("a<--b", ["a", "from", "b"]),
        ("a <- b", ["a", "from", "b"]),
        ("a <--> b", ["a", "either", "b"]),
        ("a <-> b", ["a", "either", "b"]),
        ("a --x--> b", ["a", "to x", "b"]),
        ("a -- x --> b", ["a", "to x", "b"]),
        ("a -x-> b", ["a", "to x", "b"]),
        ("a <--x-- b", ["a", "from x", "b"]),
        ("a <-x- b", ["a", "from x", "b"]),
        ("a <--x--> b", ["a", "either x", "b"]),
        ("a <-x-> b", ["a", "either x", "b"]),
        ("a --x-y--> b", ["a", "to x-y", "b"]),
        ("a --x[c>1].t--> b", ["a", "to x[c>1].t", "b"]),
        ("a ----connection--> b", ["a", "to --connection", "b"]),
        ("a <--[c > 1]-- b", ["a", "from [c > 1]", "b"]),
        ("a <-- b --> c", ["a", "from", "b", "to", "c"]),
        ("a <--b --> c", ["a", "from", "b", "to", "c"]),
        ("a <--b--> c", ["a", "either b", "c"]),
        ("a-b --> c-d", ["a-b", "to", "c-d"]),
        ("a --> b --x--> c <-- d", ["a", "to", "b", "to x", "c", "from", "d"]),
        ("a /* 1 */ --> // 2 -->\n b", ["a", "to", "b"]),
    ],
)
def test_arrows(text: str, wanted: list[str]) -> None:
    """Every form of arrow, with two hyphens or one, and with a connection inside."""
    assert row(text) == wanted


def test_types_of_one_sign() -> None:
    """`-connection` and `--connection` are the types + and -, also behind an arrow."""
    assert [str(one) for one in parts("-connection:directed")] == ["-connection", ":directed"]
    assert [str(one) for one in parts("--connection")] == ["--connection"]
    assert row("a --> b:from(--connection)")[2] == "b:from(--connection)"


def test_lists_and_blanks() -> None:
    """Commas separate, blanks and comments stand anywhere between, also before a bracket."""
    tree = parse_selector(" a , b [c]  ,/* x */ :not( d , e ) ")
    assert [str(one) for one in tree.choices] == ["a", "b [c]", ":not( d , e )"]
    assert sum(isinstance(one, Arrow) for one in every_node(tree)) == 0
    assert [str(one) for one in every_node(tree) if isinstance(one, Compound)] == [
        *("a", "b [c]", ":not( d , e )", "d", "e")
    ]


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("", 1, "a type, #id, .tag, [field], :condition or *"),
        ("a,", 3, "a type, #id"),
        ("a b", 3, "a comma, an arrow or the end of the selector"),
        ("a)", 2, "a comma, an arrow or the end of the selector"),
        ("a*", 2, "a comma, an arrow or the end of the selector"),
        ("*a", 2, "#, ., [ or : before a further condition"),
        ("#", 2, "a name (letters, digits, hyphens)"),
        ("a.", 3, "a name"),
        ("[]", 2, "the name of a field"),
        ('["', 3, 'a closing "'),
        ("[a='b]", 7, "a closing '"),
        ("[a", 3, 'an operator such as = or "]"'),
        ("[a=", 4, "a value"),
        ("[a=]", 4, "a value"),
        ("[!a=b]", 4, '"]"'),
        ('["a"="b", "c"]', 9, '"]"'),
        (":nt(a)", 2, "one of delayed, directed"),
        (":not", 5, '"("'),
        (":not()", 6, "a type, #id"),
        (":not(a", 7, '")"'),
        ("a -->", 6, "a type, #id"),
        ("a --x b", 7, "--> after the connection"),
        ("a --x-- b", 8, "--> after the connection"),
        ("a\n,\n!", 5, "a type, #id"),
        ("/* open", 1, "a type, #id"),
    ],
)
def test_errors_point_at_the_column(text: str, column: int, expected: str) -> None:
    """An error says the column, what is there, what was expected, and marks the place."""
    with pytest.raises(SelectorError) as caught:
        parse_selector(text)
    error = caught.value
    assert (error.column, error.expected[: len(expected)]) == (column, expected)
    first, line, mark = str(error).split("\n")
    found = f'"{text[column - 1]}" was found' if column <= len(text) else "the selector ends"
    if "\n" not in text:
        assert first == f"At column {column} {found}, but {error.expected} was expected."
    assert line == f"  {text}".replace("\n", " ")
    assert mark == " " * (column + 1) + "^"


def test_a_long_selector_is_shown_around_the_fault() -> None:
    """Of a long selector the message shows the stretch where it goes wrong."""
    with pytest.raises(SelectorError) as caught:
        parse_selector("a, " * 100 + "(" + ", b" * 100)
    _, line, mark = str(caught.value).split("\n")
    assert len(line) == 102
    assert line[mark.index("^")] == "("
