"""Document → .docx: written directly from its standard, or into a frame of the user's own."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from functools import lru_cache

from lxml import etree

from generator.diagnostics import Diagnostic, Location
from generator.document.nodes import Block, Document, Footnote, Inlines, Origin, Run
from generator.document.walk import iter_inlines
from generator.errors import InputError
from generator.layout.formal import DocumentLayout
from generator.ooxml.archive import Member, pack, write_archive
from generator.ooxml.package import main_part, open_word
from generator.ooxml.xml import FORBIDDEN, NAMESPACES, qn, to_bytes, write_core_properties
from generator.standards import Standard
from generator.writers import Made, problems
from generator.writers.docx import parts
from generator.writers.docx.footnotes import FootnoteCollector
from generator.writers.docx.items import write_items
from generator.writers.docx.sections import (
    MainSection,
    word_room,
    write_annexes,
    write_last_section,
    write_section,
)

_SHOWN = 60


def make(
    document: Document,
    *,
    standard: Standard,
    frame: bytes | None = None,
    frame_name: str = "",
    annexes_only: bool = False,
    charts: bool = False,  # noqa: ARG001  (the shape of every writer; a Word file has no charts)
) -> Made:
    """Return a document as a Word file, with what a frame leaves out of it.

    Args:
        document: The document.
        standard: The standard that lays it out.
        frame: A Word file with docxtpl's tags to use in place of the prescribed look.
        frame_name: How findings name that file.
        annexes_only: Leave out the formal parts and the text; the document has annexes.
        charts: Not used.

    Raises:
        InputError: With all that is wrong with the frame, or with a text that Word cannot hold.
    """
    if annexes_only:
        # The text is left out before writing: its footnotes must not stay behind in the file.
        bare = replace(document, blocks=())
        content = write(bare, standard=standard, frame=frame, frame_name=frame_name)
        return Made(_cut_main_section(content))
    content = write(document, standard=standard, frame=frame, frame_name=frame_name)
    findings: list[Diagnostic] = []
    if frame is not None:
        from generator.writers.docx.user_frame import find_losses

        findings = find_losses(document, standard, frame, frame_name)
    return Made(content, findings=tuple(findings))


def write(
    document: Document,
    *,
    standard: Standard,
    frame: bytes | None = None,
    frame_name: str = "",
) -> bytes:
    """Return a document as a Word file; equal arguments give equal bytes. See ``make``."""
    findings = _find_forbidden(document)
    if findings:
        raise InputError(findings)
    if frame is None:
        return _write_builtin(document, standard)
    from generator.writers.docx.user_frame import fill_frame

    return fill_frame(document, standard, frame, frame_name)


def _write_builtin(document: Document, standard: Standard) -> bytes:
    """Return a document as a Word file in the look its standard prescribes."""
    notes = FootnoteCollector(standard.components["chu_thich"].style_id)
    main = _main_section(standard)
    room = word_room(standard, document.frame.dia_danh_ngay)
    layout = DocumentLayout(document, standard, room)
    annexes = layout.annexes()
    body = write_items(layout.main().items, notes) + write_annexes(annexes, main, notes)
    changing = {
        "docProps/core.xml": write_properties(document),
        "word/document.xml": parts.write_main_part(body, write_last_section(annexes, main)),
        "word/footnotes.xml": parts.write_footnotes(notes.xml),
    }
    packed = {name: pack(name, text.encode("utf-8")) for name, text in changing.items()}
    unchanging = _unchanging(standard)
    return write_archive([packed.get(name) or unchanging[name] for name in parts.NAMES])


def write_properties(document: Document) -> str:
    """Return the core properties of a document's file."""
    properties = document.properties
    return write_core_properties(
        title=properties.title,
        subject=properties.subject,
        author=properties.author,
        language=properties.language,
    )


@lru_cache(maxsize=16)
def _main_section(standard: Standard) -> MainSection:
    spaces = "".join(f' xmlns:{key}="{NAMESPACES[key]}"' for key in ("w", "r"))
    root = etree.fromstring(f"<w:body{spaces}>{write_section(standard)}</w:body>")
    return MainSection(root[0])


@lru_cache(maxsize=16)
def _unchanging(standard: Standard) -> dict[str, Member]:
    """Return the parts that are the same in all documents of a standard."""
    return {
        name: pack(name, text.encode("utf-8"))
        for name, text in parts.write_fixed_parts(standard).items()
    }


def _cut_main_section(content: bytes) -> bytes:
    """Return a Word file with annexes without the section of its text."""
    package = open_word(content)
    main = main_part(package)
    root = package.xml(main)
    body = root.find(qn("w:body"))
    assert body is not None  # noqa: S101  (the writer has just made it)
    for child in list(body):
        body.remove(child)
        if child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            break
    return package.with_parts({main: to_bytes(root)}).to_bytes()


def _find_forbidden(document: Document) -> list[Diagnostic]:
    """Return a finding for each text with a character that XML cannot hold."""
    texts = list(_iter_texts(document))
    # One search over everything: a sound document, which most are, is not searched text by text.
    if not FORBIDDEN.search("".join([text for text, _ in texts])):
        return []
    return [_forbidden(text, origin) for text, origin in texts if FORBIDDEN.search(text)]


def _iter_texts(document: Document) -> Iterator[tuple[str, Origin | None]]:
    for node in (document.frame, document.properties):
        for field in fields(node):
            value = getattr(node, field.name)
            texts = value if isinstance(value, tuple) else (value,)
            yield from ((text, None) for text in texts if isinstance(text, str))
    yield from _iter_blocks(document.blocks)
    for annex in document.annexes:
        lines = (annex.label, *annex.title, *annex.subtitle, annex.reference)
        yield from ((line, None) for line in lines)
        yield from _iter_blocks(annex.blocks)


def _iter_blocks(blocks: Iterable[Block]) -> Iterator[tuple[str, Origin | None]]:
    for block in blocks:
        for inlines in iter_inlines((block,)):
            yield from [(text, block.origin) for text in _texts_in(inlines)]


def _texts_in(inlines: Inlines) -> list[str]:
    texts = []
    for inline in inlines:
        if isinstance(inline, Run):
            texts.append(inline.text)
        elif isinstance(inline, Footnote):
            texts += _texts_in(inline.inlines)
    return texts


def _forbidden(text: str, origin: Origin | None) -> Diagnostic:
    found = FORBIDDEN.search(text)
    code = f"U+{ord(found.group()):04X}" if found else ""
    quote = FORBIDDEN.sub("�", text)[:_SHOWN]
    place = Location(origin.file, origin.line) if origin else None
    return problems.FORBIDDEN_CHARACTER.at(place, quote=quote, code=code, text=quote)
