from __future__ import annotations

import gzip
import itertools
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.kumu.loopback import PATIENCE, Site, Visit, free_port, leave_proxies
from toc import __version__
from toc.errors import FetchError, LimitError
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


def refusal(url: str) -> str:
    """The message of a fetch that fails."""
    with pytest.raises(FetchError) as caught:
        fetch(url)
    return str(caught.value)


def test_file(site: Site) -> None:
    """The bytes come as they are, byte-order mark and line ends included."""
    body = b"\xef\xbb\xbf" + MAP + b"\r\n"
    assert fetch(site.serve(body)) == body


def test_request(site: Site) -> None:
    """A server sees one request with the name and version of the package, and what it may pack."""
    fetch(f" {site.serve(MAP, '/map.json?page=2')}#top\n")
    ((path, headers),) = site.requests
    assert path == "/map.json?page=2"
    assert headers["User-Agent"] == f"theory-of-change/{__version__}"
    assert headers["Accept-Encoding"] == "gzip, deflate"
    assert "Authorization" not in headers


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(MAP)),
        ("X-GZIP", gzip.compress(MAP)),
        ("deflate", zlib.compress(MAP)),
        ("identity", MAP),
        ("gzip", gzip.compress(MAP[:9]) + gzip.compress(MAP[9:])),
    ],
    ids=["gzip", "old name", "deflate", "not at all", "two in a row"],
)
def test_packed(site: Site, coding: str, packed: bytes) -> None:
    """What a server packed for the way is unpacked."""
    assert fetch(site.serve(packed, Content_Encoding=coding)) == MAP


def test_packed_in_small_pieces(site: Site) -> None:
    """A packed file may arrive byte by byte and unpack to many pieces."""
    body = os.urandom(3_000) * 1_000
    packed = gzip.compress(body)
    head = OK + b"Content-Encoding: gzip\r\n\r\n"
    single = [packed[i : i + 1] for i in range(2_000)]
    assert fetch(site.dictate([head, *single, packed[2_000:]])) == body


def test_chunked(site: Site) -> None:
    """A file of unknown length comes whole."""
    chunks = [b"5\r\n" + MAP[:5] + b"\r\n", b"%x\r\n" % (len(MAP) - 5) + MAP[5:] + b"\r\n"]
    head = OK + b"Transfer-Encoding: chunked\r\n\r\n"
    assert fetch(site.dictate([head, *chunks, b"0\r\n\r\n"])) == MAP


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


def drips(head: bytes) -> Iterator[bytes]:
    yield head
    yield from itertools.repeat(b"a", int(PATIENCE / 0.05))


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
    while any(thread.name == "toc download" for thread in threading.enumerate()):
        assert time.monotonic() - began < 0.9 * PATIENCE, (
            "the download goes on though nobody waits for it"
        )
        time.sleep(0.01)


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


@pytest.mark.parametrize(
    "pieces",
    [
        [OK + b"Content-Length: 1000\r\n\r\n", b'{"elements"'],
        [OK + b"Transfer-Encoding: chunked\r\n\r\n", b"b\r\n", b'{"elements"'],
        [OK + b"Transfer-Encoding: chunked\r\n\r\n", b"b\r\n", b'{"elements"\r\n'],
    ],
    ids=["length", "in a chunk", "between chunks"],
)
def test_cut_off(site: Site, pieces: list[bytes]) -> None:
    """A connection that ends in the middle of a file is a fault, not a short file."""
    message = refusal(site.dictate(pieces))
    assert message.endswith("The download was cut off after 11 bytes. Try again.")


def test_packed_and_cut_off(site: Site) -> None:
    """A packed file without its end is a fault, not a short file."""
    url = site.serve(gzip.compress(MAP)[:-12], Content_Encoding="gzip")
    assert "cut off after" in refusal(url)


