"""The sheets of a workbook as rows of cells."""

from __future__ import annotations

__all__ = ["read_workbook"]

from typing import TYPE_CHECKING

from toc.errors import UnreadableError
from toc.kumu.limits import Limits
from toc.kumu.sheets import Sheet
from toc.kumu.workbook_archive import open_archive

if TYPE_CHECKING:
    from collections.abc import Iterator

    import python_calamine

    from toc.kumu.sheets import Remarks

_OFFICE = b"\xd0\xcf\x11\xe0"  # how files of Office before 2007 begin, and locked ones
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SKIPPED = "(ignore)"
_BUG = "PanicException"  # of the reader, which is no Exception


def read_workbook(
    content: bytes, name: str, remarks: Remarks, limits: Limits | None = None
) -> Iterator[Sheet]:
    """The sheets of an `.xlsx` or `.xlsm`, hidden ones too, without those named `(ignore)`.

    What Kumu reads, by https://docs.kumu.io/guides/import; what is odd goes to `remarks`.

    Raises:
        FormError: no workbook.
        LimitError: larger than `limits` allow.
        UnreadableError: damaged, with a password, or in the old format `.xls`.
    """
    import python_calamine

    _refuse_office(content, name)
    archive = open_archive(content, name, limits or Limits())
    remarks.note_all("formulas that have no stored value, read as empty", archive.unevaluated)
    remarks.note_all("cells that show an error, read as empty", archive.errors)
    try:
        workbook = python_calamine.load_workbook(archive.file)
        archive.file.close()
        _check_number(workbook, archive.parts, name)
        for place, about in enumerate(workbook.sheets_metadata):
            if about.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            if _SKIPPED not in about.name.lower():
                yield _sheet(workbook.get_sheet_by_index(place), about, remarks)
    except (python_calamine.CalamineError, ValueError, OSError, OverflowError) as error:
        raise _damaged(name, error) from None
    except BaseException as error:
        if type(error).__name__ == _BUG:
            raise _damaged(name, error) from None
        raise


def _check_number(workbook: python_calamine.CalamineWorkbook, parts: int, name: str) -> None:
    """Refuse one part that is named as thousands of sheets: each would be read."""
    if len(workbook.sheets_metadata) > parts:
        raise _damaged(name, "more sheets than parts")


def _sheet(
    sheet: python_calamine.CalamineSheet, about: python_calamine.SheetMetadata, remarks: Remarks
) -> Sheet:
    import python_calamine

    if about.visible is not python_calamine.SheetVisibleEnum.Visible:
        remarks.note("hidden sheets, read like the others, as Kumu does", about.name)
    for (row, column), _ in sheet.merged_cell_ranges or ():
        remarks.note(
            "merged cells, whose value counts for the first of them only",
            f"{about.name} row {row + 1}, column {column + 1}",
        )
    return Sheet(about.name, sheet.iter_rows(), in_workbook=True)


def _refuse_office(content: bytes, name: str) -> None:
    if not content.startswith(_OFFICE):
        return
    if _LOCKED in content:
        raise UnreadableError(
            "This workbook has a password.", where=name, remedy="Save it without one."
        )
    raise UnreadableError(
        "This is a workbook in the old format .xls, or another old Office file.",
        where=name,
        remedy="Kumu does not read it either: save it as .xlsx and give that file.",
    )


def _damaged(name: str, error: object) -> UnreadableError:
    reason = " ".join(str(error).split())[:100]
    return UnreadableError(
        f"This workbook is damaged ({reason})." if reason else "This workbook is damaged.",
        where=name,
        remedy="Download it again, or open it in a spreadsheet program and save it once more.",
    )
