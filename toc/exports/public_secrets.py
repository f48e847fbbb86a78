"""What would be given away if a file went on the public web."""

from __future__ import annotations

__all__ = ["secrets_remark"]

import re

from toc.kumu.disclosures import TOKEN
from toc.kumu.scrubbing import scrub_json

_SHOWN = 3
# Spares most files the walk through every text: an address, and a sign that secrets stand behind.
_MAYBE = re.compile(rb"embed\.kumu\.io|(?:https?:|//|www\.|kumu\.io)[^\s\"]*[=@%]", re.IGNORECASE)


def secrets_remark(content: bytes, name: str) -> list[str]:
    """One line if a JSON file holds share links or other addresses with a secret; else nothing."""
    if not _MAYBE.search(content):
        return []
    found = scrub_json(content, name, (TOKEN,)).removals
    if not found:
        return []
    places = ", ".join(f"{one.where}: {one.field}" for one in found[:_SHOWN])
    more = ", …" if len(found) > _SHOWN else ""
    count = sum(one.times for one in found)
    what = f"share links or other addresses with a secret: {count} ({places}{more}). "
    return [f"{what}Whoever can read this file can use them; toc scrub takes them out"]
