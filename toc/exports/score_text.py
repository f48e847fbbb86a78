"""Survey scores for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["scores_text"]

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.score_report import climb
from toc.analysis.shown_scores import HIDDEN_REASONS, ShownScore
from toc.exports.legible import legible
from toc.exports.wrapping import columns, wrapped
from toc.models.surveys import NOT_WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.analysis.score_report import Difference, ScoreReport
    from toc.analysis.shown_scores import Group, Score
    from toc.exports.score_words import ScoreWords

_LEVELS = {"outcome": 0, "domain": 1, "sub-dimension": 2, "item": 3}
_WIDEST, _NARROWEST = 44, 8  # columns of a label beside its figures
_AROUND = 6  # columns before a label and after it
_TRIAL = "TRIAL, not for publication: nothing here was written down as published."
_UNCLEAR = "no clear "
_OF_THE_SAME = ", of the same people where that gives nobody away"
_NAMED = 12  # groups that are not shown and are still listed by name


def scores_text(
    report: ScoreReport, words: ScoreWords, *, width: int = 88, favourable: bool = False
) -> str:
    """The scores in lines of at most `width` columns, ending in a newline.

    First what could not be shown and why, then each group that has something to show, then changes
    between waves and gaps between voices. `favourable` adds how much of the answers is.
    """
    of_wave = f", wave {legible(report.wave)}" if report.wave else ""
    lines = wrapped(_TRIAL, width) if report.trial else []
    lines += wrapped(f"{legible(words.survey.label)}{of_wave}", width)
    lines += _about_hidden(report, words, width)
    for group, scores in _groups(report):
        shown = [one for one in scores if isinstance(one, ShownScore)]
        if shown:
            heading = f"{legible(words.group(group))}{weighing(report, shown)}"
            lines += ["", *wrapped(heading, width)]
            lines += _Rows(report, words, width, favourable).lines(shown)
            hidden = [one for one in scores if not isinstance(one, ShownScore)]
            lines += _not_shown(hidden, words, width)
    heading = f"Changes{_OF_THE_SAME}" if report.linked else "Changes"
    lines += _differences(heading, report.changes, words, width)
    lines += _differences("Gaps between voices", report.gaps, words, width)
    return "\n".join(lines) + "\n"


def _groups(report: ScoreReport) -> Iterator[tuple[Group, list[Score]]]:
    order = {one.group: place for place, one in reversed([*enumerate(report.scores)])}
    listed = sorted(report.scores, key=lambda one: (order[one.group], _LEVELS[one.level]))
    for group, scores in groupby(listed, key=lambda one: one.group):
        yield group, list(scores)


def _about_hidden(report: ScoreReport, words: ScoreWords, width: int) -> list[str]:
    lines: list[str] = []
    hidden = [
        (group, scores)
        for group, scores in _groups(report)
        if not any(isinstance(one, ShownScore) for one in scores)
    ]
    if (found := climb(report)) and found.asked:
        lines += ["", *wrapped(_climbed(found.asked, found.shown), width)]
        more = (
            f"By {_by(found.asked)} it would need some {found.more} more answers, in the groups "
            "that lack them."
        )
        lines += wrapped(more, width)
    for reason, text in HIDDEN_REASONS.items():
        names = [legible(words.group(one)) for one, held in hidden if _reason(held) == reason]
        if names:
            more = f" and {len(names) - _NAMED} more groups" if len(names) > _NAMED else ""
            listed = f"Not shown ({text}): {'; '.join(names[:_NAMED])}{more}."
            lines += ["", *wrapped(listed, width, "", "  ")]
    return lines


def _reason(scores: Sequence[Score]) -> str:
    """Why a group has nothing to show: the first reason of the list that some score has."""
    found = {one.reason for one in scores if not isinstance(one, ShownScore)}
    return next(reason for reason in HIDDEN_REASONS if reason in found)


def _climbed(asked: tuple[str, ...], shown: tuple[str, ...] | None) -> str:
    if shown is None:
        return "Nothing can be shown: there are too few answers, or they are too much alike."
    wider = f"by {_by(shown)}" if shown else "all people together"
    return (
        f"By {_by(asked)} nothing can be shown without giving small groups away. "
        f"The smallest level that can be shown: {wider}."
    )


def _by(names: tuple[str, ...]) -> str:
    return " and ".join(map(legible, names))


class _Rows(NamedTuple):
    """How the rows of a table of scores are written."""

    report: ScoreReport
    words: ScoreWords
    width: int
    favourable: bool

    def lines(self, scores: Sequence[ShownScore]) -> Iterator[str]:
        """A line for each score, more where it has a long label or a reading."""
        labels = [f"{legible(self.words.label(one))}{self._mark(one, scores)}" for one in scores]
        told = [self._figures(one) for one in scores]
        left = max(self.width - max(map(columns, told)) - _AROUND, _NARROWEST)
        room = min(max(map(columns, labels)), _WIDEST, left)
        level = ""
        for one, full, figures in zip(scores, labels, told, strict=True):
            if one.level != level:
                level = one.level
                yield f"  {level.capitalize()}s"
            label = full if columns(full) <= room else ""
            if not label:
                yield from wrapped(full, self.width, "    ")
            yield f"    {label}{' ' * (room - columns(label))}  {figures}"
            reading = self.words.reading(one)
            if reading and reading != NOT_WRITTEN:
                yield from wrapped(legible(reading), self.width, "      ")

    def _mark(self, one: ShownScore, scores: Sequence[ShownScore]) -> str:
        mixed = len({each.weights for each in scores}) > 1
        return "*" if mixed and one.weights == "people" else ""

    def _figures(self, one: ShownScore) -> str:
        of = f" of {one.people}" if one.response_rate is not None else ""
        interval = f"({one.low:.1f} to {one.high:.1f}{' bootstrap' * (one.method == 'bca')})"
        share = f"{one.favourable.share:g}% favourable" if one.favourable else ""
        band = legible(self.words.band(one))
        figures = [f"{one.score:5.1f}", interval, f"n {one.n}{of}", share * self.favourable, band]
        return "  ".join(filter(None, figures))


def weighing(report: ScoreReport, shown: Sequence[ShownScore]) -> str:
    """Who counts the same in the scores of a group of several voices; empty for others."""
    if report.weights is None or any(name == "voice" for one in shown for name, _ in one.group):
        return ""
    found = {one.weights for one in shown}
    if report.weights == "people":
        return " (each person counts the same)"
    if found == {"voice"}:
        return " (each voice counts the same)"
    if found == {"people"}:
        return " (each person counts the same: not every voice can be shown)"
    return " (each voice counts the same; where marked * each person: not every voice can be shown)"


def _not_shown(hidden: Sequence[Score], words: ScoreWords, width: int) -> Iterator[str]:
    for reason, text in HIDDEN_REASONS.items():
        names = [
            legible(words.label(one))
            for one in hidden
            if not isinstance(one, ShownScore) and one.reason == reason
        ]
        if names:
            yield from wrapped(f"Not shown ({text}): {'; '.join(names)}.", width, "    ")


def _differences(
    heading: str, found: Sequence[Difference], words: ScoreWords, width: int
) -> Iterator[str]:
    """What differs, each with what so few people can tell; then all that does not, together."""
    if not found:
        return
    yield ""
    yield from wrapped(heading, width)
    for one in found:
        if not one.words.startswith(_UNCLEAR):
            figures = f"{one.difference:+.1f} ({one.low:+.1f} to {one.high:+.1f})"
            text = f"{_compared(one, words)}, n {one.n[0]} and {one.n[1]}: {one.words}, {figures}"
            yield from wrapped(text, width, "  ", "    ")
    unclear = [_compared(one, words) for one in found if one.words.startswith(_UNCLEAR)]
    if unclear:
        first = next(one.words for one in found if one.words.startswith(_UNCLEAR))
        yield f"  {first.capitalize()}:"
        for text in unclear:
            yield from wrapped(text, width, "    ", "      ")


def _compared(one: Difference, words: ScoreWords) -> str:
    group = f", {legible(words.group(one.group))}" if one.group else ""
    first, second = (legible(words.group((("voice", end),))) for end in (one.first, one.second))
    label = legible(words.label_of(one.level, one.id))
    same = (
        f"; {one.linked} the same people, {one.left} who left, {one.joined} new"
        if one.linked is not None
        else ""
    )
    response = f"; response {one.response[0]:g}% and {one.response[1]:g}%" if one.response else ""
    told = f"(so few can tell {one.half_width:.1f} or more{same}{response})"
    return f"{label}{group}, {first} to {second} {told}"
