"""Which of several surveys is meant."""

from __future__ import annotations

__all__ = ["chosen_survey", "no_such_survey", "survey_for"]

import os
from typing import TYPE_CHECKING

from toc.errors import NotFoundError
from toc.exports.bundled import bundled_surveys
from toc.models.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from toc.models.surveys import Survey


def no_such_survey(name: str) -> NotFoundError:
    """What to say of a name that is neither a file nor a survey that comes with toc."""
    own = bundled_surveys()
    near = nearest(name, own)
    return NotFoundError(
        "There is no such file, and no survey of this name comes with toc.",
        where=name,
        remedy=f"{f'Did you mean {near}? ' if near else ''}These come with toc: {', '.join(own)}.",
    )


def survey_for(
    own: Callable[[], Sequence[Survey]],
    wanted: str | None,
    name: str,
    read: Callable[[str], Sequence[Survey]],
) -> Survey:
    """The survey wanted; a file, or a name that comes with toc, wins over the theory's own.

    `own` gives the surveys of the source called `name`, which may have none; it is asked only where
    they are wanted. `read` gives those of another source.
    """
    if wanted and (os.path.exists(wanted) or wanted in bundled_surveys()):  # noqa: PTH110 - Path stumbles over a name that is too long
        return chosen_survey(read(wanted), None, wanted)
    return chosen_survey(own(), wanted, name)


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
    near = nearest(wanted, [*ids, *bundled_surveys()])
    raise NotFoundError(
        f'There is no survey "{wanted}" here.',
        where=name,
        remedy=f"Did you mean {near}?" if near else f"There are: {', '.join(ids)}.",
    )
