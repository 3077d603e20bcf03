"""Compares the look of a component with its standard, one property at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, LookFix, Marked, Severity
from generator.i18n import N_
from generator.readers.docx import RunLook
from generator.recognise.paragraph import Span
from generator.standards import Component

_SIZE = N_("{name}: cỡ chữ {found}, phải là {expected}")
_BOLD = N_("{name}: phải in đậm")
_NOT_BOLD = N_("{name}: không in đậm")
_ITALIC = N_("{name}: phải in nghiêng")
_NOT_ITALIC = N_("{name}: phải là chữ đứng, không in nghiêng")
_UNDERLINE = N_("{name}: phải gạch chân")
_NOT_UNDERLINE = N_("{name}: không gạch chân")
_ALIGN = N_("{name}: căn {found}, phải căn {expected}")
_UPPER = N_("{name}: phải viết in hoa")

ALIGNMENTS = {
    "left": N_("trái"),
    "center": N_("giữa"),
    "right": N_("phải"),
    "both": N_("đều hai bên"),
}
_STYLES = {
    "bold": (_BOLD, _NOT_BOLD, N_("đậm"), N_("không đậm")),
    "italic": (_ITALIC, _NOT_ITALIC, N_("nghiêng"), N_("đứng")),
}


def check_look(
    subject: WordSubject,
    component: str,
    aspects: Iterable[str],
    spans: Sequence[Span] | None = None,
    severity: str = Severity.ERROR,
) -> Iterator[Diagnostic]:
    """Find what is wrong with the look of a component.

    Args:
        subject: The file.
        component: Id of the component in the standard.
        aspects: Properties to compare: keys of ``ASPECTS``.
        spans: The stretches of text to look at; all of the component when not given.
        severity: Of its findings.
    """
    wanted = subject.standard.components.get(component)
    if wanted is None:
        return
    for span in subject.component(component) if spans is None else spans:
        for aspect in aspects:
            yield from ASPECTS[aspect](subject, span, wanted, Severity(severity))


def wrong_part(span: Span, is_right: Callable[[RunLook], bool]) -> tuple[Span, RunLook] | None:
    """Return the stretch from the first to the last wrong character, and a wrong look."""
    wrong = [(run.look, first, last) for run, first, last in span.runs if not is_right(run.look)]
    if not wrong:
        return None
    return span.paragraph.span(wrong[0][1], wrong[-1][2]), wrong[0][0]


def _finding(
    subject: WordSubject,
    span: Span,
    component: Component,
    message: str,
    severity: Severity,
    **details: Any,
) -> Diagnostic:
    name = Marked(component.name)
    return subject.finding(span, message, severity=severity, name=name, **details)


def fix_of(span: Span, changes: Mapping[str, Any]) -> tuple[LookFix, ...]:
    """Return a correction of the look of a stretch of text."""
    source = span.paragraph.source
    return (LookFix(source.part, source.number, span.start, span.end, changes),)


def _check_size(
    subject: WordSubject, span: Span, component: Component, severity: Severity
) -> Iterator[Diagnostic]:
    wrong = wrong_part(span, lambda look: component.size_pt.accepts(look.size_pt))
    if wrong:
        yield _finding(
            subject, wrong[0], component, _SIZE, severity,
            expected=component.size_pt.text,
            found=f"{wrong[1].size_pt:g}",
            fixes=fix_of(wrong[0], {"size_pt": component.size_pt.use}),
        )  # fmt: skip


def _check_style(
    name: str, subject: WordSubject, span: Span, component: Component, severity: Severity
) -> Iterator[Diagnostic]:
    wanted: bool = getattr(component, name)
    wrong = wrong_part(span, lambda look: getattr(look, name) == wanted)
    if wrong:
        must, must_not, positive, negative = _STYLES[name]
        right, other = (positive, negative) if wanted else (negative, positive)
        yield _finding(
            subject, wrong[0], component, must if wanted else must_not, severity,
            expected=right, found=other,
            fixes=fix_of(wrong[0], {name: wanted}),
        )  # fmt: skip


def _check_underline(
    subject: WordSubject, span: Span, component: Component, severity: Severity
) -> Iterator[Diagnostic]:
    wanted = component.underline
    wrong = wrong_part(span, lambda look: (look.underline != "none") == wanted)
    if wrong:
        yield _finding(
            subject, wrong[0], component, _UNDERLINE if wanted else _NOT_UNDERLINE, severity,
            expected="single" if wanted else "none",
            found=wrong[1].underline,
            fixes=fix_of(wrong[0], {"underline": "single" if wanted else "none"}),
        )  # fmt: skip


def _check_align(
    subject: WordSubject, span: Span, component: Component, severity: Severity
) -> Iterator[Diagnostic]:
    found = span.paragraph.source.look.align
    # Where tabs put two parts on one line, the paragraph's alignment says nothing of either.
    if found == component.align or "\t" in span.paragraph.text:
        return
    finding = _finding(
        subject, span, component, _ALIGN, severity,
        expected=component.align,
        found=found,
        fixes=fix_of(span, {"align": component.align}),
    )  # fmt: skip
    names = {
        "expected": Marked(ALIGNMENTS[component.align]),
        "found": Marked(ALIGNMENTS.get(found, found)),
    }
    yield replace(finding, params={**finding.params, **names})


def _check_upper(
    subject: WordSubject, span: Span, component: Component, severity: Severity
) -> Iterator[Diagnostic]:
    text = span.text
    if text.isupper() or all(run.look.caps for run, _, _ in span.runs):
        return
    upper = text.upper()
    fix = len(upper) == len(text)
    yield _finding(subject, span, component, _UPPER, severity, expected=upper, fix=fix)


ASPECTS: dict[str, Callable[..., Iterator[Diagnostic]]] = {
    "size": _check_size,
    "bold": partial(_check_style, "bold"),
    "italic": partial(_check_style, "italic"),
    "underline": _check_underline,
    "align": _check_align,
    "upper": _check_upper,
}
