from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.exports.made_maps import FORMS, Drawing, project
from tests.exports.map_part import in_any_order, map_part, whole
from tests.samples import each_sample
from toc.errors import FormError, NoOutcomesError, NotFoundError
from toc.exports.conversions import Converted, convert
from toc.exports.map_reading import read_map
from toc.exports.map_theory import theory_from_map
from toc.exports.theory_file import read_theory, write_json, write_yaml
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import Document, Form, read_document
from toc.kumu.ends import named_elements
from toc.kumu.project import scope
from toc.sources import Source, read_source

if TYPE_CHECKING:
    from pathlib import Path

    from toc.models.theory import Theory

Json = dict[str, Any]

KUMU = [Form.FLAT, Form.MAP]


def converted(source: Source, form: str, map_name: str | None = None, **more: Any) -> Converted:
    return convert(source, form, map_name=map_name, vocabulary=DEFAULT, **more)


def made(data: Json | Document) -> Source:
    content = data.to_bytes() if isinstance(data, Document) else json.dumps(data).encode()
    return Source(content, "map.json")


def joined(document: Document, name: str | None) -> list[tuple[str, str, str, str]]:
    """The labels of what each connection on the map joins, with its type and direction."""
    part = scope(document, name)
    here = {one.place for one in part.elements}
    named = {
        key: one for key, one in named_elements(document.elements).items() if one.place in here
    }
    return [
        (named[one.start].label, named[one.end].label, one.type, one.direction)
        for one in part.connections
        if one.start in named and one.end in named
    ]


@each_sample()
@pytest.mark.parametrize("form", KUMU)
@pytest.mark.parametrize("name", [None, "all"])
def test_samples(sample: Path, form: Form, name: str | None) -> None:
    """Every sample converts to both blueprints: the same elements, labels, types, connections."""
    content = sample.read_bytes()
    before = read_document(content, sample.name)
    after = read_document(converted(Source(content, sample.name), form, name).content, "after.json")
    wanted = scope(before, name).elements
    assert [(one.label, one.type) for one in after.elements] == [
        (one.label, one.type) for one in wanted
    ]
    for old, new in zip(wanted, after.elements, strict=True):
        lost = old.fields.keys() - new.fields.keys()
        assert lost <= {"id", "metrics::last", "type"}
        assert {key: old.fields[key] for key in new.fields if key != "id"} == {
            key: value for key, value in new.fields.items() if key != "id"
        }
    assert joined(after, None) == joined(before, name)
    assert after.form is form or not after.elements


@each_sample()
def test_samples_in_their_own_form(sample: Path) -> None:
    """To the form that it has already every sample gives its own bytes, but for the flat form."""
    source = Source(sample.read_bytes(), sample.name)
    form = source.document.form
    found = converted(source, form)
    assert found.content == source.content or form is Form.FLAT
    again = converted(Source(found.content, "again.json"), form)
    assert again.content == found.content


@pytest.mark.parametrize("form", [Form.FLAT, Form.MAP, Form.PROJECT])
def test_bundled(form: Form) -> None:
    """The bundled theory goes through every form of Kumu and comes back as what maps can hold."""
    source = read_source("equal-care")
    theory = source.theory().theory
    found = converted(source, form)
    document = read_document(found.content, "map.json")
    assert document.form is form
    back = whole(theory_from_map(read_map(document, DEFAULT)).theory)
    if form is Form.PROJECT:
        assert back["own"].pop("name") == theory.name
        back = in_any_order(back | {"own": back["own"] | {"name": None}})
        assert back == in_any_order(map_part(theory))
    else:
        assert back == map_part(theory)
    assert "what is said about themes and voices: 10" in found.left_out


def small() -> Drawing:
    drawing = Drawing().element("Trust", "Outcome", Owner="Ada").element("Talks", "Output")
    return drawing.join("Talks", "Trust").element("Ada", "Person")


