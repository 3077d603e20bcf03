"""Word files as read: text in order with what Word shows of it; imports no writer."""

from generator.readers.docx.content import (
    CellPlace,
    ParagraphLook,
    RunLook,
    WordFile,
    WordParagraph,
    WordRow,
    WordRun,
    WordSection,
    WordTable,
)
from generator.readers.docx.parse import read_docx

__all__ = [
    "CellPlace",
    "ParagraphLook",
    "RunLook",
    "WordFile",
    "WordParagraph",
    "WordRow",
    "WordRun",
    "WordSection",
    "WordTable",
    "read_docx",
]
