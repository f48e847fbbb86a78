"""A small survey and answers to it, made for tests of scores and of what they may give away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from toc.analysis.answers import Answers
from toc.models.surveys import Survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Person = tuple[str, str, Sequence[float | None]]

VOICES = ("workers", "receivers")


def survey(**more: Any) -> Survey:
    """Two voices; the sub-dimension `trust` of two items, `b` reversed; five steps from 1 to 5."""
    return Survey.model_validate(
        {
            "id": "climate",
            "label": "Climate",
            "voices": [{"id": one, "label": one.capitalize()} for one in VOICES],
            "versions": [{"id": "all", "label": "For all", "voices": list(VOICES)}],
            "domains": [{"id": "growth", "label": "Growth"}],
            "sub_dimensions": [{"id": "trust", "label": "Trust", "domain": "growth"}],
            "scales": [{"id": "five", "min": 1, "max": 5}],
            "items": [
                {"id": "a", "text": "A", "sub_dimension": "trust", "scale": "five"},
                {
                    "id": "b",
                    "text": "B",
                    "sub_dimension": "trust",
                    "scale": "five",
                    "reversed": True,
                },
            ],
            "bands": [
                {
                    "id": "ours",
                    "label": "Ours",
                    "source": "ours",
                    "date": "2026-11-01",
                    "bands": [
                        {"id": "low", "label": "Low", "from": 0, "to": 40},
                        {"id": "medium", "label": "Medium", "from": 40, "to": 70},
                        {"id": "high", "label": "High", "from": 70, "to": 100},
                    ],
                }
            ],
            **more,
        }
    )


def answers(people: Iterable[Person], items: Sequence[str] = ("a", "b"), **groups: Any) -> Answers:
    """People as voice, team and their answers to the items in order, None for no answer."""
    listed = list(people)
    table = np.array(
        [[np.nan if one is None else one for one in given] for _, _, given in listed], dtype=float
    ).reshape(len(listed), len(items))
    columns = {"voice": [one[0] for one in listed], "team": [one[1] for one in listed], **groups}
    return Answers({name: table[:, n] for n, name in enumerate(items)}, columns, people=len(listed))


def crowd(sizes: dict[tuple[str, str], int], seed: int = 1) -> list[Person]:
    """So many people of each voice in each team, with answers by chance to both items."""
    random = np.random.default_rng(seed)
    return [
        (voice, team, [float(random.integers(1, 6)), float(random.integers(1, 6))])
        for (voice, team), size in sizes.items()
        for _ in range(size)
    ]
