"""A file that people write, as plain data: YAML or JSON, with the way back to its lines."""

from __future__ import annotations

__all__ = ["WrittenData", "read_data"]

from typing import TYPE_CHECKING, NamedTuple

from toc.errors import LimitError
from toc.exports.places import json_steps
from toc.kumu.json_reader import decode_json, decode_text, paused_gc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toc.errors import Fault
    from toc.exports.places import Step
    from toc.kumu.limits import Limits

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class WrittenData(NamedTuple):
    """What a file holds, what is wrong with it although it could be read, and its steps.

    `steps` goes through the file once more, to find the lines of faults.
    """

    value: object
    faults: tuple[Fault, ...]
    steps: Callable[[], Iterator[Step]]


def read_data(content: bytes, name: str, limits: Limits) -> WrittenData:
    """The data in the bytes of a file: JSON where it begins with `{` or `[`, else YAML.

    In YAML every value is text, quoted or not; empty values and `null` are None.

    Raises:
        LimitError: Larger, deeper or with more aliases than `limits` allow.
        UnreadableError: Neither YAML nor JSON, or not UTF-8.
    """
    if content.removeprefix(_BYTE_ORDER_MARK).lstrip()[:1] in (b"{", b"["):
        value = decode_json(content, name, limits)
        return WrittenData(value, (), lambda: json_steps(decode_text(content, name)))
    return _from_yaml(content, name, limits)


def _from_yaml(content: bytes, name: str, limits: Limits) -> WrittenData:
    from toc.exports.yaml_events import yaml_steps
    from toc.exports.yaml_reader import read_yaml

    if len(content) > limits.yaml:
        raise LimitError(
            f"This YAML file has {len(content):,} bytes; the limit is {limits.yaml:,}.",
            where=name,
            remedy=f"To read it all the same: --limit yaml={len(content)}.",
        )
    text = decode_text(content, name)
    with paused_gc():
        value, faults = read_yaml(text, name, limits)
    return WrittenData(value, faults, lambda: yaml_steps(text, name))
