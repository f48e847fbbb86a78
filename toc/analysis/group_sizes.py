"""How many people could have answered: the sizes of groups, where somebody knows them."""

from __future__ import annotations

__all__ = ["GroupSizes", "SizeRow"]

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from toc.analysis.shown_scores import Group
    from toc.models.survey_parts import GroupSize


class SizeRow(NamedTuple):
    """So many people have these labels: `({"voice": "workers", "team": "Ash"}, 7)`."""

    labels: dict[str, str]
    people: int


class GroupSizes:
    """The sizes of one wave's groups, from rows of people who are in one row each.

    >>> rows = [SizeRow({"team": "Ash"}, 7), SizeRow({"team": "Elm"}, 9)]
    >>> GroupSizes(rows).of((("team", "Ash"),)), GroupSizes(rows).of(())
    (7, 16)
    """

    def __init__(self, rows: Iterable[SizeRow] = (), wave: str = "") -> None:
        listed = list(rows)
        own = [one for one in listed if one.labels.get("wave") == wave and wave]
        kept = own or [one for one in listed if not one.labels.get("wave")]
        self._rows = [
            SizeRow({name: label for name, label in labels.items() if name != "wave"}, people)
            for labels, people in kept
        ]

    @classmethod
    def listed(cls, sizes: Iterable[GroupSize], wave: str = "") -> GroupSizes:
        """The sizes that a survey gives."""
        rows = []
        for one in sizes:
            given = {"voice": one.voice, "team": one.team, "circle": one.circle, "wave": one.wave}
            rows.append(SizeRow({name: text for name, text in given.items() if text}, one.people))
        return cls(rows, wave)

    def of(self, group: Group, voices: Collection[str] | None = None) -> int | None:
        """How many people a group has, of some voices only where these are given.

        None where it does not follow: for a team where the sizes are those of voices.
        """
        needed = {name for name, _ in group} | ({"voice"} if voices is not None else set())
        if not self._rows or any(not needed <= labels.keys() for labels, _ in self._rows):
            return None
        return sum(
            people
            for labels, people in self._rows
            if all(labels[name] == label for name, label in group)
            and (voices is None or labels["voice"] in voices)
        )
