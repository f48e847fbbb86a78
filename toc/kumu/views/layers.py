"""The layers of a view, from the weakest to the strongest.

Sources: Kumu's documentation of the cascade, of partial views and of imported views. Weakest are
the settings of the view, then the settings of the partial view that is switched on, then the rules
of the view, then those of the partial view. What is imported stands where its import stands; where
the documentation is silent, a view that is imported twice counts the first time.
"""

from __future__ import annotations

__all__ = ["Given", "Layers", "Setting", "imported", "layers_of"]

from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.views.places import Lines
from toc.kumu.views.properties import KINDS, prefixed
from toc.kumu.views.syntax import Import, PartialView, Rule, Settings, Sheet
from toc.kumu.views.tokens import unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.views.project_views import Views
    from toc.kumu.views.syntax import Declaration, Node, Picked


class Given(NamedTuple):
    """A declaration about the look of items.

    `name` is the property without `element-` and the like, `kinds` are the kinds of items that it
    is about, `selector` picks them (None: all of these kinds). `view` is the name of the view that
    it stands in, empty for the view itself; `line` and `column` count from 1; `partial` says that
    it holds only while a partial view is switched on.
    """

    name: str
    kinds: frozenset[str]
    selector: Picked | None
    declaration: Declaration
    view: str
    line: int
    column: int
    partial: bool

    @property
    def place(self) -> str:
        """Where it stands, in words: `line 12`, or `Base, line 12`."""
        return f"{self.view}, line {self.line}" if self.view else f"line {self.line}"


class Setting(NamedTuple):
    """A setting that holds, and where it stands."""

    declaration: Declaration
    view: str
    line: int

    @property
    def place(self) -> str:
        """Where it stands, in words: `line 12`, or `Base, line 12`."""
        return f"{self.view}, line {self.line}" if self.view else f"line {self.line}"


class Layers(NamedTuple):
    """What a view says about looks, the strongest last, and its settings, by name."""

    given: list[Given]
    settings: dict[str, Setting]


class _Part(NamedTuple):
    node: Settings | Rule
    view: str
    lines: Lines
    partial: bool


def layers_of(sheet: Sheet, views: Views | None = None, partial: str | None = None) -> Layers:
    """The layers of a view, with one of its partial views switched on where `partial` names one.

    `views` are those that can be imported. An import of something unknown is left out, and so is a
    declaration without a value.
    """
    base = [*_parts(sheet, sheet, views, partial=False)]
    active = next((one for one in sheet.views if _name(one) == partial), None)
    over = [*_parts(active, sheet, views, partial=True)] if active and partial else []
    settings = [one for one in (*base, *over) if isinstance(one.node, Settings)]
    rules = [one for one in (*base, *over) if isinstance(one.node, Rule)]
    given = [found for part in settings for found in _settings_given(part)]
    given += [found for part in rules for found in _rule_given(part)]
    return Layers(given, {one.declaration.key: one for part in settings for one in _own(part)})


def _parts(
    start: Sheet | PartialView, sheet: Sheet, views: Views | None, *, partial: bool
) -> Iterator[_Part]:
    """Settings and rules in order, those of imported views in the place of the import."""
    lines = Lines(sheet.source)
    seen: set[int] = {id(start)}
    known: set[tuple[int, str]] = set()
    open_ones: list[tuple[Iterator[Node], str, Sheet, Lines]]
    open_ones = [(iter(start.parts), "", sheet, lines)]
    while open_ones:
        rest, view, within, lines = open_ones[-1]
        node = next(rest, None)
        if node is None:
            open_ones.pop()
        elif isinstance(node, Settings | Rule):
            yield _Part(node, view, lines, partial)
        elif isinstance(node, Import):
            key = (id(within), node.name.text)
            found = None if key in known else imported(node, within, views)
            known.add(key)
            if found and id(found[0]) not in seen:
                seen.add(id(found[0]))
                name = found[2] or view
                lines = lines if found[1] is within else Lines(found[1].source)
                open_ones.append((iter(found[0].parts), name, found[1], lines))


def imported(
    node: Import, sheet: Sheet, views: Views | None
) -> tuple[Sheet | PartialView, Sheet, str] | None:
    """What an import brings in, the sheet that it stands in, and that view's name.

    A partial view of the same sheet comes first, then a view of the project by its slug; None
    where there is neither. The name is empty for the same sheet.
    """
    wanted = unquoted(node.name.text)
    for one in sheet.views:
        if _name(one) == wanted:
            return one, sheet, ""
    view = views.imported(wanted) if views else None
    return (view.sheet, view.sheet, view.shown_name) if view else None


def _name(view: PartialView) -> str | None:
    return unquoted(view.name.text) if view.name else None


def _settings_given(part: _Part) -> Iterator[Given]:
    for one in part.node.declarations:
        if (found := prefixed(one.key)) and one.value.text:
            kinds, name = found
            place = part.lines.place(one.start)
            yield Given(name, kinds, None, one, part.view, *place, part.partial)


def _rule_given(part: _Part) -> Iterator[Given]:
    if isinstance(part.node, Rule):
        for one in (one for one in part.node.declarations if one.value.text):
            place = part.lines.place(one.start)
            own = (part.node.selector, one, part.view, *place, part.partial)
            yield Given(one.key, frozenset(KINDS), *own)


def _own(part: _Part) -> Iterator[Setting]:
    for one in part.node.declarations:
        if prefixed(one.key) is None and one.value.text:
            yield Setting(one, part.view, part.lines.place(one.start)[0])
