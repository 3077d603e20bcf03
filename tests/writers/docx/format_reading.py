"""Finds a document's components in a finished Word file by their text, and measures them."""

from generator.document.nodes import Bullet, Heading, Role, Table, plain_text
from generator.text.metrics import text_width

ROLES = {
    Role.TEXT: "noi_dung",
    Role.CAN_CU: "can_cu",
    Role.THAM_QUYEN: "tham_quyen_ban_hanh",
    Role.QUYET_DINH: "loi_quyet_dinh",
    Role.UNIT: "don_vi_tinh",
    Role.WORDS: "bang_chu",
}
# A reader's points against a standard's millimetres, rounded to whole twips on the way.
POINT = 0.06
MM = 0.05
POINTS_PER_MM = 72 / 25.4


def words(text):
    return " ".join(text.split())


class Located:
    """Paragraphs of a finished file, taken in order as they are looked for."""

    def __init__(self, file):
        self.file = file
        self.paragraphs = file.paragraphs
        self._next = 0

    def take(self, text):
        for position in range(self._next, len(self.paragraphs)):
            if words(self.paragraphs[position].text) == words(text):
                self._next = position + 1
                return self.paragraphs[position]
        raise AssertionError(f"not found in order: {text!r}")

    def after(self, paragraph):
        return self.paragraphs[self.paragraphs.index(paragraph) + 1]


def block_component(block):
    if isinstance(block, Bullet):
        return "gach_dau_dong" if block.level == 1 else "dau_cong"
    if isinstance(block, Heading):
        if block.label.startswith("Điều "):
            return "dieu"
        if block.label.startswith(("Phần ", "Chương ")):
            return "phan_chuong"
        return "doan_danh_so" if block.run_in else f"de_muc_{block.level}"
    return ROLES[block.role]


def block_text(block):
    if isinstance(block, Bullet):
        return f"{block.marker} {plain_text(block.inlines)}"
    if isinstance(block, Heading):
        return f"{block.label} {plain_text(block.inlines)}"
    return plain_text(block.inlines)


def blocks_of(located, blocks):
    for block in blocks:
        if not isinstance(block, Table):
            yield block_component(block), located.take(block_text(block))
            continue
        for row in block.rows:
            for cell in row.cells:
                for inlines in cell.paragraphs:
                    if plain_text(inlines):
                        component = "bang_tieu_de" if row.header else "bang_noi_dung"
                        yield component, located.take(plain_text(inlines))


def head_of(located, frame, standard):
    """Yield the components of the head, cell by cell."""
    for component in ("co_quan_chu_quan", "co_quan_ban_hanh"):
        for line in getattr(frame, component):
            yield component, located.take(line)
    for component in ("quoc_hieu", "tieu_ngu", "tieu_de_dang"):
        if component in standard.components:
            yield component, located.take(standard.components[component].text)
    if "dau_sao" in standard.components:
        yield "dau_sao", located.take("*")
    yield "so_ky_hieu", located.take(frame.so_ky_hieu)
    if frame.layout == "letter":
        yield from (("trich_yeu_cong_van", located.take(line)) for line in frame.trich_yeu)
    yield "dia_danh_ngay", located.take(frame.dia_danh_ngay)
    if frame.draft_mark:
        yield "du_thao", located.take(frame.draft_mark)
    if frame.layout == "named":
        yield "ten_loai", located.take(frame.ten_loai)
        yield from (("trich_yeu", located.take(line)) for line in frame.trich_yeu)


def kinh_gui_of(located, frame, standard):
    lines = standard.format_kinh_gui(frame.kinh_gui) if frame.kinh_gui else ()
    if len(lines) == 1:
        yield "kinh_gui", located.take(f"{frame.kinh_gui_label} {lines[0]}")
    elif lines:
        yield "kinh_gui", located.take(frame.kinh_gui_label)
        yield from (("kinh_gui", located.take(line)) for line in lines)


def foot_of(located, frame):
    yield "noi_nhan_label", located.take("Nơi nhận:")
    yield from (("noi_nhan_list", located.take(line)) for line in frame.noi_nhan)
    yield from (("quyen_han", located.take(line)) for line in frame.quyen_han)
    if frame.chuc_vu:
        yield "chuc_vu", located.take(frame.chuc_vu)
    yield "ho_ten", located.take(frame.ho_ten)


