"""Plain values as the YAML of a plan: keys in order, long text in blocks, nothing guessed."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_PLAIN = re.compile(r"[^\W_](?:[^\n:#]|:(?=\S)|(?<=\S)#)*")
_AMBIGUOUS = re.compile(
    r"(?i:true|false|yes|no|on|off|null|y|n|~)|[-+.\d][\d.,_:eE+/xo-]*|0[xo][\da-fA-F]+"
)
_LONG = 90


def to_yaml(value: Mapping[str, Any], comment: str = "") -> str:
    """Return a mapping as YAML.

    Args:
        value: Mappings, lists, texts, numbers and booleans; keys are plain words.
        comment: Lines to put above it.
    """
    head = "".join(f"# {line}\n" if line else "\n" for line in comment.splitlines())
    return head + "".join(f"{line}\n" for line in _mapping(value, 0))


def _mapping(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for key, item in value.items():
        is_block = isinstance(item, (Mapping, list, tuple)) or _is_long(item)
        if depth == 0 and is_block and item:
            yield ""
        yield from _entry(f"{indent}{key}:", item, depth)


def _entry(head: str, item: Any, depth: int) -> Iterator[str]:
    if isinstance(item, Mapping) and item:
        yield head
        yield from _mapping(item, depth + 1)
    elif isinstance(item, Sequence) and not isinstance(item, str) and item:
        yield head
        yield from _list(item, depth + 1)
    elif _is_long(item):
        yield f"{head} |"
        yield from (
            f"{'  ' * (depth + 1)}{line}".rstrip() for line in item.rstrip("\n").split("\n")
        )
    else:
        yield f"{head} {_scalar(item)}"


def _is_long(item: Any) -> bool:
    """Return whether a text is written in a block of its own."""
    return isinstance(item, str) and ("\n" in item or (len(item) > _LONG and item[0] not in " \t"))


def _list(items: Sequence[Any], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for item in items:
        if isinstance(item, Mapping) and item:
            lines = list(_mapping(item, depth + 1))
            yield f"{indent}- {lines[0].lstrip()}"
            yield from lines[1:]
        else:
            yield from _entry(f"{indent}-", item, depth)


def _scalar(item: Any) -> str:
    if item is True or item is False:
        return "true" if item else "false"
    if isinstance(item, int):
        return str(item)
    if isinstance(item, Mapping):
        return "{}"
    if not isinstance(item, str):
        return "[]"
    if _PLAIN.fullmatch(item) and not _AMBIGUOUS.fullmatch(item) and item == item.strip():
        return item
    return json.dumps(item, ensure_ascii=False)
