"""Cells of tables and formal parts that were changed in Word go back to their values."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.diagnostics import Location
from generator.document.nodes import Cell, Document, Frame, Origin, Table
from generator.inputs.patch import YamlText
from generator.inputs.yaml import ValuePath
from generator.revise.change import Change, Kind
from generator.revise.pull.body import BodyPuller
from generator.revise.pull.text import (
    Notes,
    exchange,
    folded,
    inline_text,
    match_source,
    spans_of,
    units_of,
)
from generator.text.compare import align

_NUMBER = re.compile(r"Số:?\s*(\d+[a-z]?)\s*([-/].*)")
_DATE = re.compile(r"^(.*), ngày\s*(\d{0,2})\s*tháng\s*(\d{0,2})\s*năm\s*(\d{4})$")
_END = re.compile(r"[;,.]$")
_LISTS = ("noi_nhan", "trich_yeu", "kinh_gui", "co_quan_ban_hanh", "co_quan_chu_quan")
_LINES = ("so_ky_hieu", "dia_danh_ngay", "ten_loai")
_SIGNATURE = ("quyen_han", "chuc_vu", "ho_ten")


Way = Mapping[ValuePath, object]
"""Values of a plan that say what was changed."""


@dataclass(frozen=True, slots=True)
class FramePart:
    """Paragraphs that stand together around the body: those of one cell, or outside tables.

    Attributes:
        old: As they were built, blank ones left out.
        new: As they came back, blank ones left out.
        pairs: Which belong together.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    pairs: tuple[tuple[int | None, int | None], ...]


@dataclass(frozen=True, slots=True)
class FrameEdit:
    """A formal part as it was and as it is now, and the values that say so.

    Attributes:
        name: The part.
        before: Its lines.
        after: Its lines now.
        ways: Values to try, the plainest first.
    """

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    ways: tuple[Way, ...]


def frame_edits(frame: Frame, parts: Sequence[FramePart]) -> list[FrameEdit]:
    """Return what was changed in the paragraphs around the body.

    Args:
        frame: The formal parts as they were built.
        parts: The paragraphs around the body.
    """
    edits = []
    for name in (*_LISTS, *_LINES):
        lines = frame_lines(frame, name)
        after = _after(lines, parts)
        if not is_same(lines, after):
            edits.append(FrameEdit(name, lines, after, _ways(name, lines, after)))
    signature = frame_lines(frame, "nguoi_ky")
    signed = _after(signature, parts)
    if signed and not is_same(signature, signed):
        way: Way = {("nguoi_ky",): _signatory(frame, signed)}
        edits.append(FrameEdit("nguoi_ky", signature, signed, (way,)))
    draft = frame.draft_mark
    if draft and any(draft in part.old and draft not in part.new for part in parts):
        edits.append(FrameEdit("du_thao", (draft,), (), ({("du_thao",): "false"},)))
    return edits


def frame_lines(frame: Frame, name: str) -> tuple[str, ...]:
    """Return the lines of a formal part, () when the document has none."""
    if name == "du_thao":
        return (frame.draft_mark,) if frame.draft_mark else ()
    if name == "nguoi_ky":
        return tuple(line for line in (*frame.quyen_han, frame.chuc_vu, frame.ho_ten) if line)
    value = getattr(frame, name)
    return tuple(value) if isinstance(value, tuple) else ((value,) if value else ())


