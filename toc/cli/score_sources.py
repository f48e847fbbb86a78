"""What `toc score` reads: a theory with its survey, answers, and how many people there are."""

from __future__ import annotations

__all__ = ["Asked", "open_asked"]

from typing import TYPE_CHECKING, NamedTuple

import click

from toc.cli.output import as_typed, warn
from toc.errors import FormError, NotFoundError, TocError

if TYPE_CHECKING:
    from collections.abc import Container

    from toc.analysis.answers import Answers
    from toc.analysis.group_sizes import SizeRow
    from toc.cli.options import SourceOptions
    from toc.models.surveys import Survey
    from toc.models.theory import Theory
    from toc.sources import Source

_NAMED = 5  # items that are named where more lack a column


class Asked(NamedTuple):
    """A source with its survey, and the theory whose outcomes are scored.

    There is no theory where THEORY is a survey file.
    """

    source: Source
    survey: Survey
    theory: Theory | None

    def answers(
        self, options: SourceOptions, name: str, columns: tuple[str, ...], *, linked: bool
    ) -> Answers:
        """The answers in a file.

        Raises:
            NotFoundError: people are to be `linked`, and nothing says who is who.
        """
        from pathlib import Path

        from toc.exports.answer_reading import read_answer_file

        table = read_answer_file(Path(name), self.survey, _headings(columns))
        warn([*_unanswered(self.survey, table.items), *table.remarks], quiet=options.quiet)
        if linked and table.respondents is None:
            raise NotFoundError(
                "The answers have no codes of respondents, by which people could be linked.",
                where=name,
                remedy="Name their column with --column respondent=HEADING, or leave out --linked.",
            )
        return table

    def sizes(self, options: SourceOptions, name: str | None) -> tuple[SizeRow, ...]:
        """How many people there are, by a file; none without one."""
        if name is None:
            return ()
        from pathlib import Path

        from toc.exports.size_reading import read_sizes
        from toc.kumu.files import read_file

        found = tuple(read_sizes(read_file(Path(name)), name, self.survey))
        listed = {one.labels["voice"] for one in found if "voice" in one.labels}
        missing = [one.label or one.id for one in self.survey.voices if one.id not in listed]
        if listed and missing:
            what = "voices that the sizes say nothing of, so that they are counted without them"
            warn([f"{what}: {len(missing)} ({', '.join(missing)})"], quiet=options.quiet)
        return found


def open_asked(
    options: SourceOptions, answers: str, wanted: str | None, *, maps_matter: bool
) -> Asked:
    """The theory and the survey that are to be scored.

    Raises:
        FormError: THEORY and ANSWERS are given the wrong way round.
    """
    try:
        source = options.open(maps_matter=maps_matter)
        return Asked(source, _survey(options, source, wanted), _theory(options, source))
    except TocError:
        if not _holds_survey(options, answers):
            raise
    raise FormError(
        f"THEORY and ANSWERS are the wrong way round: {as_typed(answers)} has the questions.",
        where=options.source,
        remedy=f"Write: toc score {as_typed(answers)} {as_typed(options.source)}",
    )


def _holds_survey(options: SourceOptions, name: str) -> bool:
    from toc.exports.survey_file import is_survey

    try:
        found = options.read(name)
        return found.is_theory or is_survey(found.content)
    except TocError:
        return False


def _survey(options: SourceOptions, source: Source, wanted: str | None) -> Survey:
    """The survey of a file or of the theory; a file, or a name that comes with toc, wins."""
    from toc.exports.survey_choice import survey_for

    return survey_for(
        lambda: source.surveys, wanted, source.name, lambda name: options.read(name).surveys
    )


def _theory(options: SourceOptions, source: Source) -> Theory | None:
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
