"""What docs/publishing.md shows of a published file is what the checks say."""

from __future__ import annotations

import json
import re
from pathlib import Path  # noqa: TC003 - pytest reads the annotations of fixtures
from typing import Any

import pytest  # noqa: TC002 - same

from tests.kumu.loopback import Site, leave_proxies
from tests.pages import Page
from tests.processes import run_toc

PAGE = Page("docs/publishing.md")
_CHECKED = re.compile(r"<!-- checked: (\S+) -->\n```text\n(\S+)\n(.*?)```", re.DOTALL)
_HEADERS: dict[str, Any] = {
    "Access_Control_Allow_Origin": "*",
    "Content_Type": "text/plain; charset=utf-8",
}


def test_the_checks_say_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of the page, published as GitHub does, give the lines that it shows."""
    leave_proxies(monkeypatch)
    PAGE.write_files(tmp_path)
    PAGE.assert_transcripts(tmp_path)
    shown = _CHECKED.findall(PAGE.text)
    assert [name for name, _, _ in shown] == ["map.json", "street.json"]
    with Site() as site:
        for name, _, text in shown:
            url = site.serve((tmp_path / name).read_bytes(), **_HEADERS)
            flags = ("--project", "street.json", "--allow-private")
            ended = run_toc("publish", "--check", url, *flags, folder=tmp_path)
            assert ended.out == f"{url}\n{text}"
            assert ended.status == (1 if "FAIL" in text else 0)


def test_the_table_has_every_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table names the checks in the order in which they are shown."""
    leave_proxies(monkeypatch)
    with Site() as site:
        url = site.serve(b"{}", **_HEADERS)
        ended = run_toc(
            "publish", "--check", url, "--allow-private", "--format", "json", folder=tmp_path
        )
    names = [one["check"] for one in json.loads(ended.out)["checks"]]
    rows = re.findall(r"^\| (`.+?) \|", PAGE.text, flags=re.MULTILINE)
    assert [name for row in rows for name in re.findall(r"`([a-z]+)`", row)] == names
