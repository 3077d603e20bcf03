"""One text of a plan on its way to another year, and the documents it cites."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from generator.catalogues.agencies import agency
from generator.catalogues.can_cu import (
    ReferenceState,
    cite_short,
    status_on,
)
from generator.catalogues.load import Catalogues
from generator.catalogues.model import AgencyPeriod, PendingReference, Province, Reference, within
from generator.i18n import N_
from generator.revise.change import Kind
from generator.revise.rollover.days import (
    EVENT_LOOK,
    EVENT_OVER,
    finished_events,
    sections_over,
)
from generator.revise.rollover.edits import CODE, Edit, apply_edits, move_years
from generator.revise.rollover.names import Names
from generator.text.compare import likeness
from generator.text.dates import BLANK, format_citation_date, format_date, format_open

_YEAR = re.compile(r"(?:19|20)\d\d")
_ENOUGH = 0.75
_LOCAL = re.compile(r"(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy|tỉnh|thành phố|huyện|xã|phường")
_PROVINCE_BODY = "ban-tuyen-giao-tinh"
# Districts are gone: what their commissions issued, the province's does.
_PROVINCE_ISSUER = re.compile(r"Ban Tuyên giáo(?: và Dân vận)? (?:Tỉnh|Thành|Huyện|Quận|Thị) ủy")
_STATES = (ReferenceState.IN_FORCE, ReferenceState.AMENDED)

ANNUAL = N_("văn bản của riêng năm {old}; năm {new} là {name}")
ANNUAL_OPEN = N_("văn bản của riêng năm {old}; văn bản năm {new} để mở, điền số và ngày khi có")
REPLACED = N_("đã được thay bằng {name}")
OVER = N_("{name} đã hết thời hạn; không có văn bản thay trong danh mục")
OVER_DROPPED = N_("{name} đã hết thời hạn, bỏ khỏi văn bản")
UNSURE = N_("chưa rõ {name} còn hiệu lực vào ngày ban hành mới hay không")


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that will come: number and date are left for a person to fill in."""

    ma: str
    loai: str
    so_ky_hieu: str
    ngay: str
    co_quan: str
    trich_yeu: str

    def entry(self, *, with_id: bool) -> dict[str, str]:
        """Return it as a plan writes it."""
        fields = asdict(self)
        return {key: text for key, text in fields.items() if text and (with_id or key != "ma")}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a cited document.

    Attributes:
        new: Id of the successor, a document that is still to come, or None.
        reason: Why: a marked message.
        params: Its values.
        look: A person should look.
        drop: It is over and nothing follows it.
    """

    new: str | OpenDocument | None
    reason: str
    params: Mapping[str, Any]
    look: bool = False
    drop: bool = False


@dataclass(frozen=True, slots=True)
class Successors:
    """Finds what follows a document.

    Attributes:
        catalogues: The facts.
        names: Bodies under their new names.
        province: The province of the new document's place.
        old: Year of the old plan.
        new: Year of the new plan.
        day: Day of the new document.
    """

    catalogues: Catalogues
    names: Names
    province: Province | None
    old: int
    new: int
    day: date

    def of_id(self, name: str) -> Verdict | None:
        """Return what becomes of a document of the register, None when it stays."""
        document = self._find(name)
        if document is None:
            return None
        if document.plan_year is not None and document.plan_year != self.new:
            return self._annual(document)
        if isinstance(document, PendingReference):
            return None
        status = status_on(self.catalogues, document, self.day)
        known = {"name": cite_short(document)}
        if status.state is ReferenceState.SUPERSEDED and status.by:
            last = self._last(status.by[0])
            return Verdict(last.id, REPLACED, {"name": cite_short(last)})
        if status.state in (ReferenceState.SUPERSEDED, ReferenceState.EXPIRED):
            return Verdict(None, OVER, known, look=True, drop=True)
        place = getattr(document, "co_quan_chi_tiet", "")
        formers = self.catalogues.former_provinces.values()
        is_former = any(place == one.name and one.valid_to < self.day for one in formers)
        if status.state not in _STATES or is_former:
            return Verdict(None, UNSURE, known, look=True)
        return None

    def of_own(self, entry: dict[str, str]) -> dict[str, str] | None:
        """Return the fields to change of a plan's own document, None when it stays."""
        subject, dated = entry.get("trich_yeu", ""), str(entry.get("ngay", ""))
        if str(self.old) not in subject:
            return None
        changes = {"trich_yeu": subject.replace(str(self.old), str(self.new))}
        delta = self.new - self.old
        found = _YEAR.search(dated)
        if found:
            changes["ngay"] = str(int(found.group()) + delta)
        changes["so_ky_hieu"] = self._symbol(entry.get("so_ky_hieu", ""), "")
        changes["co_quan"] = self._renamed(entry.get("co_quan", ""))
        return {key: value for key, value in changes.items() if value != entry.get(key, "")}

    def date_of(self, document: str | OpenDocument | None) -> str:
        """Return the date of a successor as a citation writes it, open where it is."""
        if isinstance(document, OpenDocument):
            return format_open(int(document.ngay))
        found = self._find(document) if document else None
        if isinstance(found, Reference):
            return format_citation_date(found.ngay)
        return format_open(found.nam_ban_hanh if found else self.new)

    # ------------------------------------------------------------------ annual documents

    def _annual(self, document: Reference | PendingReference) -> Verdict:
        params: dict[str, str | int] = {"old": document.plan_year or self.old, "new": self.new}
        found = None if self._is_local(document) else self._same_kind(document)
        if found is not None:
            name = cite_short(found) if isinstance(found, Reference) else found.what or found.loai
            return Verdict(found.id, ANNUAL, {**params, "name": name}, look=True)
        return Verdict(self._open(document), ANNUAL_OPEN, params, look=True)

    def _same_kind(
        self, document: Reference | PendingReference
    ) -> Reference | PendingReference | None:
        wanted = _YEAR.sub("#", document.trich_yeu)
        best: tuple[float, Reference | PendingReference] | None = None
        known: list[Reference | PendingReference] = [
            *self.catalogues.references.values(),
            *self.catalogues.pending.values(),
        ]
        for other in known:
            if other.plan_year != self.new or other.loai != document.loai or self._is_local(other):
                continue
            alike = likeness(wanted, _YEAR.sub("#", other.trich_yeu))
            if alike >= _ENOUGH and (best is None or alike > best[0]):
                best = alike, other
        return best[1] if best else None

    def _is_local(self, document: Reference | PendingReference) -> bool:
        return bool(_LOCAL.search(document.co_quan)) and "Trung ương" not in document.co_quan

    def _open(self, document: Reference | PendingReference) -> OpenDocument:
        issuer, letters = self._renamed(document.co_quan), ""
        detail = getattr(document, "co_quan_chi_tiet", "")
        if self.province is not None and _PROVINCE_ISSUER.match(document.co_quan):
            body = agency(self.catalogues, _PROVINCE_BODY, self.day, place=self.province)
            issuer = body.ten_day_du if detail else body.ten_goi
            letters = body.ky_hieu
        year = document.plan_year or self.old
        issued = document.ngay.year if isinstance(document, Reference) else year
        tail = getattr(document, "symbol_tail", "") or getattr(document, "so_ky_hieu", "")
        return OpenDocument(
            ma=f"{re.sub(r'[^a-z0-9]+', '-', document.id)}-{self.new}",
            loai=document.loai,
            so_ky_hieu=self._symbol(tail, letters),
            ngay=str(self.new + issued - year),
            co_quan=issuer,
            trich_yeu=document.trich_yeu.replace(str(year), str(self.new)),
        )

    def _symbol(self, symbol: str, letters: str) -> str:
        """Return a symbol without its number: "02-HD/BTGDVTU" as "     -HD/BTGTU"."""
        tail = re.sub(r"^\s*\d*", "", symbol)
        if letters and "/" in tail:
            tail = f"{tail.rpartition('/')[0]}/{letters}"
        else:
            for body in self.catalogues.agencies.values():
                tail = _moved_letters(tail, body.names, self.day)
        tail = re.sub(r"/(?:19|20)\d\d/", f"/{self.new}/", tail)
        return f"{BLANK[:-1]}{tail}" if tail else ""

    # ------------------------------------------------------------------ helpers

    def _find(self, name: str) -> Reference | PendingReference | None:
        found = self.catalogues.references.get(name) or self.catalogues.pending.get(name)
        if found is None:
            by_symbol = self.catalogues.references_by_symbol.get(name, ())
            found = by_symbol[0] if len(by_symbol) == 1 else None
        return found

    def _last(self, reference: Reference) -> Reference:
        for _ in range(5):
            status = status_on(self.catalogues, reference, self.day)
            if status.state is not ReferenceState.SUPERSEDED or not status.by:
                break
            reference = status.by[0]
        return reference

    def _renamed(self, issuer: str) -> str:
        return apply_edits(issuer, self.names.edits(issuer))[0]


