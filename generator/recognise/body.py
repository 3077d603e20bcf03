"""Says what each paragraph of the body is: heading, numbered passage, dash item, text."""

from collections.abc import Sequence

from generator.recognise import patterns
from generator.recognise.head import is_bold
from generator.recognise.paragraph import Paragraph, Span

_TITLE_LENGTH = 200
_TABLE_UNIT = "đơn vị tính"
_WORDS = "bằng chữ"


def classify_body(paragraphs: Sequence[Paragraph]) -> dict[str, list[Span]]:
    """Set the component of each paragraph; return the headings and legal bases found."""
    found: dict[str, list[Span]] = {}
    bases = _bases(paragraphs)
    deciding = -1
    for position, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        if not text or paragraph.in_table:
            continue
        component = "can_cu" if position in bases else classify(paragraph, text)
        if patterns.DECISION.fullmatch(text) and position <= max(bases, default=-1) + 2:
            component, deciding = "loi_quyet_dinh", position
        paragraph.component = component
        if component not in ("noi_dung", "gach_dau_dong", "dau_cong", "doan_danh_so"):
            found.setdefault(component, []).append(paragraph.span())
    if deciding > 0:
        _find_authority(paragraphs[:deciding], found)
    return found


def _bases(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the legal bases: a list of paragraphs at the start, parted by ";"."""
    bases: set[int] = set()
    for position, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        if not text or paragraph.in_table:
            continue
        if patterns.CAN_CU.match(text) and text[-1] in ";,.":
            bases.add(position)
        elif bases or not (patterns.is_upper(text) and len(text) < _TITLE_LENGTH):
            break
    listed = any(paragraphs[position].text.strip().endswith(";") for position in bases)
    return bases if listed or len(bases) > 1 else set()


def _find_authority(paragraphs: Sequence[Paragraph], found: dict[str, list[Span]]) -> None:
    """Find the office that decides, in capitals above the bases."""
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if patterns.is_upper(text) and not paragraph.in_table:
            paragraph.component = "tham_quyen_ban_hanh"
            found.setdefault("tham_quyen_ban_hanh", []).append(paragraph.span())


def classify(paragraph: Paragraph, text: str) -> str:
    """Return what a paragraph of the body is."""
    if text[0] in "-–—•*▪●":
        return "gach_dau_dong"
    if text[0] == "+":
        return "dau_cong"
    first = text.split("\n", 1)[0]
    if text[0] in "PpCcMmTtĐđ":
        if patterns.DIEU.fullmatch(text):
            return "dieu"
        match = patterns.PHAN_CHUONG.fullmatch(first)
        if match and _is_part(match["rest"]):
            return "phan_chuong"
    if patterns.ROMAN.fullmatch(text):
        return "de_muc_1" if _is_title(paragraph, text) else "doan_danh_so"
    if text[0].isdigit():
        match = patterns.NUMBER.fullmatch(text)
        if match:
            level = min(2 + match["number"].count("."), 4)
            return f"de_muc_{level}" if _is_title(paragraph, text) else "doan_danh_so"
    lowered = first[:20].lower()
    if lowered.startswith((_TABLE_UNIT, "đvt")):
        return "don_vi_tinh"
    if lowered.startswith((_WORDS, "(bằng chữ")):
        return "bang_chu"
    return "noi_dung"


def _is_part(rest: str) -> bool:
    return not rest or patterns.is_upper(rest)


def _is_title(paragraph: Paragraph, text: str) -> bool:
    """Return whether a numbered paragraph is a title: short, without the mark of a sentence."""
    if patterns.ROMAN.fullmatch(text) and patterns.is_upper(text):
        return True
    if text[-1] in ".;:,":
        return is_bold(paragraph.span()) and len(text) < _TITLE_LENGTH
    return len(text) < _TITLE_LENGTH
