"""Theories of change that live on Kumu maps.

    import toc

    theory = toc.load("equal-care")        # a path, a URL, or a bundled theory
    print(toc.gaps(theory).summary)        # how many outcomes have a measure

Every public name is loaded on first use: `import toc` loads nothing but this file.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toc.api import diff as diff
    from toc.api import gaps as gaps
    from toc.api import load as load
    from toc.api import read as read
    from toc.api import score as score
    from toc.api import select as select
    from toc.errors import TocError as TocError
    from toc.errors import TocWarning as TocWarning
    from toc.exports.frames import to_frame as to_frame
    from toc.exports.graphs import to_networkx as to_networkx
    from toc.kumu.document import Document as Document
    from toc.models.theory import Theory as Theory

__version__ = "0.1.0"
__all__ = [
    "Document",
    "Theory",
    "TocError",
    "TocWarning",
    "__version__",
    "diff",
    "gaps",
    "load",
    "read",
    "score",
    "select",
    "to_frame",
    "to_networkx",
]

_HOMES = {
    "Document": "toc.kumu.document",
    "Theory": "toc.models.theory",
    "TocError": "toc.errors",
    "TocWarning": "toc.errors",
    "diff": "toc.api",
    "gaps": "toc.api",
    "load": "toc.api",
    "read": "toc.api",
    "score": "toc.api",
    "select": "toc.api",
    "to_frame": "toc.exports.frames",
    "to_networkx": "toc.exports.graphs",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module 'toc' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return __all__
