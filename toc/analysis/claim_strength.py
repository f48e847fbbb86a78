"""Which of several claims is the weakest, by what is said about them."""

from __future__ import annotations

__all__ = ["CONFIDENCES", "STATUSES", "Claimed", "strength", "weaknesses"]

from typing import NamedTuple

STATUSES = ("disputed", "unknown", "inferred", "stated")
CONFIDENCES = ("low", None, "medium", "high")


class Claimed(NamedTuple):
    """What is said about one claim: who says so, how sure they are, and whether it says why."""

    status: str = "stated"
    confidence: str | None = None
    rationale: bool = False


def strength(claim: Claimed) -> tuple[int, int, bool]:
    """A number for the strength of a claim; the smallest is the weakest.

    First by status: disputed, unknown, inferred, stated. Then by confidence: low, not given,
    medium, high. Last by whether a reason is given. What is disputed is weaker than what nobody
    has asked about, and that is weaker than what we infer; a low confidence that was thought about
    is weaker than none that was given.
    """
    return (
        STATUSES.index(claim.status) if claim.status in STATUSES else STATUSES.index("unknown"),
        CONFIDENCES.index(claim.confidence) if claim.confidence in CONFIDENCES else 1,
        claim.rationale,
    )


def weaknesses(claim: Claimed) -> list[str]:
    """What keeps a claim from being as strong as it could be, in words."""
    words: list[str] = []
    if claim.status != "stated":
        words.append(claim.status)
    if claim.confidence != "high":
        words.append(
            f"{claim.confidence} confidence" if claim.confidence else "no confidence given"
        )
    if not claim.rationale:
        words.append("no rationale")
    return words
