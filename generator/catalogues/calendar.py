"""The year of a locality: remembered days, diplomatic days, partners' and its own days."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from generator.catalogues.anniversaries import Occasion, YearClass, occasions, sort_occasions
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Confidence
from generator.catalogues.relations import partner_occasions, relation_occasions, to_open_date
from generator.text.dates import format_day, format_month, same_day
from generator.text.normalize import slug

OWN_KIND = "ngày truyền thống của địa phương"

LINE_OCTETS = 75
_PRODUCT = "-//kehoach//lich ky niem//VI"
_DOMAIN = "kehoach"
_UNCHECKED = "Chưa xác nhận, cần kiểm tra."
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One line of the calendar.

    Attributes:
        id: Stable id, unique in a year.
        year: Year of the calendar.
        day: The day, None when only the founding year or month is known.
        text: What is remembered, with numbers of years and dates.
        kind: Kind of day.
        years: How many years, None without a founding year.
        year_class: Class of the year.
        confidence: How sure it is.
        source: Where it comes from.
    """

    id: str
    year: int
    day: date | None
    text: str
    kind: str
    years: int | None
    year_class: YearClass | None
    confidence: Confidence
    source: str


def calendar(
    year: int,
    catalogues: Catalogues,
    *,
    locality_partners: Iterable[Any] = (),
    locality_days: Iterable[Any] = (),
    provinces: Sequence[str] = (),
    locality: str = "",
    only_round: bool = False,
    include_sensitive: bool = False,
) -> tuple[CalendarEntry, ...]:
    """Return the days of a year in order; those without a day come last.

    Args:
        year: Year of the calendar.
        catalogues: The facts.
        locality_partners: The locality's partners abroad.
        locality_days: The locality's own days (``ngay_truyen_thong``).
        provinces: Codes of provinces whose local days are taken; without any, no local days.
        locality: Name of the locality in texts.
        only_round: Take only numbers of years ending in 0 or 5.
        include_sensitive: Take days that documents name only when told to.
    """
    own = local_occasions(locality_days, year)
    own_days = {(occasion.name, occasion.founded) for occasion in own}
    found = [
        *(
            occasion
            for occasion in occasions(catalogues, year)
            if (occasion.scope == "national" or occasion.province in provinces)
            and (occasion.name, occasion.founded) not in own_days
            and (include_sensitive or not occasion.sensitive)
        ),
        *relation_occasions(catalogues, year),
        *partner_occasions(locality_partners, year, catalogues, locality=locality),
        *own,
    ]
    return tuple(
        _entry(occasion)
        for occasion in sort_occasions(found)
        if not only_round or occasion.is_round
    )


def local_occasions(days: Iterable[Any], year: int) -> tuple[Occasion, ...]:
    """Return a locality's own or added days that are older than a year.

    A day has ``ten_goi`` and ``ngay`` (or ``name`` and ``date``), perhaps ``ma`` and
    ``nguon``, as attributes or keys.
    """
    found = []
    for item in days:
        founded = to_open_date(_get(item, "ngay", "date"))
        if founded.year < year:
            found.append(_own_occasion(item, to_open_date(founded), year))
    return sort_occasions(found)


def _own_occasion(item: Any, founded: Any, year: int) -> Occasion:
    name = str(_get(item, "ten_goi", "name"))
    return Occasion(
        id=str(_get(item, "ma", "id") or slug(name)),
        name=name,
        year=year,
        founded=founded,
        day=same_day(founded, year),
        years=year - founded.year,
        kind=OWN_KIND,
        scope="locality",
        confidence=Confidence.CONFIRMED,
        source=str(_get(item, "nguon", "source") or ""),
    )


def _get(item: Any, *names: str) -> Any:
    for name in names:
        value = item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)
        if value is not None:
            return value
    return None


def _entry(occasion: Occasion) -> CalendarEntry:
    catalogue = occasion.fact.catalogue if occasion.fact else "locality"
    return CalendarEntry(
        id=f"{catalogue}-{occasion.id}",
        year=occasion.year,
        day=occasion.day,
        text=occasion.text,
        kind=occasion.kind,
        years=occasion.years,
        year_class=occasion.year_class,
        confidence=occasion.confidence,
        source=occasion.source,
    )


def to_text(entries: Iterable[CalendarEntry]) -> str:
    """Return one line per entry: day, text, and "?" where the fact is not confirmed."""
    lines = []
    for entry in entries:
        day = f"{format_day(entry.day.day)}/{format_month(entry.day.month)}" if entry.day else ""
        mark = "" if entry.confidence is Confidence.CONFIRMED else " (?)"
        lines.append(f"{day:<6}{entry.text[:1].upper()}{entry.text[1:]}{mark}\n")
    return "".join(lines)


def to_json(entries: Iterable[CalendarEntry]) -> list[dict[str, Any]]:
    """Return the entries as data that json can write."""
    return [
        {
            "id": entry.id,
            "date": entry.day.isoformat() if entry.day else None,
            "year": entry.year,
            "text": entry.text,
            "kind": entry.kind,
            "years": entry.years,
            "year_class": entry.year_class.value if entry.year_class else None,
            "confidence": entry.confidence.value,
            "source": entry.source,
        }
        for entry in entries
    ]


def to_ics(
    entries: Iterable[CalendarEntry], *, stamp: datetime | None = None, name: str = ""
) -> str:
    """Return a calendar file (RFC 5545); the same entries and stamp give the same text.

    All-day events need five properties, no time zones and no recurrence.

    Args:
        entries: What to write; an entry without a day spans its year.
        stamp: When it is said to be made; the first day of an entry's year if not given.
        name: Title shown by calendar programs.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN"]
    if name:
        lines.append(f"X-WR-CALNAME:{_escape(name)}")
    for entry in entries:
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _event(entry: CalendarEntry, stamp: datetime | None) -> list[str]:
    first = entry.day or date(entry.year, 1, 1)
    after = first + timedelta(days=1) if entry.day else date(entry.year + 1, 1, 1)
    made = stamp.astimezone(UTC) if stamp else datetime(entry.year, 1, 1, tzinfo=UTC)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.id}-{entry.year}@{_DOMAIN}",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_escape(entry.text[:1].upper() + entry.text[1:])}",
        f"CATEGORIES:{_escape(entry.kind)}",
        "TRANSP:TRANSPARENT",
    ]
    if entry.confidence is not Confidence.CONFIRMED:
        lines.append(f"DESCRIPTION:{_escape(_UNCHECKED)}")
    return [*lines, "END:VEVENT"]


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)


def _fold(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, letters never cut (RFC 5545, 3.1)."""
    piece = ""
    room = LINE_OCTETS
    for char in line:
        size = len(char.encode())
        if size > room:
            yield piece
            piece, room = " ", LINE_OCTETS - 1
        piece += char
        room -= size
    yield piece
