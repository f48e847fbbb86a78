"""What importing something into a Kumu project would do, row by row, before anybody does it.

By the rules of https://docs.kumu.io/guides/import. Where that page says nothing, this is our
reading: an empty cell changes nothing, an end that is no element's label makes an element, items
in the trash are matched as well, and of several items that a row may mean none is chosen. An ID
column holds ids that people gave, never Kumu's own, which only its own files have.
"""

from __future__ import annotations

__all__ = ["ACTIONS", "Change", "Preview", "PreviewRow", "preview_import"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.ends import named_elements, shown_ids
from toc.kumu.import_matching import Target, Targets
from toc.kumu.incoming import Incoming
from toc.kumu.items import text_of
from toc.kumu.sheets import Remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from toc.kumu.dirt import Dirt
    from toc.kumu.document import Document
    from toc.kumu.items import Connection, Item

ACTIONS = ("created", "updated", "unchanged", "merged", "ambiguous")
"""What may become of a row."""

_ENDS = ("from", "to")
_TWICE = (
    "rows with an id that nothing there has, though their label or their ends are there, so that"
    " Kumu makes a second one of each"
)


class Change(NamedTuple):
    """One field that a row would change; empty texts for no value."""

    field: str
    old: str
    new: str


class PreviewRow(NamedTuple):
    """What would become of one row.

    `action` is one of `ACTIONS`: merged is a row that means the same item as an earlier one
    (`merged_with` says which row), ambiguous one that may mean several items or whose end does
    (`candidates` are the ids that these are shown by), or whose end is an id that nothing has.
    `id` is what the item that it means is called in the project; None for a new one.
    """

    action: str
    kind: str
    place: str
    id: str | None
    label: str
    type: str
    start: str
    end: str
    changes: tuple[Change, ...] = ()
    merged_with: str = ""
    candidates: tuple[str, ...] = ()


class Preview(NamedTuple):
    """Every row in order, and the items of the project that no row means: they stay as they are.

    `oddities` tell of rows that are probably not meant as Kumu takes them.
    """

    rows: list[PreviewRow]
    kept: list[tuple[str, Item]]
    oddities: tuple[Dirt, ...] = ()

    def count(self, action: str) -> int:
        """How many rows have an action."""
        return sum(row.action == action for row in self.rows)

    def kept_of(self, kind: str) -> int:
        """How many elements, or connections, of the project no row means."""
        return sum(item.kind == kind for _, item in self.kept)


class _Known(Target):
    """An item of the project, or one that an earlier row has made."""

    __slots__ = ("item", "name", "touched")

    def __init__(self, values: dict[str, Any], name: str | None, item: Item | None) -> None:
        super().__init__(values)
        self.name = name
        self.item = item
        self.touched = ""


def preview_import(
    project: Document, elements: Sequence[Incoming], connections: Sequence[Incoming]
) -> Preview:
    """What importing these rows into a project would do; the project is not changed."""
    run = _Run(
        project,
        uses_ids=any(row.values.get("id") for row in elements),
        from_kumu=any(row.system_id for row in (*elements, *connections)),
    )
    rows = [run.element(row) for row in elements]
    for row in connections:
        rows += run.connection(row)
    kept = [
        (one.name or "", one.item)
        for one in run.everything
        if one.item is not None and not one.touched
    ]
    return Preview(rows, kept, tuple(run.remarks.dirt()))


class _Run:
    """An import on trial: what there is so far."""

    def __init__(self, project: Document, *, uses_ids: bool, from_kumu: bool) -> None:
        self._uses_ids = uses_ids
        self._from_kumu = from_kumu
        self.remarks = Remarks()
        self._elements = Targets[_Known]()
        self._connections = Targets[_Known]()
        self._by_system_id: dict[str, _Known] = {}
        self.everything: list[_Known] = []
        items = project.elements
        known: dict[int, _Known] = {}
        for element, name in zip(items, shown_ids(items), strict=True):
            one = known[element.place] = self._known(element, name)
            self._elements.add(one, element.label, element.type, element.assigned_id)
        named = named_elements(items)
        lines = project.connections
        for line, name in zip(lines, _line_names(lines), strict=True):
            one = self._known(line, name)
            start, end = (named.get(text) for text in (line.start, line.end))
            one.values |= {"direction": line.direction}
            for key, joined in zip(_ENDS, (start, end), strict=True):
                one.values[key] = known[joined.place] if joined else None
            self._connections.add_between(
                one, one.values["from"], one.values["to"], line.assigned_id
            )

    def _known(self, item: Item, name: str) -> _Known:
        kind = f"{item.kind} type"
        values = {"type" if key == kind else key: value for key, value in item.fields.items()}
        one = _Known(values, name, item)
        self.everything.append(one)
        if item.system_id:
            self._by_system_id.setdefault(item.system_id, one)
        return one

    def element(self, row: Incoming) -> PreviewRow:
        """What becomes of a row for an element; it counts for the rows after it."""
        label, own = text_of(row.values.get("label")), text_of(row.values.get("id")) or None
        kind = text_of(row.values.get("type"))
        by_system = self._by_system_id.get(row.system_id or "")
        meant = [by_system] if by_system else []
        if not meant:
            meant = self._elements.meant(label, kind if row.with_type else None, own)
        if not meant:
            if own:
                twins = self._elements.meant(label, kind if row.with_type else None, None)
                self._tell_of_twins(twins, label)
            one = self._new(row)
            self._elements.add(one, label, kind, own)
            return _row("created", row)
        if len(meant) > 1:
            return _ambiguous(row, meant)
        (one,) = meant
        before = (text_of(one.values.get("label")), text_of(one.values.get("type")))
        found = _met(row, one, _changes(row, one, row.values))
        after = (text_of(one.values.get("label")), text_of(one.values.get("type")))
        if before != after:
            self._elements.renamed(one, before, after)
        return found

    def connection(self, row: Incoming) -> Iterator[PreviewRow]:
        """What becomes of a row for a connection, and of the elements that its ends make."""
        names = [text_of(row.values.get(key)) for key in _ENDS]
        meant = [self._end(name) for name in names]
        lost = [
            not found and (self._uses_ids or not name)
            for name, found in zip(names, meant, strict=True)
        ]
        several = [one for found in meant if len(found) > 1 for one in found]
        if several or any(lost):
            yield _ambiguous(row, several)
            return
        for name in dict.fromkeys(names):
            if not self._end(name):
                new = Incoming("element", row.place, {"label": name}, {}, with_type=False)
                self._elements.add(self._new(new), name, "", None)
                yield _row("created", new)
        start, end = (self._end(name)[0] for name in names)
        yield self._line(row, start, end)

    def _line(self, row: Incoming, start: _Known, end: _Known) -> PreviewRow:
        own = text_of(row.values.get("id")) or None
        by_system = self._by_system_id.get(row.system_id or "")
        meant = [by_system] if by_system else []
        lines = self._connections
        if not meant:
            meant = lines.with_id(own) if own else lines.between(start, end)
        if not meant:
            if own:
                twins = lines.between(start, end)
                self._tell_of_twins(twins, f"{_called(start)} → {_called(end)}")
            one = self._new(row)
            one.values |= {"from": start, "to": end}
            self._connections.add_between(one, start, end, own)
            return _row("created", row)
        if len(meant) > 1:
            return _ambiguous(row, meant)
        (one,) = meant
        fields = {key: value for key, value in row.values.items() if key not in _ENDS}
        moved = [
            Change(key, _called(one.values.get(key)), _called(target))
            for key, target in zip(_ENDS, (start, end), strict=True)
            if one.values.get(key) is not target
        ]
        one.values |= {"from": start, "to": end}
        return _met(row, one, (*moved, *_changes(row, one, fields)))

    def _tell_of_twins(self, twins: Sequence[_Known], name: str) -> None:
        """Tell of a row that would make a second of what the project has already."""
        if any(one.item is not None for one in twins):
            self.remarks.note(_TWICE, name)

    def _end(self, name: str) -> list[_Known]:
        if self._from_kumu and (one := self._by_system_id.get(name)) is not None:
            return [one]
        return self._elements.with_id(name) or self._elements.labelled(name)

    def _new(self, row: Incoming) -> _Known:
        one = _Known(dict(row.values), None, None)
        one.touched = row.place
        self.everything.append(one)
        if row.system_id:
            self._by_system_id.setdefault(row.system_id, one)
        return one


def _line_names(lines: Sequence[Connection]) -> list[str]:
    """What connections are shown by: their id, else their ends."""
    names = shown_ids(lines)
    return [
        name if line.shown_id else f"{line.start} --> {line.end}"
        for line, name in zip(lines, names, strict=True)
    ]


def _changes(row: Incoming, one: _Known, fields: Mapping[str, Any]) -> tuple[Change, ...]:
    """The fields that a row gives another value; what it leaves empty stays as it is."""
    found: list[Change] = []
    for key, value in fields.items():
        old, new = text_of(one.values.get(key)), text_of(value)
        if new and new != old:
            found.append(Change(row.names.get(key, key), old, new))
            one.values[key] = value
    return tuple(found)


def _met(row: Incoming, one: _Known, changes: tuple[Change, ...]) -> PreviewRow:
    earlier, one.touched = one.touched, one.touched or row.place
    action = "merged" if earlier else "updated" if changes else "unchanged"
    return _row(action, row)._replace(id=one.name, changes=changes, merged_with=earlier)


def _ambiguous(row: Incoming, meant: Iterable[_Known]) -> PreviewRow:
    """None is chosen; all of them count as met, since one of them may be."""
    names: list[str] = []
    for one in meant:
        names.append(_called(one))
        one.touched = one.touched or row.place
    return _row("ambiguous", row)._replace(candidates=tuple(dict.fromkeys(names)))


def _called(one: _Known | None) -> str:
    if one is None:
        return ""
    return one.name or text_of(one.values.get("id")) or text_of(one.values.get("label"))


def _row(action: str, row: Incoming) -> PreviewRow:
    label, kind, start, end = (
        text_of(row.values.get(key)) for key in ("label", "type", "from", "to")
    )
    return PreviewRow(action, row.kind, row.place, None, label, kind, start, end)
