"""A version of a survey as a questionnaire to be printed in large type and filled in by hand."""

from __future__ import annotations

__all__ = ["questionnaire_page"]

from typing import TYPE_CHECKING

from toc.exports.large_print import large_print_page, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.models.survey_parts import SurveyItem, Version
    from toc.models.survey_scales import Scale
    from toc.models.surveys import Survey

_BOX = '<span class="box" aria-hidden="true"></span>'
_MANY = 11  # more answers than this are written as a number, not ticked


def questionnaire_page(survey: Survey, version: Version, wave: str | None = None) -> str:
    """The questions of one version, with a box to tick for each answer.

    It asks for no name: a code that means nothing to others, the team, and the voice where the
    version has several. `survey` is one whose voices have labels (`labelled`). Our own sentences
    are English whatever the language of the survey, and marked so.
    """
    title = f"{survey.label}. {version.label}"
    return large_print_page(title, survey.language, _body(survey, version, wave))


def _body(survey: Survey, version: Version, wave: str | None) -> Iterator[str]:
    yield f'<h1 dir="auto">{shown(survey.label)}</h1>'
    yield f'<p dir="auto"><strong>{shown(version.label)}</strong></p>'
    if version.introduction:
        yield f'<p dir="auto">{shown(version.introduction)}</p>'
    yield '<section lang="en">'
    yield (
        '<p class="notice">Please do not write your name, or anybody else\'s. '
        "For each question, tick one box. You may leave out any question.</p>"
    )
    yield from _fields(survey, version, wave)
    yield "</section>"
    yield '<ol class="questions">'
    for number, item in enumerate(survey.items_in(version.id), 1):
        yield from _question(survey, number, item)
    yield "</ol>"
    yield '<p lang="en">That is all. Thank you.</p>'


def _fields(survey: Survey, version: Version, wave: str | None) -> Iterator[str]:
    line = '<span class="line" aria-hidden="true"></span>'
    yield f'<p class="field">Your code (given to you, or one of your own): {line}</p>'
    yield f'<p class="field">Team: {line}</p>'
    when = f"<strong>{shown(wave)}</strong>" if wave else line
    yield f'<p class="field">Round: {when}</p>'
    if len(version.voices) > 1:
        labels = {voice.id: voice.label or voice.id for voice in survey.voices}
        yield '<div class="field"><p>I answer for (tick one):</p><ul class="answers">'
        for voice in version.voices:
            yield f'<li>{_BOX}<span dir="auto">{shown(labels[voice])}</span></li>'
        yield "</ul></div>"


def _question(survey: Survey, number: int, item: SurveyItem) -> Iterator[str]:
    yield f'<li class="question"><p>{number}. <span dir="auto">{shown(item.text)}</span></p>'
    yield from _answers(survey.scale_of(item))
    if survey.missing:
        yield '<ul class="answers otherwise">'
        yield from (_ticked(text) for text in survey.missing if not _is_code(text))
        yield "</ul>"
    yield "</li>"


def _answers(scale: Scale) -> Iterator[str]:
    values = scale.values()
    if len(scale.options) == len(values):
        yield '<ul class="answers">'
        yield from (_ticked(option.text) for option in scale.options)
        yield "</ul>"
        return
    worded = "; ".join(
        f'{option.value:g} = <span dir="auto">{shown(option.text)}</span>'
        for option in scale.options
    )
    if worded:
        yield f"<div>{worded}</div>"
    if 0 < len(values) <= _MANY:
        yield '<ul class="answers numbers">'
        yield from (_ticked(f"{value:g}") for value in values)
        yield "</ul>"
    else:
        yield (
            f'<div class="field" lang="en">A number from {scale.min:g} to {scale.max:g}: '
            '<span class="line" aria-hidden="true"></span></div>'
        )


def _ticked(text: str) -> str:
    return f'<li>{_BOX}<span dir="auto">{shown(text)}</span></li>'


def _is_code(text: str) -> bool:
    """Whether this is a number that whoever types the answers in uses, not a word for people."""
    return text.lstrip("+-").replace(".", "").isdigit()
