"""Which element of a map has which role, and which of its fields means what.

Kumu leaves both to the people who draw the map. The default reads the last word of an element's
type; `roles` and `fields` of a vocabulary change it, as plain data from a file, the configuration
or a theory's `kumu` section, and `--role` adds to it.
"""

from __future__ import annotations

__all__ = ["DEFAULT", "FIELDS", "Role", "Vocabulary"]

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from toc.errors import NotFoundError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Role(StrEnum):
    """What an element is to a theory; an impact is an end outcome."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"
    MEASURE = "measure"
    DOMAIN = "domain"
    DIMENSION = "dimension"
    ASSUMPTION = "assumption"


_WORDS = {
    "output": Role.OUTPUT,
    "activity": Role.OUTPUT,
    "outcome": Role.OUTCOME,
    "impact": Role.IMPACT,
    "goal": Role.IMPACT,
    "measure": Role.MEASURE,
    "indicator": Role.MEASURE,
    "metric": Role.MEASURE,
    "domain": Role.DOMAIN,
    "dimension": Role.DIMENSION,
    "assumption": Role.ASSUMPTION,
}
_WORD = re.compile(r"\w+")

FIELDS: dict[str, tuple[str, ...]] = {
    "domain": ("domain",),
    "dimension": ("dimension",),
    "measures": (
        "measure",
        "measures",
        "measured by",
        "indicator",
        "indicators",
        "metric",
        "metrics",
    ),
    "unit": ("unit",),
    "method": ("method",),
    "source": ("source",),
    "owner": ("owner",),
    "frequency": ("frequency",),
    "direction": ("direction",),
    "baseline": ("baseline",),
    "baseline date": ("baseline date",),
    "target": ("target",),
    "target date": ("target date",),
    "value": ("value",),
    "value date": ("value date",),
    **{
        name: (name,)
        for name in (
            *("n", "low", "high", "publishable"),
            *("status", "sources", "note", "aliases", "kind", "themes", "voices"),
            *("rationale", "assumptions", "evidence", "confidence", "polarity"),
        )
    },
}


_END = "end outcome"


@dataclass(frozen=True)
class Vocabulary:
    """Roles by element type and attributes by field, all compared without regard to case.

    `types` gives whole types a role, as people spell them; `replaced` are roles whose default
    words no longer count; `fields` names the fields of an attribute, in lower case; `selectors`
    pick single elements of a map for a role, whatever their type.
    """

    types: Mapping[str, Role] = field(default_factory=dict)
    replaced: frozenset[Role] = frozenset()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: FIELDS)
    selectors: Mapping[Role, str] = field(default_factory=dict)

    def role(self, element_type: str) -> Role | None:
        """The role of elements of a type; None when it has none.

        A type that was given a role has that role. Else its last word decides, ignoring case and
        the plural: `Intermediate outcomes` are outcomes, an `Outcome indicator` is a measure.
        """
        given = self._given.get(_folded(element_type))
        if given is not None:
            return given
        words = _WORD.findall(element_type.casefold())
        role = _WORDS.get(_singular(words[-1])) if words else None
        return None if role in self.replaced else role

    def type_of(self, role: Role) -> str:
        """The element type that stands for a role in a map that is newly written."""
        return next((kind for kind, given in self.types.items() if given is role), str(role))

    def has_type(self, role: Role) -> bool:
        """Whether elements of a role are known again by the type that stands for it."""
        return self.role(self.type_of(role)) is role

    def without_types(self, *roles: Role) -> Vocabulary:
        """The same with no type for some roles, so that none of their elements is written."""
        types = {kind: role for kind, role in self.types.items() if role not in roles}
        return replace(self, types=types, replaced=self.replaced | {*roles})

    def field_of(self, attribute: str) -> str:
        """The name of the field that holds an attribute in a map that is newly written."""
        name = self.fields[attribute][0]
        return name[:1].upper() + name[1:]

    def to_data(self) -> dict[str, Any]:
        """The vocabulary as plain data for `with_data`; empty for the default."""
        replaced = self.replaced - ({Role.IMPACT} if Role.OUTCOME in self.replaced else set())
        roles: dict[str, dict[str, Any]] = {
            str(role): {"types": []} for role in Role if role in replaced
        }
        for kind, role in self.types.items():
            key = "types" if role in self.replaced else "add"
            roles.setdefault(str(role), {}).setdefault(key, []).append(kind)
        for role, selector in self.selectors.items():
            roles.setdefault(str(role), {})["select"] = selector
        fields = {name: list(held) for name, held in self.fields.items() if held != FIELDS[name]}
        return {key: value for key, value in (("roles", roles), ("fields", fields)) if value}

    def with_roles(self, entries: Iterable[str]) -> Vocabulary:
        """The same with types added, each written as `outcome=Desired state`.

        Raises:
            NotFoundError: an entry without `=`, or with a role that does not exist.
        """
        types = self.types
        for entry in entries:
            name, equals, element_type = entry.partition("=")
            if not equals:
                raise NotFoundError(
                    f'"{entry}" gives no type a role.',
                    where="--role",
                    remedy='Write the role, "=" and the type: --role outcome="Desired state".',
                )
            types = _with_types(types, (element_type,), _role(name, "--role"))
        return replace(self, types=types)

    def with_data(self, data: Any, where: str) -> Vocabulary:
        """The same with the `roles` and `fields` of plain data put in place of the default.

        `roles` maps a role to `types` that replace its default (a list, or one, also without the
        key `types`), to types that `add` to it, and to a selector that picks elements, which
        replaces the default as well (`select`); `fields` maps an attribute to the field or
        fields that hold it. What is empty counts as not given, other keys are left alone. `where`
        is what messages call the data.

        Raises:
            UnreadableError: `roles` or `fields` have another shape.
            SelectorError: a selector cannot be read.
            NotFoundError: a role or an attribute that does not exist.
        """
        found = self
        data = _mapping(data, where)
        for name, entry in _mapping(data.get("roles"), f"{where}: roles").items():
            found = found._with_role(name, entry, f"{where}: roles.{name}")
        fields = dict(self.fields)
        for name, entry in _mapping(data.get("fields"), f"{where}: fields").items():
            attribute = re.sub(r"[_\-\s]+", " ", str(name)).strip().casefold()
            if attribute not in FIELDS:
                raise NotFoundError(
                    f'There is no attribute "{name}".',
                    where=f"{where}: fields",
                    remedy=f"There are: {', '.join(FIELDS)}.",
                )
            names = _texts(entry, f"{where}: fields.{name}")
            if held := tuple(one.strip().lower() for one in names if one.strip()):
                fields[attribute] = held
        return replace(found, fields=fields)

    def _with_role(self, name: str, entry: Any, where: str) -> Vocabulary:
        """The same with the types that plain data names for one role."""
        role = _role(str(name), where)
        given = entry if isinstance(entry, dict) else {"types": entry}
        for key in given.keys() - {"types", "add", "select"}:
            raise UnreadableError(
                f'A role has no key "{key}".',
                where=where,
                remedy="There are: types and select, in place of the default, and add, beside it.",
            )
        types, replaced = self.types, self.replaced
        selector = _selector(given.get("select"), f"{where}.select")
        listed = given.get("types") not in (None, "")
        if listed or selector:
            replaced |= {role, Role.IMPACT} if role is Role.OUTCOME else {role}
        if listed:
            types = {kind: other for kind, other in types.items() if other is not role}
            types = _with_types(types, _texts(given["types"], f"{where}.types"), role)
        types = _with_types(types, _texts(given.get("add"), f"{where}.add"), role)
        selectors = {**self.selectors, role: selector} if selector else self.selectors
        return replace(self, types=types, replaced=replaced, selectors=selectors)

    @cached_property
    def _given(self) -> dict[str, Role]:
        return {_folded(kind): role for kind, role in self.types.items()}


DEFAULT = Vocabulary()


def _folded(element_type: str) -> str:
    return element_type.strip().casefold()


def _with_types(types: Mapping[str, Role], added: Iterable[str], role: Role) -> Mapping[str, Role]:
    """The types with a role for more of them; of two that differ only by case, the later."""
    more = [kind.strip() for kind in added]
    folded = set(map(_folded, more))
    kept = {kind: other for kind, other in types.items() if _folded(kind) not in folded}
    return kept | dict.fromkeys({_folded(kind): kind for kind in more}.values(), role)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def _role(name: str, where: str) -> Role:
    """The role of a name: that of a word of types (`goal`), or `end outcome`."""
    words = " ".join(name.casefold().split())
    role = Role.IMPACT if words == _END else _WORDS.get(_singular(words))
    if role is None:
        raise NotFoundError(
            f'There is no role "{name.strip()}".',
            where=where,
            remedy=f"There are: {', '.join(Role)}; an impact is an end outcome.",
        )
    return role


def _mapping(data: Any, where: str) -> Mapping[str, Any]:
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise UnreadableError(
            "Names with values were expected here.",
            where=where,
            remedy="For example: roles: {outcome: {types: [Result]}}, fields: {unit: Einheit}.",
        )
    return data


def _selector(entry: Any, where: str) -> str:
    """A selector that can be read; empty where none is given."""
    if entry is None or entry == "":
        return ""
    if not isinstance(entry, str):
        raise UnreadableError("A selector, as one text, was expected here.", where=where)
    from toc.kumu.selectors.parser import SelectorError, parse_selector

    try:
        parse_selector(entry)
    except SelectorError as error:
        error.where = where
        raise
    return entry


def _texts(entry: Any, where: str) -> tuple[str, ...]:
    if entry is None or entry == "":
        return ()
    listed = [entry] if isinstance(entry, str) else entry
    if not isinstance(listed, list | tuple) or not all(isinstance(one, str) for one in listed):
        raise UnreadableError("A text or a list of texts was expected here.", where=where)
    return tuple(listed)
