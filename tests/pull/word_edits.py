"""Random edits of a Word file, as a person makes them: plain or tracked, words to paragraphs."""

import random
import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from generator.ooxml.package import main_part, open_word
from generator.ooxml.xml import DECLARATION, parse_xml, qn, to_text

WORDS = ("chủ động", "kịp thời", "hiệu quả", "đồng bộ", "thiết thực", "lan tỏa", "bền vững")
SENTENCE = " Các đơn vị báo cáo kết quả đúng thời hạn."
PARAGRAPH = "- Tổ chức tập huấn kỹ năng số cho người làm công tác thông tin đối ngoại."


@dataclass(frozen=True)
class Edited:
    """A file after one edit: its bytes and what was done."""

    content: bytes
    what: str


def texts(paragraph: etree._Element) -> list[etree._Element]:
    return [node for node in paragraph.iter(qn("w:t")) if (node.text or "").strip()]


def text_of(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


class Editor:
    """Changes one paragraph of a file."""

    def __init__(self, content: bytes, rng: random.Random) -> None:
        self.package = open_word(content)
        self.main = main_part(self.package)
        self.rng = rng
        self.root = parse_xml(self.package.read(self.main), self.main, keep_blanks=True)
        self.notes_part = next(iter(self.package.related(self.main, "footnotes")), "")
        self.notes = None
        if self.notes_part:
            data = self.package.read(self.notes_part)
            self.notes = parse_xml(data, self.notes_part, keep_blanks=True)
        self.count = 500

    def save(self) -> bytes:
        parts = {self.main: (DECLARATION + to_text(self.root)).encode()}
        if self.notes is not None:
            parts[self.notes_part] = (DECLARATION + to_text(self.notes)).encode()
        return self.package.with_parts(parts).to_bytes()

    def body(self) -> list[etree._Element]:
        """Return the paragraphs of the body that are plain running text."""
        body = self.root.find(qn("w:body"))
        assert body is not None
        found = [each for each in body.findall(qn("w:p")) if len(text_of(each)) > 60]
        return [each for each in found if not text_of(each).startswith("công tác")]

    def named(self, start: str) -> etree._Element:
        """Return the first paragraph, in tables or not, that begins with some words."""
        return next(each for each in self.root.iter(qn("w:p")) if text_of(each).startswith(start))

    def headings(self) -> list[etree._Element]:
        """Return the short paragraphs of the body."""
        body = self.root.find(qn("w:body"))
        assert body is not None
        found = body.findall(qn("w:p"))
        return [each for each in found if re.match(r"\d+\. .{4,50}$", text_of(each))]

    def cells(self) -> list[etree._Element]:
        """Return the cells of all rows but the first, of the last table: those with words."""
        table = self.root.findall(f"{qn('w:body')}/{qn('w:tbl')}")[-1]
        rows = table.findall(qn("w:tr"))[1:]
        cells = [cell for row in rows for cell in row.findall(qn("w:tc"))]
        return [cell for cell in cells if " " in text_of(cell)]

    def say(self, paragraph: etree._Element, words: str, tracked: bool) -> None:
        """Give a paragraph other words."""
        nodes = texts(paragraph)
        for node in nodes[1:]:
            self.exchange(node, 0, len(node.text or ""), "", tracked)
        self.exchange(nodes[0], 0, len(nodes[0].text or ""), words, tracked)

    def add_like(self, paragraph: etree._Element, words: str, tracked: bool) -> None:
        """Add a paragraph of the same look behind one."""
        made = deepcopy(paragraph)
        for run in made.findall(qn("w:r"))[1:]:
            made.remove(run)
        run = made.find(qn("w:r"))
        assert run is not None
        next(run.iter(qn("w:t"))).text = words
        if tracked:
            inserted = self.mark("w:ins")
            run.addprevious(inserted)
            inserted.append(run)
        paragraph.addnext(made)

    def mark(self, tag: str) -> etree._Element:
        self.count += 1
        made = etree.Element(qn(tag))
        made.set(qn("w:id"), str(self.count))
        made.set(qn("w:author"), "Trưởng ban")
        made.set(qn("w:date"), "2027-02-01T08:00:00Z")
        return made

    def split(self, node: etree._Element, start: int, end: int) -> list[etree._Element]:
        """Cut a run in three around some characters; return the runs."""
        run = node.getparent()
        assert run is not None
        assert node.text is not None
        pieces = [node.text[:start], node.text[start:end], node.text[end:]]
        copies = [deepcopy(run) for _ in pieces]
        index = list(run).index(node)
        for copied, piece in zip(copies, pieces, strict=True):
            target = copied[index]
            target.text = piece
            target.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for copied in copies:
            run.addprevious(copied)
        run.getparent().remove(run)
        return copies

    def exchange(self, node: etree._Element, start: int, end: int, new: str, tracked: bool) -> None:
        if not tracked:
            node.text = (node.text or "")[:start] + new + (node.text or "")[end:]
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            return
        _, middle, _ = self.split(node, start, end)
        made = deepcopy(middle)
        for one in made.iter(qn("w:t")):
            one.text = new
        if new:
            inserted = self.mark("w:ins")
            inserted.append(made)
            middle.addnext(inserted)
        if start < end:
            deleted = self.mark("w:del")
            middle.addprevious(deleted)
            deleted.append(middle)
            for one in middle.iter(qn("w:t")):
                one.tag = qn("w:delText")
        else:
            middle.getparent().remove(middle)

    # ------------------------------------------------------------------ kinds of edits

    def change_word(self, paragraph: etree._Element, tracked: bool) -> str:
        node = max(texts(paragraph), key=lambda one: len(one.text or ""))
        text = node.text or ""
        words = [part for part in text.split(" ") if part.isalpha()]
        word = self.rng.choice(words)
        start = text.index(word)
        new = " ".join(self.rng.sample(WORDS, self.rng.randint(1, 3)))
        self.exchange(node, start, start + len(word), new, tracked)
        return f"word {word!r} -> {new!r}"

    def add_sentence(self, paragraph: etree._Element, tracked: bool) -> str:
        node = texts(paragraph)[-1]
        end = len((node.text or "").rstrip())
        self.exchange(node, end, end, SENTENCE, tracked)
        return "sentence"

    def delete_words(self, paragraph: etree._Element, tracked: bool) -> str:
        node = max(texts(paragraph), key=lambda one: len(one.text or ""))
        text = node.text or ""
        spaces = [place for place, char in enumerate(text) if char == " "][1:]
        first = self.rng.randrange(len(spaces) - 2)
        last = min(first + self.rng.randint(1, 3), len(spaces) - 1)
        gone = text[spaces[first] : spaces[last]]
        self.exchange(node, spaces[first], spaces[last], "", tracked)
        return f"without {gone!r}"

    def delete_paragraph(self, paragraph: etree._Element, tracked: bool) -> str:
        text = text_of(paragraph)
        if not tracked:
            paragraph.getparent().remove(paragraph)
            return f"without paragraph {text[:30]!r}"
        properties = paragraph.find(qn("w:pPr"))
        assert properties is not None
        look = properties.find(qn("w:rPr"))
        if look is None:
            look = etree.SubElement(properties, qn("w:rPr"))
        look.insert(0, self.mark("w:del"))
        for run in paragraph.findall(qn("w:r")):
            deleted = self.mark("w:del")
            run.addprevious(deleted)
            deleted.append(run)
            for one in run.iter(qn("w:t")):
                one.tag = qn("w:delText")
        return f"without paragraph {text[:30]!r}"

    def add_paragraph(self, paragraph: etree._Element, tracked: bool) -> str:
        made = deepcopy(paragraph)
        for child in list(made):
            if child.tag != qn("w:pPr"):
                made.remove(child)
        run = etree.Element(qn("w:r"))
        text = etree.SubElement(run, qn("w:t"))
        text.text = PARAGRAPH
        if tracked:
            inserted = self.mark("w:ins")
            inserted.append(run)
            made.append(inserted)
        else:
            made.append(run)
        paragraph.addnext(made)
        return "new paragraph"

    def change_note(self, paragraph: etree._Element, tracked: bool) -> str:
        if self.notes is None:
            return self.change_word(paragraph, tracked)
        found = [
            each
            for each in self.notes.findall(qn("w:footnote"))
            if any(len(node.text or "") > 20 for node in each.iter(qn("w:t")))
        ]
        if not found:
            return self.change_word(paragraph, tracked)
        return "note: " + self.change_word(self.rng.choice(found), tracked)


KINDS = (
    "change_word",
    "add_sentence",
    "delete_words",
    "delete_paragraph",
    "add_paragraph",
    "change_note",
)


def edit_randomly(content: bytes, seed: int) -> Edited:
    """Return the file after one random edit."""
    rng = random.Random(seed)  # noqa: S311
    editor = Editor(content, rng)
    tracked = rng.random() < 0.5
    kind = KINDS[seed % len(KINDS)]
    paragraph = rng.choice(editor.body())
    what = getattr(editor, kind)(paragraph, tracked)
    return Edited(editor.save(), f"{'tracked ' if tracked else ''}{what}")
