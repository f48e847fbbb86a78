"""What `toc.toml`, or `[tool.toc]` in `pyproject.toml`, sets; a flag wins over it."""

from __future__ import annotations

__all__ = ["Configuration", "read_configuration"]

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toc.errors import UnreadableError
from toc.models.nearest import nearest

_KINDS: dict[str, tuple[type, str, str]] = {
    "map": (str, "a text", 'map = "Overview"'),
    "strict": (bool, "true or false", "strict = true"),
    "minimum_n": (int, "a whole number of 1 or more", "minimum_n = 10"),
    "privacy": (str, "a text", 'privacy = "strict"'),
    "roles": (dict, "names with values", 'roles = {outcome = ["Result"]}'),
    "fields": (dict, "names with values", 'fields = {unit = "Einheit"}'),
    "sync": (dict, "names with values", 'sync = {folder = "downloads"}'),
}


@dataclass(frozen=True)
class Configuration:
    """The settings of one file; `name` is what messages call it.

    `minimum_n` is the number of people a publishable sample needs; it can be changed here only, by
    itself or by the name of a rule (`privacy`).
    """

    name: str = ""
    map: str | None = None
    strict: bool = False
    minimum_n: int | None = None
    privacy: str | None = None
    roles: dict[str, Any] | None = None
    fields: dict[str, Any] | None = None
    sync: dict[str, Any] | None = None

    @property
    def vocabulary(self) -> dict[str, Any]:
        """The roles and fields, as a vocabulary takes them; empty when there are none."""
        both = {"roles": self.roles, "fields": self.fields}
        return {key: value for key, value in both.items() if value}


def read_configuration(source: str) -> Configuration:
    """The settings that stand beside a source that is a file, else in the present folder.

    `toc.toml` comes before `pyproject.toml`; only the first that says something is read.

    Raises:
        UnreadableError: the file is no TOML, or has a key or value that toc does not know.
    """
    here = Path()
    beside = Path(source).parent if os.path.isfile(source) else here  # noqa: PTH113 - Path stumbles over a name that is too long
    for folder in dict.fromkeys([beside, here]):
        for name in ("toc.toml", "pyproject.toml"):
            file = folder / name
            if file.is_file() and (found := _read(file)) is not None:
                return _checked(found, str(file))
    return Configuration()


def _read(file: Path) -> dict[str, Any] | None:
    """The settings in a file; None where a `pyproject.toml` is not about toc."""
    import tomllib

    try:
        data = tomllib.loads(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        if file.name == "pyproject.toml":
            return None  # somebody else's file: its own tools will complain
        raise _unreadable(file, error) from None
    if file.name == "toc.toml":
        return data
    tool = data.get("tool")
    found = tool.get("toc") if isinstance(tool, dict) else None
    return found if isinstance(found, dict) else None


def _unreadable(file: Path, error: Exception) -> UnreadableError:
    if isinstance(error, OSError):
        what = f"The configuration cannot be read ({error.strerror})."
        return UnreadableError(what, where=str(file), remedy="Ask its owner, or take it away.")
    if isinstance(error, UnicodeDecodeError):
        what = "The configuration is not UTF-8 text."
        return UnreadableError(what, where=str(file), remedy="Save it with the encoding UTF-8.")
    what = f"The configuration is not TOML: {error}."
    return UnreadableError(what, where=str(file), remedy='Write it like: map = "Overview".')


def _checked(data: dict[str, Any], name: str) -> Configuration:
    known: dict[str, Any] = {}
    for key, value in data.items():
        plain = key.replace("-", "_")
        if plain not in _KINDS:
            near = nearest(plain, _KINDS)
            remedy = f"Did you mean {near}?" if near else f"There are: {', '.join(_KINDS)}."
            raise UnreadableError(f'There is no setting "{key}".', where=name, remedy=remedy)
        kind, words, example = _KINDS[plain]
        if type(value) is not kind or (type(value) is int and value < 1):
            what = f"The setting {key} should be {words}."
            raise UnreadableError(what, where=name, remedy=f"Write it like: {example}.")
        known[plain] = value
    if "privacy" in known:
        known["minimum_n"] = _minimum_of(known["privacy"], known.get("minimum_n"), name)
    return Configuration(name=name, **known)


def _minimum_of(privacy: str, minimum: int | None, name: str) -> int:
    from toc.analysis.privacy_presets import PRIVACY_PRESETS

    if privacy not in PRIVACY_PRESETS:
        near = nearest(privacy, PRIVACY_PRESETS)
        remedy = f"Did you mean {near}?" if near else f"There are: {', '.join(PRIVACY_PRESETS)}."
        what = f'There is no rule for privacy called "{privacy}".'
        raise UnreadableError(what, where=name, remedy=remedy)
    found = PRIVACY_PRESETS[privacy]
    if minimum not in (None, found):
        what = f'privacy = "{privacy}" means minimum_n = {found}, and minimum_n says {minimum}.'
        raise UnreadableError(what, where=name, remedy="Keep one of the two.")
    return found
