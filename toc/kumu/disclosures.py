"""What a text gives away: share links and other addresses with a secret in them, e-mail addresses.

Anyone who has a share link sees the map, even of a private project: the last part of its address is
the key (https://docs.kumu.io/guides/share-and-embed).
"""

from __future__ import annotations

__all__ = ["EMAIL", "NO_EMAIL", "NO_TOKEN", "TOKEN", "Disclosure", "without_disclosures"]

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

TOKEN, EMAIL = "token", "e-mail"
NO_TOKEN = "removed"
NO_EMAIL = "(e-mail removed)"
"""What stands in the place of a token, and of an address."""

_SHOWN = 4  # characters of a token that may be seen, of at least twice as many
_ADDRESS = re.compile(
    r"(?:https?:|//|www\.|(?:[\w-]{1,63}\.){0,3}kumu\.io(?:\\?/|%2F))"
    r"[^\s\"'<>()\[\]{}|^`]*",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"(embed\.kumu\.io(?:\\?/|%2F))(?!{NO_TOKEN}\b)([\w-]{{6,}})", re.IGNORECASE)
_PARAMETER = re.compile(
    rf"((?:[?&;#]|%3F|%26)([\w.\[\]-]{{1,64}})(?:=|%3D))(?!{NO_TOKEN}\b)((?:(?!%26|%3F)[^&;#?])+)",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"((?:https?:)?\\?/\\?/)([^/?#\s@\\]{1,256}:[^/?#\s@\\]{1,256})@", re.IGNORECASE
)
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_KEYS = ("key", "apikey", "accesskey", "resourcekey", "token", "jwt", "sig", "signature", "auth")
_SECRETS = frozenset(
    (*_KEYS, "secret", "pass", "password", "passwd", "pwd", "credential", "credentials")
)
_AT = re.compile(r"@|＠|%40|&#64;|&#x40;|&commat;", re.IGNORECASE)
_EMAIL = re.compile(
    r"([A-Za-z0-9._%+'-]{0,63}[A-Za-z0-9_+-])(@|＠|%40|&#64;|&#x40;|&commat;)"
    r"((?:[\w-]{1,63}\.){1,8}(?!(?:png|jpe?g|gif|svg|webp)\b)(?:xn--[a-z0-9-]{1,60}|[a-z]{2,24}))",
    re.IGNORECASE,
)


class Disclosure(NamedTuple):
    """Something that a text gave away: `token` or `e-mail`, and enough of it to be recognised."""

    kind: str
    shown: str


def without_disclosures(text: str, kinds: Collection[str]) -> tuple[str, list[Disclosure]]:
    """The text without what it gives away of these kinds, and what that was, in its order.

    Tokens: the key of a share link, the value of a parameter that is called like a secret, and a
    name with password in front of a server. Only the secret is replaced, so that one sees where a
    link led. E-mail addresses are replaced whole. Done again, nothing is found any more.

    >>> without_disclosures("see https://embed.kumu.io/0123456789abcdef?zoom=0", {TOKEN})[0]
    'see https://embed.kumu.io/removed?zoom=0'
    """
    found: list[Disclosure] = []
    if TOKEN in kinds and _may_hold_secret(text):
        text = _ADDRESS.sub(lambda address: _without_tokens(address[0], found), text)
    if EMAIL in kinds and _may_hold_email(text):
        text = _EMAIL.sub(lambda email: _no_email(email, found), text)
    return text, found


def _may_hold_secret(text: str) -> bool:
    """Whether a closer look is worth its time: no secret stands without one of these."""
    if "=" in text or "@" in text or "%" in text:
        return True
    return "." in text and "kumu.io" in text.lower()


def _may_hold_email(text: str) -> bool:
    if "@" in text:
        return True
    return ("%" in text or "&" in text or not text.isascii()) and bool(_AT.search(text))


def _without_tokens(address: str, found: list[Disclosure]) -> str:
    def share(link: re.Match[str]) -> str:
        found.append(Disclosure(TOKEN, f"embed.kumu.io/{_cut(link[2])}"))
        return link[1] + NO_TOKEN

    def parameter(part: re.Match[str]) -> str:
        if not _is_secret(part[2]):
            return part[0]
        found.append(Disclosure(TOKEN, f"{part[2]}={_cut(part[3])}"))
        return part[1] + NO_TOKEN

    def login(part: re.Match[str]) -> str:
        found.append(Disclosure(TOKEN, "a name and password in an address"))
        return part[1]

    return _PARAMETER.sub(parameter, _SHARE.sub(share, _LOGIN.sub(login, address)))


def _is_secret(name: str) -> bool:
    """Whether a parameter is called like one that holds a secret: `token`, `api_key`, `authKey`."""
    pieces = {piece.lower() for piece in _PIECES.findall(name)}
    return not _SECRETS.isdisjoint(pieces | {name.lower()})


def _no_email(email: re.Match[str], found: list[Disclosure]) -> str:
    found.append(Disclosure(EMAIL, f"{email[1][0]}…@{email[3][0]}…"))
    return NO_EMAIL


def _cut(secret: str) -> str:
    return f"{secret[:_SHOWN]}…" if len(secret) >= 2 * _SHOWN else "…"
