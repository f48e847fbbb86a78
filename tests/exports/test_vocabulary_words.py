"""Words of five languages for the roles of elements and the fields of items."""

from __future__ import annotations

import pytest

from toc.exports.vocabulary import FIELDS, Role
from toc.exports.vocabulary_words import attribute_in, role_in


@pytest.mark.parametrize(
    ("element_type", "role"),
    [
        ("Desired change", Role.OUTCOME),
        ("Strategies", Role.OUTPUT),
        ("Vision", Role.IMPACT),
        ("ERGEBNIS", Role.OUTCOME),
        ("Zwischenergebnisse", Role.OUTCOME),
        ("Maßnahme", Role.OUTPUT),
        ("Oberziel", Role.IMPACT),
        ("Wirkungsindikator", Role.MEASURE),
        ("Résultat intermédiaire", Role.OUTCOME),
        ("Indicateur de résultat", Role.MEASURE),
        ("Actividades", Role.OUTPUT),
        ("Indicador de resultado", Role.MEASURE),
        ("Ámbito", Role.DOMAIN),
        ("Canlyniad tymor hir", Role.OUTCOME),
        ("Gweithgareddau", Role.OUTPUT),
        ("Dangosydd", Role.MEASURE),
        ("Säule", Role.DIMENSION),
        ("Supervision", None),
        ("Person", None),
        ("", None),
        ("+", None),
    ],
)
def test_roles_by_words(element_type: str, role: Role | None) -> None:
    """The head of a type's name decides, where each language has it; unknown words say nothing."""
    assert role_in(element_type) is role


@pytest.mark.parametrize(
    ("field", "attribute"),
    [
        ("Einheit", "unit"),
        ("Häufigkeit", "frequency"),
        ("Indicadores", "measures"),
        ("Maes", "domain"),
        ("Volet", "dimension"),
        ("Méthode", "method"),
        ("Unit of currency", None),
        ("colour", None),
    ],
)
def test_attributes_by_words(field: str, attribute: str | None) -> None:
    """A field's name that is one known word suggests an attribute; longer names do not."""
    assert attribute_in(field) == attribute
    assert attribute is None or attribute in FIELDS
