"""Documents for the writer's tests: made of nodes alone, their text synthetic."""

from dataclasses import replace

from generator.document.nodes import (
    Align,
    Annex,
    Bullet,
    Cell,
    Column,
    Document,
    Footnote,
    Frame,
    Heading,
    LineBreak,
    Orientation,
    Paragraph,
    Properties,
    Role,
    Row,
    Run,
    Table,
)
from generator.model.base import Regime
from generator.standards import load_standard

SENTENCE = (
    "Cơ quan, đơn vị, địa phương căn cứ chức năng, nhiệm vụ được giao chủ động xây dựng nội dung, "
    "phân công người thực hiện và báo cáo kết quả đúng thời hạn. "
)


def text(words, **look):
    return (Run(words, **look),)


def long_paragraph(count=2):
    return Paragraph(text((SENTENCE * count).strip()))


def party_frame(standard_id="hd05", layout="named", **changes):
    standard = load_standard(standard_id)
    letter = layout == "letter"
    frame = Frame(
        regime=Regime.PARTY,
        standard=standard_id,
        layout=layout,
        co_quan_chu_quan=("TỈNH ỦY CAO BẰNG",),
        co_quan_ban_hanh=("BAN TUYÊN GIÁO VÀ DÂN VẬN",),
        so_ky_hieu=standard.format_so_ky_hieu(None, "CV" if letter else "HD", "BTGDVTU"),
        dia_danh_ngay="Cao Bằng, ngày      tháng 02 năm 2027",
        ten_loai="" if letter else "HƯỚNG DẪN",
        trich_yeu=("thực hiện công tác thông tin đối ngoại năm 2027",),
        quyen_han=("K/T TRƯỞNG BAN",),
        chuc_vu="PHÓ TRƯỞNG BAN",
        ho_ten="Nguyễn Văn An",
        noi_nhan=standard.format_noi_nhan(
            ("Như trên", "Thường trực Tỉnh ủy (để báo cáo)", "Các đồng chí Thành viên Ban Chỉ đạo"),
            "Ban Tuyên giáo và Dân vận Tỉnh ủy",
        ),
        draft_mark="Dự thảo lần 2",
    )
    if letter:
        frame = replace(
            frame, kinh_gui_label="Kính gửi:", kinh_gui=("Các đảng ủy trực thuộc Tỉnh ủy",)
        )
    return replace(frame, **changes)


def state_frame(standard_id="nd30", layout="named", **changes):
    standard = load_standard(standard_id)
    letter = layout == "letter"
    number = ("UBND", "VHXH") if letter else ("UBND",)
    subject = "triển khai công tác thông tin đối ngoại năm 2027"
    frame = Frame(
        regime=Regime.STATE,
        standard=standard_id,
        layout=layout,
        co_quan_chu_quan=(),
        co_quan_ban_hanh=("ỦY BAN NHÂN DÂN", "TỈNH CAO BẰNG"),
        so_ky_hieu=standard.format_so_ky_hieu(None, None if letter else "KH", *number),
        dia_danh_ngay="Cao Bằng, ngày      tháng 02 năm 2027",
        ten_loai="" if letter else "KẾ HOẠCH",
        trich_yeu=(standard.format_letter_subject(subject) if letter else subject.capitalize(),),
        quyen_han=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
        chuc_vu="PHÓ CHỦ TỊCH",
        ho_ten="Nguyễn Văn An",
        noi_nhan=standard.format_noi_nhan(
            ("Như trên", "Thường trực Tỉnh ủy (để b/c)", "Các sở, ban, ngành"), "VT, VHXH"
        ),
        draft_mark="DỰ THẢO",
    )
    if letter:
        frame = replace(
            frame,
            kinh_gui_label="Kính gửi:",
            kinh_gui=("Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã, phường"),
        )
    return replace(frame, **changes)


def frame_of(standard_id, layout="named", **changes):
    make = state_frame if standard_id == "nd30" else party_frame
    return make(standard_id, layout, **changes)


