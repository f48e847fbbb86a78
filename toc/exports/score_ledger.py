"""What was published of survey scores: a file of shown figures and nothing else."""

from __future__ import annotations

__all__ = ["ledger_path", "read_ledger", "write_ledger"]

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toc.analysis.shown_scores import ShownScore
from toc.errors import UnreadableError
from toc.exports.atomic_file import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable

_SCHEMA = 1
_LEVELS = ("sub-dimension", "item")
_NUMBERS = ("score", "low", "high", "sd")
_SAFE = re.compile(r"[^\w.-]+")


def ledger_path(theory: str) -> Path:
    """The ledger that belongs to a theory: beside its file, else in the present folder."""
    path = Path(theory)
    if path.is_file():
        return path.with_name(f"{path.stem}.published-scores.json")
    stem = _SAFE.sub("-", theory.rstrip("/").rpartition("/")[2]).strip("-.") or "theory"
    return Path(f"{stem}.published-scores.json")


def read_ledger(path: Path) -> list[tuple[str, str, ShownScore]]:
    """Survey, wave and score of everything that was published; nothing where there is no ledger.

    Raises:
        UnreadableError: there is a file, and it is no ledger: nothing may be published then.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        return _entries(data)
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnreadableError(
            "The list of published scores cannot be read.",
            where=str(path),
            remedy="Without it nobody can tell what new scores would give away: bring back the "
            "last good copy.",
        ) from None


def _entries(data: dict[str, Any]) -> list[tuple[str, str, ShownScore]]:
    if data["schema"] != _SCHEMA:
        raise ValueError
    return [_entry(one) for one in data["published"]]


def _entry(data: dict[str, Any]) -> tuple[str, str, ShownScore]:
    if data["level"] not in _LEVELS:
        raise ValueError
    group = tuple((str(name), str(label)) for name, label in data["group"].items())
    score, low, high, sd = (float(data[name]) for name in _NUMBERS)
    found = ShownScore(data["level"], str(data["id"]), group, int(data["n"]), score, low, high, sd)
    return str(data["survey"]), str(data["wave"]), found


def write_ledger(path: Path, entries: Iterable[tuple[str, str, ShownScore]]) -> None:
    """Replace the ledger by one with these entries, each once, domains and outcomes left out.

    They are made from sub-dimensions, and give away no more than those.

    Raises:
        WriteError: the file could not be written; what stood there before still stands there.
    """
    listed = {
        (survey, wave, one.level, one.id, one.group): _written(survey, wave, one)
        for survey, wave, one in entries
        if one.level in _LEVELS
    }
    rows = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in listed.values())
    text = f'{{"schema": {_SCHEMA}, "published": [\n  {rows}\n]}}\n'
    replace_file(path, text.encode(errors="backslashreplace"))


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
    }
