"""`toc demo`: the main job without a file of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import toc as library

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

NAME = "equal-care.kumu.json"
HINT = "Your own map: toc gaps my-map.json\n"


def test_it_lists_gaps_and_writes_the_map(toc: Toc, folder: Path) -> None:
    """The gaps of the bundled theory are printed, its map is written, and the exit is 0."""
    ended = toc("demo")
    assert ended.status == 0
    assert " of 27 outcomes have no measure.\n" in ended.out
    look = f"In Kumu, import it into a new project; or look at it with: toc gaps {NAME}"
    assert ended.err == f"\nWrote the map to {NAME}. {look}\n{HINT}"
    document = library.read(folder / NAME)
    assert (document.form, document.keys[:2]) == ("kumu-flat", ["elements", "connections"])
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_its_map_has_the_same_gaps(toc: Toc) -> None:
    """The map that is written has the gaps of the theory that it was made from."""
    toc("demo")
    ours, maps = (
        toc("gaps", source, "--format", "csv").out.splitlines() for source in ("equal-care", NAME)
    )
    assert [line.split(",")[3:] for line in maps if ",gap," in line] == [
        line.split(",")[3:] for line in ours if ",gap," in line
    ]


def test_it_never_writes_over_a_file(toc: Toc, folder: Path) -> None:
    """A file of the map's name stays as it is, and is said to; so does the very same map."""
    toc("demo")
    again = toc("demo")
    assert (again.status, again.err) == (0, f"\n{NAME} holds this map already.\n{HINT}")
    (folder / NAME).write_text("mine")
    other = toc("demo")
    assert other.status == 0
    assert "is there already and was left as it is; the map was not written." in other.err
    assert (folder / NAME).read_text() == "mine"


def test_a_folder_of_ones_own(toc: Toc, folder: Path) -> None:
    """`--out` writes into another folder; where there is none, that is all that is said."""
    (folder / "my maps").mkdir()
    there = toc("demo", "--out", "my maps")
    assert there.status == 0
    assert f'toc gaps "my maps/{NAME}"\n' in there.err
    assert (folder / "my maps" / NAME).is_file()
    missing = toc("demo", "--out", "none")
    assert (missing.status, missing.out) == (2, "")
    said = f"none/{NAME}: There is no folder none. Make it first, or choose another.\n"
    assert missing.err == said


def test_a_file_in_place_of_a_folder(toc: Toc, folder: Path) -> None:
    """A file given as the folder is called a file, and stays."""
    (folder / "src.json").write_text("mine")
    ended = toc("demo", "--out", "src.json")
    said = "src.json: This is a file, not a folder. Name a folder with --out.\n"
    assert ended == (2, "", said)
    assert (folder / "src.json").read_text() == "mine"


def test_quiet(toc: Toc) -> None:
    """`--quiet` leaves only the answer."""
    assert toc("demo", "--quiet").err == ""
