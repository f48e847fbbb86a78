"""Spreadsheets read as Kumu reads them, and nothing lost where Kumu says nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.kumu.workbooks import csv_document, document_of, raw_workbook, workbook
from tests.samples import each_sample
from toc.errors import FormError
from toc.kumu.dirt import find_dirt
from toc.kumu.spreadsheet import read_spreadsheet

if TYPE_CHECKING:
    from pathlib import Path

    from toc.kumu.document import Document

ELEMENTS = [["Label", "Type", "Owner"], ["Meals", "Output", "Ana"], ["Friends", "Outcome", ""]]
CONNECTIONS = [["From", "To", "Direction"], ["Meals", "Friends", "directed"]]


def _labels(document: Document) -> list[str]:
    return [element.label for element in document.elements]


def _remarks(document: Document) -> list[str]:
    return [str(dirt) for dirt in find_dirt(document)]


def _ends(document: Document) -> list[tuple[str, str]]:
    return [(one.start, one.end) for one in document.connections]


def test_sheets_are_told_by_their_headers() -> None:
    """What a sheet holds is said by its header, in any case, whatever its name."""
    document = document_of(workbook({"b": CONNECTIONS, "a": [["LABEL", "type"], ["Meals", "X"]]}))
    assert document.data["elements"][0] == {"label": "Meals", "type": "X"}
    assert document.data["connections"] == [
        {"from": "Meals", "to": "Friends", "direction": "directed"}
    ]


def test_several_sections_in_one_sheet() -> None:
    """In a workbook two empty rows may be followed by another section with its own header."""
    rows = [*ELEMENTS, [None], [None], *CONNECTIONS, [None], ["Friends", "Meals", None]]
    document = document_of(workbook({"All": rows}))
    assert _labels(document) == ["Meals", "Friends"]
    assert _ends(document) == [("Meals", "Friends"), ("Friends", "Meals")]
    assert _remarks(document) == []


def test_rows_below_no_header_are_told() -> None:
    """After two empty rows a header has to follow; what has none is left out, and told."""
    rows = [*ELEMENTS, [None], [None], ["Notes", "by Ana"], ["more"]]
    document = document_of(workbook({"All": rows}))
    assert _labels(document) == ["Meals", "Friends"]
    assert _remarks(document) == [
        (
            "rows without a header above that has Label, or From and To; not read: 2"
            ' ("All row 6", "All row 7")'
        )
    ]


def test_ignored_hidden_and_chart_sheets() -> None:
    """A sheet with (ignore) in its name is passed over; a hidden one is read, and told."""
    sheets: dict[str, Any] = {"Old (Ignore)": ELEMENTS, "More": CONNECTIONS}
    document = document_of(workbook({"A": ELEMENTS, **sheets}, hidden=["More"]))
    assert _labels(document) == ["Meals", "Friends"]
    assert len(document.connections) == 1
    assert _remarks(document) == ['hidden sheets, read like the others, as Kumu does: 1 ("More")']


def test_pipes_part_values() -> None:
    """A cell with pipes holds several values; labels, types and texts of items are never parted."""
    rows = [
        ["Label", "Type", "Tags", "Description", "Owner", "URL"],
        ["A|B", "C|D", "x", "a | b", "Ana | Ben||", "http://a|b"],
        ["E", None, "x|y", None, "|Ana", None],
    ]
    assert document_of(workbook({"Elements": rows})).data["elements"] == [
        {
            "label": "A|B",
            "type": "C|D",
            "tags": ["x"],
            "description": "a | b",
            "Owner": ["Ana", "Ben"],
            "url": "http://a|b",
        },
        {"label": "E", "tags": ["x", "y"], "Owner": "Ana"},
    ]


def test_pipes_in_ends_make_several_connections() -> None:
    """From and To fan out at pipes, unless an element is called so as a whole."""
    document = csv_document("from,to,type\na,b | c,+\na|b,c,-\n")
    assert _ends(document) == [("a", "b"), ("a", "c"), ("a", "c"), ("b", "c")]
    assert [one.type for one in document.connections] == ["+", "+", "-", "-"]
    rows = [["Label"], ["x|y"], ["z"], [None], [None], ["From", "To"], ["x|y", "z"]]
    assert _ends(document_of(workbook({"All": rows}))) == [("x|y", "z")]


def test_connections_alone_make_their_elements() -> None:
    """A table of connections makes an element of every end, once, without a word."""
    document = csv_document("From,To\nb,a\na,c\n")
    assert _labels(document) == ["b", "a", "c"]
    assert _remarks(document) == []


def test_an_end_that_no_element_has_makes_one_and_is_told() -> None:
    """Beside a table of elements an end with another label may be a slip: it is told."""
    document = document_of(workbook({"A": ELEMENTS, "B": [["From", "To"], ["Meals", "Freinds"]]}))
    assert _labels(document) == ["Meals", "Friends", "Freinds"]
    what = "elements made of the end of a connection, since none has that label"
    assert _remarks(document) == [f'{what}: 1 ("Freinds")']


def test_with_ids_ends_are_ids() -> None:
    """Where elements have ids, From and To hold ids, and make no elements."""
    document = document_of(
        workbook(
            {
                "A": [["ID", "Label"], [1, "Same"], ["b", "Same"]],
                "B": [["ID", "From", "To"], ["c", 1, "b"], ["d", "b", "gone"]],
            }
        )
    )
    assert [one.assigned_id for one in document.elements] == ["1", "b"]
    assert [one.assigned_id for one in document.connections] == ["c", "d"]
    assert _ends(document) == [("1", "b"), ("b", "gone")]
    assert 'connection ends that lead to nothing: 1 ("d → gone")' in _remarks(document)


def test_rows_of_one_element_are_joined() -> None:
    """The same label and type mean one element, of which the last row counts, field by field."""
    rows = [
        ["Label", "Type", "Owner", "Place"],
        ["A", "X", "Ana", "hall"],
        ["A", "Y", "Ben", None],
        ["A", "X", "Eve", None],
    ]
    document = document_of(workbook({"Elements": rows}))
    assert document.data["elements"] == [
        {"label": "A", "type": "X", "Owner": "Eve", "Place": "hall"},
        {"label": "A", "type": "Y", "Owner": "Ben"},
    ]
    what = "rows for an element met before, the last of which counts"
    assert _remarks(document)[0] == f'{what}: 1 ("Elements row 4")'


def test_sheets_with_other_columns_add_to_one_another() -> None:
    """Several sheets may say different things about one element; without types its label counts."""
    more = [["Label", "Place"], ["Meals", "hall"], ["Talks", "yard"]]
    document = document_of(workbook({"A": ELEMENTS, "B": more}))
    assert _labels(document) == ["Meals", "Friends", "Talks"]
    assert document.elements[0].text("place") == "hall"
    assert _remarks(document) == []
    twice = [["Label", "Type"], ["Meals", "X"], ["Meals", "Y"]]
    document = document_of(workbook({"A": twice, "B": more}))
    assert "rows that may mean several elements, taken for the first: 1" in _remarks(document)[0]


def test_blanks_are_no_label_and_no_id() -> None:
    """A cell of nothing but blanks under a label, an id or an end is empty."""
    document = csv_document("ID,Label,Owner\n ,A, \nx,\u3000,\n , ,Ana\n")
    assert document.data["elements"] == [{"label": "A", "Owner": " "}, {"id": "x"}]
    assert 'rows without a label, not read: 1 ("map row 4")' in _remarks(document)


def test_an_id_may_change_a_label() -> None:
    """With the same id, label and type are values like others."""
    rows = [["ID", "Label"], ["a", "Old"], ["a", "New"]]
    more = [["Label", "Owner"], ["New", "Ana"], ["Old", "Ben"]]
    document = document_of(workbook({"A": rows, "B": more}))
    assert document.data["elements"] == [
        {"id": "a", "label": "New", "Owner": "Ana"},
        {"label": "Old", "Owner": "Ben"},
    ]


def test_shared_labels_at_ends_are_told() -> None:
    """An end whose label several elements share is told, with what tells them apart."""
    rows = [["Label", "Type"], ["A", "X"], ["A", "Y"], ["B", "X"]]
    document = document_of(workbook({"E": rows, "C": [["From", "To"], ["A", "B"]]}))
    assert "an ID column in both tables tells them apart" in _remarks(document)[0]


def test_parallel_connections_stay_apart() -> None:
    """Every row of connections is one, also between the same two."""
    document = csv_document("From,To,Type\na,b,+\na,b,-\n")
    assert [one.type for one in document.connections] == ["+", "-"]


def test_everything_is_text() -> None:
    """Numbers, days and truth values become the texts that Kumu gets."""
    cells = [1, 1.0, 2.5, -0.0, True, date(2026, 11, 22), datetime(2026, 11, 22, 14, 30)]  # noqa: DTZ001 - a cell has no zone
    rows = [["Label", "b", "c", "d", "e", "f", "g"], cells]
    (found,) = document_of(workbook({"E": rows})).data["elements"]
    texts = ["1", "1", "2.5", "0", "TRUE", "2026-11-22", "2026-11-22 14:30:00"]
    assert list(found.values()) == texts


def test_types_on_request() -> None:
    """Asked for types, what reads as a number becomes one; names and codes stay text."""
    texts = ["5", "0.0451", "1e-7", "007", "1234567890123456", "+1", "1,5", "-0", "x|2", "true"]
    header = ["Label", *(f"f{place}" for place in range(len(texts) + 1))]
    content = workbook({"E": [header, ["12", *texts, True]]})
    (found,) = document_of(content, with_types=True).data["elements"]
    values: list[object] = [5, 0.0451, 1e-7, "007", "1234567890123456", "+1", "1,5", -0.0]
    assert list(found.values()) == ["12", *values, ["x", 2], "true", True]
    assert str(found["f7"]) == "-0.0"


def test_numbers_beyond_all_numbers_are_texts() -> None:
    """What is no number, or beyond all, is a text, asked for types as well."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{v}</v></c></row>' for n, v in ((2, "NaN"), (3, "1e999"))
    )
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>Label</t></is></c></row>'
    for with_types in (False, True):
        document = document_of(raw_workbook(head + rows), with_types=with_types)
        assert _labels(document) == ["nan", "inf"]
    table = read_spreadsheet([("t", b"Label,n\nA,1e999\n")], "t", with_types=True)
    assert table.data["elements"] == [{"label": "A", "n": "1e999"}]


