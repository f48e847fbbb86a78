"""The pages of the small server that are not the map itself: plain HTML that needs nothing else."""

from __future__ import annotations

__all__ = ["index_page", "trouble_page"]

from html import escape

from toc.exports.html_page import html_page
from toc.exports.legible import legible

_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; padding: 1rem; max-width: 44rem; background: #fff; color: #1b1b1b;
  font: 1.0625rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; }
a { color: #0b4f9c; }
a:focus-visible { outline: 3px solid #1b1b1b; outline-offset: 2px; }
.address { font: 1.0625rem/1.5 ui-monospace, monospace; padding: 0.5rem; border: 1px solid #767676;
  user-select: all; }
.trouble { padding: 0.5rem; border: 2px solid #1b1b1b; }
"""
_NOT_THERE = (
    "Kumu cannot read it at this address: its pages are encrypted (https), and browsers do not let "
    "them read what is not, except on one's own computer. For Kumu, publish the file on the web."
)
_HOW = (
    "In Kumu: the green + button, <em>Import</em>, <em>Link map to remote JSON</em>. Your browser "
    "will ask whether kumu.io may read an address on this computer, and other people's browsers "
    "cannot: for them publish the file on the web."
)


def index_page(
    title: str, address: str, read_at: str, trouble: str | None = None, *, for_kumu: bool = True
) -> str:
    """The first page: the address to paste into Kumu, and where the other pages are.

    `address` is that of the blueprint, `read_at` when the source was read, `trouble` why what is
    shown is older than the file, `for_kumu` whether pages of Kumu can read that address.
    """
    parts = [
        f"<p>Read at {escape(read_at)}.</p>",
        f"<h2>{'The address to paste into Kumu' if for_kumu else 'The address of the map'}</h2>",
        f'<p class="address">{escape(address)}</p>',
        f"<p>{_HOW if for_kumu else _NOT_THERE}</p>",
        "<h2>More</h2>",
        '<ul><li><a href="map.json">The map as Kumu reads it (JSON)</a></li>',
        '<li><a href="coverage">Which outcomes are measured</a></li>',
        '<li><a href="health">Whether all is well (JSON)</a></li></ul>',
    ]
    if trouble is not None:
        said = f"The file has changed and cannot be read, so this is the last good one. {trouble}"
        parts.insert(0, f'<p class="trouble" role="status">{escape(legible(said))}</p>')
    return _page(title or "A map", parts)


def trouble_page(title: str, trouble: str) -> str:
    """A page that says why nothing can be said."""
    return _page(title or "A map", [f'<p class="trouble">{escape(legible(trouble))}</p>'])


def _page(title: str, parts: list[str]) -> str:
    shown = escape(legible(title))
    return html_page(shown, _STYLE, [f"<h1><bdi>{shown}</bdi></h1>", *parts])
