from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_origin

import pytest

from toc.errors import TheoryFileError, UnreadableError
from toc.exports.theory_faults import _models_in
from toc.exports.theory_file import read_theory
from toc.models.theory import Theory

if TYPE_CHECKING:
    from toc.models.base import Model

FILE = """\
toc: 1
dimensions:
  - {id: circles, label: Circles}
outcomes:
  - id: trust
    label: Trust
measures:
  - id: survey
    label: Survey
"""


def faults(text: str) -> list[str]:
    with pytest.raises(TheoryFileError) as caught:
        read_theory(text.encode(), "t")
    assert all(fault.line and fault.column for fault in caught.value.faults)
    return [
        f"{fault.line}:{fault.column} {fault.place()}: {fault.message}"
        for fault in caught.value.faults
    ]


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("    lable: T", "7:5 outcomes[0].lable: there is no key `lable`; did you mean `label`?"),
        ("    xyzzy: T", "7:5 outcomes[0].xyzzy: there is no key `xyzzy`; the keys here are id, "),
        ("    end: no", "7:10 outcomes[0].end: `no` is neither true nor false"),
        ("    kind: proces", "7:11 outcomes[0].kind: `proces` is none of process, change, "),
        ("    kind: proces", "maintenance; did you mean `process`?"),
        ("    kind: [process]", "7:11 outcomes[0].kind: one of these words belongs here: process"),
        ("    themes: power", "7:13 outcomes[0].themes: a list belongs here"),
        ("    themes: [power]", "7:14 outcomes[0].themes[0]: nothing has the id `power`"),
        ("    voices: {a: b}", "7:13 outcomes[0].voices: a list belongs here"),
        ("    domain: circles", "7:13 outcomes[0].domain: `circles` is a dimension, and this has"),
        ("    aliases: [a,\n\n      '']", "9:7 outcomes[0].aliases[1]: nothing stands where text"),
        ("    note: [a]", "7:11 outcomes[0].note: a list stands where text belongs"),
        ("    leads_to: [trsut]", "7:16 outcomes[0].leads_to[0]: nothing has the id `trsut`; did "),
        ("    leads_to: [{too: trust}]", "7:17 outcomes[0].leads_to[0].too: there is no key `too`"),
        ("    leads_to: [{too: trust}]", "7:16 outcomes[0].leads_to[0].to: `to` is missing"),
        ("    leads_to: ['']", "7:16 outcomes[0].leads_to[0]: an id belongs here, or keys"),
        ("    leads_to:\n      - {to: circles}", "8:14 outcomes[0].leads_to[0].to: `circles` is a"),
        ("    measured_by: [trust]", "7:19 outcomes[0].measured_by[0]: `trust` is an outcome, and"),
        ("  - Trust", "7:5 outcomes[1]: keys with values belong here"),
        ("  - label: T", "7:5 outcomes[1].id: `id` is missing"),
        ("  - id: other", "7:5 outcomes[1].label: `label` is missing"),
        ("  - {id: other, label: }", "7:17 outcomes[1].label: `label` is empty"),
        ("  - {id: trust, label: T}", "7:10 outcomes[1].id: the id `trust` is taken; line 5 has"),
        ("  - {id: survey, label: T}", "9:9 measures[0].id: the id `survey` is taken; line 7 has"),
        ("  - {id: Old Trust, label: T}", "7:10 outcomes[1].id: `Old Trust` is no id; ids are"),
        ("  - {id: Old Trust, label: T}", "hyphens: `old-trust`"),
        ("  - {id: a--b, label: T}", "hyphens: `a-b`"),
        ("  - {id: '!', label: T}", "7:10 outcomes[1].id: `!` is no id; ids are lower-case words"),
        ("    id: again", "7:5 outcomes[0].id: the key `id` stands here a second time; keep one"),
        ("    note: !x y", "7:11 outcomes[0].note: a word that begins with `!` is no text"),
    ],
)
def test_fault_of_an_outcome(part: str, message: str) -> None:
    """Each fault names line, column and place, says what is wrong, and the nearest right one."""
    before, after = FILE.split("measures:")
    assert any(message in line for line in faults(f"{before}{part}\nmeasures:{after}"))


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("    every: monthly", "10:12 measures[0].every: `monthly` does not say how often; write"),
        (
            "    baseline: 55",
            "measures[0].baseline: keys with values belong here, as in {value: 55",
        ),
        (
            "    baseline: {value: 5.5.1}",
            "10:23 measures[0].baseline.value: `5.5.1` is not a number",
        ),
        (
            "    target: {date: 31.12.2026}",
            "10:20 measures[0].target.date: `31.12.2026` is not a da",
        ),
        ("    values: [{value: 1}]", "10:14 measures[0].values[0].date: `date` is missing"),
        ("    values: [1, 2]", "10:17 measures[0].values[1]: keys with values belong here, as in"),
        ("    better: more", "10:13 measures[0].better: `more` is none of higher, lower"),
        ("links: [{from: survey, to: trust}]", "10:16 links[0].from: `survey` is a measure, and"),
        ("links: [{from: trust}]", "10:9 links[0].to: `to` is missing"),
        ("links: [trust]", "10:9 links[0]: keys with values belong here"),
        (
            "unknown: [{item: trst}]",
            "10:18 unknown[0].item: nothing has the id `trst`; did you mean",
        ),
        ("unknown: [{}]", "10:11 unknown[0]: this entry says nothing"),
        ("waivers: [{item: trust}]", "10:11 waivers[0].until: `until` is missing"),
        ("waivers: [{rule: TOC31}]", "10:18 waivers[0].rule: `TOC31` is no code of a rule; they"),
        ("kumu: a", "10:7 kumu: a group of keys belongs here"),
        ("sources:\n  a: b", "11:3 sources: a list belongs here"),
        ("outcoms: []", "10:1 outcoms: there is no key `outcoms`; did you mean `outcomes`?"),
        ("outcomes: []", "10:1 outcomes: the key `outcomes` stands here a second time; keep one"),
    ],
)
def test_fault_of_other_parts(part: str, message: str) -> None:
    """The same holds for measures, links, what is unknown, waivers and the whole file."""
    assert any(message in line for line in faults(FILE + part))


