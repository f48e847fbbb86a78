"""What came from Kumu put into a theory: only what differs; what no map can hold stays."""

from __future__ import annotations

__all__ = ["named_by_surveys", "taken_in"]

import copy
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from toc.errors import UnwritableError
from toc.exports.label_ids import LabelIds
from toc.exports.theory_data import theory_data
from toc.models.measures import Measure
from toc.models.outcomes import Domain, Outcome
from toc.models.outputs import Dimension, Output
from toc.models.references import every_id
from toc.models.theory import Theory
from toc.sync.entries import (
    changed_entry,
    named_in,
    place_of,
    put,
    put_entry,
    says,
    set_newest,
    type_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from toc.sync.units import Key, Units

    Data = dict[str, Any]

_SECTIONS = {
    "dimension": "dimensions",
    "domain": "domains",
    "output": "outputs",
    "outcome": "outcomes",
    "measure": "measures",
}
_KEYS: dict[str, tuple[str, ...]] = {
    "dimensions": Dimension.key_names(),
    "domains": Domain.key_names(),
    "outputs": Output.key_names(),
    "outcomes": Outcome.key_names(),
    "measures": Measure.key_names(),
}
_LEADING = ("dimensions", "outputs", "outcomes")
_NAMED = {"themes": "theme", "voices": "voice"}
_SPECIAL = frozenset({"role", "value", "baseline", "target", *_NAMED})


def taken_in(theory: Theory, had: Units, now: Units, ids: Mapping[str, str]) -> Theory:
    """A theory that had some parts as a map shows them, brought to have others.

    `ids` gives the ids that Kumu has for items which only these tell; the theory records them
    under `kumu: ids`.

    Raises:
        UnwritableError: something in the theory file refers to a part that is gone.
    """
    taking = _Taking(theory, had, now)
    for key in dict.fromkeys((*had, *now)):
        old, new = had.get(key), now.get(key)
        if old != new:
            taking.change(key, old, new)
    taking.record(ids)
    if not taking.changes:
        return theory
    try:
        return Theory.model_validate(taking.finished(), by_alias=True, by_name=False)
    except ValidationError as error:
        told = "; ".join(str(one["msg"]) for one in error.errors())
        raise UnwritableError(
            f"What came from Kumu does not go with the rest of the theory file: {told}.",
            remedy="Change the theory file so that it does without, then sync again.",
        ) from None


def named_by_surveys(theory: Theory) -> set[str]:
    """The ids that the surveys of a theory refer to, among other texts."""
    return set(_texts(theory_data(theory).get("surveys", [])))


class _Taking:
    """One theory on its way, as plain data; `changes` counts what was done to it."""

    def __init__(self, theory: Theory, had: Units, now: Units) -> None:
        self.had, self.now = had, now
        self.data: Data = copy.deepcopy(dict(theory_data(theory)))
        self.ids = LabelIds(own for own, _, _ in every_id(theory))
        self.labels: dict[tuple[str, str], str] = {
            (item.role, item.label.strip().casefold()): item.id
            for item in reversed([*theory.items()])
        }
        self.items: dict[str, tuple[str, Data]] = {
            one["id"]: (section, one)
            for section in _SECTIONS.values()
            for one in self.data.get(section, [])
        }
        self.gone: set[str] = set()
        self.changes = 0

    def change(self, key: Key, old: Data | None, new: Data | None) -> None:
        """Bring one part to say what it says now."""
        self.changes += 1
        if key[0] == "item":
            self._item(key[1], old, new)
        elif key[0] == "tie":
            self._tie(key[1], key[2], old, new)
        else:
            self._link(key, old, new)

    def record(self, ids: Mapping[str, str]) -> None:
        """Note the ids that Kumu has for items, and forget those of items that are gone."""
        table = self.data.get("kumu", {}).get("ids", {})
        table = dict(table) if isinstance(table, dict) else {}
        known = self.items.keys() - self.gone
        found = {own: one for own, one in table.items() if own not in self.gone}
        found |= {own: one for own, one in ids.items() if own in known}
        if found != table:
            self.changes += 1
            self.data.setdefault("kumu", {})["ids"] = found

    def finished(self) -> Data:
        """The data, without anything that leads to or tells of what is gone."""
        if self.gone:
            for section in _SECTIONS.values():
                self._keep(self.data, section, lambda one: one["id"] not in self.gone)
            for name in ("unknown", "waivers"):
                self._keep(self.data, name, lambda one: one.get("item") not in self.gone)
            self._keep(self.data, "links", lambda one: not self.gone & {one["from"], one["to"]})
            for _, item in self.items.values():
                self._keep(item, "leads_to", lambda one: named_in(one, "to") not in self.gone)
                self._keep(
                    item, "measured_by", lambda one: named_in(one, "measure") not in self.gone
                )
                for name in ("domain", "dimension"):
                    if item.get(name) in self.gone:
                        del item[name]
        return self.data

    def _keep(self, holder: Data, name: str, wanted: Callable[[Any], bool]) -> None:
        if name in holder:
            holder[name] = [one for one in holder[name] if wanted(one)]
            if not holder[name]:
                del holder[name]

    def _item(self, own: str, old: Data | None, new: Data | None) -> None:
        if new is None:
            self.gone.add(own)
            return
        self.gone.discard(own)
        section = _SECTIONS[new["role"]]
        if own not in self.items:
            self._place(section, {"id": own, "label": new["label"]})
        elif self.items[own][0] != section:
            self._move(own, section)
        _, item = self.items[own]
        before = old or {}
        for name in dict.fromkeys((*before, *new)):
            if before.get(name) != new.get(name):
                self._set(item, name, before.get(name), new.get(name))

    def _set(self, item: Data, name: str, old: Any, new: Any) -> None:
        """Give an item one value; None takes it away."""
        if name not in _SPECIAL:
            put(item, name, new)
        elif name in _NAMED:
            found = [self._named(name, label) for label in new or ()]
            put(item, name, list(dict.fromkeys(found)) or None)
        elif name == "value":
            set_newest(item, old, new)
        elif name != "role":
            note = {key: one for key, one in item.get(name, {}).items() if key == "note"}
            put(item, name, {**(new or {}), **note} or None)

    def _named(self, section: str, label: str) -> str:
        """The id of a theme or voice, which is added where there is none of that label."""
        role = _NAMED[section]
        name = (role, label.strip().casefold())
        if name not in self.labels:
            self.labels[name] = self.ids.fresh(label, role)
            self._append(section, {"id": self.labels[name], "label": label})
        return self.labels[name]

    def _place(self, section: str, item: Data) -> None:
        self.items[item["id"]] = (section, item)
        self._append(section, item)

    def _append(self, section: str, entry: Any) -> None:
        if section not in self.data:
            # In the order in which theory files have their sections.
            rest = {name: value for name, value in self.data.items() if name != section}
            self.data = {**rest, section: []}
            order = [name for name in Theory.key_names() if name in self.data]
            self.data = {name: self.data[name] for name in order}
        self.data[section].append(entry)

    def _move(self, own: str, section: str) -> None:
        """Let an item be of another kind; what that kind does not have is left behind."""
        before, item = self.items[own]
        self.data[before] = [one for one in self.data[before] if one is not item]
        if not self.data[before]:
            del self.data[before]
        kept = set(_KEYS[section])
        self._place(section, {name: value for name, value in item.items() if name in kept})

    def _tie(self, outcome: str, measure: str, old: Data | None, new: Data | None) -> None:
        if outcome not in self.items:
            return
        _, item = self.items[outcome]
        ties = item.get("measured_by", [])
        place = place_of(ties, lambda one: named_in(one, "measure") == measure)
        put_entry(
            item, "measured_by", place, changed_entry(ties, place, "measure", measure, old, new)
        )

    def _link(self, key: Key, old: Data | None, new: Data | None) -> None:
        holder, name, place = self._place_of_link(key, old)
        kept: Data = {"to": key[2]} if name == "leads_to" else {"from": key[1], "to": key[2]}
        if key[3]:
            kept["type"] = key[3]
        links = holder.get(name, [])
        entry = changed_entry(links, place, "to", key[2], old, new)
        if entry is not None and not isinstance(entry, str):
            entry = {**kept, **entry}
        elif entry is not None and len(kept) > 1:
            entry = kept
        put_entry(holder, name, place, entry)

    def _place_of_link(self, key: Key, old: Data | None) -> tuple[Data, str, int | None]:
        """What holds a link, under which key, and where in that list; None for a new one."""
        section, item = self.items.get(key[1], ("", {}))
        candidates = list(self._links_like(key, item)) if old is not None else []
        for holder, name, place in candidates:
            if says(holder[name][place], old or {}):
                return holder, name, place
        number = int(key[4])
        if number < len(candidates):
            return candidates[number]
        if section in _LEADING:
            return item, "leads_to", None
        return self.data, "links", None

    def _links_like(self, key: Key, item: Data) -> Iterator[tuple[Data, str, int]]:
        for place, one in enumerate(item.get("leads_to", [])):
            if (named_in(one, "to"), type_in(one)) == (key[2], key[3]):
                yield item, "leads_to", place
        for place, one in enumerate(self.data.get("links", [])):
            if (one["from"], one["to"], type_in(one)) == (key[1], key[2], key[3]):
                yield self.data, "links", place


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != "id":
                yield from _texts(one)
