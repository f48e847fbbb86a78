"""Aliases of a YAML text written out, where what they stand for is about to change."""

from __future__ import annotations

__all__ = ["aliases_written_out", "anchors_reached"]

from typing import TYPE_CHECKING

import yaml

from toc.exports.yaml_events import yaml_events
from toc.exports.yaml_nodes import position_of
from toc.exports.yaml_spelling import flow_text
from toc.exports.yaml_splices import Splice, spliced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.yaml_nodes import Anchored, YamlPlaces
    from toc.exports.yaml_patch import Patch
    from toc.exports.yaml_writer import Data

_TEXT_TAG = "tag:yaml.org,2002:str"


def anchors_reached(places: YamlPlaces, patch: Patch) -> tuple[Anchored, ...]:
    """The aliases that stand for something which a patch changes, moves or takes away."""
    if not places.aliases:
        return ()
    gone = [splice for splice in patch.splices if splice.end > splice.start]
    return tuple(
        alias
        for alias in places.aliases
        if (home := _home(places, alias))
        and (
            home.start in patch.touched
            or any(splice.start <= home.start < splice.end for splice in gone)
        )
    )


def aliases_written_out(text: str, name: str, aliases: tuple[Anchored, ...]) -> str:
    """The text with what each alias stands for in its place, on one line."""
    values = _AliasValues(text, name).values
    splices = [Splice(one.start, one.end, flow_text(values[one.start])) for one in aliases]
    return spliced(text, 0, len(text), splices)


def _home(places: YamlPlaces, alias: Anchored) -> Anchored | None:
    before = (one for one in places.anchors if one.name == alias.name and one.start < alias.start)
    return max(before, key=lambda one: one.start, default=None)


class _AliasValues:
    """What the aliases of a text stand for, by where they stand."""

    def __init__(self, text: str, name: str) -> None:
        self.values: dict[int, Data] = {}
        self._anchors: dict[str, Data] = {}
        self._events: Iterator[yaml.Event] = yaml_events(text, name)
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                self._value(event)

    def _value(self, event: yaml.Event) -> Data:
        value: Data
        if isinstance(event, yaml.AliasEvent):
            value = self._anchors[event.anchor or ""]
            self.values[position_of(event)] = value
            return value
        if isinstance(event, yaml.SequenceStartEvent):
            value = self._list()
        elif isinstance(event, yaml.MappingStartEvent):
            value = self._mapping()
        else:
            text = getattr(event, "value", "")
            meant = getattr(event, "tag", None) == _TEXT_TAG
            value = text if meant or (text and text != "null") else None
        if anchor := getattr(event, "anchor", None):
            self._anchors[anchor] = value
        return value

    def _list(self) -> Data:
        found: list[Data] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._value(event))
        return found

    def _mapping(self) -> Data:
        found: dict[str, Data] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            found[getattr(event, "value", "")] = self._value(next(self._events))
        return found
