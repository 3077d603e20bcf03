"""Charts and the drawing that holds them; numbers are kept in the chart as well as in cells."""

from generator.document.sheets import ChartKind, SheetChart
from generator.ooxml.grid import number_text
from generator.ooxml.ns import NAMESPACES
from generator.ooxml.xml import DECLARATION, escape
from generator.writers.xlsx.styles import VIETNAMESE, number_format

_COLUMNS, _ROWS = 8, 16
_CATEGORY_AXIS, _VALUE_AXIS = 111111111, 222222222
_FORMAT = f"{VIETNAMESE}#,##0"
# Told apart in grey print too.
_COLOURS = ("2F5597", "C55A11", "7F7F7F", "FFC000", "548235", "9DC3E6", "7030A0")


def drawing_xml(charts: tuple[SheetChart, ...]) -> bytes:
    """Return the drawing part of a sheet: each chart and where it lies."""
    anchors = "".join(_anchor(chart, number) for number, chart in enumerate(charts, start=1))
    spaces = " ".join(f'xmlns:{name}="{NAMESPACES[name]}"' for name in ("xdr", "a", "r", "c"))
    return f"{DECLARATION}<xdr:wsDr {spaces}>{anchors}</xdr:wsDr>".encode()


def _anchor(chart: SheetChart, number: int) -> str:
    left, top = chart.column - 1, chart.row - 1

    def corner(name: str, column: int, row: int) -> str:
        return (
            f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff>"
            f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        )

    title = escape(chart.title)
    return (
        f"<xdr:twoCellAnchor>{corner('from', left, top)}"
        f"{corner('to', left + _COLUMNS, top + _ROWS)}"
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
        f'<xdr:cNvPr id="{number + 1}" name="Biểu đồ {number}" descr="{title}"/>'
        "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>"
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["c"]}"><c:chart r:id="rId{number}"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"
    )


def chart_xml(chart: SheetChart) -> bytes:
    """Return a chart part."""
    spaces = " ".join(f'xmlns:{name}="{NAMESPACES[name]}"' for name in ("c", "a", "r"))
    is_pie = chart.kind is ChartKind.PIE
    plot = _pie(chart) if is_pie else _bars(chart)
    legend = '<c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend>' if is_pie else ""
    return (
        f'{DECLARATION}<c:chartSpace {spaces}><c:roundedCorners val="0"/><c:chart>'
        f"{_title(chart.title)}"
        f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plot}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    ).encode()


def _title(text: str) -> str:
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1300" b="1"/>'
        '</a:pPr><a:r><a:rPr lang="vi-VN" sz="1300" b="1"/>'
        f'<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _pie(chart: SheetChart) -> str:
    return f'<c:pieChart><c:varyColors val="1"/>{_series(chart)}</c:pieChart>'


def _bars(chart: SheetChart) -> str:
    direction = "bar" if chart.kind is ChartKind.BAR else "col"
    names, values = ("l", "b") if chart.kind is ChartKind.BAR else ("b", "l")
    # A bar chart counts its names upwards unless it is told to begin at the top.
    order = "maxMin" if chart.kind is ChartKind.BAR else "minMax"
    crossing = "max" if chart.kind is ChartKind.BAR else "autoZero"
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{_series(chart)}<c:gapWidth val="60"/>'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:barChart>'
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="{order}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{names}"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{values}"/><c:majorGridlines/>'
        f'<c:numFmt formatCode="{_FORMAT}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="{crossing}"/></c:valAx>'
    )


def _series(chart: SheetChart) -> str:
    count = f'<c:ptCount val="{len(chart.points)}"/>'
    names = "".join(
        f'<c:pt idx="{index}"><c:v>{escape(name)}</c:v></c:pt>'
        for index, (name, _) in enumerate(chart.points)
    )
    values = "".join(
        f'<c:pt idx="{index}" formatCode="{number_format(value)}">'
        f"<c:v>{number_text(value)}</c:v></c:pt>"
        for index, (_, value) in enumerate(chart.points)
    )
    is_pie = chart.kind is ChartKind.PIE
    shown = '<c:numFmt formatCode="0%" sourceLinked="0"/>' if is_pie else ""
    labels = (
        f'<c:dLbls>{shown}<c:showLegendKey val="0"/><c:showVal val="{int(not is_pie)}"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/>'
        f'<c:showPercent val="{int(is_pie)}"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    look = _slices(chart) if is_pie else _fill(_COLOURS[0])
    return (
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{look}{labels}'
        f"<c:cat><c:strRef><c:f>{escape(chart.names)}</c:f><c:strCache>{count}{names}"
        f"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{escape(chart.values)}</c:f>"
        f"<c:numCache><c:formatCode>{_FORMAT}</c:formatCode>{count}{values}</c:numCache>"
        "</c:numRef></c:val></c:ser>"
    )


def _fill(colour: str) -> str:
    return f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'


def _slices(chart: SheetChart) -> str:
    return "".join(
        f'<c:dPt><c:idx val="{index}"/>{_fill(_COLOURS[index % len(_COLOURS)])}</c:dPt>'
        for index in range(len(chart.points))
    )
