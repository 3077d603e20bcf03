"""The chart page: the charts of a budget's worksheets, drawn as bars with their numbers."""

from collections.abc import Iterable
from decimal import Decimal

from generator.document.nodes import Annex, SheetChart
from generator.layout.flow import Gap, Indent, StyledParagraph
from generator.layout.pieces import Text
from generator.model.money import format_count
from generator.standards import Component
from generator.writers.pdf.inlines import compact
from generator.writers.pdf.items import Column, Data
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


def add_charts(column: Column, charts: Iterable[SheetChart]) -> None:
    """Add a page's title and its charts; all shapes become bars, which show sums best in print."""
    looks = column.standard.components
    column.add([_line(looks["phu_luc_title"], PAGE_TITLE)])
    for chart in charts:
        column.add([Gap(_GAP_PT), _line(looks[_TITLE_LOOK], chart.title, Indent(0))])
        column.put(_bars(column, chart))


def _line(look: Component, text: str, indent: Indent | None = None) -> StyledParagraph:
    return StyledParagraph(look, (Text(text, look.bold, look.italic),), keep=True, indent=indent)


def _bars(column: Column, chart: SheetChart) -> Data:
    names = column.width_pt * _NAMES_SHARE
    longest = column.width_pt * (1 - _NAMES_SHARE - _NUMBERS_SHARE)
    largest = max((value for _, value in chart.points), default=0) or 1
    look = column.standard.components[_NAME_LOOK]

    def pieces(text: str, width: float) -> list[Data | str]:
        made = column.setter.pieces((Text(text),), size_pt=look.size_pt.use, width_pt=width)
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