def test_numbers_that_a_spreadsheet_rounds_are_told() -> None:
    """A number of more than fifteen digits is not what was typed."""
    document = document_of(workbook({"E": [["ID", "Label"], [12345678901234567890, "A"]]}))
    assert "more than fifteen digits" in _remarks(document)[0]


def test_dirt_in_headers_and_rows_is_told() -> None:
    """Doubled and misplaced headers, and rows without a label or an end, are told, not fatal."""
    rows = [["Type", "Label", "type", "", "Owner "], ["X", "A", "Y", "lost", "Ana"], ["X", None]]
    document = document_of(workbook({"E": rows, "C": [["From", "To"], ["A", None]]}))
    assert document.data["elements"] == [{"type": "X", "label": "A", "Owner": "Ana"}]
    assert _remarks(document) == [
        'columns with the header of an earlier one, not read: 1 ("E row 1: type")',
        'headers in which Label, or ID before, do not come first: 1 ("E row 1")',
        'cells with no header above them, not read: 1 ("E row 2: lost")',
        'rows without a label, not read: 1 ("E row 3")',
        'rows without a From or To, not read: 1 ("C row 2")',
    ]


def test_unknown_directions() -> None:
    """Directions are read in any case; without one the map's own holds; others are told."""
    document = csv_document("from,to,direction\na,b,Mutual\na,c,\na,d,sideways\n")
    assert [one.raw.get("direction") for one in document.connections] == [
        "mutual",
        None,
        "sideways",
    ]


