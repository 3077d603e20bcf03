"""What the calendar changes: days that come in and go, events and tasks that are over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from generator.catalogues import anniversaries, relations
from generator.catalogues.anniversaries import Occasion, YearClass
from generator.catalogues.load import Catalogues
from generator.errors import InputError
from generator.i18n import N_
from generator.inputs.packaged import read_packaged
from generator.revise.rollover.edits import DATA_PATH

_FESTIVE = (YearClass.ROUND, YearClass.FIVE)

GONE = N_("không kỷ niệm trong năm {new}")
NOT_ROUND = N_("năm {old} là {before} năm, năm {new} là {after} năm: không phải năm tròn, năm lẻ 5")
ROUND = N_("năm {new} là {after} năm: năm tròn hoặc năm lẻ 5")


@dataclass(frozen=True, slots=True)
class Move:
    """A day that comes in or goes.

    Attributes:
        id: The day, as the plan names it.
        comes: Whether it comes in.
        reason: Why: a marked message.
        params: Its values.
        look: A person should look.
    """

    id: str
    comes: bool
    reason: str
    params: dict[str, Any]
    look: bool = False


def move_days(
    catalogues: Catalogues, chosen: Sequence[str], old: int, new: int, provinces: Sequence[str]
) -> list[Move]:
    """Return what comes into and goes out of a list of chosen days."""
    before = {day.id: day for day in anniversaries.occasions(catalogues, old)}
    found = anniversaries.occasions(catalogues, new)
    after = {day.id: day for day in found}
    moves = _gone(chosen, before, after, (old, new))
    usual = anniversaries.select(found, scopes=("national", "locality"), provinces=provinces)
    # A list that named only decades does not want every fifth year either.
    classes = {before[name].year_class for name in chosen if name in before} & set(_FESTIVE)
    wanted = classes or {YearClass.ROUND}
    return moves + [
        _coming(day, day.id, new)
        for day in usual
        if day.year_class in wanted and day.kind != anniversaries.MAJOR and day.id not in chosen
    ]


def move_countries(catalogues: Catalogues, chosen: Sequence[str], old: int, new: int) -> list[Move]:
    """Return what comes into and goes out of a list of countries; an empty one stays empty."""
    if not chosen:
        return []
    before = _by_country(catalogues, old, chosen)
    after = _by_country(catalogues, new, chosen)
    moves = _gone(chosen, before, after, (old, new))
    usual = _by_country(catalogues, new, None)
    return moves + [
        _coming(day, country, new)
        for country, day in usual.items()
        if day.is_round and country not in chosen
    ]


def _by_country(
    catalogues: Catalogues, year: int, countries: Sequence[str] | None
) -> dict[str, Occasion]:
    found: dict[str, Occasion] = {}
    for wanted in [None] if countries is None else countries:
        try:
            days = relations.select_relations(catalogues, year, [wanted] if wanted else None)
        except InputError:
            continue
        for day in days:
            country = day.fact.id if day.fact else ""
            found[wanted or country] = day
    return found


def _gone(
    chosen: Sequence[str],
    before: dict[str, Occasion],
    after: dict[str, Occasion],
    years: tuple[int, int],
) -> list[Move]:
    old, new = years
    moves = []
    for name in chosen:
        was, now = before.get(name), after.get(name)
        if now is None:
            moves.append(Move(name, comes=False, reason=GONE, params={"new": new}))
        elif was and was.is_round and not now.is_round and now.kind != anniversaries.MAJOR:
            params = {
                "old": old, "new": new, "before": was.years or 0, "after": now.years or 0
            }  # fmt: skip
            moves.append(Move(name, comes=False, reason=NOT_ROUND, params=params))
    return moves


def _coming(day: Occasion, name: str, new: int) -> Move:
    params = {"new": new, "after": day.years or 0}
    return Move(
        name, comes=True, reason=ROUND, params=params, look=day.confidence.value != "confirmed"
    )


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
        whole: A section with this in its heading is about nothing else.
    """

    name: str
    pattern: re.Pattern[str]
    last_day: date
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a Markdown text: the characters of its heading and content."""

    start: int
    end: int
    marks: str
    title: str


@cache
def _events() -> tuple[Event, ...]:
    return tuple(
        Event(
            name=row["name"],
            pattern=re.compile(row["pattern"]),
            last_day=date.fromisoformat(row["last_day"]),
            whole="whole" in row,
        )
        for row in read_packaged(DATA_PATH)["events"]
    )


def finished_events(day: date) -> tuple[Event, ...]:
    """Return the events that were over before a day."""
    return tuple(event for event in _events() if event.last_day < day)


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


def task_over(when: str, what: str, old: int, day: date) -> tuple[str, dict[str, Any]] | None:
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
