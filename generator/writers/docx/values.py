"""What the formal parts of a document print: its texts broken into lines, and its blocks."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.document.nodes import Document
from generator.standards import Standard
from generator.writers.docx.body import Notes, write_blocks
from generator.writers.docx.head import write_kinh_gui, write_rule
from generator.writers.docx.sections import MainSection, write_annexes
from generator.writers.measure import break_lines, count_kept, rule_length

LETTER = "letter"
BLOCKS = ("body", "annexes", "kinh_gui", "co_quan_ban_hanh_rule", "trich_yeu_rule")
"""The values that are whole paragraphs and tables; all others are text or lines of text."""

NAMES = (
    "co_quan_chu_quan", "co_quan_ban_hanh", "co_quan_ban_hanh_rule", "so_ky_hieu", "dia_danh_ngay",
    "draft_mark", "ten_loai", "trich_yeu", "trich_yeu_rule", "kinh_gui", "body", "noi_nhan",
    "quyen_han", "chuc_vu", "ho_ten", "annexes", "title", "subject", "author", "language",
)  # fmt: skip
"""Every name a frame may print, those of the text in its order, then those of the file."""

# Room at the sides of a subject that is broken into lines, so that it stands apart from the text.
_SUBJECT_SIDE_PT = 28

Values = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Room:
    """The room that a document's parts stand in.

    Attributes:
        main: The section of the text.
        head_left_pt: Width of the left column of the head, 0 when the head has no columns.
        foot_right_pt: Width of the right column of the foot, 0 when the foot has no columns.
    """

    main: MainSection
    head_left_pt: float = 0
    foot_right_pt: float = 0

    @property
    def width_pt(self) -> float:
        """Return the width between the margins."""
        return self.main.setup.text_width.points


def formal_values(document: Document, standard: Standard, room: Room, notes: Notes) -> Values:
    """Return what each name stands for.

    Args:
        document: The document.
        standard: The standard that lays it out.
        room: Where its parts stand.
        notes: Where the footnotes of its text go.
    """
    frame, properties = document.frame, document.properties
    letter = frame.layout == LETTER
    left_pt = room.head_left_pt or room.width_pt / 2
    right_pt = room.foot_right_pt or room.width_pt / 2

    def broken(key: str, lines: Iterable[str], width_pt: float) -> list[str]:
        look = standard.components[key]
        return ["\n".join(break_lines(look, line, width_pt)) for line in lines]

    issuer = broken("co_quan_ban_hanh", frame.co_quan_ban_hanh, left_pt)
    subject_key = "trich_yeu_cong_van" if letter else "trich_yeu"
    subject_pt = left_pt if letter else room.width_pt - 2 * _SUBJECT_SIDE_PT
    subject = broken(subject_key, frame.trich_yeu, subject_pt)
    # A head who signs in no other's name has the title as the authority line, which is bold.
    authority = frame.quyen_han or tuple(filter(None, (frame.chuc_vu,)))
    position = frame.chuc_vu if frame.quyen_han else ""
    return {
        "title": properties.title,
        "subject": properties.subject,
        "author": properties.author,
        "language": properties.language,
        "co_quan_chu_quan": broken("co_quan_chu_quan", frame.co_quan_chu_quan, left_pt),
        "co_quan_ban_hanh": issuer,
        "co_quan_ban_hanh_rule": _write_line_below(standard, "co_quan_ban_hanh", issuer, left_pt),
        "so_ky_hieu": frame.so_ky_hieu,
        "dia_danh_ngay": frame.dia_danh_ngay,
        "draft_mark": frame.draft_mark,
        "ten_loai": frame.ten_loai,
        "trich_yeu": subject,
        "trich_yeu_rule": _write_line_below(standard, subject_key, subject, room.width_pt),
        "kinh_gui": _write_addressees(document, standard, room.width_pt),
        "body": _write_body(document, standard, room, notes),
        "quyen_han": broken("quyen_han", authority, right_pt),
        "chuc_vu": "".join(broken("chuc_vu", (position,), right_pt)),
        "ho_ten": frame.ho_ten,
        "noi_nhan": list(frame.noi_nhan),
        "annexes": write_annexes(document.annexes, standard, room.main, notes),
    }


def write_last_section(document: Document, main: MainSection) -> str:
    """Return the section at the end of the file: the last annex's where there are annexes."""
    annexes = document.annexes
    return main.write_annex_sect_pr(annexes[-1].orientation) if annexes else main.xml


def _write_line_below(standard: Standard, key: str, texts: list[str], width_pt: float) -> str:
    look = standard.components[key]
    if look.rule is None or look.rule.kind != "solid" or not texts:
        return ""
    printed = [line for text in texts for line in text.split("\n")]
    return write_rule(look, rule_length(look, printed), width_pt)


def _write_addressees(document: Document, standard: Standard, width_pt: float) -> str:
    frame = document.frame
    if not frame.kinh_gui:
        return ""
    lines = frame.kinh_gui
    if not frame.kinh_gui_as_is:
        lines = standard.format_kinh_gui(lines)
    return write_kinh_gui(standard, frame.kinh_gui_label, lines, width_pt)


def _write_body(document: Document, standard: Standard, room: Room, notes: Notes) -> str:
    keep_last = count_kept(document.blocks, standard, room.width_pt)
    width = room.main.setup.text_width
    return write_blocks(document.blocks, notes, standard, width, keep_last=keep_last)
