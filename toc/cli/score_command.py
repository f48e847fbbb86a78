"""`toc score`."""

from __future__ import annotations

__all__ = ["command"]

from typing import TYPE_CHECKING, NamedTuple

import click

from toc.cli.options import (
    SourceOptions,
    complete_files,
    output_option,
    reading_options,
    refuse_to_lose,
)
from toc.cli.output import say_left_out
from toc.cli.score_remarks import remark_on_scores
from toc.cli.score_sources import open_asked

if TYPE_CHECKING:
    from datetime import date

    from toc.analysis.answers import Answers
    from toc.analysis.shown_scores import Level, Method, Weights
    from toc.cli.score_forms import Form
    from toc.cli.scores_into import Target
    from toc.exports.score_publishing import Request
    from toc.models.surveys import Survey
    from toc.models.theory import Theory
    from toc.sources import Source

_NAMED = 5  # outcomes that are named where there are more
_ONLY = "Known by a survey only, by no other measure:"


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    from toc.models.plain_values import parse_day

    try:
        return parse_day(text) if text is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from None


@click.command("score")
@click.argument("source", metavar="THEORY", shell_complete=complete_files)
@reading_options
@click.argument("answers", metavar="ANSWERS", shell_complete=complete_files)
@click.option(
    "--survey",
    "wanted",
    metavar="SURVEY",
    help="A survey file, one that comes with toc, or which of THEORY's surveys.",
)
@click.option(
    "--by",
    multiple=True,
    metavar="COLUMN",
    help="Group people by voice, team or another column. May be repeated.  [default: voice]",
)
@click.option("--wave", metavar="WAVE", help="The round to score.  [default: the newest]")
@click.option("--compare", metavar="WAVE", help="An earlier round to compare it with.")
@click.option("--items", is_flag=True, help="Scores of single questions as well.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME=HEADING",
    help='What a column of ANSWERS is called there: --column team="Your team". May be repeated.',
)
@click.option(
    "--weights",
    type=click.Choice(("voice", "people")),
    default="voice",
    show_default=True,
    help="What counts the same in a group of several voices.",
)
@click.option(
    "--sizes",
    metavar="FILE",
    shell_complete=complete_files,
    help="A table of how many people there are: voice, team, people.",
)
@click.option(
    "--linked",
    is_flag=True,
    help="With --compare: what changed for the same people, by their codes.",
)
@click.option(
    "--interval",
    "method",
    type=click.Choice(("t", "bca")),
    help="Student's interval or a bootstrap.  [default: t; bca below ten people]",
)
@click.option("--favourable", is_flag=True, help="In text: how much of the answers is favourable.")
@click.option("--dry-run", "trial", is_flag=True, help="A trial: nothing counts as published.")
@click.option("--explain", "explained", metavar="ID", help="How one score came about.")
@click.option(
    "--into",
    metavar="FILE",
    shell_complete=complete_files,
    help="Write the scores of all people into this map or theory file instead.",
)
@click.option(
    "--date",
    "day",
    metavar="DATE",
    callback=_day,
    help="With --into a theory: the day of its new values, like 2026-05-31.",
)
@click.option(
    "--chart",
    type=click.Choice(("heat", "trend")),
    help="A picture: a heat map by group, or all waves. With --format, its table.",
)
@click.option(
    "--level",
    type=click.Choice(("domain", "sub-dimension", "outcome")),
    help="With --chart: what there is a row for.  [default: domain]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "csv", "svg")),
    help="How the result is written.  [default: text; svg with --chart]",
)
@output_option
def command(
    options: SourceOptions,
    answers: str,
    wanted: str | None,
    by: tuple[str, ...],
    wave: str | None,
    compare: str | None,
    columns: tuple[str, ...],
    weights: Weights,
    sizes: str | None,
    method: Method | None,
    explained: str | None,
    into: str | None,
    day: date | None,
    chart: str | None,
    level: Level | None,
    form: str | None,
    output: str | None,
    *,
    items: bool,
    linked: bool,
    favourable: bool,
    trial: bool,
) -> None:
    """Score a survey by domain, sub-dimension, outcome and voice, with small groups protected.

    ANSWERS is a table, workbook or Parquet file with a row for each person: the sheet that toc
    survey template makes, filled in. A group of fewer than ten people is never shown, nor anything
    from which one could be worked out; only privacy or minimum_n in toc.toml changes that. Where
    nothing of what was asked can be shown, the smallest level that can is named. What is shown is
    written down beside THEORY, and later scores of the same wave are held against it; a trial obeys
    it as well, and is not written down.

    In a team, a circle or all people each voice counts the same, where all of them can be shown.

    With --into FILE what is shown of all people is written there: onto the elements of outcomes
    and measures of a Kumu map, or as dated values of the measures of a theory file. Nothing else in
    FILE is touched.

    \b
    Examples:
      toc score equal-care answers.csv --survey social-climate-example
      toc score social-climate-example answers.csv --by voice --by team
      toc score social-climate-example answers.csv --compare 2025-11
      toc score social-climate-example answers.csv --compare 2025-11 --linked
      toc score social-climate-example answers.csv --explain growth
      toc score theory.yaml answers.csv --into my-map.json -o my-map.json
      toc score theory.yaml answers.csv --into theory.yaml -o theory.yaml
      toc score theory.yaml answers.csv --chart heat -o heat.svg
      toc score theory.yaml answers.csv --chart trend --format csv
    """
    from toc.cli.score_forms import form_of, refuse_misfits
    from toc.exports.score_publishing import Request

    refuse_to_lose(output, answers, *([] if into else [options.source]))
    given = form_of(form, chart, level, explained, (into, day), output)
    one_wave, focus = bool(wave or compare), options.reading.focus is not None
    refuse_misfits(given, options.source, one_wave=one_wave, focus=focus)
    _refuse_misfits(given, linked=linked, compare=compare, trial=trial)
    asked = open_asked(options, answers, wanted, maps_matter=into is None)
    target = _target(options, asked.source, given)
    table = asked.answers(options, answers, columns, linked=linked)
    minimum, people = options.configuration.minimum_n, asked.sizes(options, sizes)
    request = Request(
        by, items, wave, compare, minimum, weights, method, people, linked=linked, trial=trial
    )
    form_given = given._replace(favourable=favourable)
    _publish(options, _Asked(asked.survey, asked.theory, table, request), form_given, target)
    if asked.theory and not (into or given.chart or explained):
        only = _only_by_survey(asked.survey, asked.theory)
        say_left_out(only, _ONLY, quiet=options.quiet)


