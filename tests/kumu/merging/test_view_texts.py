"""The code of views merged by its syntax tree."""

from __future__ import annotations

import pytest

from toc.kumu.merging.conflicts import Referee, Spot
from toc.kumu.merging.objects import Change
from toc.kumu.merging.view_texts import merged_view

SPOT = Spot("view", "pers-a", "Main", "style", ("perspectives", "pers-a", "style"))
BASE = """@settings {
  template: custom;
}

/* elements: What we do */
activity { color: gold; }

// our own
outcome.core {
  size: 2; /* twice */
  color: red;
}

@controls {
  top { filter { target: element; by: "owner"; } }
}
"""


def merged(ours: str, theirs: str, base: str = BASE) -> tuple[str | None, list[str]]:
    """What two views come to, from either side, and what clashes."""
    found = []
    for sides in ((ours, theirs), (theirs, ours)):
        referee = Referee(None)
        text = merged_view(referee, SPOT, Change(base, *sides))
        found.append((text, [one.what for one in referee.conflicts]))
    assert found[0] == found[1]
    return found[0]


def changed(*pairs: tuple[str, str], more: str = "") -> str:
    text = BASE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text + more


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([("custom", "systems")], [("gold", "green")]),
        ([("size: 2", "size: 3")], [("color: red", "color: blue")]),
        ([("What we do", "What they do")], [("gold", "green")]),
        ([("// our own\n", "// ours\n")], [("color: red;", "color: red;\n  shape: pill;")]),
        ([('"owner"', '"lead"')], [("target: element", "target: outcome")]),
        ([("  size: 2; /* twice */\n", "")], [("color: red", "color: blue")]),
        ([("\n\n// our own", "\n\n\n// our own")], [("size: 2;", "size: 4;")]),
    ],
)
def test_two_changes_of_two_places(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]]
) -> None:
    """Both are made, and nothing else is touched."""
    assert merged(changed(*ours), changed(*theirs)) == (changed(*ours, *theirs), [])


def test_new_rules_of_both() -> None:
    """About different properties they stand one behind the other."""
    one, other = "output { size: 3; }\n", "loop { color: red; }\n"
    assert merged(BASE + one, BASE + other) == (BASE + other + one, [])


def test_new_rules_that_could_overrule_one_another() -> None:
    """About one property their order would mean something: the view is one value."""
    assert merged(f"{BASE}output {{ color: red; }}\n", f"{BASE}* {{ color: blue; }}\n")[0] is None


def test_one_property_changed_by_both() -> None:
    """It is named with its rule, and keeps the value of the base."""
    ours = changed(("color: red", "color: blue"), ("custom", "systems"))
    text, conflicts = merged(ours, changed(("color: red", "color: pink")))
    assert text == changed(("custom", "systems"))
    assert conflicts == ["outcome.core: color"]


def test_a_rule_removed_by_one_and_changed_by_the_other() -> None:
    """It stays until that is settled."""
    without = changed(("/* elements: What we do */\nactivity { color: gold; }\n\n", ""))
    text, conflicts = merged(without, changed(("gold", "green")))
    assert text == changed(("gold", "green"))
    assert conflicts == ["activity"]


@pytest.mark.parametrize(
    "text",
    ["activity { color: red; ", "activity { color: red }\n", "activity { ; nonsense ; }\n", "} a"],
)
def test_what_cannot_be_taken_apart_for_certain(text: str) -> None:
    """A view that is not closed, or lacks a semicolon, is one value."""
    assert merged(f"{text}x {{ a: b; }}", f"{text}y {{ c: d; }}", text)[0] is None


def test_a_comment_that_would_swallow_what_comes_behind_it() -> None:
    """The result is read again: where it says something else than was put together, it is left."""
    base = "// one\na { b: c; }\n// two\n"
    text, _ = merged("a { b: c; }// two\n// one\n", f"{base}d {{ e: f; }}", base)
    assert text is None or "d { e: f; }" in text


def test_the_preferred_side() -> None:
    """It has its way in a property, not in the whole view."""
    referee = Referee("theirs")
    ours = changed(("color: red", "color: blue"), ("custom", "systems"))
    change = Change(BASE, ours, changed(("color: red", "color: pink")))
    expected = changed(("custom", "systems"), ("color: red", "color: pink"))
    assert merged_view(referee, SPOT, change) == expected
