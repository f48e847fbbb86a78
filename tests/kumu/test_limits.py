from __future__ import annotations

import dataclasses

import pytest

from toc.kumu.limits import Limits


def test_limits_are_those_that_are_promised() -> None:
    """What is read without a flag: 1 GB, depth 100, 256 MB and 30 s by network, 64 MB of YAML."""
    assert dataclasses.asdict(Limits()) == {
        "size": 1_000_000_000,
        "depth": 100,
        "download": 256_000_000,
        "seconds": 30.0,
        "yaml": 64_000_000,
        "aliases": 10_000,
        "unpacked": 1_000_000_000,
        "cells": 50_000_000,
    }


def test_limits_cannot_be_changed_on_the_way() -> None:
    """A limit is lifted by making other limits."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Limits().depth = 5  # type: ignore[misc] # what mypy forbids is the point
