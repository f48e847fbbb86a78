from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.errors import NotFoundError, UnreadableError
from toc.exports.vocabulary import DEFAULT, FIELDS, Role, Vocabulary

WORDS = {
    "output": Role.OUTPUT,
    "activity": Role.OUTPUT,
    "outcome": Role.OUTCOME,
    "impact": Role.IMPACT,
    "goal": Role.IMPACT,
    "measure": Role.MEASURE,
    "indicator": Role.MEASURE,
    "metric": Role.MEASURE,
    "domain": Role.DOMAIN,
    "dimension": Role.DIMENSION,
    "assumption": Role.ASSUMPTION,
}


@pytest.mark.parametrize(("word", "role"), WORDS.items())
def test_each_word_of_the_default_gives_its_role(word: str, role: Role) -> None:
    """A type that is one of the default's words has its role: any case, one or many."""
    many = "activities" if word == "activity" else f"{word}s"
    for spelling in (word, word.upper(), word.title(), many, many.title(), f" {word}: "):
        assert DEFAULT.role(spelling) is role


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("Intermediate outcome", Role.OUTCOME),
        ("Long-term outcomes", Role.OUTCOME),
        ("Outcome indicator", Role.MEASURE),
        ("Output outcome", Role.OUTCOME),
        ("Goal (draft)", None),
        ("Outcome!", Role.OUTCOME),
        ("Outcome; Impact", Role.IMPACT),
        ("Outcomeless", None),
        ("Teilergebnis", None),
        ("Ziel-Outcome", Role.OUTCOME),
        ("Outcome 1", None),
        ("Person", None),
        ("", None),
        (" – ", None),
    ],
)
def test_the_last_word_of_a_type_decides(kind: str, role: Role | None) -> None:
    """The last word alone gives the role; where it means nothing there is none."""
    assert DEFAULT.role(kind) is role


@given(st.text(max_size=40))
def test_any_type_has_a_role_or_none(kind: str) -> None:
    """Whatever people call a type, it has a role of ours or none."""
    assert DEFAULT.role(kind) in {*Role, None}


def test_a_very_long_type_takes_no_time() -> None:
    """A type of 200,000 letters is read in one pass."""
    started = time.process_time()
    assert DEFAULT.role("x" * 100_000 + " " + "y" * 100_000 + " ß!outcome") is Role.OUTCOME
    assert DEFAULT.role("x" * 200_000 + "! a") is None
    assert time.process_time() - started < 2


def test_a_role_on_the_command_line_adds_a_type() -> None:
    """`--role` gives a type a role beside the default, whatever its last word says."""
    words = DEFAULT.with_roles(["outcome=Desired state", "MEASURES = Staff Outcome "])
    assert words.role("desired STATE") is Role.OUTCOME
    assert words.role("Very desired state") is None
    assert words.role("staff outcome") is Role.MEASURE
    assert words.role("Outcome") is Role.OUTCOME


def test_a_later_role_for_the_same_type_counts() -> None:
    """Of two roles for one type the one given last counts."""
    words = DEFAULT.with_roles(["outcome=Step", "output=STEP"])
    assert words.role("step") is Role.OUTPUT


def test_elements_without_a_type_can_have_a_role() -> None:
    """`--role outcome=` is for elements that have no type."""
    words = DEFAULT.with_roles(["outcome="])
    assert words.role("") is Role.OUTCOME
    assert words.role("  ") is Role.OUTCOME
    assert words.role("Person") is None


def test_an_entry_without_an_equals_sign_is_refused() -> None:
    """The message quotes the entry and shows how one is written."""
    with pytest.raises(NotFoundError) as caught:
        DEFAULT.with_roles(["outcome: Step"])
    assert str(caught.value) == (
        '--role: "outcome: Step" gives no type a role.'
        ' Write the role, "=" and the type: --role outcome="Desired state".'
    )


def test_a_role_that_does_not_exist_is_refused() -> None:
    """The message names the roles there are."""
    with pytest.raises(NotFoundError) as caught:
        DEFAULT.with_roles(["result=Step"])
    assert str(caught.value) == (
        '--role: There is no role "result".'
        " There are: output, outcome, impact, measure, domain, dimension, assumption;"
        " an impact is an end outcome."
    )


@pytest.mark.parametrize(
    "entry", ["Ergebnis", ["Ergebnis"], {"types": "Ergebnis"}, {"types": ["Ergebnis"]}]
)
def test_types_from_a_file_replace_the_default(entry: Any) -> None:
    """What a file names for a role is all of that role; other roles keep their words."""
    words = DEFAULT.with_data({"roles": {"outcome": entry}}, "words.yaml")
    assert words.role("ERGEBNIS") is Role.OUTCOME
    assert words.role("Outcome") is None
    assert words.role("Impact") is None
    assert words.role("Output") is Role.OUTPUT


def test_types_to_add_stand_beside_the_default() -> None:
    """With `add` a file gives more types a role and leaves its words alone."""
    words = DEFAULT.with_data({"roles": {"outcome": {"add": "Ergebnis"}}}, "words.yaml")
    assert words.role("Ergebnis") is Role.OUTCOME
    assert words.role("Late outcome") is Role.OUTCOME


