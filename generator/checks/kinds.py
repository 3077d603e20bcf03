"""Kinds of checks that rules share; a rule's file says with which component and list."""

from collections.abc import Callable, Iterable, Iterator

from generator.checks.look import check_look
from generator.checks.measure import DrawnLine, find_line, longest_line
from generator.checks.subject import WordSubject
from generator.checks.text.wording import check_consistency, check_wording, check_words
from generator.diagnostics import Diagnostic, Marked
from generator.i18n import N_
from generator.recognise.paragraph import Span
from generator.standards import Component

SPOKEN_MARKS = frozenset(("dau_mat", "dau_khan", "luu_hanh", "du_thao", "ky_hieu_nguoi_soan"))
"""Parts that may stand above or beside any other part."""
_SOLID = (0.88, 1.12)
"""A line "as long as the text": what readers round when text is measured in another font."""
_SHARE = (0.28, 0.58)
"""A line of a third to a half of the text, by either reading of "the text", with the rounding."""


def check_text(subject: WordSubject, component: str) -> Iterator[Diagnostic]:
    """Find a fixed text that is not the standard's, letter by letter."""
    wanted = subject.standard.components.get(component)
    if wanted is None:
        return
    for span in subject.component(component)[:1]:
        shown = span.text.upper() if _in_capitals(span) else span.text
        if not wanted.accepts_text(shown):
            yield subject.finding(
                span, N_("{name} viết “{found}”, phải là “{expected}”"),
                expected=wanted.text, fix=True, name=Marked(wanted.name),
            )  # fmt: skip


def _in_capitals(span: Span) -> bool:
    return all(run.look.caps for run, _, _ in span.runs)


def check_side(subject: WordSubject, component: str) -> Iterator[Diagnostic]:
    """Find a title that is not on the first line of the right column."""
    wanted = subject.standard.components.get(component)
    for span in subject.component(component)[:1] if wanted else ():
        cell = span.paragraph.source.cell
        table = subject.table(span.paragraph)
        if cell is None or table is None:
            continue
        in_cell = [
            paragraph
            for paragraph in subject.paragraphs
            if paragraph.source.cell == cell
            and paragraph.text.strip()
            and paragraph.component not in SPOKEN_MARKS
        ]
        on_left = cell.column == 0 and len(table.grid_pt) > 1
        if wanted and (on_left or in_cell[0] is not span.paragraph or cell.row):
            message = N_("{name} phải ở dòng đầu của cột bên phải")
            yield subject.finding(span, message, name=Marked(wanted.name))


def check_line(subject: WordSubject, component: str, *, share: bool) -> Iterator[Diagnostic]:
    """Find what is wrong with the drawn line below a component.

    Args:
        subject: The file.
        component: The component.
        share: The line is a third to a half of the text, not as long as it.
    """
    wanted = subject.standard.components.get(component)
    spans = subject.component(component)
    if wanted is None or not spans or wanted.rule is None:
        return
    line = find_line(subject, spans)
    if line is None:
        yield subject.finding(
            spans[-1], N_("{name}: thiếu đường kẻ bên dưới"),
            name=Marked(wanted.name), expected=_expected(share), found="0",
            hint=N_("kẻ nét liền bằng Shapes hoặc viền dưới, không dùng gạch chân"),
        )  # fmt: skip
    else:
        yield from _check_length(subject, wanted, spans, line, share=share)


def _expected(share: bool) -> str:
    return "1/3-1/2" if share else "1"


def _check_length(
    subject: WordSubject,
    component: Component,
    spans: tuple[Span, ...],
    line: DrawnLine,
    *,
    share: bool,
) -> Iterator[Diagnostic]:
    if line.kind == "text":
        yield subject.finding(
            line.paragraph, N_("{name}: đường kẻ là các dấu gạch, phải là nét liền"),
            name=Marked(component.name), expected=_expected(share), found="",
            hint=N_("kẻ nét liền bằng Shapes hoặc viền dưới, không dùng gạch chân"),
        )  # fmt: skip
        return
    if line.length_pt <= 0:
        return
    ratios = [line.length_pt / longest_line(subject, spans)]
    if share:
        ratios.append(line.length_pt / longest_line(subject, spans[-1:]))
    low, high = _SHARE if share else _SOLID
    if not any(low <= ratio <= high for ratio in ratios):
        yield subject.finding(
            spans[-1], N_("{name}: đường kẻ dài {found} dòng chữ, phải là {expected}"),
            name=Marked(component.name),
            expected=_expected(share), found=f"{ratios[0]:.2f}",
        )  # fmt: skip


def check_order(
    subject: WordSubject, first: str, second: str, relation: str, at: str = "second"
) -> Iterator[Diagnostic]:
    """Find two components that do not stand in their order.

    Args:
        subject: The file.
        first: Id of a component.
        second: Id of the other one.
        relation: "same_row" (of one table), "same_table_row" (where both are in one table),
            "right_below" or "left_of".
        at: Which of them a finding is at.
    """
    if subject.component(first) and subject.component(second):
        spans = subject.component(first)[0], subject.component(second)[0]
        if _is_out_of_order(*spans, relation):
            yield subject.finding(spans[0] if at == "first" else spans[1])


def _is_out_of_order(one: Span, other: Span, relation: str) -> bool:
    first, second = one.paragraph.source.cell, other.paragraph.source.cell
    if relation == "right_below":
        return first != second or other.paragraph.index - one.paragraph.index > 1
    if first is None or second is None:
        return False
    if relation == "same_row":
        return (first.table, first.row) != (second.table, second.row)
    if relation == "left_of":
        return first.table == second.table and first.column >= second.column
    return first.table == second.table and first.row != second.row


KINDS: dict[str, Callable[..., Iterable[Diagnostic]]] = {
    "look": check_look,
    "text": check_text,
    "side": check_side,
    "line": check_line,
    "order": check_order,
    "wording": check_wording,
    "words": check_words,
    "consistency": check_consistency,
}
"""By the name that rules give."""
