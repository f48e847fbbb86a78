"""`toc survey`."""

from __future__ import annotations

__all__ = ["command"]

import os
from typing import TYPE_CHECKING

import click

from toc.cli.options import complete_files, format_option, output_option, quiet_option
from toc.cli.output import as_typed, deliver, deliver_folder, say, width_for

if TYPE_CHECKING:
    from toc.models.surveys import Survey

_source = click.argument("source", shell_complete=complete_files)
_which = click.option(
    "--survey", "wanted", metavar="ID", help="Which survey, where SOURCE has several."
)


def _wave(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    if text is None:
        return None
    from toc.exports.wave_names import WAVE_FORMS, is_wave

    if not is_wave(text):
        raise click.BadParameter(f"This is no {WAVE_FORMS}.")
    return text


@click.group("survey")
def command() -> None:
    """What a survey asks and means: sheets to fill in, readings to write.

    A survey is a file of its own, or stands in a theory file. An example comes with toc, called
    social-climate-example.

    \b
    Examples:
      toc survey template social-climate-example -o sheets
      toc survey readings social-climate-example --blank
    """


@command.command("template")
@_source
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    metavar="FOLDER",
    shell_complete=complete_files,
    help="Where the files go; the folder is made where there is none.",
)
@click.option(
    "--wave",
    metavar="WAVE",
    callback=_wave,
    help="The round it is for, as year, month or day: 2026-05.",
)
@click.option("--force", is_flag=True, help="Write over files that are there, answers included.")
@_which
@quiet_option
def template(
    source: str, folder: str, wave: str | None, wanted: str | None, *, force: bool, quiet: bool
) -> None:
    """Write an answer sheet, and a questionnaire to print for each version.

    The answer sheet has a row for each respondent: answers.xlsx with lists to choose from, and
    answers.csv. The questionnaires are pages in large print, to be printed from a browser. Nobody
    is asked for a name: a respondent is a code.

    \b
    Example:
      toc survey template social-climate-example -o sheets --wave 2026-05
    """
    from toc.exports.survey_sheets import survey_sheets

    survey = _survey(source, wanted)
    files = survey_sheets(survey, wave)
    if not force:
        _refuse_to_replace(files, folder)
    deliver_folder(files, folder)
    say(f"Wrote into {as_typed(folder)}: {', '.join(files)}.", quiet=quiet)


@command.command("readings")
@_source
@click.option("--blank", is_flag=True, help="Only what is not written yet, to be written on.")
@_which
@format_option("text", "json", "csv", "html")
@output_option
def readings(
    source: str, wanted: str | None, form: str, output: str | None, *, blank: bool
) -> None:
    """Say what each band means, in general and to each voice.

    What the circle has not consented to is called a draft; where it has written nothing, that is
    said. With --blank only those are listed, with lines to write on; html is a page in large
    print.

    \b
    Examples:
      toc survey readings social-climate-example --blank
      toc survey readings social-climate-example --format html -o readings.html
    """
    survey = _survey(source, wanted)
    deliver(_written(survey, form, width_for(output), blank=blank), output)


def _written(survey: Survey, form: str, width: int, *, blank: bool) -> str:
    from toc.exports.reading_table import reading_rows, readings_csv, readings_json

    rows = reading_rows(survey, blank=blank)
    if form == "json":
        return readings_json(survey, rows)
    if form == "csv":
        return readings_csv(rows, blank=blank)
    if form == "html":
        from toc.exports.readings_sheet import readings_sheet

        return readings_sheet(survey, rows, blank=blank)
    from toc.exports.reading_text import blank_text, readings_text

    return (blank_text if blank else readings_text)(survey, rows, width=width)


def _survey(name: str, wanted: str | None) -> Survey:
    from toc.errors import UnreadableError
    from toc.exports.survey_choice import chosen_survey, no_such_survey
    from toc.sources import read_source

    try:
        source = read_source(name)
    except UnreadableError:
        if os.path.lexists(name) or "://" in name or name == "-":
            raise
        raise no_such_survey(name) from None
    return chosen_survey(source.surveys, wanted, source.name)


def _refuse_to_replace(files: dict[str, bytes], folder: str) -> None:
    """Nothing where no file is there yet: an answer sheet may have been filled in."""
    from toc.errors import WriteError

    for name in files:
        path = os.path.join(folder, name)  # noqa: PTH118 - Path would be loaded for help as well
        if os.path.exists(path):  # noqa: PTH110 - same
            raise WriteError(
                "There is a file of this name already, perhaps with answers in it.",
                where=path,
                remedy="Choose another folder, or write over it with --force.",
            )
