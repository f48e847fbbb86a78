"""What a theory says that a map cannot hold; it lives on in the theory file."""

from __future__ import annotations

__all__ = ["left_out_of_a_map", "named_only", "role_line"]

from typing import TYPE_CHECKING

from toc.exports.connection_words import LEADS_TO, is_connection_id
from toc.exports.field_names import resolvable_names
from toc.exports.label_ids import LabelIds
from toc.exports.map_ids import NAME_ROLES
from toc.exports.theory_ids import is_id
from toc.exports.vocabulary import DEFAULT, Role, Vocabulary
from toc.models.references import every_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from toc.models.base import Item
    from toc.models.theory import Theory

_OWN = ("name", "description", "note", "sources")


def left_out_of_a_map(
    theory: Theory, vocabulary: Vocabulary = DEFAULT, held: Collection[str] = ()
) -> list[str]:
    """In words, with numbers, what a theory says that no map has a place for.

    `held` names what the form holds of the theory as a whole: `name`, `description`.
    """
    counts = {
        "older values of measures": sum(max(len(one.values) - 1, 0) for one in theory.measures),
        "notes on baselines, targets and values": _notes(theory),
        **_of_names(theory),
        **_of_links(theory),
        **_of_roles(theory, vocabulary),
        "ids that are not lower-case words": sum(not is_id(own) for own, _, _ in every_id(theory)),
        "texts that hold only blanks": sum(text.isspace() for text in _texts(theory)),
        "entries about what is unknown": len(theory.unknown),
        "waivers": len(theory.waivers),
        "surveys": len(theory.surveys),
    }
    lines = [f"{what}: {number}" for what, number in counts.items() if number]
    about = [key for key in _OWN if key not in held and getattr(theory, key)]
    return [*lines, f"the theory's own {', '.join(about)}"] if about else lines


def named_only(theory: Theory, vocabulary: Vocabulary) -> set[str]:
    """The ids of dimensions and domains that get no element, since no type stands for them."""
    groups: dict[Role, tuple[Item, ...]] = {
        Role.DIMENSION: theory.dimensions,
        Role.DOMAIN: theory.domains,
    }
    return {
        item.id for role, items in groups.items() if not vocabulary.has_type(role) for item in items
    }


def _notes(theory: Theory) -> int:
    return sum(
        bool(part and part.note)
        for measure in theory.measures
        for part in (measure.baseline, measure.target, *measure.values)
    )


def _of_names(theory: Theory) -> dict[str, int]:
    """What is said of themes and voices, which are no more than names in fields."""
    items: tuple[Item, ...] = (*theory.themes, *theory.voices)
    names = resolvable_names(theory)
    read = _ids_read(theory, names)
    used = {own for one in theory.outcomes for own in (*one.themes, *one.voices)}
    return {
        "what is said about themes and voices": sum(map(_says_more, items)),
        "themes and voices that no outcome names": sum(one.id not in used for one in items),
        "labels of themes and voices that are not theirs alone": sum(
            names[item.id] != item.label for item in items
        ),
        "ids of themes and voices that are not the words of their labels": sum(
            read.get(item.id, item.id) != item.id for item in items
        ),
    }


def _ids_read(theory: Theory, names: Mapping[str, str]) -> dict[str, str]:
    """The ids that themes and voices get when their names are read, in the order they are met."""
    named = {item.id for item in (*theory.themes, *theory.voices)}
    labels = LabelIds(item.id for item in theory.items() if item.id not in named)
    labels.take(
        link.id
        for link in theory.every_link()
        if link.id and not is_connection_id(link.id, link.from_, link.to)
    )
    read: dict[str, str] = {}
    for one in theory.outcomes:
        for kind, ids in (("themes", one.themes), ("voices", one.voices)):
            for own in ids:
                if own not in read:
                    read[own] = labels.fresh(names[own], NAME_ROLES[kind])
    return read


def _says_more(item: Item) -> bool:
    said = (item.description, item.note, item.aliases, item.sources)
    return any(said) or item.status != "stated"


def _of_links(theory: Theory) -> dict[str, int]:
    links = theory.every_link()
    loose = {one.id for one in theory.outputs if one.dimension is None}
    dimensions = {one.id for one in theory.dimensions}
    members = {
        link.to
        for link in links
        if link.to in loose and link.from_ in dimensions and _type(link.type) != LEADS_TO
    }
    return {
        "ids of links that say no more than what they join": sum(
            bool(link.id) and is_connection_id(link.id or "", link.from_, link.to) for link in links
        ),
        "further ties of an outcome to the same measure": sum(
            len(one.measured_by) - len({tie.measure for tie in one.measured_by})
            for one in theory.outcomes
        ),
        "outputs that are read as part of the dimension that leads to them": len(members),
    }


def _type(text: str | None) -> str:
    return text if text and not text.isspace() else LEADS_TO


def role_line(role: Role) -> str:
    """What is said of elements that would not be known again."""
    return f'elements with the role "{role}", for which the vocabulary has no type'


def _of_roles(theory: Theory, vocabulary: Vocabulary) -> dict[str, int]:
    """What roles for which the vocabulary has no type leave out."""
    numbers = {
        Role.OUTPUT: len(theory.outputs),
        Role.OUTCOME: len(theory.outcomes),
        Role.IMPACT: sum(one.end for one in theory.outcomes),
        Role.MEASURE: len(theory.measures),
    }
    nowhere = named_only(theory, vocabulary)
    links = theory.every_link()
    return {
        "dimensions and domains that are no elements, but named in fields": len(nowhere),
        "links from or to these": sum(not nowhere.isdisjoint((one.from_, one.to)) for one in links),
    } | {
        role_line(role): number for role, number in numbers.items() if not vocabulary.has_type(role)
    }


def _texts(theory: Theory) -> Iterator[str]:
    """Every text that a map may hold beside labels."""
    for item in theory.items():
        yield from _given(item.description, item.note, item.aliases, item.sources)
    for measure in theory.measures:
        yield from _given(measure.unit, measure.method, measure.source, measure.owner)
    for outcome in theory.outcomes:
        for tie in outcome.measured_by:
            yield from _given(tie.note, tie.sources)
    for link in theory.every_link():
        yield from _given(link.rationale, link.type, link.note)
        yield from _given(link.assumptions, link.evidence, link.sources)


def _given(*texts: str | Iterable[str] | None) -> Iterator[str]:
    for text in texts:
        yield from (text,) if isinstance(text, str) else text or ()
