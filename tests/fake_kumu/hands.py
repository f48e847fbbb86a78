"""What the map keeper does by hand in Kumu."""

from __future__ import annotations

__all__ = ["Hands"]

from typing import TYPE_CHECKING, Any

from tests.fake_kumu.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.fake_kumu.serialising import Json

_LISTS = ("elements", "connections", "loops")


class Hands:
    """Edits by hand; `state` is the project. Items by system id, else label; see `kumu`."""

    def __init__(self) -> None:
        self.state = State()

    def relabel(self, item: str, label: str) -> None:
        """Give an item another label."""
        self._item(item)["attributes"]["label"] = label

    def retype(self, item: str, type: str | None) -> None:  # noqa: A002 - Kumu's word
        """Give an item another type, or none; the type joins its field's list of choices."""
        section, found = self.state.located(item)
        kind = section.removesuffix("s")
        if type is None:
            found["attributes"].pop(f"{kind} type", None)
            return
        found["attributes"][f"{kind} type"] = type
        values = self.state.define(f"{kind.capitalize()} Type")["values"]
        if type not in values:
            values.append(type)

    def set_field(self, item: str, name: str, value: Any) -> None:
        """Give a field of an item a value; the value stands under the field's lower-case name."""
        self.state.define(name, limit="none" if isinstance(value, list) else 1)
        self._item(item)["attributes"][name.lower()] = value

    def clear_field(self, item: str, name: str) -> None:
        """Empty a field: Kumu leaves null in its place (inferred from exports)."""
        self._item(item)["attributes"][name.lower()] = None

    def define_field(self, name: str, **settings: Any) -> None:
        """Make a field, or change its settings (`private=True`, `limit="none"`)."""
        self.state.define(name).update(settings)

    def add_element(
        self,
        label: str,
        type: str | None = None,  # noqa: A002 - Kumu's word
        where: str | None = None,
        at: tuple[float, float] | None = None,
        **fields: Any,
    ) -> str:
        """Draw an element on a map, pinned where `at` says; gives its system id."""
        own = self.state.add("elements", {"attributes": {"label": label}})
        self._describe(own, type, fields)
        self.state.put_on("elements", own, self.state.map(where))
        if at is not None:
            self.move(own, *at, where=where)
        return own

    def connect(
        self,
        start: str,
        end: str,
        type: str | None = None,  # noqa: A002 - Kumu's word
        direction: str | None = None,
        where: str | None = None,
        **fields: Any,
    ) -> str:
        """Draw a connection, in the map's own direction if none is said; gives its system id."""
        target = self.state.map(where)
        made: Json = {"direction": direction or target["defaultConnectionDirection"]}
        made |= {"delayed": False, "reversed": False, "attributes": {}}
        made |= {"from": self._item(start)["_id"], "to": self._item(end)["_id"]}
        own = self.state.add("connections", made)
        self._describe(own, type, fields)
        self.state.put_on("connections", own, target)
        return own

    def rewire(self, connection: str, start: str | None = None, end: str | None = None) -> None:
        """Let a connection begin or end at another element."""
        found = self._item(connection)
        if start is not None:
            found["from"] = self._item(start)["_id"]
        if end is not None:
            found["to"] = self._item(end)["_id"]

    def turn(self, connection: str, direction: str) -> None:
        """Make a connection directed, undirected or mutual."""
        self._item(connection)["direction"] = direction

    def add_loop(self, label: str, connections: Iterable[str], where: str | None = None) -> str:
        """Name a loop on a map; gives its system id."""
        parts = [self._item(one)["_id"] for one in connections]
        made: Json = {"attributes": {"label": label}, "connections": parts}
        own = self.state.add("loops", made)
        self.state.put_on("loops", own, self.state.map(where))
        return own

    def place(self, item: str, where: str) -> None:
        """Put an item that is on another map, or in the trash, on this one too."""
        section, found = self.state.located(item)
        self.state.put_on(section, found["_id"], self.state.map(where))

    def move(self, element: str, x: float, y: float, where: str | None = None) -> None:
        """Drag an element somewhere on a map, which pins it."""
        self.entry(element, where).update({"position": {"x": x, "y": y}, "pinned": True})

    def unpin(self, element: str, where: str | None = None) -> None:
        """Let an element float again; it keeps its last position."""
        self.entry(element, where)["pinned"] = False

    def curve(self, connection: str, curvature: float, where: str | None = None) -> None:
        """Bend a connection on a map."""
        self.entry(connection, where)["curvature"] = curvature

    def restyle(self, item: str, where: str | None = None, **style: Any) -> None:
        """Decorate one item on one map directly (`fontSize=20`)."""
        entry = self.entry(item, where)
        entry["style"] = {**entry.get("style", {}), **style}

    def take_off(self, item: str, where: str | None = None) -> None:
        """Take an item off one map; an element's connections there go with it (inferred)."""
        section, found = self.state.located(item)
        target = self.state.map(where)
        self.state.take_off(section, found["_id"], target)
        if section == "elements":
            for one in self.state.data["connections"]:
                if found["_id"] in {one["from"], one["to"]}:
                    self.state.take_off("connections", one["_id"], target)

    def delete(self, item: str) -> None:
        """Take an item off every map: from then on it is in the trash."""
        own = self._item(item)["_id"]
        for one in self.state.data["maps"]:
            self.take_off(own, one["_id"])

    def empty_trash(self) -> None:
        """Delete for good what is on no map; what refers to it is left as it is (inferred)."""
        gone = self.state.trash()
        for name in _LISTS:
            kept = [one for one in self.state.data[name] if one["_id"] not in gone]
            self.state.data[name] = kept

    def add_map(self, name: str) -> str:
        """Make a map; gives its system id."""
        return str(self.state.new_map(name)["_id"])

    def rename_map(self, old: str, new: str) -> None:
        """Give a map another name; its id stays."""
        self.state.map(old)["name"] = new

    def add_view(self, name: str, code: str, where: str | None = None) -> str:
        """Make a view, the default one of a map if `where` names one; gives its system id."""
        own = self.state.fresh("pers")
        self.state.data["perspectives"].append({"_id": own, "name": name, "style": code})
        if where is not None:
            self.state.map(where)["defaultPerspective"] = own
        return own

    def edit_view(self, name: str, code: str) -> None:
        """Write other code into a view."""
        self._view(name)["style"] = code

    def rename_view(self, old: str, new: str) -> None:
        """Give a view another name; its id stays."""
        self._view(old)["name"] = new

    def entry(self, item: str, where: str | None = None) -> Json:
        """What a map says of an item: position, pin, curvature, decorations."""
        section, found = self.state.located(item)
        entry = self.state.entry(section, found["_id"], self.state.map(where))
        if entry is None:
            raise KeyError(f"{item} is not on that map")
        return entry

    def _item(self, name: str) -> Json:
        return self.state.located(name)[1]

    def _view(self, name: str) -> Json:
        for one in self.state.data["perspectives"]:
            if name in {one["_id"], one["name"]}:
                found: Json = one
                return found
        raise KeyError(name)

    def _describe(self, own: str, kind: str | None, fields: dict[str, Any]) -> None:
        if kind is not None:
            self.retype(own, kind)
        for name, value in fields.items():
            self.set_field(own, name, value)
