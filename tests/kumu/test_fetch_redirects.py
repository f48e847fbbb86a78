from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from tests.kumu.loopback import Site, leave_proxies
from toc.errors import FetchError
from toc.kumu import route
from toc.kumu.fetch import _fetch, fetch
from toc.kumu.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

MAP = b'{"elements": []}'
INSIDE = "127.0.0.2"


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    leave_proxies(monkeypatch)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def inside() -> Iterator[Site]:
    """A server that these tests call private; the other ones of this machine they call public."""
    try:
        server = Site(INSIDE)
    except OSError:
        pytest.skip("this machine has one loopback address only")
    with server as running:
        yield running


def fetch_outside(url: str) -> bytes:
    """`fetch`, where only 127.0.0.2 is private."""
    return _fetch(url, Limits(), lambda peer: peer == INSIDE)


def refusal(url: str) -> str:
    """The message of a fetch that fails, where only 127.0.0.2 is private."""
    with pytest.raises(FetchError) as caught:
        fetch_outside(url)
    assert caught.value.where == url
    return str(caught.value)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect(site: Site, status: int) -> None:
    """Every kind of redirect is followed."""
    assert fetch(site.move("/old", site.serve(MAP), status)) == MAP


@pytest.mark.parametrize(
    "target", ["b/map.json", "/a/b/map.json", "../a/b/map.json#top", "?page=2"]
)
def test_relative_redirect(site: Site, target: str) -> None:
    """A redirect may be relative to the address that sends it."""
    site.serve(MAP, "/a/b/map.json")
    site.serve(MAP, "/a/old?page=2")
    assert fetch(site.move("/a/old", target)) == MAP


def test_redirect_without_scheme(site: Site) -> None:
    """A redirect may leave out the scheme."""
    site.serve(MAP)
    assert fetch(site.move("/old", f"//{site.host}:{site.port}/map.json")) == MAP


def chain(site: Site, length: int) -> str:
    site.serve(MAP, f"/{length}")
    for step in range(length):
        site.move(f"/{step}", f"/{step + 1}")
    return site.url("/0")


def test_ten_redirects(site: Site) -> None:
    """Ten redirects are followed."""
    assert fetch(chain(site, 10)) == MAP


def test_eleven_redirects(site: Site) -> None:
    """An eleventh is not."""
    url = chain(site, 11)
    assert "It redirects more than 10 times, at last to" in refusal(url)
    assert len(site.requests) == 11


def test_circle(site: Site) -> None:
    """Redirects in a circle come to an end."""
    site.move("/b", "/a")
    assert f"more than 10 times, at last to {site.url('/b')}." in refusal(site.move("/a", "/b"))


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://example.org/map.json",
        "data:application/json,{}",
        "javascript:alert(1)",
        "http://127.0.0.1:99999/",
        "http://a..b/",
        "http://[::1/",
        "http://xn--/",
    ],
)
def test_redirect_to_no_address(site: Site, target: str) -> None:
    """A redirect to anything but a web address is refused, and says where it leads."""
    message = refusal(site.move("/old", target))
    assert f"It redirects to {target}, which is not a web address." in message


def test_redirect_to_another_scheme(site: Site) -> None:
    """A redirect from http to https is refused; the message gives the https address."""
    with Site() as other:
        target = f"https://ann:secret@{other.host}:{other.port}/map.json?page=2"
        message = refusal(site.move("/old", target))
        assert other.requests == []
    assert "It redirects from http to https. Give the https address itself: " in message
    assert message.endswith(f": https://{other.host}:{other.port}/map.json?page=2")


def test_redirect_that_paints(site: Site) -> None:
    """What a server wrote never reaches the terminal as it is."""
    assert refusal(
        site.move("/old", "file:///\x1b[31m\x9b\u202e".encode().decode("latin-1"))
    ).isprintable()


def test_public_to_private(site: Site, inside: Site) -> None:
    """A redirect from a public to a private server is refused before anything is sent to it."""
    message = refusal(site.move("/old", inside.serve(MAP)))
    assert f"from a public server to a private one, {INSIDE} at {INSIDE}." in message
    assert message.endswith("If you trust it, add --allow-private.")
    assert inside.requests == []


def test_allowed_private(site: Site, inside: Site) -> None:
    """With permission it is followed."""
    assert fetch(site.move("/old", inside.serve(MAP)), allow_private=True) == MAP
    assert inside.paths() == ["/map.json"]


def test_private_from_the_beginning(site: Site, inside: Site) -> None:
    """A private address that was asked for is read, and may lead to others, public or private."""
    inside.serve(MAP)
    site.serve(MAP)
    assert fetch_outside(inside.move("/near", "/map.json")) == MAP
    assert fetch_outside(inside.move("/far", site.url())) == MAP
    assert fetch(site.move("/old", "/map.json")) == MAP


