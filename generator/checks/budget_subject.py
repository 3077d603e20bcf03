"""What budget rules look at: a budget's rows, its printed table and the text around them.

The tables of any Word file, whoever made it, are looked at too.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from generator.budget.annex import PrintedAnnex, read_word_annexes
from generator.budget.compute import TASK, Computed, ComputedRow
from generator.budget.layouts import Layout
from generator.budget.sources import SourceView, find_kind, view_sources
from generator.catalogues.load import Catalogues
from generator.checks.engine import Options, run
from generator.checks.rule import Stage
from generator.checks.subject import WordSubject
from generator.checks.table import rules_of
from generator.diagnostics import Diagnostic, Location, Severity
from generator.model.base import Regime
from generator.model.budget import ChiTiet, LoaiNguon
from generator.standards import Standard

Place = Callable[..., Location]


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A row as the rules on bodies, times and sources see it, typed or printed.

    Attributes:
        number: As printed.
        level: ``GROUP``, ``TASK`` or ``ITEM``.
        name: Name of the task or group.
        lead: Its lead as it stands in the row.
        inherits: A row above names the lead.
        partners: Its co-ordinating bodies.
        time: Its time as it stands in the row.
        amount: Its sum in đồng, None when it has none.
        money_text: What stands in its money cell in place of a sum.
        sources: The sources it names.
        unsourced: Part of its sum that no source is named for.
        place: Returns where a field of the row stands.
        has_children: Rows stand below it.
    """

    number: str
    level: int
    name: str
    lead: str
    inherits: bool
    partners: tuple[str, ...]
    time: str
    amount: int | None
    money_text: str
    sources: tuple[SourceView, ...]
    unsourced: int
    place: Place
    has_children: bool = False

    @property
    def title(self) -> str:
        """Return number and name, as findings call the row."""
        name = self.name if len(self.name) <= 60 else f"{self.name[:59].rstrip()}…"  # noqa: PLR2004
        return " ".join(filter(None, (self.number, name)))


@dataclass(frozen=True, slots=True)
class BudgetSubject:
    """A budget, its table and its document; what is not known is None or empty.

    Attributes:
        name: How findings name the file.
        standard: The standard of the document.
        catalogues: Facts.
        day: Day of the document.
        years: Years the times may lie in.
        regime: Of the document.
        annex: The table as printed.
        computed: The budget, when it is ours.
        layout: Layout of its table.
        locate: Place of a value of the budget's file.
        body: Paragraphs of the text.
        number: Number line of the document ("Số: 12/KH-UBND").
        dated: Place and date line of the document.
        recipients: Its recipients.
    """

    name: str
    standard: Standard
    catalogues: Catalogues
    day: date
    years: tuple[int, ...]
    regime: Regime = Regime.STATE
    regime_known: bool = True
    annex: PrintedAnnex | None = None
    computed: Computed | None = None
    layout: Layout | None = None
    locate: Place | None = None
    body: Sequence[str] = field(default=())
    number: str = ""
    dated: str = ""
    recipients: Sequence[str] = field(default=())

    def place(self, *path: str | int) -> Location:
        """Return the place of a value of the budget."""
        return self.locate(*path) if self.locate else Location(self.name)

    def finding(
        self,
        place: Location,
        message: str = "",
        /,
        *,
        severity: Severity = Severity.ERROR,
        quote: str = "",
        expected: str = "",
        basis: str = "",
        confidence: str = "",
        **values: object,
    ) -> Diagnostic:
        """Return a finding; see ``WordSubject.finding``."""
        params = {"expected": expected, **values}
        return Diagnostic(
            "", severity, message, place, params,
            quote=quote, expected=expected, basis=basis, confidence=confidence,
        )  # fmt: skip

    def rows(self) -> Iterator[RowFacts]:
        """Yield the rows: of the budget when it is ours, else as printed."""
        if self.computed is not None:
            for group in self.computed.groups:
                yield from self._typed_rows(group, "")
        elif self.annex is not None:
            yield from self._printed_rows(self.annex)

    def _typed_rows(self, row: ComputedRow, lead: str) -> Iterator[RowFacts]:
        yield RowFacts(
            number=row.number,
            level=row.level,
            name=row.text,
            lead=row.line.chu_tri,
            inherits=bool(lead),
            partners=row.line.phoi_hop,
            time=row.line.thoi_gian,
            amount=row.amount,
            money_text=row.word.value if row.word else "",
            sources=row.sources,
            unsourced=row.unsourced,
            place=lambda *path: self.place(*row.path, *path),
            has_children=bool(row.children),
        )
        for child in row.children:
            yield from self._typed_rows(child, row.line.chu_tri or lead)

    def _printed_rows(self, annex: PrintedAnnex) -> Iterator[RowFacts]:
        lead = ""
        for index, row in enumerate(annex.rows):
            own = row.cells.get("chu_tri", "")
            if row.level <= TASK:
                lead = own
            sources = tuple(_printed_sources(row.cells.get("nguon", "")))
            given = [amount for name, amount in row.amounts.items() if name.startswith("nguon.")]
            named = bool(sources) or bool(given) or "nguon" not in annex.fields
            yield RowFacts(
                number=row.number,
                level=row.level,
                name=row.name,
                lead=own,
                inherits=row.level > TASK and bool(lead),
                partners=_split_bodies(row.cells.get("phoi_hop", "")),
                time=row.cells.get("thoi_gian", ""),
                amount=row.amount,
                money_text="" if row.amount is not None else row.cells.get("kinh_phi", ""),
                sources=sources,
                unsourced=0 if named or annex.children(index) else row.amount or 0,
                place=lambda *_, where=row.place: where,
                has_children=bool(annex.children(index)),
            )


