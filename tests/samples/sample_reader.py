"""Reads a Word file as a person compares it: heads, sections, footnotes, recipients, facts.

Independent of the package's own readers on purpose, so that a fault shared by our writer and our
reader cannot hide here. It reads the real samples and the documents we build alike.
"""

import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any

import yaml
from lxml import etree

CATALOGUES = Path(__file__).parents[2] / "generator" / "catalogues" / "data"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = re.compile(r"[ \t\u00a0]+")
_SECTION = re.compile(r"(?P<roman>[IVX]+)[.-]\s|(?P<number>\d+(?:\.\d+)*)\.?\s")
_SYMBOL = re.compile(
    r"\b(?P<number>\d+[a-z]?)(?:\s?-\s?(?P<party>[A-ZĐ][A-Za-zĐ]*/[A-ZĐ][A-ZĐ&]*)"
    r"|/(?P<state>(?:\d{4}/)?[A-ZĐ][A-Za-zĐ0-9]*(?:-[A-ZĐ][A-Za-zĐ]*)*))"
)
_YEAR = r"(?P<y>\d{4})"
_DAY_MONTH = r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/"
_DATES = (
    re.compile(rf"(?<![\d/])(?P<from>\d{{1,2}})\s?-\s?{_DAY_MONTH}{_YEAR}"),
    re.compile(rf"(?<![\d/]){_DAY_MONTH}{_YEAR}"),
    re.compile(rf"ngày\s(?P<d>\d{{1,2}})\stháng\s(?P<m>\d{{1,2}})\snăm\s{_YEAR}"),
    re.compile(rf"(?<!\d\s)tháng\s(?P<m>\d{{1,2}})(?:\snăm\s|/){_YEAR}"),
)
# Words that begin with a country's name and are none.
_NOT_COUNTRIES = re.compile(
    r"Lào Cai|Pháp luật|PHÁP LUẬT|Đức Thiên|Anh hùng|Ý kiến|Ý thức|Nga My|Chi Lăng|Séc-"
)

Date = tuple[int, int, int]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body; footnote calls are counted, not printed."""

    text: str
    calls: int


@dataclass(frozen=True)
class WordText:
    """What a Word file says, part by part.

    Attributes:
        head: Lines of the table above the body.
        body: Paragraphs of the body.
        foot: Lines of the table below the body: recipients, then signature.
        footnotes: Texts of the footnotes in the order of their calls.
    """

    head: tuple[str, ...]
    body: tuple[Paragraph, ...]
    foot: tuple[str, ...]
    footnotes: tuple[str, ...]

    @cached_property
    def symbol(self) -> str:
        """Return the document's own number and symbol, as in "782-CV/ĐU" or "-HD/HU"."""
        for line in self.head:
            match = re.match(r"Số\s*:?\s*(\S*)\s*(-?/?\S+)$", line)
            if match:
                return match[1] + match[2]
        return ""

    @cached_property
    def addressees(self) -> tuple[str, ...]:
        """Return who a letter is addressed to."""
        for paragraph in self.body:
            if paragraph.text.startswith("Kính gửi"):
                return (trim_item(paragraph.text.partition(":")[2]),)
        return ()

    @cached_property
    def recipients(self) -> tuple[str, ...]:
        """Return the recipients without marks and final punctuation."""
        return tuple(trim_item(line) for line in self.foot if line.startswith("- "))

    @cached_property
    def sections(self) -> tuple[tuple[int, str], ...]:
        """Return (level, number) of every numbered section, run-in passages included."""
        return tuple(section_tree(paragraph.text for paragraph in self.body))

    @cached_property
    def calls(self) -> tuple[str, ...]:
        """Return the section each footnote is called in ("II/1"), "" above the first one."""
        places: list[str] = []
        path: list[str] = []
        roman = False
        for paragraph in self.body:
            for level, number in section_tree([paragraph.text], roman=roman):
                roman = roman or not number[0].isdigit()
                path = [*path[: level - 1], number]
            places += ["/".join(path)] * paragraph.calls
        return tuple(places)

    @cached_property
    def text(self) -> str:
        """Return all text, head and foot included, a paragraph a line."""
        parts = [paragraph.text for paragraph in self.body]
        return "\n".join([*self.head, *parts, *self.footnotes, *self.foot])


def read_word(file: Path | IO[bytes]) -> WordText:
    """Return what a Word file says."""
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        body = etree.fromstring(archive.read("word/document.xml")).find(f"{_W}body")
        notes = (
            etree.fromstring(archive.read("word/footnotes.xml"))
            if "word/footnotes.xml" in names
            else None
        )
    assert body is not None
    blocks = [child for child in body if child.tag in (f"{_W}p", f"{_W}tbl")]
    first, last = _frame_tables(blocks)
    inside = [block for block in blocks[first + 1 : last] if block.tag == f"{_W}p"]
    body_paragraphs = tuple(
        Paragraph(text, sum(1 for _ in block.iter(f"{_W}footnoteReference")))
        for block in inside
        if (text := paragraph_text(block))
    )
    order = [
        call.get(f"{_W}id")
        for block in blocks[first + 1 : last]
        for call in block.iter(f"{_W}footnoteReference")
    ]
    return WordText(
        tuple(_table_lines(blocks[first])),
        body_paragraphs,
        tuple(_table_lines(blocks[last])),
        tuple(_note_texts(notes, order)),
    )


