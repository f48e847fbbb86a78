from __future__ import annotations

import itertools

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exports.theory_strategies import HOSTILE, theories
from toc.errors import TocError, UnwritableError
from toc.exports.theory_file import read_theory, write_json, write_yaml
from toc.models.outputs import Output
from toc.models.theory import Theory

GENERATED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # theories are large for hypothesis, and the machine may be busy


@GENERATED
@given(theories())
def test_yaml_comes_back(theory: Theory) -> None:
    """Whatever a theory holds, reading the YAML written of it gives the same theory."""
    assert read_theory(write_yaml(theory), "t.yaml") == theory


def test_yaml_comes_back_without_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same holds on a computer that has only the parser in Python."""
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    for text in HOSTILE:
        theory = holding(text, text)
        assert read_theory(write_yaml(theory), "t.yaml") == theory


@GENERATED
@given(theories(halves=True, numbers_in_kumu=True))
def test_json_comes_back(theory: Theory) -> None:
    """The same holds for JSON, which in addition holds half characters and numbers for the map."""
    try:
        written = write_json(theory)
    except UnwritableError:
        return  # two halves side by side, which no file can hold
    assert read_theory(written, "t.json") == theory


@pytest.mark.parametrize("first", HOSTILE)
def test_every_pair_of_hostile_texts_comes_back(first: str) -> None:
    """Each text that YAML might take for something else survives beside each other one."""
    for second in HOSTILE:
        theory = holding(first, second)
        assert read_theory(write_yaml(theory), "t.yaml") == theory


def holding(first: str, second: str) -> Theory:
    """A theory with the two texts, apart and joined, in every kind of place."""
    joined = (f"{first}\n{second}", f"{first} {second}", f"{first}{second}")
    return Theory(
        name=joined[2],
        note=joined[0],
        outputs=(
            Output(id="a", label=first, description=second),
            Output(id="b", label=joined[0], aliases=(first, second), sources=joined),
        ),
        kumu={first: {second: [first, {second: None}]}, joined[0]: joined[1], "": ""},
    )


PIECES = (
    *("toc: 1\n", "outcomes:\n", "  - {id: a, label: A}\n", "- ", "  ", "\n", "\t", ": ", "? "),
    *("{", "}", "[", "]", ",", "&a ", "*a", "!x ", "!!str ", "|\n", ">-\n", "'", '"', "# ", "---"),
    *("...\n", "%YAML 1.1\n", "@", "`", "\\", "null", "\r\n", "\x85", "\u2028", "\ufeff", "é"),
    *("id: a\n", "label:", "leads_to: [a]\n", "kumu:\n", "    every: 6 months\n", "links:\n", "0"),
    "<<",
)


def ends_well(content: bytes) -> None:
    """Reading gives a theory, or one of our errors with something to read."""
    said = "a theory"
    try:
        read_theory(content, "fuzz")
    except TocError as error:
        said = str(error)
    assert said


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_end_well(content: bytes) -> None:
    """Any bytes at all end in a theory or an error of ours."""
    ends_well(content)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25))
def test_any_yaml_ends_well(pieces: list[str]) -> None:
    """Anything put together from pieces of YAML ends in a theory or an error of ours."""
    ends_well("".join(pieces).encode("utf-8", "surrogatepass"))


def test_any_yaml_ends_well_without_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """All short texts of YAML's signs end well with the parser in Python, too."""
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    for pieces in itertools.product(PIECES, repeat=2):
        ends_well(b"toc: 1\nname: " + "".join(pieces).encode())


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damaged_theory_files_end_well(data: st.DataObject) -> None:
    """A theory file with a piece cut out and another put in ends well."""
    theory = holding("a: b", "trust")
    content = data.draw(st.sampled_from((write_yaml(theory), write_json(theory))))
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 20)))
    piece = data.draw(st.sampled_from(PIECES)).encode()
    ends_well(content[:start] + piece + content[end:])
