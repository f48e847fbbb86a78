"""A Kumu document laid out as the two sheets that Kumu writes: elements and connections.

Columns stand in the order in which Kumu exports them; its page about spreadsheets:
https://docs.kumu.io/guides/import
"""

from __future__ import annotations

__all__ = ["SheetTables", "Table", "sheet_tables"]

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.conversion import items_left_out, keys_left_out, lists_left_out, loops_in, spelled_key
from toc.kumu.document import Document, Form
from toc.kumu.ends import named_elements
from toc.kumu.flat_blueprint import LAST_METRIC
from toc.kumu.items import text_of
from toc.kumu.json_reader import paused_gc
from toc.kumu.json_tokens import quoted
from toc.kumu.project import scope
from toc.kumu.sheet_ids import SheetIds
from toc.kumu.sheets import Remarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.kumu.items import Connection, Item

_FIRST = {
    "element": ("Label", "Type", "Tags", "Description"),
    "connection": ("From", "To", "Direction", "Label", "Type", "Tags", "Description"),
}
_WRITTEN_SO = {"url": "URL", "image": "Image", "email": "Email"}
_WHOLE = frozenset({"label", "type", "description", "image", "email", "url", "id"})
_NEEDED = {  # names under which no field of people's own is read
    "element": frozenset({"from", "to", "type", "_id"}),
    "connection": frozenset({"from", "to", "direction", "type", "_id"}),
}
_PIPE = "|"
_ADVICE = "for an empty project, --ids adds an ID column"
_NEW_IDS = (
    "ids that the map does not have: for an empty project; where these items are already,"
    " an import makes a second one of each"
)
_MIXED = "elements without an id, though others have one and Kumu then wants one for each"
_PARTED = "texts with |, which Kumu takes for several values"
_MARKS = {
    "delayed": "delay marks of connections",
    "reversed": "marks that connections were reversed",
}


class Table(NamedTuple):
    """A sheet: its name, its header, its rows of texts and numbers, and choices for Type."""

    name: str
    header: list[str]
    rows: list[list[str | int | float]]
    types: list[str]


class SheetTables(NamedTuple):
    """Both sheets; what Kumu would misread in them; and what they have no place for."""

    elements: Table
    connections: Table
    warnings: list[str]
    left_out: list[str]


def sheet_tables(
    document: Document,
    map_name: str | None = None,
    *,
    include_private: bool = False,
    with_ids: bool = False,
) -> SheetTables:
    """The elements and connections of a document as Kumu's spreadsheets have them.

    Of a full project one map is taken, or everything but the trash for `all`. There is an ID
    column where items have ids that people gave them; `with_ids` gives one to every element, and
    to connections that run between the same two. Kumu finds an item by an id only where people
    gave it that id, so new ones are for an empty project, and a warning says so. From and To hold
    ids where elements have them, else labels. Fields marked private are left out unless
    `include_private`.

    Raises:
        NotFoundError: the document has no map of that name or id.
    """
    with paused_gc():
        writing = _Writing(document, map_name, include_private=include_private, with_ids=with_ids)
        elements = writing.table("Elements", writing.elements)
        connections = writing.table("Connections", writing.connections)
        return SheetTables(elements, connections, writing.warnings(), [*writing.left_out()])


