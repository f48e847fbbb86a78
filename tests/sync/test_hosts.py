"""Whom the small server answers."""

from __future__ import annotations

import socket

import pytest

from toc.sync.hosts import Doorkeeper, is_loopback, shown_host

OWN = "Annas-Laptop.example.org"


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer has a name of its own."""
    monkeypatch.setattr(socket, "gethostname", lambda: OWN)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_on_this_computer_alone_its_name_is_not_answered(host: str) -> None:
    """Listening here only, the server has no name that other computers know it by."""
    keeper = Doorkeeper(host)
    assert is_loopback(host)
    for known in ("localhost", "LOCALHOST.", "127.0.0.1:80", "[::1]:80", "192.0.2.1"):
        assert keeper.knows(known)
    for other in (
        OWN,
        "annas-laptop",
        f"{OWN}.evil.example",
        "map.example.org",
        "",
        "::1",
        "a b",
        "localhost:123456",
    ):
        assert not keeper.knows(other)


def test_other_computers_may_use_its_name() -> None:
    """Listening for others, its own name is answered, and the one it was started with."""
    keeper = Doorkeeper("0.0.0.0")  # noqa: S104 - what is asked is how it is called then
    for known in (OWN, OWN.upper(), f"{OWN.partition('.')[0]}.local:8765", "10.0.0.1"):
        assert keeper.knows(known)
    assert not keeper.knows(f"{OWN}.evil.example")
    assert Doorkeeper("map.example.org").knows("map.example.org:80")


def test_the_address_that_is_printed_can_be_typed() -> None:
    """Every address at once is shown by the computer's name, an IPv6 one in brackets."""
    assert shown_host("0.0.0.0") == shown_host("::") == OWN  # noqa: S104 - same
    assert shown_host("::1") == "[::1]"
    assert shown_host("127.0.0.1") == "127.0.0.1"
    assert shown_host("map.example.org") == "map.example.org"


def test_other_origins_are_taken_as_given() -> None:
    """A Kumu of one's own may read the map, with or without a slash at the end of its name."""
    keeper = Doorkeeper("localhost", ("https://Kumu.example.org/",))
    assert keeper.may_read("https://kumu.example.org")
    assert not keeper.may_read("https://kumu.example.org.evil.example")
    assert not keeper.may_read("")
    assert not keeper.may_read("https://kumu.io/path")
