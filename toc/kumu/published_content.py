"""What a file that is published for Kumu holds: whether Kumu can read it, and who else should."""

from __future__ import annotations

__all__ = ["Finding", "content_findings", "private_fields"]

from typing import TYPE_CHECKING, NamedTuple

from toc.errors import TocError
from toc.kumu.conversion import counted
from toc.kumu.disclosures import TOKEN
from toc.kumu.document import Document, read_document
from toc.kumu.forms import Form
from toc.kumu.json_reader import decode_json
from toc.kumu.json_tokens import quoted
from toc.kumu.scrubbing import scrub_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from toc.kumu.items import Item
    from toc.kumu.limits import Limits

_SLOW = 1_000  # elements from which maps in Kumu's usual template are slow
_MOST = 10_000  # elements or connections from which Kumu has trouble
_CONVERT = "Make the blueprint that Kumu can link: toc export SOURCE --to kumu-flat -o FILE"
_NAMES = ("json", "form", "size", "tokens", "private")


class Finding(NamedTuple):
    """One thing that the file needs; `passed` is None where it could not be tried."""

    name: str
    passed: bool | None
    words: str
    remedy: str = ""


def private_fields(document: Document) -> list[str]:
    """The names of the fields that a full project marks private."""
    defined = [one for one in document.section("attributes") if isinstance(one, dict)]
    private = [one for one in defined if one.get("private") is True]
    return [name for one in private if isinstance(name := one.get("name"), str)]


def content_findings(
    content: bytes | None, name: str, private: Collection[str], limits: Limits
) -> Iterator[Finding]:
    """Whether a file is JSON in the flat form, of a fit size, and gives nothing away.

    None stands for a file that could not be had.
    """
    if content is None:
        yield from _untried(_NAMES, "there is no file")
        return
    try:
        decode_json(content, name, limits)
    except TocError as error:
        yield Finding("json", False, error.what, error.remedy or "")
        yield from _untried(_NAMES[1:], "it is no JSON")
        return
    yield Finding("json", True, "It is JSON.")
    try:
        document = read_document(content, name, limits=limits)
    except TocError as error:
        yield Finding("form", False, error.what, error.remedy or _CONVERT)
        yield from _untried(("size",), "it is no blueprint")
        yield _tokens(content, name, limits)
        yield from _untried(("private",), "it is no blueprint")
        return
    yield from (_form(document), _size(document), _tokens(content, name, limits))
    yield _private(document, private)


def _untried(names: Collection[str], why: str) -> Iterator[Finding]:
    return (Finding(name, None, f"Not tried: {why}.") for name in names)


def _form(document: Document) -> Finding:
    if document.form is Form.PROJECT:
        words = "This is a full project export, which Kumu takes as a backup and not as a link."
        return Finding("form", False, words, _CONVERT)
    if document.form is Form.MAP or any("attributes" in one.raw for one in _items(document)):
        words = "Items have their fields in a nested object, which Kumu does not take as a link."
        return Finding("form", False, words, _CONVERT)
    return Finding("form", True, "It is a flat blueprint.")


def _size(document: Document) -> Finding:
    elements, connections = len(document.elements), len(document.connections)
    words = f"It has {counted(elements, 'element')} and {counted(connections, 'connection')}"
    if max(elements, connections) > _MOST:
        remedy = "Publish a part of it: --map, or --focus SELECTOR, with toc export."
        return Finding("size", False, f"{words}; Kumu has trouble from {_MOST:,}.", remedy)
    slow = f"; Kumu may be slow from {_SLOW:,}" if elements > _SLOW else ""
    return Finding("size", True, f"{words}{slow}.")


def _tokens(content: bytes, name: str, limits: Limits) -> Finding:
    found = scrub_json(content, name, (TOKEN,), limits=limits).removals
    if not found:
        return Finding("tokens", True, "No share link or other secret in an address was found.")
    places = f"{found[0].where}: {found[0].field} {found[0].shown}"
    more = f", and {counted(len(found) - 1, 'other place')}" if len(found) > 1 else ""
    words = f"An address with a secret in it stands in {places}{more}."
    return Finding("tokens", False, words, "Take them out: toc scrub SOURCE -o FILE")


def _private(document: Document, private: Collection[str]) -> Finding:
    wanted = {name.casefold(): name for name in (*private, *private_fields(document))}
    there = {key for item in _items(document) for key in item.fields}
    found = [quoted(name) for low, name in wanted.items() if low in there]
    if found:
        words = f"Fields that are private are in it: {', '.join(found)}."
        remedy = "Publish it again with toc export SOURCE --to kumu-flat, which leaves them out."
        return Finding("private", False, words, remedy)
    said = "" if wanted else " that the file itself says is private (--project tells of others)"
    return Finding("private", True, f"There is no field in it{said or ' that is private'}.")


def _items(document: Document) -> list[Item]:
    return [*document.elements, *document.connections, *document.loops]
