"""On survey tables that statsmodels ships, scores are those of pandas and statsmodels.

The tables are Fair's (Redbook magazine's survey of 1974) and the American National Election Study
of 1996, both in the package's own folder of data.
"""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.datasets import anes96, fair  # type: ignore[import-untyped]
from statsmodels.stats.weightstats import DescrStatsW  # type: ignore[import-untyped]

from tests.analysis.scored_by_hand import percent_of_maximum, person_scores
from tests.analysis.survey_builders import survey
from toc.analysis.answers import Answers
from toc.analysis.intervals import mean_interval
from toc.analysis.reliability import reliability
from toc.analysis.shown_scores import ShownScore
from toc.analysis.survey_scores import Grouping, score_wave

FAIR = fair.load_pandas().data
ENDS = {"rate_marriage": (1, 5), "religious": (1, 4)}


def turned() -> np.ndarray:
    columns = [percent_of_maximum(FAIR[one].to_numpy(), *ENDS[one]) for one in ENDS]
    return np.stack(columns, axis=1)


def test_scores_of_persons() -> None:
    """A scale of a five-point and a four-point item is the mean of both from 0 to 100."""
    ours = person_scores(turned(), np.ones((len(FAIR), 2), dtype=bool))
    theirs = ((FAIR["rate_marriage"] - 1) / 4 + (FAIR["religious"] - 1) / 3) * 50
    assert ours == pytest.approx(theirs.to_numpy(), abs=1e-9)


@pytest.mark.parametrize("children", sorted(FAIR["children"].unique()))
def test_intervals(children: float) -> None:
    """Means and intervals of groups agree to 1e-9."""
    scores = turned()[FAIR["children"] == children].mean(axis=1)
    found = mean_interval(scores.mean(), scores.std(ddof=1), len(scores))
    assert found == pytest.approx(DescrStatsW(scores).tconfint_mean(), abs=1e-9)


def test_the_whole_pipeline() -> None:
    """Groups that are shown have the figures that pandas and statsmodels give, rounded."""
    items = [
        {"id": one, "text": one, "sub_dimension": "trust", "min": low, "max": high}
        for one, (low, high) in ENDS.items()
    ]
    groups = {"team": FAIR["children"].astype(str), "voice": [""] * len(FAIR)}
    given = Answers({one: FAIR[one].to_numpy() for one in ENDS}, groups)
    found = score_wave(survey(items=items), given, Grouping(("team",)))
    scores = turned().mean(axis=1)
    assert sum(isinstance(one, ShownScore) for one in found.scores) == 7
    for one in found.scores:
        assert isinstance(one, ShownScore)
        rows = np.ones(len(FAIR), dtype=bool)
        for _, label in one.group:
            rows = (FAIR["children"].astype(str) == label).to_numpy()
        theirs = DescrStatsW(scores[rows])
        assert one.n == rows.sum()
        figures = (one.score, one.low, one.high)
        assert figures == pytest.approx((theirs.mean, *theirs.tconfint_mean()), abs=0.0501)


def test_alpha() -> None:
    """Alpha of three placements from left to right is that of their covariances."""
    table = anes96.load_pandas().data[["selfLR", "ClinLR", "DoleLR"]].to_numpy()
    scores = percent_of_maximum(table, 1, 7)
    matrix = np.cov(scores, rowvar=False)
    found = reliability(scores)
    assert found
    assert found.alpha == pytest.approx(1.5 * (1 - matrix.trace() / matrix.sum()), abs=1e-9)
