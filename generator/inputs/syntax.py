"""What the YAML parser could not read, explained from the line the user typed.

The parser's own words name its grammar; each row of ``RULES`` looks at the place where it gave
up and says which slip of the hand leads there.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Location, Problem
from generator.inputs import problems
from generator.inputs.problems import shorten

_TAB_INDENT = re.compile(r" *(?:- +)*\t")
_KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*(?P<key>[^\s:#'\"]+):(?=[^ \t\r])")
_DASH_WITHOUT_SPACE = re.compile(r"\s*-[^\s-]")
_KEY = re.compile(r"\s*(?:- +)*[^:#]*?:(?:\s|$)")
_KEY_AND_VALUE = re.compile(r"\s*(?:- +)*[^:#]*?:\s+[^\s#]")
_VALUE_START = re.compile(r"(?:^|:\s|-\s)\s*(?P<start>[\"'\[{*&!])")
_CLOSING = {"[": "]", "{": "}"}
_QUOTES = "\"'"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the parser gave up.

    Attributes:
        problem: What the parser says.
        context: What it was reading.
        at: 0-based line and column where it gave up.
        since: 0-based line and column where what it was reading begins.
        lines: The lines of the file.
    """

    problem: str
    context: str
    at: tuple[int, int]
    since: tuple[int, int]
    lines: tuple[str, ...]

    def line(self, number: int) -> str:
        """Return a line by its 0-based number, "" outside the file."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def character(self, place: tuple[int, int]) -> str:
        """Return the character at a place, "" outside the file."""
        return self.line(place[0])[place[1] : place[1] + 1]

    @property
    def before(self) -> str:
        """Return the line where the parser gave up, up to that place."""
        return self.line(self.at[0])[: self.at[1]]

    def line_above(self) -> int:
        """Return the number of the nearest line above that is not blank, -1 without one."""
        number = self.at[0] - 1
        while number >= 0 and not self.line(number).strip():
            number -= 1
        return number


@dataclass(frozen=True, slots=True)
class Slip:
    """A problem at a 0-based place."""

    problem: Problem
    place: tuple[int, int]
    params: dict[str, Any]


Rule = Callable[[Scene], Slip | None]


def explain_syntax(error: yaml.MarkedYAMLError, lines: tuple[str, ...], display: str) -> Diagnostic:
    """Return the finding for an error of the YAML parser."""
    at = _place(error.problem_mark) or _place(error.context_mark) or (0, 0)
    scene = Scene(
        problem=error.problem or "",
        context=error.context or "",
        at=at,
        since=_place(error.context_mark) or at,
        lines=lines,
    )
    slip = next((slip for rule in RULES if (slip := rule(scene))), None)
    slip = slip or Slip(problems.SYNTAX, at, {})
    return _to_finding(slip, scene, display)


def explain_text(lines: tuple[str, ...], display: str) -> Diagnostic | None:
    """Return why a file that should have keys was read as one text, None when not known."""
    scene = Scene("", "", (0, 0), (0, 0), lines)
    slips = (_missing_space(scene, number) for number in range(len(lines)))
    slip = next(filter(None, slips), None)
    return _to_finding(slip, scene, display) if slip else None


def _to_finding(slip: Slip, scene: Scene, display: str) -> Diagnostic:
    line, column = slip.place
    place = Location(display, line + 1, column + 1)
    return slip.problem.at(place, quote=shorten(scene.line(line)), **slip.params)


def _place(mark: Any) -> tuple[int, int] | None:
    return (mark.line, mark.column) if mark else None


def _find_tab(scene: Scene) -> Slip | None:
    match = _TAB_INDENT.match(scene.line(scene.at[0]))
    if match:
        return Slip(problems.TAB, (scene.at[0], match.end() - 1), {})
    return Slip(problems.TAB, scene.at, {}) if scene.character(scene.at) == "\t" else None


def _find_open_quote(scene: Scene) -> Slip | None:
    if "scalar" not in scene.context or not scene.problem.startswith("found unexpected"):
        return None
    return Slip(problems.OPEN_QUOTE, scene.since, {"mark": scene.character(scene.since)})


def _find_bad_escape(scene: Scene) -> Slip | None:
    words = ("escape", "hexdecimal", "Unicode character")
    if not any(word in scene.problem for word in words):
        return None
    line, column = scene.at
    back = scene.line(line).rfind("\\", 0, column + 1)
    return Slip(problems.BAD_ESCAPE, (line, max(back, 0)), {})


def _find_colon(scene: Scene) -> Slip | None:
    if not scene.problem.startswith("mapping values are not allowed"):
        return None
    if _KEY_AND_VALUE.match(scene.before):
        return Slip(problems.COLON_IN_VALUE, scene.at, {})
    above = scene.line_above()
    slip = _missing_space(scene, above)
    if slip:
        return slip
    indent = len(scene.before) - len(scene.before.lstrip())
    if _KEY_AND_VALUE.match(scene.line(above)):
        return Slip(problems.INDENT_AFTER_VALUE, (scene.at[0], indent), {})
    number = max(above, 0)
    return Slip(problems.NO_COLON, (number, _indent(scene.line(number))), {})


def _find_no_colon(scene: Scene) -> Slip | None:
    if not scene.problem.startswith("could not find expected ':'"):
        return None
    number = scene.since[0]
    slip = _missing_space(scene, number)
    return slip or Slip(problems.NO_COLON, (number, _indent(scene.line(number))), {})


def _missing_space(scene: Scene, number: int) -> Slip | None:
    line = scene.line(number)
    match = _KEY_WITHOUT_SPACE.match(line)
    if match:
        return Slip(problems.NO_SPACE_AFTER_COLON, (number, match.end()), {"key": match["key"]})
    if _DASH_WITHOUT_SPACE.match(line):
        return Slip(problems.NO_SPACE_AFTER_DASH, (number, _indent(line)), {})
    return None


def _find_mark_to_quote(scene: Scene) -> Slip | None:
    if "cannot start any token" in scene.problem:
        return Slip(problems.QUOTE_NEEDED, scene.at, {"mark": scene.character(scene.at)})
    if scene.context in {"while scanning an alias", "while scanning an anchor"}:
        return Slip(problems.QUOTE_NEEDED, scene.since, {"mark": scene.character(scene.since)})
    if "tag" in scene.context or "tag handle" in scene.problem:
        return Slip(problems.QUOTE_NEEDED, scene.since, {"mark": "!"})
    return None


def _find_bracket(scene: Scene) -> Slip | None:
    if "flow" not in scene.context:
        return None
    if scene.character(scene.since) in _CLOSING:
        return _opening(scene, scene.since)
    place = _opening_before(scene)
    return _opening(scene, place) if place else None


def _opening_before(scene: Scene) -> tuple[int, int] | None:
    """Return the last opening bracket above the place where the parser gave up."""
    for number in range(scene.at[0], -1, -1):
        text = scene.before if number == scene.at[0] else scene.line(number)
        column = max(text.rfind("["), text.rfind("{"))
        if column >= 0:
            return number, column
    return None


def _opening(scene: Scene, place: tuple[int, int]) -> Slip:
    line, column = place
    text = scene.line(line)[column:]
    if text.startswith("{{"):
        return Slip(problems.QUOTE_NEEDED, place, {"mark": "{{"})
    mark = text[0]
    return Slip(problems.OPEN_BRACKET, place, {"mark": mark, "closing": _CLOSING[mark]})


def _find_stray_bracket(scene: Scene) -> Slip | None:
    mark = scene.character(scene.at)
    if mark not in {"]", "}"}:
        return None
    return Slip(problems.STRAY_BRACKET, scene.at, {"mark": mark})


def _find_text_after_value(scene: Scene) -> Slip | None:
    """A value that began with a mark of YAML's own goes on as text."""
    is_question = scene.problem.startswith("mapping keys are not allowed")
    if not (is_question or scene.context.startswith("while parsing a block")):
        return None
    match = _VALUE_START.search(scene.before)
    if match is None:
        return Slip(problems.QUOTE_NEEDED, scene.at, {"mark": "?"}) if is_question else None
    start = (scene.at[0], match.start("start"))
    if match["start"] not in _QUOTES:
        mark = "{{" if scene.before[start[1] :].startswith("{{") else match["start"]
        return Slip(problems.QUOTE_NEEDED, start, {"mark": mark})
    return Slip(problems.AFTER_QUOTE, scene.at, {})


