"""What a Word file says, read without the importer: words, running text, looks, notes."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

from generator.readers.docx import WordFile, WordParagraph, read_docx

_ORNAMENT = re.compile(r"[*\-–—_=\s]*")


def read(source: Path | bytes) -> WordFile:
    return read_docx(source)


def fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def words(word: WordFile) -> Counter[str]:
    """Return the words of the whole file, notes included, lines of signs only left out."""
    notes = [each for note in word.footnotes.values() for each in note]
    lines = [
        line
        for paragraph in (*word.paragraphs, *notes)
        for line in paragraph.text.split("\n")
        if not _ORNAMENT.fullmatch(line)
    ]
    return Counter(fold(" ".join(lines)).split())


def running_text(word: WordFile) -> list[str]:
    """Return the paragraphs outside tables, each note in its place between brackets."""
    lines = [_with_notes(each, word) for each in word.paragraphs if each.cell is None]
    return [line for line in lines if not _ORNAMENT.fullmatch(line)]


def _with_notes(paragraph: WordParagraph, word: WordFile) -> str:
    parts = []
    for run in paragraph.runs:
        parts.append(run.text)
        if run.footnote is not None:
            note = " ".join(each.text for each in word.footnotes[run.footnote])
            parts.append(f"⟦{fold(note)}⟧")
    return fold("".join(parts))


def looks(word: WordFile) -> str:
    """Return the characters outside tables without white space, each bold or italic one marked."""
    found = []
    for paragraph in word.paragraphs:
        if paragraph.cell is None and not _ORNAMENT.fullmatch(paragraph.text):
            for run in paragraph.runs:
                mark = f"{'b' if run.look.bold else ''}{'i' if run.look.italic else ''}"
                found += [f"{mark}{char}" for char in "".join(run.text.split())]
    return " ".join(found)


def body_of(text: list[str], first: str) -> list[str]:
    """Return the paragraphs from the one that begins with some words on."""
    start = next(place for place, line in enumerate(text) if line.startswith(first))
    return text[start:]
