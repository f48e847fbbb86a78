"""`toc score --into`: what is shown goes onto maps and into theories, and nothing hidden does."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.scored_theories import (
    SECRET,
    THEORY,
    TRACES,
    answers,
    blueprint,
    crowd,
    element,
    secret,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

FIELDS = ["Score", "Score n", "Score low", "Score high", "Score band", "Score wave"]
NOW = {"2026-05": crowd(24)}


def write(folder: Path, waves: dict[str, Any], theory: str = THEORY) -> None:
    (folder / "theory.yaml").write_text(theory)
    (folder / "answers.csv").write_text(answers(waves))


def onto(toc: Toc, folder: Path, document: dict[str, Any], *flags: str) -> str:
    (folder / "map.json").write_text(json.dumps(document, indent=1))
    ended = toc("score", "theory.yaml", "answers.csv", "--into", "map.json", *flags)
    assert ended.status == 0, ended.err
    return ended.out


def fields_of(content: str, own: str) -> dict[str, Any]:
    return {key: value for key, value in element(content, own).items() if key in FIELDS}


def test_fields_on_elements(toc: Toc, folder: Path) -> None:
    """Outcomes and measures that have a score get six fields; everything else keeps its bytes."""
    write(folder, NOW)
    out = onto(toc, folder, blueprint())
    expected = dict(zip(FIELDS, [50, 24, 35.3, 64.7, "Medium (2 of 3)", "2026-05"], strict=True))
    for own in ("trust-grows", "shared", "trust-score"):
        assert fields_of(out, own) == expected
    assert fields_of(out, "other") == fields_of(out, "meals") == {}
    lines = r',\n   "Score": 50,(\n   "Score [a-z]+": [^\n]+){5}'
    assert re.sub(lines, "", out) == (folder / "map.json").read_text()


def test_what_is_there_keeps_its_spelling(toc: Toc, folder: Path) -> None:
    """Fields of an earlier wave are replaced where they stand: key, place, text or number."""
    write(folder, NOW)
    old = {"SCORE": "41.0", "score N": "11", "x": 1, "Score wave": "2025-11"}
    out = onto(toc, folder, blueprint(**old))
    found = element(out, "trust-grows")
    assert (found["SCORE"], found["score N"], found["Score wave"]) == ("50", "24", "2026-05")
    assert list(found)[3:7] == ["SCORE", "score N", "x", "Score wave"]
    again = onto(toc, folder, json.loads(out))
    assert again == (folder / "map.json").read_text()


def test_a_score_that_is_hidden_now(toc: Toc, folder: Path) -> None:
    """What stands there of an earlier wave stays, with its wave, and nothing else is written."""
    old = dict(zip(FIELDS, [41, 30, 33, 49, "Medium (2 of 3)", "2025-11"], strict=True))
    write(folder, {"2026-05": secret()})
    document = blueprint(**old)
    assert onto(toc, folder, document) == (folder / "map.json").read_text()
    write(folder, {"2026-05": [(one, (9.0, 9.0)) for one in ["workers"] * 20]})  # all alike
    assert onto(toc, folder, document) == (folder / "map.json").read_text()


def test_a_later_wave_stays(toc: Toc, folder: Path) -> None:
    """An element that has a score of a later wave keeps it, and is named."""
    write(folder, NOW)
    old = {"Score": 41, "Score wave": "2026-11"}
    (folder / "map.json").write_text(json.dumps(blueprint(**old)))
    ended = toc("score", "theory.yaml", "answers.csv", "--into", "map.json")
    assert fields_of(ended.out, "trust-grows") == old
    assert "2 elements got the scores of wave 2026-05." in ended.err
    assert "Left alone, scored in a later wave:\n  Trust grows\n" in ended.err


def test_a_wave_of_another_kind(toc: Toc, folder: Path) -> None:
    """A wave that is called by no day is later than none that is, and makes room for it."""
    write(folder, NOW)
    out = onto(toc, folder, blueprint(**{"Score": 41, "Score wave": "wave 1"}))
    assert fields_of(out, "trust-grows")["Score wave"] == "2026-05"


def test_no_band_any_more(toc: Toc, folder: Path) -> None:
    """Where a score has no band, no band of an earlier wave is left beside it."""
    text = THEORY[: THEORY.index("    bands:")]
    write(folder, NOW, text)
    out = onto(toc, folder, blueprint(**{"Score band": "High", "Score wave": "2025-11"}))
    assert "Score band" not in element(out, "trust-grows")


def test_a_project_defines_the_fields(toc: Toc, folder: Path) -> None:
    """A full project gets the definitions it lacks, numbers as numbers, and no second time."""
    write(folder, NOW)
    toc("export", "theory.yaml", "--to", "kumu-project", "-o", "project.json")
    call = ("score", "theory.yaml", "answers.csv", "--into", "project.json", "-o", "project.json")
    assert toc(*call).status == 0
    first = (folder / "project.json").read_bytes()
    defined = {one["name"]: one["format"] for one in json.loads(first)["attributes"]}
    assert [defined[name] for name in FIELDS] == [*["number"] * 4, "string", "string"]
    assert toc(*call).status == 0
    assert (folder / "project.json").read_bytes() == first


@pytest.mark.parametrize("into", ["map.json", "theory.yaml"])
def test_planted_answers(toc: Toc, folder: Path, into: str) -> None:
    """Answers of a small group, alone or beside others, are in no byte of what is written."""
    for people in (secret(), [*crowd(24), *secret()]):
        write(folder, {"2025-11": people, "2026-05": people})
        (folder / "map.json").write_text(json.dumps(blueprint()))
        (folder / "theory.published-scores.json").unlink(missing_ok=True)
        for wave in ("2025-11", "2026-05"):
            call = ("score", "theory.yaml", "answers.csv", "--wave", wave, "--into", into)
            ended = toc(*call, "-o", into)
            assert ended.status == 0, ended.err
        text = (folder / into).read_text() + ended.err
        text += next((one.read_text() for one in folder.glob("*.published*")), "")
        assert [one for one in TRACES if one in text] == []
    (folder / "toc.toml").write_text("minimum_n = 3\n")
    write(folder, {"2027-05": [("receivers", (one, one)) for one in SECRET]})
    (folder / "map.json").write_text(json.dumps(blueprint()))
    ended = toc("score", "theory.yaml", "answers.csv", "--into", into)
    assert "49.5" in ended.out


def test_values_of_measures(toc: Toc, folder: Path) -> None:
    """A score becomes a dated value of its measure, by which it can be published."""
    write(folder, NOW)
    day = ("--today", "2026-06-15", "--format", "json")
    before = json.loads(toc("gaps", "theory.yaml", *day).out)
    call = ("score", "theory.yaml", "answers.csv", "--into", "theory.yaml", "-o", "theory.yaml")
    ended = toc(*call)
    assert "1 measure got a value of wave 2026-05." in ended.err
    after = json.loads(toc("gaps", "theory.yaml", *day).out)
    grades = [
        next(one["grade"] for one in found["outcomes"] if one["id"] == "trust-grows")
        for found in (before, after)
    ]
    assert grades == [3, 5]
    text = (folder / "theory.yaml").read_text()
    value = "    values:\n      - {date: 2026-05-31, value: 50, n: 24, low: 35.3, high: 64.7}\n"
    assert text.replace(value, "") == THEORY  # comments and all
    assert toc(*call).status == 0
    assert (folder / "theory.yaml").read_text() == text


def test_a_second_wave_is_a_second_value(toc: Toc, folder: Path) -> None:
    """Another wave adds a value, scoring a wave again replaces its own, and remarks stay."""
    write(folder, {"2025-11": crowd(24, plus=1), "2026-05": crowd(24)})
    call = ("score", "theory.yaml", "answers.csv", "--into", "theory.yaml", "-o", "theory.yaml")
    for wave in ("2025-11", "2026-05", "2025-11"):
        assert toc(*call, "--wave", wave).status == 0
    text = (folder / "theory.yaml").read_text()
    assert re.findall(r"date: (20\d\d-\d\d-\d\d), value", text) == ["2025-11-30", "2026-05-31"]
    remark = "high: 64.7, publishable: false, note: late"
    (folder / "theory.yaml").write_text(text.replace("high: 64.7", remark).replace("50,", "1,"))
    assert toc(*call, "--date", "2026-05-20").status == 0
    assert (
        f"{{date: 2026-05-20, value: 50, n: 24, low: 35.3, {remark}}}"
        in (folder / "theory.yaml").read_text()
    )


def test_a_map_as_theory(toc: Toc, folder: Path) -> None:
    """A map can be the theory as well: its own outcomes and measures are scored and marked."""
    write(folder, NOW)
    survey = THEORY[THEORY.index("  - id: climate") :].replace("\n    ", "\n")
    (folder / "climate.yaml").write_text(f"survey: 1\n{survey.replace('  - id', 'id', 1)}")
    (folder / "map.json").write_text(json.dumps(blueprint()))
    flags = ("--survey", "climate.yaml", "--into", "map.json")
    ended = toc("score", "map.json", "answers.csv", *flags)
    assert ended.status == 0, ended.err
    assert fields_of(ended.out, "trust-grows")["Score"] == 50


def test_bytes_of_files_as_they_come(toc: Toc, folder: Path) -> None:
    """Line ends, a byte-order mark and the spelling of numbers stay, in maps and in theories."""
    write(folder, NOW)
    text = json.dumps(blueprint(**dict.fromkeys(FIELDS[:4], 1)), indent="\t").replace(
        "1.5", "15e-1"
    )
    content = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    (folder / "map.json").write_bytes(content)
    call = ("score", "theory.yaml", "answers.csv", "--into")
    assert toc(*call, "map.json", "-o", "new.json").status == 0
    written = (folder / "new.json").read_bytes()
    taken = re.sub(rb',\r\n\t*"Score[^:]*": [^\r,]+', b"", written)
    assert taken == re.sub(rb',\r\n\t*"Score[^:]*": [^\r,]+', b"", content)
    toc("import", "theory.yaml", "-o", "theory.json")
    before = (folder / "theory.json").read_bytes()
    assert toc(*call, "theory.json", "-o", "theory.json").status == 0
    after = json.loads((folder / "theory.json").read_bytes())
    (measure, _) = after["measures"]
    assert measure.pop("values") == [
        {"date": "2026-05-31", "value": 50, "n": 24, "low": 35.3, "high": 64.7}
    ]
    assert after == json.loads(before)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--date", "2026-05-31"), "--date goes with --into FILE."),
        (
            ("--into", "map.json", "--explain", "trust"),
            "goes without --explain, --chart and --format.",
        ),
        (
            ("--into", "map.json", "--chart", "heat"),
            "goes without --explain, --chart and --format.",
        ),
        (
            ("--into", "map.json", "--format", "json"),
            "goes without --explain, --chart and --format.",
        ),
        (("--into", "theory.yaml", "--wave", "spring"), 'No day is known for the wave "spring".'),
        (("--into", "theory.yaml", "--date", "May"), "`May` is not a date; write year, month and"),
        (("--into", "sheet.csv", "--wave", "spring"), "A spreadsheet cannot be written into."),
        (("--into", "map.json"), "The answers do not say of which wave they are."),
    ],
)
def test_refusals(toc: Toc, folder: Path, flags: tuple[str, ...], message: str) -> None:
    """What does not go together, and a wave that cannot be told, end in 2 and write nothing."""
    write(folder, NOW)
    sheet = (folder / "answers.csv").read_text().replace("2026-05", "").replace("wave", "other")
    (folder / "answers.csv").write_text(sheet)
    (folder / "map.json").write_text(json.dumps(blueprint()))
    (folder / "sheet.csv").write_text("Label,Type\nTrust grows,Outcome\n")
    ended = toc("score", "theory.yaml", "answers.csv", *flags)
    assert (ended.status, ended.out) == (2, "")
    assert message in " ".join(ended.err.split())


def test_a_survey_alone(toc: Toc, folder: Path) -> None:
    """A survey file has no outcomes to write onto, and the message says what to give instead."""
    (folder / "answers.csv").write_text(answers(NOW))
    ended = toc("score", "social-climate-example", "answers.csv", "--into", "map.json")
    assert ended.status == 2
    assert "Give the theory, and the survey with --survey social-climate-example." in ended.err
