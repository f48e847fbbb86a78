"""The small server, asked over real connections."""

from __future__ import annotations

import gzip
import json
import os
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from tests.fake_kumu.remote import remote_link
from tests.kumu_documents import connection, element, one_map, project
from tests.sync.web_servers import PATIENCE, Running
from toc.errors import FormError, TocError
from toc.exports.vocabulary import DEFAULT
from toc.sources import Source, read_source
from toc.sync.served import Wanted
from toc.sync.serving import Door, listening
from toc.sync.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KUMU = "https://kumu.io"


def _flat(*labels: str) -> bytes:
    items = [element(label, "Outcome") for label in labels]
    lines = [connection(labels[0], label) for label in labels[1:]]
    return json.dumps({"elements": items, "connections": lines}).encode()


def _save(path: Path, content: bytes) -> None:
    """Write as an editor does, and let the time of the file be another one."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_bytes(content)
    os.utime(path, ns=(before + 5_000_000_000, before + 5_000_000_000))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A map with two outcomes."""
    file = tmp_path / "map.json"
    file.write_bytes(_flat("Trust", "<b>Care & co</b>"))
    return file


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of that map, which no test changes."""
    file = tmp_path_factory.mktemp("steady") / "map.json"
    file.write_bytes(_flat("Trust", "<b>Care & co</b>"))
    (file.parent / "secret.txt").write_text("hush")
    with Running(file) as server:
        yield server


@pytest.fixture
def running(path: Path) -> Iterator[Running]:
    """A server of that map."""
    with Running(path) as server:
        yield server


def test_the_map_comes_flat_with_what_a_browser_asks_for(steady: Running) -> None:
    """The blueprint comes with its type, length, ETag, and leave for pages of Kumu to read it."""
    answer = steady.get(origin=KUMU)
    assert answer.status == 200
    assert json.loads(answer.body)["elements"][0]["label"] == "Trust"
    headers = answer.headers
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert headers["content-length"] == str(len(answer.body))
    assert headers["access-control-allow-origin"] == KUMU
    assert headers["access-control-expose-headers"] == "ETag"
    assert headers["cache-control"] == "no-cache"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["etag"].startswith('"')
    assert "server" not in headers


def test_the_fake_kumu_shows_it(steady: Running) -> None:
    """A remote link to the server shows the map."""
    shown = remote_link(f"http://127.0.0.1:{steady.port}/map.json", local_allowed=True)
    assert shown.labels() == ["<b>Care & co</b>", "Trust"]


@pytest.mark.parametrize("coding", ["", "gzip"])
def test_who_has_it_already_is_told_so(steady: Running, coding: str) -> None:
    """If-None-Match with a tag of the map, in a list or weak, gives 304 without a body."""
    tag = steady.get(accept_encoding=coding).headers["etag"]
    for tags in (tag, f'"x", {tag}', f"W/{tag}", "*"):
        answer = steady.get(accept_encoding=coding, if_none_match=tags, origin=KUMU)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["etag"] == tag
        assert answer.headers["access-control-allow-origin"] == KUMU
    assert steady.get(if_none_match='"x"').status == 200


@pytest.mark.parametrize(
    ("codings", "packed"),
    [
        ("gzip", True), ("br, GZIP;q=0.5", True), ("*", True),
        ("", False), ("identity", False), ("gzip;q=0", False), ("*, gzip; q=0.0", False),
    ],
)  # fmt: skip
def test_it_is_packed_for_who_takes_gzip(steady: Running, codings: str, packed: bool) -> None:
    """It is sent with gzip where that is taken, under an ETag of its own."""
    plain, answer = steady.get(), steady.get(accept_encoding=codings)
    assert (answer.headers.get("content-encoding") == "gzip") is packed
    assert (gzip.decompress(answer.body) if packed else answer.body) == plain.body
    assert (answer.headers["etag"] != plain.headers["etag"]) is packed
    assert "Accept-Encoding" in answer.headers["vary"]


def test_head_has_the_headers_alone(steady: Running) -> None:
    """HEAD gives what GET does, without the body."""
    got, head = steady.get(), steady.get(method="HEAD")
    for name in ("etag", "content-length", "content-type"):
        assert head.headers[name] == got.headers[name]
    assert (head.status, head.body) == (200, b"")


def test_a_preflight_is_answered(steady: Running) -> None:
    """OPTIONS says what pages of Kumu may do, on local networks too where a browser asks."""
    asks = {"access_control_request_private_network": "true"}
    answer = steady.get(method="OPTIONS", origin=KUMU, **asks)
    assert answer.status == 204
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["access-control-allow-private-network"] == "true"
    for path in ("/", "/coverage", "/health"):
        assert steady.get(path, "OPTIONS").headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://kumu.io", True), ("https://embed.kumu.io", True),
        ("https://kumu.example.org", True),
        ("http://kumu.io", False), ("https://kumu.io.evil.example", False),
        ("https://evilkumu.io", False), ("https://evil.example", False), ("null", False),
        ("https://kumu.io:8443", False), ("https://[", False),
    ],
)  # fmt: skip
def test_only_pages_of_kumu_may_read_it(steady: Running, origin: str, allowed: bool) -> None:
    """Pages of others get no leave, also not for a preflight."""
    for method in ("GET", "OPTIONS"):
        headers = steady.get(method=method, origin=origin).headers
        assert (headers.get("access-control-allow-origin") == origin) is allowed
        assert ("access-control-allow-origin" in headers) is allowed


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(steady: Running, method: str) -> None:
    """Other methods are refused, and what is served stays."""
    before = steady.get().body
    assert steady.get(method=method).status == 405
    assert steady.get().body == before


@pytest.mark.parametrize(
    "asked_for",
    [
        "/../map.json", "/..%2fmap.json", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/map.json/",
        "/map.json/../secret.txt", "/secret.txt", "/.git/config", "/map.json%00", "/static/x",
    ],
)  # fmt: skip
def test_nothing_else_can_be_reached(steady: Running, asked_for: str) -> None:
    """No path leads to another file, beside the source or above it."""
    answer = steady.get(asked_for)
    assert answer.status in {404, 307}
    assert b"hush" not in answer.body
    assert b"root:" not in answer.body


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("localhost:1", 200), ("127.0.0.1", 200), ("[::1]:80", 200),
        ("evil.example", 421), ("evil.example:80", 421), ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421), ("", 421), ("localhost/../x", 421), ("[::1", 421),
    ],
)  # fmt: skip
def test_another_name_is_not_answered(steady: Running, host: str, status: int) -> None:
    """Who asks for another server, as after DNS rebinding, gets nothing of the map."""
    for path in ("/map.json", "/", "/coverage", "/health"):
        answer = steady.get(path, host=host)
        assert answer.status == status
        assert (b"Trust" in answer.body) <= (status == 200)


def test_a_request_without_host_is_refused(steady: Running) -> None:
    """HTTP wants a Host; without one there is no answer of ours."""
    with socket.create_connection(("127.0.0.1", steady.port), PATIENCE) as line:
        line.sendall(b"GET /map.json HTTP/1.1\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 400 ")


def test_the_pages_for_people_show_and_do_not_obey(steady: Running) -> None:
    """The first page has the address to paste, the other the coverage, and no script can run."""
    index = steady.get("/").body.decode()
    assert f"http://127.0.0.1:{steady.port}/map.json" in index
    for link in ("map.json", "coverage", "health"):
        assert f'<a href="{link}">' in index
        assert steady.get(f"/{link}").status == 200
    coverage = steady.get("/coverage")
    assert "&lt;b&gt;Care &amp; co&lt;/b&gt;" in coverage.body.decode()
    for page in (index, coverage.body.decode()):
        assert "default-src 'none'" in page
        assert "<script" not in page
    again = steady.get("/coverage", if_none_match=coverage.headers["etag"])
    assert again.status == 304


def test_an_address_that_kumu_cannot_read_is_not_called_one(steady: Running) -> None:
    """Asked for by another address than this computer's own, the page says what is the matter."""
    assert b"address to paste into Kumu" in steady.get("/", host="localhost:80").body
    page = steady.get("/", host="192.0.2.7:8765").body.decode()
    assert "address to paste" not in page
    assert "Kumu cannot read it at this address" in page


