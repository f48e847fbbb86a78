"""What is asked of a web server, and what its answers are."""

from __future__ import annotations

__all__ = ["HEADERS", "Fetched", "Hop", "Wish", "is_web_page", "login", "origin"]

import base64
import re
from typing import TYPE_CHECKING, NamedTuple

from toc import __version__
from toc.kumu.unpacking import ACCEPTED

if TYPE_CHECKING:
    import httpx

HEADERS = {
    "Accept": "*/*",
    "Accept-Encoding": ACCEPTED,
    "Connection": "close",
    "User-Agent": f"theory-of-change/{__version__}",
}
"""What every request says."""

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_MARK_UP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*[{\[]")


class Fetched(NamedTuple):
    """A file from the web, None where it is unchanged; and its `etag`, where it has one."""

    content: bytes | None
    etag: str | None


class Hop(NamedTuple):
    """An answer on the way: the address, its status, its headers with names in lower case."""

    url: str
    status: int
    headers: list[tuple[str, str]]


class Wish(NamedTuple):
    """What is asked of a server: to give a file, or to take `content`.

    `etag` is that of the file that is here already, `page` the origin of the page that asks.
    What comes back on the way is put into `heard`.
    """

    method: str = "GET"
    content: bytes | None = None
    authorization: str | None = None
    etag: str | None = None
    page: str | None = None
    heard: list[Hop] | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers that say so."""
        found = {"If-None-Match": self.etag, "Authorization": self.authorization}
        found["Origin"] = self.page
        if self.content is not None:
            found["Content-Type"] = "application/json"
        return {name: value for name, value in found.items() if value}

    def note(self, url: httpx.URL, response: httpx.Response) -> None:
        """Put an answer to what was heard on the way, where somebody wants to know."""
        if self.heard is not None:
            headers = [(name.lower(), value) for name, value in response.headers.multi_items()]
            self.heard.append(Hop(str(url), response.status_code, headers))


def login(url: httpx.URL) -> dict[str, str]:
    """The header that carries the name and password of an address, if it has any."""
    if not url.userinfo:
        return {}
    text = base64.b64encode(f"{url.username}:{url.password}".encode())
    return {"Authorization": f"Basic {text.decode('ascii')}"}


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """The server that a secret is meant for."""
    return url.scheme, url.host, url.port


def is_web_page(body: bytes, media_type: str) -> bool:
    """Whether a page for people came; what begins as JSON is none, whatever its type says."""
    if _JSON.match(body):
        return False
    return media_type.partition(";")[0].strip().lower() in _PAGE_TYPES or bool(_MARK_UP.match(body))
