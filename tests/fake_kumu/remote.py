"""A remote JSON link, read as a browser that shows a Kumu map reads it.

Source: https://docs.kumu.io/guides/import/blueprints (set a remote JSON link): the file is public,
and holds elements, connections and loops, no full export. That the browser and not Kumu's server
reads it is inferred; then the rules of https://fetch.spec.whatwg.org hold: a CORS header on every
answer of the way, at most 20 redirects, no http from a page on https. That the content type may
also be plain text follows from the page's own advice, raw files of GitHub, which have that type.
"""

from __future__ import annotations

__all__ = ["remote_link"]

import gzip
import http.client
import ssl
import zlib
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from tests.fake_kumu.kumu import FakeKumu, is_full, is_nested
from tests.fake_kumu.serialising import parsed
from tests.fake_kumu.state import Refused

if TYPE_CHECKING:
    from email.message import Message

_PAGE = "https://kumu.io"
_MOVED = {301, 302, 303, 307, 308}
_REDIRECTS = 20
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_TYPES = {"application/json", "text/plain"}
_PATIENCE = 10.0


class _Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes


def remote_link(
    url: str, *, local_allowed: bool = False, tls: ssl.SSLContext | None = None
) -> FakeKumu:
    """The map that a link shows: its file imported into a project that keeps nothing of it.

    `local_allowed` is what the person at the browser answers when asked whether a public page may
    read an address of this machine.

    Raises:
        Refused: the browser or Kumu does not take it; the text says why.
    """
    answer = _followed(url, local_allowed=local_allowed, tls=tls)
    if answer.status != 200:
        raise Refused(f"The server answered {answer.status}")
    kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
    if kind not in _TYPES and not kind.endswith("+json"):
        raise Refused(f"The content type is {kind or 'missing'}, not JSON")
    try:
        data = parsed(_unpacked(answer))
    except ValueError as error:
        raise Refused(f"This is not JSON ({error})") from None
    if not isinstance(data, dict):
        raise Refused("A blueprint is an object with elements and connections")
    if is_full(data) or is_nested(data):
        raise Refused("A remote blueprint holds elements, connections and loops in the flat form")
    shown = FakeKumu()
    shown.import_file(_unpacked(answer), "json")
    return shown


def _followed(url: str, *, local_allowed: bool, tls: ssl.SSLContext | None) -> _Answer:
    here, origin = url, _PAGE
    for _ in range(_REDIRECTS + 1):
        parts = urlsplit(here)
        _check_address(parts, local_allowed=local_allowed)
        answer = _asked(parts, origin, tls)
        allowed = answer.headers.get_all("Access-Control-Allow-Origin") or []
        if len(allowed) != 1 or allowed[0].strip() not in {"*", origin}:
            raise Refused("CORS: the answer does not let kumu.io read it")
        target = answer.headers.get("Location")
        if answer.status not in _MOVED or target is None:
            return answer
        there = urljoin(here, target)
        if _origin(urlsplit(there)) != _origin(parts):
            origin = "null"  # the page's origin is hidden after a second change of server
        here = there
    raise Refused("Too many redirects")


def _check_address(parts: SplitResult, *, local_allowed: bool) -> None:
    local = parts.hostname in _LOOPBACK
    if parts.scheme not in {"http", "https"}:
        raise Refused(f"A page cannot read {parts.scheme}: addresses")
    if parts.username or parts.password:
        raise Refused("An address with a name and password cannot be read by a page")
    if parts.scheme == "http" and not local:
        raise Refused("Mixed content: a page on https cannot read an http address")
    if local and not local_allowed:
        raise Refused("The person said no: a public page may not read this machine")


def _asked(parts: SplitResult, origin: str, tls: ssl.SSLContext | None) -> _Answer:
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(
            host, parts.port, timeout=_PATIENCE, context=tls or ssl.create_default_context()
        )
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=_PATIENCE)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Origin": origin, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return _Answer(answer.status, answer.headers, answer.read())
    except (OSError, http.client.HTTPException) as error:
        raise Refused(f"The server could not be read ({type(error).__name__})") from None
    finally:
        connection.close()


def _unpacked(answer: _Answer) -> bytes:
    coding = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    try:
        if coding == "gzip":
            return gzip.decompress(answer.body)
        if coding == "deflate":
            return zlib.decompress(answer.body)
    except (OSError, EOFError, zlib.error):
        raise Refused("The answer is damaged") from None
    if coding != "identity":
        raise Refused(f"The answer is packed in an unknown way ({coding})")
    return answer.body


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port
