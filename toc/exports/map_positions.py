"""Where the elements of a theory stand on a map: causes left, effects right."""

from __future__ import annotations

__all__ = ["positions"]

from typing import TYPE_CHECKING

from toc.analysis.layered import layout
from toc.exports.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_STAGES = {
    Role.DIMENSION: 0,
    Role.OUTPUT: 1,
    Role.OUTCOME: 2,
    Role.IMPACT: 3,
    Role.MEASURE: 4,
    Role.DOMAIN: 5,
}


def positions(
    roles: Sequence[Role | None],
    links: Sequence[tuple[int, int]],
    fixed: Mapping[int, tuple[float, float]] | None = None,
) -> list[tuple[float, float]]:
    """A place (x, y) for each element, in Kumu's map units; `fixed` ones keep theirs.

    `roles` are the roles of the elements in order (None for no role), `links` pairs of their
    positions in it.
    """
    stages = [_STAGES.get(role) if role else None for role in roles]
    return layout(len(roles), links, stages, fixed=fixed)
