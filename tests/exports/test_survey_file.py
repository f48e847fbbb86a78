"""Survey files: read like theory files, all faults at once."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exports.theory_strategies import texts
from tests.surveys import changed_survey, small_survey
from toc.errors import FormError, SurveyFileError, TheoryFileError
from toc.exports.focused_theory import focused_theory
from toc.exports.survey_file import is_survey, read_survey
from toc.exports.theory_file import read_theory, write_json, write_yaml
from toc.exports.theory_leftovers import left_out_of_a_map
from toc.exports.vocabulary import DEFAULT
from toc.exports.yaml_writer import yaml_text
from toc.kumu.focusing import FocusOn
from toc.kumu.selectors.parser import parse_selector
from toc.models.surveys import Survey
from toc.models.theory import Theory

VOICES = [{"id": "workers", "label": "W"}, {"id": "receivers", "label": "R"}]


def as_json(data: dict[str, object]) -> bytes:
    return json.dumps({"survey": 1} | data).encode()


def faults(content: bytes) -> list[str]:
    with pytest.raises(SurveyFileError) as caught:
        read_survey(content, "s.yaml")
    return str(caught.value).splitlines()[1:]


def test_yaml_and_json_say_the_same() -> None:
    """A survey is read from YAML, where all is text, as from JSON."""
    in_yaml = yaml_text({"survey": 1} | small_survey()).encode()
    read = read_survey(in_yaml, "s.yaml")
    assert read == read_survey(as_json(small_survey()), "s.json")
    assert read == Survey.model_validate(small_survey())


def test_all_faults_at_once() -> None:
    """Typos, missing keys, ids, references and misfits come with line and column, in order."""
    content = (
        b"survey: 1\nid: Climate\nlabel: Climate\nvoices: [workers]\n"
        b"versions:\n  - {id: v, label: V, voices: [wrokers]}\n"
        b"sub_dimensions: [{id: d, lable: D}]\n"
        b"scales: [{id: s, min: 5, max: 1}]\n"
        b"items:\n  - {id: q, text: Why?, scale: z}\n"
    )
    assert faults(content) == [
        (
            "s.yaml:2:5: id: `Climate` is no id; ids are lower-case words of the letters a to z "
            "and digits, joined by hyphens: `climate`"
        ),
        (
            "s.yaml:6:32: versions[0].voices[0]: this survey has no voice `wrokers`; "
            "did you mean `workers`?"
        ),
        "s.yaml:7:18: sub_dimensions[0].label: `label` is missing",
        "s.yaml:7:26: sub_dimensions[0].lable: there is no key `lable`; did you mean `label`?",
        "s.yaml:8:10: scales[0]: `min` (5) has to be below `max` (1)",
        "s.yaml:10:32: items[0].scale: this survey has no scale `z`",
    ]


def test_misfits_have_their_line() -> None:
    """What contradicts itself is pointed at, and what it repeats is named by its line."""
    again = {"sub_dimension": "decisions", "band": "low", "text": "Again."}
    content = yaml_text({"survey": 1} | changed_survey("readings.+", again)).encode()
    (told,) = faults(content)
    assert "this band of this sub-dimension has a reading for this voice already; line " in told
    assert told.startswith("s.yaml:59:5: readings[2]: ")


def test_the_version_comes_first() -> None:
    """A file of another version, of a theory or of nothing is told apart."""
    for content, message in (
        (b"survey: 2\nid: a", "another version"),
        (b"toc: 1\nname: T", "This is a theory, not a survey"),
        (b"", "There is nothing in this file"),
        (b"hello: you", "This is no survey file"),
    ):
        with pytest.raises(FormError, match=message):
            read_survey(content, "s.yaml")
    assert "a survey file begins with `survey: 1`" in faults(b"id: a\nlabel: A\n")[0]
    with pytest.raises(FormError, match="This is a survey, not a theory"):
        read_theory(b"survey: 1\nid: a\nlabel: A", "s.yaml")


def test_surveys_are_told_from_theories() -> None:
    """The key `survey` at the top makes a survey, wherever it stands in YAML."""
    assert is_survey(b"# ours\nlabel: A\nsurvey: 1\n")
    assert is_survey(as_json(small_survey()))
    assert not is_survey(b"toc: 1\nsurveys:\n  - survey: 1\n")
    assert not is_survey(b'{"toc": 1, "surveys": [\n{"survey": 1}]}')


def test_a_theory_keeps_its_surveys_when_written() -> None:
    """A theory with a survey, written as YAML or JSON and read again, is the same."""
    data = {"toc": 1, "voices": VOICES, "surveys": [small_survey()]}
    theory = read_theory(json.dumps(data).encode(), "t.json")
    assert read_theory(write_yaml(theory), "t.yaml") == theory
    assert read_theory(write_json(theory), "t.json") == theory


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_any_text_of_a_survey_is_kept(data: st.DataObject) -> None:
    """Whatever people write into a survey, a theory file keeps it, in YAML and in JSON."""
    written = small_survey()
    for path in ("label", "note", "versions.0.introduction", "items.0.text", "readings.0.text"):
        place: Any = written
        *way, last = path.split(".")
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        place[last] = data.draw(texts())
    theory = Theory.model_validate({"voices": VOICES, "surveys": [written]})
    assert read_theory(write_yaml(theory), "t.yaml") == theory
    assert read_theory(write_json(theory), "t.json") == theory


def test_a_focused_theory_can_be_written_and_read() -> None:
    """A survey that speaks of what is not in focus stays out, one that does not stays."""
    voice = {"id": "workers", "label": "W"}
    survey = small_survey(voices=["workers"], versions=[], readings=[], items=[])
    own = changed_survey("sub_dimensions.0.outcomes", ["power"]) | {
        "voices": ["workers"],
        "versions": [],
        "readings": [],
        "items": [],
        "id": "other",
    }
    outcomes = [
        {"id": "trust", "label": "Trust", "voices": ["workers"]},
        {"id": "power", "label": "Power"},
    ]
    theory = Theory.model_validate(
        {"voices": [voice], "outcomes": outcomes, "surveys": [survey, own]}
    )
    focus = FocusOn(parse_selector("#trust"), 1, "all")
    focused, _ = focused_theory(theory, DEFAULT, focus)
    assert [one.id for one in focused.surveys] == ["climate"]
    assert read_theory(write_yaml(focused), "t.yaml") == focused


def test_a_map_has_no_place_for_surveys() -> None:
    """What a map cannot hold of a theory names its surveys."""
    theory = Theory.model_validate({"voices": VOICES, "surveys": [small_survey()]})
    assert "surveys: 1" in left_out_of_a_map(theory)


def test_faults_of_a_survey_in_a_theory_have_their_line() -> None:
    """Faults inside a survey of a theory file are told with those of the theory."""
    content = (
        b"toc: 1\nvoices: [{id: workers, label: W}]\nsurveys:\n"
        b"  - id: C\n    label: C\n    voices: [workers, others]\n"
        b"    versions: [{id: v, label: V, voices: [x]}]\n"
        b"    sub_dimensions: [{id: d, label: D, measure: m}]\n    items: []\n"
    )
    with pytest.raises(TheoryFileError) as caught:
        read_theory(content, "t.yaml")
    assert [line.partition(": ")[2] for line in str(caught.value).splitlines()[1:]] == [
        (
            "surveys[0].id: `C` is no id; ids are lower-case words of the letters a to z and "
            "digits, joined by hyphens: `c`"
        ),
        "surveys[0].voices[1]: the theory has no voice `others`; did you mean `workers`?",
        "surveys[0].versions[0].voices[0]: this survey has no voice `x`",
        "surveys[0].sub_dimensions[0].measure: the theory has no measure `m`",
    ]


def bundled() -> Survey:
    content = (resources.files("toc") / "surveys" / "social-climate-example.yaml").read_bytes()
    return read_survey(content, "social-climate-example")


def test_the_example_has_thirteen_sub_dimensions() -> None:
    """The example asks about all thirteen, in every version, with one reversed question each."""
    survey = bundled()
    assert len(survey.sub_dimensions) == 13
    homes = [one.domain for one in survey.sub_dimensions]
    assert [homes.count(domain.id) for domain in survey.domains] == [5, 4, 4]
    for one in survey.sub_dimensions:
        for version in survey.versions:
            items = survey.items_of(one.id, version.id)
            assert len(items) == 3
            assert [item.reversed for item in items].count(True) == 1


def test_the_example_reads_out_drafts_only() -> None:
    """Readings are given for 26 of 195 cells: Systems high, and Well-being low in part."""
    survey = bundled()
    assert len(list(survey.cells())) == 195
    assert len(survey.readings) == 26
    home = {one.id: one.domain for one in survey.sub_dimensions}
    assert {(home[one.sub_dimension], one.band) for one in survey.readings} == {
        ("systems", "high"),
        ("wellbeing", "low"),
    }
    for one in survey.readings:
        assert one.state == "draft"
        assert one.by == "ours"
        assert "ours" in one.sources
        assert one.shown.startswith("Draft: ")


def test_the_example_says_what_is_ours() -> None:
    """Questions, cuts and ties to outcomes are marked as ours, the cuts with their date."""
    survey = bundled()
    assert survey.status == "inferred"
    (cuts,) = survey.bands
    assert (cuts.source, str(cuts.date)) == ("ours", "2026-11-22")
    ties = [tie for one in survey.sub_dimensions for tie in one.outcomes]
    assert {(tie.status, tie.sources) for tie in ties} == {("inferred", ("ours",))}


def test_the_example_fits_the_bundled_theory() -> None:
    """Its voices, measures and outcomes are those of equal-care; each sub-dimension has one."""
    theory_file = resources.files("toc") / "theories" / "equal-care.yaml"
    theory = read_theory(theory_file.read_bytes(), "equal-care")
    survey = bundled()
    data = theory.model_dump(by_alias=True) | {"surveys": [survey.model_dump(by_alias=True)]}
    assert len(type(theory).model_validate(data).surveys) == 1
    assert [one.measure for one in survey.sub_dimensions] == [
        item.id for item in theory.measures if item.id.startswith("survey-")
    ]
    assert {one.id for one in survey.voices} == {one.id for one in theory.voices}


def test_from_is_the_word_everywhere() -> None:
    """Where a band begins is written `from`, in a survey file and in a theory's surveys."""
    data = small_survey()
    low = data["bands"][0]["bands"][0]
    low["from_"] = low.pop("from")
    voices = [{"id": one["id"], "label": one["label"]} for one in data["voices"]]
    theory = json.dumps({"toc": 1, "voices": voices, "surveys": [data]}).encode()
    with pytest.raises(SurveyFileError, match="2 faults"):
        read_survey(json.dumps({"survey": 1, **data}).encode(), "s")
    with pytest.raises(TheoryFileError) as caught:
        read_theory(theory, "t")
    assert "did you mean `from`?" in str(caught.value)


def test_sizes_of_groups() -> None:
    """How many people groups have is read with the survey; a voice that is not there is named."""
    data = small_survey(everyone_asked=True, sizes=[{"voice": "workers", "people": 12}])
    found = read_survey(as_json(data), "s")
    assert (found.everyone_asked, found.sizes[0].people) == (True, 12)
    data = small_survey(sizes=[{"voice": "worker", "people": 12}, {"people": "some"}])
    told = faults(as_json(data))
    assert "`worker`" in told[0]
    assert "did you mean `workers`?" in told[0]
    assert "sizes[1].people" in told[1]