def test_a_map_without_outcomes_has_a_page_that_says_so(tmp_path: Path) -> None:
    """Where nothing counts as an outcome the map is served all the same."""
    file = tmp_path / "map.json"
    file.write_bytes(json.dumps({"elements": [element("A", "<i>Thing</i>")]}).encode())
    with Running(file) as server:
        assert server.get().status == 200
        page = server.get("/coverage").body.decode()
    assert "None of these elements counts as an outcome" in page
    assert "<i>" not in page


def test_a_changed_file_is_read_again(running: Running, path: Path) -> None:
    """After a change the new map comes, under a new ETag; without one the tag stays."""
    first = running.get().headers["etag"]
    assert running.get().headers["etag"] == first
    _save(path, _flat("Trust", "Joy"))
    answer = running.get(if_none_match=first)
    assert answer.status == 200
    assert b"Joy" in answer.body
    assert b"Joy" in running.get("/coverage").body
    assert running.told == ["The source has changed and was read again."]


def test_a_change_that_neither_time_nor_size_tells_is_seen(running: Running, path: Path) -> None:
    """Right after it was written a file is compared by its bytes."""
    assert b"Trust" in running.get().body
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Trust", b"Hopes"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert b"Hopes" in running.get().body


@pytest.mark.parametrize("broken", [b'{"elements": [{"label": "Tr', b"", b"\xff\xfe", None])
def test_a_broken_file_leaves_the_last_good_one(
    running: Running, path: Path, broken: bytes | None
) -> None:
    """Half-written, empty, no text or gone: the last good map is served, and it is said once."""
    good = running.get().body
    whole = path.read_bytes()
    if broken is None:
        path.unlink()
    else:
        _save(path, broken)
    for _ in range(3):
        assert running.get().body == good
    health = json.loads(running.get("/health").body)
    assert health["status"] == "stale"
    assert health["trouble"]
    assert str(path) not in json.dumps(health)
    assert "the last good one" in running.get("/").body.decode()
    assert len(running.told) == 1
    assert str(path) in running.told[0]
    _save(path, whole)
    assert json.loads(running.get("/health").body)["status"] == "ok"
    assert len(running.told) == 2


