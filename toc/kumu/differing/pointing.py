"""Which map or view is pointed to in two documents, as the default map of a project is."""

from __future__ import annotations

__all__ = ["Pointing"]

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from toc.kumu.pairs import Pairing, Part


class _Pointed(NamedTuple):
    """What a pointer leads to: a mark that is the same for the same thing, its name and id."""

    mark: int | str | None
    name: str | None
    id: str | None


class Pointing:
    """The maps or views of two documents, by the ids that point to them."""

    def __init__(self, pairing: Pairing[Part]) -> None:
        lefts = [*(one.left for one in pairing.pairs), *pairing.only_left]
        rights = [*(one.right for one in pairing.pairs), *pairing.only_right]
        self._pairing = pairing
        self._left = {one.system_id: one for one in reversed(lefts)}
        self._right = {one.system_id: one for one in reversed(rights)}

    def shown(self, old: Any, new: Any) -> tuple[str | None, str | None]:
        """What two pointers to a map or view name; equal where they point to the same one.

        Where two that differ have one name, they are given by their ids.
        """
        was, is_now = self._left_of(old), self._right_of(new)
        if was.mark == is_now.mark:
            return is_now.name, is_now.name
        return (was.name, is_now.name) if was.name != is_now.name else (was.id, is_now.id)

    def _left_of(self, pointer: Any) -> _Pointed:
        own = pointer if isinstance(pointer, str) and pointer else None
        part = self._left.get(own) if own else None
        if part is None or part.place not in self._pairing.to_right:
            return _Pointed(own, (part and part.name) or own, own)
        return _Pointed(part.place, part.name or own, own)

    def _right_of(self, pointer: Any) -> _Pointed:
        own = pointer if isinstance(pointer, str) and pointer else None
        part = self._right.get(own) if own else None
        if part is None or part.place not in self._pairing.to_left:
            return _Pointed(own, (part and part.name) or own, own)
        return _Pointed(self._pairing.to_left[part.place].place, part.name or own, own)
