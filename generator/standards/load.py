"""Reads the packaged standards, lays changes over them and picks the one of a document."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from generator.diagnostics import Diagnostic, Severity
from generator.document.nodes import Regime
from generator.errors import InputError
from generator.i18n import N_
from generator.standards.parse import parse_standard
from generator.standards.schema import Standard
from generator.standards.store import STANDARD_IDS, merge, read_data


def choose_standard(regime: Regime, day: date, override: str | None = None) -> Standard:
    """Return the standard of a document.

    Args:
        regime: Party or state.
        day: The day of issue; for an open date the day it is expected to be issued.
        override: Id of the standard a user asked for instead.

    Raises:
        InputError: When the standard asked for is unknown or of the other regime.
    """
    if override is None:
        return _standard_of(regime, day)
    standard = load_standard(override)
    if standard.regime is not regime:
        raise InputError(_wrong_regime(standard, regime))
    return standard


def _standard_of(regime: Regime, day: date) -> Standard:
    candidates = sorted(
        (each for each in map(load_standard, STANDARD_IDS) if each.regime is regime),
        key=lambda each: each.valid_from,
    )
    # A day before the oldest standard we know takes that one: it is the nearest there is.
    in_force = [each for each in candidates if each.valid_from <= day]
    return in_force[-1] if in_force else candidates[0]


def load_standard(standard_id: str, overrides: Mapping[str, Any] | None = None) -> Standard:
    """Return a packaged standard, with changes laid over it.

    Args:
        standard_id: One of ``STANDARD_IDS``.
        overrides: Nested keys and values as in the standard's file; mappings are merged.

    Raises:
        InputError: When the standard is unknown or a value is not as it must be.
    """
    if overrides:
        return parse_standard(merge(_read(standard_id), overrides), f"{standard_id}.yaml")
    return _load_packaged(standard_id)


@cache
def _load_packaged(standard_id: str) -> Standard:
    return parse_standard(_read(standard_id), f"{standard_id}.yaml")


def _read(standard_id: str) -> dict[str, Any]:
    if standard_id not in STANDARD_IDS:
        raise InputError(_unknown_standard(standard_id))
    return read_data(standard_id)


def _unknown_standard(standard_id: str) -> Diagnostic:
    import difflib

    near = difflib.get_close_matches(standard_id, STANDARD_IDS, n=1, cutoff=0.4)
    return Diagnostic(
        "TC01",
        Severity.ERROR,
        N_("không có tiêu chuẩn trình bày “{id}”"),
        params={"id": standard_id, "near": near[0] if near else "", "all": _names()},
        hint=N_("có phải “{near}”? Có: {all}") if near else N_("có: {all}"),
        quote=standard_id,
    )


def _names() -> str:
    return ", ".join(STANDARD_IDS)


def _wrong_regime(standard: Standard, regime: Regime) -> Diagnostic:
    party = regime is Regime.PARTY
    return Diagnostic(
        "TC02",
        Severity.ERROR,
        N_("tiêu chuẩn “{id}” không dùng cho văn bản của Đảng")
        if party
        else N_("tiêu chuẩn “{id}” không dùng cho văn bản của cơ quan nhà nước"),
        params={"id": standard.id},
        hint=N_("văn bản của Đảng dùng hd36 hoặc hd05")
        if party
        else N_("văn bản của cơ quan nhà nước dùng nd30"),
        quote=standard.id,
    )