def _refuse_misfits(form: Form, *, linked: bool, compare: str | None, trial: bool) -> None:
    if form.into and compare is not None:
        raise click.UsageError("--into FILE is of one wave: it goes without --compare.")
    if linked and compare is None:
        raise click.UsageError("--linked goes with --compare WAVE.")
    if trial and (form.output not in (None, "-") or form.into or form.chart):
        raise click.UsageError("--dry-run only prints: it goes without -o, --into and --chart.")


class _Asked(NamedTuple):
    """What is to be scored, and which scores are asked for."""

    survey: Survey
    theory: Theory | None
    answers: Answers
    request: Request


def _publish(options: SourceOptions, asked: _Asked, form: Form, target: Target | None) -> None:
    """Score, write down what is shown, hand it over, and remark on it."""
    from toc.cli.score_forms import Scored, hand_over_report, hand_over_trend
    from toc.exports.score_ledger import ledger_path
    from toc.exports.score_publishing import published_report, published_trend
    from toc.exports.score_words import ScoreWords

    ledger, words = ledger_path(options.source), ScoreWords(asked.survey, asked.theory)
    if form.chart == "trend":
        trend = published_trend(*asked, ledger)
        hand_over_trend(trend, words, form)
        remark_on_scores(options, trend.reports, words, str(ledger))
        return
    report = published_report(*asked, ledger)
    scored = Scored(report, words, asked.theory)
    if target is None:
        hand_over_report(scored, form)
    else:
        from toc.cli.scores_into import write_scores_into

        write_scores_into(scored, target, options, form.output)
    remark_on_scores(options, [report], words, str(ledger))


def _only_by_survey(survey: Survey, theory: Theory) -> list[str]:
    """The outcomes of which nothing but a survey tells, so that answers are all that is known."""
    from toc.analysis.measured_scores import only_by_survey

    labels = [one.label for one in only_by_survey(survey, theory)]
    more = len(labels) - _NAMED
    return [*labels[:_NAMED], *([f"and {more} more"] if more > 0 else [])]


def _target(options: SourceOptions, source: Source, form: Form) -> Target | None:
    """What scores are to be written into, if anything."""
    if form.into is None:
        return None
    from toc.cli.scores_into import open_target

    return open_target(options, source, form.into, form.day)