class _Writing:
    """One document on its way into sheets."""

    def __init__(
        self, source: Document, map_name: str | None, *, include_private: bool, with_ids: bool
    ) -> None:
        self.source = source
        self.part = scope(source, map_name)
        self.loops = loops_in(source, self.part)
        self.defined = {
            name.lower(): one
            for one in source.section("attributes")
            if isinstance(one, dict) and isinstance(name := one.get("name"), str)
        }
        hidden = {name for name, one in self.defined.items() if one.get("private") is True}
        self.private = set[str]() if include_private else hidden
        self.meant = named_elements(source.elements)
        self.ids = SheetIds(
            self.part.elements,
            self.part.connections,
            self.meant,
            assigned="id" not in self.private,
            made=with_ids or "label" in self.private,  # else ends would have to tell labels
        )
        self.elements = [one for one in self.part.elements if one.label.strip() or self.ids.of(one)]
        self.connections = [
            one for one in self.part.connections if one.start.strip() and one.end.strip()
        ]
        self.remarks = Remarks()
        self.hidden = set[str]()
        self.homeless = set[str]()
        self.nested = 0

    def table(self, name: str, items: Sequence[Item]) -> Table:
        """The sheet of elements, or of connections."""
        kind = "element" if name == "Elements" else "connection"
        found = [self._values(item) for item in items]
        own = {key: None for values in found for key in values}
        header = [*(["ID"] if "ID" in own else []), *_FIRST[kind]]
        header += sorted(own.keys() - {*header})
        rows = [[values.get(key, "") for key in header] for values in found]
        used = [str(values["Type"]) for values in found if "Type" in values]
        return Table(name, header, rows, [*dict.fromkeys([*self._choices(f"{kind} type"), *used])])

    def _choices(self, field: str) -> list[str]:
        """The choices that the project lists for a field that is no secret."""
        listed = self.defined.get(field, {}).get("values")
        if field in self.private or not isinstance(listed, list):
            return []
        return [one for one in listed if isinstance(one, str) and one]

    def _values(self, item: Item) -> dict[str, str | int | float]:
        """The cells of an item by their headers; empty ones are left out."""
        out: dict[str, str | int | float] = {}
        for field, value in item.fields.items():
            header = self._header(item, field)
            if header and (cell := self._cell(item, field, value)) != "":
                out[header] = cell
        out.pop("ID", None)
        if own := self.ids.of(item):
            out["ID"] = own
        if item.kind == "connection":
            out |= self._line(item)  # type: ignore[arg-type]  # its kind says that it is one
        return out

    def _line(self, connection: Connection) -> dict[str, str | int | float]:
        ends = {"From": self._end(connection.start), "To": self._end(connection.end)}
        direction = text_of(connection.reserved("direction"))
        low = direction.lower()
        return {
            **ends,
            "Direction": low if low in {"directed", "undirected", "mutual"} else direction,
        }

    def _end(self, name: str) -> str:
        element = self.meant.get(name)
        if element is None:
            return name
        found = self.ids.of(element)
        label = "" if "label" in self.private else element.label
        if not found and _PIPE in label:
            what = "ends whose label has a |, which Kumu takes for several elements"
            self.remarks.note(f"{what} ({_ADVICE})", label)
        return found or label or name

    def _header(self, item: Item, field: str) -> str | None:
        """The header of a field; None where it has to stay out."""
        if field in self.private:
            self.hidden.add(field)
            return None
        if field == f"{item.kind} type":
            return "Type"
        if field in _WHOLE - {"type"} or field == "tags":
            return _WRITTEN_SO.get(field, "ID" if field == "id" else field.capitalize())
        name = self._name(item, field).strip()
        last = field == LAST_METRIC and self.source.form is not Form.FLAT
        if last or not name or field in _NEEDED[item.kind] or name.lower() != field:
            self.homeless.add(field)
            return None
        return name

    def _name(self, item: Item, field: str) -> str:
        """A field's name as the project has it, else as people wrote it in the item."""
        if field in self.defined:
            return str(self.defined[field]["name"])
        inner = item.raw.get("attributes")
        for written in (item.raw, inner):
            if isinstance(written, dict) and (key := spelled_key(written, field)):
                return key
        return field

    def _cell(self, item: Item, field: str, value: Any) -> str | int | float:
        if isinstance(value, dict):
            self.nested += 1
            return ""
        if isinstance(value, list):
            self.nested += sum(isinstance(one, dict | list) for one in value)
            several = [text_of(one) for one in value if not isinstance(one, dict | list)]
            self._remark_on_pipes(item, several)
            return _PIPE.join(filter(None, several))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        text = text_of(value)
        if field not in _WHOLE and field != f"{item.kind} type":
            self._remark_on_pipes(item, [text])
        return text

    def _remark_on_pipes(self, item: Item, texts: list[str]) -> None:
        for text in texts:
            if _PIPE in text:
                self.remarks.note(_PARTED, item.label or item.shown_id)

    def warnings(self) -> list[str]:
        """What Kumu would read differently; to be asked after the tables were made."""
        lines = [str(dirt) for dirt in self.remarks.dirt()]
        named = self.ids
        labels = Counter(one.label for one in self.elements if not named.of(one))
        keys = Counter((one.label, one.type) for one in self.elements if not named.of(one))
        ends = Counter(
            (self._end(one.start), self._end(one.end))
            for one in self.connections
            if not named.of(one)
        )
        shared = {
            "labels that several elements share, so that From and To cannot tell them apart": [
                label for label, number in labels.items() if number > 1
            ],
            "elements with the same label and type, which Kumu joins into one": [
                label for (label, _), number in keys.items() if number > 1
            ],
            "connections between the same two, which Kumu joins into one": [
                " → ".join(pair) for pair, number in ends.items() if number > 1
            ],
        }
        found = Remarks()
        for what, examples in shared.items():
            found.note_all(f"{what} ({_ADVICE})", examples)
        mixed = named.used and [one.label for one in self.elements if not named.of(one)]
        found.note_all(f"{_MIXED} ({_ADVICE})", mixed or [])
        items = (*self.elements, *self.connections)
        found.note_all(_NEW_IDS, [named.of(one) or "" for one in items if named.is_new(one)])
        return [*lines, *map(str, found.dirt())]

    def left_out(self) -> Iterator[str]:
        """In words what sheets do not hold; to be asked after the tables were made."""
        yield from items_left_out(self.source, self.part, self.loops)
        counts = {
            "elements without a label": len(self.part.elements) - len(self.elements),
            "connections without an end": len(self.part.connections) - len(self.connections),
            "loops": len(self.loops),
            "nested values": self.nested,
        }
        counts |= {
            words: sum(one.reserved(key) is True for one in self.connections)
            for key, words in _MARKS.items()
        }
        yield from (f"{what}: {number}" for what, number in counts.items() if number)
        if self.hidden:
            shown = [str(self.defined[field]["name"]) for field in sorted(self.hidden)]
            yield f"private fields: {', '.join(shown)} (--include-private keeps them)"
        if self.homeless:
            shown = [quoted(field) for field in sorted(self.homeless)]
            yield f"fields with a name that a header cannot have, or Kumu fills: {', '.join(shown)}"
        yield from keys_left_out([*self.elements, *self.connections])
        yield from lists_left_out(self.source, ("elements", "connections", "loops"))
