"""Pages of HTML to be printed and written on: large, black on white, nothing in colour."""

from __future__ import annotations

__all__ = ["large_print_page", "shown"]

from html import escape
from typing import TYPE_CHECKING

from toc.exports.html_page import html_page
from toc.exports.legible import legible

if TYPE_CHECKING:
    from collections.abc import Iterable

_STYLE = """
@page { size: A4; margin: 15mm; }
:root { color-scheme: only light; }
body { margin: 0 auto; padding: 1rem; max-width: 44rem; background: #fff; color: #000;
  font: 18pt/1.5 Arial, Helvetica, "Liberation Sans", sans-serif; overflow-wrap: anywhere;
  text-align: start; hyphens: none; }
h1 { font-size: 26pt; line-height: 1.2; margin: 0 0 0.5em; }
h2 { font-size: 22pt; line-height: 1.25; margin: 1.4em 0 0.4em; }
h3 { font-size: 18pt; margin: 1.2em 0 0.2em; }
p { margin: 0 0 0.6em; }
ol, ul { list-style: none; margin: 0; padding: 0; }
h1, h2, h3 { break-after: avoid; }
.notice { border: 2pt solid #000; padding: 0.4em 0.7em; margin: 0.8em 0; }
.field { margin: 0.6em 0; break-inside: avoid; }
.field .line { display: inline-block; width: 14em; border-bottom: 2pt solid #000; }
.question { border-top: 2pt solid #000; padding: 0.45em 0 0.7em; break-inside: avoid; }
.question > p { font-weight: bold; line-height: 1.3; margin: 0 0 0.25em; }
.answers li { display: flex; align-items: center; gap: 0.6em; padding: 0.08em 0;
  line-height: 1.25; }
.answers.numbers, .answers.otherwise { display: flex; flex-wrap: wrap; column-gap: 1.4em; }
.box { flex: none; width: 0.95em; height: 0.95em; border: 2pt solid #000; border-radius: 2pt; }
.otherwise { margin-top: 0.35em; padding-top: 0.35em; border-top: 1pt dotted #000; }
.cell { break-inside: avoid; }
.rule { height: 1.8em; border-bottom: 1pt solid #000; }
@media print { body { padding: 0; max-width: none; } }
"""


def large_print_page(title: str, language: str, body: Iterable[str]) -> str:
    """One page that needs nothing else: `body` is HTML already, everything else plain text.

    Text is 18 pt and larger. There is no script in it and none can run: its policy allows its own
    style sheet and nothing more.
    """
    return html_page(shown(title), _STYLE, body, language=escape(legible(language)))


def shown(text: str) -> str:
    """Other people's text as HTML that shows it: nothing in it is obeyed."""
    return escape(legible(text))
