"""`toc.score` scores a data frame as the command line scores a file, under the same rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import toc
from tests.surveys import small_survey
from toc.analysis.shown_scores import ShownScore

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file with the small survey."""
    path = tmp_path / "climate.json"
    path.write_text(json.dumps({"survey": 1} | small_survey()))
    return path


def people(number: int = 24) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "voice": "workers",
            "Your team": ["ash" if n % 2 else "elm" for n in range(number)],
            "d1": [1 + n % 3 for n in range(number)],
            "d2": ["No", "In part", "Yes", None] * (number // 4),
        }
    )


def test_a_frame_is_scored(source: Path) -> None:
    """Numbers, words and gaps in a frame give typed scores; what is shown is written down."""
    report = toc.score(source, people(), by="team", columns={"team": "Your team"})
    shown = {one.group for one in report.scores if isinstance(one, ShownScore)}
    assert shown == {(), (("team", "ash"),), (("team", "elm"),)}
    ledger = source.with_name("climate.published-scores.json")
    assert json.loads(ledger.read_text())["published"]


def test_a_file_gives_the_same(source: Path, tmp_path: Path) -> None:
    """The same answers in a Parquet file give the same report; the ledger may lie elsewhere."""
    people().to_parquet(tmp_path / "answers.parquet")
    first = toc.score(source, people(), ledger=tmp_path / "first.json")
    second = toc.score(source, tmp_path / "answers.parquet", ledger=tmp_path / "second.json")
    assert first == second
    assert (tmp_path / "first.json").read_text() == (tmp_path / "second.json").read_text()


def test_the_ledger_holds_in_python(source: Path) -> None:
    """Once a wave was shown, one more answer is not shown as the difference."""
    toc.score(source, people())
    later = toc.score(source, people(28))
    assert not [one for one in later.scores if isinstance(one, ShownScore)]


def test_odd_answers_are_warned_about(source: Path) -> None:
    """Teams that may be one are warned about; faults end in an error that names them."""
    frame = people().assign(team=["Ash", "ash"] * 12)
    with pytest.warns(toc.TocWarning, match="are counted apart"):
        toc.score(source, frame, by=["team"])
    with pytest.raises(toc.TocError, match="d1, rows 2, 3, 4 and 21 more"):
        toc.score(source, people().assign(d1=9))


def test_a_survey_beside_a_theory(tmp_path: Path) -> None:
    """A bundled theory is scored with a bundled survey."""
    nobody = pd.DataFrame({"respondent": [], "voice": []})
    with pytest.raises(toc.TocError, match="There is no survey in this theory"):
        toc.score("equal-care", nobody)
    example, ledger = "social-climate-example", tmp_path / "ledger.json"
    report = toc.score("equal-care", nobody, survey=example, ledger=ledger)
    assert {one.level for one in report.scores} == {"outcome", "domain", "sub-dimension"}
    assert not ledger.exists()
