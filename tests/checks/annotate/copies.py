"""What an annotated copy must keep: compared with its original, piece by piece."""

from lxml import etree

from generator.diagnostics import TextFix
from generator.ooxml.package import open_word
from generator.ooxml.xml import parse_xml, qn
from generator.readers.docx import read_docx

_MARKS = ("w:commentRangeStart", "w:commentRangeEnd")
_PROPERTIES = ("w:rPr", "w:pPr")


def paragraphs_of(source):
    """Return all paragraphs of a file, notes and page headers among them."""
    file = read_docx(source)
    notes = [each for note in file.footnotes.values() for each in note]
    pages = [each for part in file.headers.values() for each in part]
    return [*file.paragraphs, *notes, *pages]


def corrected_texts(source, fixes):
    """Return the texts a file should have once corrections are made."""
    edits = {}
    for fix in fixes:
        if isinstance(fix, TextFix):
            edits.setdefault((fix.part, fix.paragraph), set()).add(
                (fix.start, fix.end, fix.replacement)
            )
    texts = []
    for paragraph in paragraphs_of(source):
        text = paragraph.text
        for start, end, new in sorted(edits.get((paragraph.part, paragraph.number), ()))[::-1]:
            text = text[:start] + new + text[end:]
        texts.append(text)
    return texts


def untouched(source, fixes):
    """Return the paragraphs of a file that no correction is for, by part and number."""
    touched = {(fix.part, fix.paragraph) for fix in fixes}
    return {
        (each.part, each.number): each
        for each in paragraphs_of(source)
        if (each.part, each.number) not in touched
    }


def plain_xml(source):
    """Return the parts with text, comments taken out and runs that look alike joined."""
    package = open_word(source)
    parts = {}
    for member in package.members:
        name = member.name
        if name.startswith("word/") and name.endswith(".xml") and name.count("/") == 1:
            if "comments" in name or "people" in name:
                continue
            root = parse_xml(package.read(name), name, keep_blanks=True)
            _plain(root)
            parts[name] = etree.tostring(root, method="c14n")
    return parts


def _plain(root):
    for mark in list(root.iter(*(qn(name) for name in _MARKS))):
        mark.getparent().remove(mark)
    for mark in list(root.iter(qn("w:commentReference"))):
        run = mark.getparent()
        run.getparent().remove(run)
    for properties in list(root.iter(*(qn(name) for name in _PROPERTIES))):
        if not len(properties):
            properties.getparent().remove(properties)
    for run in list(root.iter(qn("w:r"))):
        before = run.getprevious()
        if before is not None and before.tag == run.tag and _look(before) == _look(run):
            for piece in run.findall("*"):
                if piece.tag != qn("w:rPr"):
                    _join(before, piece)
            run.getparent().remove(run)
    for text in root.iter(qn("w:t")):
        text.attrib.clear()


def _look(run):
    look = run.find(qn("w:rPr"))
    attributes = tuple(sorted(run.attrib.items()))
    return attributes, b"" if look is None else etree.tostring(look, method="c14n", with_tail=False)


def _join(run, piece):
    last = run[-1] if len(run) else None
    if piece.tag == qn("w:t") and last is not None and last.tag == piece.tag:
        last.text = (last.text or "") + (piece.text or "")
    else:
        run.append(piece)
