from __future__ import annotations

import csv
import io
import json

from tests.exports.metric_reports import report_on
from tests.kumu_documents import blueprint, connection, element
from toc.exports.metrics_table import metrics_csv, metrics_json


def test_json_has_its_keys() -> None:
    """The JSON has the keys that scripts rely on, and nothing that is not a number in JSON."""
    report = report_on("a -> b", a={"degree": 5, "reach": 1, "micmac exposure": 1})
    text = metrics_json(report)
    assert text.endswith("}\n")
    assert json.loads(text, parse_constant=lambda name: name) == {
        "schema": 1,
        "scope": {"map": None, "left_out": {"other_maps": 0, "trash": 0}},
        "dashboard": {
            "element_count": 2,
            "connection_count": 1,
            "density": 0.5,
            "reciprocity": 0.0,
            "average_degree": 1.0,
            "diameter": None,
            "average_path_length": None,
            "joined_pairs": 1,
            "longest_path": 1,
            "mean_path": 1.0,
        },
        "elements": [
            {
                "id": "a",
                "label": "a",
                "degree": 1,
                "indegree": 0,
                "outdegree": 1,
                "size": 2,
                "betweenness": 0.0,
                "closeness": 1.0,
                "eigenvector": 0.0,
                "reach": 1.0,
                "reach-efficiency": 0.5,
            },
            {
                "id": "b",
                "label": "b",
                "degree": 1,
                "indegree": 1,
                "outdegree": 0,
                "size": 2,
                "betweenness": 0.0,
                "closeness": 0.0,
                "eigenvector": 0.0,
                "reach": 0.5,
                "reach-efficiency": 0.25,
            },
        ],
        "stale": [{"id": "a", "metric": "degree", "stored": 5.0, "now": 1}],
        "stored": {
            "compared": {"degree": 1, "reach": 1},
            "stale": {"degree": 1},
            "not_compared": 0,
            "not_numbers": 0,
            "elsewhere": 0,
            "micmac": 1,
        },
    }


def test_json_has_what_was_asked_for() -> None:
    """Weighted size, groups and influence come with each element, loops at the end."""
    report = report_on(
        "a -> b +, b -> a -, b -> c", "influence", "groups", "loops", weight="w", a={"w": 3}
    )
    answer = json.loads(metrics_json(report))
    a, _, c = answer["elements"]
    assert {name: a[name] for name in list(a)[11:]} == {
        "weighted_size": 4.0,
        "group": 1,
        "direct_influence": 1,
        "direct_dependence": 1,
        "indirect_influence": a["indirect_influence"],
        "indirect_dependence": a["indirect_dependence"],
        "indirect_influence_log10": a["indirect_influence_log10"],
        "indirect_dependence_log10": a["indirect_dependence_log10"],
    }
    assert (c["indirect_influence"], c["indirect_influence_log10"]) == (0, None)
    assert answer["influence"] == {"longest": 100, "complete": False, "steady": False}
    assert answer["loops"] == {
        "complete": True,
        "searched": 12,
        "found": [
            {
                "kind": "balancing",
                "elements": ["a", "b"],
                "labels": ["a", "b"],
                "types": [["+"], ["-"]],
            }
        ],
    }


def test_csv() -> None:
    """One row for each element, with what is stale, and cells that no spreadsheet obeys."""
    document = blueprint(
        element("=a()", degree=5, size=9), element("b"), connections=[connection("b", "=a()")]
    )
    head, *rows = csv.reader(io.StringIO(metrics_csv(report_on(document, "groups", "influence"))))
    assert head == [
        *("id", "label", "degree", "indegree", "outdegree", "size", "betweenness", "closeness"),
        *("eigenvector", "reach", "reach-efficiency", "stale", "group"),
        *("direct_influence", "direct_dependence", "indirect_influence", "indirect_dependence"),
        *("indirect_influence_log10", "indirect_dependence_log10"),
    ]
    assert rows[0] == [
        *("'=a()", "'=a()", "1", "1", "0", "2", "0.0", "0.0", "0.0", "0.5", "0.25"),
        *("degree; size", "1", "0", "1", "0.0", "0.0", "", ""),
    ]
    assert len(rows) == 2


def test_nothing() -> None:
    """A map without elements gives an answer without elements."""
    assert json.loads(metrics_json(report_on("")))["elements"] == []
    assert metrics_csv(report_on("")).count("\n") == 1
