"""From any source to any form: which conversion is needed, and what it leaves out."""

from __future__ import annotations

__all__ = ["Converted", "convert", "convert_into"]

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from toc.errors import NotFoundError
from toc.exports.sheet_files import SHEET_FORMS, sheet_files
from toc.kumu.document import Document, Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.exports.into_map import Written
    from toc.exports.map_theory import MapTheory
    from toc.exports.sheet_files import SheetWishes
    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.conversion import Conversion
    from toc.kumu.focusing import FocusOn

_THEORY_FORMS = {"theory": False, "json": True}


class Converted(NamedTuple):
    """A file's bytes, what is odd about its source, and what the form could not hold.

    A form of several files has their bytes in `files`, by their names.
    """

    content: bytes
    warnings: list[str]
    left_out: list[str]
    files: Mapping[str, bytes] = MappingProxyType({})


class Convertible(Protocol):
    """What a conversion asks of a source."""

    content: bytes
    name: str
    is_theory: bool
    is_json: bool
    focus: FocusOn | None

    @property
    def document(self) -> Document:
        """Its Kumu document, where it is one."""
        ...

    def theory(self, map_name: str | None, vocabulary: Vocabulary) -> MapTheory:
        """Its theory."""
        ...


def convert(
    source: Convertible,
    form: str,
    *,
    map_name: str | None,
    vocabulary: Vocabulary,
    include_private: bool = False,
    groups_as_fields: bool = False,
    sheets: SheetWishes | None = None,
    views: bool = False,
) -> Converted:
    """The source as `theory`, `json`, `kumu-flat`, `kumu-map`, `kumu-project`, `xlsx` or `csv`.

    The form that it already has gives the same bytes; only `kumu-flat`, `xlsx` and `csv` are
    always written as Kumu documents them, the last two as `sheets` asks. With `groups_as_fields`
    dimensions and domains of a theory become no elements; the fields of what is in them name them.

    Raises:
        UnreadableError: the source cannot be read.
        NotFoundError: there is no map of that name, or a form that cannot be made of this source.
        NoOutcomesError: a theory is asked of a map in which nothing counts as an outcome.
        UnwritableError: the form cannot hold a text or number of the theory.
    """
    if form in _THEORY_FORMS:
        return _to_theory(source, form, map_name, vocabulary)
    if form == "kumu-views":
        from toc.exports.view_conversion import generated_views

        words = _written_words(vocabulary, groups_as_fields) if source.is_theory else vocabulary
        made_views = generated_views(source, map_name, words)
        guide = made_views.guide.encode(errors="backslashreplace")
        return Converted(guide, made_views.warnings, [], made_views.files)
    if source.is_theory:
        found = source.theory(None, vocabulary)
        words = _written_words(vocabulary, groups_as_fields)
        return _from_theory(found, form, words, sheets, views=views)
    if views:
        raise NotFoundError(
            "A map has views of its own, and they stay.",
            where=source.name,
            remedy="--to kumu-views writes generated ones, to be pasted into Kumu.",
        )
    document = source.document
    warnings = [str(dirt) for dirt in _dirt(document)]
    if source.focus:
        from toc.kumu.narrowing import narrowed_document

        whole = form == Form.PROJECT
        document, out_of_focus = narrowed_document(document, source.focus, map_name, whole=whole)
        warnings += out_of_focus
    if form in SHEET_FORMS:
        made = sheet_files(document, form, map_name, include_private=include_private, wishes=sheets)
        return Converted(made.content, [*warnings, *made.warnings], made.left_out, made.files)
    if form == document.form and form != Form.FLAT and map_name is None:
        if not source.focus:
            return Converted(source.content, warnings, [])
        if form == Form.PROJECT:
            return Converted(document.to_bytes(), warnings, [])
    conversion = _to_kumu(document, form, map_name, include_private=include_private)
    return Converted(conversion.document.to_bytes(), warnings, list(conversion.left_out))


