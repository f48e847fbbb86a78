"""Views of Kumu made from a theory: one says how all looks, thin ones show a part of it each.

Only properties that Kumu documents are written. Sources: the pages on imported views, partial
views, filters, legends and controls of https://docs.kumu.io.
"""

from __future__ import annotations

__all__ = ["BASE", "MAIN", "GeneratedView", "kumu_views"]

from typing import TYPE_CHECKING, NamedTuple

from toc.exports.map_reading import OUTCOMES
from toc.exports.view_base import base_text
from toc.exports.view_parts import Group, ViewParts
from toc.exports.view_scores import SCORED, score_rules
from toc.exports.view_texts import shown, shown_in_quotes
from toc.exports.view_values import value_rules
from toc.exports.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toc.exports.map_reading import MapReading
    from toc.models.theory import Theory

BASE = "Theory base"
MAIN = "Theory of change"
_IMPORT = '@import "theory-base";'


class GeneratedView(NamedTuple):
    """A view: the name it must have, its text, and what it shows, in a few words.

    `items` are the selectors of the elements that it shows; empty for all.
    """

    name: str
    text: str
    shows: str
    items: tuple[str, ...]


class _Part(NamedTuple):
    """A part of a map: the selectors of what it shows, and looks that it alone has."""

    name: str
    shows: str
    items: list[str]
    looks: Sequence[str] = ()


def kumu_views(
    reading: MapReading, title: str, *, positions: bool = False, theory: Theory | None = None
) -> list[GeneratedView]:
    """The views of a map: the base, the main view with its toggle, then one for each part.

    Parts are an overview of dimensions and domains, outputs, outcomes, the measures of each
    domain, each dimension with what it leads to, what is not measured yet, and survey scores that
    stand on the map; those that would show nothing are left out. Selectors are by the words of
    the map. `positions` says that its elements have places that the views are to keep; `theory` is
    the one that it was written from, if it was.
    """
    parts = ViewParts(reading)
    listed = _with_own_names(_parts(parts, theory))
    views = [
        GeneratedView(BASE, base_text(parts, positions=positions), "how everything looks", ()),
        GeneratedView(MAIN, _main(title, listed), "everything, with a switch for each part", ()),
    ]
    views += [
        GeneratedView(one.name, _thin(title, one), one.shows, tuple(one.items)) for one in listed
    ]
    return views


def _parts(parts: ViewParts, theory: Theory | None) -> Iterator[_Part]:
    """The parts that show something."""
    outcomes = sorted(OUTCOMES)
    dimensions, domains = parts.selectors(Role.DIMENSION), parts.selectors(Role.DOMAIN)
    yield _Part("Overview", "dimensions and domains", [*dimensions, *domains])
    outputs = parts.selectors(Role.OUTPUT)
    yield _Part("Outputs", "dimensions and outputs", [*dimensions, *outputs] if outputs else [])
    ends = parts.selectors(*outcomes)
    yield _Part("Outcomes", "domains and outcomes", [*domains, *ends] if ends else [])
    for group in parts.domains():
        yield _Part(
            f"Measures of {group.label}",
            "a domain, its outcomes and measures",
            _of_domain(parts, group),
        )
    for group in parts.dimensions():
        yield _Part(group.label, "a dimension and what it leads to", _of_dimension(parts, group))
    yield _Part("Not measured yet", "outcomes without a measure", parts.unmeasured())
    looks = score_rules(parts)
    items = [SCORED] if looks else []
    if theory and not looks:
        items, looks = value_rules(parts, theory)
    yield _Part("Scores", "what has a survey score, by its band", items, looks)


def _of_domain(parts: ViewParts, group: Group) -> list[str]:
    outcomes = [
        f"{outcome}{test}"
        for outcome in parts.compounds(*sorted(OUTCOMES))
        for test in group.members
    ]
    measures = [
        f"{measure} <--> {outcome}"
        for measure in parts.compounds(Role.MEASURE)
        for outcome in outcomes
    ]
    return _with_own(parts, group, [*outcomes, *measures])


def _of_dimension(parts: ViewParts, group: Group) -> list[str]:
    outputs = [
        f"{output}{test}" for output in parts.compounds(Role.OUTPUT) for test in group.members
    ]
    leading = [*outputs, group.own] if group.own else outputs
    outcomes = [
        f"{outcome} <-- {one}" for outcome in parts.compounds(*sorted(OUTCOMES)) for one in leading
    ]
    return _with_own(parts, group, [*outputs, *outcomes])


def _with_own(parts: ViewParts, group: Group, selectors: list[str]) -> list[str]:
    """The selectors that pick something, behind that of the group's own element."""
    found = parts.those_that_pick(selectors)
    return [group.own, *found] if found and group.own else found


def _with_own_names(parts: Iterable[_Part]) -> list[_Part]:
    """The parts that show something, under names that a view can have and no other part has."""
    taken = {BASE.casefold(), MAIN.casefold()}
    listed: list[_Part] = []
    for part in parts:
        if not part.items:
            continue
        name = plain = shown(part.name) or "Part"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain} {number}"
        taken.add(name.casefold())
        listed.append(part._replace(name=name))
    return listed


def _thin(title: str, part: _Part) -> str:
    return "\n".join(
        (
            _IMPORT,
            "",
            "@settings {",
            f"  include: {_included(part)};",
            "}",
            "",
            "@controls {",
            "  top {",
            f"    title {{ value: {shown_in_quotes(f'{title}: {part.name}')}; }}",
            "  }",
            "}",
            *part.looks,
            "",
        )
    )


def _main(title: str, parts: list[_Part]) -> str:
    options = ", ".join(shown_in_quotes(one.name) for one in parts)
    toggle = [f"    view-toggle {{ as: dropdown; options: {options}; }}"] if parts else []
    lines = [
        _IMPORT,
        "",
        "@controls {",
        "  top {",
        f"    title {{ value: {shown_in_quotes(title)}; }}",
        *toggle,
        "  }",
        "}",
    ]
    for part in parts:
        lines += [
            "",
            f"@view {shown_in_quotes(part.name)} {{",
            "  @settings {",
            f"    include: {_included(part)};",
            "  }",
            *(f"  {line}".rstrip() for line in part.looks),
            "}",
        ]
    return "\n".join([*lines, ""])


def _included(part: _Part) -> str:
    return ", ".join(["connection", *part.items])
