"""Legal bases, recipients and signature (CCU, NNH, SIG)."""

import re
from collections.abc import Iterator

from generator.checks.look import check_look
from generator.checks.rules.number_date import SIGNERS, agency_of_symbol
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic
from generator.recognise import patterns
from generator.recognise.paragraph import Paragraph, Span, Zone

# ---------------------------------------------------------------------- legal bases: CCU


def check_basis_marks(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong marks at the end of legal bases."""
    form = subject.standard.can_cu_form
    spans = subject.component("can_cu")
    for span in spans:
        is_last = span is spans[-1]
        wanted = form.end if is_last else form.separator
        found = span.text[-1]
        # Both regimes' own documents end the last basis with either mark.
        either = is_last and found in ",." and form.end == ","
        if found != wanted and not either:
            yield subject.finding(
                span.paragraph.span(span.end - 1, span.end), "last" if is_last else "mark",
                expected=wanted, fix=found in ";,.",
            )  # fmt: skip


def check_basis_dash(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find party bases without dash."""
    for span in subject.component("can_cu"):
        if not span.text.startswith("- "):
            yield subject.finding(span, "dash", expected="- ", found=span.text[:2])


# ---------------------------------------------------------------------- recipients: NNH

_ARCHIVE = re.compile(r"[-–—]?\s*Lưu\b", re.IGNORECASE)
_SAME = re.compile(r"[-–—]\s*(?P<word>Như (?:trên|kính gửi|điều \d+))", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^)]*\)\s*")


def _items(subject: WordSubject) -> tuple[Span, ...]:
    return subject.component("noi_nhan_list")


