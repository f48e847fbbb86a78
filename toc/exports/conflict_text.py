"""The conflicts of a merge for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["conflicts_text", "shown_value"]

from typing import TYPE_CHECKING, Any

from toc.exports.legible import legible
from toc.exports.wrapping import wrapped
from toc.kumu.json_style import COMPACT
from toc.kumu.json_tokens import quoted
from toc.kumu.merging.values import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.kumu.merging.conflicts import Conflict

_MOST = 70  # characters shown of a value
_STANDS = {"ours": "ours stands", "theirs": "theirs stands", "base": "the base stands"}


def conflicts_text(conflicts: Sequence[Conflict], *, width: int = 88) -> str:
    """The conflicts in lines of at most `width` columns, ending in a newline; for none, one line.

    Each thing once, below it what both sides changed, with the values of all three. Nothing in a
    text steers the terminal.
    """
    if not conflicts:
        return "No conflicts.\n"
    still_open = sum(one.winner is None for one in conflicts)
    settled = len(conflicts) - still_open
    said = [f"{_counted(still_open)} left open"] if still_open else []
    said += [f"{settled:,} settled" if said else f"{_counted(settled)} settled"] if settled else []
    return "\n".join([f"{', '.join(said)}.", *_lines(conflicts, width)]) + "\n"


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
        for side, value in (("base", one.base), ("ours", one.ours), ("theirs", one.theirs)):
            yield f"    {side:<6}  {_cut(value)}"


def _name(one: Conflict) -> str:
    label = f" {quoted(one.label)}" if one.label else ""
    own = f" #{one.id}" if one.id and one.id != one.label else ""
    return f"{one.kind.capitalize()}{label}{own}"


def _cut(value: Any) -> str:
    if value is MISSING:
        return "(not there)"
    words = legible(shown_value(value)) or '""'
    return words if len(words) <= _MOST else f"{words[: _MOST - 1]}…"


def _counted(number: int) -> str:
    return f"{number:,} conflict" if number == 1 else f"{number:,} conflicts"
