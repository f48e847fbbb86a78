"""Every place of a view that names something: what a rename has to look at.

Each place is a stretch of the text that can be replaced without touching another character. Names
in human text, such as links in the Markdown of a popover, are not looked for.
"""

from __future__ import annotations

__all__ = ["Naming", "Reference", "references", "rewritten"]

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from toc.kumu.selectors.syntax import (
    Arrow,
    Compound,
    FieldTest,
    Id,
    Kind,
    Tag,
    TypeName,
)
from toc.kumu.selectors.syntax import every_node as every_part
from toc.kumu.views.properties import prefixed
from toc.kumu.views.selecting import picked_in
from toc.kumu.views.syntax import (
    Block,
    Control,
    Declaration,
    Import,
    Legend,
    PartialView,
    Picked,
    Rule,
    Settings,
    every_node,
)
from toc.kumu.views.tokens import tokens
from toc.kumu.views.values import Atom, clusters, read_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toc.kumu.selectors.syntax import Node as SelectorNode
    from toc.kumu.views.syntax import Sheet, Words

Naming = Literal[
    "selector",
    "element type",
    "connection type",
    "tag",
    "id",
    "field",
    "value",
    "view",
    "partial view",
    "template",
    "legend",
]

_ENDING = "-connection"
_TEMPLATES = {"label", "popover"}
_FIELD = re.compile(r"\{\{\s*([^{}\n]+?)\s*\}\}")
_VALUED = {"categorize", "scale"}
_OF_BY = {"only", "except", "default"}
_OWN_WORDS = {"show-all", "select-all", "select-none", "hide-all", "none", "true", "false"}
_FIELD_SETTINGS = {"layout-x", "layout-y", "geo-location"}


class Reference(NamedTuple):
    """A place that names something, from the character `start` to before `end`.

    `naming` says what is named: an element or connection type, a tag or an item by its slug, a
    field, a `value` of the field `field`, a view, a whole selector, the text of a template or of
    the legend. `partial view` is where a partial view gets its name. `text` is the name as it is
    written, without quotes; `quote` is the sign around it, empty where there is none and the name
    is a slug or a plain word.
    """

    naming: Naming
    start: int
    end: int
    text: str
    quote: str = ""
    field: str = ""


def references(sheet: Sheet) -> list[Reference]:
    """Every place of a view that names something, in the order of the text, wholes first."""
    found = [one for node in every_node(sheet) for one in _of_node(node)]
    return sorted(found, key=lambda one: (one.start, -one.end))


def rewritten(sheet: Sheet, changes: Iterable[tuple[Reference, str]]) -> str:
    """The text of a view with other texts at some places; every other character is as it was.

    The texts are put in as they are, so they must be fit to stand there: a slug where a slug
    stands, no quote inside quotes.

    Raises:
        ValueError: two of the places overlap.
    """
    text, at, parts = sheet.source, 0, list[str]()
    for place, new in sorted(changes, key=_start):
        if place.start < at:
            raise ValueError(f"two changes overlap at {place.start}")
        parts += (text[at : place.start], new)
        at = place.end
    return "".join((*parts, text[at:]))


def _start(change: tuple[Reference, str]) -> int:
    return change[0].start


def _of_node(node: object) -> Iterator[Reference]:
    match node:
        case Picked():
            yield from _of_selector(node)
        case Rule(legend=Legend(label=label)):
            yield Reference("legend", label.start, label.end, label.text)
        case Import(name=name):
            yield from _texts("view", name)
        case PartialView(name=name) if name is not None:
            yield from _texts("partial view", name)
        case Control():
            yield from _of_control(node)
        case Settings() | Rule():
            pass
        case _:
            return
    if isinstance(node, Block):
        for one in node.declarations:
            yield from _of_declaration(one, is_look=not isinstance(node, Control))
            for selector in picked_in(node, one):
                yield from _of_selector(selector)


def _of_declaration(one: Declaration, *, is_look: bool) -> Iterator[Reference]:
    key, value = one.key, one.value
    look = (prefixed(key) or (None, key))[1] if is_look else ""
    if key == "cluster":
        yield from _of_clusters(value)
        return
    for piece in read_value(value):
        functions = [atom for atom in piece if atom.arguments is not None and atom.text in _VALUED]
        for atom in functions:
            yield from _of_function(atom, value)
        if key in _FIELD_SETTINGS and piece[0].quoted:
            yield from _atom("field", piece[0], value)
    if look == "flag":
        yield from _of_flag(value)
    if look in _TEMPLATES:
        yield from _of_template(value)


def _of_clusters(value: Words) -> Iterator[Reference]:
    for cluster in clusters(value):
        yield from _atom("field", cluster.by, value)
        yield from _atom("value", cluster.as_type, value, "element type")


