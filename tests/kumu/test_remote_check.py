"""What is in the way of a remote link is found, and told apart from what is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.fake_kumu.kumu import FakeKumu, Refused
from tests.fake_kumu.remote import remote_link
from tests.kumu.loopback import Site, free_port, leave_proxies
from tests.samples import each_sample
from toc.errors import FetchError, LimitError
from toc.kumu.limits import Limits
from toc.kumu.published_content import content_findings
from toc.kumu.remote_check import Checked, check_published

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLAT = b'{"elements": [{"label": "A"}, {"label": "B"}], "connections": [{"from": "A", "to": "B"}]}'
GOOD: dict[str, Any] = {"Access_Control_Allow_Origin": "*", "Content_Type": "application/json"}
LINK = "https://embed.kumu.io/02857227bfe29cf35ed5ebd3a2417642"


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxies."""
    leave_proxies(monkeypatch)


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server."""
    with Site() as running:
        yield running


def _checked(url: str, **more: Any) -> Checked:
    return check_published(url, allow_private=True, **more)


def _failed(found: Checked) -> list[str]:
    return [one.name for one in found.checks if one.passed is False]


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain; charset=utf-8", "application/x+json"]
)
def test_a_good_file_passes_every_check(site: Site, kind: str) -> None:
    """A flat blueprint with the header passes, also in the way that GitHub serves it."""
    url = site.serve(FLAT, **GOOD | {"Content_Type": kind})
    found = _checked(url)
    assert [one.passed for one in found.checks] == [True] * 11
    assert site.requests[0][1]["Origin"] == "https://kumu.io"
    assert remote_link(url, local_allowed=True).labels() == ["A", "B"]


def _without(name: str) -> dict[str, Any]:
    return {key: value for key, value in GOOD.items() if key != name}


@pytest.mark.parametrize(
    ("body", "status", "headers", "failed"),
    [
        (FLAT, 404, GOOD, ["answer"]),
        (FLAT, 503, {}, ["answer", "cors", "type"]),
        (FLAT, 200, _without("Access_Control_Allow_Origin"), ["cors"]),
        (FLAT, 200, GOOD | {"Access_Control_Allow_Origin": "https://example.org"}, ["cors"]),
        (FLAT, 200, GOOD | {"Content_Type": "application/octet-stream"}, ["type"]),
        (FLAT, 200, _without("Content_Type"), ["type"]),
        (b"<html></html>", 200, GOOD | {"Content_Type": "text/html"}, ["answer", "type"]),
        (b"", 200, GOOD, ["answer"]),
        (FLAT[:-9], 200, GOOD, ["json"]),
        (b'{"nodes": []}', 200, GOOD, ["form"]),
        (b'{"elements": [], "connections": [], "maps": []}', 200, GOOD, ["form"]),
        (b'{"elements": [{"label": "A", "attributes": {}}]}', 200, GOOD, ["form"]),
        (FLAT.replace(b'"B"}]', f'"B", "url": "{LINK}"}}]'.encode()), 200, GOOD, ["tokens"]),
        (FLAT.replace(b"FLAT", b""), 304, GOOD, ["redirects", "answer"]),
    ],
)
def test_each_fault_is_found_alone(
    site: Site, body: bytes, status: int, headers: dict[str, Any], failed: list[str]
) -> None:
    """Each fault fails its check and no other, and has something to do about it."""
    found = _checked(site.serve(body, status=status, **headers))
    assert _failed(found) == failed
    assert all(one.words and one.remedy for one in found.checks if one.passed is False)
    assert LINK not in str(found)


def test_what_fails_here_the_fake_kumu_refuses(site: Site) -> None:
    """Of files with and without faults those pass that a browser would show."""
    cases: list[tuple[bytes, int, dict[str, Any]]] = [
        (FLAT, 200, GOOD), (FLAT, 200, {}), (FLAT, 500, GOOD), (b"{}", 200, GOOD),
        (FLAT, 200, GOOD | {"Content_Type": "text/html"}),
        (b'{"elements": [{"_id": "elem-1", "attributes": {}}]}', 200, GOOD),
        (b'{"elements": [], "attributes": []}', 200, GOOD),
    ]  # fmt: skip
    for body, status, headers in cases:
        url = site.serve(body, status=status, **headers)
        try:
            remote_link(url, local_allowed=True)
            shown = True
        except Refused:
            shown = False
        assert (not _failed(_checked(url))) is shown, (body, status, headers)


def test_redirects_need_the_header_and_an_end(site: Site) -> None:
    """A redirect that pages may follow passes, another names the address at its end."""
    site.serve(FLAT, **GOOD)
    site.serve(b"", "/open.json", 302, Location="/map.json", **GOOD)
    found = _checked(site.url("/open.json"))
    assert _failed(found) == []
    assert "1 redirect" in found.checks[2].words
    found = _checked(site.move("/closed.json", "/map.json"))
    assert _failed(found) == ["redirects"]
    assert site.url("/map.json") in found.checks[2].remedy
    found = _checked(site.move("/round.json", "/round.json"))
    assert "redirects" in _failed(found)


@pytest.mark.parametrize(("allowed", "failed"), [("*", []), ("https://kumu.io", ["cors"])])
def test_after_another_server_only_a_star_will_do(
    site: Site, allowed: str, failed: list[str]
) -> None:
    """Browsers hide which page asks after a redirect to another server; so does the fake Kumu."""
    with Site() as other:
        target = other.serve(FLAT, **GOOD | {"Access_Control_Allow_Origin": allowed})
        url = site.serve(b"", status=302, Location=target, **GOOD)
        assert _failed(_checked(url)) == failed
        if failed:
            with pytest.raises(Refused, match="CORS"):
                remote_link(url, local_allowed=True)
        else:
            assert remote_link(url, local_allowed=True).labels() == ["A", "B"]


def test_a_redirect_to_another_scheme_or_a_file_fails(site: Site) -> None:
    """Where the way leads elsewhere the answer fails, and nothing else is tried."""
    for target in ("https://127.0.0.1:1/map.json", "file:///etc/passwd"):
        found = _checked(site.move("/map.json", target))
        assert {"redirects", "answer"} <= set(_failed(found))
        assert [one.passed for one in found.checks[-5:]] == [None] * 5


def test_private_addresses_fail_unless_it_is_a_trial(site: Site) -> None:
    """What only this computer can reach is not published."""
    url = site.serve(FLAT, **GOOD)
    assert _failed(check_published(url)) == ["address"]
    assert _failed(check_published(url, allow_private=True)) == []


def test_private_fields_of_the_project_must_not_be_there(site: Site) -> None:
    """Fields that the project marks private are looked for by name, whatever its case."""
    body = json.dumps({"elements": [{"label": "A", "Salary": 3}], "connections": []}).encode()
    url = site.serve(body, **GOOD)
    assert _failed(_checked(url)) == []
    found = _checked(url, private=["salary", "Owner"])
    assert _failed(found) == ["private"]
    assert '"salary"' in found.checks[-1].words
    assert "Owner" not in found.checks[-1].words


@pytest.mark.parametrize(
    ("number", "passed", "words"),
    [(1_000, True, ""), (1_001, True, "slow"), (10_001, False, "trouble")],
)
def test_the_size_is_judged(number: int, passed: bool, words: str) -> None:
    """From a thousand elements it says that maps are slow, beyond ten thousand it fails."""
    body = json.dumps({"elements": [{"label": str(one)} for one in range(number)]}).encode()
    (size,) = [
        one for one in content_findings(body, "map.json", (), Limits()) if one.name == "size"
    ]
    assert size.passed is passed
    assert words in size.words


def test_no_answer_at_all_is_no_check() -> None:
    """Where nothing answers, or the address is none, nothing could be checked."""
    with pytest.raises(FetchError):
        _checked(f"http://127.0.0.1:{free_port()}/map.json")
    with pytest.raises(FetchError):
        _checked("map.json")


def test_limits_hold(site: Site) -> None:
    """A body beyond the limit is not read to its end."""
    found = _checked(site.serve(FLAT, **GOOD), limits=Limits(download=10))
    assert _failed(found) == ["answer"]
    with pytest.raises(LimitError):
        check_published(site.move("/slow", "/map.json", pause=5.0), limits=Limits(seconds=0.2))


def test_addresses_of_pages_and_with_names_are_not_for_kumu(site: Site) -> None:
    """A name and password in the address fail, and are not shown."""
    url = site.serve(FLAT, **GOOD).replace("http://", "http://ann:hush@")
    found = _checked(url)
    assert _failed(found) == ["address"]
    assert "hush" not in str(found)


@each_sample()
def test_samples_pass_or_fail_by_their_form(sample: Path) -> None:
    """Flat samples pass as they are; full exports, nested and mixed ones fail by their form."""
    findings = content_findings(sample.read_bytes(), sample.name, (), Limits())
    failed = [one.name for one in findings if one.passed is False]
    flat = sample.name.startswith(("remote-blueprint-flat", "metric"))
    assert failed == ([] if flat else ["form"])


def test_an_export_of_the_fake_kumu_fails(site: Site) -> None:
    """A full export fails by its form, with the command that makes a blueprint."""
    kumu = FakeKumu()
    kumu.add_element("A")
    found = _checked(site.serve(kumu.export(), **GOOD))
    assert _failed(found) == ["form"]
    assert "kumu-flat" in str(found)
