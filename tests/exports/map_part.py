"""What of a theory a Kumu map can hold, and theories made comparable to that.

`map_part` is the V(T) of the promise that a theory written into a map and read back is V(T). It
says in one place everything that a map does not hold, and why.
"""

from __future__ import annotations

__all__ = ["in_any_order", "map_part", "whole"]

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toc.models.base import Item
    from toc.models.links import Claim
    from toc.models.outcomes import MeasuredBy, Outcome
    from toc.models.theory import Theory

Json = dict[str, Any]

_ITEMS = ("dimensions", "domains", "outputs", "outcomes", "measures")
_NAMES = ("themes", "voices")
_OWN = ("name", "description", "note", "sources")
_ELSEWHERE = {"leads_to", "measured_by", *_NAMES}


def whole(theory: Theory) -> Json:
    """Everything that a theory says, so that two which say the same are equal.

    Where a link is written does not matter, nor does the order of links. Themes and voices go by
    their labels, since a map has no ids for them. The section `kumu` is about the map, not of it.
    """
    labels = {item.id: item.label for item in (*theory.themes, *theory.voices)}
    return {
        "own": {key: getattr(theory, key) for key in _OWN},
        **{key: [_item(item) for item in getattr(theory, key)] for key in _ITEMS},
        **{key: _sorted(_item(item) for item in getattr(theory, key)) for key in _NAMES},
        "groups": {one.id: _groups(one, labels) for one in theory.outcomes},
        "ties": {one.id: [tie.model_dump() for tie in one.measured_by] for one in theory.outcomes},
        "links": _sorted(link.model_dump() for link in theory.every_link()),
        "remarks": [one.model_dump() for one in (*theory.unknown, *theory.waivers)],
    }


def map_part(theory: Theory) -> Json:
    """What a map holds of a theory, in the shape of `whole`."""
    names = _field_names(theory)
    used = {own for one in theory.outcomes for own in (*one.themes, *one.voices)}
    return {
        # A blueprint has no place for what is said about the theory as a whole.
        "own": dict.fromkeys(_OWN) | {"sources": ()},
        **{key: [_said(_item(item)) for item in getattr(theory, key)] for key in _ITEMS},
        "outputs": [_output(_said(_item(one)), theory) for one in theory.outputs],
        "measures": [_measure(_said(_item(one)), one.newest) for one in theory.measures],
        # A theme or voice is a name in the fields of outcomes: nothing is known of it but that.
        **{
            key: _sorted(_bare(names[one.id]) for one in getattr(theory, key) if one.id in used)
            for key in _NAMES
        },
        "groups": {one.id: _groups(one, names) for one in theory.outcomes},
        "ties": {one.id: _ties(one) for one in theory.outcomes},
        "links": _sorted(_link(link) for link in theory.every_link()),
        # Maps have no place for what is unknown and what is waived.
        "remarks": [],
    }


def in_any_order(said: Json) -> Json:
    """The same without the order of parts: full projects do not keep it, they sort by id."""
    ties = {own: _sorted(found) for own, found in said["ties"].items()}
    return said | {key: _sorted(said[key]) for key in _ITEMS} | {"ties": ties}


def _item(item: Item) -> Json:
    own = {"id"} if item.role in {"theme", "voice"} else set()
    return item.model_dump(exclude=own | _ELSEWHERE)


def _bare(name: str) -> Json:
    rest = {"description": None, "note": None, "aliases": (), "sources": (), "status": "stated"}
    return {"label": name, **rest}


def _groups(outcome: Outcome, names: dict[str, str]) -> Json:
    """The themes and voices of an outcome by name; naming one twice says nothing new."""
    return {key: list(dict.fromkeys(names[own] for own in getattr(outcome, key))) for key in _NAMES}


def _field_names(theory: Theory) -> dict[str, str]:
    """What fields call themes and voices.

    The label; but the id where the label is blank or shared, or is what another one goes by, since
    a field holds one text, which has to mean one thing.
    """
    names: dict[str, str] = {}
    for items in (theory.themes, theory.voices):
        labels = [item.label.strip().casefold() for item in items]
        own = {item.id: item.label for item in items}
        for item, label in zip(items, labels, strict=True):
            if not label or labels.count(label) > 1:
                own[item.id] = item.id
        for _ in items:  # one that goes by its id may push another one aside, and so on
            taken = {key for key, name in own.items() if key == name}
            pushed = {k: k for k, name in own.items() if name.strip().casefold() in taken - {k}}
            own |= pushed
        names |= own
    return names


def _said(values: Json) -> Json:
    """The same without texts that hold only blanks: in a map they say nothing. Labels stay."""
    kept: Json = {}
    for key, value in values.items():
        if isinstance(value, str) and key != "label":
            kept[key] = value if value.strip() else None
        elif isinstance(value, tuple) and all(isinstance(one, str) for one in value):
            kept[key] = tuple(text for text in value if text.strip())
        else:
            kept[key] = value
    return kept


def _output(values: Json, theory: Theory) -> Json:
    """An output with its dimension.

    A line from a dimension to an output makes it a member, unless the line says `leads to`: so
    people draw it. A link of another type from a dimension to an output without one is such a line.
    """
    if values["dimension"] is None:
        dimensions = {one.id for one in theory.dimensions}
        values["dimension"] = next(
            (
                link.from_
                for link in theory.every_link()
                if link.to == values["id"] and link.from_ in dimensions and _type(link)
            ),
            None,
        )
    return values


def _measure(values: Json, newest: Any) -> Json:
    """A measure with the newest of its values, and without notes on values and marks."""
    held = newest.model_dump() | {"note": None} if newest else None
    marks = {key: _mark(values[key]) for key in ("baseline", "target")}
    return values | marks | {"values": (held,) if held else ()}


def _mark(mark: Json | None) -> Json | None:
    said = mark is not None and (mark["value"] is not None or mark["date"] is not None)
    return mark | {"note": None} if mark and said else None


def _ties(outcome: Outcome) -> list[Json]:
    """The first tie to each measure: one line between two elements is all that counts."""
    ties: dict[str, MeasuredBy] = {}
    for tie in outcome.measured_by:
        ties.setdefault(tie.measure, tie)
    return [_said(tie.model_dump()) for tie in ties.values()]


def _type(claim: Claim) -> str | None:
    """The type of a link; `leads to` is what a line says of which nothing else is said."""
    given = claim.type
    return None if given is None or not given.strip() or given == "leads to" else given


def _link(link: Any) -> Json:
    """A link without an id that only says what it joins: lines get such ids for Kumu's sake."""
    made = f"{link.from_}-to-{link.to}"
    rest = (link.id or "").removeprefix(made)
    plain = link.id is not None and link.id.startswith(made) and (not rest or _is_number(rest))
    return _said(link.model_dump()) | {"id": None if plain else link.id, "type": _type(link)}


def _is_number(rest: str) -> bool:
    return rest.startswith("-") and rest[1:].isdigit()


def _sorted(values: Any) -> list[Json]:
    return sorted(values, key=repr)
