"""`toc score` reads answers in every form, says what is wrong with them, and lets no text loose."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

SURVEY = """
survey: 1
id: climate
label: Climate
voices: [workers, receivers]
versions: [{id: all, label: For all, voices: [workers, receivers]}]
domains: [{id: growth, label: Growth}]
sub_dimensions: [{id: trust, label: Trust, domain: growth}]
scales: [{id: fine, min: 0, max: 10, step: 0.0001}]
items: [{id: a, text: We trust each other, sub_dimension: trust, scale: fine}]
"""
SPREAD = (0, 2, 4, 6, 8, 10)
SECRET = (1.3519, 2.8264, 6.1737, 9.0473)  # a mean of 48.498; nobody else has such a score
SECRETS = ("1.35", "13.5", "2.82", "28.3", "6.17", "61.7", "9.04", "90.5", "48.5", "My boss")


@pytest.fixture
def people(folder: Path) -> pd.DataFrame:
    """Twenty-four workers of one team, and four receivers whose answers nobody else has."""
    (folder / "climate.yaml").write_text(SURVEY)
    answers = [*(SPREAD[n % 6] for n in range(24)), *SECRET]
    return pd.DataFrame(
        {
            "respondent": range(28),
            "voice": ["workers"] * 24 + ["receivers"] * 4,
            "team": "ash",
            "a": answers,
            "comments": [f"My boss is number {n}" for n in range(28)],
        }
    )


def test_parquet(toc: Toc, folder: Path, people: pd.DataFrame) -> None:
    """A Parquet file gives what the same table as text gives, whatever it is called."""
    people.to_parquet(folder / "answers.data", index=False)
    people.to_csv(folder / "answers.csv", index=False)
    first, second = (
        toc("score", "climate.yaml", name, "--by", "voice", "--by", "team", "--format", "json")
        for name in ("answers.data", "answers.csv")
    )
    assert first.status == second.status == 0
    assert first.out == second.out
    assert '"n": 28' in first.out


@pytest.mark.parametrize("shape", ["wide", "long"])
def test_planted_answers_in_parquet(
    toc: Toc, folder: Path, people: pd.DataFrame, shape: str
) -> None:
    """Planted answers and comments in a Parquet file are in no byte that is printed or left."""
    if shape == "long":
        people = people.melt(["respondent", "voice", "team", "comments"], ["a"], "item", "answer")
    people.to_parquet(folder / "answers.parquet", index=False)
    text = ""
    for form in ("text", "json", "csv"):
        call = ("score", "climate.yaml", "answers.parquet", "--by", "voice", "--by", "team")
        ended = toc(*call, "--format", form)
        assert ended.status == 0, ended.err
        text += ended.out + ended.err
    for path in folder.iterdir():
        if path.name not in {"climate.yaml", "answers.parquet"}:
            text += path.read_text()
    assert [one for one in SECRETS if one in text] == []
    assert "28" in text


def test_without_the_extra(
    toc: Toc, folder: Path, people: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without what reads Parquet, one sentence names the line that installs it."""
    people.to_parquet(folder / "answers.parquet", index=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ended = toc("score", "climate.yaml", "answers.parquet")
    assert (ended.status, ended.out) == (2, "")
    assert 'pip install "theory-of-change[parquet]"' in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("cut", [4, 30, -20])
def test_a_broken_parquet_file(toc: Toc, folder: Path, people: pd.DataFrame, cut: int) -> None:
    """A Parquet file that was not copied whole is refused in words."""
    people.to_parquet(folder / "whole", index=False)
    (folder / "answers.parquet").write_bytes((folder / "whole").read_bytes()[:cut])
    ended = toc("score", "climate.yaml", "answers.parquet")
    assert ended.status == 2
    assert "cannot be read as one" in ended.err


def test_no_file(toc: Toc, folder: Path, people: pd.DataFrame) -> None:
    """No answers, or a folder in their place, ends as with any other file."""
    assert len(people) == 28
    assert "There is no such file." in toc("score", "climate.yaml", "answers.csv").err
    (folder / "answers").mkdir()
    assert "This is a folder." in toc("score", "climate.yaml", "answers").err


def test_faults_stand_by_column(toc: Toc, folder: Path, people: pd.DataFrame) -> None:
    """Faults are a line for each column and kind, and hold nothing that anybody wrote."""
    people["wave"] = "May"
    people["a"] = "My boss is Ann"
    people.loc[3, "voice"] = "bosses"
    people.loc[9, "respondent"] = 4
    people.to_csv(folder / "answers.csv", index=False)
    ended = toc("score", "climate.yaml", "answers.csv")
    assert (ended.status, ended.out) == (2, "")
    wave = "no year, month or day: write 2026, 2026-05 or 2026-05-31"
    scale = "not on its scale: write 0 to 10; for no answer, an empty cell"
    assert ended.err.splitlines() == [
        "answers.csv: 58 faults in these answers.",
        "answers.csv: respondent, rows 6 and 11: the same respondent more than once in one wave",
        "answers.csv: voice, row 5: none of workers, receivers",
        f"answers.csv: wave, rows 2, 3, 4 and 25 more: {wave}",
        f"answers.csv: a, rows 2, 3, 4 and 25 more: {scale}",
    ]


def test_teams_that_may_be_one_are_named(toc: Toc, folder: Path, people: pd.DataFrame) -> None:
    """Teams that differ in capitals or blanks are told on standard error, and not made one."""
    people.loc[:11, "team"] = "Ash"
    people.loc[12, "team"] = "ash "
    people.to_csv(folder / "answers.csv", index=False)
    ended = toc("score", "climate.yaml", "answers.csv", "--by", "team")
    assert ended.status == 0
    assert 'team: "Ash", "ash" are counted apart; are they the same?' in ended.err
    assert 'team: "ash" also stands with blanks around it, counted as the same' in ended.err
    assert "team Ash" in ended.out
    assert toc("score", "climate.yaml", "answers.csv", "--by", "team", "--quiet").err == ""


HOSTILE = (
    '=HYPERLINK("http://x";"y")',
    "+1+1",
    "@SUM(A1)",
    "\x1b[31mred\x07",
    "<script>1</script>",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_of_teams(toc: Toc, folder: Path, people: pd.DataFrame, name: str) -> None:
    """The name of a team stays text: no formula in csv, nothing for the terminal to obey."""
    people["team"] = name
    people.loc[:11, "team"] = name.upper() + "!"
    people.loc[24:, "team"] = name.upper() + "!"
    people.to_csv(folder / "answers.csv", index=False)
    call = ("score", "climate.yaml", "answers.csv", "--by", "team", "--format")
    text, table, data = (toc(*call, form) for form in ("text", "csv", "json"))
    assert (text.status, table.status, data.status) == (0, 0, 0)
    assert "\x1b" not in text.out + text.err
    cells = [cell for row in csv.reader(io.StringIO(table.out)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    groups = [one["group"].get("team") for one in json.loads(data.out)["scores"]]
    assert name in groups
