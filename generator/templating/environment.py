"""The Jinja environment of body templates: sandboxed, strict, escaping, with places."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from jinja2.loaders import BaseLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.diagnostics import Diagnostic, Location, Severity
from generator.document.markers import PRIVATE_USE, origin_mark
from generator.errors import InputError
from generator.i18n import N_
from generator.templating.escape import escape_markdown
from generator.templating.reasons import reason_for

BASE_PREFIX = "goc/"
"""``{% extends "goc/kinds/..." %}`` names the packaged file that a local one overrides."""

_BARE_NAME = re.compile(r"'(\w+)' is undefined")
_TAG = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
_LEAD = re.compile(r" *(?:[-+]|#+|\d+[.)]) +")
_LAST_LETTER = re.compile(r".*[^\W_]", re.DOTALL)
_ATTRIBUTE = re.compile(r"has no attribute '(\w+)'")


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
            undefined=StrictUndefined,
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
        try:
            return self.get_template(name).render(context)
        except Exception as error:
            raise InputError(explain_template_error(error, name)) from error

    def render_text(self, text: str, context: dict[str, Any], place: Location) -> str:
        """Return the marked Markdown of a text the user typed at a place.

        Raises:
            InputError: When the text uses Jinja wrongly, with file and line.
        """
        number = self.files.number(place.file)
        padding = "\n" * (max(place.line, 1) - 1)
        source = mark_origins(padding + text, number)
        try:
            code = self.compile(source, filename=place.file)
            template = self.template_class.from_code(self, code, self.make_globals(None))
            return template.render(context).lstrip("\n")
        except Exception as error:
            raise InputError(explain_template_error(error, place.file, place)) from error


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


def explain_template_error(
    error: Exception, name: str, place: Location | None = None
) -> list[Diagnostic]:
    """Return what a rendering error means, at its place in the template."""
    if isinstance(error, InputError):
        return list(error.findings)
    where = _error_place(error) or place or Location(name)
    if isinstance(error, TemplateSyntaxError):
        where = Location(error.filename or where.file, error.lineno or where.line)
        return [
            _finding(
                "TPL02",
                N_("lỗi cú pháp trong mẫu: {reason}"),
                where,
                N_("sửa thẻ Jinja ở dòng này"),
                reason=reason_for(error.message or ""),
            )
        ]
    if isinstance(error, TemplateNotFound):
        return [
            _finding(
                "TPL31",
                N_("không có mẫu '{name}'"),
                where,
                N_("kiểm tra tên tệp trong thư mục templates"),
                name=str(error.name or name),
            )
        ]
    if isinstance(error, SecurityError):
        return [
            _finding(
                "TPL03",
                N_("mẫu dùng biểu thức không được phép: {reason}"),
                where,
                N_("mẫu chỉ được đọc dữ liệu, không được chạy mã"),
                reason=reason_for(str(error)),
            )
        ]
    if isinstance(error, UndefinedError):
        return [_undefined(str(error), where)]
    if isinstance(
        error,
        TemplateRuntimeError
        | TypeError
        | ValueError
        | ArithmeticError
        | LookupError
        | AttributeError
        | RecursionError,
    ):
        return [
            _finding(
                "TPL09",
                N_("không tính được biểu thức trong mẫu: {reason}"),
                where,
                N_("kiểm tra phép tính, tên hàm và tham số ở dòng này"),
                reason=reason_for(str(error)),
            )
        ]
    raise error


def _undefined(text: str, where: Location) -> Diagnostic:
    match = _BARE_NAME.search(text) or _ATTRIBUTE.search(text)
    name = match[1] if match else text
    return _finding(
        "TPL01",
        N_("mẫu dùng tên '{name}' mà không ai khai báo"),
        where,
        N_("sửa tên, hoặc khai báo trong tham_so của kế hoạch"),
        name=name,
    )


def _error_place(error: Exception) -> Location | None:
    traceback = error.__traceback__
    found = None
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if "__jinja_template__" in traceback.tb_frame.f_globals:
            template = traceback.tb_frame.f_globals["__jinja_template__"]
            line = template.get_corresponding_lineno(traceback.tb_lineno)
            found = Location(str(template.filename or code.co_filename), line)
        elif code.co_name in ("top-level template code", "template") or code.co_filename.endswith(
            ".j2"
        ):
            found = Location(code.co_filename, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


def _finding(rule: str, message: str, where: Location, hint: str, **params: Any) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, message, where, params, hint)
