"""What the views of a project show, and how, worked out as Kumu documents it."""

from __future__ import annotations

__all__ = ["ShownView"]

from typing import TYPE_CHECKING

from toc.exports.kumu_views import MAIN
from toc.kumu.on_maps import items_on
from toc.kumu.selectors.matching import Matcher
from toc.kumu.views.cascade import Cascade
from toc.kumu.views.field_values import FieldValues
from toc.kumu.views.layers import layers_of
from toc.kumu.views.project_views import read_views
from toc.kumu.views.showing import shown_items

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.kumu.items import Item


class ShownView:
    """One view of a project, or with `partial` the main view with that part switched on."""

    def __init__(self, project: Document, name: str, *, partial: bool = False) -> None:
        views = read_views(project)
        items = items_on(project)
        matcher = Matcher(*items)
        sheet = views.named(MAIN if partial else name).sheet
        layers = layers_of(sheet, views, name if partial else None)
        self._cascade = Cascade(layers.given, matcher, FieldValues(matcher.index, project))
        self.items = shown_items(items, layers.settings, self._cascade).items

    @property
    def ids(self) -> set[str]:
        """The assigned ids of the elements that it shows."""
        return {one.assigned_id or "" for one in self.items.elements}

    def look(self, item: Item, name: str) -> str:
        """What an item gets for a property; empty where nothing."""
        found = self._cascade.look(item, name)
        return found.value if found else ""
