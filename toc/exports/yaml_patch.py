"""A changed theory written back into the YAML text it came from: only what differs is touched.

What is in brackets stays in brackets, what is in quotes in quotes; new entries look like their
neighbours, and what goes takes its comments with it.
"""

from __future__ import annotations

__all__ = ["Patch", "yaml_patch"]

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from toc.exports.yaml_flow_patch import patch_flow, replace_flow
from toc.exports.yaml_lines import Extent, Lines
from toc.exports.yaml_plans import plan_for
from toc.exports.yaml_spelling import entry_lines, flow_text, in_quotes, respelled_block
from toc.exports.yaml_splices import Splice, spliced

if TYPE_CHECKING:
    from toc.exports.theory_edits import Edit
    from toc.exports.yaml_nodes import Node, Spot
    from toc.exports.yaml_plans import Fresh, Plan
    from toc.exports.yaml_writer import Data


class Patch(NamedTuple):
    """The splices that carry out an edit, and where the values begin that they reach into."""

    splices: list[Splice]
    touched: set[int]


def yaml_patch(text: str, root: Node, edit: Edit) -> Patch:
    """What has to be exchanged in a YAML text to carry out an edit on its topmost value."""
    patcher = _Patcher(text)
    patcher.value(root, edit, patcher.out)
    return Patch(patcher.out, patcher.touched)


