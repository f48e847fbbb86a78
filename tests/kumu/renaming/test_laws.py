"""Laws of renaming, over real projects and over views made for the purpose."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kumu.renaming.made_projects import project_with
from tests.kumu.selectors.selector_texts import selectors
from tests.kumu_documents import kumu_files
from tests.samples import each_sample
from toc.errors import TocError
from toc.kumu.document import read_document
from toc.kumu.renaming.fields_check import OWN_FIELDS
from toc.kumu.renaming.known_names import known_names
from toc.kumu.renaming.plan import Wish
from toc.kumu.renaming.renamed import renamed
from toc.kumu.selectors.matching import Matcher
from toc.kumu.views.project_views import read_views
from toc.kumu.views.references import references
from toc.kumu.views.selecting import every_selector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kumu_documents import Written
    from toc.kumu.document import Document
    from toc.kumu.renaming.renamed import Renamed

UNUSED = "Quite Unused"
_EACH = 4


def own_names(document: Document) -> Iterator[tuple[Wish, str]]:
    """Renamings of a document's own names to an unused one, and each old name."""
    names = known_names(document)
    types = list(dict.fromkeys(one for found in names.types.values() for one in found))
    labels = [
        (f"#{name}", one.label)
        for one in names.items
        if one.label and (name := one.system_id or one.assigned_id)
    ]
    for old in types:
        yield Wish("type", f"{old}={UNUSED}"), old
    for old in islice(names.tags, _EACH):
        yield Wish("tag", f"{old}={UNUSED}"), old
    for old in (name for low, name in names.fields.items() if low not in OWN_FIELDS):
        yield Wish("field", f"{old}={UNUSED}"), old
    for old in names.views:
        yield Wish("view", f"{old}={UNUSED}"), old
    for mark, old in labels[:: max(1, len(labels) // _EACH)]:
        yield Wish("label", f"{mark}={UNUSED}"), old


def picked(document: Document) -> list[frozenset[tuple[str, int]] | None]:
    """What every selector of every view picks; None for one that cannot be read."""
    matcher = Matcher(document.elements, document.connections, document.loops)
    return [
        frozenset((one.kind, one.place) for one in matcher.select(one.tree)) if one.tree else None
        for view in read_views(document).all
        for one in every_selector(view.sheet)
    ]


def in_views(found: Renamed) -> list[tuple[str, str]]:
    """View and place of everything that was changed in a view."""
    changed = (one.place for one in found.changed)
    return [(one.name, one.spot) for one in changed if one.kind == "view" and one.spot != "name"]


@each_sample()
def test_names_of_samples(sample: Path) -> None:
    """Every name of a real project can be changed, and back again every byte is as it was.

    Selectors pick what they picked, but for those left alone, and no view says the old name.
    """
    try:
        document = read_document(sample.read_bytes(), sample.name)
    except TocError:
        pytest.skip("no Kumu document")
    before, done = picked(document), 0
    for wish, old in own_names(document):
        found = renamed(document, [wish])
        assert {one.place for one in found.differs} <= {one.place for one in found.left}
        assert found.differs or picked(found.document) == before
        assert_unnamed(found, old)
        back = renamed(found.document, [Wish(wish.sort, f"{UNUSED}={old}")])
        assert back.document.to_bytes() == document.to_bytes(), wish
        assert in_views(back) == in_views(found) or len(old) != len(UNUSED)
        done += 1
    assert done


def assert_unnamed(found: Renamed, old: str) -> None:
    """No place of a view says the old name, but for what was left alone or is of another sort."""
    if found.renamings[0].sort not in {"type", "tag", "field"}:
        return
    naming = {"type": "value", "tag": "value", "field": "field"}[found.renamings[0].sort]
    of = {"type": " type", "tag": "tags", "field": ""}[found.renamings[0].sort]
    left = {one.text.casefold() for one in found.left}
    for view in read_views(found.document).all:
        for one in references(view.sheet):
            if one.naming == naming and one.field.lower().endswith(of):
                assert one.text.casefold() != old.casefold() or old.casefold() in left


WISHES = (
    Wish("type", "Outcome=Result"),
    Wish("type", "Output=A & B"),
    Wish("type", "Long-term outcome=outcome"),
    Wish("type", "+=Adds"),
    Wish("tag", "core=Key"),
    Wish("tag", "Year one=Year 1"),
    Wish("field", "Owner=Lead person"),
    Wish("field", "note=Owner's"),
    Wish("label", "Trust grows=More trust"),
    Wish("label", "Trust=Faith"),
    Wish("label", "Meals=Trust"),
    Wish("label", "R1=Outcome"),
)
MERGING = (Wish("type", "Long-term outcome=outcome"), Wish("label", "Meals=Trust"))
_HEADS = (
    *("outcome", "Outcome", "output", "long-term-outcome", "longtermoutcome", "outcome-connection"),
    *("leads-to-connection", "-connection", "*", "element", "loop", "undefined"),
)
_TESTS = (
    *("#trust", "#Trust-Grows", "#trustgrows", "#meals", "#elem-a", "#r1", ".core", ".year-one"),
    *("[owner]", "[!'Owner']", "[note = x]", '["owner"="ana"]', "[label^=trust]", "[label*='t']"),
    *('["element type"="Outcome"]', "[element-type=OUTCOME]", '["element type"*="outcome"]'),
    *("[element type$=come]", '["tags"="core"]', "[tags~='year one']", "[tags>core]"),
    *('["connection type"!="+"]', '["loop type"="outcome"]', "[label=Trust!]", ":orphan"),
)


@st.composite
def _own_selectors(draw: st.DrawFn) -> str:
    """Selectors full of the names of the project."""
    rows: list[str] = []
    for _ in range(draw(st.integers(1, 2))):
        parts = [
            draw(st.sampled_from((*_HEADS, "")))
            + "".join(draw(st.lists(st.sampled_from(_TESTS), min_size=1, max_size=2)))
            for _ in range(draw(st.integers(1, 2)))
        ]
        arrow = draw(st.sampled_from((" --> ", " <--> ", " --outcome--> ", " --leads-to--> ")))
        row = arrow.join(parts)
        rows.append(f":not({row})" if draw(st.booleans()) else row)
    return ", ".join(rows)


@given(selectors() | _own_selectors(), st.sampled_from(WISHES))
def test_any_selector_picks_the_same_or_is_named(selector: str, wish: Wish) -> None:
    """Whatever a selector says, it picks the same items afterwards, or the account names it.

    With a new name that nothing had, what picks something else was left alone in some place.
    """
    document = project_with(f"{selector} {{}}")
    found = renamed(document, [wish])
    if not found.differs:
        assert picked(found.document) == picked(document)
    if wish in MERGING:
        return
    assert found.left or not found.differs
    if not found.left:
        back = renamed(found.document, [_turned(wish, found.renamings[0].old)])
        assert picked(back.document) == picked(document)


@given(kumu_files(), st.data())
def test_any_file_ends_in_a_file_or_a_message(written: Written, data: st.DataObject) -> None:
    """Files of every form and in every state are renamed in, or refused with a message."""
    document = read_document(written.content, "map.json")
    wishes = [wish for wish, old in own_names(document) if old.strip()]
    if not wishes:
        return
    asked = data.draw(st.lists(st.sampled_from(wishes), min_size=1, max_size=3))
    try:
        found = renamed(document, asked)
    except TocError:
        return
    assert document.to_bytes() == written.content
    assert found.document.form is document.form
    assert len(found.document.elements) == len(document.elements)


def _turned(wish: Wish, old: str) -> Wish:
    new = wish.text.partition("=")[2]
    return Wish(wish.sort, f"{new}={old}")
