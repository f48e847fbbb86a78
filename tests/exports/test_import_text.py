"""What an import would do, as text, JSON and csv."""

from __future__ import annotations

import csv
import json

from tests.kumu_documents import blueprint, connection, element
from toc.exports.import_table import preview_csv, preview_json
from toc.exports.import_text import preview_text
from toc.kumu.import_preview import Preview, preview_import
from toc.kumu.incoming import incoming_items

MAP = blueprint(
    element("Meals", "Output", Owner="Ana"),
    element("Friends", "Outcome"),
    element("Twice"),
    element("Twice"),
    connections=[connection("Meals", "Friends", label="=1+1")],
)
SHEET = blueprint(
    element("Meals", "Output", Owner="Ben\x1b[31m"),
    element("Meals", "Output", Place="Hall"),
    element("Talks", "Output"),
    connections=[connection("Meals", "Twice"), connection("Meals", "Friends", label="=1+1")],
)


def _preview() -> Preview:
    return preview_import(MAP, *incoming_items(SHEET))


def test_text() -> None:
    """What needs a look comes first, changes show old and new, and nothing steers the terminal."""
    assert preview_text(_preview()) == (
        "5 rows: 1 created, 1 updated, 1 unchanged, 1 merged, 1 ambiguous.\n"
        "\n"
        "Ambiguous: what Kumu does with these is not documented\n"
        "  connection Meals --> Twice (connections[0])\n"
        "    may mean Twice, Twice #2\n"
        "\n"
        "Merged with an earlier row: one item, the last row counts\n"
        "  Output  Meals (elements[1])\n"
        "    place: (empty) → Hall\n"
        "    with elements[0]\n"
        "\n"
        "Updated\n"
        "  Output  Meals (elements[0])\n"
        "    owner: Ana → Ben\\x1b[31m\n"
        "\n"
        "Created\n"
        "  Output  Talks (elements[2])\n"
        "\n"
        "Never deleted: 1 element and 0 connections of the map that no row means.\n"
        "  Friends\n"
    )


def test_text_of_nothing() -> None:
    """An import of nothing leaves everything as it is."""
    empty = preview_import(MAP, [], [])
    assert preview_text(empty).splitlines()[-2:] == [
        "Never deleted: 4 elements and 1 connection of the map that no row means.",
        "  Meals, Friends, Twice, Twice, =1+1",
    ]


def test_json() -> None:
    """JSON says the same, with a schema number and keys that do not change within it."""
    answer = json.loads(preview_json(_preview()))
    assert list(answer) == ["schema", "counts", "rows", "never_deleted"]
    assert answer["schema"] == 1
    assert answer["counts"] == {
        "created": 1,
        "updated": 1,
        "unchanged": 1,
        "merged": 1,
        "ambiguous": 1,
    }
    assert answer["rows"][0] == {
        "action": "updated",
        "kind": "element",
        "place": "elements[0]",
        "id": "Meals",
        "label": "Meals",
        "type": "Output",
        "changes": [{"field": "owner", "old": "Ana", "new": "Ben\x1b[31m"}],
        "merged_with": None,
        "candidates": [],
    }
    assert answer["rows"][3]["from"] == "Meals"
    assert answer["never_deleted"] == {
        "elements": 1,
        "connections": 0,
        "items": [{"kind": "element", "id": "Friends", "label": "Friends"}],
    }


def test_csv() -> None:
    """Csv has one row for each row, and no cell that a spreadsheet would take for a formula."""
    rows = [*csv.reader(preview_csv(_preview()).splitlines())]
    assert len(rows) == 6
    assert [row[0] for row in rows[1:]] == [
        *("updated", "merged", "created", "ambiguous", "unchanged"),
    ]
    assert rows[5][4] == "'=1+1"
    assert rows[2][8:] == ["place:  → Hall", "elements[0]", ""]
    assert rows[4][-1] == "Twice; Twice #2"
