"""The only printing: results to standard output or a file, everything else to standard error."""

from __future__ import annotations

__all__ = [
    "abandon_output",
    "as_typed",
    "deliver",
    "deliver_bytes",
    "deliver_folder",
    "is_printed",
    "say",
    "say_error",
    "say_left_out",
    "settle_streams",
    "warn",
    "width_for",
]

import os
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from toc.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_STANDARD_OUTPUT = "-"
_NARROWEST, _USUAL, _WIDEST = 60, 88, 100

# What a terminal obeys instead of showing it, and what turns the direction of writing.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PLAIN_NAME = re.compile(r"[\w./\\:+,@%-]+")


def settle_streams() -> None:
    """Let any text be written: UTF-8 into files and pipes, escapes where a terminal cannot."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")


def is_printed(output: str | None) -> bool:
    """Whether a result for `output` is printed: None and `-` stand for standard output."""
    return output is None or output == _STANDARD_OUTPUT


def width_for(output: str | None) -> int:
    """The columns of the terminal; a file or pipe gets the same text everywhere."""
    if not is_printed(output) or sys.stdout is None or not sys.stdout.isatty():
        return _USUAL
    from shutil import get_terminal_size

    return max(_NARROWEST, min(get_terminal_size((_USUAL, 24)).columns, _WIDEST))


def deliver(text: str, output: str | None) -> None:
    """Hand a result over: into the file `output`, or to standard output for None and `-`.

    Half characters become escapes, in UTF-8.

    Raises:
        WriteError: the file, or standard output, could not be written.
    """
    deliver_bytes(text.encode(errors="backslashreplace"), output)


def deliver_bytes(content: bytes, output: str | None) -> None:
    """Hand over a file's bytes, unchanged; a terminal is shown their text, and obeys none of it.

    Raises:
        WriteError: the file, or standard output, could not be written.
    """
    if output is not None and not is_printed(output):
        from toc.exports.atomic_file import replace_file

        replace_file(output, content)
        return
    try:
        _print(content)
    except BrokenPipeError:
        abandon_output()
    except OSError as error:
        abandon_output()
        raise WriteError(
            f"The result could not be written ({error.strerror or error}).",
            where="standard output",
            remedy="Free some space, or choose another place with -o.",
        ) from None


def deliver_folder(files: Mapping[str, bytes], folder: str) -> None:
    """Hand several files over, by their names, into a folder, which is made where there is none.

    Raises:
        WriteError: the folder could not be made, or a file not be written.
    """
    from toc.exports.atomic_file import replace_file

    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - Path would be loaded for help as well
    except OSError as error:
        raise WriteError(
            f"The folder could not be made ({error.strerror or error}).",
            where=folder,
            remedy="Name another folder with -o.",
        ) from None
    for name, content in files.items():
        replace_file(os.path.join(folder, name), content)  # noqa: PTH118 - same


def abandon_output() -> None:
    """Give standard output up, so that leaving does not try once more to write to it."""
    _abandon(sys.stdout)


def say(text: str, *, quiet: bool = False) -> None:
    """Tell a person something, on standard error, unless asked to be quiet."""
    if not quiet:
        _talk(text)


def warn(lines: Iterable[str], *, quiet: bool = False) -> None:
    """Tell what is odd, one line each; never changes the exit status."""
    for line in lines:
        say(f"Warning: {line}", quiet=quiet)


def say_left_out(lines: Iterable[str], heading: str, *, quiet: bool = False) -> None:
    """Tell what a conversion left out, one line each below a heading; nothing for nothing."""
    listed = [f"  {line}" for line in lines]
    if listed:
        say("\n".join([heading, *listed]), quiet=quiet)


def say_error(text: str) -> None:
    """Tell why something could not be carried out."""
    _talk(text)


def as_typed(path: str) -> str:
    """A path as it is typed in a command: in quotes where it holds blanks or the like."""
    return path if _PLAIN_NAME.fullmatch(path) else f'"{path}"'


def _print(content: bytes) -> None:
    out = sys.stdout
    if out is None:  # it was closed before toc began
        return
    out.flush()
    if out.isatty():
        out.write(_visible(content.decode(errors="replace").replace("\r\n", "\n")))
    else:
        out.buffer.write(content)
    out.flush()


def _talk(text: str) -> None:
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(_visible(text) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _abandon(sys.stderr)


def _visible(text: str) -> str:
    return _STEERING.sub(_spelt, text)


def _spelt(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def _abandon(stream: TextIO) -> None:
    """Point a stream at nothing: what it still holds would fail again, and end toc in 120."""
    with suppress(OSError, ValueError, AttributeError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
