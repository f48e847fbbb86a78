"""A focus asked for by a selector: elements, connections and loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kumu_documents import blueprint, connection, element
from toc.errors import NotFoundError
from toc.kumu.focusing import FocusOn, in_focus
from toc.kumu.on_maps import Items
from toc.kumu.selectors.parser import parse_selector

if TYPE_CHECKING:
    from toc.kumu.focus import Direction

_LINES = [
    connection("a", "b", id="ab"),
    connection("b", "c", id="bc"),
    connection("d", "b", id="db"),
    connection("c", "e", id="ce", direction="mutual"),
    connection("a", "nobody", id="an"),
]
_LOOPS = [
    {"id": "l1", "label": "Whole", "connections": ["ab", "bc"]},
    {"id": "l2", "label": "Half", "connections": ["bc", "ce"]},
    {"id": "l3", "label": "Old", "connections": ["ab", "gone"]},
    {"id": "l4", "label": "Empty", "connections": []},
]


def _near(selector: str, out: int = 1, direction: Direction = "all") -> tuple[str, ...]:
    """The ids of the elements, connections and loops in focus."""
    elements = [element(one, "Outcome", id=one) for one in "abcde"]
    document = blueprint(*elements, connections=_LINES, loops=_LOOPS)
    items = Items(document.elements, document.connections, document.loops)
    found = in_focus(items, FocusOn(parse_selector(selector), out, direction))
    return tuple(" ".join(one.assigned_id or "" for one in part) for part in found)


@pytest.mark.parametrize(
    ("selector", "out", "direction", "found"),
    [
        ("#b", 0, "all", ("b", "", "")),
        ("#b", 1, "out", ("b c", "bc", "")),
        ("#b, #c", 0, "all", ("b c", "bc", "")),
        ("#bc", 0, "out", ("b c", "bc", "")),
        ("#an", 0, "all", ("", "an", "")),
        ("#a", 1, "out", ("a b", "ab", "l3")),
        ("#a", 2, "out", ("a b c", "ab bc", "l1 l3")),
        ("#l2", 0, "in", ("b c e", "bc ce", "l2")),
        ("#l4", 0, "all", ("", "", "l4")),
    ],
)
def test_what_is_in_focus(
    selector: str, out: int, direction: Direction, found: tuple[str, ...]
) -> None:
    """Elements by steps, what is picked itself, and loops all of whose connections are there."""
    assert _near(selector, out, direction) == found


def test_a_focus_on_nothing_is_refused() -> None:
    """A selector that picks nothing ends with a message that names it, and helps with fields."""
    with pytest.raises(NotFoundError) as caught:
        _near('element[type="Outcome"]')
    assert 'Did you mean ["element type"="Outcome"]?' in str(caught.value)
    with pytest.raises(NotFoundError, match='The focus "nobody" picks nothing here'):
        _near("nobody")
