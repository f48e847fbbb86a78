"""Claims that one part of a theory leads to another: where theories of change fail."""

from typing import ClassVar, Literal

from pydantic import Field

from toc.models.base import Flag, Id, Model, Status, Text

__all__ = ["Claim", "Link"]

Confidence = Literal["low", "medium", "high"]
Polarity = Literal["+", "-"]


class Claim(Model):
    """That something leads to an output or an outcome, as written at that something.

    The bare id of what it leads to is a claim, too.
    """

    bare_key: ClassVar[str | None] = "to"

    to: Id
    """The output or outcome it leads to."""
    id: Id | None = None
    """Its own name, for a claim that others speak about."""
    rationale: Text | None = None
    """Why the one should lead to the other."""
    assumptions: tuple[Text, ...] = ()
    """What has to hold for it."""
    evidence: tuple[Text, ...] = ()
    """What speaks for it or against it."""
    confidence: Confidence | None = None
    """How sure its owners are: `low`, `medium` or `high`."""
    status: Status = "stated"
    """Who says so: `stated` by the theory's owners, `inferred` by us, `disputed` or `unknown`."""
    polarity: Polarity | None = None
    """`+` where more of the one brings more of the other, `-` where it brings less."""
    mutual: Flag = False
    """Whether it holds in both directions."""
    type: Text | None = None
    """What kind of connection it is on the map."""
    sources: tuple[Text, ...] = ()
    """Where it was found: pages, papers, meetings."""
    note: Text | None = None
    """A remark of those who keep the theory."""


class _Beginning(Model):
    """Where a link begins: a base of its own because its key is written before all others."""

    from_: Id = Field(validation_alias="from", serialization_alias="from")
    """The dimension, output or outcome that leads to something."""


class Link(Claim, _Beginning):
    """A claim written on its own, with both its ends."""

    bare_key: ClassVar[str | None] = None
