"""Which remembered days a document names in another year."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.catalogues import anniversaries, relations
from generator.catalogues.load import Catalogues
from generator.catalogues.occasion import Occasion, YearClass
from generator.errors import InputError
from generator.i18n import N_

_FESTIVE = (YearClass.ROUND, YearClass.FIVE)

GONE = N_("không kỷ niệm trong năm {new}")
NOT_ROUND = N_("năm {old} là {before} năm, năm {new} là {after} năm: không phải năm tròn, năm lẻ 5")
ROUND = N_("năm {new} là {after} năm: năm tròn hoặc năm lẻ 5")


@dataclass(frozen=True, slots=True)
class Move:
    """A day that comes in or goes.

    Attributes:
        id: The day, as the plan names it.
        comes: Whether it comes in.
        reason: Why: a marked message.
        params: Its values.
        look: A person should look.
    """

    id: str
    comes: bool
    reason: str
    params: dict[str, str | int]
    look: bool = False


def move_days(
    catalogues: Catalogues, chosen: Sequence[str], old: int, new: int, provinces: Sequence[str]
) -> list[Move]:
    """Return what comes into and goes out of a list of chosen days."""
    before = {day.id: day for day in anniversaries.occasions(catalogues, old)}
    found = anniversaries.occasions(catalogues, new)
    after = {day.id: day for day in found}
    moves = _gone(chosen, before, after, (old, new))
    usual = anniversaries.select(found, scopes=("national", "locality"), provinces=provinces)
    # A list that named only decades does not want every fifth year either.
    classes = {before[name].year_class for name in chosen if name in before} & set(_FESTIVE)
    wanted = classes or {YearClass.ROUND}
    return moves + [
        _coming(day, day.id, new)
        for day in usual
        if day.year_class in wanted and day.kind != anniversaries.MAJOR and day.id not in chosen
    ]


def move_countries(catalogues: Catalogues, chosen: Sequence[str], old: int, new: int) -> list[Move]:
    """Return what comes into and goes out of a list of countries; an empty one stays empty."""
    if not chosen:
        return []
    before = _by_country(catalogues, old, chosen)
    after = _by_country(catalogues, new, chosen)
    moves = _gone(chosen, before, after, (old, new))
    usual = _by_country(catalogues, new, None)
    return moves + [
        _coming(day, country, new)
        for country, day in usual.items()
        if day.is_round and country not in chosen
    ]


def _by_country(
    catalogues: Catalogues, year: int, countries: Sequence[str] | None
) -> dict[str, Occasion]:
    found: dict[str, Occasion] = {}
    for wanted in [None] if countries is None else countries:
        try:
            days = relations.select_relations(catalogues, year, [wanted] if wanted else None)
        except InputError:
            continue
        for day in days:
            country = day.fact.id if day.fact else ""
            found[wanted or country] = day
    return found


def _gone(
    chosen: Sequence[str],
    before: dict[str, Occasion],
    after: dict[str, Occasion],
    years: tuple[int, int],
) -> list[Move]:
    old, new = years
    moves = []
    for name in chosen:
        was, now = before.get(name), after.get(name)
        if now is None:
            moves.append(Move(name, comes=False, reason=GONE, params={"new": new}))
        elif was and was.is_round and not now.is_round and now.kind != anniversaries.MAJOR:
            params: dict[str, str | int] = {
                "old": old, "new": new, "before": was.years or 0, "after": now.years or 0
            }  # fmt: skip
            moves.append(Move(name, comes=False, reason=NOT_ROUND, params=params))
    return moves


def _coming(day: Occasion, name: str, new: int) -> Move:
    params: dict[str, str | int] = {"new": new, "after": day.years or 0}
    return Move(name, comes=True, reason=ROUND, params=params, look=not _sure(day))


def _sure(day: Occasion) -> bool:
    return day.confidence.value == "confirmed"
