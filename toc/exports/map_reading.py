"""A Kumu document read with a vocabulary: which element has which role, and what joins them."""

from __future__ import annotations

__all__ = ["Join", "MapReading", "read_map"]

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from toc.errors import NoOutcomesError
from toc.exports.vocabulary import Role, Vocabulary
from toc.kumu.dirt import find_dirt
from toc.kumu.ends import named_elements, shown_ids
from toc.kumu.items import Connection, Element, Item, text_of
from toc.kumu.project import scope
from toc.models.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from toc.exports.picked_roles import PickedRoles
    from toc.kumu.document import Document
    from toc.kumu.focusing import FocusOn
    from toc.kumu.project import Scope

OUTCOMES = frozenset({Role.OUTCOME, Role.IMPACT})
LINKED = OUTCOMES | {Role.OUTPUT}
_TYPES_SHOWN = 12


class Join(NamedTuple):
    """A connection between two elements that have roles; `turned` when it runs from `end`."""

    start: Element
    end: Element
    connection: Connection
    turned: bool = False


@dataclass(frozen=True, slots=True)
class MapReading:
    """The part of a document that has roles.

    `elements` holds the elements in scope that have a role, by place in the document, in its
    order; `roles` and `ids` give the role and the unique shown id for a place; `joins` the
    connections among them, and `by_roles` the same by the roles of their two ends; `no_role`
    counts the other elements in scope by type; `picked` is what the vocabulary's selectors picked
    in the whole document, None where it has none.
    """

    document: Document
    scope: Scope
    vocabulary: Vocabulary
    elements: dict[int, Element]
    roles: dict[int, Role]
    ids: dict[int, str]
    joins: list[Join]
    by_roles: Mapping[tuple[Role, Role], list[Join]]
    no_role: dict[str, int]
    picked: PickedRoles | None = None

    def role_of(self, element: Element) -> Role | None:
        """The role of any element of the document, in scope or not."""
        if self.picked and element.place in self.picked.roles:
            return self.picked.roles[element.place]
        return self.vocabulary.role(element.type)

    def warnings(self) -> list[str]:
        """What is odd about the document, and what took no part, one line each."""
        lines = [str(dirt) for dirt in find_dirt(self.document)]
        if self.scope.note:
            lines.append(self.scope.note)
        if self.no_role:
            lines.append(f"elements without a role, by type: {_counted(self.no_role)}")
        lines.extend(self.picked.warnings if self.picked else ())
        types = dict.fromkeys([one.type for one in self.scope.elements], 1)
        lines.extend(_unmatched(self.vocabulary, types))
        if self.no_role and not {Role.OUTPUT} & set(self.roles.values()):
            example = max(
                (kind for kind in self.no_role if kind),
                key=self.no_role.__getitem__,
                default="Our work",
            )
            lines.append(
                "no element counts as an output, so there are no routes to count; say which do: "
                f'--role output="{example}"'
            )
        return lines

    def with_role(self, *roles: Role) -> list[Element]:
        """The elements that have one of these roles, in the order of the document."""
        return [one for place, one in self.elements.items() if self.roles[place] in roles]

    def joined(self, one: frozenset[Role], other: frozenset[Role]) -> list[Join]:
        """Joins between these roles in either direction, turned so that `one` is the start."""
        found: list[Join] = []
        for (start, end), joins in self.by_roles.items():
            if start in one and end in other:
                found += joins
            elif end in one and start in other:
                found += [Join(b, a, connection, turned=True) for a, b, connection, _ in joins]
        return sorted(found, key=lambda join: join.connection.place)

    def attribute(self, item: Item, attribute: str) -> str:
        """The text of an attribute, from the first of its fields that has one; empty if none."""
        for name in self.vocabulary.fields[attribute]:
            if text := item.text(name).strip():
                return text
        return ""

    def attribute_texts(self, item: Item, attribute: str) -> Iterator[str]:
        """Every text in the fields of an attribute, several values of one field one by one."""
        fields = item.fields
        for name in self.vocabulary.fields[attribute]:
            value = fields.get(name)
            if value is None:
                continue
            for one in value if isinstance(value, list) else [value]:
                if text := text_of(one).strip():
                    yield text


