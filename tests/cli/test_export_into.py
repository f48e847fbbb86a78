"""`toc export --into`: a theory written into a map that people have already drawn."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

THEORY = """\
toc: 1
outcomes:
  - {id: friends, label: Friends of Ann}
"""
MAP = """{"elements": [
  {"id": "friends",  "label": "Friends", "type": "Outcome", "Colour": 1.50},
  {"id": "lonely", "label": "Less lonely", "type": "Outcome"}
], "connections": [], "extra": "kept"}
"""


@pytest.fixture
def files(folder: Path) -> Path:
    (folder / "theory.yaml").write_text(THEORY)
    (folder / "map.json").write_text(MAP)
    return folder


def test_only_what_differs_is_touched(toc: Toc, files: Path) -> None:
    """The label that the theory changed is all that changes; what it lacks is kept and named."""
    ended = toc("export", "theory.yaml", "--into", "map.json", "-o", "map.json")
    assert (ended.status, ended.out) == (0, "")
    changed = MAP.replace('"label": "Friends"', '"label": "Friends of Ann"')
    assert (files / "map.json").read_text() == changed
    assert "Kept (--prune takes it away), since the theory does not have it:\n" in ended.err
    assert "Less lonely" in ended.err
    assert toc("export", "theory.yaml", "--into", "map.json", "--quiet") == (0, changed, "")


def test_prune(toc: Toc, files: Path) -> None:
    """With `--prune` what the theory does not have goes, and is named."""
    assert (files / "map.json").exists()
    ended = toc("export", "theory.yaml", "--into", "map.json", "--prune")
    assert ended.status == 0
    assert [one["id"] for one in json.loads(ended.out)["elements"]] == ["friends"]
    assert "Taken away, since the theory does not have it:\n" in ended.err


def test_into_what_is_no_map(toc: Toc, files: Path) -> None:
    """A theory cannot be written into a theory, nor into nothing; the target stays."""
    assert (files / "theory.yaml").exists()
    theory = toc("export", "map.json", "--into", "theory.yaml", "-o", "theory.yaml")
    assert theory.status == 2
    assert "theory.yaml: This is a theory, not a Kumu document." in theory.err
    missing = toc("export", "theory.yaml", "--into", "none.json")
    assert missing.status == 2
    assert "none.json: There is no such file." in missing.err
    assert (files / "theory.yaml").read_text() == THEORY
