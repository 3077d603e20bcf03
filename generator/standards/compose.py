"""Formal lines put together from a standard's forms: number and symbol, addressees, recipients."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from generator.errors import InputError
from generator.standards import problems

OPEN_NUMBER = " " * 5
_END_MARKS = " .,;"


class Part(BaseModel):
    """A part of a standard's file: frozen, and nothing unknown stands in it."""

    # Most commands need one standard of three: classes are made ready when first used.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class SoKyHieuForm(Part):
    """Form of number and symbol.

    Attributes:
        word: The word in front, with its colon where it has one.
        named: Of a document with a type abbreviation.
        letter: Of a công văn.
        unit: What the drafting unit adds; "" when the standard has no place for it.
        source: Place in the instrument.
        confidence: "A" to "D".
    """

    word: str
    named: str
    letter: str
    unit: str
    source: str = ""
    confidence: str = ""


class KinhGuiForm(Part):
    """Form of the addressees.

    Attributes:
        labels: What stands before them, by kind of document, with a "default".
        item: Form of one of several.
        separator: After each but the last of several.
        end: After the last of several.
        single_end: After the only one.
        only_for: Names of the kinds that may address somebody; empty for all.
        needed_for: Names of the kinds that must; of no account for what a frame looks like.
        source: Place in the instrument.
        confidence: "A" to "D".
    """

    labels: Mapping[str, str]
    item: str
    separator: str
    end: str
    single_end: str = ""
    only_for: tuple[str, ...] = ()
    needed_for: Annotated[tuple[str, ...], Field(exclude=True)] = ()
    source: str = ""
    confidence: str = ""


class NoiNhanForm(Part):
    """Form of the recipients.

    Attributes:
        item: Form of one.
        separator: After each but the last.
        archive: Form of the last line.
        end: After the last.
        first_when_addressed: The first recipient of a document that addresses somebody.
        source: Place in the instrument.
        confidence: "A" to "D".
    """

    item: str
    separator: str
    archive: str
    end: str
    first_when_addressed: str = ""
    source: str = ""
    confidence: str = ""


def format_so_ky_hieu(
    form: SoKyHieuForm,
    number: str | None,
    type_abbreviation: str | None,
    agency_symbol: str,
    unit_symbol: str = "",
) -> str:
    """Return the line of number and symbol; see ``Standard.format_so_ky_hieu``."""
    pattern = form.named if type_abbreviation else form.letter
    if not type_abbreviation and "{type}" in pattern:
        missing = problems.NO_ABBREVIATION.at()
        raise InputError(replace(missing, basis=form.source, confidence=form.confidence))
    if unit_symbol and not (form.unit and not type_abbreviation):
        raise InputError(problems.UNIT_WITHOUT_PLACE.at(quote=unit_symbol, unit=unit_symbol))
    symbol = pattern.format(
        number=(number.zfill(2) if number.isdigit() else number) if number else OPEN_NUMBER,
        type=type_abbreviation,
        agency=agency_symbol,
    )
    unit = form.unit.format(unit=unit_symbol) if unit_symbol else ""
    return f"{form.word} {symbol}{unit}"


def punctuate(
    item: str, name: str, texts: Iterable[str], separator: str, end: str
) -> tuple[str, ...]:
    """Return texts as a list: each in its form, with a separator, the last with an end mark."""
    lines = [item.format(**{name: text.rstrip(_END_MARKS)}) for text in texts]
    marks = [separator] * (len(lines) - 1) + [end]
    return tuple(line + mark for line, mark in zip(lines, marks, strict=False))


def format_noi_nhan(form: NoiNhanForm, items: Iterable[str], archive: str) -> tuple[str, ...]:
    """Return the recipients as printed; see ``Standard.format_noi_nhan``."""
    lines = [form.item.format(name=item.rstrip(_END_MARKS)) for item in items]
    if archive:
        lines.append(form.archive.format(archive=archive.rstrip(_END_MARKS)))
    return punctuate("{line}", "line", lines, form.separator, form.end)


def format_kinh_gui(form: KinhGuiForm, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addressees as printed: one as it is, several as a list."""
    if len(names) == 1:
        return (names[0] + form.single_end,)
    return punctuate(form.item, "name", names, form.separator, form.end)


def annex_label(numbers: str, position: int, count: int) -> str:
    """Return the label of an annex; see ``Standard.annex_label``."""
    if count == 1:
        return "Phụ lục"
    from generator.text.numbers import to_roman

    return f"Phụ lục {to_roman(position) if numbers == 'roman' else position}"
