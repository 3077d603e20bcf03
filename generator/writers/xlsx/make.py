"""The budget annexes of a document as a finished workbook."""

from typing import Any

from generator.document.nodes import Document
from generator.writers.made import Made
from generator.writers.xlsx.write import write


def make(document: Document, **_: Any) -> Made:
    """Return the annexes of a document; a workbook never holds more of it."""
    return Made(write(document))
