"""Changes to a YAML text that leave everything else in it as it was typed: comments, order, style.

A change is made in the characters of the value it concerns. Reading the text and writing it anew
would lay out every line afresh, and a plan is a text its owner compares from version to version.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from generator.inputs.emit import STEP, dump_entry, dump_flow, dump_item, scalar
from generator.inputs.yaml import LOADER, NULLS, ValuePath
from generator.text.compare import align, split_words

_BLOCKS = frozenset({"|", ">"})


class PatchError(ValueError):
    """A change asks for a value that is not there."""


class YamlText:
    """A YAML text that is changed in place."""

    def __init__(self, text: str) -> None:
        self._is_dos = "\n" in text and text.count("\n") == text.count("\r\n")
        self._source = text.replace("\r\n", "\n") if self._is_dos else text
        self._root: Any = None

    @property
    def text(self) -> str:
        """Return the text as it is now, its lines ended as they were."""
        return self._source.replace("\n", "\r\n") if self._is_dos else self._source

    @property
    def root(self) -> Any:
        """Return the parsed nodes of the text as it is now."""
        if self._root is None:
            self._root = yaml.compose(self._source, Loader=LOADER)
        return self._root

    # ------------------------------------------------------------------ reading

    def has(self, path: ValuePath) -> bool:
        """Return whether there is a value."""
        try:
            self._node(path)
        except PatchError:
            return False
        return True

    def get(self, path: ValuePath) -> Any:
        """Return a value: dict, list, str or None."""
        return _plain(self._node(path))

    def keys(self, path: ValuePath) -> tuple[str, ...]:
        """Return the keys of a mapping, or nothing when there is none."""
        if not self.has(path):
            return ()
        node = self._node(path)
        return tuple(key.value for key, _ in node.value) if _is_map(node) else ()

    def count(self, path: ValuePath) -> int:
        """Return how many items a list has; 0 when there is none."""
        if not self.has(path):
            return 0
        node = self._node(path)
        return len(node.value) if isinstance(node, yaml.SequenceNode) else 0

    def line(self, path: ValuePath) -> int:
        """Return the 1-based line of a value."""
        return int(self._node(path).start_mark.line) + 1

    def iter_scalars(self, path: ValuePath = ()) -> Iterator[tuple[ValuePath, str]]:
        """Yield every text below a value with its path, in the order of the file."""
        if self.root is not None and self.has(path):
            yield from _iter_scalars(self._node(path), path)

    def path_at(self, line: int) -> ValuePath | None:
        """Return the text value that covers a 1-based line."""
        found = None
        for path, _ in self.iter_scalars():
            node = self._node(path)
            last = node.end_mark.line + (1 if node.end_mark.column else 0)
            if node.start_mark.line + 1 <= line <= max(last, node.start_mark.line + 1):
                found = path
        return found

    # ------------------------------------------------------------------ changing

    def set(self, path: ValuePath, value: Any) -> None:
        """Give a value, in the style of the one that stands there; a missing key is added."""
        if not self.has(path):
            self._add(path, value)
            return
        node = self._node(path)
        if isinstance(node, yaml.ScalarNode) and isinstance(value, str):
            self._set_text(path, node, value)
            return
        if path and isinstance(path[-1], str):
            self._replace_entry(path, value)
            return
        index = int(path[-1])
        parent = self.get(path[:-1])
        self._replace_entry(path[:-1], [*parent[:index], value, *parent[index + 1 :]])

    def replace(self, path: ValuePath, start: int, end: int, new: str) -> None:
        """Replace characters of a text value by others."""
        value = self._node(path).value
        self.set(path, value[:start] + new + value[end:])

    def remove(self, path: ValuePath) -> None:
        """Take out a key with its value, or an item of a list."""
        parent = self._node(path[:-1])
        if parent.flow_style:
            self._remove_from_flow(path, parent)
            return
        if len(parent.value) == 1 and len(path) > 1:
            self.remove(path[:-1])
            return
        start, end = self._entry_lines(parent, path[-1])
        lines = self._source.splitlines(keepends=True)
        self._put("".join([*lines[:start], *lines[end:]]))

    def append(self, path: ValuePath, value: Any) -> None:
        """Add an item at the end of a list; the list is made when there is none."""
        if not self.has(path) or not isinstance(self._node(path), yaml.SequenceNode):
            old = self.get(path) if self.has(path) else None
            self.set(path, [value] if old in (None, "") else [old, value])
            return
        self.insert(path, self.count(path), value)

    def insert(self, path: ValuePath, index: int, value: Any) -> None:
        """Put an item into a list."""
        node = self._node(path)
        if node.flow_style or not node.value:
            items = self.get(path)
            self._replace_entry(path, [*items[:index], value, *items[index:]])
            return
        indent = node.value[0].start_mark.column - STEP
        dash = self._dash_column(node)
        indent = dash if dash is not None else indent
        lines = self._source.splitlines(keepends=True)
        if index < len(node.value):
            at = self._entry_lines(node, index)[0]
        else:
            at = self._last_line(node.value[-1]) + 1
        block = dump_item(value, indent)
        self._put("".join([*self._ended(lines[:at]), block, *lines[at:]]))

    # ------------------------------------------------------------------ the text

    def _put(self, text: str) -> None:
        self._source = text
        self._root = None

    def _node(self, path: ValuePath) -> Any:
        node = self.root
        for part in path:
            if _is_map(node):
                node = next((value for key, value in node.value if key.value == part), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
                node = node.value[part] if 0 <= part < len(node.value) else None
            else:
                node = None
            if node is None:
                raise PatchError(path)
        return node

    def _set_text(self, path: ValuePath, node: Any, value: str) -> None:
        places = self._places(node)
        old = node.value
        if places is None or not value.strip() or not old.strip():
            self._rewrite(path, node, value)
            return
        if node.style in _BLOCKS and value.endswith("\n") != old.endswith("\n"):
            value = value.rstrip("\n") + ("\n" if old.endswith("\n") else "")
        source = self._source
        margin = "\n" + " " * self._indent_of(node) if node.style == "|" else "\n"
        for start, end, words in reversed(_word_changes(old, value)):
            new = re.sub(r"\n(?=[^\n])", margin, words)
            source = source[: places[start]] + new + source[places[end] :]
        before, self._source, self._root = self._source, source, None
        try:
            if self.get(path) == value:
                return
        except (yaml.YAMLError, PatchError):
            pass
        self._put(before)
        self._rewrite(path, self._node(path), value)

    def _places(self, node: Any) -> list[int] | None:
        """Return where each character of a text stands in the source, None when not plainly so."""
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ('"', "'"):
            start, end = start + 1, end - 1
        elif node.style in _BLOCKS:
            start = self._source.index("\n", start) + 1
        places = []
        at = start
        for char in node.value:
            if char.isspace():
                if at >= end or not self._source[at].isspace():
                    return None
                places.append(at)
                if char == "\n":
                    at = self._source.find("\n", at) + 1
                    continue
                at += 1
                continue
            while at < end and self._source[at] in " \n" and self._source[at] != char:
                at += 1
            if at >= end or self._source[at] != char:
                return None
            places.append(at)
            at += 1
        places.append(at)
        return places

    def _indent_of(self, node: Any) -> int:
        first = self._source.index("\n", node.start_mark.index) + 1
        for line in self._source[first : node.end_mark.index].splitlines():
            if line.strip():
                return len(line) - len(line.lstrip(" "))
        return 0

    def _rewrite(self, path: ValuePath, node: Any, value: str) -> None:
        """Write a text anew where single characters cannot be exchanged."""
        if path and isinstance(path[-1], str) and (node.style in _BLOCKS or "\n" in value):
            self._replace_entry(path, value)
            return
        if node.style in _BLOCKS or "\n" in value:
            index = int(path[-1])
            self.insert(path[:-1], index + 1, value)
            if self.count(path[:-1]) > 1:
                self.remove(path)
            return
        start, end = node.start_mark.index, node.end_mark.index
        written = json.dumps(value, ensure_ascii=False) if node.style else scalar(value)
        space = " " if start and self._source[start - 1] == ":" else ""
        self._put(self._source[:start] + space + written + self._source[end:])

    def _replace_entry(self, path: ValuePath, value: Any) -> None:
        parent = self._node(path[:-1])
        if parent.flow_style and len(path) > 1:
            merged = self.get(path[:-1])
            merged[path[-1]] = value
            self._replace_entry(path[:-1], merged)
            return
        key = next(key for key, _ in parent.value if key.value == path[-1])
        node = self._node(path)
        indent = key.start_mark.column
        lines = self._source.splitlines(keepends=True)
        start, end = key.start_mark.line, self._last_line(node) + 1
        head = lines[start][:indent]
        body = dump_entry(str(path[-1]), value, indent)[indent:]
        self._put("".join([*lines[:start], head + body, *lines[end:]]))

    def _add(self, path: ValuePath, value: Any) -> None:
        if len(path) > 1 and (not self.has(path[:-1]) or self.get(path[:-1]) is None):
            self.set(path[:-1], {path[-1]: value})
            return
        parent = self._node(path[:-1])
        if not _is_map(parent):
            raise PatchError(path)
        if parent.flow_style and len(path) > 1:
            self._replace_entry(path[:-1], {**self.get(path[:-1]), path[-1]: value})
            return
        indent = parent.value[0][0].start_mark.column if parent.value else 0
        lines = self._ended(self._source.splitlines(keepends=True))
        at = self._last_line(parent.value[-1][1]) + 1 if parent.value else len(lines)
        self._put("".join([*lines[:at], dump_entry(str(path[-1]), value, indent), *lines[at:]]))

    def _remove_from_flow(self, path: ValuePath, parent: Any) -> None:
        value = self.get(path[:-1])
        del value[path[-1]]
        if not value and len(path) > 1 and not isinstance(path[-2], int):
            self.remove(path[:-1])
            return
        start, end = parent.start_mark.index, parent.end_mark.index
        self._put(self._source[:start] + dump_flow(value) + self._source[end:])

    def _entry_lines(self, parent: Any, key: str | int) -> tuple[int, int]:
        """Return the lines of an entry with the comments right above it."""
        if _is_map(parent):
            index = next(number for number, (one, _) in enumerate(parent.value) if one.value == key)
            start = parent.value[index][0].start_mark.line
            last = parent.value[index][1]
        else:
            last = parent.value[int(key)]
            start = self._dash_line(last)
        lines = self._source.splitlines()
        end = self._last_line(last) + 1
        while start > 0 and lines[start - 1].lstrip().startswith("#") and start > 1:
            start -= 1
        is_last = end >= len(lines) or not lines[end].strip()
        if is_last and start > 0 and not lines[start - 1].strip() and end < len(lines):
            end += 1
        return start, end

    def _last_line(self, node: Any) -> int:
        """Return the 0-based last line of a value, blank lines after it left out."""
        end = node.end_mark
        last = end.line - (1 if end.column == 0 and end.line > node.start_mark.line else 0)
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            child = node.value[-1]
            return self._last_line(child[1] if isinstance(child, tuple) else child)
        lines = self._source.splitlines()
        last = min(last, len(lines) - 1)
        while last > node.start_mark.line and not lines[last].strip():
            last -= 1
        return int(last)

    def _dash_line(self, item: Any) -> int:
        line = int(item.start_mark.line)
        lines = self._source.splitlines()
        while line > 0 and not lines[line].lstrip().startswith("-"):
            line -= 1
        return line

    def _dash_column(self, node: Any) -> int | None:
        lines = self._source.splitlines()
        line = lines[self._dash_line(node.value[0])]
        at = line.find("-")
        return at if at >= 0 else None

    @staticmethod
    def _ended(lines: list[str]) -> list[str]:
        if lines and not lines[-1].endswith("\n"):
            return [*lines[:-1], lines[-1] + "\n"]
        return lines


def _is_map(node: Any) -> bool:
    return isinstance(node, yaml.MappingNode)


def _plain(node: Any) -> Any:
    if _is_map(node):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return None if not node.style and node.value in NULLS else node.value


def _iter_scalars(node: Any, path: ValuePath) -> Iterator[tuple[ValuePath, str]]:
    if _is_map(node):
        for key, value in node.value:
            yield from _iter_scalars(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _iter_scalars(item, (*path, index))
    elif node.style or node.value not in NULLS:
        yield path, node.value


def _word_changes(old: str, new: str) -> list[tuple[int, int, str]]:
    """Return (start, end, text) of what differs, by words."""
    before, after = split_words(old), split_words(new)
    starts = [0]
    for word in before:
        starts.append(starts[-1] + len(word))
    # Most of a long text stands as it was: only what lies between its ends is compared.
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    inner = before[head : len(before) - tail], after[head : len(after) - tail]
    return [
        (starts[head + olds.start], starts[head + olds.stop], "".join(inner[1][at] for at in news))
        for is_same, olds, news in align(*inner)
        if not is_same
    ]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words at the start are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