def _find_indent(scene: Scene) -> Slip | None:
    if not scene.context.startswith("while parsing a block"):
        return None
    line = scene.line(scene.at[0])
    if scene.context.endswith("collection"):
        return Slip(problems.KEY_AMONG_LIST, scene.at, {})
    if scene.character(scene.at) == "-" and scene.at[1] == scene.since[1]:
        return Slip(problems.LIST_AMONG_KEYS, scene.at, {})
    if scene.character(scene.at) == ":":
        return Slip(problems.EMPTY_KEY, scene.at, {})
    return Slip(problems.INDENT, (scene.at[0], _indent(line)), {})


def _find_block_text(scene: Scene) -> Slip | None:
    if scene.context != "while scanning a block scalar":
        return None
    return Slip(problems.TEXT_AFTER_BLOCK_MARK, scene.since, {"mark": scene.character(scene.since)})


def _find_list_on_key_line(scene: Scene) -> Slip | None:
    if "sequence entries are not allowed" not in scene.problem:
        return None
    return Slip(problems.LIST_ON_KEY_LINE, scene.at, {})


def _find_document_mark(scene: Scene) -> Slip | None:
    if "document start" in scene.problem:
        return Slip(problems.MANY_DOCUMENTS, scene.at, {"mark": "..."})
    if "directive" in scene.context:
        return Slip(problems.QUOTE_NEEDED, scene.since, {"mark": "%"})
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


RULES: tuple[Rule, ...] = (
    _find_tab,
    _find_open_quote,
    _find_bad_escape,
    _find_colon,
    _find_no_colon,
    _find_mark_to_quote,
    _find_document_mark,
    _find_bracket,
    _find_stray_bracket,
    _find_text_after_value,
    _find_block_text,
    _find_list_on_key_line,
    _find_indent,
)
"""Tried in order; the first that knows the slip explains it."""
