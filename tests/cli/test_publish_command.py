"""`toc publish --check`: what it prints, and how it ends."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.kumu.loopback import Site, free_port, leave_proxies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Toc

FLAT = b'{"elements": [{"label": "A", "Salary": 1}], "connections": []}'
GOOD: dict[str, Any] = {"Access_Control_Allow_Origin": "*", "Content_Type": "application/json"}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web server, and no proxies."""
    leave_proxies(monkeypatch)
    with Site() as running:
        yield running


def test_a_good_file_passes(toc: Toc, site: Site) -> None:
    """Every check is shown, and the status is 0."""
    url = site.serve(FLAT, **GOOD)
    ended = toc("publish", "--check", url, "--allow-private")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        f"{url}\n"
        "Kumu can link this.\n\n"
        "  pass  address    The address is one that Kumu can be given.\n"
        "  pass  https      It is encrypted (https), or on this computer.\n"
        "  pass  redirects  It is read without a detour.\n"
        "  pass  answer     The server answers with a file (status 200).\n"
        "  pass  cors       Pages of Kumu may read it (Access-Control-Allow-Origin).\n"
        "  pass  type       It is sent as application/json.\n"
        "  pass  json       It is JSON.\n"
        "  pass  form       It is a flat blueprint.\n"
        "  pass  size       It has 1 element and 0 connections.\n"
        "  pass  tokens     No share link or other secret in an address was found.\n"
        "  pass  private    There is no field in it that the file itself says is private\n"
        "                   (--project tells of others).\n"
    )


def test_what_failed_says_what_to_do(toc: Toc, site: Site) -> None:
    """A failed check has its remedy below it, and the status is 1."""
    ended = toc("publish", "--check", site.serve(b"{", **GOOD), "--allow-private")
    assert ended.status == 1
    assert "Kumu cannot link this, or should not: 1 check failed." in ended.out
    assert "  FAIL  json " in ended.out
    assert "   -   form       Not tried: it is no JSON." in ended.out


@pytest.mark.parametrize("form", ["json", "csv"])
def test_other_programs_get_tables(toc: Toc, folder: Path, site: Site, form: str) -> None:
    """JSON and csv hold every check; --project brings the private fields."""
    definition = {"_id": "attr-1", "name": "Salary", "private": True}
    (folder / "p.json").write_text(json.dumps({"attributes": [definition], "elements": []}))
    url = site.serve(FLAT, **GOOD)
    flags = ("--project", "p.json", "--allow-private", "--format", form)
    ended = toc("publish", "--check", url, *flags)
    assert ended.status == 1
    if form == "json":
        answer = json.loads(ended.out)
        assert (answer["schema"], answer["url"], answer["ok"]) == (1, url, False)
        results = {one["check"]: one["result"] for one in answer["checks"]}
    else:
        results = {row["check"]: row["result"] for row in csv.DictReader(ended.out.splitlines())}
    assert [name for name, result in results.items() if result != "pass"] == ["private"]


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("--check", "map.json"), ("--check", "https://x/", "--limit", "x=1"),
        ("--check", "https://x/", "--project", "missing.json"),
    ],
)  # fmt: skip
def test_what_cannot_be_checked_ends_in_2(toc: Toc, arguments: tuple[str, ...]) -> None:
    """No address, none that is one, a flag that means nothing: status 2."""
    ended = toc("publish", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert "Traceback" not in ended.err


def test_a_server_that_is_not_there_ends_in_2(toc: Toc, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing answered, so nothing was checked."""
    leave_proxies(monkeypatch)
    ended = toc("publish", "--check", f"http://127.0.0.1:{free_port()}/map.json")
    assert (ended.status, ended.out) == (2, "")
    assert "refused the connection" in ended.err


def test_what_a_server_says_steers_no_terminal(toc: Toc, site: Site) -> None:
    """Headers and labels are shown and not obeyed."""
    body = '{"elements": [{"label": "\u202ex", "url": "https://embed.kumu.io/0123456789abcdef"}]}'
    url = site.serve(body.encode(), Content_Type="\x1b[31mx", Access_Control_Allow_Origin="\x1b[2J")
    ended = toc("publish", "--check", url, "--allow-private")
    assert ended.status == 1
    assert "\x1b" not in ended.out
    assert "\u202e" not in ended.out
    assert "0123456789abcdef" not in ended.out
