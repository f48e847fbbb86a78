"""The views of a Kumu document, and which map opens with which.

Source: Kumu's documentation of views and imported views. A view belongs to no map; a map has at
most a view that it opens with.
"""

from __future__ import annotations

__all__ = ["View", "Views", "read_views"]

from functools import cached_property
from typing import TYPE_CHECKING

from toc.errors import NotFoundError
from toc.kumu.json_tokens import quoted
from toc.kumu.slugs import slug_candidates
from toc.kumu.views.parser import parse_view

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.kumu.project import Map
    from toc.kumu.views.syntax import Sheet


class View:
    """One view: its id and name, and its text in Kumu's language for views."""

    def __init__(self, view_id: str, name: str, style: str) -> None:
        self.id = view_id
        self.name = name
        self.style = style

    @cached_property
    def sheet(self) -> Sheet:
        """The syntax tree of its text."""
        return parse_view(self.style)

    @property
    def shown_name(self) -> str:
        """What messages call it: its name, else its id."""
        return self.name or self.id

    def __repr__(self) -> str:
        return f"<View {self.shown_name!r}>"


class Views:
    """All views of a document, in its order; `where` is what messages call the document."""

    def __init__(self, views: list[View], where: str = "") -> None:
        self.all = views
        self.where = where

    def named(self, name: str) -> View:
        """The view of that name or id, else the first with that slug; case does not matter.

        Raises:
            NotFoundError: there is none; the remedy lists those there are.
        """
        found = [one for one in self.all if name in {one.name, one.id}]
        found = found or [one for one in self.all if one.name.casefold() == name.casefold()]
        if one := found[0] if found else self.imported(name):
            return one
        names = ", ".join(quoted(one.shown_name) for one in self.all)
        raise NotFoundError(
            f"There is no view {quoted(name)}.",
            where=self.where or None,
            remedy=f"Its views are: {names}." if names else "This document has no views.",
        )

    def imported(self, slug: str) -> View | None:
        """The first view that `@import "slug"` can mean; None where there is none."""
        wanted = slug_candidates(slug)
        return next((one for one in self.all if wanted & slug_candidates(one.name)), None)

    def opening(self, entry: Map) -> View | None:
        """The view that a map opens with; None where it names none that is there."""
        named = entry.raw.get("defaultPerspective")
        return next((one for one in self.all if one.id == named), None)

    def maps_of(self, view: View, maps: list[Map]) -> list[Map]:
        """The maps that open with this view."""
        return [one for one in maps if self.opening(one) is view]


def read_views(document: Document) -> Views:
    """The views of a document; none for a form that has no views."""
    found = [
        View(_text(raw.get("_id")), _text(raw.get("name")), _text(raw.get("style")))
        for raw in document.section("perspectives")
        if isinstance(raw, dict)
    ]
    return Views(found, document.name)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
