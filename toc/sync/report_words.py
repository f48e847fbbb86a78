"""What a run of sync did, or would do, for a person at a terminal: one screen of plain text."""

from __future__ import annotations

__all__ = ["part_words", "report_text", "value_words"]

from typing import TYPE_CHECKING, Any

from toc.exports.legible import legible
from toc.exports.wrapping import wrapped
from toc.kumu.items import text_of
from toc.kumu.json_tokens import quoted
from toc.sync.units import ends_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toc.sync.changes import Change
    from toc.sync.merging import Conflict
    from toc.sync.planning import Names
    from toc.sync.report import Report
    from toc.sync.units import Key

_MOST = 12  # lines shown of each list
_LONGEST = 60  # characters shown of a value
_NOTHING = "nothing"


def report_text(report: Report, *, width: int = 88) -> str:
    """What came, what goes, conflicts, and what is left for a person, ending in a newline.

    Of long lists the beginning is shown, and how many more there are. Nothing in a label steers
    the terminal.
    """
    lines = [*_heading(report, width)]
    lines += _section("From Kumu", _change_lines(report.came, report.names), width)
    lines += _section("To Kumu", _change_lines(report.goes, report.names), width)
    lines += _section("In conflict", _conflict_lines(report), width)
    lines += _section("Written" if report.applied else "To be written", report.written, width)
    lines += _section("Left for you", report.left, width)
    return "\n".join([*lines, "", *wrapped(_ending(report), width)]) + "\n"


def part_words(key: Key, names: Names) -> str:
    """What people call a part: its role and label, or what it joins."""
    if key[0] == "item":
        role, label = names.get(key[1], ("item", key[1]))
        return f"{role} {quoted(label)}"
    start, end = (quoted(names.get(own, ("", own))[1]) for own in key[1:3])
    if key[0] == "tie":
        return f"{start} measured by {end}"
    kind = f" ({key[3]})" if key[3] else ""
    return f"link {start} → {end}{kind}"


def value_words(value: Any) -> str:
    """A value as people read it; nothing for none."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {text_of(one)}" for name, one in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return text_of(value)


def _heading(report: Report, width: int) -> Iterator[str]:
    yield from wrapped(f"{legible(report.theory)} and {legible(report.pulled)}", width)
    if report.first:
        words = (
            "The first run: there is nothing to compare with yet, so what only one side has is "
            "taken over, and what differs is listed and left as it is."
        )
        yield from wrapped(words, width)


def _section(heading: str, lines: Iterable[str], width: int) -> Iterator[str]:
    found = list(lines)
    if not found:
        return
    yield from ("", f"{heading}:")
    for line in found[:_MOST]:
        yield from wrapped(legible(line), width, "  ", "    ")
    if len(found) > _MOST:
        yield f"  … and {len(found) - _MOST:,} more (--format json has all)"


def _change_lines(changes: Iterable[Change], names: Names) -> Iterator[str]:
    listed = list(changes)
    gone = {one.key[1] for one in listed if one.key[0] == "item" and one.action == "removed"}
    for one in listed:
        if one.action == "removed":
            if gone.isdisjoint(ends_of(one.key)):
                with_links = ", with its links" if one.key[0] == "item" else ""
                yield f"gone: {part_words(one.key, names)}{with_links}"
        elif one.action == "added":
            yield f"new: {part_words(one.key, names)}"
        else:
            values = f"{_shown(one.old)} -> {_shown(one.new)}"
            yield f"{part_words(one.key, names)}: {one.field} {values}"


def _conflict_lines(report: Report) -> Iterator[str]:
    for one in report.conflicts:
        name = part_words(one.key, report.names)
        if one.field is not None:
            yield f"{name}: {one.field} {_shown(one.ours)} here, {_shown(one.theirs)} in Kumu"
        else:
            yield f"{name}: {_fate(one)}"


def _fate(one: Conflict) -> str:
    """What both sides did to a whole part that is in conflict."""
    if one.type is not None:
        kind = f"its type in Kumu, {quoted(one.type)}, has" if one.type else "no type in Kumu, so"
        return f"{kind} no role; it is kept on both sides"
    if one.theirs is None:
        return "changed or needed here, taken away in Kumu"
    return "taken away here, changed or needed in Kumu"


def _shown(value: Any) -> str:
    words = legible(value_words(value))
    if not words:
        return _NOTHING
    return quoted(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")


def _ending(report: Report) -> str:
    if report.applied:
        words = "Done."
        if report.conflicts:
            words = "Done, except for what is in conflict."
    elif report.is_clean:
        words = "The theory and the map say the same."
    else:
        words = "Nothing was written; --apply does it."
    if any(one.type is None for one in report.conflicts):
        words += " Settle conflicts on one side, or all with --prefer ours or --prefer theirs."
    return words
