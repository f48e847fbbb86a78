"""What is said beside scores, on standard error."""

from __future__ import annotations

__all__ = ["remark_on_scores"]

from typing import TYPE_CHECKING

from toc.cli.output import as_typed, say, warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.analysis.score_report import ScoreReport
    from toc.analysis.shown_scores import ShownScore
    from toc.cli.options import SourceOptions
    from toc.exports.score_words import ScoreWords


def remark_on_scores(
    options: SourceOptions, reports: Sequence[ScoreReport], words: ScoreWords, ledger: str
) -> None:
    """Say by which rules groups are shown, what does not fit, and what was written down."""
    from toc.analysis.privacy import MINIMUM
    from toc.analysis.shown_scores import HiddenScore, ShownScore

    minimum = reports[0].minimum
    scores = [one for report in reports for one in report.scores]
    shown = [one for one in scores if isinstance(one, ShownScore)]
    remarks = [*_contradicting(shown, words), *_outnumbered(shown, words)]
    if minimum < MINIMUM:
        remarks.append(f"Groups from {minimum} people are shown, by {options.configuration.name}.")
    warn(remarks, quiet=options.quiet)
    if reports[0].trial:
        say("A trial, not for publication: nothing was written down.", quiet=options.quiet)
    elif shown:
        say(f"What is shown was written down in {as_typed(ledger)}.", quiet=options.quiet)
    if any(isinstance(one, HiddenScore) and one.reason == "published" for one in scores):
        say(
            f"Scores of this wave were published before, from other answers ({as_typed(ledger)}, "
            "or another list of published scores beside it). The difference would tell of the few "
            "who came or left. Give new answers a wave of their own, or, if nobody has seen those "
            "scores, take them out of that file.",
            quiet=options.quiet,
        )


def _contradicting(shown: Sequence[ShownScore], words: ScoreWords) -> list[str]:
    found = dict.fromkeys(
        words.label(one) for one in shown if one.reliability and one.reliability.alpha < 0
    )
    what = "whose questions contradict each other (alpha below 0): is one of them to be reversed?"
    return [f"sub-dimensions {what} {', '.join(found)}"] if found else []


def _outnumbered(shown: Sequence[ShownScore], words: ScoreWords) -> list[str]:
    found = dict.fromkeys(
        words.group(one.group) for one in shown if one.people is not None and one.people < one.n
    )
    what = "groups in which more people answered than the sizes say there are; the sizes are not"
    return [f"{what} used: {', '.join(found)}"] if found else []