def test_damaged(site: Site) -> None:
    """A packed file that cannot be unpacked is a fault."""
    assert "arrived damaged" in refusal(site.serve(MAP, Content_Encoding="gzip"))


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress", "\x1b[2J"])
def test_packed_otherwise(site: Site, coding: str) -> None:
    """A file that is packed as nobody asked is refused."""
    message = refusal(site.serve(MAP, Content_Encoding=coding.replace("\x1b", "?")))
    assert "packed in a way that toc cannot read" in message


@pytest.mark.parametrize(
    ("status", "words", "remedy"),
    [
        (404, "404, not found", "Check the address"),
        (410, "410, gone", "new address"),
        (401, "401, unauthorized", "login: download the file in a browser and pass its path."),
        (403, "403, forbidden", "login: download the file in a browser and pass its path."),
        (407, "407, proxy", "The proxy needs a login"),
        (429, "429, too many requests", "wait"),
        (500, "500, internal server error", "Try again later."),
        (503, "503, service unavailable", "Try again later."),
        (799, "799.", "Try again later."),
        (204, "204, no content", "Download the file in a browser and pass its path."),
        (206, "206, partial content", "Download the file in a browser and pass its path."),
        (304, "304, not modified", "Download the file in a browser and pass its path."),
        (302, "302, found", "Download the file in a browser and pass its path."),
    ],
)
def test_status(site: Site, status: int, words: str, remedy: str) -> None:
    """Any status but 200 is told in words, with what to do."""
    body = b"" if status in {204, 304} else MAP
    message = refusal(site.serve(body, status=status))
    assert f"answered with status {words}" in message
    assert remedy in message


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<p>Please log in.</p>", "text/html; charset=utf-8"),
        (b"<p>Please log in.</p>", "application/xhtml+xml"),
        (b"<!DOCTYPE html><title>Login</title>", "application/json"),
        (b"\xef\xbb\xbf \r\n\t<HTML lang=en>", "text/plain"),
        (b"", "TEXT/HTML"),
    ],
)
def test_web_page(site: Site, body: bytes, kind: str) -> None:
    """A page for people is named as one, whatever it is called and however it begins."""
    message = refusal(site.serve(body, Content_Type=kind))
    assert "A web page came back where a map or theory was expected." in message


def test_mislabelled_map(site: Site) -> None:
    """JSON is read also where the server calls it a page."""
    body = b"\xef\xbb\xbf\n" + MAP
    assert fetch(site.serve(body, Content_Type="text/html")) == body


def test_empty(site: Site) -> None:
    """An answer of no bytes is a fault."""
    assert "The answer was empty." in refusal(site.serve(b""))


def test_refused_connection() -> None:
    """A port that nobody listens on is told in one sentence."""
    message = refusal(f"http://127.0.0.1:{free_port()}/")
    assert "The server 127.0.0.1 refused the connection. Check the address" in message


def test_unknown_name() -> None:
    """A name that does not exist is told in one sentence."""
    message = refusal("http://no-such-server.invalid/map.json")
    assert "The server no-such-server.invalid was not found. Check the address" in message


@pytest.mark.parametrize(
    "answer",
    [b"", b"SSH-2.0-OpenSSH_9.6\r\n", OK + b"X-Long: " + b"a" * 200_000],
    ids=["nothing", "another language", "endless header"],
)
def test_no_answer(site: Site, answer: bytes) -> None:
    """A server that hangs up, or speaks no language of the web, is told in one sentence."""
    message = refusal(site.dictate([answer]))
    assert "could not be reached, or hung up without an answer" in message


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/map.json",
        "file:///etc/passwd",
        "example.org/map.json",
        "http://",
        "http:///map.json",
        "http://a..b/",
        "http://" + "a" * 64 + ".org/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:0/",
        "http://127.0.0.1:-1/",
        "http://127.0.0.1:x/",
        "http://[::1/",
        "http://xn--/",
        "http://\u2488.example/",
        "http://127.0.0.1/\x00",
        "http://127.0.0.1/\udce9",
        "",
    ],
)
def test_no_address(url: str) -> None:
    """What is no web address is told so, and nobody is asked."""
    assert "This is not a web address. It has to begin with http://" in refusal(url)


def test_login(site: Site) -> None:
    """A name and password in the address reach the server and no message."""
    site.serve(MAP, status=403)
    url = site.url(host="ann:s%C3%A9cret@127.0.0.1")
    message = refusal(url)
    assert site.requests[0][1]["Authorization"] == "Basic YW5uOnPDqWNyZXQ="
    assert message.startswith(f"{site.url()}: ")
    assert "ann" not in message
    assert "cret" not in message


def test_message_cannot_paint(site: Site) -> None:
    """What the address holds beyond print never reaches the terminal."""
    assert refusal(f"{site.url()}\x1b[31m").isprintable()


def test_costs_nothing_until_used() -> None:
    """The library for the web is loaded when something is fetched, not before."""
    code = "import sys, toc.kumu.fetch; print('httpx' in sys.modules, 'httpcore' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert out.stdout.split() == ["False", "False"]
