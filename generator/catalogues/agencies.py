"""Bodies as they are called on a day."""

from dataclasses import dataclass
from datetime import date

from generator.catalogues import problems
from generator.catalogues.load import Catalogues
from generator.catalogues.model import (
    Agency,
    AgencyPeriod,
    Commune,
    Confidence,
    Province,
    within,
)
from generator.catalogues.places import PlaceName, committee_of, commune_name, name_on
from generator.catalogues.problems import Locate, nowhere
from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.text.dates import format_date


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place that is in no list of today, such as a district; it bears its own names.

    Attributes:
        type: Kind of unit ("huyện").
        name: Proper name.
        parent: The unit above it, in a sentence ("tỉnh Quảng Trị").
    """

    type: str
    name: str
    parent: str = ""


AnyPlace = Province | Commune | OwnPlace


@dataclass(frozen=True, slots=True)
class AgencyName:
    """The names of a body on a day; fields are named as in ``locality.yaml``.

    Attributes:
        id: Id of the body.
        ten_goi: How it calls itself in its documents, mostly without the place.
        ten_day_du: Its name with the place.
        ten_in_hoa: The lines of its name at the head of a document.
        co_quan_chu_quan: The lines of the superior body there.
        ky_hieu: Its letters in number and symbol.
        ten_ngan: Usual abbreviation.
        confidence: How sure the names are.
        source: Where they come from.
        uncertain: Whether it is not known if the name had changed by that day.
        agency: The catalogue's entry.
    """

    id: str
    ten_goi: str
    ten_day_du: str
    ten_in_hoa: tuple[str, ...]
    co_quan_chu_quan: tuple[str, ...]
    ky_hieu: str
    ten_ngan: str
    confidence: Confidence
    source: str
    uncertain: bool
    agency: Agency


def agency(
    catalogues: Catalogues,
    agency_id: str,
    day: date,
    *,
    place: AnyPlace | None = None,
    locate: Locate | None = None,
) -> AgencyName:
    """Return the names of a body on a day.

    Args:
        catalogues: The facts.
        agency_id: Id of the body ("ban-tuyen-giao-tinh").
        day: Day of the document.
        place: The province, commune or district a local body belongs to.
        locate: Place of the id.

    Raises:
        InputError: When the body is unknown, does not exist on that day or at such a place.
    """
    body = _find(catalogues, agency_id, locate)
    if body.level == "tinh" and isinstance(place, Commune):
        place = catalogues.provinces[place.province]
    _check_place(body, place, locate)
    period = _period_on(body, day)
    if period is None:
        raise InputError(_gone(body, day, locate))
    return _fill(body, period, day, _words(catalogues, place, day))


def exists_on(catalogues: Catalogues, agency_id: str, day: date) -> bool:
    """Return whether a body has a name on a day."""
    return _period_on(_find(catalogues, agency_id, None), day) is not None


def check_agency(name: AgencyName, day: date) -> list[Diagnostic]:
    """Return a notice when it is not known whether the body had changed its name by a day."""
    if not name.uncertain:
        return []
    notes = name.agency.notes
    finding = problems.of_fact(
        problems.UNCERTAIN_NAME,
        name.agency,
        hint=None if notes else "",
        day=format_date(day),
        name=name.ten_goi,
        symbol=name.ky_hieu,
        notes=notes,
    )
    return [finding]


def _find(catalogues: Catalogues, agency_id: str, locate: Locate | None) -> Agency:
    found = catalogues.agencies.get(agency_id)
    if found is None:
        place = (locate or nowhere)(())
        raise InputError(
            problems.unknown(problems.NO_AGENCY, place, agency_id, catalogues.agencies)
        )
    return found


def _check_place(body: Agency, place: AnyPlace | None, locate: Locate | None) -> None:
    where = (locate or nowhere)(())
    local = any("{" in period.ten_day_du for period in body.names)
    if local and place is None:
        raise InputError(problems.AGENCY_WITHOUT_PLACE.at(where, name=body.id))
    kind = getattr(place, "type", "")
    if body.level == "xa" and isinstance(place, Province):
        raise InputError(problems.AGENCY_OF_COMMUNES.at(where, name=body.id, place=place.name))
    if place is not None and (kind in body.except_ or (body.only and kind not in body.only)):
        raise InputError(problems.NO_AGENCY_THERE.at(where, name=body.id, kind=kind))


def _period_on(body: Agency, day: date) -> AgencyPeriod | None:
    return next(
        (period for period in body.names if within(day, period.valid_from, period.valid_to)),
        None,
    )


def _gone(body: Agency, day: date, locate: Locate | None) -> Diagnostic:
    ends = [period.valid_to for period in body.names if period.valid_to]
    starts = [period.valid_from for period in body.names if period.valid_from]
    place = (locate or nowhere)(())
    params = {"name": body.id, "day": format_date(day)}
    if ends and max(ends) < day:
        return problems.BODY_OVER.at(place, last=format_date(max(ends)), **params)
    return problems.BODY_NOT_YET.at(place, first=format_date(min(starts)), **params)


def _words(catalogues: Catalogues, place: AnyPlace | None, day: date) -> dict[str, str]:
    if place is None:
        return {}
    if isinstance(place, Province):
        named = name_on(place, day)
        return _place_words(named, named.party_committee, "")
    if isinstance(place, Commune):
        parent = name_on(catalogues.provinces[place.province], day)
        return _place_words(commune_name(place), "Đảng ủy", parent.text)
    committee = committee_of(place.type)
    return _place_words(PlaceName(place.type, place.name, committee), committee, place.parent)


def _place_words(named: PlaceName, committee: str, parent: str) -> dict[str, str]:
    return {
        "cap_uy": committee,
        "don_vi": named.type,
        "ten": named.proper,
        "don_vi_ten": named.text,
        "tren_don_vi_ten": parent,
    }


def _fill(body: Agency, period: AgencyPeriod, day: date, words: dict[str, str]) -> AgencyName:
    def put(text: str) -> str:
        return text.format(**words).strip() if words else text

    uncertain = _is_uncertain(body, period, day)
    confidence = body.confidence
    if uncertain and confidence is Confidence.CONFIRMED:
        confidence = Confidence.SINGLE_SOURCE
    return AgencyName(
        id=body.id,
        ten_goi=put(period.ten_goi),
        ten_day_du=put(period.ten_day_du or period.ten_goi),
        ten_in_hoa=tuple(put(line).upper() for line in period.ten_in_hoa),
        co_quan_chu_quan=tuple(put(line).upper() for line in period.co_quan_chu_quan),
        ky_hieu=period.ky_hieu,
        ten_ngan=put(period.ten_ngan),
        confidence=confidence,
        source=body.source,
        uncertain=uncertain,
        agency=body,
    )


def _is_uncertain(body: Agency, period: AgencyPeriod, day: date) -> bool:
    opens = period.uncertain_from is not None and period.uncertain_from <= day
    own = opens and (period.uncertain_to is None or day <= period.uncertain_to)
    slow = body.merged_slowly
    return own or (slow is not None and slow.uncertain_from <= day <= slow.uncertain_to)
