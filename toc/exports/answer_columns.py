"""What the columns of an answer sheet mean."""

from __future__ import annotations

__all__ = ["known_columns"]

from typing import TYPE_CHECKING

from toc.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toc.models.surveys import Survey

_GROUPS = ("voice", "version", "team", "circle", "wave")
_WHO = ("respondent", "item", "answer")
_KNOWN = (*_GROUPS, *_WHO)


def known_columns(
    headings: Sequence[str], survey: Survey, columns: Mapping[str, str], name: str
) -> dict[str, str]:
    """What each heading is called here: an item's id, `voice`, `team` and so on, else as it is.

    Items are found by id or text, in any case.

    Raises:
        UnreadableError: a heading that `columns` names is not there, or two mean the same.
    """
    words = {text.casefold(): item.id for item in survey.items for text in (item.text, item.id)}
    words |= {word: word for word in _KNOWN}
    found = {one: words.get(one.strip().casefold(), one.strip()) for one in headings}
    for meant, heading in columns.items():
        held = [one for one in headings if one.strip().casefold() == heading.strip().casefold()]
        if not held:
            remedy = "The first row of the table holds the headings."
            what = f'No column is headed "{heading}".'
            raise UnreadableError(what, where=name, remedy=remedy)
        found = {one: one if word == meant else word for one, word in found.items()}
        found[held[0]] = meant
    twice = {word for word in found.values() if list(found.values()).count(word) > 1}
    if twice:
        raise UnreadableError(
            f"Two columns are both {', '.join(sorted(twice))}.",
            where=name,
            remedy="Take one of them out, or give it another heading.",
        )
    return found
