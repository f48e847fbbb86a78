"""What a renaming finds where a view or a selector names something, and how that is written."""

from __future__ import annotations

__all__ = ["named_finds", "selector_finds", "unreadable_finds"]

import re
from typing import TYPE_CHECKING, cast

from toc.kumu.renaming.finds import Asked, Doubt, Edit
from toc.kumu.renaming.spellings import contains_name, in_free_quotes, is_plain, is_slug, slug
from toc.kumu.slugs import slug_candidates
from toc.kumu.views.parser import parse_view
from toc.kumu.views.references import references
from toc.kumu.views.selecting import every_selector, made_by_clusters
from toc.kumu.views.syntax import Broken, Picked, every_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.renaming.finds import Find
    from toc.kumu.renaming.lexicon import Verdict
    from toc.kumu.renaming.words import Words
    from toc.kumu.selectors.syntax import Operator
    from toc.kumu.views.references import Reference
    from toc.kumu.views.syntax import Sheet

_ENDING = "-connection"
_KINDS = {"element", "connection", "loop"}
_OPERATOR = re.compile(r"(!=|\^=|\$=|\*=|~=|>=|<=|=|>|<)\s*[\"']?\Z")
_COMMENT = re.compile(r"\*/\s*[\"']?\Z|//[^\n]*\n\s*[\"']?\Z")
_OWN_WORDS = {"show-all", "select-all", "select-none", "hide-all", "none", "true", "false"}
_NEAR = 200  # characters before a value in which its operator is looked for
_LONG = {"tag": "tags", "id": "label"}


def selector_finds(text: str, words: Words, taken: str = "") -> list[Find]:
    """What a renaming finds in a selector in which quotes of the kind `taken` cannot stand."""
    sheet = parse_view(f"{text}\n{{}}")
    return [*named_finds(sheet, words, taken), *unreadable_finds(sheet, words)]


def named_finds(sheet: Sheet, words: Words, taken: str = "") -> Iterator[Find]:
    """Every selector of a view, and every name in it that changes or is in doubt."""
    return _Finder(sheet, words, taken).named()


def unreadable_finds(sheet: Sheet, words: Words) -> Iterator[Find]:
    """What in a view cannot be read, where it holds an old name."""
    olds = [name for one in words.plan.renamings for name in (one.old, slug(one.old))]
    for node in (*every_selector(sheet), *every_node(sheet)):
        broken = isinstance(node, Broken) or (isinstance(node, Picked) and node.tree is None)
        if broken and any(contains_name(node.text, old) for old in olds):
            yield Doubt(node.start, node.end, "it cannot be read")


class _Finder:
    def __init__(self, sheet: Sheet, words: Words, taken: str) -> None:
        self.sheet = sheet
        self.text = sheet.source
        self.words = words
        self.taken = taken
        self.found = references(sheet)
        self.partial = {
            one
            for place in self.found
            if place.naming == "partial view"
            for one in slug_candidates(place.text)
        }
        fields = {name for old in words.plan.olds("field") for name in slug_candidates(old)}
        self.clustered = fields & made_by_clusters(sheet) if fields else fields

    def named(self) -> Iterator[Find]:
        end = 0
        for one in self.found:
            if one.naming == "selector":
                end = one.end
                yield Asked(one.start, one.end)
                continue
            verdict = self.verdict(one, in_selector=one.start < end)
            if verdict and verdict.doubt:
                yield Doubt(one.start, one.end, verdict.doubt)
            elif verdict:
                yield self.written(one, verdict)
            elif doubt := self.doubt(one):
                yield Doubt(one.start, one.end, doubt)

    def verdict(self, one: Reference, *, in_selector: bool) -> Verdict | None:
        words = self.words
        match one.naming:
            case "element type":
                return words.types["element"].of_slug(one.text, _fits_element)
            case "connection type":
                return words.types["connection"].of_slug(one.text, is_slug)
            case "tag":
                return words.tags.of_slug(one.text, is_slug)
            case "id":
                known = one.text in words.system_ids
                return None if known else words.labels.of_slug(one.text, is_slug)
            case "field":
                return words.fields.of(one.text)
            case "view":
                partial = self.partial & {one.text, *slug_candidates(one.text)}
                return None if partial else words.views.of_slug(one.text, _fits_in_quotes)
            case "value":
                return self.of_value(one, in_selector=in_selector)
            case _:
                return None

    def of_value(self, one: Reference, *, in_selector: bool) -> Verdict | None:
        lexicon = self.words.of_field(one.field)
        if lexicon is None:
            return None
        if not in_selector:
            return lexicon.of_name(one.text)
        before = self.text[max(0, one.start - _NEAR) : one.start]
        found = None if _COMMENT.search(before) else _OPERATOR.search(before)
        verdict = lexicon.of_name(one.text, cast("Operator", found[1]) if found else "=")
        if verdict and not found:
            return verdict._replace(doubt="a comment stands before it")
        return verdict

    def doubt(self, one: Reference) -> str:
        """Why a name that means nothing known may be touched all the same."""
        words = self.words
        if one.naming == "view" and self.partial and words.views.of_slug(one.text):
            return "it may also mean a partial view"
        if one.naming == "element type" and self.clustered & slug_candidates(one.text):
            known = words.types["element"].knows(one.text)
            return "" if known else "it may mean what clustering by that field makes"
        if (
            one.naming == "field"
            and not is_plain(one.text)
            and words.fields.in_expression(one.text)
        ):
            return "an expression"
        return ""

    def written(self, one: Reference, verdict: Verdict) -> Find:
        """The new name as it can stand there."""
        if one.naming in {"element type", "connection type", "tag", "id"}:
            return self.as_slug(one, verdict)
        new = verdict.written
        if new is None:
            return Doubt(one.start, one.end, verdict.unwritten)
        if one.quote == "{{":
            safe = is_plain(new) or not set("{}\"'\\\n") & set(new)
            return self.edit(one.start, one.end, new if safe else None)
        if one.quote:
            same = in_free_quotes(new, self.taken + ("'" if one.quote == '"' else '"'))
            if same:
                return Edit(one.start, one.end, new)
            return self.edit(one.start - 1, one.end + 1, in_free_quotes(new, self.taken))
        bare = is_plain(new) and (" " not in new or " " in one.text)
        if bare and new.lower() not in _OWN_WORDS:
            return Edit(one.start, one.end, new)
        return self.edit(one.start, one.end, in_free_quotes(new, self.taken))

    def as_slug(self, one: Reference, verdict: Verdict) -> Find:
        """A slug for a slug; where there is no certain one, the comparison that means the same."""
        if verdict.written is not None:
            return Edit(one.start, one.end, verdict.written)
        start, end, field = one.start, one.end, _LONG.get(one.naming, one.naming)
        if one.naming in _LONG:
            start -= 1
        elif self.text[end : end + len(_ENDING)].lower() == _ENDING:
            end += len(_ENDING)
        name, value = in_free_quotes(field, self.taken), in_free_quotes(verdict.name, self.taken)
        return self.edit(start, end, f"[{name}={value}]" if name and value else None)

    def edit(self, start: int, end: int, new: str | None) -> Find:
        return (
            Doubt(start, end, "the new name cannot be written there")
            if new is None
            else Edit(start, end, new)
        )


def _fits_element(text: str) -> bool:
    low = text.lower()
    return is_slug(text) and low not in _KINDS and not low.endswith(_ENDING)


def _fits_in_quotes(text: str) -> bool:
    return in_free_quotes(text) is not None
