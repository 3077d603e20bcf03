"""What was over by the end of the old year: events, and tasks that were tied to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.i18n import N_

_DATED = re.compile(
    r"(?:(?:ngày )?\d{1,2}/\d{1,2}/|tháng \d{1,2}(?:/| năm )|quý [IVX\d]+(?:/| năm )|\d{1,2}/)"
    r"(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"(?P<first>(?:19|20)\d\d) ?[-–] ?(?P<last>(?:19|20)\d\d)")
_HEADING = re.compile(r"^(?P<marks>#{1,6}) +(?P<title>.*)$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:[^\n]*\}\n\Z")

TASK_OVER = N_("việc của {when}, đã xong trong năm cũ")
PERIOD_OVER = N_("việc của giai đoạn {when}, đã hết")
EVENT_OVER = N_("{name} đã xong ({day})")
EVENT_LOOK = N_("{name} đã qua ({day}); xem câu này còn đúng không, viết lại cho năm mới")


@dataclass(frozen=True, slots=True)
class Event:
    """An event that happens once.

    Attributes:
        name: What it is.
        pattern: How texts that look forward to it name it.
        last_day: When it was over.
        source: Where the day comes from.
        whole: A section with this in its heading is about nothing else.
    """

    name: str
    pattern: re.Pattern[str]
    last_day: date
    source: str
    whole: bool = False


EVENTS = (
    Event(
        "cuộc bầu cử đại biểu Quốc hội khóa XVI và Hội đồng nhân dân các cấp",
        re.compile(r"bầu cử đại biểu Quốc hội khóa XVI|cuộc bầu cử", re.IGNORECASE),
        date(2026, 3, 15),
        "Nghị quyết 199/2025/QH15",
        whole=True,
    ),
    Event(
        "Đại hội XIV của Đảng",
        re.compile(
            r"(?:chuẩn bị|tiến tới|chào mừng|hướng tới|(?:cho|nay) đến|tổ chức thành công)"
            r"[^.;]{0,60}(?:Đại hội XIV|Đại hội đại biểu toàn quốc lần thứ XIV)"
            r"|Việc chuẩn bị Đại hội đại biểu toàn quốc lần thứ XIV"
        ),
        date(2026, 1, 23),
        "vtcnews ar1007444",
    ),
    Event(
        "nhiệm kỳ Đại hội XIII của Đảng",
        re.compile(
            r"(?:(?:mục tiêu|nhiệm kỳ)[^.;]{0,40})?"
            r"Đại hội (?:(?:đại biểu )?toàn quốc lần thứ )?XIII\b(?! Đảng bộ)"
        ),
        date(2026, 1, 23),
        "vtcnews ar1007444",
    ),
    Event(
        "đại hội đảng bộ các cấp nhiệm kỳ 2025 - 2030",
        re.compile(r"tổ chức (?:thành công )?đại hội đảng bộ các cấp"),
        date(2025, 10, 31),
        "Chỉ thị 45-CT/TW",
    ),
    Event(
        "bầu thành viên Hội đồng Nhân quyền Liên hợp quốc nhiệm kỳ 2026 - 2028",
        re.compile(r"(?:tái )?ứng cử[^.;]{0,60}nhiệm kỳ 2026 ?[-–] ?2028"),
        date(2025, 10, 14),
        "baochinhphu.vn",
    ),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a Markdown text: the characters of its heading and content."""

    start: int
    end: int
    marks: str
    title: str


def finished_events(day: date) -> tuple[Event, ...]:
    """Return the events that were over before a day."""
    return tuple(event for event in EVENTS if event.last_day < day)


def sections_over(text: str, day: date) -> Iterator[tuple[Section, Event]]:
    """Yield the sections of a text that are about nothing but an event that is over."""
    end = 0
    for section in iter_sections(text):
        for event in finished_events(day):
            if event.whole and section.start >= end and event.pattern.search(section.title):
                end = section.end
                yield section, event
                break


def iter_sections(text: str) -> Iterator[Section]:
    """Yield the sections of a Markdown text with what is below them."""
    heads = list(_HEADING.finditer(text))
    for number, head in enumerate(heads):
        level = len(head["marks"])
        after = (other for other in heads[number + 1 :] if len(other["marks"]) <= level)
        stop = next(after, None)
        end = stop.start() if stop else len(text)
        if stop:
            before = _ATTRIBUTES.search(text, head.end(), end)
            end = before.start() if before else end
        start = head.start()
        own = _ATTRIBUTES.search(text[:start])
        yield Section(own.start() if own else start, end, head["marks"], head["title"])


def task_over(when: str, what: str, old: int, day: date) -> tuple[str, dict[str, str]] | None:
    """Return why a task is over, None when it lasts.

    A task for a whole year, a quarter or a month of no named year comes back every year; one
    with a month or a day of the old year was for then, and one of a period ends with it.
    """
    period = _PERIOD.search(when)
    if period:
        over = int(period["last"]) <= old
        return (PERIOD_OVER, {"when": when}) if over else None
    dated = _DATED.search(when)
    if dated and int(dated["year"]) <= old:
        return TASK_OVER, {"when": when}
    for event in finished_events(day):
        if event.pattern.search(what):
            return EVENT_OVER, {"name": event.name, "day": f"{event.last_day:%d/%m/%Y}"}
    return None
