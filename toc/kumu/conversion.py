"""What the conversions from one Kumu form to another share."""

from __future__ import annotations

__all__ = ["Conversion", "lists_left_out", "loops_in"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.document import Document, Form
from toc.kumu.project import Scope, read_maps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toc.kumu.items import Loop


class Conversion(NamedTuple):
    """A document in another form, and in words what that form could not hold."""

    document: Document
    left_out: tuple[str, ...]


def loops_in(source: Document, part: Scope) -> list[Loop]:
    """The loops of a document that stand on the maps in scope."""
    if source.form is not Form.PROJECT or not read_maps(source):
        return source.loops
    maps = [part.map] if part.map else read_maps(source)
    placed = frozenset[str]().union(*(one.loops for one in maps))
    return [one for one in source.loops if one.system_id in placed]


def lists_left_out(source: Document, kept: set[str]) -> Iterator[str]:
    """The parts at the top of the document that the new form has no key for."""
    words: dict[str, Callable[[list[Any]], str]] = {
        "maps": lambda found: f"positions, pins and decorations of {len(found)} maps",
        "perspectives": lambda found: f"{len(found)} views",
        "attributes": lambda found: f"settings of {len(found)} fields",
    }
    for key, say in words.items():
        if key not in kept and (found := source.section(key)):
            yield say(found)
    others = [key for key in source.keys if key.lower() not in {*kept, *words}]
    if others:
        yield f"the keys {', '.join(others)}"
