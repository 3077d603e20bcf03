"""Reads the packaged standards and picks the one of a document."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.inputs.packaged import read_packaged
from generator.model.base import Regime
from generator.standards import problems
from generator.standards.schema import Standard, merge
from generator.text.near import find_near

STANDARD_IDS = ("nd30", "hd36", "hd05")
_FOLDER = Path(__file__).parent


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
        is_party = regime is Regime.PARTY
        problem = problems.NOT_FOR_PARTY if is_party else problems.NOT_FOR_STATE
        raise InputError(problem.at(quote=standard.id, id=standard.id))
    return standard


def _standard_of(regime: Regime, day: date) -> Standard:
    candidates = sorted(
        (each for each in map(load_standard, STANDARD_IDS) if each.regime is regime),
        key=lambda each: each.valid_from,
    )
    # A day before the oldest standard we know takes that one: it is the nearest there is.
    in_force = [each for each in candidates if each.valid_from <= day]
    return in_force[-1] if in_force else candidates[0]


@cache
def load_standard(standard_id: str) -> Standard:
    """Return a packaged standard.

    Args:
        standard_id: One of ``STANDARD_IDS``.

    Raises:
        InputError: When the standard is unknown.
    """
    if standard_id not in STANDARD_IDS:
        raise InputError(_unknown_standard(standard_id))
    return Standard.model_validate(read_values(standard_id))


def read_values(standard_id: str) -> dict[str, Any]:
    """Return what a standard's file says, laid over the one it extends."""
    values = read_packaged(_FOLDER / f"{standard_id}.yaml")
    base = values.pop("extends", None)
    return merge(read_values(base), values) if base else values


def _unknown_standard(standard_id: str) -> Diagnostic:
    near = find_near(standard_id, STANDARD_IDS)
    hint = problems.NEAR_STANDARD if near else None
    known = ", ".join(STANDARD_IDS)
    return problems.NO_STANDARD.at(
        quote=standard_id, hint=hint, id=standard_id, near=near, all=known
    )
