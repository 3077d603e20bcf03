"""Kính gửi (KGU)."""

import re
from collections.abc import Iterator

from generator.checks.look import check_look
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.recognise import patterns
from generator.recognise.paragraph import Span

_ADDRESSED = ("Công văn", "Tờ trình")
_KINDS = {"Công văn": "cong_van", "Tờ trình": "to_trinh"}
_LABEL = re.compile(r"Kính (?:gửi|trình):")
_ITEM_MARK = re.compile(r"[-–—+•]\s*")
_ALIGNED_PT = 1.0


def check_present(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a letter that addresses nobody."""
    if subject.kind in _ADDRESSED and not subject.component("kinh_gui_label"):
        yield subject.file_finding(
            N_("{kind} phải có dòng “{expected}”"), params={"kind": subject.kind},
            part=subject.paragraphs[0].source.part,
            expected=subject.standard.kinh_gui_label(_KINDS[subject.kind]),
        )  # fmt: skip


def check_label(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a label without colon or in another look."""
    for label in subject.component("kinh_gui_label"):
        if not _LABEL.fullmatch(" ".join(label.text.split())):
            yield subject.finding(
                label, N_("sau “Kính gửi” phải có dấu hai chấm"),
                expected=subject.standard.kinh_gui_label(), found=label.text,
                replacement=f"{label.text.rstrip(' :')}:",
            )  # fmt: skip
        spans = [label, *_names_beside(subject, label)]
        yield from check_look(subject, "kinh_gui", ("size", "bold", "italic"), spans)


def _names_beside(subject: WordSubject, label: Span) -> list[Span]:
    return [span for span in subject.component("kinh_gui") if span.paragraph is label.paragraph]


def _items(subject: WordSubject) -> list[Span]:
    return [each for each in subject.component("kinh_gui") if _ITEM_MARK.match(each.text)]


def check_list(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong marks after the names of several addressees."""
    form = subject.standard.kinh_gui_form
    items = _items(subject)
    for item in items:
        wanted = form.end if item is items[-1] else form.separator
        if not item.text.endswith(wanted):
            yield subject.finding(
                item, N_("nơi gửi phải kết thúc bằng “{expected}”"),
                expected=wanted, found=item.text[-1:],
            )  # fmt: skip


def check_aligned(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find marks of several addressees that do not stand below each other."""
    lefts = {
        round(each.paragraph.source.look.left_pt + each.paragraph.source.look.first_line_pt, 1)
        for each in _items(subject)
    }
    if lefts and max(lefts) - min(lefts) > _ALIGNED_PT:
        yield subject.finding(
            _items(subject)[0], N_("gạch đầu dòng của các nơi gửi chưa thẳng hàng")
        )


def check_only_for(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find an addressee in a kind of party document that has none."""
    labels = subject.component("kinh_gui_label")
    kinds = subject.standard.kinh_gui_form.only_for
    if labels and kinds and subject.kind and subject.kind not in kinds:
        yield subject.finding(
            labels[0], N_("{kind} của Đảng không ghi Kính gửi; nơi gửi ghi ở Nơi nhận"),
            params={"kind": subject.kind},
        )  # fmt: skip


def check_word(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find "Kính gửi" where the standard says "Kính trình", and the reverse."""
    kind = _KINDS.get(subject.kind)
    for label in subject.component("kinh_gui_label"):
        expected = subject.standard.kinh_gui_label(kind or "")
        found = " ".join(label.text.split())
        if kind and patterns.fold(found) != patterns.fold(expected):
            yield subject.finding(
                label, N_("viết “{found}”, phải là “{expected}”"),
                expected=expected, found=found, replacement=expected,
            )  # fmt: skip


def check_party_look(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong looks of label and names of a party document."""
    aspects = ("size", "italic")
    labels = subject.component("kinh_gui_label")
    yield from check_look(subject, "kinh_gui_label", aspects, labels, Severity.NOTICE)
    yield from check_look(
        subject, "kinh_gui", aspects, subject.component("kinh_gui"), Severity.NOTICE
    )
