"""What `toc.toml`, or `[tool.toc]` in `pyproject.toml`, sets; a flag wins over it."""

from __future__ import annotations

__all__ = ["Configuration", "read_configuration"]

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toc.errors import UnreadableError

_KINDS: dict[str, type] = {
    "map": str,
    "strict": bool,
    "minimum_n": int,
    "roles": dict,
    "fields": dict,
}


@dataclass(frozen=True)
class Configuration:
    """The settings of one file; `name` is what messages call it.

    `minimum_n` is the number of people a publishable sample needs; it can be changed here only.
    """

    name: str = ""
    map: str | None = None
    strict: bool = False
    minimum_n: int | None = None
    roles: dict[str, Any] | None = None
    fields: dict[str, Any] | None = None

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
    path = Path(source)
    folders = dict.fromkeys([path.parent if path.is_file() else Path(), Path()])
    for folder in folders:
        for name in ("toc.toml", "pyproject.toml"):
            file = folder / name
            if file.is_file() and (found := _read(file)) is not None:
                return _checked(found, str(file))
    return Configuration()


def _read(file: Path) -> dict[str, Any] | None:
    import tomllib

    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        if file.name == "pyproject.toml":
            return None  # somebody else's file: its own tools will complain
        raise UnreadableError(
            f"The configuration cannot be read: {error}.", where=str(file), remedy="Mend that line."
        ) from None
    except OSError as error:
        raise UnreadableError(
            f"The configuration cannot be opened ({error.strerror}).", where=str(file)
        ) from None
    if file.name == "toc.toml":
        return data
    tool = data.get("tool")
    found = tool.get("toc") if isinstance(tool, dict) else None
    return found if isinstance(found, dict) else None


def _checked(data: dict[str, Any], name: str) -> Configuration:
    known: dict[str, Any] = {}
    for key, value in data.items():
        plain = key.replace("-", "_")
        if plain not in _KINDS:
            near = difflib.get_close_matches(plain, _KINDS, n=1)
            raise UnreadableError(
                f'There is no setting "{key}".',
                where=name,
                remedy=f"Did you mean {near[0]}?" if near else f"There are: {', '.join(_KINDS)}.",
            )
        if not isinstance(value, _KINDS[plain]) or (plain == "minimum_n" and value is True):
            raise UnreadableError(
                f"The setting {key} should be {_word(_KINDS[plain])}.", where=name
            )
        known[plain] = value
    if known.get("minimum_n", 1) < 1:
        raise UnreadableError("The setting minimum_n should be 1 or more.", where=name)
    return Configuration(name=name, **known)


def _word(kind: type) -> str:
    words = {str: "a text", bool: "true or false", int: "a whole number"}
    return words.get(kind, "a table")
