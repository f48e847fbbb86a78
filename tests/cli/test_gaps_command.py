"""`toc gaps`: whole answers, and the exit status that scripts go by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.kumu.loopback import Site, leave_proxies

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

MAP = {
    "elements": [
        {"label": "Meals", "type": "Output"},
        {"label": "Friends", "type": "Outcome", "domain": "Home"},
        {"label": "Less lonely", "type": "Impact"},
        {"label": "Names known", "type": "Measure", "unit": "people"},
        {"label": "The council", "type": "Actor"},
    ],
    "connections": [
        {"from": "Meals", "to": "Friends"},
        {"from": "Friends", "to": "Less lonely"},
        {"from": "Names known", "to": "Friends"},
        {"from": "Friends", "to": "Nobody"},
    ],
}
REMARKS = """\
Warning: connection ends that lead to nothing: 1 ("a connection → Nobody")
Warning: elements without a role, by type: Actor (1)
"""
THEORY = """\
toc: 1
name: Street
outcomes:
  - {id: friends, label: Friends, leads_to: [lonely], measured_by: [names]}
  - {id: lonely, label: Less lonely}
  - {id: home, label: At home longer}
measures:
  - {id: names, label: Names known}
unknown:
  - {item: home, about: measured_by}
waivers:
  - {rule: TOC030, item: lonely, reason: no ethical way yet, until: 2027-03-31}
"""


@pytest.fixture
def map_file(folder: Path) -> str:
    (folder / "map.json").write_text(json.dumps(MAP))
    return "map.json"


@pytest.fixture
def theory_file(folder: Path) -> str:
    (folder / "theory.yaml").write_text(THEORY)
    return "theory.yaml"


def test_text(toc: Toc, map_file: str) -> None:
    """The text begins with a sentence and goes by domain; what is odd is told on standard error."""
    ended = toc("gaps", map_file, "--today", "2026-11-21")
    assert ended.status == 1
    assert ended.err == REMARKS
    assert (
        ended.out
        == """\
1 of 2 outcomes has no measure.

  State    Grade        Outcome

Home (1 outcome, no gaps)
  covered  named        Friends
                        Measured by: Names known
                        To be "defined" its measure needs a method, a source and an
                          owner.

No domain (1 outcome, 1 gap)
  gap      none         Less lonely

What to measure next
  Those that most routes run through come first. A route is a way from an output to an
  end outcome.
   1. Friends
      1 route runs through it. To be "defined" its measure needs a method, a source and
      an owner.
   2. Less lonely
      1 route runs through it. It needs a measure.

Left out
  - 1 element without a role, by type: Actor (1)

About this answer
  - Judged on: 2026-11-21
  - A gap is an outcome without a measure. Grades rise like this, each building on the
    one before: none, named, defined, with target, up to date, publishable.
"""
    )


def test_json(toc: Toc, theory_file: str) -> None:
    """The JSON has the keys that scripts rely on, outcomes in the order of the source."""
    ended = toc("gaps", theory_file, "--today", "2026-11-21", "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    assert json.loads(ended.out) == {
        "schema": 1,
        "theory": "Street",
        "scope": {"map": None, "left_out": {"other_maps": 0, "trash": 0, "no_role": {}}},
        "summary": {"outcomes": 3, "covered": 1, "gaps": 0, "waived": 1, "unknown": 1},
        "outcomes": [
            {
                "id": "friends",
                "label": "Friends",
                "domain": None,
                "state": "covered",
                "grade": 1,
                "measures": ["names"],
                "next": ["unit", "method", "source", "owner"],
                "routes": 0,
                "priority": 1,
                "waived": None,
            },
            {
                "id": "lonely",
                "label": "Less lonely",
                "domain": None,
                "state": "waived",
                "grade": 0,
                "measures": [],
                "next": ["measure"],
                "routes": 0,
                "priority": None,
                "waived": {"reason": "no ethical way yet", "until": "2027-03-31"},
            },
            {
                "id": "home",
                "label": "At home longer",
                "domain": None,
                "state": "unknown",
                "grade": 0,
                "measures": [],
                "next": ["measure"],
                "routes": 0,
                "priority": 2,
                "waived": None,
            },
        ],
    }


def test_csv(toc: Toc, theory_file: str) -> None:
    """The csv has one row for each outcome under fixed headings."""
    ended = toc("gaps", theory_file, "--today", "2026-11-21", "--format", "csv")
    assert ended.status == 0
    assert (
        ended.out
        == """\
