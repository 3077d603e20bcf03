from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.catalogues.can_cu import (
    ReferenceState,
    check_document_date,
    check_reference,
    cite,
    cite_pending,
    cite_short,
    status_on,
)
from generator.catalogues.load import load_catalogues
from generator.diagnostics import Severity
from generator.inputs.yaml import Loaded
from generator.model.base import Regime
from generator.text.dates import DateForm, OpenDate

CITATIONS = yaml.safe_load((Path(__file__).parent / "citations.yaml").read_text(encoding="utf-8"))

AMENDED = (
    "Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin đối"
    " ngoại, được sửa đổi, bổ sung bởi Nghị định số 148/2026/NĐ-CP ngày 12/5/2026"
)


@dataclass(frozen=True)
class OwnDocument:
    loai: str
    so_ky_hieu: str
    ngay: OpenDate | None = None
    co_quan: str = ""
    trich_yeu: str = ""


@pytest.mark.parametrize("name", CITATIONS)
def test_documents_are_cited_as_their_own_system_cites_them(catalogues, name):
    reference = catalogues.references[name]
    regime = Regime.PARTY if reference.he_thong == "dang" else Regime.STATE

    assert cite(reference, regime) == CITATIONS[name]


@pytest.mark.parametrize(
    ("name", "regime", "date_form", "text"),
    [
        (
            "kl57",
            Regime.STATE,
            DateForm.LONG,
            (
                "Kết luận số 57-KL/TW ngày 15 tháng 6 năm 2023 của Bộ Chính trị về tiếp tục nâng"
                " cao chất lượng, hiệu quả công tác thông tin đối ngoại trong tình hình mới"
            ),
        ),
        (
            "nd72",
            Regime.PARTY,
            DateForm.NUMERIC,
            (
                "Nghị định số 72/2015/NĐ-CP, ngày 07/9/2015 của Chính phủ về quản lý hoạt động"
                " thông tin đối ngoại"
            ),
        ),
        (
            "luat72",
            Regime.STATE,
            DateForm.LONG,
            "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        ),
        (
            "luatbc25",
            Regime.PARTY,
            DateForm.NUMERIC,
            "Luật Báo chí số 126/2025/QH15, ngày 10/12/2025",
        ),
        (
            "nqdh14",
            Regime.PARTY,
            DateForm.NUMERIC,
            "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng",
        ),
        (
            "nq41",
            Regime.STATE,
            DateForm.NUMERIC,
            (
                "Nghị quyết số 41/NQ-CP ngày      tháng      năm 2026 của Chính phủ về Chương trình"
                " hành động của Chính phủ thực hiện Nghị quyết Đại hội đại biểu toàn quốc lần thứ"
                " XIV của Đảng"
            ),
        ),
    ],
)
def test_form_follows_the_citing_document(catalogues, name, regime, date_form, text):
    assert cite(catalogues.references[name], regime, date_form=date_form) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("kl57", "Kết luận số 57-KL/TW"),
        ("nqdh14", "Nghị quyết Đại hội XIV của Đảng"),
        ("luatbc25", "Luật Báo chí"),
        ("unclos82", "UNCLOS 1982"),
    ],
)
def test_later_mentions_are_short(catalogues, name, text):
    assert cite(catalogues.references[name], Regime.PARTY, form="short") == text


@pytest.mark.parametrize(
    ("day", "amended"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)], ids=str
)
def test_amendment_is_named_from_its_day_in_force(catalogues, day, amended):
    text = cite(
        catalogues.references["nd72"],
        Regime.STATE,
        date_of_document=day,
        catalogues=catalogues,
    )

    assert text == (AMENDED if amended else CITATIONS["nd72"])


