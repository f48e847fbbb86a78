"""The merge of three documents: section by section, each by the rules of what it holds."""

from __future__ import annotations

__all__ = ["WholeMerge"]

from collections import Counter
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from toc.kumu.conversion import spelled_key
from toc.kumu.items import text_of
from toc.kumu.merging.artefacts import artefacts_of
from toc.kumu.merging.conflicts import Spot
from toc.kumu.merging.fates import Fates
from toc.kumu.merging.lists import Listed, merged_list
from toc.kumu.merging.loop_lines import with_settled_lines
from toc.kumu.merging.maps import MapMerge
from toc.kumu.merging.names import Names
from toc.kumu.merging.objects import Change, Objects, unless_both_changed
from toc.kumu.merging.one_name import new_names, with_names
from toc.kumu.merging.recognition import Three, keys_of
from toc.kumu.merging.stock import Stock, stock_of
from toc.kumu.merging.values import MISSING
from toc.kumu.merging.view_texts import merged_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.document import Document
    from toc.kumu.merging.conflicts import Referee
    from toc.kumu.merging.objects import Rule
    from toc.kumu.merging.sequences import Side

_ITEMS = ("elements", "connections", "loops")
_SECTIONS = (*_ITEMS, "maps", "perspectives", "attributes")
_WORDS = {"perspectives": "views", "attributes": "fields"}
Json = dict[str, Any]


class WholeMerge:
    """The merge of a base and two documents made from it; `ids` says whose new ids hold."""

    def __init__(
        self,
        documents: tuple[Document, ...],
        referee: Referee,
        ids: Side | None,
    ) -> None:
        self.referee = referee
        self.keys = {name: keys_of(documents, name) for name in _SECTIONS}
        base, ours, theirs = ({key: one.top(key) for key in one.keys} for one in documents)
        self.names = new_names((base, ours, theirs), self.keys, ids or referee.prefer)
        sides = zip((base, ours, theirs), self.names, strict=True)
        base, ours, theirs = (with_names(data, names) for data, names in sides)
        self.datas = base, ours, theirs
        definitions = [raw for one in documents for raw in one.section("attributes")]
        self.artefacts = artefacts_of(definitions)
        self.objects = Objects(referee, self.artefacts)

    def result(self) -> Json:
        """The merged document, decoded."""
        rules: dict[str, Rule] = {}
        for name in _SECTIONS:
            own = {spelled_key(data, name) for data in self.datas} - {None}
            if len(own) == 1:
                rules[own.pop() or name] = partial(self._section, name)
        if self.fates and any(self.fates.fixed.values()):
            return self._looked_into(rules)
        return self.objects.merged(self._project, Change(*self.datas), rules)

    def _looked_into(self, rules: dict[str, Rule]) -> Json:
        """The same where something that one side alone changed has to be merged all the same."""
        found = self.objects.merged(self._project, Change(*self.datas), rules)
        for key, rule in rules.items():
            change = Change(*(data.get(key, MISSING) for data in self.datas))
            if MISSING not in change and unless_both_changed(change) is not None:
                found[key] = rule(self._project.inside(key), change)
        settled = self.fates.fixed["connections"] if self.fates else {}
        loops = spelled_key(found, "loops")
        if settled and loops and isinstance(found[loops], list):
            found[loops] = with_settled_lines(found[loops], self.stocks, settled)
        return found

    @cached_property
    def _project(self) -> Spot:
        return Spot("project", "", text_of(self.datas[0].get("name")), "", ())

    def _section(self, name: str, spot: Spot, change: Change) -> Any:
        """A list at the top that both sides changed."""
        lists = [[] if one is MISSING else one for one in change]
        if not all(isinstance(one, list) for one in lists):
            return self.objects.value(spot, change)
        listed = Listed(
            Three(*lists),
            self.keys[name],
            partial(self._spot, name),
            spot.inside("order", f"order of {_WORDS.get(name, name)}"),
            self._rule(name),
            fixed=self.fates.fixed.get(name, {}) if self.fates else {},
            edited=self.artefacts.edited,
            text=_own_id if name in _ITEMS else _name,
            looked_into=name == "maps" and bool(self.fates and any(self.fates.fixed.values())),
        )
        return merged_list(self.objects, listed)

    def _rule(self, name: str) -> Rule:
        if name == "maps":
            return MapMerge(self.objects, self.fates, self._spot).merged
        return partial(self._thing, name)

    def _thing(self, name: str, spot: Spot, change: Change) -> Any:
        """An item, a view or a definition that both sides changed."""
        if not change.of(dict):
            return self.objects.whole(spot, change)
        rules: dict[str, Rule] = {"_id": self.objects.either}
        if name in _ITEMS:
            rules["attributes"] = self._fields
        if name == "loops":
            rules["connections"] = self.objects.ordered
        if name == "perspectives":
            rules["style"] = self._view
        return self.objects.merged(spot, change, rules, self.objects.field)

    def _fields(self, spot: Spot, change: Change) -> Any:
        if not change.of(dict):
            return self.objects.whole(spot, change)
        return self.objects.merged(spot, change, None, self.objects.field)

    def _view(self, spot: Spot, change: Change) -> Any:
        found = merged_view(self.referee, spot, change)
        return self.objects.whole(spot, change) if found is None else found

    @cached_property
    def stocks(self) -> tuple[Stock, Stock, Stock]:
        """What the three documents have, by key; made only where something needs it."""
        base, ours, theirs = (
            stock_of(data, self.keys, place) for place, data in enumerate(self.datas)
        )
        return base, ours, theirs

    @cached_property
    def fates(self) -> Fates | None:
        """What becomes of removed elements and connections, where there are any."""
        for name in ("elements", "connections"):
            base, ours, theirs = map(set, self.keys[name])
            if (base & theirs) - ours or (base & ours) - theirs:
                shared = frozenset(self._shared())
                return Fates(self.stocks, self.referee, self.artefacts, self._spot, shared)
        return None

    def _shared(self) -> Iterator[str]:
        """The keys that several items of one document share."""
        for name in _ITEMS:
            for side in self.keys[name]:
                if len(set(side)) < len(side):
                    yield from (key for key, number in Counter(side).items() if number > 1)

    @cached_property
    def _names(self) -> Names:
        return Names(self.stocks)

    def _spot(self, name: str, key: str) -> Spot:
        return self._names.spot(name, key)


def _own_id(raw: Any) -> str:
    return text_of(raw.get("_id")) if isinstance(raw, dict) else ""


def _name(raw: Any) -> str:
    return text_of(raw.get("name")) if isinstance(raw, dict) else ""
