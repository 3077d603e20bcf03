import json
from datetime import UTC, date, datetime

import pytest

from generator.catalogues.calendar import calendar, local_occasions, to_ics, to_json, to_text
from generator.catalogues.relations import partners_of

OWN_DAYS = ({"ten_goi": "Ngày truyền thống Vĩnh Linh", "ngay": date(1954, 8, 25), "ma": "vl"},)


@pytest.fixture(scope="module")
def entries(catalogues):
    return calendar(
        2027,
        catalogues,
        locality_partners=partners_of(catalogues, catalogues.provinces["15"]),
        locality_days=OWN_DAYS,
        provinces=["15"],
        locality="tỉnh Lào Cai",
    )


def parse_ics(text):
    """Return the events of a calendar file as mappings, undoing folding and escapes."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    events, current = [], None
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            events.append(current)
            current = None
        elif current is not None:
            current[name] = (
                value.replace("\\n", "\n")
                .replace("\\,", ",")
                .replace("\\;", ";")
                .replace("\\\\", "\\")
            )
    return events


def test_calendar_holds_days_of_every_kind(entries):
    ids = {entry.id for entry in entries}

    assert {
        "anniversaries-tet",
        "anniversaries-yen-bai-tinh",
        "relations-LA",
        "partners-yen-bai-vieng-chan",
        "locality-vl",
    } <= ids
    assert "anniversaries-cao-bang-giai-phong" not in ids
    assert len(ids) == len(entries)


def test_calendar_is_in_order_with_open_days_last(entries):
    days = [entry.day or date.max for entry in entries]

    assert days == sorted(days)
    assert entries[-1].day is None


def test_sensitive_days_are_left_out_unless_asked_for(catalogues, entries):
    everything = calendar(2027, catalogues, include_sensitive=True)

    assert "anniversaries-gac-ma" not in {entry.id for entry in entries}
    assert "anniversaries-gac-ma" in {entry.id for entry in everything}


def test_calendar_of_round_years_only(catalogues):
    found = calendar(2027, catalogues, only_round=True)

    assert all(entry.years % 5 == 0 for entry in found)
    assert "anniversaries-tet" not in {entry.id for entry in found}


def test_day_of_the_locality_replaces_the_same_day_of_the_catalogue(catalogues):
    found = calendar(2024, catalogues, locality_days=OWN_DAYS, provinces=["44"])
    same = [entry for entry in found if "Vĩnh Linh" in entry.text]

    assert [entry.id for entry in same] == ["locality-vl"]
    assert same[0].text == "kỷ niệm 70 năm Ngày truyền thống Vĩnh Linh (25/8/1954 - 25/8/2024)"


def test_own_day_of_this_year_is_not_remembered():
    assert local_occasions([{"name": "Ngày mới", "date": "01/7/2025"}], 2025) == ()


def test_text_marks_what_is_not_confirmed(entries):
    lines = to_text(entries).splitlines()

    assert len(lines) == len(entries)
    assert "06/02 Tết Nguyên đán (06/02/2027)" in lines
    assert any(line.startswith("03/3 ") and line.endswith("(?)") for line in lines)


def test_json_holds_every_entry(entries):
    data = json.loads(json.dumps(to_json(entries), ensure_ascii=False))
    laos = next(item for item in data if item["id"] == "relations-LA")

    assert len(data) == len(entries)
    assert laos["date"] == "2027-09-05"
    assert (laos["years"], laos["year_class"]) == (65, "nam_le_5")


def test_calendar_file_reads_back(entries):
    events = parse_ics(to_ics(entries))

    assert len(events) == len(entries)
    for event, entry in zip(events, entries, strict=True):
        assert event["SUMMARY"].lower() == entry.text.lower()
        start = entry.day or date(2027, 1, 1)
        assert event["DTSTART;VALUE=DATE"] == f"{start:%Y%m%d}"
        assert ("DESCRIPTION" in event) is (entry.confidence != "confirmed")
    assert len({event["UID"] for event in events}) == len(events)


def test_all_day_events_end_on_the_next_day(entries):
    events = {event["UID"]: event for event in parse_ics(to_ics(entries))}
    partner = events["partners-yen-bai-val-de-marne-2027@kehoach"]
    new_year = events["anniversaries-tet-duong-2027@kehoach"]

    assert new_year["DTEND;VALUE=DATE"] == "20270102"
    assert (partner["DTSTART;VALUE=DATE"], partner["DTEND;VALUE=DATE"]) == ("20270101", "20280101")


def test_lines_of_a_calendar_file_have_at_most_75_octets(entries):
    for line in to_ics(entries, name="Lịch " * 30).split("\r\n"):
        assert len(line.encode()) <= 75


def test_calendar_file_is_the_same_every_time(entries):
    assert to_ics(entries) == to_ics(entries)
    assert parse_ics(to_ics(entries))[0]["DTSTAMP"] == "20270101T000000Z"
    stamped = to_ics(entries, stamp=datetime(2026, 12, 1, 8, 30, tzinfo=UTC))
    assert parse_ics(stamped)[0]["DTSTAMP"] == "20261201T083000Z"
