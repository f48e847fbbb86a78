"""Where in a YAML text its values stand, as far as somebody is about to change them."""

from __future__ import annotations

__all__ = ["EVERYTHING", "Anchored", "Node", "Spot", "YamlPlaces", "position_of", "yaml_places"]

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import yaml

from toc.exports.theory_edits import Entries, Keys
from toc.exports.yaml_events import yaml_events
from toc.exports.yaml_lines import COMMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.theory_edits import Edit

    _Reach = Edit | Literal["everything"] | None

EVERYTHING: Final = "everything"
"""In place of an edit: to be told where each value stands, at any depth."""

_GAP = rf"(?:\s|{COMMENT})*+"
_DASH = re.compile(rf"{_GAP}-")
_COLON = re.compile(rf"{_GAP}:")
_ANNOUNCED = re.compile(rf"(?:[\s,]|{COMMENT})*+\?(?=\s)")
_PROPERTIES = re.compile(rf"(?:[&!]\S*{_GAP})*+")
_LAST_BREAK = re.compile(r"(?:\r\n|[\n\r\x85\u2028\u2029])[ \t]*\Z")


@dataclass(slots=True)
class Node:
    """A value in a text, with what it holds as far as that is to be changed.

    It reaches from its anchor or tag to its last character; blank lines after it are not its own.
    """

    kind: Literal["text", "mapping", "list", "alias"]
    start: int
    end: int
    style: str = ""
    flow: bool = False
    anchor: str | None = None
    content: int = 0
    text: str = ""
    entries: list[Spot] = field(default_factory=list)


class Spot(NamedTuple):
    """An entry of a list or a mapping: where it and its value begin, and its key.

    `start` is the dash of a block list, or the key; `colon` is where the value may begin: behind
    the dash or the colon. None: a key without a colon.
    """

    start: int
    key: str | None
    colon: int | None
    value: Node

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.value.end


class Anchored(NamedTuple):
    """A value with a name, or a place where that name stands for it."""

    name: str
    start: int
    end: int


class YamlPlaces(NamedTuple):
    """The topmost value of a text, and all its anchors and aliases in the order of the text.

    `scalars` are the keys and single values that were looked at, in the order of the text.
    """

    root: Node
    anchors: tuple[Anchored, ...]
    aliases: tuple[Anchored, ...]
    scalars: tuple[Node, ...]


def yaml_places(text: str, name: str, edit: Edit | Literal["everything"]) -> YamlPlaces:
    """Where the values stand that an edit changes, in a text that could be read as YAML."""
    walk = _Walk(text, name)
    root = walk.root(edit)
    return YamlPlaces(root, tuple(walk.anchors), tuple(walk.aliases), tuple(walk.scalars))


