"""Names changed in a document: in its items and, in the same step, wherever they are named.

A place is changed only where it means the old name for certain; what might is left as it is and
listed. Afterwards every selector is asked, as it was and as it is, whether it picks the same.
"""

from __future__ import annotations

__all__ = ["Renamed", "renamed"]

from typing import TYPE_CHECKING, NamedTuple

from toc.errors import TocError
from toc.kumu.document import read_document
from toc.kumu.ends import named_elements
from toc.kumu.items import text_of
from toc.kumu.json_reader import UTF8_MARK, decode_text, paused_gc
from toc.kumu.renaming.account import Account, Differs, Place
from toc.kumu.renaming.item_places import change_items
from toc.kumu.renaming.known_names import known_names
from toc.kumu.renaming.plan import KINDS, planned
from toc.kumu.renaming.project_places import change_project
from toc.kumu.renaming.splices import spliced
from toc.kumu.renaming.spots import objects
from toc.kumu.renaming.view_finds import view_finds
from toc.kumu.renaming.words import Words
from toc.kumu.selectors.matching import Matcher
from toc.kumu.selectors.parser import SelectorError
from toc.kumu.views.parser import parse_view
from toc.kumu.views.places import Lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from toc.kumu.document import Document
    from toc.kumu.limits import Limits
    from toc.kumu.renaming.account import Changed, Left, Question
    from toc.kumu.renaming.plan import Renaming, Wish

_Picked = frozenset[tuple[str, int]]


class Renamed(NamedTuple):
    """A document with other names, and the account of it.

    `changed`, `left` and `differs` are each in the order of the file: items, then definitions,
    then views.
    """

    document: Document
    renamings: tuple[Renaming, ...]
    changed: list[Changed]
    left: list[Left]
    differs: list[Differs]


def renamed(
    document: Document,
    wishes: Sequence[Wish],
    kinds: Collection[str] = KINDS,
    *,
    limits: Limits | None = None,
) -> Renamed:
    """The document with all these names changed at once; the one given stays as it is.

    `kinds` are those whose types are meant. All bytes but those of the places listed stay.

    Raises:
        NotFoundError: the document has no such name.
        TocError: a wish that cannot be granted.
    """
    with document.settled(), paused_gc():
        names = known_names(document)
        plan = planned(document, names, wishes, kinds)
        maps = (text_of(raw.get("name")) for _, raw in objects(document, "maps"))
        words = Words(names, plan, maps)
        account = Account()
        change_items(document, words, account)
        change_project(document, words, account)
        _change_views(document, words, account)
    content = document.to_bytes()
    mark = UTF8_MARK if content.startswith(UTF8_MARK) else b""
    text = spliced(decode_text(content, document.name), account.splices)
    after = read_document(mark + text.encode(), document.name, limits=limits)
    with document.settled(), after.settled(), paused_gc():
        if plan.labels:
            _refuse_other_ends(document, after)
        differs = list(_differing(document, after, account.questions))
    return Renamed(after, plan.renamings, account.changed, account.left, differs)


def _change_views(document: Document, words: Words, account: Account) -> None:
    for path, raw in objects(document, "perspectives"):
        style = raw.get("style")
        if not isinstance(style, str):
            continue
        lines, name = Lines(style), text_of(raw.get("name")) or text_of(raw.get("_id"))

        def where(at: int, lines: Lines = lines, name: str = name) -> Place:
            line, column = lines.place(at)
            return Place("view", name, f"{line}:{column}")

        found = view_finds(parse_view(style), words)
        account.change_parts((*path, "style"), style, found, where)


def _refuse_other_ends(before: Document, after: Document) -> None:
    """Refuse a label that makes connections lead elsewhere, where they name elements by labels."""
    olds, news = named_elements(before.elements), named_elements(after.elements)
    for old, new in zip(before.connections, after.connections, strict=True):
        for first, second in ((old.start, new.start), (old.end, new.end)):
            one, other = olds.get(first), news.get(second)
            if (one and one.place) != (other and other.place):
                raise TocError(
                    f'A connection that names "{second}" would then lead to another element.',
                    where=before.name,
                    remedy="Choose another name, or give the elements ids first.",
                )


def _differing(
    before: Document, after: Document, questions: Sequence[Question]
) -> Iterator[Differs]:
    """The selectors that pick something else than they did."""
    if not questions:
        return
    old = Matcher(before.elements, before.connections, before.loops)
    new = Matcher(after.elements, after.connections, after.loops)
    known: dict[tuple[str, str], tuple[int, int]] = {}
    for one in questions:
        pair = (one.before, one.after)
        if pair not in known:
            first, second = _picked(old, one.before), _picked(new, one.after)
            known[pair] = (len(first - second), len(second - first))
        lost, gained = known[pair]
        if lost or gained:
            yield Differs(one.place, one.after, lost, gained)


def _picked(matcher: Matcher, selector: str) -> _Picked:
    try:
        return frozenset((one.kind, one.place) for one in matcher.select(selector))
    except SelectorError:
        return frozenset()
