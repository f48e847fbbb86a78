"""The comments of a theory file in YAML, each with the entry that it stands at."""

from __future__ import annotations

__all__ = ["Anchor", "Path", "Remark", "Remarks", "yaml_remarks"]

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from toc.exports.theory_uses import SECTIONS
from toc.exports.yaml_lines import COMMENT, Lines
from toc.exports.yaml_nodes import EVERYTHING, yaml_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.exports.yaml_nodes import Node, Spot

_REMARK = re.compile(rf"(?<![^\s]){COMMENT}")
_BREAK = re.compile(r"[\n\r\x85\u2028\u2029]")
_NAMED_BY = (
    *(("id",), ("from", "to"), ("to",), ("measure",), ("outcome",), ("rule", "item")),
    *(("item", "about"), ("date",), ("value",)),
)
_PARTS = ""  # stands for all sections with parts: an id is known in whichever it is
Path = tuple[str, ...]


class Anchor(NamedTuple):
    """An entry with which a line begins: its keys and names from the top, and where it stands."""

    path: Path
    start: int
    end: int
    column: int


class Remark(NamedTuple):
    """A comment: its text from the `#` on, the entry it stands at, and where.

    `shift` is how far right of the entry's column it stands, `apart` whether a blank line parts
    the two; `lead` is the space in front of a comment behind something.
    """

    text: str
    kind: Literal["above", "behind", "below"]
    path: Path
    start: int
    line: int
    shift: int = 0
    apart: bool = False
    lead: str = ""


class Remarks:
    """The comments of one text in their order, and its entries by their paths."""

    def __init__(self, text: str, name: str) -> None:
        places = yaml_places(text, name, EVERYTHING)
        self.lines = Lines(text)
        self.scalars = [(one.start, one.end, one) for one in places.scalars]
        self.anchors: list[Anchor] = []
        self.homes: dict[Path, Anchor] = {}
        self._lefts: dict[tuple[int, int], Anchor | None] = {}
        root = Anchor((), places.root.start, places.root.end, 0)
        self._gather(places.root, root)
        self.homes[()] = self.anchors[0] if self.anchors else root
        self._starts = [one.start for one in self.anchors]
        self.found: list[Remark] = [self._remark(*span, root) for span in self._spans()]
        self.at: defaultdict[Path, list[Remark]] = defaultdict(list)
        for remark in self.found:
            self.at[remark.path].append(remark)

    @property
    def counts(self) -> Counter[str]:
        """How often each comment stands in the text."""
        return Counter(one.text for one in self.found)

    def is_within(self, position: int) -> bool:
        """Whether a position lies in a value of several lines, where a comment would be text."""
        place = bisect_right(self.scalars, position, key=lambda one: one[0]) - 1
        if place < 0 or position >= self.scalars[place][1]:
            return False
        node = self.scalars[place][2]
        head = _BREAK.search(self.lines.text, node.content)
        return node.style not in {"|", ">"} or head is None or head.start() < position

    def _left_of(self, place: int, column: int) -> Anchor | None:
        """The last of so many entries that does not begin to the right of a column."""
        known = (place, column)
        if known not in self._lefts:  # else a thousand comments would each look through the file
            while place and self.anchors[place - 1].column > column:
                place -= 1
            self._lefts[known] = self.anchors[place - 1] if place else None
        return self._lefts[known]

    def _gather(self, node: Node, home: Anchor, above: Path = ()) -> None:
        """Collect the entries in the value at a path, whose line begins with `home`."""
        for step, spot in _steps(node):
            section = len(above) == 1 and above[0] in SECTIONS and node.kind == "list"
            path = (_PARTS, step) if section else (*above, step)
            inner = Anchor(path, spot.start, max(spot.end, spot.colon or 0), 0)
            inner = inner._replace(column=self.lines.column(spot.start))
            begins = self.lines.begins_line(spot.start)
            if begins:
                self.anchors.append(inner)
            self.homes[path] = inner if begins else home
            self._gather(spot.value, self.homes[path], path)

    def _spans(self) -> Iterator[tuple[int, int]]:
        """Where the comments begin and end: what looks like one in a value is none."""
        text, position = self.lines.text, 0
        while found := _REMARK.search(text, position):
            if self.is_within(found.start()):
                place = bisect_right(self.scalars, found.start(), key=lambda one: one[0]) - 1
                position = max(self.scalars[place][1], found.start() + 1)
            else:
                yield found.span()
                position = found.end()

    def _remark(self, start: int, end: int, root: Anchor) -> Remark:
        lines = self.lines
        place = bisect_right(self._starts, start)
        remark = Remark(lines.text[start:end], "behind", (), start, lines.number(start))
        if not lines.begins_line(start):
            home = self.anchors[place - 1] if place else root
            before = lines.text[lines.start(start) : start]
            lead = before[len(before.rstrip(" \t")) :]
            return remark._replace(path=home.path, lead=lead)
        column = lines.column(start)
        after = self.anchors[place] if place < len(self.anchors) else None
        if after and column <= after.column:
            below = lines.after(start)
            apart = below < len(lines.text) and lines.is_blank(below)
            return remark._replace(kind="above", path=after.path, apart=apart)
        home = self._left_of(place, column) or root
        above = lines.start(start)
        apart = above > 0 and lines.is_blank(above - 1)
        shift = column - home.column
        return remark._replace(kind="below", path=home.path, shift=shift, apart=apart)


def yaml_remarks(text: str, name: str) -> Remarks:
    """The comments of a text that could be read as a theory file in YAML."""
    return Remarks(text, name)


def _steps(node: Node) -> Iterator[tuple[str, Spot]]:
    """The entries of a value by what they are known by: keys, or ids, ends, days."""
    met: Counter[str] = Counter()
    for spot in node.entries:
        if spot.key is not None:
            yield spot.key, spot
            continue
        name = _name(spot.value)
        met[name] += 1
        yield (name if met[name] == 1 else f"{name} ({met[name]})"), spot


def _name(node: Node) -> str:
    if node.kind != "mapping":
        return node.text
    texts = {one.key: one.value.text for one in node.entries}
    for keys in _NAMED_BY:
        if all(key in texts for key in keys):
            return _joined([texts[key] for key in keys])
    return ""


def _joined(texts: Sequence[str]) -> str:
    return " → ".join(texts)
