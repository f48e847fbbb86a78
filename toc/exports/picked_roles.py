"""Roles that the selectors of a vocabulary give to single elements, whatever their type."""

from __future__ import annotations

__all__ = ["PickedRoles", "picked_roles"]

from typing import TYPE_CHECKING, NamedTuple

from toc.exports.vocabulary import Role, Vocabulary
from toc.kumu.json_tokens import quoted
from toc.kumu.selectors.matching import Matcher
from toc.kumu.selectors.parser import parse_selector

if TYPE_CHECKING:
    from toc.kumu.document import Document

_SHOWN = 3


class PickedRoles(NamedTuple):
    """Roles by the place of an element in the document, and what is odd about them."""

    roles: dict[int, Role]
    warnings: tuple[str, ...]


def picked_roles(document: Document, vocabulary: Vocabulary) -> PickedRoles:
    """The elements of the whole document that the vocabulary's selectors pick.

    An element that several roles pick has the first of them in the order of `Role`, and is warned
    about; so is a selector that picks no element.

    Raises:
        SelectorError: a selector cannot be read.
    """
    roles: dict[int, Role] = {}
    twice: dict[int, str] = {}
    warnings: list[str] = []
    with document.settled():
        matcher = Matcher(document.elements, document.connections, document.loops)
        for role in Role:
            if role not in vocabulary.selectors:
                continue
            text = vocabulary.selectors[role]
            tree = parse_selector(text)
            elements = [item for item in matcher.select(tree) if item.kind == "element"]
            if not elements:
                warnings.append(f"no element is picked by the selector of {role}: {text}")
                warnings += matcher.hints(tree)
            for one in elements:
                if roles.setdefault(one.place, role) is not role:
                    twice[one.place] = one.label or one.shown_id
    if twice:
        shown = ", ".join(quoted(label) for label in list(twice.values())[:_SHOWN])
        more = ", …" if len(twice) > _SHOWN else ""
        warnings.append(
            f"elements picked by the selectors of several roles, the first of which counts: "
            f"{len(twice)} ({shown}{more})"
        )
    return PickedRoles(roles, tuple(warnings))
