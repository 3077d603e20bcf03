"""The typst package: one compiler for each thread and set of fonts, and what it is asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any, cast

from generator.errors import OutputError
from generator.writers import problems
from generator.writers.pdf.fonts import FontSet

if TYPE_CHECKING:
    import typst

PDF_STANDARD = "a-2b"
ODD_FONTS = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern Math", "Kehoach Box")
"""Fonts for characters that the document's font lacks; the last one has a box for every one."""

_FOLDER = Path(__file__).parent
TEMPLATE_PATH = _FOLDER / "template.typ"
BOX_FONT_PATH = _FOLDER / "boxes" / "box.ttf"
_THREAD = local()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a marked part begins and ends: pages from 1, points from the upper edge."""

    page: int
    y: float
    end_page: int
    end_y: float


@dataclass(slots=True)
class Typesetter:
    """A document's data, ready to become pages.

    Attributes:
        data: What the template reads.
        fonts: What it is set in.
        tagged: The file has tags for screen readers.
        odd: It has characters that those fonts lack; other fonts are opened only then.
    """

    data: dict[str, Any]
    fonts: FontSet
    odd: bool
    tagged: bool = True

    def pdf(self, day: date) -> bytes:
        """Return the PDF/A-2b file; equal data give equal bytes."""
        self.data["date"] = [day.year, day.month, day.day]
        options = {"format": "pdf", "pdf_standards": PDF_STANDARD}
        try:
            return cast("bytes", self._compile(**options))
        except OutputError:
            # The compiler loses count of the tags of notes that fill more than a page; PDF/A-2b
            # does not ask for tags, so the file is made without.
            content = cast("bytes", self._compile(**options, pdf_tags=False))
        self.tagged = False
        return content

    def pictures(self, ppi: float) -> list[bytes]:
        """Return each page as a PNG picture."""
        made = self._compile(format="png", ppi=ppi)
        return made if isinstance(made, list) else [made]

    def places(self) -> dict[int, Place]:
        """Return where the marked parts are, by their number; after ``pdf`` or ``pictures``."""
        with _said_in_words():
            found = json.loads(_compiler(self.fonts, odd=self.odd).eval(_PLACES))
        starts = {number: at for (number, end), at in found if not end}
        ends = {number: at for (number, end), at in found if end}
        places = {}
        for number, start in starts.items():
            end = ends.get(number, start)
            places[number] = Place(start[0], start[1], end[0], end[1])
        return places

    def _compile(self, **options: Any) -> Any:
        text = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        with _said_in_words():
            return _compiler(self.fonts, odd=self.odd).compile(sys_inputs={"data": text}, **options)


_PLACES = """query(<mark>).map(it => {
  let at = it.location().position()
  (it.value, (at.page, at.y.pt()))
})"""


def _compiler(fonts: FontSet, *, odd: bool) -> "typst.Compiler":
    """Return this thread's compiler: it keeps the data it was last given."""
    compilers = _THREAD.__dict__.setdefault("compilers", {})
    if (fonts, odd) not in compilers:
        compilers[fonts, odd] = _make_compiler(fonts, odd=odd)
    return cast("typst.Compiler", compilers[fonts, odd])


def _make_compiler(fonts: FontSet, *, odd: bool) -> "typst.Compiler":
    _need_typesetter()
    import typst

    return typst.Compiler(
        input=str(TEMPLATE_PATH),
        root=str(_FOLDER),
        font_paths=_open_fonts(fonts, odd=odd),
        ignore_system_fonts=True,
    )


@cache
def _open_fonts(fonts: FontSet, *, odd: bool) -> "typst.Fonts":
    _need_typesetter()
    import typst

    folders = [str(folder) for folder in fonts.folders]
    if odd:
        folders.append(str(BOX_FONT_PATH.parent))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=odd, font_paths=folders)


@contextmanager
def _said_in_words() -> Iterator[None]:
    _need_typesetter()
    import typst

    try:
        yield
    except typst.TypstError as error:
        raise OutputError(problems.NOT_TYPESET.at(reason=error.message)) from error
    except BaseException as error:
        # The compiler's own faults come as a kind of exception that no package exports.
        if type(error).__name__ != "PanicException":
            raise
        _THREAD.__dict__.pop("compilers", None)
        raise OutputError(problems.NOT_TYPESET.at(reason=str(error))) from error


def _need_typesetter() -> None:
    """Say in words that there is no typst package, as on Windows on ARM.

    Raises:
        OutputError: When it is not installed.
    """
    try:
        import typst  # noqa: F401
    except ImportError as error:
        raise OutputError(problems.NO_TYPESETTER.at()) from error
