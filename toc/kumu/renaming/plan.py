"""What is to be renamed: wishes such as `Outcome=Result`, held against what a document has."""

from __future__ import annotations

__all__ = ["KINDS", "Plan", "Renaming", "Sort", "Wish", "planned"]

from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from toc.errors import NotFoundError, TocError
from toc.kumu.json_tokens import quoted
from toc.kumu.renaming.fields_check import refuse_fields
from toc.kumu.renaming.spellings import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from toc.kumu.document import Document
    from toc.kumu.items import Item
    from toc.kumu.renaming.known_names import KnownNames

_K = TypeVar("_K")

Sort = Literal["type", "field", "tag", "label", "view"]

KINDS = ("element", "connection", "loop")
"""The kinds of items, each with types of its own."""

_LOOK_ALIKE = 0.6
_SHOWN = 5


class Wish(NamedTuple):
    """One renaming as it is asked for: what sort of name, and `OLD=NEW`."""

    sort: Sort
    text: str


class Renaming(NamedTuple):
    """One renaming: the old name as the document has it, and the new one."""

    sort: Sort
    old: str
    new: str


class Plan(NamedTuple):
    """What every name becomes.

    `types` are by kind and old name, `fields` by the old name in lower case, `tags` by the old
    name, `labels` by kind and place of the item, `views` by their place.
    """

    renamings: tuple[Renaming, ...]
    types: Mapping[str, Mapping[str, str]]
    fields: Mapping[str, str]
    tags: Mapping[str, str]
    labels: Mapping[tuple[str, int], str]
    views: Mapping[int, str]

    def type(self, kind: str, name: str) -> str:
        """What a type is called afterwards."""
        return self.types.get(kind, {}).get(name, name)

    def olds(self, *sorts: Sort) -> list[str]:
        """The old names of these sorts."""
        return [one.old for one in self.renamings if one.sort in sorts]


def planned(
    document: Document, names: KnownNames, wishes: Sequence[Wish], kinds: Collection[str] = KINDS
) -> Plan:
    """The plan that wishes make for a document; `kinds` are those whose types are meant.

    Raises:
        NotFoundError: the document has no such name.
        TocError: a wish that cannot be granted: no new name, a name that several items share, a
            field that there is already, one of Kumu's own fields.
    """
    return _Planner(document, names, kinds).plan(wishes)


