"""What a small server gives of a source: its flat blueprint, and the page on its coverage."""

from __future__ import annotations

__all__ = ["Body", "Served", "Wanted", "read_served"]

import gzip
import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from toc.errors import FormError, TocError
from toc.exports.conversions import convert
from toc.exports.public_secrets import secrets_in
from toc.kumu.disclosures import EMAIL, TOKEN
from toc.kumu.scrubbing import PRIVATE, scrub_json, scrub_text
from toc.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.scrubbing import Scrubbed

_ETAG_DIGITS = 32


class Wanted(NamedTuple):
    """How a source is read for the server.

    `read` gives it anew, `words` its vocabulary. `map_name` and `minimum_n` are as for the
    commands that export and look for gaps.
    """

    read: Callable[[], Source]
    words: Callable[[Source], Vocabulary]
    map_name: str | None = None
    include_private: bool = False
    minimum_n: int | None = None


class Body:
    """Bytes as they are sent, plain or packed, each with a strong ETag of its own."""

    def __init__(self, content: bytes) -> None:
        self.plain = content
        self._digest = hashlib.sha256(content).hexdigest()[:_ETAG_DIGITS]

    @cached_property
    def packed(self) -> bytes:
        """The bytes packed with gzip; the same bytes for the same content."""
        return gzip.compress(self.plain, mtime=0)

    def etag(self, *, packed: bool) -> str:
        """The ETag of one of the two, in its quotes."""
        return f'"{self._digest}{"-gzip" if packed else ""}"'


class Served:
    """One reading of a source.

    `blueprint` is its flat blueprint, `title` what it is called, `left_out` in words what the
    flat form does not hold (first `hidden`, what was taken out before), `emails` in how many
    places an e-mail address stands.
    """

    def __init__(self, source: Source, wanted: Wanted, hidden: Sequence[str] = ()) -> None:
        words = wanted.words(source)
        made = convert(
            source,
            "kumu-flat",
            map_name=wanted.map_name,
            vocabulary=words,
            include_private=wanted.include_private,
        )
        _refuse_tokens(source, made.content)
        self.blueprint = Body(made.content)
        self.warnings = made.warnings
        self.left_out = [*hidden, *made.left_out]
        self.emails = len(scrub_json(made.content, source.name, (EMAIL,)).removals)
        self.title = _title(source)
        self._source = source
        self._wanted = wanted
        self._words = words
        self._pages: dict[date, Body] = {}

    def coverage(self, day: date) -> Body:
        """The page on what is measured, judged on a day; or on why nothing can be said."""
        if day not in self._pages:
            self._pages = {day: Body(self._page(day).encode(errors="backslashreplace"))}
        return self._pages[day]

    def _page(self, day: date) -> str:
        from toc.analysis.coverage import find_coverage
        from toc.analysis.ladder import MINIMUM_N
        from toc.exports.coverage_page import coverage_page
        from toc.exports.served_page import trouble_page

        try:
            outline, _ = self._source.outline(self._wanted.map_name, self._words)
        except TocError as error:
            return trouble_page(self.title, f"{error.what} {error.remedy or ''}".strip())
        return coverage_page(find_coverage(outline, day, self._wanted.minimum_n or MINIMUM_N))


def read_served(wanted: Wanted) -> Served:
    """Read a source and make of it what is served.

    Fields that a project marks private are taken out before anything is made of it, unless they
    are asked for.

    Raises:
        UnreadableError: it cannot be read.
        FormError: it holds share links or other secrets in addresses.
        NotFoundError: there is no map of that name.
    """
    source = wanted.read()
    if wanted.include_private or source.is_theory or not source.is_json:
        return Served(source, wanted)
    public = scrub_json(source.content, source.name, (PRIVATE,), limits=source.limits)
    if not public.removals:
        return Served(source, wanted)
    hidden = [f"{one.where}, which is private" for one in public.removals]
    focus = source.focus
    source = Source(public.content, source.name, limits=source.limits)
    if focus:
        source.focus_on(focus)
    return Served(source, wanted, hidden)


def _refuse_tokens(source: Source, flat: bytes) -> None:
    """Raise a FormError where the source, or what is served of it, holds a secret."""
    found = () if source.is_spreadsheet else _tokens_in(source).removals
    found = found or secrets_in(flat, source.name)
    if found:
        places = "1 place" if len(found) == 1 else f"{len(found)} places"
        raise FormError(
            f"There are share links, or other addresses with a secret in them, in {places}.",
            where=source.name,
            remedy="Take them out first: toc scrub SOURCE -o FILE; then serve that file.",
        )


def _tokens_in(source: Source) -> Scrubbed:
    if source.is_json:
        return scrub_json(source.content, source.name, (TOKEN,), limits=source.limits)
    return scrub_text(source.content, source.name, (TOKEN,))


def _title(source: Source) -> str:
    if source.is_theory:
        return source.theory().theory.name or ""
    return source.document.title or ""
