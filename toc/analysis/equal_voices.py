"""Means in which each voice counts the same, made from shown scores only: they give nothing away.

Where more people of one voice answer than of another, the mean of all people says most about that
voice. The mean of the voices does not.
"""

from __future__ import annotations

__all__ = ["equal_voices", "parts_of", "people_alike"]

from dataclasses import replace
from typing import TYPE_CHECKING

from toc.analysis.asked_voices import voices_asked
from toc.analysis.comparing import Sample, mean_of_samples
from toc.analysis.shown_figures import rounded_share
from toc.analysis.shown_scores import PeopleMean, ShownScore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from toc.analysis.shown_scores import Favourable, Group, Level, Score
    from toc.models.surveys import Survey

    Key = tuple[Level, str, Group]
    Held = Mapping[Key, ShownScore]

_SEVERAL = 2
_LEVELS = ("sub-dimension", "item")


def equal_voices(survey: Survey, scores: Iterable[Score]) -> list[Score]:
    """The scores, those of groups of several voices with each voice counting the same.

    For that, every voice that is asked has to be shown in the group: one that were left out would
    be silent, and the mean another thing. Where one is not, the score stays that of people. The
    interval is Student's, with the degrees of freedom of Satterthwaite (1946); where everybody was
    asked, and it is known how many each voice has, it is narrowed as theirs.
    """
    listed = list(scores)
    if len(survey.voices) < _SEVERAL:
        return listed
    held: dict[Key, ShownScore] = {
        (one.level, one.id, one.group): one for one in listed if isinstance(one, ShownScore)
    }
    asked: dict[tuple[Level, str], tuple[str, ...]] = {}
    found: list[Score] = []
    for one in listed:
        key = one.level, one.id
        if key not in asked:
            asked[key] = voices_asked(survey, *key)
        parts = parts_of(one, asked[key], held)
        if isinstance(one, ShownScore) and one.weights == "people" and parts:
            found.append(_equal(survey, one, parts))
        else:
            found.append(one)
    return found


def parts_of(score: Score, voices: Sequence[str], held: Held) -> list[ShownScore]:
    """The scores of the voices in a group; none unless all of them are shown."""
    if score.level not in _LEVELS or any(name == "voice" for name, _ in score.group):
        return []
    groups = [(("voice", voice), *score.group) for voice in voices]
    parts = [held.get((score.level, score.id, group)) for group in groups]
    shown = [one for one in parts if one is not None]
    return shown if len(shown) == len(parts) else []


def _equal(survey: Survey, score: ShownScore, parts: Sequence[ShownScore]) -> ShownScore:
    home = next((one for one in survey.sub_dimensions if one.id == score.id), None)
    scale = home if score.level == "sub-dimension" else None
    table = scale.conversion if scale else None
    ends = (table.lowest, table.highest) if table else (0.0, 100.0)
    samples = [
        Sample(one.score, one.sd or 0.0, one.n, one.people if survey.everyone_asked else None)
        for one in parts
    ]
    mean, half = mean_of_samples(samples)
    number = round(mean, 1)
    bands = survey.bands_of(scale) if scale else None
    band = bands.band_of(number) if bands else None
    alike = len(parts) ** 2 / sum(1 / one.n for one in parts)  # Kish 1965, for weights 1 / n
    return replace(
        score,
        n=sum(one.n for one in parts),
        score=number,
        low=round(max(mean - half, ends[0]), 1),
        high=round(min(mean + half, ends[1]), 1),
        sd=None,
        band=band.id if band else None,
        method="t",
        favourable=_share(parts, alike),
        weights="voice",
        effective_n=round(alike, 1),
        of_people=PeopleMean(
            score.n, score.score, score.low, score.high, score.sd, score.band, score.favourable
        ),
    )


def _share(parts: Sequence[ShownScore], alike: float) -> Favourable | None:
    shares = [one.favourable.share for one in parts if one.favourable]
    if len(shares) < len(parts):
        return None
    return rounded_share(sum(shares) / len(shares) / 100, alike, sum(one.n for one in parts))


def people_alike(score: ShownScore) -> ShownScore:
    """The score in which each person counts the same."""
    whole = score.of_people
    if whole is None:
        return score
    return replace(
        score,
        n=whole.n,
        score=whole.score,
        low=whole.low,
        high=whole.high,
        sd=whole.sd,
        band=whole.band,
        favourable=whole.favourable,
        weights="people",
        effective_n=None,
        of_people=None,
    )
