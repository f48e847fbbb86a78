"""Numbers that are written otherwise than Kumu writes them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.kumu.json_style import number_text
from toc.kumu.merging.spelling import has_own_spelling


@pytest.mark.parametrize(
    "number",
    [
        *("1.50", "1e5", "-0", "-0.0", "1.0", "1E+2", "3.367e-05", "0.10000000000000001"),
        *("0.0000001", "1e999", "12345678901234567890.5", "0.30000000000000000"),
    ],
)
def test_a_spelling_of_its_own_is_noticed(number: str) -> None:
    """Wherever the number stands."""
    for text in (f"[{number}]", f'{{"a": {number}}}', f"[1,{number}\n,2]"):
        assert has_own_spelling(text.encode())


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.integers()))
def test_numbers_as_kumu_writes_them_are_let_pass(numbers: list[float]) -> None:
    """What is written as JavaScript does is no spelling of its own; any other one is."""
    plain = f"[{', '.join(map(number_text, numbers))}]"
    assert not has_own_spelling(plain.encode())
    written = [json.dumps(one) for one in numbers]
    expected = any(one != number_text(json.loads(one)) for one in written)
    assert has_own_spelling(f"[{', '.join(written)}]".encode()) is expected
