"""Two edited copies of one project merged, by toc and by a short script.

`merge.py edit MAP OURS THEIRS` edits two copies of a project here and there;
`merge.py ours|theirs BASE OURS THEIRS OUT` merges them into OUT, and prints on stderr the seconds
of each step. The script knows things by their ids, merges field by field, trusts what it reads,
and knows of no conflicts.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

Json = dict[str, Any]
_NOTHING = object()


def _read(path: str) -> Json:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as a short script has it
        found: Json = json.load(file)
    return found


def _write(project: Json, path: str) -> None:
    text = json.dumps(project, indent=2, ensure_ascii=False)
    Path(path).write_text(text, encoding="utf-8")


def _edit(path: str, ours: str, theirs: str) -> None:
    mine, yours = _read(path), _read(path)
    for element in mine["elements"][::100]:
        element["attributes"]["label"] += ", called otherwise"
    for connection in mine["connections"][::300]:
        connection["direction"] = "mutual"
    for element in yours["elements"][50::100]:
        element["attributes"]["owner"] = "Evaluation circle"
    for entry in yours["maps"][0]["elements"][25::100]:
        entry["position"] = {"x": 1.5, "y": 2.5}
    del yours["connections"][7::1000]
    _write(mine, ours)
    _write(yours, theirs)


def _ours(base: str, ours: str, theirs: str, out: str) -> Json:
    from toc.kumu.merging.documents import merge_documents
    from toc.sources import read_source

    started = perf_counter()
    three = [read_source(path).document for path in (base, ours, theirs)]
    read = perf_counter()
    found = merge_documents(three[0], three[1], three[2])
    seconds = {"read": read - started, "merge": perf_counter() - read}
    Path(out).write_bytes(found.content)
    return seconds


def _theirs(base: str, ours: str, theirs: str, out: str) -> Json:
    started = perf_counter()
    three = [_read(path) for path in (base, ours, theirs)]
    read = perf_counter()
    merged = _merged(*three)
    _write(merged, out)
    return {"read": read - started, "merge": perf_counter() - read}


def _merged(base: Any, ours: Any, theirs: Any) -> Any:
    if theirs == base or ours == theirs:
        return ours
    if ours == base:
        return theirs
    if isinstance(ours, dict):
        keys = list(dict.fromkeys([*ours, *theirs]))
        three = [[one.get(key, _NOTHING) for one in (base, ours, theirs)] for key in keys]
        found = zip(keys, (_merged(*one) for one in three), strict=True)
        return {key: value for key, value in found if value is not _NOTHING}
    if not isinstance(ours, list):
        sys.exit("a conflict")
    sides = [{one["_id"]: one for one in side} for side in (base, ours, theirs)]
    keys = list(dict.fromkeys([*sides[1], *sides[2]]))
    values = (_merged(*(side.get(key, _NOTHING) for side in sides)) for key in keys)
    return [value for value in values if value is not _NOTHING]


def _main() -> None:
    side, *paths = sys.argv[1:]
    if side == "edit":
        _edit(*paths)
        return
    seconds = (_ours if side == "ours" else _theirs)(*paths)
    print(json.dumps(seconds), file=sys.stderr)


if __name__ == "__main__":
    _main()
