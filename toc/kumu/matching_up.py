"""Things of two documents matched up by one key after the other, and never guessed."""

from __future__ import annotations

__all__ = ["MatchingUp"]

from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Generic, TypeVar

from toc.kumu.pairs import Group, Pair, Pairing, Placed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc.kumu.pairs import Reason

_P = TypeVar("_P", bound=Placed)
Key = Callable[[_P], Hashable | None]


class MatchingUp(Generic[_P]):
    """The things of one kind in two documents that have not found one another yet.

    `contents` give what a thing of the left and of the right document says, alike for things
    that say the same: those with one key that cannot be told apart are taken in their order.
    """

    def __init__(self, left: list[_P], right: list[_P], contents: tuple[Key[_P], Key[_P]]) -> None:
        self._left, self._right = left, right
        self._contents = contents
        self._pairs: list[Pair[_P]] = []
        self._taken: tuple[set[int], set[int]] = (set(), set())
        self._doubtful: list[Group[_P]] = []

    @property
    def is_done(self) -> bool:
        """Whether one side has nothing left."""
        return len(self._pairs) >= min(len(self._left), len(self._right))

    def by(self, reason: Reason, left: Key[_P], right: Key[_P], *, weak: bool = False) -> None:
        """Pair things whose keys are equal, as far as they are not shared; None is no key.

        A `weak` key says nothing against two system ids that are different.
        """
        if self.is_done:
            return
        lefts, rights = _grouped(self._free(0), left), _grouped(self._free(1), right)
        for key, mine in lefts.items():
            yours = rights.get(key)
            if yours is None or (weak and _have_ids(mine) and _have_ids(yours)):
                continue
            if isinstance(mine, list) or isinstance(yours, list):
                self._settle(_listed(mine), _listed(yours), reason)
            else:
                self._pair(mine, yours, reason)

    def by_content(self) -> None:
        """Pair things that say the very same."""
        for mine, yours in self._alike(self._free(0), self._free(1)):
            self._pair(mine, yours, "content")

    def result(self) -> Pairing[_P]:
        """The pairs found, and what is left."""
        self._pairs.sort(key=lambda one: one.left.place)
        ambiguous: list[Group[_P]] = []
        for group in self._doubtful:
            left, right = self._still_free(group.left, 0), self._still_free(group.right, 1)
            if left and right:
                ambiguous.append(Group(left, right, group.by))
                self._taken[0].update(one.place for one in left)
                self._taken[1].update(one.place for one in right)
        return Pairing(self._pairs, self._free(0), self._free(1), ambiguous)

    def _settle(self, left: list[_P], right: list[_P], reason: Reason) -> None:
        """Pair things that share a key where their content, or that one is left, tells which."""
        for mine, yours in self._alike(left, right):
            self._pair(mine, yours, reason)
        left, right = self._still_free(left, 0), self._still_free(right, 1)
        if len(left) == len(right) == 1:
            self._pair(left[0], right[0], reason)
        elif left and right:
            self._doubtful.append(Group(left, right, reason))

    def _alike(self, left: list[_P], right: list[_P]) -> Iterable[tuple[_P, _P]]:
        known: defaultdict[Hashable, list[_P]] = defaultdict(list)
        for one in reversed(right):
            known[self._contents[1](one)].append(one)
        for one in left:
            if found := known.get(self._contents[0](one)):
                yield one, found.pop()

    def _pair(self, left: _P, right: _P, reason: Reason) -> None:
        self._pairs.append(Pair(left, right, reason))
        self._taken[0].add(left.place)
        self._taken[1].add(right.place)

    def _free(self, side: int) -> list[_P]:
        return self._still_free((self._left, self._right)[side], side)

    def _still_free(self, things: list[_P], side: int) -> list[_P]:
        taken = self._taken[side]
        return [one for one in things if one.place not in taken]


def _grouped(things: list[_P], key: Key[_P]) -> dict[Hashable, _P | list[_P]]:
    """Things by their key: nearly always it is one thing, and then no list is made."""
    groups: dict[Hashable, _P | list[_P]] = {}
    for one in things:
        if (name := key(one)) is None:
            continue
        found = groups.setdefault(name, one)
        if isinstance(found, list):
            found.append(one)
        elif found is not one:
            groups[name] = [found, one]
    return groups


def _listed(found: _P | list[_P]) -> list[_P]:
    return found if isinstance(found, list) else [found]


def _have_ids(found: _P | list[_P]) -> bool:
    return all(one.system_id is not None for one in _listed(found))
