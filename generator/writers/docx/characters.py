"""Characters that no Word file can hold, found before anything is written."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from generator.diagnostics import Diagnostic, Location, Severity
from generator.document.nodes import Block, Document, Footnote, Inlines, Origin, Run, Table
from generator.i18n import N_
from generator.ooxml.xml import FORBIDDEN

_SHOWN = 60


def find_forbidden(document: Document) -> list[Diagnostic]:
    """Return a finding for each text with a character that XML cannot hold."""
    texts = list(_iter_texts(document))
    # One search over everything: a sound document, which most are, is not searched text by text.
    if not _is_bad("".join([text for text, _ in texts])):
        return []
    return [_forbidden(text, origin) for text, origin in texts if _is_bad(text)]


def _is_bad(text: str) -> bool:
    return FORBIDDEN.search(text) is not None


def _iter_texts(document: Document) -> Iterator[tuple[str, Origin | None]]:
    for each in (document.frame, document.properties):
        for field in fields(each):
            yield from ((text, None) for text in _texts_of(getattr(each, field.name)))
    yield from _iter_blocks(document.blocks)
    for annex in document.annexes:
        lines = (annex.label, *annex.title, *annex.subtitle, annex.reference)
        yield from ((line, None) for line in lines)
        yield from _iter_blocks(annex.blocks)


def _texts_of(value: str | tuple[str, ...] | bool) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ()
    return (value,) if isinstance(value, str) else value


def _iter_blocks(blocks: Iterable[Block]) -> Iterator[tuple[str, Origin | None]]:
    for block in blocks:
        origin = block.origin
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    for inlines in cell.paragraphs:
                        yield from [(text, origin) for text in _texts_in(inlines)]
        else:
            yield from [(text, origin) for text in _texts_in(block.inlines)]


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
    return Diagnostic(
        "KM01",
        Severity.ERROR,
        N_("ký tự điều khiển {code} trong “{quote}” không đưa được vào tệp Word"),
        Location(origin.file, origin.line) if origin else Location(),
        params={"code": code, "quote": quote},
        hint=N_("xóa ký tự đó rồi gõ lại"),
        quote=quote,
    )
