"""Fields, values and views that a view names and that there are not."""

from __future__ import annotations

__all__ = ["find_dead_references"]

from typing import TYPE_CHECKING

from toc.kumu.slugs import slug_candidates
from toc.kumu.views.findings import meant
from toc.kumu.views.layers import imported
from toc.kumu.views.references import references
from toc.kumu.views.selecting import made_by_clusters
from toc.kumu.views.syntax import Import, every_node
from toc.kumu.views.tokens import unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.views.findings import Findings
    from toc.kumu.views.known import Known
    from toc.kumu.views.project_views import Views
    from toc.kumu.views.references import Reference
    from toc.kumu.views.syntax import Sheet

_METRICS = {
    *("degree", "indegree", "outdegree", "size", "betweenness", "closeness", "eigenvector"),
    *("reach", "reach-efficiency", "community", "micmac influence", "micmac exposure"),
}
_MAKE_IT = "Make that view there first, or look at this one beside a project that has it."
_TYPES = {"type": "Did you mean element type or connection type?"}


def find_dead_references(found: Findings, known: Known | None) -> None:
    """Look at every import, field and value that the view names outside its selectors.

    Without a project only at what can be told from the view itself.
    """
    named = list(_outside_selectors(references(found.sheet)))
    _imports(found, known.views if known else None)
    _partial_views(found, named)
    if known is not None:
        _fields(found, named, known)
        _values(found, named, known)


def _outside_selectors(named: list[Reference]) -> Iterator[Reference]:
    until = 0
    for one in named:
        if one.naming == "selector":
            until = max(until, one.end)
        elif one.start >= until:
            yield one


def _imports(found: Findings, views: Views | None) -> None:
    faults: dict[str, tuple[str, str, str] | None] = {}
    for node in every_node(found.sheet):
        if isinstance(node, Import) and node.name.text:
            name = unquoted(node.name.text)
            if name not in faults:
                faults[name] = _import_fault(node, name, found.sheet, views)
            if fault := faults[name]:
                rule, what, suggestion = fault
                found.add(rule, node.name.start, what, suggestion)


def _import_fault(
    node: Import, name: str, sheet: Sheet, views: Views | None
) -> tuple[str, str, str] | None:
    target = imported(node, sheet, views)
    if target is not None:
        circular = _reaches(target, sheet, views)
        return ("circular-import", f'"{name}" imports this view again.', "") if circular else None
    if views is None:
        return None
    slugs = [slug for one in views.all for slug in sorted(slug_candidates(one.name))]
    hint = meant(name, slugs) or _MAKE_IT
    return "unknown-view", f'There is no view "{name}" in this project.', hint


def _reaches(target: tuple[object, Sheet, str], goal: Sheet, views: Views | None) -> bool:
    """Whether what is imported imports, perhaps through others, the whole view again."""
    waiting, seen = [target], set[int]()
    while waiting:
        part, sheet, _ = waiting.pop()
        if part is goal:
            return True
        if id(part) not in seen:
            seen.add(id(part))
            following = (imported(one, sheet, views) for one in getattr(part, "imports", ()))
            waiting += filter(None, following)
    return False


def _partial_views(found: Findings, named: list[Reference]) -> None:
    """What a view-toggle names has to be a partial view; an import may bring some along."""
    there = {one.text for one in named if one.naming == "partial view"}
    imports = {one.name.start: one for one in every_node(found.sheet) if isinstance(one, Import)}
    for one in named:
        is_import = one.start - len(one.quote) in imports
        if one.naming == "view" and not is_import and not imports and one.text not in there:
            what = f'This view has no partial view "{one.text}".'
            found.add("unknown-view", one.start, what, meant(one.text, there))


def _fields(found: Findings, named: list[Reference], known: Known) -> None:
    for one in named:
        if one.naming == "field" and not known.has_field(one.text):
            metric = one.text.lower() in _METRICS
            near = meant(one.text, known.fields)
            hint = (
                "Run this metric in Kumu first." if metric else _TYPES.get(one.text.lower(), near)
            )
            found.add("unknown-field", one.start, f'No item has a field "{one.text}".', hint)


def _values(found: Findings, named: list[Reference], known: Known) -> None:
    """Values that a function or control names and that no item has."""
    made = made_by_clusters(found.sheet)
    for one in named:
        if one.naming == "value" and not slug_candidates(one.text) & made:
            there = known.texts_of(one.field)
            if there and one.text.casefold() not in there:
                what = f'No item has "{one.text}" as {one.field}.'
                found.add("matches-nothing", one.start, what, meant(one.text, there))
