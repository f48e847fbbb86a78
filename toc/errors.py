"""What can go wrong, as one family.

A fault inside a theory is a finding and is returned; only what cannot be carried out raises.

    TocError
    ├── UnreadableError      a source that cannot be read at all
    │   ├── FormError        readable, but none of the forms that toc knows
    │   ├── LimitError       beyond a limit that a flag can lift
    │   ├── FetchError       a URL that gave nothing usable
    │   ├── TheoryFileError  a theory file with faults, all of them at once
    │   └── SurveyFileError  a survey file with faults, all of them at once
    ├── NotFoundError        a map, an item or a role that the source does not have
    ├── NoOutcomesError      nothing in the source counts as an outcome
    ├── UnwritableError      what cannot be held by the form that was asked for
    └── WriteError           a file that could not be written
"""

from __future__ import annotations

__all__ = [
    "Fault",
    "FetchError",
    "FormError",
    "LimitError",
    "NoOutcomesError",
    "NotFoundError",
    "SurveyFileError",
    "TheoryFileError",
    "TocError",
    "TocWarning",
    "UnreadableError",
    "UnwritableError",
    "WriteError",
]

from typing import ClassVar, NamedTuple


class TocWarning(UserWarning):
    """Something in a source is odd; it was carried through unchanged."""


class TocError(Exception):
    """Something could not be carried out; its text says what, where and what to do.

    `what` is one sentence, `where` a file with a line or a path inside it, `remedy` one sentence.
    """

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class UnreadableError(TocError):
    """A source that cannot be read at all."""


class FormError(UnreadableError):
    """A source that can be read, but holds none of the forms that toc knows."""


class LimitError(UnreadableError):
    """A source beyond a limit; the remedy names the flag that lifts it."""


class FetchError(UnreadableError):
    """A URL that gave nothing usable; local files were left untouched."""


class Fault(NamedTuple):
    """One fault of a theory file.

    `path` leads to the value from the top of the file (keys and 0-based positions); `line` and
    `column` count from 1 and are None where the file has no lines to point at.
    """

    path: tuple[str | int, ...]
    message: str
    line: int | None = None
    column: int | None = None

    def place(self) -> str:
        """The path as people write it: `outcomes[2].label`."""
        text = ""
        for step in self.path:
            text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
        return text


class _FaultyFileError(UnreadableError):
    """A file with faults; `faults` holds all of them in the order of the file."""

    kind: ClassVar[str]

    def __init__(self, name: str, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        number = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(f"{number} in this {self.kind}.", where=name)

    def __str__(self) -> str:
        lines = [f"{self.where}: {self.what}"]
        for fault in self.faults:
            spot = f"{self.where}:{fault.line}:{fault.column}" if fault.line else f"{self.where}"
            place = f" {fault.place()}:" if fault.path else ""
            lines.append(f"{spot}:{place} {fault.message}")
        return "\n".join(lines)


class TheoryFileError(_FaultyFileError):
    """A theory file with faults; `faults` holds all of them in the order of the file."""

    kind = "theory file"


class SurveyFileError(_FaultyFileError):
    """A survey file with faults; `faults` holds all of them in the order of the file."""

    kind = "survey file"


class NotFoundError(TocError):
    """A map, an item or a role that the source does not have."""


class NoOutcomesError(TocError):
    """Nothing in the source counts as an outcome; the remedy names the flag that gives roles."""


class UnwritableError(TocError):
    """Something that the form asked for cannot hold."""


class WriteError(TocError):
    """A file that could not be written; what stood there before is still there, whole."""
