"""Theories of change that live on Kumu maps.

Every public name is loaded on first use: `import toc` loads nothing but this file.
"""

__version__ = "0.1.0"
__all__: list[str] = []