def _printed_sources(text: str) -> Iterator[SourceView]:
    if not text:
        return
    line = ChiTiet(noi_dung="-", nguon=(text,))
    for source in view_sources(line):
        kind = find_kind(source.name) or LoaiNguon.KHAC
        yield SourceView(kind, source.name, source.programme, source.year)


def _split_bodies(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split(";"))))


# ------------------------------------------------------------------ annexes of Word files

_BY_INPUT = Options(stages=frozenset((Stage.INPUT,)))
_YEARS = re.compile(r"\b(?P<first>20\d\d)\b(?:\s*[-–—]\s*(?P<last>20\d\d)\b)?")
_LONGEST_PERIOD = 20
_LOOKED_AT = frozenset(("kinh_phi", "chu_tri", "thoi_gian"))


def check_word_annexes(subject: WordSubject) -> list[Diagnostic]:
    """Return what the budget rules find in the tables of a Word file, and in sums of its text.

    Only tables with a column of numbers, one of tasks, and money, leads or times are looked at;
    a file without a date has none of its annexes checked, as bodies and years depend on it.
    """
    read = read_word_annexes(subject.file, subject.name)
    annexes = [annex for annex in read if _LOOKED_AT & annex.fields]
    found: list[Diagnostic] = []
    for annex in annexes or (None,):  # sums in the text are looked at without a table too
        # What is wrong in the text is found once, with each of the tables.
        placed = [_place(subject, one) for one in _check(subject, annex)]
        found += [one for one in placed if one not in found]
    return found


def _place(subject: WordSubject, finding: Diagnostic) -> Diagnostic:
    """Return a finding about the text with the paragraph its quote stands in."""
    if finding.location.paragraph or not finding.quote:
        return finding
    for paragraph in subject.body_paragraphs:
        start = paragraph.text.find(finding.quote)
        if start >= 0:
            end = start + len(finding.quote)
            there = subject.finding(paragraph, finding.message, start=start, end=end)
            return replace(finding, location=replace(there.location, file=subject.name))
    return finding


def _check(subject: WordSubject, annex: PrintedAnnex | None) -> list[Diagnostic]:
    if subject.date is None:
        return []
    day = subject.date.first_day
    budget = BudgetSubject(
        name=subject.name,
        standard=subject.standard,
        catalogues=subject.catalogues,
        day=day,
        years=_plan_years(subject, day),
        regime=subject.regime,
        regime_known=subject.regime_known,
        annex=annex,
        body=[paragraph.text for paragraph in subject.body_paragraphs],
        number=subject.component_text("so_ky_hieu"),
        dated=subject.component_text("dia_danh_ngay"),
        recipients=[span.text for span in subject.component("noi_nhan_list")],
    )
    return run(budget, rules_of("BUD"), _BY_INPUT)


def _plan_years(subject: WordSubject, day: date) -> tuple[int, ...]:
    """Return the years a document plans for: those of its subject, else that of its date."""
    title = subject.component_text("trich_yeu") or subject.component_text("trich_yeu_cong_van")
    span = _YEARS.search(title)
    if span:
        first, last = int(span["first"]), int(span["last"] or span["first"])
        if first <= last <= first + _LONGEST_PERIOD:
            return tuple(range(first, last + 1))
    return (day.year,)
