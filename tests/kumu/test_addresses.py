from __future__ import annotations

import pytest

from toc.kumu.addresses import is_private, raw_file, shown


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "0.0.0.0",  # noqa: S104 - an address to be judged, not to be bound
        "224.0.0.251",
        "239.1.2.3",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.0.8",
        "192.0.2.7",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.9",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12:3456:789a::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "64:ff9b::192.168.0.1",
        "64:ff9b:1::8.8.8.8",
        "2001:db8::1",
        "2001::1",
        "2002:7f00:1::1",
        "3fff::1",
        "4000::1",
        "100::1",
        "",
        "localhost",
        "127.1",
    ],
)
def test_private(address: str) -> None:
    """An address that the public internet cannot reach, or that is none, is private."""
    assert is_private(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "140.82.121.4",
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "223.255.255.255",
        "2606:50c0:8000::154",
        "2a00:1450:4001::1",
        "2001:4860:4860::8888",
        "::ffff:8.8.8.8",
        "64:ff9b::140.82.121.4",
    ],
)
def test_public(address: str) -> None:
    """An address that anybody can reach is not private, also when IPv6 carries it."""
    assert not is_private(address)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://ann:secret@example.org/map.json", "https://example.org/map.json"),
        ("https://secret@example.org", "https://example.org"),
        ("https://ann:se@cret@example.org/a@b", "https://example.org/a@b"),
        ("http://ann:sec/ret@example.org/a", "http://example.org/a"),
        ("http://ann:sec#ret@example.org/a", "http://example.org/a"),
        ("//ann:secret@example.org/a", "//example.org/a"),
        ("https://[::1]:8080/a@b", "https://[::1]:8080/a@b"),
        ("https://example.org/@ann/map", "https://example.org/@ann/map"),
        ("https://example.org:8080/@ann", "https://example.org:8080/@ann"),
        ("https://h/m?Token=secret&page=2", "https://h/m?Token=…&page=2"),
        ("https://h/m?X-Amz-Signature=secret", "https://h/m?X-Amz-Signature=…"),
        ("https://h/m#access_token=secret", "https://h/m#access_token=…"),
        ("https://h/\x1b[31m\r\n\u202e\x85m\udce9", "https://h/[31mm"),
        (" https://h/a b ", "https://h/a b"),
        ("https://h/" + "a" * 1000, "https://h/" + "a" * 290 + "…"),
    ],
)
def test_shown(url: str, expected: str) -> None:
    """A shown address has no credentials, no keys, nothing unprintable, and an end."""
    assert shown(url) == expected


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("https://github.com/o/r/blob/main/a/map.json", "o/r/main/a/map.json"),
        ("https://www.github.com/o/r/blob/v1.0/map.json?plain=1#L3", "o/r/v1.0/map.json"),
        ("http://github.com/o/r/blob/main/my%20map.json", "o/r/main/my%20map.json"),
        ("https://ann:secret@GitHub.com/o/r/blob/main/map.json", "o/r/main/map.json"),
    ],
)
def test_raw_file(page: str, file: str) -> None:
    """The GitHub page that shows a file stands for the file."""
    assert raw_file(page) == f"https://raw.githubusercontent.com/{file}"


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/o/r",
        "https://github.com/o/r/tree/main/blob/a.json",
        "https://github.com/o/r/blob/main",
        "https://github.com.example.org/o/r/blob/main/map.json",
        "https://example.org/o/r/blob/main/map.json",
        "https://raw.githubusercontent.com/o/r/main/blob/map.json",
        "http://[",
    ],
)
def test_other_addresses(url: str) -> None:
    """Any other address stays as it is."""
    assert raw_file(url) == url
