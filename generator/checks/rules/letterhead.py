"""The block at the head: country's or party's title, bodies (HDR, TNG, CQB, PDH, SZC)."""

from collections.abc import Iterator

from generator.checks.kinds import SPOKEN_MARKS
from generator.checks.measure import column_width, find_line, span_width
from generator.checks.rules.number_date import agency_of_symbol
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic
from generator.recognise import patterns
from generator.recognise.paragraph import Span

_HEAD = ("quoc_hieu", "tieu_ngu", "tieu_de_dang", "co_quan_chu_quan", "co_quan_ban_hanh")
_MOST_BEFORE_PT = 12
_TITLE_ROOM_PT = 3


def check_columns(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a letterhead in a table with borders."""
    seen: set[int] = set()
    for key in _HEAD:
        for span in subject.component(key):
            cell, table = span.paragraph.source.cell, subject.table(span.paragraph)
            if cell is None or table is None or cell.table in seen:
                continue
            seen.add(cell.table)
            if table.borders:
                yield subject.finding(span, expected="none", found=", ".join(sorted(table.borders)))


def check_title_fits(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a title that does not fit its column on one line."""
    for key in ("quoc_hieu", "tieu_de_dang"):
        for span in subject.component(key)[:1]:
            room, width = column_width(subject, span.paragraph), span_width(span)
            if room and width > room + _TITLE_ROOM_PT:
                yield subject.finding(span, expected=f"{width:.0f} pt", found=f"{room:.0f} pt")


def check_first_line(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find text above the letterhead."""
    first = min(
        (span.paragraph.index for key in _HEAD for span in subject.component(key)), default=0
    )
    for paragraph in subject.paragraphs[:first]:
        if paragraph.text.strip() and paragraph.component not in (*SPOKEN_MARKS, *_HEAD):
            yield subject.finding(paragraph)
            return


def check_head_spacing(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find letterhead lines with the indent or spacing of the body."""
    for key in _HEAD:
        for span in subject.component(key):
            look = span.paragraph.source.look
            if abs(look.first_line_pt) > 1 or look.before_pt > _MOST_BEFORE_PT:
                yield subject.finding(
                    span, found=f"{look.first_line_pt:g}/{look.before_pt:g} pt", expected="0",
                    look={"first_line_pt": 0, "before_pt": 0},
                )  # fmt: skip


def check_size_set(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find sizes of quốc hiệu, tiêu ngữ and date that do not go together."""
    sets = subject.standard.size_sets
    spans = [subject.component(key)[:1] for key in sets.components]
    if not sets.allowed_pt or not all(spans):
        return
    sizes = tuple(_size(each[0]) for each in spans)
    ranges = [subject.standard.components[key].size_pt for key in sets.components]
    in_range = all(each.accepts(size) for each, size in zip(ranges, sizes, strict=True))
    if in_range and sizes not in sets.allowed_pt:
        yield subject.finding(
            spans[0][0],
            expected="; ".join("/".join(f"{size:g}" for size in one) for one in sets.allowed_pt),
            found="/".join(f"{size:g}" for size in sizes),
        )


def _size(span: Span) -> float:
    return next((run.look.size_pt for run, _, _ in span.runs), 0.0)


# ---------------------------------------------------------------------- bodies


def check_issuer_symbol(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a symbol of another body than the one in the letterhead."""
    part = agency_of_symbol(subject)
    issuer = subject.component_text("co_quan_ban_hanh")
    if part and issuer and not patterns.fold(issuer).startswith(part.names):
        yield subject.finding(part.span, found=part.symbol, issuer=issuer)


def check_star(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a missing star, or a drawn line in its place."""
    names = subject.component("co_quan_ban_hanh")
    stars = subject.component("dau_sao")
    if not names:
        return
    if not stars:
        yield subject.finding(names[-1], "missing", expected="*", found="")
    elif stars[0].text != "*":
        yield subject.finding(stars[0], "other", expected="*", fix=True)
    elif find_line(subject, names) is not None:
        yield subject.finding(names[-1], "line")


def check_pair(subject: WordSubject, pairs: dict[str, list[str]]) -> Iterator[Diagnostic]:
    """Find superior and issuing bodies that do not go together.

    Args:
        subject: The file.
        pairs: What the superior's name begins with, by what the issuer's does; the first of
            several is the usual one.
    """
    above, below = (subject.component_text(key) for key in ("co_quan_chu_quan", "co_quan_ban_hanh"))
    for start, allowed in pairs.items():
        if above and below.startswith(start) and not above.startswith(tuple(allowed)):
            yield subject.finding(
                subject.component("co_quan_chu_quan")[0],
                expected=allowed[0], found=above, issuer=below,
            )  # fmt: skip
