"""What becomes different: outcomes, the domains and themes they are grouped by."""

from typing import ClassVar, Literal

from toc.models.base import Flag, Id, Item, Model, Role, Status, Text
from toc.models.links import Claim

__all__ = ["Domain", "MeasuredBy", "Outcome", "Theme"]

Kind = Literal["process", "change", "maintenance"]


class Domain(Item):
    """A group of outcomes; an outcome belongs to one."""

    role: ClassVar[Role] = "domain"


class Theme(Item):
    """Something that several outcomes are about; an outcome may have several."""

    role: ClassVar[Role] = "theme"


class MeasuredBy(Model):
    """That a measure tells how an outcome is doing. The bare id of the measure says so, too."""

    bare_key: ClassVar[str | None] = "measure"

    measure: Id
    """The measure."""
    status: Status = "stated"
    """Who says so: `stated` by the theory's owners, `inferred` by us, `disputed` or `unknown`."""
    note: Text | None = None
    """A remark of those who keep the theory."""
    sources: tuple[Text, ...] = ()
    """Where it was found: pages, papers, meetings."""


class Outcome(Item):
    """A change, or a state that is kept up."""

    role: ClassVar[Role] = "outcome"

    domain: Id | None = None
    """The domain it belongs to."""
    themes: tuple[Id, ...] = ()
    """The themes it is about."""
    kind: Kind | None = None
    """How people go about it (`process`), what changes (`change`), what is kept (`maintenance`)."""
    voices: tuple[Id, ...] = ()
    """The groups of people it is about."""
    end: Flag = False
    """Whether the theory ends here: it is wanted for itself."""
    leads_to: tuple[Claim, ...] = ()
    """The outputs and outcomes it leads to."""
    measured_by: tuple[MeasuredBy, ...] = ()
    """The measures that tell how it is doing: the only place that ties a measure to an outcome."""
