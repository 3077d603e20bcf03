"""Rules on what rows say besides sums: bodies, times, sources, norms."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.budget.amounts import BudgetFinding
from generator.budget.compute import GROUP, TASK, ComputedRow
from generator.budget.names import missing_recipients
from generator.budget.periods import parse_period
from generator.catalogues.old_names import bodies_gone
from generator.checks.budget_subject import BudgetSubject, RowFacts
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.model.budget import LoaiNguon
from generator.text.numbers import group_digits

_SECOND_BODY = re.compile(
    r"[;/\n]|(?:,|\bvà\b|\+)\s+(?:Sở|Ban|Bộ|Ủy ban|UBND|Công an|Văn phòng|Đài|Báo|Cục|Phòng|Hội|"
    r"Trung tâm|Mặt trận|Tỉnh ủy|Thành ủy|Đảng ủy|Tỉnh [Đđ]oàn|Liên đoàn|Cơ quan|Các sở)\b"
)


def check_times(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find times outside the year, and times nobody can place."""
    for row in subject.rows():
        if not row.time:
            continue
        period = parse_period(row.time, subject.years)
        if period is None:
            yield Diagnostic(
                "",
                Severity.WARNING,
                N_("'{row}': không hiểu thời gian '{time}'"),
                row.place("thoi_gian"),
                {"row": row.title, "time": row.time},
                N_("viết như: Cả năm, Quý II, Quý II - Quý IV, Tháng 5 - 8, 15/6/2027"),
                quote=row.time,
            )
        elif not period.is_within(subject.years):
            yield Diagnostic(
                "",
                Severity.ERROR,
                N_("'{row}': thời gian '{time}' ngoài năm {years}"),
                row.place("thoi_gian"),
                {"row": row.title, "time": row.time, "years": _years(subject)},
                N_("sửa thời gian, hoặc chuyển nhiệm vụ sang kế hoạch của năm đó"),
                quote=row.time,
            )


