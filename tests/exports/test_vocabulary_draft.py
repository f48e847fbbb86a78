"""What a person is told about a guessed vocabulary, and the file that it is put right in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.exports.made_maps import Drawing
from toc.exports.map_reading import read_map
from toc.exports.theory_file import read_theory
from toc.exports.vocabulary import DEFAULT, Role
from toc.exports.vocabulary_account import caught_text
from toc.exports.vocabulary_draft import vocabulary_draft, with_guesses_told
from toc.exports.vocabulary_file import read_vocabulary
from toc.exports.vocabulary_guess import Guess, Proposal, proposed_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = 'x"]}\n#: \x1b[31m\u2028y\ufffe {{"'


def _proposed(drawing: Drawing, **selectors: str) -> Proposal:
    data = {"roles": {role: {"select": text} for role, text in selectors.items()}}
    return proposed_vocabulary(drawing.document(), DEFAULT.with_data(data, "here"))


def test_the_account() -> None:
    """Each selector with its number and three examples, guesses called so, then the rest."""
    drawing = Drawing()
    for number in range(5):
        drawing.element(f"Output {number}", "Output")
    drawing.element("Vertrauen", "Ergebnis").element("A", "Actor").element("B").element("")
    assert caught_text(_proposed(drawing, dimension="#a")) == (
        "What counts as what:\n"
        '  output, 5: ["element type"="Output"]\n'
        "      Output 0; Output 1; Output 2; …\n"
        '  outcome, 1: ["element type"="Ergebnis"] (a guess: the word looks like an outcome)\n'
        "      Vertrauen\n"
        "  dimension, 1: #a\n"
        "      A\n"
        "Caught by no selector:\n"
        '  (no type), 2: element[!"element type"]\n'
        "      B; (no label)"
    )


def test_hostile_types_stay_text(tmp_path: Path) -> None:
    """Whatever stands in a type, the draft can be read, and gives the type when taken up."""
    drawing = Drawing().element("a", HOSTILE).element("b", "Pillar")
    proposal = _proposed(drawing)
    content = vocabulary_draft(proposal, "map.json", "words.yaml")
    assert b"\x1b" not in content
    assert "\u2028".encode() not in content
    assert "\x1b" not in caught_text(proposal)
    path = tmp_path / "words.yaml"
    path.write_bytes(content)
    assert read_vocabulary(str(path))["roles"] == {"dimension": {"add": ["Pillar"]}}
    path.write_bytes(content.replace(b"#  outcome: {add", b"  outcome: {add", 1))
    (found,) = read_vocabulary(str(path))["roles"]["outcome"]["add"]
    assert found == HOSTILE


def test_every_line_can_be_taken_up(tmp_path: Path) -> None:
    """With the sign taken away before them, all lines of one kind make a vocabulary."""
    drawing = Drawing().element("a", "One").element("b", "Two").join("a", "b")
    text = vocabulary_draft(_proposed(drawing), "map.json", "words.yaml").decode()
    path = tmp_path / "words.yaml"
    path.write_text(re.sub(r"^#(  \w+: (?:\{add|\[))", r"\1", text, flags=re.MULTILINE))
    taken = read_vocabulary(str(path))
    assert list(taken["roles"]) == [str(role) for role in Role if role is not Role.ASSUMPTION]
    assert taken["roles"]["outcome"] == {"add": ["One", "Two"]}
    assert list(taken["fields"]) == ["measures", "domain"]
    path.write_text(re.sub(r"^#(  \w+: \{select)", r"\1", text, flags=re.MULTILINE))
    words = DEFAULT.with_data(read_vocabulary(str(path)), "words.yaml")
    found = read_map(drawing.document(), words)
    assert [found.roles[place] for place in found.elements] == [Role.OUTPUT, Role.OUTCOME]


def test_guesses_are_told_in_the_theory_file() -> None:
    """The remark stands above the `kumu` section, and the file says the same as without it."""
    content = b"toc: 1\nname: kumu\n\nkumu: {roles: {outcome: {add: [Ergebnis]}}}\n"
    guesses = [Guess(HOSTILE, "why", attribute="unit")]
    told = with_guesses_told(content, guesses, "map.json", "theory.yaml")
    assert b"# toc guessed what these words of the map mean:\n" in told
    assert read_theory(told, "theory.yaml") == read_theory(content, "theory.yaml")
    assert with_guesses_told(content, [], "map.json", "theory.yaml") == content
