from __future__ import annotations

import gzip
import itertools
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from tests.kumu.loopback import (
    PATIENCE,
    Site,
    Visit,
    drips,
    leave_proxies,
    wait_for_end_of_downloads,
)
from toc.errors import LimitError
from toc.kumu.deadline import Deadline
from toc.kumu.fetch import _Download, fetch
from toc.kumu.limits import Limits
from toc.kumu.route import Route
from toc.kumu.web_faults import WebFaults

if TYPE_CHECKING:
    from collections.abc import Iterator

MAP = b'{"elements": [{"label": "Trust"}]}'
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    leave_proxies(monkeypatch)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.mark.parametrize("seconds", [1e30, float("inf")])
def test_endless_patience(site: Site, seconds: float) -> None:
    """A limit of time may be as large as one likes."""
    assert fetch(site.serve(MAP), limits=Limits(seconds=seconds)) == MAP


def test_at_the_limit(site: Site) -> None:
    """A file of exactly the size that is allowed is read."""
    packed = gzip.compress(MAP * 100)
    url = site.serve(packed, Content_Encoding="gzip")
    assert fetch(url, limits=Limits(download=len(MAP) * 100)) == MAP * 100


def test_too_large_by_its_header(site: Site) -> None:
    """A file that says it is too large is refused before any of it has come."""
    url = site.dictate([OK + b"Content-Length: 1001\r\n\r\n", b""], pause=0.05)
    with pytest.raises(LimitError, match=r"1,000 bytes.*--limit download=BYTES") as caught:
        fetch(url, limits=Limits(download=1_000))
    assert caught.value.where == url


def test_too_large_as_it_comes(site: Site) -> None:
    """A file without an end is refused soon after it has grown too large."""
    endless = itertools.chain([OK + b"\r\n"], itertools.repeat(b"a" * 10_000, 5_000))
    with pytest.raises(LimitError, match="100,000 bytes"):
        fetch(site.dictate(endless), limits=Limits(download=100_000))
    assert site.sent < 20_000_000


@pytest.mark.parametrize("extra", [b"", gzip.compress(b"")], ids=["alone", "second"])
def test_bomb(site: Site, extra: bytes) -> None:
    """A small file that unpacks to a huge one is refused without unpacking it."""
    bomb = extra + gzip.compress(bytes(50_000_000))
    assert len(bomb) < 60_000
    url = site.serve(bomb, Content_Encoding="gzip")
    tracemalloc.start()
    try:
        with pytest.raises(LimitError, match=r"2,000,000 bytes.*--limit download=BYTES"):
            fetch(url, limits=Limits(download=2_000_000))
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_packed_nothing_without_end(site: Site) -> None:
    """The bytes that arrive count too, when they unpack to nothing."""
    nothing = gzip.compress(b"") * 1_000
    endless = itertools.chain(
        [OK + b"Content-Encoding: gzip\r\n\r\n"], itertools.repeat(nothing, 500)
    )
    with pytest.raises(LimitError, match="100,000 bytes"):
        fetch(site.dictate(endless), limits=Limits(download=100_000))


@pytest.mark.parametrize(
    "head",
    [
        OK + b"Content-Length: 1000\r\n\r\n",
        OK + b"X-Slow: ",
        b"",
    ],
    ids=["body", "header", "status"],
)
def test_slow_drip(site: Site, head: bytes) -> None:
    """The limit of time is for the whole, also when something comes now and then."""
    url = site.dictate(drips(head), pause=0.05)
    began = time.monotonic()
    with pytest.raises(LimitError, match=r"longer than 0\.3 seconds.*--limit seconds=N") as caught:
        fetch(url, limits=Limits(seconds=0.3))
    assert 0.25 < time.monotonic() - began < 0.6 * PATIENCE
    assert caught.value.where == url
    wait_for_end_of_downloads()


def test_silent_server() -> None:
    """A server that takes the call and says nothing is left in time."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(LimitError, match=r"longer than 0\.2 seconds"):
            fetch(url, limits=Limits(seconds=0.2))


def test_slow_redirects(site: Site) -> None:
    """The limit of time is for all redirects together."""
    url = site.move("/again", "/again", pause=0.15)
    with pytest.raises(LimitError, match=r"longer than 0\.4 seconds"):
        fetch(url, limits=Limits(seconds=0.4))


def test_no_time(site: Site) -> None:
    """Without any time nothing is fetched."""
    with pytest.raises(LimitError, match="longer than 0 seconds"):
        fetch(site.serve(MAP), limits=Limits(seconds=0))


def test_late_failure(site: Site) -> None:
    """What fails once the time is over is told as lack of time."""
    faults = WebFaults(site.url(), Limits(seconds=0))
    route = Route(faults, None)
    download = _Download(1_000, Deadline(0), route, faults, ssl.create_default_context())
    with pytest.raises(LimitError, match="longer than 0 seconds"):
        download.file(site.serve(MAP))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_interrupt(site: Site) -> None:
    """Ctrl-C ends a fetch at once, however patient it is."""
    arrived = threading.Event()

    def hold(visit: Visit) -> None:
        arrived.set()
        visit.send(drips(OK), 0.05)

    site.answers["/map.json"] = hold
    # A test run in the background has SIGINT switched off, and its children too.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"from toc.kumu.fetch import fetch; fetch({site.url()!r})"
    )
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) as child:
        assert arrived.wait(PATIENCE)
        began = time.monotonic()
        child.send_signal(signal.SIGINT)
        _, complaint = child.communicate(timeout=PATIENCE)
    assert time.monotonic() - began < 0.8 * PATIENCE
    assert complaint.rstrip().endswith(b"KeyboardInterrupt")
