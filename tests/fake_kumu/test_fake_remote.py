"""The fake Kumu reads a remote link as a browser does."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pytest

from tests.fake_kumu.kumu import FakeKumu, Refused
from tests.fake_kumu.remote import remote_link
from tests.kumu.loopback import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

_FLAT = b'{"elements": [{"label": "A"}, {"label": "B"}], "connections": [{"from": "A", "to": "B"}]}'
_GOOD: dict[str, Any] = {"Access_Control_Allow_Origin": "*", "Content_Type": "application/json"}


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server."""
    with Site() as running:
        yield running


def _shown(url: str) -> list[str]:
    return remote_link(url, local_allowed=True).labels()


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "text/plain; charset=utf-8"])
def test_a_flat_file_with_the_header_is_shown(site: Site, kind: str) -> None:
    """JSON by its type, or plain text as GitHub serves raw files, is shown."""
    assert _shown(site.serve(_FLAT, **_GOOD | {"Content_Type": kind})) == ["A", "B"]


def test_packed_answers_are_unpacked(site: Site) -> None:
    """What a server packs the browser unpacks."""
    assert _shown(site.serve(gzip.compress(_FLAT), **_GOOD, Content_Encoding="gzip")) == ["A", "B"]


@pytest.mark.parametrize(
    ("body", "status", "headers", "words"),
    [
        (_FLAT, 200, {"Content_Type": "application/json"}, "CORS"),
        (_FLAT, 200, _GOOD | {"Access_Control_Allow_Origin": "https://example.org"}, "CORS"),
        (_FLAT, 404, _GOOD, "404"),
        (_FLAT, 304, _GOOD, "304"),
        (_FLAT, 200, _GOOD | {"Content_Type": "text/html"}, "content type"),
        (_FLAT, 200, {"Access_Control_Allow_Origin": "*"}, "content type"),
        (_FLAT[:-3], 200, _GOOD, "not JSON"),
        (b"[]", 200, _GOOD, "object"),
        (b'{"elements": [], "connections": [], "maps": []}', 200, _GOOD, "flat form"),
    ],
)
def test_what_a_browser_or_kumu_refuses(
    site: Site, body: bytes, status: int, headers: dict[str, Any], words: str
) -> None:
    """Without the header, with another status, type or form there is no map."""
    with pytest.raises(Refused, match=words):
        _shown(site.serve(body, status=status, **headers))


def test_a_full_export_is_refused(site: Site) -> None:
    """A remote link does not take what Export JSON writes."""
    kumu = FakeKumu()
    kumu.add_element("A")
    with pytest.raises(Refused, match="flat form"):
        _shown(site.serve(kumu.export(), **_GOOD))


def test_redirects_need_the_header_too(site: Site) -> None:
    """A redirect without the header stops the browser, though its target has it."""
    site.serve(_FLAT, **_GOOD)
    with pytest.raises(Refused, match="CORS"):
        _shown(site.move("/old.json", "/map.json"))
    site.serve(b"", "/moved.json", 302, Location="/map.json", **_GOOD)
    assert _shown(site.url("/moved.json")) == ["A", "B"]
    site.serve(b"", "/round.json", 302, Location="/round.json", **_GOOD)
    with pytest.raises(Refused, match="redirects"):
        _shown(site.url("/round.json"))


def test_another_server_is_not_told_who_asks(site: Site) -> None:
    """After a redirect to another server the origin is null, which only a star lets in."""
    with Site() as other:
        named = _GOOD | {"Access_Control_Allow_Origin": "https://kumu.io"}
        site.serve(b"", status=302, Location=other.serve(_FLAT, **named), **_GOOD)
        with pytest.raises(Refused, match="CORS"):
            _shown(site.url())
        assert other.requests[0][1]["Origin"] == "null"


@pytest.mark.parametrize(
    ("target", "words"),
    [("http://kumu.example/map.json", "Mixed content"), ("file:///etc/passwd", "file")],
)
def test_a_redirect_to_another_scheme_is_refused(site: Site, target: str, words: str) -> None:
    """Neither to http on another server nor to a file does a browser follow."""
    site.serve(b"", status=302, Location=target, **_GOOD)
    with pytest.raises(Refused, match=words):
        _shown(site.url())


def test_this_machine_is_read_only_when_the_person_says_yes(site: Site) -> None:
    """A public page may not read a local address unasked."""
    with pytest.raises(Refused, match="said no"):
        remote_link(site.serve(_FLAT, **_GOOD))


def test_a_server_that_is_gone_is_refused() -> None:
    """No answer is no map."""
    with Site() as site:
        url = site.url()
    with pytest.raises(Refused, match="could not be read"):
        _shown(url)
