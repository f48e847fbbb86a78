"""Options that several commands share, and what they mean together."""

from __future__ import annotations

__all__ = ["SourceOptions", "format_option", "output_option", "source_options"]

import functools
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from toc.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from toc.cli.configuration import Configuration
    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.limits import Limits
    from toc.sources import Source

_F = TypeVar("_F", bound="Callable[..., Any]")
_LARGE = 5_000_000  # bytes; reading and analysing less than this takes no second


@dataclass(frozen=True)
class SourceOptions:
    """A SOURCE and how it is to be read."""

    source: str
    map: str | None
    roles: tuple[str, ...]
    vocabulary_file: str | None
    limit_entries: tuple[str, ...]
    allow_private: bool
    quiet: bool

    @functools.cached_property
    def configuration(self) -> Configuration:
        """What `toc.toml` or `pyproject.toml` says, beside the source or in this folder."""
        from toc.cli.configuration import read_configuration

        return read_configuration(self.source)

    @property
    def map_name(self) -> str | None:
        """The map that is asked for, by the flag, else by the configuration."""
        return self.map or self.configuration.map

    def open(self) -> Source:
        """Read the source."""
        from toc.sources import read_source

        self.progress("Reading")
        return read_source(self.source, limits=self._limits(), allow_private=self.allow_private)

    def vocabulary(self) -> Vocabulary:
        """The vocabulary: the default, changed by the configuration, a file, and the flags."""
        from toc.exports.vocabulary import DEFAULT

        words = DEFAULT
        if self.configuration.vocabulary:
            words = words.with_data(self.configuration.vocabulary, self.configuration.name)
        if self.vocabulary_file:
            from toc.exports.vocabulary_file import read_vocabulary

            words = words.with_data(read_vocabulary(self.vocabulary_file), self.vocabulary_file)
        return words.with_roles(self.roles)

    def progress(self, what: str) -> None:
        """Say what is going on where it may take a while and a person is watching."""
        if self.quiet or not sys.stderr.isatty():
            return
        path = Path(self.source)
        if path.is_file() and path.stat().st_size > _LARGE:
            say(f"{what} {path.name} ({path.stat().st_size // 1_000_000} MB) …")

    def _limits(self) -> Limits:
        from toc.kumu.limits import Limits

        limits = Limits()
        names = tuple(Limits.__slots__)
        changes: dict[str, Any] = {}
        for entry in self.limit_entries:
            name, _, number = entry.partition("=")
            if name not in names or not number.replace(".", "", 1).isdigit():
                raise click.BadParameter(
                    f"{entry!r}: write NAME=NUMBER, NAME one of {', '.join(names)}.",
                    param_hint="--limit",
                )
            changes[name] = type(getattr(limits, name))(float(number))
        return Limits(**changes)


def source_options(function: _F) -> _F:
    """SOURCE and the flags that say how it is read; the command gets them as `options`."""

    @click.argument("source")
    @click.option("--map", metavar="NAME", help="The map to read, by name or id; or all.")
    @click.option(
        "--role",
        "roles",
        multiple=True,
        metavar="ROLE=TYPE",
        help='Give an element type a role: --role outcome="Desired state". Repeatable.',
    )
    @click.option(
        "--vocabulary",
        "vocabulary_file",
        metavar="FILE",
        help="A file with roles and fields, or a theory with a kumu section.",
    )
    @click.option(
        "--limit",
        "limit_entries",
        multiple=True,
        metavar="NAME=NUMBER",
        help="Lift a limit: size, depth, download, seconds, yaml or aliases.",
    )
    @click.option(
        "--allow-private", is_flag=True, help="Let a public URL redirect to a private address."
    )
    @click.option("-q", "--quiet", is_flag=True, help="No warnings, only results and errors.")
    @functools.wraps(function)
    def wrapped(
        source: str,
        map: str | None,  # noqa: A002 - the name of the flag
        roles: tuple[str, ...],
        vocabulary_file: str | None,
        limit_entries: tuple[str, ...],
        *,
        allow_private: bool,
        quiet: bool,
        **others: Any,
    ) -> Any:
        options = SourceOptions(
            source, map, roles, vocabulary_file, limit_entries, allow_private, quiet
        )
        return function(options=options, **others)

    return wrapped  # type: ignore[return-value]  # the options take the place of `options`


def output_option(function: _F) -> _F:
    """`-o FILE`: where the result goes."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write the result to FILE, replacing it whole; - prints it.",
    )(function)


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
