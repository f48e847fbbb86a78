"""The properties that Kumu documents for views, and the values that they take.

Sources: the property, settings and controls references of Kumu's documentation, its pages on
layouts, focus, filters and legends.
"""

from __future__ import annotations

__all__ = [
    "CHILDREN",
    "CONTROLS",
    "DECORATIONS",
    "KINDS",
    "PREFIXES",
    "REGIONS",
    "SETTINGS",
    "Takes",
    "control_property",
    "decoration",
    "prefixed",
]

from typing import NamedTuple

KINDS = ("element", "connection", "loop")
PREFIXES = (*KINDS, "*")
REGIONS = ("top", "top-left", "top-right", "bottom", "bottom-left", "bottom-right")


class Takes(NamedTuple):
    """What a property takes: some of these words, and values of these sorts.

    Sorts: colour, number, share (0 to 1), text (in quotes), field, selector, any. `kinds` are the
    items that have the property; empty outside decorations.
    """

    words: frozenset[str]
    sorts: frozenset[str]
    kinds: frozenset[str] = frozenset()

    @property
    def is_closed(self) -> bool:
        """Whether only the words may stand there."""
        return not self.sorts


_SORTS = {"colour", "number", "share", "text", "field", "selector", "any"}
_ELEMENT, _CONNECTION, _BOTH, _ALL = "e", "c", "ec", "ecl"
_LETTERS = dict(zip("ecl", KINDS, strict=True))


def _takes(words: str, kinds: str = "") -> Takes:
    """What stands before the first bar are sorts and words, between blanks."""
    found = frozenset(words.split())
    return Takes(found - _SORTS, found & _SORTS, frozenset(_LETTERS[one] for one in kinds))


def _table(rows: str, kinds: str = "") -> dict[str, Takes]:
    """Names and what they take: on each line names between blanks, a colon, sorts and words."""
    found: dict[str, Takes] = {}
    for row in rows.strip().splitlines():
        names, _, words = row.partition(":")
        found |= dict.fromkeys(names.split(), _takes(words, kinds))
    return found


DECORATIONS: dict[str, Takes] = {
    **_table(
        """
        bullseye-color shadow-color icon-color outline-color: colour
        bullseye-opacity shadow-opacity outline-opacity bullseye-size: share
        bullseye-visibility shadow-visibility image-visibility: visible hidden
        flag: any
        flag-size flag-offset outline-offset outline-width padding: number
        shadow-size image-resolution: number
        height: number auto
        icon: any
        image-size: cover contain number
        image-url: any none
        margin: number none
        shape: circle triangle square rectangle pill diamond pentagon hexagon octagon
        text-align: bottom center top left right
        """,
        _ELEMENT,
    ),
    **_table(
        """
        arrow-color: colour
        arrow-height arrow-width arrow-min-height arrow-min-width: number
        arrow-visibility delay-visibility: visible hidden
        curvature delay-position strength path-opacity: number
        dash: any
        delay-color: colour inherit
        delay-height delay-width delay-stroke-width length: number
        pattern style: solid dashed dotted
        prepost-inset prepost-offset: number
        """,
        _CONNECTION,
    ),
    **_table(
        """
        border-color color: colour inherit
        border-opacity: share
        border-width scale size: number
        width: number auto
        display: map none
        label-visibility visibility: visible hidden
        layer: auto background
        """,
        _BOTH,
    ),
    **_table(
        """
        font-color: colour inherit
        font-family: any
        font-size: number
        font-style: normal italic
        font-weight: number normal bold
        label popover: text none
        opacity: share
        pointer-events: auto none
        popover-width popover-height popover-padding: number
        profile: true false on off
        text-overflow: any
        """,
        _ALL,
    ),
}