def test_the_same_trouble_is_said_once(running: Running, path: Path) -> None:
    """A file that grows while it is written is one trouble, not one for every piece."""
    whole = path.read_bytes()
    for end in (26, 27, 28):
        _save(path, whole[:end])
        running.get()
    assert len(running.told) == 1


def test_a_young_file_is_not_made_anew_without_need(path: Path) -> None:
    """While a file is young its bytes are compared; the map is made again only if they differ."""
    reads: list[int] = []

    def read() -> Source:
        reads.append(1)
        return read_source(path)

    watch = Watch(Wanted(read, lambda _: DEFAULT), str(path), print)
    for _ in range(3):
        watch.now()
    assert len(reads) == 1
    path.write_bytes(path.read_bytes() + b" ")
    watch.now()
    assert len(reads) == 2


def test_a_folder_of_tables_is_watched(tmp_path: Path) -> None:
    """A folder is read again when one of its tables changes, or another comes."""
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "elements.csv").write_text("Label,Type\nTrust,Outcome\n")
    with Running(folder) as server:
        assert b"Trust" in server.get().body
        _save(folder / "elements.csv", b"Label,Type\nHopes,Outcome\n")
        assert b"Hopes" in server.get().body
        (folder / "connections.csv").write_text("From,To\nHopes,Joy\n")
        assert b"Joy" in server.get().body


def test_many_readers_at_once_see_whole_maps(running: Running, path: Path) -> None:
    """Five readers during changes get one version or another, never a mixture, and no error."""
    versions = [_flat("Trust", f"Version {number}") for number in range(4)]
    stop = threading.Event()

    def read(_: int) -> set[str]:
        seen: set[str] = set()
        while not stop.is_set():
            answer = running.get(accept_encoding="gzip")
            assert answer.status == 200
            seen.add(json.loads(gzip.decompress(answer.body))["elements"][1]["label"])
        return seen

    with ThreadPoolExecutor(5) as readers:
        found = [readers.submit(read, number) for number in range(5)]
        for version in versions * 3:
            other = path.with_suffix(".new")
            other.write_bytes(version)
            other.replace(path)
            running.get()
        stop.set()
        seen = set().union(*(one.result(PATIENCE) for one in found))
    assert seen <= {"<b>Care & co</b>", *(f"Version {number}" for number in range(4))}


def _private(**more: Any) -> bytes:
    made = project(
        [
            {
                "_id": "elem-1",
                "attributes": {"label": "A", "element type": "Outcome", "measure": "hush"},
            }
        ],
        maps=[one_map("M", ("elem-1",))],
        attributes=[{"_id": "attr-1", "name": "Measure", "private": True}],
        name="Ours",
        **more,
    )
    return made.to_bytes()


@pytest.mark.parametrize("include_private", [False, True])
def test_private_fields_stay_here(tmp_path: Path, include_private: bool) -> None:
    """What a project marks private is in nothing that is served, unless it is asked for."""
    file = tmp_path / "project.json"
    file.write_bytes(_private())
    with Running(file, include_private=include_private) as server:
        pages = [server.get(path).body for path in ("/map.json", "/coverage", "/", "/health")]
        left_out = server.watch.now().served.left_out
    assert [b"hush" in page for page in pages] == [include_private, include_private, False, False]
    assert any("Measure" in line for line in left_out) is not include_private
    assert b"Ours" in pages[2]


def test_share_links_are_refused_at_the_start_and_later(path: Path) -> None:
    """A file with a share link in it, in a view too, is not served, nor after a change."""
    link = "https://embed.kumu.io/02857227bfe29cf35ed5ebd3a2417642"
    good = path.read_bytes()
    with Running(path) as server:
        _save(path, _private(perspectives=[{"_id": "pers-1", "name": "V", "style": link}]))
        assert b"Trust" in server.get().body
        assert "toc scrub" in json.loads(server.get("/health").body)["trouble"]
        assert link not in "".join(server.told)
    with pytest.raises(FormError, match="share links"):
        Running(path)
    path.write_bytes(good.replace(b"Trust", link.encode()))
    with pytest.raises(FormError, match="share links"):
        Running(path)


def test_a_table_with_share_links_is_refused(tmp_path: Path) -> None:
    """What is no text file is judged by what would be served."""
    (tmp_path / "elements.csv").write_text(
        "Label,URL\nTrust,https://embed.kumu.io/02857227bfe29cf35ed5ebd3a2417642\n"
    )
    with pytest.raises(FormError, match="1 place"):
        Running(tmp_path)


def test_a_port_that_is_taken_is_said_to_be() -> None:
    """Where another program listens there is one clear message."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(TocError, match=f"127.0.0.1:{port}.*--port"):
            listening(Door("127.0.0.1", port))
    with pytest.raises(TocError, match="--host"):
        listening(Door("203.0.113.1", 0))
