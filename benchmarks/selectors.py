"""A thousand questions to one project, by selector and by list comprehensions.

`selectors.py ours MAP` and `selectors.py theirs MAP` print how many items each question finds and
a sum of their ids, and on stderr the seconds after the file was read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any
from zlib import crc32

QUESTIONS = 1_000
_KINDS = ("Activity", "Output", "Outcome", "Impact", "Indicator")


def _by_selector(path: str, words: list[str], ids: list[str]) -> tuple[float, list[list[str]]]:
    from toc.kumu.selectors.matching import Matcher
    from toc.sources import read_source

    document = read_source(path).document
    started = perf_counter()
    ask = Matcher(document.elements, document.connections, document.loops).select
    answers: list[list[str]] = []
    for n in range(QUESTIONS // 5):
        word, kind, own = words[n % len(words)], _KINDS[n % len(_KINDS)], ids[n % len(ids)]
        asked = (
            f"{kind}[value > {n}]",
            f'["label" ^= "{word}"]',
            f"#{own}",
            f"{kind.lower()}.{word}",
            f"{kind} --> #{own}",
        )
        answers += ([item.system_id or "" for item in ask(one)] for one in asked)
    return perf_counter() - started, answers


def _by_hand(path: str, words: list[str], ids: list[str]) -> tuple[float, list[list[str]]]:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as a short script has it
        project = json.load(file)
    started = perf_counter()
    elements, connections = project["elements"], project["connections"]
    kind_of = {e["_id"]: e["attributes"]["element type"] for e in elements}
    answers: list[list[str]] = []
    for n in range(QUESTIONS // 5):
        word, kind, own = words[n % len(words)], _KINDS[n % len(_KINDS)], ids[n % len(ids)]
        of_kind = [e for e in elements if e["attributes"]["element type"] == kind]
        answers.append([e["_id"] for e in of_kind if e["attributes"].get("value", 0) > n])
        labels = ((e["_id"], e["attributes"]["label"]) for e in elements)
        answers.append([one for one, label in labels if label.lower().startswith(word)])
        answers.append([e["_id"] for e in elements if e["_id"] == own])
        tags = ((e["_id"], e["attributes"].get("tags", ())) for e in of_kind)
        answers.append([one for one, own_tags in tags if word in map(str.lower, own_tags)])
        near = {c["from"] for c in connections if c["to"] == own}
        both = (c["to"] for c in connections if c["from"] == own and c["direction"] != "directed")
        answers.append(sorted(one for one in near.union(both) if kind_of.get(one) == kind))
    return perf_counter() - started, answers


def _main() -> None:
    side, path = sys.argv[1:]
    project: Any = json.loads(Path(path).read_text(encoding="utf-8"))
    ids = [element["_id"] for element in project["elements"][:200]]
    words = sorted({e["attributes"]["label"].split()[0].lower() for e in project["elements"][:200]})
    del project
    seconds, answers = (_by_selector if side == "ours" else _by_hand)(path, words, ids)
    print(json.dumps([[len(one), crc32(" ".join(one).encode())] for one in answers]))
    print(json.dumps({"questions": seconds}), file=sys.stderr)


if __name__ == "__main__":
    _main()
