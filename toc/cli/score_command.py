"""`toc score`."""

from __future__ import annotations

__all__ = ["command"]

from typing import TYPE_CHECKING

import click

from toc.cli.options import (
    SourceOptions,
    complete_files,
    format_option,
    output_option,
    reading_options,
)
from toc.cli.output import as_typed, deliver, say, warn, width_for

if TYPE_CHECKING:
    from collections.abc import Container

    from toc.analysis.score_report import ScoreReport
    from toc.exports.score_words import ScoreWords
    from toc.models.surveys import Survey
    from toc.models.theory import Theory
    from toc.sources import Source

_NAMED = 5  # items that are named where more lack a column


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
@click.option("--explain", "explained", metavar="ID", help="How one score came about.")
@format_option("text", "json", "csv")
@output_option
def command(
    options: SourceOptions,
    answers: str,
    wanted: str | None,
    by: tuple[str, ...],
    wave: str | None,
    compare: str | None,
    columns: tuple[str, ...],
    explained: str | None,
    form: str,
    output: str | None,
    *,
    items: bool,
) -> None:
    """Score a survey by domain, sub-dimension, outcome and voice, with small groups protected.

    ANSWERS is a table or workbook with a row for each person, as toc survey template writes it.
    A group of fewer than ten people is never shown, nor anything from which one could be worked
    out; only minimum_n in toc.toml changes that. Where nothing of what was asked can be shown, the
    smallest level that can is named. What is shown is written down beside THEORY, and later scores
    of the same wave are held against it.

    \b
    Examples:
      toc score equal-care answers.csv --survey social-climate-example
      toc score social-climate-example answers.csv --by voice --by team
      toc score social-climate-example answers.csv --compare 2025-11
      toc score social-climate-example answers.csv --explain growth
    """
    from pathlib import Path

    from toc.exports.answer_reading import read_answers
    from toc.exports.score_ledger import ledger_path
    from toc.exports.score_publishing import Request, published_report
    from toc.exports.score_words import ScoreWords
    from toc.kumu.files import read_file

    source = options.open()
    survey, theory = _survey(options, source, wanted), _theory(options, source)
    table = read_answers(read_file(Path(answers)), answers, survey, _headings(columns))
    warn(_unanswered(survey, table.items), quiet=options.quiet)
    minimum = options.configuration.minimum_n
    ledger = ledger_path(options.source)
    request = Request(by, items, wave, compare, minimum)
    report = published_report(survey, theory, table, request, ledger)
    words = ScoreWords(survey, theory)
    if explained is None:
        deliver(_written(report, words, form, output), output)
    else:
        from toc.exports.score_explanation import explain

        deliver(explain(report, words, explained, width=width_for(output)), output)
    _remark(options, report, str(ledger))


def _survey(options: SourceOptions, source: Source, wanted: str | None) -> Survey:
    """The survey of a file or of the theory; a file, or a name that comes with toc, wins."""
    import os

    from toc.exports.bundled import bundled_surveys
    from toc.exports.survey_choice import chosen_survey

    if wanted and (os.path.exists(wanted) or wanted in bundled_surveys()):  # noqa: PTH110 - Path stumbles over a name that is too long
        own = options.read(wanted)
        return chosen_survey(own.surveys, None, own.name)
    return chosen_survey(source.surveys, wanted, source.name)


def _theory(options: SourceOptions, source: Source) -> Theory | None:
    """The theory whose outcomes are scored; None where THEORY is a survey file."""
    from toc.exports.survey_file import is_survey

    if is_survey(source.content):
        return None
    found = source.theory(options.map_name, options.vocabulary(source))
    warn(found.warnings, quiet=options.quiet)
    return found.theory


def _unanswered(survey: Survey, columns: Container[str]) -> list[str]:
    """What to say of items that the answers have no column for; perhaps one is misspelt."""
    missing = [item.id for item in survey.items if item.id not in columns]
    shown = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
    what = "items of the survey that the answers have no column for, left out of all scores"
    return [f"{what}: {len(missing)} ({shown})"] if missing else []


def _headings(columns: tuple[str, ...]) -> dict[str, str]:
    pairs = [one.partition("=") for one in columns]
    for name, equals, heading in pairs:
        if not (name and equals and heading):
            raise click.BadParameter(
                'Write a name, "=" and the heading, like team="Your team".', param_hint="--column"
            )
    return {name.strip(): heading for name, _, heading in pairs}


def _remark(options: SourceOptions, report: ScoreReport, ledger: str) -> None:
    from toc.analysis.privacy import MINIMUM
    from toc.analysis.shown_scores import HiddenScore, ShownScore

    if report.minimum < MINIMUM:
        name = options.configuration.name
        warn([f"Groups from {report.minimum} people are shown, by {name}."], quiet=options.quiet)
    if any(isinstance(one, ShownScore) for one in report.scores):
        say(f"What is shown was written down in {as_typed(ledger)}.", quiet=options.quiet)
    if any(isinstance(one, HiddenScore) and one.reason == "published" for one in report.scores):
        say(
            f"Scores of this wave were published before, from other answers ({as_typed(ledger)}). "
            "The difference would tell of the few who came or left. Give new answers a wave of "
            "their own, or, if nobody has seen those scores, take them out of that file.",
            quiet=options.quiet,
        )


def _written(report: ScoreReport, words: ScoreWords, form: str, output: str | None) -> str:
    if form == "text":
        from toc.exports.score_text import scores_text

        return scores_text(report, words, width=width_for(output))
    from toc.exports.score_table import scores_csv, scores_json

    return scores_json(report, words) if form == "json" else scores_csv(report, words)
