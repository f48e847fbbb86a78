"""Scores over all waves for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["trend_text"]

from itertools import groupby
from typing import TYPE_CHECKING

from toc.analysis.shown_scores import HIDDEN_REASONS, HiddenScore, ShownScore
from toc.exports.legible import legible
from toc.exports.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.analysis.score_trend import Trend, TrendLine, TrendPoint
    from toc.analysis.shown_scores import Reason
    from toc.exports.score_words import ScoreWords

_APART = "cannot be set against the wave before"
_SHORT: dict[Reason, str] = {"not asked": "not asked", "no answers": "no answers"}


def trend_text(trend: Trend, words: ScoreWords, *, width: int = 88) -> str:
    """The trend in lines of at most `width` columns, ending in a newline.

    For each group what has a score in some wave, with a line for each wave; then what has none.
    """
    waves = ", ".join(legible(report.wave) for report in trend.reports if report.wave)
    of_waves = f", waves {waves}" if waves else ""
    lines = wrapped(f"{legible(words.survey.label)}{of_waves}", width)
    order = {one.group: place for place, one in reversed([*enumerate(trend.lines)])}
    for group, found in groupby(
        sorted(trend.lines, key=lambda one: order[one.group]), key=lambda one: one.group
    ):
        held = [*found]
        shown = [one for one in held if _is_shown(one)]
        heading = f"{legible(words.group(group))}{_counted(shown, words)}"
        lines += ["", *wrapped(heading, width)]
        for one in shown:
            lines += _rows(one, words, width)
        lines += _never_shown([one for one in held if not _is_shown(one)], words, width)
    reasons: list[Reason] = [
        point.score.reason
        for one in trend.lines
        for point in one.points
        if isinstance(point.score, HiddenScore) and point.score.reason not in _SHORT
    ]
    for reason in dict.fromkeys(reasons):
        lines += ["", *wrapped(f"Not shown: {HIDDEN_REASONS[reason]}.", width, "", "  ")]
    return "\n".join(lines) + "\n"


def _is_shown(one: TrendLine) -> bool:
    return any(isinstance(point.score, ShownScore) for point in one.points)


def _counted(lines: Sequence[TrendLine], words: ScoreWords) -> str:
    """Whether each voice counts the same, or each person, in a group of several voices."""
    of_one = any(name == "voice" for one in lines for name, _ in one.group)
    scores = [point.score for one in lines for point in one.points]
    weights = {one.weights for one in scores if isinstance(one, ShownScore)}
    if of_one or len(words.survey.voices) <= 1 or len(weights) != 1:
        return ""
    return f" (each {'voice' if 'voice' in weights else 'person'} counts the same)"


def _rows(one: TrendLine, words: ScoreWords, width: int) -> Iterator[str]:
    label = legible(words.label_of(one.level, one.id))
    yield from wrapped(f"{label} ({one.level})", width, "  ")
    room = max(len(legible(point.wave)) for point in one.points)
    for place, point in enumerate(one.points):
        before = one.points[place - 1] if place else None
        text = f"{legible(point.wave):{room}}  {_figures(point, before, words)}"
        yield from wrapped(text, width, "    ", " " * (room + 6))


def _figures(point: TrendPoint, before: TrendPoint | None, words: ScoreWords) -> str:
    score = point.score
    if not isinstance(score, ShownScore):
        return _SHORT.get(score.reason, "not shown")
    band = legible(words.band(score))
    text = f"{score.score:5.1f}  ({score.low:.1f} to {score.high:.1f})  n {score.n}"
    apart = before and isinstance(before.score, ShownScore) and not point.comparable
    return "  ".join([text, *([band] if band else []), *([_APART] if apart else [])])


def _never_shown(hidden: Sequence[TrendLine], words: ScoreWords, width: int) -> Iterator[str]:
    """What has a score in no wave."""
    labels = [legible(words.label_of(one.level, one.id)) for one in hidden]
    if labels:
        yield from wrapped(f"In no wave: {'; '.join(labels)}.", width, "  ", "    ")
