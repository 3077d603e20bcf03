"""Facts a text names: remembered days, countries, partner localities, who does what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.catalogues import anniversaries
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Partner
from generator.checks.text.dates import DatePair, find_pairs
from generator.document.markdown import Written
from generator.document.nodes import Bullet, Heading, plain_text
from generator.text.dates import format_partial
from generator.text.normalize import slug

_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_NAME_BEFORE = re.compile(
    r"(?:[Kk]ỷ niệm )?(?:lần thứ )?(?:\d{2,3} năm )?(?P<name>[^;:.()]{4,120})\s*$"
)
_RELATIONS = re.compile(r"quan hệ ngoại giao", re.IGNORECASE)
_LEAST_SHARE = 0.5
_ORGANISE = re.compile(r"tổ chức (?:triển khai )?thực hiện|phân công", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayFacts:
    """The remembered days a text names.

    Attributes:
        chosen: Ids in the catalogue.
        added: Days that are not in it, as ``ngay_ky_niem.them`` has them.
        countries: Codes of countries whose relations are remembered.
    """

    chosen: tuple[str, ...]
    added: tuple[dict[str, str], ...]
    countries: tuple[str, ...]


def find_days(texts: Sequence[str], catalogues: Catalogues, year: int) -> DayFacts:
    """Return the anniversaries and diplomatic days that texts name with their dates."""
    by_day: dict[date, list[Any]] = {}
    for occasion in anniversaries.occasions(catalogues, year):
        founded = occasion.founded.exact if occasion.founded else None
        if founded:
            by_day.setdefault(founded, []).append(occasion)
    chosen: dict[str, None] = {}
    added: dict[str, dict[str, str]] = {}
    countries: dict[str, None] = {}
    for text in texts:
        countries |= dict.fromkeys(_countries(text, catalogues))
        for pair in find_pairs(text):
            name = _name_before(text, pair)
            founded = pair.first.value
            if founded is None or not name or _RELATIONS.search(name):
                continue
            best = max(
                by_day.get(founded, ()), key=lambda each: _share(each.name, name), default=None
            )
            if best is not None and _share(best.name, name) >= _LEAST_SHARE:
                chosen[best.id] = None
            elif name:
                added.setdefault(slug(name), {"ten_goi": name, "ngay": format_partial(founded)})
    return DayFacts(tuple(chosen), tuple(added.values()), tuple(countries))


def _name_before(text: str, pair: DatePair) -> str:
    match = _NAME_BEFORE.search(text[: pair.start])
    return match["name"].strip(" ,-") if match else ""


def _share(first: str, second: str) -> float:
    """Return how many of the words of a name stand in another."""
    words = set(slug(first).split("-"))
    return len(words & set(slug(second).split("-"))) / max(len(words), 1)


def _countries(text: str, catalogues: Catalogues) -> Iterator[str]:
    """Yield the countries named with the day relations with them began."""
    if not _RELATIONS.search(text):
        return
    days = {
        date(int(match[3]), int(match[2]), int(match[1])): match.start()
        for match in _DAY.finditer(text)
        if _is_day(match)
    }
    for relation in catalogues.relations.values():
        founded = relation.established.exact
        if founded in days:
            before = text[max(0, days[founded] - 60) : days[founded]]
            if any(name in before for name in (relation.name, *relation.other_names)):
                yield relation.id


def _is_day(match: re.Match[str]) -> bool:
    try:
        date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return False
    return True


def find_partners(text: str, catalogues: Catalogues) -> tuple[Partner, ...]:
    """Return the partner localities a text names with their kind of unit near them."""
    found: dict[tuple[str, str], Partner] = {}
    for partner in catalogues.partners.values():
        for name in (partner.ten_goi, *partner.variants, *partner.wrong):
            place = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
            if place is None:
                continue
            near = text[max(0, place.start() - 80) : place.start()].lower()
            if partner.don_vi.lower() in near or partner.don_vi.split()[0].lower() in near:
                found.setdefault((partner.ten_goi, partner.don_vi), partner)
            break
    around = {partner.thuoc for partner in found.values() if partner.thuoc}
    return tuple(
        partner
        for partner in found.values()
        if f"{partner.don_vi} {partner.ten_goi}" not in around or text.count(partner.ten_goi) > 1
    )


def partner_entry(partner: Partner) -> dict[str, str]:
    """Return a partner as ``locality.yaml`` has it."""
    entry = {
        "ten_goi": partner.ten_goi,
        "don_vi": partner.don_vi,
        "quoc_gia": partner.quoc_gia,
    }
    if partner.thuoc:
        entry["thuoc"] = partner.thuoc
    return entry


# ---------------------------------------------------------------------- assignments


def take_duties(written: Sequence[Written]) -> tuple[list[Written], list[dict[str, Any]]]:
    """Return blocks with the assignments of "Tổ chức thực hiện" taken out, and these.

    A body and its dash items become data; the text prints them from there.
    """
    done: list[Written] = []
    duties: list[dict[str, Any]] = []
    level = 0
    position = 0
    while position < len(written):
        each = written[position]
        block = each.block
        if isinstance(block, Heading):
            if block.level <= level:
                level = 0
            if not level and _ORGANISE.search(plain_text(block.inlines)) and not block.run_in:
                level = block.level
            elif level and block.level == level + 1:
                count = _count_items(written, position + 1)
                if count:
                    items = written[position + 1 : position + 1 + count]
                    done += _printed(each, len(duties))
                    duties.append({"co_quan": each.text, "viec": [item.text for item in items]})
                    position += 1 + count
                    continue
        done.append(each)
        position += 1
    return done, duties


def _count_items(written: Sequence[Written], start: int) -> int:
    count = 0
    for each in written[start:]:
        if not isinstance(each.block, Bullet) or each.block.level != 1:
            break
        count += 1
    following = written[start + count].block if start + count < len(written) else None
    return 0 if isinstance(following, Bullet) else count


def _printed(heading: Written, number: int) -> list[Written]:
    """Return what prints an assignment: its heading, and a loop over its items."""
    name = f"phan_cong[{number}]"
    loop = f"{{% for viec in {name}.viec %}}\n- {{{{ viec }}}}\n{{% endfor %}}"
    return [
        Written(heading.block, heading.attributes, f"{{{{ {name}.co_quan }}}}"),
        Written(None, "", loop),
    ]
