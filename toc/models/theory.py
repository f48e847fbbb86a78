"""One theory of change, whole: its parts fit together, and can be looked up."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from toc.errors import NotFoundError
from toc.models.base import Item, Model, Text
from toc.models.links import Claim, Link
from toc.models.measures import Measure
from toc.models.nearest import nearest
from toc.models.outcomes import Domain, Outcome, Theme
from toc.models.outputs import Dimension, Output
from toc.models.plain_data import plain_data_fault
from toc.models.plain_values import quoted
from toc.models.references import reference_faults
from toc.models.remarks import Unknown, Waiver
from toc.models.survey_references import survey_faults
from toc.models.theory_surveys import Surveys
from toc.models.voices import Voice

__all__ = ["Theory"]

_LOOK_UPS = ("_items", "_named", "_links")


def _version(value: object) -> int:
    if isinstance(value, bool) or value not in (1, "1"):
        msg = "this version of toc reads `toc: 1` only"
        raise ValueError(msg)
    return 1


def _plain_mapping(value: object) -> object:
    if not isinstance(value, dict):
        msg = "a group of keys belongs here"
        raise ValueError(msg)  # noqa: TRY004 - pydantic collects ValueError only
    if fault := plain_data_fault(value):
        raise ValueError(fault)
    return value


class Theory(Model):
    """A theory of change: what is done, what comes of it, how that is known, and who says so.

    Every id is given once, whether to a part or to a link, and every reference leads to a part of
    the kind it names. Parallel links, links from something to itself, circles and links among
    outcomes are all in order. A copy made by `model_copy` is not checked again.
    """

    toc: Annotated[Literal[1], BeforeValidator(_version)] = 1
    """The version of this way of writing theories."""
    name: Text | None = None
    """What the theory is called."""
    description: Text | None = None
    """What it is about, in as many words as needed."""
    note: Text | None = None
    """A remark of those who keep the theory."""
    sources: tuple[Text, ...] = ()
    """Where it was found: pages, papers, meetings."""
    dimensions: tuple[Dimension, ...] = ()
    """The groups of its outputs."""
    domains: tuple[Domain, ...] = ()
    """The groups of its outcomes."""
    themes: tuple[Theme, ...] = ()
    """What several outcomes are about."""
    voices: tuple[Voice, ...] = ()
    """The groups of people who have a stake."""
    outputs: tuple[Output, ...] = ()
    """Activities and standing features."""
    outcomes: tuple[Outcome, ...] = ()
    """Changes, and states that are kept up."""
    measures: tuple[Measure, ...] = ()
    """How outcomes are known."""
    links: tuple[Link, ...] = ()
    """Claims that one part leads to another, where they are not written at that part."""
    unknown: tuple[Unknown, ...] = ()
    """What the owners know they have not entered yet."""
    waivers: tuple[Waiver, ...] = ()
    """Findings that are accepted for a while, and why."""
    surveys: Surveys = ()
    """The surveys that its measures are found by."""
    kumu: Annotated[
        Mapping[str, Any],  # what a map needs is plain data here
        BeforeValidator(_plain_mapping),
        WithJsonSchema({"type": "object"}),
    ] = {}
    """Words and ids of the Kumu map: plain data, at most 90 levels deep, kept as they are."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        found = [*reference_faults(self), *survey_faults(self)]
        faults = [f"{fault.place()}: {fault.message}" for fault in found]
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def items(self) -> Iterator[Item]:
        """Every part that has a label, section by section in the order of the fields."""
        yield from self.dimensions
        yield from self.domains
        yield from self.themes
        yield from self.voices
        yield from self.outputs
        yield from self.outcomes
        yield from self.measures

    def item(self, id: str) -> Item:  # noqa: A002 - what everybody calls it
        """The part with this id.

        Raises:
            NotFoundError: No part has it; the remedy names the nearest id.
        """
        try:
            return self._items[id]
        except KeyError:
            near = nearest(id, self._items)
            raise NotFoundError(
                f"Nothing in this theory has the id {quoted(id)}.",
                remedy=f"Did you mean {quoted(near)}?" if near else None,
            ) from None

    def find(self, text: str) -> tuple[Item, ...]:
        """The parts that people may mean by `text`; empty where there is none.

        The part with that very id; where there is none, all with that label, else all with that
        alias, in the order of the theory. Capital and small letters are the same in labels and
        aliases, and so is space around the text.
        """
        if text in self._items:
            return (self._items[text],)
        wanted = text.strip().casefold()
        labels, aliases = self._named
        return tuple(labels.get(wanted) or aliases.get(wanted) or ())

    def every_link(self) -> tuple[Link, ...]:
        """All links, wherever written: of dimensions, outputs and outcomes, then those apart."""
        return self._links

    def measures_of(self, outcome: Outcome) -> tuple[Measure, ...]:
        """The measures that the outcome is measured by, in the order written there."""
        found = (self._items[served.measure] for served in outcome.measured_by)
        return tuple(measure for measure in found if isinstance(measure, Measure))

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.id: item for item in self.items()}

    @cached_property
    def _named(self) -> tuple[dict[str, list[Item]], dict[str, list[Item]]]:
        labels: dict[str, list[Item]] = {}
        aliases: dict[str, list[Item]] = {}
        for item in self.items():
            labels.setdefault(item.label.strip().casefold(), []).append(item)
            for alias in dict.fromkeys(alias.strip().casefold() for alias in item.aliases):
                aliases.setdefault(alias, []).append(item)
        return labels, aliases

    @cached_property
    def _links(self) -> tuple[Link, ...]:
        leading: tuple[Dimension | Output | Outcome, ...]
        leading = (*self.dimensions, *self.outputs, *self.outcomes)
        written = (_link(item.id, claim) for item in leading for claim in item.leads_to)
        return (*written, *self.links)

    def __copy__(self) -> Self:
        """A copy without the look-ups made so far: what is changed in it has others."""
        copied = super().__copy__()
        for look_up in _LOOK_UPS:
            vars(copied).pop(look_up, None)
        return copied


def _link(start: str, claim: Claim) -> Link:
    """The link that a claim at `start` makes."""
    given = {key: getattr(claim, key) for key in claim.model_fields_set}
    return Link.model_validate({"from_": start, **given})
