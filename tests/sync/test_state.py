from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

import pytest

from toc.errors import FormError, LimitError, UnreadableError
from toc.kumu.limits import Limits
from toc.sync.state import PulledFile, State, read_state, state_bytes, state_path

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    PulledFile("map.json", b'{"elements": []}\r\n', "0c1d", '"abc"'),
    PulledFile("caf\u00e9.csv", "Label\nCaf\u00e9".encode()),
)
KEPT = State(FILES, {("item", "trust"): {"label": "Trust", "note": None}, ("tie", "a", "b"): None})


def written(folder: Path, content: bytes) -> Path:
    path = folder / "theory.toc-sync"
    path.write_bytes(content)
    return path


def test_round_trip(tmp_path: Path) -> None:
    """What is kept comes back: every byte that was pulled, where it is from, and what is open."""
    assert read_state(written(tmp_path, state_bytes(KEPT))) == KEPT


def test_same_bytes() -> None:
    """The same state is the same file, so that nothing is written anew."""
    assert state_bytes(KEPT) == state_bytes(KEPT)


def test_none_yet(tmp_path: Path) -> None:
    """Before the first run there is no state."""
    assert read_state(tmp_path / "theory.toc-sync") is None


def test_beside_the_theory(tmp_path: Path) -> None:
    """The state stands beside the theory, under its name."""
    assert state_path(tmp_path / "our.theory.yaml") == tmp_path / "our.theory.toc-sync"


def test_every_damage_is_noticed(tmp_path: Path) -> None:
    """No byte of the file can change, and no end of it be lost, unnoticed."""
    whole = state_bytes(KEPT)
    for place in range(len(whole)):
        other = bytes([whole[place] ^ 1])
        for damaged in (whole[:place], whole[:place] + other + whole[place + 1 :]):
            with pytest.raises(UnreadableError):
                read_state(written(tmp_path, damaged))


def test_of_a_newer_toc(tmp_path: Path) -> None:
    """A state of a later form is left alone and said to be one."""
    newer = state_bytes(KEPT).replace(b"toc-sync 1 ", b"toc-sync 2 ", 1)
    with pytest.raises(FormError, match=r"the form 2.*newest toc"):
        read_state(written(tmp_path, newer))


def test_right_sum_of_nonsense(tmp_path: Path) -> None:
    """What has the right checksum but holds no state is damaged, not a bug."""
    for inside in (b"", b"[]\n", b'{"files": [{}], "open": []}\n', b'{"files": [], "open": []}\nx'):
        packed = zlib.compress(inside)
        line = f"toc-sync 1 {hashlib.sha256(packed).hexdigest()}\n".encode()
        with pytest.raises(UnreadableError, match="damaged"):
            read_state(written(tmp_path, line + packed))


def test_bomb(tmp_path: Path) -> None:
    """A small file that unpacks to more than the limit is refused before it does."""
    packed = zlib.compress(b"0" * 70_000_000, 9)
    line = f"toc-sync 1 {hashlib.sha256(packed).hexdigest()}\n".encode()
    with pytest.raises(LimitError, match="--limit size"):
        read_state(written(tmp_path, line + packed), Limits(size=1_000_000))