def test_nothing_of_kumus() -> None:
    """A workbook in which no sheet has a header of Kumu's says what Kumu wants."""
    with pytest.raises(FormError, match=r"map: There are no elements .* Kumu wants Label first"):
        document_of(workbook({"Budget": [["Item", "Sum"], ["Hall", 5]]}))


def test_a_header_alone_is_an_empty_map() -> None:
    """A header without rows is a map without elements."""
    assert csv_document("Label,Type\n").elements == []
    assert document_of(workbook({"E": [["Label"]]})).elements == []


def test_several_tables_are_one_map() -> None:
    """Tables of elements and of connections are read together; other files are told."""
    files = [("c.csv", b"From,To\nA,B\n"), ("e.csv", b"Label,Type\nA,X\nB,Y\n"), ("n.csv", b"a,b")]
    document = read_spreadsheet(files, "folder")
    assert (_labels(document), _ends(document)) == (["A", "B"], [("A", "B")])
    assert _remarks(document) == ['files without a header of Kumu\'s, not read: 1 ("n.csv")']


COUNTS = {
    "connections-export.csv": (59, 78),
    "spreadsheet-stock-flow.xlsx": (81, 79),
    "vc-spec-map-connections.csv": (54, 70),
    "vc-spec-map-elements.csv": (54, 0),
    "xlsx-export-with-metrics.xlsx": (99, 146),
}


@each_sample(".xlsx")
def test_real_workbooks(sample: Path) -> None:
    """Workbooks that Kumu and its users wrote are read whole."""
    document = read_spreadsheet([(sample.name, sample.read_bytes())], sample.name)
    assert (len(document.elements), len(document.connections)) == COUNTS[sample.name]


@each_sample(".csv")
def test_real_tables(sample: Path) -> None:
    """Tables that Kumu and its users wrote are read whole."""
    document = read_spreadsheet([(sample.name, sample.read_bytes())], sample.name)
    assert (len(document.elements), len(document.connections)) == COUNTS[sample.name]
