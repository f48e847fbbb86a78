"""What changed between two theories, in the words of the theory."""

from __future__ import annotations

__all__ = ["TheoryAmbiguity", "TheoryDifferences", "theory_differences"]

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.analysis.link_pairs import pair_links
from toc.analysis.theory_difference import TheoryDifference, given_differences, plain_value
from toc.analysis.theory_pairs import pair_theories
from toc.analysis.theory_remarks import remark_differences
from toc.models.measures import DatedValue, Mark, Measure
from toc.models.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from toc.analysis.theory_difference import Change, What
    from toc.analysis.theory_pairs import TheoryPairs
    from toc.models.base import Item
    from toc.models.links import Link
    from toc.models.theory import Theory

_REFERENCES = ("domain", "dimension", "themes", "voices")
_MARKS = ("baseline", "target")
_APART = {"id", "label", "leads_to", "measured_by", "values", *_MARKS, *_REFERENCES}
_LINK_APART = {"id", "from_", "to", "type"}


class TheoryAmbiguity(NamedTuple):
    """Parts with one label and role of which it cannot be told which is which, by their ids."""

    kind: str
    label: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True)
class TheoryDifferences:
    """What is different between two theories; what is `ambiguous` was not compared."""

    found: tuple[TheoryDifference, ...]
    ambiguous: tuple[TheoryAmbiguity, ...]


def theory_differences(
    before: Theory,
    after: Theory,
    before_ids: Mapping[str, str] | None = None,
    after_ids: Mapping[str, str] | None = None,
    *,
    whole: bool = True,
) -> TheoryDifferences:
    """What changed from an older theory to a newer one.

    Parts are known again by the system ids they came from (`before_ids` and `after_ids`, by id),
    then by id, then by label and role; links by id, then by their ends and type. The order of
    parts, and whether a link is written at its source or on its own, are no differences. Without
    `whole` only parts and links are compared, and not what the theories say of themselves.
    """
    pairs = pair_theories(before, after, before_ids, after_ids)
    comparing = _Comparing(before, after, pairs)
    found = [*comparing.parts(), *comparing.links()]
    if whole:
        found += remark_differences(before, after)
    ambiguous = tuple(
        TheoryAmbiguity(
            group.after[0].role,
            group.after[0].label,
            [one.id for one in group.before],
            [one.id for one in group.after],
        )
        for group in pairs.ambiguous
    )
    return TheoryDifferences(tuple(found), ambiguous)