def _frame_tables(blocks: list[Any]) -> tuple[int, int]:
    """Return the places of the table above the body and of the one with the signature."""
    tables = [index for index, block in enumerate(blocks) if block.tag == f"{_W}tbl"]
    for index in tables[1:]:
        if any(line.startswith("Nơi nhận") for line in _table_lines(blocks[index])):
            return tables[0], index
    return tables[0], tables[-1]


def _note_texts(notes: Any, order: Iterable[str | None]) -> Iterator[str]:
    texts = {}
    for note in notes if notes is not None else ():
        lines = (paragraph_text(paragraph) for paragraph in note.iter(f"{_W}p"))
        texts[note.get(f"{_W}id")] = " ".join(lines).strip()
    for call in order:
        yield texts[call]


def _table_lines(table: Any) -> Iterator[str]:
    for paragraph in table.iter(f"{_W}p"):
        for line in paragraph_text(paragraph).split("\n"):
            if line.strip():
                yield line.strip()


def paragraph_text(paragraph: Any) -> str:
    """Return a paragraph's text in NFC, breaks as newlines, runs of spaces as one."""
    parts = [
        node.text or "" if node.tag == f"{_W}t" else "\n"
        for node in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}tab")
    ]
    return _SPACES.sub(" ", unicodedata.normalize("NFC", "".join(parts))).strip()


def trim_item(text: str) -> str:
    """Return a list item without its mark and final punctuation."""
    return text.removeprefix("-").strip().rstrip(",;./ ")


def section_tree(texts: Iterable[str], *, roman: bool = False) -> Iterator[tuple[int, str]]:
    """Yield (level, number) of the paragraphs that begin with a section number.

    Args:
        texts: Paragraphs in order.
        roman: Roman sections were seen above, so that "1." is of level 2.
    """
    for text in texts:
        match = _SECTION.match(text)
        if match is None:
            continue
        if match["roman"]:
            roman = True
            yield 1, match["roman"]
        else:
            yield match["number"].count(".") + 1 + roman, match["number"]


def document_numbers(text: str) -> set[str]:
    """Return the numbers and symbols of documents: "57-KL/TW", "158/2024/QH15".

    >>> sorted(document_numbers("57- KL/TW, 858a/QĐ-TBDCB, ngày 15/6/2023, 922/CTPH-BTTTT-UBDT"))
    ['57-KL/TW', '858a/QĐ-TBDCB', '922/CTPH-BTTTT-UBDT']
    """
    return {
        f"{match['number']}-{match['party']}"
        if match["party"]
        else f"{match['number']}/{match['state']}"
        for match in _SYMBOL.finditer(text)
    }


def dates(text: str) -> set[Date]:
    """Return the dates in any written form as (day, month, year); day 0 when only a month.

    >>> sorted(dates("(12 - 13/12/2023), ngày 03 tháng 4 năm 2019, tháng 12 năm 2023"))
    [(0, 12, 2023), (3, 4, 2019), (12, 12, 2023), (13, 12, 2023)]
    """
    found: set[Date] = set()
    for pattern in _DATES:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month, year = int(groups["m"]), int(groups["y"])
            found.add((int(groups.get("d") or 0), month, year))
            if groups.get("from"):
                found.add((int(groups["from"]), month, year))
    return found


def partner_names() -> dict[str, str]:
    """Return every way a partner is written, with its right name.

    Partners are the localities of the partner catalogue and the countries Viet Nam has relations
    with.
    """
    partners = _load("partners.yaml")["partners"]
    countries = _load("relations.yaml")["relations"]
    names: dict[str, str] = {}
    for entry in partners.values():
        right = entry["ten_goi"]
        for written in (right, *entry.get("wrong", ()), *entry.get("variants", ())):
            names[written] = right
    for entry in countries.values():
        names[entry["name"]] = entry["name"]
    return names


def partners(text: str, names: dict[str, str]) -> set[str]:
    """Return the right names of the partners a text names, however it spells them."""
    masked = _NOT_COUNTRIES.sub("", text)
    return {
        right
        for written, right in names.items()
        if re.search(rf"(?<!\w){re.escape(written)}(?!\w)", masked)
    }


def _load(name: str) -> Any:
    return yaml.safe_load((CATALOGUES / name).read_text(encoding="utf-8"))
