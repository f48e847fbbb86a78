from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.kumu.slugs import SlugIndex, slug_candidates


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Honolulu, HI", {"honolulu-hi"}),
        ("don't", {"dont", "don-t"}),
        ("Légende", {"légende"}),
        ("Le\u0301gende", {"légende"}),
        ("Desired Outcome", {"desired-outcome"}),
        ("A  B", {"a-b"}),
        ("A / B", {"a-b", "a--b"}),
        ("Отчёт", {"отчёт"}),
        ("-", {"-"}),
        ("+", {""}),
        ("🌱", {""}),
        ("well-being", {"well-being"}),
    ],
)
def test_slugs(text: str, slugs: set[str]) -> None:
    """Lower case, no special characters, hyphens for blanks; two forms where it is not known."""
    assert slug_candidates(text) == slugs


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a-b", {1, 2, 3}),
        ("A-B", {1, 2, 3}),
        ("a--b", {1}),
        ("ab", {1, 2, 3}),
        ("snake_case", {4}),
        ("snake-case", {4}),
        ("snakecase", {4}),
        ("🌱", {5}),
        ("🌱-growth", {6}),
        ("growth", {6}),
        ("+", {7}),
        ("", {5, 7}),
        ("-", {8}),
        ("🔥", set()),
        ("--", set()),
        ("c", set()),
    ],
)
def test_a_name_finds_what_has_its_slug(name: str, found: set[int]) -> None:
    """By either candidate, by the text itself, and last without hyphens; never by nothing."""
    index = SlugIndex(
        [
            *((1, "A / B"), (2, "a b"), (3, "A-B"), (4, "snake_case"), (5, "🌱")),
            *((6, "🌱 Growth"), (7, "+"), (8, "-")),
        ]
    )
    assert index.find(name) == found


def test_hyphens_are_overlooked_only_when_nothing_else_fits() -> None:
    """Slugs of Kumu's first years had no hyphens; they come after all that have them."""
    assert SlugIndex([(1, "Deep Structure"), (2, "deepstructure")]).find("deepstructure") == {2}
    assert SlugIndex([(1, "Deep Structure")]).find("DeepStructure") == {1}


@given(st.text(max_size=12))
def test_everything_is_found_by_each_of_its_slugs(text: str) -> None:
    """A slug that a text may have finds the text, unless nothing is left of it."""
    for slug in slug_candidates(text) - {""}:
        assert SlugIndex([(1, text)]).find(slug) == {1}
