"""What a network can do to a sync: after each, the theory, the state and what is published stay."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.kumu.loopback import Site, Visit, leave_proxies
from tests.sync.small_office import THEORY, made_project
from toc.cli.main import run
from toc.kumu import addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROJECT = made_project()
NAMES = ("theory.yaml", "theory.toc-sync", "theory.map.json")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    leave_proxies(monkeypatch)
    with Site() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Site) -> Path:
    """A theory that has been synced, and was edited since."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "theory.yaml"
    file.write_text(THEORY, "utf-8")
    site.serve(PROJECT, ETag='"v1"')
    assert sync(site) == 0
    file.write_text(THEORY.replace("The street feels safe", "People feel safe"), "utf-8")
    return tmp_path


def sync(site: Site, *flags: str) -> int:
    return run(["sync", "theory.yaml", "--url", site.url(), "--publish", "flat", "--apply", *flags])


def contents(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in NAMES]


def cut(site: Site) -> None:
    site.dictate([b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", PROJECT[:500]])


def missing(site: Site) -> None:
    site.serve(b"gone", status=404)


def page(site: Site) -> None:
    site.serve(b"<!DOCTYPE html><html>Log in</html>", content_type="text/html")


def no_json(site: Site) -> None:
    site.serve(PROJECT[:500])


def other_json(site: Site) -> None:
    site.serve(b'{"message": "rate limit"}')


def huge(site: Site) -> None:
    site.dictate([b"HTTP/1.1 200 OK\r\nContent-Length: 5368709120\r\n\r\n", b"{"])


def endless(site: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
    site.dictate(itertools.chain([head], itertools.repeat(b"[" * 65_536)))


def to_file(site: Site) -> None:
    site.move("/map.json", "file:///etc/passwd")


def around(site: Site) -> None:
    site.move("/map.json", site.url())


FAULTS: dict[Callable[[Site], None], str] = {
    cut: "cut off",
    missing: "404",
    page: "web page",
    no_json: "export the file again",
    other_json: "neither a theory nor",
    huge: "larger than",
    endless: "larger than",
    to_file: "redirects",
    around: "redirects",
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_faults(
    fault: Callable[[Site], None], site: Site, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each fault is told, with status 2, and leaves every file as it was; then all goes on."""
    before = contents(folder)
    fault(site)
    capsys.readouterr()
    assert sync(site, "--limit", "download=3000000") == 2
    told = capsys.readouterr().err
    assert FAULTS[fault] in told
    assert "Traceback" not in told
    assert contents(folder) == before
    assert sorted(one.name for one in folder.iterdir()) == sorted(NAMES)
    site.serve(PROJECT, ETag='"v2"')
    assert sync(site) == 0
    assert contents(folder) != before


def test_sent_to_a_private_address(
    site: Site,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A public server cannot send a sync to a private one."""
    before = contents(folder)
    with Site("127.0.0.2") as inside:
        inside.serve(PROJECT)
        site.move("/map.json", inside.url())
        # On this machine every address is private; the first one is taken for a public one.
        monkeypatch.setattr(addresses, "is_private", lambda address: address != "127.0.0.1")
        assert sync(site) == 2
        assert inside.requests == []
    assert "private" in capsys.readouterr().err
    assert contents(folder) == before


def test_unchanged(site: Site, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A server that says nothing changed spares the download; what goes to Kumu is told anew."""
    site.serve(b"", status=304)
    assert sync(site) == 0
    assert "People feel safe" in capsys.readouterr().out
    assert b"People feel safe" in (folder / "theory.map.json").read_bytes()
    before = contents(folder)
    assert sync(site) == 0
    assert contents(folder) == before


def test_published_to_the_web(
    site: Site, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A blueprint is put to an address with the token that a variable holds, which none shows."""
    taken: list[bytes] = []
    settings = f'[sync]\ntoken_variable = "MAP_TOKEN"\npublish = {{flat = "{site.url("/put")}"}}\n'
    (folder / "toc.toml").write_text(settings, "utf-8")
    arguments = ["sync", "theory.yaml", "--url", site.url(), "--apply"]
    before = contents(folder)
    assert run(arguments) == 2
    assert "MAP_TOKEN" in capsys.readouterr().err
    monkeypatch.setenv("MAP_TOKEN", "s3cret")
    site.serve(b"no", "/put", status=500)
    assert run(arguments) == 2
    assert contents(folder) == before

    def take(visit: Visit) -> None:
        taken.append(visit.rfile.read(int(visit.headers["Content-Length"])))
        visit.send([b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"])

    site.answers["/put"] = take
    assert run(arguments) == 0
    assert b"People feel safe" in taken[0]
    out, err = capsys.readouterr()
    files = b"".join(one.read_bytes() for one in folder.iterdir())
    assert "s3cret" not in out + err
    assert b"s3cret" not in files
