"""Which link of one theory is which of another: by id, then by ends and type."""

from __future__ import annotations

__all__ = ["LinkPairs", "pair_links"]

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from toc.models.links import Link


class LinkPairs(NamedTuple):
    """The links of two theories, each in the order of its own; pairs in that of the newer one."""

    pairs: list[tuple[Link, Link]]
    removed: list[Link]
    added: list[Link]


def pair_links(
    before: Sequence[Link], after: Sequence[Link], new_id: Callable[[str], str]
) -> LinkPairs:
    """Which link of the older theory is which of the newer; `new_id` gives the new id of a part.

    By id, then those that say the same between the same ends, then by ends and type, then by ends
    alone. Parallel links that none of this tells apart are given as removed and added.
    """
    pairing = _Pairing(before, after)

    def ends(link: Link) -> tuple[str, str]:
        return new_id(link.from_), new_id(link.to)

    pairing.by(lambda one: one.id, lambda one: one.id)
    pairing.by(
        lambda one: (*ends(one), _said(one)),
        lambda one: (one.from_, one.to, _said(one)),
        alike=True,
    )
    pairing.by(lambda one: (*ends(one), one.type), lambda one: (one.from_, one.to, one.type))
    pairing.by(ends, lambda one: (one.from_, one.to))
    return pairing.result()


class _Pairing:
    def __init__(self, before: Sequence[Link], after: Sequence[Link]) -> None:
        self.before, self.after = before, after
        self.olds, self.news = dict(enumerate(before)), dict(enumerate(after))
        self.found: dict[int, int] = {}

    def by(
        self,
        old: Callable[[Link], Hashable | None],
        new: Callable[[Link], Hashable | None],
        *,
        alike: bool = False,
    ) -> None:
        """Pair links that one key has on each side; those that are `alike` in their order."""
        olds, news = _grouped(self.olds, old), _grouped(self.news, new)
        for key, mine in olds.items():
            yours = news.get(key, [])
            if alike or len(mine) == len(yours) == 1:
                for one, other in zip(mine, yours, strict=False):
                    self.found[other] = one
                    del self.olds[one], self.news[other]

    def result(self) -> LinkPairs:
        """The pairs found, and what is left."""
        pairs = [(self.before[self.found[new]], self.after[new]) for new in sorted(self.found)]
        return LinkPairs(pairs, list(self.olds.values()), list(self.news.values()))


def _grouped(
    links: dict[int, Link], key: Callable[[Link], Hashable | None]
) -> dict[Hashable, list[int]]:
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, link in links.items():
        if (name := key(link)) is not None:
            groups[name].append(place)
    return groups


def _said(link: Link) -> Hashable:
    fields = type(link).model_fields.keys() - {"from_", "to", "id"}
    return tuple(getattr(link, field) for field in sorted(fields))
