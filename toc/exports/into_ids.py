"""Ids with a number, where the one that is wanted is another's already."""

from __future__ import annotations

__all__ = ["is_numbered", "numbered"]

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container


def numbered(own: str, *taken: Container[str]) -> str:
    """The id itself where none of these has it, else with the first number that is free."""
    number, found = 1, own
    while any(found in ids for ids in taken):
        number += 1
        found = f"{own}-{number}"
    return found


def is_numbered(found: str, own: str) -> bool:
    """Whether an id is the wanted one with a number.

    >>> is_numbered("trust-2", "trust"), is_numbered("trust-in-us", "trust")
    (True, False)
    """
    number = found.removeprefix(f"{own}-")
    return number != found and number.isdecimal()