def test_a_flag_adds_to_what_a_file_replaced() -> None:
    """`--role` after a file adds to the file's types."""
    words = DEFAULT.with_data({"roles": {"outcome": ["Ergebnis"]}}, "words.yaml")
    words = words.with_roles(["outcome=Wirkung"])
    assert [words.role(kind) for kind in ("Ergebnis", "Wirkung", "Outcome")] == [
        Role.OUTCOME,
        Role.OUTCOME,
        None,
    ]


def test_a_later_file_replaces_an_earlier_one() -> None:
    """Of two files the later one's types are the role's."""
    words = DEFAULT.with_data({"roles": {"outcome": ["Ergebnis"], "impact": ["Ziel"]}}, "a.yaml")
    words = words.with_data({"roles": {"outcome": ["Wirkung"]}}, "b.yaml")
    kinds = ("Ergebnis", "Wirkung", "Ziel", "Outcome")
    assert [words.role(kind) for kind in kinds] == [None, Role.OUTCOME, Role.IMPACT, None]


def test_fields_from_a_file_replace_the_default() -> None:
    """A file says which fields hold an attribute, in any case; the others keep theirs."""
    data = {"fields": {"unit": "Maßeinheit", "Baseline-Date": [" Stand vom ", "Seit"]}}
    words = DEFAULT.with_data(data, "words.yaml")
    assert words.fields["unit"] == ("maßeinheit",)
    assert words.fields["baseline date"] == ("stand vom", "seit")
    assert words.fields["owner"] == FIELDS["owner"]


@pytest.mark.parametrize("empty", [None, ""])
def test_what_is_empty_counts_as_not_given(empty: str | None) -> None:
    """Empty data, sections, roles and fields change nothing."""
    assert DEFAULT.with_data(None, "words.yaml") == DEFAULT
    assert DEFAULT.with_data({"roles": None, "fields": None, "ids": {}}, "words.yaml") == DEFAULT
    data = {"roles": {"outcome": empty, "output": {"types": empty}}, "fields": {"unit": empty}}
    assert DEFAULT.with_data(data, "words.yaml") == DEFAULT


def test_an_attribute_that_does_not_exist_is_refused() -> None:
    """The message says where, and names the attributes there are."""
    with pytest.raises(NotFoundError) as caught:
        DEFAULT.with_data({"fields": {"colour": "Farbe"}}, "words.yaml")
    assert str(caught.value).startswith('words.yaml: fields: There is no attribute "colour".')
    assert "domain, dimension, measures, unit" in str(caught.value)


def test_a_role_in_a_file_that_does_not_exist_is_refused() -> None:
    """The message says where in the file the role stands."""
    with pytest.raises(
        NotFoundError, match=r'words\.yaml: roles\.result: There is no role "result'
    ):
        DEFAULT.with_data({"roles": {"result": ["Step"]}}, "words.yaml")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ([], "w"),
        ({"roles": []}, "w: roles"),
        ({"roles": {"outcome": {"types": 3}}}, "w: roles.outcome.types"),
        ({"roles": {"outcome": {"types": [3]}}}, "w: roles.outcome.types"),
        ({"roles": {"outcome": {"add": {}}}}, "w: roles.outcome.add"),
        ({"roles": {"outcome": {"type": "Step"}}}, "w: roles.outcome"),
        ({"fields": "unit"}, "w: fields"),
        ({"fields": {"unit": {}}}, "w: fields.unit"),
    ],
)
def test_data_of_another_shape_is_refused_where_it_stands(data: Any, place: str) -> None:
    """Each malformed value is named by its place, with what belongs there."""
    with pytest.raises(UnreadableError) as caught:
        DEFAULT.with_data(data, "w")
    assert caught.value.where == place


kinds = st.text(max_size=5)
entries = st.lists(st.tuples(st.sampled_from(Role), kinds), max_size=4)


@given(entries, st.lists(st.tuples(st.sampled_from(Role), st.lists(kinds, max_size=2))), kinds)
def test_a_vocabulary_survives_as_data(
    added: list[tuple[Role, str]], replaced: list[tuple[Role, list[str]]], kind: str
) -> None:
    """Written as data and read again, a vocabulary gives every type the same role."""
    words = DEFAULT.with_data({"roles": {str(role): names for role, names in replaced}}, "w")
    words = words.with_roles(f"{role}={name}" for role, name in added)
    again = DEFAULT.with_data(words.to_data(), "w")
    asked = {kind, *WORDS, *words.types}
    assert {one: again.role(one) for one in asked} == {one: words.role(one) for one in asked}


def test_the_default_is_no_data_at_all() -> None:
    """Nothing is recorded about a vocabulary that is the default."""
    assert DEFAULT.to_data() == {}
    assert Vocabulary().to_data() == {}


def test_types_are_recorded_as_people_spell_them() -> None:
    """New elements get the type as it was spelt, and so does the record."""
    words = DEFAULT.with_roles(["outcome=Desired state"])
    assert words.type_of(Role.OUTCOME) == "Desired state"
    assert words.to_data() == {"roles": {"outcome": {"add": ["Desired state"]}}}
