"""The formal parts around the body: head, titles, addressees, recipients and signature."""

from collections.abc import Iterable
from typing import Any

from generator.document.nodes import Annex, Frame
from generator.standards import Standard
from generator.writers.measure import MM, break_lines, head_widths, width_of
from generator.writers.pdf.flow import Flow, Marks
from generator.writers.pdf.inlines import TextSetter
from generator.writers.pdf.layout import SIGNATURE

Data = dict[str, Any]

LETTER = "letter"
SPACER_PT = 6
"""Between the text and the signature, and below a table."""

# Room at the sides of a subject that is broken into lines, so that it stands apart from the text.
_SUBJECT_SIDE_PT = 28
_ANNEX_SIDE_PT = 2


class FrameSetter:
    """Sets the formal parts of one document.

    Args:
        frame: The parts.
        standard: How they look.
        setter: Makes pieces of text.
        marks: Where the lines of the head and the signature are remembered.
    """

    def __init__(self, frame: Frame, standard: Standard, setter: TextSetter, marks: Marks) -> None:
        self._frame = frame
        self._standard = standard
        self._setter = setter
        self._marks = marks
        self._width = standard.page.text_width_mm * MM

    def _flow(self, width_pt: float) -> Flow:
        return Flow(self._standard, self._setter, width_pt)

    def head(self, flow: Flow) -> None:
        """Add the two-column head; in the state regime number and date share a row."""
        frame = self._frame
        left, right = head_widths(self._standard, frame.dia_danh_ngay)
        names, titles = self._flow(left), self._flow(right)
        self._lines(names, "co_quan_chu_quan", frame.co_quan_chu_quan)
        issuer = self._lines(names, "co_quan_ban_hanh", frame.co_quan_ban_hanh)
        names.rule("co_quan_ban_hanh", issuer)
        for key in ("quoc_hieu", "tieu_ngu", "tieu_de_dang"):
            if key in self._standard.components:
                text = self._standard.components[key].text
                self._line(titles, key, text)
                titles.rule(key, (text,))
        number, date = self._flow(left), self._flow(right)
        self._fixed(number, "dau_sao")
        self._line(number, "so_ky_hieu", frame.so_ky_hieu)
        if frame.layout == LETTER:
            self._lines(number, "trich_yeu_cong_van", frame.trich_yeu)
        self._line(date, "dia_danh_ngay", frame.dia_danh_ngay)
        if frame.draft_mark:
            date.text("du_thao", frame.draft_mark)
        rows = [[each.end() for each in row] for row in ((names, titles), (number, date))]
        flow.add({"k": "columns", "widths": [left, right], "rows": rows, "keep": False})

    def titles(self, flow: Flow) -> None:
        """Add type name and subject, or nothing in a letter."""
        frame = self._frame
        if frame.layout == LETTER:
            return
        self._line(flow, "ten_loai", frame.ten_loai)
        look = self._standard.components["trich_yeu"]
        width = self._width - 2 * _SUBJECT_SIDE_PT
        lines = [line for text in frame.trich_yeu for line in break_lines(look, text, width)]
        for text in frame.trich_yeu:
            flow.text("trich_yeu", "\n".join(break_lines(look, text, width)))
        flow.rule("trich_yeu", lines, keep=True)

    def kinh_gui(self, flow: Flow) -> None:
        """Add the addressees: one beside the label, several below each other under its colon.

        See Nghị định 30/2020/NĐ-CP, PL I, II.9.b and V.8a.
        """
        frame = self._frame
        if not frame.kinh_gui:
            return
        lines = frame.kinh_gui
        if not frame.kinh_gui_as_is:
            lines = self._standard.format_kinh_gui(lines)
        look = self._standard.components["kinh_gui"]
        label_look = self._standard.components["kinh_gui_label"]
        label = self._pieces("kinh_gui_label", frame.kinh_gui_label)
        if len(lines) == 1:
            hanging = width_of(label_look, frame.kinh_gui_label) + width_of(look, " ")
            pieces = label + self._pieces("kinh_gui", f" {lines[0]}")
            if hanging + width_of(look, lines[0]) <= self._width:
                flow.paragraph("kinh_gui", pieces)
            else:
                flow.paragraph(
                    "kinh_gui", pieces, left_pt=hanging, hanging_pt=hanging, align="left"
                )
            return
        colon = width_of(label_look, frame.kinh_gui_label.rstrip(":"))
        dash = width_of(look, "- ")
        widest = max(width_of(look, line) for line in lines)
        indent = self._standard.components["noi_dung"].first_line_mm.use * MM
        left = max(indent, (self._width - colon - widest) / 2)
        flow.paragraph("kinh_gui", label, left_pt=left, align="left", keep=True)
        for line in lines:
            flow.paragraph(
                "kinh_gui",
                self._pieces("kinh_gui", line),
                left_pt=left + colon + dash,
                hanging_pt=dash,
                align="left",
            )

    def foot(self, flow: Flow) -> None:
        """Add recipients and signature in one row, which never splits."""
        frame = self._frame
        left = self._standard.page.foot_left_mm.use * MM
        recipients, signature = self._flow(left), self._flow(self._width - left)
        if frame.noi_nhan:
            self._fixed(recipients, "noi_nhan_label")
            for line in frame.noi_nhan:
                recipients.text("noi_nhan_list", line)
        # A head who signs in no other's name has the title as the authority line, which is bold.
        title = tuple(filter(None, (frame.chuc_vu,)))
        self._lines(signature, "quyen_han", frame.quyen_han or title)
        self._lines(signature, "chuc_vu", title if frame.quyen_han else ())
        signature.space(self._standard.khoang_ky_pt)
        self._line(signature, "ho_ten", frame.ho_ten)
        flow.space(SPACER_PT, keep=True)
        flow.add(
            {
                "k": "columns",
                "widths": [left, self._width - left],
                "rows": [[recipients.end(), signature.end()]],
                "keep": False,
                "mark": self._marks.add(SIGNATURE),
            }
        )

    def annex_head(self, flow: Flow, annex: Annex) -> None:
        """Add label, title, subject and reference of an annex."""
        parts = (
            ("phu_luc_label", (annex.label,)),
            ("phu_luc_title", annex.title),
            ("phu_luc_subtitle", annex.subtitle),
            ("phu_luc_ref", (annex.reference,)),
        )
        for key, texts in parts:
            look = self._standard.components[key]
            for text in filter(None, texts):
                lines = break_lines(look, text, flow.width_pt, _ANNEX_SIDE_PT)
                flow.text(key, "\n".join(lines), keep=True, level=_annex_level(key, annex))
                if look.rule and look.rule.kind == "text":
                    flow.rule(key, lines, keep=True)

    def _lines(self, flow: Flow, key: str, lines: Iterable[str]) -> list[str]:
        """Add each line, broken where it is wider than its column, and return what is printed."""
        look = self._standard.components[key]
        printed: list[str] = []
        for text in lines:
            broken = break_lines(look, text, flow.width_pt)
            flow.text(key, "\n".join(broken))
            printed += broken
        return printed

    def _line(self, flow: Flow, key: str, text: str) -> None:
        """Add a line that is meant to stay one, and remember where it stands."""
        flow.text(key, text, mark=self._marks.add(("line", key)))

    def _fixed(self, flow: Flow, key: str) -> None:
        component = self._standard.components.get(key)
        if component is not None:
            flow.text(key, component.text)

    def _pieces(self, key: str, text: str) -> list[Data]:
        look = self._standard.components[key]
        return self._setter.text(
            text,
            size_pt=look.size_pt.use,
            width_pt=self._width,
            bold=look.bold,
            italic=look.italic,
        )


def _annex_level(key: str, annex: Annex) -> int:
    first = "phu_luc_label" if annex.label else "phu_luc_title"
    return 1 if key == first else 0
