"""Ids of a theory made from the words of labels, each given once."""

from __future__ import annotations

__all__ = ["LabelIds"]

from collections import Counter
from typing import TYPE_CHECKING

from toc.exports.theory_ids import id_from

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 60


class LabelIds:
    """The ids that are taken, and new ones beside them; the same order gives the same ids."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._numbers: Counter[str] = Counter()

    def take(self, ids: Iterable[str]) -> None:
        """Give these ids to nobody else."""
        self._taken.update(ids)

    def release(self, ids: Iterable[str]) -> None:
        """These ids are free again."""
        self._taken.difference_update(ids)

    def fresh(self, label: str, role: str) -> str:
        """An id from the words of a label; from the role where the label has no letter a to z.

        At most 60 characters, cut between words; ids met again end in `-2`, `-3` and so on.
        """
        words = _cut(id_from(label)) or role
        found = words
        while found in self._taken:
            self._numbers[words] += 1
            found = f"{words}-{self._numbers[words] + 1}"
        self._taken.add(found)
        return found


def _cut(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    return words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
