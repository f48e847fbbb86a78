"""What was published of survey scores: a file of shown figures and nothing else."""

from __future__ import annotations

__all__ = [
    "PublishedLink",
    "ledger_path",
    "published_near",
    "read_ledger",
    "read_links",
    "write_ledger",
]

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.analysis.comparing import Sample
from toc.analysis.shown_scores import Alpha, Favourable, ShownScore
from toc.errors import UnreadableError
from toc.exports.atomic_file import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc.analysis.shown_scores import Group

_SCHEMA = 1
_ENDING = ".published-scores.json"
_LEVELS = ("sub-dimension", "item")
_NUMBERS = ("score", "low", "high", "sd")
_OF_LINK = ("survey", "first", "second", "id")
_SAFE = re.compile(r"[^\w.-]+")


def ledger_path(theory: str) -> Path:
    """The ledger that belongs to a theory: beside its file, else in the present folder."""
    path = Path(theory)
    if path.is_file():
        return path.with_name(f"{path.stem}{_ENDING}")
    stem = _SAFE.sub("-", theory.rstrip("/").rpartition("/")[2]).strip("-.") or "theory"
    return Path(f"{stem}{_ENDING}")


class PublishedLink(NamedTuple):
    """What changed for the same people between two waves: a sub-dimension, a group, and figures."""

    survey: str
    first: str
    second: str
    id: str
    group: Group
    sample: Sample


def read_ledger(path: Path) -> list[tuple[str, str, ShownScore]]:
    """Survey, wave and score of everything that was published; nothing where there is no ledger.

    Raises:
        UnreadableError: there is a file, and it is no ledger: nothing may be published then.
    """
    return _read(path)[0]


def read_links(path: Path) -> list[PublishedLink]:
    """What was published of the same people in two waves; nothing where there is no ledger.

    Raises:
        UnreadableError: there is a file, and it is no ledger: nothing may be published then.
    """
    return _read(path)[1]


def published_near(
    path: Path, survey: str
) -> tuple[list[tuple[str, str, ShownScore]], list[PublishedLink]]:
    """What a ledger holds, and what others in its folder hold of a survey.

    The same answers may be scored by a theory, by its map, or by a copy of either: figures that
    were shown by one name give as much away beside those of another.

    Raises:
        UnreadableError: one of the files is no ledger: nothing may be published then.
    """
    entries, links = _read(path)
    for other in sorted(path.parent.glob(f"*{_ENDING}")):
        if other.name != path.name:
            scores, told = _read(other)
            entries += [one for one in scores if one[0] == survey]
            links += [one for one in told if one.survey == survey]
    return entries, links


def _read(path: Path) -> tuple[list[tuple[str, str, ShownScore]], list[PublishedLink]]:
    try:
        return _held(json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return [], []
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnreadableError(
            "The list of published scores cannot be read.",
            where=str(path),
            remedy="Without it nobody can tell what new scores would give away: bring back the "
            "last good copy.",
        ) from None


def _held(data: dict[str, Any]) -> tuple[list[tuple[str, str, ShownScore]], list[PublishedLink]]:
    if data["schema"] != _SCHEMA:
        raise ValueError
    links = [_link(one) for one in data.get("linked", [])]
    return [_entry(one) for one in data["published"]], links


def _entry(data: dict[str, Any]) -> tuple[str, str, ShownScore]:
    if data["level"] not in _LEVELS:
        raise ValueError
    score, low, high, sd = (float(data[name]) for name in _NUMBERS)
    found = ShownScore(
        data["level"],
        str(data["id"]),
        _group(data["group"]),
        int(data["n"]),
        score,
        low,
        high,
        sd,
        favourable=_share(data.get("favourable")),
        reliability=_alpha(data.get("alpha")),
    )
    return str(data["survey"]), str(data["wave"]), found


def _share(data: dict[str, Any] | None) -> Favourable | None:
    if data is None:
        return None
    return Favourable(float(data["share"]), float(data["low"]), float(data["high"]))


def _alpha(data: dict[str, Any] | None) -> Alpha | None:
    if data is None:
        return None
    return Alpha(float(data["alpha"]), float(data["low"]), float(data["high"]), int(data["n"]))


def _link(data: dict[str, Any]) -> PublishedLink:
    sample = Sample(float(data["difference"]), float(data["sd"]), int(data["n"]))
    survey, first, second, own = (str(data[name]) for name in _OF_LINK)
    return PublishedLink(survey, first, second, own, _group(data["group"]), sample)


def _group(data: dict[str, Any]) -> Group:
    return tuple((str(name), str(label)) for name, label in data.items())


def write_ledger(
    path: Path,
    entries: Iterable[tuple[str, str, ShownScore]],
    links: Iterable[PublishedLink] | None = None,
) -> None:
    """Replace the ledger by one with these entries, each once, domains and outcomes left out.

    They are made from sub-dimensions, and give away no more than those. Without `links` those that
    stand in the file stay.

    Raises:
        UnreadableError: what stands there is no ledger. WriteError: the file could not be written;
            what stood there before still stands there.
    """
    listed = {
        (survey, wave, one.level, one.id, one.group): _written(survey, wave, one)
        for survey, wave, one in entries
        if one.level in _LEVELS
    }
    told = {one[:-1]: _written_link(one) for one in (read_links(path) if links is None else links)}
    text = f'{{"schema": {_SCHEMA}, "published": [\n  {_rows(listed.values())}\n]'
    if told:
        text += f', "linked": [\n  {_rows(told.values())}\n]'
    replace_file(path, f"{text}}}\n".encode(errors="backslashreplace"))


def _rows(found: Iterable[dict[str, Any]]) -> str:
    return ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in found)


def _written_link(one: PublishedLink) -> dict[str, Any]:
    return {
        "survey": one.survey,
        "first": one.first,
        "second": one.second,
        "id": one.id,
        "group": dict(one.group),
        "n": one.sample.n,
        "difference": round(one.sample.mean, 1),
        "sd": round(one.sample.sd, 1),
    }


def _written(survey: str, wave: str, score: ShownScore) -> dict[str, Any]:
    return {
        "survey": survey,
        "wave": wave,
        "level": score.level,
        "id": score.id,
        "group": dict(score.group),
        "n": score.n,
        "score": score.score,
        "low": score.low,
        "high": score.high,
        "sd": score.sd,
        **({"favourable": asdict(score.favourable)} if score.favourable else {}),
        **({"alpha": asdict(score.reliability)} if score.reliability else {}),
    }
