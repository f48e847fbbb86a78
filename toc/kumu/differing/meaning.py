"""Whether two decoded values mean the same to people, however they are written."""

from __future__ import annotations

__all__ = ["changed_keys", "is_nothing", "same_meaning"]

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


def is_nothing(value: Any) -> bool:
    """Whether a value says nothing: null, an empty text, an empty list or object."""
    return value is None or value in ("", [], {})


def same_meaning(old: Any, new: Any) -> bool:
    """Whether two values mean the same.

    `1` and `1.0` do, as do a value that is not given and an empty one, and one value alone or as
    the only one of a list. The text `1` is another than the number.

    >>> same_meaning([1], 1.0), same_meaning(None, ""), same_meaning("1", 1), same_meaning(1, True)
    (True, True, False, False)
    """
    if is_nothing(old) or is_nothing(new):
        return is_nothing(old) and is_nothing(new)
    if isinstance(old, list) or isinstance(new, list):
        return _same_list(old, new)
    if isinstance(old, dict) and isinstance(new, dict):
        return all(same_meaning(old.get(key), new.get(key)) for key in old.keys() | new.keys())
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    return bool(old == new)


def _same_list(old: Any, new: Any) -> bool:
    olds = old if isinstance(old, list) else [old]
    news = new if isinstance(new, list) else [new]
    return len(olds) == len(news) and all(map(same_meaning, olds, news))


def changed_keys(
    old: Mapping[str, Any], new: Mapping[str, Any], besides: Collection[str] = ()
) -> Iterator[str]:
    """The keys under which two objects mean different things, in the order of the newer."""
    for key in {**new, **old}:
        if key not in besides and not same_meaning(old.get(key), new.get(key)):
            yield key
