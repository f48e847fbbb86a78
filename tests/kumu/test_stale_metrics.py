from __future__ import annotations

from tests.kumu.metric_maps import drawn
from tests.kumu_documents import nested_element, one_map, project
from toc.kumu.metrics import document_metrics
from toc.kumu.stale_metrics import StoredMetrics, differs, stored_metrics


def compared(lines: str, **fields: dict[str, object]) -> StoredMetrics:
    document = drawn(lines, **fields)
    return stored_metrics(document, document_metrics(document))


def test_stored_metrics_that_are_right_are_not_stale() -> None:
    """A value off by less than a billionth, and one written as text, are as they should be."""
    found = compared(
        "a -> b, b -> c", a={"degree": 1, "reach": 1 - 1e-11}, b={"Size": "3", "betweenness": 0.5}
    )
    assert (found.counts, found.stale) == (
        {"degree": 1, "size": 1, "betweenness": 1, "reach": 1},
        (),
    )


def test_stale_metrics() -> None:
    """A value from another graph is listed with what it is now."""
    found = compared("a -> b", a={"degree": 2, "closeness": 1, "reach": ""}, b={"degree": 1})
    (stale,) = found.stale
    assert (stale.element.label, *stale[1:]) == ("a", "degree", 2.0, 1)
    assert found.counts == {"degree": 2, "closeness": 1}
    assert found.stale_counts == {"degree": 1}


def test_differences() -> None:
    """A billionth of the value is the border, and noise beside nothing is no difference."""
    assert differs(1.0, 1 + 2e-9)
    assert not differs(1.0, 1 + 0.5e-9)
    assert not differs(0.0, 1e-17)
    assert differs(0.0, 1e-9)


def test_what_is_no_number() -> None:
    """A text under the name of a metric is counted, not compared."""
    found = compared("a -> b", a={"reach": "far"})
    assert (found.counts, found.not_numbers) == ({}, 1)


def test_own_fields_are_left_alone() -> None:
    """A field that the project defines in another category is nobody's metric."""
    definitions = [
        {"name": "Size", "category": "General"},
        {"name": "reach", "category": "Metrics"},
    ]
    elements = [nested_element("elem-a", "a", size=500, reach=0.5)]
    document = project(elements, maps=[one_map("Main", ("elem-a",))])
    document.data["attributes"] += definitions
    found = stored_metrics(document, document_metrics(document))
    assert found.own == ("size",)
    assert [one.metric for one in found.stale] == ["reach"]


def test_elements_elsewhere() -> None:
    """Metrics of elements that are not on the map are counted and not compared."""
    elements = [nested_element("elem-a", "a"), nested_element("elem-b", "b", degree=7)]
    document = project(elements, maps=[one_map("Main", ("elem-a",))])
    found = stored_metrics(document, document_metrics(document))
    assert (found.elsewhere, found.stale) == (1, ())


def test_eigenvectors_that_cannot_be_told() -> None:
    """Where the rounds do not settle, stored eigenvectors are neither right nor stale."""
    found = compared("a <-> b, b -> c, c <-> d", a={"eigenvector": 0.5, "degree": 1})
    assert (found.counts, found.stale, found.not_compared) == ({"degree": 1}, (), 1)


def test_micmac_is_counted() -> None:
    """Elements with Kumu's MICMAC values are counted, so that their owner can be told."""
    found = compared("a -> b", a={"micmac influence": 0.7}, b={"MICMAC exposure": 1})
    assert found.micmac == 2


def test_weighted_sizes_are_compared_where_asked_for() -> None:
    """Kumu keeps a weighted size in `size`: with the weight it is as it should be."""
    document = drawn("a -> b", a={"size": 6, "staff": 5})
    assert stored_metrics(document, document_metrics(document)).stale
    assert not stored_metrics(document, document_metrics(document, weight="staff")).stale
