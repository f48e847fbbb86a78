"""Where a source comes from, what it turns out to be, and the functions of `import toc`."""

from __future__ import annotations

import io
import json
import sys
import warnings
from datetime import date
from typing import TYPE_CHECKING

import pytest

import toc
from tests.kumu.loopback import Site, leave_proxies
from toc.errors import (
    FetchError,
    FormError,
    LimitError,
    NoOutcomesError,
    NotFoundError,
    TocWarning,
    UnreadableError,
)
from toc.kumu.document import Form
from toc.kumu.limits import Limits
from toc.sources import Source, bundled_names, read_source

if TYPE_CHECKING:
    from pathlib import Path

MAP = {
    "elements": [
        {"label": "Meals", "type": "Output"},
        {"label": "Friends", "type": "Outcome"},
        {"label": "Names known", "type": "Measure"},
    ],
    "connections": [
        {"from": "Meals", "to": "Friends"},
        {"from": "Names known", "to": "Friends"},
    ],
}
THEORY = b"""toc: 1
name: Street
outcomes:
  - {id: friends, label: Friends}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test starts in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def _refusal(source: str | Path, kind: type[UnreadableError] = UnreadableError) -> str:
    with pytest.raises(kind) as caught:
        read_source(source)
    return str(caught.value)


def test_a_path_as_text_or_object(folder: Path) -> None:
    """A source is given as text or as a path, and keeps the bytes of its file."""
    (folder / "map.json").write_text(json.dumps(MAP))
    for given in ("map.json", folder / "map.json"):
        source = read_source(given)
        assert source.content == json.dumps(MAP).encode()
        assert source.name == str(given)
        assert source.document.form is Form.FLAT


def test_bundled_theories_by_name_unless_a_path_is_there(folder: Path) -> None:
    """A bundled theory answers to its name; a path of the same name wins over it."""
    assert bundled_names() == ["equal-care"]
    assert toc.load("equal-care").name == "Equal Care Co-op"
    (folder / "equal-care").write_bytes(THEORY)
    assert toc.load("equal-care").name == "Street"


def test_no_such_file(folder: Path) -> None:
    """Where there is no such file, the message says what else could have been meant."""
    theories = "The theories that come with toc are: equal-care."
    said = f"There is no such file. Check its name and folder. {theories}"
    assert _refusal("map.json") == f"map.json: {said}"
    assert _refusal("x" * 5000).endswith("(File name too long). Check its name and folder.")
    assert "This is a folder." in _refusal(folder)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads standard input, whole and byte for byte."""
    content = b"\xef\xbb\xbf" + json.dumps(MAP).encode() + b"\r\n" + b" " * 3_000_000
    _standard_input(monkeypatch, content)
    assert read_source("-").content == content


def test_a_web_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """An http address is fetched, in whatever case it is written; what is not there is an error."""
    leave_proxies(monkeypatch)
    with Site() as site:
        url = site.serve(json.dumps(MAP).encode())
        assert [one.label for one in toc.read(url).elements][:2] == ["Meals", "Friends"]
        assert toc.load(url.replace("http", "HTTP")).outcomes[0].label == "Friends"
        secret = url.replace("http://", "http://ann:secret@")
        assert "secret" not in read_source(secret).name
        gone = site.serve(b"", path="/gone.json", status=404)
        assert "404" in _refusal(gone, FetchError)


