"""What a YAML library says about a mistake, in words for those who only write a text file."""

from __future__ import annotations

__all__ = ["plain_words"]

_INDENT = "Indent with spaces only, two for each level."
_QUOTE = "Put the whole text between double quotes."

# The libraries' wordings differ; each entry is a piece that both, or one of them, use.
_WORDS: tuple[tuple[str, str, str], ...] = (
    ("tab character", "A tab stands where only spaces may stand.", _INDENT),
    (
        "mapping values are not allowed",
        "A colon with a space after it stands inside a text, or this line is indented too far.",
        "Put a text that holds a colon between double quotes, or mend the indentation.",
    ),
    (
        "sequence entries are not allowed",
        "A dash stands where no list can begin.",
        "Begin the list on a line of its own, or put a text that is a dash between quotes.",
    ),
    ("cannot start any token", "A text may not begin with this character.", _QUOTE),
    (
        "unexpected end of stream",
        "A text in quotes has no end.",
        "Add the closing quote.",
    ),
    ("expected ',' or '", "A comma or a closing bracket is missing.", "Add it."),
    ("expected ',' or", "A comma or a closing bracket is missing.", "Add it."),
    (
        "node content",
        "A value is missing here, or there is a comma or a sign too many.",
        "Add the value, or put a text that begins with a sign between quotes.",
    ),
    (
        "could not find expected ':'",
        "A key without a colon stands here, or a text that needs quotes.",
        "Write `key: value`, with a space after the colon.",
    ),
    (
        "expected <block end>",
        "This line is not indented as those around it, or a text needs quotes.",
        _INDENT,
    ),
    (
        "did not find expected key",
        "This line is not indented as those around it, or a text needs quotes.",
        _INDENT,
    ),
    (
        "did not find expected '-' indicator",
        "An entry of a list has to begin with a dash here.",
        _INDENT,
    ),
    (
        "escape",
        "A backslash in double quotes begins a code here that is none.",
        "Write the backslash twice, or use single quotes.",
    ),
    (
        "hexdecimal",
        "A backslash in double quotes begins a code here that is none.",
        "Write the backslash twice, or use single quotes.",
    ),
)


def plain_words(problem: str, character: str = "") -> tuple[str, str]:
    """What is wrong and what to do about it, for the problem that the library names.

    `character` is the one at which it stopped.
    """
    if character == "\t":
        return "A tab stands where only spaces may stand.", _INDENT
    for piece, words, remedy in _WORDS:
        if piece in problem:
            return f"{words[:-1]} (YAML: {problem}).", remedy
    return f"This is not YAML that can be read ({problem}).", "Mend that place."
