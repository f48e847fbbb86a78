from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kumu_documents import nested_connection, nested_element, one_map, project
from toc.errors import NotFoundError
from toc.exports.metrics_reading import read_metrics
from toc.exports.viewed_scope import viewed_scope

if TYPE_CHECKING:
    from toc.kumu.document import Document


def in_views(style: str) -> Document:
    """A project of a map with a chain of three, and one with its end, and a view on the first."""
    elements = [
        nested_element("elem-a", "a", **{"element type": "Output"}),
        nested_element("elem-b", "b", **{"element type": "Outcome"}),
        nested_element("elem-c", "c", **{"element type": "Outcome"}),
    ]
    lines = [
        nested_connection("conn-1", "elem-a", "elem-b"),
        nested_connection("conn-2", "elem-b", "elem-c"),
    ]
    maps = [
        one_map("Other", ("elem-c",)),
        one_map(
            "Main",
            ("elem-a", "elem-b", "elem-c"),
            ("conn-1", "conn-2"),
            defaultPerspective="pers-1",
        ),
    ]
    views = [{"_id": "pers-1", "name": "Plain", "style": style}]
    return project(elements, lines, maps, perspectives=views)


def degrees(style: str, name: str = "Plain", map_name: str | None = None) -> dict[str, int]:
    document = in_views(style)
    part = viewed_scope(document, name, map_name)
    found = read_metrics(document, part).metrics.elements
    return {one.element.label: one.degree for one in found}


def test_what_a_view_includes_and_ignores() -> None:
    """Only what the view shows takes part, and connections between what it shows."""
    assert degrees("@settings { include: outcome, connection; }") == {"b": 1, "c": 1}
    assert degrees("@settings { ignore: output; }") == {"b": 1, "c": 1}
    assert degrees("") == {"a": 1, "b": 2, "c": 1}


def test_the_map_that_opens_with_the_view() -> None:
    """It is taken unless another is named."""
    assert degrees("", map_name="Other") == {"c": 0}
    document = in_views("@settings { ignore: output; }")
    part = viewed_scope(document, "Plain")
    assert part.map is not None
    assert (part.map.name, part.note) == ("Main", "the view does not show 1 element")
    assert viewed_scope(in_views(""), "Plain").note is None


def test_an_unknown_view() -> None:
    """It is named with those there are."""
    with pytest.raises(NotFoundError, match="There is no view"):
        degrees("", name="Fancy")
