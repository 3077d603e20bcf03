"""Plain values written as YAML, laid out as a person would: one layout for all that is written."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from generator.inputs.yaml import LOADER, NULLS

STEP = 2
_LONG_LINE = 88
_LONG_TEXT = 90
_WORD = re.compile(r"[\w-]+")
_NOT_TEXT = re.compile(r"(?i:true|false|yes|no|on|off)|[-+.\d][\d.,_:eE+/xo-]*|0[xo][\da-fA-F]+")


def to_yaml(value: Mapping[str, Any], comment: str = "") -> str:
    """Return a mapping as a YAML file, a blank line before each group.

    Args:
        value: Mappings, lists, texts, numbers and booleans; keys are plain words.
        comment: Lines to put above it.
    """
    head = "".join(f"# {line}\n" if line else "\n" for line in comment.splitlines())
    entries = [dump_entry(key, item, 0) for key, item in value.items()]
    return head + "".join(f"\n{each}" if each.count("\n") > 1 else each for each in entries)


def dump_entry(key: str, value: Any, indent: int) -> str:
    """Return the lines of a key and its value in a mapping.

    >>> print(dump_entry("lanh_dao", {"ten": "A: B", "cap": ["tinh", "xa"]}, 2), end="")
      lanh_dao:
        ten: "A: B"
        cap: [tinh, xa]
    """
    head = f"{' ' * indent}{scalar(key)}:"
    if isinstance(value, Mapping) and value:
        return f"{head}\n{_dump_entries(value, indent + STEP)}"
    if _is_list(value) and value:
        line = f"{head} {dump_flow(value)}\n"
        if len(line) <= _LONG_LINE and all(map(_is_word, value)):
            return line
        return f"{head}\n" + "".join(dump_item(item, indent + STEP) for item in value)
    return f"{head} {_dump_text(value, indent)}"


def dump_item(value: Any, indent: int) -> str:
    r"""Return the lines of an item of a list.

    >>> print(dump_item({"ten": "A", "noi_dung": "một\nhai\n"}, 0), end="")
    - ten: A
      noi_dung: |
        một
        hai
    """
    dash = f"{' ' * indent}- "
    if isinstance(value, Mapping) and value:
        return f"{dash}{_dump_entries(value, indent + STEP)[indent + STEP :]}"
    return f"{dash}{_dump_text(value, indent)}"


def dump_flow(value: Any) -> str:
    """Return a value on one line.

    >>> print(dump_flow({"a": ["x", "y, z"], "b": None, "c": True}))
    {a: [x, "y, z"], b: ~, c: true}
    """
    if isinstance(value, Mapping):
        inner = ", ".join(f"{scalar(str(key))}: {dump_flow(item)}" for key, item in value.items())
        return f"{{{inner}}}"
    if _is_list(value):
        return f"[{', '.join(map(dump_flow, value))}]"
    if value is None:
        return "~"
    if isinstance(value, (bool, int)):
        return str(value).lower()
    return scalar(str(value))


def scalar(text: str) -> str:
    """Return a text as a YAML value on one line, in quotes where it would mean something else.

    >>> print(scalar("Cao Bằng"), scalar("a: b"), scalar("# a"), scalar("2027"), scalar("No"))
    Cao Bằng "a: b" "# a" "2027" "No"
    """
    return text if _is_plain(text) else json.dumps(text, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    """Return whether a text without quotes is read as itself, here and by other programs."""
    if text in NULLS or text != text.strip() or _NOT_TEXT.fullmatch(text):
        return False
    try:
        in_mapping: Any = yaml.compose(f"k: {text}\n", Loader=LOADER)
        in_list: Any = yaml.compose(f"[{text}]\n", Loader=LOADER)
        values = [value for _, value in in_mapping.value] + in_list.value
    except (yaml.YAMLError, ValueError, TypeError):
        return False
    return len(values) == 2 and all(value.value == text for value in values)  # noqa: PLR2004


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and bool(_WORD.fullmatch(value))


def _dump_entries(value: Mapping[str, Any], indent: int) -> str:
    return "".join(dump_entry(str(key), item, indent) for key, item in value.items())


def _dump_text(value: Any, indent: int) -> str:
    """Return what follows a key or a dash: a value on its line, or a block of lines below it."""
    if value is None:
        return "\n"
    if not isinstance(value, str) or ("\n" not in value and len(value) <= _LONG_TEXT):
        return f"{dump_flow(value)}\n"
    pad = " " * (indent + STEP)
    lines = "".join(f"{pad}{line}\n" if line else "\n" for line in value.rstrip("\n").split("\n"))
    step = str(STEP) if value[:1].isspace() else ""
    return f"|{step}{'' if value.endswith(chr(10)) else '-'}\n{lines}"
