"""Routes for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["trace_text"]

from typing import TYPE_CHECKING

from toc.analysis.claim_strength import weaknesses
from toc.exports.legible import legible
from toc.exports.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toc.exports.trace_reading import Route, Stop, Trace, TracedLink

_NO_LABEL = "(no label)"
_AS_STRONG_AS_CAN_BE = "stated, high confidence, with a rationale"


def trace_text(trace: Trace, *, width: int = 88) -> str:
    """The routes in lines of at most `width` columns, ending in a newline.

    How many there are and between what, then each with its weakest link. Nothing in a label steers
    the terminal.
    """
    between = f"from {_counted(trace.starts)} to {_counted(trace.ends)}"
    number = len(trace.routes)
    shown = "1 route" if number == 1 else f"{number:,} routes" if number else "No routes"
    if trace.cut:
        shown = "The first route" if number == 1 else f"The first {number:,} routes"
    lines = wrapped(f"{shown} {between}{', shortest first' * (number > 1)}.", width)
    for place, route in enumerate(trace.routes, start=1):
        lines += ["", *_route(place, route, width)]
    if trace.cut:
        more = f"There are more routes. To see more of them: --most {trace.most * 10}."
        lines += ["", *wrapped(more, width)]
    return "\n".join(lines) + "\n"


def _route(place: int, route: Route, width: int) -> Iterator[str]:
    mark = f"{place:3}. "
    yield from wrapped(_joined(route.stops), width, mark)
    blanks = " " * len(mark)
    weakest = _weakest(route.weakest, alone=len(route.links) == 1)
    yield from wrapped(weakest, width, blanks, f"{blanks}  ")


def _weakest(link: TracedLink, *, alone: bool) -> str:
    said = ", ".join(weaknesses(link.claim)) or _AS_STRONG_AS_CAN_BE
    if alone:
        return f"Its one link: {said}"
    return f"Weakest: {_joined((link.start, link.end))} ({said})"


def _joined(stops: Iterable[Stop]) -> str:
    return " --> ".join(legible(stop.label) or legible(stop.id) or _NO_LABEL for stop in stops)


def _counted(stops: list[Stop]) -> str:
    if len(stops) == 1:
        return legible(stops[0].label) or legible(stops[0].id) or _NO_LABEL
    return f"{len(stops):,} elements"
