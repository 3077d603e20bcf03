"""Which fields a catalogue's entries have and how each is read from YAML.

One row per field; what a value must be is said by its reader, which raises ``FieldError``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from generator.catalogues import model
from generator.i18n import N_
from generator.text.dates import OpenDate, parse_date

Reader = Callable[[Any], Any]


class FieldError(ValueError):
    """A value a field cannot have; the message is marked for translation."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


def read_text(raw: Any) -> str:
    """Return one line or paragraph of text; figures are text too."""
    if isinstance(raw, (Mapping, list, tuple)) or raw is None:
        raise FieldError(N_("'{value}' phải là một dòng chữ"))
    return str(raw)


def read_texts(raw: Any) -> tuple[str, ...]:
    """Return a list of texts; one text stands for a list of one."""
    if isinstance(raw, Mapping) or raw is None:
        raise FieldError(N_("'{value}' phải là một danh sách"))
    return tuple(map(read_text, raw)) if isinstance(raw, (list, tuple)) else (read_text(raw),)


def read_flag(raw: Any) -> bool:
    """Return true or false."""
    if isinstance(raw, bool):
        return raw
    if str(raw) in ("true", "false"):
        return str(raw) == "true"
    raise FieldError(N_("'{value}' phải là true hoặc false"))


def read_integer(raw: Any) -> int:
    """Return a whole number; dots between thousands are allowed."""
    text = str(raw).replace(".", "")
    if isinstance(raw, (bool, float)) or not text.isdecimal():
        raise FieldError(N_("'{value}' phải là một số nguyên"))
    return int(text)


def read_open_date(raw: Any) -> OpenDate:
    """Return a date of which the day or month may be open."""
    if isinstance(raw, date):
        return OpenDate.of(raw)
    try:
        return parse_date(str(raw))
    except ValueError:
        raise FieldError(N_("'{value}' không phải là ngày có trong lịch")) from None


def read_date(raw: Any) -> date:
    """Return a full date."""
    exact = read_open_date(raw).exact
    if exact is None:
        raise FieldError(N_("'{value}' phải có đủ ngày, tháng, năm"))
    return exact


def read_day_spec(raw: Any) -> model.DaySpec:
    """Return a founding day, "lunar:10/3" or "annual:11-24"."""
    prefix, colon, rest = str(raw).partition(":")
    if not colon:
        return read_date(raw)
    try:
        if prefix == "lunar":
            day, month = map(int, rest.split("/"))
            if 1 <= day <= 30 and 1 <= month <= 12:  # noqa: PLR2004  (lunar months end by 30)
                return model.LunarDay(day, month)
        elif prefix == "annual":
            month, day = map(int, rest.split("-"))
            leap_year = 2000
            date(leap_year, month, day)
            return model.AnnualDay(day, month)
    except ValueError:
        pass
    raise FieldError(N_("'{value}' phải là một ngày, lunar:ngày/tháng hoặc annual:tháng-ngày"))


def read_choice(choices: type[Enum]) -> Reader:
    """Return a reader of one of a few words."""
    words = {str(member.value): member for member in choices}

    def read(raw: Any) -> Enum:
        if str(raw) not in words:
            raise FieldError(N_("'{value}' phải là một trong: {choices}"), choices=", ".join(words))
        return words[str(raw)]

    return read


def read_word(*words: str) -> Reader:
    """Return a reader of one of the given words, kept as text."""

    def read(raw: Any) -> str:
        if str(raw) not in words:
            raise FieldError(N_("'{value}' phải là một trong: {choices}"), choices=", ".join(words))
        return str(raw)

    return read


def read_record(factory: Callable[..., Any], required: str, fields: Mapping[str, Reader]) -> Reader:
    """Return a reader of a small mapping inside an entry."""
    needed = required.split()

    def read(raw: Any) -> Any:
        if not isinstance(raw, Mapping):
            raise FieldError(N_("'{value}' phải là một nhóm các mục con"))
        unknown = next((key for key in raw if str(key) not in fields), None)
        if unknown is not None:
            raise FieldError(N_("không có mục con '{key}' ở đây"), key=str(unknown))
        missing = [name for name in needed if name not in raw]
        if missing:
            raise FieldError(N_("thiếu mục con: {missing}"), missing=", ".join(missing))
        return factory(**{str(key): fields[str(key)](value) for key, value in raw.items()})

    return read


def read_records(
    factory: Callable[..., Any], required: str, fields: Mapping[str, Reader]
) -> Reader:
    """Return a reader of a list of small mappings."""
    read_one = read_record(factory, required, fields)

    def read(raw: Any) -> tuple[Any, ...]:
        if not isinstance(raw, (list, tuple)):
            raise FieldError(N_("'{value}' phải là một danh sách"))
        return tuple(map(read_one, raw))

    return read


