"""Where a section of a sheet begins, and what stands under no header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.kumu.workbooks import csv_document, document_of, workbook

if TYPE_CHECKING:
    from toc.kumu.document import Document


def _labels(document: Document) -> list[str]:
    return [one.label for one in document.elements]


def _remarks(document: Document) -> list[str]:
    return [str(dirt) for dirt in document.oddities]


def test_cells_beyond_the_header_are_told() -> None:
    """What stands under no header is not read, and is told; empty cells are not."""
    document = csv_document("Label,Type\nA,Output,x,extra\nB,Output,,\n")
    assert _labels(document) == ["A", "B"]
    told = 'cells with no header above them, not read: 2 ("map row 2: x", "map row 2: extra")'
    assert _remarks(document) == [told]
    wide = [["Label", None, None], ["A", None, 0]]
    assert _remarks(document_of(workbook({"E": wide}))) == [
        'cells with no header above them, not read: 1 ("E row 2: 0")'
    ]


def test_a_second_header_in_a_table() -> None:
    """Below one empty row a header of a table is known; where it is not, it is told."""
    begin = "Label,Type\nA,Output\nB,Outcome\n"
    for gap in ("\n", "\n\n"):
        document = csv_document(f"{begin}{gap}From,To,Type\nA,B,+\n")
        assert _labels(document) == ["A", "B"]
        assert [(one.start, one.end) for one in document.connections] == [("A", "B")]
        assert _remarks(document) == [
            'tables with several sections, of which Kumu reads one: 1 ("map")'
        ]
    document = csv_document(f"{begin}From,To,Type\n")
    told = 'rows that look like a header among others, read as items: 1 ("map row 4")'
    assert told in _remarks(document)
    rows = [["Label", "Type"], ["A", "Output"], [None], ["From", "To"], ["A", "B"]]
    assert "among others, read as items" in _remarks(document_of(workbook({"E": rows})))[0]
    plain = csv_document(f"{begin}\nLabel,\nTo whom,From\n")
    assert _labels(plain) == ["A", "B", "Label", "To whom"]
    assert _remarks(plain) == []
