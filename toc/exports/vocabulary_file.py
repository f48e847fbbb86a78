"""A vocabulary in a file of its own, or in the `kumu` section of a theory file."""

from __future__ import annotations

__all__ = ["read_vocabulary"]

from pathlib import Path
from typing import Any

from toc.errors import TheoryFileError, UnreadableError
from toc.exports.yaml_reader import read_yaml
from toc.kumu.json_reader import decode_json, decode_text
from toc.kumu.limits import Limits

_KEYS = {"roles", "fields"}


def read_vocabulary(path: str) -> dict[str, Any]:
    """The `roles` and `fields` that a YAML or JSON file holds, as plain data.

    Raises:
        UnreadableError: there is no such file, it cannot be read, or it holds neither.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        what = f"The vocabulary cannot be read ({reason})."
        raise UnreadableError(what, where=path, remedy="Check the path.") from None
    data = _decoded(content, path)
    if isinstance(data, dict) and "toc" in data:
        data = data.get("kumu")
    if not isinstance(data, dict) or not data.keys() & _KEYS:
        raise UnreadableError(
            "This file holds no vocabulary.",
            where=path,
            remedy="Write: roles: {outcome: {types: [Result]}} or fields: {unit: Einheit}.",
        )
    return {key: data[key] for key in _KEYS if key in data}


def _decoded(content: bytes, path: str) -> Any:
    limits = Limits()
    text = decode_text(content, path)
    if text.lstrip()[:1] in {"{", "["}:
        return decode_json(content, path, limits)
    value, faults = read_yaml(text, path, limits)
    if faults:
        raise TheoryFileError(path, faults)
    return value
