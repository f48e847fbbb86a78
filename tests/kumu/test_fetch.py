from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.kumu.loopback import Site, free_port, leave_proxies
from toc import __version__
from toc.errors import FetchError
from toc.kumu.fetch import fetch

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


def test_login_stays(site: Site) -> None:
    """A name and password go to the server they were given for, and to no other."""
    with Site() as other:
        other.move("/out", site.url("/back"))
        site.move("/near", other.url("/out"))
        site.move("/old", "/near")
        site.serve(MAP, "/back")
        fetch(site.url("/old", host="ann:secret@127.0.0.1"))
        assert [path for path, headers in site.requests if "Authorization" in headers] == [
            "/old",
            "/near",
            "/back",
        ]
        assert [path for path, headers in other.requests if "Authorization" in headers] == []


def test_no_login_from_a_redirect(site: Site) -> None:
    """A redirect cannot bring a name and password of its own."""
    with Site() as other:
        other.serve(MAP)
        fetch(site.move("/old", other.url(host="ann:secret@127.0.0.1")))
        assert "Authorization" not in other.requests[0][1]


def test_message_cannot_paint(site: Site) -> None:
    """What the address holds beyond print never reaches the terminal."""
    assert refusal(f"{site.url()}\x1b[31m").isprintable()


def test_costs_nothing_until_used() -> None:
    """What speaks with the web is loaded when something is fetched, not before."""
    code = "import sys, toc.kumu.fetch; print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert not {"httpx", "httpcore", "ssl", "socket", "logging"} & set(out.stdout.split())
