"""Write docs/command-line.md from the help texts of the commands themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toc.cli.main import toc

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent / "command-line.md"
_WIDTH = 88
_START = """# Command line

These are the help texts of the commands, as `toc COMMAND --help` prints them.

Results go to standard output or, with `-o FILE`, into a file that is replaced whole; everything
else goes to standard error. Exit status: 0 clean; 1 findings and nothing else; 2 could not run;
70 a bug in toc; 130 stopped with Ctrl-C. Warnings never change it. For the completion of commands
and options by the Tab key, click's way holds: with bash, put
`eval "$(_TOC_COMPLETE=bash_source toc)"` into `~/.bashrc`.
"""


def page() -> str:
    """The whole page: the group's help, then each command's."""
    settings = dict(toc.context_settings)
    top = click.Context(toc, info_name="toc", terminal_width=_WIDTH, **settings)
    parts = [_START, _section("toc", toc.get_help(top))]
    for name in toc.list_commands(top):
        command = toc.get_command(top, name)
        if command is not None:
            parts += _sections(command, name, top)
    return "\n".join(parts)


def _sections(command: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    """The help of a command, then of those below it."""
    context = click.Context(command, parent=parent, info_name=name)
    yield _section(context.command_path, command.get_help(context))
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            below = command.get_command(context, inner)
            if below is not None:
                yield from _sections(below, inner, context)


def _section(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## {title}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