class _Patcher:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.out: list[Splice] = []
        self.touched: set[int] = set()

    def value(self, node: Node, edit: Edit, out: list[Splice], spot: Spot | None = None) -> None:
        """Collect what changes in one value; `spot` is the block entry that it is the value of."""
        self.touched.add(node.start)
        if node.flow and (plan_for(node, edit) or spot is None):
            patch_flow(self.lines, node, edit, out, self.touched)
            return
        plan = plan_for(node, edit)
        if plan is None and spot:
            self._replace(spot, edit.data, out)
        elif plan is None:
            replace_flow(node, edit, out)
        else:
            self._block(node, plan, out)

    def _block(self, node: Node, plan: Plan, out: list[Splice]) -> None:
        extents = self._extents(node)
        for slot, place in zip(plan.slots, plan.order, strict=True):
            inner: list[Splice] = []
            if place in plan.edits:
                spot = node.entries[place]
                self.value(spot.value, plan.edits[place], inner, spot)
            if slot == place:
                out += inner
            else:
                moved = spliced(self.text, *extents[place], inner)
                out.append(Splice(*extents[slot], moved))
        self._remove(extents, plan, out)
        for after, fresh in plan.fresh.items():
            self._add(node, extents, plan, after, fresh, out)

    def _extents(self, node: Node) -> list[Extent]:
        """The entries with the comments that are theirs."""
        extents: list[Extent] = []
        floor = node.start
        for spot in node.entries:
            end = max(spot.end, spot.colon or 0)
            extents.append(self.lines.with_comments(spot.start, end, floor))
            floor = end
        return extents

    def _remove(self, extents: list[Extent], plan: Plan, out: list[Splice]) -> None:
        gone = set(range(len(extents))) - set(plan.order)
        first = min(plan.order)
        if first and not self.lines.begins_line(extents[0].start):
            # The first stands behind a dash, to which the first that stays moves up.
            between = pairwise(extents[: first + 1])
            if any("#" in self.text[one.end : other.start] for one, other in between):
                out.append(Splice(*extents[0]))
                gone -= {0}
            else:
                out.append(Splice(extents[0].start, extents[first].start))
                gone -= set(range(first))
        for place in gone:
            floor = extents[place - 1].end if place else 0
            out.append(self._lines_of(extents[place], floor))

    def _lines_of(self, extent: Extent, floor: int) -> Splice:
        """The removal of whole lines; where blank lines are on both sides, of those above, too.

        `floor` is where the entry before ends, of which blank lines may be a part.
        """
        lines = self.lines
        start = lines.start(extent.start)
        if not start:
            return Splice(0, lines.after(extent.end))
        end, below = extent.end, lines.after(extent.end)
        if below > lines.end(end) and lines.is_blank(below):
            kept = lines.start(start - 1) <= floor and lines.is_blank(start - 1)
            while kept and below < len(self.text) and lines.is_blank(below):
                end, below = lines.end(below), lines.after(below)
            while start and lines.start(start - 1) > floor and lines.is_blank(start - 1):
                start = lines.start(start - 1)
        return Splice(lines.end(start - 1) if start else 0, end)

    def _add(
        self,
        node: Node,
        extents: list[Extent],
        plan: Plan,
        after: int,
        fresh: list[Fresh],
        out: list[Splice],
    ) -> None:
        column = self.lines.column(node.entries[0].start)
        indent = " " * column
        newline = self.lines.newline
        texts = [self._fresh(node, one, column) for one in fresh]
        slot = extents[plan.slots[max(after, 0)]]
        gap = newline * 2 if self._airy(node, extents) else newline
        if after < 0:
            text = "".join(one + gap + indent for one in texts)
            out.append(Splice(slot.start, slot.start, text))
            return
        tall = self.lines.broken(*slot) or node.kind == "list"
        parts: list[str] = []
        for text in texts:
            is_tall = newline in text or node.kind == "list"
            parts.append((gap if tall or is_tall else newline) + indent + text)
            tall = is_tall
        out.append(Splice(slot.end, slot.end, "".join(parts)))

    def _airy(self, node: Node, extents: list[Extent]) -> bool:
        """Whether entries are kept apart by blank lines: all in a list, the tall in a mapping."""
        pairs = list(pairwise(extents))
        if node.kind == "list":
            pairs = pairs[-1:]
        return any(self.lines.holds_blank(one.end, other.start) for one, other in pairs)

    def _fresh(self, node: Node, fresh: Fresh, column: int) -> str:
        """A new entry as its neighbour is written: in brackets, or with a line for each key."""
        inner_column = None
        like = node.entries[-1]
        if fresh.key is None and like.value.kind == "mapping" and not like.value.flow:
            offset = like.value.content - like.start
            inner_column = column + (offset if not self._breaks(like) else 2)
        return self.lines.newline.join(entry_lines(fresh.key, fresh.value, column, inner_column))

    def _breaks(self, spot: Spot) -> bool:
        return (
            self.lines.broken(spot.start, spot.value.content)
            or "&" in self.text[spot.start : spot.value.content]
        )

    def _replace(self, spot: Spot, value: Data, out: list[Splice]) -> None:
        """Write the value of a block entry anew."""
        node = spot.value
        behind = spot.colon
        if behind is None:  # a key without a colon
            behind = node.end
            out.append(Splice(behind, behind, ":"))
        column = self.lines.column(spot.start)
        head, *rest = self._spelled(spot, value, column)
        remark_column = self.lines.remark_below(node.end)
        if remark_column > column and any(map(_begins_block, (head, *rest))):
            head, rest = flow_text(value), []  # else the comment below would become text
        inside = self.text[behind : node.start]
        if rest or self.lines.broken(behind, node.end):
            remark = inside.strip(" \t") if "#" in inside.split(self.lines.newline)[0] else ""
            remark = remark.split(self.lines.newline)[0]
            lead = f" {head}" if head else ""
            out.append(Splice(behind, node.end, lead + (f"  {remark}" if remark else "")))
        else:
            blank = "" if node.start > behind else " "
            out.append(Splice(node.start, node.end, blank + head))
        if rest:
            newline = self.lines.newline
            place = self.lines.end(node.end)
            out.append(Splice(place, place, newline + newline.join(rest)))

    def _spelled(self, spot: Spot, value: Data, column: int) -> list[str]:
        """The lines of a new value, in the manner of the old one; the first has no indentation."""
        node = spot.value
        if isinstance(value, dict | list) or node.kind != "text":
            return self._as_written(spot.key, value, column)
        if node.style in {"|", ">"} and isinstance(value, str):
            block = respelled_block(value, self.text[node.content : node.end], column)
            return block or [in_quotes(value, '"')]
        if node.style in {"'", '"'}:
            return [in_quotes(value, node.style)]
        return self._as_written(spot.key, value, column)

    def _as_written(self, key: str | None, value: Data, column: int) -> list[str]:
        head, *rest = entry_lines(None if key is None else "k", value, column)
        return [head.removeprefix("-").removeprefix("k:").strip(" "), *rest]


def _begins_block(line: str) -> bool:
    return line.partition(" #")[0].endswith(("|", "|-", ">-"))
