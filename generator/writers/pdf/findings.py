"""Layout findings: what only finished pages show, such as a heading left alone at a page's end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.diagnostics import Diagnostic, Location
from generator.document.nodes import Block, Bullet, Heading, Paragraph, plain_text
from generator.layout.flow import Grid
from generator.standards import Standard
from generator.writers import problems
from generator.writers.pdf.looks import line_height
from generator.writers.pdf.typeset import Place

SECTION = "section"
SIGNATURE = "signature"

_QUOTE_LENGTH = 60
_LINES_WITH_SIGNATURE = 2
# A last page with less than this share of its height in use looks like a mistake.
_NEARLY_EMPTY_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class LineOf:
    """A formal part that is meant to stay one line.

    Attributes:
        component: Id of its component.
    """

    component: str


@dataclass(frozen=True, slots=True)
class PageSpace:
    """The room for text on the pages of a section, in points."""

    top: float
    height: float


@dataclass(frozen=True, slots=True)
class _Placed:
    """A part and where it is."""

    part: Any
    place: Place


def check_layout(
    parts: Sequence[Any],
    places: Mapping[int, Place],
    standard: Standard,
    spaces: Sequence[PageSpace],
) -> list[Diagnostic]:
    """Return what the pages of a document give to look at.

    Args:
        parts: What was marked, in order; each section begins with ``SECTION``.
        places: Where they are, by position in ``parts``.
        standard: How high lines are.
        spaces: The pages of each section.
    """
    checker = _Checker(standard)
    findings: list[Diagnostic] = []
    for section, space in zip(_sections(parts, places), spaces, strict=True):
        findings += checker.check(section, space)
    return findings


def _sections(parts: Sequence[Any], places: Mapping[int, Place]) -> list[list[_Placed]]:
    sections: list[list[_Placed]] = []
    for number, part in enumerate(parts):
        if part == SECTION:
            sections.append([])
        elif number in places:
            sections[-1].append(_Placed(part, places[number]))
    return sections


class _Checker:
    def __init__(self, standard: Standard) -> None:
        self._standard = standard
        self._line = line_height(standard.components["noi_dung"])

    def check(self, section: Sequence[_Placed], space: PageSpace) -> Iterator[Diagnostic]:
        flow = [each for each in section if _block(each.part) or each.part == SIGNATURE]
        yield from self._headings(flow)
        yield from self._signature(flow, space)
        for each in section:
            yield from self._table(each)
            yield from self._head_line(each)
        yield from self._last_page(flow, space)

    def _headings(self, flow: Sequence[_Placed]) -> Iterator[Diagnostic]:
        for each, following in pairwise(flow):
            block = each.part
            alone = each.place.end_page < following.place.page
            if isinstance(block, Heading) and not block.run_in and alone:
                page = each.place.end_page
                quote = _quote(block)
                yield problems.HEADING_ALONE.at(
                    _location(block), quote=quote, text=quote, page=page
                )

    def _signature(self, flow: Sequence[_Placed], space: PageSpace) -> Iterator[Diagnostic]:
        signature = next((each.place for each in flow if each.part == SIGNATURE), None)
        if signature is None or signature.page == flow[0].place.page:
            return
        lines = sum(
            self._lines_on(each.place, signature.page, space)
            for each in flow
            if each.part != SIGNATURE
        )
        if lines < _LINES_WITH_SIGNATURE:
            place = _location(flow[-2].part) if len(flow) > 1 else None
            yield problems.SIGNATURE_ALONE.at(place, page=signature.page, lines=lines)

    def _lines_on(self, place: Place, page: int, space: PageSpace) -> int:
        """Return how many lines of a block are on a page."""
        if not place.page <= page <= place.end_page:
            return 0
        start = place.y if place.page == page else space.top
        end = place.end_y if place.end_page == page else space.top + space.height
        return round((end - start) / self._line) + 1

    def _table(self, each: _Placed) -> Iterator[Diagnostic]:
        if not isinstance(each.part, Grid):
            return
        table = each.part.table
        if each.part.least_pt > sum(each.part.widths_pt):
            yield problems.TABLE_TOO_WIDE.at(
                _location(table), count=len(table.columns), page=each.place.page
            )

    def _head_line(self, each: _Placed) -> Iterator[Diagnostic]:
        if not isinstance(each.part, LineOf):
            return
        look = self._standard.components[each.part.component]
        if each.place.end_y - each.place.y > line_height(look) / 2:
            yield problems.LINE_TOO_LONG.at(name=look.name)

    def _last_page(self, flow: Sequence[_Placed], space: PageSpace) -> Iterator[Diagnostic]:
        if not flow:
            return
        first, last = flow[0].place, flow[-1].place
        used = (last.end_y - space.top + self._line) / space.height
        if last.end_page > first.page and used < _NEARLY_EMPTY_SHARE:
            yield problems.LAST_PAGE_EMPTY.at(
                _location(flow[-1].part),
                page=last.end_page,
                percent=round(100 * max(used, 0)),
            )


def _block(part: Any) -> Block | None:
    if isinstance(part, Grid):
        return part.table
    return part if isinstance(part, Paragraph | Bullet | Heading) else None


def _quote(block: Heading) -> str:
    return f"{block.label} {plain_text(block.inlines)}".strip()[:_QUOTE_LENGTH]


def _location(part: Any) -> Location:
    block = _block(part)
    if block is None or block.origin is None:
        return Location()
    return Location(block.origin.file, block.origin.line)
