from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from toc.kumu.fresh_ids import fresh_id


@given(st.sampled_from(["elem", "conn", "map"]), st.text(st.characters()))
def test_shape(prefix: str, key: str) -> None:
    """A fresh id looks like Kumu's own: a prefix, a hyphen, eight letters or digits."""
    assert re.fullmatch(rf"{prefix}-[0-9A-Za-z]{{8}}", fresh_id(prefix, key, set()))


def test_same_each_time() -> None:
    """The same thing gets the same id each time, in every run and on every machine."""
    assert fresh_id("elem", "trust", set()) == "elem-cH9NtFGe"
    assert fresh_id("conn", "trust", set()) != "conn-cH9NtFGe"
    assert fresh_id("elem", "Trust", set()) != "elem-cH9NtFGe"


def test_never_taken() -> None:
    """No id is given twice, also not to things of the same name."""
    taken: set[str] = set()
    given_ids = [fresh_id("elem", "trust", taken) for _ in range(20)]
    assert len(set(given_ids)) == 20
    assert taken == set(given_ids)
