"""What is said about words that a document does not have."""

from __future__ import annotations

import pytest

from tests.kumu_documents import blueprint, connection, element
from toc.kumu.selectors.matching import Matcher
from toc.kumu.selectors.parser import parse_selector

DOCUMENT = blueprint(
    element("a", "Outcome", Owner="Ana", **{"Evidence level": "weak"}),
    connections=[connection("a", "a", type="funds")],
)


def hinted(selector: str) -> list[str]:
    matcher = Matcher(DOCUMENT.elements, DOCUMENT.connections, DOCUMENT.loops)
    return matcher.hints(parse_selector(selector))


@pytest.mark.parametrize(
    ("selector", "meant"),
    [
        ('element[type="x"]', '["element type"="x"]'),
        ("[type=x]", '["element type"=x]'),
        ('["Type"="x"]', '["element type"="x"]'),
        ("a --> b:not([!'type'])", '[!"element type"]'),
        ('connection[type="x"]', '["connection type"="x"]'),
        ("funds-connection[type]", '["connection type"]'),
        ("loop[type=x]", '["loop type"=x]'),
        ("[ownr]", "[owner]"),
        ("[!evidence-levels]", "[!evidence-level]"),
    ],
)
def test_a_slip_gets_the_field_that_is_meant(selector: str, meant: str) -> None:
    """`type`, and a misspelt field, are answered with the test as it should be written."""
    (line,) = hinted(selector)
    assert line.startswith("No item has a field ")
    assert line.endswith(f" Did you mean {meant}?")


def test_an_unknown_field_is_said_once() -> None:
    """A field like no other is named, once, without a guess."""
    assert hinted("[zz], [zz=1]") == ['No item has a field "zz".']


def test_known_fields_are_no_matter() -> None:
    """Fields that some item has, by name or slug, need no remark; nor does `direction`."""
    for selector in (
        "*",
        "[owner]",
        "[evidence-level]",
        '["element type"=x]',
        "[direction=mutual]",
    ):
        assert hinted(selector) == []


def test_type_matches_nothing() -> None:
    """`type` alone is no field: nothing has it, and so everything lacks it."""
    matcher = Matcher(DOCUMENT.elements, DOCUMENT.connections)
    assert matcher.select('[type="Outcome"]') == []
    assert len(matcher.select("[!type]")) == 2
