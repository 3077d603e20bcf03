"""A document as a whole: its formal parts around the text, and its annexes."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.document.nodes import Annex, Document, Orientation
from generator.layout.blocks import SPACER_PT, lay_out_blocks
from generator.layout.flow import (
    Columns,
    Gap,
    Indent,
    Items,
    Place,
    RuleBelow,
    Section,
    StyledParagraph,
)
from generator.layout.pieces import Text
from generator.layout.sizes import (
    MM,
    TITLES,
    break_lines,
    count_kept,
    head_widths,
    rule_length,
    width_of,
)
from generator.standards import Component, Standard

NAMED = "named"
LETTER = "letter"
LAYOUTS = (NAMED, LETTER)
"""Type name and subject above the text, or the subject of a letter below its number."""

# Room at the sides of a subject that is broken into lines, so that it stands apart from the text.
_SUBJECT_SIDE_PT = 28
_ANNEX_SIDE_PT = 2


@dataclass(frozen=True, slots=True)
class Room:
    """Widths of what a document's parts stand in, in points.

    Attributes:
        text_pt: Between the margins of an upright page.
        turned_pt: Between the margins of a page on its side.
        head_pt: Of the two columns of the head.
        foot_pt: Of the two columns of the foot.
    """

    text_pt: float
    turned_pt: float
    head_pt: tuple[float, float]
    foot_pt: tuple[float, float]

    def width_of(self, orientation: Orientation) -> float:
        """Return the width between the margins of pages of an orientation."""
        return self.turned_pt if orientation is Orientation.LANDSCAPE else self.text_pt


def standard_room(standard: Standard, date_line: str) -> Room:
    """Return the room a standard gives; the head makes room for the date line."""
    page = standard.page
    margins = page.width_mm.use - page.text_width_mm
    text = page.text_width_mm * MM
    left = page.foot_left_mm.use * MM
    return Room(
        text,
        (page.height_mm.use - margins) * MM,
        head_widths(standard, date_line),
        (left, text - left),
    )


class DocumentLayout:
    r"""Lays out one document.

    Attributes:
        texts: What each formal part prints, by its name: one text for each paragraph, its line
            breaks in it: ``{"trich_yeu": ("Phòng, chống lụt bão\nnăm 2027",), ...}``.

    Args:
        document: The document.
        standard: The standard that lays it out.
        room: The room its parts stand in, None for that of the standard.
    """

    def __init__(self, document: Document, standard: Standard, room: Room | None = None) -> None:
        frame = document.frame
        self._document = document
        self._standard = standard
        self._room = room or standard_room(standard, frame.dia_danh_ngay)
        self._is_letter = frame.layout == LETTER
        left, right = self._room.head_pt[0], self._room.foot_pt[1]
        subject_pt = left if self._is_letter else self._room.text_pt - 2 * _SUBJECT_SIDE_PT
        # A head who signs in no other's name has the title as the authority line, which is bold.
        position = (frame.chuc_vu,) if frame.chuc_vu else ()
        self.texts: dict[str, tuple[str, ...]] = {
            "co_quan_chu_quan": self._broken("co_quan_chu_quan", frame.co_quan_chu_quan, left),
            "co_quan_ban_hanh": self._broken("co_quan_ban_hanh", frame.co_quan_ban_hanh, left),
            "so_ky_hieu": (frame.so_ky_hieu,),
            "dia_danh_ngay": (frame.dia_danh_ngay,),
            "draft_mark": (frame.draft_mark,) if frame.draft_mark else (),
            "ten_loai": (frame.ten_loai,),
            "trich_yeu": self._broken(self._subject_key, frame.trich_yeu, subject_pt),
            "noi_nhan": frame.noi_nhan,
            "quyen_han": self._broken("quyen_han", frame.quyen_han or position, right),
            "chuc_vu": self._broken("chuc_vu", position if frame.quyen_han else (), right),
            "ho_ten": (frame.ho_ten,),
        }

    @property
    def _subject_key(self) -> str:
        return "trich_yeu_cong_van" if self._is_letter else "trich_yeu"

    def main(self) -> Section:
        """Return the section of the text with the formal parts around it."""
        parts = (self.head(), self.titles(), self.kinh_gui(), self.body(), self.foot())
        return Section([item for items in parts for item in items], self._room.text_pt)

    def annexes(self) -> list[Section]:
        """Return a section for each annex."""
        return [self._annex(annex) for annex in self._document.annexes]

    def empty(self, orientation: Orientation) -> Section:
        """Return a section that holds nothing yet."""
        return Section([], self._room.width_of(orientation), orientation)

    def head(self) -> Items:
        """Return the two-column head; in the state regime number and date share a row."""
        left, right = self._room.head_pt
        names = [
            *self._lines("co_quan_chu_quan"),
            *self._lines("co_quan_ban_hanh"),
            *self.rule_below("co_quan_ban_hanh"),
        ]
        titles: Items = []
        for key in TITLES:
            titles += self._fixed(key, is_line=True)
            look = self._standard.components.get(key)
            if look is not None and look.rule is not None:
                titles.append(RuleBelow(look, right, rule_length(look, (look.text,))))
        number = [*self._fixed("dau_sao"), self._line("so_ky_hieu")]
        if self._is_letter:
            number += self._lines("trich_yeu_cong_van", "trich_yeu")
        date = [self._line("dia_danh_ngay"), *self._optional("du_thao", "draft_mark")]
        return [Columns((left, right), ((names, titles), (number, date)))]

    def titles(self) -> Items:
        """Return type name and subject above the text, nothing in a letter."""
        if self._is_letter:
            return []
        return [self._line("ten_loai"), *self._lines("trich_yeu"), *self.rule_below("trich_yeu")]

    def kinh_gui(self) -> Items:
        """Return the addressees: one beside the label, several below each other under its colon.

        See Nghị định 30/2020/NĐ-CP, PL I, II.9.b and V.8a.
        """
        frame, width = self._document.frame, self._room.text_pt
        if not frame.kinh_gui:
            return []
        lines = frame.kinh_gui
        if not frame.kinh_gui_as_is:
            lines = self._standard.format_kinh_gui(lines)
        look, label_look = (
            self._standard.components[key] for key in ("kinh_gui", "kinh_gui_label")
        )
        label = Text(frame.kinh_gui_label, label_look.bold, label_look.italic, label_look)
        if len(lines) == 1:
            hanging = width_of(label_look, label.text) + width_of(look, " ")
            fits = hanging + width_of(look, lines[0]) <= width
            indent = None if fits else Indent(hanging, hanging)
            pieces = (label, Text(f" {lines[0]}", look.bold, look.italic))
            return [StyledParagraph(look, pieces, indent=indent)]
        colon = width_of(label_look, label.text.rstrip(":"))
        dash = width_of(look, "- ")
        widest = max(width_of(look, line) for line in lines)
        left = max(
            self._standard.components["noi_dung"].first_line_mm.use * MM,
            (width - colon - widest) / 2,
        )
        below = Indent(left + colon + dash, dash)
        return [
            StyledParagraph(look, (label,), indent=Indent(left)),
            *(StyledParagraph(look, _text(look, line), indent=below) for line in lines),
        ]

    def body(self) -> Items:
        """Return the text."""
        blocks, width = self._document.blocks, self._room.text_pt
        kept = count_kept(blocks, self._standard, width)
        return lay_out_blocks(blocks, self._standard, width, keep_last=kept)

    def foot(self) -> Items:
        """Return recipients and signature in one row."""
        recipients = []
        if self.texts["noi_nhan"]:
            recipients = [
                *self._fixed("noi_nhan_label", condition="noi_nhan"),
                *self._lines("noi_nhan_list", "noi_nhan", condition="noi_nhan"),
            ]
        signature = [
            *self._lines("quyen_han"),
            *self._optional("chuc_vu", "chuc_vu"),
            Gap(self._standard.khoang_ky_pt, for_signature=True),
            self._line("ho_ten"),
        ]
        columns = Columns(self._room.foot_pt, ((recipients, signature),), is_signature=True)
        return [Gap(SPACER_PT, keep=True), columns]

    def rule_below(self, name: str) -> list[RuleBelow]:
        """Return the line below a part, nothing where the part or its line is missing."""
        look = self._standard.components[self._subject_key if name == "trich_yeu" else name]
        printed = [line for text in self.texts[name] for line in text.split("\n")]
        if look.rule is None or not printed:
            return []
        width = self._room.text_pt if name == "trich_yeu" else self._room.head_pt[0]
        # A drawn line is a value of its own, characters stand wherever there is a text.
        place = Place(name, condition=name if look.rule.text else "")
        return [RuleBelow(look, width, rule_length(look, printed), place)]

    def _annex(self, annex: Annex) -> Section:
        """Return an annex: label, title, subject and reference, then its blocks."""
        width = self._room.width_of(annex.orientation)
        parts = (
            ("phu_luc_label", (annex.label,)),
            ("phu_luc_title", annex.title),
            ("phu_luc_subtitle", annex.subtitle),
            ("phu_luc_ref", (annex.reference,)),
        )
        first = "phu_luc_label" if annex.label else "phu_luc_title"
        items: Items = []
        for key, texts in parts:
            look = self._standard.components[key]
            for text in filter(None, texts):
                broken = "\n".join(break_lines(look, text, width, _ANNEX_SIDE_PT))
                items.append(StyledParagraph(look, _text(look, broken), level=int(key == first)))
                if look.rule and look.rule.kind == "text":
                    items.append(RuleBelow(look, width, 0))
        items += lay_out_blocks(annex.blocks, self._standard, width)
        return Section(items, width, annex.orientation)

    def _broken(self, key: str, texts: Iterable[str], width_pt: float) -> tuple[str, ...]:
        look = self._standard.components[key]
        return tuple("\n".join(break_lines(look, text, width_pt)) for text in texts)

    def _line(self, name: str) -> StyledParagraph:
        """Return the paragraph of a text that is meant to stay one line, also an empty one."""
        look = self._standard.components[name]
        text = _text(look, self.texts[name][0])
        return StyledParagraph(look, text, is_line=True, place=Place(name))

    def _lines(self, key: str, name: str = "", *, condition: str = "") -> Items:
        """Return one paragraph for each text of a name."""
        look = self._standard.components[key]
        place = Place(name or key, is_list=True, condition=condition)
        return [
            StyledParagraph(look, _text(look, text), place=place) for text in self.texts[place.name]
        ]

    def _optional(self, key: str, name: str) -> Items:
        look = self._standard.components[key]
        place = Place(name, condition=name)
        return [StyledParagraph(look, _text(look, text), place=place) for text in self.texts[name]]

    def _fixed(self, key: str, *, is_line: bool = False, condition: str = "") -> Items:
        """Return the fixed text of a component, nothing in a standard without it."""
        look = self._standard.components.get(key)
        if look is None:
            return []
        place = Place(condition=condition)
        return [StyledParagraph(look, _text(look, look.text), is_line=is_line, place=place)]


def _text(look: Component, text: str) -> tuple[Text, ...]:
    return (Text(text, look.bold, look.italic),)
