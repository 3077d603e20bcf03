"""Pages of charts: the numbers of a budget's worksheets as bars."""

from dataclasses import replace
from decimal import Decimal

import pytest
from pdf_reader import folded, read_pages
from specimens import annex, document, frame_of

from generator.document.nodes import ChartKind, Sheet, SheetChart
from generator.standards import load_standard
from generator.writers.docx.start_frame import make_frame
from generator.writers.pdf.write import make, picture

ND30 = load_standard("nd30")
POINTS = (("I. Chỉ đạo #box[x]", Decimal("105.25")), ("II. Tập huấn", 421), ("III. Khác", 0))
CHART = SheetChart(ChartKind.PIE, "Theo nhóm (triệu đồng)", "A1", "B1", POINTS, 1, 1)


def with_charts(*charts):
    sheet = Sheet("Tổng hợp", (8,), (), charts=charts)
    return document(frame_of("nd30"), annexes=(replace(annex(rows=4), sheets=(sheet,)),))


def test_charts_stand_on_a_lying_page_after_their_annex():
    plain = read_pages(make(with_charts(CHART), standard=ND30).content)
    pages = read_pages(make(with_charts(CHART), standard=ND30, charts=True).content)

    assert len(pages) == len(plain) + 1
    assert pages[-1].width > pages[-1].height
    rows = {}
    for line in pages[-1].lines:
        rows.setdefault(round(line.letters[0].baseline), []).append(folded(line.text))
    assert ["".join(row) for _, row in sorted(rows.items())] == [
        folded(text)
        for text in (
            "BIỂU ĐỒ TỔNG HỢP KINH PHÍ",
            "Theo nhóm (triệu đồng)",
            "I. Chỉ đạo #box[x] 105,25",
            "II. Tập huấn 421",
            "III. Khác 0",
        )
    ]


def test_a_bar_is_as_long_as_its_number():
    page = read_pages(make(with_charts(CHART), standard=ND30, charts=True).content)[-1]
    first, second = page.bars

    assert first.left == pytest.approx(second.left, abs=0.1)
    assert first.width / second.width == pytest.approx(105.25 / 421, rel=0.01)


def test_charts_are_on_request_only():
    made = make(with_charts(CHART), standard=ND30)

    assert "BIỂU ĐỒ" not in " ".join(line.text for line in read_pages(made.content)[-1].lines)
    assert len(picture(with_charts(CHART), standard=ND30, charts=True)[0]) == 1 + len(
        picture(with_charts(CHART), standard=ND30)[0]
    )


def test_charts_that_cannot_be_made_are_said():
    made = make(with_charts(), standard=ND30, charts=True)

    assert [finding.id for finding in made.findings] == ["PDF09"]


def test_a_frame_changed_by_hand_has_no_charts_and_says_so(monkeypatch):
    monkeypatch.setattr("generator.writers.office.convert", lambda _: (b"%PDF-", "libreoffice"))
    frame = make_frame(ND30, "named")
    made = make(with_charts(CHART), standard=ND30, frame=frame, charts=True)

    assert [finding.id for finding in made.findings] == ["PDF09"]
