"""A map or a theory from the web, or on to it: one file with limits, nothing tried twice.

The only module that knows httpx, which is loaded when something is fetched.
"""

from __future__ import annotations

__all__ = ["Fetched", "fetch", "fetch_changed", "put", "visit"]

import zlib
from contextlib import closing, contextmanager
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from toc.errors import FetchError, LimitError, WriteError
from toc.kumu import addresses
from toc.kumu.deadline import Deadline
from toc.kumu.limits import Limits
from toc.kumu.route import Guard, Route
from toc.kumu.unpacking import READABLE, Unpacker
from toc.kumu.web_faults import WebFaults
from toc.kumu.web_requests import HEADERS, Fetched, Hop, Wish, is_web_page, login, origin

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Generator, Mapping

    import httpx

    from toc.errors import TocError

_PLAIN = Wish()
_REDIRECTS = 10
_MOVED = frozenset({301, 302, 303, 307, 308})
_SCHEMES = frozenset({"http", "https"})
_TIMED = ("connect", "read", "write", "pool")


def fetch(url: str, *, limits: Limits | None = None, allow_private: bool = False) -> bytes:
    """What stands at a web address (http or https): the bytes of a file, unpacked.

    The address of a GitHub page that shows a file is read as that file's own. At most ten
    redirects are followed, never to another scheme. A name and password in the address go to
    that server alone. `limits.download` holds for the bytes that arrive and for those they unpack
    to; `limits.seconds` for everything together.

    Unless `allow_private`, no redirect leads from a public address to a private one: the address
    of each connection is looked at before anything is sent on it. Behind a proxy (`HTTPS_PROXY`,
    `NO_PROXY`, or what the system says) only the proxy's own address can be seen; there any
    redirect to another server is refused, and the message says where it leads.

    Raises:
        LimitError: larger or slower than `limits` allow.
        FetchError: anything else that gave no file; a web page, and nothing at all, too.
    """
    judge = None if allow_private else addresses.is_private
    return _fetch(url, limits or Limits(), judge)


def fetch_changed(
    url: str, etag: str | None, *, limits: Limits | None = None, allow_private: bool = False
) -> Fetched:
    """`fetch`, unless the server says that the file is still the one that had this `etag`.

    Raises:
        LimitError: larger or slower than `limits` allow.
        FetchError: anything else that gave no file.
    """
    judge = None if allow_private else addresses.is_private
    download, work = _prepared(url, limits or Limits(), judge, Wish(etag=etag))
    content = work()
    return Fetched(None if download.unchanged else content, download.etag)


def visit(
    url: str, page: str, heard: list[Hop], *, limits: Limits, allow_private: bool = False
) -> bytes:
    """`fetch` as a page of the origin `page` does; what each server answered comes into `heard`."""
    judge = None if allow_private else addresses.is_private
    return _prepared(url, limits, judge, Wish(page=page, heard=heard))[1]()


def put(
    url: str, content: bytes, *, token: str | None = None, limits: Limits | None = None
) -> None:
    """Put a JSON file to a web address, in place of what stands there.

    A `token` goes along as the bearer's, to that server alone, and only where nobody on the way
    can read it: by https, or to this very computer. Redirects are not followed.

    Raises:
        WriteError: the server did not take it.
    """
    if token and not addresses.keeps_secrets(url.strip()):
        raise WriteError(
            "A token would be readable by everybody on the way.",
            where=addresses.shown(url),
            remedy="Give an address that begins with https://.",
        )
    wish = Wish("PUT", content, f"Bearer {token}" if token else None)
    try:
        _, work = _prepared(url, limits or Limits(), None, wish)
        work()
    except (FetchError, LimitError) as error:
        raise WriteError(
            f"The file was not put there. {error.what}",
            where=error.where,
            remedy="Try again, or publish to a file and upload that by hand.",
        ) from error


def _fetch(url: str, limits: Limits, is_private: Callable[[str], bool] | None) -> bytes:
    """`fetch`, with the judge of what is private; without one every redirect may lead anywhere."""
    return _prepared(url, limits, is_private, _PLAIN)[1]()


def _prepared(
    url: str, limits: Limits, is_private: Callable[[str], bool] | None, wish: Wish
) -> tuple[_Download, Callable[[], bytes]]:
    """A request, and what carries it out within its time."""
    import httpx

    faults = WebFaults(url, limits)
    try:
        tls = httpx.create_ssl_context()
    except OSError:
        raise faults.certificates() from None
    deadline = Deadline(limits.seconds)
    download = _Download(limits.download, deadline, Route(faults, is_private), faults, tls, wish)

    def work() -> bytes:
        try:
            return deadline.run(lambda: download.file(addresses.raw_file(url.strip())))
        except TimeoutError:
            raise faults.too_slow() from None

    return download, work


