"""A small project to look at through views, and short ways to do so."""

from __future__ import annotations

__all__ = ["STREET", "cascade_of", "found_in", "looks", "shown", "street", "street_items"]

from typing import TYPE_CHECKING, Any

from tests.kumu_documents import connection, element, read
from toc.kumu.on_maps import items_on
from toc.kumu.selectors.matching import Matcher
from toc.kumu.views.cascade import Cascade
from toc.kumu.views.field_values import FieldValues
from toc.kumu.views.known import known_of
from toc.kumu.views.layers import layers_of
from toc.kumu.views.linting import lint
from toc.kumu.views.parser import parse_view
from toc.kumu.views.project_views import read_views
from toc.kumu.views.showing import shown_items

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.kumu.on_maps import Items
    from toc.kumu.views.showing import Shown

STREET: dict[str, Any] = {
    "elements": [
        element("Meals", "Activity", id="meals", owner="Ana", budget=100, sector=["Food", "Fun"]),
        element("Visits", "Activity", id="visits", budget="300"),
        element("Contact", "Output", id="contact", owner="Ben", sector="Fun"),
        element("Trust", "Outcome", id="trust", budget=200),
        element("Alone", "Outcome", id="alone"),
    ],
    "connections": [
        connection("meals", "contact", id="mc", type="Leads to", strength=1),
        connection("visits", "contact", id="vc", type="Leads to", strength=3),
        connection("contact", "trust", id="ct", type="+"),
    ],
    "loops": [{"id": "l", "label": "R1", "connections": ["ct"]}],
}


def street(**more: Any) -> Document:
    """The project, with other keys at its top."""
    return read(STREET | more)


def street_items() -> Items:
    """All items of the project."""
    return items_on(street())


def cascade_of(text: str, document: Document, partial: str | None = None) -> Cascade:
    """What a view gives to the items of a whole document."""
    matcher = Matcher(*items_on(document))
    given = layers_of(parse_view(text), read_views(document), partial).given
    return Cascade(given, matcher, FieldValues(matcher.index, document))


def looks(
    text: str, name: str = "color", partial: str | None = None, **more: Any
) -> dict[str, str | None]:
    """What each element of the project gets for a property, by its id."""
    document = street(**more)
    cascade = cascade_of(text, document, partial)
    found = ((one, cascade.look(one, name)) for one in document.elements)
    return {one.assigned_id or "": look.value if look else None for one, look in found}


def shown(text: str, **more: Any) -> tuple[str, Shown]:
    """The ids of what a view shows of the project, and all about it."""
    document = street(**more)
    items = items_on(document)
    layers = layers_of(parse_view(text), read_views(document))
    found = shown_items(items, layers.settings, cascade_of(text, document))
    return " ".join(one.assigned_id or "" for part in found.items for one in part), found


def found_in(text: str, document: Document | None = None) -> list[tuple[int, int, str]]:
    """Line, column and rule of what the linter finds; without a document by the text alone."""
    known = known_of(document) if document else None
    return [one[:3] for one in lint(parse_view(text), known)]
