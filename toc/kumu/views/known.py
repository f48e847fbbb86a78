"""What a project has that its views may name: items, fields, values and other views."""

from __future__ import annotations

__all__ = ["Known", "known_of"]

from functools import cached_property
from typing import TYPE_CHECKING

from toc.kumu.items import CORE_FIELDS
from toc.kumu.on_maps import items_on
from toc.kumu.project import ALL_MAPS
from toc.kumu.selectors.matching import Matcher
from toc.kumu.slugs import slug_candidates
from toc.kumu.views.field_values import FieldValues
from toc.kumu.views.project_views import Views, read_views

if TYPE_CHECKING:
    from toc.kumu.document import Document

_BUILT_IN = {
    *(set(CORE_FIELDS) - {"type"}),
    *("element type", "connection type", "loop type", "created", "updated", "direction"),
}


class Known:
    """A project as its views see it.

    `matcher` asks all items that stand on some map (all there are where a form has no maps);
    `fields` are the names of fields that some item has, that the project defines, or that Kumu
    knows itself, in lower case and as slugs.
    """

    def __init__(self, document: Document, views: Views) -> None:
        items = items_on(document, ALL_MAPS)
        self.views = views
        self.matcher = Matcher(*items)
        self.values = FieldValues(self.matcher.index, document)
        self.has_items = bool(items.elements or items.connections)
        self.fields = frozenset(self.matcher.index.fields.names) | _defined(document)
        self._texts: dict[str, frozenset[str]] = {}

    def has_field(self, name: str) -> bool:
        """Whether a name, in any case or as a slug, means a field."""
        return name.strip().lower() in self.fields

    def texts_of(self, field: str) -> frozenset[str]:
        """Every value that some item has in a field, in lower case."""
        if field not in self._texts:
            index = self.matcher.index
            named = index.fields.field(field)
            texts = (text for item in index.items for text in index.fields.texts(item, named))
            self._texts[field] = frozenset(text.casefold() for text in texts)
        return self._texts[field]

    @cached_property
    def type_slugs(self) -> list[str]:
        """The slugs of all types of elements, connections and loops."""
        types = sorted({one.type for one in self.matcher.index.items if one.type})
        return [slug for one in types for slug in sorted(slug_candidates(one))]


def known_of(document: Document, views: Views | None = None) -> Known:
    """What a document has that views may name."""
    return Known(document, views or read_views(document))


def _defined(document: Document) -> frozenset[str]:
    found = set(_BUILT_IN)
    for one in document.section("attributes"):
        name = one.get("name") if isinstance(one, dict) else None
        if isinstance(name, str):
            found.add(name.lower())
    return frozenset(found | {slug for name in found for slug in slug_candidates(name)})
