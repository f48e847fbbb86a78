from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.kumu.loopback import Site, leave_proxies
from tests.sync.small_office import made_project, made_theory
from toc.errors import FormError, LimitError, NotFoundError, UnreadableError
from toc.kumu.document import read_document
from toc.kumu.limits import Limits
from toc.sync.pulling import Origin, Traits, document_of, pull, traits_of
from toc.sync.state import PulledFile, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMITS = Limits()
TRAITS = Traits(frozenset({"our street"}), frozenset({"elem-known"}))
PROJECT = made_project()


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    leave_proxies(monkeypatch)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def put(folder: Path, name: str, content: bytes, age: int) -> Path:
    """A file that was downloaded so many seconds ago."""
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    return path


def project(name: str, *ids: str) -> bytes:
    elements = [{"_id": own, "attributes": {"label": own}} for own in ids]
    data = {"name": name, "defaultMap": None, "attributes": [], "elements": elements}
    return json.dumps(data | {"connections": [], "maps": [], "perspectives": []}).encode()


def newest(folder: Path, *own: Path) -> str:
    (found,) = pull(Origin(folder=str(folder)), None, LIMITS, TRAITS, own).files
    return found.name


def test_newest_of_the_project(tmp_path: Path) -> None:
    """Of a folder the newest export of this project is taken, not the newest file."""
    put(tmp_path, "old.json", project("Our street"), 300)
    wanted = put(tmp_path, "street (1).JSON", project("our Street"), 200)
    put(tmp_path, "other.json", project("Another project"), 100)
    put(tmp_path, "blueprint.json", b'{"name": "Our street", "elements": []}', 90)
    put(tmp_path, "list.json", b"[1, 2]", 80)
    put(tmp_path, "half.json", PROJECT[:200], 70)
    put(tmp_path, "our-street.txt", PROJECT, 60)
    (tmp_path / "folder.json").mkdir()
    assert newest(tmp_path) == str(wanted)


def test_known_by_ids(tmp_path: Path) -> None:
    """A project with another name is known by ids of Kumu that the theory records."""
    wanted = put(tmp_path, "a.json", project("Renamed", "elem-new", "elem-known"), 10)
    put(tmp_path, "b.json", project("Another", "elem-other"), 5)
    assert newest(tmp_path) == str(wanted)


def test_our_own_files(tmp_path: Path) -> None:
    """What sync itself has published into the folder is never taken for Kumu's."""
    ours = put(tmp_path, "theory.restore.json", project("Our street"), 0)
    wanted = put(tmp_path, "export.json", project("Our street"), 100)
    assert newest(tmp_path, ours) == str(wanted)


def test_passed_over(tmp_path: Path) -> None:
    """What cannot be read, a download that is not finished say, is named and passed over."""
    put(tmp_path, "half.json", PROJECT[:200], 0)
    put(tmp_path, "export.json", project("Our street"), 100)
    (remark,) = pull(Origin(folder=str(tmp_path)), None, LIMITS, TRAITS).remarks
    assert remark.startswith("half.json was passed over: ")


def test_none_of_this_project(tmp_path: Path) -> None:
    """Where no download fits, that is said with the project's name."""
    put(tmp_path, "other.json", project("Another project"), 100)
    with pytest.raises(NotFoundError, match=r'"our street".*--map-file'):
        newest(tmp_path)
    with pytest.raises(FormError, match="cannot be read"):
        newest(tmp_path / "nowhere")


def test_traits() -> None:
    """A project is known by the theory's name, by the last export's, and by ids of either."""
    theory = made_theory().model_copy(update={"kumu": {"ids": {"meals": "elem-1"}}})
    last = read_document(project("In Kumu", "elem-2"), "last")
    found = traits_of(theory, last)
    assert found == Traits(frozenset({"our street", "in kumu"}), frozenset({"elem-1", "elem-2"}))
    assert traits_of(theory, None).ids == {"elem-1"}


def test_web(site: Site) -> None:
    """A file on the web comes with its ETag; its address is kept as a checksum only."""
    url = site.serve(PROJECT, "/map.json?token=hush", ETag='"v1"')
    first = pull(Origin(urls=(url,)), None, LIMITS, TRAITS)
    assert (first.files[0].content, first.files[0].etag) == (PROJECT, '"v1"')
    assert "hush" not in str(first.files[0]._replace(content=b""))
    site.serve(b"", "/map.json?token=hush", status=304)
    again = pull(Origin(urls=(url,)), State(first.files, {}), LIMITS, TRAITS)
    assert (again.files, again.unchanged) == (first.files, True)
    assert site.requests[1][1]["If-None-Match"] == '"v1"'


def test_other_address(site: Site) -> None:
    """The ETag of one address is not sent to another."""
    before = PulledFile("map.json", PROJECT, "0" * 64, '"v1"')
    pull(Origin(urls=(site.serve(PROJECT),)), State((before,), {}), LIMITS, TRAITS)
    assert "If-None-Match" not in site.requests[0][1]


def test_sheet(site: Site) -> None:
    """The links to the tables of a Google Sheet as CSV are one map."""
    elements = site.serve(b"Label,Type\nMeals,Output\nTrust,Outcome\n", "/sheet?gid=0")
    connections = site.serve(b"From,To\nMeals,Trust\n", "/sheet?gid=1")
    pulled = pull(Origin(urls=(elements, connections)), None, LIMITS, TRAITS)
    found = document_of(pulled.files, LIMITS)
    assert [one.label for one in found.elements] == ["Meals", "Trust"]
    assert [(one.start, one.end) for one in found.connections] == [("Meals", "Trust")]


def test_file(tmp_path: Path) -> None:
    """A file that is named is taken whatever it is called, within the limits."""
    path = put(tmp_path, "x", PROJECT, 0)
    assert pull(Origin(map_file=str(path)), None, LIMITS, TRAITS).files[0].content == PROJECT
    with pytest.raises(LimitError):
        pull(Origin(map_file=str(path)), None, Limits(size=100), TRAITS)
    with pytest.raises(UnreadableError, match="no such file"):
        pull(Origin(map_file=str(tmp_path / "y")), None, LIMITS, TRAITS)


def test_no_map() -> None:
    """A theory in the place of a map is refused."""
    with pytest.raises(FormError, match="not a Kumu document"):
        document_of((PulledFile("t.yaml", b"toc: 1\nname: x\n"),), LIMITS)
