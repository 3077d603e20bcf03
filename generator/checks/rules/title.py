"""Type name, subject and addressees (TLO, TYE, TYC, KGU)."""

import re
from collections.abc import Iterator, Sequence

from generator.checks.look import check_look
from generator.checks.measure import column_width, span_width
from generator.checks.rules.number_date import read_line
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Severity
from generator.model.base import Regime
from generator.recognise import patterns
from generator.recognise.paragraph import Span
from generator.text.normalize import slug

_LETTER = "Công văn"
_MOST_LINES = 4
_GAP_PT = 6.0


def check_present(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a document that is no letter and has no type name."""
    line = read_line(subject)
    if subject.component("ten_loai") or subject.kind == _LETTER or line is None or not line.parts:
        return
    types = {short: name for name, short in subject.standard.type_abbreviations.items() if short}
    name = types.get(line.parts[0])
    if name and name != _LETTER:
        yield subject.finding(line.span, expected=name.upper(), found="")


def check_letter_title(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a letter with the title "CÔNG VĂN"."""
    for span in subject.component("ten_loai"):
        if subject.kind == _LETTER:
            yield subject.finding(span, found=span.text)


def check_kept(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a title that a page break may part from its subject."""
    for span in subject.component("ten_loai"):
        subjects = subject.component("trich_yeu")
        if subjects and subjects[0].paragraph is span.paragraph:
            continue
        if not span.paragraph.source.look.keep_next:
            yield subject.finding(span, look={"keep_next": True})


def check_subject_start(subject: WordSubject, common: Sequence[str]) -> Iterator[Diagnostic]:
    """Find a capital at the start of a party subject.

    Args:
        subject: The file.
        common: First words of subjects that are certainly no names.
    """
    component = subject.standard.components.get("trich_yeu")
    for span in subject.component("trich_yeu")[:1]:
        text = span.text
        first = text.split()[0] if text else ""
        lower = component is not None and component.casing == "lower_start"
        if lower and text[:1].isupper() and first[1:].islower() and first in common:
            place = span.paragraph.span(span.start, span.start + 1)
            expected = text[0].lower()
            yield subject.finding(place, expected=expected, fix=True, severity=Severity.NOTICE)


def check_dashes(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a party subject without its line of hyphens."""
    component = subject.standard.components.get("trich_yeu")
    subjects = subject.component("trich_yeu")
    if component is None or component.rule is None or not subjects:
        return
    expected = component.rule.text
    lines = subject.component("trich_yeu_rule")[:1]
    if not lines:
        yield subject.finding(subjects[-1], "missing", expected=expected, found="")
    elif lines[0].text != expected:
        yield subject.finding(lines[0], "other", expected=expected, fix=True)
    yield from check_look(subject, "trich_yeu", ("align",), lines, Severity.WARNING)


def check_phrase(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a subject that ends like a sentence or is very long."""
    spans = subject.component("trich_yeu") or subject.component("trich_yeu_cong_van")
    if not spans:
        return
    last = spans[-1]
    if last.text.endswith((".", ";", ",", ":")):
        place = last.paragraph.span(last.end - 1, last.end)
        yield subject.finding(place, "mark", found=last.text[-1], fix="")
    if _printed_lines(subject, spans) > _MOST_LINES:
        yield subject.finding(spans[0], "long", expected=str(_MOST_LINES), found="")


def _printed_lines(subject: WordSubject, spans: tuple[Span, ...]) -> int:
    room = column_width(subject, spans[0].paragraph)
    if not room:
        return len(spans)
    return sum(max(1, round(span_width(span) / room + 0.49)) for span in spans)


def check_letter_subject(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a state letter's subject without "V/v"."""
    prefix = subject.standard.letter_subject_prefix
    for first in subject.component("trich_yeu_cong_van")[:1]:
        if subject.regime is Regime.STATE and not first.text.startswith(f"{prefix} "):
            yield subject.finding(first, expected=prefix, found=first.text.split()[0])


def check_letter_gap(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a letter's subject too near to its number."""
    spans, numbers = subject.component("trich_yeu_cong_van"), subject.component("so_ky_hieu")
    if not spans or not numbers or spans[0].paragraph is numbers[0].paragraph:
        return
    first, number = spans[0].paragraph, numbers[0].paragraph
    gap = max(first.source.look.before_pt, number.source.look.after_pt)
    if first.index == number.index + 1 and gap < _GAP_PT:
        look = {"before_pt": _GAP_PT}
        yield subject.finding(spans[0], expected=f"{_GAP_PT:g}", found=f"{gap:g}", look=look)


# ---------------------------------------------------------------------- addressees: KGU

_LABEL = re.compile(r"Kính (?:gửi|trình):")
_ITEM_MARK = re.compile(r"[-–—+•]\s*")
_ALIGNED_PT = 1.0


def check_addressed(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a letter, or another kind the standard names, that addresses nobody."""
    kinds = subject.standard.kinh_gui_form.needed_for
    if subject.kind in kinds and not subject.component("kinh_gui_label"):
        yield subject.file_finding(
            part=subject.paragraphs[0].source.part, kind=subject.kind, expected=_label_of(subject)
        )


def _label_of(subject: WordSubject) -> str:
    """Return the label of the kind of document: "Kính trình:" of a party's tờ trình."""
    return subject.standard.kinh_gui_label(slug(subject.kind).replace("-", "_"))


def check_label(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a label without colon, and label and name beside it in another look."""
    for label in subject.component("kinh_gui_label"):
        if not _LABEL.fullmatch(" ".join(label.text.split())):
            yield subject.finding(
                label, expected=subject.standard.kinh_gui_label(),
                fix=f"{label.text.rstrip(' :')}:",
            )  # fmt: skip
        names = subject.component("kinh_gui")
        beside = [span for span in names if span.paragraph is label.paragraph]
        yield from check_look(subject, "kinh_gui", ("size", "bold", "italic"), [label, *beside])


def _items(subject: WordSubject) -> list[Span]:
    return [each for each in subject.component("kinh_gui") if _ITEM_MARK.match(each.text)]


def check_list(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong marks after the names of several addressees."""
    form = subject.standard.kinh_gui_form
    items = _items(subject)
    for item in items:
        wanted = form.end if item is items[-1] else form.separator
        if not item.text.endswith(wanted):
            yield subject.finding(item, expected=wanted, found=item.text[-1:])


def check_aligned(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find marks of several addressees that do not stand below each other."""
    items = _items(subject)
    looks = [each.paragraph.source.look for each in items]
    lefts = [round(look.left_pt + look.first_line_pt, 1) for look in looks]
    if lefts and max(lefts) - min(lefts) > _ALIGNED_PT:
        yield subject.finding(items[0])


def check_only_for(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find an addressee in a kind of party document that has none."""
    labels = subject.component("kinh_gui_label")
    kinds = subject.standard.kinh_gui_form.only_for
    if labels and kinds and subject.kind and subject.kind not in kinds:
        yield subject.finding(labels[0], kind=subject.kind)


def check_word(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find "Kính gửi" where the standard says "Kính trình", and the reverse."""
    for label in subject.component("kinh_gui_label"):
        expected = _label_of(subject)
        found = " ".join(label.text.split())
        addressed = subject.kind in subject.standard.kinh_gui_form.needed_for
        if addressed and patterns.fold(found) != patterns.fold(expected):
            yield subject.finding(label, expected=expected, found=found, fix=True)
