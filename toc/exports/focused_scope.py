"""The part of a map that is in focus, with what belongs to it though it stands outside."""

from __future__ import annotations

__all__ = ["focused_scope"]

from typing import TYPE_CHECKING

from toc.exports.vocabulary import Role
from toc.kumu.conversion import loops_in
from toc.kumu.ends import named_elements
from toc.kumu.focusing import in_focus
from toc.kumu.on_maps import Items

if TYPE_CHECKING:
    from collections.abc import Callable

    from toc.kumu.document import Document
    from toc.kumu.focusing import FocusOn
    from toc.kumu.items import Element
    from toc.kumu.project import Scope

_BELONGING = {
    Role.OUTCOME: {Role.MEASURE, Role.DOMAIN},
    Role.IMPACT: {Role.MEASURE, Role.DOMAIN},
    Role.OUTPUT: {Role.DIMENSION},
}


def focused_scope(
    document: Document,
    part: Scope,
    focus: FocusOn,
    role_of: Callable[[Element], Role | None] | None = None,
) -> Scope:
    """The same part of a document without the elements and connections that are out of focus.

    Its note says how many elements those are.

    With `role_of`, the measures and domains that are joined to an outcome in focus stay, and the
    dimensions joined to an output: they say something about it. An outcome at the edge of the
    focus would otherwise count as a gap for having its measure one step further on.

    Raises:
        NotFoundError: the focus picks nothing.
    """
    items = Items(part.elements, part.connections, loops_in(document, part))
    where = f"{document.name}: {part.map.name}" if part.map else document.name
    kept = in_focus(items, focus, where)
    elements = {one.place for one in kept.elements}
    connections = {one.place for one in kept.connections}
    if role_of is not None:
        _add_belonging(part, elements, connections, role_of)
    gone = len(part.elements) - len(elements)
    said = f"out of focus: {gone} of {len(part.elements)} elements" if gone else None
    return part._replace(
        elements=[one for one in part.elements if one.place in elements],
        connections=[one for one in part.connections if one.place in connections],
        note="; ".join(filter(None, (part.note, said))) or None,
    )


def _add_belonging(
    part: Scope,
    elements: set[int],
    connections: set[int],
    role_of: Callable[[Element], Role | None],
) -> None:
    named = named_elements(part.elements)
    inside = frozenset(elements)
    for connection in part.connections:
        start, end = named.get(connection.start), named.get(connection.end)
        if start is None or end is None:
            continue
        for one, other in ((start, end), (end, start)):
            role = role_of(one) if one.place in inside else None
            if role and role_of(other) in _BELONGING.get(role, ()):
                elements.add(other.place)
                connections.add(connection.place)
