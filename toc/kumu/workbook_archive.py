"""A workbook's archive made safe to be read: what it unpacks to is counted before it is trusted.

The parts that hold cells are unpacked within limits and put into a new archive of our own, so that
whoever reads that can meet no lie about sizes, no second directory and nothing packed.
"""

from __future__ import annotations

__all__ = ["Archive", "open_archive"]

import io
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ExpatError

from toc.errors import FormError, LimitError, UnreadableError
from toc.kumu.workbook_extent import Extent, extent_of, holds_texts, length_of_texts, longest_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.limits import Limits

_PIECE = 1_000_000
_MOST_PARTS = 10_000
_PLAIN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the only two in the standard
_PARTS = (".xml", ".rels")
_WITHOUT_CELLS = (
    "docprops/",
    "customxml/",
    "xl/charts/",
    "xl/comments",
    "xl/drawings/",
    "xl/externallinks/",
    "xl/media/",
    "xl/persons/",
    "xl/pivotcache/",
    "xl/threadedcomments/",
)
_OTHER_ARCHIVES = {
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "mimetype": "an OpenDocument file",
    "word/document.xml": "a text document",
    "ppt/presentation.xml": "a presentation",
}
_SAVE_AS = "Save it as .xlsx and give that file."
_AGAIN = "Download it again, or open it in a spreadsheet program and save it once more."


class Archive(NamedTuple):
    """The parts of a workbook that hold cells, unpacked; and what was odd about its cells.

    `parts` counts the parts of which sheets may be made; `unevaluated` are cells with a formula
    that has no stored value, `errors` cells that show one (`#N/A`), each as the places within
    their sheets that were met.
    """

    file: io.BytesIO
    parts: int
    unevaluated: list[str]
    errors: list[str]


def open_archive(content: bytes, name: str, limits: Limits) -> Archive:
    """The parts of a workbook with its cells, none of them packed.

    Raises:
        FormError: an archive, but no workbook.
        LimitError: it unpacks to more than `limits.unpacked` bytes, or a sheet reaches over more
            than `limits.cells` cells.
        UnreadableError: damaged, or with a password.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = _parts(packed, name, limits)
            return _unpacked(packed, parts, name, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise UnreadableError("This workbook is damaged.", where=name, remedy=_AGAIN) from None


def _parts(packed: zipfile.ZipFile, name: str, limits: Limits) -> list[zipfile.ZipInfo]:
    entries = {entry.filename: entry for entry in packed.infolist()}
    known = {entry.lower() for entry in entries}
    if not any(entry.endswith("workbook.xml") for entry in known):
        kind = next((words for part, words in _OTHER_ARCHIVES.items() if part in known), None)
        what = kind or "an archive, but no workbook"
        raise FormError(f"This is {what}.", where=name, remedy=_SAVE_AS)
    kept = [entry for entry in entries.values() if _is_wanted(entry.filename)]
    if len(kept) > _MOST_PARTS:
        raise UnreadableError(
            f"This workbook has more than {_MOST_PARTS:,} parts, as no spreadsheet program makes.",
            where=name,
            remedy=_AGAIN,
        )
    if any(entry.flag_bits & 1 for entry in kept):
        raise UnreadableError(
            "This workbook has a password.", where=name, remedy="Save it without one."
        )
    if any(entry.compress_type not in _PLAIN for entry in kept):
        raise UnreadableError(
            "This workbook is packed in a way that no spreadsheet program uses.",
            where=name,
            remedy=_AGAIN,
        )
    if sum(entry.file_size for entry in kept) > limits.unpacked:
        raise LimitError(
            f"This workbook unpacks to more than {limits.unpacked:,} bytes.",
            where=name,
            remedy="To read it all the same: --limit unpacked=BYTES.",
        )
    return kept


def _is_wanted(part: str) -> bool:
    low = part.lower().replace("\\", "/").lstrip("/")
    return low.endswith(_PARTS) and not low.startswith(_WITHOUT_CELLS)


def _unpacked(
    packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str, limits: Limits
) -> Archive:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as new:
        for part in parts:
            with new.open(zipfile.ZipInfo(part.filename), "w", force_zip64=True) as copy:
                copy.writelines(_pieces(packed, part.filename))
    with zipfile.ZipFile(file) as new:
        extents = {part: _extent(new, part, name, limits) for part in new.namelist()}
        _check_texts(new, extents, name, limits)
    file.seek(0)
    unevaluated = [place for extent in extents.values() for place in extent.unevaluated]
    errors = [place for extent in extents.values() for place in extent.errors]
    return Archive(file, len(extents), unevaluated, errors)


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            yield piece


def _extent(archive: zipfile.ZipFile, part: str, name: str, limits: Limits) -> Extent:
    where = f"{name}: {part}"
    try:
        extent = extent_of(partial(_pieces, archive, part))
    except ExpatError:
        what = "This part of the workbook is damaged."
        raise UnreadableError(what, where=where, remedy=_AGAIN) from None
    if extent.cells > limits.cells:
        raise LimitError(
            f"This sheet reaches over more than {limits.cells:,} cells, empty ones included.",
            where=where,
            remedy="Delete what stands far out; or to read it all: --limit cells=NUMBER.",
        )
    return extent


def _check_texts(
    archive: zipfile.ZipFile, extents: dict[str, Extent], name: str, limits: Limits
) -> None:
    """Refuse a long text that a great many cells share: each of them would be a copy."""
    parts = [part for part in extents if holds_texts(_pieces(archive, part))]
    found = [longest_text(_pieces(archive, part)) for part in parts]
    longest = max((longest for longest, _ in found), default=0)
    if longest * sum(extent.number for extent in extents.values()) <= limits.unpacked:
        return
    lengths = found[0][1]
    total = sum(length_of_texts(_pieces(archive, part), lengths) for part in extents)
    is_plain = len(found) == 1 and longest == max(lengths, default=0)
    if not is_plain or total > limits.unpacked:
        raise LimitError(
            f"The texts in the cells come to more than {limits.unpacked:,} bytes.",
            where=name,
            remedy="To read it all the same: --limit unpacked=BYTES.",
        )
