"""The outline that coverage is worked out from: of a theory, or straight of a Kumu map."""

from __future__ import annotations

__all__ = ["no_outcomes", "outline_of_map", "outline_of_theory"]

from collections import defaultdict
from typing import TYPE_CHECKING

from toc.analysis.outline import LeftOut, Outline, OutlinedOutcome
from toc.errors import NoOutcomesError
from toc.exports.map_measures import MapMeasure, measure_from_element
from toc.exports.map_reading import LINKED, OUTCOMES, MapReading
from toc.exports.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toc.exports.map_measures import Unreadable
    from toc.kumu.items import Element
    from toc.models.remarks import Waiver
    from toc.models.theory import Theory

NO_MEASURE = "TOC030"
_ABOUT_MEASURES = frozenset({"", "measured_by", "measured by", "measure", "measures"})


def outline_of_map(reading: MapReading) -> tuple[Outline, list[Unreadable]]:
    """The outline of a map, without building a theory, and the fields that could not be read."""
    unreadable: list[Unreadable] = []
    outcomes = reading.with_role(*OUTCOMES)
    outputs = reading.with_role(Role.OUTPUT)
    node = {one.place: n for n, one in enumerate([*outcomes, *outputs])}
    measures = _measures(reading, unreadable)
    domains = {
        join.start.place: join.end.label
        for join in reversed(reading.joined(OUTCOMES, frozenset({Role.DOMAIN})))
    }
    roles = reading.roles
    outline = Outline(
        name=reading.document.title,
        outcomes=[
            OutlinedOutcome(
                id=reading.ids[one.place],
                label=one.label,
                domain=reading.attribute(one, "domain") or domains.get(one.place),
                end=roles[one.place] is Role.IMPACT,
                measures=tuple(measures[one.place]),
            )
            for one in outcomes
        ],
        outputs=len(outputs),
        links=_links(reading, node),
        claimed=_claimed(reading, node),
        map=reading.scope.map.name if reading.scope.map else None,
        left_out=_left_out(reading),
    )
    return outline, unreadable


def _links(reading: MapReading, node: dict[int, int]) -> list[tuple[int, int]]:
    links: list[tuple[int, int]] = []
    for roles, joins in reading.by_roles.items():
        if LINKED.issuperset(roles):
            for join in joins:
                start, end = node[join.start.place], node[join.end.place]
                links.append((start, end))
                if join.connection.both_ways:
                    links.append((end, start))
    return links


def _claimed(reading: MapReading, node: dict[int, int]) -> frozenset[int]:
    """The nodes that a dimension leads to, by connections that run from it."""
    found: set[int] = set()
    for join in reading.joined(frozenset({Role.DIMENSION}), LINKED):
        if not join.turned or join.connection.both_ways:
            found.add(node[join.end.place])
    return frozenset(found)


def _measures(
    reading: MapReading, unreadable: list[Unreadable]
) -> defaultdict[int, list[MapMeasure]]:
    """The measures of each outcome: those joined to it, then those its own fields name."""
    made: dict[int, MapMeasure] = {}
    joined: defaultdict[int, dict[int, MapMeasure]] = defaultdict(dict)
    for join in reading.joined(OUTCOMES, frozenset({Role.MEASURE})):
        element = join.end
        if element.place not in made:
            made[element.place] = measure_from_element(reading, element, unreadable)
        joined[join.start.place][element.place] = made[element.place]
    found = defaultdict(list, {place: list(ones.values()) for place, ones in joined.items()})
    for one in reading.with_role(*OUTCOMES):
        texts: dict[str, str] = {}
        for text in reading.attribute_texts(one, "measures"):
            texts.setdefault(text.casefold(), text)
        found[one.place] += [MapMeasure(id=text, label=text) for text in texts.values()]
    return found


def _left_out(reading: MapReading) -> LeftOut:
    def outcomes(elements: Iterable[Element]) -> int:
        return sum(reading.role_of(one) in OUTCOMES for one in elements)

    part = reading.scope
    return LeftOut(outcomes(part.other_maps), outcomes(part.trash), reading.no_role)


def no_outcomes(name: str, *, in_focus: bool) -> NoOutcomesError:
    """That a theory, called `name`, has no outcome to judge: none at all, or none in focus."""
    if in_focus:
        return NoOutcomesError(
            "No outcome is in focus, so nothing can be said.",
            where=name,
            remedy="Look further with --out.",
        )
    return NoOutcomesError(
        "This theory has no outcomes, so nothing can be said about them.",
        where=name,
        remedy="Add some under outcomes; toc init shows what one looks like.",
    )


def outline_of_theory(theory: Theory) -> Outline:
    """The outline of a theory: the same questions answered by its file."""
    node = {one.id: n for n, one in enumerate([*theory.outcomes, *theory.outputs])}
    domains = {domain.id: domain.label for domain in theory.domains}
    waivers = {one.item: one for one in _by_until(theory.waivers) if one.rule == NO_MEASURE}
    unknown = {
        one.item for one in theory.unknown if (one.about or "").casefold() in _ABOUT_MEASURES
    }
    links: list[tuple[int, int]] = []
    claimed: set[int] = set()
    for link in theory.every_link():
        end = node[link.to]
        start = node.get(link.from_)
        if start is None:
            claimed.add(end)
            continue
        links.append((start, end))
        if link.mutual:
            links.append((end, start))
    return Outline(
        name=theory.name,
        outcomes=[
            OutlinedOutcome(
                id=one.id,
                label=one.label,
                domain=domains.get(one.domain or ""),
                end=one.end,
                measures=tuple({each.id: each for each in theory.measures_of(one)}.values()),
                waiver=waivers.get(one.id),
                unknown=one.id in unknown,
            )
            for one in theory.outcomes
        ],
        outputs=len(theory.outputs),
        links=links,
        claimed=frozenset(claimed),
        note=theory.note,
    )


def _by_until(waivers: Sequence[Waiver]) -> list[Waiver]:
    """The waiver that lasts longest last, so that it is the one that counts."""
    return sorted(waivers, key=lambda waiver: waiver.until)
