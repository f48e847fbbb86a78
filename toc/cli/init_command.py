"""`toc init`."""

from __future__ import annotations

__all__ = ["command"]

from typing import TYPE_CHECKING

import click

from toc.cli.options import SourceOptions, complete_files, reading_options
from toc.cli.output import as_typed, deliver_bytes, is_printed, say, say_left_out, warn

if TYPE_CHECKING:
    from toc.exports.vocabulary import Vocabulary
    from toc.exports.vocabulary_guess import Proposal
    from toc.sources import Source


@click.command("init")
@click.argument("file")
@click.option(
    "--from",
    "source",
    metavar="SOURCE",
    shell_complete=complete_files,
    help="Start from a map or another theory.",
)
@click.option("--force", is_flag=True, help="Write over a file of that name.")
@reading_options
def command(options: SourceOptions, file: str, *, force: bool) -> None:
    """Write a theory file to start from.

    A small example with comments, to be changed line by line; or, with --from, the theory of a
    Kumu map. FILE is written as JSON where it ends in .json, else as YAML; - prints it.

    With --from a map, standard error says what each selector of the vocabulary caught and what
    none did. Roles that nothing has are guessed by the words of the types, in English, German,
    French, Spanish and Welsh; the file names each guess above its kumu section. Where nothing
    counts as an outcome even so, FILE becomes a vocabulary to be put right by hand.

    \b
    Examples:
      toc init theory.yaml
      toc init theory.yaml --from my-map.json
    """
    from toc.exports.conversions import convert
    from toc.exports.starter import starter_source
    from toc.sources import Source

    origin = options.open() if options.source else Source(starter_source(), "the starting theory")
    form = "json" if file.lower().endswith(".json") else "theory"
    words = options.vocabulary()
    proposal = None if origin.is_theory else _proposal(options, origin, words)
    if proposal and proposal.lacks_outcomes and form == "theory":
        _write_draft(options, proposal, file, force=force)
        return
    if proposal:
        words = proposal.vocabulary
    made = convert(origin, form, map_name=options.map_name, vocabulary=words)
    warn(made.warnings, quiet=options.quiet)
    say_left_out(
        made.left_out, "Left behind, since a theory has no place for it:", quiet=options.quiet
    )
    content = made.content
    if proposal and form == "theory":
        from toc.exports.vocabulary_draft import with_guesses_told

        names = (as_typed(options.source), as_typed(file))
        content = with_guesses_told(content, proposal.guesses, *names)
    hint = f"Open it in a text editor; then: toc gaps {as_typed(file)}"
    _write(options, content, file, hint, force=force)


def _proposal(options: SourceOptions, origin: Source, words: Vocabulary) -> Proposal:
    """The vocabulary with guesses, told to the person who asked."""
    from toc.exports.vocabulary_account import caught_text
    from toc.exports.vocabulary_guess import proposed_vocabulary

    found = proposed_vocabulary(origin.document, words, options.map_name, options.focus)
    if found.reading.scope.elements:
        say(caught_text(found), quiet=options.quiet)
    return found


def _write_draft(options: SourceOptions, proposal: Proposal, file: str, *, force: bool) -> None:
    from dataclasses import replace

    from toc.exports.vocabulary_draft import vocabulary_draft

    source, typed = as_typed(options.source), as_typed(file)
    content = vocabulary_draft(proposal, source, typed)
    # The types without a role stand in the account above, with what may be done about them.
    warn(replace(proposal.reading, no_role={}).warnings(), quiet=options.quiet)
    hint = (
        "It is no theory yet but a vocabulary, since nothing here counts as an outcome: open it, "
        "say which types do, then: "
        f"toc init my-theory.yaml --from {source} --vocabulary {typed}"
    )
    _write(options, content, file, hint, force=force)


def _write(options: SourceOptions, content: bytes, file: str, hint: str, *, force: bool) -> None:
    from toc.exports.atomic_file import replace_file

    if is_printed(file):
        deliver_bytes(content, file)
        return
    replace_file(file, content, keep_old=not force)
    say(f"Wrote {file}. {hint}", quiet=options.quiet)
