"""Bodies and places under the names they have on the day of the new document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.catalogues.agencies import AnyPlace, agency, exists_on
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Agency, FormerProvince, within
from generator.catalogues.old_names import bodies_gone
from generator.catalogues.places import committee_of, name_on
from generator.compose.place import Issuer, PlaceView
from generator.errors import InputError
from generator.i18n import N_
from generator.inputs.packaged import read_packaged
from generator.revise.change import Kind
from generator.revise.rollover.edits import DATA_PATH, Edit, Spans
from generator.text.dates import format_date

_UNSURE = re.compile(r"\(|\bhoặc\b|[,;] ")
_NOT_A_UNIT = "(?<!phường )(?<!xã )(?<!thị trấn )(?<!sông )"
_REMEMBERED = re.compile(r"(?:[Tt]hành lập|[Tt]ái lập|[Gg]iải phóng|truyền thống|nguyên) $")

RENAMED = N_("đến ngày {day} tên là '{name}'")
MERGED = N_("{old} đã nhập vào {name} từ sau ngày {last}")
NO_DISTRICT = N_("không còn cấp huyện từ 01/7/2025; việc này nay của cấp xã")
CHECK_NAME = N_("tên riêng '{old}' đổi theo địa phương mới; xem câu này còn đúng không")
BARE_NAME = N_("'{old}' đã nhập vào {name} từ sau ngày {last}; xem câu này còn đúng không")
OWN_NAME = N_("cơ quan ban hành tự xưng; cơ quan ban hành nay là {name}, xem lại câu này")
NEW_CONGRESS = N_("đại hội của đảng bộ cũ; xem lại lần, nhiệm kỳ của đảng bộ mới")


@dataclass(frozen=True, slots=True)
class Rename:
    """A wording that is no longer right, and what takes its place.

    Attributes:
        pattern: The wording.
        new: What takes its place; None when only a person can say.
        kind: What the change is about.
        reason: Why: a marked message.
        params: Its values.
        look: A person should look at the change.
    """

    pattern: re.Pattern[str]
    new: str | None
    kind: Kind
    reason: str
    params: dict[str, str]
    look: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What is called otherwise in the new document.

    Attributes:
        renames: Wordings, those that are part of another after it.
        catalogues: The facts.
        day: Day of the new document.
    """

    renames: tuple[Rename, ...]
    catalogues: Catalogues
    day: date

    def edits(self, text: str) -> list[Edit]:
        """Return the edits of a text."""
        guarded = Spans(text)
        found: list[Edit] = []
        for rename in self.renames:
            for match in rename.pattern.finditer(text):
                if guarded.hit(*match.span()) or _REMEMBERED.search(text[: match.start()]):
                    continue
                if any(edit.start < match.end() and match.start() < edit.end for edit in found):
                    continue
                new = match.group() if rename.new is None else match.expand(rename.new)
                if match.group()[:1].isupper():
                    new = new[:1].upper() + new[1:]
                if new != match.group() or rename.new is None:
                    params = {**rename.params, "old": match.group()}
                    found.append(
                        Edit(*match.span(), new, rename.kind, rename.reason, params, rename.look)
                    )
        return found

    def left(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield what is still wrong in a text and has no one successor, with its line's start."""
        for line in re.finditer(r"[^\n]+", text):
            for finding in bodies_gone(line.group(), self.day, self.catalogues):
                yield line.start(), finding.message_text() + "; " + finding.hint_text()


def names_between(
    catalogues: Catalogues,
    before: tuple[PlaceView, AnyPlace, date],
    after: tuple[PlaceView, AnyPlace, date],
) -> Names:
    """Return what is called otherwise when one place and day give way to others."""
    old_view, old_place, old_day = before
    new_view, new_place, new_day = after
    loses_district = (old_view.cap, new_view.cap) == ("huyen", "xa")
    renames = [
        *(_commune_for_district(old_view, new_view) if loses_district else ()),
        *_agencies(catalogues, (old_place, old_day), (new_place, new_day)),
        *_provinces(catalogues, old_view, old_day, new_day),
        *_wordings(catalogues, old_day, new_day),
    ]
    return Names(tuple(renames), catalogues, new_day)


def issuer_pattern(view: PlaceView, issuer: Issuer) -> str:
    """Return the pattern of the names by which a text means its own issuing body."""
    names = sorted({issuer.ten_day_du, issuer.ten_goi}, key=len, reverse=True)
    known = "|".join(re.escape(name) for name in names)
    committee = rf"(?: {re.escape(view.cap_uy)}(?: {re.escape(view.ten_goi)})?)?"
    return rf"(?:{known}){committee}(?! (?:Trung ương|\w+ [uủ][ỷy](?!\w)))"


def issuer_renames(view: PlaceView, old: Issuer, new: Issuer) -> Iterator[Rename]:
    """Yield the wordings in which a document names its own issuing body."""
    own = issuer_pattern(view, old)
    params = {"name": new.ten_goi}
    does = r"(?= (?:hướng dẫn|ban hành|xây dựng|đề nghị|yêu cầu|triển khai|kế hoạch))"
    document = r"(?:hướng dẫn|kế hoạch|công văn|thông báo)(?: này)?"
    for pattern, name in (
        (rf"{own}{does}", _safe(new.ten_goi)),
        (rf"((?i:{document}) của ){own}", rf"\1{_safe(new.ten_goi)}"),
    ):
        yield Rename(_words(pattern), name, Kind.BODY, OWN_NAME, params, look=True)


def _commune_for_district(old: PlaceView, new: PlaceView) -> Iterator[Rename]:
    """Yield the names of a district's bodies and what does their work in the commune."""
    places = {
        "unit": old.loai,
        "district": re.escape(old.ten_goi),
        "committee": committee_of(old.loai),
        "kind": new.loai,
        "commune": new.ten_goi,
    }
    for row in read_packaged(DATA_PATH)["district_to_commune"]:
        name, look = row["new"].format(**places), "look" in row
        reason = NEW_CONGRESS if look else NO_DISTRICT
        pattern = _words(row["old"].format(**places))
        yield Rename(pattern, name, Kind.BODY, reason, {"name": name}, look)


def _agencies(
    catalogues: Catalogues, before: tuple[AnyPlace, date], after: tuple[AnyPlace, date]
) -> list[Rename]:
    """Return renames of bodies of the catalogue, the longest names first."""
    found: dict[str, Rename] = {}
    for body in catalogues.agencies.values():
        for old, new in _names_of(catalogues, body, before, after):
            if old and new and old != new:
                params = {"name": new, "day": format_date(after[1])}
                pattern = _words(re.escape(old))
                found.setdefault(old, Rename(pattern, _safe(new), Kind.BODY, RENAMED, params))
    return [found[name] for name in sorted(found, key=len, reverse=True)]


def _names_of(
    catalogues: Catalogues,
    body: Agency,
    before: tuple[AnyPlace, date],
    after: tuple[AnyPlace, date],
) -> Iterator[tuple[str, str]]:
    """Yield each earlier name of a body with the one it has now."""
    if not exists_on(catalogues, body.id, after[1]):
        return
    for period in body.names:
        is_now = within(after[1], period.valid_from, period.valid_to)
        if is_now or (period.valid_from and period.valid_from > before[1]):
            continue
        day = period.valid_to or before[1]
        try:
            old = agency(catalogues, body.id, day, place=before[0])
            new = agency(catalogues, body.id, after[1], place=after[0])
        except InputError:
            continue
        yield old.ten_day_du, new.ten_day_du
        yield old.ten_goi, new.ten_goi
        yield old.ten_ngan, new.ten_ngan or new.ten_goi


def _provinces(
    catalogues: Catalogues, view: PlaceView, old_day: date, day: date
) -> Iterator[Rename]:
    for former in catalogues.former_provinces.values():
        if old_day <= former.valid_to < day:
            yield from _former(catalogues, former, day, bare=former.name == view.tinh)
    for province in catalogues.provinces.values():
        old, new = name_on(province, old_day), name_on(province, day)
        if old.text != new.text:
            params = {"name": new.text, "day": format_date(day)}
            committee = f"{new.party_committee} {new.proper}"
            pattern = _words(f"{old.party_committee} {re.escape(old.proper)}")
            yield Rename(pattern, committee, Kind.PLACE, RENAMED, params)
            yield Rename(_words(re.escape(old.text)), new.text, Kind.PLACE, RENAMED, params)


def _former(
    catalogues: Catalogues, former: FormerProvince, day: date, *, bare: bool
) -> Iterator[Rename]:
    heir = name_on(catalogues.provinces[former.heir], day)
    name = re.escape(former.name)
    params = {"name": heir.text, "last": format_date(former.valid_to)}
    committee = f"{committee_of(former.type)} {name}"
    yield Rename(
        _words(committee), f"{heir.party_committee} {heir.proper}", Kind.PLACE, MERGED, params
    )
    yield Rename(_words(f"{former.type} {name}"), heir.text, Kind.PLACE, MERGED, params)
    if bare:
        yield Rename(_words(name), heir.proper, Kind.PLACE, CHECK_NAME, params, look=True)
    else:
        pattern = _words(rf"{_NOT_A_UNIT}{name}(?! [A-ZĐ])")
        yield Rename(pattern, None, Kind.PLACE, BARE_NAME, params, look=True)


def _wordings(catalogues: Catalogues, old_day: date, day: date) -> Iterator[Rename]:
    """Yield wordings of the catalogue that have one plain successor."""
    for old in catalogues.old_names.values():
        if not old.is_gone(day) or _UNSURE.search(old.replacement.replace("Văn hóa, Thể", "")):
            continue
        if old.valid_from and old.valid_from > old_day:
            continue
        params = {"name": old.replacement, "day": format_date(day)}
        yield Rename(re.compile(old.pattern), _safe(old.replacement), Kind.BODY, RENAMED, params)
    params = {"name": "Sở Tài chính", "day": format_date(day)}
    if any(
        "Kế hoạch và Đầu tư" in one.pattern and one.is_gone(day)
        for one in catalogues.old_names.values()
    ):
        yield Rename(_words("Sở Kế hoạch và Đầu tư"), "Sở Tài chính", Kind.BODY, RENAMED, params)


def _words(pattern: str) -> re.Pattern[str]:
    first = pattern[:1]
    if first.islower():
        pattern = f"[{first}{first.upper()}]{pattern[1:]}"
    return re.compile(rf"(?<!\w){pattern}(?!\w)")


def _safe(text: str) -> str:
    return text.replace("\\", r"\\")


def repeats(items: Sequence[str]) -> list[int]:
    """Return the places of items that repeat an earlier one."""
    keys = [item.strip().lower() for item in items]
    return [index for index, key in enumerate(keys) if key in keys[:index]]
