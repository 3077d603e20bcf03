"""Footnotes made from data: collected while a document is written, numbered when it is done.

Ids are given in the order of the finished text, so a note in a passage that was left out, or
written twice, needs no care where it is called. The comma between two references in a row is
written here and nowhere else.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NoReturn

from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError
from generator.i18n import N_
from generator.writers.docx.engine_values import (
    NoteCall,
    Pieces,
    WordXml,
    escape_text,
    is_printable,
)

_REFERENCE = '<w:footnoteReference w:id="'
_PENDING = "note"
_PROPERTIES = r"(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:rPr/>)?"
_BLANK = re.compile(
    r"</w:r>"
    rf"(?:<w:r(?: [^>]*)?>{_PROPERTIES}(?:<w:t(?: [^>]*)?>\s*</w:t>|<w:t/>)*</w:r>"
    r"|<w:(?:proofErr|bookmarkStart|bookmarkEnd) [^>]*/>)*"
    rf"<w:r(?: [^>]*)?>{_PROPERTIES}",
    re.DOTALL,
)
_LONGEST_BLANK = 4000
_KEPT = re.compile(r"<w:(?:rFonts|sz|szCs) [^>]*/>")
_LAST_PROPERTIES = re.compile(r"<w:rPr>(?:(?!<w:rPr>).)*</w:rPr>$", re.DOTALL)


@lru_cache(maxsize=256)
def kept_properties(run_properties: str) -> str:
    """Return what a reference takes over from the text around it: font and size only.

    Bold, italic, capitals and colour stay with the text; the number is printed upright.
    """
    return "".join(_KEPT.findall(run_properties))


class FootnoteCollector:
    """Takes the footnotes of one document and gives the runs that refer to them.

    ``add`` may be called in any order. When the text is complete, ``resolve`` numbers the
    references by where they stand in it and returns the notes that are really referred to.

    Args:
        reference_style: Id of the frame's character style for references.
        text_style: Id of the frame's paragraph style for notes.
        first_id: The first id not used by footnotes that the frame has of its own.
    """

    __slots__ = ("_contents", "_first_id", "_reference_style", "_text_style")

    def __init__(
        self,
        reference_style: str = "FootnoteReference",
        text_style: str = "FootnoteText",
        first_id: int = 1,
    ) -> None:
        self._contents: list[str] = []
        self._reference_style = reference_style
        self._text_style = text_style
        self._first_id = first_id

    def __len__(self) -> int:
        return len(self._contents)

    def add(self, content: str | Iterable[str], *, run_properties: str = "") -> str:
        """Take a footnote in and return the run that refers to it.

        Args:
            content: The note as run XML (``<w:r>...</w:r>``), whole or run by run; its text is
                escaped by the caller.
            run_properties: ``w:rPr`` of the text the reference follows; its font and size are
                given to the reference.

        Raises:
            InputError: When the note itself calls a footnote.
        """
        runs = content if isinstance(content, str) else "".join(content)
        if "<w:footnoteReference" in runs:
            raise InputError(
                Diagnostic(
                    "TPL11",
                    Severity.ERROR,
                    N_("chú thích không được gọi bên trong một chú thích khác"),
                    hint=N_("viết gộp hai chú thích thành một"),
                )
            )
        self._contents.append(runs)
        style = f'<w:rStyle w:val="{self._reference_style}"/>'
        properties = f"<w:rPr>{style}{kept_properties(run_properties)}</w:rPr>"
        note = f'{_REFERENCE}{_PENDING}{len(self._contents) - 1}"/>'
        return f"<w:r>{properties}{note}</w:r>"

    def call(self, text: Any) -> NoteCall:
        """Return the reference to a note with this text: what ``{{ fn(text) }}`` calls."""
        return NoteCall(self.add(_content(text)))

    def resolve(self, xml: str) -> tuple[str, str]:
        """Return the finished text with numbered references, and its notes as ``w:footnote``."""
        if not self._contents:
            return xml, ""
        before, *rest = xml.split(_REFERENCE)
        out = [before]
        notes: list[str] = []
        last_was_ours: bool | None = None
        for piece in rest:
            value, end, after = piece.partition('"/>')
            ours = value.startswith(_PENDING)
            between = out[-1]
            if last_was_ours is not None and (ours or last_was_ours) and _is_blank(between):
                out[-1] = "</w:r>" + _comma(out[-3]) + between.removeprefix("</w:r>")
            if ours:
                content = self._contents[int(value.removeprefix(_PENDING))]
                value = str(self._first_id + len(notes))
                notes.append(self._note(value, content))
            out += (f"{_REFERENCE}{value}{end}", after)
            last_was_ours = ours
        return "".join(out), "".join(notes)

    def _note(self, key: str, content: str) -> str:
        mark = (
            f'<w:r><w:rPr><w:rStyle w:val="{self._reference_style}"/></w:rPr><w:footnoteRef/></w:r>'
        )
        return (
            f'<w:footnote w:id="{key}"><w:p><w:pPr><w:pStyle w:val="{self._text_style}"/></w:pPr>'
            f'{mark}<w:r><w:t xml:space="preserve"> </w:t></w:r>{content}</w:p></w:footnote>'
        )


class RefusingCollector(FootnoteCollector):
    """Stands where Word allows no footnotes: headers, footers, footnotes."""

    __slots__ = ("_location",)

    def __init__(self, location: Location) -> None:
        super().__init__()
        self._location = location

    def add(self, content: str | Iterable[str], *, run_properties: str = "") -> NoReturn:
        """Refuse the note.

        Raises:
            InputError: Always.
        """
        del content, run_properties
        raise InputError(
            Diagnostic(
                "TPL10",
                Severity.ERROR,
                N_("không gọi được chú thích ở đây: Word chỉ cho phép chú thích trong nội dung"),
                self._location,
                hint=N_("bỏ fn(...) khỏi đầu trang, chân trang và chú thích"),
            )
        )


def _is_blank(between: str) -> bool:
    return len(between) < _LONGEST_BLANK and _BLANK.fullmatch(between) is not None


def _comma(before: str) -> str:
    found = _LAST_PROPERTIES.search(before)
    return f"<w:r>{found.group() if found else ''}<w:t>,</w:t></w:r>"


def _content(text: Any) -> str:
    if isinstance(text, WordXml):
        return text
    if isinstance(text, Pieces):
        return "".join(map(_content, text))
    plain = text.strip() if isinstance(text, str) else text
    # An undefined name raises here, as it would anywhere else.
    if plain is None or not str(plain) or not is_printable(plain):
        raise InputError(
            Diagnostic(
                "TPL12",
                Severity.ERROR,
                N_("chú thích không có nội dung"),
                hint=N_("fn(...) cần một đoạn chữ"),
            )
        )
    return f'<w:r><w:t xml:space="preserve">{escape_text(str(plain), "")}</w:t></w:r>'
