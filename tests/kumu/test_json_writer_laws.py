"""Laws of the patched text, over generated texts and changes."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.json_texts import Obj, json_nodes, layouts, members, rendered
from toc.kumu import json_walk
from toc.kumu.json_matching import same_json
from toc.kumu.json_writer import patch_json, patched_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.json_texts import Layout, Node


@pytest.fixture(autouse=True, scope="module", params=[1, 2, 1_000])
def large(request: pytest.FixtureRequest) -> Iterator[None]:
    """All laws hold for arrays of every size: here those of more than 1, 2 and 1,000 are large."""
    before, json_walk._LARGE = json_walk._LARGE, request.param
    yield
    json_walk._LARGE = before


def as_written(value: Any) -> Any:
    """What a value says in JavaScript, which knows no difference between `1` and `1.0`."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return int(Decimal(float.__repr__(value)))
    if isinstance(value, list):
        return [as_written(item) for item in value]
    if isinstance(value, dict):
        return {key: as_written(item) for key, item in value.items()}
    return value


_NEW = st.recursive(
    st.one_of(
        st.sampled_from(
            [None, True, False, 0, 1, 1.0, -0.0, 0.5, "a", "é", "\ud800", "😀", '"\\\n']
        ),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["_id", "id", "x", "Note", "é", "", "a\\"]), inner, max_size=4
        ),
    ),
    max_leaves=8,
)


@st.composite
def _changed(draw: st.DrawFn, value: Any) -> Any:
    """The value with parts of it replaced, removed, added and moved."""
    action = draw(st.integers(0, 7))
    if action == 0:
        return draw(_NEW)
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if draw(st.integers(0, 4))}
        return {key: draw(_changed(item)) for key, item in kept.items()} | (
            {"new": draw(_NEW)} if action == 1 else {}
        )
    if isinstance(value, list):
        items = [draw(_changed(item)) for item in value if draw(st.integers(0, 4))]
        if action == 1:
            items.insert(draw(st.integers(0, len(items))), draw(_NEW))
        return draw(st.permutations(items)) if action == 2 else items
    return value


def holds_infinity(value: Any) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    return (
        any(map(holds_infinity, value))
        if isinstance(value, list)
        else value in (math.inf, -math.inf)
    )


@settings(deadline=None)
@given(json_nodes(), layouts(), st.data())
def test_text_says_the_new_value(node: Node, layout: Layout, data: st.DataObject) -> None:
    """Whatever a text says and is to say, the patched text says exactly that."""
    text = rendered(node, layout).text
    value = data.draw(st.one_of(_changed(json.loads(text)), _NEW))
    assume(not holds_infinity(value))
    assert same_json(as_written(json.loads(patch_json(text, value))), as_written(value))


@settings(deadline=None)
@given(json_nodes(), layouts())
def test_same_value_same_text(node: Node, layout: Layout) -> None:
    """A text that says what it is to say stays the same, in every spelling and layout."""
    text = rendered(node, layout).text
    assert patch_json(text, json.loads(text)) == text


@settings(deadline=None)
@given(json_nodes(), layouts(), st.data())
def test_one_value_changed(node: Node, layout: Layout, data: st.DataObject) -> None:
    """With one value changed, at any place, all characters before and behind it stay."""
    text, spans = rendered((node, node), layout)
    path = data.draw(st.sampled_from(sorted(spans, key=repr)))
    start, end = spans[path]
    holder: Any = [json.loads(text)]
    place: str | int = 0
    for step in path:
        holder, place = holder[place], step
    holder[place] = "something new"
    whole = (
        "something new" if not path else json.loads(text[:start] + '"something new"' + text[end:])
    )
    assert patch_json(text, whole) == text[:start] + '"something new"' + text[end:]


def item_texts(text: str, start: int) -> list[str]:
    """The characters of each item of the array that begins at a place."""
    scan, found, place = json.JSONDecoder().raw_decode, list[str](), start + 1
    while True:
        while text[place] in ", \t\r\n":
            place += 1
        if text[place] == "]":
            return found
        end = scan(text, place)[1]
        found.append(text[place:end])
        place = end


@settings(deadline=None)
@given(st.lists(members(), max_size=5), layouts(), st.data())
def test_untouched_items_keep_their_text(
    items: list[Obj], layout: Layout, data: st.DataObject
) -> None:
    """Items with ids keep their text to the character while others come, go and move."""
    nodes = tuple(
        Obj((('"_id"', f'"{number}"'), *item.members)) for number, item in enumerate(items)
    )
    text, spans = rendered(Obj((('"items"', nodes),)), layout)
    before = {str(number): text[slice(*spans["items", number])] for number in range(len(items))}
    value = json.loads(text)
    kept = data.draw(st.permutations([one for one in value["items"] if data.draw(st.booleans())]))
    fresh = [{"_id": f"new {n}", "x": 1} for n in range(data.draw(st.integers(0, 2)))]
    for item in fresh:
        kept.insert(data.draw(st.integers(0, len(kept))), item)
    written = patch_json(text, {"items": kept})
    assert json.loads(written) == {"items": kept}
    texts = item_texts(written, written.index("["))
    assert [json.loads(one)["_id"] for one in texts] == [one["_id"] for one in kept]
    for one in texts:
        assert before.get(json.loads(one)["_id"], one) == one


def test_long_arrays() -> None:
    """Items that come, go, move and change far inside a long array leave all others alone."""
    items = [{"_id": f"elem-{n}", "n": n, "list": [n, 1.50]} for n in range(2_500)]
    text = json.dumps({"elements": items, "rest": items[:3]}, indent=1).replace("1.5", "1.50")
    value = json.loads(text)
    assert patch_json(text, value) == text
    changed = value["elements"]
    changed[1_700]["n"] = "changed"
    del changed[1_200]
    changed.insert(2_000, {"_id": "elem-new"})
    changed[5], changed[2_300] = changed[2_300], changed[5]
    written = patch_json(text, value)
    assert json.loads(written) == value
    assert written.count("1.50") == text.count("1.50") - 1
    assert patched_bytes(text, value, b"mark") == b"mark" + written.encode()


def test_uneven_blanks() -> None:
    """Items that stand apart in different ways are all found."""
    text = "[1,2, 3,  4,\n5 ,6,7]"
    assert patch_json(text, [1, 2, 3, 4, 5, 6, 8]) == "[1,2, 3,  4,\n5 ,6,8]"
