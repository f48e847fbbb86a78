"""A small project with one view, and short ways to rename in it."""

from __future__ import annotations

__all__ = ["made", "project_with", "rewritten", "wishes"]

from typing import TYPE_CHECKING, Any

from tests.kumu_documents import nested_connection, nested_element, one_map, project
from toc.kumu.renaming.plan import KINDS, Wish
from toc.kumu.renaming.renamed import renamed

if TYPE_CHECKING:
    from collections.abc import Collection

    from toc.kumu.document import Document
    from toc.kumu.renaming.plan import Sort
    from toc.kumu.renaming.renamed import Renamed


def _definition(name: str, values: list[Any] | None = None) -> dict[str, Any]:
    return {"_id": f"attr-{name}", "name": name, "values": values or []}


def project_with(*views: str, description: str = "", **more: Any) -> Document:
    """A project of four elements and three connections, with these views; the first is `Main`."""
    a, b, c, d = (
        nested_element("elem-a", "Meals", **{"element type": "Output", "owner": "Ana"}),
        nested_element(
            "elem-b", "Trust grows", **{"element type": "Outcome", "tags": ["Year one", "core"]}
        ),
        nested_element("elem-c", "Trust!", **{"element type": "Outcome", "Owner": "Ben"}),
        nested_element("elem-d", "Trust", **{"element type": "Long-term outcome", "note": "x"}),
    )
    b["attributes"]["description"] = description
    lines = (
        nested_connection("conn-a", "elem-a", "elem-b", attributes={"connection type": "Leads to"}),
        nested_connection("conn-b", "elem-b", "elem-c", attributes={"connection type": "+"}),
        nested_connection("conn-c", "elem-c", "elem-d", attributes={"connection type": "Outcome"}),
    )
    loops = ({"_id": "loop-a", "attributes": {"label": "R1", "loop type": "Outcome"}},)
    names = ["Main", *(f"View {n}" for n in range(2, len(views) + 1))]
    perspectives = [
        {"_id": f"pers-{n}", "name": name, "style": style}
        for n, (name, style) in enumerate(zip(names, views, strict=False))
    ]
    attributes = [
        _definition("Element Type", ["Output", None, "Outcome", 3]),
        _definition("Owner"),
        _definition("Tags", ["core"]),
    ]
    maps = [one_map("Main map", ("elem-a", "elem-b", "elem-c", "elem-d"))]
    return project(
        (a, b, c, d),
        lines,
        maps,
        loops,
        **({"attributes": attributes, "perspectives": perspectives} | more),
    )


def wishes(*asked: str) -> list[Wish]:
    """Wishes written as `type Outcome=Result`."""
    found: list[Wish] = []
    for one in asked:
        sort, _, text = one.partition(" ")
        found.append(Wish(_SORTS[sort], text))
    return found


_SORTS: dict[str, Sort] = {
    "type": "type",
    "field": "field",
    "tag": "tag",
    "label": "label",
    "view": "view",
}


def made(document: Document, *asked: str, kinds: Collection[str] = KINDS) -> Renamed:
    """The document renamed."""
    return renamed(document, wishes(*asked), kinds)


def rewritten(view: str, *asked: str) -> str:
    """A view after a renaming; where something was left alone, that with its reason behind it."""
    found = made(project_with(view), *asked)
    left = [f"{one.text}: {one.why}" for one in found.left if one.place.kind == "view"]
    style = found.document.section("perspectives")[0]["style"]
    return " | ".join([style, *left])
