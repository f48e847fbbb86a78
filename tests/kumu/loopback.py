"""Web servers on this machine's own addresses, and what surrounds a request in the environment."""

from __future__ import annotations

import itertools
import select
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

    import pytest

    Answer = Callable[["Visit"], None]

PATIENCE = 5.0


class Visit(BaseHTTPRequestHandler):
    """One request to a `Site`."""

    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    server: Server

    def do_GET(self) -> None:
        site = self.server.site
        site.requests.append((self.path, dict(self.headers.items())))
        site.answers[self.path](self)

    do_PUT = do_GET  # noqa: N815 - as the library calls it

    def do_CONNECT(self) -> None:
        site = self.server.site
        site.requests.append((self.path, dict(self.headers.items())))
        site.answers.get(self.path, Visit.deny)(self)

    def deny(self) -> None:
        """Say no."""
        self.send_error(403)

    def tunnel(self) -> None:
        """Pass on what comes, both ways, until one side hangs up."""
        self.close_connection = True
        host, _, port = self.path.partition(":")
        with socket.create_connection((host, int(port)), PATIENCE) as onward:
            self.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            ends = {self.connection: onward, onward: self.connection}
            while ready := select.select(list(ends), [], [], PATIENCE)[0]:
                for end in ready:
                    if not (data := end.recv(65_536)):
                        return
                    ends[end].sendall(data)

    def send(self, pieces: Iterable[bytes], pause: float = 0.0) -> None:
        """These bytes and no others, each after a pause, until they or the patience end."""
        self.close_connection = True
        for piece in pieces:
            if self.server.site.closed.wait(pause):
                return
            self.wfile.write(piece)
            self.server.site.sent += len(piece)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the library calls it
        """Nothing to the terminal."""


class Server(ThreadingHTTPServer):
    """The sockets and threads behind a `Site`."""

    daemon_threads = False
    site: Site
    tls: ssl.SSLContext | None = None

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, peer = super().get_request()
        if self.tls is not None:
            connection = self.tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        return connection, peer

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class Site:
    """A web server with an answer for each path; it remembers the requests that reached it."""

    def __init__(self, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.sent = 0
        self.closed = threading.Event()
        self._server = Server((host, 0), Visit)
        self._server.site = self
        self._server.tls = tls
        self.host = host
        self.port = self._server.server_port
        self._scheme = "http" if tls is None else "https"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closed.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, path: str = "/map.json", host: str | None = None) -> str:
        return f"{self._scheme}://{host or self.host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]

    def serve(self, body: bytes, path: str = "/map.json", status: int = 200, **named: str) -> str:
        """Answer with a whole file; `content_type="text/html"` is a header. Gives its address."""
        lines = [f"HTTP/1.1 {status} Status", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        self.answers[path] = lambda visit: visit.send([head, body])
        return self.url(path)

    def move(self, path: str, target: str, status: int = 302, pause: float = 0.0) -> str:
        """Answer with a redirect, on a connection that would stay open. Gives its address."""

        def answer(visit: Visit) -> None:
            self.closed.wait(pause)
            visit.send_response(status)
            visit.send_header("Location", target)
            visit.send_header("Content-Length", "0")
            visit.end_headers()

        self.answers[path] = answer
        return self.url(path)

    def dictate(self, pieces: Iterable[bytes], path: str = "/map.json", pause: float = 0.0) -> str:
        """Answer with exactly these bytes, a pause before each, and hang up. Gives its address."""
        self.answers[path] = lambda visit: visit.send(pieces, pause)
        return self.url(path)


def leave_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what the environment says of proxies and certificates."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def drips(head: bytes) -> Iterator[bytes]:
    """A beginning, and then more bytes than anybody has the patience for, 0.05 seconds each."""
    yield head
    yield from itertools.repeat(b"a", int(PATIENCE / 0.05))


def wait_for_end_of_downloads() -> None:
    """Return when no download goes on any more; fail where one goes on though it was left."""
    end = time.monotonic() + 0.5 * PATIENCE
    while any(thread.name == "toc download" for thread in threading.enumerate()):
        assert time.monotonic() < end, "the download goes on though nobody waits for it"
        time.sleep(0.01)
