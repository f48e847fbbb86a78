"""Options that several commands share, and what they mean together."""

from __future__ import annotations

__all__ = [
    "SourceOptions",
    "complete_files",
    "format_option",
    "output_option",
    "quiet_option",
    "reading_options",
    "refuse_to_lose",
    "source_options",
]

import functools
import os
import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from toc.cli.output import say, warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from toc.cli.configuration import Configuration
    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.focus import Direction
    from toc.kumu.focusing import FocusOn
    from toc.kumu.limits import Limits
    from toc.sources import Source

_F = TypeVar("_F", bound="Callable[..., Any]")
_WITH_STEPS = re.compile(r"(.*\S)\s+out\s+([0-9]{1,6})\s*", re.DOTALL)  # as views write it
_LARGE = 5_000_000  # bytes; reading and analysing less than this takes no second
_NUMBERS = {int: re.compile(r"[0-9]{1,15}"), float: re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")}


class Reading(NamedTuple):
    """The flags that say how a source is read, as they were given."""

    map: str | None
    roles: tuple[str, ...]
    vocabulary_file: str | None
    limits: tuple[str, ...]
    allow_private: bool
    focus: str | None = None
    out: int | None = None
    direction: str | None = None


class SourceOptions:
    """A SOURCE and how it is to be read; an empty `source` where none was given."""

    def __init__(self, source: str, reading: Reading, *, quiet: bool) -> None:
        self.source = source
        self.reading = reading
        self.quiet = quiet

    @functools.cached_property
    def configuration(self) -> Configuration:
        """What `toc.toml` or `pyproject.toml` says, beside the source or in this folder."""
        from toc.cli.configuration import read_configuration

        return read_configuration(self.source)

    @property
    def map_name(self) -> str | None:
        """The map that is asked for, by the flag, else by the configuration."""
        return self.reading.map or self.configuration.map

    def open(self, *, maps_matter: bool = True) -> Source:
        """Read the source; `maps_matter` when it is the source whose map --map names."""
        self.progress("Reading")
        source = self.read(self.source)
        if self.focus:
            source.focus_on(self.focus, self.vocabulary(source))
        if maps_matter and source.is_theory and self.reading.map:
            warn(["--map changes nothing here: a theory has no maps."], quiet=self.quiet)
        return source

    def read(self, name: str) -> Source:
        """Read any source by the limits that hold for this one."""
        from toc.sources import read_source

        return read_source(name, limits=self.limits(), allow_private=self.reading.allow_private)

    def vocabulary(self, source: Source | None = None) -> Vocabulary:
        """The vocabulary: the default, changed by what comes later in this list.

        The `kumu` section of `source`, where that is a theory; the configuration; a vocabulary
        file; the flags.
        """
        from toc.exports.vocabulary import DEFAULT

        words = DEFAULT
        if source and (kumu := source.kumu_section()):
            words = words.with_data(kumu, f"{source.name}: kumu")
        if self.configuration.vocabulary:
            words = words.with_data(self.configuration.vocabulary, self.configuration.name)
        if file := self.reading.vocabulary_file:
            from toc.exports.vocabulary_file import read_vocabulary

            words = words.with_data(read_vocabulary(file), file)
        return words.with_roles(self.reading.roles)

    def progress(self, what: str) -> None:
        """Say what is going on where it may take a while and a person is watching."""
        if self.quiet or sys.stderr is None or not sys.stderr.isatty():
            return
        name = os.path.basename(self.source)  # noqa: PTH119 - Path would be loaded for help as well
        size = os.path.getsize(self.source) if os.path.isfile(self.source) else 0  # noqa: PTH113, PTH202 - same
        if size > _LARGE:
            say(f"{what} {name} ({size // 1_000_000} MB) …")

    @functools.cached_property
    def focus(self) -> FocusOn | None:
        """What --focus, --out and --direction ask for together; None where no focus is given.

        Raises:
            UsageError: two of them without --focus, or --focus without a source.
            SelectorError: it cannot be read.
        """
        reading = self.reading
        if reading.focus is None:
            if reading.out is not None or reading.direction is not None:
                given = "--direction" if reading.out is None else "--out"
                raise click.UsageError(f"{given} goes with --focus SELECTOR.")
            return None
        if not self.source:
            raise click.UsageError("--focus needs a source to look at; give one with --from.")
        from toc.kumu.focusing import FocusOn
        from toc.kumu.selectors.parser import SelectorError, parse_selector

        try:
            tree = parse_selector(reading.focus)
        except SelectorError as error:
            error.where = "--focus"
            if found := _WITH_STEPS.fullmatch(reading.focus):
                error.remedy = f"Say how far with --out: --focus '{found[1]}' --out {found[2]}"
            raise
        out = 1 if reading.out is None else reading.out
        return FocusOn(tree, out, cast("Direction", reading.direction or "all"))

    def limits(self) -> Limits:
        """How much is read, by the flags that lift limits."""
        from dataclasses import replace

        from toc.kumu.limits import Limits

        limits = Limits()
        for entry in self.reading.limits:
            name, _, number = entry.partition("=")
            kind = type(getattr(limits, name)) if name in Limits.__slots__ else None
            if kind is None or not _NUMBERS[kind].fullmatch(number):
                names = ", ".join(Limits.__slots__)
                raise click.BadParameter(
                    f'"{entry}". Write a name, "=" and a number, like size=2000000000. '
                    f"The names are: {names}.",
                    param_hint="--limit",
                )
            limits = replace(limits, **{name: kind(number)})
        return limits


def reading_options(function: _F) -> _F:
    """The flags that say how a source is read; `source` and they reach the command as `options`."""

    @click.option("--map", metavar="NAME", help="The map to read, by name or id; or all.")
    @click.option(
        "--focus",
        metavar="SELECTOR",
        help="Read only what this selector picks and what is near it, as Kumu's focus does.",
    )
    @click.option(
        "--out",
        type=click.IntRange(0),
        metavar="NUMBER",
        help="With --focus: how many steps to go along connections.  [default: 1]",
    )
    @click.option(
        "--direction",
        type=click.Choice(("in", "out", "all")),
        help="With --focus: what leads there, what it leads to, or both.  [default: all]",
    )
    @click.option(
        "--role",
        "roles",
        multiple=True,
        metavar="ROLE=TYPE",
        help='Give an element type a role: --role outcome="Desired state". May be repeated.',
    )
    @click.option(
        "--vocabulary",
        "vocabulary_file",
        metavar="FILE",
        shell_complete=complete_files,
        help="A file that says which types have which role, and which fields mean what.",
    )
    @click.option(
        "--limit",
        "limits",
        multiple=True,
        metavar="NAME=NUMBER",
        help="Lift a limit: size, depth, download, seconds, yaml, aliases, unpacked or cells. "
        "May be repeated.",
    )
    @click.option(
        "--allow-private", is_flag=True, help="Let a public URL redirect to a private address."
    )
    @quiet_option
    @functools.wraps(function)
    def wrapped(source: str | None, *, quiet: bool, **flags: Any) -> Any:
        reading = Reading(**{name: flags.pop(name) for name in Reading._fields})
        if reading.map is not None and not reading.map.strip():
            raise click.UsageError("--map needs the name or id of a map, or all.")
        options = SourceOptions(source or "", reading, quiet=quiet)
        _ = options.focus  # flags that do not fit are refused before anything is read
        return function(options=options, **flags)

    return wrapped  # type: ignore[return-value]  # `options` takes the place of what click gives


def source_options(function: _F) -> _F:
    """SOURCE and the flags that say how it is read; the command gets them as `options`."""
    return click.argument("source", shell_complete=complete_files)(reading_options(function))


def quiet_option(function: _F) -> _F:
    """`--quiet`."""
    return click.option("-q", "--quiet", is_flag=True, help="No remarks: results and errors only.")(
        function
    )


def output_option(function: _F) -> _F:
    """`-o FILE`: where the result goes."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        shell_complete=complete_files,
        help="Write the result to FILE, in place of what is there; - prints it.",
    )(function)


def refuse_to_lose(output: str | None, *sources: str) -> None:
    """Let no report take the place of a file that it is about.

    Raises:
        UsageError: `output` is one of the `sources`, by whatever path.
    """
    if output is None or not os.path.exists(output):  # noqa: PTH110 - Path stumbles over a name that is too long
        return
    for source in sources:
        if os.path.isfile(source) and os.path.samefile(output, source):  # noqa: PTH113, PTH121 - same
            raise click.UsageError(
                f"-o {output} is the file that is read: the result would take its place, and it "
                "would be lost. Name another file with -o."
            )


def format_option(*formats: str) -> Callable[[_F], _F]:
    """`--format`: text, or one of the others."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How the result is written.",
    )


def complete_files(
    ctx: click.Context,  # noqa: ARG001 - click's signature
    param: click.Parameter,  # noqa: ARG001 - same
    incomplete: str,
) -> list[CompletionItem]:
    """Leave the completion of file names to the shell."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]
