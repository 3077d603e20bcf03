"""Looks of the running text: sizes, indents, spacing (BOD)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from generator.checks.look import ALIGNMENTS
from generator.checks.measure import MM
from generator.checks.subject import WordSubject, once
from generator.diagnostics import Diagnostic, LookFix, Marked, Severity
from generator.model.base import Regime
from generator.recognise.paragraph import Paragraph, Zone
from generator.text.metrics import SINGLE_LINE_EM

_TEXT = frozenset(("noi_dung", "doan_danh_so", "gach_dau_dong", "dau_cong", "can_cu", "dieu"))
_PLAIN = frozenset(("noi_dung", "doan_danh_so", "can_cu", "dieu"))
_TITLES = frozenset(("de_muc_1", "de_muc_2", "de_muc_3", "de_muc_4", "phan_chuong"))
_ONE_LINE = 60
_INDENT_TOLERANCE_MM = 0.6
_SPACE_TOLERANCE_PT = 0.05
_LINE_TOLERANCE = 0.02
_MOST_BOLD = 0.3
_LEAST_SHARE = 0.75
_LEAST_LINE_PT = 15


@once
def _texts(subject: WordSubject) -> list[Paragraph]:
    """Return the paragraphs of running text that the numbers are for."""
    return [each for each in subject.running_text if each.component in _TEXT | _TITLES]


def _report(
    subject: WordSubject,
    wrong: Sequence[tuple[Paragraph, str]],
    expected: str,
    change: dict[str, Any],
    message: str = "",
    **details: Any,
) -> Iterator[Diagnostic]:
    """Yield one finding for each wrong value, at the first paragraph that has it.

    Args:
        subject: The file.
        wrong: Paragraphs, each with what is wrong in it ("12", "0 pt").
        expected: What should stand there.
        change: The look that corrects a paragraph.
        message: Name of the rule's message.
        details: What else a finding says.
    """
    values: dict[str, list[Paragraph]] = {}
    for paragraph, value in wrong:
        values.setdefault(value, []).append(paragraph)
    for value, paragraphs in values.items():
        fixes = tuple(_fix(each, change) for each in paragraphs)
        yield subject.finding(
            paragraphs[0], message, expected=expected, found=value, fixes=fixes,
            **{"count": len(paragraphs), **details},
        )  # fmt: skip


def _fix(paragraph: Paragraph, changes: dict[str, Any]) -> LookFix:
    source = paragraph.source
    return LookFix(source.part, source.number, 0, len(paragraph.text), changes)


def _size_of(paragraph: Paragraph) -> float:
    runs = paragraph.source.runs
    if len(runs) == 1:
        return runs[0].look.size_pt
    looks = {id(run.look): run.look for run in runs if run.text.strip()}.values()
    all_sizes = {look.size_pt for look in looks if look.vertical == "baseline"}
    if len(all_sizes) == 1:
        return all_sizes.pop()
    sizes: Counter[float] = Counter()
    for run in runs:
        if run.text.strip() and run.look.vertical == "baseline":
            sizes[run.look.size_pt] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def check_size(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find paragraphs of another size than the standard allows, or than the others have."""
    allowed = subject.standard.components["noi_dung"].size_pt
    sizes = [(each, _size_of(each)) for each in _texts(subject)]
    wrong = [(each, f"{size:g}") for each, size in sizes if size and not allowed.accepts(size)]
    yield from _report(subject, wrong, allowed.text, {"size_pt": allowed.use}, "size")
    right = [(each, size) for each, size in sizes if size and allowed.accepts(size)]
    usual = Counter(size for _, size in right).most_common(1)
    if usual:
        mixed = [(each, f"{size:g}") for each, size in right if size != usual[0][0]]
        if len(mixed) <= len(right) * (1 - _LEAST_SHARE):
            change = {"size_pt": usual[0][0]}
            yield from _report(subject, mixed, f"{usual[0][0]:g}", change, "mixed")
    yield from _check_runs(subject)