def test_private_to_public_and_back(site: Site, inside: Site) -> None:
    """Once it was on a public server, a fetch returns to no private one."""
    inside.serve(MAP)
    site.move("/out", inside.url())
    assert "to a private one" in refusal(inside.move("/old", site.url("/out")))
    assert inside.paths() == ["/old"]


def test_name_with_two_answers(site: Site, inside: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is the connection that is made, not what the name meant the time before."""
    site.serve(MAP)
    inside.serve(MAP)
    answers = iter([site.host, INSIDE])
    look_up = socket.getaddrinfo

    def changing(host: str, *rest: Any, **named: Any) -> Any:
        return look_up(next(answers) if host == "maps.example" else host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    site.move("/old", f"http://maps.example:{inside.port}/map.json")
    message = refusal(site.url("/old", host="maps.example"))
    assert f"a private one, maps.example at {INSIDE}." in message
    assert inside.requests == []


def test_each_request_connects_anew(site: Site) -> None:
    """A connection that stays open after a redirect is not used again, unseen."""
    site.serve(MAP)
    judged: list[str] = []

    def judge(peer: str) -> bool:
        judged.append(peer)
        return False

    assert _fetch(site.move("/old", "/map.json"), Limits(), judge) == MAP
    assert judged == ["127.0.0.1"] * 2


def test_blind(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should httpcore no longer say where it connects, no redirect to another server is read."""
    monkeypatch.setattr(route, "_CONNECTED", "renamed")
    with Site("localhost") as other:
        assert "cannot see whether that is private" in refusal(site.move("/old", other.serve(MAP)))


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with Site() as running:
        monkeypatch.setenv("HTTP_PROXY", running.url("", host=f"ann:secret@{running.host}"))
        monkeypatch.setenv("http_proxy", running.url("", host=f"ann:secret@{running.host}"))
        yield running


def test_proxy(proxy: Site) -> None:
    """Behind a proxy a public map is read, also where only the proxy can look its name up."""
    proxy.serve(MAP, "http://maps.invalid/map.json")
    assert fetch("http://maps.invalid/map.json") == MAP
    assert "Proxy-Authorization" in proxy.requests[0][1]


def test_proxy_and_one_server(proxy: Site) -> None:
    """Behind a proxy a redirect that stays on its server is followed."""
    proxy.move("http://maps.invalid/old", "/map.json")
    proxy.serve(MAP, "http://maps.invalid/map.json")
    assert fetch("http://maps.invalid/old") == MAP


def test_proxy_and_another_server(proxy: Site) -> None:
    """Behind a proxy a redirect to another server is refused, with its address and the flag."""
    proxy.move("http://maps.invalid/old", "http://intranet.invalid/map.json")
    proxy.serve(MAP, "http://intranet.invalid/map.json")
    message = refusal("http://maps.invalid/old")
    assert "It redirects to http://intranet.invalid/map.json, and behind a proxy" in message
    assert message.endswith("Give that address itself; or, if you trust it, add --allow-private.")
    assert proxy.paths() == ["http://maps.invalid/old"]
    assert fetch("http://maps.invalid/old", allow_private=True) == MAP


def test_proxy_and_private(proxy: Site, inside: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came through a proxy counts as public: it leads to no private server."""
    monkeypatch.setenv("no_proxy", INSIDE)
    proxy.move("http://maps.invalid/old", inside.serve(MAP))
    assert "from a public server to a private one" in refusal("http://maps.invalid/old")
    assert inside.requests == []


def test_private_and_proxy(proxy: Site, inside: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A private server may lead through the proxy."""
    monkeypatch.setenv("no_proxy", INSIDE)
    proxy.serve(MAP, "http://maps.invalid/map.json")
    assert fetch_outside(inside.move("/old", "http://maps.invalid/map.json")) == MAP


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost,127.0.0.1", "*"])
def test_no_proxy(proxy: Site, site: Site, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A server that the environment excepts is asked without the proxy."""
    monkeypatch.setenv("no_proxy", name)
    assert fetch(site.serve(MAP)) == MAP
    assert proxy.requests == []


@pytest.mark.parametrize("address", ["socks5://ann:secret@127.0.0.1:9", "http://ann:secret@:0"])
def test_unusable_proxy(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """A proxy that cannot be used is named without its password."""
    monkeypatch.setenv("all_proxy", address)
    message = refusal("http://maps.invalid/map.json")
    assert "The proxy " in message
    assert "cannot be used. Let HTTP_PROXY and HTTPS_PROXY name one" in message
    assert "secret" not in message


def test_proxy_refuses(proxy: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that does not let an encrypted connection through is named."""
    monkeypatch.setenv("https_proxy", proxy.url(""))
    message = refusal("https://maps.invalid/map.json")
    assert "The proxy 127.0.0.1 could not be reached, or hung up" in message
