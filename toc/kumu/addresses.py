"""Addresses on the web: which are private, how one is shown to a person, where a file really is."""

from __future__ import annotations

__all__ = ["is_private", "keeps_secrets", "raw_file", "shown"]

import re
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

_LONGEST = 300

# https://www.iana.org/assignments/iana-ipv4-special-registry: written out, because the answers of
# ipaddress.is_global differ between releases of Python.
_IPV4_SPECIAL = (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
    "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
    "224.0.0.0/4 240.0.0.0/4"
)
_IPV6_PUBLIC = "2000::/3"
# https://www.iana.org/assignments/iana-ipv6-special-registry, what lies inside 2000::/3.
_IPV6_SPECIAL = "2001::/23 2001:db8::/32 2002::/16 3fff::/20"
# These carry an IPv4 address in their last 32 bits. The second is how networks without IPv4 reach
# servers that have nothing else, so it has to be looked into and not refused.
_IPV4_INSIDE = "::ffff:0:0/96 64:ff9b::/96"

_SECRET = re.compile(
    r"([?&;#][^=&;#]*(?:token|key|sig|secret|pass|auth|credential)[^=&;#]*=)[^&;#]+",
    re.IGNORECASE,
)


@cache
def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(IPv6Network(n) if ":" in n else IPv4Network(n) for n in text.split())


def _within(address: IPv4Address | IPv6Address, networks: str) -> bool:
    return any(address in network for network in _networks(networks))


def is_private(address: str) -> bool:
    """Whether an IP address is one that the public internet cannot reach, or is none at all.

    Private are loopback, private and shared networks, link-local, unique local, multicast,
    unspecified, documentation and reserved addresses, and those of IPv4 written as IPv6.

    >>> is_private("192.168.1.20"), is_private("::ffff:127.0.0.1"), is_private("140.82.121.4")
    (True, True, False)
    """
    try:
        found = ip_address(address)
    except ValueError:
        return True
    if _within(found, _IPV4_INSIDE):
        found = IPv4Address(int(found) & 0xFFFFFFFF)
    if isinstance(found, IPv4Address):
        return _within(found, _IPV4_SPECIAL)
    return not _within(found, _IPV6_PUBLIC) or _within(found, _IPV6_SPECIAL)


def keeps_secrets(url: str) -> bool:
    """Whether what is sent to an address can be read by nobody on the way.

    >>> keeps_secrets("https://example.org/"), keeps_secrets("http://example.org/")
    (True, False)
    """
    try:
        parts = urlsplit(url)
        server = parts.hostname
    except ValueError:
        return False
    here = parts.scheme == "http" and server in {"localhost", "127.0.0.1", "::1"}
    return parts.scheme == "https" or here


def shown(url: str) -> str:
    """A web address as it may stand in a message.

    Left out are the name and password in front of the server, the values of parameters that look
    like keys, characters that do not print, and everything after 300 characters.

    >>> shown("https://ann:secret@example.org/map.json?token=abc&page=2")
    'https://example.org/map.json?token=…&page=2'
    """
    text = "".join(letter for letter in url.strip() if letter.isprintable())
    start, slashes, rest = text.partition("//")
    server = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    port = server.rpartition("]")[2].partition(":")[2]
    if "@" in server:
        rest = server.rpartition("@")[2] + rest[len(server) :]
    elif port and not port.isdigit():
        # A password with a slash in it ends the server's part early.
        rest = rest.rpartition("@")[2]
    text = _SECRET.sub(r"\1…", start + slashes + rest)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def raw_file(url: str) -> str:
    """The address of the file itself for a GitHub page that shows a file; else the address given.

    >>> raw_file("https://github.com/owner/maps/blob/main/care/map.json#L7")
    'https://raw.githubusercontent.com/owner/maps/main/care/map.json'
    """
    try:
        parts = urlsplit(url)
        server = parts.hostname
    except ValueError:
        return url
    page = re.fullmatch(r"/([^/]+/[^/]+)/blob/(.+/.+)", parts.path)
    if page is None or server not in {"github.com", "www.github.com"}:
        return url
    return f"https://raw.githubusercontent.com/{page[1]}/{page[2]}"
