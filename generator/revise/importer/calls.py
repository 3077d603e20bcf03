"""Calls in place of words: where a passage is exactly what a call prints, the text calls it."""

from collections.abc import Sequence
from typing import Any

from generator.catalogues import anniversaries
from generator.catalogues.load import Catalogues
from generator.catalogues.partners import list_partners
from generator.document.markdown import Written, escape

_DAYS = '{{{{ liet_ke(ky_niem | map(attribute="cau") | list, "{mark}") }}}}'
_PARTNERS = "{{ doi_tac }}"
_MARKS = ("; ", ", ")


def call_days(
    written: Sequence[Written], chosen: Sequence[str], catalogues: Catalogues, year: int
) -> tuple[list[Written], tuple[str, ...]]:
    """Return the blocks with a list of remembered days as a call, and the days it prints.

    A list that the catalogue would word otherwise stays as it is, and no day is returned.
    """
    found = anniversaries.occasions(catalogues, year)
    known = {day.id: day for day in anniversaries.select(found, chosen=chosen)} if chosen else {}
    best: tuple[int, str, str] | None = None
    printed: tuple[str, ...] = ()
    for place, each in enumerate(written):
        here = [day for day in known.values() if escape(day.text) in each.text]
        for mark in _MARKS:
            passage = escape(mark.join(day.text for day in here)) if here else ""
            if passage and each.text.count(passage) == 1 and len(here) > len(printed):
                best = place, passage, _DAYS.format(mark=mark)
                printed = tuple(day.id for day in here)
    return _replaced(written, best), printed


def call_partners(
    written: Sequence[Written], partners: Sequence[dict[str, Any]], catalogues: Catalogues
) -> tuple[list[Written], bool]:
    """Return the blocks with the list of partners as a call, and whether there is one."""
    passage = escape(list_partners(partners, catalogues)) if partners else ""
    places = [place for place, each in enumerate(written) if passage and passage in each.text]
    best = (places[0], passage, _PARTNERS) if places else None
    return _replaced(written, best), bool(places)


def _replaced(written: Sequence[Written], best: tuple[int, str, str] | None) -> list[Written]:
    done = list(written)
    if best is not None:
        place, passage, call = best
        text = done[place].text.replace(passage, call, 1)
        done[place] = done[place]._replace(text=text)
    return done
