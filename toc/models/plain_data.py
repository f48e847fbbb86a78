"""Data that the model carries without knowing what it means."""

from __future__ import annotations

__all__ = ["DEEPEST", "plain_data_fault"]

import math

DEEPEST = 90
"""How many levels may stand inside one another: below the depth at which files are refused."""

_LONGEST_NUMBER = 14_000
"""Bits of a whole number: beyond some 4,000 digits, Python does not read numbers."""


def plain_data_fault(data: dict[object, object]) -> str | None:
    """Why the data could not be written to a file and read back the same; None where it can be.

    Plain data are dictionaries with text for keys, lists, text, finite numbers, flags and None, at
    most 90 levels deep.
    """
    pending: list[tuple[object, int]] = [(data, 1)]
    while pending:
        value, depth = pending.pop()
        if depth > DEEPEST:
            return f"the data here are nested more than {DEEPEST} levels deep"
        if isinstance(value, dict):
            if not all(isinstance(key, str) for key in value):
                return "a key in here is no text"
            pending.extend((inner, depth + 1) for inner in value.values())
        elif isinstance(value, list):
            pending.extend((inner, depth + 1) for inner in value)
        elif not _plain(value):
            return "a value in here is neither text, number, flag, list nor group of keys"
    return None


def _plain(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return value.bit_length() < _LONGEST_NUMBER
    return value is None or isinstance(value, str)