def convert_into(
    source: Convertible,
    document: Document,
    *,
    map_name: str | None,
    vocabulary: Vocabulary,
    prune: bool = False,
    groups_as_fields: bool = False,
) -> tuple[Converted, Written]:
    """The document changed to say what the source's theory says, in its own form.

    `groups_as_fields` is as for `convert`.

    Raises:
        UnreadableError: the source cannot be read.
        NotFoundError: the document has no map of that name.
        NoOutcomesError: the source is a map in which nothing counts as an outcome.
    """
    from toc.exports.into_map import write_into

    found = source.theory(None, vocabulary)
    words = _written_words(vocabulary, groups_as_fields)
    written = write_into(document, found.theory, words, map_name, prune=prune)
    doubts = [f"in doubt, so nothing was guessed: {line}" for line in written.doubtful]
    content = document.to_bytes()
    return Converted(content, [*found.warnings, *doubts], list(written.left_out)), written


def _written_words(vocabulary: Vocabulary, groups_as_fields: bool) -> Vocabulary:
    from toc.exports.vocabulary import Role

    if not groups_as_fields:
        return vocabulary
    return vocabulary.without_types(Role.DIMENSION, Role.DOMAIN)


def _to_theory(
    source: Convertible, form: str, map_name: str | None, vocabulary: Vocabulary
) -> Converted:
    from toc.exports.theory_file import write_json, write_yaml

    found = source.theory(map_name, vocabulary)
    if source.is_theory and source.is_json == _THEORY_FORMS[form] and not source.focus:
        return Converted(source.content, found.warnings, [])
    write = write_json if _THEORY_FORMS[form] else write_yaml
    return Converted(write(found.theory), found.warnings, found.left_out)


def _from_theory(
    found: MapTheory,
    form: str,
    vocabulary: Vocabulary,
    sheets: SheetWishes | None,
    *,
    views: bool,
) -> Converted:
    from toc.exports.theory_map import document_from_theory

    if form == Form.PROJECT:
        from toc.exports.kumu_project import project_from_theory

        project = project_from_theory(found.theory, vocabulary)
        if views:
            from toc.exports.project_views import with_views

            document = with_views(project.document, found.theory, vocabulary)
            project = project._replace(document=document)
        return Converted(project.document.to_bytes(), found.warnings, list(project.left_out))
    flat = document_from_theory(found.theory, vocabulary)
    if form == Form.FLAT:
        return Converted(flat.document.to_bytes(), found.warnings, list(flat.left_out))
    if form in SHEET_FORMS:
        files = sheet_files(flat.document, form, None, wishes=sheets)
        left_out = [*flat.left_out, *files.left_out]
        warnings = [*found.warnings, *files.warnings]
        return Converted(files.content, warnings, left_out, files.files)
    made = _to_kumu(flat.document, form, None)
    return Converted(made.document.to_bytes(), found.warnings, [*flat.left_out, *made.left_out])


def _to_kumu(
    document: Document,
    form: str,
    map_name: str | None,
    *,
    include_private: bool = False,
) -> Conversion:
    if form == Form.FLAT:
        from toc.kumu.flat_blueprint import flat_blueprint

        return flat_blueprint(document, map_name, include_private=include_private)
    if form == Form.MAP:
        from toc.kumu.map_blueprint import map_blueprint

        return map_blueprint(document, map_name)
    if document.form is Form.PROJECT:
        raise NotFoundError(
            "A full project is exported whole.",
            where=document.name,
            remedy="Leave --map out, or export one map with --to kumu-map.",
        )
    raise NotFoundError(
        "A blueprint is not a full project: field settings and views are not in it.",
        where=document.name,
        remedy="Drop it on a project in Kumu; or make a theory of it first (toc import).",
    )


def _dirt(document: Document) -> list[object]:
    from toc.kumu.dirt import find_dirt

    return list(find_dirt(document))
