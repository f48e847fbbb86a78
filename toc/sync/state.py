"""What two copies last had in common: the document that Kumu was known to have, beside the theory.

The file is one line with a number for its form and a checksum, then compressed: one line of JSON
that says what follows, and the bytes of what was pulled, as they came.
"""

from __future__ import annotations

__all__ = [
    "ENDING",
    "PulledFile",
    "State",
    "digest_of",
    "earlier_pulls",
    "read_state",
    "state_bytes",
    "state_path",
]

import hashlib
import json
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.errors import FormError, LimitError, UnreadableError
from toc.kumu.files import read_file
from toc.kumu.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from toc.sync.units import Key, Open

ENDING = ".toc-sync"
SCHEMA = 1

_FIRST_LINE = re.compile(rb"toc-sync ([0-9]{1,6}) ([0-9a-f]{64})\n")
_HEAD_ROOM = 64_000_000  # bytes of the line of JSON: open conflicts with their old values
_REMEMBERED = 200  # earlier pulls, at one a day more than half a year
_ANEW = "Get it back from a copy, or take it away: then the next run compares anew."


class PulledFile(NamedTuple):
    """One file that was pulled: its bytes, and what messages call it.

    `address` is a checksum of where it is on the web, since addresses hold secrets; None for a
    file of this computer. `etag` is None where the server gave none.
    """

    name: str
    content: bytes
    address: str | None = None
    etag: str | None = None


class State(NamedTuple):
    """What was pulled last, and what is open since before then.

    `open` holds, for each part that is in conflict, the old values that both sides have left.
    `earlier` are checksums of what was pulled before, the oldest first.
    """

    files: tuple[PulledFile, ...]
    open: Open
    earlier: tuple[str, ...] = ()


def state_path(theory: str | Path) -> Path:
    """Where the state of a theory file is kept: beside it, under its name without the ending."""
    return Path(theory).with_suffix(ENDING)


def digest_of(contents: Iterable[bytes]) -> str:
    """The checksum by which what was pulled is known again, whatever its files are called."""
    found = hashlib.sha256()
    for one in contents:
        found.update(b"%d\n" % len(one))
        found.update(one)
    return found.hexdigest()


def earlier_pulls(
    state: State | None, pulled: tuple[PulledFile, ...], expected: Collection[str]
) -> tuple[str, ...]:
    """The checksums to be remembered after a run, of at most 200 earlier pulls.

    `expected` are those of what the run itself lets Kumu have: that may come back.
    """
    if state is None:
        return ()
    known = {digest_of(one.content for one in pulled), *expected}
    every = (*state.earlier, digest_of(one.content for one in state.files))
    return tuple(one for one in dict.fromkeys(every) if one not in known)[-_REMEMBERED:]


def state_bytes(state: State) -> bytes:
    """A state as a file; the same state gives the same bytes."""
    head: dict[str, Any] = {
        "files": [
            {"name": one.name, "bytes": len(one.content), "address": one.address, "etag": one.etag}
            for one in state.files
        ],
        "open": [[list(key), values] for key, values in state.open.items()],
    }
    if state.earlier:
        head["earlier"] = list(state.earlier)
    line = json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
    packed = zlib.compress(b"".join([line, *(one.content for one in state.files)]), 6)
    return f"toc-sync {SCHEMA} {hashlib.sha256(packed).hexdigest()}\n".encode() + packed


def read_state(path: Path, limits: Limits | None = None) -> State | None:
    """The state in a file; None where there is no file.

    Raises:
        FormError: no such file at all, or one that a newer toc wrote.
        UnreadableError: damaged.
        LimitError: larger than `limits` allow.
    """
    limits = limits or Limits()
    if not path.exists():
        return None
    content = read_file(path, limits=limits)
    found = _FIRST_LINE.match(content)
    if found is None:
        raise FormError("This is no state of toc sync.", where=str(path), remedy=_ANEW)
    if int(found[1]) != SCHEMA:
        raise FormError(
            f"This state has the form {int(found[1])}, which this toc does not know.",
            where=str(path),
            remedy="Get the newest toc, or take the file away: then the next run compares anew.",
        )
    packed = content[found.end() :]
    if hashlib.sha256(packed).hexdigest().encode() != found[2]:
        raise _damaged(path)
    try:
        return _unpacked(packed, path, limits)
    except (zlib.error, ValueError, KeyError, TypeError):
        raise _damaged(path) from None


def _unpacked(packed: bytes, path: Path, limits: Limits) -> State:
    most = limits.size + _HEAD_ROOM
    unpacker = zlib.decompressobj()
    whole = unpacker.decompress(packed, most)
    if unpacker.unconsumed_tail:
        raise LimitError(
            f"This unpacks to more than {most:,} bytes.",
            where=str(path),
            remedy="If it is the right file, raise the limit with --limit size=BYTES.",
        )
    line, _, rest = whole.partition(b"\n")
    head = json.loads(line)
    files: list[PulledFile] = []
    place = 0
    for one in head["files"]:
        files.append(_file(one, rest[place : place + one["bytes"]]))
        place += one["bytes"]
    if place != len(rest):
        raise _damaged(path)
    still_open = {_key(key): values for key, values in head["open"]}
    return State(tuple(files), still_open, tuple(map(str, head.get("earlier", ()))))


def _file(entry: Mapping[str, Any], content: bytes) -> PulledFile:
    return PulledFile(str(entry["name"]), content, entry["address"], entry["etag"])


def _key(entry: list[str]) -> Key:
    return tuple(map(str, entry))


def _damaged(path: Path) -> UnreadableError:
    return UnreadableError("This state of toc sync is damaged.", where=str(path), remedy=_ANEW)
