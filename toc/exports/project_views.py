"""A fresh Kumu project with the generated set of views and a panel in each profile."""

from __future__ import annotations

__all__ = ["by_written_types", "with_views"]

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from toc.exports.kumu_views import MAIN, kumu_views
from toc.exports.map_reading import read_map
from toc.exports.theory_map import document_from_theory
from toc.exports.view_panels import PANEL, panels
from toc.exports.view_parts import ViewParts
from toc.kumu.document import Document
from toc.kumu.fresh_ids import fresh_id
from toc.kumu.json_style import INDENTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.vocabulary import Vocabulary
    from toc.models.theory import Theory


def by_written_types(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary by which a map that was written from a theory is read: by its types alone."""
    return replace(vocabulary, replaced=frozenset(), selectors={})


def with_views(project: Document, theory: Theory, vocabulary: Vocabulary) -> Document:
    """The project of a theory with generated views in place of its own, and with panels.

    Its map opens with the main view; views are sorted by name, as Kumu keeps them. The panel of an
    element is a field of format text.
    """
    words = by_written_types(vocabulary)
    written = document_from_theory(theory, vocabulary).document
    in_order = read_map(written, words, need_outcomes=False)
    reading = read_map(project, words, need_outcomes=False)
    data = dict(project.data)
    taken = set(_ids(data))
    views = [
        {"_id": fresh_id("pers", view.name, taken), "name": view.name, "style": f"{view.text}\n"}
        for view in kumu_views(in_order, project.title or MAIN, positions=True, theory=theory)
    ]
    main = next(view["_id"] for view in views if view["name"] == MAIN)
    texts = {} if _has_field(data, PANEL) else panels(reading, ViewParts(reading))
    data["maps"] = [one | {"defaultPerspective": main} for one in data["maps"]]
    data["perspectives"] = sorted(views, key=lambda view: view["name"])
    data["elements"] = [_with_panel(one, texts.get(n)) for n, one in enumerate(data["elements"])]
    if texts:
        data["attributes"] = _with_field(data["attributes"], taken)
    return Document(INDENTED.value(data).encode(), project.name)


def _ids(data: Any) -> Iterator[str]:
    """Every system id in decoded JSON."""
    if isinstance(data, list):
        for one in data:
            yield from _ids(one)
    elif isinstance(data, dict):
        if isinstance(own := data.get("_id"), str):
            yield own
        for one in data.values():
            yield from _ids(one)


def _has_field(data: dict[str, Any], name: str) -> bool:
    return any(one["name"].casefold() == name.casefold() for one in data["attributes"])


def _with_panel(element: dict[str, Any], text: str | None) -> dict[str, Any]:
    if text is None:
        return element
    return element | {"attributes": element["attributes"] | {PANEL.lower(): text}}


def _with_field(fields: list[dict[str, Any]], taken: set[str]) -> list[dict[str, Any]]:
    """The definitions with one for the panels, set up like the description."""
    like = next(one for one in fields if one["name"] == "Description")
    own = like | {"_id": fresh_id("attr", PANEL, taken), "name": PANEL}
    return sorted([*fields, own], key=lambda field: str(field["name"]))
