"""The files that a round of a survey begins with: an answer sheet and its questionnaires."""

from __future__ import annotations

__all__ = ["survey_sheets"]

from typing import TYPE_CHECKING

from toc.exports.answer_sheet import answer_csv, answer_workbook
from toc.exports.questionnaire import questionnaire_page

if TYPE_CHECKING:
    from toc.models.surveys import Survey


def survey_sheets(survey: Survey, wave: str | None = None) -> dict[str, bytes]:
    """Names and bytes: `answers.xlsx`, `answers.csv`, and `questionnaire-ID.html` for each version.

    `wave` is the round they are for, where it is known. Ids are words joined by hyphens, so they
    are safe as names of files.
    """
    files = {
        "answers.xlsx": answer_workbook(survey, wave),
        "answers.csv": answer_csv(survey).encode(),
    }
    for version in survey.versions:
        page = questionnaire_page(survey, version, wave)
        files[f"questionnaire-{version.id}.html"] = page.encode()
    return files
