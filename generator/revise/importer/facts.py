"""What a text names and lists, as data and calls: days, countries, partners, assignments, tasks."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.budget.heads import plain, recognise
from generator.catalogues import anniversaries
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Partner
from generator.catalogues.relations import list_partners
from generator.checks.text.dates import find_pairs
from generator.document.markdown import Written, escape
from generator.document.nodes import Bullet, Heading, Inlines, Run, Table, plain_text
from generator.model.columns import COLUMNS, Kind
from generator.model.plan import NhiemVu
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
            before = _NAME_BEFORE.search(text[: pair.start])
            name = before["name"].strip(" ,-") if before else ""
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


def _share(first: str, second: str) -> float:
    """Return how many of the words of a name stand in another."""
    words = set(slug(first).split("-"))
    return len(words & set(slug(second).split("-"))) / max(len(words), 1)


def _countries(text: str, catalogues: Catalogues) -> Iterator[str]:
    """Yield the countries named with the day relations with them began."""
    if not _RELATIONS.search(text):
        return
    days: dict[date, int] = {}
    for match in _DAY.finditer(text):
        with suppress(ValueError):
            days[date(int(match[3]), int(match[2]), int(match[1]))] = match.start()
    for relation in catalogues.relations.values():
        founded = relation.established.exact
        if founded in days:
            before = text[max(0, days[founded] - 60) : days[founded]]
            if any(name in before for name in (relation.name, *relation.other_names)):
                yield relation.id


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
    names = ("ten_goi", "don_vi", "quoc_gia", "thuoc")
    entry = {name: getattr(partner, name) for name in names}
    return {name: text for name, text in entry.items() if text or name != "thuoc"}


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


_NUMBER = "stt"
# The words of "noi_dung" stand in many heads ("Thời gian thực hiện nhiệm vụ"): it comes last.
_COLUMNS = tuple(column for column in reversed(COLUMNS) if column.id in NhiemVu.model_fields)
_WORDS = tuple((column.id, re.compile(column.words)) for column in _COLUMNS if column.words)
_PRINTED = {
    column.id: f'{{{{ liet_ke(nv.{column.id}, "; ") }}}}'
    if column.kind is Kind.LIST
    else f"{{{{ nv.{column.id} }}}}"
    for column in _COLUMNS
}
_LISTS = frozenset(column.id for column in _COLUMNS if column.kind is Kind.LIST)
_CELL = re.compile(r"(?<!\\)\|")
_FEWEST = 3


def take_tasks(written: Sequence[Written]) -> tuple[list[Written], list[dict[str, Any]]]:
    """Return blocks with the tasks of the first table of tasks taken out, and these.

    The table prints its rows from the data; one that would print otherwise stays as it is.
    """
    done: list[Written] = []
    tasks: list[dict[str, Any]] = []
    for each in written:
        found = _read(each) if isinstance(each.block, Table) and not tasks else None
        if found is None:
            done.append(each)
            continue
        tasks, rows = found
        done.append(Written(each.block, each.attributes, rows))
    return done, tasks


def _read(written: Written) -> tuple[list[dict[str, Any]], str] | None:
    table = written.block
    assert isinstance(table, Table)  # noqa: S101
    columns = _columns(table)
    if columns is None or _is_merged(table):
        return None
    head, rule, *lines = written.text.split("\n")
    suffixes: set[str] = set()
    tasks = []
    for number, (row, line) in enumerate(zip(table.rows[1:], lines, strict=True), start=1):
        cells = [cell.strip() for cell in _CELL.split(line)[1:-1]]
        task: dict[str, Any] = {}
        for name, cell, text in zip(columns, row.cells, cells, strict=True):
            plain = plain_text(cell.paragraphs[0]).strip()
            if name == _NUMBER:
                if not plain.startswith(str(number)):
                    return None
                suffixes.add(plain.removeprefix(str(number)))
            elif name == "noi_dung":
                task[name] = text
            elif text != escape(plain) or not _is_plain(cell.paragraphs[0]):
                return None
            elif plain:
                task[name] = plain.split("; ") if name in _LISTS else plain
        if not task.get("noi_dung"):
            return None
        tasks.append(task)
    if len(suffixes) > 1 or not tasks:
        return None
    number_cell = "{{ loop.index }}" + next(iter(suffixes), "")
    printed = [number_cell if name == _NUMBER else _PRINTED[name] for name in columns]
    loop = f"{{% for nv in nhiem_vu %}}\n| {' | '.join(printed)} |\n{{% endfor %}}"
    return tasks, f"{head}\n{rule}\n{loop}"


def _columns(table: Table) -> list[str] | None:
    """Return what each column holds, None when it is no table of tasks."""
    if not table.rows or not table.rows[0].header or sum(row.header for row in table.rows) != 1:
        return None
    found = []
    for cell in table.rows[0].cells:
        name = _field(" ".join(plain_text(each) for each in cell.paragraphs))
        if not name or name in found:
            return None
        found.append(name)
    usable = "noi_dung" in found and "chu_tri" in found and len(found) >= _FEWEST
    return found if usable else None


def _field(head: str) -> str:
    """Return what a column of a table of tasks is by its head, "" when that is not known.

    >>> _field("Thời gian thực hiện"), _field("Phòng, ban thực hiện"), _field("Kinh phí")
    ('thoi_gian', 'chu_tri', '')
    """
    field = recognise(head).field
    if field == _NUMBER or field in _PRINTED:
        return field
    words = plain(head.replace("(", " ").replace(")", " "))
    return next((name for name, pattern in _WORDS if pattern.search(words)), "")


def _is_merged(table: Table) -> bool:
    return any(
        cell.colspan > 1 or cell.rowspan > 1 or len(cell.paragraphs) != 1
        for row in table.rows
        for cell in row.cells
    )


def _is_plain(inlines: Inlines) -> bool:
    return all(isinstance(each, Run) and not (each.bold or each.italic) for each in inlines)


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
