"""Rules on the sums of an annex: rows, subtotals, total, sources, words and the text."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from generator.budget.annex import PrintedAnnex, PrintedRow
from generator.budget.money import UNIT_NAMES
from generator.checks.budget_subject import BudgetSubject
from generator.diagnostics import Diagnostic, Location
from generator.text.numbers import group_digits, read_words

_STATED = re.compile(
    r"tổng (?:số |mức |cộng )?(?:kinh phí|dự toán|số tiền|nhu cầu kinh phí)\b"
    r"(?P<about>[^.;:]*?):?\s*"
    r"(?:là |khoảng |dự kiến |bằng )?"
    r"(?P<figure>(?<![\d.,])\d[\d.,]*)\s*(?P<unit>tỷ|triệu|nghìn)?\s*đồng",
    re.IGNORECASE,
)
# A total of one source, group or year is not that of the annex.
_PART = re.compile(r"ngân sách|nguồn|xã hội hóa|chương trình mục tiêu|nhóm|năm trước|đợt|lớp")
_SIZES = {None: 1, "nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
_WORDED = re.compile(
    r"(?P<figure>(?<![\d.,])\d[\d.,]*)\s*(?P<unit>tỷ|triệu|nghìn)?\s*đồng(?:/[^\W\d]+)?"
    r"(?:\s*\(|[.,;]?\s*(?=(?:viết |số tiền )?bằng chữ))"
    r"(?P<label>(?:viết |số tiền )?bằng chữ\s*:?\s*)?(?P<words>[^():;.]*?\bđồng\b)",
    re.IGNORECASE,
)
# Both marks in one figure, or the foreign one: what else it may be, it is not this many đồng.
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?")
_COMMAED = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_LARGE_IN_MILLIONS = 10**12
_MULTIPLIED = re.compile(r"\d\s*(?:triệu|nghìn|ngàn|tỷ|tr\b|đ\b|đồng)", re.IGNORECASE)


def check_text_total(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find a total in the text that is not the annex's."""
    total = _annex_total(subject)
    if total is None:
        return
    for text in subject.body:
        for match in _totals(text):
            stated = _stated(match)
            if stated is not None and stated != total:
                yield subject.finding(
                    Location(subject.name),
                    quote=match[0],
                    expected=f"{_d(total)} đồng",
                    stated=match[0][match.start("figure") - match.start() :],
                    total=_d(total),
                )


