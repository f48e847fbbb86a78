"""What `toc score` hands over: a report, how one score came about, a picture, or a trend."""

from __future__ import annotations

__all__ = ["Form", "Scored", "form_of", "hand_over_report", "hand_over_trend", "refuse_misfits"]

from typing import TYPE_CHECKING, NamedTuple

import click

from toc.cli.output import deliver, width_for

if TYPE_CHECKING:
    from datetime import date

    from toc.analysis.score_report import ScoreReport
    from toc.analysis.score_trend import Trend
    from toc.analysis.shown_scores import Level
    from toc.exports.score_words import ScoreWords
    from toc.models.theory import Theory


class Form(NamedTuple):
    """In which form scores are handed over, and where to."""

    format: str
    chart: str | None
    level: Level | None
    explained: str | None
    into: str | None
    day: date | None
    output: str | None
    favourable: bool = False


class Scored(NamedTuple):
    """A report with what its scores are called, and the theory that they are about, if any."""

    report: ScoreReport
    words: ScoreWords
    theory: Theory | None


def form_of(
    written: str | None,
    chart: str | None,
    level: Level | None,
    explained: str | None,
    into: tuple[str | None, date | None],
    output: str | None,
) -> Form:
    """The form that the flags ask for: a picture where one is named and no other form is."""
    form = written or ("svg" if chart else "text")
    chart = chart or ("heat" if form == "svg" else None)
    return Form(form, chart, level, explained, *into, output)


def refuse_misfits(form: Form, source: str, *, one_wave: bool, focus: bool) -> None:
    """Nothing for flags that go together.

    Raises:
        UsageError: they do not; `one_wave` says that waves were named, `focus` that there is one.
    """
    into = form.into
    if form.day is not None and into is None:
        raise click.UsageError("--date goes with --into FILE.")
    if into is not None and (form.explained is not None or form.chart or form.format != "text"):
        raise click.UsageError("--into FILE goes without --explain, --chart and --format.")
    if into is not None and focus:
        raise click.UsageError("--into FILE goes without --focus.")
    if source == into == "-":
        raise click.UsageError("Only one of THEORY and FILE can be standard input.")
    if form.explained is not None and form.chart:
        raise click.UsageError("--explain goes without --chart and --format svg.")
    if form.level is not None and form.format != "svg":
        raise click.UsageError("--level goes with --chart: tables have all levels.")
    if form.chart == "trend" and one_wave:
        raise click.UsageError(
            "--chart trend is of all waves: it goes without --wave and --compare."
        )


def hand_over_report(scored: Scored, form: Form) -> None:
    """Deliver a report, the picture of it, or how one of its scores came about."""
    report, words = scored.report, scored.words
    if form.explained is not None:
        from toc.exports.score_explanation import explain

        text = explain(report, words, form.explained, width=width_for(form.output))
    elif form.format == "svg":
        from toc.drawing.heat_map import heat_map

        text = heat_map(report, words, form.level)
    elif form.format == "text":
        from toc.exports.score_text import scores_text

        width = width_for(form.output)
        text = scores_text(report, words, width=width, favourable=form.favourable)
    else:
        from toc.exports.score_table import scores_csv, scores_json

        text = (scores_json if form.format == "json" else scores_csv)(report, words)
    deliver(text, form.output)


def hand_over_trend(trend: Trend, words: ScoreWords, form: Form) -> None:
    """Deliver the scores of all waves as a picture or as a table."""
    if form.format == "svg":
        from toc.drawing.trend_chart import trend_chart

        text = trend_chart(trend, words, form.level)
    elif form.format == "text":
        from toc.exports.trend_text import trend_text

        text = trend_text(trend, words, width=width_for(form.output))
    else:
        from toc.exports.trend_table import trend_csv, trend_json

        text = (trend_json if form.format == "json" else trend_csv)(trend, words)
    deliver(text, form.output)
