"""A map read through a focus: what is in it, and what says something about that."""

from __future__ import annotations

import pytest

from tests.exports.made_maps import Drawing
from toc.errors import NoOutcomesError
from toc.exports.map_reading import MapReading, read_map
from toc.exports.vocabulary import DEFAULT
from toc.kumu.focusing import FocusOn
from toc.kumu.selectors.parser import parse_selector


def _drawing() -> Drawing:
    """Output to outcome to impact; both have a measure, the output has a dimension."""
    drawing = Drawing()
    for label, kind in (
        ("meal", "Output"),
        ("trust", "Outcome"),
        ("health", "Impact"),
        ("count", "Measure"),
        ("survey", "Measure"),
        ("food", "Dimension"),
        ("Life", "Domain"),
        ("other", "Outcome"),
    ):
        drawing.element(label, kind)
    for start, end in (
        ("meal", "trust"),
        ("trust", "health"),
        ("trust", "count"),
        ("survey", "health"),
        ("meal", "food"),
        ("Life", "trust"),
        ("count", "other"),
    ):
        drawing.join(start, end)
    return drawing


def _read(selector: str, out: int = 1, *, belonging: bool = True) -> MapReading:
    focus = FocusOn(parse_selector(selector), out, "out")
    return read_map(_drawing().document(), DEFAULT, focus=focus, with_belonging=belonging)


def _labels(reading: MapReading) -> list[str]:
    return [one.label for one in reading.elements.values()]


def test_measures_domains_and_dimensions_come_along() -> None:
    """What is joined to an outcome or output in focus and tells of it is read with it."""
    reading = _read("#meal")
    assert _labels(reading) == ["meal", "trust", "count", "food", "Life"]
    assert [(one.start.label, one.end.label) for one in reading.joins] == [
        ("meal", "trust"),
        ("trust", "count"),
        ("meal", "food"),
        ("Life", "trust"),
    ]
    assert "out of focus: 3 of 8 elements" in reading.warnings()


def test_exactly_the_focus() -> None:
    """Without what belongs, it is what Kumu would show."""
    assert _labels(_read("#meal", belonging=False)) == ["meal", "trust", "food"]


def test_roles_and_ids_are_those_of_the_whole_map() -> None:
    """A selector of the vocabulary asks the whole map, and repeated labels keep their numbers."""
    words = DEFAULT.with_data({"roles": {"outcome": {"select": "outcome --> impact"}}}, "here")
    drawing = _drawing().element("trust", "Outcome")
    focus = FocusOn(parse_selector('outcome[label="trust"]'), 0)
    document = drawing.document()
    reading = read_map(document, words, focus=focus, with_belonging=False)
    assert _labels(reading) == ["trust"]
    plain = read_map(document, DEFAULT, focus=focus, with_belonging=False)
    assert [plain.ids[place] for place in plain.elements] == ["trust", "trust #2"]


def test_no_outcome_in_focus_is_said() -> None:
    """Where outcomes are needed and none is in focus, the message says how to look further."""
    with pytest.raises(NoOutcomesError) as caught:
        _read("#food", 0)
    assert str(caught.value) == (
        "map.json: No outcome is in focus, so nothing can be said. The types in focus: "
        "Dimension (1). Look further with --out, or give a type its role: "
        '--role outcome="Desired state".'
    )
