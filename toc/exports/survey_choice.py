"""Which of several surveys is meant."""

from __future__ import annotations

__all__ = ["chosen_survey"]

from typing import TYPE_CHECKING

from toc.errors import NotFoundError
from toc.exports.bundled import bundled_surveys
from toc.models.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.models.surveys import Survey


def chosen_survey(surveys: Sequence[Survey], wanted: str | None, name: str) -> Survey:
    """The survey with the id `wanted`; without one, the only survey there is.

    Raises:
        NotFoundError: there is none, none of this id, or several and no id; `name` is what the
            message calls the source.
    """
    if not surveys:
        raise NotFoundError(
            "There is no survey in this theory.",
            where=name,
            remedy=f"Give a survey file; these come with toc: {', '.join(bundled_surveys())}.",
        )
    ids = [survey.id for survey in surveys]
    if wanted is None and len(surveys) > 1:
        raise NotFoundError(
            f"There are {len(surveys)} surveys here.",
            where=name,
            remedy=f"Choose one with --survey: {', '.join(ids)}.",
        )
    if wanted is None or wanted in ids:
        return surveys[ids.index(wanted) if wanted else 0]
    near = nearest(wanted, ids)
    raise NotFoundError(
        f'There is no survey "{wanted}" here.',
        where=name,
        remedy=f"Did you mean {near}?" if near else f"There are: {', '.join(ids)}.",
    )
