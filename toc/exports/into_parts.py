"""Elements of a document brought to say what the parts of a theory say."""

from __future__ import annotations

__all__ = ["bring_in_parts", "change_parts", "give_ids"]

from typing import TYPE_CHECKING

from toc.exports.into_texts import held_by_texts
from toc.exports.map_identity import PARTS, role_of
from toc.exports.theory_map import TheoryItems, resolvable_names
from toc.exports.vocabulary import Role
from toc.kumu.project import entry_id

if TYPE_CHECKING:
    from toc.exports.into_draft import Draft
    from toc.exports.vocabulary import Vocabulary
    from toc.models.base import Item

_ELSEWHERE = frozenset({"id", "type"})  # keys of an element that are not changed as fields are


def bring_in_parts(draft: Draft) -> None:
    """Give every part that no text holds an element: in scope, and with the part's role."""
    held = held_by_texts(draft)
    types = _types(draft.vocabulary)
    before = draft.edits
    in_scope = {id(one.raw) for one in draft.reading.scope.elements}
    elements = {id(one.raw): one for one in draft.document.elements}
    for item in draft.theory.items():
        kind = types.get(role_of(item)) if item.role in PARTS else None
        if kind is None or item.id in held:
            continue
        if item.id not in draft.raws:
            _add(draft, item, kind)
            continue
        element = elements[id(draft.raws[item.id])]
        if draft.vocabulary.role(element.type) is not draft.vocabulary.role(kind):
            draft.set_field(element, "type", kind)
        if id(element.raw) not in in_scope:
            draft.put_on_map("elements", entry_id(element))
    if draft.edits > before:
        draft.read()


def change_parts(draft: Draft) -> None:
    """Change the fields in which elements differ from their parts."""
    present, words = draft.present, draft.vocabulary
    groups = {words.field_of("domain"), words.field_of("dimension")}
    now = TheoryItems(present, words, resolvable_names(present))
    before = {raw["id"]: raw for raw in now.elements()}
    for raw in draft.wanted:
        element = draft.elements.get(raw["id"])
        if element is None:
            continue
        old = before[raw["id"]]
        keys = [key for key in dict.fromkeys((*raw, *old)) if key not in _ELSEWHERE | groups]
        for key in keys:
            if raw.get(key) != old.get(key):
                draft.change_field(element, key, raw.get(key))


def give_ids(draft: Draft) -> None:
    """Assign an id where reading the document alone would give another one, and it is free.

    What is new gets one with a number where it is not free, and so does what has no system id
    and was changed, since nothing else may tell it any more.
    """
    added, changed = draft.added["elements"], draft.changed["elements"]
    for own, element in draft.elements.items():
        if draft.ids_read.of(element) == own or element.assigned_id is not None:
            continue
        nameless = element.system_id is None and id(element.raw) in changed
        if nameless or id(element.raw) in added or draft.free_ids.holds(own):
            draft.set_field(element, "id", draft.free_ids.for_part(own))


def _add(draft: Draft, item: Item, kind: str) -> None:
    fields = {"label": item.label, "type": kind}
    if not draft.label_only:
        fields = {"id": draft.free_ids.for_part(item.id), **fields}
    raw = draft.editor.add_element(item.id, fields)
    draft.raws[item.id] = raw
    draft.note_addition("elements", raw, fields)
    if "_id" in raw:
        draft.put_on_map("elements", raw["_id"], new=True)


def _types(vocabulary: Vocabulary) -> dict[Role, str]:
    """The type that a new element of each role gets; an end without one is a plain outcome."""
    types: dict[Role, str] = {}
    for role in Role:
        kind = vocabulary.type_of(role)
        if vocabulary.has_type(role):
            types[role] = kind if kind in vocabulary.types else kind.capitalize()
    if Role.OUTCOME in types:
        types.setdefault(Role.IMPACT, types[Role.OUTCOME])
    return types
