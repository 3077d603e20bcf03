"""A Word file we made comes back: its changed words go into the plan, field by field."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.diagnostics import Diagnostic, Location
from generator.document.nodes import Document
from generator.errors import InputError
from generator.inputs.patch import YamlText
from generator.readers.docx import read_docx
from generator.readers.docx.parts import accept_changes
from generator.revise import problems
from generator.revise.change import Change
from generator.revise.pull.body import BodyPuller, Build, ReadClause
from generator.revise.pull.parts import CellPuller, FrameEdit, Sources, apply_way, frame_lines
from generator.revise.pull.sides import Difference, Sides
from generator.revise.pull.text import Notes, folded

NO_SOURCES = Sources(lambda _: None, lambda _name, _text: None)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class PullResult:
    """A plan with what was changed in Word.

    Attributes:
        text: The plan's YAML.
        pulled: Each change and the value that has it now; ``look`` where a whole section was
            written out to take it.
        findings: What could not be brought back.
        files: New texts of other files the document is made from, by name.
    """

    text: str
    pulled: tuple[Change, ...]
    findings: tuple[Diagnostic, ...]
    files: Mapping[str, str] = field(default_factory=dict)


def pull_changes(
    plan: str,
    edited: bytes,
    *,
    build: Build,
    render: Callable[[Document], bytes],
    read_clause: ReadClause,
    sources: Sources = NO_SOURCES,
    name: str = "",
    sure: bool = True,
) -> PullResult:
    """Return a plan that builds the text of a Word file.

    "Tăng cường phối hợp" in the file, where the plan built "Tăng phối hợp", changes the value of
    the plan that has these words::

        Change(Kind.TEXT, "Tăng phối hợp", "Tăng cường phối hợp",
               location=Location(line=31), path=("noi_dung",))

    Words of a clause go to ("dieu_chinh", "thay", "muc_dich"). Each change is tried by building
    the plan again; what no value can take is a finding.

    Args:
        plan: The plan's YAML.
        edited: The Word file, changed with or without tracking.
        build: Builds the text of a plan.
        render: Makes the Word file of a document.
        read_clause: Finds a clause the plan's templates use.
        sources: Other files the document is made from.
        name: How findings name the Word file.
        sure: Whether the file is known to be this plan's; otherwise it has to look so.

    Raises:
        InputError: When the plan does not build, or the file is not one of its own.
    """
    document = build(plan)
    file = read_docx(accept_changes(edited, name=name), name=name)
    notes = Notes()
    sides = Sides(document, read_docx(render(document)), file, notes)
    _check_ours(sides, name, sure=sure)
    puller = BodyPuller(YamlText(plan), build, read_clause, notes, document)
    puller.take(sides.steps())
    pulled = list(puller.done)
    cells = CellPuller(puller, sources)
    pulled += [one for one in map(cells.take, sides.cell_edits()) if one]
    settled: set[str] = set()
    for edit in sides.frame_edits():
        taken = _take_frame(edit, puller)
        if taken:
            pulled.append(taken)
            settled.update(map(folded, edit.after))
    now = Sides(puller.document, read_docx(render(puller.document)), file, notes)
    findings = _leftovers(sides, now, settled, cells.places, notes, name)
    shown = tuple(reversed(pulled))
    return PullResult(puller.text.text, shown, tuple(findings), cells.changed)


def _check_ours(sides: Sides, name: str, *, sure: bool) -> None:
    if not sides.is_ours():
        raise InputError(problems.NOT_OURS.at(Location(name)))
    if not (sure or sides.is_surely_ours()):
        raise InputError(problems.NOT_SURE.at(Location(name)))


def _take_frame(edit: FrameEdit, puller: BodyPuller) -> Change | None:
    """Bring a changed formal part into the plan; None when no value of the plan has it."""
    before = puller.text.text
    for way in edit.ways:
        puller.text = YamlText(before)
        apply_way(puller.text, way)
        if puller.builds(lambda document: _reads(frame_lines(document.frame, edit.name), edit)):
            gone = "; ".join(one for one in edit.before if one not in edit.after)
            come = "; ".join(one for one in edit.after if one not in edit.before)
            return puller.change(gone, come, next(iter(way)))
    puller.text = YamlText(before)
    return None


def _reads(built: Sequence[str], edit: FrameEdit) -> bool:
    """Return whether a part reads as in Word; punctuation nobody typed is the standard's."""
    if edit.name != "noi_nhan" or len(built) != len(edit.after):
        return folded(" ".join(built)) == folded(" ".join(edit.after))
    return all(
        folded(line)
        in (folded(wanted), f"{folded(wanted)};", f"{folded(wanted)},", f"{folded(wanted)}.")
        for line, wanted in zip(built, edit.after, strict=True)
    )


def _leftovers(
    sides: Sides,
    now: Sides,
    settled: set[str],
    places: Mapping[str, str],
    notes: Notes,
    name: str,
) -> Iterable[Diagnostic]:
    """Yield what was changed in Word and differs still from what the plan builds now.

    What differs now but was not changed in Word follows from other changes.
    """
    touched = {_key(one) for one in sides.differences()}
    left = [one for one in now.differences() if _key(one) in touched]
    left = [one for one in left if folded(one.after) not in settled or one.is_deleted]
    for _, group in groupby(left, _row):
        run = list(group)
        before = "; ".join(notes.shown(one.before) for one in run if one.before.strip())
        after = "; ".join(notes.shown(one.after) for one in run if one.after.strip())
        yield _finding(run[0], before, after, places.get(run[0].after.strip(), ""), name)


def _key(one: Difference) -> tuple[bool, str | int]:
    """Return what tells a difference from others: its paragraph in Word, or the words deleted."""
    return (True, folded(one.before)) if one.is_deleted else (False, one.paragraph.number)


def _row(one: Difference) -> tuple[object, ...]:
    """Return what is told in one finding: a row that came or went, or a single paragraph."""
    cell = one.paragraph.cell
    if cell is None or (one.before and not one.is_deleted):
        return (id(one),)
    return (one.is_deleted, cell.table, cell.row)


def _finding(one: Difference, before: str, after: str, place: str, name: str) -> Diagnostic:
    at = Location(name)
    if not one.is_deleted:
        at = Location(name, part=one.paragraph.part, paragraph=one.paragraph.number)
    params = {"before": before[:_LONGEST], "after": after[:_LONGEST], "place": place}
    if one.paragraph.cell is None:
        return problems.NOT_TAKEN.at(at, **params)
    return problems.IN_TABLE.at(at, hint=None if place else "", **params)
