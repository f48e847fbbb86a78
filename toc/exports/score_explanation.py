"""How one score came about, from shown figures only."""

from __future__ import annotations

__all__ = ["explain"]

from typing import TYPE_CHECKING

from toc.analysis.quantiles import t_quantile
from toc.analysis.shown_scores import HIDDEN_REASONS, ShownScore
from toc.errors import NotFoundError
from toc.exports.legible import legible
from toc.exports.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.analysis.score_report import ScoreReport
    from toc.analysis.shown_scores import PeopleMean, Score
    from toc.exports.score_words import ScoreWords
    from toc.models.survey_parts import SubDimension


def explain(report: ScoreReport, words: ScoreWords, name: str, *, width: int = 88) -> str:
    """The arithmetic of what has this id, for each group; for a hidden score its reason only.

    Raises:
        NotFoundError: nothing in the report has this id.
    """
    found = [one for one in report.scores if one.id == name]
    if not found:
        ids = dict.fromkeys(one.id for one in report.scores)
        remedy = f"There are: {', '.join(ids)}."
        raise NotFoundError(f'Nothing that was scored has the id "{name}".', remedy=remedy)
    lines = wrapped(f"{legible(words.label(found[0]))} ({found[0].level})", width)
    for text in _rule(found[0], words):
        lines += wrapped(text, width, "  ")
    for one in found:
        lines += ["", *wrapped(legible(words.group(one.group)), width)]
        for text in _figures(one, report, words):
            lines += wrapped(legible(text), width, "  ")
    return "\n".join(lines) + "\n"


def _rule(score: Score, words: ScoreWords) -> Iterator[str]:
    homes = {one.id: one for one in words.survey.sub_dimensions}
    if score.level == "sub-dimension":
        yield from _scale_rule(homes[score.id], words)
    elif score.level == "item":
        yield "Each answer: 0 is the lowest that can be given, 100 the highest; turned if reversed."
    else:
        yield "The mean of the shown scores of its sub-dimensions, by their weights."
        yield (
            "Its interval is the mean of theirs: at most as wide as that, since the same people "
            "answered all of them. n is the smallest of theirs."
        )


def _scale_rule(home: SubDimension, words: ScoreWords) -> Iterator[str]:
    survey = words.survey
    for item in survey.items_of(home.id):
        scale = survey.scale_of(item)
        turned = ", reversed" if item.reversed else ""
        yield f"{item.id}: {scale.min:g} to {scale.max:g}{turned}"
    if home.conversion:
        yield f"Totals become scores by the table of {legible(home.conversion.source)}."
        return
    yield "Each answer becomes 0 to 100: 100 x (answer - lowest) / (highest - lowest)."
    yield (
        "A person's score is the mean of what they answered, if that is at least "
        f"{survey.minimum_of(home):.0%} of what they were asked."
    )


def _figures(score: Score, report: ScoreReport, words: ScoreWords) -> Iterator[str]:
    if not isinstance(score, ShownScore):
        yield f"Not shown: {HIDDEN_REASONS[score.reason]}."
        return
    if score.parts:
        held = {
            one.id: one.score
            for one in report.scores
            if isinstance(one, ShownScore)
            and (one.level, one.group) == ("sub-dimension", score.group)
        }
        yield "; ".join(f"{part} {held[part]:.1f}" for part in score.parts)
    yield f"score {score.score:.1f}, n {score.n}, interval {score.low:.1f} to {score.high:.1f}"
    if score.of_people:
        yield from _weights(score, score.of_people, report)
    yield from _interval(score, words)
    if score.response_rate is not None:
        yield f"{score.n} of {score.people} people answered: {score.response_rate:g}%"
    yield from _more(score)
    if band := words.band(score):
        yield f"band: {band}"


def _weights(score: ShownScore, whole: PeopleMean, report: ScoreReport) -> Iterator[str]:
    if not score.parts:
        parts = [
            f"{one.group[0][1]} {one.score:.1f} (n {one.n})"
            for one in report.scores
            if isinstance(one, ShownScore)
            and (one.level, one.id, one.group[1:]) == (score.level, score.id, score.group)
            and [name for name, _ in one.group[:1]] == ["voice"]
        ]
        yield f"each voice counts the same: the mean of {'; '.join(parts)}"
    yield f"it tells as much as {score.effective_n:g} people who all count the same"
    yield (
        f"with each person counting the same it is {whole.score:.1f}, n {whole.n}, interval "
        f"{whole.low:.1f} to {whole.high:.1f}"
    )


def _interval(score: ShownScore, words: ScoreWords) -> Iterator[str]:
    if score.method == "bca":
        yield "interval: by the bootstrap (BCa), people drawn again and again from those counted"
    elif score.sd is not None and score.n > 1:
        times = t_quantile(0.975, score.n - 1)
        root = ""
        if words.survey.everyone_asked and score.response_rate is not None:
            left = f"({score.people} - {score.n}) / ({score.people} - 1)"
            root = f" x square root of {left}, since everybody was asked"
        yield (
            f"interval: {score.score:.1f} +/- {times:.3f} x {score.sd:.1f} / square root of "
            f"{score.n}{root}, cut at the ends of the scale"
        )


def _more(score: ShownScore) -> Iterator[str]:
    if share := score.favourable:
        yield f"favourable: {share.share:g}% of answers (Wilson {share.low:g}% to {share.high:g}%)"
    if alpha := score.reliability:
        yield (
            f"alpha: {alpha.alpha:.2f} (Feldt {alpha.low:.2f} to {alpha.high:.2f}) of {alpha.n} "
            "complete answers"
        )
