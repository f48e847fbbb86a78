"""Whether a connection passes a change on or turns it round, and what that makes of a loop."""

from __future__ import annotations

__all__ = ["LoopKind", "kind_of", "sign_of"]

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc.kumu.items import Connection

LoopKind = Literal["reinforcing", "balancing", "unclear"]

_SIGNS = {
    **dict.fromkeys(("+", "++", "--", "same"), 1),
    **dict.fromkeys(("-", "+-", "-+", "opposite"), -1),
}
_MINUS = str.maketrans("\N{MINUS SIGN}\N{EN DASH}", "--")


def sign_of(connection: Connection) -> int | None:
    """1 where more leads to more, -1 where more leads to less, None where nothing says so.

    The type says it, in the spellings that people use on causal maps: `+`, `++`, `--` and `same`
    keep the direction of a change, `-`, `+-`, `-+` and `opposite` turn it. Else a field
    `polarity` with one of these. Only whether a change is turned counts, since Kumu's own pages do
    not agree on which end the first sign of `+-` belongs to.
    """
    for text in (connection.type, connection.text("polarity")):
        sign = _SIGNS.get(text.strip().lower().translate(_MINUS))
        if sign:
            return sign
    return None


def kind_of(signs: Iterable[int | None]) -> LoopKind:
    """Reinforcing with an even number of turns, balancing with an odd one, else unclear.

    Source: J. D. Sterman, "Business Dynamics", 2000, chapter 5.
    """
    product = 1
    for sign in signs:
        if sign is None:
            return "unclear"
        product *= sign
    return "reinforcing" if product > 0 else "balancing"