def body():
    note = Footnote(text("Kết luận số 57-KL/TW, ngày 15/6/2023; Sở VH&TT <dự thảo>."))
    other = Footnote((Run("Chú thích có "), Run("chữ nghiêng", italic=True), Run(".")))
    return (
        Paragraph((Run("Căn cứ nhiệm vụ được giao"), note, other, Run(f", {SENTENCE}".rstrip()))),
        Heading(text("MỤC ĐÍCH, YÊU CẦU"), 1, "I."),
        Heading(text("Mục đích"), 2, "1."),
        Bullet((Run("Nội dung "), Run("quan trọng", bold=True), Run(f": {SENTENCE}".rstrip()))),
        Bullet(text(SENTENCE.strip()), 2),
        Heading(text("Yêu cầu về tiến độ"), 3, "1.1."),
        Heading(text(SENTENCE.strip()), 2, "2.", run_in=True, bold=False),
        Heading(text("Mục tiêu cụ thể"), 4, "a)"),
        Paragraph((Run("Dòng một"), LineBreak(), Run("dòng hai, R&D < 5%"))),
        Heading(text("TỔ CHỨC THỰC HIỆN"), 1, "II."),
        long_paragraph(3),
    )


def decision_body():
    return (
        Paragraph(text("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"), Role.THAM_QUYEN),
        Paragraph(text("Căn cứ Luật Tổ chức chính quyền địa phương;"), Role.CAN_CU),
        Paragraph(text(f"Căn cứ quy định hiện hành; {SENTENCE}".strip()), Role.CAN_CU),
        Paragraph(text("QUYẾT ĐỊNH:"), Role.QUYET_DINH),
        Heading(
            text("Ban hành kèm theo Quyết định này Kế hoạch thông tin đối ngoại năm 2027."),
            1,
            "Điều 1.",
            run_in=True,
            bold=False,
        ),
        Heading(text(SENTENCE.strip()), 1, "Điều 2.", run_in=True, bold=False),
        Heading(text("Trách nhiệm thi hành"), 1, "Điều 3."),
        Paragraph(text(f"{SENTENCE}".strip().removesuffix(".") + "./.")),
    )


def table(rows=6):
    def header(words, **span):
        return Cell((text(words),), **span)

    head = (
        Row(
            (
                header("STT", rowspan=2),
                header("Nội dung nhiệm vụ", rowspan=2),
                header("Kinh phí (đồng)", colspan=2),
                header("Ghi chú", rowspan=2),
            ),
            header=True,
        ),
        Row((header("Đơn giá"), header("Thành tiền")), header=True),
    )
    lines = tuple(
        Row(
            (
                Cell((text(str(number)),)),
                Cell((text(f"Nhiệm vụ số {number}: {SENTENCE}".strip()),)),
                Cell((text("1.250.000"),)),
                Cell((text(f"{number * 1250}.000"),), bold=number % 5 == 0),
                Cell(()),
            )
        )
        for number in range(1, rows + 1)
    )
    total = Row(
        (
            Cell((text("Tổng cộng"),), align=Align.CENTER, bold=True, colspan=3),
            Cell((text("99.000.000"),), bold=True),
            Cell(((Run("Chưa gồm thuế"), Footnote(text("Theo quy định hiện hành."))),)),
        )
    )
    columns = (
        Column(5, Align.CENTER),
        Column(40),
        Column(14, Align.RIGHT),
        Column(14, Align.RIGHT),
        Column(10),
    )
    return Table(columns, (*head, *lines, total))


def annex(label="Phụ lục I", orientation=Orientation.LANDSCAPE, rows=30):
    return Annex(
        label=label,
        title=("DỰ TOÁN KINH PHÍ THỰC HIỆN CÔNG TÁC THÔNG TIN ĐỐI NGOẠI NĂM 2027",),
        reference="(Kèm theo Kế hoạch số      /KH-UBND ngày      tháng 02 năm 2027 của Ủy ban "
        "nhân dân tỉnh Cao Bằng)",
        orientation=orientation,
        blocks=(
            Paragraph(text("Đơn vị tính: đồng"), Role.UNIT),
            table(rows),
            Paragraph(text("Bằng chữ: Chín mươi chín triệu đồng."), Role.WORDS),
        ),
    )


def attached_plan():
    return Annex(
        label="",
        title=("KẾ HOẠCH",),
        subtitle=("Thông tin đối ngoại năm 2027",),
        reference="(Ban hành kèm theo Quyết định số      /QĐ-UBND ngày      tháng 02 năm 2027)",
        orientation=Orientation.PORTRAIT,
        blocks=body(),
    )


def document(frame, blocks=None, annexes=()):
    properties = Properties("Hướng dẫn & kế hoạch", "thông tin đối ngoại", "Ban <soạn thảo>")
    return Document(frame, blocks or body(), properties, annexes)
