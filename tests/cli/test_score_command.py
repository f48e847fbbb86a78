"""`toc score`: small groups stay hidden in every byte that is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

SURVEY = """
survey: 1
id: climate
label: Climate
missing: [No idea]
voices: [workers, receivers]
versions: [{id: all, label: For all, voices: [workers, receivers]}]
domains: [growth]
sub_dimensions: [{id: trust, label: Trust, domain: growth}]
scales:
  - {id: fine, min: 0, max: 10, step: 0.0001, options: [{value: 10, text: Always}]}
items:
  - {id: a, text: We trust each other, sub_dimension: trust, scale: fine}
bands:
  - id: ours
    label: Ours
    source: ours
    date: 2026-11-01
    bands:
      - {id: low, label: Low, from: 0, to: 50}
      - {id: high, label: High, from: 50, to: 100}
readings:
  - {sub_dimension: trust, band: low, text: Trust is scarce.}
"""

SPREAD = (0, 2, 4, 6, 8, 10)
SECRET = (1.3519, 2.8264, 6.1737, 9.0473)  # a mean of 48.498; nobody else has such a score
SECRETS = ("1.35", "13.5", "2.82", "28.3", "6.17", "61.7", "9.04", "90.5", "48.5", "48.49")


def rows(*people: tuple[str, str, float | str], wave: str = "2026-05", first: int = 0) -> str:
    return "".join(
        f"code{first + n},{voice},{team},{wave},{answer},words of {n}\n"
        for n, (voice, team, answer) in enumerate(people)
    )


HEADINGS = "respondent,voice,team,wave,a,anything else\n"


def workers(number: int, team: str = "ash") -> list[tuple[str, str, float | str]]:
    return [("workers", team, SPREAD[n % 6]) for n in range(number)]


def written(folder: Path, table: str, name: str = "answers.csv") -> None:
    (folder / "climate.yaml").write_text(SURVEY)
    (folder / name).write_text(table)


def shown(toc: Toc, *arguments: str) -> list[dict[str, Any]]:
    ended = toc("score", "climate.yaml", "answers.csv", "--format", "json", *arguments)
    assert ended.status == 0, ended.err
    return [one for one in json.loads(ended.out)["scores"] if "suppressed" not in one]


SECRET_PEOPLE = [("receivers", "ash", answer) for answer in SECRET]
CALLS = (
    (),
    ("--by", "voice", "--by", "team"),
    ("--by", "team", "--items"),
    ("--by", "voice", "--by", "team", "--explain", "trust"),
    ("--explain", "growth"),
    ("--items", "--compare", "2025-11"),
    ("--by", "team", "--compare", "2025-11", "--linked", "--favourable"),
    ("--weights", "people", "--interval", "bca", "--sizes", "sizes.csv", "--dry-run"),
    ("--by", "team", "--sizes", "sizes.csv", "--explain", "trust"),
)


def every_byte(toc: Toc, folder: Path) -> str:
    """All that `toc score` prints and leaves behind, however it is called."""
    inputs = {"climate.yaml", "answers.csv", "toc.toml", "sizes.csv"}
    text = ""
    for call in CALLS:
        for form in ("text", "json", "csv"):
            ended = toc("score", "climate.yaml", "answers.csv", *call, "--format", form)
            assert ended.status == 0, ended.err
            text += ended.out + ended.err
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in inputs:
            text += path.read_text()
    return text


@pytest.fixture
def planted(folder: Path) -> Path:
    """Answers of four people, in both waves, that nobody else could have given."""
    people = [*workers(24), *SECRET_PEOPLE]
    written(folder, HEADINGS + rows(*people) + rows(*people, wave="2025-11"))
    (folder / "sizes.csv").write_text("voice,team,people\nworkers,ash,99\nreceivers,ash,9\n")
    return folder


def test_planted_answers(toc: Toc, planted: Path) -> None:
    """Answers planted in hidden groups are in no byte of any report, remark or file."""
    text = every_byte(toc, planted)
    assert [one for one in SECRETS if one in text] == []
    assert "words of" not in text
    assert "code" not in text


def test_planted_answers_are_found(toc: Toc, planted: Path) -> None:
    """The same search finds them once the configuration lets groups of three be shown."""
    (planted / "toc.toml").write_text("minimum_n = 3\n")
    text = every_byte(toc, planted)
    assert "48.5" in text
    assert "Groups from 3 people are shown, by toc.toml." in text


def test_the_ledger_holds_shown_scores_only(toc: Toc, planted: Path) -> None:
    """Beside the theory there is one file, with the shown figures and nothing else."""
    found = shown(toc, "--by", "voice", "--by", "team")
    ledger = json.loads((planted / "climate.published-scores.json").read_text())
    figures = [one for one in found if one["level"] == "sub-dimension"]
    assert set(ledger) == {"schema", "published"}
    assert [(one["group"], one["n"], one["score"]) for one in ledger["published"]] == [
        (one["group"], one["n"], one["score"]) for one in figures
    ]
    assert sorted(path.name for path in planted.iterdir()) == [
        "answers.csv",
        "climate.published-scores.json",
        "climate.yaml",
        "sizes.csv",
    ]


def test_small_teams_climb(toc: Toc, folder: Path) -> None:
    """Where teams are too small, the level that can be shown is named, and what they lack."""
    written(folder, HEADINGS + rows(*workers(6), *workers(6, "elm")))
    ended = toc("score", "climate.yaml", "answers.csv", "--by", "team")
    assert ended.status == 0
    assert ended.out == (
        "Climate, wave 2026-05\n"
        "\n"
        "By team nothing can be shown without giving small groups away. The smallest level that\n"
        "can be shown: all people together.\n"
        "By team it would need some 10 more answers, in the groups that lack them.\n"
        "\n"
        "Not shown (too few people, answers too much alike, or it would give away a smaller\n"
        "  group): team ash; team elm.\n"
        "\n"
        "All people (each person counts the same: not every voice can be shown)\n"
        "  Domains\n"
        "    growth   50.0  (27.3 to 72.7)  n 12  High\n"
        "  Sub-dimensions\n"
        "    Trust    50.0  (27.3 to 72.7)  n 12  High\n"
    )


def test_a_misspelt_heading(toc: Toc, folder: Path) -> None:
    """An item that the answers have no column for is named, since its heading may be misspelt."""
    written(folder, HEADINGS.replace(",a,", ",aa,") + rows(*workers(24)))
    ended = toc("score", "climate.yaml", "answers.csv")
    assert ended.status == 2
    (folder / "answers.csv").unlink()
    extra = "  - {id: extra, text: More, sub_dimension: trust, scale: fine}"
    survey = SURVEY.replace("items:", f"items:\n{extra}", 1)
    written(folder, HEADINGS + rows(*workers(24)))
    (folder / "climate.yaml").write_text(survey)
    ended = toc("score", "climate.yaml", "answers.csv")
    assert "have no column for, left out of all scores: 1 (extra)" in ended.err, ended.err


def test_json(toc: Toc, folder: Path) -> None:
    """The shape of the answer: figures for what is shown, a reason and nothing else otherwise."""
    written(folder, HEADINGS + rows(*workers(12)))
    ended = toc("score", "climate.yaml", "answers.csv", "--format", "json")
    answer = json.loads(ended.out)
    assert (answer["schema"], answer["survey"], answer["wave"]) == (1, "climate", "2026-05")
    assert answer["scores"][-2] == {
        "level": "sub-dimension",
        "id": "trust",
        "label": "Trust",
        "group": {"voice": "workers"},
        "n": 12,
        "score": 50.0,
        "low": 27.3,
        "high": 72.7,
        "band": "high",
        "reading": "The circle has not written this reading yet.",
        "interval": "t",
        "weights": "people",
        "effective_n": None,
        "by_people": None,
        "people": None,
        "response_rate": None,
        "favourable": None,
        "reliability": None,
    }
    assert answer["scores"][-1] == {
        "level": "sub-dimension",
        "id": "trust",
        "label": "Trust",
        "group": {"voice": "receivers"},
        "suppressed": True,
        "reason": "too few people, answers too much alike, or it would give away a smaller group",
    }


def test_csv(toc: Toc, folder: Path) -> None:
    """In csv each score is a row; what is hidden has empty cells and a reason."""
    written(folder, HEADINGS + rows(*workers(12)))
    ended = toc("score", "climate.yaml", "answers.csv", "--format", "csv")
    lines = ended.out.splitlines()
    assert lines[0] == (
        "level,id,label,domain,voice,n,score,low,high,band,reading,suppressed,reason,"
        "interval,weights,effective_n,people,response_rate,favourable,favourable_low,"
        "favourable_high,alpha,trial"
    )
    assert lines[4].startswith("sub-dimension,trust,Trust,growth,,12,50.0,27.3,72.7,high,")
    assert lines[-1].startswith('sub-dimension,trust,Trust,growth,receivers,,,,,,,yes,"too few')


def test_a_late_answer(toc: Toc, folder: Path) -> None:
    """When a published wave is scored again with one more answer, nothing is shown, and why."""
    written(folder, HEADINGS + rows(*workers(12)))
    assert shown(toc)
    before = (folder / "climate.published-scores.json").read_text()
    written(folder, HEADINGS + rows(*workers(12), ("workers", "ash", 9)))
    assert shown(toc) == []
    assert "were published before" in toc("score", "climate.yaml", "answers.csv").err
    assert (folder / "climate.published-scores.json").read_text() == before
    written(folder, HEADINGS + rows(*workers(12)))
    assert shown(toc)


@pytest.mark.parametrize("wave", ["2026-05", "2026-05-31", "2026"])
def test_a_late_answer_under_another_name(toc: Toc, folder: Path, wave: str) -> None:
    """Neither a copy of the survey nor another name of the wave shows a late answer."""
    written(folder, HEADINGS + rows(*workers(12)))
    assert shown(toc)
    (folder / "copy.yaml").write_text(SURVEY)
    late = rows(*workers(12), ("workers", "ash", 9), wave=wave)
    (folder / "answers.csv").write_text(HEADINGS + late)
    ended = toc("score", "copy.yaml", "answers.csv", "--format", "json")
    assert all("suppressed" in one for one in json.loads(ended.out)["scores"])
    assert "were published before" in ended.err
    assert not (folder / "copy.published-scores.json").exists()


def test_waves_that_the_answers_tell_apart(toc: Toc, folder: Path) -> None:
    """A year and a month are two waves where the answers have both."""
    written(folder, HEADINGS + rows(*workers(12), wave="2026"))
    assert shown(toc)
    both = rows(*workers(12), wave="2026") + rows(*workers(13), first=20)
    written(folder, HEADINGS + both)
    assert shown(toc, "--wave", "2026-05")


def test_changes(toc: Toc, folder: Path) -> None:
    """A wave is compared with an earlier one; what so few can tell from chance comes first."""
    low = [("workers", "ash", (0, 1, 3)[n % 3]) for n in range(30)]
    high = [("workers", "ash", (7, 9, 10)[n % 3]) for n in range(30)]
    written(folder, HEADINGS + rows(*low, wave="2025-11") + rows(*high))
    ended = toc("score", "climate.yaml", "answers.csv", "--compare", "2025-11")
    assert (
        "Changes\n"
        "  Trust, 2025-11 to 2026-05 (so few can tell 6.6 or more), n 30 and 30: rose, +73.4\n"
        "    (+66.8 to +80.0)\n"
    ) in ended.out


def test_gaps_between_voices(toc: Toc, folder: Path) -> None:
    """Voices are compared with each other, in words only where the figures carry them."""
    others = [("receivers", "ash", (0, 2, 6)[n % 3]) for n in range(30)]
    written(folder, HEADINGS + rows(*workers(30), *others))
    ended = toc("score", "climate.yaml", "answers.csv")
    assert "Gaps between voices\n" in ended.out
    assert "differ, -23.3" in " ".join(ended.out.split())
    same = [("receivers", "ash", SPREAD[n % 6]) for n in range(30)]
    written(folder, HEADINGS + rows(*workers(30), *same, wave="2026-11"))
    ended = toc("score", "climate.yaml", "answers.csv")
    assert "  No clear gap:\n    Trust, workers to receivers" in ended.out


def test_explained(toc: Toc, folder: Path) -> None:
    """How a score came about is told from shown figures; of a hidden one only the reason."""
    written(folder, HEADINGS + rows(*workers(12)))
    ended = toc("score", "climate.yaml", "answers.csv", "--explain", "trust")
    assert "interval: 50.0 +/- 2.201 x 35.7 / square root of 12" in ended.out
    assert ended.out.endswith(
        "receivers\n"
        "  Not shown: too few people, answers too much alike, or it would give away a smaller\n"
        "  group.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--by", "colour"), 'cannot be grouped by "colour": there is no such column. There are:'),
        (("--by", "respondent"), 'cannot be grouped by "respondent"'),
        (("--wave", "1999"), 'The answers have no wave "1999". There are: 2026-05.'),
        (("--explain", "truth"), 'Nothing that was scored has the id "truth".'),
        (("--column", "team"), 'Write a name, "=" and the heading'),
    ],
)
def test_mistakes(toc: Toc, folder: Path, arguments: tuple[str, ...], message: str) -> None:
    """What cannot be carried out is said with what there is instead."""
    written(folder, HEADINGS + rows(*workers(12)))
    ended = toc("score", "climate.yaml", "answers.csv", *arguments)
    assert ended.status == 2
    assert message in ended.err


def test_an_unreadable_ledger(toc: Toc, folder: Path) -> None:
    """With a ledger that cannot be read nothing is shown: nobody knows what it would give away."""
    written(folder, HEADINGS + rows(*workers(12)))
    (folder / "climate.published-scores.json").write_text("{")
    ended = toc("score", "climate.yaml", "answers.csv")
    assert (ended.status, ended.out) == (2, "")
    assert "list of published scores cannot be read" in ended.err


def test_a_folder_that_cannot_be_written(toc: Toc, folder: Path) -> None:
    """Where the ledger cannot be written nothing is shown either."""
    written(folder, HEADINGS + rows(*workers(12)))
    (folder / "climate.published-scores.json").mkdir()
    ended = toc("score", "climate.yaml", "answers.csv")
    assert (ended.status, ended.out) == (2, "")


def test_zero_answers(toc: Toc, folder: Path) -> None:
    """Zero responses is a normal report, and leaves no ledger."""
    written(folder, HEADINGS)
    ended = toc("score", "climate.yaml", "answers.csv")
    assert ended.status == 0
    assert "Not shown (no answers): All people" in ended.out
    assert not (folder / "climate.published-scores.json").exists()
