"""Where the definitions and descriptions of a project hold the names that are renamed."""

from __future__ import annotations

__all__ = ["change_project"]

from collections import Counter
from typing import TYPE_CHECKING, Any

from toc.kumu.items import text_of
from toc.kumu.renaming.account import Left, Place
from toc.kumu.renaming.item_places import change_links
from toc.kumu.renaming.plan import KINDS
from toc.kumu.renaming.spellings import is_slug
from toc.kumu.renaming.spots import objects, text_spots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.kumu.document import Document
    from toc.kumu.renaming.account import Account
    from toc.kumu.renaming.splices import Path
    from toc.kumu.renaming.words import Words

_ENDING = "-connection"
_KNOWN_KEYS = {"_id", "name", "format", "limit", "prompt", "category"}


def change_project(document: Document, words: Words, account: Account) -> None:
    """Definitions of fields, their choices, what matters for which type, names, descriptions."""
    for path, raw in objects(document, "attributes"):
        _change_definition(path, raw, words, account)
    relevance = document.top("attributeRelevance")
    if isinstance(relevance, dict):
        _change_relevance(relevance, words, account)
    project = Place("project", document.title or document.name, "description")
    described: list[tuple[Path, Place, Any]] = [
        (("description",), project, document.top("description"))
    ]
    for path, raw in objects(document, "maps"):
        place = Place("map", text_of(raw.get("name")), "description")
        described.append(((*path, "description"), place, raw.get("description")))
    for path, place, text in described:
        if isinstance(text, str):
            change_links(path, place, text, words, account)
    if words.plan.views:
        _change_view_names(document, words, account)


def _change_view_names(document: Document, words: Words, account: Account) -> None:
    views = list(objects(document, "perspectives"))
    news = [words.plan.views.get(n, raw.get("name")) for n, (_, raw) in enumerate(views)]
    for (path, raw), new in zip(views, news, strict=True):
        name = raw.get("name")
        if isinstance(name, str) and isinstance(new, str) and new != name:
            place = Place("view", name, "name")
            account.change((*path, "name"), place, name, new)
            if news.count(new) > 1:
                account.left.append(Left(place, new, "another view is called so as well"))


def _change_definition(path: Path, raw: dict[str, Any], words: Words, account: Account) -> None:
    name = raw.get("name")
    if not isinstance(name, str):
        return
    plan, low = words.plan, name.lower()
    if low in plan.fields:
        account.change((*path, "name"), Place("field", name, "name"), name, plan.fields[low])
    for kind in KINDS:
        if low == f"{kind} type":
            _change_choices(path, raw, plan.types[kind], account)
    if low == "tags":
        _change_choices(path, raw, plan.tags, account)
    if not plan.fields:
        return
    for key, value in raw.items():
        if key not in _KNOWN_KEYS and isinstance(value, str) and words.fields.in_expression(value):
            account.left.append(Left(Place("field", name, key), value, "an expression"))


def _change_choices(
    path: Path, raw: dict[str, Any], renamed: Mapping[str, str], account: Account
) -> None:
    values: Any = raw.get("values")
    place = Place("field", str(raw["name"]), "choices")
    for spot, text in text_spots((*path, "values"), values):
        new = renamed.get(text, text)
        account.change(spot, place, text, new)
        if new != text and new in values and new not in renamed:
            account.left.append(Left(place, new, "this choice now stands there twice"))


def _change_relevance(relevance: dict[str, Any], words: Words, account: Account) -> None:
    """Types by their slugs, those of connections with an ending; under each a list of fields."""
    keys = {key: _new_key(key, words) for key in relevance}
    after = Counter(new if new and not doubt else key for key, (new, doubt) in keys.items())
    for key, listed in relevance.items():
        place, path = Place("project", "attributeRelevance", key), ("attributeRelevance", key)
        new, doubt = keys[key]
        if doubt or (new and after[new] > 1):
            account.left.append(Left(place, key, doubt or "there is a list for the new name"))
        elif new:
            account.change_key(path, place, new)
        for spot, text in text_spots(path, listed):
            field = words.plan.fields.get(text.lower())
            if field is not None:
                account.change(spot, place, text, field)


def _new_key(key: str, words: Words) -> tuple[str, str]:
    """What a key becomes, empty where it stays, and why it is in doubt."""
    ending = _ENDING if key.endswith(_ENDING) else ""
    lexicon = words.types["connection" if ending else "element"]
    verdict = lexicon.of_slug(key.removesuffix(ending), is_slug)
    if verdict is None:
        return "", ""
    return f"{verdict.written}{ending}", verdict.unwritten