def _check_runs(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find words inside a paragraph that have another size."""
    allowed = subject.standard.components["noi_dung"].size_pt
    for paragraph in _texts(subject):
        sizes = {run.look.size_pt for run in paragraph.source.runs}
        usual = _size_of(paragraph) if len(sizes) > 1 else 0.0
        if not usual or not allowed.accepts(usual):
            continue
        for run, first, last in paragraph.span().runs:
            if run.look.size_pt != usual and run.look.vertical == "baseline":
                yield subject.finding(
                    paragraph.span(first, last), "words",
                    expected=f"{usual:g}", found=f"{run.look.size_pt:g}", look={"size_pt": usual},
                )  # fmt: skip


def check_justified(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find running text that is not justified."""
    wrong = [
        (each, each.source.look.align)
        for each in _texts(subject)
        if each.component in _TEXT
        and len(each.text) >= _ONE_LINE
        and each.source.look.align != "both"
    ]
    for value in dict.fromkeys(found for _, found in wrong):
        alike = [each for each in wrong if each[1] == value]
        name = Marked(ALIGNMENTS.get(value, value))
        yield from _report(subject, alike, "both", {"align": "both"}, align=name)


def check_indent(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find first lines that are not indented as the standard says."""
    allowed = subject.standard.components["noi_dung"].first_line_mm
    plain: list[tuple[Paragraph, str]] = []
    listed: list[tuple[Paragraph, str]] = []
    for paragraph in _texts(subject):
        look = paragraph.source.look
        fake = paragraph.text[:1] in " \t\u00a0"
        if len(paragraph.text) < _ONE_LINE or fake or paragraph.component in _TITLES:
            continue
        if look.numbering is not None or look.align == "center":
            continue
        found = look.first_line_pt / MM
        if allowed.accepts(found, _INDENT_TOLERANCE_MM) and look.left_pt <= 1:
            continue
        value = f"{found:.1f}".removesuffix(".0")
        (plain if paragraph.component in _PLAIN else listed).append((paragraph, value))

    change = {"first_line_pt": round(allowed.use * MM, 1), "left_pt": 0}
    yield from _report(subject, plain, allowed.text, change)
    yield from _report(subject, listed, allowed.text, change, severity=Severity.WARNING)


def check_same_indent(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find the few paragraphs whose indent is not that of the others."""
    indents = [
        (each, round(each.source.look.first_line_pt / MM, 1))
        for each in _texts(subject)
        if each.component in _PLAIN and len(each.text) >= _ONE_LINE
        and each.source.look.numbering is None and each.source.look.align == "both"
    ]  # fmt: skip
    usual = Counter(value for _, value in indents).most_common(1)
    if not usual or usual[0][1] < len(indents) * _LEAST_SHARE:
        return
    wrong = [
        (each, f"{value:g}")
        for each, value in indents
        if abs(value - usual[0][0]) > _INDENT_TOLERANCE_MM
    ]
    change = {"first_line_pt": round(usual[0][0] * MM, 1)}
    yield from _report(subject, wrong, f"{usual[0][0]:g}", change)


def check_spacing(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find neighbours that are nearer than the standard allows."""
    after = subject.standard.components["noi_dung"].after_pt
    texts = _texts(subject)
    wrong: list[tuple[Paragraph, str]] = []
    for first, second in pairwise(texts):
        if second.index != first.index + 1:
            continue
        above, below = first.source, second.source
        alike = above.style_id == below.style_id
        gap = max(
            0 if above.look.contextual and alike else above.look.after_pt,
            0 if below.look.contextual and alike else below.look.before_pt,
        )
        if not after.accepts(gap, _SPACE_TOLERANCE_PT):
            wrong.append((first, f"{gap:g}"))
    change = {"after_pt": after.use, "contextual": False}
    yield from _report(subject, wrong, after.text, change)


def check_line_spacing(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find line spacing that the standard does not allow."""
    component = subject.standard.components["noi_dung"]
    wrong = []
    for paragraph in _texts(subject):
        look = paragraph.source.look
        lines, unit = look.line, look.line_rule
        if _accepts_line(subject, paragraph):
            continue
        text = f"{lines:.2f}".rstrip("0").rstrip(".")
        wrong.append((paragraph, text if unit == "auto" else f"{lines:g} pt"))
    expected = component.line.text + (" pt" if component.line_rule == "exact" else "")
    change = {"line_rule": component.line_rule, "line": component.line.use}
    yield from _report(subject, wrong, expected, change)


def _accepts_line(subject: WordSubject, paragraph: Paragraph) -> bool:
    component = subject.standard.components["noi_dung"]
    look = paragraph.source.look
    if component.line_rule == "exact":
        return look.line_rule != "auto" and component.line.accepts(look.line, _LINE_TOLERANCE)
    if look.line_rule == "auto":
        return component.line.accepts(look.line, _LINE_TOLERANCE)
    low, high = component.line.ranges[0] if component.line.ranges else (1, 1.5)
    size = _size_of(paragraph) or component.size_pt.use
    least = min(low * size * SINGLE_LINE_EM, _LEAST_LINE_PT)
    return look.line_rule == "atLeast" or least <= look.line <= high * size * SINGLE_LINE_EM + 1


def check_bold(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a body of which much is bold."""
    texts = [each for each in _texts(subject) if each.component in _TEXT]
    total = sum(len(each.text) for each in texts)
    bold = sum(len(run.text) for each in texts for run in each.source.runs if run.look.bold)
    if total and bold > total * _MOST_BOLD:
        yield subject.finding(texts[0], found=str(round(100 * bold / total)), expected="<30")


def check_kept(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find titles that may be left alone at the foot of a page."""
    wrong = [
        (each, "0")
        for each in _texts(subject)
        if each.component in _TITLES and not each.source.look.keep_next
    ]
    change = {"keep_next": True}
    yield from _report(subject, wrong, "keepNext", change, severity=Severity.NOTICE)


def _last(subject: WordSubject) -> Paragraph | None:
    texts = [each for each in subject.body_paragraphs if each.zone is Zone.BODY]
    return texts[-1] if texts else None


def check_closing(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a state document that does not end with "./."."""
    last = _last(subject)
    mark = subject.standard.closing_mark.text
    if last is None or not subject.component("quyen_han"):
        return
    text = last.text.rstrip()
    if text.strip() == mark:
        yield subject.finding(last, "alone", expected=mark)
    elif not text.endswith(mark):
        start = max(len(text) - 1, 0)
        yield subject.finding(last, "missing", start=start, end=len(text), expected=mark)


def check_party_closing(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a party document that ends with "./."."""
    last = _last(subject)
    if last is None or subject.regime is not Regime.PARTY:
        return
    text = last.text.rstrip()
    if text.endswith("./."):
        start = len(text) - len("./.")
        yield subject.finding(last, start=start, end=len(text), expected=".", fix=True)
