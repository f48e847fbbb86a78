from __future__ import annotations

import base64
import ssl
import textwrap
from typing import TYPE_CHECKING

import pytest

from tests.kumu.loopback import Site, Visit, drips, leave_proxies, wait_for_end_of_downloads
from toc.errors import FetchError, LimitError
from toc.kumu.fetch import fetch
from toc.kumu.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAP = b'{"elements": []}'

# A certificate for 127.0.0.1 that nobody trusts, good from 2020 to 2120, and its key.
CERTIFICATE = """
MIIBjTCCATOgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwIBcNMjAwMTAxMDAwMDAwWhgPMjEy
MDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCTEyNy4wLjAuMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNTWgkA7jTjjgj4R
dHCSLH5650WaQdFeMKKgS+DFb/++Oed4BaiJj8iK4bBnXQi04iQWEVEfQ67q4lmU+/vKJ8CjdDByMA8GA1UdEwEB/wQFMAMB
Af8wDgYDVR0PAQH/BAQDAgKEMB0GA1UdDgQWBBQBhBs2DmLOW3btoPEXPU2cOSwRrDAfBgNVHSMEGDAWgBQBhBs2DmLOW3bt
oPEXPU2cOSwRrDAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUCID4EjB3S48xxD9vKRT0sRoyv3oKgwdwgQeLE
T2LlAMuUAiEApd6NnPFJWpU1j3qbgljCVppBRlkRyVzsKwDqGonU0f8=
"""
KEY = """
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgC1xQw298VpeqVBIXKhVwTLoQCGAA7kDUW50QkOPkz6KhRANC
AATU1oJAO40444I+EXRwkix+eudFmkHRXjCioEvgxW//vjnneAWoiY/IiuGwZ10ItOIkFhFRH0Ou6uJZlPv7yifA
"""


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    leave_proxies(monkeypatch)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "certificate.pem"
    path.write_text(ssl.DER_cert_to_PEM_cert(base64.b64decode(CERTIFICATE)))
    return path


@pytest.fixture
def site(certificate: Path) -> Iterator[Site]:
    key = certificate.with_name("key.pem")
    kind = "PRIVATE KEY"
    key.write_text(f"-----BEGIN {kind}-----{KEY}-----END {kind}-----\n")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with Site(tls=tls) as running:
        yield running


@pytest.fixture
def trusted(site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return site


def refusal(url: str) -> str:
    """The message of a fetch that fails."""
    with pytest.raises(FetchError) as caught:
        fetch(url)
    return str(caught.value)


def test_https(trusted: Site) -> None:
    """A file comes over https, also where a company has certificates of its own."""
    assert fetch(trusted.move("/old", trusted.serve(MAP))) == MAP


def test_https_through_a_proxy(trusted: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a proxy an encrypted file comes through it, and the proxy sees no address in it."""
    with Site() as proxy:
        monkeypatch.setenv("https_proxy", proxy.url(""))
        proxy.answers[f"127.0.0.1:{trusted.port}"] = Visit.tunnel
        assert fetch(trusted.serve(MAP)) == MAP
        assert proxy.paths() == [f"127.0.0.1:{trusted.port}"]


def test_untrusted(site: Site) -> None:
    """A server that nobody vouches for is sent nothing."""
    message = refusal(site.serve(MAP))
    assert "The server 127.0.0.1 cannot be trusted: self-signed certificate. Check" in message
    assert site.requests == []


def test_another_name(trusted: Site) -> None:
    """A certificate holds for the names in it alone."""
    trusted.serve(MAP)
    message = refusal(trusted.url(host="localhost"))
    assert "The server localhost cannot be trusted: Hostname mismatch" in message
    assert trusted.requests == []


def test_no_encryption() -> None:
    """A server that speaks plain http at an https address is told in one sentence."""
    with Site() as plain:
        message = refusal(f"https://127.0.0.1:{plain.port}/map.json")
    assert "The server 127.0.0.1 offers no encrypted connection." in message


def test_no_redirect_to_http(trusted: Site) -> None:
    """A redirect from https to http is refused."""
    with Site() as plain:
        message = refusal(trusted.move("/old", plain.serve(MAP)))
        assert plain.requests == []
    assert f"from https to http. Give the http address itself: {plain.url()}" in message


def test_cut_off(trusted: Site) -> None:
    """An encrypted connection that ends in the middle of a file is a fault."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
    assert "cut off after 16 bytes" in refusal(trusted.dictate([head, MAP]))


def test_slow_drip(trusted: Site) -> None:
    """When its time is over, an encrypted connection is ended too."""
    url = trusted.dictate(drips(b"HTTP/1.1 200 OK\r\nX-Slow: "), pause=0.05)
    with pytest.raises(LimitError, match=r"longer than 0\.3 seconds"):
        fetch(url, limits=Limits(seconds=0.3))
    wait_for_end_of_downloads()


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_unreadable_certificates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    """A setting that names no certificates is told to be at fault."""
    path = tmp_path / "certificates.pem"
    if content is not None:
        path.write_text(textwrap.dedent(content))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    assert "The certificates that SSL_CERT_FILE" in refusal("https://127.0.0.1/")