def test_limits_on_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, and a stream that does not say its size, are refused one byte beyond the limit."""
    (folder / "theory.yaml").write_bytes(THEORY)
    exact = Limits(size=len(THEORY))
    less = Limits(size=len(THEORY) - 1)
    for source in ("theory.yaml", "-"):
        _standard_input(monkeypatch, THEORY)
        assert read_source(source, limits=exact).content == THEORY
        _standard_input(monkeypatch, THEORY)
        with pytest.raises(LimitError, match=r"larger than 63 bytes.*--limit size=BYTES"):
            read_source(source, limits=less)


def test_read_gives_the_document_to_be_changed_and_written_back(folder: Path) -> None:
    """`toc.read` gives a Kumu document; a changed value is all that changes in its bytes."""
    text = '{"elements": [{"label": "Meals",  "n": 1.50}]}\r\n'
    (folder / "map.json").write_bytes(text.encode())
    document = toc.read("map.json")
    assert document.to_bytes() == text.encode()
    document.data["elements"][0]["label"] = "Lunch"
    assert document.to_bytes() == text.replace("Meals", "Lunch").encode()


def test_read_refuses_a_theory() -> None:
    """A theory is no Kumu document; the message says how to make one of it."""
    with pytest.raises(FormError, match="toc export SOURCE --to kumu-flat"):
        toc.read("equal-care")


def test_load_reads_a_map_with_a_vocabulary(folder: Path) -> None:
    """`toc.load` takes roles and fields as plain data, and refuses what it does not know."""
    (folder / "map.json").write_text(
        json.dumps({"elements": [{"label": "Friends", "type": "Ergebnis", "Einheit": "people"}]})
    )
    with pytest.raises(NoOutcomesError, match="Ergebnis"):
        toc.load("map.json")
    theory = toc.load("map.json", vocabulary={"roles": {"outcome": "Ergebnis"}})
    assert [one.label for one in theory.outcomes] == ["Friends"]
    with pytest.raises(NotFoundError, match=r"vocabulary: roles\.outcmoe: There is no role"):
        toc.load("map.json", vocabulary={"roles": {"outcmoe": "Ergebnis"}})


def test_load_warns_of_what_is_odd(folder: Path) -> None:
    """What is odd about a map is a `TocWarning` that points at the caller; the theory is whole."""
    odd = {**MAP, "connections": [{"from": "Meals", "to": "Nobody"}]}
    (folder / "map.json").write_text(json.dumps(odd))
    with pytest.warns(TocWarning, match="Nobody") as caught:
        theory = toc.load("map.json")
    assert caught[0].filename == __file__
    assert len(theory.outcomes) == 1


def test_load_of_a_clean_source_is_silent(folder: Path) -> None:
    """A map or theory without oddities gives no warning."""
    (folder / "map.json").write_text(json.dumps(MAP))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(toc.load("map.json").measures) == 1
        assert len(toc.load("equal-care").outcomes) == 27


def test_a_map_that_is_asked_for_has_to_be_there(folder: Path) -> None:
    """The name of a map that a document does not have is an error, not another map."""
    (folder / "map.json").write_text(json.dumps(MAP))
    with pytest.raises(NotFoundError, match='There is no map "Overview"'):
        toc.load("map.json", map="Overview")


def test_gaps_of_a_loaded_theory_agree_with_the_outline_of_its_map(folder: Path) -> None:
    """`toc.gaps` judges on the day it is given, and says what the quick way says."""
    (folder / "map.json").write_text(json.dumps(MAP))
    coverage = toc.gaps(toc.load("map.json"), today=date(2026, 11, 21))
    assert coverage.today == date(2026, 11, 21)
    assert coverage.summary == (1, 1, 0, 0, 0)
    outline, remarks = read_source("map.json").outline()
    assert remarks == []
    assert [one.label for one in outline.outcomes] == [one.label for one in coverage.outcomes]


def test_gaps_judge_by_the_clock_and_the_number_of_people_given() -> None:
    """Without a day `toc.gaps` takes today's; the smallest sample can be given."""
    coverage = toc.gaps(toc.load("equal-care"), minimum_n=3)
    assert coverage.minimum_n == 3
    assert abs((coverage.today - date.today()).days) <= 1  # noqa: DTZ011 - as the function does


def test_select_takes_a_path_a_document_or_a_theory(folder: Path) -> None:
    """Whatever is asked, a selector picks its items, in the order of the document."""
    (folder / "map.json").write_text(
        '{"elements": [{"label": "B", "type": "Output"}, {"label": "A", "type": "Outcome"}],'
        ' "connections": [{"from": "B", "to": "A"}]}'
    )
    for source in ("map.json", folder / "map.json", toc.read("map.json"), toc.load("map.json")):
        found = toc.select(source, "outcome, output --> outcome")
        assert [item.label for item in found] == ["B", "A"]
        assert [item.kind for item in toc.select(source, ":to(#a)")] == ["connection"]
    with pytest.raises(toc.TocError, match="At column 2"):
        toc.select("map.json", "a)")


def test_what_is_no_text_is_not_called_a_theory() -> None:
    """Where a map is wanted, a picture or a program is called what it is."""
    with pytest.raises(UnreadableError, match="not UTF-8 text"):
        _ = Source(bytes(range(1, 256)) * 8, "picture.json").document
    with pytest.raises(FormError, match="a theory, not a Kumu document"):
        _ = Source("\ufefftoc: 1\noutcomes: []\n".encode("utf-16"), "t.yaml").document
