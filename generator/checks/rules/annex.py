"""Annexes (PLU) and tables (TAB)."""

import re
from collections.abc import Iterator

from generator.checks.look import check_look
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic
from generator.recognise import patterns
from generator.recognise.paragraph import Paragraph, Zone
from generator.recognise.parts import AnnexPart

_MENTION = re.compile(r"phụ lục|kèm theo|đính kèm|gửi kèm|biểu mẫu", re.IGNORECASE)
_NUMBER = re.compile(r"số\s*:?\s*(?P<number>\d*[a-zđ]?)\s*(?P<symbol>[-/][^\s,;)]+)", re.IGNORECASE)
_DAY = re.compile(
    r"ngày\s+(?P<day>\d{1,2})(?:\s+tháng\s+|/)(?P<month>\d{1,2})(?:\s+năm\s+|/)(?P<year>\d{4})"
)
_EDGES = ("top", "bottom", "left", "right", "insideH", "insideV")
_LOOK = ("size", "bold", "italic", "align")
_MANY_ROWS = 12


def _labelled(subject: WordSubject) -> list[AnnexPart]:
    return [each for each in subject.recognised.annexes if "phu_luc_label" in each.components]


def check_mentioned(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find annexes that the text does not mention."""
    annexes = _labelled(subject)
    if annexes and not any(_MENTION.search(each.text) for each in subject.body_paragraphs):
        yield subject.finding(annexes[0].components["phu_luc_label"][0])


def check_label(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find labels of annexes in capitals or in another look."""
    for annex in _labelled(subject):
        spans = annex.components["phu_luc_label"]
        if patterns.is_upper(spans[0].text):
            number = spans[0].text.split()[2:]
            expected = " ".join(["Phụ lục", *number])
            yield subject.finding(spans[0], expected=expected, fix=True)
        yield from check_look(subject, "phu_luc_label", _LOOK, spans)


def check_numbers(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find annexes that are not numbered as the standard says, when there are several."""
    annexes = _labelled(subject)
    for position, annex in enumerate(annexes, start=1):
        label = annex.components["phu_luc_label"][0]
        match = patterns.PHU_LUC.fullmatch(label.text)
        number = (match["number"] or "") if match else ""
        expected = subject.standard.annex_label(position, len(annexes))
        if len(annexes) > 1 and number != expected.split()[-1]:
            yield subject.finding(label, expected=expected, count=len(annexes))


def check_title(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong looks of an annex's title and reference line."""
    for annex in _labelled(subject):
        titles = annex.components.get("phu_luc_title", ())
        references = annex.components.get("phu_luc_ref", ())
        yield from check_look(subject, "phu_luc_title", (*_LOOK, "upper"), titles)
        yield from check_look(subject, "phu_luc_ref", _LOOK, references)
        if not references:
            label = annex.components["phu_luc_label"][0]
            yield subject.finding(
                label, expected="(Kèm theo ... số ... ngày ... của ...)", found=""
            )


def check_reference(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find references whose number or date is not that of the document."""
    own = _NUMBER.search(subject.component_text("so_ky_hieu"))
    for annex in subject.recognised.annexes:
        for span in annex.components.get("phu_luc_ref", ()):
            match = _NUMBER.search(span.text)
            if match and own and _differs(match, own):
                yield subject.finding(
                    span, "number",
                    expected=own["number"] + own["symbol"], found=match["number"] + match["symbol"],
                )  # fmt: skip
            day = _DAY.search(span.text)
            if day and subject.day and not _same_day(subject, day):
                expected = f"{subject.day:%d/%m/%Y}"
                yield subject.finding(span, "day", expected=expected, found=day[0])


def _differs(match: "re.Match[str]", own: "re.Match[str]") -> bool:
    if match["symbol"] != own["symbol"]:
        return True
    return bool(match["number"]) and match["number"] != own["number"]


def _same_day(subject: WordSubject, match: "re.Match[str]") -> bool:
    day = subject.day
    numbers = tuple(int(match[name]) for name in ("year", "month", "day"))
    return day is None or numbers == (day.year, day.month, day.day)


def check_new_page(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find annexes that do not begin a page."""
    for annex in _labelled(subject):
        first = annex.components["phu_luc_label"][0].paragraph
        before = subject.paragraphs[: first.index]
        section = first.source.section
        if first.source.look.page_break_before or not before:
            continue
        previous = next((each for each in reversed(before) if each.text.strip()), before[-1])
        gap = subject.paragraphs[previous.index : first.index]
        starts_section = previous.source.section != section
        broken = any(each.source.page_break for each in (*gap, first))
        if not starts_section and not broken:
            yield subject.finding(first, look={"page_break_before": True})


# ---------------------------------------------------------------------- tables


def _data_tables(subject: WordSubject) -> Iterator[tuple[int, list[Paragraph]]]:
    """Yield the tables that hold data: those of body and annexes with several rows and columns."""
    cells: dict[int, list[Paragraph]] = {}
    for paragraph in subject.paragraphs:
        cell = paragraph.source.cell
        if cell and paragraph.zone in (Zone.BODY, Zone.ANNEX):
            cells.setdefault(cell.table, []).append(paragraph)
    for index, paragraphs in cells.items():
        table = subject.file.tables[index]
        if len(table.rows) > 1 and len(table.grid_pt) > 1:
            yield index, paragraphs


def check_borders(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find data tables without full borders."""
    for index, paragraphs in _data_tables(subject):
        borders = subject.file.tables[index].borders
        missing = [edge for edge in _EDGES if edge not in borders]
        if missing and len(missing) < len(_EDGES):
            yield subject.finding(paragraphs[0], expected="single", found=", ".join(missing))


def check_header_row(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find long tables whose header row is not repeated."""
    for index, paragraphs in _data_tables(subject):
        rows = subject.file.tables[index].rows
        if len(rows) > _MANY_ROWS and not rows[0].header:
            yield subject.finding(paragraphs[0])


def check_sizes(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find tables with sizes out of the usual."""
    allowed = subject.standard.components["bang_noi_dung"].size_pt
    for _, paragraphs in _data_tables(subject):
        runs = (run for each in paragraphs for run in each.source.runs if run.text.strip())
        odd = sorted({run.look.size_pt for run in runs if not allowed.accepts(run.look.size_pt)})
        if odd:
            found = ", ".join(f"{size:g}" for size in odd)
            yield subject.finding(paragraphs[0], expected=allowed.text, found=found)