def _of_function(function: Atom, value: Words) -> Iterator[Reference]:
    """`scale` and `categorize`: the field first, then values behind their colours."""
    first, *others = function.arguments or ((),)
    if not first:
        return
    yield from _atom("field", first[0], value)
    for piece in others:
        if len(piece) == 2 and piece[1].quoted:
            yield from _atom("value", piece[1], value, first[0].text)


def _of_flag(value: Words) -> Iterator[Reference]:
    """`"field" with red "a", blue "b"`."""
    found = read_value(value)
    field = found[0][0] if found and found[0][0].quoted else None
    if field is None:
        return
    yield from _atom("field", field, value)
    for piece in found:
        last = piece[-1]
        if last.quoted and last is not field and len(piece) > 1:
            yield from _atom("value", last, value, field.text)


def _of_template(value: Words) -> Iterator[Reference]:
    for piece in read_value(value):
        for atom in piece:
            if atom.quoted:
                yield from _atom("template", atom, value)
    for found in _FIELD.finditer(value.source, value.start, value.end):
        yield Reference("field", found.start(1), found.end(1), found[1], "{{")


def _of_control(control: Control) -> Iterator[Reference]:
    by = control.value("by")
    if by is not None:
        yield from _texts("field", by)
    field = by.text.strip("\"'") if by is not None else ""
    for one in control.declarations:
        if field and one.key in _OF_BY:
            yield from _texts("value", one.value, field)
        if control.name == "view-toggle" and one.key in {"options", "default"}:
            yield from _texts("view", one.value)
    for option in control.children:
        if (value := option.value("value")) is None:
            continue
        if control.name == "view-toggle":
            yield from _texts("view", value)
        elif control.name == "cluster":
            yield from _of_clusters(value)


def _texts(naming: Naming, words: Words, field: str = "") -> Iterator[Reference]:
    """The names of a list: quoted ones, and words between commas that mean nothing to Kumu."""
    for piece in read_value(words):
        start, end = piece[0].start, piece[-1].end
        whole = words.source[start:end]
        if len(piece) == 1 and piece[0].quoted:
            yield from _atom(naming, piece[0], words, field)
        elif whole.lower() not in _OWN_WORDS:
            yield Reference(naming, start, end, whole, "", field)


def _atom(naming: Naming, atom: Atom | None, words: Words, field: str = "") -> Iterator[Reference]:
    if atom is not None and atom.arguments is None:
        quote = words.source[atom.start] if atom.quoted else ""
        yield Reference(naming, *atom.inner, atom.text, quote, field)


def _of_selector(selector: Picked) -> Iterator[Reference]:
    yield Reference("selector", selector.start, selector.end, selector.text)
    if selector.tree is None:
        return
    through: set[int] = set()
    for node in every_part(selector.tree):
        if isinstance(node, Arrow) and node.through:
            through.add(node.through.parts[0].start)
        if isinstance(node, Compound):
            for part in node.parts:
                yield from _of_part(part, selector.start, in_arrow=part.start in through)


def _of_part(part: SelectorNode, offset: int, *, in_arrow: bool) -> Iterator[Reference]:
    start, end = offset + part.start, offset + part.start + len(part.text)
    match part:
        case Kind():
            return
        case TypeName(text=text):
            ending = len(_ENDING) if text.lower().endswith(_ENDING) else 0
            naming: Naming = "connection type" if ending or in_arrow else "element type"
            yield Reference(naming, start, end - ending, text[: len(text) - ending])
        case Id(name=name):
            yield Reference("id", start + 1, end, name)
        case Tag(name=name):
            yield Reference("tag", start + 1, end, name)
        case FieldTest():
            yield from _of_field(part, start)
        case _:
            return


def _of_field(part: FieldTest, start: int) -> Iterator[Reference]:
    """The field of a test and the value that it is compared with, where they are written."""
    bare = _without_comments(part.text)
    at = _find(bare, part.text, part.field, 0)
    place, quote = start + at, _quote_before(part.text, at)
    yield Reference("field", place, place + len(part.field), part.field, quote)
    if part.operator is not None and part.value:
        at = _find(bare, part.text, part.operator, at + len(part.field)) + len(part.operator)
        at = _find(bare, part.text, part.value, at)
        place, quote = start + at, _quote_before(part.text, at)
        yield Reference("value", place, place + len(part.value), part.value, quote, part.field)


def _without_comments(text: str) -> str:
    """The text with blanks in the place of comments, as long as before."""
    return "".join(
        " " * len(one.text) if one.kind == "comment" else one.text for one in tokens(text)
    )


def _find(bare: str, text: str, wanted: str, start: int) -> int:
    """Where a text stands outside comments; two slashes in a bare value only look like one."""
    found = bare.find(wanted, start)
    return found if found >= 0 else text.index(wanted, start)


def _quote_before(text: str, at: int) -> str:
    return text[at - 1] if text[at - 1] in {'"', "'"} else ""