SETTINGS: dict[str, Takes] = _table(
    """
    template: custom systems causal-loop stakeholder stock-and-flow sna geo systems-leverage
    theme: light dark
    background-color selection-color notification-color layout-grid-color layout-guide-color: colour
    radar-font-color radar-ring-color: colour
    background-opacity foreground-opacity image-cutoff radar-ring-opacity: share
    font-cutoff scale-min scale-max: number
    quality: fast best
    renderer: canvas webgl
    culling profile attenuation layout-grid radar: on off true false
    include ignore showcase bridge focus cluster: selector
    ignore-orphans filter-ignore-orphans: true false
    focus-direction: in out all
    layout: force static scatter
    layout-preset: auto dense hairball
    layout-gravity layout-particle-charge layout-spring-length layout-spring-strength: number
    layout-x-multiplier layout-y-multiplier: number
    layout-bounds-xmin layout-bounds-xmax layout-bounds-ymin layout-bounds-ymax: number
    layout-grid-offset layout-grid-width layout-guide-width: number
    radar-font-size radar-ring-size radar-ring-size-inner: number
    layout-x layout-y: any
    layout-guides radar-axes radar-rings radar-font-family text-overflow: any
    geo-location: field
    geo-style: auto streets satellite
    same-label opposite-label: text
    """
)

_SHARED = _table(
    """
    background-color color: colour
    font-family: any
    font-size height margin padding width: number auto
    font-weight: number normal bold
    font-style: normal italic
    opacity: share
    """
)
_TEXTUAL = _SHARED | _table("value: text\ntext-align: center left right")
_CHOOSING = _SHARED | _table(
    """
    as: labels buttons dots dropdown label button dot
    by: field
    default except only options: any
    label placeholder summary: any
    multiple: true false match-all
    text-align: center left right
    """
)
_BUILT_IN = ("search", "zoom-toolbar", "settings-toolbar", "focus-toolbar")

CONTROLS: dict[str, dict[str, Takes]] = {
    **dict.fromkeys(("title", "text", "label"), _TEXTUAL),
    **dict.fromkeys(_BUILT_IN, _SHARED),
    "image": _SHARED | _table("src: any"),
    "legend": _SHARED | _table("title: text"),
    "color-legend": _SHARED | _table("colors: auto\ntitle label: text"),
    "filter": _CHOOSING | _table("target: selector"),
    "showcase": _CHOOSING | _table("mode: normal loose strict\ntarget: selector"),
    "focus": _CHOOSING | _table("out: number"),
    "cluster": _CHOOSING,
    "tagged-timeline": _CHOOSING | _table("range: any\ntarget: selector"),
    "sna-dashboard": _SHARED | _table("metrics: any"),
    "view-toggle": _CHOOSING,
    "group": _CHOOSING | _TEXTUAL | _table("target: selector"),
}

CHILDREN: dict[str, dict[str, Takes]] = {
    "option": _SHARED | _table("label: text\nselector: selector\nvalue: any\ndefault: true false"),
    "color": _SHARED | _table("label: text\nvalue: colour"),
}

_TOP = _table("reset: true false\ntoolbar: any\nmode: any")


def decoration(name: str) -> Takes | None:
    """What a property of elements, connections and loops takes; None where there is no such one."""
    return DECORATIONS.get(name)


def prefixed(name: str) -> tuple[frozenset[str], str] | None:
    """The kinds and the property that a setting such as `element-color` or `*-label` is about.

    None for a setting of its own, and for what has no such prefix.
    """
    if name in SETTINGS:
        return None
    for prefix in PREFIXES:
        if name.startswith(f"{prefix}-"):
            kinds = frozenset(KINDS) if prefix == "*" else frozenset({prefix})
            return kinds, name[len(prefix) + 1 :]
    return None


def control_property(control: str | None, name: str) -> Takes | None:
    """What a property of a control takes, or of `@controls` itself for None."""
    if control is None:
        return _TOP.get(name)
    return (CONTROLS.get(control) or CHILDREN.get(control) or _SHARED).get(name)
