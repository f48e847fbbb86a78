"""Parts of a theory that are no elements, but named in the fields of others."""

from __future__ import annotations

__all__ = ["held_by_texts", "settle_texts"]

from typing import TYPE_CHECKING, Any

from toc.kumu.items import text_of
from toc.models.outcomes import MeasuredBy

if TYPE_CHECKING:
    from toc.exports.into_draft import Draft
    from toc.kumu.items import Element


_TEXTS = {"domain": "domain", "dimension": "dimension", "measure": "measures"}


def held_by_texts(draft: Draft) -> set[str]:
    """The parts that a text in some field holds whole, so that they need no element.

    A domain, dimension or measure with nothing but a label, which nothing leads to or from.
    """
    theory = draft.theory
    found = [one for one in theory.items() if one.role in _TEXTS and one.id not in draft.raws]
    if not found:
        return set()
    labels = {one.id: one.label for one in draft.present.items() if one.id not in draft.elements}
    named = {(kind, one["id"]) for kind in _TEXTS.values() for one in draft.parts.ids.named(kind)}
    busy = {link.from_ for link in theory.links}
    ties = [tie for outcome in theory.outcomes for tie in outcome.measured_by]
    busy |= {tie.measure for tie in ties if tie != MeasuredBy(measure=tie.measure)}
    return {
        one.id
        for one in found
        if (_TEXTS[one.role], one.id) in named
        and one == type(one)(id=one.id, label=labels[one.id])
        and one.id not in busy
    }


def settle_texts(draft: Draft, *, prune: bool) -> list[str]:
    """Let fields name the measures that have no element; gives what the theory does not have.

    With `prune` that is taken out of the fields; what has become an element is in any case.
    """
    named = {one["id"]: one["label"] for one in draft.parts.ids.named("measures")}
    had = {outcome.id: outcome.measured_by for outcome in draft.present.outcomes}
    lost: list[str] = []
    for outcome in draft.theory.outcomes:
        element = draft.elements.get(outcome.id)
        if element is None:
            continue
        texts = {tie.measure: named[tie.measure] for tie in had[outcome.id] if tie.measure in named}
        wanted = {tie.measure: draft.theory.item(tie.measure).label for tie in outcome.measured_by}
        new = [label for own, label in wanted.items() if own in named and own not in texts]
        tied = {label.casefold() for own, label in wanted.items() if own in draft.elements}
        gone = [label for own, label in texts.items() if own not in wanted]
        replaced = [label for label in gone if label.casefold() in tied]
        lost += [
            f"measure named in a field: {outcome.label} → {one}"
            for one in gone
            if one not in replaced
        ]
        _take_out(draft, element, gone if prune else replaced)
        _put_in(draft, element, new)
    return lost


def _take_out(draft: Draft, element: Element, labels: list[str]) -> None:
    folded = {label.casefold() for label in labels}
    for field in draft.vocabulary.fields["measures"] if folded else ():
        value = element.fields.get(field)
        values: list[Any] = value if isinstance(value, list) else [value]
        kept = [one for one in values if text_of(one).strip().casefold() not in folded]
        if len(kept) < len(values):
            draft.set_field(element, field, kept or None)


def _put_in(draft: Draft, element: Element, labels: list[str]) -> None:
    if not labels:
        return
    fields = [name for name in draft.vocabulary.fields["measures"] if element.text(name).strip()]
    name = fields[0] if fields else draft.vocabulary.field_of("measures")
    value = element.fields.get(name.lower())
    values: list[Any] = value if isinstance(value, list) else [] if value is None else [value]
    draft.set_field(element, name, [*values, *labels])
