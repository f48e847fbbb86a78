"""Whether a score has changed between two waves, or differs between two groups."""

from __future__ import annotations

__all__ = ["Change", "Sample", "linked_change", "unlinked_change", "words_of_changes"]

import math
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.quantiles import t_beyond, t_quantile

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVEL = 0.95
_SPREAD = 2  # answers that a spread needs


class Sample(NamedTuple):
    """What a comparison needs of a group: its mean, standard deviation (n - 1) and size."""

    mean: float
    sd: float
    n: int


class Change(NamedTuple):
    """How much higher the second is than the first, in points, with its interval.

    `half_width` is what this many people can detect at best: a smaller change cannot be told from
    chance. `effect` is Hedges' g, None where nobody differs from anybody. `chance` is how often (0
    to 1) chance alone would give a difference as large.
    """

    difference: float
    low: float
    high: float
    half_width: float
    effect: float | None
    chance: float


def unlinked_change(first: Sample, second: Sample, *, level: float = _LEVEL) -> Change | None:
    """The change between two groups of whom nobody knows who is who (Welch 1947).

    None where a group has fewer than two people. Hedges (1981) for the effect.
    """
    if min(first.n, second.n) < _SPREAD:
        return None
    parts = [one.sd**2 / one.n for one in (first, second)]
    error = math.sqrt(sum(parts))
    difference = second.mean - first.mean
    if not error:
        return Change(difference, difference, difference, 0.0, None, float(not difference))
    pairs = zip(parts, (first, second), strict=True)
    freedom = sum(parts) ** 2 / sum(part**2 / (one.n - 1) for part, one in pairs)
    half = t_quantile((1 + level) / 2, freedom) * error
    chance = t_beyond(difference / error, freedom)
    ends = difference - half, difference + half
    return Change(difference, *ends, half, _effect(first, second), chance)


def _effect(first: Sample, second: Sample) -> float:
    freedom = first.n + second.n - 2
    pooled = ((first.n - 1) * first.sd**2 + (second.n - 1) * second.sd**2) / freedom
    return (1 - 3 / (4 * freedom - 1)) * (second.mean - first.mean) / math.sqrt(pooled)


def linked_change(differences: Sequence[float], *, level: float = _LEVEL) -> Change | None:
    """The change of the same people, from each person's second score minus the first.

    None for fewer than two people. The effect is in standard deviations of the differences.
    """
    n = len(differences)
    if n < _SPREAD:
        return None
    mean = math.fsum(differences) / n
    sd = math.sqrt(math.fsum((one - mean) ** 2 for one in differences) / (n - 1))
    if not sd:
        return Change(mean, mean, mean, 0.0, None, float(not mean))
    error = sd / math.sqrt(n)
    half = t_quantile((1 + level) / 2, n - 1) * error
    effect = (1 - 3 / (4 * (n - 1) - 1)) * mean / sd
    return Change(mean, mean - half, mean + half, half, effect, t_beyond(mean / error, n - 1))


def words_of_changes(
    changes: Sequence[Change], smallest: float = 0.0, *, level: float = _LEVEL
) -> list[str]:
    """`rose`, `fell` or `no clear change` for each of several changes that are told together.

    A change is told only where its interval leaves out 0, also when it is held against how many
    are told (Holm 1979), and where it is at least `smallest`: the least difference, in points,
    that means anything to the owners of the survey.
    """
    words = ["no clear change"] * len(changes)
    for rank, place in enumerate(sorted(range(len(changes)), key=lambda n: changes[n].chance)):
        change = changes[place]
        if change.chance > (1 - level) / (len(changes) - rank):
            break
        if abs(change.difference) >= smallest:
            words[place] = "rose" if change.difference > 0 else "fell"
    return words
