"""What a view shows of a map."""

from __future__ import annotations

import pytest

from tests.kumu.views.made_views import shown

ALL = "meals visits contact trust alone mc vc ct l"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", ALL),
        ("include: activity", "meals visits"),
        ("include: activity, output, connection", "meals visits contact mc vc"),
        ("include: activity output", ALL),
        ("ignore: output", "meals visits trust alone"),
        ("ignore: connection", "meals visits contact trust alone"),
        ("ignore: #ct", "meals visits contact trust alone mc vc"),
        ("include: element; ignore: activity", "contact trust alone"),
        ("ignore-orphans: true", "meals visits contact trust mc vc ct l"),
        ("ignore-orphans: false", ALL),
        ("ignore: #ct; ignore-orphans: true", "meals visits contact trust mc vc"),
        ("ignore: #ct; filter-ignore-orphans: true", "meals visits contact mc vc"),
        ("focus: #trust out 1", "contact trust ct l"),
        ("focus: #trust", "contact trust ct l"),
        ("focus: #trust out 2", "meals visits contact trust mc vc ct l"),
        ("focus: #trust out 2; focus-direction: out", "trust"),
        ("focus: #contact out 1; focus-direction: out", "contact trust ct l"),
        ("focus: #contact out 1; focus-direction: in", "meals visits contact mc vc"),
        ("focus: #meals out 0, #contact out 0", "meals contact mc"),
        ("focus: #trust out 2; ignore: #vc", "meals contact trust mc ct l"),
        ("focus: prompt", ALL),
        ("focus: #nobody out 3", ""),
        ("include: ", ALL),
        ("showcase: output", ALL),
    ],
)
def test_filters_and_focus(settings: str, expected: str) -> None:
    """Filters come first, then the focus; connections need both ends, loops a connection."""
    assert shown(f"@settings {{ {settings} }}")[0] == expected


def test_hidden_items() -> None:
    """`display: none` and `visibility: hidden` hide, by the cascade."""
    assert shown("output { display: none }")[0] == "meals visits trust alone"
    assert shown("#vc { visibility: hidden }")[0] == "meals visits contact trust alone mc ct l"
    assert shown("element { display: none } outcome { display: map }")[0] == "trust alone"


def test_why_something_is_hidden() -> None:
    """What hides is named with its line and how much it hides."""
    _, found = shown("@settings {\n  ignore: output;\n}\nvisits {}\n#meals { display: none }")
    assert [tuple(one) for one in found.hidden] == [
        ("ignore", "line 2", 1),
        ("one of its ends is not shown", "", 3),
        ("none of its connections is shown", "", 1),
        ("display: none", "line 5", 1),
    ]


def test_the_last_setting_holds() -> None:
    """A setting given twice counts as it is given last, imported ones in their place."""
    more = {"perspectives": [{"_id": "pers-b", "name": "B", "style": "@settings { ignore: loop }"}]}
    text = "@settings { ignore: element } @import 'b';"
    ids, found = shown(text, **more)
    assert ids == "meals visits contact trust alone mc vc ct"
    assert found.hidden[0].place == "B, line 1"


@pytest.mark.parametrize(
    ("showcase", "front"),
    [
        ("activity, output", "meals visits contact mc vc"),
        ("activity, output !normal", "meals visits contact mc vc"),
        ("activity, output !strict", "meals visits contact"),
        ("#trust !loose", "contact trust ct"),
        ("#trust", "trust"),
        ("#ct", "ct"),
    ],
)
def test_showcase(showcase: str, front: str) -> None:
    """Normal adds connections among what is picked, loose the neighbours, strict nothing."""
    ids, found = shown(f"@settings {{ showcase: {showcase} }}")
    items = [one for part in found.items for one in part]
    bright = [one for one in items if (one.kind, one.place) not in found.faded]
    assert ids == ALL
    assert " ".join(one.assigned_id or "" for one in bright) == front


def test_what_is_not_worked_out_is_said() -> None:
    """Clusters, bridges and a focus that readers choose are named."""
    assert "Clusters" in shown("@settings { cluster: 'Owner' }")[1].notes[0]
    assert "Clusters" in shown("@settings { bridge: output }")[1].notes[0]
    assert "asks its readers" in shown("@settings { focus: Prompt }")[1].notes[0]
    assert shown("")[1].notes == []
