"""Where in a file the parts of its data stand, looked up only when a fault needs it."""

from __future__ import annotations

__all__ = ["Path", "Place", "Spot", "Step", "find_places", "json_steps", "nearest_spot"]

import json
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

Path = tuple[str | int, ...]

_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\],:"]+', re.DOTALL)
_KINDS: dict[str, Literal["mapping", "list", "end"]] = {
    "{": "mapping",
    "[": "list",
    "}": "end",
    "]": "end",
}


class Spot(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int


class Step(NamedTuple):
    """One step through a file: a mapping or a list begins or ends, or a text (or key) stands."""

    kind: Literal["mapping", "list", "end", "text"]
    text: str
    spot: Spot


class Place(NamedTuple):
    """Where a value stands, and its key where it has one."""

    key: Spot | None
    value: Spot


class _Open:
    """A mapping or list that has begun: which entry of it is being walked."""

    def __init__(self, *, is_list: bool) -> None:
        self.is_list = is_list
        self.entry: str | int | None = -1 if is_list else None
        self.key: Spot | None = None


def find_places(steps: Iterable[Step], wanted: Collection[Path]) -> dict[Path, Place]:
    """The places of the wanted paths, of those that are there; the first of a path met twice."""
    found: dict[Path, Place] = {}
    walked: list[_Open] = []
    for step in steps:
        if step.kind == "end":
            walked.pop()
            _leave_entry(walked)
            continue
        top = walked[-1] if walked else None
        if top and not top.is_list and top.entry is None:
            top.entry, top.key = step.text, step.spot
            continue
        if top and isinstance(top.entry, int):
            top.entry += 1
        path = tuple(level.entry for level in walked if level.entry is not None)
        if path in wanted:
            found.setdefault(path, Place(top.key if top else None, step.spot))
        if step.kind == "text":
            _leave_entry(walked)
        else:
            walked.append(_Open(is_list=step.kind == "list"))
    return found


def _leave_entry(walked: list[_Open]) -> None:
    """A value has ended: in a mapping, a key comes next."""
    if walked and not walked[-1].is_list:
        walked[-1].entry = walked[-1].key = None


def nearest_spot(path: Path, places: dict[Path, Place], *, at_key: bool) -> Spot | None:
    """Where to point for a path: at it, or at the nearest part around it that is there."""
    place = places.get(path)
    if place:
        return place.key if at_key and place.key else place.value
    return nearest_spot(path[:-1], places, at_key=False) if path else None


def json_steps(text: str) -> Iterator[Step]:
    """The steps through a well-formed JSON text."""
    line, line_start, seen = 1, 0, 0
    for token in _JSON_TOKEN.finditer(text):
        start = token.start()
        passed = text.count("\n", seen, start)
        if passed:
            line += passed
            line_start = text.rfind("\n", seen, start) + 1
        seen = start
        written = token.group()
        spot = Spot(line, start - line_start + 1)
        if written in _KINDS:
            yield Step(_KINDS[written], "", spot)
        else:
            key_or_text = json.loads(written) if written[0] == '"' else written
            yield Step("text", key_or_text, spot)
