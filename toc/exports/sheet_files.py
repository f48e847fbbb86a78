"""A Kumu document as the spreadsheet files of one form: a workbook, or two CSV tables."""

from __future__ import annotations

__all__ = ["SHEET_FORMS", "SheetFiles", "SheetWishes", "sheet_files"]

from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.sheet_tables import sheet_tables

if TYPE_CHECKING:
    from toc.kumu.document import Document

SHEET_FORMS = ("xlsx", "csv")
"""The forms of spreadsheets, by the names that `toc export --to` knows."""


class SheetWishes(NamedTuple):
    """What may be asked of a spreadsheet: an id for every item, numbers as numbers."""

    with_ids: bool = False
    with_types: bool = False


class SheetFiles(NamedTuple):
    """The bytes of a workbook, or of each table by its file name; and what is to be said."""

    content: bytes
    files: dict[str, bytes]
    warnings: list[str]
    left_out: list[str]


def sheet_files(
    document: Document,
    form: str,
    map_name: str | None,
    *,
    include_private: bool = False,
    wishes: SheetWishes | None = None,
) -> SheetFiles:
    """The document as `xlsx` or `csv`, in Kumu's layout.

    Raises:
        NotFoundError: the document has no map of that name.
        UnwritableError: a workbook cannot hold so many rows, or so long a text.
    """
    wishes = wishes or SheetWishes()
    tables = sheet_tables(
        document, map_name, include_private=include_private, with_ids=wishes.with_ids
    )
    content, files = b"", dict[str, bytes]()
    if form == "xlsx":
        from toc.kumu.workbook_writing import write_workbook

        content, remarks = write_workbook(tables, with_types=wishes.with_types)
    else:
        from toc.kumu.csv_writing import write_tables

        files, remarks = write_tables(tables)
    return SheetFiles(content, files, [*tables.warnings, *remarks], tables.left_out)
