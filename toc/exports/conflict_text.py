"""The conflicts of a merge for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["conflicts_text", "lost_text", "shown_value"]

from typing import TYPE_CHECKING, Any

from toc.exports.legible import legible
from toc.exports.word_changes import word_changes
from toc.exports.wrapping import wrapped
from toc.kumu.json_style import COMPACT
from toc.kumu.json_tokens import quoted
from toc.kumu.merging.values import MISSING, same_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from toc.exports.merged_remarks import LostRemark
    from toc.kumu.merging.conflicts import Conflict
    from toc.kumu.merging.sequences import Side

_MOST = 70  # characters shown of a value
_SHORT = 34  # and of each of two
_CHANGES = 5  # shown of a thing that one side changed and the other removed
_STANDS = {"ours": "ours stands", "theirs": "theirs stands", "base": "the base stands"}


def conflicts_text(conflicts: Sequence[Conflict], *, width: int = 88) -> str:
    """The conflicts in lines of at most `width` columns, ending in a newline; for none, one line.

    Each thing once, below it what both sides changed, with the values of all three; where a whole
    thing is at stake, what each made of it. Nothing in a text steers the terminal.
    """
    if not conflicts:
        return "No conflicts.\n"
    still_open = sum(one.winner is None for one in conflicts)
    settled = len(conflicts) - still_open
    said = [f"{_counted(still_open)} left open"] if still_open else []
    said += [f"{settled:,} settled" if said else f"{_counted(settled)} settled"] if settled else []
    return "\n".join([f"{', '.join(said)}.", *_lines(conflicts, width)]) + "\n"


def lost_text(lost: Sequence[LostRemark], names: Mapping[Side, str], *, width: int = 88) -> str:
    """The comments that a merge could not carry, by the file that has them, with their lines.

    `names` are what the files of both sides are called. Ends in a newline; nothing for none.
    """
    found: list[str] = []
    for side, name in names.items():
        own = [one for one in lost if one.side == side]
        if own:
            title = f"Comments of {legible(name)} that were not carried: {len(own):,}"
            found += wrapped(title, width, "", "  ")
            found += [f"  line {one.line}: {_cut(one.text)}" for one in own]
    return "".join(f"{line}\n" for line in found)


def shown_value(value: Any) -> str:
    """A value as people read it: texts as they are, nothing where nothing is there, else JSON."""
    if value is MISSING:
        return ""
    return value if isinstance(value, str) else COMPACT.value(value)


def _lines(conflicts: Sequence[Conflict], width: int) -> Iterator[str]:
    last = None
    for one in conflicts:
        about = (one.kind, one.id, one.label)
        if about != last:
            last = about
            yield ""
            yield from wrapped(legible(_name(one)), width, "", "  ")
        stands = f" ({_STANDS.get(one.winner, 'another stands')})" if one.winner else ""
        yield from wrapped(legible(f"{one.what}{stands}"), width, "  ", "    ")
        for side, words in _sides(one):
            yield f"    {side:<6}  {words}"


def _sides(one: Conflict) -> Iterator[tuple[str, str]]:
    """The values of the three; of a thing that is there in the base, what became of it."""
    whole = [value for value in (one.base, one.ours, one.theirs) if value is not MISSING]
    if one.base is MISSING or not all(isinstance(value, dict) for value in whole):
        yield from (
            ("base", _cut(one.base)),
            ("ours", _cut(one.ours)),
            ("theirs", _cut(one.theirs)),
        )
        return
    for side, value in (("ours", one.ours), ("theirs", one.theirs)):
        if value is MISSING:
            yield side, "removed"
            continue
        changes = list(_changes(one.base, value))
        shown = changes[:_CHANGES] or ["as in the base"]
        yield side, shown[0]
        yield from (("", words) for words in shown[1:])
        if len(changes) > _CHANGES:
            yield "", f"and {len(changes) - _CHANGES:,} more"


def _changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """What differs between two versions of a thing, key by key."""
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key, MISSING), new.get(key, MISSING)
        if same_value(before, after):
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _changes(before, after)
        elif isinstance(before, str) and isinstance(after, str):
            pairs = word_changes(before, after) or [(before, after)]
            yield from (f"{legible(key)}: {_short(a)} -> {_short(b)}" for a, b in pairs)
        else:
            yield f"{legible(key)}: {_short(before)} -> {_short(after)}"


def _short(value: Any) -> str:
    return "nothing" if value is MISSING else _cut(value, _SHORT)


def _name(one: Conflict) -> str:
    label = f" {quoted(one.label)}" if one.label else ""
    own = f" #{one.id}" if one.id and one.id != one.label else ""
    return f"{one.kind.capitalize()}{label}{own}"


def _cut(value: Any, most: int = _MOST) -> str:
    if value is MISSING:
        return "(not there)"
    words = legible(shown_value(value)) or '""'
    return words if len(words) <= most else f"{words[: most - 1].rstrip(' …')}…"


def _counted(number: int) -> str:
    return f"{number:,} conflict" if number == 1 else f"{number:,} conflicts"
