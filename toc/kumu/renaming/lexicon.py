"""What a name written somewhere means, before a renaming and after it."""

from __future__ import annotations

__all__ = ["Entry", "Lexicon", "Verdict"]

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.json_tokens import quoted
from toc.kumu.renaming.spellings import folded, respelled, slug
from toc.kumu.selectors.fields import holds
from toc.kumu.slugs import SlugIndex, slug_candidates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from toc.kumu.selectors.syntax import Operator

_SHOWN = 3


class Entry(NamedTuple):
    """A name before and after, and the number of what bears it; `is_label` of an item."""

    bearer: int
    before: str
    after: str
    is_label: bool = False


class Verdict(NamedTuple):
    """What becomes of a name that is touched by a renaming.

    `name` is the new name and `written` the same in the spelling of the place, None where there
    is none that means just this name; `doubt` says why nothing can be put there, else empty.
    """

    name: str
    written: str | None
    doubt: str = ""

    @property
    def unwritten(self) -> str:
        """Why no name can be put there; empty where one can."""
        if self.doubt or self.written is not None:
            return self.doubt
        return f"the slug of {quoted(self.name)} is not certain"


class Lexicon:
    """All names of one sort: types of elements, say, or the labels of items with their ids.

    With `merging` two names may become one on purpose, as types and tags may.
    """

    def __init__(self, entries: Iterable[Entry], *, merging: bool = False) -> None:
        self.entries = list(entries)
        self.merging = merging
        self.changes = any(one.before != one.after for one in self.entries)
        self._slugs: dict[tuple[str, object], Verdict | None] = {}
        self._names: dict[tuple[str, str], Verdict | None] = {}

    @cached_property
    def _before(self) -> SlugIndex:
        return SlugIndex((n, one.before) for n, one in enumerate(self.entries))

    @cached_property
    def _after(self) -> SlugIndex:
        return SlugIndex((n, one.after) for n, one in enumerate(self.entries))

    def knows(self, written: str) -> bool:
        """Whether a slug means anything, before the renaming."""
        return bool(self._before.find(written))

    def of_slug(self, written: str, fits: Callable[[str], bool] = bool) -> Verdict | None:
        """What a slug becomes; None where the renaming does not touch what it means.

        A new slug has to be certain, to mean the new name and nothing else, and to be one that
        `fits` there.
        """
        if not self.changes:
            return None
        if (written, fits) not in self._slugs:
            self._slugs[written, fits] = self._slug(written, fits)
        return self._slugs[written, fits]

    def _slug(self, written: str, fits: Callable[[str], bool]) -> Verdict | None:
        meant = self._before.find(written)
        if not self._touched(meant) or self._bearers(meant) == self._bearers(
            self._after.find(written)
        ):
            return None
        name, doubt = self._new_name(meant)
        if doubt or len(slug_candidates(name)) > 1:
            return Verdict(name, None, doubt)
        wanted = self._bearers(self._called(name))
        olds = [self.entries[n].before for n in sorted(self._touched(meant))]
        ways = [respelled(written, old, name, as_slug=True) for old in olds]
        for one in (*ways, slug(name)):
            if one and fits(one) and self._bearers(self._after.find(one)) == wanted:
                return Verdict(name, one)
        return Verdict(name, None)

    def of_name(self, written: str, operator: Operator = "=") -> Verdict | None:
        """What a name becomes that is compared with all names; None where it need not change."""
        operator = "=" if operator == "!=" else operator
        if not self.changes:
            return None
        if (written, operator) not in self._names:
            self._names[written, operator] = self._name(written, operator)
        return self._names[written, operator]

    def _name(self, written: str, operator: Operator) -> Verdict | None:
        meant = {n for n, one in enumerate(self.entries) if holds(one.before, operator, written)}
        still = {n for n, one in enumerate(self.entries) if holds(one.after, operator, written)}
        touched = self._touched(meant)
        if not touched or self._bearers(meant) == self._bearers(still):
            return None
        whole = operator in {"=", "~="}
        named = {n for n in touched if whole or folded(self.entries[n].before) == folded(written)}
        if not named:
            return Verdict("", None, "it compares with a part of the name")
        name, doubt = self._new_name(meant if whole else named)
        if doubt:
            return Verdict(name, None, doubt)
        picked = {n for n, one in enumerate(self.entries) if holds(one.after, operator, name)}
        if not whole and self._bearers(picked) != self._bearers(meant):
            return Verdict(name, None, "it compares with a part of the name")
        ways = (respelled(written, self.entries[n].before, name) for n in sorted(named))
        return Verdict(name, next(filter(None, ways), name))

    def _touched(self, numbers: set[int]) -> set[int]:
        entries = self.entries
        return {n for n in numbers if entries[n].before != entries[n].after}

    def _bearers(self, numbers: Iterable[int]) -> set[int]:
        return {self.entries[n].bearer for n in numbers}

    def _called(self, name: str) -> set[int]:
        wanted = name.casefold()
        return {n for n, one in enumerate(self.entries) if one.after.casefold() == wanted}

    def _new_name(self, meant: set[int]) -> tuple[str, str]:
        """The one new name of all that is meant, and a doubt where there are several."""
        touched = self._touched(meant)
        name = self.entries[min(touched)].after
        fellows = self._bearers(n for n in touched if self.entries[n].after == name)
        others = [
            one.before
            for one in (self.entries[n] for n in sorted(meant))
            if one.after.casefold() != name.casefold() and one.bearer not in fellows
        ]
        olds = {folded(self.entries[n].before) for n in touched}
        if any(folded(one) in olds for one in others):
            return name, "something else is called so as well"
        if others:
            listed = ", ".join(quoted(one) for one in dict.fromkeys(others[:_SHOWN]))
            return name, f"it may also mean {listed}{', …' if len(others) > _SHOWN else ''}"
        if not self.merging and self._bearers(self._called(name)) != self._bearers(meant):
            return name, "something else has that name already"
        return name, ""
