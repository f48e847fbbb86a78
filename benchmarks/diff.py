"""What changed between two exports of one project, by toc and by a short script.

`diff.py edit MAP OUT` edits a copy of a project here and there; `diff.py ours|theirs OLD NEW`
prints what is different about its items and where they lie, and on stderr the seconds of each step.
The script knows only system ids, trusts what it reads, and looks at nothing else of the project.
"""

from __future__ import annotations

import json
import sys
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]
Told = list[Any]

_LISTS = ("elements", "connections")


def _read(path: str) -> Json:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as a short script has it
        found: Json = json.load(file)
    return found


def _edit(path: str, out: str) -> None:
    project = _read(path)
    for element in project["elements"][::100]:
        element["attributes"]["label"] += ", called otherwise"
    for element in project["elements"][50::100]:
        element["attributes"]["owner"] = "Evaluation circle"
    for connection in project["connections"][::300]:
        connection["direction"] = "mutual"
    entries = project["maps"][0]["elements"]
    for entry in entries[25::100]:
        entry["position"] = {"x": 1.5, "y": 2.5}
    del project["connections"][7::1000]
    text = json.dumps(project, indent=2, ensure_ascii=False)
    Path(out).write_text(text, encoding="utf-8")


def _ours(old: str, new: str) -> tuple[Told, Json]:
    from toc.kumu.differences import find_differences
    from toc.sources import read_source

    started = perf_counter()
    before, after = read_source(old).document, read_source(new).document
    _ = before.elements, before.connections, after.elements, after.connections
    read = perf_counter()
    found = find_differences(before, after).found
    seconds = {"read": read - started, "diff": perf_counter() - read}
    told = [
        [one.kind, one.id, one.field, one.before, one.after]
        for one in found
        if one.what != "removed"
    ]
    return told + [[one.kind, one.id, "", 0, 0] for one in found if one.what == "removed"], seconds


def _theirs(old: str, new: str) -> tuple[Told, Json]:
    started = perf_counter()
    before, after = _read(old), _read(new)
    read = perf_counter()
    told = list(chain(_items(before, after), _positions(before, after)))
    return told, {"read": read - started, "diff": perf_counter() - read}


def _items(before: Json, after: Json) -> Iterator[list[Any]]:
    for section in _LISTS:
        kind = section[:-1]
        olds = {one["_id"]: one for one in before[section]}
        for item in after[section]:
            old = olds.pop(item["_id"])
            if old != item:
                was, now = old["attributes"], item["attributes"]
                for key in {**now, **was}:
                    if was.get(key) != now.get(key):
                        yield [kind, item["_id"], key, was.get(key), now.get(key)]
                for key in ("from", "to", "direction"):
                    if old.get(key) != item.get(key):
                        yield [kind, item["_id"], key, old.get(key), item.get(key)]
        yield from ([kind, own, "", 0, 0] for own in olds)


def _positions(before: Json, after: Json) -> Iterator[list[Any]]:
    for old, new in zip(before["maps"], after["maps"], strict=True):
        spots = {one["element"]: one["position"] for one in old["elements"]}
        for one in new["elements"]:
            if one["position"] != spots[one["element"]]:
                own = one["element"]
                yield ["element", own, "position", spots[own], one["position"]]


def _main() -> None:
    side, old, new = sys.argv[1:]
    if side == "edit":
        _edit(old, new)
        return
    told, seconds = (_ours if side == "ours" else _theirs)(old, new)
    print(json.dumps(sorted(told, key=repr)))
    print(json.dumps(seconds), file=sys.stderr)


if __name__ == "__main__":
    _main()
