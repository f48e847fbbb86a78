"""Which part of one theory is which of another: by id, then by label and role."""

from __future__ import annotations

__all__ = ["PartGroup", "TheoryPairs", "pair_theories"]

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from toc.models.base import Item
    from toc.models.theory import Theory


class PartGroup(NamedTuple):
    """Parts with one label and role of which any could be any of the others."""

    before: list[Item]
    after: list[Item]


@dataclass(frozen=True)
class TheoryPairs:
    """The parts of two theories.

    `pairs` and `added` stand in the order of the newer theory, `removed` in that of the older.
    What is in an `ambiguous` group is in none of these.
    """

    pairs: list[tuple[Item, Item]]
    removed: list[Item]
    added: list[Item]
    ambiguous: list[PartGroup]

    def new_id(self, old: str) -> str:
        """The id that a part of the older theory has in the newer one; else the old one."""
        return self._new_ids.get(old, old)

    @cached_property
    def _new_ids(self) -> dict[str, str]:
        return {before.id: after.id for before, after in self.pairs}


def pair_theories(
    before: Theory,
    after: Theory,
    before_ids: Mapping[str, str] | None = None,
    after_ids: Mapping[str, str] | None = None,
) -> TheoryPairs:
    """Which part of the older theory is which of the newer.

    `before_ids` and `after_ids` are the system ids in Kumu that the parts came from, by their
    ids: what came from the same one is the same. Then the id tells, then label and role.
    """
    pairing = _Pairing([*before.items()], [*after.items()])
    old, new = before_ids or {}, after_ids or {}
    pairing.by(lambda one: old.get(one.id), lambda one: new.get(one.id))
    pairing.by(lambda one: one.id, lambda one: one.id)
    ambiguous = pairing.by(_look, _look)
    return pairing.result(ambiguous)


class _Pairing:
    def __init__(self, before: list[Item], after: list[Item]) -> None:
        self.before, self.after = before, after
        self.found: dict[str, Item] = {}
        self.taken: set[str] = set()

    def by(
        self, old: Callable[[Item], Hashable | None], new: Callable[[Item], Hashable | None]
    ) -> list[PartGroup]:
        """Pair what one key has on each side; gives what several share."""
        olds = _grouped([one for one in self.before if one.id not in self.found], old)
        news = _grouped([one for one in self.after if one.id not in self.taken], new)
        shared: list[PartGroup] = []
        for key, mine in olds.items():
            yours = news.get(key, [])
            if len(mine) == len(yours) == 1:
                self.found[mine[0].id] = yours[0]
                self.taken.add(yours[0].id)
            elif yours:
                shared.append(PartGroup(mine, yours))
        return shared

    def result(self, ambiguous: list[PartGroup]) -> TheoryPairs:
        doubtful = {one.id for group in ambiguous for one in group.before}
        doubtful_new = {one.id for group in ambiguous for one in group.after}
        olds = {new.id: old for old in self.before if (new := self.found.get(old.id))}
        return TheoryPairs(
            [(olds[one.id], one) for one in self.after if one.id in olds],
            [one for one in self.before if one.id not in self.found and one.id not in doubtful],
            [one for one in self.after if one.id not in olds and one.id not in doubtful_new],
            ambiguous,
        )


def _grouped(
    items: list[Item], key: Callable[[Item], Hashable | None]
) -> dict[Hashable, list[Item]]:
    groups: defaultdict[Hashable, list[Item]] = defaultdict(list)
    for one in items:
        if (name := key(one)) is not None:
            groups[name].append(one)
    return groups


def _look(item: Item) -> tuple[str, str]:
    return item.label, item.role
