"""What `import toc` offers, and whether what its documentation shows is so."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import toc

_MODULES = sorted(
    one.name for one in pkgutil.walk_packages(toc.__path__, "toc.") if one.name != "toc.__main__"
)


def test_public_names_are_sorted_and_each_can_be_imported() -> None:
    """`__all__` is sorted, `dir` shows the same, and every name leads to something of its own."""
    assert toc.__all__ == sorted(toc.__all__)
    assert dir(toc) == toc.__all__
    found = [getattr(toc, name) for name in toc.__all__]
    assert len(set(map(id, found))) == len(toc.__all__)


def test_public_names_lead_to_what_carries_them() -> None:
    """A class or function is called as its public name says, and has a docstring."""
    for name in set(toc.__all__) - {"__version__"}:
        found = getattr(toc, name)
        assert found.__name__ == name
        assert found.__doc__


def test_everything_can_be_imported_at_once() -> None:
    """`from toc import *` gives every public name and no other."""
    names: dict[str, object] = {}
    exec("from toc import *", names)  # noqa: S102 - a star import is no statement of a function
    assert sorted(names.keys() - {"__builtins__"}) == toc.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    """What is not public is said not to exist, as for any module."""
    with pytest.raises(AttributeError, match="module 'toc' has no attribute 'gasp'"):
        toc.gasp  # noqa: B018 - to look is the test
    assert not hasattr(toc, "Documents")


def test_the_package_says_that_it_is_typed() -> None:
    """Type checkers read the annotations of an installed toc."""
    assert (Path(toc.__path__[0]) / "py.typed").is_file()


@pytest.mark.parametrize("name", _MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    """Every example in a docstring gives what it shows."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples_to_be_true() -> None:
    """The doctests above are found at all."""
    finder = doctest.DocTestFinder()
    examples = [
        one.name
        for name in ("toc.api", "toc.models.nearest")
        for one in finder.find(importlib.import_module(name))
        if one.examples
    ]
    assert {"toc.api.load", "toc.api.gaps", "toc.models.nearest.nearest"} <= set(examples)
