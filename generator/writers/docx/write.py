"""Document → .docx: its frame filled in, its body and annexes written into it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from generator.diagnostics import Diagnostic, Location, Severity
from generator.document.nodes import Document, Frame
from generator.errors import InputError
from generator.i18n import N_
from generator.ooxml.ns import NAMESPACES, qn
from generator.ooxml.numbers import decimal
from generator.ooxml.package import Package, main_part, open_word
from generator.ooxml.properties import CoreProperties
from generator.ooxml.xml import to_bytes
from generator.standards import Component, Standard
from generator.writers.docx.body import write_blocks
from generator.writers.docx.characters import find_forbidden
from generator.writers.docx.engine import WordTemplate
from generator.writers.docx.engine_source import paragraph_texts, stray_braces
from generator.writers.docx.engine_values import WordXml
from generator.writers.docx.footnotes import FootnoteCollector
from generator.writers.docx.frame import LETTER, builtin_frame, head_widths
from generator.writers.docx.head import write_kinh_gui, write_rule
from generator.writers.docx.sections import MainSection, write_annexes
from generator.writers.docx.styles import used_styles
from generator.writers.measure import break_lines, count_kept, date_width, rule_length

if TYPE_CHECKING:
    from lxml.etree import _Element

_LAST_SECTION = "last_section"
# What a frame may leave out; without the body there is no document.
_FRAME_VALUES = (
    "co_quan_chu_quan", "co_quan_ban_hanh", "co_quan_ban_hanh_rule", "so_ky_hieu", "dia_danh_ngay",
    "draft_mark", "ten_loai", "trich_yeu", "trich_yeu_rule", "kinh_gui", "noi_nhan", "quyen_han",
    "chuc_vu", "ho_ten",
)  # fmt: skip
_ELEMENT = re.compile(r"<[^>]*>")
_SHOWN = 60
# Room at the sides of a subject that is broken into lines, so that it stands apart from the text.
_SUBJECT_SIDE_PT = 28


def write(
    document: Document,
    *,
    standard: Standard,
    frame: bytes | None = None,
    frame_name: str = "",
    cache_dir: Path | None = None,
) -> bytes:
    """Return a document as a Word file; equal arguments give equal bytes.

    Args:
        document: The document.
        standard: The standard that lays it out.
        frame: A Word file with docxtpl's tags to use in place of the built-in frame.
        frame_name: How findings name that file.
        cache_dir: Where compiled frames are kept between runs; None keeps none.

    Raises:
        InputError: With all that is wrong with the frame, or with a text that Word cannot hold.
    """
    findings = find_forbidden(document)
    if findings:
        raise InputError(findings)
    source = frame or _builtin_frame(document.frame, standard)
    prepared = _prepare(source, frame_name, cache_dir)
    prepared.check(document, standard)
    context = _Context(document, standard, prepared).values()
    properties = document.properties
    return prepared.template.render(
        context,
        properties=CoreProperties(
            title=properties.title,
            subject=properties.subject,
            author=properties.author,
            language=properties.language,
        ),
    )


def look_over_frame(
    document: Document,
    *,
    standard: Standard,
    frame: bytes,
    frame_name: str = "",
    cache_dir: Path | None = None,
) -> list[Diagnostic]:
    """Return what a frame that fits may still lose: a warning for each part and each odd brace.

    Raises:
        InputError: With all that is wrong with the frame.
    """
    prepared = _prepare(frame, frame_name, cache_dir)
    values = _Context(document, standard, prepared).values()
    return [
        *prepared.braces,
        *(
            _unused_value(frame_name, name, _shown(values[name]))
            for name in _FRAME_VALUES
            if values[name] and name not in prepared.template.printed
        ),
    ]


def _builtin_frame(frame: Frame, standard: Standard) -> bytes:
    needed = date_width(standard, frame.dia_danh_ngay)
    usual = head_widths(standard)[1].points
    return builtin_frame(standard, frame.layout, needed if needed > usual else 0)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A frame ready to be filled in.

    Attributes:
        name: How findings name it.
        template: The compiled frame.
        main: Its section.
        head_left_pt: Width of the left column of its first table; 0 when it has none.
        foot_right_pt: Width of the right column of its last table; 0 when it has none.
        styles: Ids of its styles.
        braces: A warning for each brace of a tag that is part of none.
    """

    name: str
    template: WordTemplate
    main: MainSection
    head_left_pt: float
    foot_right_pt: float
    styles: frozenset[str]
    braces: tuple[Diagnostic, ...]

    def check(self, document: Document, standard: Standard) -> None:
        """Refuse a frame in which part of the document would be lost or lose its look.

        Raises:
            InputError: With a finding for each tag and each style that is missing.
        """
        wanted = ("body", "annexes") if document.annexes else ("body",)
        findings = [
            _missing_tag(self.name, tag) for tag in wanted if tag not in self.template.printed
        ]
        missing = [each for each in used_styles(standard) if each.style_id not in self.styles]
        findings += (_missing_style(self.name, each) for each in missing)
        if findings:
            raise InputError(findings)


