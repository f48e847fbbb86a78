"""Who answers a survey, or is spoken about."""

from typing import ClassVar

from toc.models.base import Item, Role

__all__ = ["Voice"]


class Voice(Item):
    """A group of people who have a stake: workers, people supported, families."""

    role: ClassVar[Role] = "voice"
