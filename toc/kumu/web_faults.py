"""What can go wrong with a web address, in sentences: what it was, and what to do."""

from __future__ import annotations

__all__ = ["WebFaults"]

from http import HTTPStatus
from typing import TYPE_CHECKING

from toc.errors import FetchError, LimitError
from toc.kumu.addresses import shown

if TYPE_CHECKING:
    from toc.kumu.limits import Limits

_DOWNLOAD = "Download the file in a browser and pass its path."
_BY_HAND = "download the file in a browser and pass its path."
_STATUS_REMEDIES = {
    401: f"It needs a login: {_BY_HAND}",
    403: f"It needs a login: {_BY_HAND}",
    404: f"Check the address; if it needs a login, {_BY_HAND}",
    407: f"The proxy needs a login: put it into HTTPS_PROXY, or {_BY_HAND}",
    410: f"What was there is gone: look for its new address, or {_BY_HAND}",
    429: "Too many people ask for it: wait some minutes and try again.",
}


class WebFaults:
    """The errors of one fetch, ready to be raised; each names the address without its secrets."""

    def __init__(self, url: str, limits: Limits) -> None:
        self._where = shown(url)
        self._limits = limits

    def too_slow(self) -> LimitError:
        """The time is over."""
        return LimitError(
            f"This took longer than {self._limits.seconds:g} seconds.",
            where=self._where,
            remedy="Try again later, or give it more time with --limit seconds=N.",
        )

    def too_large(self) -> LimitError:
        """More bytes than the limit allows, as they arrive or unpacked."""
        return LimitError(
            f"This is larger than {self._limits.download:,} bytes.",
            where=self._where,
            remedy="If it is the right file, raise the limit with --limit download=BYTES.",
        )

    def no_address(self, target: str | None = None) -> FetchError:
        """What was given, or what `target` it redirects to, is no web address."""
        if target is None:
            return self._fault(
                "This is not a web address.",
                "It has to begin with http:// or https:// and name a server.",
            )
        return self._fault(
            f"It redirects to {shown(target)}, which is not a web address.",
            _DOWNLOAD,
        )

    def other_scheme(self, here: str, there: str, target: str) -> FetchError:
        """A redirect between http and https."""
        return self._fault(
            f"It redirects from {here} to {there}.",
            f"Give the {there} address itself: {shown(target)}",
        )

    def too_many_redirects(self, number: int, target: str) -> FetchError:
        """A long way or a circle."""
        return self._fault(
            f"It redirects more than {number} times, at last to {shown(target)}.",
            _DOWNLOAD,
        )

    def private(self, host: str, peer: str) -> FetchError:
        """A redirect from a public server to `host`, which is private at the IP address `peer`."""
        return self._fault(
            f"It redirects from a public server to a private one, {host} at {peer}.",
            "If you trust it, add --allow-private.",
        )

    def unseen(self, target: str) -> FetchError:
        """A redirect from a public server to `target`, whose IP address cannot be seen."""
        return self._fault(
            f"It redirects to {shown(target)}, and behind a proxy toc cannot see whether that is "
            "private.",
            "Give that address itself; or, if you trust it, add --allow-private.",
        )

    def status(self, number: int) -> FetchError:
        """An answer with a status other than 200."""
        try:
            words = f"{number}, {HTTPStatus(number).phrase.lower()}"
        except ValueError:
            words = f"{number}"
        other = "Try again later." if number >= 500 else _DOWNLOAD
        return self._fault(
            f"The server answered with status {words}.", _STATUS_REMEDIES.get(number, other)
        )

    def connection(self, error: BaseException, server: str) -> FetchError:
        """No answer at all from `server`, which is named as a sentence begins."""
        import socket
        import ssl

        cause = _first_cause(error)
        if isinstance(cause, socket.gaierror):
            what, remedy = "was not found", "Check the address and your internet connection."
        elif isinstance(cause, ConnectionRefusedError):
            what, remedy = "refused the connection", "Check the address, or try again later."
        elif isinstance(cause, ssl.SSLCertVerificationError):
            what = f"cannot be trusted: {cause.verify_message.rstrip('.')}"
            remedy = (
                "Check the address; in a company network, let SSL_CERT_FILE name the file of its "
                f"certificates; or {_BY_HAND}"
            )
        elif isinstance(cause, ssl.SSLError):
            what = "offers no encrypted connection"
            remedy = "Check whether the address begins with http:// instead of https://."
        else:
            what = "could not be reached, or hung up without an answer"
            remedy = f"Try again later, or {_BY_HAND}"
        return self._fault(f"{server} {what}.", remedy)

    def cut_off(self, received: int) -> FetchError:
        """The connection ended in the middle of the file."""
        return self._fault(f"The download was cut off after {received:,} bytes.", "Try again.")

    def packed(self, coding: str) -> FetchError:
        """An answer packed in a way that was not asked for."""
        return self._fault(
            f"It came packed in a way that toc cannot read ({shown(coding)}).",
            _DOWNLOAD,
        )

    def damaged(self) -> FetchError:
        """A packed answer that cannot be unpacked."""
        return self._fault("The download arrived damaged.", "Try again.")

    def web_page(self) -> FetchError:
        """A page for people: a login, an error, a viewer."""
        return self._fault(
            "A web page came back where a map or theory was expected.",
            f"Export a map from Kumu first; from any other page, {_BY_HAND}",
        )

    def empty(self) -> FetchError:
        """An answer of no bytes."""
        return self._fault("The answer was empty.", "Check the address.")

    def proxy(self, address: str) -> FetchError:
        """A proxy that is named in the environment or the system, and cannot be used."""
        return self._fault(
            f"The proxy {shown(address)} cannot be used.",
            "Let HTTP_PROXY and HTTPS_PROXY name one that begins with http:// or https://.",
        )

    def certificates(self) -> FetchError:
        """A file of certificates that is named in the environment, and cannot be read."""
        return self._fault(
            "The certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read.",
            "Let it name a file that can be, or take the setting away.",
        )

    def _fault(self, what: str, remedy: str) -> FetchError:
        return FetchError(what, where=self._where, remedy=remedy)


def _first_cause(error: BaseException) -> BaseException:
    while (earlier := error.__cause__ or error.__context__) is not None:
        error = earlier
    return error
