"""PDFs read back with pdfium: letters, lines of text and drawn lines, in millimetres from the top.

It knows nothing of the writer: what is measured here is what a reader of the file sees.
"""

import ctypes
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

MM = 25.4 / 72
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTE_SEPARATOR_MM = 50.8
HYPHEN_AT_LINE_END = "\x02"


@dataclass(frozen=True)
class Letter:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: str
    italic: bool
    bold: bool


@dataclass(frozen=True)
class Line:
    letters: tuple[Letter, ...]

    @property
    def text(self):
        return "".join(letter.text for letter in self.letters).strip()

    @property
    def left(self):
        return self.letters[0].left

    @property
    def right(self):
        return self.letters[-1].right

    @property
    def width(self):
        return self.right - self.left

    @property
    def middle(self):
        return (self.left + self.right) / 2

    @property
    def baseline(self):
        return self.letters[0].baseline

    @property
    def size(self):
        return self.letters[0].size


@dataclass(frozen=True)
class Rule:
    left: float
    right: float
    y: float

    @property
    def width(self):
        return self.right - self.left


@dataclass(frozen=True)
class PageView:
    width: float
    height: float
    letters: tuple[Letter, ...]
    rules: tuple[Rule, ...]
    bars: tuple[Rule, ...]

    @property
    def lines(self):
        """Letters grouped by baseline and by gaps wider than a column's."""
        ordered = sorted(self.letters, key=lambda each: (round(each.baseline, 1), each.left))
        lines, current = [], []
        for letter in ordered:
            last = current[-1] if current else None
            if last and (
                abs(last.baseline - letter.baseline) > 0.6 or letter.left - last.right > 12
            ):
                lines.append(Line(tuple(current)))
                current = []
            current.append(letter)
        return [*lines, Line(tuple(current))] if current else lines

    def line(self, text):
        """Return the first line with a text; blanks are not counted."""
        found = [line for line in self.lines if text.replace(" ", "") in line.text]
        assert found, (text, [line.text for line in self.lines])
        return found[0]


def read_pages(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return [_read_page(page) for page in document]
    finally:
        document.close()


def _read_page(page):
    width, height = page.get_size()
    text_page = page.get_textpage()
    letters = tuple(_iter_letters(text_page, height))
    rules = tuple(_iter_shapes(page, height, 0, 3))
    bars = tuple(_iter_shapes(page, height, 6, 20))
    text_page.close()
    view = PageView(width * MM, height * MM, letters, rules, bars)
    page.close()
    return view


def _iter_letters(text_page, height):
    raw = text_page.raw
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if pdfium.FPDFText_IsGenerated(raw, index) == 1 or chr(code).isspace():
            continue
        box = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(raw, index, *map(ctypes.byref, box))
        left, right, bottom, top = (each.value for each in box)
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(raw, index, ctypes.byref(x), ctypes.byref(y))
        name = ctypes.create_string_buffer(200)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(raw, index, name, 200, ctypes.byref(flags))
        font = name.value.decode()
        yield Letter(
            "-" if chr(code) == HYPHEN_AT_LINE_END else chr(code),
            left * MM, right * MM, (height - top) * MM, (height - bottom) * MM,
            (height - y.value) * MM,
            round(pdfium.FPDFText_GetFontSize(raw, index), 2),
            font, "Italic" in font, "Bold" in font,
        )  # fmt: skip


def _iter_shapes(page, height, thin, thick):
    """Yield drawn shapes that lie, by how thick they are in points."""
    for item in page.get_objects():
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            left, bottom, right, top = item.get_bounds()
            if right - left > 8 and thin <= top - bottom < thick:
                yield Rule(left * MM, right * MM, (height - (top + bottom) / 2) * MM)


def folded(text):
    """Return a text without white space and without characters that print nothing."""
    # pdfium gives what lies beyond the basic plane as two halves.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16")
    text = unicodedata.normalize("NFC", text)
    kept = (char for char in text if unicodedata.category(char) != "Cf")
    text = re.sub(r"[\s\ufe00-\ufe0f]+", "", "".join(kept))
    # pdfium takes hyphens at the end of a line for one.
    return re.sub("-+", "-", text)


def pdf_texts(content, repeated="", top_margin_mm=20):
    """Return the text of a PDF and of its footnotes, page numbers left out.

    Footnotes are what stands below the separator of a page, one page after the other. The head
    of a table is left out where it is repeated at the top of a page.
    """
    main, notes = [], []
    pieces = _read_pieces(content)
    for number, page in enumerate(read_pages(content)):
        separators = [
            rule.y for rule in page.rules
            if abs(rule.width - NOTE_SEPARATOR_MM) < 1 and rule.left < 32
        ]  # fmt: skip
        limit = max(separators, default=page.height)
        for baseline, text in pieces[number]:
            if number and baseline < top_margin_mm - 3 and text.strip().isdigit():
                continue
            (notes if baseline > limit else main).append(text)
    text = folded("".join(main))
    if repeated:
        first, head, rest = text.partition(folded(repeated))
        text = first + head + rest.replace(head, "")
    return text, folded("".join(notes))


def _read_pieces(content):
    """Return, for each page, its texts with their baselines as the file shows them, in order.

    pdfium sorts the letters of a line by their places, so that a raised number may move.
    """
    document = pypdfium2.PdfDocument(content)
    pages = []
    for page in document:
        height = page.get_height()
        text_page = page.get_textpage()
        pages.append(
            [
                ((height - item.get_matrix().f) * MM, _object_text(item, text_page))
                for item in page.get_objects()
                if item.type == pdfium.FPDF_PAGEOBJ_TEXT
            ]
        )
        text_page.close()
        page.close()
    document.close()
    return pages


def _object_text(item, text_page):
    length = pdfium.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(item.raw, text_page.raw, buffer, length)
    text = bytes(buffer)[: length - 2].decode("utf-16-le", "surrogatepass")
    return text.replace(HYPHEN_AT_LINE_END, "-").replace("\ufffe", "-")


def docx_texts(content):
    """Return the text of a Word file and of its footnotes, with the numbers Word prints."""
    package = zipfile.ZipFile(BytesIO(content))
    numbers = {}
    main = _word_text(etree.fromstring(package.read("word/document.xml")), numbers)
    notes = etree.fromstring(package.read("word/footnotes.xml"))
    by_id = {note.get(f"{W}id"): note for note in notes}
    parts = [f"{number}{_word_text(by_id[key], numbers)}" for key, number in numbers.items()]
    return folded(main), folded("".join(parts))


def _word_text(root, numbers):
    parts = []
    for node in root.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}footnoteReference"):
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag == f"{W}footnoteReference":
            parts.append(str(numbers.setdefault(node.get(f"{W}id"), len(numbers) + 1)))
    return "".join(parts)
