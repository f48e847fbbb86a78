"""Whom a small server answers: by the name it was asked for, and the page that asks."""

from __future__ import annotations

__all__ = ["Doorkeeper", "is_loopback", "shown_host"]

import re
import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

_NAME = re.compile(r"(?:\[([0-9A-Fa-f:.%]+)\]|([A-Za-z0-9._-]+))(?::([0-9]{1,5}))?")
_KUMU = "kumu.io"


class Doorkeeper:
    """Judges the headers Host and Origin of a request.

    A page of somebody else's can give its own name the address of this computer (DNS rebinding)
    and then read what is here as if it were its own: only IP addresses, `localhost` and the names
    that this server has are answered. Pages of kumu.io and of `origins` may read the map.
    """

    def __init__(self, host: str, origins: tuple[str, ...] = ()) -> None:
        names = {"localhost", host.lower()}
        if not is_loopback(host):
            own = socket.gethostname().lower()
            names |= {own, own.partition(".")[0], f"{own.partition('.')[0]}.local"}
        self._names = names
        self._origins = {one.rstrip("/").lower() for one in origins}

    def knows(self, host: str) -> bool:
        """Whether the header Host names this server."""
        found = _NAME.fullmatch(host)
        if found is None:
            return False
        if found[1] is not None:
            return _is_address(found[1])
        return found[2].lower().rstrip(".") in self._names or _is_address(found[2])

    def may_read(self, origin: str) -> bool:
        """Whether a page of this origin may read the map."""
        low = origin.lower()
        if low in self._origins:
            return True
        try:
            parts = urlsplit(low)
            server = parts.hostname or ""
            port = parts.port
        except ValueError:
            return False
        ours = server == _KUMU or server.endswith(f".{_KUMU}")
        return parts.scheme == "https" and port is None and ours and low == f"https://{server}"


def is_loopback(host: str) -> bool:
    """Whether a name or address to listen on can only be reached from this computer."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def shown_host(host: str) -> str:
    """How a web address names a host to listen on; the computer's name where that is every one."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if address.is_unspecified:
        return socket.gethostname()
    return f"[{host}]" if address.version == 6 else host


def _is_address(text: str) -> bool:
    try:
        ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return True
