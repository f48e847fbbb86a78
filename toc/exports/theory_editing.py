"""A theory file changed without losing what people wrote in it: comments, order, spelling."""

from __future__ import annotations

__all__ = ["rewritten_theory"]

from typing import TYPE_CHECKING

from toc.errors import UnreadableError, UnwritableError
from toc.exports.theory_edits import edited_data, theory_edits
from toc.exports.theory_file import read_theory, refuse_what_yaml_makes_text
from toc.kumu.json_reader import UTF8_MARK, decode_json, decode_text
from toc.kumu.json_writer import patched_bytes

if TYPE_CHECKING:
    from toc.exports.theory_edits import Keys
    from toc.models.theory import Theory


def rewritten_theory(content: bytes, theory: Theory, name: str) -> bytes:
    """The bytes of a theory file with exactly the changes that make it say `theory`.

    What stays the same keeps its bytes: comments, blank lines, quotes, brackets, anchors, line
    ends. A new entry is written in the manner of its neighbours; one that goes takes the comments
    with it that stand right above it, behind it and, further to the right, below it (above the
    first entry of a list they stay: they may be about the list). An alias of something that
    changes is written out. `name` is what messages call the file. Reading the result gives
    `theory`.

    Raises:
        UnreadableError: The file is no theory file, or one with faults; see `read_theory`.
        UnwritableError: The form of the file cannot hold the theory: YAML no half characters, nor
            numbers in `kumu`.
    """
    edit = theory_edits(read_theory(content, name), theory)
    if edit is None:
        return content
    text = decode_text(content, name)
    mark = UTF8_MARK if content.startswith(UTF8_MARK) else b""
    if text.lstrip()[:1] in {"{", "["}:
        data = decode_json(content, name, spelled=True)
        changed = patched_bytes(text, edited_data(data, edit), mark)
    else:
        refuse_what_yaml_makes_text(theory.kumu)
        changed = mark + _changed_yaml(text, edit, name).encode()
    _check(changed, theory, name)
    return changed


def _changed_yaml(text: str, edit: Keys, name: str) -> str:
    from toc.exports.yaml_aliases import aliases_written_out, anchors_reached
    from toc.exports.yaml_lines import Lines
    from toc.exports.yaml_nodes import yaml_places
    from toc.exports.yaml_patch import yaml_patch
    from toc.exports.yaml_splices import spliced

    places = yaml_places(text, name, edit)
    patch = yaml_patch(text, places.root, edit)
    aliases = anchors_reached(places, patch)
    if aliases:
        return _changed_yaml(aliases_written_out(text, name, aliases), edit, name)
    changed = spliced(text, 0, len(text), patch.splices)
    lines = Lines(text)
    new_last_line = any(
        one.end == len(text) and (not one.text or lines.newline in one.text)
        for one in patch.splices
    )
    ends = changed.endswith(("\n", "\r")) or not new_last_line
    return changed if ends else changed + lines.newline  # else a text in lines would lose its end


def _check(changed: bytes, theory: Theory, name: str) -> None:
    """Never hand on a file that says something else than was asked for."""
    try:
        right = read_theory(changed, name) == theory
    except UnreadableError:
        right = False
    if not right:
        raise UnwritableError(
            "This change cannot be written into the file as it is laid out.",
            where=name,
            remedy="Write the theory anew with `toc export`, which leaves out its comments.",
        )
