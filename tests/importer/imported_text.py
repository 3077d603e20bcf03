"""What a Word file says, read with lxml alone: words, running text, looks, notes.

Nothing of the product's reader is used, so that an error of it cannot hide itself.
"""

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ORNAMENT = re.compile(r"[*\-–—_=\s]*")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_GONE = frozenset({f"{W}del", f"{W}moveFrom", _FALLBACK})


@dataclass(frozen=True)
class Run:
    """Text of one look, or the call of a note."""

    text: str
    bold: bool
    italic: bool
    note: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the text or of a note."""

    runs: tuple[Run, ...]
    in_table: bool

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def footnotes(self) -> list[str]:
        return [run.note for run in self.runs if run.note]


@dataclass(frozen=True)
class Word:
    """The paragraphs of a file, and those of each footnote by its id."""

    paragraphs: tuple[Paragraph, ...]
    footnotes: dict[str, tuple[Paragraph, ...]]


class _Styles:
    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._by_id = {style.get(f"{W}styleId"): style for style in found}
        self._defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._usual = next(
            (
                style.get(f"{W}styleId")
                for style in found
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") == "1"
            ),
            None,
        )

    def is_on(self, name: str, paragraph: etree._Element, run: etree._Element) -> bool:
        """Return whether a toggle is on: the run's own word, its style's, its paragraph's."""
        own = run.find(f"{W}rPr")
        chosen = None if own is None else own.find(f"{W}rStyle")
        around = paragraph.find(f"{W}pPr/{W}pStyle")
        levels = [
            own,
            *self._chain(None if chosen is None else chosen.get(f"{W}val")),
            *self._chain(self._usual if around is None else around.get(f"{W}val")),
            self._defaults,
        ]
        for level in levels:
            toggle = None if level is None else level.find(f"{W}{name}")
            if toggle is not None:
                return toggle.get(f"{W}val", "1") not in ("0", "false", "off")
        return False

    def _chain(self, name: str | None) -> Iterator[etree._Element | None]:
        while name in self._by_id:
            style = self._by_id[name]
            yield style.find(f"{W}rPr")
            based = style.find(f"{W}basedOn")
            name = None if based is None else based.get(f"{W}val")


def read(source: Path | bytes) -> Word:
    data = source if isinstance(source, bytes) else source.read_bytes()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {
            name: etree.fromstring(archive.read(f"word/{name}.xml"))
            for name in ("document", "styles", "footnotes")
            if f"word/{name}.xml" in archive.namelist()
        }
    styles = _Styles(parts.get("styles"))
    notes = parts.get("footnotes")
    footnotes = {
        note.get(f"{W}id"): _paragraphs(note, styles)
        for note in ([] if notes is None else notes.findall(f"{W}footnote"))
        if note.get(f"{W}type", "normal") == "normal"
    }
    return Word(_paragraphs(parts["document"], styles), footnotes)


def _paragraphs(root: etree._Element, styles: _Styles) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(
            tuple(_runs(each, styles)), any(one.tag == f"{W}tc" for one in each.iterancestors())
        )
        for each in root.iter(f"{W}p")
        if not any(one.tag in _GONE for one in each.iterancestors())
    )


def _runs(paragraph: etree._Element, styles: _Styles) -> Iterator[Run]:
    for run in paragraph.iter(f"{W}r"):
        around = list(run.iterancestors())
        nearest = next(one for one in around if one.tag == f"{W}p")
        if nearest is not paragraph or any(one.tag in _GONE for one in around):
            continue
        bold, italic = (styles.is_on(name, paragraph, run) for name in ("b", "i"))
        text = "".join(
            (child.text or "")
            if child.tag == f"{W}t"
            else _SIGNS.get(etree.QName(child).localname, "")
            for child in run
        )
        call = run.find(f"{W}footnoteReference")
        yield Run(text, bold, italic, "" if call is None else call.get(f"{W}id", ""))


def fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def words(word: Word) -> Counter[str]:
    """Return the words of the whole file, notes included, lines of signs only left out."""
    notes = [each for note in word.footnotes.values() for each in note]
    lines = [
        line
        for paragraph in (*word.paragraphs, *notes)
        for line in paragraph.text.split("\n")
        if not _ORNAMENT.fullmatch(line)
    ]
    return Counter(fold(" ".join(lines)).split())


def running_text(word: Word) -> list[str]:
    """Return the paragraphs outside tables, each note in its place between brackets."""
    lines = [_with_notes(each, word) for each in word.paragraphs if not each.in_table]
    return [line for line in lines if not _ORNAMENT.fullmatch(line)]


def _with_notes(paragraph: Paragraph, word: Word) -> str:
    parts = []
    for run in paragraph.runs:
        parts.append(run.text)
        if run.note:
            note = " ".join(each.text for each in word.footnotes[run.note])
            parts.append(f"⟦{fold(note)}⟧")
    return fold("".join(parts))


def looks(word: Word) -> str:
    """Return the characters outside tables without white space, each bold or italic one marked."""
    found = []
    for paragraph in word.paragraphs:
        if not paragraph.in_table and not _ORNAMENT.fullmatch(paragraph.text):
            for run in paragraph.runs:
                mark = f"{'b' if run.bold else ''}{'i' if run.italic else ''}"
                found += [f"{mark}{char}" for char in "".join(run.text.split())]
    return " ".join(found)
