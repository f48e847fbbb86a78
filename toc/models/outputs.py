"""What an organisation does: outputs, and the dimensions they are grouped by."""

from typing import ClassVar

from toc.models.base import Id, Item, Role
from toc.models.links import Claim

__all__ = ["Dimension", "Output"]


class Dimension(Item):
    """A group of outputs.

    What it leads to are claims about the dimension as a whole: shown and traced, not counted as
    routes.
    """

    role: ClassVar[Role] = "dimension"

    leads_to: tuple[Claim, ...] = ()
    """The outputs and outcomes that the dimension as a whole leads to."""


class Output(Item):
    """An activity or a standing feature."""

    role: ClassVar[Role] = "output"

    dimension: Id | None = None
    """The dimension it belongs to."""
    leads_to: tuple[Claim, ...] = ()
    """The outputs and outcomes it leads to."""
