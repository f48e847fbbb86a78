"""What changed between two Kumu documents of any form, in the words of those who draw maps."""

from __future__ import annotations

__all__ = ["Differences", "find_differences"]

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toc.kumu.differing.difference import Ambiguity, Difference
from toc.kumu.differing.items import item_differences
from toc.kumu.differing.on_maps import map_differences
from toc.kumu.differing.project_parts import project_differences
from toc.kumu.differing.sides import Sides
from toc.kumu.document import Form
from toc.kumu.json_reader import paused_gc
from toc.kumu.pairing import pair_items

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from toc.kumu.differing.difference import Ignored
    from toc.kumu.document import Document
    from toc.kumu.pairs import Part

_WORDS = {
    "loops": "loops",
    "maps": "maps",
    "perspectives": "views",
    "attributes": "settings of fields",
}


@dataclass(frozen=True)
class Differences:
    """What is different between an older document and a newer one.

    `found` lists the differences: items, then maps, views, fields and the project. `ambiguous`
    are things that could not be told apart: they were not compared. `not_compared` names what
    only one of the two forms can hold. `same_bytes` says whether the files are the same ones.
    """

    found: tuple[Difference, ...]
    ambiguous: tuple[Ambiguity, ...]
    not_compared: tuple[str, ...]
    same_bytes: bool

    @property
    def is_equal(self) -> bool:
        """Whether nothing that means anything is different."""
        return not self.found and not self.ambiguous


def find_differences(
    before: Document, after: Document, ignoring: Collection[Ignored] = ()
) -> Differences:
    """The differences between two documents, what is ignored left out.

    Things are known again by system id, assigned id, then label and type (`toc.kumu.pairing`).
    `positions` are those of elements, with pins, the bends of connections, and the frame of maps;
    `metrics` the fields that Kumu computes; `views` all views, and which is the default one.
    The spelling of a number, the order of keys and of items, and values that say nothing are no
    differences. Where one is a flat blueprint, what such a blueprint cannot hold is not compared.
    """
    with before.settled(), after.settled(), paused_gc():
        sides = Sides(before, after, pair_items(before, after), ignoring)
        found = (
            *item_differences(sides),
            *map_differences(sides),
            *project_differences(sides),
        )
        ambiguous = tuple(_ambiguous(sides))
    lacking = () if sides.same_form else tuple(_not_compared(sides))
    return Differences(found, ambiguous, lacking, before.to_bytes() == after.to_bytes())


def _ambiguous(sides: Sides) -> Iterator[Ambiguity]:
    old, new = sides.names
    for pairing in sides.pairs[:3]:
        for group in pairing.ambiguous:
            first = group.right[0]
            before, after = (
                [old.id(one) for one in group.left],
                [new.id(one) for one in group.right],
            )
            yield Ambiguity(first.kind, new.label(first), group.by, before, after)
    for kind, parts in zip(("map", "view", "field"), sides.pairs[3:], strict=True):
        silent = kind == "view" and "views" in sides.ignored
        for alike in parts.ambiguous if not silent else ():
            before, after = _part_ids(alike.left), _part_ids(alike.right)
            yield Ambiguity(kind, alike.right[0].name, alike.by, before, after)


def _part_ids(parts: Iterable[Part]) -> list[str]:
    return [one.system_id or one.name for one in parts]


def _not_compared(sides: Sides) -> Iterator[str]:
    for section, word in _WORDS.items():
        has_any = sides.left.section(section) or sides.right.section(section)
        if section != "loops" and has_any and not sides.can_have(section):
            yield word
    if Form.PROJECT in {sides.left.form, sides.right.form}:
        yield "what the project says of itself"
