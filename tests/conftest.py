"""How all tests run: generated cases have no time limit, since machines are busy at times."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("toc", deadline=None)
settings.load_profile("toc")
