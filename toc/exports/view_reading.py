"""The views of a document: what each shows of which map, how it looks, and what is odd in it."""

from __future__ import annotations

__all__ = ["Asked", "Evaluated", "ViewReading", "counts", "read_view_table"]

from typing import TYPE_CHECKING, NamedTuple

from toc.errors import NotFoundError
from toc.kumu.focusing import in_focus
from toc.kumu.json_tokens import quoted
from toc.kumu.on_maps import Items, items_on
from toc.kumu.project import ALL_MAPS, chosen_map, read_maps
from toc.kumu.selectors.matching import Matcher
from toc.kumu.views.cascade import Cascade
from toc.kumu.views.direct_decorations import direct_decorations
from toc.kumu.views.field_values import FieldValues
from toc.kumu.views.known import known_of
from toc.kumu.views.layers import layers_of
from toc.kumu.views.linting import lint
from toc.kumu.views.project_views import View, Views, read_views
from toc.kumu.views.showing import shown_items
from toc.kumu.views.starting import acting_at_start
from toc.kumu.views.tokens import unquoted

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.kumu.focusing import FocusOn
    from toc.kumu.project import Map
    from toc.kumu.views.findings import Finding
    from toc.kumu.views.showing import Shown


class Asked(NamedTuple):
    """What is asked of the views: on which map, of which view, with which partial view and focus.

    None for all views on their own maps, with no partial view switched on, and for all items.
    """

    map_name: str | None = None
    view_name: str | None = None
    partial: str | None = None
    focus: FocusOn | None = None


class Evaluated(NamedTuple):
    """A view on a map: what it shows of `items`, and the look that each gets.

    `map` is None where the whole document is meant; `opens` says whether the map opens with it.
    """

    map: Map | None
    opens: bool
    items: Items
    shown: Shown
    cascade: Cascade


class ViewReading(NamedTuple):
    """One view with the maps it is looked at on, at least one, and what the linter says."""

    view: View
    on: list[Evaluated]
    findings: list[Finding]


def counts(items: Items) -> dict[str, int]:
    """How many elements, connections and loops there are, by these names."""
    return {
        "elements": len(items.elements),
        "connections": len(items.connections),
        "loops": len(items.loops),
    }


def read_view_table(
    document: Document, views: Views | None = None, asked: Asked | None = None
) -> list[ViewReading]:
    """The views of a document, or one of them by name, or others given as `views`.

    Each is looked at on the named map; else on the maps that open with it; else on the default map.

    Raises:
        NotFoundError: there is no such map, view, or partial view of it; the focus picks nothing.
    """
    asked = asked or Asked()
    with document.settled():
        own = read_views(document)
        known = known_of(document, own)
        found = views or own
        chosen = found.all if asked.view_name is None else [found.named(asked.view_name)]
        return [
            ViewReading(
                view,
                [
                    _evaluated(document, own, view, entry, asked)
                    for entry in _maps(document, own, view, asked.map_name)
                ],
                lint(view.sheet, known),
            )
            for view in chosen
        ]


def _maps(document: Document, views: Views, view: View, name: str | None) -> list[Map | None]:
    maps = read_maps(document)
    if name is None and (own := views.maps_of(view, maps)):
        return list(own)
    return [chosen_map(document, maps, name)[0]]


def _evaluated(
    document: Document, views: Views, view: View, entry: Map | None, asked: Asked
) -> Evaluated:
    _check_partial(view, asked.partial)
    whole = ALL_MAPS if asked.map_name == ALL_MAPS else None
    items = items_on(document, entry.id or entry.name if entry else whole)
    if asked.focus is not None:
        items = in_focus(items, asked.focus, document.name)
    matcher = Matcher(*items)
    layers = layers_of(view.sheet, views, asked.partial)
    direct = direct_decorations(entry, items) if entry else {}
    fields = FieldValues(matcher.index, document)
    cascade = Cascade(layers.given, matcher, fields, direct)
    shown = shown_items(items, layers.settings, cascade)
    if names := acting_at_start(view.sheet):
        note = f"Controls choose something from the start ({', '.join(names)}); that is left out."
        shown = shown._replace(notes=[*shown.notes, note])
    opens = entry is not None and views.opening(entry) is view
    return Evaluated(entry, opens, items, shown, cascade)


def _check_partial(view: View, partial: str | None) -> None:
    names = [unquoted(one.name.text) for one in view.sheet.views if one.name]
    if partial is not None and partial not in names:
        raise NotFoundError(
            f"The view {quoted(view.shown_name)} has no partial view {quoted(partial)}.",
            remedy=f"It has: {', '.join(map(quoted, names))}." if names else "It has none.",
        )
