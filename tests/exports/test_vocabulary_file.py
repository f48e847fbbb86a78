"""A vocabulary in a file: which keys it may have, and what is said where it cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from toc.errors import TheoryFileError, TocError
from toc.exports.vocabulary_file import read_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

ROLES = {"outcome": {"types": ["Ergebnis"]}}
FIELDS = {"unit": "Einheit"}


def _read(folder: Path, content: bytes) -> dict[str, object]:
    (folder / "words").write_bytes(content)
    return read_vocabulary(str(folder / "words"))


def _refusal(folder: Path, content: bytes) -> str:
    with pytest.raises(TocError) as caught:
        _read(folder, content)
    return str(caught.value).replace(f"{folder}/", "")


def test_yaml_and_json(tmp_path: Path) -> None:
    """Roles and fields come from YAML and from JSON alike, either of them or both."""
    both = {"roles": ROLES, "fields": FIELDS}
    yaml = b"fields: {unit: Einheit}\nroles:\n  outcome: {types: [Ergebnis]}\n"
    json = '\ufeff{"roles": {"outcome": {"types": ["Ergebnis"]}}, "fields": {"unit": "Einheit"}}'
    assert _read(tmp_path, yaml) == _read(tmp_path, json.encode()) == both
    assert _read(tmp_path, b"fields: {unit: Einheit}\n") == {"fields": FIELDS}


def test_the_kumu_section_of_a_theory(tmp_path: Path) -> None:
    """Of a theory file only the `kumu` section counts, with whatever else it holds."""
    theory = b"toc: 1\nname: Ours\nkumu: {roles: {outcome: {types: [Ergebnis]}}, ids: {a: b}}\n"
    assert _read(tmp_path, theory) == {"roles": ROLES}


EXAMPLE = "Write: roles: {outcome: {types: [Result]}} or fields: {unit: Einheit}."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", f"words: This file holds no vocabulary. {EXAMPLE}"),
        (b"- roles\n", f"words: This file holds no vocabulary. {EXAMPLE}"),
        (b"toc: 1\n", f"words: This file holds no vocabulary. {EXAMPLE}"),
        (b"toc: 1\nkumu: {ids: {}}\n", f"words: This file holds no vocabulary. {EXAMPLE}"),
        (b"role: {}\n", 'words: A vocabulary has no key "role". Did you mean roles?'),
        (b"roles: {}\nxyz: {}\n", f'words: A vocabulary has no key "xyz". {EXAMPLE}'),
        (b"Label,Type\n", f"words: This file holds no vocabulary. {EXAMPLE}"),
        (b"{", "words:1:2: "),
        (b"roles: {a: b, a: c}\n", "words:1:15: "),
        (b"\xff\xfeu\x00", "words: This file is UTF-16 or UTF-32, not UTF-8."),
    ],
)
def test_what_holds_no_vocabulary(tmp_path: Path, content: bytes, message: str) -> None:
    """A file without roles and fields, or with a mistyped key, is refused with an example."""
    assert message in _refusal(tmp_path, content)


def test_a_doubled_key_is_a_fault_of_the_file(tmp_path: Path) -> None:
    """Faults of the YAML come with line and column, as in a theory file."""
    (tmp_path / "words").write_bytes(b"roles: {a: b, a: c}\n")
    with pytest.raises(TheoryFileError) as caught:
        read_vocabulary(str(tmp_path / "words"))
    assert caught.value.faults[0].line == 1


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    """A missing file and a folder are refused with their reason."""
    for name, reason in (("none", "There is no such file."), ("", "This is a folder.")):
        path = str(tmp_path / name)
        with pytest.raises(TocError) as caught:
            read_vocabulary(path)
        assert str(caught.value).startswith(f"{tmp_path}")
        assert reason in str(caught.value)
