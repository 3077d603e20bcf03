"""The Jinja environment of body templates: sandboxed, strict, escaping, with places."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Template, TemplateNotFound
from jinja2.loaders import BaseLoader
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.diagnostics import Diagnostic, Location
from generator.document.markers import PRIVATE_USE, origin_mark
from generator.errors import InputError
from generator.templating.escape import escape_markdown
from generator.templating.explain import explain_all, explain_undefined
from generator.templating.undefined import RECORDER, RecordingUndefined

BASE_PREFIX = "goc/"
"""``{% extends "goc/kinds/..." %}`` names the packaged file that a local one overrides."""

_TAG = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
_LEAD = re.compile(r" *(?:[-+]|#+|\d+[.)]) +")
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

    def find(self, name: str) -> tuple[Path, str] | None:
        """Return the path of a template and its name for the user, None when there is none."""
        roots: Iterable[TemplateRoot] = self.roots
        if name.startswith(BASE_PREFIX):
            name = name.removeprefix(BASE_PREFIX)
            roots = [root for root in self.roots if root.packaged]
        for root in roots:
            path = root.path.joinpath(*name.split("/"))
            if path.is_file():
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
        source = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        return mark_origins(source, self.files.number(display)), display, lambda: True


class FileTable:
    """Numbers the files that origin marks refer to."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def number(self, name: str) -> int:
        """Return the number of a file, a new one the first time."""
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)


class BodyEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for body text; ``{: #key}`` lines stay Markdown, ``{# #}`` stays a comment."""

    def __init__(self, roots: Sequence[TemplateRoot]) -> None:
        self.files = FileTable()
        super().__init__(
            loader=TemplateLoader(roots, self.files),
            undefined=RecordingUndefined,
            autoescape=True,
            finalize=escape_markdown,
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
        found = self.find(name)
        if found is not None:
            note_file(found[0])
        return super()._load_template(name, globals)

    @property
    def roots(self) -> tuple[TemplateRoot, ...]:
        """Return the folders templates are looked for in, the first first."""
        loader = self.loader
        return loader.roots if isinstance(loader, TemplateLoader) else ()

    def find(self, name: str) -> tuple[Path, str] | None:
        """Return the path of a template file and its name for the user."""
        return self.loader.find(name) if isinstance(self.loader, TemplateLoader) else None

    def render_file(self, name: str, context: dict[str, Any]) -> str:
        """Return the marked Markdown of a template file.

        Raises:
            InputError: When the template is missing or wrong, with file and line.
        """

        def load() -> tuple[str, str]:
            source, display, _ = self.loader.get_source(self, name)  # type: ignore[union-attr]
            return source, display or name

        def run() -> str:
            return self.get_template(name).render(context)

        return self._render(run, load, context, Location(name))

    def render_text(self, text: str, context: dict[str, Any], place: Location) -> str:
        """Return the marked Markdown of a text the user typed at a place.

        Raises:
            InputError: When the text uses Jinja wrongly, with file and line.
        """
        number = self.files.number(place.file)
        padding = "\n" * (max(place.line, 1) - 1)
        source = mark_origins(padding + text, number)

        def run() -> str:
            code = self.compile(source, filename=place.file)
            template = self.template_class.from_code(self, code, self.make_globals(None))
            return template.render(context).lstrip("\n")

        return self._render(run, lambda: (source, place.file), context, place)

    def _render(
        self,
        run: Callable[[], str],
        load: Callable[[], tuple[str, str]],
        context: Mapping[str, Any],
        place: Location,
    ) -> str:
        """Return what is rendered, or all that is wrong with its source and the data for it."""
        known = set(context)
        findings: list[Diagnostic] = []
        failure: Exception | None = None
        token = RECORDER.set(
            lambda undefined: findings.append(explain_undefined(undefined, current_place(), known))
        )
        try:
            text = run()
        except Exception as error:  # noqa: BLE001  (any expression of a template may fail)
            failure = error
        finally:
            RECORDER.reset(token)
        if failure is None and not findings:
            return text
        raise InputError(explain_all(self, load, known, findings, failure, place)) from failure

    def call(self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: PYI063
        """Give nothing for a name nobody gave: the function would find fault with it again."""
        if not isinstance(__obj, Macro):
            for value in (*args, *kwargs.values()):
                if isinstance(value, RecordingUndefined):
                    return str(value)
        return super().call(__context, __obj, *args, **kwargs)


def mark_origins(source: str, number: int) -> str:
    """Return a template's source with an origin mark in each line of text it prints."""
    source = PRIVATE_USE.sub("", source)
    parts = []
    line, end = 1, 0
    for tag in _TAG.finditer(source):
        parts.append(_mark_data(source[end : tag.start()], number, line))
        parts.append(tag[0])
        line += source.count("\n", end, tag.end())
        end = tag.end()
    parts.append(_mark_data(source[end:], number, line))
    return "".join(parts)


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
