"""The look of each item that a view shows, with the line that gave it."""

from __future__ import annotations

__all__ = ["LOOKS", "ItemLook", "item_looks"]

from typing import TYPE_CHECKING, NamedTuple

from toc.exports.item_table import item_rows

if TYPE_CHECKING:
    from toc.exports.item_table import ItemRow
    from toc.exports.view_reading import Evaluated
    from toc.kumu.document import Document
    from toc.kumu.views.cascade import Look

LOOKS = ("color", "shape", "size", "scale", "width", "style")
"""The properties that a table for people shows; other forms have all."""


class ItemLook(NamedTuple):
    """One item that a view shows, and what it gets, by property.

    `faded` says that the item stands back because it is not in the showcase.
    """

    row: ItemRow
    faded: bool
    looks: dict[str, Look]


def item_looks(document: Document, found: Evaluated) -> list[ItemLook]:
    """Every item that is shown, in the order of the document, elements first.

    Properties are in the order in which the view has them, direct decorations of others last.
    """
    items = [one for part in found.shown.items for one in part]
    cascade = found.cascade
    rows: list[ItemLook] = []
    for row in item_rows(document, items):
        looks = ((name, cascade.look(row.item, name)) for name in cascade.names(row.item))
        faded = (row.item.kind, row.item.place) in found.shown.faded
        rows.append(ItemLook(row, faded, {name: look for name, look in looks if look}))
    return rows
