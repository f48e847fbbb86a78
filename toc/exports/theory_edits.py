"""What has to be done to one theory, as it stands in a file, so that it becomes another."""

from __future__ import annotations

__all__ = [
    "Edit",
    "Entries",
    "Entry",
    "Keys",
    "Replaced",
    "edited_data",
    "json_data",
    "theory_edits",
]

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from toc.exports.theory_data import plain_value
from toc.exports.theory_matching import changed_in_place, matched_entries
from toc.kumu.json_matching import same_json
from toc.models.base import Model

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toc.exports.yaml_writer import Data
    from toc.models.theory import Theory


@dataclass(frozen=True, slots=True)
class Replaced:
    """A value that is written anew as a whole."""

    new: object

    @property
    def data(self) -> Data:
        """The whole new value as it stands in a file."""
        return plain_value(self.new)


@dataclass(frozen=True, slots=True)
class Keys(Replaced):
    """A mapping of which some keys change.

    `given` are the keys that have another value now, `unset` those that have none any more,
    `order` all that there may be, in the order in which files write them.
    """

    given: dict[str, Edit] = field(default_factory=dict)
    unset: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


class Entry(NamedTuple):
    """An entry of a list as it is to be: the old one at a place, changed or not, or a new one."""

    place: int | None
    edit: Edit | None


@dataclass(frozen=True, slots=True)
class Entries(Replaced):
    """A list of which some entries change, come, go or move: all that it is to have."""

    entries: tuple[Entry, ...] = ()


Edit: TypeAlias = Replaced | Keys | Entries


def theory_edits(old: Theory, new: Theory) -> Keys | None:
    """What differs between two theories; None where nothing does.

    The places in it are those of a file that `old` was read from, however it is written: a value
    that is spelled out there although it goes without saying is not touched.
    """
    edit = _keys(old, new)
    return edit if edit.given or edit.unset else None


def edited_data(raw: Any, edit: Edit) -> Any:
    """The decoded JSON of a theory file with an edit carried out; `raw` is left as it is."""
    if isinstance(edit, Keys) and isinstance(raw, dict):
        kept = {key: value for key, value in raw.items() if key not in edit.unset}
        for key, inner in edit.given.items():
            kept[key] = edited_data(raw[key], inner) if key in raw else _json(inner.data)
        return kept
    if isinstance(edit, Entries) and isinstance(raw, list):
        return [_edited_entry(raw, entry) for entry in edit.entries]
    return _json(edit.data)


def json_data(value: object) -> Any:
    """A value of a theory as decoded JSON has it: days are text, and what is unset is left out."""
    return _json(plain_value(value))


def _edited_entry(raw: list[Any], entry: Entry) -> Any:
    if entry.place is None:
        return _json(entry.edit.data) if entry.edit else None
    return edited_data(raw[entry.place], entry.edit) if entry.edit else raw[entry.place]


def _json(value: Data) -> Any:
    if isinstance(value, dict):
        return {key: _json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _edit(old: object, new: object) -> Edit | None:
    if isinstance(new, Model):
        if old == new:
            return None
        return _keys(old, new) if type(old) is type(new) else Replaced(new)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return None if old == new else _entries(old, new)
    if isinstance(new, dict | list):
        return _plain_edit(old, new)
    same = old == new if type(old) is type(new) else same_json(old, new)
    return None if same else Replaced(new)


def _plain_edit(old: object, new: dict[str, Any] | list[Any]) -> Edit | None:
    if same_json(old, new):
        return None
    if isinstance(old, dict) and isinstance(new, dict):
        return _plain_keys(old, new)
    if isinstance(old, list) and isinstance(new, list):
        return _entries(old, new)
    return Replaced(new)


def _plain_keys(old: Mapping[str, Any], new: dict[str, Any]) -> Keys:
    edits = {key: Replaced(value) for key, value in new.items() if key not in old}
    changed = {key: _edit(old[key], value) for key, value in new.items() if key in old}
    given = edits | {key: edit for key, edit in changed.items() if edit}
    return Keys(new, given, tuple(key for key in old if key not in new), tuple(new))


def _keys(old: object, new: Model) -> Keys:
    given: dict[str, Edit] = {}
    unset: list[str] = []
    for name, key_field in type(new).model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        key = key_field.serialization_alias or name
        if after == key_field.default and after != before:
            unset.append(key)
        elif edit := _edit(before, after):
            given[key] = edit
    return Keys(new, given, tuple(unset), type(new).key_names())


def _entries(old: Sequence[object], new: Sequence[object]) -> Entries:
    found = changed_in_place(old, new, matched_entries(old, new))
    entries = tuple(
        Entry(None, Replaced(after)) if place is None else Entry(place, _edit(old[place], after))
        for place, after in zip(found, new, strict=True)
    )
    return Entries(cast("object", new), entries)
