from __future__ import annotations

import pickle

import pytest
from pydantic import ValidationError

from toc.errors import NotFoundError
from toc.models.links import Claim, Link
from toc.models.measures import Measure
from toc.models.outcomes import MeasuredBy, Outcome
from toc.models.outputs import Dimension, Output
from toc.models.remarks import Unknown
from toc.models.theory import Theory
from toc.models.voices import Voice

THEORY = Theory(
    name="Small",
    dimensions=(Dimension(id="circles", label="Circles", leads_to=(Claim(to="trust"),)),),
    outputs=(Output(id="autonomy", label="Autonomy", leads_to=(Claim(to="trust", note="why"),)),),
    outcomes=(
        Outcome(
            id="trust",
            label="Trust",
            aliases=("Confidence", "TRUST"),
            leads_to=(Claim(to="trust"),),
            measured_by=(MeasuredBy(measure="survey"), MeasuredBy(measure="count")),
        ),
        Outcome(id="twin", label="trust ", aliases=("Straße",)),
    ),
    measures=(Measure(id="count", label="Count"), Measure(id="survey", label="Survey")),
    links=(Link(from_="twin", to="trust", id="one"),),
)


def ids(found: tuple[object, ...]) -> list[str]:
    return [str(getattr(item, "id", None)) for item in found]


def test_item_by_id() -> None:
    """An item is found by its id; a wrong id is answered with the nearest one."""
    assert THEORY.item("autonomy").label == "Autonomy"
    with pytest.raises(NotFoundError, match=r"`autonomi`.*Did you mean `autonomy`"):
        THEORY.item("autonomi")
    with pytest.raises(NotFoundError, match="Nothing in this theory has the id `one`"):
        THEORY.item("one")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("trust", ["trust"]),
        ("Trust", ["trust", "twin"]),
        (" TRUST ", ["trust", "twin"]),
        ("confidence", ["trust"]),
        ("STRASSE", ["twin"]),
        ("circles", ["circles"]),
        ("nobody", []),
    ],
)
def test_find_by_id_label_alias(text: str, found: list[str]) -> None:
    """An id goes before labels and labels before aliases; case and space around do not count."""
    assert ids(THEORY.find(text)) == found


def test_every_link_wherever_written() -> None:
    """Links of dimensions, outputs and outcomes come first, those on their own last."""
    assert THEORY.every_link() == (
        Link(from_="circles", to="trust"),
        Link(from_="autonomy", to="trust", note="why"),
        Link(from_="trust", to="trust"),
        Link(from_="twin", to="trust", id="one"),
    )


def test_measures_of_an_outcome() -> None:
    """The measures of an outcome come in the order in which the outcome names them."""
    trust, twin = THEORY.outcomes
    assert ids(THEORY.measures_of(trust)) == ["survey", "count"]
    assert THEORY.measures_of(twin) == ()


def test_items_in_the_order_of_the_sections() -> None:
    """Every part with a label is there once."""
    expected = ["circles", "autonomy", "trust", "twin", "count", "survey"]
    assert ids(tuple(THEORY.items())) == expected


def test_copy_looks_up_its_own_parts() -> None:
    """A copy with other parts does not answer from the look-ups of the original."""
    assert THEORY.find("Trust")
    assert THEORY.every_link()
    copied = THEORY.model_copy(update={"outcomes": (), "dimensions": (), "links": ()})
    assert copied.find("trust") == ()
    assert copied.every_link() == (Link(from_="autonomy", to="trust", note="why"),)


def test_looking_up_does_not_change_a_theory() -> None:
    """A theory equals itself, and survives pickling, before and after look-ups."""
    fresh = Theory.model_validate(THEORY.model_dump())
    fresh.item("trust")
    assert fresh == Theory.model_validate(THEORY.model_dump())
    assert pickle.loads(pickle.dumps(fresh)) == fresh  # noqa: S301 - our own bytes


@pytest.mark.parametrize("version", [1, "1"])
def test_version_one(version: object) -> None:
    """The version is 1, as number or text."""
    assert Theory.model_validate({"toc": version}) == Theory()


@pytest.mark.parametrize("version", [2, "2", True, "1.0", [1]])
def test_other_versions_are_refused(version: object) -> None:
    """Nothing else is this version."""
    with pytest.raises(ValidationError):
        Theory.model_validate({"toc": version})


def test_faults_come_all_at_once() -> None:
    """A theory that does not fit together says everything that is wrong with it."""
    with pytest.raises(ValidationError) as caught:
        Theory(
            outcomes=(Outcome(id="a", label="A", domain="x"), Outcome(id="a", label="B")),
            voices=(Voice(id="a", label="C"),),
            links=(Link(from_="a", to="y"),),
        )
    text = str(caught.value)
    assert text.count("taken") == 2
    assert "`x`" in text
    assert "`y`" in text


def test_any_id_can_be_held() -> None:
    """The shape of ids is a matter of files: a theory made from a map may have any."""
    odd = Theory(outcomes=(Outcome(id="Élan vital \ud800", label="A"),))
    assert odd.item("Élan vital \ud800").label == "A"


def test_kumu_section_holds_plain_data() -> None:
    """What a map needs is carried as it is, if a file can hold it."""
    data = {"roles": {"outcome": {"types": ["Ergebnis"]}}, "n": [1, None, 1.5, True]}
    assert Theory(kumu=data).kumu == data


@pytest.mark.parametrize("data", [{"a": {1: 2}}, {"a": {1, 2}}, [], "a"])
def test_kumu_section_holds_nothing_else(data: object) -> None:
    """What a file could not hold is refused."""
    with pytest.raises(ValidationError):
        Theory.model_validate({"kumu": data})


def test_unknown_says_something() -> None:
    """An entry without item, subject and note says nothing and is refused."""
    with pytest.raises(ValidationError, match="says nothing"):
        Unknown()
    assert Unknown(note="two pages are cut").item is None


def test_large_theory_is_held() -> None:
    """Thousands of parts and links are checked and looked up in one pass each."""
    count = 4000
    outcomes = [
        {"id": f"o{n}", "label": f"O {n}", "leads_to": [f"o{(n * k) % count}" for k in (1, 2, 3)]}
        for n in range(count)
    ]
    theory = Theory.model_validate({"outcomes": outcomes})
    assert len(theory.every_link()) == 3 * count
    assert ids(theory.find("o 7")) == ["o7"]
