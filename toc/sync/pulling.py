"""What Kumu has: a downloaded export, a file on the web, or the newest download in a folder."""

from __future__ import annotations

__all__ = ["Origin", "Pulled", "Traits", "document_of", "pull", "traits_of"]

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toc.errors import FormError, NotFoundError, TocError
from toc.kumu.document import Document, Form, read_document
from toc.kumu.files import read_file
from toc.kumu.json_tokens import quoted
from toc.kumu.project import read_maps
from toc.sources import Source
from toc.sync.state import PulledFile, State

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from toc.kumu.limits import Limits
    from toc.models.theory import Theory

_ENDING = ".json"


class Origin(NamedTuple):
    """Where what Kumu has is found: exactly one of a file, addresses on the web, and a folder."""

    map_file: str | None = None
    urls: tuple[str, ...] = ()
    folder: str | None = None
    allow_private: bool = False


class Pulled(NamedTuple):
    """The files that were pulled, and remarks on what was passed over.

    `unchanged` says that a server told they are those of the last time.
    """

    files: tuple[PulledFile, ...]
    remarks: tuple[str, ...] = ()
    unchanged: bool = False


class Traits(NamedTuple):
    """By what a download is known as one of this project: its name, and ids of Kumu in it."""

    names: frozenset[str]
    ids: frozenset[str]


def pull(
    origin: Origin,
    state: State | None,
    limits: Limits,
    traits: Traits,
    own: Collection[Path] = (),
) -> Pulled:
    """What Kumu has now; `own` are files that are ours, so none of Kumu's.

    Raises:
        UnreadableError: there is no such file, or it cannot be read.
        FetchError: an address gave nothing usable.
        LimitError: larger or slower than `limits` allow.
        NotFoundError: no download in the folder is one of this project.
    """
    if origin.map_file is not None:
        content = read_file(Path(origin.map_file), limits=limits)
        return Pulled((PulledFile(origin.map_file, content),))
    if origin.folder is not None:
        return _newest(Path(origin.folder), limits, traits, own)
    return _downloaded(origin, state, limits)


def document_of(files: Sequence[PulledFile], limits: Limits) -> Document:
    """The document that pulled files hold: one file, or the tables of one spreadsheet.

    Raises:
        FormError: a theory, or no form that toc knows.
        UnreadableError: it cannot be read.
    """
    if len(files) == 1:
        (one,) = files
        return Source(one.content, one.name, limits=limits).document
    name = files[0].name
    tables = [(f"{number}.csv", one.content) for number, one in enumerate(files, 1)]
    return Source(b"", name, limits=limits, tables=tables).document


def traits_of(theory: Theory, last: Document | None) -> Traits:
    """By what downloads of the project are known that a theory belongs to."""
    names = {theory.name, last.title if last else None}
    table = theory.kumu.get("ids")
    ids = {one for one in table.values() if isinstance(one, str)} if isinstance(table, dict) else {}
    return Traits(
        frozenset(name.casefold() for name in names if name),
        frozenset({*ids, *(_ids(last) if last else ())}),
    )


def _ids(document: Document) -> set[str]:
    items = (one.system_id for one in document.elements)
    return {one for one in (*items, *(found.id for found in read_maps(document))) if one}


def _downloaded(origin: Origin, state: State | None, limits: Limits) -> Pulled:
    from toc.kumu.addresses import shown
    from toc.kumu.fetch import fetch_changed

    known = {one.address: one for one in state.files if one.address} if state else {}
    files: list[PulledFile] = []
    unchanged = 0
    for url in origin.urls:
        address = hashlib.sha256(url.encode()).hexdigest()
        before = known.get(address)
        etag = before.etag if before else None
        got = fetch_changed(url, etag, limits=limits, allow_private=origin.allow_private)
        if got.content is None and before is not None:
            unchanged += 1
            files.append(before)
        else:
            files.append(PulledFile(shown(url), got.content or b"", address, got.etag))
    return Pulled(tuple(files), unchanged=unchanged == len(files))


def _newest(folder: Path, limits: Limits, traits: Traits, own: Collection[Path]) -> Pulled:
    """The newest file of a folder that is a download of this project."""
    passed: list[str] = []
    ours = {os.path.realpath(one) for one in own}
    for path in _by_age(folder):
        if os.path.realpath(path) in ours:
            continue
        try:
            content = read_file(path, limits=limits)
            document = read_document(content, str(path), limits=limits)
        except TocError as error:
            passed.append(f"{path.name} was passed over: {error.what}")
            continue
        if _is_of_project(document, traits):
            return Pulled((PulledFile(str(path), content),), tuple(passed))
    names = ", ".join(sorted(map(quoted, traits.names))) or "without a name"
    raise NotFoundError(
        f"No download in this folder is one of the project {names}.",
        where=str(folder),
        remedy="Export the project in Kumu (Export JSON) into it, or name a file with --map-file.",
    )


def _by_age(folder: Path) -> list[Path]:
    """The JSON files of a folder, the newest first; of the same age by name, the last first."""
    try:
        found = [one for one in folder.iterdir() if one.suffix.lower() == _ENDING]
        ages = [(one.stat().st_mtime_ns, one.name, one) for one in found if one.is_file()]
    except OSError as error:
        raise FormError(
            f"The folder cannot be read ({error.strerror or error}).",
            where=str(folder),
            remedy="Check its name.",
        ) from None
    return [path for _, _, path in sorted(ages, reverse=True)]


def _is_of_project(document: Document, traits: Traits) -> bool:
    if document.form is not Form.PROJECT:
        return False
    named = document.title is not None and document.title.casefold() in traits.names
    return named or bool(traits.ids & _ids(document))
