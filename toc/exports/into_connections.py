"""Connections of a document brought to say what the links and ties of a theory say."""

from __future__ import annotations

__all__ = ["change_connections", "connections_gone"]

from typing import TYPE_CHECKING, Any

from toc.exports.connection_words import connection_id
from toc.exports.into_claims import claims_had, paired
from toc.exports.into_elsewhere import claims_elsewhere
from toc.exports.into_ends import EndNames, keep_ends, name_parts
from toc.exports.map_reading import LINKED, OUTCOMES
from toc.exports.vocabulary import Role
from toc.kumu.project import entry_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.into_claims import Claim, Pairs
    from toc.exports.into_draft import Draft
    from toc.exports.into_ends import MeantEnds
    from toc.kumu.items import Connection

_STRUCTURE = frozenset({"id", "from", "to", "direction"})
_GROUPS = {
    "domain": (OUTCOMES, Role.DOMAIN),
    "dimension": (LINKED, Role.DIMENSION),
}


def connections_gone(draft: Draft) -> list[Connection]:
    """The connections whose claims or ties the theory does not have."""
    pairs = _paired(draft)
    return _gone(draft, pairs)


def change_connections(draft: Draft, meant: MeantEnds) -> list[Connection]:
    """Change what differs and add what is new; gives what the theory does not have.

    What the ends of connections `meant` before is kept where an element gets a name for its ends.
    """
    pairs = _paired(draft)
    moved = [claim for claim, old in pairs.found if old is None or old.pair != claim.pair]
    if name_parts(draft, {part for claim in moved for part in claim.pair}):
        draft.read()
        keep_ends(draft, meant)
        draft.read()
        pairs = _paired(draft)
    changes = _Changes(draft)
    for claim, old in pairs.found:
        if old is not None:
            changes.change(claim, old)
    changes.bring([claim for claim, old in pairs.found if old is None])
    return _gone(draft, pairs)


def _paired(draft: Draft) -> Pairs:
    parts = draft.elements
    wanted = [one for one in draft.wanted_claims if one.pair[0] in parts and one.pair[1] in parts]
    return paired(wanted, claims_had(draft.parts, draft.present, draft.vocabulary))


def _gone(draft: Draft, pairs: Pairs) -> list[Connection]:
    ties = draft.parts.ties()
    gone = [
        connection
        for claim in pairs.left
        if claim.connection is not None
        for connection in ties.get(claim.pair, [claim.connection])
    ]
    claiming = {id(connection) for connection, _ in draft.parts.links()}
    return [*gone, *(one for one in _other_groups(draft) if id(one) not in claiming)]


class _Changes:
    """Connections on their way to say what a theory says."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.names = EndNames(draft, draft.document.elements)

    def bring(self, claims: list[Claim]) -> None:
        """Put the connections of claims on the map: those that are elsewhere, else new ones.

        What no end can name, since another element has its id, is noted and left.
        """
        nameless = {own for claim in claims for own in claim.pair if not self._can_name(own)}
        self.draft.note_nameless(nameless)
        claims = [claim for claim in claims if nameless.isdisjoint(claim.pair)]
        if not claims:
            return
        for claim, old in paired(claims, claims_elsewhere(self.draft)).found:
            if old is None or old.connection is None:
                self._add(claim)
            elif old.words == claim.words or (claim.own and claim.own == old.own):
                self.draft.put_on_map("connections", entry_id(old.connection))
                self.change(claim, old)
            else:
                self._add(claim)

    def change(self, claim: Claim, old: Claim) -> None:
        """Bring a connection up to date."""
        draft, connection = self.draft, old.connection
        if connection is None:
            return
        changes: dict[str, Any] = {
            key: claim.flat.get(key)
            for key in dict.fromkeys((*claim.flat, *old.flat))
            if key not in _STRUCTURE and claim.flat.get(key) != old.flat.get(key)
        }
        if claim.own and not connection.assigned_id:
            changes["id"] = draft.free_ids.for_connection(claim.own, claim.own)
        for name, value in changes.items():
            draft.change_field(connection, name, value)
        if claim.flat["direction"] != old.flat["direction"]:
            draft.editor.set_direction(connection, claim.flat["direction"])
            draft.note_change(connection)
            self._set_ends(connection, claim)
        elif claim.pair != old.pair:
            self._set_ends(connection, claim)

    def _set_ends(self, connection: Connection, claim: Claim) -> None:
        """Let a connection lead from the one part of a claim to the other."""
        for key, name, own in zip(
            ("from", "to"), (connection.start, connection.end), claim.pair, strict=True
        ):
            if self.names.mean(name) != id(self.draft.raws[own]):
                self.draft.editor.set_end(connection, key, self._name(own))
                self.draft.note_change(connection)

    def _can_name(self, own: str) -> bool:
        return self.names.mean(self._name(own)) == id(self.draft.raws[own])

    def _name(self, own: str) -> str:
        return self.names.of(self.draft.elements[own])

    def _add(self, claim: Claim) -> None:
        draft = self.draft
        ids = [draft.ids_read.of(draft.elements[part]) for part in claim.pair]
        own = draft.free_ids.for_connection(claim.own, connection_id(*ids))
        fields = {"id": own} | {k: v for k, v in claim.flat.items() if k not in _STRUCTURE}
        start, end = claim.pair
        raw = draft.editor.add_connection(
            own,
            fields,
            start=self._name(start),
            end=self._name(end),
            direction=claim.flat["direction"],
        )
        draft.note_addition("connections", raw, fields)
        if "_id" in raw:
            draft.put_connection_on_map(raw["_id"], [draft.elements[part] for part in claim.pair])


def _other_groups(draft: Draft) -> Iterator[Connection]:
    """Connections to a domain or dimension in place of which the theory says another, or none."""
    for kind, (members, role) in _GROUPS.items():
        changed = {own: wanted for (own, of), wanted in draft.regrouped.items() if of == kind}
        for join in draft.reading.joined(members, frozenset({role})) if changed else ():
            own, group = draft.parts.ids.of(join.start), draft.parts.ids.of(join.end)
            if own in changed and changed[own] != group:
                yield join.connection
