"""Cited documents: which one takes the place of one that is over, replaced or of another year."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from generator.catalogues.agencies import agency
from generator.catalogues.can_cu import (
    CitedDocument,
    ReferenceState,
    cite_short,
    status_on,
)
from generator.catalogues.load import Catalogues
from generator.catalogues.model import PendingReference, Province, Reference
from generator.i18n import N_
from generator.revise.rollover.change import apply_edits
from generator.revise.rollover.names import Names
from generator.text.dates import BLANK, format_citation_date, format_open

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
        fields = {
            "ma": self.ma if with_id else "",
            "loai": self.loai,
            "so_ky_hieu": self.so_ky_hieu,
            "ngay": self.ngay,
            "co_quan": self.co_quan,
            "trich_yeu": self.trich_yeu,
        }
        return {key: value for key, value in fields.items() if value}


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
    params: Mapping[str, str | int]
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
        if status.state not in _STATES or self._of_former_province(document):
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
            likeness = SequenceMatcher(None, wanted, _YEAR.sub("#", other.trich_yeu)).ratio()
            if likeness >= _ENOUGH and (best is None or likeness > best[0]):
                best = likeness, other
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
        tail = getattr(document, "symbol_tail", "") or getattr(document, "so_ky_hieu", "")
        return OpenDocument(
            ma=f"{re.sub(r'[^a-z0-9]+', '-', document.id)}-{self.new}",
            loai=document.loai,
            so_ky_hieu=self._symbol(tail, letters),
            ngay=str(self._issue_year(document)),
            co_quan=issuer,
            trich_yeu=document.trich_yeu.replace(str(year), str(self.new)),
        )

    def _issue_year(self, document: Reference | PendingReference) -> int:
        year = document.plan_year or self.old
        issued = document.ngay.year if isinstance(document, Reference) else year
        return self.new + issued - year

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

    def _of_former_province(self, document: CitedDocument) -> bool:
        place = getattr(document, "co_quan_chi_tiet", "")
        formers = self.catalogues.former_provinces.values()
        return any(place == former.name and former.valid_to < self.day for former in formers)

    def _renamed(self, issuer: str) -> str:
        return apply_edits(issuer, self.names.edits(issuer))[0]


def _moved_letters(tail: str, periods: object, day: date) -> str:
    """Return the end of a symbol with the letters the same body has on a day."""
    letters = tail.rpartition("/")[2]
    names = [one for one in periods if one.ky_hieu]  # type: ignore[attr-defined]
    now = next(
        (
            one.ky_hieu
            for one in names
            if (one.valid_from is None or one.valid_from <= day)
            and (one.valid_to is None or day <= one.valid_to)
        ),
        "",
    )
    if now and letters != now and any(one.ky_hieu == letters for one in names):
        return f"{tail[: len(tail) - len(letters)]}{now}"
    return tail
