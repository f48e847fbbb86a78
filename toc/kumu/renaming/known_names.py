"""The names that a document has: types, fields, tags, labels and views."""

from __future__ import annotations

__all__ = ["KnownNames", "known_names"]

from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.renaming.spots import every_item, field_spots, objects, tag_parts, text_spots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.document import Document
    from toc.kumu.items import Item

_KINDS = ("element", "connection", "loop")


class KnownNames(NamedTuple):
    """The names of a document, each sort in the order in which it is met.

    `types` are by kind, those that only a list of choices names included; `fields` are the names
    to show by the names in lower case; `bearing` are the items that have each field.
    """

    items: list[Item]
    types: dict[str, list[str]]
    fields: dict[str, str]
    bearing: dict[str, set[int]]
    tags: list[str]
    views: list[str]


def known_names(document: Document) -> KnownNames:
    """The names that a document has."""
    items = [item for _, item in every_item(document)]
    types: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    fields: dict[str, str] = {}
    bearing: dict[str, set[int]] = {}
    tags: list[str] = []
    for _, raw in objects(document, "attributes"):
        name = raw.get("name")
        if isinstance(name, str):
            fields.setdefault(name.lower(), name)
            _add_choices(name.lower(), raw.get("values"), types, tags)
    for number, (path, item) in enumerate(every_item(document)):
        for spot in field_spots(path, item):
            fields.setdefault(spot.field, spot.key)
            bearing.setdefault(spot.field, set()).add(number)
            texts = [text for _, text in text_spots(spot.path, spot.value)]
            if spot.field == f"{item.kind} type":
                types[item.kind] += texts
            elif spot.field == "tags":
                tags += [part for text in texts for part in _tags_in(text)]
    views = [str(raw.get("name") or "") for _, raw in objects(document, "perspectives")]
    distinct = {kind: list(dict.fromkeys(filter(None, found))) for kind, found in types.items()}
    return KnownNames(items, distinct, fields, bearing, list(dict.fromkeys(tags)), views)


def _add_choices(field: str, values: object, types: dict[str, list[str]], tags: list[str]) -> None:
    texts = [text for _, text in text_spots((), values)]
    kind = field.removesuffix(" type")
    if kind in types and kind != field:
        types[kind] += texts
    elif field == "tags":
        tags += texts


def _tags_in(text: str) -> Iterator[str]:
    """The text itself, and the tags between its upright bars."""
    yield text
    if "|" in text:
        yield from (part for _, part in tag_parts(text))
