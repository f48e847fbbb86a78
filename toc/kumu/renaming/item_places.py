"""Where elements, connections and loops hold the names that are renamed."""

from __future__ import annotations

__all__ = ["change_items", "change_links"]

from collections import Counter
from typing import TYPE_CHECKING

from toc.kumu.ends import named_elements
from toc.kumu.items import Connection
from toc.kumu.renaming.account import Left, Place
from toc.kumu.renaming.finds import Edit
from toc.kumu.renaming.link_finds import link_finds
from toc.kumu.renaming.spellings import respelled
from toc.kumu.renaming.spots import every_item, field_spots, tag_parts, text_spots

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.kumu.items import Element, Item
    from toc.kumu.renaming.account import Account
    from toc.kumu.renaming.splices import Path
    from toc.kumu.renaming.spots import Spot
    from toc.kumu.renaming.words import Words

_LINKING = ("](", "[[", "kumu.io/")
_NOT_LINKING = {"label", "tags", "id", "image", "url", "email"}


def change_items(document: Document, words: Words, account: Account) -> None:
    """Types, tags, labels, fields, ends and links of every element, connection and loop."""
    named = named_elements(document.elements) if words.plan.labels else {}
    for path, item in every_item(document):
        for spot in field_spots(path, item):
            _change_field(item, spot, words, account)
            if spot.field == "tags" and words.plan.tags:
                _tell_doubled_tags(item, spot, words, account)
        if isinstance(item, Connection) and words.plan.labels:
            _change_ends(path, item, words, named, account)
    _tell_shared_labels(document, words, account)


def _change_field(item: Item, spot: Spot, words: Words, account: Account) -> None:
    plan = words.plan
    place = Place(item.kind, item.shown_id, spot.field)
    if spot.field in plan.fields:
        account.change_key(spot.path, place, _new_key(spot, words))
    if spot.field == "label":
        new = plan.labels.get((item.kind, item.place))
        if new is not None and isinstance(spot.value, str):
            account.change(spot.path, place, spot.value, new)
        return
    if not isinstance(spot.value, str | list):
        return
    for path, text in text_spots(spot.path, spot.value):
        if spot.field == f"{item.kind} type":
            account.change(path, place, text, plan.type(item.kind, text))
        elif spot.field == "tags":
            _change_tags(path, place, text, words, account)
        elif spot.field not in _NOT_LINKING:
            change_links(path, place, text, words, account)


def _new_key(spot: Spot, words: Words) -> str:
    new = words.plan.fields[spot.field]
    if "attributes" in spot.path[2:-1]:
        return new.lower() if spot.key == spot.field else new
    return respelled(spot.key, words.fields.shown(spot.field), new) or new


def _change_tags(path: Path, place: Place, text: str, words: Words, account: Account) -> None:
    tags = words.plan.tags
    if text in tags or "|" not in text:
        account.change(path, place, text, tags.get(text, text))
        return
    edits = [
        Edit(start, start + len(part), tags[part])
        for start, part in tag_parts(text)
        if tags.get(part, part) != part
    ]
    account.change_parts(path, text, edits, lambda _: place)


def _tell_doubled_tags(item: Item, spot: Spot, words: Words, account: Account) -> None:
    """Name the tags of an item that two of its tags have become."""
    texts = [text for _, text in text_spots(spot.path, spot.value)]
    tags = list(dict.fromkeys(tag for text in texts for _, tag in tag_parts(text)))
    after = Counter(words.plan.tags.get(tag, tag) for tag in tags)
    for tag in tags:
        new = words.plan.tags.get(tag, tag)
        if after.pop(new, 0) > 1:
            place = Place(item.kind, item.shown_id, spot.field)
            account.left.append(Left(place, new, "this tag now stands there twice"))


def _tell_shared_labels(document: Document, words: Words, account: Account) -> None:
    """Name the new labels that another item of the same kind has as well."""
    labels = words.plan.labels
    if not labels:
        return
    items = [item for _, item in every_item(document)]
    news = {(one.kind, one.place): labels.get((one.kind, one.place), one.label) for one in items}
    after = Counter((kind, new) for (kind, _), new in news.items())
    for item in items:
        new = labels.get((item.kind, item.place))
        if new is not None and after[item.kind, new] > 1:
            place = Place(item.kind, item.shown_id, "label")
            account.left.append(Left(place, new, f"another {item.kind} is called so as well"))


def change_links(path: Path, place: Place, text: str, words: Words, account: Account) -> None:
    """The names in the links of a text."""
    if any(sign in text for sign in _LINKING):
        account.change_parts(path, text, link_finds(text, words), lambda _: place)


def _change_ends(
    path: Path, item: Connection, words: Words, named: dict[str, Element], account: Account
) -> None:
    """Ends that name an element by its label, as blueprints without ids do."""
    for key, value in item.raw.items():
        low = key.lower()
        if low not in {"from", "to"} or not isinstance(value, str):
            continue
        element = named.get(value)
        if element is None or value in {element.system_id, element.assigned_id}:
            continue
        new = words.plan.labels.get(("element", element.place))
        if new is None:
            continue
        place = Place(item.kind, item.shown_id, low)
        if sum(one == value for one in words.element_labels) > 1:
            account.left.append(Left(place, value, "several elements are called so"))
        else:
            account.change((*path, key), place, value, new)
