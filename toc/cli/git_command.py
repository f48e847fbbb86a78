"""`toc git`."""

from __future__ import annotations

__all__ = ["command"]

import os
from typing import TYPE_CHECKING

import click

from toc.cli.options import complete_files
from toc.cli.output import as_typed, deliver, deliver_bytes, say
from toc.errors import TocError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toc.exports.merging import Merged
    from toc.kumu.merging.conflicts import Decision
    from toc.kumu.merging.sequences import Side

    Decisions = Mapping[tuple[str, ...], Decision]

_CONFLICT = 1


@click.group("git")
def command() -> None:
    """Have git merge and compare maps and theories as toc does.

    \b
    Examples:
      toc git install
      toc git install maps/street.json theory.yaml
      toc git install --uninstall
    """


@command.command("install")
@click.argument("patterns", nargs=-1, metavar="[PATTERN]…")
@click.option("--uninstall", is_flag=True, help="Take everything of toc's out again.")
def install(patterns: tuple[str, ...], *, uninstall: bool) -> None:
    """Tell the git repository of this folder to use toc.

    PATTERN says which files are maps or theories, as git writes patterns; without one they are
    *.kumu.json and *.toc.yaml. Lines are added to .gitattributes, which is shared with everybody
    who works in the repository; the settings that call toc stand in this copy alone, so that each
    of them runs this command once. What was done is said.
    """
    from pathlib import Path

    from toc.exports.git_drivers import ATTRIBUTES, PATTERNS, settings, with_lines, without_lines

    path = Path(_git_says("rev-parse", "--show-toplevel").decode().strip()) / ATTRIBUTES
    text = path.read_text("utf-8") if path.exists() else ""
    new = without_lines(text) if uninstall else with_lines(text, patterns or PATTERNS)
    _set(settings(_this_toc()), uninstall=uninstall)
    if new != text:
        from toc.exports.atomic_file import replace_file

        replace_file(path, new.encode())
    said = "No file is merged or compared by toc any more." if uninstall else _said(new)
    say(f"{said}\n{ATTRIBUTES} {'was changed: commit it.' if new != text else 'is as it was.'}")


@command.command("resolve")
@click.argument("name", metavar="FILE", shell_complete=complete_files)
def resolve(name: str) -> int:
    """Merge FILE again by what was decided in FILE.conflicts.json, while git is merging.

    The file of conflicts goes when none is left open. Exit 1 while some are.
    """
    from pathlib import Path

    from toc.exports.conflict_file import ENDING, read_decisions

    decided = f"{name}{ENDING}"
    decisions = read_decisions(_content(decided), decided)
    contents = [_git_says("show", f":{stage}:./{name}", fails=stage == 1) for stage in (1, 2, 3)]
    found = _merged(contents, name, decisions)
    deliver_bytes(found.content, name)
    _say_lost(found, name)
    if found.is_open:
        _list_conflicts(found, name, decisions)
        return _CONFLICT
    Path(decided).unlink(missing_ok=True)
    say(f"Every conflict is settled. Now: git add {as_typed(name)}")
    return 0


@command.command("merge", hidden=True)
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@click.argument("name")
def merge(base: str, ours: str, theirs: str, name: str) -> int:
    """Merge for git: the result takes the place of OURS; exit 1 where conflicts are left."""
    try:
        found = _merged([_content(path) for path in (base, ours, theirs)], name, {})
    except TocError as error:  # git keeps all three at hand, and our version in the folder
        say(f"{error}\n{name} is left as your side has it.")
        return _CONFLICT
    deliver_bytes(found.content, ours)
    _say_lost(found, name)
    if found.is_open:
        _list_conflicts(found, name, {})
    return int(found.is_open)


@command.command("diff", hidden=True)
@click.argument("name")
@click.argument("old")
@click.argument("_old_hash")
@click.argument("_old_mode")
@click.argument("new")
@click.argument("_new_hash")
@click.argument("_new_mode")
@click.argument("_more", nargs=-1)
def diff(name: str, old: str, new: str, **_: object) -> None:
    """Compare for git; a file that is new or gone is said to be."""
    from toc.exports.comparison import compare
    from toc.exports.difference_text import differences_text
    from toc.exports.vocabulary import DEFAULT
    from toc.sources import read_source

    deliver(f"toc diff {name}\n", None)
    for path, said in ((old, "It is new.\n"), (new, "It is gone.\n")):
        if path == os.devnull:
            deliver(said, None)
            return
    try:
        report = compare(read_source(old), read_source(new), DEFAULT).report
    except TocError as error:
        deliver(f"It cannot be compared: {error}\n", None)
        return
    deliver(differences_text(report), None)


def _merged(contents: Sequence[bytes], name: str, decisions: Decisions) -> Merged:
    from toc.exports.merging import merge_sources
    from toc.sources import Source

    base, ours, theirs = contents
    mine, yours = Source(ours, name), Source(theirs, f"{name} (theirs)")
    if not base and ours != theirs:  # where both added the file there is no base
        if not (mine.is_theory and yours.is_theory):
            raise TocError(
                "Both sides added this map; there is nothing that both began with.",
                where=name,
                remedy="Keep one side's file (git checkout --ours or --theirs), then git add it.",
            )
        base = b"toc: 1\n"
    old = Source(base or ours, f"{name} (base)")
    return merge_sources(old, mine, yours, decisions=decisions)


def _list_conflicts(found: Merged, name: str, decisions: Decisions) -> None:
    from toc.exports.conflict_file import ENDING, written_conflicts
    from toc.exports.conflict_text import conflicts_text

    say(f"{name}: {conflicts_text(found.conflicts)}".rstrip("\n"))
    deliver_bytes(written_conflicts(found.conflicts, decisions), f"{name}{ENDING}")
    say(
        f"\nWritten to {as_typed(name + ENDING)}. Say there who wins each, and then:\n"
        f"  toc git resolve {as_typed(name)}"
    )


def _say_lost(found: Merged, name: str) -> None:
    from toc.exports.conflict_text import lost_text

    if found.lost:
        names: dict[Side, str] = {"ours": f"our {name}", "theirs": f"their {name}"}
        say(lost_text(found.lost, names).rstrip("\n"))


def _content(path: str) -> bytes:
    from pathlib import Path

    from toc.kumu.files import read_file

    return read_file(Path(path))


def _said(text: str) -> str:
    from toc.exports.git_drivers import patterns_in

    return f"Git now merges and compares with toc: {', '.join(patterns_in(text))}."


def _this_toc() -> str:
    """The command that is running, as git's shell can call it from anywhere."""
    import shlex
    import sys

    return f"{shlex.quote(sys.executable)} -m toc"


def _set(wanted: Mapping[str, str], *, uninstall: bool) -> None:
    for name, value in wanted.items():
        what = ("--unset-all", name) if uninstall else (name, value)
        _git_says("config", *what, fails=uninstall)


def _git_says(*arguments: str, fails: bool = False) -> bytes:
    """What git answers; `fails` lets it find nothing.

    Raises:
        TocError: there is no git, or it refuses.
    """
    import subprocess

    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S603, S607 - git, found as git users have it
    except FileNotFoundError:
        raise TocError("There is no git on this computer.", remedy="Install it first.") from None
    if done.returncode and not fails:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise TocError(
            f"Git says: {said[0] if said else 'nothing'}",
            remedy="Run this in the repository that holds the file, while git is merging it."
            if arguments[0] == "show"
            else "Run this in the repository that holds the map.",
        )
    return done.stdout
