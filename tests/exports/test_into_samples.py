"""The bundled theory goes into every sample map and out again, and leaves what it promised."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - pytest reads the annotations of fixtures
from typing import Any

import pytest

from tests.samples import each_sample
from toc.api import load
from toc.exports.into_map import write_into
from toc.exports.map_reading import read_map
from toc.exports.map_theory import theory_from_map
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import Document, Form, read_document
from toc.models.theory import Theory

EMPTY = Theory(name="nothing")
LISTS = ("elements", "connections", "loops", "maps", "perspectives", "attributes")


@pytest.fixture(scope="module")
def bundled() -> Theory:
    return load("equal-care")


def document(path: Path) -> Document:
    return read_document(path.read_bytes(), path.name)


def again(written: Document) -> Document:
    return read_document(written.to_bytes(), written.name)


@each_sample()
def test_reading_and_writing_back_changes_nothing(sample: Path) -> None:
    """`toc import` and then `--into` the same file gives the same bytes."""
    before = document(sample)
    types = dict.fromkeys(one.type for one in before.elements)
    words = DEFAULT.with_roles(f"outcome={kind}" for kind in types)
    reading = read_map(before, words, need_outcomes=False)
    theory = theory_from_map(reading).theory
    write_into(before, theory, words)
    assert before.to_bytes() == sample.read_bytes()


@each_sample()
def test_writing_twice_is_writing_once(sample: Path, bundled: Theory) -> None:
    """The second time there is nothing left to do."""
    first = document(sample)
    write_into(first, bundled)
    second = again(first)
    write_into(second, bundled)
    assert second.to_bytes() == first.to_bytes()


@each_sample()
def test_the_bundled_theory_comes_back(sample: Path, bundled: Theory) -> None:
    """Every part and claim that was written is read again, beside what was there."""
    written = document(sample)
    write_into(written, bundled)
    found = theory_from_map(read_map(again(written), DEFAULT)).theory
    for part in (*bundled.outputs, *bundled.outcomes, *bundled.measures, *bundled.dimensions):
        assert found.item(part.id).label == part.label
        assert found.item(part.id).status == part.status
    wanted = {(link.from_, link.to, link.status) for link in bundled.every_link()}
    assert wanted <= {(link.from_, link.to, link.status) for link in found.every_link()}


@each_sample()
def test_pruned_away_again(sample: Path, bundled: Theory) -> None:
    """A blueprint has its old bytes again; a project keeps a trash, fields and choices."""
    own = theory_from_map(read_map(document(sample), DEFAULT, need_outcomes=False)).theory
    changed = document(sample)
    write_into(changed, bundled)
    written = again(changed)
    write_into(written, own, prune=True)
    before, after = json.loads(sample.read_bytes()), json.loads(written.to_bytes())
    if written.form is not Form.PROJECT:
        assert written.to_bytes() == sample.read_bytes()
        return
    assert {key: after[key] for key in after if key not in LISTS} == {
        key: before[key] for key in before if key not in LISTS
    }
    assert after["maps"] == before["maps"]
    assert after["perspectives"] == before["perspectives"]
    assert after["loops"] == before["loops"]
    for name in ("elements", "connections"):
        assert kept(after[name], before[name]) == before[name]
    fields = kept(after["attributes"], before["attributes"])
    assert [without_values(one) for one in fields] == [
        without_values(one) for one in before["attributes"]
    ]


def kept(after: list[dict[str, Any]], before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = {one["_id"] for one in before}
    return [one for one in after if one["_id"] in names]


def without_values(definition: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in definition.items() if key != "values"}


@each_sample()
def test_pruning_everything_leaves_no_part(sample: Path, bundled: Theory) -> None:
    """With an empty theory and `--prune` nothing with a role stays on the map."""
    written = document(sample)
    write_into(written, bundled)
    bare = again(written)
    write_into(bare, EMPTY, prune=True)
    assert not read_map(again(bare), DEFAULT, need_outcomes=False).elements
