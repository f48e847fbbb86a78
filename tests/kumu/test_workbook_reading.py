"""Workbooks that are damaged, locked, old, far too large, or made to harm."""

from __future__ import annotations

import io
import random
import re
import zipfile
from contextlib import suppress

import pytest
import xlsxwriter

from tests.kumu.workbooks import archive, document_of, raw_workbook, workbook
from toc.errors import FormError, LimitError, UnreadableError
from toc.kumu.dirt import find_dirt
from toc.kumu.limits import Limits
from toc.kumu.spreadsheet import read_spreadsheet

PLAIN = {"Elements": [["Label", "Type"], ["Meals", "Output"]]}
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>Label</t></is></c></row>'


def _read(content: bytes, **limits: int) -> int:
    found = read_spreadsheet([("map", content)], "map", limits=Limits(**limits))
    return len(found.elements)


def _refusal(content: bytes, kind: type[UnreadableError] = UnreadableError, **limits: int) -> str:
    with pytest.raises(kind) as caught:
        _read(content, **limits)
    return str(caught.value)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_other_archives_are_named() -> None:
    """An archive that is no workbook is called what it is, with what to do."""
    remedy = "Save it as .xlsx and give that file."
    kinds = {
        "xl/workbook.bin": "a binary workbook (.xlsb)",
        "mimetype": "an OpenDocument file",
        "word/document.xml": "a text document",
        "ppt/presentation.xml": "a presentation",
        "photo.jpg": "an archive, but no workbook",
    }
    for part, kind in kinds.items():
        said = _refusal(archive({part: "x"}), FormError)
        assert said == f"map: This is {kind}. {remedy}"
    assert "no workbook" in _refusal(archive({}), FormError)


def test_old_and_locked_workbooks() -> None:
    """The old format and a password are told apart; Kumu reads neither."""
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "old format .xls" in _refusal(old)
    assert "has a password" in _refusal(old + "EncryptedPackage".encode("utf-16-le"))


def test_a_locked_archive() -> None:
    """An archive whose parts have a password is told so."""
    content = bytearray(workbook(PLAIN))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            content[start + place] |= 1
            start += 4
    assert "has a password" in _refusal(bytes(content))


def test_what_it_unpacks_to_is_limited() -> None:
    """A few kilobytes that unpack to a gigabyte are refused before they are unpacked."""
    parts = _parts(workbook(PLAIN))
    bomb = archive({**parts, "xl/worksheets/sheet1.xml": b" " * 20_000_000})
    said = _refusal(bomb, LimitError, unpacked=10_000_000)
    assert said == (
        "map: This workbook unpacks to more than 10,000,000 bytes."
        " To read it all the same: --limit unpacked=BYTES."
    )
    pictures = archive({**parts, "xl/media/image1.xml": b" " * 20_000_000})
    assert _read(pictures, unpacked=10_000_000) == 1


def test_a_false_size_is_no_way_round() -> None:
    """A directory that lies about what a part unpacks to makes the archive a damaged one."""
    parts = _parts(workbook(PLAIN))
    size = 3_000_000
    content = archive({**parts, "xl/worksheets/sheet1.xml": b" " * size})
    lie = content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lie != content
    assert "damaged" in _refusal(lie)


def test_strange_packing_is_refused() -> None:
    """Packing that no spreadsheet program uses, and whose size cannot be held, is refused."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as packed:
        for name, part in _parts(workbook(PLAIN)).items():
            packed.writestr(name, part)
    assert "no spreadsheet program uses" in _refusal(file.getvalue())


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="99999999999"><c><v>1</v></c></row>',
        '<row r="1"><c r="A99999999"><v>1</v></c></row>',
        '<row r="1"><c\nr="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c s="0" r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>',
        (
            '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="1">'
            '<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
        ),
        '<row r="60000000"><c/></row>',
    ],
)
def test_a_cell_far_out_is_refused_however_it_is_written(cells: str) -> None:
    """One cell in the last corner would be a grid of seventeen thousand million cells."""
    said = _refusal(raw_workbook(HEADER + cells), LimitError)
    assert "map: xl/worksheets/sheet1.xml: This sheet reaches over more than 50,000,000" in said
    assert "--limit cells=NUMBER" in said


def test_a_cell_with_two_places_is_damage() -> None:
    """A place given twice is no XML, and no way round the limit."""
    cells = '<row r="1"><c r="A1" r="XFD1048576"><v>1</v></c></row>'
    assert "is damaged" in _refusal(raw_workbook(HEADER + cells))


def test_cells_without_a_place_are_read() -> None:
    """Some programs write cells one after another without saying where they stand."""
    cells = '<row><c t="inlineStr"><is><t>Label</t></is></c></row><row><c><v>7</v></c></row>'
    document = document_of(raw_workbook(cells))
    assert [one.label for one in document.elements] == ["7"]


def test_a_long_text_that_many_cells_share() -> None:
    """A shared text counts as often as cells name it: each of them would be a copy."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 2002))
    texts = f"<si><t>{'x' * 30_000}</t></si><si/>"
    content = raw_workbook(HEADER + rows, texts)
    said = _refusal(content, LimitError, unpacked=10_000_000)
    assert "The texts in the cells come to more than 10,000,000 bytes." in said
    assert _read(content) == 1
    short = rows.replace("<v>0</v>", "<v>1</v>")
    assert "--limit unpacked" in _refusal(
        raw_workbook(HEADER + short, "<si>" + "x" * 30_000), LimitError, unpacked=10_000_000
    )


