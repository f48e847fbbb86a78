"""A small survey, whole: what tests change a little."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

_SMALL: dict[str, Any] = {
    "id": "climate",
    "label": "Climate",
    "missing": ["No answer", "-9"],
    "voices": [{"id": "workers", "label": "Workers"}, {"id": "receivers", "label": "Receivers"}],
    "versions": [
        {"id": "for-workers", "label": "For workers", "voices": ["workers"]},
        {"id": "for-all", "label": "For everybody", "voices": ["receivers", "workers"]},
    ],
    "domains": [{"id": "systems", "label": "Systems"}],
    "sub_dimensions": [
        {"id": "decisions", "label": "Decisions", "domain": "systems"},
        {"id": "tasks", "label": "Tasks", "domain": "systems"},
    ],
    "scales": [
        {
            "id": "agree",
            "min": 1,
            "max": 3,
            "favourable_from": 3,
            "options": [
                {"value": 1, "text": "No"},
                {"value": 2, "text": "In part"},
                {"value": 3, "text": "Yes"},
            ],
        }
    ],
    "items": [
        {"id": "d1", "text": "I am asked.", "sub_dimension": "decisions", "scale": "agree"},
        {
            "id": "d2",
            "text": "Few decide.",
            "sub_dimension": "decisions",
            "scale": "agree",
            "reversed": True,
        },
        {
            "id": "t1",
            "text": "How clear are tasks?",
            "sub_dimension": "tasks",
            "min": 0,
            "max": 10,
            "asked_of": ["for-workers"],
        },
    ],
    "bands": [
        {
            "id": "halves",
            "label": "Halves",
            "source": "ours",
            "date": "2026-11-22",
            "bands": [
                {"id": "low", "label": "Low", "from": 0, "to": 50},
                {"id": "high", "label": "High", "from": 50, "to": 100},
            ],
        }
    ],
    "readings": [
        {"sub_dimension": "decisions", "band": "low", "text": "Few have a say."},
        {
            "sub_dimension": "decisions",
            "band": "high",
            "voice": "workers",
            "text": "Workers are heard.",
            "state": "consented",
            "by": "the circle",
            "date": "2026-11-20",
        },
    ],
}


def small_survey(**changes: Any) -> dict[str, Any]:
    """The data of a survey of two sub-dimensions, with some of its keys replaced."""
    return deepcopy(_SMALL) | changes


def changed_survey(path: str, value: Any) -> dict[str, Any]:
    """The same with one value replaced: `items.0.scale` leads there, `bands.+` adds to a list."""
    data = small_survey()
    *way, last = path.split(".")
    place: Any = data
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if last == "+":
        place.append(value)
    elif isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
    return data
