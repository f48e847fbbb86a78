"""YAML read as plain text, lists and mappings, in one walk over its events, within limits.

Nothing is built from an event before the limits have let it pass: the usual loaders come to grief
on deep input, and unfold aliases without end. Every scalar is text, however it is spelled; an
empty one and `null` are None, unless the tag `!!str` says that the very text is meant.
"""

from __future__ import annotations

__all__ = ["YamlContent", "read_yaml"]

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from toc.errors import Fault, LimitError, UnreadableError
from toc.exports.yaml_events import spot_of, yaml_events
from toc.models.plain_values import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from toc.exports.places import Path, Spot
    from toc.kumu.limits import Limits

# What a value takes in memory has little to do with its length, so short ones count as longer.
_BYTES_A_VALUE = 16
_MOST_FAULTS = 100_000
_TEXT_TAG = "tag:yaml.org,2002:str"
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


class YamlContent(NamedTuple):
    """What a YAML text holds, and what is wrong with it although it could be read."""

    value: object
    faults: tuple[Fault, ...]


def read_yaml(text: str, name: str, limits: Limits) -> YamlContent:
    """The mappings (dict), lists, texts and None of a YAML text; None for one that holds nothing.

    A key that stands twice in one mapping keeps its first value; that, and every tag beside
    `!!str`, is among the faults. `name` is what messages call the file.

    Raises:
        LimitError: Deeper than `limits.depth`, more values than a sixteenth of `limits.yaml`, or
            its aliases stand for more than `limits.aliases` of them.
        UnreadableError: No YAML, several documents, a key that is no text, an alias of
            nothing or of what it stands in.
    """
    builder = _Builder(name, limits)
    for event in yaml_events(text, name):
        builder.take(event)
    return YamlContent(builder.content, tuple(builder.faults))


class _Anchored(NamedTuple):
    """What an alias stands for: its value, how many values that holds, how deep it goes."""

    value: object
    nodes: int
    height: int


class _Open:
    """A mapping or a list whose end has not come yet."""

    __slots__ = ("anchor", "drops", "height", "key", "nodes_before", "value")

    def __init__(
        self, value: dict[str, object] | list[object], anchor: str | None, nodes_before: int
    ) -> None:
        self.value = value
        self.anchor = anchor
        self.nodes_before = nodes_before
        self.height = 1
        self.key: str | None = None
        self.drops = False

    def expects_key(self) -> bool:
        return self.key is None and isinstance(self.value, dict)

    def add(self, value: object, height: int) -> None:
        self.height = max(self.height, height + 1)
        if isinstance(self.value, list):
            self.value.append(value)
            return
        if self.key is not None and not self.drops:
            self.value[self.key] = value
        self.key = None
        self.drops = False

    def entry(self) -> str | int:
        return len(self.value) if isinstance(self.value, list) else self.key or ""


class _Builder:
    """Takes events one by one and puts their values into each other, without recursion."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.faults: list[Fault] = []
        self._name = name
        self._limits = limits
        self._documents = 0
        self.content: object = None
        self._open: list[_Open] = []
        self._anchors: dict[str, _Anchored] = {}
        self._nodes = 0
        self._repeated = 0
        self._takers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.DocumentStartEvent: self._document,
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
        }

    def take(self, event: yaml.Event) -> None:
        taker = self._takers.get(type(event))
        if taker:
            taker(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._unreadable(
                event,
                "A second document begins here; one file holds one.",
                "Remove the line `---` or what follows it.",
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._count(event, 1)
        text = event.value
        if not text.isascii() and _HALF_CHARACTER.search(text):
            raise self._unreadable(
                event, "Half a character (a lone surrogate) stands here.", "Delete it."
            )
        meant = event.tag == _TEXT_TAG
        is_key = self._expects_key()
        if is_key:
            self._key(event)
        if event.tag and not meant:
            self._tag_fault(event)
        value = text if meant or (text and text != "null") else None
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(value, 1, 0)
        if not is_key:
            self._add(value, 0)

    def _key(self, event: yaml.ScalarEvent) -> None:
        top = self._open[-1]
        top.key = event.value
        if event.value in top.value:
            top.drops = True
            spot = spot_of(event)
            message = f"the key {quoted(event.value)} stands here a second time; keep one"
            self._fault(message, spot)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if self._expects_key():
            raise self._no_text_key(event)
        anchor = event.anchor or ""
        anchored = self._anchors.get(anchor)
        if anchored is None:
            raise self._unreadable(
                event,
                f"{quoted('*' + anchor)} stands for nothing that is whole at this place.",
                "Write out what is meant, or put a text that begins with a star between quotes.",
            )
        self._refuse_depth(event, anchored.height)
        self._count(event, anchored.nodes)
        self._repeated += anchored.nodes
        if self._repeated > self._limits.aliases:
            raise LimitError(
                f"The aliases in this file stand for more than {self._limits.aliases:,} values.",
                where=self._where(event),
                remedy=f"To read it all the same: --limit aliases={10 * self._limits.aliases}.",
            )
        self._add(anchored.value, anchored.height)

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if self._expects_key():
            raise self._no_text_key(event)
        self._refuse_depth(event, 1)
        if event.tag:
            self._tag_fault(event)
        if event.anchor:
            self._anchors.pop(event.anchor, None)
        value: dict[str, object] | list[object]
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._open.append(_Open(value, event.anchor, self._nodes))
        self._count(event, 1)

    def _end(self, _event: yaml.CollectionEndEvent) -> None:
        closed = self._open.pop()
        if closed.anchor:
            nodes = self._nodes - closed.nodes_before
            self._anchors[closed.anchor] = _Anchored(closed.value, nodes, closed.height)
        self._add(closed.value, closed.height)

    def _add(self, value: object, height: int) -> None:
        if self._open:
            self._open[-1].add(value, height)
        else:
            self.content = value

    def _expects_key(self) -> bool:
        return bool(self._open) and self._open[-1].expects_key()

    def _count(self, event: yaml.Event, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes * _BYTES_A_VALUE > self._limits.yaml:
            raise LimitError(
                f"This file holds more than {self._limits.yaml // _BYTES_A_VALUE:,} values.",
                where=self._where(event),
                remedy=f"To read it all the same: --limit yaml={10 * self._limits.yaml}.",
            )

    def _refuse_depth(self, event: yaml.Event, height: int) -> None:
        if len(self._open) + height > self._limits.depth:
            raise LimitError(
                f"Values are nested more than {self._limits.depth} levels deep.",
                where=self._where(event),
                remedy="To read it all the same: --limit depth=N.",
            )

    def _path(self) -> Path:
        return tuple(level.entry() for level in self._open)

    def _where(self, event: yaml.Event) -> str:
        spot = spot_of(event)
        return f"{self._name}:{spot.line}:{spot.column}"

    def _tag_fault(self, event: yaml.NodeEvent) -> None:
        message = "a word that begins with `!` is no text; put the text between quotes"
        self._fault(message, spot_of(event))

    def _fault(self, message: str, spot: Spot) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(self._path(), message, *spot))

    def _no_text_key(self, event: yaml.Event) -> UnreadableError:
        return self._unreadable(event, "A key has to be a plain text.", "Put it between quotes.")

    def _unreadable(self, event: yaml.Event, what: str, remedy: str) -> UnreadableError:
        return UnreadableError(what, where=self._where(event), remedy=remedy)
