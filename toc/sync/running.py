"""One run of sync: pull, compare, say what follows, and with leave write it.

What is written is written in an order in which a run that is cut off anywhere is made good by the
next one: what is published, which can be made again; then the theory; the state last, since only
it says that both have met.
"""

from __future__ import annotations

__all__ = ["Task", "run_sync"]

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toc.errors import FormError, WriteError
from toc.exports.atomic_file import replace_file
from toc.exports.theory_editing import rewritten_theory
from toc.kumu.document import Form
from toc.kumu.files import read_file
from toc.kumu.limits import Limits
from toc.sources import Source
from toc.sync.lock import locked
from toc.sync.planning import Plan, Wish, made_plan
from toc.sync.publishing import Targets, is_address, publication, same_file
from toc.sync.pulling import Origin, Pulled, document_of, pull, traits_of
from toc.sync.report import Report
from toc.sync.role_words import role_words
from toc.sync.state import (
    State,
    digest_of,
    earlier_pulls,
    read_state,
    state_bytes,
    state_path,
)
from toc.sync.to_import import ToImport, to_import

if TYPE_CHECKING:
    from collections.abc import Callable

    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.document import Document
    from toc.sync.merging import Winner

_LOCK = ".lock"
_HINT = "A copy of a bundled theory is made with toc import equal-care -o theory.yaml."
_TOLD = ("private fields", "assigned ids", "fields with a name")  # the rest is so by its form


class Task(NamedTuple):
    """What is asked of one run; `vocabulary` gives the words by which the theory is on the map.

    With `apply` it is done, else it is only told. `token` is for addresses that are published to.
    With `allow_old` what was pulled by an earlier run is taken again.
    """

    theory: Path
    origin: Origin
    vocabulary: Callable[[Source], Vocabulary]
    map_name: str | None = None
    targets: Targets = ()
    prefer: Winner | None = None
    apply: bool = False
    token: str | None = None
    limits: Limits = Limits()
    allow_old: bool = False


class _Write(NamedTuple):
    """One file as it is to be; `place` is a path or a web address."""

    place: str
    content: bytes


def run_sync(task: Task) -> tuple[Report, tuple[str, ...]]:
    """Carry a task out; gives its report, and remarks on what is odd.

    Raises:
        TocError: it could not be carried out; the theory and the state are whole.
    """
    state_file = state_path(task.theory)
    lock = state_file.with_name(state_file.name + _LOCK)
    with locked(lock) if task.apply else nullcontext():
        return _Run(task, state_file).result()


