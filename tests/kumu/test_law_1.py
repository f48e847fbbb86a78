"""Law 1: a document written unchanged is the same bytes; one change touches that place alone."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.kumu.own_documents import DOCUMENTS, FLAT, LABEL, LINE_ENDS
from tests.kumu_documents import kumu_files
from tests.samples import each_sample
from toc.kumu.document import Form, read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.kumu_documents import Written

each_document = pytest.mark.parametrize(("text", "form"), DOCUMENTS.values(), ids=DOCUMENTS)
each_line_end = pytest.mark.parametrize("ended", LINE_ENDS.values(), ids=LINE_ENDS)


def labelled(element: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The object in which the label of an element stands, and its key."""
    for holder in (element, element.get("attributes")):
        if isinstance(holder, dict):
            for key in holder:
                if key.lower() == "label" and isinstance(holder[key], str):
                    return holder, key
    raise AssertionError(element)


def assert_only_between(old: bytes, new: bytes, start: int, end: int, value: str) -> None:
    """All bytes before `start` and from `end` on are the same; between them stands the value."""
    tail = len(old) - end
    assert new[:start] == old[:start]
    assert new[len(new) - tail :] == old[end:]
    assert json.loads(new[start : len(new) - tail]) == value


@each_document
@each_line_end
def test_own_documents_unchanged(text: str, form: Form, ended: Callable[[str], str]) -> None:
    """Documents of every form and spelling are written as they were read, looked at or not."""
    content = ended(text.replace("@,", f"{LABEL},")).encode()
    document = read_document(content, "map.json")
    assert document.form is form
    assert document.to_bytes() == content
    found = document.data
    assert document.to_bytes() == content
    equal = copy.deepcopy(found)
    found.clear()
    found.update(equal)
    assert document.to_bytes() == content


@each_document
@each_line_end
@pytest.mark.parametrize("label", ["", "New", 'é  "\\\n😀', "\udfff"])
def test_own_documents_with_one_label_changed(
    text: str, form: Form, ended: Callable[[str], str], label: str
) -> None:
    """With one label changed, exactly the bytes of that label differ, in every form."""
    before, _, after = ended(text).partition("@,")
    old = f"{before}{LABEL},{after}".encode()
    document = read_document(old, "map.json")
    holder, key = labelled(document.data["elements"][0])
    assert holder[key] == json.loads(LABEL)
    holder[key] = label
    start = len(before.encode())
    end = start + len(LABEL.encode())
    assert_only_between(old, document.to_bytes(), start, end, label)
    assert read_document(document.to_bytes(), "map.json").form is form


def test_unchanged_back_again() -> None:
    """A label changed and changed back leaves the document as it was, its spelling included."""
    content = FLAT.replace("@,", f"{LABEL},").encode()
    document = read_document(content, "map.json")
    element = document.data["elements"][0]
    old, element["Label"] = element["Label"], "x"
    assert document.to_bytes() != content
    element["Label"] = old
    assert document.to_bytes() == content


@settings(deadline=None)
@given(kumu_files())
def test_generated_documents_unchanged(written: Written) -> None:
    """Any document that can be read is written as the same bytes, in whatever state it is."""
    document = read_document(written.content, "map.json")
    assert document.form is written.form
    assert document.to_bytes() == written.content
    _ = document.data
    assert document.to_bytes() == written.content


@settings(deadline=None)
@given(kumu_files(), st.data())
def test_generated_documents_with_one_label_changed(written: Written, data: st.DataObject) -> None:
    """In any document a changed label differs in its own bytes and in no other."""
    assume(written.labels)
    place, start, end = data.draw(st.sampled_from(written.labels))
    document = read_document(written.content, "map.json")
    holder, key = labelled(document.data["elements"][place])
    label = data.draw(st.text(st.characters(exclude_categories=())).filter(whole_pairs))
    assume(label != holder[key])
    holder[key] = label
    assert_only_between(written.content, document.to_bytes(), start, end, label)


def whole_pairs(text: str) -> bool:
    """Whether no two halves of a pair stand together: in JSON they would be one character."""
    return bool(json.loads(json.dumps(text)) == text)


@each_sample()
def test_samples_unchanged(sample: Path) -> None:
    """Every real file is written as the bytes that it was read from, looked at or not."""
    content = sample.read_bytes()
    document = read_document(content, sample.name)
    assert document.to_bytes() == content
    _ = document.data
    assert document.to_bytes() == content


@each_sample()
def test_samples_with_one_label_changed(sample: Path) -> None:
    """In every real file each label can be changed, and exactly its bytes differ."""
    content = sample.read_bytes()
    document = read_document(content, sample.name)
    for element in document.data["elements"]:
        holder = element.get("attributes", element) if "label" not in element else element
        if "label" not in holder:
            continue
        old, holder["label"] = holder["label"], "New  label ✓"
        new = document.to_bytes()
        holder["label"] = old
        start = content.rindex(b'"', 0, first_difference(content, new) + 1)
        token = json.dumps(old, ensure_ascii=False).encode()
        if not content.startswith(token, start):
            token = json.dumps(old).encode()
        assert content.startswith(token, start)
        assert_only_between(content, new, start, start + len(token), "New  label ✓")


def first_difference(old: bytes, new: bytes, step: int = 4096) -> int:
    """Where two files that differ first do so."""
    block = next(
        at for at in range(0, len(old), step) if old[at : at + step] != new[at : at + step]
    )
    return next(at for at in range(block, len(old)) if old[at] != new[at])
