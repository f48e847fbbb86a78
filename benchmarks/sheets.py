"""A workbook read as a map, by toc and by the short pandas script that people write.

`sheets.py map SIZE OUT` makes a workbook with three connections to an element; `sheets.py ours
WORKBOOK` and `sheets.py theirs WORKBOOK` print what they found: of each element its label, type,
tags and owner, of each connection its ends, type and direction.
"""

from __future__ import annotations

__all__: list[str] = []

import json
import random
import sys
from pathlib import Path
from typing import Any

Found = dict[str, list[list[Any]]]


def _made(size: int) -> bytes:
    from toc.kumu.document import Document
    from toc.kumu.sheet_tables import sheet_tables
    from toc.kumu.workbook_writing import write_workbook

    chance = random.Random(size)
    labels = [f"Element {number}" for number in range(size)]
    elements = [
        {
            "label": label,
            "type": chance.choice(["Output", "Outcome", "Measure"]),
            "tags": chance.sample(["north", "south", "east"], 2),
            "description": f"What is meant by {label}",
            "Owner": chance.choice(["Ana", "Ben", "Cem"]),
        }
        for label in labels
    ]
    connections = [
        {
            "from": chance.choice(labels),
            "to": chance.choice(labels),
            "type": chance.choice("+-"),
            "direction": "directed",
        }
        for _ in range(3 * size)
    ]
    document = Document.from_data({"elements": elements, "connections": connections}, "made")
    return write_workbook(sheet_tables(document))[0]


def _by_toc(path: str) -> Found:
    from toc.sources import read_source

    document = read_source(path).document
    return {
        "elements": [
            [one.label, one.type, one.fields["tags"], one.text("owner")]
            for one in document.elements
        ],
        "connections": [
            [one.start, one.end, one.type, one.direction] for one in document.connections
        ],
    }


def _by_hand(path: str) -> Found:
    import pandas as pd

    sheets = pd.read_excel(path, sheet_name=None, dtype=str, engine="calamine")
    elements = sheets["Elements"].drop_duplicates(["Label", "Type"], keep="last").fillna("")
    connections = sheets["Connections"].fillna("")
    tags = elements["Tags"].str.split("|")
    columns = (elements["Label"], elements["Type"], tags, elements["Owner"])
    ends = (connections[name] for name in ("From", "To", "Type", "Direction"))
    return {
        "elements": [list(row) for row in zip(*columns, strict=True)],
        "connections": [list(row) for row in zip(*ends, strict=True)],
    }


def _main() -> None:
    side, *rest = sys.argv[1:]
    if side == "map":
        Path(rest[1]).write_bytes(_made(int(rest[0])))
        return
    print(json.dumps((_by_toc if side == "ours" else _by_hand)(rest[0])))


if __name__ == "__main__":
    _main()