def check_label(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a label with another text or look."""
    component = subject.standard.components["noi_nhan_label"]
    for span in subject.component("noi_nhan_label"):
        if span.text != component.text:
            yield subject.finding(span, "label", expected=component.text, fix=True)
    aspects = ("size", "bold", "italic", "underline", "align")
    yield from check_look(subject, "noi_nhan_label", aspects)


def check_items(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find recipients without dash or with another mark at the end."""
    form = subject.standard.noi_nhan_form
    items = _items(subject)
    for item in items:
        if _ARCHIVE.match(item.text):
            continue
        if not item.text.startswith("- ") and item.paragraph.source.look.numbering is None:
            match = patterns.DASH.fullmatch(item.text)
            end = item.start + (match.start("rest") if match else 0)
            yield subject.finding(item, "dash", end=end, expected="- ", fix=True)
        if item is not items[-1] and not item.text.endswith(form.separator):
            last = item.text[-1]
            yield subject.finding(
                item.paragraph.span(item.end - 1, item.end), "mark",
                expected=form.separator, found=last if last in ".,;:" else "",
                confidence=form.confidence,
                fix=form.separator if last in ".,;:" else last + form.separator,
            )  # fmt: skip


def check_archive(
    subject: WordSubject, form: str, shown: str, missing: str, without: str = ""
) -> Iterator[Diagnostic]:
    """Find a wrong or missing last line.

    Args:
        subject: The file.
        form: Pattern of the whole line.
        shown: How a finding shows that form.
        missing: What a finding says is missing.
        without: A word that does not stand in it.
    """
    items = _items(subject)
    lines = [item for item in items if _ARCHIVE.match(item.text)]
    if items and not lines:
        yield subject.finding(items[-1], "missing", expected=missing, found="")
    for item in lines:
        if not re.fullmatch(form, item.text) or without in item.text.split():
            yield subject.finding(item, "archive", expected=shown)


def check_first(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find an addressed document whose first recipient is not "Như trên"."""
    wanted = subject.standard.noi_nhan_form.first_when_addressed
    items = _items(subject)
    if not subject.component("kinh_gui_label") or not items:
        return
    first = items[0]
    match = _SAME.match(first.text)
    if not match:
        yield subject.finding(first, "missing", expected=f"- {wanted}")
    elif match["word"].lower() != wanted.lower():
        start, end = (first.start + at for at in match.span("word"))
        yield subject.finding(first, "other", start=start, end=end, expected=wanted, fix=True)


def check_twice(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find recipients that are named twice."""
    seen: set[str] = set()
    for item in _items(subject):
        name = patterns.fold(_NOTE.sub(" ", item.text))
        if name and name in seen:
            yield subject.finding(item, found=item.text)
        seen.add(name)


# ---------------------------------------------------------------------- signature: SIG

_TOKENS = {"TM": "thay_mat", "KT": "ky_thay", "TL": "thua_lenh", "TUQ": "thua_uy_quyen"}
_DEPUTY = ("PHÓ", "THỨ TRƯỞNG")
_LEAST_GAP_LINES = 2.5
_ROW_PT = 16


def check_block(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find recipients and signature that do not stand side by side, or in a bordered table."""
    lefts, rights = subject.component("noi_nhan_label"), subject.component("quyen_han")
    if not lefts or not rights:
        return
    left, right = lefts[0].paragraph, rights[0].paragraph
    table = subject.table(left)
    if table is not None and table.borders:
        yield subject.finding(left, "borders", found="single", expected="none")
    first, second = left.source.cell, right.source.cell
    if first and second and first.table == second.table and first.column >= second.column:
        yield subject.finding(left, "sides")


def _authority(subject: WordSubject) -> Iterator[tuple[Span, re.Match[str]]]:
    for span in subject.component("quyen_han"):
        match = patterns.AUTHORITY.match(span.text)
        if match:
            yield span, match


def check_tokens(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find signs of authority in the form of the other regime, or without dot and space."""
    for span, match in _authority(subject):
        sign = match["sign"].replace("/", "")
        key = _TOKENS.get(sign)
        expected = subject.standard.signing.get(key, "") if key else ""
        if sign == "Q":
            expected = subject.standard.signing.get("quyen", "Q.")
        found = match["sign"] + match["dot"]
        if not expected:
            yield subject.finding(span, "unknown", found=found)
        elif found != expected or match["space"] != " ":
            end = span.start + match.end()
            place = span.paragraph.span(span.start, end)
            fix = f"{expected} "
            yield subject.finding(place, "other", end=end, expected=expected, found=found, fix=fix)


def check_upper_name(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a signer's name in capitals."""
    for span in subject.component("ho_ten"):
        if patterns.is_upper(span.text):
            yield subject.finding(span, expected=span.text.title())


def check_deputy(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a position below K/T or KT. that is not the deputy's."""
    positions = subject.component("chuc_vu")
    for span, match in _authority(subject):
        if match["sign"].replace("/", "") == "KT" and positions:
            office = span.text[match.end() :].strip()
            if not positions[0].text.startswith(_DEPUTY):
                yield subject.finding(positions[0], expected=f"PHÓ {office}", office=office)


def check_committee(subject: WordSubject, committees: list[str]) -> Iterator[Diagnostic]:
    """Find K/T in the document of a committee.

    Args:
        subject: The file.
        committees: What the names of committees begin with, folded.
    """
    issuer = patterns.fold(subject.component_text("co_quan_ban_hanh"))
    for span, match in _authority(subject):
        if issuer.startswith(tuple(committees)) and match["sign"] in ("K/T", "KT"):
            yield subject.finding(span, "deputy", expected="T/M", found=match["sign"])


def check_gap(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find too little room between position and name."""
    lines = [*subject.component("quyen_han"), *subject.component("chuc_vu")]
    names = subject.component("ho_ten")
    if not lines or not names:
        return
    last = max(lines, key=lambda span: (span.paragraph.index, span.start))
    between = subject.paragraphs[last.paragraph.index + 1 : names[0].paragraph.index]
    if last.paragraph is names[0].paragraph:
        breaks = last.paragraph.text[last.end : names[0].start].count("\n")
        rows = max(breaks - 1, 0) * 1.0
    else:
        rows = sum(_rows(each) for each in between)
        look = names[0].paragraph.source.look
        rows += (look.before_pt + last.paragraph.source.look.after_pt) / _ROW_PT
    if rows < _LEAST_GAP_LINES:
        expected = subject.standard.khoang_ky.lines.text
        yield subject.finding(names[0], expected=expected, found=f"{rows:.1f}")


def _rows(paragraph: Paragraph) -> float:
    if paragraph.text.strip() or paragraph.zone is not Zone.FOOT:
        return 0.0
    look = paragraph.source.look
    height = look.line if look.line_rule != "auto" else look.line * paragraph.source.mark.size_pt
    extra = (look.before_pt + look.after_pt) / _ROW_PT
    return height / _ROW_PT + extra + paragraph.text.count("\n")


def check_signer(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find an authority line that is not the issuing body's."""
    part = agency_of_symbol(subject)
    allowed = SIGNERS.get(part.symbol, ()) if part else ()
    for span, match in _authority(subject):
        body = span.text[match.end() :].strip()
        is_for_body = match["sign"] in ("TM", "T/M")
        if part and allowed and is_for_body and not patterns.fold(body).startswith(allowed):
            expected = allowed[0].upper()
            yield subject.finding(span, found=body, expected=expected, symbol=part.symbol)
