"""A reworded theory written into the project that it came from, by toc and by a short script.

`into.py reword THEORY OUT` rewords every hundredth outcome of a theory file (JSON);
`into.py ours|theirs THEORY MAP OUT` writes that theory into a copy of the project. The script
knows only labels, descriptions and which elements are joined, finds elements by the recorded
system ids, and trusts what it reads.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def _read(path: str) -> Json:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as a short script has it
        found: Json = json.load(file)
    return found


def _reword(theory: str, out: str) -> None:
    data = _read(theory)
    for outcome in data["outcomes"][::100]:
        outcome["description"] = f"{outcome.get('description') or outcome['label']}, reworded"
    Path(out).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _ours(theory: str, into: str, out: str) -> None:
    from toc.exports.conversions import convert_into
    from toc.exports.vocabulary import DEFAULT
    from toc.sources import read_source

    source = read_source(theory)
    words = DEFAULT.with_data(dict(source.theory().theory.kumu), "kumu")
    document = read_source(into).document
    result, _ = convert_into(source, document, map_name=None, vocabulary=words)
    Path(out).write_bytes(result.content)


def _theirs(theory: str, into: str, out: str) -> None:
    data, project = _read(theory), _read(into)
    ids = data["kumu"]["ids"]
    elements = {element["_id"]: element["attributes"] for element in project["elements"]}
    joined = {(one["from"], one["to"]) for one in project["connections"]}
    joined |= {(one["to"], one["from"]) for one in project["connections"]}
    for section in ("domains", "outputs", "outcomes", "measures"):
        for part in data[section]:
            if part["id"] not in ids:
                continue  # a measure that is only named in a field
            fields = elements[ids[part["id"]]]
            for name in ("label", "description"):
                if part.get(name) and fields.get(name) != part[name]:
                    fields[name] = part[name]
            links = part.get("leads_to", []) + part.get("measured_by", [])
            for link in links:
                if isinstance(link, dict):
                    link = link.get("to") or link["measure"]  # noqa: PLW2901 - as scripts do
                if link in ids and (ids[part["id"]], ids[link]) not in joined:
                    sys.exit(f"{part['id']} leads to {link}: not on the map")
    with open(out, "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(project, file, indent=2, ensure_ascii=False)


def _main() -> None:
    side, *paths = sys.argv[1:]
    if side == "reword":
        _reword(*paths)
    elif side == "ours":
        _ours(*paths)
    else:
        _theirs(*paths)


if __name__ == "__main__":
    _main()
