"""`toc score`: what else is told of scores, and how it is asked for."""

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
everyone_asked: true
smallest_change: 2
voices: [workers, receivers]
versions: [{id: all, label: For all, voices: [workers, receivers]}]
domains: [growth]
sub_dimensions: [{id: trust, label: Trust, domain: growth}]
scales: [{id: five, min: 1, max: 5}]
items:
  - {id: a, text: A, sub_dimension: trust, scale: five}
  - {id: b, text: B, sub_dimension: trust, scale: five}
  - {id: c, text: C, sub_dimension: trust, scale: five}
"""
HEADINGS = "respondent,voice,team,wave,a,b,c\n"
SIZES = "voice,team,people\nworkers,ash,40\nreceivers,ash,30\n"


def row(code: str, voice: str, number: int, wave: str = "2026-05", shift: int = 0) -> str:
    given = [min(1 + (number + shift) % 5, 5), min(1 + (number * 3 + shift) % 5, 5)]
    return f"{code},{voice},ash,{wave},{given[0]},{given[1]},{given[0]}\n"


def people(workers: int = 30, receivers: int = 12, **more: Any) -> str:
    return "".join(
        row(f"{voice}{number}", voice, number, **more)
        for voice, size in (("workers", workers), ("receivers", receivers))
        for number in range(size)
    )


def written(folder: Path, table: str) -> None:
    (folder / "climate.yaml").write_text(SURVEY)
    (folder / "answers.csv").write_text(HEADINGS + table)
    (folder / "sizes.csv").write_text(SIZES)


def asked(toc: Toc, *arguments: str) -> dict[str, Any]:
    ended = toc("score", "climate.yaml", "answers.csv", "--format", "json", *arguments)
    assert ended.status == 0, ended.err
    found: dict[str, Any] = json.loads(ended.out)
    return found


def of_all(answer: dict[str, Any], level: str = "sub-dimension") -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in answer["scores"] if (one["level"], one["group"]) == (level, {})
    )
    return found


def test_voices_count_the_same(toc: Toc, folder: Path) -> None:
    """The score of all people is the mean of the voices, unless people are to count the same."""
    written(folder, people())
    answer = asked(toc)
    whole, domain = of_all(answer), of_all(answer, "domain")
    voices = [
        one["score"] for one in answer["scores"] if one["level"] == "sub-dimension" and one["group"]
    ]
    assert whole["weights"] == domain["weights"] == "voice"
    assert whole["score"] == pytest.approx(sum(voices) / 2, abs=0.051)
    assert whole["effective_n"] == pytest.approx(4 / (1 / 30 + 1 / 12), abs=0.05)
    by_people = of_all(asked(toc, "--weights", "people"))
    assert by_people["weights"] == "people"
    assert by_people["by_people"] is None
    same = ("n", "score", "low", "high", "favourable")
    assert {name: by_people[name] for name in same} == whole["by_people"]
    text = toc("score", "climate.yaml", "answers.csv").out
    assert "All people (each voice counts the same)\n" in text
    explained = toc("score", "climate.yaml", "answers.csv", "--explain", "trust").out
    assert "the mean of workers 50.0 (n 30); receivers 45.1 (n 12)" in " ".join(explained.split())


def test_a_voice_that_is_hidden(toc: Toc, folder: Path) -> None:
    """Where a voice is hidden, people count the same instead, and that is said."""
    written(folder, people(receivers=4))
    whole = of_all(asked(toc))
    assert (whole["weights"], whole["effective_n"]) == ("people", None)
    text = toc("score", "climate.yaml", "answers.csv").out
    assert "(each person counts the same: not every voice can be shown)" in text


def test_voices_beside_teams(toc: Toc, folder: Path) -> None:
    """Where only teams are asked for, their voices are told as well if all of them can be."""
    written(folder, people())
    answer = asked(toc, "--by", "team")
    assert of_all(answer)["weights"] == "voice"
    groups = [one["group"] for one in answer["scores"] if one["level"] == "sub-dimension"]
    assert {"voice": "workers", "team": "ash"} in groups
    ended = toc("score", "climate.yaml", "answers.csv", "--by", "team", "--format", "csv")
    assert ended.out.startswith("level,id,label,domain,team,voice,n,")


def test_favourable_and_alpha(toc: Toc, folder: Path) -> None:
    """Favourable shares and alpha stand in JSON, in text where they are asked for."""
    written(folder, people())
    whole = of_all(asked(toc))
    assert (whole["favourable"]["share"], whole["by_people"]["favourable"]["share"]) == (38, 39)
    assert whole["reliability"]["n"] == 42
    text = toc("score", "climate.yaml", "answers.csv", "--favourable").out
    assert "38% favourable" in text
    assert max(map(len, text.splitlines())) <= 88
    assert "favourable" not in toc("score", "climate.yaml", "answers.csv").out
    explained = toc("score", "climate.yaml", "answers.csv", "--explain", "trust").out
    assert "favourable: 36% of answers (Wilson 16% to 63%)" in explained
    assert "of 42 complete answers" in explained


def test_questions_that_contradict_each_other(toc: Toc, folder: Path) -> None:
    """A negative alpha is remarked upon: a question that should be reversed was missed."""
    table = "".join(
        f"w{n},workers,ash,2026-05,{1 + n % 5},{5 - n % 5},{(1 + n % 5, 3)[n % 2]}\n"
        for n in range(30)
    )
    written(folder, table)
    ended = toc("score", "climate.yaml", "answers.csv")
    assert "alpha below 0): is one of them to be reversed? Trust" in ended.err


def test_sizes(toc: Toc, folder: Path) -> None:
    """Where it is known how many people there are, intervals are narrower, and responses told."""
    written(folder, people())
    wide = of_all(asked(toc))
    narrow = of_all(asked(toc, "--sizes", "sizes.csv"))
    assert (wide["people"], wide["response_rate"]) == (None, None)
    assert (narrow["people"], narrow["response_rate"]) == (70, 60.0)
    assert narrow["high"] - narrow["low"] < wide["high"] - wide["low"]
    text = toc("score", "climate.yaml", "answers.csv", "--sizes", "sizes.csv").out
    assert "n 42 of 70" in text
    assert "n 12 of 30" in text
    explained = toc(
        "score", "climate.yaml", "answers.csv", "--sizes", "sizes.csv", "--explain", "trust"
    ).out
    root = "x square root of (30 - 12) / (30 - 1), since everybody was asked"
    assert root in " ".join(explained.split())


def test_sizes_tell_nothing_of_hidden_groups(toc: Toc, folder: Path) -> None:
    """Of a hidden group neither its size nor its response is told."""
    written(folder, people(receivers=4))
    answer = asked(toc, "--sizes", "sizes.csv")
    hidden = [one for one in answer["scores"] if "suppressed" in one]
    assert hidden
    assert {*hidden[-1]} == {"level", "id", "label", "group", "suppressed", "reason"}
    text = toc("score", "climate.yaml", "answers.csv", "--sizes", "sizes.csv").out
    assert "of 30" not in text


def test_sizes_that_are_too_small(toc: Toc, folder: Path) -> None:
    """A size below the number of answers is named, where that number is shown, and left aside."""
    written(folder, people())
    (folder / "sizes.csv").write_text("voice;people\nworkers;29\nreceivers;20\n")
    ended = toc("score", "climate.yaml", "answers.csv", "--sizes", "sizes.csv")
    assert "more people answered than the sizes say there are" in ended.err
    assert "workers" in ended.err
    assert "n 30\n" in ended.out
    assert "say nothing of" not in ended.err


def test_sizes_without_a_voice(toc: Toc, folder: Path) -> None:
    """Voices that the sizes leave out are named: all people are counted without them."""
    written(folder, people())
    (folder / "sizes.csv").write_text("voice;people\nworkers;60\n")
    ended = toc("score", "climate.yaml", "answers.csv", "--sizes", "sizes.csv")
    assert "voices that the sizes say nothing of" in ended.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("voice,peple\nworkers,3\n", "Did you mean people?"),
        ("voice,people\nworker,3\n", "row 2, voice: none of workers, receivers"),
        ("voice,people\nworkers,some\n", "row 2, people: a whole number belongs here"),
        ("voice,people\nworkers,3\nworkers,4\n", "row 3: this group has a row already"),
        ("", "need one column each of people"),
    ],
)
def test_sizes_with_faults(toc: Toc, folder: Path, text: str, message: str) -> None:
    """What is wrong with a table of sizes is named by row and column."""
    written(folder, people())
    (folder / "sizes.csv").write_text(text)
    ended = toc("score", "climate.yaml", "answers.csv", "--sizes", "sizes.csv")
    assert ended.status == 2
    assert message in " ".join(ended.err.split())


def two_waves(folder: Path) -> None:
    written(folder, people(wave="2025-11") + people(30, 24, shift=1))


def test_linked(toc: Toc, folder: Path) -> None:
    """With the codes of respondents the same people are compared, and how many they are is told."""
    two_waves(folder)
    loose = asked(toc, "--compare", "2025-11")["changes"]
    tied = asked(toc, "--compare", "2025-11", "--linked")["changes"]
    assert {one["linked"] for one in loose} == {None}
    of_workers = next(one for one in tied if one["group"] == {"voice": "workers"})
    assert (of_workers["linked"], of_workers["left"], of_workers["joined"]) == (30, 0, 0)
    of_receivers = next(one for one in tied if one["group"] == {"voice": "receivers"})
    assert (of_receivers["linked"], of_receivers["joined"]) == (12, 12)
    ledger = json.loads((folder / "climate.published-scores.json").read_text())
    assert [one["group"] for one in ledger["linked"]] == [
        {"voice": "workers"},
        {"voice": "receivers"},
    ]
    text = toc("score", "climate.yaml", "answers.csv", "--compare", "2025-11", "--linked").out
    assert "Changes, of the same people where that gives nobody away\n" in text
    assert "30 the same people, 0 who left, 0 new" in " ".join(text.split())
    asked(toc)
    assert json.loads((folder / "climate.published-scores.json").read_text()) == ledger


def test_few_who_came(toc: Toc, folder: Path) -> None:
    """Where few came in between, all are compared as people whom nobody can link."""
    written(folder, people(wave="2025-11") + people(30, 15, shift=1))
    changes = asked(toc, "--compare", "2025-11", "--linked")["changes"]
    linked = {one["group"].get("voice", ""): one["linked"] for one in changes}
    assert linked == {"": None, "workers": 30, "receivers": None}


def test_voices_after_the_same_people(toc: Toc, folder: Path) -> None:
    """What changed for the same people once told, groups are hidden that would tell who left."""
    written(folder, people(42, 33, wave="2025-11") + people(30, 30, shift=1))
    wide = ("--by", "team", "--weights", "people")
    changes = asked(toc, *wide, "--compare", "2025-11", "--linked")["changes"]
    assert {(one["linked"], one["left"]) for one in changes if not one["group"]} == {(60, 15)}
    for more in ((), ("--wave", "2025-11"), ("--items",)):
        voices = [one for one in asked(toc, *more)["scores"] if "voice" in one["group"]]
        assert voices
        assert all("suppressed" in one for one in voices)
    trend = toc("score", "climate.yaml", "answers.csv", "--chart", "trend", "--format", "csv")
    of_workers = [line for line in trend.out.splitlines() if ",workers," in line]
    assert of_workers
    assert all(",yes," in line for line in of_workers)
    (folder / "answers.csv").write_text(HEADINGS + people(30, 30, shift=1))
    alone = [one for one in asked(toc)["scores"] if "voice" in one["group"]]
    assert all("suppressed" in one for one in alone)
    (folder / "climate.published-scores.json").unlink()
    assert not all("suppressed" in one for one in asked(toc)["scores"] if "voice" in one["group"])


def test_response_beside_changes(toc: Toc, folder: Path) -> None:
    """Where it is known how many people there are, both response rates stand beside a change."""
    two_waves(folder)
    (folder / "sizes.csv").write_text(
        "voice,wave,people\nworkers,,40\nreceivers,,30\nworkers,2025-11,50\nreceivers,2025-11,30\n"
    )
    found = asked(toc, "--compare", "2025-11", "--sizes", "sizes.csv")["changes"]
    assert next(one for one in found if one["group"] == {"voice": "workers"})["response"] == [
        60,
        75,
    ]


def test_bootstrap(toc: Toc, folder: Path) -> None:
    """The bootstrap is used where it is asked for, and that is said beside each interval."""
    written(folder, people(20, 0))
    assert of_all(asked(toc, "--interval", "bca"))["interval"] == "bca"
    text = toc("score", "climate.yaml", "answers.csv", "--interval", "bca").out
    assert " bootstrap)  n 20" in text
    assert "bootstrap" not in toc("score", "climate.yaml", "answers.csv").out


def test_a_trial(toc: Toc, folder: Path) -> None:
    """A trial says so first, writes nothing, and hides what the ledger makes it hide."""
    written(folder, people())
    before = {path: path.read_bytes() for path in folder.iterdir()}
    text = toc("score", "climate.yaml", "answers.csv", "--dry-run")
    assert text.out.startswith("TRIAL, not for publication")
    assert "A trial, not for publication: nothing was written down." in text.err
    assert asked(toc, "--dry-run")["trial"] is True
    ended = toc("score", "climate.yaml", "answers.csv", "--dry-run", "--format", "csv")
    assert all(line.endswith(",yes") for line in ended.out.splitlines()[1:])
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert asked(toc)["trial"] is False
    written(folder, people(31))
    hidden = asked(toc, "--dry-run")["scores"]
    assert all("suppressed" in one for one in hidden)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--dry-run", "-o", "x.txt"), "--dry-run only prints"),
        (("--dry-run", "--chart", "heat"), "--dry-run only prints"),
        (("--linked",), "--linked goes with --compare WAVE."),
    ],
)
def test_flags_that_do_not_go_together(
    toc: Toc, folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Flags that make no sense together are refused before anything is scored."""
    written(folder, people())
    ended = toc("score", "climate.yaml", "answers.csv", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err
    assert not (folder / "climate.published-scores.json").exists()


def test_nobody_can_be_linked(toc: Toc, folder: Path) -> None:
    """Without codes of respondents nobody can be linked, and that is said."""
    two_waves(folder)
    table = (folder / "answers.csv").read_text().splitlines()
    (folder / "answers.csv").write_text("\n".join(one.partition(",")[2] for one in table))
    ended = toc("score", "climate.yaml", "answers.csv", "--compare", "2025-11", "--linked")
    assert ended.status == 2
    assert "no codes of respondents" in ended.err


@pytest.mark.parametrize("survey", ["climate.yaml", "social-climate-example"])
def test_the_wrong_way_round(toc: Toc, folder: Path, survey: str) -> None:
    """Answers given before the survey are told from a theory that cannot be read."""
    written(folder, people())
    ended = toc("score", "answers.csv", survey)
    assert ended.status == 2
    assert "the wrong way round" in ended.err
    assert f"toc score {survey} answers.csv" in " ".join(ended.err.split())
