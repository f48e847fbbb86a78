"""A small theory with a survey inside, a map of it, and answers: for scores that go onwards."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Person = tuple[str, Sequence[float]]

THEORY = """\
toc: 1
name: Street
# Those who live and work there.
domains: [{id: growth, label: Growth}]
voices: [{id: workers, label: Workers}, {id: receivers, label: Receivers}]
outputs:
  - {id: meals, label: Meals, leads_to: [trust-grows, shared]}
outcomes:
  - {id: trust-grows, label: Trust grows, domain: growth, measured_by: [trust-score]}
  - {id: shared, label: Shared decisions, measured_by: [count]}
  - {id: other, label: Something else}
measures:
  - id: trust-score
    label: Trust, by survey
    method: survey
    unit: "0-100"        # as the survey gives it
    better: higher
    source: climate survey
    owner: the circle
    every: 6 months
    baseline: {value: 40, date: 2025-05-31}
    target: {value: 70, date: 2027-05-31}
  - {id: count, label: Decisions taken together, method: counting}
surveys:
  - id: climate
    label: Climate
    voices: [workers, receivers]
    versions: [{id: all, label: For all, voices: [workers, receivers]}]
    domains: [growth]
    sub_dimensions:
      - {id: trust, label: Trust, domain: growth, measure: trust-score}
      - {id: say, label: Having a say, domain: growth, outcomes: [shared]}
    scales: [{id: fine, min: 0, max: 10, step: 0.0001}]
    items:
      - {id: a, text: We trust each other, sub_dimension: trust, scale: fine}
      - {id: b, text: We are asked, sub_dimension: say, scale: fine}
    bands:
      - id: ours
        label: Ours
        source: ours
        date: 2026-11-01
        bands:
          - {id: low, label: Low, from: 0, to: 40}
          - {id: medium, label: Medium, from: 40, to: 60}
          - {id: high, label: High, from: 60, to: 100}
"""

SPREAD = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0)
SECRET = (1.3519, 2.8264, 6.5719, 9.0473)
"""Answers of four people that nobody else could have given; their mean is 4.9494."""

TRACES = ("1.35", "13.5", "2.82", "28.3", "6.57", "65.7", "9.04", "90.5", "49.5", "49.49")
"""How those answers, or what is made of them alone, would look in a file."""


def crowd(number: int, voice: str = "workers", plus: float = 0.0) -> list[Person]:
    """So many people of one voice whose answers are spread over the scale."""
    return [(voice, (min(SPREAD[n % 6] + plus, 10.0),) * 2) for n in range(number)]


def secret(voice: str = "receivers") -> list[Person]:
    """The four people whose answers are to be found nowhere."""
    return [(voice, (one, one)) for one in SECRET]


def answers(waves: Mapping[str, Iterable[Person]], items: Sequence[str] = ("a", "b")) -> str:
    """The answer sheet of some waves as csv; the same people in each keep their codes."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(["respondent", "voice", "wave", *items])
    for wave, people in waves.items():
        for number, (voice, given) in enumerate(people):
            writer.writerow([f"code{number}", voice, wave, *given[: len(items)]])
    return sheet.getvalue()


def blueprint(**fields: Any) -> dict[str, Any]:
    """A flat map of the theory; `fields` are those of the outcome `trust-grows`."""
    return {
        "elements": [
            {"id": "meals", "label": "Meals", "type": "Output"},
            {"id": "trust-grows", "label": "Trust grows", "type": "Outcome", **fields},
            {"id": "shared", "label": "Shared decisions", "type": "Outcome", "note": 1.50},
            {"id": "other", "label": "Something else", "type": "Outcome"},
            {"id": "trust-score", "label": "Trust, by survey", "type": "Measure"},
        ],
        "connections": [
            {"from": "meals", "to": "trust-grows"},
            {"from": "trust-grows", "to": "trust-score", "type": "measured by"},
        ],
    }


def element(content: str | bytes, own: str) -> dict[str, Any]:
    """The element with this id in a flat map."""
    found: dict[str, Any] = next(one for one in json.loads(content)["elements"] if one["id"] == own)
    return found
