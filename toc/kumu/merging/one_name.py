"""One id for one thing: where documents call it by different ids, all are made to say the same."""

from __future__ import annotations

__all__ = ["new_names", "own_id", "with_names"]

import re
from typing import TYPE_CHECKING, Any

from toc.kumu.conversion import spelled_key
from toc.kumu.forms import section
from toc.kumu.items import text_of
from toc.kumu.merging.values import MISSING, Clash, merged_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.kumu.merging.recognition import Three
    from toc.kumu.merging.sequences import Side

Json = dict[str, Any]
_ENTRIES = ("element", "connection", "loop")
_SHARED = re.compile(r" #[0-9]+$")  # of several that had one key


def new_names(
    datas: tuple[Json, Json, Json], keys: Mapping[str, Three], first: Side | None
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """For each document the ids that have to change so that each thing has one id in all three.

    A side that gave a thing another id has its way; where both invented one, `first` has, else
    the lesser.
    """
    renamed: tuple[dict[str, str], dict[str, str], dict[str, str]] = ({}, {}, {})
    for name, three in keys.items():
        for ids in _different(name, datas, three):
            winner = _winner(ids[0], ids[1], ids[2], first)
            for own, found in zip(ids, renamed, strict=True):
                if own is not None and winner is not None and own != winner:
                    found[own] = winner
    return renamed


def own_id(raw: Any) -> str | None:
    """The id that a thing goes by in its document: the system id, else the assigned id."""
    if not isinstance(raw, dict):
        return None
    if isinstance(found := raw.get("_id"), str):
        return found or None
    key = spelled_key(raw, "id")
    return (text_of(raw[key]) or None) if key else None


def _different(name: str, datas: tuple[Json, ...], keys: Three) -> list[list[str | None]]:
    """The ids of things whose ids are not all the same."""
    unlike: dict[str, list[str | None]] = {}
    for side, (data, own_keys) in enumerate(zip(datas, keys, strict=True)):
        for raw, key in zip(section(data, name), own_keys, strict=True):
            own = own_id(raw)
            if own is not None and key not in {own, f"id {own}"} and not _SHARED.search(key):
                unlike.setdefault(key, [None, None, None])[side] = own
    for side, (data, own_keys) in enumerate(zip(datas, keys, strict=True)):
        if unlike:
            for raw, key in zip(section(data, name), own_keys, strict=True):
                if key in unlike:
                    unlike[key][side] = own_id(raw)
    return list(unlike.values())


def _winner(
    base: str | None, ours: str | None, theirs: str | None, first: Side | None
) -> str | None:
    found = merged_value(*(MISSING if one is None else one for one in (base, ours, theirs)))
    if isinstance(found, str):
        return found
    if not isinstance(found, Clash) or ours is None or theirs is None or base is not None:
        return None
    return min(ours, theirs) if first is None else ours if first == "ours" else theirs


def with_names(data: Json, names: Mapping[str, str]) -> Json:
    """A document, decoded, with other ids, and what refers to them; it is not changed itself."""
    if not names:
        return data
    found = dict(data)
    for name in ("elements", "connections", "loops", "maps", "perspectives", "attributes"):
        key = spelled_key(found, name)
        if key is not None and isinstance(found[key], list):
            found[key] = [_renamed_thing(one, name, names) for one in found[key]]
    for key in ("defaultMap", "defaultPerspective"):
        _rename(found, key, names)
    return found


def _renamed_thing(raw: Any, name: str, names: Mapping[str, str]) -> Any:
    if not isinstance(raw, dict):
        return raw
    found = dict(raw)
    _rename(found, "_id" if isinstance(found.get("_id"), str) else "id", names)
    if name == "connections":
        for key in ("from", "to"):
            _rename(found, key, names)
    if name == "loops" and isinstance(found.get("connections"), list):
        parts = found["connections"]
        found["connections"] = [
            names.get(one, one) if isinstance(one, str) else one for one in parts
        ]
    if name == "maps":
        _rename(found, "defaultPerspective", names)
        for kind in _ENTRIES:
            entries = found.get(f"{kind}s")
            if isinstance(entries, list):
                found[f"{kind}s"] = [_renamed_entry(one, kind, names) for one in entries]
    return found


def _renamed_entry(entry: Any, kind: str, names: Mapping[str, str]) -> Any:
    if not isinstance(entry, dict):
        return entry
    found = dict(entry)
    _rename(found, kind if kind in found else "_id", names)
    return found


def _rename(raw: Json, key: str, names: Mapping[str, str]) -> None:
    spelled = spelled_key(raw, key)
    if spelled is not None and isinstance(raw[spelled], str) and raw[spelled] in names:
        raw[spelled] = names[raw[spelled]]
