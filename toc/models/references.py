"""Whether the parts of a theory fit together: ids are unique, and references lead somewhere.

One reading for two things: a `Theory`, and the plain mappings, lists and texts of a file that may
be malformed in places, so that all faults of a file can be told at once.
"""

from __future__ import annotations

__all__ = ["Breach", "breaches", "every_id", "listed", "part_of", "reference_faults"]

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from toc.errors import Fault
from toc.models.nearest import nearest
from toc.models.plain_values import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    _Value = Callable[[object, str], object]

Path = tuple[str | int, ...]

_ROLES = {
    "dimensions": "dimension",
    "domains": "domain",
    "themes": "theme",
    "voices": "voice",
    "outputs": "output",
    "outcomes": "outcome",
    "measures": "measure",
}
_LED_TO = ("output", "outcome")
_LEADING = ("dimension", "output", "outcome")
_ANY = tuple(_ROLES.values())
_LINK = "link"
_SPELLED = {"from": "from_"}

_LEADS_TO = ("leads_to", "to", _LED_TO)

# Section to its references: key, the key inside each entry where a list of entries stands there
# ("" where the entries are ids themselves), and the roles that may be referred to.
_REFERENCES: dict[str, tuple[tuple[str, str | None, tuple[str, ...]], ...]] = {
    "dimensions": (_LEADS_TO,),
    "outputs": (("dimension", None, ("dimension",)), _LEADS_TO),
    "outcomes": (
        ("domain", None, ("domain",)),
        ("themes", "", ("theme",)),
        ("voices", "", ("voice",)),
        _LEADS_TO,
        ("measured_by", "measure", ("measure",)),
    ),
    "links": (("from", None, _LEADING), ("to", None, _LED_TO)),
    "unknown": (("item", None, _ANY),),
    "waivers": (("item", None, _ANY),),
}
# Comparing takes some 20 microseconds a word, so suggestions share about a second.
_COMPARISONS = 40_000


class Breach(NamedTuple):
    """An id or a reference that does not fit: where it stands, and what is wrong with it.

    `first` leads to the first bearer of an id that is given twice, and is None otherwise.
    """

    path: Path
    message: str
    first: Path | None = None

    def below(self, start: Path) -> Breach:
        """The same, with paths that begin further out: at what `start` leads from."""
        first = self.first and (*start, *self.first)
        return Breach((*start, *self.path), self.message, first)

    def fault(self) -> Fault:
        """The same in words alone."""
        place = Fault(self.first, "").place() if self.first else ""
        return Fault(self.path, f"{self.message}; {place} has it" if place else self.message)


def reference_faults(theory: object) -> Iterator[Fault]:
    """Every repeated id, then every reference that leads nowhere or to the wrong kind of part.

    `theory` is a `Theory` or the mapping of a file; what is malformed in it is passed over.
    """
    yield from (breach.fault() for breach in breaches(theory))


def breaches(theory: object) -> Iterator[Breach]:
    """The same as `reference_faults`, for those who name places in their own way."""
    value = _value_in_file if isinstance(theory, dict) else _value_in_model
    bearers: dict[str, tuple[str, Path]] = {}
    role: str | None
    for own, role, path in every_id(theory):
        if own in bearers:
            yield Breach(path, f"the id {quoted(own)} is taken", bearers[own][1])
        else:
            bearers[own] = role, path
    roles = {own: role for own, (role, _) in bearers.items()}
    suggestions = _Suggestions(theory, value, roles)
    for section, references in _REFERENCES.items():
        for position, holder in enumerate(listed(value(theory, section))):
            for target, wanted, path in _targets(holder, references, value):
                role = roles.get(target)
                if role not in wanted:
                    message = _misfit(target, role, wanted, suggestions)
                    yield Breach((section, position, *path), message)


class _Suggestions:
    """Which id may have been meant, as long as comparing takes no more than about a second."""

    def __init__(self, theory: object, value: _Value, roles: dict[str, str]) -> None:
        self._theory = theory
        self._value = value
        self._roles = roles
        self._left = _COMPARISONS

    def nearest(self, target: str, wanted: Collection[str]) -> str | None:
        """The id of the part with that label, else the id that looks most like it."""
        labelled = self._labels.get(target.strip().casefold())
        if labelled and self._roles.get(labelled) in wanted:
            return labelled
        if self._left <= 0:
            return None
        self._left -= len(self._roles)
        return nearest(target, [other for other, role in self._roles.items() if role in wanted])

    @cached_property
    def _labels(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for section in _ROLES:
            for item in listed(self._value(self._theory, section)):
                label, own = self._value(item, "label"), self._value(item, "id")
                if isinstance(label, str) and isinstance(own, str):
                    found.setdefault(label.strip().casefold(), own)
        return found


def _misfit(
    target: str, role: str | None, wanted: Collection[str], suggestions: _Suggestions
) -> str:
    near = suggestions.nearest(target, wanted)
    advice = f"; did you mean {quoted(near)}?" if near else ""
    if role is None:
        return f"nothing has the id {quoted(target)}{advice}"
    return f"{quoted(target)} is {_one(role)}, and this has to be {_one_of(wanted)}{advice}"


def _one(role: str) -> str:
    return f"an {role}" if role.startswith("o") else f"a {role}"


def _one_of(roles: Collection[str]) -> str:
    *most, last = (_one(role) for role in roles)
    return f"{', '.join(most)} or {last}" if most else last


def every_id(theory: object) -> Iterator[tuple[str, str, Path]]:
    """Every id with its bearer's role (`link` for a link) and its place, section by section.

    `theory` is a `Theory` or the mapping of a file.
    """
    value = _value_in_file if isinstance(theory, dict) else _value_in_model
    for section, role in (*_ROLES.items(), ("links", _LINK)):
        for position, bearer in enumerate(listed(value(theory, section))):
            own = value(bearer, "id")
            if own and isinstance(own, str):
                yield own, role, (section, position, "id")
            for number, claim in enumerate(listed(value(bearer, "leads_to"))):
                own = value(claim, "id")
                if own and isinstance(own, str):
                    yield own, _LINK, (section, position, "leads_to", number, "id")


def _targets(
    holder: object, references: Iterable[tuple[str, str | None, tuple[str, ...]]], value: _Value
) -> Iterator[tuple[str, tuple[str, ...], Path]]:
    """What one part of the theory refers to: id, allowed roles, and place within the part."""
    for key, inner, wanted in references:
        found = value(holder, key)
        if inner is None:
            if found and isinstance(found, str):
                yield found, wanted, (key,)
            continue
        for number, entry in enumerate(listed(found)):
            if isinstance(entry, str):
                if entry:
                    yield entry, wanted, (key, number)
                continue
            target = value(entry, inner)
            if target and isinstance(target, str):
                yield target, wanted, (key, number, inner)


def part_of(holder: object, key: str) -> object:
    """What stands under a key, in a model or in the mapping of a file; None where nothing does."""
    return (_value_in_file if isinstance(holder, dict) else _value_in_model)(holder, key)


def listed(found: object) -> list[object] | tuple[object, ...]:
    """The entries of a list; none where something else stands."""
    return found if isinstance(found, list | tuple) else ()


def _value_in_file(holder: object, key: str) -> object:
    return holder.get(key) if isinstance(holder, dict) else None


def _value_in_model(holder: object, key: str) -> object:
    return getattr(holder, _SPELLED.get(key, key), None)