def test_amendment_follows_regime_and_date_form(catalogues):
    text = cite(
        catalogues.references["nd72"],
        Regime.PARTY,
        date_form=DateForm.LONG,
        date_of_document=date(2027, 1, 5),
        catalogues=catalogues,
    )

    assert text.endswith(
        ", được sửa đổi, bổ sung bởi Nghị định số 148/2026/NĐ-CP, ngày 12 tháng 5 năm 2026"
    )


def test_partial_replacement_is_not_called_an_amendment(catalogues):
    text = cite(
        catalogues.references["nd145"],
        Regime.STATE,
        date_of_document=date(2027, 1, 5),
        catalogues=catalogues,
    )

    assert text == CITATIONS["nd145"]


@pytest.mark.parametrize(("day", "found"), [(date(2022, 2, 17), []), (date(2027, 1, 5), ["FCT15"])])
def test_a_partial_replacement_is_told_from_its_day(catalogues, day, found):
    report = check_reference(catalogues, catalogues.references["nd145"], day)

    assert [finding.id for finding in report] == found
    for finding in report:
        assert finding.severity is Severity.NOTICE
        assert finding.message_text() == (
            "một phần của Nghị định số 145/2013/NĐ-CP đã được thay bằng Nghị định số 18/2022/NĐ-CP"
        )


def test_two_amendments_are_joined():
    corrected = load_catalogues(
        Loaded({"references": {"nd72": {"amended_by": ["nd237", "nd148"]}}})
    )
    text = cite(
        corrected.references["nd72"],
        Regime.STATE,
        date_of_document=date(2027, 1, 5),
        catalogues=corrected,
    )

    assert text.endswith(
        "bởi Nghị định số 148/2026/NĐ-CP ngày 12/5/2026 và Nghị định số 237/2026/NĐ-CP"
        " ngày 26/6/2026"
    )


def test_a_plans_own_document_is_cited_alike():
    own = OwnDocument(
        "Kế hoạch",
        "506-KH/TU",
        OpenDate(2025, 7, 31),
        "Tỉnh ủy Cao Bằng",
        "thực hiện Nghị quyết số 59-NQ/TW",
    )

    assert cite(own, Regime.PARTY) == (
        "Kế hoạch số 506-KH/TU, ngày 31/7/2025 của Tỉnh ủy Cao Bằng thực hiện Nghị quyết số"
        " 59-NQ/TW"
    )
    assert cite(OwnDocument("Kế hoạch", "5-KH/ĐU"), Regime.PARTY) == "Kế hoạch số 5-KH/ĐU"


def test_what_is_not_issued_stays_open(catalogues):
    pending = catalogues.pending["hd_ttdn2027"]

    assert cite_pending(pending, Regime.PARTY) == (
        "Hướng dẫn số      -HD/BTGTW, ngày      tháng      năm 2027 của Ban Tuyên giáo Trung ương"
        " về công tác thông tin đối ngoại năm 2027"
    )
    assert cite_pending(pending, Regime.PARTY, form="short") == "Hướng dẫn số      -HD/BTGTW"


def test_no_digit_of_a_pending_number_is_guessed(catalogues):
    for pending in catalogues.pending.values():
        text = cite_pending(pending, Regime.STATE, form="short")

        assert " số      " in text
        assert pending.confidence != "confirmed"


