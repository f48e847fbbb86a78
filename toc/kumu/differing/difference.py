"""One difference between two documents, in the words of those who draw maps."""

from __future__ import annotations

__all__ = ["Ambiguity", "Difference", "Ignored", "What"]

from typing import Any, Literal, NamedTuple

Ignored = Literal["positions", "metrics", "views"]
What = Literal[
    "added",
    "removed",
    "relabelled",
    "renamed",
    "retyped",
    "rewired",
    "changed",
    "id changed",
    "moved",
    "pinned",
    "unpinned",
    "bent",
    "restyled",
    "put on map",
    "taken off map",
    "into trash",
    "out of trash",
    "reordered",
]


class Difference(NamedTuple):
    """What is different about one thing.

    `kind` is element, connection, loop, map, view, field or project. `id` and `label` are those
    of the newer document, or of the older where the newer lacks the thing; a connection is called
    by its ends. `field` is what of it changed: a field of an item by its lower-case name, `from`,
    `to` or `direction`, a property of the look, a rule and property of a view. `before` and
    `after` are decoded JSON, None for nothing; an end is `{"id": …, "label": …}`, something added
    or removed is given with all its values. `map` is the name of the map on which it is so
    (several joined by `; `), empty where it is so anywhere.
    """

    kind: str
    id: str
    label: str
    what: What
    field: str = ""
    before: Any = None
    after: Any = None
    map: str = ""


class Ambiguity(NamedTuple):
    """Things of which it cannot be told which of the older document is which of the newer.

    `by` is what they share; `before` and `after` are their ids.
    """

    kind: str
    label: str
    by: str
    before: list[str]
    after: list[str]
