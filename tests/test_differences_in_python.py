"""`toc.diff`: the same as the command, as a function."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import toc
from tests.kumu_documents import nested_element, one_map

if TYPE_CHECKING:
    from pathlib import Path

THEORY = """\
toc: 1
outcomes:
  - {id: friends, label: Friends}
"""


@pytest.fixture
def map_file(tmp_path: Path) -> Path:
    """A map whose own word for an outcome is another, with one element in the trash."""
    elements = [
        nested_element("elem-a", "Friends", **{"element type": "Ergebnis"}),
        nested_element("elem-b", "Cut"),
    ]
    data = {"attributes": [], "elements": elements, "connections": []}
    path = tmp_path / "map.json"
    path.write_text(json.dumps(data | {"maps": [one_map("now", ("elem-a",))]}))
    return path


def test_two_maps(map_file: Path, tmp_path: Path) -> None:
    """The differences are rows, and print as the text of the command."""
    other = tmp_path / "other.json"
    other.write_text(map_file.read_text().replace("Friends", "Friends nearby"))
    found = toc.diff(map_file, other)
    assert [(row.kind, row.what, row.before, row.after) for row in found.rows] == [
        ("element", "relabelled", "Friends", "Friends nearby")
    ]
    assert str(found).splitlines()[-1] == '  Friends nearby #elem-a: was called "Friends"'


def test_a_theory_and_a_map(map_file: Path, tmp_path: Path) -> None:
    """A map beside a theory is read by the words given; what is odd about it is warned about."""
    theory = tmp_path / "theory.yaml"
    theory.write_text(THEORY)
    words = {"roles": {"outcome": {"types": ["Ergebnis"]}}}
    with pytest.warns(toc.TocWarning, match="trash") as warned:
        assert toc.diff(theory, map_file, vocabulary=words).is_equal
    assert warned[0].filename == __file__
    with pytest.raises(toc.TocError):
        toc.diff(theory, map_file)
