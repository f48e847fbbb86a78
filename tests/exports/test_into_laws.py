"""Laws of writing a theory into a document, over made-up theories and dirty documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings

from tests.exports.into_checks import assert_says, assert_says_only, assert_untouched
from tests.exports.into_documents import FORMS, dirty_documents, document_of
from tests.exports.theories import made_theories
from toc.api import load
from toc.exports.into_map import write_into
from toc.exports.map_reading import read_map
from toc.exports.map_theory import theory_from_map
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import Document, read_document

if TYPE_CHECKING:
    from toc.models.theory import Theory


def again(document: Document) -> Document:
    """The same document, read from the bytes that it is by now."""
    return read_document(document.to_bytes(), document.name)


def assume_own_ids(document: Document) -> None:
    """Leave out documents in which two items share a system id: which is meant cannot be known."""
    names = [one.system_id for one in (*document.elements, *document.connections)]
    known = [name for name in names if name]
    assume(len(known) == len(set(known)))


@settings(max_examples=100)
@given(dirty_documents())
def test_reading_and_writing_back_changes_nothing(document: Document) -> None:
    """What a document says, written into it again, leaves its bytes as they are."""
    content = document.to_bytes()
    found = theory_from_map(read_map(document, DEFAULT, need_outcomes=False)).theory
    for prune in (False, True):
        written = again(document)
        write_into(written, found, DEFAULT.with_data(dict(found.kumu), "kumu"), prune=prune)
        assert written.to_bytes() == content


@settings(max_examples=100)
@given(dirty_documents(), made_theories())
def test_all_that_a_theory_says_and_what_was_kept(document: Document, theory: Theory) -> None:
    """A theory written into a document is read back from it, and what is not its own is as it was.

    Writing it once more changes nothing.
    """
    assume_own_ids(document)
    before = again(document)
    written = write_into(document, theory)
    content = document.to_bytes()
    if not written.doubtful:  # what is not guessed gets an element beside those it could be
        assert_says(content, theory, before)
    assert_untouched(before, again(document), theory)
    second = again(document)
    write_into(second, theory)
    assert second.to_bytes() == content


@settings(max_examples=100)
@given(dirty_documents(), made_theories())
def test_with_prune_only_what_the_theory_says(document: Document, theory: Theory) -> None:
    """With prune the theory that is read back is the one that was written, and no more."""
    assume_own_ids(document)
    before = again(document)
    written = write_into(document, theory, prune=True)
    content = document.to_bytes()
    if written.doubtful:  # what was in doubt may be clear once something has gone
        return
    assert_says_only(content, theory, before)
    second = again(document)
    write_into(second, theory, prune=True)
    assert second.to_bytes() == content


@pytest.mark.parametrize("form", FORMS)
def test_the_bundled_theory_through_every_form(form: str) -> None:
    """It is read back from each form as it was written, and written again it changes nothing."""
    theory = load("equal-care")
    before = read_document(json.dumps(document_of(theory, form)).encode(), form)
    document = again(before)
    if form == "labels":  # there elements have no ids, and get them now
        write_into(document, theory)
    content = document.to_bytes()
    assert_says_only(content, theory, before)
    written = write_into(document, theory)
    assert document.to_bytes() == content
    assert not written.gone
    assert not written.doubtful
