"""Texts replaced inside a JSON file, all other bytes kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.json_texts import json_nodes, layouts, rendered
from toc.kumu.renaming.splices import Splice, spliced

if TYPE_CHECKING:
    from tests.json_texts import Layout, Node
    from toc.kumu.renaming.splices import Path


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


@given(json_nodes(), layouts(), st.data())
def test_one_text_changes_and_nothing_else(node: Node, layout: Layout, data: st.DataObject) -> None:
    """Whatever the spelling, a stretch of one text is replaced and no other byte."""
    text, spans = rendered(node, layout)
    value = json.loads(text)
    texts = [path for path in spans if isinstance(at(value, path), str)]
    if not texts:
        return
    path = data.draw(st.sampled_from(texts))
    old = at(value, path)
    first = data.draw(st.integers(0, len(old)))
    last = data.draw(st.integers(first, len(old)))
    new = data.draw(st.sampled_from(("", "x", 'é "q" \\', "two  words\n")))
    found = spliced(text, [Splice(path, first, last, new)])
    start, end = spans[path]
    assert found[:start] == text[:start]
    assert found[len(found) - (len(text) - end) :] == text[end:]
    assert at(json.loads(found), path) == old[:first] + new + old[last:]


def test_keys_and_values_together() -> None:
    """A key changes in its place, and what stands under it may change as well."""
    text = '{ "a" : [1e400, {"Ow\\u006eer":"Ana\\/Ben \\ud83d\\ude00 x", "b":2}], "c": ""}'
    path = ("a", 1, "Owner")
    found = spliced(
        text,
        [
            Splice(path, 0, 5, "Lead", in_key=True),
            Splice(path, 8, 9, "smiles"),
            Splice(path, 0, 3, "Ada"),
            Splice(("c",), 0, 0, "new"),
        ],
    )
    assert found == '{ "a" : [1e400, {"Lead":"Ada\\/Ben smiles x", "b":2}], "c": "new"}'


def test_what_cannot_be_is_refused() -> None:
    """Overlapping stretches, and places where there is no text."""
    with pytest.raises(ValueError, match="overlap"):
        spliced('["abc"]', [Splice((0,), 0, 2, "x"), Splice((0,), 1, 3, "y")])
    with pytest.raises(ValueError, match="not every place"):
        spliced("[1]", [Splice((0,), 0, 1, "x")])
    with pytest.raises(ValueError, match="not every place"):
        spliced('{"a": 1}', [Splice(("b",), 0, 1, "x", in_key=True)])


def test_nothing_to_do() -> None:
    """Without any change the text is the same."""
    assert spliced(' {"a": []} ', []) == ' {"a": []} '
