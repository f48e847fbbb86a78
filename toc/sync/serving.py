"""The small web server of `toc serve`: the map for Kumu, its coverage, and nothing else."""

from __future__ import annotations

__all__ = ["Door", "application", "listening", "serve", "web_server"]

import socket
import threading
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from toc.errors import TocError
from toc.exports.served_page import index_page
from toc.sync.hosts import Doorkeeper, is_loopback

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

    from toc.sync.served import Body
    from toc.sync.watching import Watch

_METHODS = ["GET", "OPTIONS"]  # HEAD comes with GET
_POLL = 1.0  # seconds between two looks at the file
_PATIENCE = 2  # seconds that open requests have when the server stops
_MOST_REQUESTS = 100  # at the same time
_HTML = "text/html; charset=utf-8"
_JSON = "application/json; charset=utf-8"
_SAFE = {
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Cache-Control, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "600",
}
_MISSING = 'To serve a map, install what it needs: pip install "theory-of-change[serve]"'


class Door(NamedTuple):
    """Where the server listens and whom it answers.

    `origins` are origins of pages besides those of kumu.io that may read the map.
    """

    host: str
    port: int
    origins: tuple[str, ...] = ()


def application(watch: Watch, door: Door) -> Starlette:
    """The server as an ASGI application.

    `/map.json` is the flat blueprint, with a strong ETag, packed where the reader takes gzip, and
    readable by pages of Kumu; `/` a page with its address, `/coverage` the page on what is
    measured, `/health` whether all is well. Nothing else is there, and only GET, HEAD and OPTIONS
    are answered.

    Raises:
        TocError: the packages for it are not installed.
    """
    try:
        from starlette.applications import Starlette
        from starlette.middleware import Middleware
        from starlette.middleware.base import BaseHTTPMiddleware
        from starlette.routing import Route
    except ImportError:
        raise TocError(_MISSING) from None
    if find_spec("uvicorn") is None:
        raise TocError(_MISSING)
    pages = _Pages(watch, Doorkeeper(door.host, door.origins))
    routes = [
        Route("/", pages.index, methods=_METHODS),
        Route("/map.json", pages.blueprint, methods=_METHODS),
        Route("/coverage", pages.coverage, methods=_METHODS),
        Route("/health", pages.health, methods=_METHODS),
    ]
    guard = Middleware(BaseHTTPMiddleware, dispatch=pages.guard)
    return Starlette(routes=routes, middleware=[guard])


