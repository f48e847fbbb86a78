"""A scrubbed file gives nothing away, and all else in it is byte for byte what it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.samples import each_sample
from toc.errors import UnreadableError
from toc.kumu.scrubbing import KINDS, Removal, Scrubbed, scrub_json, scrub_text

if TYPE_CHECKING:
    from pathlib import Path

LINK = "https://embed.kumu.io/02857227bfe29cf35ed5ebd3a2417642"
GONE = "https://embed.kumu.io/removed"


def _project(**more: Any) -> bytes:
    data = {
        "version": 1,
        "attributeRelevance": {"output": ["Salary", "Owner"]},
        "attributes": [
            {"_id": "attr-1", "name": "Owner", "private": False, "values": []},
            {"_id": "attr-2", "name": "Salary", "private": True, "values": ["30000"]},
        ],
        "elements": [
            {"_id": "elem-1", "attributes": {"label": "Meals", "salary": "30000", "owner": "Ana"}},
            {"_id": "elem-2", "attributes": {"label": "ann@example.org", "salary": None}},
        ],
        "connections": [],
        "maps": [{"_id": "map-1", "name": "Our map", "description": f"Share: {LINK} and {LINK}"}],
        "perspectives": [
            {"_id": "pers-1", "name": "Main", "style": f'@settings {{ x: "{LINK}" }}'}
        ],
    }
    return json.dumps(data | more).encode()


def test_tokens_emails_and_private_fields_go_and_the_rest_stays() -> None:
    """Share links go from maps and views, addresses from texts, fields with their choices."""
    content = _project()
    found = scrub_json(content, "map.json")
    expected = (
        content.replace(LINK.encode(), GONE.encode())
        .replace(b"ann@example.org", b"(e-mail removed)")
        .replace(b'"salary": "30000", ', b"")
        .replace(b', "salary": null', b"")
        .replace(
            b', {"_id": "attr-2", "name": "Salary", "private": true, "values": ["30000"]}', b""
        )
        .replace(b'"Salary", ', b"")
    )
    assert found.content == expected
    assert found.removals == (
        Removal("private", 'field "Salary"', "", "the values of 1 item", 1),
        Removal("e-mail", 'element "(e-mail removed)"', "label", "a…@e…", 1),
        Removal("token", 'map "Our map"', "description", "embed.kumu.io/0285…", 2),
        Removal("token", 'view "Main"', "style", "embed.kumu.io/0285…", 1),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_be_kept(kind: str) -> None:
    """What is not asked for stays, byte for byte."""
    content = _project()
    found = scrub_json(content, "map.json", [one for one in KINDS if one != kind])
    kept = {"token": LINK, "e-mail": "ann@example.org", "private": '"salary": "30000"'}
    for one, text in kept.items():
        assert (text.encode() in found.content) is (one == kind)


def test_numbers_escapes_and_order_survive() -> None:
    """Where something is removed, numbers beside it keep their spelling and escapes theirs."""
    content = (
        '\ufeff{"elements":[{"label":"caf\\u00e9","w":1.50,"ann@example.org":1e5}],\r\n"x":-0}'
    )
    found = scrub_json(content.encode(), "map.json")
    assert found.content.decode() == content.replace("ann@example.org", "(e-mail removed)")
    (removal,) = found.removals
    assert removal.where == 'element "café"'


def test_two_keys_never_become_one() -> None:
    """Two fields named by addresses stay two fields."""
    content = b'{"elements": [{"label": "A", "ann@x.org": 1, "bob@x.org": 2}]}'
    data = json.loads(scrub_json(content, "map.json").content)
    assert sorted(value for key, value in data["elements"][0].items() if key != "label") == [1, 2]


def test_a_text_is_scrubbed_line_by_line() -> None:
    """A theory in YAML keeps its lines, and is told of by their numbers."""
    content = b"toc: 1\r\nname: Ours\r\nowner: ann@example.org  # a@b.org a@b.org\r\n"
    found = scrub_text(content, "theory.yaml")
    gone = b"(e-mail removed)"
    assert found.content == content.replace(b"ann@example.org", gone).replace(b"a@b.org", gone)
    assert [(one.where, one.times) for one in found.removals] == [("line 3", 1), ("line 3", 2)]


def test_clean_files_are_given_back_as_they_are() -> None:
    """Where there is nothing to remove the very same bytes come back."""
    content = b'{ "elements" : [ ] ,"connections":[]}'
    assert scrub_json(content, "map.json") == Scrubbed(content, ())
    assert scrub_text(b"a,b\n", "x.csv") == Scrubbed(b"a,b\n", ())


@pytest.mark.parametrize(
    ("data", "where", "field"),
    [
        ("ann@x.org", "project", ""),
        (["ann@x.org"], "project", "[1]"),
        ({"elements": {"a": "ann@x.org"}}, "project", "elements.a"),
        ({"elements": [1, "ann@x.org"]}, 'element "number 2"', ""),
        ({"maps": [["ann@x.org"]]}, 'map "number 1"', "[1]"),
        (
            {"loops": [{"attributes": {"id": 7, "ends": [{"x": "ann@x.org"}]}}]},
            'loop "7"',
            "ends[1].x",
        ),
        ({"Settings": {"who": "ann@x.org"}}, "project", "Settings.who"),
    ],
)
def test_odd_files_are_scrubbed_as_well(data: Any, where: str, field: str) -> None:
    """Whatever shape a file has, its texts are found, and the place is said."""
    found = scrub_json(json.dumps(data).encode(), "map.json")
    assert b"ann@" not in found.content
    (removal,) = found.removals
    assert (removal.where, removal.field) == (where, field)


@pytest.mark.parametrize(
    "data",
    [
        {"attributes": [1, None, {"private": True}], "elements": [1, {"attributes": None}]},
        {"attributes": [{"private": True, "name": 3}], "elements": [{"attributes": {"3": 1}}]},
        {"attributes": [{"private": "yes", "name": "A"}], "elements": [{"A": 1}]},
        {"attributeRelevance": {"x": [1], "y": 3}, "attributes": 3, "elements": None},
    ],
)
def test_odd_definitions_hide_nothing(data: Any) -> None:
    """A definition without a name, or that is not plainly private, takes no value away."""
    content = json.dumps(data).encode()
    assert json.loads(scrub_json(content, "map.json").content).get("elements") == data["elements"]


def test_what_is_no_json_is_said_to_be_none() -> None:
    """A broken file is refused before anything is looked for."""
    with pytest.raises(UnreadableError):
        scrub_json(b'{"elements": [', "map.json")


@each_sample()
def test_samples_come_back_clean(sample: Path) -> None:
    """Every sample can be scrubbed; done again nothing is found and no byte changes."""
    found = scrub_json(sample.read_bytes(), sample.name)
    assert scrub_json(found.content, sample.name) == Scrubbed(found.content, ())
    if not found.removals:
        assert found.content == sample.read_bytes()
