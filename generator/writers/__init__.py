"""Documents as files: the table of output formats. A format's modules load when it is used."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from generator.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file.

    Attributes:
        content: Its bytes.
        way: Which program laid out its pages; "" for files without pages of their own.
        findings: What its pages or its frame give to look at.
    """

    content: bytes
    way: str = ""
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Writer:
    """An output format and what it can do.

    Attributes:
        module: Where its ``make(document, *, standard, frame, frame_name,
            annexes_only, charts) -> Made`` is.
        extension: Of its files, with the dot.
        annexes_alone: It can make the budget annexes without the rest of the document.
        has_charts: It lays out pages, and can add pages of charts.
        needs_budget: There is nothing to write of a document without a budget.
    """

    module: str
    extension: str
    annexes_alone: bool = False
    has_charts: bool = False
    needs_budget: bool = False

    @property
    def make(self) -> Callable[..., Made]:
        """Return the function that makes a file of a document."""
        return cast("Callable[..., Made]", import_module(self.module).make)

    def write(self, *document: Any, **options: Any) -> bytes:
        """Return the bytes of the file that ``make`` makes of a document."""
        return self.make(*document, **options).content


WRITERS: dict[str, Writer] = {
    "docx": Writer("generator.writers.docx.write", ".docx", annexes_alone=True),
    "pdf": Writer("generator.writers.pdf.write", ".pdf", annexes_alone=True, has_charts=True),
    "html": Writer("generator.writers.html", ".html", annexes_alone=True),
    "xlsx": Writer("generator.writers.xlsx.write", ".xlsx", annexes_alone=True, needs_budget=True),
}