def listening(door: Door) -> socket.socket:
    """A socket that listens where it was asked for; port 0 takes a free one.

    Raises:
        TocError: the port is taken, or the address is none of this computer.
    """
    try:
        family = socket.getaddrinfo(door.host, door.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((door.host, door.port), family=family)
    except OSError as error:
        where = f"{door.host}:{door.port}"
        raise TocError(
            f"The server cannot listen there ({error.strerror or error}).",
            where=where,
            remedy="Choose another port with --port (0 takes a free one), or another --host.",
        ) from None


def web_server(app: Starlette) -> uvicorn.Server:
    """What runs the application, quietly and with limits, on sockets that are handed to it."""
    import uvicorn

    settings = uvicorn.Config(
        app,
        access_log=False,
        lifespan="off",
        limit_concurrency=_MOST_REQUESTS,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
        ws="none",
    )
    return uvicorn.Server(settings)


def serve(watch: Watch, app: Starlette, listener: socket.socket) -> None:
    """Answer until somebody stops it; the file is looked at every second.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    stopped = threading.Event()
    looking = threading.Thread(target=_look, args=(watch, stopped), daemon=True)
    looking.start()
    try:
        web_server(app).run(sockets=[listener])
    finally:
        stopped.set()
        looking.join(_POLL)


def _look(watch: Watch, stopped: threading.Event) -> None:
    while not stopped.wait(_POLL):
        watch.now()


class _Pages:
    """The answers; those that may read the file again run in threads of their own."""

    def __init__(self, watch: Watch, doorkeeper: Doorkeeper) -> None:
        self._watch = watch
        self._doorkeeper = doorkeeper

    async def guard(
        self, request: Request, answer: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """Turn away who asks for another server; see `Doorkeeper`."""
        from starlette.responses import PlainTextResponse

        if not self._doorkeeper.knows(request.headers.get("host", "")):
            text = "This server is not known by that name.\n"
            return PlainTextResponse(text, 421, headers=_SAFE)
        response = await answer(request)
        response.headers.update(_SAFE)
        return response

    def blueprint(self, request: Request) -> Response:
        """The flat blueprint."""
        from starlette.responses import Response

        headers = {"Vary": "Accept-Encoding, Origin"}
        origin = request.headers.get("origin", "")
        if self._doorkeeper.may_read(origin):
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "ETag"
            if request.method == "OPTIONS":
                headers |= _PREFLIGHT
                if request.headers.get("access-control-request-private-network") == "true":
                    headers["Access-Control-Allow-Private-Network"] = "true"
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**headers, "Allow": "GET, HEAD, OPTIONS"})
        return _sent(request, self._watch.now().served.blueprint, _JSON, headers)

    def coverage(self, request: Request) -> Response:
        """The page on what is measured, as judged today."""
        if request.method == "OPTIONS":
            return _options()
        today = date.today()  # noqa: DTZ011 - the reader's own day
        return _sent(request, self._watch.now().served.coverage(today), _HTML, {})

    def index(self, request: Request) -> Response:
        """The first page."""
        from starlette.responses import HTMLResponse

        if request.method == "OPTIONS":
            return _options()
        state = self._watch.now()
        address = f"{request.url.scheme}://{request.headers['host']}/map.json"
        read_at = state.read_at.strftime("%Y-%m-%d %H:%M:%S UTC")
        here = request.url.scheme == "https" or is_loopback(request.url.hostname or "")
        page = index_page(state.served.title, address, read_at, state.trouble, for_kumu=here)
        return HTMLResponse(page)

    def health(self, request: Request) -> Response:
        """Whether what is served is what the file holds: `ok`, or `stale` and why."""
        from starlette.responses import JSONResponse

        if request.method == "OPTIONS":
            return _options()
        state = self._watch.now()
        return JSONResponse(
            {
                "schema": 1,
                "status": "ok" if state.trouble is None else "stale",
                "read_at": state.read_at.isoformat(),
                "etag": state.served.blueprint.etag(packed=False),
                "trouble": state.trouble,
            }
        )


def _options() -> Response:
    from starlette.responses import Response

    return Response(status_code=204, headers={"Allow": "GET, HEAD, OPTIONS"})


def _sent(request: Request, body: Body, kind: str, headers: Mapping[str, str]) -> Response:
    """A body as the reader takes it, or word that the reader has it already."""
    from starlette.responses import Response

    packed = _takes_gzip(request.headers.get("accept-encoding", ""))
    tagged = {"Vary": "Accept-Encoding", **headers, "ETag": body.etag(packed=packed)}
    if _has(request.headers.get("if-none-match", ""), body):
        return Response(status_code=304, headers=tagged)
    if packed:
        tagged["Content-Encoding"] = "gzip"
    content = body.packed if packed else body.plain
    return Response(content, media_type=kind, headers=tagged)


def _has(tags: str, body: Body) -> bool:
    """Whether an If-None-Match names this body in either packing (RFC 9110, section 13.1.2)."""
    known = {body.etag(packed=False), body.etag(packed=True), "*"}
    return any(one.strip().removeprefix("W/") in known for one in tags.split(","))


def _takes_gzip(codings: str) -> bool:
    """Whether an Accept-Encoding names gzip, or all, and does not rule it out."""
    worth: dict[str, str] = {}
    for one in codings.lower().split(","):
        name, _, rest = one.partition(";")
        worth[name.strip()] = rest.replace(" ", "")
    found = worth.get("gzip", worth.get("*"))
    return found is not None and found.rstrip("0") not in {"q=", "q=0."}
