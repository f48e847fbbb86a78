"""The frame of every page of HTML: it needs nothing else, and nothing in it can run."""

from __future__ import annotations

__all__ = ["html_page"]

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def html_page(title: str, style: str, body: Iterable[str], *, language: str = "en") -> str:
    """One page with one style sheet; `title`, `body` and `language` are HTML already."""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<main>",
        *body,
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _policy(style: str) -> str:
    """Nothing is loaded, sent or run; the style sheet is known by its hash."""
    known = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
