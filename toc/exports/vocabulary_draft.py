"""A guessed vocabulary to be put right by hand: a file of its own, or a remark in a theory file."""

from __future__ import annotations

__all__ = ["vocabulary_draft", "with_guesses_told"]

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from toc.exports.legible import legible
from toc.exports.vocabulary import Role
from toc.exports.wrapping import wrapped
from toc.kumu.selectors.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toc.exports.map_reading import MapReading
    from toc.exports.vocabulary_guess import Guess, Proposal

_WIDTH = 100
_SELECTORS = (
    (Role.OUTCOME, "element <-- element", "that something leads to"),
    (Role.OUTPUT, "element:not(element <-- element)", "that nothing leads to"),
)
_MEANINGS = {
    Role.OUTPUT: "what you do",
    Role.OUTCOME: "what should change",
    Role.IMPACT: "what it is all for: end outcomes",
    Role.MEASURE: "how you would know",
    Role.DOMAIN: "groups of outcomes",
    Role.DIMENSION: "groups of outputs",
}
_SECTION = b"\nkumu:"
# Line ends other than the usual one, what YAML does not allow, and half characters.
_UNWRITTEN = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def vocabulary_draft(proposal: Proposal, source: str, file: str) -> bytes:
    """A vocabulary file for a map in which nothing counts as an outcome yet, with instructions.

    What was guessed by words is in force; everything else is a remark that can be taken up by
    removing the sign before it. `source` and `file` are the names that commands call them by.
    """
    reading = proposal.reading
    lines = [
        *_remark(
            f"A vocabulary for {source}: which of its elements are outcomes, outputs and measures. "
            "toc found nothing that counts as an outcome, so it could not write a theory. Take the "
            "# away before the lines that are right, change what they name, and save this file. "
            "Then:"
        ),
        f"#   {_line(f'toc init my-theory.yaml --from {source} --vocabulary {file}')}",
        "#",
        "# The types of this map, with the number of elements of each:",
        *_types(reading),
        "",
        "roles:",
        *_roles(proposal),
        "",
        *_remark(
            "Where types do not help, selectors may, here by the place of elements on the map. "
            "Take one line for each role."
        ),
        *_by_shape(reading),
        "",
        "fields:",
        *(
            f"  {one.attribute}: [{_text(one.name)}]  # a guess: {_line(one.reason)}"
            for one in proposal.guesses
            if one.attribute
        ),
        "#  measures: [Measured by]  # fields of an outcome that name its measures",
        "#  domain: [Domain]  # the field of an outcome that names its domain",
    ]
    return ("\n".join(lines) + "\n").encode(errors="backslashreplace")


def with_guesses_told(content: bytes, guesses: Iterable[Guess], source: str, file: str) -> bytes:
    """A theory file in YAML with a remark above its `kumu` section that names the guesses."""
    told = [f"{one.name} for {one.role or one.attribute}: {one.reason}" for one in guesses]
    before, section, after = content.rpartition(_SECTION)
    if not told or not section:
        return content
    lines = [
        *_remark("toc guessed what these words of the map mean:"),
        *(f"#   {_line(one)}" for one in told),
        *_remark("Where one is wrong, correct it below and make this file again:"),
        f"#   {_line(f'toc init {file} --from {source} --vocabulary {file} --force')}",
    ]
    return before + b"\n" + "\n".join(lines).encode(errors="backslashreplace") + section + after


def _line(text: str) -> str:
    """The text on one line that a YAML file may hold."""
    return _UNWRITTEN.sub(_escaped, legible(text))


def _text(text: str) -> str:
    """The text in double quotes, as YAML reads it."""
    return _UNWRITTEN.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _remark(text: str) -> list[str]:
    return wrapped(_line(text), _WIDTH, "# ", "# ")


def _types(reading: MapReading) -> Iterator[str]:
    counts = Counter(element.type for element in reading.scope.elements)
    for kind, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"#   {_line(kind) or '(no type)'} ({number})"


def _roles(proposal: Proposal) -> Iterator[str]:
    """A line for each role: in force where it was guessed by words, else a remark."""
    for role, meaning in _MEANINGS.items():
        guessed = [one.name for one in proposal.guesses if one.role is role]
        names = guessed or [one.name for one in proposal.hunches if one.role is role]
        why = "a guess by the word" if guessed else "its place on the map suggests it"
        if not names and role is Role.OUTCOME:
            names, why = list(proposal.reading.no_role), "keep only those that are"
        said = f"{meaning}; {why}" if names else meaning
        sign = "" if guessed else "#"
        yield f"{sign}  {role}: {{add: [{', '.join(map(_text, names))}]}}  # {said}"


def _by_shape(reading: MapReading) -> Iterator[str]:
    matcher = Matcher(reading.scope.elements, reading.scope.connections)
    for role, selector, meaning in _SELECTORS:
        number = len(matcher.select(selector))
        yield f"#  {role}: {{select: '{selector}'}}  # {number} elements {meaning}"
