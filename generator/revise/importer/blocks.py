"""Paragraphs of a body as blocks: sections with their labels, dash items, tables, notes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.document.nodes import (
    Block,
    Blocks,
    Bullet,
    Footnote,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Paragraph,
    Role,
    Run,
    plain_text,
)
from generator.document.walk import map_inlines
from generator.model.plan import CapMuc
from generator.readers.docx import WordFile, WordParagraph, WordRun
from generator.readers.docx.extras import WordGrid
from generator.recognise.body import (
    Label,
    LabelCounter,
    Scheme,
    TableReader,
    find_label,
    find_scheme,
)
from generator.recognise.paragraph import Paragraph as SourceParagraph
from generator.revise import problems
from generator.revise.importer.tidy import Repairs, cut_runs
from generator.standards import Standard

_MARK = re.compile(r"\s*(?P<mark>[-–—−•●▪■◦○*+])(?P<space>\s*)(?=\S)")
_SECOND = frozenset("+◦○")
_TITLE_LENGTH = 200
_LONGEST_LABEL_TEXT = 400
_ROLES = {
    "can_cu": Role.CAN_CU,
    "tham_quyen_ban_hanh": Role.THAM_QUYEN,
    "loi_quyet_dinh": Role.QUYET_DINH,
    "don_vi_tinh": Role.UNIT,
    "bang_chu": Role.WORDS,
}


@dataclass(frozen=True, slots=True)
class Body:
    """A body as blocks: labels that must be given by hand stand in ``given_labels``.

    Attributes:
        blocks: The blocks, headings with the labels they have in the file.
        levels: The numbering scheme, empty when there are no sections.
        given_labels: By position of a heading: its label, where counting would give another.
    """

    blocks: Blocks
    levels: tuple[CapMuc, ...]
    given_labels: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of the body: a paragraph, or one of the lines glued into it."""

    runs: tuple[WordRun, ...]
    source: SourceParagraph
    label: Label | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class BodyReader:
    """Reads bodies of one file."""

    def __init__(
        self,
        word: WordFile,
        grids: Sequence[WordGrid],
        standard: Standard,
        repairs: Repairs,
    ) -> None:
        self._word = word
        self._standard = standard
        self._repairs = repairs
        self._tables = TableReader(word, grids, self.inlines)

    def read(self, paragraphs: Sequence[SourceParagraph]) -> Body:
        """Return the blocks of paragraphs that stand together."""
        pieces = list(self._pieces(paragraphs))
        labels = [each.label for each in pieces if isinstance(each, _Piece) and each.label]
        scheme = find_scheme(labels)
        blocks = tuple(
            block
            for piece in pieces
            for block in (self._block(piece, scheme) if isinstance(piece, _Piece) else (piece,))
        )
        levels = _levels(blocks, scheme)
        counter = LabelCounter(scheme.specimens)
        given = {
            position: label
            for position, block in enumerate(blocks)
            if isinstance(block, Heading) and (label := counter.explicit(block.level, block.label))
        }
        return Body(_with_looks(blocks, levels), levels, given)

    # ------------------------------------------------------------------ pieces

    def _pieces(self, paragraphs: Sequence[SourceParagraph]) -> Iterator[_Piece | Block]:
        done: set[int] = set()
        for paragraph in paragraphs:
            cell = paragraph.source.cell
            if cell is not None:
                table = self._tables.outermost(cell.table)
                if table not in done:
                    done.add(table)
                    yield self._tables.read(table, [each.source for each in paragraphs])
                continue
            if not paragraph.text.strip() and not paragraph.source.footnotes:
                continue
            yield from self._lines(paragraph)

    def _lines(self, paragraph: SourceParagraph) -> Iterator[_Piece]:
        """Yield a paragraph, parted where a line break comes before a new item or section."""
        text = paragraph.text
        cuts = [0]
        for match in re.finditer("\n", text):
            rest = text[match.end() :]
            if _MARK.match(rest) or find_label(rest.split("\n", 1)[0]):
                cuts.append(match.end())
                self._repairs.add(problems.PARTED, paragraph.source.number, rest)
        for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
            runs = cut_runs(paragraph.source.runs, start, end)
            piece = _Piece(runs, paragraph)
            if piece.text.strip() or any(run.footnote is not None for run in runs):
                label = find_label(piece.text)
                has_role = paragraph.component in _ROLES and paragraph.component != "bang_chu"
                if label and not has_role and piece.text[label.end :].strip():
                    piece = replace(piece, label=label)
                yield piece

    # ------------------------------------------------------------------ blocks

    def _block(self, piece: _Piece, scheme: Scheme) -> Iterator[Block]:
        level = scheme.level(piece.label) if piece.label else None
        if piece.label and level:
            yield self._heading(piece, piece.label, level)
            return
        mark = _MARK.match(piece.text)
        if mark:
            yield self._bullet(piece, mark)
        else:
            yield self._paragraph(piece)

    def _heading(self, piece: _Piece, label: Label, level: int) -> Heading:
        text = piece.text
        if not text[label.end].isspace():
            self._repairs.add(problems.SPACE, piece.source.source.number, text, detail=label.text)
        inlines = self.inlines(cut_runs(piece.runs, label.end, len(text)))
        label_bold = all(
            run.look.bold for run in cut_runs(piece.runs, 0, label.end) if run.text.strip()
        )
        runs = _runs(inlines)
        whole_bold = label_bold and all(run.bold for run in runs)
        none_bold = not label_bold and not any(run.bold for run in runs)
        is_title = (whole_bold or none_bold) and _is_title(text, whole_bold=whole_bold)
        if label.kind == "dieu":
            # The label of a "Điều" is bold whatever stands after it.
            is_title = whole_bold
            label_bold = whole_bold
        if is_title and whole_bold:
            inlines = _plain(inlines, bold=True)
        return Heading(inlines, level, label.text, run_in=not is_title, bold=label_bold)

    def _bullet(self, piece: _Piece, mark: re.Match[str]) -> Bullet:
        number = piece.source.source.number
        if mark["mark"] not in "-+":
            self._repairs.add(problems.MARK, number, piece.text, detail=mark["mark"])
        if not mark["space"]:
            self._repairs.add(problems.SPACE, number, piece.text, detail=mark["mark"])
        level = 2 if mark["mark"] in _SECOND else 1
        return Bullet(self.inlines(cut_runs(piece.runs, mark.end(), len(piece.text))), level)

    def _paragraph(self, piece: _Piece) -> Paragraph:
        inlines = self.inlines(piece.runs)
        role = _ROLES.get(piece.source.component)
        if role is None:
            return Paragraph(inlines)
        look = self._standard.components.get(role.value)
        looks = {(run.bold, run.italic) for run in _runs(inlines)}
        if look is None or not looks <= {(look.bold, look.italic)}:
            return Paragraph(inlines)
        return Paragraph(_plain(inlines, bold=look.bold, italic=look.italic), role)

    def inlines(self, runs: Iterable[WordRun], *, in_note: bool = False) -> Inlines:
        """Return runs as inlines, their footnotes with them."""
        found: list[Inline] = []
        for run in runs:
            for position, line in enumerate(run.text.split("\n")):
                if position:
                    found.append(LineBreak())
                if line:
                    found.append(Run(line, run.look.bold, run.look.italic))
            if run.footnote is not None and not in_note:
                note = self._word.footnotes.get(run.footnote, ())
                found.append(Footnote(self._note(note)))
        return tidy_inlines(found)

    def _note(self, paragraphs: Sequence[WordParagraph]) -> Inlines:
        found: list[Inline] = []
        for paragraph in paragraphs:
            if found and paragraph.text.strip():
                found.append(LineBreak())
            found.extend(self.inlines(paragraph.runs, in_note=True))
        return tidy_inlines(found)


