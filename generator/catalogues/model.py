"""What a catalogue entry is: frozen facts, each with its source and how sure it is.

No file is read here and nothing is computed that needs more than one entry.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, PlainValidator, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from generator.diagnostics import Location
from generator.i18n import N_
from generator.model.base import Lines, Model, Ngay, NgayMo, Regime
from generator.model.money import SoDong
from generator.text.dates import parse_date
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


class Record(Model):
    """An entry or a part of one; what looks like a number may be text."""

    # Most commands need a few of the classes: each is made ready when it is first used.
    model_config = ConfigDict(coerce_numbers_to_str=True, defer_build=True)


class Period(Record):
    """Something that held from a first to a last day; either may be open."""

    valid_from: Ngay | None = None
    valid_to: Ngay | None = None

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        first, last = self.valid_from, self.valid_to
        if first is not None and last is not None and last < first:
            raise PydanticCustomError(
                "thoi_gian_nguoc",
                "valid_to {last} < valid_from {first}",
                {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"},
            )
        return self


class Fact(Record):
    """What every entry has.

    Attributes:
        catalogue: Name of its catalogue.
        file: Packaged file that holds the catalogue.
        confidence: How sure it is.
        source: Where it comes from.
        notes: What a person should know; never printed in a document.
    """

    catalogue: ClassVar[str] = ""
    file: ClassVar[str] = ""

    confidence: Confidence = Confidence.SINGLE_SOURCE
    source: str
    notes: str = ""
    _id: str = PrivateAttr(default="")
    _origin: Location | None = PrivateAttr(default=None)

    @classmethod
    def read(cls, entry_id: str, values: Any, origin: Location | None = None) -> Self:
        """Return the fact that an entry's values say.

        Args:
            entry_id: Key of the entry in its catalogue.
            values: Its fields.
            origin: Where a workspace added or corrected it, None for a packaged entry.
        """
        fact = cls.model_validate(values)
        fact._id = entry_id  # noqa: SLF001  (its own class)
        fact._origin = origin  # noqa: SLF001
        return fact

    @property
    def id(self) -> str:
        """Return the key of the entry in its catalogue."""
        return self._id

    @property
    def origin(self) -> Location | None:
        """Return where a workspace added or corrected it, None for a packaged fact."""
        return self._origin

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


def _day_of(value: Any) -> date | LunarDay | AnnualDay:
    """Return a founding day, a day of the lunar year or a day of every year.

    >>> _day_of("lunar:10/3"), _day_of("annual:11-24")
    (LunarDay(day=10, month=3), AnnualDay(day=24, month=11))
    """
    prefix, _, rest = str(value).partition(":")
    try:
        if prefix == "lunar":
            day, month = map(int, rest.split("/"))
            if 1 <= day <= _LUNAR_DAYS and 1 <= month <= _MONTHS:
                return LunarDay(day, month)
        elif prefix == "annual":
            month, day = map(int, rest.split("-"))
            date(_LEAP_YEAR, month, day)
            return AnnualDay(day, month)
        elif exact := parse_date(str(value)).exact:
            return exact
    except ValueError:
        pass
    raise PydanticCustomError("ngay_ky_niem_sai", "no day of a year")


_LUNAR_DAYS, _MONTHS, _LEAP_YEAR = 30, 12, 2000
DaySpec = Annotated[date | LunarDay | AnnualDay, PlainValidator(_day_of)]


def _compile(text: str) -> str:
    try:
        re.compile(text)
    except re.error:
        raise PydanticCustomError("bieu_thuc_sai", "no regular expression") from None
    return text


Expression = Annotated[str, AfterValidator(_compile)]
"""A regular expression that compiles."""


class FormerName(Record):
    """A name something had until a day."""

    name: str
    valid_to: Ngay


class Anniversary(Fact, Period):
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
    file: ClassVar[str] = "anniversaries"

    name: str
    day: DaySpec
    kind: str
    scope: Literal["national", "province", "district"] = "national"
    name_in_text: str = ""
    state_name: str = ""
    span: str = ""
    province: str = ""
    sensitive: bool = False
    commemorated: bool = True
    former_names: tuple[FormerName, ...] = ()


class Level(Record):
    """A level of partnership from a day on; a sectoral one stands beside the level as a whole."""

    level: str
    since: NgayMo | None = None
    confidence: Confidence
    source: str
    sectoral: bool = False


class Relation(Fact):
    """Diplomatic relations with a country; the id is its ISO 3166 code."""

    catalogue: ClassVar[str] = "relations"
    file: ClassVar[str] = "relations"

    name: str
    established: NgayMo
    kind: str
    full_name: str = ""
    other_names: Lines = ()
    levels: tuple[Level, ...] = ()
    accession: bool = False


class Reference(Fact, Period):
    """A document that may be cited.

    Attributes:
        loai: Kind of document ("Kết luận").
        so_ky_hieu: Number and symbol, "" when it has none.
        ngay: Date of issue; only the year when the day is not known.
        co_quan: Issuing body as cited.
        trich_yeu: Subject as cited, "" when its wording is not known.
        he_thong: Whose document it is: the party's, the state's or a treaty.
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
    file: ClassVar[str] = "references"

    loai: str
    so_ky_hieu: str = ""
    ngay: NgayMo
    co_quan: str
    trich_yeu: str = ""
    he_thong: Literal["dang", "chinh_quyen", "dieu_uoc"]
    co_quan_chi_tiet: str = ""
    description: str = ""
    ten_ngan: str = ""
    status: Literal["in force", "amended", "superseded", "expired", "unknown"] = "unknown"
    replaced_by: str = ""
    amended_by: Lines = ()
    partly_replaced_by: Lines = ()
    plan_year: int | None = None


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
    file: ClassVar[str] = "references"

    loai: str
    symbol_tail: str
    co_quan: str
    he_thong: Regime
    trich_yeu: str = ""
    nam_ban_hanh: int | None = None
    plan_year: int | None = None
    what: str = ""
    state: str = ""
    usual: str = ""