def components_of(file, document, standard):
    """Return each component with its paragraph, in the order of the file."""
    located = Located(file)
    frame = document.frame
    found = [*head_of(located, frame, standard), *kinh_gui_of(located, frame, standard)]
    found += blocks_of(located, document.blocks)
    found += foot_of(located, frame)
    for annex in document.annexes:
        lines = (
            ("phu_luc_label", (annex.label,)),
            ("phu_luc_title", annex.title),
            ("phu_luc_subtitle", annex.subtitle),
            ("phu_luc_ref", (annex.reference,)),
        )
        found += [(key, located.take(text)) for key, texts in lines for text in texts if text]
        found += blocks_of(located, annex.blocks)
    found += (
        ("so_trang", paragraph)
        for paragraphs in file.headers.values()
        for paragraph in paragraphs
        if "PAGE" in paragraph.fields
    )
    found += (
        ("chu_thich", paragraph)
        for paragraphs in file.footnotes.values()
        for paragraph in paragraphs
    )
    return found


def differences(component, paragraph, standard):
    """Yield what of a paragraph's effective look the standard does not allow."""
    look = paragraph.look
    checks = {
        "align": (look.align, _alignment(component, paragraph)),
        "keep_next": (component.keep_next and not look.keep_next, False),
        "outline": (look.outline_level, component.outline_level),
        "contextual": (look.contextual, component.contextual),
    }
    for name, (actual, expected) in checks.items():
        if actual != expected:
            yield f"{component.id} {name}: {actual}, not {expected}"
    yield from _number_differences(component, paragraph)
    for run in paragraph.runs:
        yield from run_differences(component, run, standard)
    if component.casing == "upper" and paragraph.text != paragraph.text.upper():
        yield f"{component.id} casing: {paragraph.text!r}"
    if not component.accepts_text(words(paragraph.text)):
        yield f"{component.id} text: {paragraph.text!r}"


def _alignment(component, paragraph):
    # A cell's alignment is its column's, which the document says.
    if component.id.startswith("bang_"):
        return paragraph.look.align
    # A list of addressees, and one longer than a line, hang below their label.
    if component.id == "kinh_gui" and paragraph.look.left_pt:
        return "left"
    return component.align


def _number_differences(component, paragraph):
    look = paragraph.look
    measured = [
        ("before_pt", look.before_pt, component.before_pt, POINT),
        ("after_pt", look.after_pt, component.after_pt, POINT),
        ("line", look.line, component.line, 0.005),
    ]
    if component.id != "kinh_gui":
        hanging = max(-look.first_line_pt, 0)
        measured += [
            ("left_mm", look.left_pt / POINTS_PER_MM, component.left_mm, MM),
            ("first", max(look.first_line_pt, 0) / POINTS_PER_MM, component.first_line_mm, MM),
            ("hanging", hanging / POINTS_PER_MM, component.hanging_mm, MM),
        ]
    for name, actual, number, tolerance in measured:
        if not number.accepts(actual, tolerance):
            yield f"{component.id} {name}: {actual:g}, allowed {number.text}"
        if abs(actual - number.use) > tolerance:
            yield f"{component.id} {name}: {actual:g}, our own is {number.use:g}"
    if look.line_rule != component.line_rule:
        yield f"{component.id} line rule: {look.line_rule}"


def run_differences(component, run, standard):
    look = run.look
    if run.footnote is not None or look.vertical == "superscript":
        return
    if set(look.fonts.values()) != {standard.font.family}:
        yield f"{component.id} fonts: {look.fonts}"
    if not component.size_pt.accepts(look.size_pt) or look.size_pt != component.size_pt.use:
        yield f"{component.id} size: {look.size_pt:g}, allowed {component.size_pt.text}"
    if look.color not in ("auto", standard.font.color):
        yield f"{component.id} color: {look.color}"
    if look.language != standard.font.language:
        yield f"{component.id} language: {look.language}"
    if (look.underline != "none") != component.underline:
        yield f"{component.id} underline: {look.underline}"
    if bool(look.border) != component.boxed:
        yield f"{component.id} box: {look.border!r}"


def weight_differences(component, paragraph):
    """Yield where a component's weight or slope differs, for components of one look."""
    for run in paragraph.runs:
        if run.footnote is not None or not run.text.strip() or run.look.vertical != "baseline":
            continue
        if (run.look.bold, run.look.italic) != (component.bold, component.italic):
            yield f"{component.id} {run.text!r}: bold {run.look.bold}, italic {run.look.italic}"


def rule_length(file, paragraph):
    """Return the length of the line that a thin paragraph draws."""
    look = paragraph.look
    if paragraph.cell is None:
        width = file.sections[paragraph.section].text_width_pt
    else:
        table = file.tables[paragraph.cell.table]
        width = table.grid_pt[paragraph.cell.column] - sum(table.margins_pt)
    return width - look.left_pt - look.right_pt


def longest_line(component, paragraphs):
    return max(
        text_width(line, component.size_pt.use, bold=component.bold, italic=component.italic)
        for paragraph in paragraphs
        for line in paragraph.text.split("\n")
    )