id,label,domain,state,grade,measures,next,routes,priority,waived until
friends,Friends,,covered,1,names,unit; method; source; owner,0,1,
lonely,Less lonely,,waived,0,,measure,0,,2027-03-31
home,At home longer,,unknown,0,,measure,0,2,
"""
    )


def test_html(toc: Toc, folder: Path, map_file: str) -> None:
    """The page says the same as the text, by itself and without script; its status is the same."""
    ended = toc("gaps", map_file, "--format", "html", "-o", "gaps.html")
    assert (ended.status, ended.out, ended.err) == (1, "", REMARKS + "Wrote gaps.html (1 gap).\n")
    page = (folder / "gaps.html").read_text("utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "1 of 2 outcomes has no measure." in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("flags", "status"),
    [
        (["--today", "2026-11-21"], 0),
        (["--today", "2027-03-31"], 0),
        (["--today", "2027-04-01"], 1),
        (["--today", "2027-04-01", "--exit-zero"], 0),
        (["--today", "2026-11-21", "--strict"], 1),
        (["--today", "2026-11-21", "--strict", "--exit-zero"], 0),
        (["--today", "2026-11-21", "--strict", "--no-strict"], 0),
    ],
)
def test_status(toc: Toc, theory_file: str, flags: list[str], status: int) -> None:
    """A waiver counts through its last day; unknowns are gaps only if asked; or always 0."""
    ended = toc("gaps", theory_file, "--format", "json", *flags)
    assert (ended.status, ended.err) == (status, "")
    states = [one["state"] for one in json.loads(ended.out)["outcomes"]]
    assert states == ["covered", "gap" if "2027-04-01" in flags else "waived", "unknown"]


def test_quiet(toc: Toc, map_file: str) -> None:
    """`--quiet` keeps every remark back, and neither the answer nor its status."""
    ended = toc("gaps", map_file, "--quiet", "--format", "csv")
    assert (ended.status, ended.err) == (1, "")
    assert len(ended.out.splitlines()) == 3


def test_output(toc: Toc, folder: Path, map_file: str) -> None:
    """`-o FILE` replaces the file, prints nothing and says so in a line; `-o -` prints."""
    (folder / "gaps.csv").write_text("something longer than the answer, to be gone\n" * 100)
    filed = toc("gaps", map_file, "--format", "csv", "-o", "gaps.csv")
    printed = toc("gaps", map_file, "--format", "csv", "-o", "-")
    assert filed == (1, "", f"{REMARKS}Wrote gaps.csv (1 gap).\n")
    assert printed.out == (folder / "gaps.csv").read_bytes().decode()
    assert sorted(path.name for path in folder.iterdir()) == ["gaps.csv", "map.json"]


def test_standard_input_and_the_bundled_theory(toc: Toc, map_file: str) -> None:
    """`-` gives the answer that the file gives, also with a mark and CRLF; a bundled name too."""
    text = json.dumps(MAP, indent=2).replace("\n", "\r\n")
    piped = toc("gaps", "-", "--format", "json", stdin=f"\ufeff{text}".encode())
    assert piped == toc("gaps", map_file, "--format", "json")
    bundled = toc("gaps", "equal-care", "--today", "2026-11-21")
    assert bundled.status == 1
    assert " of 27 outcomes have no measure.\n" in bundled.out


def test_a_path_wins_over_a_bundled_name(toc: Toc, folder: Path) -> None:
    """A file that is called as a bundled theory is read in its place."""
    (folder / "equal-care").write_text(THEORY)
    assert json.loads(toc("gaps", "equal-care", "--format", "json").out)["theory"] == "Street"


def test_a_web_address(toc: Toc, monkeypatch: pytest.MonkeyPatch) -> None:
    """A map on a web server answers as the file would."""
    leave_proxies(monkeypatch)
    with Site() as site:
        url = site.serve(json.dumps(MAP).encode())
        ended = toc("gaps", url, "--format", "csv", "--today", "2026-11-21")
    assert (ended.status, ended.err) == (1, REMARKS)
    assert ended.out.splitlines()[1].startswith("Friends,Friends,Home,covered,1,Names known,")


def test_another_role_for_a_type(toc: Toc, map_file: str, folder: Path) -> None:
    """`--role` and `--vocabulary` make outcomes and measures of types that had no role."""
    (folder / "words.yaml").write_text("roles: {measure: [Actor]}\n")
    flags = ["--role", "outcome=Actor", "--format", "json", "--quiet"]
    found = json.loads(toc("gaps", map_file, *flags).out)
    assert [one["label"] for one in found["outcomes"]] == ["Friends", "Less lonely", "The council"]
    ended = toc("gaps", map_file, "--vocabulary", "words.yaml", "--format", "json", "--quiet")
    assert json.loads(ended.out)["scope"]["left_out"]["no_role"] == {"Measure": 1}


def test_a_map_without_outcomes(toc: Toc, folder: Path) -> None:
    """Where nothing counts as an outcome the types are listed, with the flag that gives a role."""
    (folder / "map.json").write_text(
        json.dumps({"elements": [{"label": "a", "type": "Stock"}, {"label": "b"}]})
    )
    ended = toc("gaps", "map.json")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert "Stock (1)" in ended.err
    assert "--role outcome=" in ended.err
