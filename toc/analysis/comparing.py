"""Whether a score has changed between two waves, or differs between two groups."""

from __future__ import annotations

__all__ = [
    "Change",
    "Sample",
    "linked_change",
    "mean_change",
    "mean_of_samples",
    "sampled_change",
    "unlinked_change",
    "words_of_changes",
]

import math
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.quantiles import t_beyond, t_quantile

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVEL = 0.95
_SPREAD = 2  # answers that a spread needs


class Sample(NamedTuple):
    """What a comparison needs of a group: its mean, standard deviation (n - 1) and size.

    `people` is how many there are in all, where the answers are from a known list: what nobody
    need guess then is taken off.
    """

    mean: float
    sd: float
    n: int
    people: int | None = None

    @property
    def variance(self) -> float:
        """How far the mean may be off, squared."""
        found = self.sd**2 / self.n
        if self.people is None or self.people < self.n:
            return found
        return found * (self.people - self.n) / max(self.people - 1, 1)


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


def mean_of_samples(samples: Sequence[Sample], *, level: float = _LEVEL) -> tuple[float, float]:
    """The mean of some means, each counting the same, and half the width of its interval.

    Each sample has at least two people. Degrees of freedom by Satterthwaite (1946).

    >>> mean, half = mean_of_samples([Sample(60, 15, 12), Sample(40, 10, 10)])
    >>> print(f"{mean:.1f} +/- {half:.1f}")
    50.0 +/- 5.6
    """
    mean = math.fsum(one.mean for one in samples) / len(samples)
    error, freedom = _error(samples, len(samples))
    return mean, t_quantile((1 + level) / 2, freedom) * error if error else 0.0


def _error(samples: Sequence[Sample], among: int) -> tuple[float, float]:
    """How far a sum of means, each divided by `among`, may be off, and its degrees of freedom."""
    parts = [one.variance / among**2 for one in samples]
    whole = math.fsum(parts)
    pairs = zip(parts, samples, strict=True)
    below = math.fsum(part**2 / (one.n - 1) for part, one in pairs if one.n > 1)
    return math.sqrt(whole), whole**2 / below if below else 1.0


def unlinked_change(first: Sample, second: Sample, *, level: float = _LEVEL) -> Change | None:
    """The change between two groups of whom nobody knows who is who (Welch 1947).

    None where a group has fewer than two people. Hedges (1981) for the effect.
    """
    found = sampled_change([first], [second], level=level)
    if found is None or not found.half_width:
        return found
    return found._replace(effect=_effect(first, second))


def sampled_change(
    first: Sequence[Sample], second: Sequence[Sample], *, level: float = _LEVEL
) -> Change | None:
    """The change between two means of samples, in each of which the samples count the same.

    None where a sample has fewer than two people; no effect is told.
    """
    if min(one.n for one in (*first, *second)) < _SPREAD:
        return None
    means = [math.fsum(one.mean for one in samples) / len(samples) for samples in (first, second)]
    difference = means[1] - means[0]
    scaled = [
        one._replace(sd=one.sd / len(samples)) for samples in (first, second) for one in samples
    ]
    error, freedom = _error(scaled, 1)
    if not error:
        return Change(difference, difference, difference, 0.0, None, float(not difference))
    half = t_quantile((1 + level) / 2, freedom) * error
    chance = t_beyond(difference / error, freedom)
    return Change(difference, difference - half, difference + half, half, None, chance)


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


def mean_change(samples: Sequence[Sample], *, level: float = _LEVEL) -> Change | None:
    """The change of the same people in several samples that count the same, from their changes.

    Each sample is of what changed for each of its people. None where one has fewer than two; no
    effect is told. Of one sample it is that of `linked_change`.
    """
    if min(one.n for one in samples) < _SPREAD:
        return None
    mean, half = mean_of_samples(samples, level=level)
    error, freedom = _error(samples, len(samples))
    chance = t_beyond(mean / error, freedom) if error else float(not mean)
    return Change(mean, mean - half, mean + half, half, None, chance)


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
