"""All names of a document as they are before and after a renaming, sort by sort."""

from __future__ import annotations

__all__ = ["FieldWords", "Words"]

from typing import TYPE_CHECKING

from toc.kumu.renaming.lexicon import Entry, Lexicon, Verdict
from toc.kumu.renaming.plan import KINDS
from toc.kumu.renaming.spellings import contains_name, respelled, slug
from toc.kumu.slugs import SlugIndex, slug_candidates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from toc.kumu.items import Item
    from toc.kumu.renaming.known_names import KnownNames
    from toc.kumu.renaming.plan import Plan

_NO_TYPE = "undefined"  # what Kumu writes for the slug of no type at all


class Words:
    """What names mean in a document, and what a plan makes of each."""

    def __init__(self, names: KnownNames, plan: Plan, maps: Iterable[str]) -> None:
        self.plan = plan
        self.types = {kind: _types(names, plan, kind) for kind in KINDS}
        tags = enumerate(names.tags)
        self.tags = Lexicon(
            (Entry(n, one, plan.tags.get(one, one)) for n, one in tags), merging=True
        )
        self.labels = Lexicon(_labels(names.items, plan))
        self.texts_of_labels = Lexicon(one for one in self.labels.entries if one.is_label)
        views = enumerate(names.views)
        self.views = Lexicon(Entry(n, one, plan.views.get(n, one)) for n, one in views if one)
        self.element_labels = [one.label for one in names.items if one.kind == "element"]
        self.fields = FieldWords(names.fields, plan.fields)
        self.system_ids = frozenset(one.system_id for one in names.items if one.system_id)
        self._maps = SlugIndex(enumerate(maps))

    def of_field(self, name: str) -> Lexicon | None:
        """The names that stand as values of a field; None for a field of other values."""
        field = self.fields.meant(name)
        lexicons = {f"{kind} type": found for kind, found in self.types.items()}
        lexicons |= {"tags": self.tags, "label": self.texts_of_labels}
        return lexicons.get(min(field)) if len(field) == 1 else None

    def is_map(self, written: str) -> bool:
        """Whether a slug means a map."""
        return bool(self._maps.find(written))


def _types(names: KnownNames, plan: Plan, kind: str) -> Lexicon:
    found = enumerate([*names.types[kind], _NO_TYPE])
    return Lexicon((Entry(n, one, plan.type(kind, one)) for n, one in found), merging=True)


def _labels(items: Iterable[Item], plan: Plan) -> Iterator[Entry]:
    """Labels and assigned ids: a selector may name an item by either."""
    for n, item in enumerate(items):
        if label := item.label:
            after = plan.labels.get((item.kind, item.place), label)
            yield Entry(n, label, after, is_label=True)
        if name := item.assigned_id:
            yield Entry(n, name, name)


class FieldWords:
    """Fields by name and by slug; a field's own name comes before another's slug."""

    def __init__(self, names: Mapping[str, str], renamed: Mapping[str, str]) -> None:
        self._names = names
        self._renamed = {low: new for low, new in renamed.items() if new.lower() != low}
        self._before = _by_slug(names)
        self._after = _by_slug([renamed.get(low, low).lower() for low in names])

    def shown(self, low: str) -> str:
        """A field's name as it is shown, by its name in lower case."""
        return self._names[low]

    def meant(self, written: str) -> set[str]:
        """The names in lower case of the fields that may be meant; the text where none is."""
        low = written.strip().lower()
        return self._before.get(low, {low})

    def of(self, written: str) -> Verdict | None:
        """What the name of a field becomes; None where the renaming does not touch it."""
        meant = self.meant(written)
        touched = sorted(meant & self._renamed.keys())
        if not touched:
            return None
        old, new = touched[0], self._renamed[touched[0]]
        if len(meant) > 1:
            return Verdict(new, None, f"it may also mean {', '.join(sorted(meant - {old}))}")
        way = respelled(written, old, new.lower()) or respelled(written, self._names[old], new)
        if not way or self._after.get(way.lower(), {way.lower()}) != {new.lower()}:
            way = new.lower() if written == written.lower() else new
        return Verdict(new, way)

    def in_expression(self, text: str) -> bool:
        """Whether a text holds the name of a renamed field, also as expressions spell it."""
        return any(
            contains_name(text, spelled)
            for one in self._renamed
            for spelled in (one, "".join(one.split()), slug(one))
        )


def _by_slug(names: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in names:
        for one in slug_candidates(name):
            found.setdefault(one, set()).add(name)
    for name in names:
        found[name] = {name}
    return found
