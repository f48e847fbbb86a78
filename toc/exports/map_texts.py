"""Attributes of an element or connection as the very texts that stand in its fields."""

from __future__ import annotations

__all__ = ["whole_text", "whole_texts"]

from typing import TYPE_CHECKING

from toc.kumu.items import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.map_reading import MapReading
    from toc.kumu.items import Item


def whole_text(reading: MapReading, item: Item, attribute: str) -> str | None:
    """An attribute with the blanks around it, from the first of its fields that has more to say.

    None where there is nothing but blanks.
    """
    for name in reading.vocabulary.fields[attribute]:
        text = item.text(name)
        if text and not text.isspace():
            return text
    return None


def whole_texts(reading: MapReading, item: Item, attribute: str) -> Iterator[str]:
    """Every text in the fields of an attribute with its blanks, but those of blanks alone."""
    fields = item.fields
    for name in reading.vocabulary.fields[attribute]:
        value = fields.get(name)
        if value is None:
            continue
        for one in value if isinstance(value, list) else [value]:
            text = text_of(one)
            if text and not text.isspace():
                yield text
