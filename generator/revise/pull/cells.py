"""Cells of tables that were changed in Word go back to the value they were printed from."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.document.nodes import Cell, Document, Origin, Table
from generator.errors import InputError
from generator.inputs.patch import YamlText
from generator.inputs.yaml import ValuePath
from generator.revise.pull.body import BodyPuller, Pulled
from generator.revise.pull.sides import CellEdit, iter_tables
from generator.revise.pull.source import exchange, match_source, spans_of
from generator.revise.pull.units import Notes, inline_text, units_of

_CELL = re.compile(r"(?<=\|)(?:\\.|[^|\\\n])*(?=\|)")
_YAML = ".yaml"

Texts = list[list[str]]
"""The cells of each table of a document, row by row."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Files beside the plan that a document is made from, its budgets among them.

    Attributes:
        read: Returns the text of a file, None when it is no text.
        put: Gives a file another text for all that is built from now on.
    """

    read: Callable[[str], str | None]
    put: Callable[[str, str], None]


@dataclass
class CellPuller:
    """Takes changed cells one by one, into the plan that a body puller has or a budget.

    Attributes:
        puller: Has the plan and builds it.
        sources: Other files the document is made from.
        changed: Their new texts.
        places: Where the cell can be changed that could not be brought back, by its words.
    """

    puller: BodyPuller
    sources: Sources
    changed: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def take(self, edit: CellEdit) -> Pulled | None:
        """Bring a changed cell into the value it was printed from; None when none has it."""
        table = list(iter_tables(self.puller.document))[edit.table]
        before, after = (_joined(one) for one in (edit.before, edit.after))
        wanted = _texts(self.puller.document, self.puller.notes)
        wanted[edit.table][_number(table, edit)] = after
        origin = table.origin or Origin("")
        if not origin.line and origin.file.endswith(_YAML):
            cells = table.rows[edit.row].cells
            row = tuple(_text(cell, self.puller.notes) for cell in cells)
            return self._in_budget(origin.file, row, before, after, wanted)
        taken = self._in_plan(origin, before, after, wanted)
        if taken is None:
            self._note(after, origin.file, origin.line)
        return taken

    def _note(self, after: str, file: str, line: int) -> None:
        self.places[after] = f"{file}:{line}" if line else file

    def _is_right(self, wanted: Texts) -> bool:
        puller = self.puller
        try:
            document = puller.build(puller.text.text)
        except InputError:
            return False
        units = units_of(puller.document, puller.notes)
        if (
            _texts(document, puller.notes) != wanted
            or units_of(document, puller.notes) != units
            or document.frame != puller.document.frame
        ):
            return False
        puller.document = document
        return True

    # ------------------------------------------------------------------ the plan

    def _in_plan(self, origin: Origin, before: str, after: str, wanted: Texts) -> Pulled | None:
        text = self.puller.text
        kept = text.text
        home = text.path_at(origin.line) if origin.file.endswith(_YAML) else None
        values = sorted(text.iter_scalars(), key=lambda one: one[0] != home)
        for path, value in values:
            for changed in _changed(value, before, after, self.puller.notes):
                self.puller.text = YamlText(kept)
                self.puller.text.set(path, changed)
                if self._is_right(wanted):
                    return Pulled(before, after, path, self.puller.text.line(path))
        self.puller.text = YamlText(kept)
        return None

    # ------------------------------------------------------------------ a budget

    def _in_budget(
        self, file: str, row: tuple[str, ...], before: str, after: str, wanted: Texts
    ) -> Pulled | None:
        source = self.changed.get(file) or self.sources.read(file)
        if source is None:
            self._note(after, file, 0)
            return None
        text = YamlText(source)
        item = _item_of(text, row)
        for path, value in text.iter_scalars(item or ()) if item is not None else ():
            if value.strip() != before or not after:
                continue
            new = YamlText(source)
            new.set(path, after)
            self.sources.put(file, new.text)
            if self._is_right(wanted):
                self.changed[file] = new.text
                return Pulled(before, after, path, new.line(path), file)
        self.sources.put(file, source)
        self._note(after, file, text.line(item) if item else 0)
        return None


def _item_of(text: YamlText, row: tuple[str, ...]) -> ValuePath | None:
    """Return the mapping that most cells of a row were printed from."""
    words = {cell for cell in row if cell}
    found: Counter[ValuePath] = Counter()
    for path, value in text.iter_scalars():
        if value.strip() in words and path and isinstance(path[-1], str):
            found[path[:-1]] += 1
    best = found.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def _changed(value: str, before: str, after: str, notes: Notes) -> Iterator[str]:
    """Yield a Markdown text with each cell changed that may be meant, or each paragraph."""
    places = [
        (match.start() + lead, match.end() - tail)
        for match in _CELL.finditer(value)
        for lead in (len(match[0]) - len(match[0].lstrip()),)
        for tail in (len(match[0]) - len(match[0].rstrip()),)
    ]
    places += [(span.start, span.end) for span in spans_of(value)]
    for start, end in places:
        source = value[start:end]
        pieces = match_source(source, before)
        if pieces is not None:
            yield value[:start] + exchange(pieces, before, after, notes) + value[end:]
        elif not before and not source.strip():
            yield f"{value[:start]}{exchange([], '', after, notes)}{value[end:]}"


def _joined(paragraphs: tuple[str, ...]) -> str:
    return "\n".join(one.strip() for one in paragraphs).strip()


def _text(cell: Cell, notes: Notes) -> str:
    return _joined(tuple(inline_text(each, notes) for each in cell.paragraphs))


def _texts(document: Document, notes: Notes) -> Texts:
    return [
        [_text(cell, notes) for row in table.rows for cell in row.cells]
        for table in iter_tables(document)
    ]


def _number(table: Table, edit: CellEdit) -> int:
    """Return which cell of a table, counted row by row, stands at a place of its grid."""
    covered: set[tuple[int, int]] = set()
    number = -1
    for place, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while (place, column) in covered:
                column += 1
            number += 1
            if (place, column) == (edit.row, edit.column):
                return number
            covered |= {
                (place + down, column + right)
                for down in range(cell.rowspan)
                for right in range(cell.colspan)
            }
    return number