def read_pattern(raw: Any) -> str:
    """Return a regular expression that compiles."""
    text = read_text(raw)
    try:
        re.compile(text)
    except re.error:
        raise FieldError(N_("'{value}' không phải là biểu thức chính quy")) from None
    return text


def read_counts(raw: Any) -> dict[str, int]:
    """Return numbers by name."""
    if not isinstance(raw, Mapping):
        raise FieldError(N_("'{value}' phải là một nhóm các mục con"))
    return {str(key): read_integer(value) for key, value in raw.items()}


class Spec(NamedTuple):
    """How one catalogue is read.

    Attributes:
        file: Packaged file that holds it.
        fact: Class of its entries.
        fields: Reader of each field.
        required: Fields a new entry must have.
    """

    file: str
    fact: type[model.Fact]
    fields: Mapping[str, Reader]
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of an entry."""

    field: str
    message: str
    params: Mapping[str, Any]


_PERIOD: dict[str, Reader] = {"valid_from": read_date, "valid_to": read_date}

_AGENCY_PERIOD: dict[str, Reader] = _PERIOD | {
    "ten_goi": read_text,
    "ten_in_hoa": read_texts,
    "ky_hieu": read_text,
    "ten_day_du": read_text,
    "ten_ngan": read_text,
    "co_quan_chu_quan": read_texts,
    "uncertain_from": read_date,
    "uncertain_to": read_date,
}

_LEVEL: dict[str, Reader] = {
    "level": read_text,
    "since": read_open_date,
    "confidence": read_choice(model.Confidence),
    "source": read_text,
    "sectoral": read_flag,
}

_DATED_TYPE: dict[str, Reader] = _PERIOD | {
    "type": read_text,
    "name": read_text,
    "basis": read_text,
    "confidence": read_choice(model.Confidence),
}


def _level(since: OpenDate | None = None, **rest: Any) -> model.Level:
    return model.Level(since=since, **rest)


def _spec(file: str, fact: type[model.Fact], required: str, fields: Mapping[str, Reader]) -> Spec:
    common: dict[str, Reader] = {
        "confidence": read_choice(model.Confidence),
        "source": read_text,
        "notes": read_text,
    }
    return Spec(file, fact, common | dict(fields), (*required.split(), "source"))


_RELATION: dict[str, Reader] = {
    "name": read_text,
    "established": read_open_date,
    "kind": read_text,
    "full_name": read_text,
    "other_names": read_texts,
    "levels": read_records(_level, "level confidence source", _LEVEL),
    "accession": read_flag,
}

SPECS: dict[str, Spec] = {
    "anniversaries": _spec(
        "anniversaries",
        model.Anniversary,
        "name day kind",
        _PERIOD
        | {
            "name": read_text,
            "day": read_day_spec,
            "kind": read_text,
            "scope": read_word("national", "province", "district"),
            "name_in_text": read_text,
            "state_name": read_text,
            "span": read_text,
            "province": read_text,
            "sensitive": read_flag,
            "commemorated": read_flag,
            "former_names": read_records(
                model.FormerName, "name valid_to", {"name": read_text, "valid_to": read_date}
            ),
        },
    ),
    "relations": _spec("relations", model.Relation, "name established kind", _RELATION),
    "organizations": _spec("relations", model.Organization, "name established kind", _RELATION),
    "references": _spec(
        "references",
        model.Reference,
        "loai ngay co_quan he_thong",
        _PERIOD
        | {
            "loai": read_text,
            "so_ky_hieu": read_text,
            "ngay": read_open_date,
            "co_quan": read_text,
            "trich_yeu": read_text,
            "he_thong": read_choice(model.System),
            "co_quan_chi_tiet": read_text,
            "description": read_text,
            "ten_ngan": read_text,
            "status": read_word("in force", "amended", "superseded", "expired", "unknown"),
            "replaced_by": read_text,
            "amended_by": read_texts,
            "partly_replaced_by": read_texts,
            "plan_year": read_integer,
        },
    ),
    "pending": _spec(
        "references",
        model.PendingReference,
        "loai symbol_tail co_quan he_thong",
        {
            "loai": read_text,
            "symbol_tail": read_text,
            "co_quan": read_text,
            "he_thong": read_choice(model.System),
            "trich_yeu": read_text,
            "nam_ban_hanh": read_integer,
            "plan_year": read_integer,
            "what": read_text,
            "state": read_text,
            "usual": read_text,
        },
    ),
    "agencies": _spec(
        "agencies",
        model.Agency,
        "level he_thong names",
        {
            "level": read_word("trung_uong", "tinh", "huyen", "xa", "co_quan"),
            "he_thong": read_choice(model.System),
            "names": read_records(model.AgencyPeriod, "ten_goi ten_in_hoa ky_hieu", _AGENCY_PERIOD),
            "only": read_texts,
            "except": read_texts,
            "merged_slowly": read_record(
                model.Window,
                "uncertain_from uncertain_to",
                {"uncertain_from": read_date, "uncertain_to": read_date},
            ),
        },
    ),
    "old_names": _spec(
        "agencies",
        model.OldName,
        "pattern name replacement",
        _PERIOD
        | {
            "pattern": read_pattern,
            "name": read_text,
            "replacement": read_text,
            "gone_from": read_date,
            "gone_to": read_date,
        },
    ),
    "org_changes": _spec(
        "agencies",
        model.OrgChange,
        "before after since",
        {
            "before": read_text,
            "after": read_text,
            "since": read_open_date,
            "earliest": read_date,
            "latest": read_date,
        },
    ),
    "symbols": _spec("agencies", model.Symbol, "issuer", {"issuer": read_text}),
    "provinces": _spec(
        "provinces",
        model.Province,
        "name type",
        {
            "name": read_text,
            "type": read_text,
            "dated_types": read_records(model.DatedType, "type", _DATED_TYPE),
            "merged_from": read_texts,
            "admin_centre_in_former": read_text,
            "admin_centre_confirmed": read_flag,
            "communes": read_counts,
            "land_border": read_texts,
            "coastal": read_flag,
        },
    ),
    "former_provinces": _spec(
        "provinces",
        model.FormerProvince,
        "name type heir valid_to",
        {"name": read_text, "type": read_text, "heir": read_text, "valid_to": read_date},
    ),
    "communes": _spec(
        "communes",
        model.Commune,
        "type name province",
        {
            "type": read_word("xã", "phường", "đặc khu"),
            "name": read_text,
            "province": read_text,
            "formed_from": read_text,
        },
    ),
    "partners": _spec(
        "partners",
        model.Partner,
        "province heir ten_goi don_vi quoc_gia",
        {
            "province": read_text,
            "heir": read_text,
            "ten_goi": read_text,
            "don_vi": read_text,
            "quoc_gia": read_text,
            "thuoc": read_text,
            "ten_day_du": read_text,
            "since": read_open_date,
            "last": read_text,
            "native": read_text,
            "variants": read_texts,
            "wrong": read_texts,
        },
    ),
    "place_names": _spec(
        "partners", model.PlaceName, "name", {"name": read_text, "wrong": read_texts}
    ),
    "persons": _spec(
        "partners",
        model.Person,
        "name role",
        {
            "name": read_text,
            "role": read_text,
            "wrong": read_texts,
            "role_from": read_open_date,
            "role_to": read_date,
            "role_after": read_text,
        },
    ),
    "funding_sources": _spec(
        "budget", model.FundingSource, "name", {"name": read_text, "basis": read_text}
    ),
    "cost_norms": _spec(
        "budget",
        model.CostNorm,
        "item unit",
        _PERIOD
        | {
            "item": read_text,
            "unit": read_text,
            "amount": read_integer,
            "amount_min": read_integer,
            "amount_max": read_integer,
            "circular": read_text,
            "article": read_text,
            "evidence": read_word("full", "page", "cite", "memory"),
            "previous": read_record(
                model.PreviousAmount,
                "amount",
                {"amount": read_integer, "circular": read_text, "valid_to": read_date},
            ),
        },
    ),
    "budget_items": _spec(
        "budget",
        model.BudgetItem,
        "name",
        {"name": read_text, "muc": read_text, "used_for": read_text},
    ),
    "budget_cycle": _spec(
        "budget",
        model.BudgetStep,
        "when",
        {
            "when": read_text,
            "who": read_text,
            "what": read_text,
            "basis": read_text,
            "estimates_from": read_integer,
            "estimates_to": read_integer,
        },
    ),
}


def check_fields(spec: Spec, raw: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with the values of known fields."""
    problems = []
    for name, value in raw.items():
        try:
            if name in spec.fields:
                spec.fields[name](value)
        except FieldError as error:
            problems.append(Problem(name, error.message, error.params))
    return problems


def build_fact(spec: Spec, entry_id: str, raw: Mapping[str, Any], **extra: Any) -> model.Fact:
    """Return the fact an entry says; the entry was checked before."""
    values = {_attribute(name): spec.fields[name](value) for name, value in raw.items()}
    return spec.fact(id=entry_id, **(values | extra))


def _attribute(name: str) -> str:
    return "except_" if name == "except" else name
