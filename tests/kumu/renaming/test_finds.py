"""Stretches of a text, put together."""

from __future__ import annotations

from toc.kumu.renaming.finds import Asked, Doubt, Edit, moved, replaced, without_overlaps


def test_an_edit_inside_another_is_a_doubt() -> None:
    """Two edits of the same stretch cannot both be made: the later is left."""
    found = without_overlaps([Edit(4, 6, "b"), Edit(2, 5, "a"), Doubt(3, 4, "?"), Asked(0, 9)])
    assert found == [
        Asked(0, 9),
        Edit(2, 5, "a"),
        Doubt(3, 4, "?"),
        Doubt(4, 6, "it stands inside something else that changes"),
    ]


def test_a_part_of_a_text() -> None:
    """Edits are made in a part of a text, those outside it not."""
    edits = [Edit(4, 5, "x"), Edit(0, 1, "y"), Edit(2, 3, "")]
    assert replaced("abcdefg", edits, 1, 6) == "bdxf"
    assert replaced("abcdefg", edits) == "ybdxfg"
    assert moved(edits[:1], 3) == [Edit(7, 8, "x")]
