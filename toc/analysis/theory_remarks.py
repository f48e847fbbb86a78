"""What two theories say of themselves differently: open questions, waivers, surveys, the whole."""

from __future__ import annotations

__all__ = ["remark_differences"]

from typing import TYPE_CHECKING, Any

from toc.analysis.theory_difference import TheoryDifference, given_differences, plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.analysis.theory_difference import What
    from toc.models.base import Model
    from toc.models.theory import Theory

_SAID = ("name", "description", "note", "sources")


def remark_differences(before: Theory, after: Theory) -> Iterator[TheoryDifference]:
    """What is known to be unknown, what is waived, surveys, and what is said of the whole."""
    yield from _listed(before, after)
    yield from _surveys(before, after)
    own = ("theory", "", after.name or before.name or "")
    for field in _SAID:
        was, is_now = getattr(before, field), getattr(after, field)
        if was != is_now:
            what: What = "relabelled" if field == "name" else "changed"
            yield TheoryDifference(*own, what, field, plain_value(was), plain_value(is_now))
    for key, old, new in _changed(dict(before.kumu), dict(after.kumu), "kumu"):
        yield TheoryDifference(*own, "changed", key, old, new)


def _changed(old: dict[str, Any], new: dict[str, Any], path: str) -> Iterator[tuple[str, Any, Any]]:
    """The keys under which plain data differs, key in key."""
    for key in {**new, **old}:
        was, is_now = old.get(key), new.get(key)
        if isinstance(was, dict) and isinstance(is_now, dict):
            yield from _changed(was, is_now, f"{path}: {key}")
        elif was != is_now:
            yield f"{path}: {key}", was, is_now


def _listed(before: Theory, after: Theory) -> Iterator[TheoryDifference]:
    """Entries of lists that have no ids: what is only in one of the theories."""
    olds, news = ({one.id: one.label for one in theory.items()} for theory in (before, after))
    for kind, section in (("unknown", "unknown"), ("waiver", "waivers")):
        old: Sequence[Model] = getattr(before, section)
        new: Sequence[Model] = getattr(after, section)
        for entry in _without(new, old):
            yield TheoryDifference(kind, *_about(entry, news), "added", after=plain_value(entry))
        for entry in _without(old, new):
            yield TheoryDifference(kind, *_about(entry, olds), "removed", before=plain_value(entry))


def _without(entries: Sequence[Model], others: Sequence[Model]) -> list[Model]:
    known = set(others)
    return [entry for entry in entries if entry not in known]


def _about(entry: Model, labels: dict[str, str]) -> tuple[str, str]:
    """Id and label of the part that an entry is about; empty where it is about the whole."""
    own = getattr(entry, "item", None) or ""
    return own, labels.get(own, own)


def _surveys(before: Theory, after: Theory) -> Iterator[TheoryDifference]:
    olds, news = ({one.id: one for one in theory.surveys} for theory in (before, after))
    for own, survey in {**olds, **news}.items():
        called = ("survey", own, survey.label or own)
        if own not in olds:
            yield TheoryDifference(*called, "added", after=plain_value(survey))
        elif own not in news:
            yield TheoryDifference(*called, "removed", before=plain_value(survey))
        else:
            for change in given_differences(olds[own], survey, {"id"}):
                yield TheoryDifference(*called, *change)
