"""The forms that answers come in: tables of text, workbooks and Parquet files."""

from __future__ import annotations

__all__ = ["read_table"]

import codecs
import io
import re
from typing import IO, TYPE_CHECKING, BinaryIO

from toc.errors import UnreadableError
from toc.exports.answer_pieces import PIECE, AnswerTable, frame_table

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

_WORKBOOK, _PARQUET = b"PK\x03\x04", b"PAR1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BLOCK = 1 << 20  # bytes that are looked at at once to know how text is written
_BROKEN = (
    "This is no table: rows have more cells than headings, or a quotation mark is never closed.",
    "Save it from a spreadsheet program as CSV once more.",
)
_INSTALL = 'Install it with pip install "theory-of-change[parquet]".'


def read_table(content: bytes | Path, name: str, piece: int = PIECE) -> AnswerTable:
    """The table in some bytes or in a file; which form it has is seen from its first bytes.

    Text and Parquet are read `piece` rows at a time, a workbook whole.

    Raises:
        UnreadableError: it is no table; what its rows have wrong is said when they are read.
    """
    with _opened(content) as file:
        start = file.read(len(_PARQUET))
    if start == _WORKBOOK:
        return frame_table(_workbook(_whole(content), name))
    return (_parquet if start == _PARQUET else _csv)(content, name, piece)


def _opened(content: bytes | Path) -> BinaryIO:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _whole(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def _csv(content: bytes | Path, name: str, piece: int) -> AnswerTable:
    import pandas as pd

    encoding = _encoding(content)
    with _text(content, encoding) as file:
        separator = _separator(file)
    if separator is None:
        return frame_table(pd.DataFrame())
    rows = _csv_rows(content, encoding, separator, name, 1)
    headings = [str(one).strip() for one in next(rows).iloc[0]]
    rows.close()

    def pieces(places: Sequence[int]) -> Iterator[list[pd.Series]]:
        first = 1
        for rows in _csv_rows(content, encoding, separator, name, piece):
            yield [rows[place][first:] for place in places]
            first = 0

    return AnswerTable(headings, pieces)


def _csv_rows(
    content: bytes | Path, encoding: str, separator: str, name: str, piece: int
) -> Generator[pd.DataFrame]:
    import pandas as pd

    with _text(content, encoding) as file:
        try:
            yield from pd.read_csv(
                file,
                sep=separator,
                header=None,
                dtype="str",
                keep_default_na=False,
                skip_blank_lines=False,
                chunksize=piece,
            )
        except (pd.errors.ParserError, ValueError):
            what, remedy = _BROKEN
            raise UnreadableError(what, where=name, remedy=remedy) from None


def _text(content: bytes | Path, encoding: str) -> IO[str]:
    return io.TextIOWrapper(_opened(content), encoding=encoding, errors="replace", newline="")


def _encoding(content: bytes | Path) -> str:
    """How text is written: UTF-16 if it says so, UTF-8 if all of it is, else as Windows does."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with _opened(content) as file:
        block = file.read(_BLOCK)
        if block.startswith(_UTF16):
            return "utf-16"
        try:
            while block:
                decoder.decode(block)
                block = file.read(_BLOCK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _separator(file: IO[str]) -> str | None:
    """What stands between the headings most often; None where there are none."""
    header = ""
    for line in file:
        header += line
        if header.strip():
            break
    header = re.sub('"[^"]*"', "", header.lstrip().split("\n", 1)[0])
    return max(",;\t", key=header.count) if header.strip() else None


def _workbook(content: bytes, name: str) -> pd.DataFrame:
    import pandas as pd

    from toc.kumu.sheets import Remarks, cell_text
    from toc.kumu.workbook_reading import read_workbook

    for sheet in read_workbook(content, name, Remarks()):
        rows = [[cell_text(cell) for cell in row] for row in sheet.rows]
        if rows:
            width = max(map(len, rows))
            full = [row + [""] * (width - len(row)) for row in rows]
            return pd.DataFrame(full[1:], columns=full[0], dtype="str")
    return pd.DataFrame()


def _parquet(content: bytes | Path, name: str, piece: int) -> AnswerTable:
    import pandas as pd

    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        from pyarrow import parquet
    except ImportError:
        what = "This is a Parquet file, which needs an extra."
        raise UnreadableError(what, where=name, remedy=_INSTALL) from None

    whole = {
        pa.type_for_alias(f"{sign}int{size}"): pd.api.types.pandas_dtype(f"{sign.upper()}Int{size}")
        for sign in ("", "u")
        for size in (8, 16, 32, 64)
    }

    def broken() -> UnreadableError:
        return UnreadableError(
            "This begins like a Parquet file, and cannot be read as one.",
            where=name,
            remedy="Perhaps it was not copied whole: write it once more.",
        )

    def opened() -> parquet.ParquetFile:
        return parquet.ParquetFile(io.BytesIO(content) if isinstance(content, bytes) else content)

    def pieces(places: Sequence[int]) -> Iterator[list[pd.Series]]:
        file = opened()
        names = [file.schema_arrow.names[place] for place in places]
        try:
            for batch in file.iter_batches(piece, columns=names):
                frame = batch.to_pandas(types_mapper=whole.get)  # 2**53 + 1 stays what it is
                yield [frame[one] for one in names]
        except (pa.ArrowException, OSError, ValueError):
            raise broken() from None
        finally:
            file.close()

    try:
        with opened() as file:
            return AnswerTable([one.strip() for one in file.schema_arrow.names], pieces)
    except (pa.ArrowException, OSError, ValueError):
        raise broken() from None
