"""The words in which two texts differ, with a few words around them."""

from __future__ import annotations

__all__ = ["word_changes"]

from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_AROUND = 2  # words shown before and behind
_MOST_COMPARED = 120  # words between the first and the last change; the work grows with the square
_MOST = 60  # characters of a stretch
_Span = tuple[int, int, int, int]


def word_changes(old: str, new: str) -> list[tuple[str, str]]:
    """What stood and what stands at each place where the words differ, in the order of the texts.

    Two words of the text stand before and behind each stretch, and `…` where more of it does; a
    long stretch is cut in its middle. White space alone makes no difference.

    >>> word_changes("They pay two carers each week.", "They pay three carers each week.")
    [('They pay two carers each…', 'They pay three carers each…')]
    """
    olds, news = old.split(), new.split()
    return [
        (_shown(olds, one[0], one[1]), _shown(news, one[2], one[3])) for one in _spans(olds, news)
    ]


def _spans(olds: Sequence[str], news: Sequence[str]) -> list[_Span]:
    """Where words differ: from and to in the older text, from and to in the newer."""
    head, shorter = 0, min(len(olds), len(news))
    while head < shorter and olds[head] == news[head]:
        head += 1
    tail = 0
    while tail < shorter - head and olds[-1 - tail] == news[-1 - tail]:
        tail += 1
    ends = len(olds) - tail, len(news) - tail
    if head == ends[0] and head == ends[1]:
        return []
    if max(ends) - head > _MOST_COMPARED:
        return [(head, ends[0], head, ends[1])]
    matcher = SequenceMatcher(None, olds[head : ends[0]], news[head : ends[1]], autojunk=False)
    found = [
        (a + head, b + head, c + head, d + head)
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    return list(_joined(found))


def _joined(spans: list[_Span]) -> Iterator[_Span]:
    """The same, with those so near that the words around them would meet as one."""
    if not spans:
        return
    a, b, c, d = spans[0]
    for _, (next_a, next_b, next_c, next_d) in pairwise(spans):
        if next_a - b <= 2 * _AROUND:
            b, d = next_b, next_d
        else:
            yield a, b, c, d
            a, b, c, d = next_a, next_b, next_c, next_d
    yield a, b, c, d


def _shown(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(words))
    text = " ".join(words[first:last])
    if len(text) > _MOST:
        half = _MOST // 2
        text = f"{text[:half].rstrip()} … {text[-half:].lstrip()}"
    return f"{'…' if first else ''}{text}{'…' if last < len(words) else ''}"
