"""A vocabulary in a file of its own, or in the `kumu` section of a theory file."""

from __future__ import annotations

__all__ = ["read_vocabulary"]

from pathlib import Path
from typing import Any

from toc.errors import TheoryFileError, UnreadableError
from toc.exports.recognition import is_json, refuse_other_kinds
from toc.exports.yaml_reader import read_yaml
from toc.kumu.files import read_file
from toc.kumu.json_reader import decode_json, decode_text
from toc.kumu.limits import Limits
from toc.models.nearest import nearest

_KEYS = ("roles", "fields")
_EXAMPLE = "Write: roles: {outcome: {types: [Result]}} or fields: {unit: Einheit}."


def read_vocabulary(path: str) -> dict[str, Any]:
    """The `roles` and `fields` that a YAML or JSON file holds, as plain data.

    Of a theory file only its `kumu` section is looked at; in a file of its own every other key is
    a mistake.

    Raises:
        UnreadableError: there is no such file, it cannot be read, or it holds neither.
    """
    content = read_file(Path(path))
    refuse_other_kinds(content, path)
    data = _decoded(content, path)
    if isinstance(data, dict) and "toc" in data:
        data = data.get("kumu")
    elif isinstance(data, dict):
        _refuse_other_keys(data, path)
    if not isinstance(data, dict) or not data.keys() & set(_KEYS):
        what = "This file holds no vocabulary."
        raise UnreadableError(what, where=path, remedy=_EXAMPLE)
    return {key: data[key] for key in _KEYS if key in data}


def _refuse_other_keys(data: dict[str, Any], path: str) -> None:
    if strange := [key for key in data if key not in _KEYS]:
        key = strange[0]
        near = nearest(key, _KEYS)
        raise UnreadableError(
            f'A vocabulary has no key "{key}".',
            where=path,
            remedy=f"Did you mean {near}?" if near else _EXAMPLE,
        )


def _decoded(content: bytes, path: str) -> Any:
    limits = Limits()
    if is_json(content):
        return decode_json(content, path, limits)
    value, faults = read_yaml(decode_text(content, path), path, limits)
    if faults:
        raise TheoryFileError(path, faults)
    return value
