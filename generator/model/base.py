"""The base of every input model and the types several models share."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from generator.i18n import N_


class Model(BaseModel):
    """A frozen input model that refuses keys it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, validate_default=False
    )


def _as_tuple(value: Any) -> Any:
    """Let one text stand for a list of one."""
    return [value] if isinstance(value, str) else value


Lines = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]

Markdown = Annotated[str, Field(json_schema_extra={"markdown": True})]
"""Text in Markdown that may use the templates' names, such as ``{{ vien_dan("kl57") }}``."""

MarkdownLines = Annotated[tuple[Markdown, ...], BeforeValidator(_as_tuple)]

Ma = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
"""An id: lower-case ASCII letters, digits, "-" and "_"."""


class HeThong(StrEnum):
    """The two systems of documents: party and state."""

    DANG = "dang"
    CHINH_QUYEN = "chinh_quyen"


class CapDonVi(StrEnum):
    """Level of a locality or an agency; the district level ended on 01/7/2025."""

    TRUNG_UONG = "trung_uong"
    TINH = "tinh"
    HUYEN = "huyen"
    XA = "xa"
    CO_QUAN = "co_quan"


_DATE = re.compile(
    r"(?:(?:(?P<d>\d{1,2})/)?(?P<m>\d{1,2})/)?(?P<y>\d{4})"
    r"|(?P<iy>\d{4})-(?P<im>\d{1,2})(?:-(?P<id>\d{1,2}))?"
)


class NgayMo:
    """A date whose day, or day and month, may still be open.

    Typed as "15/02/2027", "02/2027" or "2027" ("2027-02-15" is understood too).

    Attributes:
        year: Four digits.
        month: 1 to 12, None when open.
        day: 1 to 31, None when open; never known without the month.
    """

    __slots__ = ("day", "month", "year")

    def __init__(self, year: int, month: int | None = None, day: int | None = None) -> None:
        if day is not None and month is None:
            raise ValueError(day)
        date(year, month or 1, day or 1)
        self.year, self.month, self.day = year, month, day

    @classmethod
    def parse(cls, text: str) -> "NgayMo":
        """Return the date a user typed.

        Raises:
            ValueError: When the text is no date or names a day the calendar does not have.
        """
        match = _DATE.fullmatch(text.strip())
        if match is None:
            raise ValueError(text)
        year, month, day = (
            match["y"] or match["iy"],
            match["m"] or match["im"],
            match["d"] or match["id"],
        )
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @property
    def is_open(self) -> bool:
        """Return whether the day is still to be filled in."""
        return self.day is None

    @property
    def first_day(self) -> date:
        """Return the earliest day the date can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def exact(self) -> date | None:
        """Return the date when nothing is open."""
        return None if self.is_open else self.first_day

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NgayMo) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return f"NgayMo({self})"

    def __str__(self) -> str:
        parts = [self.day, self.month, self.year]
        return "/".join(f"{part:02d}" for part in parts if part is not None)

    @property
    def _key(self) -> tuple[int, int | None, int | None]:
        return self.year, self.month, self.day

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def _validate(cls, value: Any) -> "NgayMo":
        if isinstance(value, NgayMo):
            return value
        try:
            return cls.parse(str(value))
        except ValueError:
            raise PydanticCustomError(
                "ngay_sai",
                N_("'{value}' không phải là ngày có trong lịch"),
                {"value": str(value)},
            ) from None

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {
            "type": ["string", "integer"],
            "examples": ["15/02/2027", "02/2027", "2027"],
        }


def _full_date(value: Any) -> Any:
    """Return a date typed as "25/8/1954"; pydantic reports what is no date."""
    if not isinstance(value, str):
        return value
    try:
        exact = NgayMo.parse(value).exact
    except ValueError:
        exact = None
    if exact is None:
        raise PydanticCustomError(
            "ngay_sai", N_("'{value}' không phải là ngày có trong lịch"), {"value": value}
        )
    return exact


Ngay = Annotated[
    date,
    BeforeValidator(_full_date),
    Field(json_schema_extra={"format": None, "examples": ["25/8/1954"]}),
]
"""A full date, typed as "25/8/1954"."""
