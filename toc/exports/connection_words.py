"""What the connections of a theory are called on a map that is newly written."""

from __future__ import annotations

__all__ = ["LEADS_TO", "MEASURED_BY", "connection_id", "is_connection_id"]

LEADS_TO = "leads to"
MEASURED_BY = "measured by"


def connection_id(start: str, end: str) -> str:
    """The id that a connection gets, for Kumu alone, where its link has none of its own.

    Of parallel connections the second ends in `-2`, the third in `-3`, and so on.
    """
    return f"{start}-to-{end}"


def is_connection_id(own: str, start: str, end: str) -> bool:
    """Whether an id says no more than which parts the connection joins."""
    made = connection_id(start, end)
    number = own.removeprefix(f"{made}-")
    return own == made or (number != own and number.isdigit())
