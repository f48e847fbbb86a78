"""Names inside a view are shown as text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toc.exports.view_texts import in_comment, shown, shown_in_quotes
from toc.kumu.views.parser import parse_view
from toc.kumu.views.syntax import Broken, Comment, Legend, Rule, every_node

HOSTILE = [
    'say "so"',
    "*/ element { color: red; } /*",
    "} @view 'x' {",
    "a;b:c{d}e(f)[g]",
    "\\",
    "back\\\\slash\\",
    "two\nlines // and more",
    "[[list]] {{label}} `code`",
    "<img src=x onerror=alert(1)>",
    "\x1b[31m\u202e",
    "x" * 500,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names(text: str) -> None:
    """A name never ends a text or a comment, and brings no tag, widget, template or escape."""
    found = shown(text)
    assert not {*'"<>[]{}\\`\n\x1b\u202e'} & {*found}
    assert "*/" not in found
    assert "//" not in found
    assert len(found) <= 120


@given(st.text())
@example("0" * 111)
def test_a_view_with_any_name_is_what_was_meant(text: str) -> None:
    """Around any name the view has exactly the parts that were written, and one legend entry."""
    entry = f"elements: {text}"
    rule = f"{in_comment(entry)}\nelement {{\n  label: {shown_in_quotes(text)};\n}}\n"
    sheet = parse_view(rule)
    nodes = [*every_node(sheet)]
    assert not [one for one in nodes if isinstance(one, Broken)]
    assert len([one for one in nodes if isinstance(one, Rule)]) == 1
    assert len([one for one in nodes if isinstance(one, Comment)]) == 1
    (own,) = [one for one in nodes if isinstance(one, Rule)]
    assert own.value("label") is not None
    if shown(text):
        assert isinstance(own.legend, Legend)
        assert own.legend.label.text == shown(entry).removeprefix("elements: ")


def test_plain_names_stay() -> None:
    """Names in any script, with the usual signs, are shown as they are."""
    for name in ("Well-being, Relationships & Belonging", "Llesiant: iach!", "健康 (5%)", "Ana's"):
        assert shown(name) == name
