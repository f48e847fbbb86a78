"""The ledger keeps shown scores, and gives them back as they were."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from toc.analysis.comparing import Sample
from toc.analysis.shown_scores import Alpha, Favourable, ShownScore
from toc.errors import UnreadableError
from toc.exports.score_ledger import (
    PublishedLink,
    ledger_path,
    read_ledger,
    read_links,
    write_ledger,
)

if TYPE_CHECKING:
    from pathlib import Path

SCORE = ShownScore("sub-dimension", "trust", (("voice", "workers"),), 12, 61.2, 51.7, 70.7, 15.0)


def test_round_trip(tmp_path: Path) -> None:
    """What was written is read; the same score twice is one; outcomes are not kept."""
    path = tmp_path / "ledger.json"
    outcome = ShownScore("outcome", "calm", (), 12, 61.2, 51.7, 70.7)
    write_ledger(
        path, [("climate", "2026", SCORE), ("climate", "2026", SCORE), ("climate", "", outcome)]
    )
    assert read_ledger(path) == [("climate", "2026", SCORE)]


def test_shares_alpha_and_links(tmp_path: Path) -> None:
    """Shares, alpha and what changed for the same people are kept; links stay unless replaced."""
    path = tmp_path / "ledger.json"
    full = replace(SCORE, favourable=Favourable(40, 20, 60), reliability=Alpha(0.8, 0.6, 0.9, 12))
    link = PublishedLink("climate", "2025", "2026", "trust", SCORE.group, Sample(1.2, 8.0, 11))
    write_ledger(path, [("climate", "2026", full)], [link])
    assert read_ledger(path) == [("climate", "2026", full)]
    write_ledger(path, [("climate", "2026", SCORE)])
    assert read_links(path) == [link]
    assert read_ledger(path) == [("climate", "2026", SCORE)]


def test_no_ledger(tmp_path: Path) -> None:
    """Where there is none, nothing was published."""
    assert read_ledger(tmp_path / "none.json") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"schema": 2, "published": []}',
        '{"schema": 1, "published": [{"n": 1}]}',
        '{"schema": 1, "published": [], "linked": [{}]}',
    ],
)
def test_damaged(tmp_path: Path, text: str) -> None:
    """A ledger that cannot be read is an error: it is not the same as an empty one."""
    (tmp_path / "ledger.json").write_text(text)
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_ledger(tmp_path / "ledger.json")


def test_place(tmp_path: Path) -> None:
    """It stands beside the theory; for one that is no file, in the present folder."""
    (tmp_path / "care.yaml").write_text("toc: 1")
    assert ledger_path(str(tmp_path / "care.yaml")) == tmp_path / "care.published-scores.json"
    assert str(ledger_path("equal-care")) == "equal-care.published-scores.json"
    assert str(ledger_path("https://x.org/a/b.json?c=1")) == "b.json-c-1.published-scores.json"
    assert str(ledger_path("-")) == "theory.published-scores.json"
