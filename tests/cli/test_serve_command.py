"""`toc serve` as it is started: what it prints, what it warns of, how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.processes import PATIENCE, command, environment, run_toc
from tests.sync.web_servers import asked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAP = '{"elements": [{"label": "Trust", "type": "Outcome", "who": "ann@example.org"}]}'
LINK = "https://embed.kumu.io/02857227bfe29cf35ed5ebd3a2417642"
_WITHOUT = "import sys; sys.modules['{}'] = None"


class Serving(NamedTuple):
    """A server in a process of its own."""

    process: subprocess.Popen[bytes]
    address: str
    port: int


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    """A map."""
    (tmp_path / "map.json").write_text(MAP)


@contextmanager
def _served(folder: Path, *arguments: str) -> Iterator[Serving]:
    process = subprocess.Popen(
        command("serve", *arguments, "--port", "0"),
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().decode().strip()
        found = re.fullmatch(r"http://.+:(\d+)/map\.json", address)
        assert found, address
        yield Serving(process, address, int(found[1]))
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=PATIENCE)


def _ask(port: int, path: str) -> bytes:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return asked(port, path, "GET", {}).body
        except ConnectionError:
            assert time.monotonic() < end
            time.sleep(0.02)


def test_it_prints_the_real_address_and_ends_quietly(tmp_path: Path) -> None:
    """The address with the port it got is the result; Ctrl-C ends it with status 0."""
    with _served(tmp_path, "map.json") as found:
        assert found.port
        assert json.loads(_ask(found.port, "/map.json"))["elements"][0]["label"] == "Trust"
        assert json.loads(_ask(found.port, "/health"))["status"] == "ok"
        found.process.send_signal(signal.SIGINT)
        out, err = found.process.communicate(timeout=PATIENCE)
    assert (found.process.returncode, out) == (0, b"")
    page = found.address.removesuffix("map.json")
    assert err.decode() == f"The page for people: {page} (Ctrl-C stops the server)\nStopped.\n"


def test_a_broken_file_is_told_of_without_a_request(tmp_path: Path) -> None:
    """The file is looked at every second; that it cannot be read is said at once."""
    with _served(tmp_path, "map.json", "--quiet") as found:
        _ask(found.port, "/health")
        (tmp_path / "map.json").write_text('{"elements": [')
        assert found.process.stderr is not None
        line = found.process.stderr.readline().decode()
    assert line.startswith("Still serving what was there before: map.json:1:")


def test_other_computers_are_warned_of(tmp_path: Path) -> None:
    """With --host for all addresses it says who can read what, even with --quiet."""
    with _served(tmp_path, "map.json", "--quiet", "--host", "0.0.0.0") as found:  # noqa: S104 - that is what is warned of
        _ask(found.port, "/health")
        found.process.send_signal(signal.SIGINT)
        _, err = found.process.communicate(timeout=PATIENCE)
    assert socket.gethostname() in found.address
    lines = err.decode().splitlines()
    assert lines[0] == (
        "Warning: anyone who has the address can read what is served. Private fields are left out."
    )
    assert lines[1].startswith("Warning: e-mail addresses stand in it, in 1 place")


def test_a_bundled_theory_and_standard_input_can_be_served(tmp_path: Path) -> None:
    """What is no file is read once."""
    with _served(tmp_path, "equal-care") as found:
        assert b"Equal Care" in _ask(found.port, "/")


def test_a_port_that_is_taken_ends_in_one_message(tmp_path: Path) -> None:
    """Status 2, and nothing on standard output."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        ended = run_toc("serve", "map.json", "--port", port, folder=tmp_path)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert "--port" in ended.err


def test_share_links_are_refused(tmp_path: Path) -> None:
    """A file with a share link ends in one message that names toc scrub, and not the link."""
    (tmp_path / "map.json").write_text(MAP.replace("Trust", LINK))
    ended = run_toc("serve", "map.json", "--port", "0", folder=tmp_path)
    assert (ended.status, ended.out) == (2, "")
    assert "toc scrub" in ended.err
    assert LINK not in ended.err
    done = run_toc("scrub", "map.json", "-o", "map.json", "--keep", "emails", folder=tmp_path)
    assert done.status == 0
    with _served(tmp_path, "map.json") as found:
        assert b"embed.kumu.io/removed" in _ask(found.port, "/map.json")


@pytest.mark.parametrize("package", ["starlette", "uvicorn"])
def test_without_its_packages_one_sentence_says_what_to_install(
    tmp_path: Path, package: str
) -> None:
    """Where the extra is not installed, the message names the command that installs it."""
    ended = run_toc(
        "serve", "map.json", "--port", "0", folder=tmp_path, before=_WITHOUT.format(package)
    )
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == (
        'To serve a map, install what it needs: pip install "theory-of-change[serve]"\n'
    )


def test_a_file_that_cannot_be_read_is_not_served(tmp_path: Path) -> None:
    """At the start there is no last good one: status 2."""
    (tmp_path / "map.json").write_text("{")
    ended = run_toc("serve", "map.json", "--port", "0", folder=tmp_path)
    assert (ended.status, ended.out) == (2, "")
    assert os.listdir(tmp_path) == ["map.json"]  # noqa: PTH208 - names are enough
