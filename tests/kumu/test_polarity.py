from __future__ import annotations

import pytest

from tests.kumu_documents import blueprint, connection, element
from toc.kumu.polarity import kind_of, sign_of

_SAME = [{"type": one} for one in ("+", "++", "--", "same", "Same ")]
_OTHER = [{"type": one} for one in ("-", "\N{MINUS SIGN}", "\N{EN DASH}", "+-", "-+", "opposite")]
_SILENT: list[dict[str, object]] = [{}, {"type": "leads to"}, {"polarity": 3}]


@pytest.mark.parametrize(
    ("fields", "sign"),
    [
        *((one, 1) for one in [*_SAME, {"type": "leads to", "Polarity": "+"}]),
        *((one, -1) for one in [*_OTHER, {"polarity": "-"}]),
        *((one, None) for one in _SILENT),
    ],
)
def test_signs(fields: dict[str, object], sign: int | None) -> None:
    """The type says the sign, else a field `polarity`; anything else says none."""
    document = blueprint(element("a"), connections=[connection("a", "a", **fields)])
    assert sign_of(document.connections[0]) == sign


def test_kinds() -> None:
    """Two turns cancel one another; one unknown sign leaves the loop unclear."""
    assert [kind_of(one) for one in ([1, 1], [1, -1], [-1, -1], [-1, None])] == [
        *("reinforcing", "balancing", "reinforcing", "unclear")
    ]
