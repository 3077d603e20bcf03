"""A Word file we made comes back: its changed words go into the plan, field by field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Location, Severity
from generator.document.nodes import Block, Document, Heading, Table
from generator.errors import InputError
from generator.i18n import N_
from generator.inputs.patch import YamlText
from generator.pull.body import BodyPuller, Build, Pulled, ReadClause, Step
from generator.pull.frame import FrameEdit, apply_way, frame_edits
from generator.pull.units import Notes, Unit, inline_text, split_mark, unit_of, word_text
from generator.readers.docx import WordFile, WordParagraph, read_docx
from generator.readers.docx.accept import accept_changes
from generator.text.compare import pair_texts

NOT_OURS = N_("tệp Word này không phải làm từ kế hoạch này: quá ít đoạn giống nhau")
NOT_OURS_HINT = N_("chọn đúng kế hoạch; tệp của nơi khác thì dùng kehoach import")
IN_TABLE = N_("chữ trong bảng đã sửa, chưa đưa về kế hoạch: '{before}' thành '{after}'")
NOT_TAKEN = N_("chưa đưa về kế hoạch được: '{before}' thành '{after}'")
_LEAST_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class PullResult:
    """A plan with what was changed in Word.

    Attributes:
        text: The plan's YAML.
        pulled: Each change and the value that has it now.
        findings: What could not be brought back.
    """

    text: str
    pulled: tuple[Pulled, ...]
    findings: tuple[Diagnostic, ...]


def pull_changes(
    plan: str,
    edited: bytes,
    *,
    build: Build,
    render: Callable[[Document], bytes],
    read_clause: ReadClause,
    name: str = "",
) -> PullResult:
    """Return a plan that builds the text of a Word file.

    Args:
        plan: The plan's YAML.
        edited: The Word file, changed with or without tracking.
        build: Builds the text of a plan.
        render: Makes the Word file of a document.
        read_clause: Finds a clause the plan's templates use.
        name: How findings name the Word file.

    Raises:
        InputError: When the plan does not build, or the file is not one of its own.
    """
    document = build(plan)
    base = read_docx(render(document))
    file = read_docx(accept_changes(edited, name=name), name=name)
    notes = Notes()
    sides = _Sides(document, base, file, notes)
    if not sides.is_ours():
        place = Location(name)
        raise InputError(Diagnostic("PULL01", Severity.ERROR, NOT_OURS, place, hint=NOT_OURS_HINT))
    text = YamlText(plan)
    puller = BodyPuller(text, build, read_clause, notes, document)
    puller.take(sides.steps())
    findings = [*_not_taken(puller.done, name), *sides.table_findings(name)]
    pulled = [one for one in puller.done if one.path]
    for edit in sides.frame_edits():
        taken = _take_frame(edit, puller)
        if taken:
            pulled.append(taken)
        else:
            findings.append(_finding(NOT_TAKEN, edit.before, edit.after, name))
    return PullResult(puller.text.text, tuple(reversed(pulled)), tuple(findings))


def _take_frame(edit: FrameEdit, puller: BodyPuller) -> Pulled | None:
    kept = puller.text.text
    for way in edit.ways:
        puller.text = YamlText(kept)
        apply_way(puller.text, way)
        try:
            document = puller.build(puller.text.text)
        except InputError:
            continue
        if _part(document, edit.name) == tuple(map(_folded, edit.after)):
            puller.document = document
            path = next(iter(way))
            line = puller.text.line(path)
            return Pulled("; ".join(edit.before), "; ".join(edit.after), path, line)
    puller.text = YamlText(kept)
    return None


def _part(document: Document, name: str) -> tuple[str, ...]:
    frame = document.frame
    if name == "du_thao":
        return (frame.draft_mark,) if frame.draft_mark else ()
    if name == "nguoi_ky":
        lines = (*frame.quyen_han, frame.chuc_vu, frame.ho_ten)
        return tuple(_folded(line) for line in lines if line)
    value = getattr(frame, name)
    lines = value if isinstance(value, tuple) else (value,)
    return tuple(map(_folded, lines))


def _folded(text: str) -> str:
    return " ".join(text.split())


def _not_taken(done: Sequence[Pulled], name: str) -> list[Diagnostic]:
    return [_finding(NOT_TAKEN, (one.before,), (one.after,), name) for one in done if not one.path]


def _finding(message: str, before: Sequence[str], after: Sequence[str], name: str) -> Diagnostic:
    params = {"before": "; ".join(before)[:200], "after": "; ".join(after)[:200]}
    return Diagnostic("PULL02", Severity.WARNING, message, Location(name), params)


class _Sides:
    """The file as it would be built and as it came back, paragraph by paragraph."""

    def __init__(self, document: Document, base: WordFile, file: WordFile, notes: Notes) -> None:
        self._document = document
        self._notes = notes
        self._old = [word_text(one, base, notes) for one in base.paragraphs]
        self._new = [word_text(one, file, notes) for one in file.paragraphs]
        self._base, self._file = base, file
        self._pairs = list(pair_texts(self._old, self._new))
        self._place = self._places()

    def is_ours(self) -> bool:
        """Return whether enough paragraphs of the file are those that would be built."""
        wanted = [text for text in self._old if text.strip()]
        kept = sum(
            1 for here, there in self._pairs
            if here is not None and there is not None and self._old[here].strip()
        )  # fmt: skip
        return kept >= _LEAST_SHARE * len(wanted)

    def _places(self) -> dict[int, int]:
        """Return which block each paragraph of the built file is."""
        found: dict[int, int] = {}
        at = 0
        for number, block in enumerate(self._document.blocks):
            printed = _printed(block, self._notes)
            if printed is None:
                continue
            while at < len(self._old):
                same = self._old[at] == printed and self._base.paragraphs[at].cell is None
                at += 1
                if same:
                    found[at - 1] = number
                    break
        return found

    def steps(self) -> list[Step]:
        """Return what was changed in the body, in the order of the document."""
        steps: list[Step] = []
        last = -1
        first = min(self._place, default=0)
        final = max(self._place, default=-1)
        inside = False
        for here, there in self._pairs:
            if here is not None:
                inside = first <= here <= final
                number = self._place.get(here)
                if number is None:
                    continue
                last = number
                steps += self._step(number, here, there)
            elif there is not None and inside:
                paragraph = self._file.paragraphs[there]
                if self._new[there].strip() and paragraph.cell is None:
                    steps.append(self._coming(last + 1, paragraph, self._new[there]))
        return steps

    def _step(self, number: int, here: int, there: int | None) -> list[Step]:
        block = self._document.blocks[number]
        text = self._new[there] if there is not None else ""
        if text == self._old[here]:
            return []
        if not text.strip():
            return [Step(number, None)]
        unit = unit_of(block, self._notes)
        mark = self._old[here][: len(self._old[here]) - len(unit.text)]
        if text.startswith(mark):
            return [Step(number, Unit(unit.kind, text[len(mark) :].strip()))]
        if isinstance(block, Heading):
            label = text.partition(" ")
            return [Step(number, Unit(unit.kind, label[2].strip()))]
        kind, words = split_mark(text)
        if kind == unit.kind:
            return [Step(number, Unit(kind, words))]
        return [Step(number, None), Step(number, Unit(kind, words), comes=True)]

    @staticmethod
    def _coming(at: int, paragraph: WordParagraph, text: str) -> Step:
        kind, words = split_mark(text)
        if kind == "text" and paragraph.look.numbering is not None:
            kind = "bullet1"
        return Step(at, Unit(kind, words), comes=True)

    def table_findings(self, name: str) -> list[Diagnostic]:
        """Return what was changed in tables of the body, which is not brought back."""
        first, final = min(self._place, default=0), max(self._place, default=-1)
        found = []
        for here, there in self._pairs:
            if here is None or here in self._place or not (first < here < final):
                continue
            text = self._new[there] if there is not None else ""
            if text != self._old[here] and self._base.paragraphs[here].cell is not None:
                found.append(_finding(IN_TABLE, (self._old[here],), (text,), name))
        return found

    def frame_edits(self) -> list[FrameEdit]:
        """Return what was changed around the body."""
        first, final = min(self._place, default=0), max(self._place, default=-1)
        edits: list[FrameEdit] = []
        pairs = self._pairs
        head = [(h, t) for h, t in pairs if h is not None and h < first]
        tail = [(h, t) for h, t in pairs if h is not None and h > final]
        reach = [t for _, t in head if t is not None]
        ends = [t for _, t in tail if t is not None]
        old = [self._old[h] for h, _ in (*head, *tail)]
        new = self._new[: max(reach, default=-1) + 1]
        if ends:
            new += self._new[min(ends) :]
        if [_folded(one) for one in old] != [_folded(one) for one in new]:
            edits = frame_edits(self._document.frame, old, new)
        return edits


def _printed(block: Block, notes: Notes) -> str | None:
    """Return a block as its paragraph reads, None for a table."""
    if isinstance(block, Table):
        return None
    text = inline_text(block.inlines, notes)
    if isinstance(block, Heading):
        return f"{block.label} {text}".strip() if text else block.label
    unit = unit_of(block, notes)
    marks = {"bullet1": "- ", "bullet2": "+ "}
    return f"{marks.get(unit.kind, '')}{text}"
