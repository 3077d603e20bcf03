"""Many annexes read in their order and put together, with their errors: one workbook.

It shows them by locality, by group and source, and line by line.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path

from generator.budget.consolidate.amounts import SEVERAL, UNKNOWN
from generator.budget.consolidate.read import ReadAnnex, read_file
from generator.budget.consolidate.tree import Line
from generator.budget.heads import plain
from generator.budget.money import UNIT_DONG, UNIT_NAMES
from generator.budget.sources import SOURCE_NAMES
from generator.diagnostics import Diagnostic
from generator.document.nodes import (
    ChartKind,
    Sheet,
    SheetCell,
    SheetChart,
    SheetLook,
    SheetRow,
)
from generator.errors import InputError
from generator.i18n import SOURCE_LANGUAGE
from generator.model.money import DonViTinh
from generator.ooxml.cells import column_name, quote_sheet
from generator.ooxml.handed_in import reading
from generator.writers.xlsx.write import write_workbook

SUMMARY, GROUPS, DETAILS, ERRORS = "Tổng hợp", "Theo nhóm", "Chi tiết", "Lỗi"
NO_GROUP = "Không thuộc nhóm nào"
KINDS: tuple[tuple[str, str], ...] = (
    *((kind.value, name) for kind, name in SOURCE_NAMES.items()),
    (SEVERAL, "Nhiều nguồn"),
    (UNKNOWN, "Chưa rõ nguồn"),
)
_TEXT_COLUMNS = ("STT", "Địa phương, đơn vị", "Nhóm", "Nội dung", "Cơ quan chủ trì", "Thời gian")
_TEXT_WIDTHS = (6, 26, 26, 44, 24, 14)
_MONEY = len(_TEXT_COLUMNS) + 1
_FIRST = 4
_CHART_NAMES = 48
_CHART_ROWS = 17
_LONGEST_CRITERION = 250
# Most cells of a line are empty.
_EMPTY = SheetCell()
CHUNK = 32
# Chunks that wait for each worker: enough to keep it busy, too few to fill the memory.
_WAITING = 3


def read_annexes(
    paths: Iterable[Path],
    unit: DonViTinh | None = None,
    executor: Executor | None = None,
    workers: int = 1,
) -> Iterator[ReadAnnex]:
    """Yield annexes in the order of their files; a file that cannot be read has findings only.

    Args:
        paths: The files.
        unit: Unit of sums where a file does not say.
        executor: Where chunks of files are read; None reads them here.
        workers: How many of the executor's workers there are.
    """
    if executor is None:
        for path in paths:
            yield from _read_or_tell(path, unit)
        return
    rest = iter(paths)
    waiting: deque[Future[list[ReadAnnex]]] = deque()
    while True:
        while len(waiting) < workers * _WAITING and (chunk := list(islice(rest, CHUNK))):
            waiting.append(executor.submit(_read_chunk, chunk, unit))
        if not waiting:
            return
        yield from waiting.popleft().result()


def _read_chunk(paths: Sequence[Path], unit: DonViTinh | None) -> list[ReadAnnex]:
    """Return the annexes of some files."""
    return [annex for path in paths for annex in _read_or_tell(path, unit)]


def _read_or_tell(path: Path, unit: DonViTinh | None) -> tuple[ReadAnnex, ...]:
    """Return the annexes of a file, or why it cannot be read."""
    try:
        with reading(path.as_posix()):
            return read_file(path, unit=unit)
    except InputError as error:
        return (ReadAnnex(path.as_posix(), path.stem, (), error.findings),)


# ---------------------------------------------------------------------- put together


@dataclass(slots=True)
class Sums:
    """What some lines add up to.

    Attributes:
        name: Locality or body, or group.
        total: Sum in đồng.
        sources: Sum by kind of source.
    """

    name: str = ""
    total: Decimal = Decimal(0)
    sources: dict[str, Decimal] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        """Add the sum of a line, if it has one."""
        self.total += line.dong or 0
        for kind, amount in line.sources.items():
            self.sources[kind] = self.sources.get(kind, Decimal(0)) + amount

    def amounts(self) -> list[Decimal]:
        """Return the sum and its parts as the columns show them."""
        return [self.total, *(self.sources.get(kind, Decimal(0)) for kind, _ in KINDS)]


@dataclass(slots=True)
class Place(Sums):
    """What one input adds up to.

    Attributes:
        file: Its file.
        first: First row of its lines, 0 when it has none.
        last: Last row of its lines.
        tasks: How many lines.
        errors: How many things are wrong with it.
    """

    file: str = ""
    first: int = 0
    last: int = 0
    tasks: int = 0
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Consolidated:
    """Annexes put together.

    Attributes:
        content: The workbook.
        places: What each input adds up to.
        findings: What is wrong with the inputs.
        total: Sum of all in đồng.
    """

    content: bytes
    places: tuple[Place, ...]
    findings: tuple[Diagnostic, ...]
    total: Decimal


def consolidate(
    annexes: Iterable[ReadAnnex],
    *,
    unit: DonViTinh = DonViTinh.DONG,
    language: str = SOURCE_LANGUAGE,
) -> Consolidated:
    """Return annexes as one workbook; each is taken once, and only its rows are kept.

    Args:
        annexes: The annexes, in the order of the table.
        unit: Unit of the sums in the workbook.
        language: Language of the findings listed in the workbook.
    """
    work = _Consolidation(annexes, unit, language)
    details = work.details()
    content = write_workbook([*work.summaries(), details], title="Tổng hợp kinh phí")
    return Consolidated(content, tuple(work.places), tuple(work.findings), work.whole.total)


class _Consolidation:
    def __init__(
        self,
        annexes: Iterable[ReadAnnex],
        unit: DonViTinh,
        language: str,
    ) -> None:
        self.places: list[Place] = []
        self.findings: list[Diagnostic] = []
        self.whole = Sums()
        self._annexes = annexes
        self._unit = unit
        self._language = language
        self._groups: dict[str, Sums] = {}
        self._row = _FIRST - 1
        self._has_parts = False

    # ------------------------------------------------------------------ lines

    def details(self) -> Sheet:
        """Return the sheet of lines, whose rows read the inputs one after the other."""
        return Sheet(
            DETAILS,
            (*_TEXT_WIDTHS, *([16] * (1 + len(KINDS))), 20),
            tuple(self._detail_rows()),
            merges=(f"A1:{column_name(_MONEY + len(KINDS) + 1)}1",),
            head=(3, 3),
        )

    def _detail_rows(self) -> Iterator[SheetRow]:
        yield from self._heads(
            "CHI TIẾT CÁC DÒNG", (*_TEXT_COLUMNS, *self._money_heads(), "Ghi chú"), _MONEY
        )
        for annex in self._annexes:
            yield from self._annex_rows(annex)

    def _annex_rows(self, annex: ReadAnnex) -> Iterator[SheetRow]:
        place = Place(annex.locality, file=annex.file, errors=len(annex.findings))
        self.findings.extend(annex.findings)
        self.places.append(place)
        for line in annex.lines:
            self._row += 1
            place.first = place.first or self._row
            place.last = self._row
            place.tasks += 1
            group = self._groups.setdefault(plain(line.group), Sums(line.group or NO_GROUP))
            for sums in (self.whole, place, group):
                sums.add(line)
            yield self._line_row(line, annex)

    def _line_row(self, line: Line, annex: ReadAnnex) -> SheetRow:
        number = self._row - _FIRST + 1
        group = self._groups[plain(line.group)].name
        texts = (annex.locality, group, line.text, line.lead, line.time)
        amounts = (line.dong, *(line.sources.get(kind) for kind, _ in KINDS))
        return SheetRow(
            (
                SheetCell(number, align="center"),
                *(SheetCell(text) if text else _EMPTY for text in texts),
                *(_EMPTY if dong is None else SheetCell(self._shown(dong)) for dong in amounts),
                SheetCell(line.word) if line.word else _EMPTY,
            )
        )

    def _shown(self, dong: Decimal | None) -> int | Decimal | None:
        if dong is None:
            return None
        whole = int(dong)
        if self._unit is DonViTinh.DONG and whole == dong:
            return whole
        value = dong / UNIT_DONG[self._unit]
        if value == value.to_integral_value():
            return int(value)
        self._has_parts = True
        return value.normalize()

    # ------------------------------------------------------------------ summaries

    def summaries(self) -> Sequence[Sheet]:
        """Return the sheets that sum up the lines, when all lines have been written."""
        sheets = [self._by_place(), self._by_group()]
        return [*sheets, self._errors()] if self.findings else sheets

    def _by_place(self) -> Sheet:
        return Sheet(
            SUMMARY,
            (6, 40, 10, *([17] * (1 + len(KINDS))), 8, 40),
            self._place_rows(),
            merges=("A1:N1",),
            head=(3, 3),
        )

    def _place_rows(self) -> Iterator[SheetRow]:
        yield from self._heads(
            "TỔNG HỢP KINH PHÍ THEO ĐỊA PHƯƠNG, ĐƠN VỊ",
            ("STT", "Địa phương, đơn vị", "Số dòng", *self._money_heads(), "Số lỗi", "Tệp"),
            4,
        )
        details = quote_sheet(DETAILS)
        for number, place in enumerate(self.places, start=1):
            cells = [SheetCell(number, align="center"), SheetCell(place.name)]
            cells.append(SheetCell(place.tasks))
            for offset, amount in enumerate(place.amounts()):
                letters = column_name(_MONEY + offset)
                formula = f"SUM({details}!{letters}{place.first}:{letters}{place.last})"
                cells.append(self._sum_cell(amount, formula if place.first else ""))
            cells += [SheetCell(place.errors or None), SheetCell(place.file)]
            yield SheetRow(tuple(cells), SheetLook.TASK)
        yield self._total_row(("", "TỔNG CỘNG"), 3, len(self.places))

    def _by_group(self) -> Sheet:
        groups = list(self._groups.values())
        heads = ("STT", "Nhóm nhiệm vụ", *self._money_heads())
        rows = list(self._heads("TỔNG HỢP KINH PHÍ THEO NHÓM NHIỆM VỤ VÀ NGUỒN", heads, 3))
        details, last = quote_sheet(DETAILS), max(self._row, _FIRST)
        for number, group in enumerate(groups, start=1):
            cells = [SheetCell(number, align="center"), SheetCell(group.name)]
            for offset, amount in enumerate(group.amounts()):
                letters = column_name(_MONEY + offset)
                formula = (
                    f"SUMIF({details}!$C${_FIRST}:$C${last},B{_FIRST + number - 1},"
                    f"{details}!{letters}${_FIRST}:{letters}${last})"
                )
                cells.append(self._sum_cell(amount, formula if _is_plain(group.name) else ""))
            rows.append(SheetRow(tuple(cells), SheetLook.TASK))
        rows.append(self._total_row(("", "TỔNG CỘNG"), 2, len(groups)))
        return Sheet(
            GROUPS,
            (6, 50, *([17] * (1 + len(KINDS)))),
            rows,
            merges=("A1:K1",),
            head=(3, 3),
            charts=self._charts(groups, len(rows)),
        )

    def _charts(self, groups: Sequence[Sums], height: int) -> tuple[SheetChart, ...]:
        if not self.whole.total:
            return ()
        here, last = quote_sheet(GROUPS), _FIRST + len(groups) - 1
        by_group = tuple((group.name, self._shown(group.total) or 0) for group in groups)
        by_source = tuple(
            (name, self._shown(amount) or 0)
            for (_, name), amount in zip(KINDS, self.whole.amounts()[1:], strict=True)
        )
        end = column_name(3 + len(KINDS))
        unit = UNIT_NAMES[self._unit]
        return (
            SheetChart(ChartKind.BAR, f"Theo nhóm ({unit})", f"{here}!$B${_FIRST}:$B${last}",
                       f"{here}!$C${_FIRST}:$C${last}", by_group[:_CHART_NAMES],
                       row=height + 2, column=1),
            SheetChart(ChartKind.COLUMN, f"Theo nguồn ({unit})", f"{here}!$D$3:${end}$3",
                       f"{here}!$D${last + 1}:${end}${last + 1}", by_source,
                       row=height + 2 + _CHART_ROWS, column=1),
        )  # fmt: skip

    def _total_row(self, texts: Sequence[str], first: int, count: int) -> SheetRow:
        cells = [SheetCell(text or None) for text in texts]
        cells += [SheetCell() for _ in range(first - len(texts))]
        for offset, amount in enumerate(self.whole.amounts()):
            letters = column_name(first + 1 + offset)
            formula = f"SUM({letters}{_FIRST}:{letters}{_FIRST + count - 1})" if count else ""
            cells.append(self._sum_cell(amount, formula))
        return SheetRow(tuple(cells), SheetLook.TOTAL)

    def _sum_cell(self, amount: Decimal, formula: str) -> SheetCell:
        if formula and self._has_parts:
            formula = f"ROUND({formula},6)"
        return SheetCell(self._shown(amount), formula)

    def _errors(self) -> Sheet:
        rows = list(self._heads("LỖI CỦA TỪNG TỆP", ("STT", "Tệp", "Chỗ", "Lỗi", "Mã"), 0))
        for number, finding in enumerate(self.findings, start=1):
            cells = (
                SheetCell(number, align="center"),
                SheetCell(finding.location.file),
                SheetCell(finding.location.part or None),
                SheetCell(finding.message_text(self._language)),
                SheetCell(finding.id),
            )
            rows.append(SheetRow(cells, SheetLook.TASK))
        return Sheet(ERRORS, (6, 44, 20, 80, 9), rows, merges=("A1:E1",), head=(3, 3))

    def _money_heads(self) -> tuple[str, ...]:
        return ("Kinh phí", *(name for _, name in KINDS))

    def _heads(self, title: str, heads: Sequence[str], money: int) -> Iterator[SheetRow]:
        yield SheetRow((SheetCell(title),), SheetLook.TITLE)
        unit = f"Đơn vị tính: {UNIT_NAMES[self._unit]}" if money else ""
        blank = tuple(SheetCell() for _ in range(max(money - 1, 0)))
        yield SheetRow((*blank, SheetCell(unit or None)), SheetLook.UNIT)
        yield SheetRow(tuple(SheetCell(head) for head in heads), SheetLook.HEAD)


def _is_plain(name: str) -> bool:
    """Return whether SUMIF looks for a name as it stands, not for a pattern."""
    return len(name) < _LONGEST_CRITERION and name[:1] not in "<>=" and not set(name) & set("*?~")
