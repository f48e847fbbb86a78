"""Differences as text, Markdown, JSON and csv."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.exports.difference_markdown import differences_markdown
from toc.exports.difference_report import AmbiguousRow, DifferenceReport, DifferenceRow
from toc.exports.difference_table import differences_csv, differences_json
from toc.exports.difference_text import differences_text
from toc.exports.word_changes import word_changes

ROW = DifferenceRow("element", "elem-a", "Meals", "changed", "owner", "Ana", "Ben", "")
HOSTILE = (
    "@somebody",
    "#1",
    "<script>x</script>",
    "![x](http://e.org/x.png)",
    "[a](b)",
    "`",
    "``` \n# x",
    "*a*",
    "http://e.org",
    "a | b",
    "\x1b[31m",
    "\u202e",
    "\ud800",
    "- x",
    "<!--",
    "\\`",
    "",
    " ",
)


def _report(*rows: DifferenceRow, **more: Any) -> DifferenceReport:
    given: dict[str, Any] = {"ambiguous": (), "not_compared": (), "same_bytes": False} | more
    return DifferenceReport(rows, **given)


def _row(what: str, **more: Any) -> DifferenceRow:
    return ROW._replace(**{"what": what, "field": "", "before": None, "after": None} | more)


def _said(row: DifferenceRow) -> str:
    """What the text says of a difference behind the name, on one line."""
    lines = differences_text(_report(row), width=400).splitlines()
    return lines[3].removeprefix("  Meals #elem-a: ")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROW, 'owner: "Ana" -> "Ben"'),
        (ROW._replace(before=None), 'owner: nothing -> "Ben"'),
        (ROW._replace(before=1, after=2.50), "owner raised from 1 to 2.5"),
        (ROW._replace(before=2, after=1), "owner lowered from 2 to 1"),
        (ROW._replace(before=True, after=False), "owner: yes -> no"),
        (ROW._replace(before=["a", "b"], after=["b", "c"]), 'owner: "c" added, "a" gone'),
        (ROW._replace(before=["a", "b"], after=["b", "a"]), "owner: in another order"),
        (ROW._replace(before=["a", "a"], after=["a"]), "owner: some more or less often"),
        (ROW._replace(field="@x: y"), '"@x: y": "Ana" -> "Ben"'),
        (_row("relabelled", before="Old", after="Meals"), 'was called "Old"'),
        (_row("relabelled", before="", after="Meals"), "was called nothing"),
        (_row("retyped", field="type", before="A", after="B"), 'type: "A" -> "B"'),
        (
            _row(
                "rewired",
                field="to",
                before={"id": "a", "label": "A"},
                after={"id": "b", "label": "B"},
            ),
            'to: "A" -> "B"',
        ),
        (_row("id changed", field="_id", before="a", after="b"), 'system id: "a" -> "b"'),
        (
            _row("moved", field="position", before={"x": 1.234, "y": 2}, after=None, map="M"),
            'moved on "M" from (1.2, 2) to no place',
        ),
        (_row("pinned", map="M"), 'pinned on "M"'),
        (_row("bent", field="curvature", before=0.5, map="M"), 'bend: 0.5 -> nothing on "M"'),
        (_row("restyled", field="color", after="#fff", map="M"), 'color: nothing -> "#fff" on "M"'),
        (_row("put on map", map="M"), 'put on "M"'),
        (_row("taken off map", map="M"), 'taken off "M"'),
        (_row("into trash", map="M"), 'into the trash; it was on "M"'),
        (_row("into trash"), "into the trash"),
        (_row("out of trash", map="M"), 'out of the trash, now on "M"'),
        (_row("added", after={"element type": "Goal"}, map="M"), 'added on "M", type "Goal"'),
        (_row("removed", before={"label": "x"}), "removed"),
        (_row("added", after="code"), "added"),
        (_row("changed", kind="view", field="goal", after="x"), '"goal" added: "x"'),
        (_row("changed", kind="view", field="goal", before="x"), '"goal" gone: "x"'),
        (_row("reordered", before=["a"], after=["b"]), "its rules stand in another order"),
        (_row("measured", after={"id": "s", "label": "S"}), 'now measured by "S"'),
        (_row("no longer measured", before={"id": "s", "label": "S"}), 'no longer measured by "S"'),
        (
            _row(
                "value added", field="2026-01-31", after={"date": "2026-01-31", "value": 6, "n": 2}
            ),
            'value of 2026-01-31: nothing -> "6 (n 2)"',
        ),
        (
            _row("value removed", field="2026-01-31", before={"date": "2026-01-31", "value": 6}),
            "value of 2026-01-31: 6 -> nothing",
        ),
        (
            ROW._replace(before=f"{'x ' * 40}two ends", after=f"{'x ' * 40}three ends"),
            'owner: "…x x two ends" -> "…x x three ends"',
        ),
        (ROW._replace(before="x " * 40, after="x  " * 40), "owner: other blanks or lines"),
    ],
)
def test_words(row: DifferenceRow, said: str) -> None:
    """Each difference is said in a few words of the field."""
    assert _said(row) == said


def test_text() -> None:
    """Counts first, then each thing once by kind, then what could not be compared."""
    rows = (
        ROW,
        ROW._replace(field="unit", before=None, after="hours"),
        DifferenceRow("view", "", "Plain", "added", "", None, "x", ""),
        DifferenceRow("project", "", "", "changed", "note", "a", "b", ""),
    )
    doubt = AmbiguousRow("element", "Twice", "label and type", ["a", "b"], [*"cdefgh"])
    report = _report(*rows, ambiguous=(doubt,), not_compared=("maps",))
    assert differences_text(report) == (
        "Different: 1 element, 1 view, the project itself.\n\n"
        'Elements\n  Meals #elem-a: owner: "Ana" -> "Ben"; unit: nothing -> "hours"\n\n'
        "Views\n  Plain: added\n\n"
        'The project\n  (no label): note: "a" -> "b"\n\n'
        "Not compared, since several could be one another:\n"
        '  element "Twice", by label and type: a, b before, c, d, e, f, g, 1 more now\n\n'
        "Not compared, since only one of the two can hold it:\n  maps\n"
    )


@pytest.mark.parametrize(("same", "more"), [(True, ""), (None, ""), (False, "spelt")])
def test_no_differences(same: bool | None, more: str) -> None:
    """Where nothing differs that is said, and whether the files are the same."""
    found = differences_text(_report(same_bytes=same))
    assert found.startswith("No differences.\n")
    assert (more in found) if more else (found == "No differences.\n")


def test_markdown() -> None:
    """A list below a heading for each kind; what is new or gone begins with that word."""
    rows = (
        _row("added", after={"element type": "Goal"}),
        _row("measured", after={"id": "s", "label": "S"}),
        ROW._replace(id="elem-b", label=""),
    )
    assert differences_markdown(_report(*rows, not_compared=("maps",))) == (
        "Different: 2 elements.\n\n### Elements\n\n"
        "- Added `Meals`, type `Goal`; now measured by `S`\n"
        "- `elem-b`: owner: `Ana` -> `Ben`\n\n"
        "### Not compared, since only one of the two can hold it\n\n- `maps`\n"
    )


def _hostile_report(text: str) -> DifferenceReport:
    values: list[Any] = [text, [text], {"x": text}, {"id": text, "label": text}, None]
    whats = ("changed", "added", "relabelled", "rewired", "put on map", "moved", "value added")
    rows = [
        DifferenceRow("element", text, text, what, text, before, after, text)
        for what in whats
        for before, after in zip(values, reversed(values), strict=True)
    ]
    doubt = AmbiguousRow("element", text, "label", [text], [text])
    return _report(*rows, ambiguous=(doubt,), not_compared=(text,))


def _outside_code(markdown: str) -> str:
    """What stands outside code spans, read as CommonMark says: a run of ticks ends at its like."""
    out = ""
    while found := re.search("`+", markdown):
        fence, rest = found[0], markdown[found.end() :]
        closing = next(one for one in re.finditer("`+", rest) if one[0] == fence)
        assert "\n" not in rest[: closing.start()]
        out += markdown[: found.start()]
        markdown = rest[closing.end() :]
    return out + markdown


def test_much_about_one_thing() -> None:
    """Where a thing differs in much, each difference has a line of its own."""
    report = _report(*(ROW._replace(field=f"field {n}") for n in range(5)))
    text = differences_text(report).splitlines()
    assert text[3:5] == ["  Meals #elem-a:", '    - field 0: "Ana" -> "Ben"']
    markdown = differences_markdown(report).splitlines()
    assert markdown[4:6] == ["- `Meals`:", "  - field 0: `Ana` -> `Ben`"]


@given(st.one_of(st.sampled_from(HOSTILE), st.text(), st.text("`@#<>![]() \n\\a", max_size=9)))
def test_markdown_cannot_be_broken_out_of(text: str) -> None:
    """Whatever the text is, all of it stands in code spans: outside are only our own words."""
    own = _outside_code(differences_markdown(_hostile_report(text)))
    assert not re.search(r"[<`@!\[\]\\|*_]|://|(?<!#)#\d", own)
    assert {line.split()[0] if line else "" for line in own.splitlines()} <= {
        "Different:",
        "",
        "###",
        "-",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_is_not_steered(text: str) -> None:
    """No control character reaches the text, and no line is longer than asked."""
    found = differences_text(_hostile_report(text))
    assert found.replace("\n", "").isprintable()


def test_json() -> None:
    """The JSON has the keys that scripts rely on, and says null for nothing."""
    report = _report(
        ROW,
        _row("added", after={"n": float("inf")}),
        ambiguous=(AmbiguousRow("map", "M", "name", ["a"], ["b"]),),
        not_compared=("views",),
    )
    assert json.loads(differences_json(report)) == {
        "schema": 1,
        "same_bytes": False,
        "differences": [
            {
                "kind": "element",
                "id": "elem-a",
                "label": "Meals",
                "what": "changed",
                "field": "owner",
                "before": "Ana",
                "after": "Ben",
                "map": None,
            },
            {
                "kind": "element",
                "id": "elem-a",
                "label": "Meals",
                "what": "added",
                "field": None,
                "before": None,
                "after": {"n": "Infinity"},
                "map": None,
            },
        ],
        "ambiguous": [{"kind": "map", "label": "M", "by": "name", "before": ["a"], "after": ["b"]}],
        "not_compared": ["views"],
    }


def test_csv() -> None:
    """One row for each difference, cells safe for a spreadsheet; then what was not told apart."""
    rows = (
        ROW._replace(before="=1+1", after=["a", "b"]),
        ROW._replace(before={"id": "x", "label": "X"}, after={"x": 1}, map="M"),
    )
    doubt = AmbiguousRow("map", "N", "name", ["a"], ["b", "c"])
    assert differences_csv(_report(*rows, ambiguous=(doubt,))) == (
        "kind,id,label,what,field,before,after,map\n"
        "element,elem-a,Meals,changed,owner,'=1+1,a; b,\n"
        'element,elem-a,Meals,changed,owner,X,"{""x"": 1}",M\n'
        "map,,N,cannot be told apart,name,a,b; c,\n"
    )


def test_word_changes() -> None:
    """Each place with two words around it; near ones as one; a long stretch cut in its middle."""
    assert word_changes("a b c d e", "a b x d e") == [("a b c d e", "a b x d e")]
    assert word_changes("a b c - d e f", "x b c - d e y") == [
        ("a b c…", "x b c…"),
        ("…d e f", "…d e y"),
    ]
    assert word_changes("a b", "a  b\n") == []
    assert word_changes("", "a") == [("", "a")]
    [(old, new)] = word_changes("start", "start " + "word " * 100)
    assert (old, len(new) < 70, " … " in new) == ("start", True, True)


def test_many_words_take_no_long_time() -> None:
    """Texts of thousands of other words are shown as one change."""
    one, other = (" ".join(f"{kind}{n}" for n in range(50_000)) for kind in "ab")
    assert len(word_changes(one, other)) == 1
