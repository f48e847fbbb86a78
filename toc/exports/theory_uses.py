"""Where the parts of a theory are referred to, in plain data, and the theory without some."""

from __future__ import annotations

__all__ = ["SECTIONS", "Use", "cut_out", "theory_uses", "without_parts"]

from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from toc.models.references import Path

SECTIONS = ("dimensions", "domains", "themes", "voices", "outputs", "outcomes", "measures")
"""The sections whose parts have ids that others refer to."""

_ALONE = ("dimension", "domain")
_SEVERAL = {"themes": "", "voices": "", "leads_to": "to", "measured_by": "measure"}
_REMARKS = {"links": ("from", "to"), "unknown": ("item",), "waivers": ("item",)}


class Use(NamedTuple):
    """That something refers to a part: to which, where, and in what words.

    What stands at `path` goes when the part goes. `holder` is who refers to it, by section and id.
    """

    target: str
    path: Path
    holder: tuple[str, str]
    words: Any


def theory_uses(data: dict[str, Any]) -> Iterator[Use]:
    """Every reference to a part, section by section."""
    for section in SECTIONS:
        for place, part in enumerate(_entries(data, section)):
            yield from _uses_in(part, (section, place), (section, part["id"]))
    for section, keys in _REMARKS.items():
        for place, remark in enumerate(_entries(data, section)):
            for key in keys:
                if target := remark.get(key):
                    yield Use(target, (section, place), (section, ""), remark)
    for place, survey in enumerate(_entries(data, "surveys")):
        yield from _uses_in_survey(survey, place)


def cut_out(data: dict[str, Any], paths: Iterable[Path]) -> None:
    """Take out what stands at some paths, and the lists that are empty then."""
    for path in sorted(set(paths), reverse=True):
        holder = _at(data, path[:-1])
        holder.pop(path[-1])
        if not holder and isinstance(holder, list):
            _at(data, path[:-2]).pop(path[-2])


def without_parts(data: dict[str, Any], ids: Collection[str]) -> dict[str, Any]:
    """The theory without some parts and all that refers to them; `data` is left as it is."""
    if not ids:
        return data
    left = deepcopy(data)
    cut_out(left, (use.path for use in theory_uses(data) if use.target in ids))
    for section in SECTIONS:
        left[section] = [part for part in left.get(section, ()) if part["id"] not in ids]
    return left


def _uses_in(part: Any, path: Path, holder: tuple[str, str]) -> Iterator[Use]:
    for key in _ALONE:
        if target := part.get(key):
            yield Use(target, (*path, key), holder, key)
    for key, inner in _SEVERAL.items():
        for number, entry in enumerate(_entries(part, key)):
            target = entry if isinstance(entry, str) else entry[inner]
            yield Use(target, (*path, key, number), holder, entry)


def _uses_in_survey(survey: Any, place: int) -> Iterator[Use]:
    holder = ("surveys", survey["id"])
    for number, voice in enumerate(_entries(survey, "voices")):
        target = voice if isinstance(voice, str) else voice["id"]
        yield Use(target, ("surveys", place, "voices", number), holder, voice)
    for number, scored in enumerate(_entries(survey, "sub_dimensions")):
        path: Path = ("surveys", place, "sub_dimensions", number)
        if target := scored.get("measure"):
            yield Use(target, (*path, "measure"), holder, scored["id"])
        for tie, entry in enumerate(_entries(scored, "outcomes")):
            target = entry if isinstance(entry, str) else entry["outcome"]
            yield Use(target, (*path, "outcomes", tie), holder, entry)


def _entries(holder: dict[str, Any], key: str) -> list[Any]:
    return holder.get(key) or []


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
