"""A table of tasks as data: what, who leads, who joins, when, with what result."""

import re
from collections.abc import Sequence
from typing import Any

from generator.budget.heads import plain, recognise
from generator.document.markdown import Written, escape
from generator.document.nodes import Inlines, Run, Table, plain_text
from generator.model.columns import COLUMNS, Kind
from generator.model.plan import NhiemVu

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
