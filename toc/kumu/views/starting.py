"""Controls of a view that act before a reader has touched them.

Source: the controls reference of Kumu's documentation.
"""

from __future__ import annotations

__all__ = ["acting_at_start"]

from typing import TYPE_CHECKING

from toc.kumu.views.syntax import Control, every_node
from toc.kumu.views.tokens import unquoted

if TYPE_CHECKING:
    from toc.kumu.views.syntax import Sheet

_ACTING = ("filter", "showcase", "focus", "cluster", "view-toggle")
_EVERYTHING = {"", "show-all", "select-all", "none", "select-none", "false"}


def acting_at_start(sheet: Sheet) -> list[str]:
    """The names of controls, such as filter, that begin with something chosen; each name once."""
    found = (one for one in every_node(sheet) if isinstance(one, Control) and one.name in _ACTING)
    return list(dict.fromkeys(one.name for one in found if _begins_chosen(one)))


def _begins_chosen(control: Control) -> bool:
    """Whether its default, or that of one of its options, chooses less than everything."""
    given = (one.value("default") for one in (control, *control.children))
    words = (unquoted(value.text).lower() for value in given if value is not None)
    return any(word not in _EVERYTHING for word in words)
