"""Unpack what a web server packed for the way, in small pieces."""

from __future__ import annotations

__all__ = ["ACCEPTED", "READABLE", "Unpacker"]

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCEPTED = "gzip, deflate"
"""What a server is told it may send; others would unpack whole blocks at once, however large."""

READABLE = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
"""The values of `Content-Encoding` that can be unpacked; more than one at once cannot."""

_PIECE = 1_000_000
_EITHER_HEADER = zlib.MAX_WBITS | 32


class Unpacker:
    """The bytes inside a download, piece by piece, so that a bomb can be stopped while small.

    `coding` is one of `READABLE`, what the server named in `Content-Encoding`.
    """

    def __init__(self, coding: str) -> None:
        self._packed = coding not in {"", "identity"}
        self._stream = zlib.decompressobj(_EITHER_HEADER)
        self._begun = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What these next bytes hold, in pieces of at most a million bytes when unpacked.

        Raises:
            zlib.error: damaged.
        """
        if not self._packed:
            yield data
            return
        while data:
            if self._stream.eof:
                # Packed files may follow one another; together they are one file.
                self._stream = zlib.decompressobj(_EITHER_HEADER)
            self._begun = True
            yield self._stream.decompress(data, _PIECE)
            data = self._stream.unconsumed_tail or self._stream.unused_data

    def whole(self) -> bool:
        """Whether what was packed has come to its own end."""
        return not self._begun or self._stream.eof
