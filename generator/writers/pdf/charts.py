"""The chart page: the charts of a budget's worksheets, drawn as bars with their numbers."""

from decimal import Decimal

from generator.document.nodes import Annex
from generator.document.sheets import SheetChart
from generator.model.money import format_count
from generator.writers.pdf.flow import Data, Flow
from generator.writers.pdf.inlines import compact
from generator.writers.pdf.looks import line_height

PAGE_TITLE = "BIỂU ĐỒ TỔNG HỢP KINH PHÍ"
_NAME_LOOK, _TITLE_LOOK = "bang_noi_dung", "bang_tieu_de"
# Of the width of the page, what names and numbers take; the longest bar takes the rest.
_NAMES_SHARE, _NUMBERS_SHARE = 0.4, 0.12
_BAR_SHARE = 0.7
_GAP_PT = 14


def charts_of(annex: Annex) -> tuple[SheetChart, ...]:
    """Return the charts of an annex's worksheets, in their order."""
    return tuple(chart for sheet in annex.sheets for chart in sheet.charts)


def add_charts(flow: Flow, charts: tuple[SheetChart, ...]) -> None:
    """Add a page's title and its charts; all shapes become bars, which show sums best in print."""
    flow.text("phu_luc_title", PAGE_TITLE, keep=True)
    for chart in charts:
        flow.space(_GAP_PT)
        flow.text(_TITLE_LOOK, chart.title, align="left", keep=True)
        flow.add(_bars(flow, chart))


def _bars(flow: Flow, chart: SheetChart) -> Data:
    names = flow.width_pt * _NAMES_SHARE
    longest = flow.width_pt * (1 - _NAMES_SHARE - _NUMBERS_SHARE)
    largest = max((value for _, value in chart.points), default=0) or 1
    look = flow.standard.components[_NAME_LOOK]

    def pieces(text: str, width: float) -> list[Data | str]:
        made = flow.setter.text(text, size_pt=look.size_pt.use, width_pt=width)
        return compact(made, bold=look.bold, italic=look.italic)

    return {
        "k": "bars",
        "look": _NAME_LOOK,
        "names": names,
        "height": line_height(look) * _BAR_SHARE,
        "rows": [
            {
                "name": pieces(name, names),
                "length": float(longest * float(Decimal(value) / Decimal(largest))),
                "number": pieces(format_count(Decimal(value)), longest),
            }
            for name, value in chart.points
        ],
    }
