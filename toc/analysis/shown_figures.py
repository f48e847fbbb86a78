"""The figures of one group, from its counts: the only place where they are made."""

from __future__ import annotations

__all__ = [
    "FigureRules",
    "Scale",
    "rounded_share",
    "shown_alpha",
    "shown_figures",
    "shown_share",
]

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toc.analysis.bootstrap import bootstrap_interval
from toc.analysis.intervals import Interval, mean_interval, share_interval
from toc.analysis.shown_scores import Alpha, Favourable, ShownScore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from toc.analysis.group_sizes import GroupSizes
    from toc.analysis.privacy import Cells, Members
    from toc.analysis.reliability import Reliability
    from toc.analysis.shown_scores import Group, Level, Method
    from toc.models.survey_scales import BandSet

_FEW = 10  # people below whom Student's interval is not leant on
_WHOLE_BELOW = 100  # people below whom a share has no decimals


class FigureRules(NamedTuple):
    """How figures are made: intervals by which method, and how many people there are.

    Without a method by Student's t, and by the bootstrap for fewer than ten people. Intervals are
    narrowed by `sizes` only where everybody was asked.
    """

    method: Method | None = None
    sizes: GroupSizes | None = None
    everyone_asked: bool = False


class Scale(NamedTuple):
    """One sub-dimension, or one of its items, as it is counted; `shares` are the favourable ones.

    `voices` are those that are asked about it, None where all are.
    """

    level: Level
    id: str
    cells: Cells
    ends: tuple[float, float] = (0.0, 100.0)
    bands: BandSet | None = None
    shares: Cells | None = None
    voices: Sequence[str] | None = None


def shown_figures(
    scale: Scale, group: Group, members: Members, rules: FigureRules | None = None
) -> ShownScore:
    """Number, mean, spread and interval of the people of some finest groups; at least one."""
    how = rules or FigureRules()
    counts, values = scale.cells.counts[members].sum(axis=0), scale.cells.values
    n = int(counts.sum())
    mean = float(counts @ values) / n
    sd = float(np.sqrt(counts @ (values - mean) ** 2 / (n - 1))) if n > 1 else 0.0
    people = how.sizes.of(group, scale.voices) if how.sizes else None
    method = how.method or ("bca" if n < _FEW else "t")
    found: Interval | None
    if method == "bca":
        found = bootstrap_interval(values, counts)
    else:
        drawn_from = people if how.everyone_asked else None
        found = mean_interval(mean, sd, n, drawn_from, ends=scale.ends)
    low, high = found or scale.ends
    score = round(mean, 1)
    band = scale.bands.band_of(score) if scale.bands else None
    return ShownScore(
        scale.level,
        scale.id,
        group,
        n,
        score,
        round(low, 1),
        round(high, 1),
        sd=round(sd, 1),
        band=band.id if band else None,
        method=method,
        people=people,
    )


def shown_share(shares: Cells, members: Members) -> Favourable:
    """How much of what the people of some finest groups answered is favourable."""
    counts: NDArray[np.int64] = shares.counts[members].sum(axis=0)
    n = int(counts.sum())
    share = float(counts @ shares.values) / n / 100
    return rounded_share(min(max(share, 0.0), 1.0), n, n)


def rounded_share(share: float, n: float, people: int) -> Favourable:
    """A share, 0 to 1, of `n` people's weight, with its interval; rounded as for `people`."""
    low, high = share_interval(share * n, n) or Interval(0, 1)
    places = None if people < _WHOLE_BELOW else 1
    return Favourable(*(float(round(100 * one, places)) for one in (share, low, high)))


def shown_alpha(found: Reliability) -> Alpha:
    """Alpha with its interval, rounded to two decimals."""
    return Alpha(round(found.alpha, 2), round(found.low, 2), round(found.high, 2), found.n)
