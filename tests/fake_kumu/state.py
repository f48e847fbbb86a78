"""The project in memory: what there is, what is on which map, what has which name."""

from __future__ import annotations

__all__ = ["Refused", "State", "definition"]

import random
import string
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fake_kumu.serialising import Json

_ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
_LISTS = ("elements", "connections", "loops")
_KINDS = {"elements": "element", "connections": "connection", "loops": "loop"}
_PREFIXES = {
    "elements": ("elem", "node"),
    "connections": ("conn", "edge"),
    "loops": ("loop", "labl"),
}
_FIELDS = (
    ("Connection Type", "string", 1, "list"),
    ("Description", "text", 1, "none"),
    ("Element Type", "string", 1, "list"),
    ("Label", "string", 1, "autocomplete"),
    ("Loop Type", "string", 1, "list"),
    ("Tags", "string", "none", "autocomplete"),
)
_CLUSTERED = {"Element Type", "Tags"}


class Refused(Exception):  # noqa: N818 - what Kumu does, not what went wrong with it
    """What Kumu does not take; the text says why."""


def definition(own: str, name: str, **settings: Any) -> Json:
    """A field definition with the settings that a field of a person's own starts with.

    Source: inferred from exports (a field made by an import is text, one value, in General).
    """
    found: Json = {"_id": own, "name": name, "format": "string", "private": False, "limit": 1}
    found |= {"category": "General", "prompt": "autocomplete", "locked": False, "values": []}
    return found | {"sort": False, "cluster": True} | settings


class State:
    """A project in the shape of a full export (`data`), and the ids that were ever given in it."""

    def __init__(self) -> None:
        self._random = random.Random(20_260_101)  # noqa: S311 - ids that are the same each time
        self.data: Json = {"version": 1, "name": "Untitled", "description": "", "proxyImages": True}
        self.data |= {"defaultMap": None, "defaultPerspective": None, "attributeRelevance": {}}
        self.data |= {"attributes": [], "elements": [], "connections": [], "loops": []}
        self.data |= {"maps": [], "perspectives": []}
        for name, form, limit, prompt in _FIELDS:
            own = {"format": form, "limit": limit, "prompt": prompt, "cluster": name in _CLUSTERED}
            self.data["attributes"].append(definition(self.fresh("attr"), name, **own))

    @property
    def is_empty(self) -> bool:
        """Whether nobody has put anything into it."""
        return not any(self.data[name] for name in (*_LISTS, "maps", "perspectives"))

    def fresh(self, prefix: str) -> str:
        """A system id in Kumu's shape that nothing has: `elem-` and eight letters or digits."""
        taken = set(self._ids())
        while True:
            found = f"{prefix}-{''.join(self._random.choices(_ALPHABET, k=8))}"
            if found not in taken:
                return found

    def _ids(self) -> Iterator[str]:
        for name in (*_LISTS, "maps", "perspectives", "attributes"):
            yield from (str(one.get("_id")) for one in self.data[name])
        for one in self.data["maps"]:
            for name in _LISTS:
                yield from (str(entry.get("_id")) for entry in one[name])

    def items(self) -> Iterator[tuple[str, Json]]:
        """Each item with the list that it stands in."""
        for name in _LISTS:
            yield from ((name, one) for one in self.data[name])

    def located(self, name: str) -> tuple[str, Json]:
        """The item of that system id, else of that label, and its list."""
        for found in self.items():
            if found[1]["_id"] == name:
                return found
        for found in self.items():
            if found[1]["attributes"].get("label") == name:
                return found
        raise KeyError(name)

    def map(self, where: str | None = None) -> Json:
        """A map by name or id; the default map if not given, made where there is none.

        Source: inferred (a project that is worked in has a map, and the default one opens).
        """
        if where is not None:
            for one in self.data["maps"]:
                if where in {one["_id"], one["name"]}:
                    found: Json = one
                    return found
            raise KeyError(where)
        for one in self.data["maps"]:
            if one["_id"] == self.data["defaultMap"]:
                return self.map(one["_id"])
        return self.map(self.data["maps"][0]["_id"]) if self.data["maps"] else self.new_map("Map")

    def new_map(self, name: str, **given: Any) -> Json:
        """A map that nothing is on, with a view of its own."""
        own = given.pop("_id", None) or self.fresh("map")
        made: Json = {"_id": own, "name": name, "description": "", "scale": 1}
        made |= {"center": {"x": 0, "y": 0}, "defaultPerspective": None}
        made |= {"defaultElementBehavior": "floating", "defaultConnectionDirection": "directed"}
        made |= {key: [] for key in _LISTS}
        for key, value in given.items():
            made[key] = value
        self.data["maps"].append(made)
        if self.data["defaultMap"] is None:
            self.data["defaultMap"] = own
        return made

    def add(self, section: str, item: Json) -> str:
        """Put an item into the project, with a fresh system id where it brings none."""
        own = str(item.get("_id") or self.fresh(_PREFIXES[section][0]))
        self.data[section].append({"_id": own} | item)
        return own

    def entry(self, section: str, own: str, where: Json) -> Json | None:
        """What a map says of an item; None where it is not on that map."""
        kind = _KINDS[section]
        found: list[Json] = [one for one in where[section] if one.get(kind) == own]
        return found[0] if found else None

    def put_on(self, section: str, own: str, where: Json) -> bool:
        """Put an item on a map, floating and undecorated; whether it was not there yet."""
        if self.entry(section, own, where) is not None:
            return False
        made: Json = {"_id": self.fresh(_PREFIXES[section][1])}
        if section != "connections":
            made |= {"position": None, "pinned": False}
        where[section].append(made | {"style": {}, _KINDS[section]: own})
        return True

    def take_off(self, section: str, own: str, where: Json) -> None:
        """Take an item off a map."""
        kind = _KINDS[section]
        where[section] = [one for one in where[section] if one.get(kind) != own]

    def trash(self) -> set[str]:
        """The system ids of what is on no map.

        Source: https://docs.kumu.io/overview/kumus-architecture (the trash).
        """
        placed = {
            entry.get(_KINDS[name])
            for one in self.data["maps"]
            for name in _LISTS
            for entry in one[name]
        }
        return {one["_id"] for _, one in self.items() if one["_id"] not in placed}

    def field(self, name: str) -> Json | None:
        """The definition of a field, whatever the case of its name."""
        wanted = name.casefold()
        found: list[Json] = [
            one for one in self.data["attributes"] if one["name"].casefold() == wanted
        ]
        return found[0] if found else None

    def define(self, name: str, **settings: Any) -> Json:
        """The definition of a field, made at its place in the alphabet where there is none."""
        found = self.field(name)
        if found is not None:
            return found
        made = definition(self.fresh("attr"), name, **settings)
        listed = self.data["attributes"]
        place = next((i for i, one in enumerate(listed) if one["name"] > name), len(listed))
        listed.insert(place, made)
        return made
