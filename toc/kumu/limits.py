"""How much of a source is read before it is refused."""

from __future__ import annotations

__all__ = ["Limits"]

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a source may hold; `--limit NAME=NUMBER` lifts each by its name.

    `size`: bytes of a file. `depth`: levels of nesting. `download`: bytes by network.
    `seconds`: a whole download. `yaml`: bytes of a YAML file. `aliases`: values that the aliases
    of a YAML file stand for. `unpacked`: bytes that a workbook unpacks to, and again bytes of the
    texts in its cells. `cells`: cells of one sheet, counted as rows times columns.
    """

    size: int = 1_000_000_000
    depth: int = 100
    download: int = 256_000_000
    seconds: float = 30.0
    yaml: int = 64_000_000
    aliases: int = 10_000
    unpacked: int = 1_000_000_000
    cells: int = 50_000_000
