"""The part of a map that a view shows."""

from __future__ import annotations

__all__ = ["viewed_scope"]

from typing import TYPE_CHECKING

from toc.exports.coverage_words import counted
from toc.exports.view_reading import Asked, read_view_table
from toc.kumu.project import scope

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.kumu.focusing import FocusOn
    from toc.kumu.project import Scope


def viewed_scope(
    document: Document, view: str, map_name: str | None = None, focus: FocusOn | None = None
) -> Scope:
    """What a view shows of the named map, else of the first map that opens with it.

    Else of the default map. Its note says how many elements the view does not show.

    Raises:
        NotFoundError: there is no such map or view; the focus picks nothing.
    """
    (reading,) = read_view_table(document, None, Asked(map_name, view, None, focus))
    on = reading.on[0]
    part = scope(document, (on.map.id or on.map.name) if on.map else map_name)
    shown = on.shown.items
    gone = len(on.items.elements) - len(shown.elements)
    parts = [part.note, f"the view does not show {counted(gone, 'element')}" if gone else None]
    return part._replace(
        elements=shown.elements,
        connections=shown.connections,
        note="; ".join(filter(None, parts)) or None,
    )
