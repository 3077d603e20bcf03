"""What a catalogue entry is: frozen facts, each with its source and how sure it is.

No file is read here and nothing is computed that needs more than one entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from generator.diagnostics import Location
from generator.i18n import N_
from generator.text.dates import OpenDate
from generator.text.normalize import lower_first, slug


class Confidence(StrEnum):
    """How sure a fact is; only a confirmed one needs no second look."""

    CONFIRMED = "confirmed"
    SINGLE_SOURCE = "single-source"
    FROM_MEMORY = "from-memory"


CONFIDENCE_NAMES = {
    Confidence.CONFIRMED: N_("đã xác nhận"),
    Confidence.SINGLE_SOURCE: N_("một nguồn"),
    Confidence.FROM_MEMORY: N_("chưa có nguồn"),
}


class System(StrEnum):
    """Whose document a reference is."""

    PARTY = "dang"
    STATE = "chinh_quyen"
    AGREEMENT = "dieu_uoc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every entry has.

    Attributes:
        id: Key of the entry in its catalogue.
        confidence: How sure it is.
        source: Where it comes from.
        notes: What a person should know; never printed in a document.
        origin: Where a workspace added or corrected it, None for a packaged fact.
    """

    catalogue: ClassVar[str] = ""

    id: str
    confidence: Confidence
    source: str
    notes: str = ""
    origin: Location | None = None

    @property
    def is_confirmed(self) -> bool:
        """Return whether the fact may be used without asking anyone."""
        return self.confidence is Confidence.CONFIRMED


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the Vietnamese lunar calendar, in a month that is not a leap month."""

    day: int
    month: int


@dataclass(frozen=True, slots=True)
class AnnualDay:
    """A day of every year that no founding year belongs to."""

    day: int
    month: int


DaySpec = date | LunarDay | AnnualDay


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name something had until a day."""

    name: str
    valid_to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Anniversary(Fact):
    """A day that is remembered every year.

    Attributes:
        name: As it stands alone.
        day: The founding day, a lunar day or a day of every year.
        kind: "ngày lễ lớn", "ngày truyền thống", "ngày hưởng ứng"...
        scope: "national", "province" or "district".
        name_in_text: As it stands after "kỷ niệm 50 năm", where that differs.
        state_name: As state documents write it, where that differs (NĐ 30/2020, Phụ lục II).
        span: First and last day of what went on for days ("28/6 - 16/9/1972").
        province: Code of today's province that a local day belongs to.
        sensitive: Only taken when chosen by id.
        commemorated: False for events that are cited, not celebrated.
        former_names: Earlier names, each with its last day.
        valid_from: First day the day is kept.
        valid_to: Last day the day is kept.
    """

    catalogue: ClassVar[str] = "anniversaries"

    name: str
    day: DaySpec
    kind: str
    scope: str = "national"
    name_in_text: str = ""
    state_name: str = ""
    span: str = ""
    province: str = ""
    sensitive: bool = False
    commemorated: bool = True
    former_names: tuple[FormerName, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A level of partnership from a day on; a sectoral one stands beside the level as a whole."""

    level: str
    since: OpenDate | None
    confidence: Confidence
    source: str
    sectoral: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Fact):
    """Diplomatic relations with a country; the id is its ISO 3166 code."""

    catalogue: ClassVar[str] = "relations"

    name: str
    established: OpenDate
    kind: str
    full_name: str = ""
    other_names: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    accession: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Relation):
    """Relations with, or membership of, an international organisation."""

    catalogue: ClassVar[str] = "organizations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Fact):
    """A document that may be cited.

    Attributes:
        loai: Kind of document ("Kết luận").
        so_ky_hieu: Number and symbol, "" when it has none.
        ngay: Date of issue; only the year when the day is not known.
        co_quan: Issuing body as cited.
        trich_yeu: Subject as cited, "" when its wording is not known.
        he_thong: Whose document it is.
        co_quan_chi_tiet: Term or place of the issuer, not printed.
        description: What it is about, where ``trich_yeu`` is not known.
        ten_ngan: Short form, where it is not kind and symbol.
        status: As of the catalogue's date; for another day see ``status_on``.
        valid_from: First day in force.
        valid_to: Last day in use.
        replaced_by: Id of the successor.
        amended_by: Ids of the amending documents.
        partly_replaced_by: Ids of documents that replaced a part.
        plan_year: The one year a guidance is for.
    """

    catalogue: ClassVar[str] = "references"

    loai: str
    so_ky_hieu: str = ""
    ngay: OpenDate
    co_quan: str
    trich_yeu: str = ""
    he_thong: System
    co_quan_chi_tiet: str = ""
    description: str = ""
    ten_ngan: str = ""
    status: str = "unknown"
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str = ""
    amended_by: tuple[str, ...] = ()
    partly_replaced_by: tuple[str, ...] = ()
    plan_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingReference(Fact):
    """A document that is needed but not found or not issued: number and date stay open.

    Attributes:
        symbol_tail: What follows the number ("-HD/BTGTW").
        nam_ban_hanh: Year of issue, None when even that is open.
        what: What is looked for.
        state: What is known about it.
        usual: When it usually comes.
    """

    catalogue: ClassVar[str] = "pending"

    loai: str
    symbol_tail: str
    co_quan: str
    he_thong: System
    trich_yeu: str = ""
    nam_ban_hanh: int | None = None
    plan_year: int | None = None
    what: str = ""
    state: str = ""
    usual: str = ""


@dataclass(frozen=True, slots=True)
class AgencyPeriod:
    """The names of a body in one period; ``{ten}`` and the like stand for the place."""

    ten_goi: str
    ten_in_hoa: tuple[str, ...]
    ky_hieu: str
    ten_day_du: str = ""
    ten_ngan: str = ""
    co_quan_chu_quan: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    uncertain_from: date | None = None
    uncertain_to: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days in which places changed a name at different times."""

    uncertain_from: date
    uncertain_to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Fact):
    """A body whose names change with time."""

    catalogue: ClassVar[str] = "agencies"

    level: str
    he_thong: System
    names: tuple[AgencyPeriod, ...]
    only: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()
    merged_slowly: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OldName(Fact):
    """A wording that is right in one period only, found in text by its pattern."""

    catalogue: ClassVar[str] = "old_names"

    pattern: str
    name: str
    replacement: str
    valid_from: date | None = None
    valid_to: date | None = None
    gone_from: date | None = None
    gone_to: date | None = None

    def is_gone(self, day: date) -> bool:
        """Return whether the wording is out of date (or too early) on a day."""
        if self.gone_from is not None:
            return self.gone_from <= day and (self.gone_to is None or day <= self.gone_to)
        return not within(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgChange(Fact):
    """A change of organisation: what became what, and since when."""

    catalogue: ClassVar[str] = "org_changes"

    before: str
    after: str
    since: OpenDate
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol(Fact):
    """Who uses a symbol of documents."""

    catalogue: ClassVar[str] = "symbols"

    issuer: str


@dataclass(frozen=True, slots=True)
class DatedType:
    """The kind of a unit (and its name, where that changed) in one period."""

    type: str
    name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    basis: str = ""
    confidence: Confidence = Confidence.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Province(Fact):
    """A province or centrally-run city of today; the id is its two-figure code."""

    catalogue: ClassVar[str] = "provinces"

    name: str
    type: str
    dated_types: tuple[DatedType, ...] = ()
    merged_from: tuple[str, ...] = ()
    admin_centre_in_former: str = ""
    admin_centre_confirmed: bool = False
    communes: Mapping[str, int] = field(default_factory=dict)
    land_border: tuple[str, ...] = ()
    coastal: bool = False

    @property
    def code(self) -> str:
        """Return the two-figure code."""
        return self.id

    @property
    def slug(self) -> str:
        """Return the name as an id ("cao-bang")."""
        return slug(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerProvince(Fact):
    """A province that was merged into another on 01/7/2025."""

    catalogue: ClassVar[str] = "former_provinces"

    name: str
    type: str
    heir: str
    valid_to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune(Fact):
    """A commune, ward or special zone of today; the id is its five-figure code."""

    catalogue: ClassVar[str] = "communes"

    type: str
    name: str
    province: str
    formed_from: str = ""

    @property
    def code(self) -> str:
        """Return the five-figure code."""
        return self.id

    @property
    def full_name(self) -> str:
        """Return the name with its kind, as in a sentence ("xã Yên Bình")."""
        return f"{lower_first(self.type)} {self.name}"

    @property
    def slug(self) -> str:
        """Return kind and name as an id ("xa-yen-binh")."""
        return slug(self.full_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Fact):
    """A partner locality abroad of a province; fields are named as in ``locality.yaml``.

    Attributes:
        province: Name of the province that made the relation.
        heir: Code of today's province.
        ten_goi: Proper name.
        don_vi: Kind of unit ("tỉnh").
        quoc_gia: ISO code of the country.
        thuoc: The unit around it ("tỉnh Okayama").
        ten_day_du: Kind and name, where these are not simply put together.
        since: When the relation began.
        last: The latest agreement.
        native: Name in its own language.
        variants: Other spellings that are understood.
        wrong: Spellings that were found and are wrong.
    """

    catalogue: ClassVar[str] = "partners"

    province: str
    heir: str
    ten_goi: str
    don_vi: str
    quoc_gia: str
    thuoc: str = ""
    ten_day_du: str = ""
    since: OpenDate | None = None
    last: str = ""
    native: str = ""
    variants: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName(Fact):
    """A place whose name is often misspelt."""

    catalogue: ClassVar[str] = "place_names"

    name: str
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Fact):
    """A person whose name or title is often wrong; ``role`` holds up to ``role_to``."""

    catalogue: ClassVar[str] = "persons"

    name: str
    role: str
    wrong: tuple[str, ...] = ()
    role_from: OpenDate | None = None
    role_to: date | None = None
    role_after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingSource(Fact):
    """A source of money."""

    catalogue: ClassVar[str] = "funding_sources"

    name: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PreviousAmount:
    """What a norm was before, up to a day."""

    amount: int
    circular: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostNorm(Fact):
    """A cost norm: a ceiling in đồng, or a rule when it has no amount."""

    catalogue: ClassVar[str] = "cost_norms"

    item: str
    unit: str
    amount: int | None = None
    amount_min: int | None = None
    amount_max: int | None = None
    circular: str = ""
    article: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    previous: PreviousAmount | None = None
    evidence: str = ""

    def amount_on(self, day: date) -> int | None:
        """Return the ceiling in force on a day, None when none is known."""
        if within(day, self.valid_from, self.valid_to):
            return self.amount if self.amount is not None else self.amount_max
        before = self.previous
        if before and before.valid_to and day <= before.valid_to:
            return before.amount
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetItem(Fact):
    """A line of the state budget's index."""

    catalogue: ClassVar[str] = "budget_items"

    name: str
    muc: str = ""
    used_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetStep(Fact):
    """A step of the budget's year."""

    catalogue: ClassVar[str] = "budget_cycle"

    when: str
    who: str = ""
    what: str = ""
    basis: str = ""
    estimates_from: int | None = None
    estimates_to: int | None = None


def within(day: date, first: date | None, last: date | None) -> bool:
    """Return whether a day lies in a period whose ends may be open."""
    return (first is None or first <= day) and (last is None or day <= last)
