"""`--into` of `toc score`: scores written onto a map or into a theory file."""

from __future__ import annotations

__all__ = ["Target", "open_target", "write_scores_into"]

from typing import TYPE_CHECKING, NamedTuple

from toc.cli.output import as_typed, deliver_bytes, say, say_left_out, warn
from toc.errors import FormError, NotFoundError

if TYPE_CHECKING:
    from datetime import date

    from toc.analysis.measured_scores import PartScores
    from toc.cli.options import SourceOptions
    from toc.cli.score_forms import Scored
    from toc.exports.vocabulary import Vocabulary
    from toc.sources import Source


class Target(NamedTuple):
    """The file that scores are written into, by whose words, and when they were found, if said."""

    file: Source
    vocabulary: Vocabulary
    day: date | None


def open_target(options: SourceOptions, source: Source, into: str, day: date | None) -> Target:
    """The file to write the scores of `source` into, before anything is scored.

    Raises:
        FormError: it is a spreadsheet, or `source` is a survey and no theory.
    """
    from toc.exports.survey_file import is_survey

    if is_survey(source.content):
        raise FormError(
            "This is a survey, which has no outcomes and measures to write scores onto.",
            where=source.name,
            remedy=f"Give the theory, and the survey with --survey {as_typed(source.name)}.",
        )
    held = options.read(into)
    if held.is_spreadsheet:
        raise FormError(
            "A spreadsheet cannot be written into.",
            where=into,
            remedy="Take the scores from --format csv instead.",
        )
    return Target(held, options.vocabulary(source), day)


def write_scores_into(
    scored: Scored, target: Target, options: SourceOptions, output: str | None
) -> None:
    """Write what is shown of all people into the file, hand the file over, and say what was done.

    Raises:
        NotFoundError: the answers are of no wave that has a name.
    """
    from toc.analysis.measured_scores import scores_of_parts

    if not scored.report.wave:
        raise NotFoundError(
            "The answers do not say of which wave they are.",
            remedy="Say it with --wave, like --wave 2026-05.",
        )
    parts = scores_of_parts(scored.words.survey, scored.report.scores)
    warn(
        [f"several sub-dimensions give {own}, so none is its value" for own in parts.shared],
        quiet=options.quiet,
    )
    write = _into_theory if target.file.is_theory else _into_map
    deliver_bytes(write(scored, parts, target, options), output)


def _into_theory(
    scored: Scored, parts: PartScores, target: Target, options: SourceOptions
) -> bytes:
    from datetime import date

    from toc.exports.score_values import theory_with_values
    from toc.exports.theory_editing import rewritten_theory

    theory = target.file.theory().theory
    today = date.today()  # noqa: DTZ011 - the reader's own day
    wave = scored.report.wave
    found = theory_with_values(theory, parts.measures, wave, today=today, day=target.day)
    _say_done(f"{_counted(found.measures, 'measure')} got a value of wave", scored, options)
    _say_missing(found.missing, target, options)
    return rewritten_theory(target.file.content, found.theory, target.file.name)


def _into_map(scored: Scored, parts: PartScores, target: Target, options: SourceOptions) -> bytes:
    from toc.exports.score_fields import write_scores

    document = target.file.document
    if scored.theory is None:  # open_target has seen to that
        raise ValueError
    found = write_scores(
        document,
        scored.theory,
        {**parts.outcomes, **parts.measures},
        scored.words.survey,
        scored.report.wave,
        target.vocabulary,
        options.map_name,
    )
    _say_done(f"{_counted(found.elements, 'element')} got the scores of wave", scored, options)
    say_left_out(found.later, "Left alone, scored in a later wave:", quiet=options.quiet)
    say_left_out(found.doubtful, "Left alone, in doubt:", quiet=options.quiet)
    _say_missing(found.missing, target, options)
    return document.to_bytes()


def _say_done(done: str, scored: Scored, options: SourceOptions) -> None:
    say(f"{done} {scored.report.wave}.", quiet=options.quiet)


def _say_missing(missing: tuple[str, ...], target: Target, options: SourceOptions) -> None:
    heading = f"Not in {as_typed(target.file.name)}:"
    say_left_out(missing, heading, quiet=options.quiet)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
