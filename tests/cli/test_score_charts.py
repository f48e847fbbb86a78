"""`toc score --chart`: pictures, and the tables that say the same."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from tests.scored_theories import THEORY, TRACES, answers, crowd, secret

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

NAMESPACE = "{http://www.w3.org/2000/svg}"
WAVES = {
    "2025-05": [*crowd(24), *crowd(12, "receivers")],
    "2025-11": [*crowd(24, plus=1), *secret()],
    "2026-05": [*crowd(24, plus=2), *crowd(12, "receivers", plus=1)],
}


def write(folder: Path, waves: dict[str, Any], theory: str = THEORY) -> None:
    (folder / "theory.yaml").write_text(theory)
    (folder / "answers.csv").write_text(answers(waves))


def run(toc: Toc, *flags: str) -> str:
    ended = toc("score", "theory.yaml", "answers.csv", *flags)
    assert ended.status == 0, ended.err
    return ended.out


def words_of(picture: str) -> list[str]:
    """What is written in a picture, word for word."""
    root = ET.fromstring(picture)  # noqa: S314 - our own
    return [one.text or "" for one in root.iter(f"{NAMESPACE}text")]


def numbers_of(texts: list[str]) -> list[str]:
    return re.findall(r"\d+\.\d", " ".join(texts))


def joined_in(picture: str) -> int:
    """How many lines join points: those of full width that are no part of an interval."""
    points = picture.count("<circle")
    return picture.count('stroke-width="1.5"/>') - 4 * points  # bar, two ends, and the circle


def test_a_heat_map(toc: Toc, folder: Path) -> None:
    """Every cell has its number, interval and n; a hidden one the word and no number at all."""
    write(folder, {"2025-11": WAVES["2025-11"]})
    picture = run(toc, "--chart", "heat", "--level", "sub-dimension")
    texts = words_of(picture)
    report = json.loads(run(toc, "--format", "json"))["scores"]
    shown = [one for one in report if one["level"] == "sub-dimension" and "score" in one]
    assert numbers_of(texts) == [
        f"{one[key]:.1f}"
        for name in ("trust", "say")
        for one in shown
        if one["id"] == name
        for key in ("score", "low", "high")
    ]
    hidden = [one for one in report if one["level"] == "sub-dimension" and "suppressed" in one]
    assert texts.count("hidden") == picture.count(": hidden</title>") == len(hidden) == 4
    assert "Ours. Cuts drawn by: ours, 2026-11-01." in texts


def test_a_trend(toc: Toc, folder: Path) -> None:
    """Every shown wave has its number and n; a hidden one the word, and no line leads across it."""
    write(folder, WAVES)
    picture = run(toc, "--chart", "trend", "--level", "outcome")
    texts = words_of(picture)
    trend = json.loads(run(toc, "--chart", "trend", "--format", "json"))["trend"]
    drawn = [one for one in trend if one["level"] == "outcome"]
    points = [point for one in drawn for point in one["points"]]
    assert numbers_of(texts) == [f"{one['score']:.1f}" for one in points if "score" in one]
    assert texts.count("hidden") == sum("suppressed" in one for one in points) == 4
    assert joined_in(picture) == sum(one["comparable"] for one in points) == 4


def test_tables_of_a_trend(toc: Toc, folder: Path) -> None:
    """Text, JSON and csv of a trend say the same figures, and hold none for what is hidden."""
    write(folder, WAVES)
    found = json.loads(run(toc, "--chart", "trend", "--format", "json"))
    assert (found["schema"], found["waves"]) == (1, [*WAVES])
    line = next(one for one in found["trend"] if one["id"] == "trust" and one["group"])
    assert line["group"] == {"voice": "workers"}
    assert line["points"][0] == {
        "wave": "2025-05",
        "comparable": False,
        "n": 24,
        "score": 50.0,
        "low": 35.3,
        "high": 64.7,
        "band": "medium",
        "weights": "people",
    }
    assert line["points"][1] == {
        "wave": "2025-11",
        "comparable": False,
        "suppressed": True,
        "reason": "too few people, answers too much alike, or it would give away a smaller group",
    }
    rows = list(csv.DictReader(io.StringIO(run(toc, "--chart", "trend", "--format", "csv"))))
    flat = [point for one in found["trend"] for point in one["points"]]
    assert [row["score"] for row in rows] == [str(one.get("score", "")) for one in flat]
    assert [row["comparable"] == "yes" for row in rows] == [one["comparable"] for one in flat]
    assert all(row["n"] == "" for row in rows if row["suppressed"])
    text = run(toc, "--chart", "trend", "--format", "text")
    assert text.startswith(
        "Climate, waves 2025-05, 2025-11, 2026-05\n\n"
        "All people (each person counts the same)\n  Trust grows (outcome)\n"
    )
    assert all(f"{one['score']:.1f}  ({one['low']:.1f}" in text for one in flat if "score" in one)


def test_other_questions_are_said(toc: Toc, folder: Path) -> None:
    """A wave in which a question was not asked is not joined, and the table says so."""
    two = {one: crowd(24) for one in ("2025-05", "2026-05")}
    extra = "      - {id: c, text: More, sub_dimension: trust, scale: fine}\n    bands:"
    write(folder, two, THEORY.replace("    bands:", extra, 1))
    rows = list(csv.reader(io.StringIO(answers(two))))
    sheet = [
        [*row, "c" if not n else ("5" if row[2] == "2026-05" else "")] for n, row in enumerate(rows)
    ]
    (folder / "answers.csv").write_text("\n".join(",".join(row) for row in sheet) + "\n")
    picture = run(toc, "--chart", "trend", "--level", "sub-dimension")
    assert joined_in(picture) == 2  # of Having a say alone: all people, and workers
    text = " ".join(run(toc, "--chart", "trend", "--format", "text").split())
    assert re.search(r"Trust \(sub-dimension\) 2025-05 [^-]* 2026-05 [^-]*set against", text)
    assert not re.search(r"Having a say \(sub-dimension\) 2025-05 [^-]* 2026-05 [^-]*set", text)


@pytest.mark.parametrize("chart", ["heat", "trend"])
@pytest.mark.parametrize("form", ["svg", "text", "json", "csv"])
def test_planted_answers(toc: Toc, folder: Path, chart: str, form: str) -> None:
    """Answers of a small group are in no byte of a picture or of its table."""
    write(folder, WAVES)
    flags = ("--chart", chart, "--format", form)
    text = run(toc, *flags) + run(toc, *flags, "--by", "voice", "--items")
    assert [one for one in TRACES if one in text] == []
    (folder / "toc.toml").write_text("minimum_n = 3\n")
    (folder / "theory.published-scores.json").unlink()
    if chart == "trend" or form != "svg":
        wave = () if chart == "trend" else ("--wave", "2025-11")
        assert "49.5" in run(toc, *flags, *wave)


def test_hostile_labels(toc: Toc, folder: Path) -> None:
    """Whatever the survey and its parts are called, it is drawn as text."""
    bad = "'</text><script>alert(1)</script>'"
    theory = THEORY
    for after in ("Trust, domain", "Low, from", "Climate\n", "Workers}"):
        label = after[: -len(after.lstrip("TLCWabcdefghijklmnopqrstuvwxyz"))]
        theory = theory.replace(f"label: {after}", f"label: {bad}{after.removeprefix(label)}")
    write(folder, WAVES, theory)
    for chart in ("heat", "trend"):
        picture = run(toc, "--chart", chart, "--level", "sub-dimension")
        root = ET.fromstring(picture)  # noqa: S314 - our own
        assert "alert(1)" in " ".join(words_of(picture))
        assert "script" not in {one.tag.removeprefix(NAMESPACE) for one in root.iter()}


def test_less_is_better(toc: Toc, folder: Path) -> None:
    """Where a low score is the wanted one, its row says so, in both pictures."""
    write(folder, WAVES, THEORY.replace("measure: trust-score}", "better: lower}"))
    for chart in ("heat", "trend"):
        found = words_of(run(toc, "--chart", chart, "--level", "sub-dimension"))
        assert "Trust (less is better)" in found
        assert "Having a say" in found
        assert "Growth" in words_of(run(toc, "--chart", chart))


def test_a_wave_without_answers(toc: Toc, folder: Path) -> None:
    """Zero answers are a normal picture, which says so."""
    write(folder, {})
    for chart in ("heat", "trend"):
        assert "no answers" in words_of(run(toc, "--chart", chart))


def test_svg_alone_is_a_heat_map(toc: Toc, folder: Path) -> None:
    """`--format svg` without a chart draws the heat map; -o writes it."""
    write(folder, WAVES)
    picture = run(toc, "--format", "svg")
    assert picture == run(toc, "--chart", "heat")
    assert run(toc, "--chart", "heat", "-o", "heat.svg") == ""
    assert (folder / "heat.svg").read_text() == picture


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--chart", "heat", "--explain", "trust"), "--explain goes without --chart"),
        (("--level", "domain"), "--level goes with --chart"),
        (("--chart", "trend", "--wave", "2026-05"), "it goes without --wave and --compare."),
        (("--chart", "heat", "-o", "answers.csv"), "it would be lost."),
        (("-o", "theory.yaml"), "it would be lost."),
    ],
)
def test_refusals(toc: Toc, folder: Path, flags: tuple[str, ...], message: str) -> None:
    """What does not go together ends in 2."""
    write(folder, WAVES)
    ended = toc("score", "theory.yaml", "answers.csv", *flags)
    assert (ended.status, ended.out) == (2, "")
    assert message in " ".join(ended.err.split())


def test_nothing_on_that_level(toc: Toc, folder: Path) -> None:
    """Where nothing is scored on a level, the others are named."""
    text = THEORY.replace(", measure: trust-score", "").replace(", outcomes: [shared]", "")
    write(folder, WAVES, text)
    ended = toc("score", "theory.yaml", "answers.csv", "--chart", "heat", "--level", "outcome")
    assert ended.status == 2
    assert "There is no score of any outcome to draw. Choose another --level: domain, sub-" in (
        ended.err
    )
