"""Whether a property takes a value."""

from __future__ import annotations

__all__ = ["value_fault"]

import re
from typing import TYPE_CHECKING

from toc.kumu.views.colours import COLOUR_NAMES, PALETTES, is_colour, palette_name
from toc.kumu.views.findings import meant
from toc.kumu.views.values import number_of, read_value

if TYPE_CHECKING:
    from toc.kumu.views.properties import Takes
    from toc.kumu.views.syntax import Words
    from toc.kumu.views.values import Atom, Piece

Fault = tuple[int, str, str]

_FREE = {"any", "selector", "text"}
_EVERYWHERE = {"inherit", "none", "off"}
_DATA = {"scale", "categorize"}
_FUNCTIONS = {*_DATA, "gradient", "url", "rgb", "rgba", "hsl", "hsla", "x", "y", "circle"}
_WITH_UNIT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(?:px|pt|em|rem|%)")


def value_fault(value: Words, takes: Takes) -> Fault | None:
    """Where a value is not what the property takes, what is wrong, and what to write instead.

    None where nothing is. Values that data decide are looked at as far as they are written out.
    """
    if "selector" in takes.sorts:
        return None  # conditions of selectors look like functions
    pieces = read_value(value)
    atoms = [atom for piece in pieces for atom in piece]
    functions = [one for one in atoms if one.arguments is not None]
    for one in functions:
        if fault := _function_fault(one, takes):
            return fault
    if takes.sorts & _FREE or functions or "\n" in value.text:
        return None
    if len(atoms) > 1:
        text = value.text
        return value.start, f'"{text}" is more than one value.', _choices(takes)
    return _atom_fault(atoms[0], takes) if atoms else None


def _atom_fault(one: Atom, takes: Takes) -> Fault | None:
    word = one.text.lower()
    if word in takes.words or word in _EVERYWHERE or (one.quoted and not word):
        return None
    if "field" in takes.sorts:
        hint = f'Put the name of the field in quotes: "{one.text}".'
        return None if one.quoted else (one.start, f'"{one.text}" is no text in quotes.', hint)
    if "colour" in takes.sorts and is_colour(word):
        return None
    if {"number", "share"} & takes.sorts and (number := number_of(word)) is not None:
        fits = "number" in takes.sorts or 0 <= number <= 1
        return None if fits else (one.start, f"{one.text} is not between 0 and 1.", "")
    if unit := _WITH_UNIT.fullmatch(word):
        return one.start, f'"{one.text}" has a unit.', f"Kumu's values have none: {unit[1]}."
    return one.start, f'it does not take "{one.text}".', _choices(takes, one.text)


def _choices(takes: Takes, word: str = "") -> str:
    known = takes.words | (COLOUR_NAMES if "colour" in takes.sorts else frozenset())
    if word and (near := meant(word, sorted(known))):
        return near
    sorts = {
        "colour": "a colour",
        "number": "a number",
        "share": "a number from 0 to 1",
        "field": "a field in quotes",
    }
    named = [text for sort, text in sorts.items() if sort in takes.sorts]
    said = ", ".join([*named, *sorted(takes.words)])
    return f"It takes {said}." if said else ""


def _function_fault(function: Atom, takes: Takes) -> Fault | None:
    name = function.text
    if name not in _FUNCTIONS:
        if "any" in takes.sorts or not name:
            return None
        return function.start, f'there is no function "{name}".', meant(name, _FUNCTIONS)
    if name not in _DATA:
        return None
    first, *others = function.arguments or ((),)
    if not first:
        return function.start, f"{name} names no field.", f'Write {name}("field", …).'
    for piece in others:
        if fault := _argument_fault(piece, takes):
            return fault
    return None


def _argument_fault(piece: Piece, takes: Takes) -> Fault | None:
    """Colours and palettes of a value function, and which value gets which."""
    first = piece[0]
    if len(piece) == 2 and first.quoted and not piece[1].quoted:
        hint = f'Write {piece[1].text} "{first.text}".'
        return first.start, "the colour or other value comes before the text.", hint
    if "colour" not in takes.sorts or first.arguments is not None or first.quoted:
        return None
    if is_colour(first.text) or palette_name(first.text) or number_of(first.text) is not None:
        return None
    names = [name.lower() for name in PALETTES]
    what = f'"{first.text}" is no colour and no palette.'
    return first.start, what, meant(first.text.removesuffix("-inverted"), names)
