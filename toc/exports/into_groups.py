"""Domains and dimensions of the parts of a theory, named in the fields of their elements."""

from __future__ import annotations

__all__ = ["GroupTexts", "group_texts", "settle_groups"]

from typing import TYPE_CHECKING, NamedTuple

from toc.exports.map_reading import LINKED, OUTCOMES
from toc.exports.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.into_draft import Draft
    from toc.kumu.items import Element

_MEMBERS = {"dimension": LINKED, "domain": OUTCOMES}
_ROLES = {"dimension": Role.DIMENSION, "domain": Role.DOMAIN}

# Which group of the theory the texts of other elements name: by raw element and kind.
GroupTexts = dict[tuple[int, str], str]


def group_texts(draft: Draft) -> GroupTexts:
    """The groups of the theory that elements which are no part of it name in a field."""
    found: GroupTexts = {}
    _ = draft.present  # names in fields get their ids in the order of the document
    own = {id(raw) for raw in draft.raws.values()}
    groups = {one.id for one in (*draft.theory.domains, *draft.theory.dimensions)}
    for kind in _ROLES:
        for element in draft.reading.with_role(*_MEMBERS[kind]):
            if id(element.raw) not in own and draft.reading.attribute(element, kind):
                group = draft.parts.ids.group(element, kind)
                if group in groups and group in draft.elements:
                    found[id(element.raw), kind] = group
    return found


class _Membership(NamedTuple):
    element: Element
    kind: str
    wanted: str | None
    own: str | None = None


def settle_groups(draft: Draft, others: GroupTexts) -> None:
    """Let fields name the groups that the theory says, and `others` the groups they named."""
    _ = draft.present
    names = {kind: _Names(draft, kind) for kind in _ROLES}
    for element, kind, wanted, own in list(_memberships(draft, others)):
        if not draft.is_read_in(element, kind, wanted):
            name = None if wanted is None else names[kind].of(wanted)
            draft.change_field(element, draft.vocabulary.field_of(kind), name)
            if own:
                draft.regrouped[own, kind] = wanted


def _memberships(draft: Draft, others: GroupTexts) -> Iterator[_Membership]:
    for outcome in draft.theory.outcomes:
        if element := draft.elements.get(outcome.id):
            yield _Membership(element, "domain", outcome.domain, outcome.id)
    for output in draft.theory.outputs:
        if element := draft.elements.get(output.id):
            yield _Membership(element, "dimension", output.dimension, output.id)
    if others:
        for element in draft.reading.elements.values():
            for kind in _ROLES:
                if wanted := others.get((id(element.raw), kind)):
                    yield _Membership(element, kind, wanted)


class _Names:
    """What a field calls the groups of one kind: the label where that leads there, else the id."""

    def __init__(self, draft: Draft, kind: str) -> None:
        self.draft = draft
        self.assigned: dict[str | None, str] = {}
        self.labels: dict[str, str] = {}
        for element in draft.reading.with_role(_ROLES[kind]):
            own = draft.parts.ids.of(element)
            self.assigned.setdefault(element.assigned_id, own)
            self.labels.setdefault(element.label.strip().casefold(), own)

    def of(self, group: str) -> str:
        """The text that means a group, as fields are read: an assigned id comes before a label."""
        label = self.draft.theory.item(group).label
        text = label.strip()
        meant = self.assigned.get(text) or self.labels.get(text.casefold(), group)
        if text and meant == group:
            return label
        element = self.draft.elements.get(group)
        if element is None:
            return group
        name = element.assigned_id or self.draft.ids_read.of(element)
        if self.assigned.get(name, group) != group:
            self.draft.note_nameless({group})
        return name
