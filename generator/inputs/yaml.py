"""YAML text to plain values that know their places; no value gets a type here but text.

What is read is a small and safe part of YAML: one document of mappings, lists and text, with
anchors and aliases. Every scalar stays the text the user typed.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import yaml

from generator.diagnostics import Diagnostic, Location, Problem, errors_in
from generator.errors import InputError
from generator.inputs import problems
from generator.inputs.syntax import explain_syntax
from generator.inputs.text_file import (
    BAD_CHARACTERS,
    INVISIBLE_CHARACTERS,
    code_point,
    find_bad_characters,
    read_text,
)

MAX_DEPTH = 64
MAX_VALUES = 100_000

ValuePath: TypeAlias = tuple[str | int, ...]
"""Keys and list indexes that lead to a value: ("can_cu", 0, "ngay")."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_STRANGE_SPACE = re.compile(r"[^\S \t\r\n]")
_DASH_LINE = re.compile(r"\s*-")
_STANDARD_TAG = "tag:yaml.org,2002:"


@dataclass(slots=True)
class Node:
    """A value with its place and the nodes inside it.

    Attributes:
        line: 1-based line of the value.
        column: 1-based column of the value.
        value: dict, list, str or None.
        style: YAML style of a scalar: "|", ">", a quotation mark or "".
        keys: Places of a mapping's keys as (line, column).
        children: Nodes of a mapping by key, of a list by index.
        size: How many values it stands for, itself and aliases' values counted.
        height: Levels of collections in it.
    """

    line: int
    column: int
    value: Any
    style: str = ""
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    children: dict[str | int, "Node"] = field(default_factory=dict)
    size: int = 1
    height: int = 0

    def adopt(self, key: str | int, child: "Node") -> None:
        """Put a child under a key or at the end of the list."""
        if isinstance(self.value, list):
            self.value.append(child.value)
        else:
            self.value[key] = child.value
        self.children[key] = child
        self.size += child.size
        self.height = max(self.height, child.height + 1)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a YAML file says, with the place of every key and value.

    Attributes:
        value: dict, list, str or None; every scalar is text.
        file: The file as messages name it.
        findings: What was found on the way; only warnings after ``load_yaml``.
        lines: The lines of the file.
    """

    value: Any
    file: str = ""
    findings: tuple[Diagnostic, ...] = ()
    lines: tuple[str, ...] = field(default=(), repr=False)
    _root: Node | None = field(default=None, repr=False)

    def locate(self, path: ValuePath = (), *, key: bool = False, line: int = 0) -> Location:
        """Return the place of a value, or of the nearest value around it that is there.

        Args:
            path: Keys and list indexes.
            key: Return the place of the key instead.
            line: 1-based line of the text, without its leading blank lines, whose place is
                wanted; exact for a literal block ("|"), else the place of the value.
        """
        node, parent = self._root, None
        last: str | int = ""
        for part in path:
            child = node.children.get(part) if node else None
            if child is None:
                key = False
                break
            node, parent, last = child, node, part
        if node is None:
            return Location(self.file)
        if key and parent is not None and last in parent.keys:
            return Location(self.file, *parent.keys[str(last)])
        if line and node.style == "|":
            return self._locate_line(node, line)
        return Location(self.file, node.line, node.column)

    def has(self, path: ValuePath) -> bool:
        """Return whether the file gives the value, be it an empty one."""
        node = self._root
        for part in path:
            node = node.children.get(part) if node else None
        return node is not None

    def _locate_line(self, node: Node, line: int) -> Location:
        blank = len(node.value) - len(node.value.lstrip("\n"))
        number = min(node.line + blank + line, len(self.lines))
        text = self.lines[number - 1]
        return Location(self.file, number, len(text) - len(text.lstrip(" ")) + 1)


def load_yaml(path: Path, *, display: str = "") -> Loaded:
    """Return what a YAML file says.

    Args:
        path: The file.
        display: The file as messages name it; the path when not given.

    Raises:
        InputError: With every problem found in reading it.
    """
    display = display or path.as_posix()
    return load_yaml_text(read_text(path, display), display=display)


def load_yaml_text(text: str, *, display: str = "") -> Loaded:
    """Return what a YAML text says.

    Raises:
        InputError: With every problem found in reading it.
    """
    return _sound(read_yaml(text, display))


def read_yaml(text: str, display: str = "") -> Loaded:
    """Return what a YAML text says, its findings perhaps errors, so that the rest is checked too.

    Raises:
        InputError: When the text has no value that could be checked.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    findings = find_bad_characters(text, display)
    if findings:
        text = BAD_CHARACTERS.sub(" ", text)
    lines = tuple(text.split("\n"))
    builder = _Builder(display, lines, findings)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except _StoppedError:
        raise InputError(sorted_by_place(findings)) from None
    except yaml.MarkedYAMLError as error:
        finding = explain_syntax(error, lines, display)
        # What was noted on the way may be the reason why the parser gave up.
        known = {(known.id, known.location) for known in findings}
        if (finding.id, finding.location) not in known:
            findings.append(finding)
        raise InputError(sorted_by_place(findings)) from None
    except yaml.YAMLError:
        findings.append(problems.SYNTAX.at(Location(display)))
        raise InputError(sorted_by_place(findings)) from None
    root = builder.root
    return Loaded(root.value if root else None, display, sorted_by_place(findings), lines, root)