@lru_cache(maxsize=64)
def _prepare(source: bytes, name: str, cache_dir: Path | None) -> _Prepared:
    package = open_word(source, name=name)
    main = main_part(package)
    root = package.xml(main)
    body = root.find(qn("w:body"))
    assert body is not None  # noqa: S101  (open_word refuses a file without one)
    tables = body.findall(qn("w:tbl"))
    section = _take_section(body)
    changed = package.with_parts({main: to_bytes(root)})
    return _Prepared(
        name=name,
        template=WordTemplate.compile(changed.to_bytes(), name=name, cache_dir=cache_dir),
        main=MainSection(section),
        head_left_pt=_column_pt(tables[0], 0) if tables else 0,
        foot_right_pt=_column_pt(tables[-1], -1) if tables else 0,
        styles=frozenset(_style_ids(package, main)),
        braces=tuple(_find_braces(package, main)),
    )


def _find_braces(package: Package, main: str) -> Iterator[Diagnostic]:
    related = (name for kind in ("header", "footer") for name in package.related(main, kind))
    for part in (main, *dict.fromkeys(related)):
        for number, brace, quote in stray_braces(paragraph_texts(package.xml(part))):
            yield Diagnostic(
                "KM04",
                Severity.WARNING,
                N_("dấu '{brace}' trong khung Word không thuộc thẻ nào: “{text}”"),
                Location(package.name, part=part, paragraph=number),
                params={"brace": brace, "text": quote},
                hint=N_("nếu là thẻ viết thiếu dấu, viết lại đủ {{{{ ... }}}} hoặc {{% ... %}}"),
                quote=quote,
            )


def _take_section(body: "_Element") -> "_Element":
    """Return the section at the end of the body, a tag put in its place.

    The last section of a Word file is set up at its end: with annexes it is the last annex's.
    """
    section = body.find(qn("w:sectPr"))
    if section is None:
        section = etree.Element(qn("w:sectPr"), nsmap={"w": NAMESPACES["w"]})
    else:
        body.remove(section)
    paragraph = etree.SubElement(body, qn("w:p"))
    text = etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:t"))
    text.text = f"{{{{p {_LAST_SECTION} }}}}"
    return section


def _column_pt(table: "_Element", column: int) -> float:
    columns = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    return decimal(columns[column].get(qn("w:w"))) / 20 if columns else 0


def _style_ids(package: Package, main: str) -> Iterator[str]:
    for part in package.related(main, "styles"):
        for style in package.xml(part).iter(qn("w:style")):
            yield style.get(qn("w:styleId"), "")


class _Fragment:
    """A block the engine asks for when it reaches the block's tag."""

    def __init__(self, write_block: Callable[[FootnoteCollector], str]) -> None:
        self._write_block = write_block

    def write(self, notes: FootnoteCollector) -> str:
        """Return the block's WordprocessingML."""
        return self._write_block(notes)


