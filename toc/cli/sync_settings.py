"""What `[sync]` in the configuration says, and the flags of `toc sync` that win over it."""

from __future__ import annotations

__all__ = ["SyncSettings", "sync_settings"]

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from toc.errors import UnreadableError
from toc.sync.publishing import FORMS, Target, default_place, is_address, same_file
from toc.sync.pulling import Origin
from toc.sync.state import state_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.cli.configuration import Configuration
    from toc.sync.merging import Winner
    from toc.sync.publishing import Targets

_KEYS = {
    "map_file": 'map_file = "export.json"',
    "url": 'url = "https://example.org/map.json"',
    "folder": 'folder = "downloads"',
    "publish": 'publish = {flat = "docs/map.json"}',
    "prefer": 'prefer = "theirs"',
    "token_variable": 'token_variable = "MAP_TOKEN"',
}
_PULLS = ("map_file", "url", "folder")
_WINNERS = ("ours", "theirs")


class SyncSettings(NamedTuple):
    """Where to pull from, what to publish, who wins, and the token for publishing."""

    origin: Origin
    targets: Targets
    prefer: Winner | None
    token: str | None


def sync_settings(
    theory: Path,
    configuration: Configuration,
    *,
    map_file: str | None,
    urls: Sequence[str],
    folder: str | None,
    publish: Sequence[str],
    prefer: str | None,
    allow_private: bool,
) -> SyncSettings:
    """The settings of one run: what the flags say, else the configuration.

    Paths in the configuration count from its own folder.

    Raises:
        UsageError: no place to pull from, or more than one; an unknown form to publish.
        UnreadableError: the configuration has a key or value that is not known, or it names a
            variable for a token that is not set.
    """
    table = _checked(configuration)
    given = [bool(map_file), bool(urls), bool(folder)]
    if sum(given) > 1:
        raise click.UsageError("Give one of --map-file, --url and --folder.")
    base = Path(configuration.name).parent if configuration.name else Path()
    if any(given):
        origin = Origin(map_file, tuple(urls), folder, allow_private)
    else:
        origin = _origin(table, base, allow_private=allow_private)
    targets = _targets(publish, theory) if publish else _configured_targets(table, theory, base)
    _refuse_same_places(targets, theory)
    winner = prefer or table.get("prefer")
    token = (
        _token(table, configuration.name) if any(is_address(one.place) for one in targets) else None
    )
    return SyncSettings(origin, targets, cast("Winner | None", winner), token)


def _checked(configuration: Configuration) -> dict[str, Any]:
    table = configuration.sync or {}
    found: dict[str, Any] = {}
    for key, value in table.items():
        plain = key.replace("-", "_")
        where = f"{configuration.name}: sync"
        if plain not in _KEYS:
            remedy = f"There are: {', '.join(_KEYS)}."
            raise UnreadableError(f'There is no setting "{key}".', where=where, remedy=remedy)
        if not _fits(plain, value):
            remedy = f"Write it like: {_KEYS[plain]}."
            raise UnreadableError(f"The setting {key} cannot be this.", where=where, remedy=remedy)
        found[plain] = value
    if sum(key in found for key in _PULLS) > 1:
        raise UnreadableError(
            "There are several places to pull from.",
            where=f"{configuration.name}: sync",
            remedy="Leave one of map_file, url and folder.",
        )
    return found


def _fits(key: str, value: Any) -> bool:
    if key == "prefer":
        return value in _WINNERS
    texts = [value] if isinstance(value, str) else value
    if key == "publish" and isinstance(value, dict):
        return value.keys() <= FORMS.keys() and all(isinstance(one, str) for one in value.values())
    if key == "publish":
        return isinstance(texts, list) and all(one in FORMS for one in texts)
    if key == "url":
        return (
            isinstance(texts, list) and bool(texts) and all(isinstance(one, str) for one in texts)
        )
    return isinstance(value, str)


def _origin(table: dict[str, Any], base: Path, *, allow_private: bool) -> Origin:
    if "map_file" in table:
        return Origin(map_file=str(base / table["map_file"]))
    if "folder" in table:
        return Origin(folder=str(base / Path(table["folder"]).expanduser()))
    if "url" in table:
        url = table["url"]
        return Origin(
            urls=(url,) if isinstance(url, str) else tuple(url), allow_private=allow_private
        )
    raise click.UsageError(
        "Say where the map is: --map-file EXPORT, --url URL or --folder DIR, or [sync] in toc.toml."
    )


def _targets(entries: Sequence[str], theory: Path) -> Targets:
    found: list[Target] = []
    for entry in entries:
        form, _, place = entry.partition("=")
        if form not in FORMS:
            raise click.BadParameter(
                f'"{entry}". Write one of {", ".join(FORMS)}, or one with a place: '
                "flat=docs/map.json.",
                param_hint="--publish",
            )
        found.append(Target(form, place or default_place(theory, form)))
    return tuple(found)


def _configured_targets(table: dict[str, Any], theory: Path, base: Path) -> Targets:
    publish = table.get("publish", {})
    if isinstance(publish, dict):
        return tuple(
            Target(form, place if is_address(place) else str(base / place))
            for form, place in publish.items()
        )
    return _targets([publish] if isinstance(publish, str) else publish, theory)


def _refuse_same_places(targets: Targets, theory: Path) -> None:
    """One file cannot be two things, least of all the theory."""
    taken = [str(theory), str(state_path(theory))]
    for one in targets:
        if any(_is_same(one.place, place) for place in taken):
            raise click.UsageError(f"{one.form} cannot be published to {one.place}: it is in use.")
        taken.append(one.place)


def _is_same(one: str, other: str) -> bool:
    if is_address(one) or is_address(other):
        return one == other
    return same_file(one, other)


def _token(table: dict[str, Any], name: str) -> str | None:
    variable = table.get("token_variable")
    if variable is None:
        return None
    token = os.environ.get(variable)
    if not token:
        raise UnreadableError(
            f"The environment variable {variable} with the token is not set.",
            where=f"{name}: sync.token_variable",
            remedy="Set it, or leave the address out of what is published.",
        )
    return token
