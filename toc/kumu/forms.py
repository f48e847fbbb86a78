"""The forms that Kumu writes and reads, told apart by looking inside."""

from __future__ import annotations

__all__ = ["Form", "checked", "form_of", "section"]

from enum import StrEnum
from typing import Any

from toc.errors import FormError
from toc.kumu.json_tokens import quoted


class Form(StrEnum):
    """The forms of a Kumu document, by the names that `toc export --to` knows."""

    FLAT = "kumu-flat"
    MAP = "kumu-map"
    PROJECT = "kumu-project"


_PROJECT_KEYS = frozenset({"defaultMap", "attributeRelevance", "proxyImages"})
_LISTS = ("elements", "connections", "loops", "maps", "perspectives")
_LOOKED_AT = 100
_REMEDY = (
    'Kumu\'s own are {"elements": [{"label": …}], "connections": [{"from": …, "to": …}]};'
    " in Kumu, use Export JSON."
)


def section(data: dict[str, Any], name: str) -> list[Any]:
    """A list of the document, whatever the case of its key; empty if missing or null."""
    found = data.get(name)
    if found is None:
        found = next((value for key, value in data.items() if key.lower() == name), None)
    return found if isinstance(found, list) else []


def form_of(data: dict[str, Any]) -> Form:
    """The form of a document: a full project, a nested map blueprint, or a flat blueprint."""
    if isinstance(data.get("attributes"), list) or data.keys() & _PROJECT_KEYS:
        return Form.PROJECT
    items = [*_first_objects(data, "elements"), *_first_objects(data, "connections")]
    nested = any(
        isinstance(item.get("attributes"), dict)
        and not {"label", "type", "id"}.intersection(map(str.lower, item))
        for item in items
    )
    return Form.MAP if nested or "maps" in data or "perspectives" in data else Form.FLAT


def checked(data: Any, name: str) -> dict[str, Any]:
    """The document, when it is one of Kumu's.

    Raises:
        FormError: it is not; the message names what people often write instead.
    """
    if not isinstance(data, dict):
        raise FormError(
            f"A Kumu document is an object with elements and connections; this is {_named(data)}.",
            where=name,
            remedy='Write it as {"elements": […], "connections": […]}.',
        )
    keys = {key.lower(): key for key in data}
    for key in _LISTS:
        if key in keys and not isinstance(data[keys[key]], list | None):
            raise FormError(
                f"{keys[key]} should be a list, but is {_named(data[keys[key]])}.",
                where=f"{name}: {keys[key]}",
                remedy="Export the map from Kumu again, or write it as a list.",
            )
    if not keys.keys() & {"elements", "connections"}:
        raise FormError(_strange(data, keys), where=name, remedy=_REMEDY)
    _refuse_other_ends(data, name)
    _refuse_wrapped_fields(data, name)
    return data


def _strange(data: dict[str, Any], keys: dict[str, str]) -> str:
    inside = keys.get("data")
    if inside and isinstance(data[inside], dict | list):
        return f"The elements and connections stand under the key {inside}, not at the top."
    if keys.keys() & {"nodes", "edges", "links"}:
        found = " and ".join(keys[key] for key in ("nodes", "edges", "links") if key in keys)
        return f"This is not a Kumu document: it has {found}, not elements and connections."
    shown = ", ".join(quoted(key) for key in list(data)[:6]) or "nothing"
    return f"This JSON is neither a theory nor a Kumu document: it holds {shown}."


def _refuse_other_ends(data: dict[str, Any], name: str) -> None:
    keys = {key.lower() for item in _first_objects(data, "connections") for key in item}
    if {"source", "target"} <= keys and not keys & {"from", "to"}:
        raise FormError(
            "The connections have source and target where Kumu has from and to.",
            where=f"{name}: connections[0]",
            remedy="Rename the two keys in every connection.",
        )


def _refuse_wrapped_fields(data: dict[str, Any], name: str) -> None:
    elements = _first_objects(data, "elements")
    keys = {key.lower() for item in elements for key in item}
    if keys & {"label", "id", "_id", "attributes"}:
        return
    if elements and all(isinstance(item.get("data"), dict) for item in elements):
        raise FormError(
            "The label and the other fields of every element stand under its key data.",
            where=f"{name}: elements[0]",
            remedy="Move them up, so that label stands in the element itself.",
        )


def _first_objects(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [item for item in section(data, name)[:_LOOKED_AT] if isinstance(item, dict)]


def _named(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    return "nothing" if value is None else names.get(type(value), "a number")
