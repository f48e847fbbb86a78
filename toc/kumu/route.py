"""The way of one fetch from server to server, and where it may not lead."""

from __future__ import annotations

__all__ = ["Guard", "Route"]

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping

    from toc.kumu.deadline import Deadline
    from toc.kumu.web_faults import WebFaults

# What httpcore says, through its extension `trace`, when it has connected.
_CONNECTED = "connection.connect_tcp.complete"


class Route:
    """The servers that one fetch has been to; none is private after one that was not.

    A public server must not be able to send a reader into the network that the reader is in.
    `is_private` judges an IP address; where it is None any server may follow any other.
    """

    def __init__(self, faults: WebFaults, is_private: Callable[[str], bool] | None) -> None:
        self._faults = faults
        self._is_private = is_private
        self._was_public = False
        self._last_host: str | None = None

    def reach(self, host: str, peer: str) -> None:
        """Go to `host`, whose connection has the IP address `peer` at its other end.

        Raises:
            FetchError: it is private, and an earlier one was not.
        """
        private = self._is_private is not None and self._is_private(peer)
        if private and self._was_public:
            raise self._faults.private(host, peer)
        self._was_public = self._was_public or not private
        self._last_host = host

    def reach_unseen(self, host: str, url: str) -> None:
        """Go to `url` on `host` where the IP address cannot be seen: a proxy makes the connection.

        It counts as public. A redirect that stays on the server before it is followed.

        Raises:
            FetchError: it is another server than the one before, and an earlier one was public.
        """
        judged = self._is_private is not None and self._was_public
        if judged and host != self._last_host:
            raise self._faults.unseen(url)
        self._was_public = True
        self._last_host = host


class Guard:
    """Looks at a connection as soon as it is made, before anything is sent on it.

    `host` is None where the connection is made to a proxy.
    """

    def __init__(self, deadline: Deadline, route: Route, host: str | None) -> None:
        self._deadline = deadline
        self._route = route
        self._host = host
        self.looked = host is None

    def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        """Take part in what httpcore tells of a request through its extension `trace`."""
        if event != _CONNECTED:
            return
        stream = info["return_value"]
        try:
            connection: socket.socket = stream.get_extra_info("socket")
            self._deadline.watch(connection)
            if self._host is not None:
                self._route.reach(self._host, str(connection.getpeername()[0]))
        except BaseException:
            stream.close()
            raise
        self.looked = True
