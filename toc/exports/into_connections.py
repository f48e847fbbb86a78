"""Connections of a document brought to say what the links and ties of a theory say."""

from __future__ import annotations

__all__ = ["ConnectionChanges"]

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from toc.exports.map_theory import MapParts
    from toc.exports.theory_map import TheoryItems
    from toc.kumu.editing import Editor
    from toc.kumu.items import Connection
    from toc.models.theory import Theory

_STRUCTURE = frozenset({"id", "from", "to", "direction"})
Pair = tuple[str, str]


class _Claim(NamedTuple):
    """A link or tie as a flat connection; `own` is the id that its owners gave it, if any."""

    flat: dict[str, Any]
    own: str | None
    connection: Connection | None = None


class ConnectionChanges:
    """What differs between the connections of a document and the claims of a theory.

    `present` is what the document says as a theory's items, `wanted` what it is to say, `ends`
    what connections call each part.
    """

    def __init__(
        self,
        editor: Editor,
        parts: MapParts,
        present: TheoryItems,
        wanted: TheoryItems,
        ends: Mapping[str, str],
    ) -> None:
        self.editor = editor
        self.parts = parts
        self.present = present
        self.wanted = wanted
        self.ends = ends
        self.added: list[str] = []
        self.changed = 0
        self.used: dict[str, None] = {}
        self.gone: list[Connection] = []

    def apply(self) -> None:
        """Change what differs, add what is new, and gather what the theory does not have."""
        self._bring_up_to_date(
            _grouped(
                _Claim(self.present.link(link), link.id, connection)
                for connection, link in self.parts.links()
            ),
            _grouped(
                _Claim(self.wanted.link(link), link.id) for link in self.wanted.theory.every_link()
            ),
        )
        ties = self.parts.ties()
        held_by_fields = set(_ties(self.present.theory)) - ties.keys()
        present = {
            pair: [_Claim(flat, None, connection) for connection in ties.get(pair, ())]
            for pair, flat in self._flat_ties(self.present)
        }
        wanted = {
            pair: [_Claim(flat, None)]
            for pair, flat in self._flat_ties(self.wanted)
            if pair not in held_by_fields or _tells_more(flat)
        }
        for pair, claims in present.items():
            if pair in wanted:
                del claims[1:]  # further connections between the two say nothing of their own
        self._bring_up_to_date(present, wanted)

    def lost_texts(self) -> list[Pair]:
        """Outcomes and measures that only a field of the outcome ties, and the theory does not."""
        ties = self.parts.ties()
        wanted = set(_ties(self.wanted.theory))
        return [
            pair for pair in _ties(self.present.theory) if pair not in wanted and pair not in ties
        ]

    def _flat_ties(self, items: TheoryItems) -> Iterator[tuple[Pair, dict[str, Any]]]:
        for outcome in items.theory.outcomes:
            for tie in outcome.measured_by:
                yield (outcome.id, tie.measure), items.tie(outcome, tie)

    def _bring_up_to_date(
        self, present: Mapping[Pair, list[_Claim]], wanted: Mapping[Pair, list[_Claim]]
    ) -> None:
        for pair, claims in wanted.items():
            left = list(present.get(pair, ()))
            for claim, old in _paired(claims, left):
                if old is None:
                    self._add(pair, claim)
                else:
                    self._change(claim, old)
            self._gather(left)
        for pair, claims in present.items():
            if pair not in wanted:
                self._gather(claims)

    def _gather(self, claims: Iterable[_Claim]) -> None:
        self.gone += [claim.connection for claim in claims if claim.connection is not None]

    def _add(self, pair: Pair, claim: _Claim) -> None:
        fields = {
            key: value
            for key, value in claim.flat.items()
            if key not in _STRUCTURE or (key == "id")
        }
        name = self.editor.add_item(
            "connections",
            str(claim.flat["id"]),
            fields,
            start=self.ends[pair[0]],
            end=self.ends[pair[1]],
            direction=claim.flat["direction"],
        )
        self.added.append(name)
        self.editor.add_choice("Connection Type", claim.flat["type"])
        self.used |= dict.fromkeys("ID" if key == "id" else key for key in fields)

    def _change(self, claim: _Claim, old: _Claim) -> None:
        if old.connection is None:
            return
        changes = {
            key: claim.flat.get(key)
            for key in (*claim.flat, *old.flat)
            if key not in _STRUCTURE and claim.flat.get(key) != old.flat.get(key)
        }
        if claim.own and not old.connection.assigned_id:
            changes["id"] = claim.own
        turned = claim.flat["direction"] != old.flat["direction"]
        if turned:
            self.editor.set_direction(old.connection, claim.flat["direction"])
        if changes:
            self.editor.set_fields(old.connection, changes)
            self.used |= dict.fromkeys("ID" if key == "id" else key for key in changes)
        self.changed += bool(turned or changes)


def _ties(theory: Theory) -> list[Pair]:
    return [(one.id, tie.measure) for one in theory.outcomes for tie in one.measured_by]


def _tells_more(flat: dict[str, Any]) -> bool:
    """Whether a tie says more than that there is one: a field of the outcome cannot hold that."""
    plain = {"id", "from", "to", "direction", "type", "Status"}
    return bool(flat.keys() - plain) or flat.get("Status", "stated") != "stated"


def _grouped(claims: Iterable[_Claim]) -> dict[Pair, list[_Claim]]:
    groups: defaultdict[Pair, list[_Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.flat["from"], claim.flat["to"]].append(claim)
    return dict(groups)


def _paired(claims: list[_Claim], left: list[_Claim]) -> Iterator[tuple[_Claim, _Claim | None]]:
    """Each claim with the connection that it is; those that remain stay in `left`.

    By the id that its owners gave it, else one that says the same, else the next between the two.
    """
    pairs: dict[int, _Claim] = {}
    for fits in (_same_id, _same_words, _no_other_id):
        for place, claim in enumerate(claims):
            if place in pairs:
                continue
            found = next((old for old in left if fits(claim, old)), None)
            if found is not None:
                pairs[place] = found
                left.remove(found)
    for place, claim in enumerate(claims):
        yield claim, pairs.get(place)


def _same_id(claim: _Claim, old: _Claim) -> bool:
    return claim.own is not None and claim.own == old.own


def _same_words(claim: _Claim, old: _Claim) -> bool:
    return _no_other_id(claim, old) and {**claim.flat, "id": None} == {**old.flat, "id": None}


def _no_other_id(claim: _Claim, old: _Claim) -> bool:
    return claim.own is None or old.own is None or claim.own == old.own
