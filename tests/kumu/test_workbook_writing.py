"""Workbooks hold texts and nothing but texts, and come back as what was written."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kumu.workbooks import cells_of, document_of
from tests.kumu_documents import blueprint, connection, element
from toc.errors import UnwritableError
from toc.kumu.sheet_tables import SheetTables, Table, sheet_tables
from toc.kumu.workbook_writing import write_workbook

HOSTILE = [
    "=1+1",
    "+1",
    "-",
    "@SUM(A1)",
    "{=1}",
    "http://example.org",
    "internal:A!A1",
    "_x0041_",
    "_x005F_x0041_",
    "_x005f_x005F_x0041_x0042_",
    "<r><t>x</t></r>",
    "<r></si><f>1</f></r>",
    "<r>_x0041_\x07&amp;</r>",
    "</t></si>",
    "a\rb\r\nc\nd\te",
    "\x00\x01\x1f\x7f",
    "  two  spaces ",
    "007",
    "1e5",
    "TRUE",
    "#N/A",
    "'quoted'",
    "😀 ☂ 方案",
    "x" * 32_767,
]


def _written(*labels: str, **fields: Any) -> bytes:
    content, _ = write_workbook(
        sheet_tables(blueprint(*(element(one, **fields) for one in labels)))
    )
    return content


def test_hostile_texts_come_back_unaltered() -> None:
    """Whatever a text looks like, it is what comes back."""
    document = document_of(_written(*HOSTILE))
    assert [one.label for one in document.elements] == HOSTILE


def test_every_cell_is_a_text_and_none_a_formula() -> None:
    """There is no formula, no link and no number in what is written."""
    content = _written(*HOSTILE, Type="=2", Count=5, Share=0.5, Yes=True, tags=["=a", "=b"])
    assert {kind for kind, _ in cells_of(content)} <= {"s", ""}
    assert all(not inside for kind, inside in cells_of(content) if not kind)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            text = packed.read(name).decode()
            assert "<f>" not in text
            assert "<f " not in text
            assert "<hyperlink" not in text
        assert "xl/calcChain.xml" not in packed.namelist()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_any_text_comes_back(texts: list[str]) -> None:
    """Texts of every character, but for two that XML forbids, come back as they were."""
    content = _written("A", **{f"f{place}": [text] for place, text in enumerate(texts)})
    found = document_of(content).elements[0]
    for place, text in enumerate(texts):
        expected = text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
        several = [part for piece in expected.split("|") if (part := piece.strip())]
        got = found.fields.get(f"f{place}")
        assert got == (expected if "|" not in text else several if len(several) > 1 else got)


def test_half_characters_are_replaced_and_told() -> None:
    """What no file can hold is replaced by the sign for it, and counted."""
    tables = sheet_tables(blueprint(element("a\ud800b\uffff"), element("b")))
    content, remarks = write_workbook(tables)
    assert [one.label for one in document_of(content).elements] == ["a\ufffdb\ufffd", "b"]
    what = "texts with half a character or a forbidden one, replaced"
    assert remarks == [f'{what}: 1 ("Elements row 2")']


@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384, "_x0041_x0042_" * 2_500])
def test_a_text_that_no_cell_can_hold(text: str) -> None:
    """A text beyond what a cell holds is never cut: it is told where it is, and what to do."""
    with pytest.raises(
        UnwritableError, match=r"Elements row 3: The text under Owner is .*--to csv"
    ):
        write_workbook(sheet_tables(blueprint(element("A"), element("B", Owner=text))))


def test_more_rows_than_a_sheet_has() -> None:
    """A table of more rows, or columns, than a sheet has is refused with a clear message."""
    empty = Table("Connections", ["From"], [], [])
    rows: list[list[str | int | float]] = [["x"]] * 1_048_576
    with pytest.raises(UnwritableError, match="Elements needs 1,048,577 rows; a sheet has 1,048,"):
        write_workbook(SheetTables(Table("Elements", ["Label"], rows, []), empty, [], []))
    wide = Table("Elements", [f"f{place}" for place in range(16_385)], [], [])
    with pytest.raises(UnwritableError, match="needs 16,385 columns"):
        write_workbook(SheetTables(wide, empty, [], []))


def test_numbers_on_request() -> None:
    """Asked for types, numbers are numbers in the sheet; what a cell would round stays text."""
    document = blueprint(element("A", Share=0.5, Code=12345678901234567, Year="2026"))
    content, _ = write_workbook(sheet_tables(document), with_types=True)
    (found,) = document_of(content, with_types=True).data["elements"]
    assert found == {"label": "A", "Share": 0.5, "Code": "12345678901234567", "Year": 2026}
    (plain,) = document_of(content).data["elements"]
    assert plain["Share"] == "0.5"


def test_choices_for_type_and_direction() -> None:
    """Type and Direction offer lists, kept on a sheet that Kumu passes over; others are taken."""
    document = blueprint(
        element("A", "=cmd"), element("B", 'a,"b"'), connections=[connection("A", "B", type="+")]
    )
    content, _ = write_workbook(sheet_tables(document))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        elements, connections = (
            packed.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2)
        )
    assert elements.count("<dataValidation ") == 1
    assert "<formula1>'Choices (ignore)'!$A$2:$A$3</formula1>" in elements
    assert connections.count("<dataValidation ") == 2
    assert "<formula1>'Choices (ignore)'!$C$2:$C$4</formula1>" in connections
    assert "showErrorMessage" not in elements + connections
    assert len(document_of(content).elements) == 2


def test_the_same_bytes_each_time() -> None:
    """Writing twice gives the same file, so that it can be kept under version control."""
    assert _written("A", "B") == _written("A", "B")
