"""`toc merge`: whole answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

BASE = """{
  "elements": [
    {"_id": "elem-a", "attributes": {"label": "Meals", "owner": "Ana", "budget": 1.50}},
    {"_id": "elem-b", "attributes": {"label": "Trust"}}
  ],
  "connections": [],
  "maps": []
}
"""
CONFLICTS = """\
1 conflict left open.

Element "Meals" #elem-a
  owner
    base    Ana
    ours    Bo
    theirs  Cy
"""
CSV = "kind,id,label,what,base,ours,theirs,winner\r\nelement,elem-a,Meals,owner,Ana,Bo,Cy,\r\n"
THREE = ("base.json", "ours.json", "theirs.json")


@pytest.fixture
def three(folder: Path) -> tuple[str, ...]:
    """A base and two files that disagree on one owner, and each have something more."""
    ours = BASE.replace("Ana", "Bo").replace('"Trust"', '"Trust grows"')
    theirs = BASE.replace("Ana", "Cy").replace("Meals", "Street meals")
    for name, text in zip(THREE, (BASE, ours, theirs), strict=True):
        (folder / name).write_text(text)
    return THREE


def test_what_does_not_clash_is_merged(toc: Toc, folder: Path, three: tuple[str, ...]) -> None:
    """The result is printed or written, nothing is said, and the status is 0."""
    (folder / three[1]).write_text(BASE.replace('"Trust"', '"Trust grows"'))
    expected = (
        BASE.replace('"Trust"', '"Trust grows"')
        .replace("Ana", "Cy")
        .replace("Meals", "Street meals")
    )
    ended = toc("merge", *three)
    assert (ended.status, ended.out, ended.err) == (0, expected, "")
    ended = toc("merge", *three, "-o", three[1])
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert (folder / three[1]).read_text() == expected


def test_open_conflicts(toc: Toc, folder: Path, three: tuple[str, ...]) -> None:
    """They are listed, written beside the result, decided on, and gone."""
    ended = toc("merge", *three, "-o", "new.json")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err == (
        f"{CONFLICTS}\nWritten to new.json.conflicts.json. Say there who wins each, and run the "
        "same command with\n  --resolve new.json.conflicts.json\n"
    )
    assert '"owner": "Ana", "budget": 1.50' in (folder / "new.json").read_text()
    path = folder / "new.json.conflicts.json"
    listed = json.loads(path.read_text())
    assert listed["conflicts"] == [
        {
            "kind": "element",
            "id": "elem-a",
            "label": "Meals",
            "what": "owner",
            "at": ["elements", "elem-a", "attributes", "owner"],
            "base": "Ana",
            "ours": "Bo",
            "theirs": "Cy",
            "take": None,
        }
    ]
    for take, owner in (("theirs", "Cy"), ({"value": "Di"}, "Di")):
        listed["conflicts"][0]["take"] = take
        path.write_text(json.dumps(listed))
        ended = toc("merge", *three, "--resolve", path.name, "-o", "new.json")
        assert ended.status == 0
        assert f'"owner": "{owner}"' in (folder / "new.json").read_text()


def test_a_decision_is_kept_while_others_are_open(
    toc: Toc, folder: Path, three: tuple[str, ...]
) -> None:
    """The file of conflicts holds what was decided so far."""
    for name in three[1:]:
        path = folder / name
        path.write_text(path.read_text().replace("1.50", f"{len(name)}.50"))
    toc("merge", *three, "-o", "new.json")
    path = folder / "new.json.conflicts.json"
    path.write_text(path.read_text().replace('"take": null', '"take": {"value": "Di"}', 1))
    ended = toc("merge", *three, "--resolve", path.name, "-o", "new.json")
    assert ended.status == 1
    assert ended.err.startswith("1 conflict left open, 1 settled.\n")
    assert [one["take"] for one in json.loads(path.read_text())["conflicts"]] == [
        {"value": "Di"},
        None,
    ]
    assert '"theirs": 11.50' in path.read_text()


def test_printed_with_conflicts(toc: Toc, three: tuple[str, ...]) -> None:
    """Without -o there is no place for the file of conflicts, and that is said."""
    ended = toc("merge", *three)
    assert ended.status == 1
    assert json.loads(ended.out)["elements"][0]["attributes"]["owner"] == "Ana"
    assert ended.err == f"{CONFLICTS}\nWith -o FILE they are written beside it, to be decided on.\n"


def test_a_preference(toc: Toc, three: tuple[str, ...]) -> None:
    """Conflicts are listed with who won, and the status is 0."""
    ended = toc("merge", *three, "--prefer", "theirs")
    assert ended.status == 0
    assert '"owner": "Cy"' in ended.out
    assert ended.err.startswith("1 conflict settled.\n")
    assert "owner (theirs stands)" in ended.err


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("text", CONFLICTS),
        ("csv", CSV),
    ],
)
def test_only_the_conflicts(toc: Toc, three: tuple[str, ...], form: str, expected: str) -> None:
    """A dry run lists them and writes nothing."""
    ended = toc("merge", *three, "--dry-run", "--format", form)
    assert (ended.status, ended.err) == (1, "")
    assert ended.out.replace("\r\n", "\n") == expected.replace("\r\n", "\n")


def test_the_conflicts_as_json(toc: Toc, three: tuple[str, ...]) -> None:
    """With a schema number; the winner is null while a conflict is open."""
    found = json.loads(toc("merge", *three, "--dry-run", "--format", "json").out)
    assert found["schema"] == 1
    assert [(one["what"], one["winner"]) for one in found["conflicts"]] == [("owner", None)]


def test_theory_files_are_merged(toc: Toc, folder: Path) -> None:
    """Three theory files are merged as such, and keep their comments."""
    base = (
        "toc: 1\nname: T\n# what we do\noutcomes:\n  - {id: a, label: A}\n  - {id: b, label: B}\n"
    )
    texts = (base, base.replace("label: A", "label: Ours"), base.replace("label: B", "label: New"))
    for name, text in zip("bot", texts, strict=True):
        (folder / f"{name}.yaml").write_text(text)
    ended = toc("merge", "b.yaml", "o.yaml", "t.yaml")
    assert ended.status == 0
    assert ended.out == base.replace("label: A", "label: Ours").replace("label: B", "label: New")


def test_comments_that_were_not_carried(toc: Toc, folder: Path) -> None:
    """They are named, with their lines, beside the result and in JSON; the status stays 0."""
    base = "toc: 1\noutcomes:\n  - {id: a, label: A}\n  - {id: b, label: B}\n"
    ours = base.replace("  - {id: b, label: B}\n", "")
    theirs = base.replace("B}", "B}  # why").replace("A}", "A}  # new")
    for name, text in zip("bot", (base, ours, theirs), strict=True):
        (folder / f"{name}.yaml").write_text(text)
    ended = toc("merge", "b.yaml", "o.yaml", "t.yaml")
    assert (ended.status, ended.out) == (0, ours.replace("A}", "A}  # new"))
    assert ended.err == "Comments of t.yaml that were not carried: 1\n  line 4: # why\n"
    ended = toc("merge", "b.yaml", "o.yaml", "t.yaml", "--dry-run", "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    assert json.loads(ended.out)["comments_not_carried"] == [
        {"side": "theirs", "line": 4, "text": "# why"}
    ]


def test_what_was_changed_of_a_thing_that_the_other_removed(toc: Toc, folder: Path) -> None:
    """The conflict shows the changes, not the whole thing cut off before them."""
    text = BASE.replace("1.50", '1.50, "description": "One two three four five six seven eight"')
    changed = text.replace("seven", "nine").replace('"Ana"', '["Ana", "Bo"]')
    start, end = text.index('    {"_id": "elem-a"'), text.index('    {"_id": "elem-b"')
    removed = text[:start] + text[end:]
    for name, one in zip("bot", (text, changed, removed), strict=True):
        (folder / f"{name}.json").write_text(one)
    ended = toc("merge", "b.json", "o.json", "t.json", "--dry-run")
    assert ended.out == (
        '1 conflict left open.\n\nElement "Meals" #elem-a\n'
        "  removed on one side, changed on the other\n"
        '    ours    owner: Ana -> ["Ana","Bo"]\n'
        "            description: …five six seven eight -> …five six nine eight\n"
        "    theirs  removed\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-", "-", "x"), "Only one of the three can be standard input."),
        ((*THREE, "--map", "m"), "Documents are merged whole: leave --map and --focus out."),
        ((*THREE, "--format", "csv"), "--format goes with --dry-run"),
        ((THREE[0], THREE[1], "none.json"), "none.json"),
        ((THREE[0], THREE[1], "equal-care"), "equal-care: This is a theory file, and not all"),
        ((*THREE, "--resolve", THREE[0]), "base.json: This is no file of conflicts."),
        ((*THREE, "--dry-run", "-o", THREE[0]), "is the file that is read"),
    ],
)
def test_what_cannot_be_merged(
    toc: Toc, three: tuple[str, ...], arguments: tuple[str, ...], said: str
) -> None:
    """One message, status 2, and nothing printed."""
    assert three == THREE
    ended = toc("merge", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"take": "ours"}, 'This conflict has no "at"'),
        ({"at": ["a"], "take": "mine"}, "What is to be taken is"),
        ({"at": ["a"], "take": {"value": 1, "other": 2}}, "What is to be taken is"),
    ],
)
def test_a_file_of_conflicts_that_was_spoilt(
    toc: Toc, folder: Path, three: tuple[str, ...], entry: object, said: str
) -> None:
    """It is said which entry is wrong, and nothing is merged."""
    (folder / "c.json").write_text(json.dumps({"schema": 1, "conflicts": [entry]}))
    ended = toc("merge", *three, "--resolve", "c.json")
    assert ended.status == 2
    assert said in ended.err
    assert "c.json: conflicts[0]" in ended.err