class _Context:
    """What the frame's tags stand for."""

    def __init__(self, document: Document, standard: Standard, prepared: _Prepared) -> None:
        self._document = document
        self._standard = standard
        self._main = prepared.main
        self._text_width_pt = prepared.main.setup.text_width.points
        self._left_pt = prepared.head_left_pt or self._text_width_pt / 2
        self._right_pt = prepared.foot_right_pt or self._text_width_pt / 2

    def values(self) -> dict[str, object]:
        """Return the context."""
        frame = self._document.frame
        letter = frame.layout == LETTER
        issuer = self._break("co_quan_ban_hanh", frame.co_quan_ban_hanh, self._left_pt)
        subject_key = "trich_yeu_cong_van" if letter else "trich_yeu"
        subject_pt = self._left_pt if letter else self._text_width_pt - 2 * _SUBJECT_SIDE_PT
        subject = self._break(subject_key, frame.trich_yeu, subject_pt)
        properties = self._document.properties
        # A head who signs in no other's name has the title as the authority line, which is bold.
        authority = frame.quyen_han or tuple(filter(None, (frame.chuc_vu,)))
        position = frame.chuc_vu if frame.quyen_han else ""
        return {
            "title": properties.title,
            "subject": properties.subject,
            "author": properties.author,
            "language": properties.language,
            "co_quan_chu_quan": self._break(
                "co_quan_chu_quan", frame.co_quan_chu_quan, self._left_pt
            ),
            "co_quan_ban_hanh": issuer,
            "co_quan_ban_hanh_rule": self._rule("co_quan_ban_hanh", issuer, self._left_pt),
            "so_ky_hieu": frame.so_ky_hieu,
            "dia_danh_ngay": frame.dia_danh_ngay,
            "draft_mark": frame.draft_mark,
            "ten_loai": frame.ten_loai,
            "trich_yeu": subject,
            "trich_yeu_rule": self._rule(subject_key, subject, self._text_width_pt),
            "kinh_gui": self._kinh_gui(),
            "body": _Fragment(self._write_body),
            "quyen_han": self._break("quyen_han", authority, self._right_pt),
            "chuc_vu": "".join(self._break("chuc_vu", (position,), self._right_pt)),
            "ho_ten": frame.ho_ten,
            "noi_nhan": frame.noi_nhan,
            "annexes": _Fragment(self._write_annexes),
            _LAST_SECTION: WordXml(self._last_section()),
        }

    def _break(self, key: str, lines: Iterable[str], width_pt: float) -> list[str]:
        """Return lines broken where they are wider than their column."""
        look = self._standard.components[key]
        return ["\n".join(break_lines(look, line, width_pt)) for line in lines]

    def _rule(self, key: str, lines: list[str], width_pt: float) -> WordXml:
        look = self._standard.components[key]
        if look.rule is None or look.rule.kind != "solid" or not lines:
            return WordXml("")
        printed = [line for text in lines for line in text.split("\n")]
        return WordXml(write_rule(look, rule_length(look, printed), width_pt))

    def _kinh_gui(self) -> WordXml:
        frame = self._document.frame
        if not frame.kinh_gui:
            return WordXml("")
        lines = frame.kinh_gui
        if not frame.kinh_gui_as_is:
            lines = self._standard.format_kinh_gui(lines)
        return WordXml(
            write_kinh_gui(self._standard, frame.kinh_gui_label, lines, self._text_width_pt)
        )

    def _write_body(self, notes: FootnoteCollector) -> str:
        blocks = self._document.blocks
        keep_last = count_kept(blocks, self._standard, self._text_width_pt)
        width = self._main.setup.text_width
        return write_blocks(blocks, notes, self._standard, width, keep_last=keep_last)

    def _write_annexes(self, notes: FootnoteCollector) -> str:
        return write_annexes(self._document.annexes, self._standard, self._main, notes)

    def _last_section(self) -> str:
        annexes = self._document.annexes
        if not annexes:
            return self._main.xml
        return self._main.write_annex_sect_pr(annexes[-1].orientation)


def _missing_tag(name: str, tag: str) -> Diagnostic:
    return Diagnostic(
        "KM02",
        Severity.ERROR,
        N_("khung Word không có chỗ cho phần này: thiếu thẻ {tag}"),
        Location(name),
        params={"tag": f"{{{{p {tag} }}}}"},
        hint=N_("thêm một đoạn chỉ gồm thẻ {tag} vào khung"),
        expected=f"{{{{p {tag} }}}}",
    )


def _unused_value(name: str, value: str, text: str) -> Diagnostic:
    if text:
        message = N_("khung Word không in giá trị '{name}', văn bản thiếu phần: “{text}”")
    else:
        message = N_("khung Word không in giá trị '{name}', văn bản thiếu đường kẻ đó")
    return Diagnostic(
        "KM02",
        Severity.WARNING,
        message,
        Location(name),
        params={"name": value, "text": text},
        hint=N_("nếu không cố ý bỏ, thêm lại thẻ như trong khung mẫu ở templates/frames"),
        quote=text,
    )


def _shown(value: Any) -> str:
    """Return the beginning of a value as a person reads it."""
    text = value if isinstance(value, str) else "; ".join(value)
    plain = " ".join(unescape(_ELEMENT.sub(" ", text)).split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def _missing_style(name: str, component: Component) -> Diagnostic:
    return Diagnostic(
        "KM03",
        Severity.ERROR,
        N_("khung Word không có kiểu “{name}” (mã {id})"),
        Location(name),
        params={"name": component.builtin or component.name, "id": component.style_id},
        hint=N_("bắt đầu từ một khung trong templates/frames và giữ các kiểu có sẵn"),
        expected=component.style_id,
    )
