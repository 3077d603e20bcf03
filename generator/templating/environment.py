"""The Jinja environment of body templates: sandboxed, strict, escaping, with places."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from jinja2 import Template, TemplateNotFound, TemplateSyntaxError
from jinja2.loaders import BaseLoader
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from generator.diagnostics import Diagnostic, Location
from generator.document.markdown import PRIVATE_USE, origin_mark
from generator.errors import InputError
from generator.inputs.text_file import read_text
from generator.templating import limits
from generator.templating.explain import (
    RECORDER,
    RecordingUndefined,
    Source,
    explain_all,
    explain_undefined,
)
from generator.templating.names import check_name, locate
from generator.templating.sandbox import LimitedEnvironment

BASE_PREFIX = "goc/"
"""``{% extends "goc/kinds/..." %}`` names the packaged file that a local one overrides."""

_MAX_MISTAKES = 100
_LEAD = re.compile(r" *(?:[-+]|#+|\d+[.)]) +")
_NEEDED = re.compile(r"""([!#&()*+\-<>\[\\\]^_`{|}~]|(?<=\d)[.)])""")
_TAG_START = re.compile(r"\{[{%#]")
_TAG_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LAST_LETTER = re.compile(r".*[^\W_]", re.DOTALL)


_used_files: ContextVar[set[Path] | None] = ContextVar("used_files", default=None)


@contextmanager
def record_files() -> Iterator[set[Path]]:
    """Collect the template files that are read, or taken from the cache, inside the block."""
    used: set[Path] = set()
    token = _used_files.set(used)
    try:
        yield used
    finally:
        _used_files.reset(token)


def note_file(path: Path) -> None:
    """Note a file that was read, where files are being collected."""
    used = _used_files.get()
    if used is not None:
        used.add(path)


@dataclass(frozen=True, slots=True)
class TemplateRoot:
    """A folder templates are looked for in, and how its files are named to the user."""

    path: Path
    display: str
    packaged: bool = False


class TemplateLoader(BaseLoader):
    """Finds a template in the first root that has it and marks its lines with their origin."""

    def __init__(self, roots: Sequence[TemplateRoot], files: "FileTable") -> None:
        self.roots = tuple(roots)
        self.files = files

    def find(self, name: str, place: Location | None = None) -> tuple[Path, str] | None:
        """Return the path of a template and its name for the user, None when there is none.

        Raises:
            InputError: When the name leads out of the folders of templates.
        """
        place = place or current_place()
        roots = self.roots
        given = check_name(name, place)
        name = given.removeprefix(BASE_PREFIX)
        if name != given:
            roots = tuple(root for root in roots if root.packaged)
        for root in roots:
            path = locate(root.path, check_name(name, place), place)
            if path:
                return path, f"{root.display}/{name}"
        return None

    def get_source(
        self,
        environment: Any,  # noqa: ARG002  (the name Jinja calls it by)
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the marked source, the display name and a freshness test for Jinja."""
        found = self.find(template)
        if found is None:
            raise TemplateNotFound(template)
        path, display = found
        source = read_text(path, display).replace("\r\n", "\n")
        return mark_origins(source, self.files.number(display)), display, lambda: True


class FileTable:
    """Numbers the files that origin marks refer to."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """Return the number of a file, a new one the first time."""
        if name not in self._numbers:
            self._numbers[name] = len(self.names)
            self.names.append(name)
        return self._numbers[name]


class BodyTemplate(Template):
    """A template whose first line need not be the first line of its file."""

    lines_before = 0

    def get_corresponding_lineno(self, lineno: int) -> int:
        """Return the line of the file that a line of the code was made from."""
        return self.lines_before + super().get_corresponding_lineno(lineno)


class BodyEnvironment(LimitedEnvironment):
    """Jinja for body text; ``{: #key}`` lines stay Markdown, ``{# #}`` stays a comment."""

    template_class = BodyTemplate

    def __init__(self, roots: Sequence[TemplateRoot]) -> None:
        self.files = FileTable()
        super().__init__(
            loader=TemplateLoader(roots, self.files),
            undefined=RecordingUndefined,
            autoescape=True,
            finalize=_print,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )

    def _load_template(
        self,
        name: str,
        globals: MutableMapping[str, Any] | None,  # noqa: A002
    ) -> Template:
        limits.spend(limits.LOAD_STEPS)
        found = self.find(name)
        if found is not None:
            note_file(found[0])
        return super()._load_template(name, globals)

    @property
    def roots(self) -> tuple[TemplateRoot, ...]:
        """Return the folders templates are looked for in, the first first."""
        loader = self.loader
        return loader.roots if isinstance(loader, TemplateLoader) else ()

    def find(self, name: str, place: Location | None = None) -> tuple[Path, str] | None:
        """Return the path of a template file and its name for the user.

        Args:
            name: Its name below the folders of templates.
            place: Where it is named; the line of the template that runs when not given.

        Raises:
            InputError: When the name leads out of the folders of templates.
        """
        return self.loader.find(name, place) if isinstance(self.loader, TemplateLoader) else None

    def render_file(self, name: str, context: dict[str, Any]) -> str:
        """Return the marked Markdown of a template file.

        Raises:
            InputError: When the template is missing or wrong, with file and line.
        """

        def load() -> Source:
            source, display, _ = self.loader.get_source(self, name)  # type: ignore[union-attr]
            return Source(source, display or name)

        def run() -> str:
            return self.get_template(name).render(context)

        return self._render(run, load, context, Location(name))

    def render_text(self, text: str, context: dict[str, Any], place: Location) -> str:
        """Return the marked Markdown of a text the user typed at a place.

        Raises:
            InputError: When the text uses Jinja wrongly, with file and line.
        """
        before = max(place.line, 1) - 1
        source = mark_origins(text, self.files.number(place.file), before)

        def run() -> str:
            limits.spend(limits.TEXT_STEPS)
            try:
                code = self.compile(source, filename=place.file)
            except TemplateSyntaxError as error:
                error.lineno += before
                raise
            template = cast(
                "BodyTemplate", BodyTemplate.from_code(self, code, self.make_globals(None))
            )
            template.lines_before = before
            return template.render(context).lstrip("\n")

        return self._render(run, lambda: Source(source, place.file, before), context, place)

    def _render(
        self,
        run: Callable[[], str],
        load: Callable[[], Source],
        context: Mapping[str, Any],
        place: Location,
    ) -> str:
        """Return what is rendered, or all that is wrong with its source and the data for it."""
        known = set(context)
        findings: list[Diagnostic] = []
        failure: Exception | None = None

        def record(undefined: RecordingUndefined) -> None:
            limits.spend(limits.PROBLEM_STEPS)
            if len(findings) < _MAX_MISTAKES:
                findings.append(explain_undefined(undefined, current_place(), known))

        token = RECORDER.set(record)
        with limits.limit() as budget:
            try:
                with budget.timed():
                    text = run()
            except Exception as error:  # noqa: BLE001  (any expression of a template may fail)
                failure = error
            finally:
                RECORDER.reset(token)
            if failure is None and not findings:
                return text
            if isinstance(budget.told, InputError):
                raise budget.told
            wrong = InputError(explain_all(self, load, known, findings, failure, place))
            if budget.is_empty:
                budget.told = wrong
            raise wrong from failure

    def call(self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: PYI063
        """Give nothing for a name nobody gave: the function would find fault with it again."""
        if not isinstance(__obj, Macro):
            for value in (*args, *kwargs.values()):
                if isinstance(value, RecordingUndefined):
                    return str(value)
        return super().call(__context, __obj, *args, **kwargs)


def _print(value: object) -> Markup:
    """Return what a tag prints of a value.

    Raises:
        NotTextError: When it has no words.
    """
    limits.check_printable(value)
    limits.weigh(value)
    return escape_markdown(value)


def escape_markdown(value: object) -> Markup:
    r"""Return a value as Markdown that prints it and nothing else; newlines become line breaks.

    >>> str(escape_markdown("A*B - 1. [x]"))
    'A\\*B \\- 1\\. \\[x\\]'
    """
    if hasattr(value, "__html__"):
        return Markup(value.__html__())  # noqa: S704  (it is Markdown that was rendered already)
    text = PRIVATE_USE.sub("", str(value))
    escaped = _NEEDED.sub(r"\\\1", text)
    return Markup(escaped.replace("\n", "\\\n"))  # noqa: S704


def mark_origins(source: str, number: int, lines_before: int = 0) -> str:
    """Return a template's source with an origin mark in each line of text it prints.

    Args:
        source: The source.
        number: Number of its file.
        lines_before: How many lines of the file stand before it.
    """
    source = PRIVATE_USE.sub("", source)
    parts = []
    line, end = lines_before + 1, 0
    for tag_start, tag_end in find_tags(source):
        parts.append(_mark_data(source[end:tag_start], number, line))
        parts.append(source[tag_start:tag_end])
        line += source.count("\n", end, tag_end)
        end = tag_end
    parts.append(_mark_data(source[end:], number, line))
    return "".join(parts)


def find_tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each tag begins and ends; what never ends is text.

    >>> list(find_tags("a {{ b }} {% c {# d #}"))
    [(2, 9), (15, 22)]
    """
    unended: set[str] = set()
    start = _TAG_START.search(text)
    while start:
        at, end = start.start(), -1
        if start[0] not in unended:
            end = text.find(_TAG_ENDS[start[0]], start.end())
        if end < 0:
            # What has no end here has none further on: it is not looked for again.
            unended.add(start[0])
            start = _TAG_START.search(text, at + 1)
        else:
            yield at, end + 2
            start = _TAG_START.search(text, end + 2)


def _mark_data(data: str, number: int, line: int) -> str:
    pieces = data.split("\n")
    return "\n".join(
        _mark_piece(piece, origin_mark(number, line + index)) for index, piece in enumerate(pieces)
    )


def _mark_piece(piece: str, mark: str) -> str:
    """Mark a line after its last letter, where no Markdown sign can be changed by it."""
    if piece.lstrip().startswith(("{:", "|")):
        return piece
    if _LEAD.fullmatch(piece):
        return piece + mark
    last = _LAST_LETTER.match(piece)
    return piece[: last.end()] + mark + piece[last.end() :] if last else piece


def current_place() -> Location:
    """Return the file and line of the template that is being rendered, from a call it made."""
    frame = sys._getframe(1)  # noqa: SLF001  (Jinja itself finds template lines this way)
    current: Any = frame
    while current is not None:
        template = current.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(current.f_lineno)
            return Location(str(template.filename or ""), line)
        current = current.f_back
    return Location()
