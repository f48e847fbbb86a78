"""CSV tables as spreadsheet programs write them."""

from __future__ import annotations

import csv

import pytest

from tests.kumu.workbooks import csv_document, document_of
from toc.errors import UnreadableError
from toc.kumu.dirt import find_dirt
from toc.kumu.sheet_recognition import is_spreadsheet

TABLE = 'Label,Type\r\n"Meals, shared",Output\r\n"Friends\nand kin",Outcome\r\n'
LABELS = ["Meals, shared", "Friends\nand kin"]


def _labels(content: bytes) -> list[str]:
    return [one.label for one in document_of(content).elements]


def _remarks(content: bytes) -> list[str]:
    return [str(dirt) for dirt in find_dirt(document_of(content))]


def test_quotes_and_line_breaks_within_cells() -> None:
    """Cells in quotes hold commas and line breaks, as RFC 4180 says."""
    assert _labels(TABLE.encode()) == LABELS
    assert _remarks(TABLE.encode()) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8(encoding: str) -> None:
    """UTF-8 is read with and without a mark, without a word."""
    content = "Label,Type\nDécor ☂,x\n".encode(encoding)
    assert _labels(content) == ["Décor ☂"]
    assert _remarks(content) == []


@pytest.mark.parametrize(
    ("encoding", "remark"),
    [("cp1252", "read as Windows-1252"), ("utf-16", "in UTF-16; Kumu wants UTF-8")],
)
def test_other_encodings_are_told(encoding: str, remark: str) -> None:
    """What spreadsheet programs save by themselves is read, and what Kumu wants is told."""
    content = "Label,Type\nDécor,x\n".encode(encoding)
    assert is_spreadsheet(content)
    assert _labels(content) == ["Décor"]
    assert remark in _remarks(content)[0]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_told(separator: str) -> None:
    """Semicolons and tabs part cells as well; Kumu wants commas."""
    content = f'Label{separator}"Type, kind"\nA, B{separator}x\n'.encode()
    assert _labels(content) == ["A, B"]
    assert "not separated by commas" in _remarks(content)[0]


def test_quotation_marks_within_a_cell() -> None:
    """A quotation mark in the middle of a cell is part of it."""
    assert _labels(b'Label,Type\nthe "old" hall,x\n"a"b,x\n') == ['the "old" hall', "ab"]


def test_an_open_quotation_mark_is_no_cell() -> None:
    """A quotation mark that is never closed would swallow the rest: its row is told."""
    content = 'Label,Type\nA,x\n"B,x\nC,x\n'
    with pytest.raises(UnreadableError, match=r"map:3: A quotation mark is opened in this row"):
        csv_document(content)


def test_long_cells_and_ragged_rows() -> None:
    """Cells may be of any length, and rows shorter or longer than the header."""
    before = csv.field_size_limit()
    document = csv_document(f"Label,Type,Owner\n{'x' * 200_000}\nA,B,C,D,E\n")
    assert [len(one.label) for one in document.elements] == [200_000, 1]
    assert csv.field_size_limit() == before


def test_empty_rows_are_passed_over() -> None:
    """In a table one section goes on over any number of empty rows."""
    document = csv_document("Label,Type\nA,x\n,\n\n\nB,y\n")
    assert [one.label for one in document.elements] == ["A", "B"]


def test_a_second_section_is_read_and_told() -> None:
    """Kumu reads one section of a table; a second, with its header, is not lost here."""
    document = csv_document("Label\nA\n\n\nFrom,To\nA,B\n")
    assert len(document.connections) == 1
    (first, *_) = [str(dirt) for dirt in find_dirt(document)]
    assert first == 'tables with several sections, of which Kumu reads one: 1 ("map")'


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"PK\x03\x04 and so on", True),
        (b"PK\x05\x06 an empty one", True),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", True),
        (b"Label,Type,Description\nMeals,Output,\n", True),
        (b'\xef\xbb\xbf"from";"to"\r\na;b\r\n', True),
        (b"Type\tLABEL\r\n", True),
        (b"label,tags\nd\xe9cor,\n", True),
        (b"\r\nID,Label\r1,A", True),
        (b"Label\nMeals\n", True),
        (b"label\n", False),
        (b"name: Meals, to, go\n", False),
        (b"- label, from\n", False),
        (b"[label, from]\n", False),
        (b"", False),
        (bytes(range(128, 256)), False),
    ],
)
def test_tables_are_told_by_their_header(content: bytes, answer: bool) -> None:
    """A first line with Label, From or To among its cells is a table; YAML and JSON are not."""
    assert is_spreadsheet(content) is answer