def test_long_texts_that_are_not_repeated() -> None:
    """Long texts beside many short ones are counted as they are used."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>1</v></c></row>' for n in range(2, 2002))
    texts = f"<si><t>{'x' * 30_000}</t></si><si><t>short</t></si>"
    assert _read(raw_workbook(HEADER + rows, texts), unpacked=10_000_000) == 1


def test_parts_under_other_names_are_looked_at_as_well() -> None:
    """What a part is called says nothing about what it holds."""
    parts = _parts(raw_workbook(HEADER + '<row r="1"><c r="XFD1048576"><v>1</v></c></row>'))
    sheet = parts.pop("xl/worksheets/sheet1.xml")
    links = parts["xl/_rels/workbook.xml.rels"]
    name = b"worksheets/sharedStrings.xml"
    moved = links.replace(b"worksheets/sheet1.xml", name)
    parts |= {"xl/_rels/workbook.xml.rels": moved, f"xl/{name.decode()}": sheet}
    assert "reaches over more than" in _refusal(archive(parts), LimitError)


def test_thousands_of_parts() -> None:
    """An archive of very many parts is no workbook that a program has made."""
    parts = _parts(workbook(PLAIN))
    parts |= {f"xl/worksheets/more{number}.xml": b"" for number in range(10_000)}
    assert "more than 10,000 parts" in _refusal(archive(parts))


def test_one_part_as_many_sheets() -> None:
    """A workbook that names one part as thousands of sheets is not read thousands of times."""
    parts = _parts(workbook(PLAIN))
    entry = re.search(rb"<sheet name=.*?/>", parts["xl/workbook.xml"])
    assert entry
    many = b"".join(
        entry[0].replace(b"Elements", b"E%d" % number).replace(b'"1"', b'"%d"' % number)
        for number in range(1, 5000)
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(entry[0], many)
    assert "more sheets than parts" in _refusal(archive(parts))


def test_formulas_without_a_value_and_errors_are_told() -> None:
    """What a spreadsheet program has not worked out yet is read as empty, and told."""
    cells = (
        '<row r="2"><c r="A2"><f>1+1</f></c></row>'
        '<row r="3"><c r="A3" s="1"><f>1+1</f><v>2</v></c></row>'
        '<row r="4"><c r="A4"><f>1+1</f><v></v></c></row>'
        '<row r="5"><c r="A5" t="e"><v>#N/A</v></c></row>'
    )
    document = document_of(raw_workbook(HEADER + cells))
    assert [one.label for one in document.elements] == ["2"]
    assert [str(dirt) for dirt in find_dirt(document)] == [
        'formulas that have no stored value, read as empty: 2 ("A2", "A4")',
        'cells that show an error, read as empty: 1 ("A5")',
    ]


def test_merged_cells_are_told() -> None:
    """A value that spans several cells belongs to the first of them alone."""
    content = raw_workbook(HEADER + '<row r="2"><c r="A2"><v>5</v></c></row>')
    parts = _parts(content)
    sheet = str(parts["xl/worksheets/sheet1.xml"], "utf-8")
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", merged).encode()
    (dirt,) = find_dirt(document_of(archive(parts)))
    assert str(dirt) == (
        "merged cells, whose value counts for the first of them only: 1"
        ' ("Elements row 2, column 1")'
    )


def test_a_failure_inside_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library that reads workbooks gives up on one, that is damage, and no crash."""

    class PanicException(BaseException):
        pass

    def fail(file: object) -> None:
        raise PanicException(file)

    monkeypatch.setattr("python_calamine.load_workbook", fail)
    assert "This workbook is damaged" in _refusal(workbook(PLAIN))


def test_sheets_of_charts_are_passed_over() -> None:
    """A sheet that is a chart has no cells."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = made.add_worksheet("Elements")
    sheet.write_string(0, 0, "Label")
    sheet.write_string(1, 0, "Meals")
    chart = made.add_chart({"type": "bar"})
    chart.add_series({"values": "=Elements!$A$2:$A$2"})
    made.add_chartsheet("Chart").set_chart(chart)
    made.close()
    assert _read(file.getvalue()) == 1


def test_a_megabyte_without_a_cell() -> None:
    """However far apart cells stand in the file, they are found, and looked at."""
    far = "<!-- " + "x" * 4_000_000 + ' --><row r="2"><c r="A2"><v>7</v></c></row>'
    assert _read(raw_workbook(HEADER + far)) == 1
    corner = far.replace("A2", "XFD1048576")
    assert "reaches over" in _refusal(raw_workbook(HEADER + corner), LimitError)


def test_a_workbook_with_macros() -> None:
    """A workbook with macros is read like another; what it would run is not looked at."""
    parts = _parts(workbook(PLAIN))
    types = str(parts["[Content_Types].xml"], "utf-8").replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert _read(archive({**parts, "[Content_Types].xml": types, "xl/vbaProject.bin": b"x"})) == 1


def test_the_same_with_a_byte_changed_anywhere() -> None:
    """However a workbook is damaged, there is a document or one message, and nothing else."""
    whole = workbook({"A": [["Label", "Type"], ["Meals", "Output"]], "B": [["From", "To"]]})
    parts = _parts(whole)
    chance = random.Random(5)  # noqa: S311 - no secret
    for case in range(300):
        if case % 2:
            content = bytearray(whole)
            content[chance.randrange(len(content))] = chance.randrange(256)
            damaged = bytes(content[: chance.choice((len(content), chance.randrange(4, 5000)))])
        else:
            name = chance.choice([name for name in parts if name.startswith(("xl/", "["))])
            part = bytearray(parts[name])
            for _ in range(chance.randrange(1, 4)):
                at = chance.randrange(len(part))
                part[at : at + chance.randrange(9)] = chance.randbytes(chance.randrange(9))
            damaged = archive({**parts, name: bytes(part)})
        with suppress(UnreadableError):
            _read(damaged)
