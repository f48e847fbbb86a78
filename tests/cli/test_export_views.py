"""`toc export --to kumu-views`, and `--views` for a fresh project."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from toc.exports.kumu_project import PLAIN_VIEW

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc


def test_views_as_files(toc: Toc, folder: Path) -> None:
    """Each view is a file in the folder; the guide is printed, with their names in order."""
    ended = toc("export", "equal-care", "--to", "kumu-views", "-o", "views")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("13 views for Kumu. For each file, in this order:")
    written = sorted(path.name for path in (folder / "views").iterdir())
    assert [line.strip() for line in ended.out.splitlines() if ".txt" in line] == written
    base = (folder / "views" / "01-theory-base.txt").read_text()
    assert base.startswith("@settings {\n")
    assert "layout:" not in base


def test_views_of_a_map_keep_its_positions(toc: Toc, folder: Path) -> None:
    """Views can be made of a project, too, by its own words; they keep elements where they are."""
    toc("export", "equal-care", "--to", "kumu-project", "-o", "project.json")
    ended = toc("export", "project.json", "--to", "kumu-views", "-o", "views")
    assert ended.status == 0
    assert "  layout: static;" in (folder / "views" / "01-theory-base.txt").read_text()


def test_a_project_with_views(toc: Toc, folder: Path) -> None:
    """With `--views` the fresh project has the set, without it the plain view alone."""
    toc("export", "equal-care", "--to", "kumu-project", "-o", "plain.json")
    toc("export", "equal-care", "--to", "kumu-project", "--views", "-o", "views.json")
    plain, made = (
        json.loads((folder / name).read_bytes()) for name in ("plain.json", "views.json")
    )
    assert [one["style"] for one in plain["perspectives"]] == [PLAIN_VIEW]
    assert len(made["perspectives"]) == 13
    gaps = [
        toc("gaps", name, "--format", "csv", "--quiet").out for name in ("plain.json", "views.json")
    ]
    assert gaps[0] == gaps[1]


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--to", "kumu-flat", "--views"), "--views goes with --to kumu-project."),
        (("--to", "kumu-views"), "name a folder, like -o views."),
        (("--to", "kumu-views", "-o", "-"), "name a folder, like -o views."),
    ],
)
def test_refusals(toc: Toc, flags: tuple[str, ...], message: str) -> None:
    """Flags that do not go together end in 2."""
    ended = toc("export", "equal-care", *flags)
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err


def test_a_map_keeps_its_own_views(toc: Toc, folder: Path) -> None:
    """`--views` for a project that is there already is refused, and says what to do instead."""
    toc("export", "equal-care", "--to", "kumu-project", "-o", "project.json")
    before = (folder / "project.json").read_bytes()
    ended = toc("export", "project.json", "--to", "kumu-project", "--views", "-o", "project.json")
    assert ended.status == 2
    assert "A map has views of its own, and they stay. --to kumu-views writes" in ended.err
    assert (folder / "project.json").read_bytes() == before
