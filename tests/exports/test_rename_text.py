"""What a renaming changed, as text, JSON and csv."""

from __future__ import annotations

import csv
import json

from tests.kumu_documents import blueprint, connection, element
from toc.exports.rename_table import rename_csv, rename_json
from toc.exports.rename_text import rename_text
from toc.kumu.renaming.plan import Wish
from toc.kumu.renaming.renamed import Renamed, renamed

VIEW = "/* Our outcomes: outcome */\noutcome {}\n#trust {}\n.core { color: red }"
MAP = blueprint(
    element("Trust", "Outcome", id="t1", tags=["core"]),
    element("Trust!", "Outcome", id="t2"),
    connections=[connection("t1", "t2", id="c1", type="Outcome")],
    perspectives=[{"_id": "pers-1", "name": "Main \x1b[31m", "style": VIEW}],
)


def found() -> Renamed:
    wishes = [Wish("type", "outcome=Result"), Wish("label", "Trust=\x1bFaith")]
    return renamed(MAP, [*wishes, Wish("tag", "core==1+1")])


def test_text() -> None:
    """Items are counted, every other place is listed, and nothing steers the terminal."""
    assert rename_text(found()) == (
        'Type "Outcome" is now "Result".\n'
        'Label "Trust" is now "\\u001bFaith".\n'
        'Tag "core" is now "=1+1".\n'
        "\n"
        "Changed in items:\n"
        "  1 element: label\n"
        "  2 elements: element type\n"
        "  1 element: tags\n"
        "  1 connection: connection type\n"
        "\n"
        "Changed in the project and its views:\n"
        '  View "Main \\u001b[31m"\n'
        "    2:1 outcome -> result\n"
        '    4:1 .core -> ["tags"="=1+1"]\n'
        "\n"
        "Left alone, since it cannot be told for certain:\n"
        '  View "Main \\u001b[31m"\n'
        "    1:4 Our outcomes: outcome (a text for readers)\n"
        '    3:2 trust (it may also mean "Trust!")\n'
        "\n"
        "These selectors pick something else than before:\n"
        '  View "Main \\u001b[31m"\n'
        "    3:1 #trust (1 fewer, 0 more)\n"
    )


def test_json() -> None:
    """Every place is there, with what stood and stands in it."""
    answer = json.loads(rename_json(found()))
    assert list(answer) == ["schema", "renamings", "changed", "left", "differs"]
    assert answer["renamings"][0] == {"sort": "type", "old": "Outcome", "new": "Result"}
    assert answer["changed"][0] == {
        "kind": "element",
        "name": "t1",
        "where": "label",
        "old": "Trust",
        "new": "\x1bFaith",
    }
    assert answer["left"][1]["text"] == "trust"
    assert [one["selector"] for one in answer["differs"]] == ["#trust"]


def test_csv() -> None:
    """One row for each place, and no cell is a formula."""
    rows = list(csv.DictReader(rename_csv(found()).splitlines()))
    assert [row["what"] for row in rows] == ["changed"] * 7 + ["left"] * 2 + ["differs"]
    assert rows[-2]["why"] == 'it may also mean "Trust!"'
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+"))]
