"""Document to spreadsheet to document: what a spreadsheet can hold is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kumu.workbooks import document_of
from tests.kumu_documents import blueprint, kumu_files
from tests.samples import each_sample
from toc.errors import UnwritableError
from toc.kumu.csv_writing import write_tables
from toc.kumu.document import Document, read_document
from toc.kumu.ends import named_elements
from toc.kumu.items import Item, text_of
from toc.kumu.project import scope
from toc.kumu.sheet_tables import sheet_tables
from toc.kumu.spreadsheet import read_spreadsheet
from toc.kumu.workbook_writing import write_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.kumu_documents import Written

_NAMES = st.sampled_from(["Owner", "Évidence", "n°", "Strength (1-5)"])
_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="|\ufffe\uffff"))
_WORDS = _TEXTS.map(str.strip).filter(bool)
_VALUES = st.one_of(_WORDS, st.lists(_WORDS, min_size=2, max_size=3), st.integers(-99, 10**9))
_FIELDS = st.dictionaries(_NAMES, _VALUES, max_size=3)
_TAGS = st.lists(_WORDS, min_size=1, max_size=3)


@st.composite
def _maps(draw: st.DrawFn) -> Document:
    labels = draw(st.lists(_WORDS, min_size=1, max_size=5, unique=True))
    kinds = st.sampled_from(["Output", "+", "-", "=x"])
    elements: list[dict[str, Any]] = [
        {"label": label, "type": draw(kinds), "tags": draw(_TAGS), **draw(_FIELDS)}
        for label in labels
    ]
    ends = st.sampled_from(labels)
    directions = st.sampled_from(["directed", "undirected", "mutual"])
    lines = [
        {"from": draw(ends), "to": draw(ends), "direction": draw(directions), **draw(_FIELDS)}
        for _ in range(draw(st.integers(0, 4)))
    ]
    return blueprint(*elements, connections=lines)


def _texts(item: Item) -> dict[str, Any]:
    return {
        name: [*map(text_of, value)] if isinstance(value, list) else text_of(value)
        for name, value in item.fields.items()
    }


def _content(document: Document) -> object:
    """Labels, types, tags and fields as texts; ends and directions."""
    lines = [(one.start, one.end, one.direction, _texts(one)) for one in document.connections]
    return [_texts(one) for one in document.elements], lines


@settings(max_examples=50)
@given(_maps())
def test_maps_come_back_from_a_workbook(document: Document) -> None:
    """Labels, types, tags, fields, ends and directions come back, as texts."""
    content, _ = write_workbook(sheet_tables(document))
    assert _content(document_of(content)) == _content(document)


@settings(max_examples=50)
@given(_maps())
def test_maps_come_back_from_tables(document: Document) -> None:
    """The same of CSV tables."""
    files, _ = write_tables(sheet_tables(document))
    assert _content(read_spreadsheet([*files.items()], "folder")) == _content(document)


@settings(max_examples=50)
@given(_maps())
def test_numbers_come_back_on_request(document: Document) -> None:
    """Asked for types both ways, numbers come back as numbers."""
    content, _ = write_workbook(sheet_tables(document), with_types=True)
    found = document_of(content, with_types=True)
    for before, after in zip(document.elements, found.elements, strict=True):
        for name, value in before.fields.items():
            if isinstance(value, int):
                assert after.fields[name] == value
                assert isinstance(after.fields[name], int)


def _shape(document: Document, map_name: str | None = None) -> object:
    """Labels and types of elements and of the two ends of each connection, with its direction."""
    part = scope(document, map_name)
    kept = {id(one) for one in part.elements}
    named = named_elements(document.elements)
    ends = [(named.get(one.start), named.get(one.end), one) for one in part.connections]
    whole = [
        ((start.label, start.type), (end.label, end.type), one.direction, one.label, one.type)
        for start, end, one in ends
        if start and end and id(start) in kept and id(end) in kept
    ]
    return sorted((one.label, one.type) for one in part.elements), sorted(whole)


@each_sample()
def test_real_maps_come_back_with_ids(sample: Path) -> None:
    """With an id for every item the whole graph of a real map comes back, both ways of writing."""
    if sample.name == "metric-oracle.json":
        return  # not a Kumu file
    document = read_document(sample.read_bytes(), sample.name)
    tables = sheet_tables(document, with_ids=True)
    content, _ = write_workbook(tables)
    files, _ = write_tables(tables)
    assert _shape(document_of(content)) == _shape(document)
    assert _shape(read_spreadsheet([*files.items()], "folder")) == _shape(document)


@settings(max_examples=100)
@given(kumu_files())
def test_any_document_can_be_written_and_read(written: Written) -> None:
    """However odd a document is, its spreadsheets are written, and can be read again."""
    document = read_document(written.content, "map.json")
    for with_ids in (False, True):
        tables = sheet_tables(document, with_ids=with_ids)
        try:
            content, _ = write_workbook(tables)
        except UnwritableError:
            continue
        found = document_of(content)
        files, _ = write_tables(tables)
        again = read_spreadsheet([*files.items()], "folder")
        if with_ids and tables.elements.rows:
            assert len(found.elements) == len(again.elements) == len(tables.elements.rows)
