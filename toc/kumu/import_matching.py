"""Which item of a project a row of an import means, by the rules of Kumu.

The rules: https://docs.kumu.io/guides/import (an id counts alone; without one the label, together
with the type where the import has types; a connection without an id is known by its ends).
"""

from __future__ import annotations

__all__ = ["Target", "Targets"]

from collections.abc import Hashable
from typing import Any, Generic, TypeVar

_T = TypeVar("_T", bound="Target")
_K = TypeVar("_K", bound=Hashable)


class Target:
    """An item that rows may mean; `values` are its fields under the keys of the flat blueprint."""

    __slots__ = ("values",)

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values


class _Index(Generic[_K, _T]):
    """Targets by a key that several may share; nearly always it is one."""

    def __init__(self) -> None:
        self._found: dict[_K, _T | dict[int, _T]] = {}

    def add(self, key: _K, target: _T) -> None:
        found = self._found.get(key)
        if found is None:
            self._found[key] = target
        elif isinstance(found, dict):
            found[id(target)] = target
        else:
            self._found[key] = {id(found): found, id(target): target}

    def remove(self, key: _K, target: _T) -> None:
        found = self._found.get(key)
        if found is target:
            del self._found[key]
        elif isinstance(found, dict):
            found.pop(id(target), None)

    def __getitem__(self, key: _K) -> list[_T]:
        found = self._found.get(key)
        if found is None:
            return []
        return list(found.values()) if isinstance(found, dict) else [found]

    def has(self, key: _K) -> bool:
        return bool(self._found.get(key))


class Targets(Generic[_T]):
    """The elements, or the connections, of a project that is being imported into."""

    def __init__(self) -> None:
        self._by_id = _Index[str, _T]()
        self._by_label = _Index[str, _T]()
        self._by_type = _Index[tuple[str, str], _T]()
        self._by_ends = _Index[tuple[Hashable, Hashable], _T]()

    def add(self, target: _T, label: str, kind: str, own: str | None) -> None:
        """An element: from now on it is known by its id, by its label, and by label and type."""
        if own:
            self._by_id.add(own, target)
        if label:
            self._by_label.add(label, target)
            self._by_type.add((label, kind), target)

    def renamed(self, target: _T, before: tuple[str, str], after: tuple[str, str]) -> None:
        """An element has another label or type."""
        self._by_label.remove(before[0], target)
        self._by_type.remove(before, target)
        self.add(target, *after, None)

    def add_between(self, target: _T, start: Hashable, end: Hashable, own: str | None) -> None:
        """A connection: from now on it is known by its id and by its ends."""
        if own:
            self._by_id.add(own, target)
        self._by_ends.add((start, end), target)

    def with_id(self, own: str) -> list[_T]:
        """Those with an id."""
        return self._by_id[own]

    def labelled(self, label: str) -> list[_T]:
        """Those with a label."""
        return self._by_label[label]

    def meant(self, label: str, kind: str | None, own: str | None) -> list[_T]:
        """The elements that a row means; `kind` is None where the import has no types."""
        if own:
            return self._by_id[own]
        return self._by_label[label] if kind is None else self._by_type[label, kind]

    def between(self, start: Hashable, end: Hashable) -> list[_T]:
        """The connections from one end to the other."""
        return self._by_ends[start, end]

    def __contains__(self, name: object) -> bool:
        """Whether an element has this id or label."""
        return isinstance(name, str) and (self._by_id.has(name) or self._by_label.has(name))