def _moved_letters(tail: str, periods: Iterable[AgencyPeriod], day: date) -> str:
    """Return the end of a symbol with the letters the same body has on a day."""
    letters = tail.rpartition("/")[2]
    names = [one for one in periods if one.ky_hieu]
    today = (one.ky_hieu for one in names if within(day, one.valid_from, one.valid_to))
    now = next(today, "")
    if now and letters != now and any(one.ky_hieu == letters for one in names):
        return f"{tail[: len(tail) - len(letters)]}{now}"
    return tail


CITED = re.compile(r"""vien_dan\(\s*(["'])(?P<name>[^"']+)\1""")
NOTE_CALL = re.compile(r"""\{\{\s*chu_thich\(\s*(["'])(?P<name>[^"']+)\1[^}]*\)\s*\}\}""")
_CITATION_ONLY = re.compile(
    r"""\s*\{\{\s*vien_dan\(\s*(["'])(?P<name>[^"']+)\1[^}]*\)\s*\}\}[.\s]*"""
)
_DATE_AFTER = re.compile(
    r"""(?:, *["'][a-z]*["'] *)?[^}]*\}\},? *(?P<date>ngày +(?:\d{1,2}/\d{1,2}/\d{4}"""
    r"""|\d{1,2} tháng \d{1,2} năm \d{4}))"""
)
_DAYS = re.compile(r"\bky_niem\b|ngay_le_lon|ngay_le_cap_xa")
DAYS_TITLE = "Thông tin về các ngày lễ lớn, ngày kỷ niệm trong năm {{ nam_ke_hoach }}"

