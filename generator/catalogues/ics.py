"""The calendar as iCalendar text (RFC 5545).

All-day events need five properties, no time zones and no recurrence: a library would only add
its own clock and ids, which would make two runs differ.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from generator.catalogues.calendar import CalendarEntry
from generator.catalogues.model import Confidence

LINE_OCTETS = 75
_PRODUCT = "-//kehoach//lich ky niem//VI"
_DOMAIN = "kehoach"
_UNCHECKED = "Chưa xác nhận, cần kiểm tra."
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def to_ics(
    entries: Iterable[CalendarEntry], *, stamp: datetime | None = None, name: str = ""
) -> str:
    """Return a calendar file; the same entries and stamp give the same text.

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
