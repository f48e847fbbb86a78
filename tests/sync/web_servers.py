"""The small server running for a test, and plain requests to it."""

from __future__ import annotations

__all__ = ["Answer", "Running", "asked"]

import http.client
import threading
import time
from typing import TYPE_CHECKING, NamedTuple, Self

from toc.exports.vocabulary import DEFAULT
from toc.sources import read_source
from toc.sync.served import Wanted
from toc.sync.serving import Door, application, listening, web_server
from toc.sync.watching import Watch

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 10.0


class Answer(NamedTuple):
    """What came back; the names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class Running:
    """A server on a free port of this machine that serves a file; `told` is what it said."""

    def __init__(
        self, path: Path, *, host: str = "127.0.0.1", include_private: bool = False
    ) -> None:
        self.told: list[str] = []
        wanted = Wanted(
            lambda: read_source(path), lambda _: DEFAULT, include_private=include_private
        )
        self.watch = Watch(wanted, str(path), self.told.append)
        door = Door(host, 0, ("https://kumu.example.org",))
        self._listener = listening(door)
        self.port = int(self._listener.getsockname()[1])
        self._server = web_server(application(self.watch, door))
        sockets = [self._listener]
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": sockets})

    def __enter__(self) -> Self:
        self._thread.start()
        end = time.monotonic() + PATIENCE
        while not self._server.started:
            assert time.monotonic() < end, "the server does not start"
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(PATIENCE)
        self._listener.close()

    def get(self, path: str = "/map.json", method: str = "GET", **headers: str) -> Answer:
        """One request; `accept_encoding="gzip"` is a header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return asked(self.port, path, method, named)


def asked(port: int, path: str, method: str, headers: dict[str, str]) -> Answer:
    """One request to this machine with exactly these headers and a Host, if none is given."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.putrequest(method, path, skip_host="host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read())
    finally:
        connection.close()
