"""A list or mapping in brackets changed where it stands: `[a, b]`, `{to: trust}`."""

from __future__ import annotations

__all__ = ["patch_flow", "replace_flow"]

import re
from typing import TYPE_CHECKING

from toc.exports.yaml_lines import COMMENT, Lines
from toc.exports.yaml_plans import plan_for
from toc.exports.yaml_spelling import flow_entry, flow_text, in_quotes
from toc.exports.yaml_splices import Splice, spliced

if TYPE_CHECKING:
    from toc.exports.theory_edits import Edit
    from toc.exports.yaml_nodes import Node, Spot
    from toc.exports.yaml_plans import Fresh, Plan

_COMMA = re.compile(rf"(?:\s|{COMMENT})*+,")
_COMMA_HERE = re.compile(r"[ \t]*,")
_REST = re.compile(rf"[ \t]*,?[ \t]*(?:{COMMENT})?")


def patch_flow(lines: Lines, node: Node, edit: Edit, out: list[Splice], touched: set[int]) -> None:
    """Collect what changes when an edit is carried out on a list or mapping in brackets.

    `touched` takes the beginnings of the values with an anchor that it reaches into.
    """
    touched.add(node.start)
    plan = plan_for(node, edit)
    if plan is None or lines.text[node.content] not in "{[":
        replace_flow(node, edit, out)
        return
    for slot, place in zip(plan.slots, plan.order, strict=True):
        inner: list[Splice] = []
        spot = node.entries[place]
        if place in plan.edits:
            _patch_value(lines, spot, plan.edits[place], inner, touched)
        if slot == place:
            out += inner
        else:
            old = node.entries[slot]
            out.append(Splice(old.start, old.end, spliced(lines.text, spot.start, spot.end, inner)))
    _remove(lines, node, plan, out)
    for after, fresh in plan.fresh.items():
        _add(lines, node, plan, after, fresh, out)


def replace_flow(node: Node, edit: Edit, out: list[Splice]) -> None:
    """Write a whole value anew inside brackets, between quotes if it stood between some."""
    value = edit.data
    written = flow_text(value)
    if node.style in {"'", '"'} and not isinstance(value, dict | list):
        written = in_quotes(value, node.style)
    out.append(Splice(node.start, node.end, written))


def _patch_value(
    lines: Lines, spot: Spot, edit: Edit, out: list[Splice], touched: set[int]
) -> None:
    value = spot.value
    if value.kind in {"mapping", "list"}:
        patch_flow(lines, value, edit, out, touched)
        return
    touched.add(value.start)
    if value.start == value.end:  # nothing stands here, perhaps not even a colon
        sign = ":" if spot.key is not None and spot.colon is None else ""
        out.append(Splice(value.start, value.end, f"{sign} {flow_text(edit.data)}"))
    else:
        replace_flow(value, edit, out)


def _remove(lines: Lines, node: Node, plan: Plan, out: list[Splice]) -> None:
    stay = set(plan.order)
    last_kept = max(stay)
    for place, spot in enumerate(node.entries):
        if place in stay:
            continue
        comma = _COMMA.match(lines.text, spot.end)
        behind = comma.end() if comma else spot.end
        rest = _REST.match(lines.text, spot.end)
        alone = rest is not None and rest.end() == lines.end(spot.end)
        if lines.begins_line(spot.start) and alone:
            out.append(Splice(lines.start(spot.start), lines.after(spot.end)))
        elif place < last_kept:
            following = node.entries[place + 1].start
            clear = "#" not in lines.text[behind:following]
            out.append(Splice(spot.start, following if clear else behind))
        else:
            before = node.entries[place - 1].end
            clear = "#" not in lines.text[before : spot.start]
            out.append(Splice(before, spot.end) if clear else Splice(spot.start, behind))


def _add(
    lines: Lines, node: Node, plan: Plan, after: int, fresh: list[Fresh], out: list[Splice]
) -> None:
    written = [flow_entry(one.key, one.value) for one in fresh]
    slot = node.entries[plan.slots[max(after, 0)]]
    own_line = lines.begins_line(slot.start)
    gap = f",{lines.newline}{' ' * lines.column(slot.start)}" if own_line else ", "
    if after < 0:
        out.append(Splice(slot.start, slot.start, "".join(one + gap for one in written)))
        return
    rest = _REST.match(lines.text, slot.end)
    if not (own_line and rest and rest.end() == lines.end(slot.end)):
        out.append(Splice(slot.end, slot.end, "".join(gap + one for one in written)))
        return
    comma = _COMMA_HERE.match(lines.text, slot.end)
    if not comma:
        out.append(Splice(slot.end, slot.end, ","))
    text = gap[1:] + gap.join(written) + ("," if comma else "")
    out.append(Splice(rest.end(), rest.end(), text))
