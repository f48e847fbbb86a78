"""System ids in Kumu's shape for what Kumu has not seen yet: `elem-` and eight characters."""

from __future__ import annotations

__all__ = ["fresh_id"]

import hashlib
import string

_ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
_LENGTH = 8


def fresh_id(prefix: str, key: str, taken: set[str]) -> str:
    """A system id for the thing that `key` names, none of those taken; it is taken from then on.

    The same key gives the same id each time, so that writing twice writes the same file.
    """
    number = 0
    while True:
        digest = hashlib.sha256(f"{prefix}\n{key}\n{number}".encode(errors="surrogatepass"))
        rest = int.from_bytes(digest.digest()[:8])
        letters = ""
        for _ in range(_LENGTH):
            rest, letter = divmod(rest, len(_ALPHABET))
            letters += _ALPHABET[letter]
        found = f"{prefix}-{letters}"
        if found not in taken:
            taken.add(found)
            return found
        number += 1
