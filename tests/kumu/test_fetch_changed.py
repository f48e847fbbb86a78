from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kumu.loopback import Site, Visit, free_port, leave_proxies
from toc.errors import FetchError, WriteError
from toc.kumu.fetch import Fetched, fetch_changed, put
from toc.kumu.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

MAP = b'{"elements": [{"label": "Trust"}]}'
TOKEN = "s3cret-token"


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    leave_proxies(monkeypatch)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def takes(site: Site, status: int = 201, path: str = "/map.json") -> list[bytes]:
    """Let a site take what is put there; gives the list that it comes into."""
    taken: list[bytes] = []

    def answer(visit: Visit) -> None:
        taken.append(visit.rfile.read(int(visit.headers["Content-Length"])))
        visit.send([f"HTTP/1.1 {status} Status\r\nContent-Length: 0\r\n\r\n".encode()])

    site.answers[path] = answer
    return taken


def test_first_time(site: Site) -> None:
    """A file comes with its ETag; nothing is said of one that is not known yet."""
    url = site.serve(MAP, ETag='"v1"')
    assert fetch_changed(url, None) == Fetched(MAP, '"v1"')
    assert "If-None-Match" not in site.requests[0][1]


def test_unchanged(site: Site) -> None:
    """Where the server says that it is the file of before, there is no content."""
    url = site.serve(b"", status=304)
    assert fetch_changed(url, '"v1"') == Fetched(None, '"v1"')
    assert site.requests[0][1]["If-None-Match"] == '"v1"'


def test_changed(site: Site) -> None:
    """A file that changed comes with its new ETag; without one there is none, never the old one."""
    url = site.serve(MAP, ETag='"v2"')
    assert fetch_changed(url, '"v1"') == Fetched(MAP, '"v2"')
    assert fetch_changed(site.serve(MAP), '"v1"') == Fetched(MAP, None)


def test_unchanged_from_what(site: Site) -> None:
    """A server that calls unchanged what it was not asked about is not believed."""
    with pytest.raises(FetchError, match="304"):
        fetch_changed(site.serve(b"", status=304), None)


def test_put(site: Site) -> None:
    """A file is put whole, as JSON, with the bearer's token."""
    taken = takes(site)
    put(site.url(), MAP, token=TOKEN)
    assert taken == [MAP]
    headers = site.requests[0][1]
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert headers["Content-Type"] == "application/json"


def test_put_without_token(site: Site) -> None:
    """Without a token nothing stands in its place."""
    takes(site, 204)
    put(site.url(), MAP)
    assert "Authorization" not in site.requests[0][1]


@pytest.mark.parametrize("status", [302, 307, 401, 404, 409, 500])
def test_put_refused(site: Site, status: int) -> None:
    """What is not taken is said, with what to do, without the token."""
    takes(site, status)
    with pytest.raises(WriteError, match=f"not put there.*{status}") as caught:
        put(site.url(), MAP, token=TOKEN)
    assert TOKEN not in str(caught.value)


def test_put_and_sent_on(site: Site) -> None:
    """A redirect is not followed: the token reaches one server only."""
    with Site() as other:
        taken = takes(other)
        site.move("/map.json", other.url())
        with pytest.raises(WriteError):
            put(site.url(), MAP, token=TOKEN)
        assert (taken, other.requests) == ([], [])


def test_put_nowhere() -> None:
    """Where nobody listens that is said."""
    with pytest.raises(WriteError, match="refused the connection"):
        put(f"http://127.0.0.1:{free_port()}/", MAP)


def test_put_takes_too_long(site: Site) -> None:
    """An upload ends with its time limit as well."""
    site.dictate([b"HTTP/1.1 201 Created\r\n", b"X: y\r\n"], pause=3)
    with pytest.raises(WriteError, match=r"longer than 0\.2 seconds"):
        put(site.url(), MAP, limits=Limits(seconds=0.2))


@pytest.mark.parametrize("url", ["http://example.org/map.json", "ftp://example.org/", "http://["])
def test_token_is_not_sent_in_the_open(url: str) -> None:
    """A token is never sent where others could read it on the way."""
    with pytest.raises(WriteError, match="readable by everybody"):
        put(url, MAP, token=TOKEN)
