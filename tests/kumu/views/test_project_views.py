"""The views of a document."""

from __future__ import annotations

import pytest

from tests.kumu_documents import Json, one_map, read
from toc.errors import NotFoundError
from toc.kumu.project import read_maps
from toc.kumu.views.project_views import Views, read_views

DATA: Json = {
    "elements": [],
    "connections": [],
    "maps": [one_map("One"), one_map("Two"), one_map("Three")],
    "perspectives": [
        {"_id": "pers-1", "name": "Base & all", "style": "element {}"},
        {"_id": "pers-2", "name": "base", "style": None},
        "nonsense",
        {"_id": "pers-3"},
    ],
}
DATA["maps"][0]["defaultPerspective"] = "pers-1"
DATA["maps"][1]["defaultPerspective"] = "pers-gone"
DATA["maps"][2]["defaultPerspective"] = "pers-1"


def views() -> Views:
    return read_views(read(DATA, "m.json"))


def test_views_are_read() -> None:
    """Every view has its id, name and text; what is none is passed over."""
    assert [(one.id, one.name, one.style) for one in views().all] == [
        ("pers-1", "Base & all", "element {}"),
        ("pers-2", "base", ""),
        ("pers-3", "", ""),
    ]
    assert [str(one.sheet) for one in views().all] == ["element {}", "", ""]
    assert [one.shown_name for one in views().all] == ["Base & all", "base", "pers-3"]


@pytest.mark.parametrize(
    ("name", "found"),
    [("pers-2", "pers-2"), ("base", "pers-2"), ("BASE", "pers-2"), ("base-all", "pers-1")],
)
def test_a_view_by_name(name: str, found: str) -> None:
    """A view is found by id, by name in any case, or by the slug of its name."""
    assert views().named(name).id == found


def test_no_such_view() -> None:
    """A name that no view has is answered with those there are."""
    with pytest.raises(NotFoundError) as caught:
        views().named("other")
    assert str(caught.value) == (
        'm.json: There is no view "other". Its views are: "Base & all", "base", "pers-3".'
    )
    with pytest.raises(NotFoundError, match="has no views"):
        Views([]).named("x")


def test_which_map_opens_with_which() -> None:
    """A map opens with the view that it names, if that is there."""
    found, maps = views(), read_maps(read(DATA))
    opening = [found.opening(one) for one in maps]
    assert [one and one.id for one in opening] == ["pers-1", None, "pers-1"]
    assert [one.name for one in found.maps_of(found.all[0], maps)] == ["One", "Three"]