def test_missing_version() -> None:
    """A theory file without `toc: 1` is told how one begins."""
    assert faults(FILE.replace("toc: 1\n", "")) == ["1:1 toc: a theory file begins with `toc: 1`"]


def test_all_faults_at_once_in_the_order_of_the_file() -> None:
    """Faults of every sort come together, sorted by where they are."""
    text = (
        FILE.replace("id: trust", "id: Trust")
        .replace("label: Trust", "lable: Trust")
        .replace("label: Survey", "every: often")
        + "links: [{from: a, to: b}]\nlinks: []\n"
    )
    found = faults(text)
    assert [line.split(": ")[0] for line in found] == [
        "5:5 outcomes[0].label",
        "5:9 outcomes[0].id",
        "6:5 outcomes[0].lable",
        "8:5 measures[0].label",
        "9:12 measures[0].every",
        "10:16 links[0].from",
        "10:23 links[0].to",
        "11:1 links",
    ]


def test_message_for_people() -> None:
    """The error as a whole names the file once, then a line for each fault."""
    with pytest.raises(TheoryFileError) as caught:
        read_theory(FILE.replace("label: Trust", "label:").encode(), "care.yaml")
    assert str(caught.value) == (
        "care.yaml: 1 fault in this theory file.\n"
        "care.yaml:6:5: outcomes[0].label: `label` is empty"
    )


def test_faults_of_json_have_places_too() -> None:
    """In JSON, lines and columns are those of the JSON text."""
    data = {
        "toc": 1,
        "outcomes": [
            {"id": "trust", "lable": 'Tr\\"u{s]t', "end": 1, "leads_to": ["x"]},
            {"id": "trust", "label": None, "note": ["a"]},
        ],
    }
    assert faults(json.dumps(data, indent=2)) == [
        "4:5 outcomes[0].label: `label` is missing",
        "6:7 outcomes[0].lable: there is no key `lable`; did you mean `label`?",
        "7:14 outcomes[0].end: the number `1` is neither true nor false",
        "9:9 outcomes[0].leads_to[0]: nothing has the id `x`",
        "13:13 outcomes[1].id: the id `trust` is taken; line 5 has it",
        "14:7 outcomes[1].label: `label` is empty",
        "15:15 outcomes[1].note: a list stands where text belongs",
    ]


def test_empty_id_in_json() -> None:
    """Empty text in place of an id is a fault where it stands."""
    data = {"toc": 1, "outcomes": [{"id": "trust", "label": "Trust", "leads_to": ["", None]}]}
    assert faults(json.dumps(data)) == [
        "1:72 outcomes[0].leads_to[0].to: there is no text here",
        "1:76 outcomes[0].leads_to[1]: an id belongs here, or keys with values",
    ]


def test_a_file_of_nothing_but_faults() -> None:
    """When more does not fit than anybody would read, the number is told instead of a list."""
    text = "toc: 1\noutcomes:\n" + "- {}\n" * 50_001
    with pytest.raises(UnreadableError, match="100,002 values"):
        read_theory(text.encode(), "t")


def test_key_with_half_a_character() -> None:
    """A key that is not even text is a fault, not a crash."""
    with pytest.raises(TheoryFileError, match="half a character"):
        read_theory(b'{"toc": 1, "\\ud800": 1}', "t")


def test_no_message_of_the_library_is_left() -> None:
    """Wherever any kind of value stands, what is said about it is ours."""
    wrong: list[Any] = ["x", 5, True, 1.5, {}, [[]], [{}], [5], ["x"], {"x": "y"}, [None]]
    libraries_words = (
        "Input should",
        "input",
        "valid",
        "Extra",
        "Field",
        "pydantic",
        "Value error",
    )
    for path in paths(Theory):
        for value in wrong:
            data = within(path, value)
            text = told(json.dumps(data | {"toc": 1}))
            assert not any(word in text for word in libraries_words), text


def told(text: str) -> str:
    """What is said about a file, if anything."""
    try:
        read_theory(text.encode(), "t")
    except TheoryFileError as error:
        return str(error)
    return ""


def paths(model: type[Model]) -> list[tuple[str, ...]]:
    """The keys that lead to every key of a model and of what is in it."""
    found: list[tuple[str, ...]] = []
    for name, field in model.model_fields.items():
        key = field.serialization_alias or name
        found.append((key,))
        for inner in _models_in(field.annotation):
            found += [(key, *path) for path in paths(inner)]
    return found


def within(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """Data that have the value at a path, lists where the model has lists on the way."""
    *way, last = path
    data: dict[str, Any] = {}
    top = data
    model: type[Model] = Theory
    for key in way:
        fields = {
            info.serialization_alias or name: info for name, info in model.model_fields.items()
        }
        annotation = fields[key].annotation
        inner: dict[str, Any] = {}
        top[key] = [inner] if get_origin(annotation) is tuple else inner
        top, model = inner, next(_models_in(annotation))
    top[last] = value
    return data
