"""What git has to be told so that it merges and compares maps and theories as toc does."""

from __future__ import annotations

__all__ = ["ATTRIBUTES", "PATTERNS", "patterns_in", "settings", "with_lines", "without_lines"]

ATTRIBUTES = ".gitattributes"
PATTERNS = ("*.kumu.json", "*.toc.yaml")
_DRIVERS = "diff=toc merge=toc"


def settings(toc: str) -> dict[str, str]:
    """Git's settings, by name, that call this `toc` for a merge and for a comparison."""
    return {
        "merge.toc.name": "Kumu maps and theories of change, merged by toc",
        "merge.toc.driver": f"{toc} git merge %O %A %B %P",
        "diff.toc.command": f"{toc} git diff",
    }


def with_lines(text: str, patterns: tuple[str, ...]) -> str:
    """A `.gitattributes` file in which these patterns are toc's; what stands there stays."""
    known = text.splitlines()
    new = [line for line in map(_line, patterns) if line not in known]
    if not new:
        return text
    start = text if not text or text.endswith("\n") else f"{text}\n"
    return start + "".join(f"{line}\n" for line in new)


def without_lines(text: str) -> str:
    """The same without any line of toc's."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.rstrip().endswith(f" {_DRIVERS}"))


def patterns_in(text: str) -> list[str]:
    """The patterns in a `.gitattributes` file that are toc's."""
    ending = f" {_DRIVERS}"
    lines = (line.rstrip() for line in text.splitlines())
    return [line.removesuffix(ending) for line in lines if line.endswith(ending)]


def _line(pattern: str) -> str:
    written = f'"{pattern}"' if " " in pattern else pattern
    return f"{written} {_DRIVERS}"
