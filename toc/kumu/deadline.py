"""One time limit for a whole piece of network work, however slowly the other side drips."""

from __future__ import annotations

__all__ = ["Deadline"]

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

_LOOK_UP = 0.1
_LONGEST_WAIT = 86_400.0


class Deadline:
    """A moment, `seconds` from now, after which the work of `run` is over.

    A time limit on each read of a socket is no limit on the whole: a server may send a byte a
    minute, and a name may take long to look up. So the work is done in a thread of its own, which
    is left behind when its time is over, its connection ended.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._stopped = False
        self._connection: socket.socket | None = None

    def left(self) -> float:
        """The seconds that are left, at most a day (what sockets take); 0 when there are none."""
        return max(0.0, min(self._end - time.monotonic(), _LONGEST_WAIT))

    def check(self) -> None:
        """Go on only while there is time.

        Raises:
            TimeoutError: the time is over, or nobody waits for the work any more.
        """
        if self._stopped or not self.left():
            raise TimeoutError

    def watch(self, connection: socket.socket) -> None:
        """From now on, end this connection when the time is over.

        Raises:
            TimeoutError: it is over already.
        """
        with self._lock:
            self.check()
            self._release()
            # A copy, because TLS takes the socket itself out of the object that is given here.
            self._connection = connection.dup()

    def run(self, work: Callable[[], bytes]) -> bytes:
        """What `work` gives, or what it raises.

        Raises:
            TimeoutError: the time was over first.
        """
        from concurrent.futures import Future, wait

        answer: Future[bytes] = Future()

        def worker() -> None:
            try:
                answer.set_result(work())
            except BaseException as error:  # noqa: BLE001 - raised again where the answer is awaited
                answer.set_exception(error)

        threading.Thread(target=worker, name="toc download", daemon=True).start()
        try:
            while not answer.done():
                self.check()
                # Short waits, because on Windows Ctrl-C is not seen during a wait.
                wait([answer], timeout=min(_LOOK_UP, self.left()))
            return answer.result()
        finally:
            self._stop()

    def _stop(self) -> None:
        import socket

        with self._lock:
            self._stopped = True
            if self._connection is not None:
                with suppress(OSError):
                    self._connection.shutdown(socket.SHUT_RDWR)
            self._release()

    def _release(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
