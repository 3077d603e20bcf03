"""What a Word file fetches from elsewhere, runs, or carries from other programs.

The parts are walked as trees: a field is put together again over its runs and paragraphs, a
relationship is placed at the paragraph that uses it. Who asks decides what follows from it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from lxml import etree

from generator.errors import InputError
from generator.i18n import N_
from generator.ooxml.xml import NAMESPACES, qn

if TYPE_CHECKING:
    from lxml import etree

    from generator.ooxml.package import Package

_P, _SIMPLE, _CHAR = qn("w:p"), qn("w:fldSimple"), qn("w:fldChar")
_CODES = (qn("w:instrText"), qn("w:delInstrText"))
_TYPE, _INSTR = qn("w:fldCharType"), qn("w:instr")
_NESTED = "\ufffc"
_WITHOUT_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NAME = re.compile(r"[\s\"“”']*(=|[^\s\"“”\\]*)")
_ARGUMENT = re.compile(r"\s*(?:\"((?:[^\"\\]|\\.)*)\"|“([^”]*)”|(\\\\[^\s]+|[^\s\\\"][^\s]*))")


@dataclass(frozen=True, slots=True)
class Field:
    """A field's code.

    Attributes:
        code: The code in one piece; fields within it are "…".
        paragraph: 1-based paragraph of the part it begins in, 0 outside paragraphs.
        name: Its name in capitals.
        argument: The first word or quoted words after the name, "" when a switch follows.
        has_computed_name: Another field makes a part of the name.
    """

    code: str
    paragraph: int
    name: str
    argument: str
    has_computed_name: bool


@dataclass(slots=True)
class _Open:
    paragraph: int
    code: list[str] = field(default_factory=list)
    in_result: bool = False


def number_paragraphs(root: "etree._Element") -> "dict[etree._Element, int]":
    """Return the 1-based number of each paragraph of a part."""
    return {element: number for number, element in enumerate(root.iter(_P), start=1)}


def paragraph_of(element: "etree._Element", numbers: "dict[etree._Element, int]") -> int:
    """Return the number of the paragraph an element stands in, 0 outside paragraphs."""
    around = element if element.tag == _P else next(element.iterancestors(_P), None)
    return numbers[around] if around is not None else 0


def iter_fields(root: "etree._Element", numbers: "dict[etree._Element, int]") -> Iterator[Field]:
    """Yield the fields of a part, those within others first; codes outside fields are one too.

    Args:
        root: The part.
        numbers: Its paragraphs, see ``number_paragraphs``.
    """
    opened = [_Open(0)]
    for element in root.iter(_SIMPLE, _CHAR, *_CODES):
        if element.tag == _SIMPLE:
            yield from _read(element.get(_INSTR, ""), paragraph_of(element, numbers))
            _note_nested(opened[-1])
        elif element.tag in _CODES:
            if not opened[-1].in_result:
                opened[-1].code.append("".join(map(str, element.itertext())))
                opened[-1].paragraph = opened[-1].paragraph or paragraph_of(element, numbers)
        elif element.get(_TYPE) == "begin":
            opened.append(_Open(paragraph_of(element, numbers)))
        elif element.get(_TYPE) == "separate":
            opened[-1].in_result = True
        elif element.get(_TYPE) == "end" and len(opened) > 1:
            ended = opened.pop()
            yield from _read("".join(ended.code), ended.paragraph)
            _note_nested(opened[-1])
    for unclosed in reversed(opened):
        yield from _read("".join(unclosed.code), unclosed.paragraph)


def _note_nested(outer: _Open) -> None:
    # Outside all fields there is no code that a field could be a part of.
    if not outer.in_result and (outer.code or outer.paragraph):
        outer.code.append(_NESTED)


def _read(code: str, paragraph: int) -> Iterator[Field]:
    plain = unicodedata.normalize("NFKC", _WITHOUT_WIDTH.sub("", code))
    match = _NAME.match(plain)
    if not match or not plain.strip(f"{_NESTED}\t\r\n "):
        return
    argument = _ARGUMENT.match(plain, match.end())
    words = next((each for each in argument.groups() if each), "") if argument else ""
    yield Field(
        code=plain.replace(_NESTED, "…"),
        paragraph=paragraph,
        name=match[1].replace(_NESTED, "").upper(),
        argument=words.replace("\\\\", "\\").replace(_NESTED, "…"),
        has_computed_name=_NESTED in match[1],
    )


class ActiveKind(StrEnum):
    """The kinds of active content; a check rule is about one of them."""

    FIELD = "field"
    REMOTE = "remote"
    EMBEDDED = "embedded"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class ActiveContent:
    """One thing of a file that fetches, runs or is of another program.

    Attributes:
        kind: Its kind.
        message: A marked message with the places {what} and {target}.
        what: A marked name, or the name of a field.
        part: The part it stands in.
        paragraph: 1-based paragraph of the part, 0 when no paragraph uses it.
        target: What is fetched or run, as it is written.
        harmless: Opening the file neither runs nor fetches it, and one click does no harm.
    """

    kind: ActiveKind
    message: str
    what: str
    part: str
    paragraph: int
    target: str
    harmless: bool = False


_RUNS = N_("trường {what} chạy chương trình hoặc macro: {target}")
_FETCHES = N_("trường {what} lấy nội dung từ ngoài tệp: {target}")
_COMPUTED = N_("tên trường do trường khác ghép thành, không biết được nó làm gì: {target}")
_REMOTE = N_("{what} nằm ngoài tệp, được lấy về khi mở: {target}")
_EMBEDDED = N_("trong tệp có {what}: {target}")
_LINK = N_("liên kết không dẫn tới trang web hay thư điện tử: {target}")
_DAMAGED = N_("không đọc được phần này nên không biết trong đó có gì: {target}")

_FIELDS = {
    "DDE": _RUNS,
    "DDEAUTO": _RUNS,
    "MACROBUTTON": _RUNS,
    "PRINT": _RUNS,
    "INCLUDETEXT": _FETCHES,
    "INCLUDE": _FETCHES,
    "INCLUDEPICTURE": _FETCHES,
    "IMPORT": _FETCHES,
    "LINK": _FETCHES,
    "DATABASE": _FETCHES,
    "RD": _FETCHES,
}
_MAIL_MERGE = N_("nguồn dữ liệu trộn thư")
# Kinds of relationships by the last word of their type, in small letters.
_OUTSIDE_NAMES = {
    "image": N_("ảnh"),
    "attachedtemplate": N_("tệp mẫu (template)"),
    "subdocument": N_("văn bản con"),
    "frame": N_("khung (frame)"),
    "oleobject": N_("đối tượng OLE"),
    "package": N_("đối tượng OLE"),
    "mailmergesource": _MAIL_MERGE,
    "mailmergeheadersource": _MAIL_MERGE,
    "audio": N_("âm thanh"),
    "video": N_("phim"),
    "media": N_("phim"),
}
_OUTSIDE = N_("nội dung")
_INSIDE_NAMES = {
    "oleobject": N_("đối tượng nhúng từ chương trình khác (OLE)"),
    "package": N_("tệp Office nhúng"),
    "control": N_("điều khiển ActiveX"),
    "afchunk": N_("tệp khác chèn nguyên vẹn (altChunk)"),
    "subdocument": N_("văn bản con"),
    "frame": N_("khung (frame)"),
    "mailmergesource": _MAIL_MERGE,
    "vbaproject": N_("macro"),
    "webextension": N_("phần bổ trợ (add-in)"),
    "extensibility": N_("nút lệnh riêng trên thanh công cụ"),
    "attachedtoolbars": N_("nút lệnh riêng trên thanh công cụ"),
    "keymapcustomizations": N_("phím tắt gọi lệnh riêng"),
}
_WEB_VIDEO = N_("phim từ trang web")
_CHARTS = "/charts/"
_INERT_PARTS = (".xlsx", ".docx", ".pptx")
_SAFE_SCHEMES = ("http", "https", "mailto", "tel")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
# What browsers and Word pass over in an address: controls, blanks, letters without width.
_PASSED_OVER = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]")
_LOCAL_FILE = re.compile(r"(?:file:/{0,3})?[a-z]:[\\/]|[^\\/:][^:]*$")
# What a click on a link would run, or open with macros.
_PROGRAMS = (".exe", ".com", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta", ".lnk",
             ".scr", ".msi", ".jar", ".url", ".dll", ".cpl", ".reg", ".docm", ".dotm", ".xlsm",
             ".iso", ".img")  # fmt: skip
_VML = ("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office")
_SHOWN_LETTERS = 120
_LINE_BREAKS = re.compile(r"\s+")
_NOT_WALKED = ("customXml/", "docProps/")
_RELS = "_rels/"
_RELATION = f"{{{NAMESPACES['r']}}}"
_MERGE_WORDS = (qn("w:connectString"), qn("w:query"))
_ATTRIBUTES = etree.XPath(
    "//@r:* | //@*[local-name()='href' or local-name()='src' or local-name()='embeddedHtml']",
    namespaces={"r": NAMESPACES["r"]},
)


def find_active_content(package: "Package") -> list[ActiveContent]:
    """Return the active content of a Word file, each once, part by part."""
    return list(dict.fromkeys(_iter_parts(package)))


def _iter_parts(package: "Package") -> Iterator[ActiveContent]:
    names = [member.name for member in package.members]
    users: dict[str, dict[str, int]] = {}
    for name in names:
        if not _is_walked(package, name):
            continue
        try:
            root = package.xml(name)
        except InputError:
            yield ActiveContent(ActiveKind.REMOTE, _DAMAGED, "", name, 0, name)
            continue
        yield from _walk(root, name, users.setdefault(name, {}))
    for name in names:
        if name.lower().endswith(".rels"):
            source = _source_part(name)
            yield from _relationships(package, name, source, users.get(source, {}))


def _is_walked(package: "Package", name: str) -> bool:
    if name.startswith(_NOT_WALKED) or name.lower().endswith(".rels"):
        return False
    return name.lower().endswith(".xml") or package.content_type(name).endswith("xml")


def _source_part(relations: str) -> str:
    """Return the part a part of relationships belongs to.

    >>> _source_part("word/_rels/document.xml.rels")
    'word/document.xml'
    """
    folder, _, base = relations.rpartition(_RELS)
    return folder + base[: -len(".rels")] or relations


def _walk(root: "etree._Element", part: str, users: dict[str, int]) -> Iterator[ActiveContent]:
    """Yield what a part itself says, and note which paragraph uses which relationship."""
    numbers = number_paragraphs(root)
    for code in iter_fields(root, numbers):
        yield from _read_field(code, part)
    for value in _ATTRIBUTES(root):
        element, name = value.getparent(), value.attrname
        paragraph = paragraph_of(element, numbers)
        if name.startswith(_RELATION):
            users.setdefault(str(value), paragraph)
        else:
            yield from _read_address(element, name, str(value), part, paragraph)
    for element in root.iter(qn("w:mailMerge")):
        words = [each.get(qn("w:val"), "") for each in element.iter(*_MERGE_WORDS)]
        if any(words):
            target = _shown("; ".join(filter(None, words)))
            yield ActiveContent(ActiveKind.REMOTE, _REMOTE, _MAIL_MERGE, part, 0, target)


def _read_field(field: Field, part: str) -> Iterator[ActiveContent]:
    shown = _shown(field.code)
    if field.has_computed_name:
        message, name = _COMPUTED, ""
    elif field.name == "HYPERLINK":
        if field.argument:
            yield from _read_link(field.argument, part, field.paragraph)
        return
    elif field.name in _FIELDS:
        message, name = _FIELDS[field.name], field.name
    else:
        return
    yield ActiveContent(ActiveKind.FIELD, message, name, part, field.paragraph, shown)


def _read_address(
    element: "etree._Element", key: str, value: str, part: str, paragraph: int
) -> Iterator[ActiveContent]:
    """Yield an address written in an attribute: pictures of VML, embedded web videos."""
    space, _, local = key.rpartition("}")
    if local == "embeddedHtml":
        yield ActiveContent(ActiveKind.REMOTE, _REMOTE, _WEB_VIDEO, part, paragraph, _shown(value))
        return
    if not value or not str(element.tag).startswith(tuple(f"{{{each}}}" for each in _VML)):
        return
    if local == "src" or space:
        # o:href and src name the picture itself; a word without a mark is one of the package.
        if _scheme(value) or value.startswith(("\\", "/")):
            yield ActiveContent(
                ActiveKind.REMOTE, _REMOTE, _OUTSIDE_NAMES["image"], part, paragraph, _shown(value)
            )
    else:
        yield from _read_link(value, part, paragraph)


def _relationships(
    package: "Package", name: str, source: str, paragraphs: dict[str, int]
) -> Iterator[ActiveContent]:
    for entry in package.xml(name).iter(qn("rel:Relationship")):
        kind = entry.get("Type", "").rpartition("/")[2].lower()
        target = entry.get("Target", "")
        paragraph = paragraphs.get(entry.get("Id", ""), 0)
        external = entry.get("TargetMode", "").strip().lower() == "external"
        # An address that is said to be a part is none: some programs open it all the same.
        if not external and not _scheme(target) and not target.startswith(("\\", "//")):
            yield from _inside(kind, source, paragraph, target)
        elif kind == "hyperlink":
            yield from _read_link(target, source, paragraph)
        else:
            what = _OUTSIDE_NAMES.get(kind, _OUTSIDE)
            harmless = kind == "attachedtemplate" and _is_path(target)
            yield ActiveContent(
                ActiveKind.REMOTE, _REMOTE, what, source, paragraph, _shown(target), harmless
            )


def _inside(kind: str, source: str, paragraph: int, target: str) -> Iterator[ActiveContent]:
    what = _INSIDE_NAMES.get(kind)
    # The numbers behind a chart are a workbook of the chart's, which nothing opens by itself.
    if what is None or (kind == "package" and _CHARTS in source):
        return
    harmless = kind == "package" and target.lower().endswith(_INERT_PARTS)
    yield ActiveContent(
        ActiveKind.EMBEDDED, _EMBEDDED, what, source, paragraph, _shown(target), harmless
    )


def _read_link(target: str, part: str, paragraph: int) -> Iterator[ActiveContent]:
    """Yield a hyperlink, but not one to a web page, an e-mail address or within the file."""
    plain = _PASSED_OVER.sub("", target)
    if not plain or plain.startswith("#") or _scheme(target) in _SAFE_SCHEMES:
        return
    yield ActiveContent(
        ActiveKind.LINK, _LINK, "", part, paragraph, _shown(target), _is_document(target)
    )


def _scheme(target: str) -> str:
    match = _SCHEME.match(_PASSED_OVER.sub("", target).lower())
    return match[1] if match else ""


def _is_path(target: str) -> bool:
    """Return whether an address is a place on the reader's machine, and none on a server."""
    return bool(_LOCAL_FILE.match(_PASSED_OVER.sub("", target).lower()))


def _is_document(target: str) -> bool:
    """Return whether an address is such a place and no program stands there."""
    path = _PASSED_OVER.sub("", target).lower().partition("#")[0].partition("?")[0]
    return _is_path(target) and not path.endswith(_PROGRAMS)


def _shown(text: str) -> str:
    """Return a text in one line, no longer than one reads."""
    line = _LINE_BREAKS.sub(" ", text).strip()
    return line if len(line) <= _SHOWN_LETTERS else f"{line[: _SHOWN_LETTERS - 1]}…"
