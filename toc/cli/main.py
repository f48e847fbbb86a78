"""The `toc` command: finds the subcommand, runs it, and decides how to leave."""

from __future__ import annotations

__all__ = ["run", "toc"]

import importlib
import traceback

import click

from toc import __version__
from toc.cli.output import say_error, settle_streams
from toc.errors import TocError

CLEAN, COULD_NOT_RUN, BUG, INTERRUPTED = 0, 2, 70, 130

_COMMANDS = {
    "demo": "The main job on the bundled theory: its gaps, and its map.",
    "init": "A theory file to start from.",
    "gaps": "Which outcomes are measured, how well, and what to measure next.",
    "import": "A theory file from a Kumu map or another theory.",
    "export": "A theory or a map in another form.",
    "schema": "The JSON Schema of the theory file.",
}


class _Commands(click.Group):
    """Commands that are imported when they are called, so that help costs nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(f"toc.cli.{cmd_name}_command").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="toc", message="%(prog)s %(version)s")
def toc() -> None:
    """Theories of change that live on Kumu maps.

    SOURCE is a path, a URL, "-" for standard input, or the name of a bundled theory
    (equal-care). What it holds is found by looking inside.

    \b
    Try it:    toc demo
    Your map:  toc gaps my-map.json

    Exit status: 0 clean, 1 findings, 2 could not run, 70 a bug of ours.
    """


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; gives the exit status.

    Only here errors become a status: 2 for what could not be carried out, 130 for Ctrl-C, 70 for
    a bug of ours, shown with its traceback.
    """
    settle_streams()
    try:
        status = toc.main(arguments, prog_name="toc", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return COULD_NOT_RUN
    except TocError as error:
        say_error(str(error))
        return COULD_NOT_RUN
    except (click.Abort, KeyboardInterrupt):
        say_error("Stopped.")
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - the one place that tells a bug of ours from bad input
        say_error(traceback.format_exc())
        say_error(
            f"This is a bug in toc {__version__}, not in your file. Please report it to the"
            " project with the lines above."
        )
        return BUG
    return status if isinstance(status, int) else CLEAN
