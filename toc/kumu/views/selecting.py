"""The selectors in the values of settings and controls."""

from __future__ import annotations

__all__ = ["every_selector", "made_by_clusters", "picked_in"]

from typing import TYPE_CHECKING

from toc.kumu.slugs import slug_candidates
from toc.kumu.views.parser import picked
from toc.kumu.views.syntax import Block, Control, Picked, Settings, every_node
from toc.kumu.views.values import clusters, focus_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.views.syntax import Declaration, Sheet

_WHOLE_SETTINGS = {"include", "ignore", "showcase", "bridge"}
_WHOLE_IN_CONTROLS = {"selector", "target"}
_PROMPT = "prompt"


def every_selector(sheet: Sheet) -> Iterator[Picked]:
    """Every selector of a view: those of its rules, and those in settings and controls."""
    for node in every_node(sheet):
        if isinstance(node, Picked):
            yield node
        elif isinstance(node, Block):
            for one in node.declarations:
                yield from picked_in(node, one)


def picked_in(block: Block, declaration: Declaration) -> Iterator[Picked]:
    """The selectors that the value of a declaration holds, in order."""
    key, value = declaration.key, declaration.value
    if not value.text:
        return
    settings = isinstance(block, Settings)
    whole = _WHOLE_SETTINGS if settings else _WHOLE_IN_CONTROLS
    if not (settings or isinstance(block, Control)):
        return
    if key in whole:
        yield picked(value.source, value.start, value.end)
    elif settings and key == "focus" and value.text.lower() != _PROMPT:
        yield from (one.on for one in focus_on(value))
    elif (settings and key == "cluster") or (_is_option_of_cluster(block) and key == "value"):
        yield from (one.of for one in clusters(value) if one.of)


def _is_option_of_cluster(block: Block) -> bool:
    """Whether its value reads `selector by "field"`: options of other controls hold plain words."""
    value = block.value("value")
    is_option = isinstance(block, Control) and block.name == "option"
    return bool(is_option and value and any(one.by and one.of for one in clusters(value)))


def made_by_clusters(sheet: Sheet) -> frozenset[str]:
    """Slugs of the types that the clusters of a view give to the elements that they make."""
    settings = (node for node in every_node(sheet) if isinstance(node, Settings))
    values = (one.value for node in settings for one in node.declarations if one.key == "cluster")
    named = (cluster.as_type or cluster.by for value in values for cluster in clusters(value))
    return frozenset(slug for atom in named if atom for slug in slug_candidates(atom.text))
