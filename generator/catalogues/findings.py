"""Findings of the catalogues: ids, how a near match is offered, what locates a value."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.catalogues.model import CONFIDENCE_NAMES, Fact
from generator.diagnostics import Diagnostic, Location, Marked, Severity
from generator.i18n import N_
from generator.text.near import find_all_near

Path = tuple[str | int, ...]
Locate = Callable[[Path], Location]

NEAR_HINT = N_("có phải {near}?")

INCOMPLETE = "CAT05"
DANGLING = "CAT06"
UNKNOWN_ID = "CAT08"
AMBIGUOUS = "CAT09"
NOT_THAT_YEAR = "CAT10"

UNCONFIRMED = "FCT01"
SUPERSEDED = "FCT02"
LATER_THAN_DOCUMENT = "FCT03"
NOT_IN_FORCE_YET = "FCT04"
EXPIRED = "FCT05"
OTHER_PLAN_YEAR = "FCT06"
OPEN_REFERENCE = "FCT07"
BODY_GONE = "FCT08"
UNCERTAIN_NAME = "FCT09"
UNKNOWN_STATUS = "FCT10"
UNKNOWN_DATE = "FCT11"
LEVELS_NOT_CHECKED = "FCT12"
PAST_DAY = "FCT13"
PARTLY_REPLACED = "FCT15"


def nowhere(path: Path) -> Location:  # noqa: ARG001  (the shape of a locator)
    """Return no place: for data that came from no file."""
    return Location()


def error(
    rule: str, message: str, location: Location, params: Mapping[str, Any], hint: str = ""
) -> Diagnostic:
    """Return an error of the user's data."""
    return Diagnostic(rule, Severity.ERROR, message, location, params, hint)


def near_params(name: str, options: Iterable[str]) -> dict[str, str]:
    """Return the parameter of ``NEAR_HINT``; empty when nothing is near."""
    near = find_all_near(name, sorted(options))
    return {"near": ", ".join(f"'{option}'" for option in near)} if near else {}


def unknown(
    rule: str,
    message: str,
    location: Location,
    options: Iterable[str],
    params: Mapping[str, Any],
) -> Diagnostic:
    """Return an error about a name nobody knows, with near matches; params hold ``name``."""
    near = near_params(str(params["name"]), options)
    return error(rule, message, location, {**params, **near}, NEAR_HINT if near else "")


def fact_finding(
    rule: str, fact: Fact, message: str, params: Mapping[str, Any], hint: str = ""
) -> Diagnostic:
    """Return a finding that rests on a fact: a warning, or a notice when it is not confirmed."""
    return Diagnostic(
        rule,
        Severity.WARNING if fact.is_confirmed else Severity.NOTICE,
        message,
        params={**params, "confidence": Marked(CONFIDENCE_NAMES[fact.confidence])},
        hint=hint,
        basis=fact.source,
        confidence=fact.confidence,
    )
