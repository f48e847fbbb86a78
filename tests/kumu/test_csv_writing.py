"""CSV tables in Kumu's layout: unaltered, and told where a spreadsheet program would trip."""

from __future__ import annotations

from tests.kumu_documents import blueprint, connection, element
from toc.kumu.csv_writing import write_tables
from toc.kumu.sheet_tables import sheet_tables
from toc.kumu.spreadsheet import read_spreadsheet

LABELS = ["=1+1", "@SUM", "a,b", 'say "so"', "two\nlines", "cr\rhere", " lead", "方案", "'x"]


def test_tables_are_what_kumu_imports() -> None:
    """One file each, with commas, quotes where needed, and the signs of connections as they are."""
    document = blueprint(
        element("A, B", "Output"),
        element("C"),
        connections=[connection("A, B", "C", type="+"), connection("C", "A, B", type="-")],
    )
    files, remarks = write_tables(sheet_tables(document))
    assert files == {
        "elements.csv": b'Label,Type,Tags,Description\r\n"A, B",Output,,\r\nC,,,\r\n',
        "connections.csv": b"From,To,Direction,Label,Type,Tags,Description\r\n"
        b'"A, B",C,,,+,,\r\nC,"A, B",,,-,,\r\n',
    }
    assert remarks == []


def test_texts_come_back_unaltered() -> None:
    """No apostrophe, no cut: what is written is what is read."""
    files, _ = write_tables(sheet_tables(blueprint(*map(element, LABELS))))
    document = read_spreadsheet([*files.items()], "folder")
    assert [one.label for one in document.elements] == LABELS


def test_cells_like_formulas_are_told_once() -> None:
    """One line tells of cells that begin like a formula; signs and numbers are none."""
    plain = ["+", "-", "--", "+-", "-5", "+3.5", "-1,000", "-5%", "-1e-7"]
    document = blueprint(*map(element, [*plain, "=1+1", "-cmd", "@x", "+a"]))
    _, remarks = write_tables(sheet_tables(document))
    assert remarks == [
        (
            "cells that a spreadsheet program takes for a formula if it opens the table;"
            ' Kumu takes them as they stand: 4 ("=1+1", "-cmd", "@x", …)'
        )
    ]


def test_half_characters_are_replaced_and_told() -> None:
    """What UTF-8 cannot hold is replaced, and counted."""
    files, remarks = write_tables(sheet_tables(blueprint(element("a\ud800"))))
    assert "a\ufffd" in files["elements.csv"].decode()
    assert remarks == ['texts with half a character, replaced: 1 ("Elements row 2")']