def sorted_by_place(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings by file, line and column, in the given order where these are equal."""
    return tuple(sorted(findings, key=lambda finding: finding.location))


def _sound(loaded: Loaded) -> Loaded:
    if errors_in(loaded.findings):
        raise InputError(loaded.findings)
    return loaded


class _StoppedError(Exception):
    """Reading cannot go on; the finding has been noted."""


@dataclass(slots=True)
class _Frame:
    """A collection that is still open.

    Attributes:
        node: Its node so far.
        anchor: Its anchor, if any.
        key: The key whose value comes next, None when a key comes next.
        dropped: The next value has no usable key.
    """

    node: Node
    anchor: str | None
    key: str | None = None
    dropped: bool = False

    @property
    def wants_key(self) -> bool:
        return isinstance(self.node.value, dict) and self.key is None and not self.dropped


def _start(event: yaml.Event) -> tuple[int, int]:
    """Return the 1-based line and column where an event starts."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


class _Builder:
    """Turns parser events into nodes; recursion and the size of aliases are kept in bounds."""

    def __init__(self, display: str, lines: tuple[str, ...], findings: list[Diagnostic]) -> None:
        self.root: Node | None = None
        self._display = display
        self._lines = lines
        self._findings = findings
        self._frames: list[_Frame] = []
        self._anchors: dict[str, Node | None] = {}
        self._count = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            frame = self._frames.pop()
            if frame.anchor:
                self._anchors[frame.anchor] = frame.node
            self._place(frame.node)
        elif isinstance(event, yaml.AliasEvent):
            self._take_alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(problems.MANY_DOCUMENTS, event, mark="---")

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_tag(event)
        frame = self._frames[-1] if self._frames else None
        if frame is not None and frame.wants_key:
            self._take_key(event, frame)
            return
        is_plain = not event.style
        value = None if is_plain and event.value in NULLS else self._clean(event)
        if is_plain:
            self._refuse_joined_dash(event)
        node = self._new(event, value)
        node.style = event.style or ""
        if event.anchor:
            self._anchors[event.anchor] = node
        self._place(node)

    def _take_key(self, event: yaml.ScalarEvent, frame: _Frame) -> None:
        key = self._clean(event)
        if not event.style and event.value in NULLS:
            self._note(problems.EMPTY_KEY, event)
        elif not event.style and key == "<<":
            self._note(problems.MERGE_KEY, event)
        elif key in frame.node.keys:
            first = frame.node.keys[key][0]
            self._note(problems.DUPLICATE_KEY, event, key=key, line=first)
        else:
            strange = _STRANGE_SPACE.search(key)
            if strange:
                self._note(problems.STRANGE_SPACE, event, key=key, code=code_point(strange[0]))
            frame.key = key
            frame.node.keys[key] = _start(event)
            return
        frame.dropped = True

    def _take_alias(self, event: yaml.AliasEvent) -> None:
        if self._frames and self._frames[-1].wants_key:
            self._stop(problems.KEY_NOT_TEXT, event)
        name = event.anchor
        if name not in self._anchors:
            self._note(problems.QUOTE_NEEDED, event, mark="*")
            self._place(self._new(event, ""))
            return
        node = self._anchors[name]
        if node is None:
            self._stop(problems.RECURSIVE_ALIAS, event, name=name)
        self._count_values(event, node.size)
        if len(self._frames) + node.height > MAX_DEPTH:
            self._stop(problems.TOO_DEEP, event, limit=MAX_DEPTH, opening="{")
        self._place(node)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._refuse_tag(event)
        if self._frames and self._frames[-1].wants_key:
            self._refuse_key(event, self._frames[-1])
        if len(self._frames) >= MAX_DEPTH:
            self._stop(problems.TOO_DEEP, event, limit=MAX_DEPTH, opening="{")
        node = self._new(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
        if event.anchor:
            self._anchors[event.anchor] = None
        self._frames.append(_Frame(node, event.anchor))

    def _refuse_key(self, event: yaml.CollectionStartEvent, frame: _Frame) -> None:
        """Stop at a collection used as key, mostly "{{ ... }}" of a template left unquoted."""
        outer = frame.node
        if self._lines[outer.line - 1][outer.column - 1 :].startswith("{{"):
            place = Location(self._display, outer.line, outer.column)
            self._findings.append(problems.QUOTE_NEEDED.at(place, mark="{{"))
            raise _StoppedError
        self._stop(problems.KEY_NOT_TEXT, event)

    def _place(self, node: Node) -> None:
        if not self._frames:
            self.root = node
            return
        frame = self._frames[-1]
        if isinstance(frame.node.value, list):
            frame.node.adopt(len(frame.node.value), node)
        elif frame.key is not None:
            frame.node.adopt(frame.key, node)
        frame.key, frame.dropped = None, False

    def _new(self, event: yaml.Event, value: Any) -> Node:
        self._count_values(event, 1)
        return Node(*_start(event), value)

    def _count_values(self, event: yaml.Event, count: int) -> None:
        self._count += count
        if self._count > MAX_VALUES:
            self._stop(problems.TOO_MANY, event, limit=MAX_VALUES)

    def _clean(self, event: yaml.ScalarEvent) -> str:
        text: str = event.value
        if text.isascii() and event.style != '"':
            return text
        text = unicodedata.normalize("NFC", text)
        for code in dict.fromkeys(map(code_point, BAD_CHARACTERS.findall(text))):
            self._note(problems.BAD_CHARACTER, event, code=code)
        hidden = INVISIBLE_CHARACTERS.findall(text)
        if hidden:
            # An invisible letter makes two names that look alike differ.
            text = unicodedata.normalize("NFC", INVISIBLE_CHARACTERS.sub("", text))
            codes = ", ".join(dict.fromkeys(map(code_point, hidden)))
            value = problems.shorten(text)
            self._note(problems.INVISIBLE, event, count=len(hidden), codes=codes, value=value)
        return text

    def _refuse_tag(self, event: yaml.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._note(problems.TAG, event, tag=tag.replace(_STANDARD_TAG, "!!"))

    def _refuse_joined_dash(self, event: yaml.ScalarEvent) -> None:
        """Note a list item written as if it went on with the text above it."""
        last = event.end_mark.line + 1 if event.end_mark else 0
        for number in range(_start(event)[0] + 1, last + 1):
            match = _DASH_LINE.match(self._lines[number - 1])
            if match:
                place = Location(self._display, number, match.end())
                quote = problems.shorten(self._lines[number - 1])
                self._findings.append(problems.JOINED_DASH.at(place, quote=quote))
                return

    def _note(self, problem: Problem, event: yaml.Event, **params: Any) -> None:
        place = Location(self._display, *_start(event))
        self._findings.append(problem.at(place, **params))

    def _stop(self, problem: Problem, event: yaml.Event, **params: Any) -> NoReturn:
        self._note(problem, event, **params)
        raise _StoppedError
