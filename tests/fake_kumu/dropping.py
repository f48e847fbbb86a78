"""A nested map blueprint, dropped on a project: items in Kumu's own shape, with a map and a view.

Source: inferred from the blueprint that Kumu's own page for copying a map makes
(https://docs.kumu.io/frequently-asked-questions/how-do-i-copy-a-map-to-another-project): items,
maps and views are matched by their system ids, so what is there already is updated and not doubled;
field definitions do not travel.
"""

from __future__ import annotations

__all__ = ["drop"]

from typing import TYPE_CHECKING, Any

from tests.fake_kumu.importing import Imported

if TYPE_CHECKING:
    from tests.fake_kumu.serialising import Json
    from tests.fake_kumu.state import State

_LISTS = ("elements", "connections", "loops")


def drop(state: State, data: Json, where: Json | None) -> Imported:
    """Take a blueprint in; one without maps comes onto the map `where`, else the default map."""
    done = Imported()
    for section in _LISTS:
        for raw in _dicts(data.get(section)):
            _take(state, section, raw, done)
    for raw in _dicts(data.get("perspectives")):
        _replace(state.data["perspectives"], raw)
    maps = _dicts(data.get("maps"))
    for raw in maps:
        _draw(state, raw, done)
    if not maps:
        target = where or state.map()
        for section in _LISTS:
            for raw in _dicts(data.get(section)):
                if raw.get("_id") and state.put_on(section, str(raw["_id"]), target):
                    done.placed.add(str(raw["_id"]))
    done.updated -= done.created
    return done


def _take(state: State, section: str, raw: Json, done: Imported) -> None:
    """One item: field by field into the one that has its id, else as a new one with that id."""
    values = {key.lower(): value for key, value in raw.get("attributes", {}).items()}
    for key, value in raw.get("attributes", {}).items():
        state.define(_field_name(key), limit="none" if isinstance(value, list) else 1)
    known = [one for one in state.data[section] if one["_id"] == raw.get("_id")]
    rest = {key: value for key, value in raw.items() if key != "attributes"}
    if known:
        before = (dict(known[0]), dict(known[0]["attributes"]))
        known[0].update(rest)
        known[0]["attributes"].update(values)
        if (known[0], known[0]["attributes"]) != before:
            done.updated.add(known[0]["_id"])
        return
    if section == "connections":
        rest = {"direction": "directed", "delayed": False, "reversed": False} | rest
    done.created.add(state.add(section, rest | {"attributes": values}))


def _draw(state: State, raw: Json, done: Imported) -> None:
    """One map: into the one that has its id, else as a new one; entries by the item they show."""
    given = {key: value for key, value in raw.items() if key not in _LISTS}
    same = [one for one in state.data["maps"] if one["_id"] == raw.get("_id")]
    if same:
        same[0].update(given)
        where = same[0]
    else:
        where = state.new_map(str(given.pop("name", "Map")), **given)
    for section in _LISTS:
        kind = section.removesuffix("s")
        for entry in _dicts(raw.get(section)):
            own = str(entry.get(kind) or entry.get("_id"))
            if state.put_on(section, own, where):
                done.placed.add(own)
            found = state.entry(section, own, where)
            named = kind in entry
            if found is not None:
                found.update({k: v for k, v in entry.items() if named or k != "_id"})


def _replace(listed: list[Json], raw: Json) -> None:
    for one in listed:
        if one["_id"] == raw.get("_id"):
            one.update(raw)
            return
    listed.append(dict(raw))


def _field_name(key: str) -> str:
    """The name of a field that comes without a definition: its words with capitals (inferred)."""
    return "ID" if key == "id" else key.title() if key.islower() else key


def _dicts(value: Any) -> list[Json]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