class _Planner:
    def __init__(self, document: Document, names: KnownNames, kinds: Collection[str]) -> None:
        self.where = document.name
        self.names = names
        self.kinds = [kind for kind in KINDS if kind in kinds]
        self.types: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        self.fields: dict[str, str] = {}
        self.tags: dict[str, str] = {}
        self.labels: dict[tuple[str, int], str] = {}
        self.views: dict[int, str] = {}
        self.done: list[Renaming] = []

    def plan(self, wishes: Iterable[Wish]) -> Plan:
        ways: dict[Sort, Callable[[str], tuple[str, str]]] = {
            "type": self.add_type,
            "field": self.add_field,
            "tag": self.add_tag,
            "label": self.add_label,
            "view": self.add_view,
        }
        for wish in wishes:
            self.done.append(Renaming(wish.sort, *ways[wish.sort](wish.text)))
        refuse_fields(self.names, self.fields, self.where)
        return Plan(tuple(self.done), self.types, self.fields, self.tags, self.labels, self.views)

    def add_type(self, text: str) -> tuple[str, str]:
        every = [one for kind in self.kinds for one in self.names.types[kind]]
        old, new = self.parted("type", text, every)
        for kind in self.kinds:
            for one in _meant(self.names.types[kind], old):
                self.put(self.types[kind], one, new, one)
        return old, new

    def add_field(self, text: str) -> tuple[str, str]:
        shown = self.names.fields
        old, new = self.parted("field", text, list(shown.values()))
        low = next(low for low, name in shown.items() if name == old)
        self.put(self.fields, low, new, old)
        return old, new

    def add_tag(self, text: str) -> tuple[str, str]:
        old, new = self.parted("tag", text, self.names.tags)
        for one in _meant(self.names.tags, old):
            self.put(self.tags, one, new, one)
        return old, new

    def add_view(self, text: str) -> tuple[str, str]:
        old, new = self.parted("view", text, self.names.views)
        for number, name in enumerate(self.names.views):
            if name in _meant(self.names.views, old):
                self.put(self.views, number, new, name)
        return old, new

    def add_label(self, text: str) -> tuple[str, str]:
        """A label, or `#id` of the item whose label is to change."""
        items = self.names.items
        ids = [f"#{one}" for item in items for one in (item.system_id, item.assigned_id) if one]
        old, new = self.parted("label", text, [one.label for one in items if one.label], ids)
        item = self.item(old)
        self.put(self.labels, (item.kind, item.place), new, item.label)
        return item.label, new

    def item(self, old: str) -> Item:
        """The one item that is meant; elements come before connections and loops."""
        items = self.names.items
        labels = [one.label for one in items]
        meant = {old} if old in labels else set(_meant(labels, old))
        found = [one for one in items if one.label in meant]
        if not found:
            name = old.removeprefix("#")
            found = [one for one in items if one.system_id == name]
            found = found or [one for one in items if one.assigned_id == name]
        found = [one for one in found if one.kind == "element"] or found
        if len(found) > 1:
            ids = [one.system_id or one.assigned_id or "" for one in found]
            listed = ", ".join(filter(None, ids[:_SHOWN])) + (", …" if len(ids) > _SHOWN else "")
            example = f'--label "#{ids[0]}=…"'
            raise TocError(
                f"{len(found)} {found[0].kind}s are called {quoted(old)}: {listed or 'no ids'}.",
                where=self.where,
                remedy=f"Say by its id which is meant: {example}." if listed else None,
            )
        return found[0]

    def parted(
        self, sort: Sort, text: str, known: Collection[str], ids: Collection[str] = ()
    ) -> tuple[str, str]:
        """Old and new name of `OLD=NEW`, parted where OLD is a name that there is."""
        places = [n for n, sign in enumerate(text) if sign == "="]
        if not places:
            raise TocError(
                f"{quoted(text)} is no renaming.", remedy=f"Write --{sort} OLD=NEW, in quotes."
            )
        for place in reversed(places):
            old, new = text[:place].strip(), text[place + 1 :].strip()
            found = _meant(known, old) or [one for one in ids if one == old]
            if found and new:
                return found[0], new
        old, new = text[: places[0]].strip(), text[places[0] + 1 :].strip()
        if not new:
            raise TocError(
                f"There is no new name in {quoted(text)}.",
                remedy=f"Write it behind the equals sign: --{sort} OLD=NEW.",
            )
        raise NotFoundError(
            f"There is no {sort} {quoted(old)}.", where=self.where, remedy=_near(old, known)
        )

    def put(self, into: dict[_K, str], key: _K, new: str, old: str) -> None:
        if into.setdefault(key, new) != new:
            raise TocError(
                f"{quoted(old)} cannot become both {quoted(into[key])} and {quoted(new)}.",
                remedy="Leave one of the two out.",
            )


def _meant(names: Iterable[str], wanted: str) -> list[str]:
    """The names that are meant, whatever their case, else whatever their blanks; the same first."""
    listed = list(dict.fromkeys(names))
    ways: tuple[Callable[[str], str], ...] = (str.casefold, folded)
    for way in ways:
        if found := [one for one in listed if way(one) == way(wanted)]:
            return sorted(found, key=lambda one: one != wanted)
    return []


def _near(wanted: str, known: Collection[str]) -> str:
    by_case = {folded(one): one for one in known}
    close = get_close_matches(folded(wanted), by_case, 1, _LOOK_ALIKE)
    if close:
        return f"Did you mean {quoted(by_case[close[0]])}?"
    if not by_case:
        return "It has none at all."
    names = list(dict.fromkeys(known))
    return f"There are: {', '.join(map(quoted, names[:_SHOWN]))}{', …' * (len(names) > _SHOWN)}."
