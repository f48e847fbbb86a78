"""Controls that act from the start."""

from __future__ import annotations

import pytest

from toc.kumu.views.parser import parse_view
from toc.kumu.views.starting import acting_at_start


@pytest.mark.parametrize(
    ("controls", "expected"),
    [
        ("filter { by: 'a' }", []),
        ("filter { default: show-all } filter { default: 'x', 'y' }", ["filter"]),
        ("filter { option { selector: a; default: true } }", ["filter"]),
        ("showcase { option { selector: a; default: false } }", []),
        ("group { showcase { default: 'x' } } view-toggle { default: 'a' }", ["showcase"]),
        ("title { default: 'x' }", []),
    ],
)
def test_controls_with_a_choice(controls: str, expected: list[str]) -> None:
    """A control whose default is less than everything acts at once, wherever it stands."""
    found = acting_at_start(parse_view(f"@controls {{ top {{ {controls} }} }}"))
    assert [name for name in found if name != "view-toggle"] == expected
    assert ("view-toggle" in found) == ("view-toggle" in controls)
