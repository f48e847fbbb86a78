"""What would be given away if a file went on the public web."""

from __future__ import annotations

__all__ = ["places_of", "secrets_in", "secrets_remark"]

from typing import TYPE_CHECKING

from toc.kumu.disclosures import TOKEN
from toc.kumu.scrubbing import scrub_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.kumu.scrubbing import Removal

_SHOWN = 3


def secrets_in(content: bytes, name: str) -> tuple[Removal, ...]:
    """The share links, and other addresses with a secret, that a JSON file holds."""
    return scrub_json(content, name, (TOKEN,)).removals


def places_of(found: Sequence[Removal]) -> str:
    """Where the first of them stand."""
    return ", ".join(f"{one.where}: {one.field}" for one in found[:_SHOWN])


def secrets_remark(content: bytes, name: str) -> list[str]:
    """One line if a JSON file holds share links or other addresses with a secret; else nothing."""
    found = secrets_in(content, name)
    if not found:
        return []
    places = places_of(found) + (", …" if len(found) > _SHOWN else "")
    count = sum(one.times for one in found)
    what = f"share links or other addresses with a secret: {count} ({places}). "
    return [f"{what}Whoever can read this file can use them; toc scrub takes them out"]