def check_words(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find sums in words that are not the sum in figures, below the table and in the text."""
    total = _annex_total(subject)
    annex = subject.annex
    if annex is not None and annex.words:
        yield from _compare_words(subject, annex.words, _worded_total(subject), annex.place)
    for text in subject.body:
        ends = {match.end("figure") for match in _totals(text)} if total is not None else ()
        for match in _WORDED.finditer(text):
            expected = total if match.end("figure") in ends else _stated(match)
            if expected is not None and (match["label"] or _is_number(match["words"])):
                yield from _compare_words(subject, match["words"], expected, Location(subject.name))


def _stated(match: re.Match[str]) -> Fraction | None:
    """Return the sum a figure states, None when it can be taken in two ways."""
    figure = match["figure"].rstrip(".,")
    if _COMMAED.fullmatch(figure):
        figure = figure.replace(",", "")
    elif not _DOTTED.fullmatch(figure):
        return None
    number = Fraction(figure.replace(".", "").replace(",", "."))
    return number * _SIZES[(match["unit"] or "").lower() or None]


def _is_number(words: str) -> bool:
    try:
        read_words(words)
    except ValueError:
        return False
    return True


def _totals(text: str) -> Iterator[re.Match[str]]:
    """Yield the places where a text states a total of the whole annex."""
    for match in _STATED.finditer(text):
        if not _PART.search(match["about"].lower()):
            yield match


def _compare_words(
    subject: BudgetSubject, words: str, total: Fraction | int | None, place: Location
) -> Iterator[Diagnostic]:
    try:
        number = read_words(words)
    except ValueError:
        yield subject.finding(place, "unreadable", quote=words, words=words)
        return
    if total is not None and number != total:
        yield subject.finding(place, "other", quote=words, words=_d(number), total=_d(int(total)))


def check_sums(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find subtotals and a total that are not the sum of the rows below them."""
    annex = subject.annex
    if annex is None:
        return
    for field in _money_fields(annex):
        for index, row in enumerate(annex.rows):
            found = _sum(annex.children(index), field)
            own = row.amounts.get(field)
            if found is not None and own is not None and own != found:
                yield _wrong_sum(subject, row, own, found)
        total = annex.total.amounts.get(field) if annex.total else None
        found = _sum_of_tops(annex, field)
        if annex.total is None or total is None or found is None or total == found:
            continue
        if not _counts_twice(annex, field, total):
            yield _wrong_sum(subject, annex.total, total, found)


def check_double_count(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find a total that counts rows and their sub-rows."""
    annex = subject.annex
    if annex is None or annex.total is None:
        return
    for field in _money_fields(annex):
        total = annex.total.amounts.get(field)
        if total is not None and _counts_twice(annex, field, total):
            yield subject.finding(
                annex.total.place, total=_d(total), right=_d(_sum_of_tops(annex, field) or 0)
            )


def check_sources(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find rows whose source columns do not add up to their sum."""
    annex = subject.annex
    if annex is None:
        return
    fields = [name for name in annex.fields if name.startswith("nguon.")]
    if not fields:
        return
    for row in (*annex.rows, *([annex.total] if annex.total else [])):
        parts = [row.amounts[name] for name in fields if name in row.amounts]
        if parts and row.amount is not None and sum(parts) != row.amount:
            yield subject.finding(
                row.place, row=_title(row), parts=_d(sum(parts)), amount=_d(row.amount)
            )


def check_units(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find tables without a unit, with several units, and sums that cannot be in its unit."""
    annex = subject.annex
    if annex is None or not _money_fields(annex):
        return
    if not annex.names_unit:
        yield subject.finding(annex.place, "missing")
    units = {head.unit for head in annex.heads if head.unit}
    if units - {annex.unit}:
        names = sorted(UNIT_NAMES[unit] for unit in {*units, annex.unit})
        yield subject.finding(annex.place, "several", units=", ".join(names))
    for row in annex.rows:
        for field in (*_money_fields(annex), "don_gia"):
            text = row.cells.get(field, "")
            large = row.amounts.get(field, 0) >= _LARGE_IN_MILLIONS
            if _MULTIPLIED.search(text) or (large and annex.unit.value == "trieu_dong"):
                yield subject.finding(
                    row.place,
                    "other",
                    quote=text,
                    row=_title(row),
                    text=text,
                    unit=UNIT_NAMES[annex.unit],
                )


def check_zeros(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find a sum of 0 that stands for no sum."""
    for row in subject.rows():
        if row.amount == 0 and not row.has_children:
            yield subject.finding(row.place("kinh_phi"), row=row.title)


def _annex_total(subject: BudgetSubject) -> int | None:
    annex = subject.annex
    if annex is not None and annex.total is not None and annex.total.amount is not None:
        return annex.total.amount
    if subject.computed is not None and subject.computed.has_total:
        return subject.computed.total
    return _sum_of_tops(annex, "kinh_phi") if annex else None


def _worded_total(subject: BudgetSubject) -> int | None:
    """Return the total the words below a table are of: what is granted, where it has a column."""
    annex = subject.annex
    if annex is not None and annex.total is not None and "duoc_duyet" in annex.fields:
        return annex.total.amounts.get("duoc_duyet", annex.total.amount)
    return _annex_total(subject)


def _money_fields(annex: PrintedAnnex) -> list[str]:
    return sorted({head.field for head in annex.heads if head.money and head.field != "don_gia"})


def _sum(rows: Sequence[PrintedRow], field: str) -> int | None:
    known = [row.amounts[field] for row in rows if field in row.amounts]
    return sum(known) if known else None


def _sum_of_tops(annex: PrintedAnnex, field: str) -> int | None:
    """Return the sum of the uppermost rows; a group without a sum of its own counts its rows."""
    lowest = min((row.level for row in annex.rows), default=0)
    sums = []
    for index, row in enumerate(annex.rows):
        if row.level == lowest:
            own = row.amounts.get(field)
            sums.append(_sum(annex.children(index), field) if own is None else own)
    known = [amount for amount in sums if amount is not None]
    return sum(known) if known else None


def _counts_twice(annex: PrintedAnnex, field: str, total: int) -> bool:
    """Return whether a total is the sum of the rows of two or three levels."""
    right = _sum_of_tops(annex, field)
    if right is None or total <= right:
        return False
    levels = sorted({row.level for row in annex.rows})
    sums = {
        level: _sum([row for row in annex.rows if row.level == level], field) or 0
        for level in levels
    }
    return any(
        total == sum(sums[level] for level in chosen)
        for size in range(2, len(levels) + 1)
        for chosen in combinations(levels, size)
    )


def _wrong_sum(subject: BudgetSubject, row: PrintedRow, own: int, found: int) -> Diagnostic:
    return subject.finding(row.place, row=_title(row), own=_d(own), found=_d(found))


def _title(row: PrintedRow) -> str:
    return " ".join(filter(None, (row.number, row.name)))


def _d(amount: int) -> str:
    return group_digits(amount)
