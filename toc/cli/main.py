"""The `toc` command: finds the subcommand, runs it, and decides how to leave."""

from __future__ import annotations

__all__ = ["run", "toc"]

import importlib
import io
import os
import sys
from typing import TYPE_CHECKING

import click

from toc import __version__
from toc.cli.output import abandon_output, as_typed, say_error, settle_streams
from toc.errors import TocError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

CLEAN, COULD_NOT_RUN, BUG, INTERRUPTED = 0, 2, 70, 130

_COMPLETION = "_TOC_COMPLETE"  # the variable that the scripts of click's shells set
_COMMANDS = {
    "demo": "The main job on the bundled theory: its gaps, and its map.",
    "init": "A theory file to start from.",
    "gaps": "Which outcomes are measured, how well, and what to measure next.",
    "show": "Elements, connections and loops, picked by a selector.",
    "trace": "Every route between two selectors, with its weakest link.",
    "views": "What each view of a map shows, and what in it is not meant.",
    "survey": "What a survey asks and means: sheets to fill in, readings to write.",
    "score": "Survey scores by voice, domain and outcome, with small groups protected.",
    "metrics": "Kumu's metrics of a map, and which stored ones are stale.",
    "import": "A theory file from a Kumu map or another theory.",
    "export": "A theory or a map in another form.",
    "dry-run": "What importing a spreadsheet into a map would do in Kumu.",
    "diff": "What changed from one map or theory to another.",
    "merge": "What two people made of one map or theory, brought together.",
    "git": "Git made to merge and compare maps and theories as toc does.",
    "rename": "Names changed in a map, and wherever they are named.",
    "sync": "A theory and its map in Kumu brought together, and what is left to do.",
    "scrub": "A file without share links, e-mail addresses and private fields.",
    "publish": "Whether Kumu can read a file that is published on the web.",
    "serve": "A map for Kumu from this computer, read again when it changes.",
    "schema": "The JSON Schema of the theory file.",
}


class _Commands(click.Group):
    """Commands that are imported when they are called, so that help costs nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(f"toc.cli.{cmd_name.replace('-', '_')}_command").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            ctx.fail(_no_such_command(name))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        commands = [
            CompletionItem(name, help=line)
            for name, line in _COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="toc", message="%(prog)s %(version)s")
def toc() -> None:
    """Theories of change that live on Kumu maps.

    SOURCE is a path, a URL, "-" for standard input, or the name of a bundled theory
    (equal-care). What it holds is found by looking inside.

    \b
    Try it:     toc demo
    Your map:   toc gaps my-map.json
    More help:  toc gaps --help

    Exit status: 0 all is well, 1 something was found (a gap, say), 2 could not run, 70 a bug in
    toc, 130 stopped with Ctrl-C.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit status.

    Only here errors become a status: 2 for what could not be carried out, 130 for Ctrl-C, 70 for
    a bug of ours, shown with its traceback.
    """
    settle_streams()
    try:
        return _status(sys.argv[1:] if arguments is None else list(arguments))
    except TocError as error:
        say_error(str(error))
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        say_error(shown.getvalue().rstrip("\n"))
    except KeyboardInterrupt:
        abandon_output()
        say_error("\nStopped.")
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a help text has left
        abandon_output()
        return CLEAN
    except OSError as error:  # no space for a help text, or a folder that has gone away
        abandon_output()
        say_error(f"toc could not run ({error.strerror or error}).")
    except MemoryError:
        say_error("There is not enough memory for this. Close other programs and try again.")
    except Exception:  # noqa: BLE001 - the one place that tells a bug of ours from bad input
        say_error(_bug())
        return BUG
    return COULD_NOT_RUN


def _status(arguments: list[str]) -> int:
    if instruction := os.environ.get(_COMPLETION):
        from click.shell_completion import shell_complete

        return shell_complete(toc, {}, "toc", _COMPLETION, instruction) and COULD_NOT_RUN
    try:
        with toc.make_context("toc", arguments) as context:
            status = toc.invoke(context)
    except click.exceptions.Exit as leaving:  # after --help and --version
        return leaving.exit_code
    return status if isinstance(status, int) else CLEAN


def _no_such_command(name: str) -> str:
    from toc.models.nearest import nearest

    if near := nearest(name, _COMMANDS):
        hint = f"Did you mean {near}?"
    elif os.path.exists(name) or "." in name:  # noqa: PTH110 - Path stumbles over a name that is too long
        hint = f"For its gaps: toc gaps {as_typed(name)}"
    else:
        hint = f"There are: {', '.join(_COMMANDS)}."
    return f'There is no command "{name}". {hint}'


def _bug() -> str:
    import traceback

    return (
        f"{traceback.format_exc()}\n"
        f"This is a bug in toc {__version__}, not in your file. Please report it to the project "
        "with the lines above."
    )
