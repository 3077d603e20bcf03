"""Documents as files: the table of output formats. A format's modules load when it is used."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast


@dataclass(frozen=True, slots=True)
class Writer:
    """An output format.

    Attributes:
        module: Where its ``write(document, *, standard, ...) -> bytes`` is.
        extension: Of its files, with the dot.
    """

    module: str
    extension: str

    @property
    def write(self) -> Callable[..., bytes]:
        """Return the function that makes a file of a document."""
        return cast("Callable[..., bytes]", import_module(self.module).write)


WRITERS: dict[str, Writer] = {
    "docx": Writer("generator.writers.docx.write", ".docx"),
    "pdf": Writer("generator.writers.pdf.write", ".pdf"),
    "xlsx": Writer("generator.writers.xlsx.write", ".xlsx"),
}
