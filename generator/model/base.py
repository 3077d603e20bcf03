"""The base of every input model and the types several models share."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from generator.i18n import N_
from generator.text.dates import OpenDate, parse_date


class Model(BaseModel):
    """A frozen input model that refuses keys it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, validate_default=False
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, value: Any) -> Any:
        """Let a key without a value ("ky_hieu:") say the same as no key."""
        if not isinstance(value, dict) or None not in value.values():
            return value
        fields = cls.model_fields
        return {key: item for key, item in value.items() if item is not None or key not in fields}


class OneOrMany:
    """Lets one text stand for a list of one, in the model and in its JSON Schema."""

    __slots__ = ()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the list's schema behind a step that makes a list of one text."""
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the JSON Schema of one item or a list of them."""
        items = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [items["items"], items]}


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Lines = Annotated[tuple[str, ...], OneOrMany()]

Markdown = Annotated[str, Field(json_schema_extra={"markdown": True})]
"""Text in Markdown that may use the templates' names, such as ``{{ vien_dan("kl57") }}``."""

MarkdownLines = Annotated[tuple[Markdown, ...], OneOrMany()]

Ma = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
"""An id: lower-case ASCII letters, digits, "-" and "_"."""


class Regime(StrEnum):
    """Party or state: whose body issues a document and whose format rules it follows.

    Users type its values as ``he_thong``.
    """

    PARTY = "dang"
    STATE = "chinh_quyen"


class CapDonVi(StrEnum):
    """Level of a locality or an agency; the district level ended on 01/7/2025."""

    TRUNG_UONG = "trung_uong"
    TINH = "tinh"
    HUYEN = "huyen"
    XA = "xa"
    CO_QUAN = "co_quan"


def _date_problem(value: Any) -> PydanticCustomError:
    return PydanticCustomError(
        "ngay_sai", N_("'{value}' không phải là ngày có trong lịch"), {"value": str(value)}
    )


def _open_date(value: Any) -> OpenDate:
    """Return a date typed as "15/02/2027", or as "02/2027" or "2027" when the rest is open."""
    if isinstance(value, OpenDate):
        return value
    try:
        return parse_date(str(value))
    except ValueError:
        raise _date_problem(value) from None


NgayMo = Annotated[
    OpenDate,
    PlainValidator(_open_date, json_schema_input_type=str),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["15/02/2027", "02/2027", "2027"]}),
]
"""A date whose day, or day and month, may still be open."""


def _full_date(value: Any) -> Any:
    """Return a date typed as "25/8/1954"."""
    if not isinstance(value, str):
        return value
    exact = _open_date(value).exact
    if exact is None:
        raise _date_problem(value)
    return exact


Ngay = Annotated[
    date,
    BeforeValidator(_full_date),
    WithJsonSchema({"type": "string", "examples": ["25/8/1954"]}),
]
"""A full date, typed as "25/8/1954"."""
