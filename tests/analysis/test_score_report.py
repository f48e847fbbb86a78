"""What is said about scores together: changes, gaps, and what to show where little can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toc.analysis.score_report import ScoreReport, climb, differences, voice_gaps
from toc.analysis.shown_scores import HiddenScore, ShownScore

if TYPE_CHECKING:
    from toc.analysis.shown_scores import Group, Reason, Score

ALL: Group = ()
WORKERS: Group = (("voice", "workers"),)
RECEIVERS: Group = (("voice", "receivers"),)
ASH: Group = (("team", "ash"),)
ELM: Group = (("team", "elm"),)


def shown(group: Group, score: float = 50, n: int = 40, name: str = "trust") -> ShownScore:
    return ShownScore("sub-dimension", name, group, n, score, score - 5, score + 5, 15.0)


def hidden(group: Group, reason: Reason = "too few") -> HiddenScore:
    return HiddenScore("sub-dimension", "trust", group, reason)


def report(*scores: Score, asked: tuple[str, ...] = ("team",)) -> ScoreReport:
    return ScoreReport("climate", "", 10, ((), asked), scores)


def test_changes_of_what_is_shown_in_both() -> None:
    """Only scores that are shown in both waves are compared, each with its own group."""
    before: list[Score] = [shown(ALL), shown(WORKERS, 40), hidden(RECEIVERS)]
    after: list[Score] = [shown(ALL, 51), shown(WORKERS, 60), shown(RECEIVERS)]
    found = differences(before, after, ("2025", "2026"), 5)
    assert [(one.group, one.first, one.second, one.difference, one.words) for one in found] == [
        (ALL, "2025", "2026", 1, "no clear change"),
        (WORKERS, "2025", "2026", 20, "rose"),
    ]


def test_gaps() -> None:
    """Voices are compared where both are shown; teams of voices are not."""
    of_team: Group = (*WORKERS, *ASH)
    found = voice_gaps([shown(ALL), shown(WORKERS, 60), shown(RECEIVERS, 40), shown(of_team)], 5)
    assert [(one.first, one.second, one.difference, one.words) for one in found] == [
        ("workers", "receivers", -20, "differ")
    ]


def test_no_need_to_climb() -> None:
    """Where something of what was asked is shown, nothing is said."""
    assert climb(report(shown(ALL), shown(ASH), hidden(ELM))) is None


def test_the_smallest_level() -> None:
    """Else the finest level with anything shown is named, or that there is none."""
    found = climb(report(shown(ALL), hidden(ASH), hidden(ELM)))
    assert found is not None
    assert (found.asked, found.shown) == (("team",), ())
    nothing = climb(report(hidden(ALL), hidden(ASH), hidden(ELM)))
    assert nothing is not None
    assert nothing.shown is None


def test_how_many_more() -> None:
    """How many more answers are needed follows from shown figures, in tens, and is never 0."""
    for n, more in ((40, 10), (12, 10), (10, 10)):
        found = climb(report(shown(ALL, n=n), hidden(ASH), hidden(ELM)))
        assert found is not None
        assert found.more == more
    found = climb(report(hidden(ALL), hidden(ASH), hidden(ELM)))
    assert found is not None
    assert found.more == 20


def test_other_reasons() -> None:
    """Where nobody answered, or all was published before, there is no level to climb to."""
    assert climb(report(hidden(ALL, "no answers"), hidden(ASH, "no answers"))) is None
    assert climb(report(hidden(ALL, "published"), hidden(ASH, "published"))) is None
