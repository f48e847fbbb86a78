"""How all tests run: generated cases are the same each time, and have no time limit.

`make search` tries other cases, and more of them: a fault that it finds becomes an example.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("toc", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=300)
settings.load_profile("toc")