# ---------------------------------------------------------------------- looks


def tidy_inlines(inlines: Iterable[Inline]) -> Inlines:
    """Return inlines with equal neighbours joined, white space single and none at the ends.

    White space has no look of its own: between two looks it goes with the second.
    """
    found: list[Inline] = []
    for inline in inlines:
        last = found[-1] if found else None
        if isinstance(inline, Run):
            text = re.sub(r"\s+", " ", inline.text)
            if isinstance(last, Run) and last.text.endswith(" "):
                text = text.lstrip()
            if not found or isinstance(last, LineBreak):
                text = text.lstrip()
            if not text:
                continue
            same = isinstance(last, Run) and (last.bold, last.italic) == (
                inline.bold,
                inline.italic,
            )
            if isinstance(last, Run) and (same or not text.strip()):
                found[-1] = replace(last, text=last.text + text)
                continue
            if isinstance(last, Run) and not last.text.strip():
                found[-1] = replace(inline, text=last.text + text)
                continue
            if isinstance(last, Run) and last.text.endswith(" "):
                found[-1] = replace(last, text=last.text[:-1])
                text = f" {text}"
            inline = replace(inline, text=text)  # noqa: PLW2901
        elif isinstance(inline, LineBreak):
            _strip_end(found)
            if not found:
                continue
        found.append(inline)
    while found and isinstance(found[-1], LineBreak):
        found.pop()
        _strip_end(found)
    _strip_end(found)
    return tuple(found)


