"""A survey scored from a data frame, by toc and by the group-by that people write in pandas.

`scoring.py ours PEOPLE TIMES` and `scoring.py theirs PEOPLE TIMES` make the same frame of 40 items,
print the means of thirteen sub-dimensions by voice and team, and on stderr the seconds after the
frame was there, once for each of TIMES. The group-by ignores privacy and missing answers: it takes
the means of items, and of those the means. That is the mean over persons only if whoever answers
one item of a sub-dimension answers all of it, and so they do here; otherwise the two could not be
compared. Both sides have loaded what they need before the clock starts.
"""

from __future__ import annotations

__all__ = ["agree"]

import json
import sys
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from toc.models.surveys import Survey

Means = dict[str, dict[str, float]]

_VOICES = ("workers", "receivers", "family", "friends", "volunteers")
_TEAMS = 12
_PARTS = 13
_ITEMS = 40
_MISSING = 0.05  # of the people, sub-dimension by sub-dimension
_ROUNDED = 0.05 + 1e-9  # what is shown has one decimal


def agree(ours: Means, theirs: Means) -> bool:
    """Whether all means are the same as far as they are shown; hidden ones are missing in ours."""
    return (
        list(ours) == list(theirs)
        and all(set(ours[part]) < set(theirs[part]) for part in ours)
        and all(
            abs(mean - theirs[part][group]) <= _ROUNDED
            for part, means in ours.items()
            for group, mean in means.items()
        )
    )


def _part(item: int) -> int:
    return item % _PARTS


def _reversed(item: int) -> bool:
    return item % 4 == 3


def _made(people: int) -> pd.DataFrame:
    """Codes, voices, teams and answers from 1 to 5 as spreadsheets give them; one team is tiny."""
    import numpy as np
    import pandas as pd

    chance = np.random.default_rng(people)
    teams = np.array([f"team {n}" for n in range(_TEAMS)])[chance.integers(0, _TEAMS, people)]
    teams[:6] = "a tiny team"
    columns: dict[str, Any] = {
        "respondent": np.arange(people),
        "voice": np.array(_VOICES)[chance.integers(0, len(_VOICES), people)],
        "team": teams,
    }
    left_out = chance.random((_PARTS, people)) < _MISSING
    for item in range(_ITEMS):
        answers = chance.integers(1, 6, people).astype(float)
        answers[left_out[_part(item)]] = np.nan
        columns[f"i{item}"] = answers
    return pd.DataFrame(columns)


def _survey() -> Survey:
    from toc.models.surveys import Survey

    parts = [f"s{n}" for n in range(_PARTS)]
    return Survey.model_validate(
        {
            "id": "made",
            "label": "Made",
            "voices": _VOICES,
            "versions": [{"id": "all", "label": "All", "voices": _VOICES}],
            "sub_dimensions": [{"id": one, "label": one} for one in parts],
            "scales": [{"id": "five", "min": 1, "max": 5}],
            "items": [
                {
                    "id": f"i{n}",
                    "text": f"I {n}",
                    "sub_dimension": parts[_part(n)],
                    "scale": "five",
                    "reversed": _reversed(n),
                }
                for n in range(_ITEMS)
            ],
        }
    )


def _by_toc(frame: pd.DataFrame) -> Means:
    from toc.analysis.shown_scores import ShownScore
    from toc.analysis.survey_scores import Grouping, score_wave
    from toc.exports.answer_reading import answers_from_frame

    survey = _survey()
    found: Means = {one.id: {} for one in survey.sub_dimensions}
    answers = answers_from_frame(frame, survey)
    for one in score_wave(survey, answers, Grouping(("voice", "team"))).scores:
        if isinstance(one, ShownScore) and len(one.group) == 2:
            found[one.id][", ".join(label for _, label in one.group)] = one.score
    return found


def _by_hand(frame: pd.DataFrame) -> Means:
    items = [f"i{n}" for n in range(_ITEMS)]
    means = 25 * (frame.groupby(["voice", "team"])[items].mean() - 1)
    turned = [f"i{n}" for n in range(_ITEMS) if _reversed(n)]
    means[turned] = 100 - means[turned]
    parts = means.T.groupby([f"s{_part(n)}" for n in range(_ITEMS)], sort=False).mean().T
    parts.index = [", ".join(group) for group in parts.index]
    found: Means = {str(name): dict(parts[name]) for name in parts}
    return found


def _main() -> None:
    side, people, times = sys.argv[1:]
    score: Callable[[pd.DataFrame], Means] = _by_toc if side == "ours" else _by_hand
    score(_made(1_000))
    frame = _made(int(people))
    seconds, found = [], {}
    for _ in range(int(times)):
        started = perf_counter()
        found = score(frame)
        seconds.append(perf_counter() - started)
    print(json.dumps(found))
    print(json.dumps({"scoring": seconds}), file=sys.stderr)


if __name__ == "__main__":
    _main()
