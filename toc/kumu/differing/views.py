"""What is different about a view: rule by rule and property by property, as far as it can be read.

Source: Kumu's documentation of the advanced editor (https://docs.kumu.io/guides/advanced-editor).
"""

from __future__ import annotations

__all__ = ["CodeChange", "code_changes"]

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.views.parser import parse_view
from toc.kumu.views.syntax import (
    Block,
    Comment,
    Control,
    Controls,
    Declaration,
    Import,
    PartialView,
    Rule,
    every_node,
)
from toc.kumu.views.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.kumu.views.syntax import Node

_RULES, _COMMENTS, _LEGEND = "order of rules", "comments", "legend"


class CodeChange(NamedTuple):
    """A change in a view: the rule or setting and its property, what stood and what stands there.

    Rules that are added or removed are given whole; `is_order` says that only their order is
    another: the last rule wins.
    """

    field: str
    before: Any
    after: Any
    is_order: bool = False


def code_changes(old: str, new: str) -> Iterator[CodeChange]:
    """What is different between the code of two views, beyond blanks."""
    before, after = _Read(old), _Read(new)
    for place in {**after.parts, **before.parts}:
        one, other = before.parts.get(place), after.parts.get(place)
        if one is None or other is None:
            yield CodeChange(place, one and one.text, other and other.text)
        else:
            keys = {**other.values, **one.values}
            for key in keys:
                was, is_now = one.values.get(key), other.values.get(key)
                if was != is_now:
                    yield CodeChange(f"{place}: {key}" if key else place, was, is_now)
    yield from _reordered(before, after)
    if before.comments != after.comments:
        yield CodeChange(_COMMENTS, before.comments, after.comments)


def _reordered(before: _Read, after: _Read) -> Iterator[CodeChange]:
    """The rules that both have, where they come in another order."""
    old = [place for place in before.rules if place in after.parts]
    new = [place for place in after.rules if place in before.parts]
    if old != new:
        yield CodeChange(_RULES, old, new, is_order=True)


class _Part(NamedTuple):
    """A rule, the settings, a control or another part: its text, and its values by property."""

    text: str
    values: dict[str, str]


class _Read:
    """The code of a view by its parts; those with one heading are told apart by a number."""

    def __init__(self, text: str) -> None:
        self.parts: dict[str, _Part] = {}
        self.rules: list[str] = []
        self.comments: list[str] = []
        self._met: Counter[str] = Counter()
        sheet = parse_view(text)
        self._gather(sheet.parts, "")
        legends = {
            one.legend.start for one in every_node(sheet) if isinstance(one, Rule) and one.legend
        }
        self.comments = [
            one.words
            for one in every_node(sheet)
            if isinstance(one, Comment) and one.start not in legends
        ]

    def _gather(self, nodes: Sequence[Node], prefix: str) -> None:
        for node in nodes:
            if isinstance(node, PartialView):
                head = f"{prefix}{_plain(node.head.text)}"
                self._add(head, _Part("", {}))
                self._gather(node.parts, f"{head} ")
            elif isinstance(node, Controls):
                self._controls(node.parts, f"{prefix}@controls")
            elif isinstance(node, Rule):
                self.rules.append(self._add(f"{prefix}{_plain(node.head.text)}", _rule(node)))
            elif isinstance(node, Block):
                self._add(f"{prefix}{_plain(node.head.text)}", _block(node))
            elif isinstance(node, Import):
                self._add(f"{prefix}@import {_plain(node.name.text)}", _Part(_plain(node.text), {}))
            elif not isinstance(node, Comment):
                self._add(f"{prefix}{_plain(node.text)}", _Part(_plain(node.text), {}))

    def _controls(self, nodes: Sequence[Node], prefix: str) -> None:
        """Each control by its region, whole: what it offers is one thing."""
        for node in nodes:
            if isinstance(node, Control):
                region = f"{prefix} {node.name}"
                for one in node.parts:
                    if isinstance(one, Control):
                        self._add(
                            f"{region} {one.name}", _Part(_plain(one.text), {"": _plain(one.text)})
                        )
                    elif not isinstance(one, Comment):
                        self._add(f"{region}", _Part(_plain(one.text), {"": _plain(one.text)}))
            elif not isinstance(node, Comment):
                self._add(prefix, _Part(_plain(node.text), {"": _plain(node.text)}))

    def _add(self, heading: str, part: _Part) -> str:
        name = heading
        while name in self.parts:
            self._met[heading] += 1
            name = f"{heading} #{self._met[heading] + 1}"
        self.parts[name] = part
        return name


def _rule(rule: Rule) -> _Part:
    found = _block(rule)
    if rule.legend:
        about = f"{rule.legend.about}: " if rule.legend.about else ""
        found.values[_LEGEND] = about + rule.legend.label.text
    return found


def _block(block: Block) -> _Part:
    values: dict[str, str] = {}
    for one in block.parts:
        if isinstance(one, Declaration):
            mark = f" {one.mark.text}" if one.mark else ""
            values[one.key] = _plain(one.value.text) + mark
        elif not isinstance(one, Comment):
            text = _plain(one.text)
            values[text] = text
    return _Part(_plain(block.text), values)


def _plain(text: str) -> str:
    """A text without comments, and with one blank for each run of them outside quotes."""
    parts = [" " if one.kind in {"blank", "comment"} else one.text for one in tokens(text)]
    return (
        " ".join("".join(parts).split()) if '"' not in text and "'" not in text else _spaced(parts)
    )


def _spaced(parts: Sequence[str]) -> str:
    found: list[str] = []
    for one in parts:
        if one != " " or (found and found[-1] != " "):
            found.append(one)
    return "".join(found).strip()
