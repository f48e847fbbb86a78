"""The only printing: results to standard output or a file, everything else to standard error."""

from __future__ import annotations

__all__ = ["deliver", "deliver_bytes", "say", "say_error", "settle_streams", "warn"]

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from toc.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterable

STANDARD_OUTPUT = "-"


def settle_streams() -> None:
    """Let any text be written: UTF-8 into files and pipes, escapes where a terminal cannot."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")


def deliver(text: str, output: str | None) -> None:
    """Hand a result over: into the file `output`, or to standard output for None and `-`.

    Raises:
        WriteError: the file, or standard output, could not be written.
    """
    if output is None or output == STANDARD_OUTPUT:
        _print(text)
    else:
        deliver_bytes(text.encode(errors="backslashreplace"), output)


def deliver_bytes(content: bytes, output: str | None) -> None:
    """Hand over a file's bytes, unchanged.

    Raises:
        WriteError: the file, or standard output, could not be written.
    """
    if output is None or output == STANDARD_OUTPUT:
        buffer = getattr(sys.stdout, "buffer", None)
        with _Pipe():
            sys.stdout.flush()
            if buffer:
                buffer.write(content)
                buffer.flush()
        return
    from toc.exports.atomic_file import replace_file

    replace_file(output, content)


def say(text: str, *, quiet: bool = False) -> None:
    """Tell a person something, on standard error, unless asked to be quiet."""
    if not quiet:
        _talk(text)


def warn(lines: Iterable[str], *, quiet: bool = False) -> None:
    """Tell what is odd, one line each; never changes the exit status."""
    for line in lines:
        say(f"Warning: {line}", quiet=quiet)


def say_error(text: str) -> None:
    """Tell why something could not be carried out."""
    _talk(text)


def _print(text: str) -> None:
    with _Pipe():
        sys.stdout.write(text)
        sys.stdout.flush()


def _talk(text: str) -> None:
    with suppress(OSError, ValueError):
        sys.stderr.write(_visible(text) + "\n")
        sys.stderr.flush()


def _visible(text: str) -> str:
    """Nothing that a terminal would act on: control characters are shown as escapes."""
    return "".join(
        c if (c >= " " and not "\x7f" <= c <= "\x9f") or c == "\n" else f"\\x{ord(c):02x}"
        for c in text
    )


class _Pipe:
    """Writing to standard output: a reader who has left is no error, a full disk is one."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> bool:
        if isinstance(error, BrokenPipeError):
            _close(sys.stdout)
            return True
        if isinstance(error, OSError):
            _close(sys.stdout)
            raise WriteError(
                f"The result could not be written ({error.strerror or error}).",
                where="standard output",
                remedy="Free some space, or choose another place with -o.",
            ) from None
        return False


def _close(stream: TextIO) -> None:
    """Point a stream that nobody reads at nothing, so that leaving flushes it quietly."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
