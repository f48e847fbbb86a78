"""What differs between two states of a theory, one entry for each value."""

from __future__ import annotations

__all__ = ["Change", "changes"]

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from toc.sync.units import Key, Units


class Change(NamedTuple):
    """One value that differs, or a part that one of two states does not have.

    For a whole part `field` is None, and `old` or `new` is None on the side that lacks it.
    """

    key: Key
    field: str | None
    old: Any
    new: Any

    @property
    def action(self) -> str:
        """Whether something is `added`, `removed` or `changed`."""
        if self.field is not None:
            return "changed"
        return "added" if self.old is None else "removed"


def changes(before: Units, after: Units) -> tuple[Change, ...]:
    """All that differs, in the order of the second state; what only the first has comes last."""
    found: list[Change] = []
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            found.append(Change(key, None, old, new))
            continue
        found += [
            Change(key, name, old.get(name), new.get(name))
            for name in dict.fromkeys((*old, *new))
            if old.get(name) != new.get(name)
        ]
    return tuple(found)