def check_leads(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find tasks without a lead, with several, or whose lead also co-ordinates."""
    if not _has_column(subject, "chu_tri"):
        return
    for row in subject.rows():
        own_group = row.level == GROUP and not row.has_children
        if not row.lead and not row.inherits and (row.level == TASK or own_group):
            message = N_("'{row}' chưa có cơ quan chủ trì")
            hint = N_("giao cho một cơ quan")
            yield Diagnostic(
                "", Severity.ERROR, message, row.place("chu_tri"), {"row": row.title}, hint
            )
        if _SECOND_BODY.search(row.lead):
            yield Diagnostic(
                "",
                Severity.ERROR,
                N_("'{row}' có nhiều cơ quan chủ trì: '{lead}'"),
                row.place("chu_tri"),
                {"row": row.title, "lead": row.lead},
                N_("giữ một cơ quan chủ trì, chuyển các cơ quan khác sang phối hợp"),
                quote=row.lead,
            )
        yield from _lead_among_partners(row)


def _lead_among_partners(row: RowFacts) -> Iterator[Diagnostic]:
    lead = _plain(row.lead)
    for number, partner in enumerate(row.partners):
        if lead and _plain(partner) == lead:
            yield Diagnostic(
                "",
                Severity.ERROR,
                N_("'{row}': '{lead}' vừa chủ trì vừa phối hợp"),
                row.place("phoi_hop", number),
                {"row": row.title, "lead": row.lead},
                N_("bỏ khỏi cơ quan phối hợp"),
                quote=partner,
            )


def check_bodies(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find bodies that do not exist on the day of the document."""
    for row in subject.rows():
        named = [(row.lead, ("chu_tri",))] if row.lead else []
        named += [(body, ("phoi_hop", n)) for n, body in enumerate(row.partners)]  # type: ignore[misc]
        for body, path in named:
            for finding in bodies_gone(body, subject.day, subject.catalogues):
                sure = finding.severity is Severity.WARNING
                yield replace(
                    finding,
                    severity=Severity.ERROR if sure else finding.severity,
                    location=row.place(*path),
                    quote=body,
                )


def check_programmes(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find money of a national target programme without the programme's name and year."""
    for row in subject.rows():
        for number, source in enumerate(row.sources):
            if source.kind is not LoaiNguon.CTMTQG:
                continue
            if not source.programme or source.year is None:
                yield Diagnostic(
                    "",
                    Severity.ERROR,
                    N_("'{row}': nguồn '{source}' chưa ghi rõ chương trình và năm"),
                    row.place("nguon", number),
                    {"row": row.title, "source": source.name},
                    N_("ghi chuong_trinh và nam_von của nguồn"),
                    quote=source.name,
                )
            elif source.year not in subject.years:
                yield Diagnostic(
                    "",
                    Severity.ERROR,
                    N_("'{row}': vốn năm {year} của '{source}' ngoài năm {years}"),
                    row.place("nguon", number),
                    {
                        "row": row.title,
                        "source": source.name,
                        "year": source.year,
                        "years": _years(subject),
                    },
                    N_("sửa năm vốn"),
                    quote=source.name,
                )


def check_unsourced(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find sums that no source is named for."""
    if not _has_column(subject, "nguon") and not _has_column(subject, "nguon."):
        return
    for row in subject.rows():
        counts = row.level == TASK or (row.level == GROUP and not row.has_children)
        if counts and row.unsourced:
            yield _unsourced(row)


def _unsourced(row: RowFacts) -> Diagnostic:
    return Diagnostic(
        "",
        Severity.WARNING,
        N_("'{row}': {amount} đồng chưa có nguồn kinh phí"),
        row.place("nguon"),
        {"row": row.title, "amount": group_digits(row.unsourced)},
        N_("ghi nguồn của từng dòng, hoặc của cả nhóm"),
    )


def check_amounts(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find rows of a table with money that say nothing of money, and sums left open."""
    if not _has_column(subject, "kinh_phi"):
        return
    open_rows = 0
    for row in subject.rows():
        if row.has_children or row.amount is not None:
            continue
        if row.money_text.lower() == "để mở":
            open_rows += 1
        elif not row.money_text and (row.level == TASK or subject.computed is not None):
            yield Diagnostic(
                "",
                Severity.WARNING,
                N_("'{row}' chưa có kinh phí"),
                row.place(),
                {"row": row.title},
                N_("ghi số tiền, hoặc lồng ghép, theo dự toán được giao, để mở"),
            )
    if open_rows:
        message = N_("còn {count} dòng để mở kinh phí; tổng cộng mới là số tạm tính")
        hint = N_("điền đủ trước khi trình ký")
        yield Diagnostic("", Severity.NOTICE, message, subject.place(), {"count": open_rows}, hint)


def check_stated(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find a typed sum or word of a row that its sub-rows do not bear out."""
    if subject.computed is None:
        return
    for row in subject.computed.rows():
        sub = [child.amount for child in row.children if child.amount is not None]
        if sub and row.money.amount is not None and row.money.amount != row.amount:
            stated = f"{group_digits(row.money.amount)} đồng"
        elif sub and row.money.word is not None:
            stated = row.money.word.value
        else:
            continue
        yield Diagnostic(
            "",
            Severity.ERROR,
            N_("'{row}' ghi kinh phí {stated}, các mục con cộng lại là {found} đồng"),
            subject.place(*row.path, "kinh_phi"),
            {"row": _name(row), "stated": stated, "found": group_digits(row.amount or 0)},
            N_("bỏ kinh_phi của dòng này để lấy tổng các mục con, hoặc sửa mục con"),
        )


def check_ceilings(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find unit prices above their norm, and local levels above the national ceiling."""
    if subject.computed is None:
        return
    for row in subject.computed.rows():
        norm = row.norm
        if norm is None:
            continue
        price = row.line.don_gia
        if price is not None and norm.ceiling is not None and price > norm.ceiling:
            yield Diagnostic(
                "",
                Severity.ERROR,
                N_("'{row}': đơn giá {price} đồng cao hơn mức {ceiling} {unit} của {source}"),
                subject.place(*row.path, "don_gia"),
                {
                    "row": _name(row),
                    "price": group_digits(price),
                    "ceiling": group_digits(norm.ceiling),
                    "unit": norm.norm.unit,
                    "source": norm.citation or norm.norm.item,
                },
                N_("hạ đơn giá, hoặc ghi mức của địa phương trong plans/catalogue.yaml"),
                basis=norm.norm.source,
                confidence=norm.norm.confidence,
            )
        if norm.is_local and norm.national is not None and (norm.ceiling or 0) > norm.national:
            yield Diagnostic(
                "",
                Severity.WARNING,
                N_("mức của địa phương cho '{norm}' là {local} đồng, cao hơn mức trần {national}"),
                norm.norm.origin or subject.place(*row.path, "dinh_muc"),
                {
                    "norm": norm.norm.item,
                    "local": group_digits(norm.ceiling or 0),
                    "national": group_digits(norm.national),
                },
                N_("Hội đồng nhân dân chỉ quy định mức bằng hoặc thấp hơn mức trần"),
            )


def check_recipients(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find bodies that rows name and the recipients do not reach."""
    if subject.computed is None or not subject.recipients:
        return
    missing = missing_recipients(subject.computed, subject.recipients)
    if missing:
        yield Diagnostic(
            "",
            Severity.NOTICE,
            N_("có trong phụ lục nhưng không có ở nơi nhận: {bodies}"),
            subject.place(),
            {"bodies": "; ".join(missing)},
            N_("thêm vào noi_nhan, hoặc ghi lap_tu_du_toan: [noi_nhan] trong kế hoạch"),
        )


def computed_findings(subject: BudgetSubject, rule: str) -> Iterator[Diagnostic]:
    """Yield what could not be worked out, of one kind."""
    for finding in subject.computed.findings if subject.computed else ():
        if finding.id == rule:
            path = finding.path if isinstance(finding, BudgetFinding) else ()
            yield finding.at(subject.place(*path))


def _has_column(subject: BudgetSubject, name: str) -> bool:
    """Return whether the printed table has a column, or one of a family ("nguon.")."""
    if subject.annex is None:
        return True
    if name.endswith("."):
        return any(field.startswith(name) for field in subject.annex.fields)
    return name in subject.annex.fields


def _years(subject: BudgetSubject) -> str:
    first, last = subject.years[0], subject.years[-1]
    return str(first) if first == last else f"{first} - {last}"


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _name(row: ComputedRow) -> str:
    return f"{row.number} {row.text}"
