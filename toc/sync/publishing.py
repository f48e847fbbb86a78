"""What Kumu can read, made of a plan: blueprints, a file to import, a file to restore, a list."""

from __future__ import annotations

__all__ = [
    "FORMS",
    "Target",
    "Targets",
    "default_place",
    "is_address",
    "publication",
    "same_file",
]

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toc.errors import FormError
from toc.kumu.document import Form
from toc.kumu.flat_blueprint import flat_blueprint
from toc.kumu.map_blueprint import map_blueprint

if TYPE_CHECKING:
    from toc.sync.planning import Plan
    from toc.sync.to_import import ToImport

FORMS = {
    "flat": "map.json",
    "import": "to-import.json",
    "map": "map-blueprint.json",
    "restore": "restore.json",
    "list": "by-hand.txt",
}
"""What can be published, with the ending of the file that each is written to by default."""


class Target(NamedTuple):
    """One form, and the path or web address that it is published at."""

    form: str
    place: str


Targets = tuple[Target, ...]


def default_place(theory: Path, form: str) -> str:
    """The file beside a theory that a form is published in where none is named."""
    return str(theory.with_name(f"{theory.stem}.{FORMS[form]}"))


def is_address(place: str) -> bool:
    """Whether a place is on the web."""
    return place.lower().startswith(("http://", "https://"))


def same_file(one: str | Path, other: str | Path) -> bool:
    """Whether two paths lead to one file, by whatever names; also to one that is not there yet."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def publication(plan: Plan, form: str, importing: ToImport) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of one form, and what it has no place for, in words.

    Raises:
        FormError: a file to restore is wished for, and what was pulled is no full export; or a
            blueprint, which goes on the public web, would give a secret away.
    """
    document = plan.meant.document
    scope = plan.meant.scope
    name = scope.map.id or scope.map.name if scope.map else None
    if form == "flat":
        flat = flat_blueprint(document, name)
        content = flat.document.to_bytes()
        _refuse_secrets(content, document.name)
        return content, flat.left_out
    if form == "map":
        nested = map_blueprint(document, name)
        return nested.document.to_bytes(), nested.left_out
    if form == "import":
        return importing.document.to_bytes(), ()
    if form == "list":
        return "".join(f"{line}\n" for line in importing.by_hand).encode(), ()
    if document.form is not Form.PROJECT:
        raise FormError(
            "A file to restore can only be made from a full export.",
            where=document.name,
            remedy="Pull one (Export JSON in Kumu), or leave restore out of what is published.",
        )
    return document.to_bytes(), ()


def _refuse_secrets(content: bytes, name: str) -> None:
    from toc.exports.public_secrets import places_of, secrets_in

    found = secrets_in(content, name)
    if found:
        places = places_of(found)
        raise FormError(
            f"A flat blueprint is public, and this would give share links away ({places}).",
            where=name,
            remedy="Take them out in Kumu, or leave flat out of what is published.",
        )
