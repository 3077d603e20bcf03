"""Nơi nhận (NNH)."""

import re
from collections.abc import Iterator

from generator.checks.look import check_look
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic
from generator.i18n import N_
from generator.recognise import patterns
from generator.recognise.paragraph import Span

_ARCHIVE = re.compile(r"[-–—]?\s*Lưu\b", re.IGNORECASE)
_STATE_ARCHIVE = re.compile(r"- Lưu: VT(?:, [^;]+)?\.(?:\s*\S+)?")
_PARTY_ARCHIVE = re.compile(r"- Lưu [^:;]+\.")
_SAME = re.compile(r"[-–—]\s*(?P<word>Như (?:trên|kính gửi|điều \d+))", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^)]*\)\s*")


def _items(subject: WordSubject) -> tuple[Span, ...]:
    return subject.component("noi_nhan_list")


def check_label(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a label with another text or look."""
    component = subject.standard.components["noi_nhan_label"]
    for span in subject.component("noi_nhan_label"):
        if span.text != component.text:
            yield subject.finding(
                span, N_("viết “{found}”, phải là “{expected}”"),
                expected=component.text, found=span.text, replacement=component.text,
            )  # fmt: skip
    aspects = ("size", "bold", "italic", "underline", "align")
    yield from check_look(subject, "noi_nhan_label", aspects)


def check_same_row(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a label that is not on the row of the authority line."""
    yield from check_label(subject)
    labels, authorities = subject.component("noi_nhan_label"), subject.component("quyen_han")
    if not labels or not authorities:
        return
    first, second = labels[0].paragraph.source.cell, authorities[0].paragraph.source.cell
    if first and second and first.table == second.table and first.row != second.row:
        yield subject.finding(
            labels[0], N_("Nơi nhận phải ngang hàng với dòng quyền hạn, chức vụ người ký")
        )


def check_items(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find recipients in another look, without dash or with another mark at the end."""
    form = subject.standard.noi_nhan_form
    items = _items(subject)
    for item in items:
        if item is items[-1] or _ARCHIVE.match(item.text):
            continue
        yield from _check_dash(subject, item)
        if not item.text.endswith(form.separator):
            found = item.text[-1] if item.text[-1] in ".,;:" else ""
            yield subject.finding(
                item.paragraph.span(item.end - 1, item.end),
                N_("nơi nhận kết thúc bằng “{expected}”"),
                expected=form.separator, found=found,
                replacement=form.separator if found else item.text[-1] + form.separator,
            )  # fmt: skip
    yield from check_look(subject, "noi_nhan_list", ("size", "bold", "italic"))


def _check_dash(subject: WordSubject, item: Span) -> Iterator[Diagnostic]:
    if not item.text.startswith("- ") and item.paragraph.source.look.numbering is None:
        match = patterns.DASH.fullmatch(item.text)
        end = item.start + (match.start("rest") if match else 0)
        yield subject.finding(
            item, N_("nơi nhận bắt đầu bằng gạch đầu dòng “- ”"),
            expected="- ", found=item.paragraph.text[item.start : end], start=item.start, end=end,
            replacement="- ",
        )  # fmt: skip


def check_archive(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a wrong or missing last line of a state document."""
    items = _items(subject)
    if not items:
        return
    if not any(_ARCHIVE.match(item.text) for item in items):
        yield subject.finding(
            items[-1], N_("nơi nhận thiếu dòng “{expected}”"), expected="- Lưu: VT, ...", found="",
        )  # fmt: skip
    for item in items:
        if _ARCHIVE.match(item.text) and not _STATE_ARCHIVE.fullmatch(item.text):
            yield subject.finding(
                item, N_("dòng lưu viết “{found}”, phải theo mẫu “{expected}”"),
                expected="- Lưu: VT, <đơn vị>.", found=item.text,
            )  # fmt: skip


def check_first(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find an addressed document whose first recipient is not "Như trên"."""
    wanted = subject.standard.noi_nhan_form.first_when_addressed
    items = _items(subject)
    if not subject.component("kinh_gui_label") or not items:
        return
    first = items[0]
    match = _SAME.match(first.text)
    if match and match["word"].lower() == wanted.lower():
        return
    if match:
        start = first.start + match.start("word")
        end = first.start + match.end("word")
        yield subject.finding(
            first, N_("viết “{found}”, phải là “{expected}”"),
            start=start, end=end, expected=wanted, found=match["word"], replacement=wanted,
        )  # fmt: skip
    else:
        yield subject.finding(
            first, N_("văn bản có Kính gửi: nơi nhận đầu tiên ghi “{expected}”"),
            expected=f"- {wanted}", found=first.text,
        )  # fmt: skip


def check_party_items(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find recipients of a party document in another form."""
    form = subject.standard.noi_nhan_form
    items = _items(subject)
    for item in items:
        if _ARCHIVE.match(item.text):
            if not _PARTY_ARCHIVE.fullmatch(item.text) or "VT" in item.text.split():
                yield subject.finding(
                    item, N_("dòng lưu viết “{found}”, phải theo mẫu “{expected}”"),
                    expected="- Lưu <nơi lưu>.", found=item.text,
                )  # fmt: skip
            continue
        yield from _check_dash(subject, item)
        if item is not items[-1] and not item.text.endswith(form.separator):
            found = item.text[-1] if item.text[-1] in ".,;:" else ""
            yield subject.finding(
                item.paragraph.span(item.end - 1, item.end),
                N_("nơi nhận kết thúc bằng “{expected}”"),
                expected=form.separator, found=found, confidence=form.confidence,
                replacement=form.separator if found else item.text[-1] + form.separator,
            )  # fmt: skip
    if items and not any(_ARCHIVE.match(item.text) for item in items):
        yield subject.finding(
            items[-1], N_("nơi nhận thiếu dòng “{expected}”"), expected="- Lưu ...", found="",
        )  # fmt: skip
    yield from check_look(subject, "noi_nhan_list", ("size", "bold", "italic"))


def check_twice(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find recipients that are named twice."""
    seen: dict[str, Span] = {}
    for item in _items(subject):
        name = patterns.fold(_NOTE.sub(" ", item.text))
        if name and name in seen:
            yield subject.finding(item, N_("nơi nhận “{found}” ghi hai lần"), found=item.text)
        seen.setdefault(name, item)
