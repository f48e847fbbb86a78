"""`toc serve`."""

from __future__ import annotations

__all__ = ["command"]

import os
from typing import TYPE_CHECKING

import click

from toc.cli.options import SourceOptions, source_options
from toc.cli.output import deliver, say, say_left_out, warn

if TYPE_CHECKING:
    import socket

    from starlette.applications import Starlette

    from toc.sources import Source
    from toc.sync.watching import Watch

_PORT = 8765


@click.command("serve")
@source_options
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on. With another than this one, other computers can read the map.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    help="The port to listen on; 0 takes a free one.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Let pages of this origin read the map too, like https://kumu.example.org. May be "
    "repeated.",
)
@click.option("--include-private", is_flag=True, help="Keep fields that Kumu marks private.")
def command(
    options: SourceOptions, host: str, port: int, origins: tuple[str, ...], *, include_private: bool
) -> int:
    """Serve a map to Kumu from this computer, and a page on its coverage.

    The address that is printed goes into "Link map to remote JSON" in Kumu. The file may be edited
    meanwhile: it is read again when it changes, and where it cannot be read, the last good one is
    served. Only this computer can read it unless --host says otherwise. A file with share links in
    it is refused until they are taken out (see toc scrub). Ctrl-C stops the server; the exit status
    is then 0.

    Browsers ask before a page on the web may read an address on this computer, and other people's
    browsers cannot. To show a map to others, publish the file on the web: toc publish --check says
    whether Kumu can read it there.

    It needs two more packages: pip install "theory-of-change[serve]"

    \b
    Examples:
      toc serve theory.yaml
      toc serve my-map.json --port 0
    """
    from toc.sync.hosts import is_loopback, shown_host
    from toc.sync.serving import Door, application, listening

    door = Door(host, port, origins)
    watch = _watch(options, include_private=include_private)
    app = application(watch, door)
    served = watch.now().served
    warn(served.warnings, quiet=options.quiet)
    say_left_out(served.left_out, "Left out of what is served:", quiet=options.quiet)
    listener = listening(door)
    here = listener.getsockname()[1]
    if not is_loopback(host):
        _warn_of_readers(served.emails, include_private=include_private)
    address = f"http://{shown_host(host)}:{here}/"
    deliver(f"{address}map.json\n", None)
    say(f"The page for people: {address} (Ctrl-C stops the server)", quiet=options.quiet)
    return _run(watch, app, listener)


def _watch(options: SourceOptions, *, include_private: bool) -> Watch:
    from toc.sync.served import Wanted
    from toc.sync.watching import Watch

    def read() -> Source:
        source = options.read(options.source)
        if options.focus:
            source.focus_on(options.focus, options.vocabulary(source))
        return source

    wanted = Wanted(
        read,
        options.vocabulary,
        options.map_name,
        include_private,
        options.configuration.minimum_n,
    )
    options.progress("Reading")
    path = options.source if os.path.exists(options.source) else None  # noqa: PTH110 - Path stumbles over a name that is too long
    return Watch(wanted, path, say)


def _warn_of_readers(emails: int, *, include_private: bool) -> None:
    """Said even with --quiet: it is about who can read what."""
    private = "Private fields are in it." if include_private else "Private fields are left out."
    say(f"Warning: anyone who has the address can read what is served. {private}")
    if emails:
        places = "1 place" if emails == 1 else f"{emails} places"
        say(f"Warning: e-mail addresses stand in it, in {places}; see toc scrub.")


def _run(watch: Watch, app: Starlette, listener: socket.socket) -> int:
    from toc.sync.serving import serve

    try:
        serve(watch, app, listener)
    except KeyboardInterrupt:
        say("Stopped.")
    return 0