class AgencyPeriod(Period):
    """The names of a body in one period; ``{ten}`` and the like stand for the place."""

    ten_goi: str
    ten_in_hoa: Lines
    ky_hieu: str
    ten_day_du: str = ""
    ten_ngan: str = ""
    co_quan_chu_quan: Lines = ()
    uncertain_from: Ngay | None = None
    uncertain_to: Ngay | None = None


class Window(Record):
    """A stretch of days in which places changed a name at different times."""

    uncertain_from: Ngay
    uncertain_to: Ngay


class Agency(Fact):
    """A body whose names change with time."""

    catalogue: ClassVar[str] = "agencies"
    file: ClassVar[str] = "agencies"

    level: Literal["trung_uong", "tinh", "huyen", "xa", "co_quan"]
    he_thong: Regime
    names: tuple[AgencyPeriod, ...]
    only: Lines = ()
    except_: Lines = Field(default=(), alias="except")
    merged_slowly: Window | None = None


class OldName(Fact, Period):
    """A wording that is right in one period only, found in text by its pattern."""

    catalogue: ClassVar[str] = "old_names"
    file: ClassVar[str] = "agencies"

    pattern: Expression
    name: str
    replacement: str
    gone_from: Ngay | None = None
    gone_to: Ngay | None = None

    def is_gone(self, day: date) -> bool:
        """Return whether the wording is out of date (or too early) on a day."""
        if self.gone_from is not None:
            return self.gone_from <= day and (self.gone_to is None or day <= self.gone_to)
        return not within(day, self.valid_from, self.valid_to)


class DatedType(Period):
    """The kind of a unit (and its name, where that changed) in one period."""

    type: str
    name: str = ""
    basis: str = ""
    confidence: Confidence = Confidence.CONFIRMED


class Province(Fact):
    """A province or centrally-run city of today; the id is its two-figure code."""

    catalogue: ClassVar[str] = "provinces"
    file: ClassVar[str] = "provinces"

    name: str
    type: str
    dated_types: tuple[DatedType, ...] = ()
    merged_from: Lines = ()
    admin_centre_in_former: str = ""
    admin_centre_confirmed: bool = False
    communes: dict[str, int] = Field(default_factory=dict)
    land_border: Lines = ()
    coastal: bool = False

    @property
    def code(self) -> str:
        """Return the two-figure code."""
        return self.id

    @property
    def slug(self) -> str:
        """Return the name as an id ("cao-bang")."""
        return slug(self.name)


class FormerProvince(Fact):
    """A province that was merged into another on 01/7/2025."""

    catalogue: ClassVar[str] = "former_provinces"
    file: ClassVar[str] = "provinces"

    name: str
    type: str
    heir: str
    valid_to: Ngay


class Commune(Fact):
    """A commune, ward or special zone of today; the id is its five-figure code.

    Attributes:
        type: Kind of unit.
        name: Proper name.
        province: Code of its province.
        land_border: Countries it borders on land, as read from maps.
        coastal: It lies on the sea.
        island: It is an island or islands.
        formed_from: The units it was made of on 01/7/2025.
    """

    catalogue: ClassVar[str] = "communes"
    file: ClassVar[str] = "communes"

    type: Literal["xã", "phường", "đặc khu"]
    name: str
    province: str
    land_border: Lines = ()
    coastal: bool = False
    island: bool = False
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
    file: ClassVar[str] = "partners"

    province: str
    heir: str
    ten_goi: str
    don_vi: str
    quoc_gia: str
    thuoc: str = ""
    ten_day_du: str = ""
    since: NgayMo | None = None
    last: str = ""
    native: str = ""
    variants: Lines = ()
    wrong: Lines = ()


class PlaceName(Fact):
    """A place whose name is often misspelt."""

    catalogue: ClassVar[str] = "place_names"
    file: ClassVar[str] = "partners"

    name: str
    wrong: Lines = ()


class Person(Fact):
    """A person whose name or title is often wrong; ``role`` holds up to ``role_to``."""

    catalogue: ClassVar[str] = "persons"
    file: ClassVar[str] = "partners"

    name: str
    role: str
    wrong: Lines = ()
    role_from: NgayMo | None = None
    role_to: Ngay | None = None
    role_after: str = ""


class PreviousAmount(Record):
    """What a norm was before, up to a day."""

    amount: SoDong
    circular: str = ""
    valid_to: Ngay | None = None


class CostNorm(Fact, Period):
    """A cost norm: a ceiling in đồng, or a rule when it has no amount."""

    catalogue: ClassVar[str] = "cost_norms"
    file: ClassVar[str] = "budget"

    item: str
    unit: str
    amount: SoDong | None = None
    amount_min: SoDong | None = None
    amount_max: SoDong | None = None
    circular: str = ""
    article: str = ""
    previous: PreviousAmount | None = None
    evidence: Literal["", "full", "page", "cite", "memory"] = ""

    def amount_on(self, day: date) -> int | None:
        """Return the ceiling in force on a day, None when none is known."""
        if within(day, self.valid_from, self.valid_to):
            return self.amount if self.amount is not None else self.amount_max
        before = self.previous
        if before and before.valid_to and day <= before.valid_to:
            return before.amount
        return None


def within(day: date, first: Ngay | None, last: Ngay | None) -> bool:
    """Return whether a day lies in a period whose ends may be open."""
    return (first is None or first <= day) and (last is None or day <= last)
