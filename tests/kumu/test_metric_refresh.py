from __future__ import annotations

import json

import pytest

from tests.kumu.metric_maps import drawn
from tests.kumu_documents import (
    blueprint,
    connection,
    element,
    nested_connection,
    nested_element,
    one_map,
    project,
    read,
)
from tests.samples import each_sample
from toc.kumu.document import Document, read_document
from toc.kumu.metric_refresh import Refreshed, refresh_metrics
from toc.kumu.metrics import METRICS, document_metrics


def refreshed(document: Document, *add: str, source: Document | None = None) -> Refreshed:
    """Refresh a document by the metrics of its own graph, or that of another."""
    origin = source or document
    return refresh_metrics(document, document_metrics(origin), origin, add)


FLAT = """{
  "elements": [
    {"label": "a", "Degree": 7, "closeness": "0.25", "other": 1.50},
    {"label": "b", "reach": 0.50, "size": 2.0}
  ],
  "connections": [{"from": "a", "to": "b"}]
}"""


def test_only_stale_values_change() -> None:
    """Numbers stay numbers and texts texts, where they stand; every other byte stays."""
    document = read(FLAT)
    assert refreshed(document) == Refreshed(2, 0, 0, ())
    expected = FLAT.replace('"Degree": 7', '"Degree": 1').replace('"0.25"', '"1"')
    assert document.to_bytes().decode() == expected


def test_a_second_time_changes_nothing() -> None:
    """What has been refreshed is not stale, so the same bytes come out."""
    document = read(FLAT)
    refreshed(document, *METRICS)
    again = read(document.to_bytes().decode())
    assert refreshed(again, *METRICS) == Refreshed(0, 0, 0, ())
    assert again.to_bytes() == document.to_bytes()


@each_sample()
def test_samples_without_stale_metrics_keep_their_bytes(sample: object) -> None:
    """A file with nothing to refresh is written as it was read."""
    content = sample.read_bytes()  # type: ignore[attr-defined]
    document = read_document(content, "sample.json")
    assert refreshed(document).replaced == 0
    assert document.to_bytes() == content


def test_metrics_that_are_added() -> None:
    """Elements that lack a metric get it; others keep theirs unless it is stale."""
    document = drawn("a -> b", a={"degree": 1}, b={"degree": None})
    assert refreshed(document, "degree", "reach-efficiency") == Refreshed(0, 3, 0, ())
    a, b = json.loads(document.to_bytes())["elements"]
    assert a == {"label": "a", "degree": 1, "reach-efficiency": 0.5}
    assert b == {"label": "b", "degree": 1, "reach-efficiency": 0.25}


@pytest.mark.parametrize("newer", [True, False])
def test_a_project_gets_definitions(newer: bool) -> None:
    """Added metrics are number fields of the category Metrics, as Kumu has them, and each once."""
    elements = [nested_element("elem-a", "a"), nested_element("elem-b", "b")]
    lines = [nested_connection("conn-1", "elem-a", "elem-b")]
    document = project(elements, lines, [one_map("Main", ("elem-a", "elem-b"), ("conn-1",))])
    document.data["attributes"].append({"_id": "attr-1", "name": "reach", "category": "Metrics"})
    if not newer:
        del document.data["version"]
    refreshed(document, "degree", "reach")
    made = json.loads(document.to_bytes())
    definition, known = made["attributes"]
    assert known["name"] == "reach"
    assert definition.pop("_id").startswith("attr-")
    keys = ("name", "format", "private", "limit", "category", "prompt", "locked", "values")
    values: tuple[object, ...] = ("degree", "number", False, 1, "Metrics", "none", False, [])
    more = {"sort": False, "cluster": False} if newer else {}
    assert definition == dict(zip(keys, values, strict=True)) | more
    assert made["elements"][0]["attributes"] == {"label": "a", "degree": 1, "reach": 1}


def test_what_is_left_alone() -> None:
    """Texts that are no numbers, the project's own fields, and eigenvectors nobody can tell."""
    document = drawn("a <-> b, b -> c, c <-> d", a={"reach": "far", "eigenvector": 0.3})
    before = document.to_bytes()
    assert refreshed(document, "eigenvector", "reach").skipped == 2
    a, b, *_ = json.loads(document.to_bytes())["elements"]
    assert (a, "eigenvector" in b, "reach" in b) == (
        {"label": "a", "reach": "far", "eigenvector": 0.3},
        False,
        True,
    )
    assert before != document.to_bytes()
    own = project([nested_element("elem-a", "a", size=500)], maps=[one_map("Main", ("elem-a",))])
    own.data["attributes"].append({"name": "Size", "category": "General"})
    before = own.to_bytes()
    assert refreshed(own, "size") == Refreshed(0, 0, 1, ())
    assert own.to_bytes() == before


def test_the_copy_of_the_last_metric_follows() -> None:
    """`metrics::last` is what it was a copy of; where that cannot be told it stays."""
    document = drawn(
        "a -> b",
        a={"degree": 7, "size": 4, "metrics::last": 7},
        b={"degree": 8, "size": 2, "metrics::last": 8},
    )
    refreshed(document)
    assert [one.fields["metrics::last"] for one in document.elements] == [1, 1]
    unclear = drawn("a -> b", a={"degree": 7, "reach": 7, "metrics::last": 7})
    refreshed(unclear)
    assert unclear.elements[0].fields["metrics::last"] == 1
    micmac = drawn("a -> b, a -> c", a={"degree": 7, "micmac exposure": 7, "metrics::last": 7})
    refreshed(micmac)
    assert micmac.elements[0].fields["metrics::last"] == 7


def test_elements_of_another_file() -> None:
    """They are found by system id, also as assigned id, by assigned id, and by label."""
    source = blueprint(
        nested_element("elem-a", "A"),
        nested_element("elem-b", "B", id="bee"),
        nested_element("elem-c", "twice"),
        nested_element("elem-d", "twice"),
        nested_element("elem-e", "gone"),
        connections=[nested_connection("conn-1", "elem-a", "elem-d")],
    )
    target = blueprint(
        element("renamed", id="elem-a", degree=9),
        element("other", id="bee", degree=9),
        element("twice", degree=9),
        element("twice", degree=9),
        element("new", degree=9),
    )
    done = refreshed(target, source=source)
    assert [one.label for one in done.missing] == ["gone"]
    assert [one.fields["degree"] for one in target.elements] == [1, 0, 0, 1, 9]


def test_labels_that_are_borne_more_often_elsewhere() -> None:
    """Where a label is borne by more elements there, none is guessed."""
    target = blueprint(element("a", degree=9), element("a", degree=9))
    done = refreshed(target, source=blueprint(element("a"), connections=[connection("a", "a")]))
    assert (done.replaced, len(done.missing)) == (0, 1)