class _Download:
    """One fetch on its way from address to address, of at most `limit` bytes."""

    def __init__(
        self,
        limit: int,
        deadline: Deadline,
        route: Route,
        faults: WebFaults,
        tls: ssl.SSLContext,
        wish: Wish = _PLAIN,
    ) -> None:
        self._wish = wish
        self.unchanged = False
        self.etag: str | None = None
        self._limit = limit
        self._deadline = deadline
        self._route = route
        self._faults = faults
        self._tls = tls
        self._server = ""
        self._received: int | None = None

    def file(self, url: str) -> bytes:
        """The bytes at `url`, wherever its redirects lead."""
        import httpx

        given = _address(url)
        if given is None:
            raise self._faults.no_address()
        here = given
        try:
            for _ in range(_REDIRECTS + 1):
                own = login(given) if origin(here) == origin(given) else {}
                with self._answer(here, own) as response:
                    target = self._target(here, response)
                    if target is None:
                        return self._body(response)
                here = target
        except (httpx.HTTPError, OSError) as error:
            raise self._explained(error) from error
        raise self._faults.too_many_redirects(_REDIRECTS, str(here))

    @contextmanager
    def _answer(self, url: httpx.URL, own: Mapping[str, str]) -> Generator[httpx.Response]:
        """The answer to one request, on a connection of its own."""
        import httpx

        proxy = self._proxy(url)
        self._server = f"The proxy {proxy.url.host}" if proxy else f"The server {url.host}"
        if proxy:
            self._route.reach_unseen(url.host, str(url))
        guard = Guard(self._deadline, self._route, None if proxy else url.host)
        timeouts = dict.fromkeys(_TIMED, self._deadline.left())
        request = httpx.Request(
            self._wish.method,
            url,
            headers={**HEADERS, **own, **self._wish.headers},
            content=self._wish.content,
            extensions={"timeout": timeouts, "trace": guard},
        )
        with (
            httpx.HTTPTransport(verify=self._tls, proxy=proxy) as transport,
            closing(transport.handle_request(request)) as response,
        ):
            if not guard.looked:
                self._route.reach_unseen(url.host, str(url))
            self._wish.note(url, response)
            yield response

    def _proxy(self, url: httpx.URL) -> httpx.Proxy | None:
        """The proxy that the environment or the system names for this address."""
        from urllib.request import getproxies, proxy_bypass

        import httpx

        known = getproxies()
        address = known.get(url.scheme) or known.get("all")
        if not address or proxy_bypass(url.host) or proxy_bypass(url.netloc.decode("ascii")):
            return None
        server = _address(address if "://" in address else f"http://{address}")
        if server is None:
            raise self._faults.proxy(address)
        return httpx.Proxy(server)

    def _target(self, here: httpx.URL, response: httpx.Response) -> httpx.URL | None:
        """Where an answer sends the reader on; None where it is the last one."""
        location = response.headers.get("location")
        if location is None or response.status_code not in _MOVED or self._wish.content is not None:
            return None
        try:
            target = urljoin(str(here), location)
            scheme = urlsplit(target).scheme
        except ValueError:
            raise self._faults.no_address(location) from None
        address = _address(target)
        if address is None:
            raise self._faults.no_address(target)
        if scheme != here.scheme:
            raise self._faults.other_scheme(here.scheme, scheme, target)
        return address

    def _body(self, response: httpx.Response) -> bytes:
        """The file that an answer holds; nothing where it is unchanged, or was put there."""
        self.unchanged = response.status_code == 304 and self._wish.etag is not None
        self.etag = response.headers.get("etag") or (self._wish.etag if self.unchanged else None)
        if self.unchanged or (self._wish.content is not None and response.is_success):
            return b""
        if response.status_code != 200:
            raise self._faults.status(response.status_code)
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._limit:
            raise self._faults.too_large()
        coding = response.headers.get("content-encoding", "").strip().lower()
        if coding not in READABLE:
            raise self._faults.packed(coding)
        try:
            body = self._unpacked(response, Unpacker(coding))
        except zlib.error:
            raise self._faults.damaged() from None
        if is_web_page(body, response.headers.get("content-type", "")):
            raise self._faults.web_page()
        if not body:
            raise self._faults.empty()
        return body

    def _unpacked(self, response: httpx.Response, unpacker: Unpacker) -> bytes:
        body = BytesIO()
        self._received = 0
        for data in response.iter_raw():
            self._received += len(data)
            for piece in unpacker.pieces(data):
                if max(self._received, body.tell() + len(piece)) > self._limit:
                    raise self._faults.too_large()
                body.write(piece)
        if not unpacker.whole():
            raise self._faults.cut_off(self._received)
        return body.getvalue()

    def _explained(self, error: Exception) -> TocError:
        if not self._deadline.left():
            return self._faults.too_slow()
        if self._received is None:
            return self._faults.connection(error, self._server)
        return self._faults.cut_off(self._received)


def _address(url: str) -> httpx.URL | None:
    """A web address, as far as it can be judged without asking anybody; None if it is none."""
    import httpx

    try:
        address = httpx.URL(url)
        # As the name is shown, and as the system looks it up: each stumbles over what is none.
        name = address.host and address.raw_host.decode("ascii").encode("idna")
    except (httpx.InvalidURL, ValueError):
        return None
    port = 443 if address.port is None else address.port
    return address if address.scheme in _SCHEMES and name and 0 < port < 65536 else None