def read_map(
    document: Document,
    vocabulary: Vocabulary,
    name: str | None = None,
    *,
    need_outcomes: bool = True,
    focus: FocusOn | None = None,
    with_belonging: bool = True,
) -> MapReading:
    """Read the named map, else the default one, else the whole document, with a vocabulary.

    With a focus only what is in it is read, and `with_belonging` what says something about it:
    the measures and domains of outcomes, the dimensions of outputs.

    Raises:
        NotFoundError: no map of that name or id; the focus picks nothing.
        NoOutcomesError: outcomes are needed and no element in scope counts as one; the remedy
            says which types there are and how one is given a role.
    """
    part = scope(document, name)
    picked = _picked(document, vocabulary)
    if focus is not None:
        part = _in_focus(document, part, focus, vocabulary, picked, belonging=with_belonging)
    by_place = picked.roles if picked else {}
    by_type: dict[str, Role | None] = {}
    elements: dict[int, Element] = {}
    roles: dict[int, Role] = {}
    no_role: Counter[str] = Counter()
    for element in part.elements:
        kind = element.type
        if kind not in by_type:
            by_type[kind] = vocabulary.role(kind)
        role = by_place.get(element.place, by_type[kind])
        if role is None:
            no_role[kind] += 1
        else:
            elements[element.place] = element
            roles[element.place] = role
    if need_outcomes and not OUTCOMES.intersection(roles.values()):
        raise _no_outcomes(document, part, vocabulary, no_role, roles, focused=focus is not None)
    everything = document.elements
    ids = dict(zip((one.place for one in everything), shown_ids(everything), strict=True))
    named = named_elements(everything)
    bearers = {name: (one, roles[one.place]) for name, one in named.items() if one.place in roles}
    joins, by_roles = _joins(part, bearers)
    return MapReading(
        document, part, vocabulary, elements, roles, ids, joins, by_roles, dict(no_role), picked
    )


def _picked(document: Document, vocabulary: Vocabulary) -> PickedRoles | None:
    if not vocabulary.selectors:
        return None
    from toc.exports.picked_roles import picked_roles

    return picked_roles(document, vocabulary)


def _in_focus(
    document: Document,
    part: Scope,
    focus: FocusOn,
    vocabulary: Vocabulary,
    picked: PickedRoles | None,
    *,
    belonging: bool,
) -> Scope:
    from toc.exports.focused_scope import focused_scope

    def role_of(element: Element) -> Role | None:
        found = picked.roles.get(element.place) if picked else None
        return found or vocabulary.role(element.type)

    return focused_scope(document, part, focus, role_of if belonging else None)


def _joins(
    part: Scope, bearers: dict[str, tuple[Element, Role]]
) -> tuple[list[Join], dict[tuple[Role, Role], list[Join]]]:
    """The connections among elements that have roles: all in order, and by their two roles."""
    joins: list[Join] = []
    by_roles: defaultdict[tuple[Role, Role], list[Join]] = defaultdict(list)
    for connection in part.connections:
        start, end = bearers.get(connection.start), bearers.get(connection.end)
        if start and end:
            join = Join(start[0], end[0], connection)
            joins.append(join)
            by_roles[start[1], end[1]].append(join)
    return joins, by_roles


def _no_outcomes(
    document: Document,
    part: Scope,
    vocabulary: Vocabulary,
    no_role: Counter[str],
    roles: dict[int, Role],
    *,
    focused: bool,
) -> NoOutcomesError:
    where = f"{document.name}: {part.map.name}" if part.map else document.name
    elsewhere = ""
    if part.other_maps:
        elsewhere += f" {len(part.other_maps)} more stand on other maps (--map all)."
    if part.trash:
        elsewhere += f" {len(part.trash)} more are on no map (the trash)."
    if not part.elements:
        return NoOutcomesError(
            "There are no elements here, so there is nothing to say about outcomes.",
            where=where,
            remedy=elsewhere.strip() or "Export a map that has elements.",
        )
    types = no_role + Counter(one.type for one in part.elements if one.place in roles)
    if focused:
        return NoOutcomesError(
            "No outcome is in focus, so nothing can be said.",
            where=where,
            remedy=f"The types in focus: {_counted(types)}. Look further with --out, or give a"
            ' type its role: --role outcome="Desired state".',
        )
    example = next((kind for kind, _ in no_role.most_common() if kind), "Desired state")
    return NoOutcomesError(
        "None of these elements counts as an outcome, so nothing can be said.",
        where=where,
        remedy=f"The types found: {_counted(types)}.{elsewhere}"
        + "".join(f" {line[0].upper()}{line[1:]}." for line in _unmatched(vocabulary, types))
        + f' Say which of them are outcomes: --role outcome="{example}".',
    )


def _counted(types: Mapping[str, int]) -> str:
    """Types with how many elements each has, the commonest first, long lists cut."""
    listed = sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{kind or 'no type'} ({number})" for kind, number in listed[:_TYPES_SHOWN]]
    return ", ".join(shown) + (", …" if len(listed) > _TYPES_SHOWN else "")


def _unmatched(vocabulary: Vocabulary, types: Iterable[str]) -> list[str]:
    """Types that were given a role and that no element has, with the nearest that some have."""
    found = {kind.strip().casefold(): kind for kind in types}
    lines: list[str] = []
    for given in vocabulary.types:
        if given.strip().casefold() not in found:
            near = nearest(given.strip().casefold(), found)
            hint = f'; did you mean "{found[near]}"?' if near else ""
            lines.append(f'no element here has the type "{given}", which was given a role{hint}')
    return lines
