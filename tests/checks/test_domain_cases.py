"""The rules about content over their cases: what each finds, and what it leaves alone."""

from collections import Counter

import pytest
from rule_cases import iter_cases

from generator.checks.engine import run
from generator.checks.subject import WordSubject
from generator.checks.table import rules_of
from generator.diagnostics import TextFix
from generator.model.base import Regime
from generator.readers.docx import (
    ParagraphLook,
    RunLook,
    WordFile,
    WordParagraph,
    WordRun,
    WordSection,
)

FAMILIES = ("DAT", "REF", "FCT", "ORG", "AUT", "CON", "CAP", "ORT")
OWN_RULES = {rule.id: rule for family in FAMILIES for rule in rules_of(family)}
MAIN = "word/document.xml"
NOTES = "word/footnotes.xml"

# Sound documents; a case puts its own text in place of what is given here.
PARTY = {
    "tren": "TỈNH ỦY CAO BẰNG",
    "co_quan": "BAN TUYÊN GIÁO VÀ DÂN VẬN",
    "so": "Số 05-HD/BTGDVTU",
    "ngay": "Cao Bằng, ngày 12 tháng 3 năm 2026",
    "loai": "HƯỚNG DẪN",
    "trich_yeu": "công tác thông tin đối ngoại năm 2026",
    "body": [],
    "notes": [],
    "noi_nhan": ["- Các đảng ủy trực thuộc,", "- Lưu Ban Tuyên giáo và Dân vận Tỉnh ủy."],
    "quyen_han": "TRƯỞNG BAN",
}
STATE = {
    **PARTY,
    "tren": "",
    "co_quan": "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG",
    "so": "Số: 105/KH-UBND",
    "loai": "KẾ HOẠCH",
    "trich_yeu": "Công tác thông tin đối ngoại năm 2026",
    "noi_nhan": ["- Các sở, ban, ngành;", "- Lưu: VT, VX."],
    "quyen_han": "TM. ỦY BAN NHÂN DÂN",
}


SUBJECT = (
    "- Triển khai Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị về tiếp tục nâng cao chất"
    " lượng, hiệu quả công tác thông tin đối ngoại trong tình hình mới."
)
DAYS = (
    "- Tuyên truyền kỷ niệm 81 năm Ngày Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam"
    " (02/9/1945 - 02/9/2026); bảo vệ chủ quyền đối với hai quần đảo Hoàng Sa và Trường Sa."
)


def paragraph(text, number, part=MAIN, notes=(), *, align="both", font="Times New Roman"):
    look = RunLook({"ascii": font, "hAnsi": font}, 14)
    runs = [WordRun(text, look)] + [WordRun("", look, note) for note in notes]
    return WordParagraph(part, number, "Normal", "Normal", ParagraphLook(align), tuple(runs), look)


def make_file(case):
    parts = {**(STATE if case.get("regime") == "state" else PARTY), **case}
    party = case.get("regime") != "state"
    right = ["ĐẢNG CỘNG SẢN VIỆT NAM"] if party else [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]  # fmt: skip
    head = [parts["tren"], parts["co_quan"], "*" if party else "", parts["so"], *right]
    head += [parts["ngay"], parts["loai"], parts["trich_yeu"], "-----" if party else ""]
    foot = ["Nơi nhận:", *parts["noi_nhan"], parts["quyen_han"], "", "", "Nông Thị Hà"]
    lines = [(text, "center", ()) for text in head if text]
    body = list(parts["body"])
    for at, text in enumerate(body):
        notes = range(2, 2 + len(parts["notes"])) if at == len(body) - 1 else ()
        lines.append((text, "both", tuple(notes)))
    lines += [(text, "left", ()) for text in foot]
    font = parts.get("font", "Times New Roman")
    paragraphs = tuple(
        paragraph(text, number, notes=notes, align=align, font=font)
        for number, (text, align, notes) in enumerate(lines, start=1)
    )
    footnotes = {
        at: (paragraph(f" {text}", at, NOTES),) for at, text in enumerate(parts["notes"], start=2)
    }
    section = WordSection(
        595, 842, False, 57, 57, 85, 43, 28, True, None, "decimal", {}, {}
    )  # fmt: skip
    return WordFile(paragraphs, footnotes, {}, (), (section,), {}, {}, "vi-VN")


def load_cases():
    for rule, name, case in iter_cases(FAMILIES):
        if "document" not in case:
            yield pytest.param(rule, case, id=f"{rule}-{name}")


def findings(rule, case):
    regime = Regime.STATE if case.get("regime") == "state" else Regime.PARTY
    subject = WordSubject(make_file(case), "case.docx", regime=regime)
    return run(subject, [OWN_RULES[rule]])


@pytest.mark.parametrize(("rule", "case"), list(load_cases()))
def test_a_rule_finds_what_its_case_says(rule, case):
    found = findings(rule, case)

    assert [one for one in found if one.id == "CHK03"] == []
    assert all(" " in one.message_text() for one in found)  # words, no name of a message
    assert Counter(one.quote for one in found) == Counter(case.get("finds", []))
    fixes = [fix.replacement for one in found for fix in one.fixes if isinstance(fix, TextFix)]
    if "fix" in case:
        assert sorted(fixes) == sorted(case["fix"])


@pytest.mark.parametrize("rule", sorted(OWN_RULES))
def test_every_rule_explains_itself(rule):
    found = OWN_RULES[rule]

    assert all((found.summary, found.why, found.wrong, found.right, found.basis.article))


@pytest.mark.parametrize("regime", ["party", "state"])
def test_sound_documents_have_no_findings(regime):
    body = [
        "I. MỤC ĐÍCH, YÊU CẦU",
        SUBJECT,
        "- Bảo đảm phương châm “chủ động, đồng bộ, kịp thời, sáng tạo, hiệu quả”.",
        "II. NỘI DUNG",
        DAYS,
    ]
    subject = WordSubject(make_file({"regime": regime, "body": body}), "sound.docx")

    assert [one.text() for one in run(subject, list(OWN_RULES.values()))] == []
