"""The same as `rival.py` through the library: read, find the gaps, write.

`ours.py MAP [OUT [LABEL]]` prints the ids of the gaps and, on stderr, the seconds of each step.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from toc.analysis.coverage import find_coverage
from toc.exports.map_reading import read_map
from toc.exports.outlines import outline_of_map
from toc.exports.vocabulary import DEFAULT
from toc.kumu.json_reader import paused_gc
from toc.sources import read_source

if TYPE_CHECKING:
    from toc.kumu.document import Document

TODAY = date(2026, 11, 1)


def _read(path: str) -> Document:
    document = read_source(path).document
    _ = document.elements, document.connections
    return document


def _gaps(document: Document) -> list[str]:
    with paused_gc():
        outline, _ = outline_of_map(read_map(document, DEFAULT))
        coverage = find_coverage(outline, TODAY)
    return [outcome.id for outcome in coverage.in_state("gap")]


def _write(document: Document, path: str, label: str | None) -> None:
    if label is not None:
        document.data["elements"][0]["attributes"]["label"] = label
    Path(path).write_bytes(document.to_bytes())


def _main() -> None:
    source, out, label = (*sys.argv[1:], None, None)[:3]
    seconds = {}
    started = perf_counter()
    document = _read(str(source))
    seconds["read"] = perf_counter() - started
    started = perf_counter()
    gaps = _gaps(document)
    seconds["gaps"] = perf_counter() - started
    print(json.dumps(gaps))
    if out is not None:
        started = perf_counter()
        _write(document, out, label)
        seconds["write"] = perf_counter() - started
    print(json.dumps(seconds), file=sys.stderr)


if __name__ == "__main__":
    _main()