@pytest.mark.parametrize("form", FORMS)
def test_to_a_theory(form: str) -> None:
    """A map becomes a theory file, in YAML or JSON, and what stays in the map is told."""
    source = made(small().document(form))
    yaml, as_json = converted(source, "theory"), converted(source, "json")
    theory = read_theory(yaml.content, "theory.yaml")
    assert read_theory(as_json.content, "theory.json") == theory
    assert yaml.content.startswith(b"toc:")
    assert as_json.content.startswith(b"{")
    assert [one.label for one in theory.outcomes] == ["Trust"]
    assert yaml.left_out == ["field owner: 1"]
    assert "elements without a role, by type: Person (1)" in yaml.warnings


def test_to_a_theory_without_outcomes() -> None:
    """A map in which nothing is an outcome gives no theory, but it gives blueprints."""
    source = made(Drawing().element("Trust", "Value").document())
    with pytest.raises(NoOutcomesError):
        converted(source, "theory")
    assert b"Trust" in converted(source, Form.MAP).content


def test_theories() -> None:
    """A theory in the form it has gives the same bytes; in the other it says the same."""
    theory: Theory = read_source("equal-care").theory().theory
    yaml, as_json = write_yaml(theory), write_json(theory)
    spaced = b"# by hand\n" + yaml
    assert converted(Source(spaced, "t.yaml"), "theory").content == spaced
    assert converted(Source(as_json, "t.json"), "json").content == as_json
    assert converted(Source(spaced, "t.yaml"), "json").content == as_json
    assert converted(Source(as_json, "t.json"), "theory").content == yaml


def test_own_form() -> None:
    """Kumu's own forms give the same bytes; the flat one is written as Kumu documents it."""
    drawing = small()
    for form, shape in ((Form.MAP, "nested"), (Form.PROJECT, "project")):
        source = made(drawing.document(shape))
        assert converted(source, form) == Converted(source.content, [], [])
    flat = converted(made(drawing.document("capitalised")), Form.FLAT).content
    assert json.loads(flat)["elements"][0] == {"label": "Trust", "type": "Outcome", "Owner": "Ada"}


def test_one_map() -> None:
    """One map of a project is taken by name, and a project is not exported by map."""
    source = made(project(small().nested(), {"Main": {"Trust"}, "Other": {"Talks"}}))
    for form in KUMU:
        found = converted(source, form, "Other")
        assert [one.label for one in read_document(found.content, "m").elements] == ["Talks"]
        assert found.left_out[0].startswith('2 elements, 1 connection not on the map "Other"')
    with pytest.raises(NotFoundError, match="exported whole"):
        converted(source, Form.PROJECT, "Other")
    with pytest.raises(NotFoundError, match='no map "Third"'):
        converted(source, Form.FLAT, "Third")


def test_no_project_of_a_blueprint() -> None:
    """A blueprint does not hold what a full project does, and the message says what to do."""
    with pytest.raises(NotFoundError, match="not a full project"):
        converted(made(small().document()), Form.PROJECT)


def test_private_fields() -> None:
    """Private fields stay behind unless they are asked for."""
    data = project(small().nested(), {"Main": None})
    data["attributes"] = [{"name": "Owner", "private": True}]
    assert b"Owner" not in converted(made(data), Form.FLAT).content
    assert b'"Owner": "Ada"' in converted(made(data), Form.FLAT, include_private=True).content


def test_warnings() -> None:
    """What is odd about a map is told whatever it becomes."""
    source = made(small().join("Talks", "Nobody").document())
    for form in (*KUMU, "theory"):
        warnings = "\n".join(converted(source, form).warnings)
        assert 'connection ends that lead to nothing: 1 ("a connection → Nobody")' in warnings


def test_no_document() -> None:
    """What is neither theory nor map is refused."""
    with pytest.raises(FormError):
        converted(Source(b'{"nodes": []}', "x.json"), Form.FLAT)
