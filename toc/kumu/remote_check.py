"""Whether Kumu can read a file that is published on the web, and whether it should be there.

What Kumu needs: https://docs.kumu.io/guides/import/blueprints (a public file with elements,
connections and loops; no full export). That the reader's browser fetches it, so that the file needs
a CORS header and https, is inferred: Kumu does not say.
"""

from __future__ import annotations

__all__ = ["Check", "Checked", "check_published"]

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from toc.errors import TocError
from toc.kumu.addresses import is_private, raw_file, shown
from toc.kumu.fetch import visit
from toc.kumu.limits import Limits
from toc.kumu.published_content import content_findings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from toc.kumu.web_requests import Hop

PAGE = "https://kumu.io"
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_TYPES = frozenset({"application/json", "text/json", "text/plain"})


class Check(NamedTuple):
    """One thing that a published file needs.

    `passed` is None where it could not be tried because something before it failed. `words` say
    what was found, `remedy` what to do where it failed.
    """

    name: str
    passed: bool | None
    words: str
    remedy: str = ""


class Checked(NamedTuple):
    """The checks of one address, which is shown without its secrets."""

    url: str
    checks: tuple[Check, ...]

    @property
    def failed(self) -> int:
        """How many checks failed."""
        return sum(one.passed is False for one in self.checks)


def check_published(
    url: str,
    *,
    private: Collection[str] = (),
    limits: Limits | None = None,
    allow_private: bool = False,
) -> Checked:
    """Check what stands at a web address as Kumu would need it.

    `private` are the names of fields that must not be in it. With `allow_private` an address of
    this computer or network passes, for a trial; other people cannot read it.

    Raises:
        FetchError: there is no such address, or no answer at all.
        LimitError: larger or slower than `limits` allow.
    """
    limits = limits or Limits()
    heard: list[Hop] = []
    content, trouble = b"", None
    try:
        content = visit(url, PAGE, heard, limits=limits, allow_private=allow_private)
    except TocError as error:
        if not heard:
            raise
        trouble = error
    checks = [
        *_address(url, allow_private=allow_private),
        _redirects(heard),
        _answer(trouble),
        _cors(heard),
        _media_type(heard[-1]),
    ]
    found = None if trouble else content
    checks += [Check(*one) for one in content_findings(found, shown(url), private, limits)]
    return Checked(shown(url), tuple(checks))


def _address(url: str, *, allow_private: bool) -> Iterator[Check]:
    url = url.strip()
    parts = urlsplit(url)
    server = (parts.hostname or "").lower()
    raw = raw_file(url)
    local = server in _LOCAL
    if raw != url:
        words = "This is GitHub's page that shows the file, not the file."
        yield Check("address", False, words, f"Give Kumu the address {shown(raw)}")
    elif parts.username or parts.password:
        words = "The address holds a name or password, which a page may not use."
        yield Check("address", False, words, "Publish the file where nobody has to log in.")
    elif (local or (_is_number(server) and is_private(server))) and not allow_private:
        words = "Only this computer, or this network, can reach the address."
        remedy = "Publish the file on the web; or, for a trial here, add --allow-private."
        yield Check("address", False, words, remedy)
    else:
        yield Check("address", True, "The address is one that Kumu can be given.")
    if parts.scheme == "https" or local:
        yield Check("https", True, "It is encrypted (https), or on this computer.")
    else:
        words = "It is not encrypted: a page on https, such as Kumu's, may not read http."
        yield Check("https", False, words, "Give the address with https://, or another web host.")


def _is_number(server: str) -> bool:
    """Whether a server is named by an IP address; a name may lead anywhere."""
    return ":" in server or server.replace(".", "").isdecimal()


def _redirects(heard: Sequence[Hop]) -> Check:
    moved = heard[:-1] if not 300 <= heard[-1].status < 400 else heard
    if not moved:
        return Check("redirects", True, "It is read without a detour.")
    times = f"{len(moved)} redirect{'' if len(moved) == 1 else 's'}"
    target = f"Give Kumu the address at the end: {shown(heard[-1].url)}"
    if heard[-1] in moved:
        return Check("redirects", False, f"{times}, and no end that can be read.", target)
    if all(_lets_kumu_read(one) for one in moved):
        return Check("redirects", True, f"{times}, each of which pages of Kumu may follow.")
    return Check("redirects", False, f"{times}, which browsers stop at (no CORS header).", target)


def _answer(trouble: TocError | None) -> Check:
    if trouble is None:
        return Check("answer", True, "The server answers with a file (status 200).")
    return Check("answer", False, trouble.what, trouble.remedy or "")


def _cors(heard: Sequence[Hop]) -> Check:
    last = heard[-1]
    detour = any(_server(one) != _server(last) for one in heard)
    given = _values(last, "access-control-allow-origin")
    # After a redirect to another server browsers do not say any more which page asks.
    if given == "*" or (given == PAGE and not detour):
        return Check("cors", True, "Pages of Kumu may read it (Access-Control-Allow-Origin).")
    words = "The header Access-Control-Allow-Origin is missing, so browsers keep it from Kumu."
    if given:
        words = f"The header Access-Control-Allow-Origin lets only others read it: {shown(given)}"
    remedy = 'Let the server send "Access-Control-Allow-Origin: *" with this file; GitHub does.'
    return Check("cors", False, words, remedy)


def _server(hop: Hop) -> str:
    return urlsplit(hop.url).netloc


def _lets_kumu_read(hop: Hop) -> bool:
    return _values(hop, "access-control-allow-origin") in {"*", PAGE}


def _media_type(last: Hop) -> Check:
    given = _values(last, "content-type")
    kind = given.partition(";")[0].strip().lower()
    if kind in _TYPES or kind.endswith("+json"):
        return Check("type", True, f"It is sent as {kind}.")
    words = f"It is sent as {shown(given)}." if given else "It is sent without a type."
    return Check("type", False, words, "Let the server send it as application/json.")


def _values(hop: Hop, name: str) -> str:
    """A header; several of one name joined by commas, as browsers do."""
    return ", ".join(value.strip() for key, value in hop.headers if key == name)