@pytest.mark.parametrize(
    ("name", "day", "state", "by"),
    [
        ("kl57", date(2023, 6, 14), ReferenceState.NOT_ISSUED, ()),
        ("kl57", date(2023, 6, 15), ReferenceState.IN_FORCE, ()),
        ("nd148", date(2026, 5, 12), ReferenceState.NOT_YET, ()),
        ("nd148", date(2026, 7, 1), ReferenceState.IN_FORCE, ()),
        ("nd72", date(2026, 6, 30), ReferenceState.IN_FORCE, ()),
        ("nd72", date(2026, 7, 1), ReferenceState.AMENDED, ("nd148",)),
        ("hd36vptw", date(2026, 5, 26), ReferenceState.IN_FORCE, ()),
        ("hd36vptw", date(2026, 5, 27), ReferenceState.SUPERSEDED, ("hd05vptw",)),
        ("nqdh13", date(2026, 1, 22), ReferenceState.IN_FORCE, ()),
        ("nqdh13", date(2026, 1, 23), ReferenceState.SUPERSEDED, ("nqdh14",)),
        ("kl16", date(2021, 6, 1), ReferenceState.EXPIRED, ()),
        ("kl16", date(2024, 6, 1), ReferenceState.SUPERSEDED, ("kl57",)),
        ("luatbc16", date(2026, 7, 1), ReferenceState.SUPERSEDED, ("luatbc25",)),
        ("qd88tw", date(2025, 2, 3), ReferenceState.SUPERSEDED, ()),
        ("qd362", date(2026, 1, 1), ReferenceState.EXPIRED, ()),
        ("ctr182", date(2025, 1, 1), ReferenceState.UNKNOWN, ()),
    ],
)
def test_state_of_a_document_is_that_of_the_day(catalogues, name, day, state, by):
    status = status_on(catalogues, catalogues.references[name], day)

    assert status.state is state
    assert tuple(reference.id for reference in status.by) == by


@pytest.mark.parametrize(
    ("name", "day", "plan_year", "found"),
    [
        ("kl57", date(2027, 1, 5), 2027, []),
        ("hd02tw26", date(2026, 2, 10), 2026, []),
        ("hd02tw26", date(2026, 12, 10), 2027, [("FCT06", Severity.NOTICE)]),
        ("nq244", date(2026, 12, 10), 2027, [("FCT06", Severity.WARNING)]),
        ("kl57", date(2023, 6, 1), 2023, [("FCT03", Severity.WARNING)]),
        ("nd148", date(2026, 6, 1), 2026, [("FCT04", Severity.WARNING)]),
        ("hd36vptw", date(2026, 5, 27), 2026, [("FCT02", Severity.WARNING)]),
        ("nqdh13", date(2026, 2, 1), 2026, [("FCT02", Severity.NOTICE)]),
        ("qd1719", date(2026, 2, 1), 2026, [("FCT05", Severity.NOTICE)]),
        ("ctr182", date(2025, 1, 1), 2025, [("FCT10", Severity.NOTICE)]),
        ("nq41", date(2026, 6, 1), 2026, [("FCT11", Severity.NOTICE)]),
        ("hd_ttdn2027", date(2027, 2, 1), 2027, [("FCT07", Severity.NOTICE)]),
    ],
)
def test_report_says_what_is_wrong_with_a_citation(catalogues, name, day, plan_year, found):
    document = catalogues.references.get(name) or catalogues.pending[name]
    report = check_reference(catalogues, document, day, plan_year=plan_year)

    assert [(finding.id, finding.severity) for finding in report] == found


def test_report_names_the_successor(catalogues):
    document = catalogues.references["hd36vptw"]
    (finding,) = check_reference(catalogues, document, date(2026, 5, 27))

    assert finding.message_text() == (
        "Hướng dẫn số 36-HD/VPTW đã được thay bằng Hướng dẫn số 05-HD/VPTW vào ngày 27/5/2026"
    )


def test_own_document_later_than_the_citing_one_is_reported():
    later = OwnDocument("Kế hoạch", "506-KH/TU", OpenDate(2027, 7, 31))

    (finding,) = check_document_date(later, date(2027, 2, 1))
    assert "31/7/2027, sau ngày của văn bản này (01/02/2027)" in finding.message_text()
    assert check_document_date(later, date(2027, 7, 31)) == []
    assert check_document_date(OwnDocument("Kế hoạch", "5-KH/ĐU"), date(2027, 1, 1)) == []


def test_short_form_of_a_document_without_symbol_is_its_name(catalogues):
    assert cite_short(catalogues.references["bangioc"]).startswith("Hiệp định hợp tác bảo vệ")