class _Comparing:
    def __init__(self, before: Theory, after: Theory, pairs: TheoryPairs) -> None:
        self.before, self.after, self.pairs = before, after, pairs
        self.labels = (
            {one.id: one.label for one in before.items()},
            {one.id: one.label for one in after.items()},
        )

    def parts(self) -> Iterator[TheoryDifference]:
        """Parts added and removed, and what changed in the others."""
        for one in self.pairs.added:
            own = (one.role, one.id, one.label)
            yield TheoryDifference(*own, "added", after=plain_value(one))
            for tie in one.measured_by if isinstance(one, Outcome) else ():
                yield TheoryDifference(
                    *own, "measured", "measured_by", None, self._end(tie.measure, 1)
                )
        for one in self.pairs.removed:
            yield TheoryDifference(one.role, one.id, one.label, "removed", before=plain_value(one))
        for old, new in self.pairs.pairs:
            for what, field, was, is_now in self._part(old, new):
                yield TheoryDifference(new.role, new.id, new.label, what, field, was, is_now)

    def _part(self, old: Item, new: Item) -> Iterator[Change]:
        if old.id != new.id:
            yield "id changed", "id", old.id, new.id
        if old.label != new.label:
            yield "relabelled", "label", old.label, new.label
        if old.role != new.role:
            yield "retyped", "role", old.role, new.role
        yield from given_differences(old, new, _APART)
        yield from self._references(old, new)
        if isinstance(old, Outcome) and isinstance(new, Outcome):
            yield from self._measured(old, new)
        if isinstance(old, Measure) and isinstance(new, Measure):
            yield from _marks(old, new)
            yield from _values(old.values, new.values)

    def _references(self, old: Item, new: Item) -> Iterator[Change]:
        for field in _REFERENCES:
            was, is_now = _ids(old, field), _ids(new, field)
            if [self.pairs.new_id(one) for one in was] != is_now:
                yield "changed", field, self._named(was, 0), self._named(is_now, 1)

    def _named(self, ids: Sequence[str], side: int) -> list[dict[str, str]] | None:
        labels = self.labels[side]
        return [{"id": one, "label": labels.get(one, one)} for one in ids] or None

    def _measured(self, old: Outcome, new: Outcome) -> Iterator[Change]:
        """Which measures tell how an outcome is doing, and who says so."""
        olds = {self.pairs.new_id(one.measure): one for one in old.measured_by}
        news = {one.measure: one for one in new.measured_by}
        for own, tie in news.items():
            if own not in olds:
                yield "measured", "measured_by", None, self._end(tie.measure, 1)
            else:
                name = self.labels[1].get(own, own)
                for what, field, was, is_now in given_differences(olds[own], tie, {"measure"}):
                    yield what, f"measured_by {name}: {field}", was, is_now
        for own, tie in olds.items():
            if own not in news:
                yield "no longer measured", "measured_by", self._end(tie.measure, 0), None

    def _end(self, own: str, side: int) -> dict[str, str]:
        return {"id": own, "label": self.labels[side].get(own, own)}

    def links(self) -> Iterator[TheoryDifference]:
        """Links added, removed and changed."""
        found = pair_links(self.before.every_link(), self.after.every_link(), self.pairs.new_id)
        for one in found.added:
            yield self._link(one, 1, "added", "", None, plain_value(one))
        for one in found.removed:
            yield self._link(one, 0, "removed", "", plain_value(one), None)
        for old, new in found.pairs:
            for end in ("from_", "to"):
                was, is_now = getattr(old, end), getattr(new, end)
                if self.pairs.new_id(was) != is_now:
                    ends = self._end(was, 0), self._end(is_now, 1)
                    yield self._link(new, 1, "rewired", end.rstrip("_"), *ends)
            if old.id != new.id:
                yield self._link(new, 1, "id changed", "id", old.id, new.id)
            if old.type != new.type:
                yield self._link(new, 1, "retyped", "type", old.type, new.type)
            for what, field, was, is_now in given_differences(old, new, _LINK_APART):
                yield self._link(new, 1, what, field, was, is_now)

    def _link(
        self, link: Link, side: int, what: What, field: str, before: Any, after: Any
    ) -> TheoryDifference:
        labels = self.labels[side]
        arrow = "<-->" if link.mutual else "-->"
        ends = (labels.get(one, one) for one in (link.from_, link.to))
        called = f" {arrow} ".join(ends)
        return TheoryDifference("link", link.id or "", called, what, field, before, after)


def _marks(old: Measure, new: Measure) -> Iterator[Change]:
    """Baseline and target: their values, dates and notes."""
    for field in _MARKS:
        was, is_now = (getattr(one, field) or Mark() for one in (old, new))
        for what, part, before, after in given_differences(was, is_now, set()):
            yield what, field if part == "value" else f"{field} {part}", before, after


def _values(old: Sequence[DatedValue], new: Sequence[DatedValue]) -> Iterator[Change]:
    """Dated values by their days; several of one day by their order."""
    olds, news = _by_day(old), _by_day(new)
    for key, value in news.items():
        if key not in olds:
            yield "value added", key[0].isoformat(), None, plain_value(value)
        elif olds[key] != value:
            yield "value changed", key[0].isoformat(), plain_value(olds[key]), plain_value(value)
    for key, value in olds.items():
        if key not in news:
            yield "value removed", key[0].isoformat(), plain_value(value), None


def _by_day(values: Sequence[DatedValue]) -> dict[tuple[date, int], DatedValue]:
    found: dict[tuple[date, int], DatedValue] = {}
    met: Counter[date] = Counter()
    for value in values:
        found[value.date, met[value.date]] = value
        met[value.date] += 1
    return found


def _ids(item: Item, field: str) -> list[str]:
    found = getattr(item, field, None)
    return [found] if isinstance(found, str) else list(found or ())
