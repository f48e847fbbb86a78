from __future__ import annotations

import pytest
from pydantic import ValidationError

from toc.models.links import Claim, Link


def test_bare_id_is_a_claim() -> None:
    """What something leads to may be written as its id alone."""
    assert Claim.model_validate("trust") == Claim(to="trust")


def test_link_is_written_with_from() -> None:
    """A link on its own has a beginning, spelled `from` in files and `from_` in Python."""
    link = Link.model_validate({"from": "a", "to": "b", "mutual": "true", "polarity": "-"})
    assert link == Link(from_="a", to="b", mutual=True, polarity="-")
    assert Link.key_names()[:3] == ("from", "to", "id")


def test_link_needs_both_ends() -> None:
    """A bare id is no link: nothing says where it begins."""
    with pytest.raises(ValidationError):
        Link.model_validate("trust")
    with pytest.raises(ValidationError, match="from"):
        Link.model_validate({"to": "trust"})


@pytest.mark.parametrize(
    ("key", "value"), [("confidence", "very"), ("polarity", "±"), ("status", "stated ")]
)
def test_words_are_closed_sets(key: str, value: str) -> None:
    """Confidence, polarity and status know only their own words."""
    with pytest.raises(ValidationError, match=key):
        Claim.model_validate({"to": "trust", key: value})
