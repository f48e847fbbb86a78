"""A Kumu of the tests' own: a project in memory that does what Kumu's documentation says.

It is written from Kumu's public pages and from what Kumu's own files show, without a look at what
toc does with them, so that a round trip through it is a trial and not an echo. Each rule names the
page that states it, or says "inferred" where the pages are silent and this is a reading of theirs.
Nothing in it uses toc.

    from tests.fake_kumu.kumu import FakeKumu, Refused

    kumu = FakeKumu()                    an empty, brand-new project
    kumu.restore(content)                a full export, into an empty project only
    kumu.export()                        the full export, as Kumu writes it (bytes)
    kumu.import_file(content, kind)      xlsx, csv or json onto a map; gives an `Imported`
    kumu.drop_blueprint(content)         a nested map blueprint, dropped on the map
    remote_link(url)                     from tests.fake_kumu.remote: what a linked map shows

An `Imported` has `created`, `updated` and `placed` (sets of system ids; placed: joined the map) and
`problems` (sentences on what was skipped). `import_file` and `drop_blueprint` are all or nothing:
where they raise `Refused` the project is as it was.

By hand, as the map keeper does (items by system id, else by label; maps and views by name or id;
`where` is a map, the default map if not given):

    relabel(item, label)   retype(item, type)
    set_field(item, name, value)   clear_field(item, name)
    add_element(label, type=None, where=None, at=None, **fields)        gives its system id
    connect(start, end, type=None, direction=None, where=None, **fields)  gives its system id
    rewire(connection, start=None, end=None)   turn(connection, direction)
    add_loop(label, connections, where=None)                            gives its system id
    place(item, where)   move(element, x, y, where=None)   unpin(element, where=None)
    curve(connection, curvature, where=None)   restyle(item, where=None, **style)
    take_off(item, where=None)   delete(item)      off one map; off every map, into the trash
    empty_trash()
    add_map(name)   rename_map(old, new)   add_view(name, code, where=None)   edit_view(name, code)
    rename_view(old, new)   define_field(name, **settings)

To look at it: `data` (the project in the full-export shape, not to be changed), `item(name)`,
`find(label)`, `labels(where=None)`, `fields(item)`, `trash()` (system ids), `entry(item, where)`.
"""

from __future__ import annotations

__all__ = ["FakeKumu", "Imported", "Refused"]

import copy
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from tests.fake_kumu.dropping import drop
from tests.fake_kumu.hands import Hands
from tests.fake_kumu.importing import Imported, Importing
from tests.fake_kumu.rows import Sheetful, csv_rows, json_rows, xlsx_rows
from tests.fake_kumu.serialising import Json, parsed, written
from tests.fake_kumu.state import Refused, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Kind = Literal["xlsx", "csv", "json"]

_FULL = {"attributes", "defaultMap", "attributeRelevance", "proxyImages"}
_LISTS = ("elements", "connections", "loops")


class FakeKumu(Hands):
    """One project. `empty_cells_clear` is the other reading of an empty cell in an import."""

    def __init__(self, *, empty_cells_clear: bool = False) -> None:
        super().__init__()
        self._clear = empty_cells_clear

    def restore(self, content: bytes) -> None:
        """Take a full export in, project name included; only an empty project takes one.

        Source: https://docs.kumu.io/guides/import/blueprints (project backups). Keys that are not
        known stay (inferred); what is not clean in the file stays as it is (inferred from exports).

        Raises:
            Refused: there is something in this project, or it is no full export.
        """
        if not self.state.is_empty:
            raise Refused("A backup can only be restored into a brand new project")
        data = _object(content)
        if not is_full(data):
            raise Refused("This is not a full project export")
        self.state.data = {"version": 1} | data if "version" not in data else data
        empty = State().data
        for key, value in empty.items():
            self.state.data.setdefault(key, value if key not in _LISTS else [])

    def export(self) -> bytes:
        """The full export: all data, maps, views, fields, and what is in the trash.

        Source: https://docs.kumu.io/guides/import/blueprints (project backups).
        """
        return written(self.state.data)

    def import_file(self, content: bytes, kind: Kind, where: str | None = None) -> Imported:
        """Import a spreadsheet or a blueprint onto a map; never deletes.

        Source: https://docs.kumu.io/guides/import. A nested blueprint is dropped.

        Raises:
            Refused: Kumu does not take the file; nothing was changed.
        """
        if kind == "json":
            data = _object(content)
            if is_full(data):
                raise Refused("A full export cannot be imported into a project with data")
            if is_nested(data):
                return self.drop_blueprint(content, where)
            return self._import(json_rows(data), where)
        rows: Mapping[str, Callable[[bytes], Sheetful]] = {"xlsx": xlsx_rows, "csv": csv_rows}
        return self._import(rows[kind](content), where)

    def drop_blueprint(self, content: bytes, where: str | None = None) -> Imported:
        """Drop a nested map blueprint on the map; see `dropping`.

        Raises:
            Refused: it is none; nothing was changed.
        """
        data = _object(content)
        if is_full(data) or not is_nested(data):
            raise Refused("This is not a map blueprint")
        with self._whole():
            return drop(self.state, data, None if where is None else self.state.map(where))

    def _import(self, rows: Sheetful, where: str | None) -> Imported:
        with self._whole():
            target = self.state.map(where)
            return Importing(self.state, target, rows, clear=self._clear).run()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """All or nothing: what raises leaves the project as it was."""
        before = copy.deepcopy(self.state.data)
        try:
            yield
        except BaseException:
            self.state.data = before
            raise

    @property
    def data(self) -> Json:
        """The project in the shape of a full export; to be looked at only."""
        return self.state.data

    def item(self, name: str) -> Json:
        """An item by system id, else label, in Kumu's own shape."""
        return self.state.located(name)[1]

    def find(self, label: str) -> list[str]:
        """The system ids of all items with a label."""
        named = ((one["_id"], one["attributes"].get("label")) for _, one in self.state.items())
        return [own for own, found in named if found == label]

    def fields(self, item: str) -> dict[str, Any]:
        """The values of an item under lower-case names."""
        return dict(self.item(item)["attributes"])

    def labels(self, where: str | None = None) -> list[str]:
        """The labels of the elements on a map, in the alphabet's order."""
        shown = {entry.get("element") for entry in self.state.map(where)["elements"]}
        items = [one for one in self.state.data["elements"] if one["_id"] in shown]
        return sorted(str(one["attributes"].get("label")) for one in items)

    def trash(self) -> set[str]:
        """The system ids of what is on no map."""
        return self.state.trash()


def is_nested(data: Json) -> bool:
    """Whether a blueprint has items in Kumu's own shape, or maps, or views."""
    items = [one for name in _LISTS for one in data.get(name) or [] if isinstance(one, dict)]
    own = any("_id" in one and "attributes" in one and "label" not in one for one in items)
    return own or "maps" in data or "perspectives" in data


def is_full(data: Json) -> bool:
    """Whether it is what Export JSON writes."""
    return bool(_FULL & data.keys())


def _object(content: bytes) -> Json:
    try:
        data = parsed(content)
    except ValueError as error:
        raise Refused(f"This is not JSON ({error})") from None
    if not isinstance(data, dict):
        raise Refused("A blueprint is an object with elements and connections")
    return data
