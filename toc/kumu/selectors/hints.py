"""What a selector probably means by words that this document does not have."""

from __future__ import annotations

__all__ = ["hints"]

from difflib import get_close_matches
from typing import TYPE_CHECKING

from toc.kumu.selectors.syntax import Compound, FieldTest, Kind, TypeName, every_node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from toc.kumu.selectors.syntax import Selector

_LOOK_ALIKE = 0.75


def hints(selector: Selector, fields: Collection[str]) -> list[str]:
    """A sentence for each field that a selector asks for and no item has.

    `fields` are the names that can be asked for, in lower case. The commonest slip is `type`,
    which is no field of Kumu's: `element type`, `connection type` and `loop type` are.
    """
    return list(dict.fromkeys(_sentences(selector, fields)))


def _sentences(selector: Selector, fields: Collection[str]) -> Iterator[str]:
    for node in every_node(selector):
        if not isinstance(node, Compound):
            continue
        for part in node.parts:
            if isinstance(part, FieldTest) and part.field.lower() not in fields:
                yield f'No item has a field "{part.field}". {_remedy(part, node, fields)}'.strip()


def _remedy(part: FieldTest, compound: Compound, fields: Collection[str]) -> str:
    wanted = part.field.lower()
    near = f"{_kind(compound)} type" if wanted == "type" else ""
    if not near and (close := get_close_matches(wanted, fields, 1, _LOOK_ALIKE)):
        near = close[0]
    if not near:
        return ""
    name = f'"{near}"' if " " in near else near
    spellings = (f'"{part.field}"', f"'{part.field}'", part.field)
    given = next(text for text in spellings if text in str(part))
    return f"Did you mean {str(part).replace(given, name, 1)}?"


def _kind(compound: Compound) -> str:
    for part in compound.parts:
        if isinstance(part, Kind):
            return part.text.lower()
        if isinstance(part, TypeName) and part.text.lower().endswith("-connection"):
            return "connection"
    return "element"