def _strip_end(found: list[Inline]) -> None:
    while found and isinstance(found[-1], Run):
        text = found[-1].text.rstrip()
        if text:
            found[-1] = replace(found[-1], text=text)
            return
        found.pop()


def _runs(inlines: Inlines) -> list[Run]:
    return [each for each in inlines if isinstance(each, Run) and each.text.strip()]


def _plain(inlines: Inlines, *, bold: bool = False, italic: bool = False) -> Inlines:
    """Return inlines without a look that what they stand in has already."""
    return tidy_inlines(
        Run(each.text, each.bold and not bold, each.italic and not italic)
        if isinstance(each, Run)
        else each
        for each in inlines
    )


def _is_title(text: str, *, whole_bold: bool) -> bool:
    """Return whether a labelled line is a title: short, and no sentence unless it is bold."""
    text = text.strip()
    if whole_bold:
        return len(text) < _LONGEST_LABEL_TEXT
    return len(text) < _TITLE_LENGTH and text[-1] not in ".;:,"


def _levels(blocks: Blocks, scheme: Scheme) -> tuple[CapMuc, ...]:
    """Return the numbering scheme: a level is bold or in capitals as most of its titles are."""
    bold: dict[int, Counter[bool]] = {}
    capitals: dict[int, list[bool]] = {}
    for block in blocks:
        if isinstance(block, Heading) and not block.run_in:
            bold.setdefault(block.level, Counter())[block.bold] += 1
            text = plain_text(block.inlines)
            capitals.setdefault(block.level, []).append(
                # Writing the text in capitals leaves all of it, notes included, as it is.
                text.isupper() and map_inlines(block.inlines, str.upper) == block.inlines
            )
    return tuple(
        CapMuc(
            mau=pattern,
            in_hoa=level in capitals and all(capitals[level]),
            in_dam=level in bold and bold[level].most_common(1)[0][0],
        )
        for level, pattern in enumerate(scheme.specimens, start=1)
    )


def _with_looks(blocks: Blocks, levels: Sequence[CapMuc]) -> Blocks:
    """Return headings with what they must say of their look, where their level's is another."""
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            usual = levels[block.level - 1].in_dam and not block.run_in
            given = () if block.bold == usual else ("dam",) if block.bold else ("thuong",)
            done.append(replace(block, given=given))
        else:
            done.append(block)
    return tuple(done)