class _Run:
    """One run, with what it has read."""

    def __init__(self, task: Task, state_file: Path) -> None:
        self.task = task
        self.state_file = state_file
        self.remarks: list[str] = []
        self.content = read_file(task.theory, limits=task.limits, hint=_HINT)
        source = Source(self.content, str(task.theory), limits=task.limits)
        if not source.is_theory:
            raise FormError(
                "This is a Kumu map, not a theory file.",
                where=str(task.theory),
                remedy=f"Make one of it with toc import {task.theory.name} -o theory.yaml.",
            )
        self.theory = source.theory().theory
        self.words = task.vocabulary(source)
        self.state = read_state(state_file, task.limits)

    def result(self) -> tuple[Report, tuple[str, ...]]:
        """What the run comes to, after it was done if that is asked."""
        task = self.task
        base = document_of(self.state.files, task.limits) if self.state else None
        own = [Path(one.place) for one in task.targets if not is_address(one.place)]
        pulled = pull(task.origin, self.state, task.limits, traits_of(self.theory, base), own)
        self._refuse_old(pulled)
        there = document_of(pulled.files, task.limits)
        _refuse_pulled(task.targets, pulled, there)
        wish = Wish(self.words, task.map_name, task.prefer)
        plan = made_plan(self.theory, there, wish, base, self.state.open if self.state else None)
        importing = to_import(plan.theirs, plan.meant)
        self.remarks += [*pulled.remarks, *plan.doubts]
        writes = self._writes(plan, pulled, importing)
        if task.apply:
            self._carry_out(writes)
        return self._report(plan, pulled, importing, writes), tuple(self.remarks)

    def _refuse_old(self, pulled: Pulled) -> None:
        """Stop where an export of long ago is given: it would undo all that came since."""
        if self.task.allow_old or self.state is None:
            return
        if digest_of(one.content for one in pulled.files) in self.state.earlier:
            raise FormError(
                "This is the export of an earlier run: it would undo what was done since then.",
                where=" and ".join(one.name for one in pulled.files),
                remedy="Export again. If Kumu was really set back to it, add --allow-old.",
            )

    def _writes(self, plan: Plan, pulled: Pulled, importing: ToImport) -> list[_Write]:
        """All that is to be written and is not there yet, in its order: addresses first.

        They fail more easily than files, and then nothing here is written at all.
        """
        published: list[_Write] = []
        for one in self.task.targets:
            content, left_out = publication(plan, one.form, importing)
            if not (_is_empty(one.form, importing) and _is_free(one.place)):
                published.append(_Write(one.place, content))
            told = [line for line in left_out if line.startswith(_TOLD)]
            self.remarks += [f"{one.place}: left out: {line}" for line in told]
        published.sort(key=lambda one: not is_address(one.place))
        theory = rewritten_theory(self.content, plan.theory, str(self.task.theory))
        expected = {digest_of([one.content]) for one in published}
        if self.state:
            expected.add(digest_of([plan.meant.document.to_bytes()]))
        earlier = earlier_pulls(self.state, pulled.files, expected)
        state = state_bytes(State(pulled.files, plan.open, earlier))
        written = [
            *published,
            _Write(str(self.task.theory), theory),
            _Write(str(self.state_file), state),
        ]
        return [one for one in written if not self._is_there(one)]

    def _is_there(self, one: _Write) -> bool:
        if is_address(one.place):
            return False
        try:
            return Path(one.place).read_bytes() == one.content
        except OSError:
            return False

    def _carry_out(self, writes: list[_Write]) -> None:
        if read_file(self.task.theory, limits=self.task.limits) != self.content:
            raise WriteError(
                "The theory was changed while this ran.",
                where=str(self.task.theory),
                remedy="Nothing was written. Sync again.",
            )
        for one in writes:
            if is_address(one.place):
                from toc.kumu.fetch import put

                put(one.place, one.content, token=self.task.token, limits=self.task.limits)
            else:
                replace_file(one.place, one.content)

    def _report(
        self, plan: Plan, pulled: Pulled, importing: ToImport, writes: list[_Write]
    ) -> Report:
        from toc.kumu.addresses import shown

        return Report(
            str(self.task.theory),
            " and ".join(one.name for one in pulled.files),
            plan.first,
            self.task.apply,
            plan.came,
            plan.goes,
            plan.conflicts,
            tuple(shown(one.place) if is_address(one.place) else one.place for one in writes),
            tuple(self._left(plan, importing)),
            plan.names,
        )

    def _left(self, plan: Plan, importing: ToImport) -> list[str]:
        """What a person has to do, one sentence each."""
        lines = role_words(plan.conflicts)
        places = {one.form: one.place for one in self.task.targets}
        if "flat" in places and plan.theirs.document.form is Form.FLAT:
            return lines  # the link shows the whole file: what is not in it is gone by itself
        if importing.added or importing.changed:
            counts = f"{importing.added:,} to add, {importing.changed:,} to change"
            where = places.get("import")
            if where is None:
                lines.append(f"--publish import writes a file to import in Kumu: {counts}.")
            else:
                lines.append(f"Import {where} in Kumu, on the map: {counts}.")
        return [*lines, *importing.by_hand]


def _refuse_pulled(targets: Targets, pulled: Pulled, there: Document) -> None:
    """Keep what was pulled: only a blueprint that a map is linked to is published where it was."""
    for target in targets:
        linked = target.form == "flat" and there.form is Form.FLAT
        if linked or is_address(target.place):
            continue
        if any(one.address is None and same_file(one.name, target.place) for one in pulled.files):
            raise FormError(
                f"{target.form} cannot be published to {target.place}: it is in use.",
                where=target.place,
                remedy="Publish it to another file.",
            )


def _is_empty(form: str, importing: ToImport) -> bool:
    """Whether a form has nothing to say: nothing to import, or nothing to be done by hand."""
    if form == "import":
        return not (importing.added or importing.changed)
    return form == "list" and not importing.by_hand


def _is_free(place: str) -> bool:
    """Whether nothing is there; a web address is asked nothing and always gets what is new."""
    return not is_address(place) and not Path(place).exists()