def is_same(before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether two parts read the same, wherever their lines break."""
    return folded(" ".join(before)) == folded(" ".join(after))


def _after(lines: tuple[str, ...], parts: Sequence[FramePart]) -> tuple[str, ...]:
    """Return the lines of a part in the file that came back."""
    for part in parts:
        start = _find(part.old, lines) if lines else None
        if start is not None:
            alone = len(lines) == len(part.old)
            return part.new if alone else _between(range(start, start + len(lines)), part, lines)
    return lines


def _between(places: range, part: FramePart, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return theirs, and new ones between them; beside them those that look like the list."""
    pairs = part.pairs

    def goes_on(at: int) -> bool:
        here, there = pairs[at] if 0 <= at < len(pairs) else (0, None)
        is_new = here is None and there is not None
        return is_new and part.new[there or 0][:2] == lines[0][:2] == "- "

    own = [at for at, (here, _) in enumerate(pairs) if here in places]
    first, last = own[0], own[-1]
    while goes_on(first - 1):
        first -= 1
    while goes_on(last + 1):
        last += 1
    return tuple(part.new[there] for _, there in pairs[first : last + 1] if there is not None)


def _find(texts: Sequence[str], lines: tuple[str, ...]) -> int | None:
    wanted, found = [*map(folded, lines)], [*map(folded, texts)]
    starts = range(len(found) - len(wanted) + 1)
    return next((at for at in starts if found[at : at + len(wanted)] == wanted), None)


def _ways(name: str, before: tuple[str, ...], after: tuple[str, ...]) -> tuple[Way, ...]:
    ways: list[Way] = []
    typed: object = list(after) if name in _LISTS else " ".join(after)
    if name == "so_ky_hieu" and after:
        match = _NUMBER.fullmatch(after[0].strip())
        ways += [{("so_van_ban",): match[1]}] if match else []
    if name == "dia_danh_ngay" and after:
        match = _DATE.match(after[0].strip())
        if match:
            parts = [part for part in (match[2], match[3], match[4]) if part]
            ways.append({("ngay_ban_hanh",): "/".join(parts)})
    if name == "trich_yeu" and after:
        ways += [{("trich_yeu",): re.sub(r"^V/v ", "", "\n".join(after))}]
    if name == "noi_nhan":
        ways.append(_recipients(before, after))
    ways.append({("the_thuc", name): typed})
    return tuple(ways)


def _recipients(before: tuple[str, ...], after: tuple[str, ...]) -> Way:
    (_, old_archive), (kept, archive) = _split(before), _split(after)
    way: dict[ValuePath, object] = {("noi_nhan",): kept}
    if archive and archive != old_archive:
        way["noi_luu",] = archive
    return way


def _split(lines: tuple[str, ...]) -> tuple[list[str], str]:
    """Return the names of recipients, and who keeps the document."""
    bare = [_END.sub("", line.strip().removeprefix("- ")) for line in lines]
    kept = [line for line in bare if not line.startswith("Lưu")]
    archive = [re.sub(r"^Lưu:? ", "", line) for line in bare if line.startswith("Lưu")]
    return kept, archive[0] if archive else ""


def _signatory(frame: Frame, lines: tuple[str, ...]) -> dict[str, object]:
    """Return who signs: authority lines, position, name.

    As many lines as before are the same lines. Otherwise their letters tell: authority and
    position are set in capitals, a name is not.
    """
    if len(lines) == len(frame_lines(frame, "nguoi_ky")):
        roles = len(lines) - bool(frame.ho_ten)
    else:
        roles = next((n for n, line in enumerate(lines) if not line.isupper()), len(lines))
    own = roles - 1 if frame.chuc_vu or not frame.quyen_han else roles
    found: dict[str, object] = {
        "quyen_han": list(lines[:own]),
        "chuc_vu": " ".join(lines[own:roles]),
        "ho_ten": " ".join(lines[roles:]),
    }
    return {name: found[name] for name in _SIGNATURE if found[name] or name == "chuc_vu"}


def apply_way(text: YamlText, way: Way) -> None:
    """Put the values of a way into a plan; what a list or a mapping has in common stays."""
    for path, value in way.items():
        old = text.get(path) if text.has(path) else None
        if isinstance(value, list) and isinstance(old, list) and value:
            _change_list(text, path, old, value)
        elif isinstance(value, dict) and isinstance(old, dict):
            _change_mapping(text, path, old, value)
        else:
            text.set(path, value)


def _change_list(text: YamlText, path: ValuePath, old: list[object], new: list[object]) -> None:
    for is_same, olds, news in reversed(list(align(old, new))):
        if is_same:
            continue
        both = min(len(olds), len(news))
        for place in reversed(olds[both:]):
            text.remove((*path, place))
        for place in reversed(news[both:]):
            text.insert(path, olds.start + both, new[place])
        for here, there in zip(olds, news, strict=False):
            text.set((*path, here), new[there])


def _change_mapping(
    text: YamlText, path: ValuePath, old: Mapping[str, object], new: Mapping[str, object]
) -> None:
    for name in old:
        if name not in new:
            text.remove((*path, name))
    for name, value in new.items():
        if old.get(name) != value:
            apply_way(text, {(*path, name): value})


_CELL = re.compile(r"(?<=\|)(?:\\.|[^|\\\n])*(?=\|)")
_YAML = ".yaml"


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A cell of a table that has other words now.

    Attributes:
        table: 0-based place of the table among those of the document.
        row: 0-based row.
        column: 0-based column of the grid.
        before: Its paragraphs as they were.
        after: Its paragraphs now.
    """

    table: int
    row: int
    column: int
    before: tuple[str, ...]
    after: tuple[str, ...]


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

    def take(self, edit: CellEdit) -> Change | None:
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
            self.places[after] = ":".join(filter(None, (origin.file, str(origin.line or ""))))
        return taken

    def _is_right(self, wanted: list[list[str]]) -> bool:
        puller, notes = self.puller, self.puller.notes
        units, frame = units_of(puller.document, notes), puller.document.frame
        return puller.builds(
            lambda document: (
                _texts(document, notes) == wanted
                and units_of(document, notes) == units
                and document.frame == frame
            )
        )

    # ------------------------------------------------------------------ the plan

    def _in_plan(
        self, origin: Origin, before: str, after: str, wanted: list[list[str]]
    ) -> Change | None:
        text = self.puller.text
        kept = text.text
        home = text.path_at(origin.line) if origin.file.endswith(_YAML) else None
        values = sorted(text.iter_scalars(), key=lambda one: one[0] != home)
        for path, value in values:
            for changed in _changed(value, before, after, self.puller.notes):
                self.puller.text = YamlText(kept)
                self.puller.text.set(path, changed)
                if self._is_right(wanted):
                    return self.puller.change(before, after, path)
        self.puller.text = YamlText(kept)
        return None

    # ------------------------------------------------------------------ a budget

    def _in_budget(
        self, file: str, row: tuple[str, ...], before: str, after: str, wanted: list[list[str]]
    ) -> Change | None:
        source = self.changed.get(file) or self.sources.read(file)
        if source is None:
            self.places[after] = file
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
                place = Location(file, new.line(path))
                return Change(Kind.TEXT, before, after, location=place, path=path)
        self.sources.put(file, source)
        self.places[after] = f"{file}:{text.line(item)}" if item else file
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


def _texts(document: Document, notes: Notes) -> list[list[str]]:
    """Return the cells of each table of a document, row by row."""
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


def iter_tables(document: Document) -> Iterator[Table]:
    """Yield the tables of the body and of the annexes."""
    for blocks in (document.blocks, *(annex.blocks for annex in document.annexes)):
        yield from (block for block in blocks if isinstance(block, Table))