class _Walk:
    """One way through the events of a text; what no edit reaches is passed over."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._events: Iterator[yaml.Event] = yaml_events(text, name)
        self.anchors: list[Anchored] = []
        self.aliases: list[Anchored] = []
        self.scalars: list[Node] = []

    def root(self, edit: _Reach) -> Node:
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, edit)
                for _ in self._events:
                    pass
                return root
        return Node("text", 0, 0)

    def _node(self, event: yaml.Event, edit: _Reach) -> Node:
        start, end = position_of(event), _end(event)
        if isinstance(event, yaml.AliasEvent):
            self.aliases.append(Anchored(event.anchor or "", start, end))
            return Node("alias", start, end)
        if isinstance(event, yaml.ScalarEvent):
            return self._named(event, self._scalar(event))
        is_list = isinstance(event, yaml.SequenceStartEvent)
        node = Node("list" if is_list else "mapping", start, end)
        node.flow = bool(getattr(event, "flow_style", False))
        node.content = self._after_properties(start)
        if is_list and (edit == EVERYTHING or isinstance(edit, Entries)):
            node.end = self._entries(node, edit if isinstance(edit, Entries) else None)
        elif not is_list and (edit == EVERYTHING or isinstance(edit, Keys)):
            node.end = self._keys(node, edit if isinstance(edit, Keys) else None)
        else:
            node.end = self._pass_over(end)
        return self._named(event, node)

    def _named(self, event: yaml.Event, node: Node) -> Node:
        node.anchor = getattr(event, "anchor", None)
        if node.anchor:
            self.anchors.append(Anchored(node.anchor, node.start, node.end))
        return node

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        node = Node("text", position_of(event), self._last_character(event), event.style or "")
        node.content = (
            self._after_properties(node.start) if event.anchor or event.tag else node.start
        )
        node.text = event.value
        self.scalars.append(node)
        return node

    def _entries(self, node: Node, edit: Entries | None) -> int:
        inner = {entry.place: entry.edit for entry in edit.entries} if edit else {}
        floor = node.content + 1 if node.flow else node.content
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return _end(event) if node.flow else floor
            value = self._node(event, inner.get(len(node.entries)) if edit else EVERYTHING)
            start, colon = value.start, None
            dash = None if node.flow else _DASH.match(self._text, floor)
            if dash:
                start, colon = dash.end() - 1, dash.end()
            node.entries.append(Spot(start, None, colon, value))
            floor = value.end
        return floor

    def _keys(self, node: Node, edit: Keys | None) -> int:
        floor = node.content + 1 if node.flow else node.content
        for event in self._events:
            if not isinstance(event, yaml.ScalarEvent):
                return _end(event) if node.flow else floor
            key = self._named(event, self._scalar(event))
            inner: _Reach = edit.given.get(event.value) if edit else EVERYTHING
            value = self._node(next(self._events), inner)
            announced = _ANNOUNCED.match(self._text, floor)
            start = key.start
            if announced and announced.end() <= key.start:
                start = announced.end() - 1
            colon = _COLON.match(self._text, key.end)
            behind = colon.end() if colon and colon.end() <= value.start else None
            node.entries.append(Spot(start, event.value, behind, value))
            floor = max(value.end, key.end)
        return floor

    def _pass_over(self, end: int) -> int:
        """Where a list or mapping ends of which nothing is to be changed."""
        depth, last = 1, None
        open_: list[tuple[str, int, int]] = []
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                end = self._after(event, last, end)
                last = None
                name, start, level = open_[-1] if open_ else ("", 0, -1)
                if level == depth:
                    open_.pop()
                    self.anchors.append(Anchored(name, start, end))
                if not depth:
                    return end
                continue
            last = event
            if isinstance(event, yaml.CollectionStartEvent):
                if event.anchor:
                    open_.append((event.anchor, position_of(event), depth))
                depth += 1
            elif isinstance(event, yaml.AliasEvent):
                self.aliases.append(Anchored(event.anchor or "", position_of(event), _end(event)))
            elif isinstance(event, yaml.ScalarEvent) and event.anchor:
                place = Anchored(event.anchor, position_of(event), self._last_character(event))
                self.anchors.append(place)
        return end

    def _after(self, event: yaml.Event, last: yaml.Event | None, end: int) -> int:
        """Where a collection ends: at its bracket, or at the last that stands in it."""
        if _end(event) > position_of(event):
            return _end(event)
        if isinstance(last, yaml.ScalarEvent):
            return self._last_character(last)
        return _end(last) if last else end

    def _last_character(self, event: yaml.ScalarEvent) -> int:
        """Where a text ends; blank lines after a block text are its own only if it keeps them."""
        start, end = position_of(event), _end(event)
        if event.style not in {"|", ">"}:
            return end
        written = self._text[start:end]
        header = written[: self._after_properties(start) - start + 3]
        if "+" in header.split("\n")[0]:
            found = _LAST_BREAK.search(written)
            return start + found.start() if found else end
        kept = len(written.rstrip(" \t\n\r\x85\u2028\u2029"))
        broken = re.compile(r"[\n\r\x85\u2028\u2029]").search(written, kept)
        return start + (broken.start() if broken else len(written))

    def _after_properties(self, position: int) -> int:
        found = _PROPERTIES.match(self._text, position)
        return found.end() if found else position


def position_of(event: yaml.Event) -> int:
    """Where an event begins, in characters from 0."""
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0
