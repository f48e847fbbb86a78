"""What changed between two theories, in the words of the theory."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import toc
from toc.analysis.theory_differences import TheoryDifferences, theory_differences
from toc.models.theory import Theory
from toc.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from toc.analysis.theory_difference import TheoryDifference

Json = dict[str, Any]

STREET: Json = {
    "toc": 1,
    "name": "Street",
    "domains": [{"id": "home", "label": "Home"}, {"id": "work", "label": "Work"}],
    "outputs": [
        {
            "id": "meals",
            "label": "Shared meals",
            "leads_to": ["friends", {"to": "safe", "confidence": "low", "type": "helps"}],
        }
    ],
    "outcomes": [
        {
            "id": "friends",
            "label": "Friends nearby",
            "domain": "home",
            "measured_by": ["survey"],
        },
        {"id": "safe", "label": "People feel safe", "domain": "home"},
    ],
    "measures": [
        {
            "id": "survey",
            "label": "Street survey",
            "target": {"value": 60, "date": "2026-12-31"},
            "values": [{"date": "2026-05-31", "value": 61.2}],
        },
        {"id": "diary", "label": "Diary"},
    ],
    "unknown": [{"item": "safe", "about": "led_to_by"}],
    "kumu": {"map": "now", "ids": {"meals": "elem-a"}},
}


def _theory(data: Json) -> Theory:
    return Theory.model_validate(data)


def _told(found: TheoryDifferences) -> list[tuple[Any, ...]]:
    return [(d.kind, d.id, d.what, d.field, d.before, d.after) for d in found.found]


def _edited(edit: Callable[[Json], object]) -> TheoryDifferences:
    data = copy.deepcopy(STREET)
    edit(data)
    return theory_differences(_theory(STREET), _theory(data))


def test_a_theory_beside_itself() -> None:
    """Nothing is different between a theory and itself."""
    theory = read_source("equal-care").theory().theory
    assert theory_differences(theory, theory) == TheoryDifferences((), ())


def test_order_is_no_difference() -> None:
    """The order of parts, and where a link is written, mean nothing."""

    def edit(data: Json) -> None:
        for section in ("outcomes", "measures", "domains"):
            data[section].reverse()
        link = {"from": "meals", "to": "friends"}
        data["outputs"][0]["leads_to"].pop(0)
        data["links"] = [link]

    assert _told(_edited(edit)) == []


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            lambda d: d["outcomes"][1].update(label="Safe streets"),
            ("outcome", "safe", "relabelled", "label", "People feel safe", "Safe streets"),
        ),
        (
            lambda d: d["outcomes"][1].update(end=True),
            ("outcome", "safe", "changed", "end", False, True),
        ),
        (
            lambda d: d["outcomes"][1].update(domain="work"),
            (
                *("outcome", "safe", "changed", "domain"),
                [{"id": "home", "label": "Home"}],
                [{"id": "work", "label": "Work"}],
            ),
        ),
        (
            lambda d: d["outcomes"][1].update(measured_by=["diary"]),
            ("outcome", "safe", "measured", "measured_by", None, {"id": "diary", "label": "Diary"}),
        ),
        (
            lambda d: d["outcomes"][0].pop("measured_by"),
            (
                *("outcome", "friends", "no longer measured", "measured_by"),
                {"id": "survey", "label": "Street survey"},
                None,
            ),
        ),
        (
            lambda d: d["outcomes"][0].update(
                measured_by=[{"measure": "survey", "status": "inferred"}]
            ),
            (
                *("outcome", "friends", "changed", "measured_by Street survey: status"),
                *("stated", "inferred"),
            ),
        ),
        (
            lambda d: d["measures"][0]["target"].update(value=70),
            ("measure", "survey", "changed", "target", 60, 70),
        ),
        (
            lambda d: d["measures"][0].pop("values"),
            (
                *("measure", "survey", "value removed", "2026-05-31"),
                {"date": "2026-05-31", "value": 61.2},
                None,
            ),
        ),
        (
            lambda d: d["measures"][0]["values"][0].update(n=0),
            (
                *("measure", "survey", "value changed", "2026-05-31"),
                {"date": "2026-05-31", "value": 61.2},
                {"date": "2026-05-31", "value": 61.2, "n": 0},
            ),
        ),
        (
            lambda d: d["measures"][0].update(baseline={"value": 0}),
            ("measure", "survey", "changed", "baseline", None, 0),
        ),
        (
            lambda d: d["outputs"][0]["leads_to"].pop(),
            (
                *("link", "", "removed", ""),
                {"from": "meals", "to": "safe", "confidence": "low", "type": "helps"},
                None,
            ),
        ),
        (
            lambda d: d["outputs"][0]["leads_to"][1].update(confidence="high", type="helps"),
            ("link", "", "changed", "confidence", "low", "high"),
        ),
        (
            lambda d: d["outputs"][0]["leads_to"][1].update(type="hinders"),
            ("link", "", "retyped", "type", "helps", "hinders"),
        ),
        (
            lambda d: d.pop("unknown"),
            ("unknown", "safe", "removed", "", {"item": "safe", "about": "led_to_by"}, None),
        ),
        (
            lambda d: d.update(description="More"),
            ("theory", "", "changed", "description", None, "More"),
        ),
        (
            lambda d: d["kumu"]["ids"].update(safe="elem-b"),
            ("theory", "", "changed", "kumu: ids: safe", None, "elem-b"),
        ),
    ],
)
def test_one_edit(edit: Callable[[Json], object], expected: tuple[Any, ...]) -> None:
    """Each edit is told once, in the words of the theory."""
    assert _told(_edited(edit)) == [expected]


def test_added_with_its_measures() -> None:
    """A new outcome is told with all that is said of it, and with what measures it."""
    new = {"id": "rest", "label": "Rest", "measured_by": ["diary"]}
    assert _told(_edited(lambda d: d["outcomes"].append(new))) == [
        (
            *("outcome", "rest", "added", "", None),
            {"id": "rest", "label": "Rest", "measured_by": [{"measure": "diary"}]},
        ),
        ("outcome", "rest", "measured", "measured_by", None, {"id": "diary", "label": "Diary"}),
    ]


def test_another_id() -> None:
    """A part of the same label and role under another id is told so, and its links are the same."""

    def edit(data: Json) -> None:
        data["outcomes"][0]["id"] = data["outputs"][0]["leads_to"][0] = "friends-nearby"

    assert _told(_edited(edit)) == [
        ("outcome", "friends-nearby", "id changed", "id", "friends", "friends-nearby")
    ]


def test_the_same_system_id() -> None:
    """What came from one element of a map is the same whatever else of it changed."""
    data = copy.deepcopy(STREET)
    data["outputs"][0] |= {"id": "dinners", "label": "Dinners"}
    old, new = _theory(STREET), _theory(data)
    found = theory_differences(old, new, {"meals": "elem-a"}, {"dinners": "elem-a"})
    assert [(d.what, d.before, d.after) for d in found.found] == [
        ("id changed", "meals", "dinners"),
        ("relabelled", "Shared meals", "Dinners"),
    ]


def test_what_cannot_be_told_apart() -> None:
    """Parts of one label and role with new ids are named, and not guessed."""
    data = copy.deepcopy(STREET)
    data["domains"] = [{"id": own, "label": "Home"} for own in ("a", "b")]
    for outcome in data["outcomes"]:
        del outcome["domain"]
    found = theory_differences(_theory(data | {"kumu": {}}), _theory(_with_ids(data, "c", "d")))
    assert found.found == ()
    assert found.ambiguous == (("domain", "Home", ["a", "b"], ["c", "d"]),)


def _with_ids(data: Json, *ids: str) -> Json:
    domains = [one | {"id": own} for one, own in zip(data["domains"], ids, strict=True)]
    return data | {"domains": domains, "kumu": {}}


def test_links_with_an_id_keep_it() -> None:
    """A link that has an id is the same between other ends."""
    old = _theory(STREET | {"links": [{"id": "l", "from": "friends", "to": "safe"}]})
    new = _theory(STREET | {"links": [{"id": "l", "from": "friends", "to": "friends"}]})
    assert [(d.id, d.label, d.what, d.field) for d in theory_differences(old, new).found] == [
        ("l", "Friends nearby --> Friends nearby", "rewired", "to")
    ]


def test_parallel_links_that_nothing_tells_apart() -> None:
    """Of parallel links those that say the same are the same; others are not guessed."""
    link = {"from": "friends", "to": "safe"}

    def theory(*notes: str) -> Theory:
        return _theory(STREET | {"links": [link | {"note": note} for note in notes]})

    told = [(d.what, d.before or d.after) for d in _links(theory("a", "b", "c"), theory("c", "d"))]
    assert [(what, said["note"]) for what, said in told] == [
        ("added", "d"),
        ("removed", "a"),
        ("removed", "b"),
    ]
    assert [d.what for d in _links(theory("a", "b"), theory("b", "d"))] == ["changed"]


def _links(old: Theory, new: Theory) -> list[TheoryDifference]:
    return [one for one in theory_differences(old, new).found if one.kind == "link"]


def test_without_what_theories_say_of_themselves() -> None:
    """Beside a map only parts and links are compared."""
    old, new = _theory(STREET), _theory(STREET | {"name": "Town", "unknown": [], "kumu": {}})
    assert theory_differences(old, new, whole=False).found == ()
    assert {d.kind for d in theory_differences(old, new).found} == {"unknown", "theory"}


def test_surveys() -> None:
    """Surveys are told by what they hold: a new one whole, another by the keys that changed."""
    theory = _theory(STREET)
    (survey,) = read_source(
        Path(toc.__path__[0]) / "surveys" / "social-climate-example.yaml"
    ).surveys
    one = theory.model_copy(update={"surveys": (survey,)})
    other = theory.model_copy(update={"surveys": (survey.model_copy(update={"label": "Air"}),)})
    for old, new, what in ((theory, one, "added"), (one, theory, "removed")):
        assert [d.what for d in theory_differences(old, new).found] == [what]
    assert [(d.kind, d.field, d.after) for d in theory_differences(one, other).found] == [
        ("survey", "label", "Air")
    ]
