"""The summary sheet of a check of many files: a workbook of counts and of all findings."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.diagnostics import SEVERITY_NAMES, Diagnostic, Severity
from generator.document.nodes import Sheet, SheetCell, SheetLook, SheetRow, SheetValue
from generator.i18n import N_, SOURCE_LANGUAGE, translate
from generator.writers.xlsx.write import write_workbook

_TITLE = N_("TỔNG HỢP KẾT QUẢ KIỂM TRA")
_FILES = N_("Các tệp")
_RULES = N_("Các quy tắc")
_FINDINGS = N_("Các lỗi")
_FILE_HEAD = (N_("TT"), N_("Tệp"), N_("Lỗi"), N_("Cảnh báo"), N_("Lưu ý"), N_("Lỗi hay gặp nhất"))
_RULE_HEAD = (N_("TT"), N_("Quy tắc"), N_("Lỗi"), N_("Cảnh báo"), N_("Lưu ý"), N_("Số tệp"))
_FINDING_HEAD = (
    N_("TT"), N_("Tệp"), N_("Quy tắc"), N_("Mức"), N_("Nơi"), N_("Nội dung"), N_("Câu chữ"),
    N_("Phải là"), N_("Căn cứ"),
)  # fmt: skip
_TOTAL = N_("Tổng cộng")
_FILE_WIDTHS = (6, 60, 10, 10, 10, 24)
_FINDING_WIDTHS = (6, 32, 9, 10, 20, 60, 36, 28, 40)
_HEAD_ROW = 2
_LONGEST = 300  # characters of a quote: more is read in the file itself


def make_summary(
    names: Sequence[str],
    found: Sequence[Sequence[Diagnostic]],
    language: str = SOURCE_LANGUAGE,
) -> bytes:
    """Return the findings of many files as a workbook.

    Args:
        names: How each file is named.
        found: The findings of each.
        language: Language of the sheets.
    """
    rules = sorted({finding.id for findings in found for finding in findings})
    sheets = (
        _sheet(_FILES, language, _file_rows(names, found, language), _FILE_WIDTHS),
        _sheet(_RULES, language, _rule_rows(rules, found, language), _FILE_WIDTHS),
        _sheet(_FINDINGS, language, _finding_rows(names, found, language), _FINDING_WIDTHS),
    )
    return write_workbook(sheets, title=translate(_TITLE, language), author="kehoach")


def _sheet(name: str, language: str, rows: Iterator[SheetRow], widths: tuple[float, ...]) -> Sheet:
    last = chr(ord("A") + len(widths) - 1)
    title = SheetRow((SheetCell(translate(_TITLE, language)),), SheetLook.TITLE)
    return Sheet(
        translate(name, language), widths, (title, *rows),
        merges=(f"A1:{last}1",), head=(_HEAD_ROW, _HEAD_ROW),
    )  # fmt: skip


def _row(look: SheetLook, *values: SheetValue) -> SheetRow:
    return SheetRow(tuple(SheetCell(value) for value in values), look)


def _head(names: Sequence[str], language: str) -> SheetRow:
    return _row(SheetLook.HEAD, *(translate(name, language) for name in names))


def _counts(findings: Sequence[Diagnostic]) -> tuple[int, ...]:
    return tuple(
        sum(each.count for each in findings if each.severity is severity) for severity in Severity
    )


def _counted(
    label: str, findings: Sequence[Diagnostic], row: int, language: str, last: SheetValue
) -> SheetRow:
    """Return a row of sums over the rows between the head and itself."""
    sums = [
        SheetCell(count, f"SUM({column}{_HEAD_ROW + 1}:{column}{row - 1})")
        for column, count in zip("CDE", _counts(findings), strict=True)
    ]
    cells = (SheetCell(), SheetCell(translate(label, language)), *sums, SheetCell(last))
    return SheetRow(cells, SheetLook.TOTAL)


def _file_rows(
    names: Sequence[str], found: Sequence[Sequence[Diagnostic]], language: str
) -> Iterator[SheetRow]:
    yield _head(_FILE_HEAD, language)
    for number, (name, findings) in enumerate(zip(names, found, strict=True), start=1):
        common = ", ".join(rule for rule, _ in Counter(each.id for each in findings).most_common(3))
        yield _row(SheetLook.ITEM, number, name, *_counts(findings), common)
    every = [finding for findings in found for finding in findings]
    yield _counted(_TOTAL, every, len(names) + _HEAD_ROW + 1, language, None)


def _rule_rows(
    rules: Sequence[str], found: Sequence[Sequence[Diagnostic]], language: str
) -> Iterator[SheetRow]:
    yield _head(_RULE_HEAD, language)
    every = [finding for findings in found for finding in findings]
    for number, rule in enumerate(rules, start=1):
        own = [finding for finding in every if finding.id == rule]
        files = sum(any(each.id == rule for each in findings) for findings in found)
        yield _row(SheetLook.ITEM, number, rule, *_counts(own), files)
    yield _counted(_TOTAL, every, len(rules) + _HEAD_ROW + 1, language, None)


def _finding_rows(
    names: Sequence[str], found: Sequence[Sequence[Diagnostic]], language: str
) -> Iterator[SheetRow]:
    yield _head(_FINDING_HEAD, language)
    number = 0
    for name, findings in zip(names, found, strict=True):
        for finding in findings:
            number += 1
            place = finding.location.text(language).removeprefix(finding.location.file)
            yield _row(
                SheetLook.ITEM, number, name, finding.id,
                translate(SEVERITY_NAMES[finding.severity], language), place.lstrip(": "),
                finding.message_text(language), finding.quote[:_LONGEST],
                finding.expected[:_LONGEST], finding.basis,
            )  # fmt: skip
