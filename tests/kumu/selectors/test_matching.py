"""Selectors pick what Kumu's documentation says, on a map that has a case for each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from toc.kumu.document import Document, read_document
from toc.kumu.selectors.matching import select
from toc.kumu.selectors.parser import SelectorError

HERE = Path(__file__).parent
CASES: list[Any] = json.loads((HERE / "cases.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document((HERE / "map.json").read_bytes(), "map.json")


def picked(document: Document, selector: str) -> list[str | None]:
    return [item.assigned_id for item in select(document, selector)]


@pytest.mark.parametrize(("number", "selector", "wanted"), CASES)
def test_documented_examples(
    number: int, selector: str, wanted: list[str] | None, document: Document
) -> None:
    """Each of the 46 examples picks exactly these items, in the order of the document."""
    assert number in range(1, 47)
    if wanted is None:
        with pytest.raises(SelectorError):
            select(document, selector)
    elif wanted == ["*"]:
        assert len(select(document, selector)) == 13 + 11 + 2
    else:
        assert picked(document, selector) == wanted


def test_all_examples_are_here() -> None:
    """No example is missing and none stands twice."""
    assert [number for number, _, _ in CASES] == list(range(1, 47))