NAME_LEFT = N_("chưa đổi được: {message}")
NOTE_DROPPED = N_("chú thích chỉ viện dẫn {name}, đã hết thời hạn")
DAYS_IN = N_("mục cũ có danh sách ngày kỷ niệm; thay bằng mục về ngày kỷ niệm của năm {new}")


@dataclass
class TextRules:
    """What happens to the texts of one plan.

    Attributes:
        names: Bodies and places.
        successors: Cited documents.
        old: Year of the old plan.
        new: Year of the new plan.
        day: Day of the new document.
        days_clause: Clause that prints the remembered days at the new place's level.
        verdicts: What became of each cited document.
        coming: Documents still to come that texts now cite, by id.
        dropped_notes: Footnotes that are taken out.
    """

    names: Names
    successors: Successors
    old: int
    new: int
    day: date
    days_clause: str
    verdicts: dict[str, Verdict | None] = field(default_factory=dict)
    coming: dict[str, OpenDocument] = field(default_factory=dict)
    dropped_notes: dict[str, Verdict] = field(default_factory=dict)

    def verdict(self, name: str) -> Verdict | None:
        """Return what becomes of a cited document; asked once for each."""
        if name not in self.verdicts:
            self.verdicts[name] = self.successors.of_id(name)
        return self.verdicts[name]

    def note_over(self, text: str) -> Verdict | None:
        """Return why a footnote goes: it says nothing but a document that is over."""
        match = _CITATION_ONLY.fullmatch(text)
        verdict = self.verdict(match["name"]) if match else None
        return verdict if verdict and verdict.drop else None

    def change(self, text: str) -> tuple[str, list[Edit]]:
        """Return a Markdown text for the new year, and the edits with places in the old text."""
        edits = [
            *self._over(text),
            *self._notes(text),
            *self._citations(text),
            *self.names.edits(text),
            *move_years(text, self.old, self.new),
        ]
        changed, kept = apply_edits(text, edits)
        kept += self._asks(text, kept)
        # Names that have no one successor are told at their place in the old text.
        for start, message in self.names.left(CODE.sub(_blank, changed)):
            place, params = old_place(start, kept), {"message": message}
            kept.append(Edit(place, place, "", Kind.BODY, NAME_LEFT, params, look=True))
        return changed, sorted(kept, key=lambda edit: edit.start)

    def change_line(self, text: str) -> tuple[str, list[Edit]]:
        """Return a short text without code, such as a recipient."""
        edits = [*self.names.edits(text), *move_years(text, self.old, self.new)]
        return apply_edits(text, edits)

    # ------------------------------------------------------------------ rules

    def _over(self, text: str) -> Iterator[Edit]:
        for section, event in sections_over(text, self.day):
            params = {"name": event.name, "day": format_date(event.last_day), "new": self.new}
            old = text[section.start : section.end]
            if _DAYS.search(old):
                lines = f"{section.marks} {DAYS_TITLE}\n\n"
                new = f'{lines}{{{{ dieu_khoan("{self.days_clause}") }}}}\n\n'
                yield Edit(section.start, section.end, new, Kind.EVENT, DAYS_IN, params, look=True)
            else:
                yield Edit(section.start, section.end, "", Kind.EVENT, EVENT_OVER, params)

    def _notes(self, text: str) -> Iterator[Edit]:
        for match in NOTE_CALL.finditer(text):
            verdict = self.dropped_notes.get(match["name"])
            if verdict:
                yield Edit(*match.span(), "", Kind.REFERENCE, NOTE_DROPPED, verdict.params)

    def _citations(self, text: str) -> Iterator[Edit]:
        for match in CITED.finditer(text):
            verdict = self.verdict(match["name"])
            if verdict is None:
                continue
            new = verdict.new
            if isinstance(new, OpenDocument):
                self.coming[new.ma] = new
                new = new.ma
            dated = _DATE_AFTER.match(text, match.end())
            if dated and new and new != match["name"]:
                written = self.successors.date_of(verdict.new)
                yield Edit(
                    *dated.span("date"), written, Kind.REFERENCE, verdict.reason, verdict.params,
                    look=True,
                )  # fmt: skip
            yield Edit(
                *match.span("name"),
                new or match["name"],
                Kind.REFERENCE,
                verdict.reason,
                verdict.params,
                verdict.look,
            )

    def _asks(self, old: str, edits: list[Edit]) -> Iterator[Edit]:
        """Yield the events that were looked forward to and are over."""
        gone = [edit for edit in edits if not edit.new]
        for event in finished_events(self.day):
            for match in event.pattern.finditer(old):
                inside = any(
                    edit.start <= match.start() < edit.end and edit.end - edit.start > len(match[0])
                    for edit in edits
                )
                gone_too = any(one.start == match.start() for one in gone)
                if not inside and not gone_too and not _in_quotes(old, match.start()):
                    params = {"name": event.name, "day": format_date(event.last_day)}
                    same = match.group()
                    yield Edit(*match.span(), same, Kind.EVENT, EVENT_LOOK, params, look=True)


def _in_quotes(text: str, place: int) -> bool:
    """Return whether a place is in a title between quotes, which stays as it was printed."""
    before = text[:place].rpartition("\n")[2]
    return before.count("“") > before.count("”")


def old_place(place: int, edits: list[Edit]) -> int:
    """Return where a place of a changed text stood before its edits were made."""
    for edit in sorted(edits, key=lambda one: one.start):
        if edit.start >= place:
            break
        place = max(edit.start, place + edit.end - edit.start - len(edit.new))
    return place


def _blank(code: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", code.group())
