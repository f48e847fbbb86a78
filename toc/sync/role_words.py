"""What a person does for elements that are in Kumu under a type without a role, in words."""

from __future__ import annotations

__all__ = ["role_words"]

import shlex
from typing import TYPE_CHECKING

from toc.kumu.json_tokens import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.sync.merging import Conflict


def role_words(conflicts: Sequence[Conflict]) -> list[str]:
    """One sentence for each type that lacks a role, and for each element that lacks a type."""
    return list(dict.fromkeys(_sentences(conflicts)))


def _sentences(conflicts: Sequence[Conflict]) -> Iterator[str]:
    for one in conflicts:
        if one.type is None:
            continue
        said = one.ours or {}
        role, label = said.get("role", "outcome"), said.get("label", one.key[1])
        if one.type.strip():
            flag = f"--role {shlex.quote(f'{role}={one.type}')}"
            yield f"Give the type {quoted(one.type)} a role: {flag}, or roles in the configuration."
        else:
            yield f"Give the {role} {quoted(label)} a type in Kumu: without one it has no role."
