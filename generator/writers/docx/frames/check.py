"""The check of a frame's tags: all that docxtpl would lose, tear or leave, each with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from generator.diagnostics import Diagnostic, Phrase, Problem
from generator.i18n import N_
from generator.ooxml.xml import parent_of, qn
from generator.templating.problems import reason_for
from generator.writers.docx.frames import problems
from generator.writers.docx.frames.logic import (
    CELL_VALUES,
    MERGES,
    Logic,
    find_wrong_tags,
)
from generator.writers.docx.frames.problems import Reporter
from generator.writers.docx.frames.tags import FORMS, Kind, PartTags, Tag

if TYPE_CHECKING:
    from lxml.etree import _Element


# The tags that enclose others, the tag that ends each, the tags that divide each.
_BLOCKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "if": ("endif", ("elif", "else")),
    "for": ("endfor", ("else",)),
    "macro": ("endmacro", ()),
    "call": ("endcall", ()),
    "filter": ("endfilter", ()),
    "with": ("endwith", ()),
    "block": ("endblock", ()),
    "set": ("endset", ()),
    "autoescape": ("endautoescape", ()),
}
_COMMANDS = {*_BLOCKS, *(end for end, _ in _BLOCKS.values()), "else", "elif"}
_WORDS_OF_EXPRESSIONS = ("if", "is", "in", "not", "and", "or", "else")
_LIKE_TEXT = frozenset(
    ("tab", "tabs", "textAlignment", "textDirection", "topLinePunct", "textboxTightWrap")
)
_OUTSIDE = {"p": problems.OUTSIDE_P, "tr": problems.OUTSIDE_TR, "tc": problems.OUTSIDE_TC}
_BESIDE = {"p": problems.BESIDE_P, "tr": problems.BESIDE_TR, "tc": problems.BESIDE_TC}
_HOLDERS = {"p": "w:p", "tr": "w:tr", "tc": "w:tc"}


@dataclass(slots=True)
class Group:
    """The tags of one block: its start, what divides it, its end."""

    tags: list[Tag] = field(default_factory=list)

    @property
    def command(self) -> str:
        """Return what the block begins with."""
        return self.tags[0].command


@dataclass(slots=True)
class CheckedPart:
    """What a check found in one part.

    Attributes:
        tags: Its tags.
        findings: All that is wrong.
        groups: Its blocks.
        logic: What its tags mean, None when something is wrong with them.
    """

    tags: PartTags
    findings: list[Diagnostic] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    logic: Logic | None = None


def check_part(part: PartTags, reporter: Reporter) -> CheckedPart:
    """Return what is wrong with the tags of a part, whatever values they will get."""
    checked = CheckedPart(part)
    removed = [tag for tag in part.tags if tag.kind is Kind.REMOVED]
    part.tags[:] = [tag for tag in part.tags if tag.kind is not Kind.REMOVED]
    findings = checked.findings
    findings += (reporter.found(problems.DELETED, tag) for tag in removed)
    if part.root.prefix != "w" and part.tags:
        findings.append(reporter.found(problems.PREFIX))
        return checked
    structure = [reporter.unclosed(cut) for cut in part.unclosed]
    if not structure:
        structure += _check_forms(part.tags, reporter)
    if not structure:
        pairing = _Pairing(reporter)
        structure += pairing.run(part.tags)
        checked.groups = pairing.groups
        structure += find_trimmed(part, reporter)
    if structure:
        findings += find_wrong_tags([tag for tag in part.tags if _is_plain(tag)], reporter)
        findings += structure
        return checked
    try:
        checked.logic = Logic(part.tags, reporter)
    except TemplateSyntaxError as error:
        wrong = list(find_wrong_tags(part.tags, reporter))
        reason = reason_for(error.message or "")
        findings += wrong or [reporter.found(problems.UNREADABLE, reason=reason)]
        return checked
    findings += checked.logic.find_forbidden()
    return checked


def _is_plain(tag: Tag) -> bool:
    """Whether a tag has no slip in its form, which says more than its syntax would."""
    return not _misspelt(tag)[0]


def _misspelt(tag: Tag) -> tuple[Problem | None, str, str]:
    """Return the slip in a tag's form, the form that is meant and the command; None for none."""
    words = tag.inside.split()
    if tag.form or not words or tag.opener == "{#":
        return None, "", ""
    first = words[0]
    form = first.lower()
    if form in FORMS and len(words) > 1 and words[1] not in _WORDS_OF_EXPRESSIONS[1:]:
        named = tag.opener == "{%" or words[1][0].isidentifier()
        if named and (tag.opener == "{%" or words[1] != "if"):
            return problems.LOOSE_FORM, form, words[1]
    if tag.opener == "{%":
        for form in FORMS:
            command = first.removeprefix(form)
            if command != first and command in _COMMANDS:
                return problems.JOINED_FORM, form, command
    return None, "", ""


def _check_forms(tags: Sequence[Tag], reporter: Reporter) -> Iterator[Diagnostic]:
    """Find the tags whose form does not fit where they stand."""
    for tag in tags:
        slip, form, word = _misspelt(tag)
        if slip:
            yield reporter.found(slip, tag, form=form, word=word)
            continue
        form = tag.form
        if not form:
            if tag.command in CELL_VALUES and "%" in tag.inside:
                yield reporter.found(problems.SIGN, tag, form=tag.command)
            continue
        if (tag.opener != "{#" and "%" in tag.inside) or "}" in tag.inside:
            yield reporter.found(problems.SIGN, tag, form=form)
        elif form == "r":
            if tag.kind is not Kind.TEXT:
                yield reporter.found(problems.OUTSIDE_R, tag)
        else:
            whole = holder_of(tag)
            if whole is None:
                yield reporter.found(_OUTSIDE[form], tag)
                continue
            lost = find_lost(whole, tag)
            if lost:
                yield reporter.found(_BESIDE[form], tag, lost=lost)


def holder_of(tag: Tag) -> "_Element | None":
    """Return the paragraph, row or cell that a tag stands for; None when it is in none."""
    if tag.kind is not Kind.TEXT:
        return None
    wanted = qn(_HOLDERS[tag.form])
    if tag.holder.tag == wanted:
        return tag.holder
    return next(tag.holder.iterancestors(wanted), None)


class _Pairing:
    """Finds the blocks of a part, and the tags that do not pair."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self._open: list[Group] = []
        self.groups: list[Group] = []

    def run(self, tags: Sequence[Tag]) -> Iterator[Diagnostic]:
        """Yield what does not pair."""
        for tag in tags:
            yield from self._take(tag)
        for group in self._open:
            name = _BLOCKS[group.command][0]
            yield self._reporter.found(problems.UNENDED, group.tags[0], name=name)
        for group in self.groups:
            yield from self._check_level(group)

    def _take(self, tag: Tag) -> Iterator[Diagnostic]:
        command = tag.command
        if command in MERGES:
            yield from self._check_merge(tag)
        elif command in _BLOCKS and not (command == "set" and "=" in tag.inside):
            self._open.append(Group([tag]))
        elif command.startswith("end") and command != "endraw":
            if self._open and _BLOCKS[self._open[-1].command][0] == command:
                group = self._open.pop()
                group.tags.append(tag)
                self.groups.append(group)
            else:
                yield self._reporter.found(problems.UNOPENED, tag, name=command)
        elif command in ("else", "elif"):
            if self._open and command in _BLOCKS[self._open[-1].command][1]:
                self._open[-1].tags.append(tag)
            else:
                yield self._reporter.found(problems.UNOPENED, tag, name=command)

    def _check_merge(self, tag: Tag) -> Iterator[Diagnostic]:
        cell = next(tag.holder.iterancestors(qn("w:tc")), None)
        in_loop = any(group.command == "for" for group in self._open)
        if cell is None or not in_loop:
            yield self._reporter.found(problems.MERGE_PLACE, tag)
        elif any(_begins_like_text(each) for each in cell.iter() if each.tag != qn("w:t")):
            yield self._reporter.found(problems.MERGE_TABS, tag)

    def _check_level(self, group: Group) -> Iterator[Diagnostic]:
        first, *others = group.tags
        other = next((tag for tag in others if not _same_level(first, tag)), None)
        if other is not None:
            last = group.tags[-1]
            yield self._reporter.found(
                problems.CUT, first, name=last.seen, other=str(last.paragraph)
            )


def _begins_like_text(element: "_Element") -> bool:
    """Whether docxtpl takes an element of a cell's paragraph for text: any "w:t..."."""
    if not isinstance(element.tag, str):
        return False
    return element.tag.rpartition("}")[2] in _LIKE_TEXT


def _same_level(first: Tag, other: Tag) -> bool:
    """Whether what stands between two tags may be left out or repeated as a whole."""
    if first.kind is not other.kind or first.attribute != other.attribute:
        return False
    if first.kind is Kind.ATTRIBUTE:
        return first.holder is other.holder
    levels = {tag.form if tag.form in _HOLDERS else "" for tag in (first, other)}
    if len(levels) > 1:
        return False
    if first.form in _HOLDERS:
        wholes = [holder_of(tag) for tag in (first, other)]
        return all(whole is not None for whole in wholes) and (
            wholes[0].getparent() is wholes[1].getparent()  # type: ignore[union-attr]
        )
    around = [parent_of(parent_of(tag.element)) for tag in (first, other)]
    if around[0] is around[1]:
        return True
    holders = (first.holder, other.holder)
    joins = all(place is holder for place, holder in zip(around, holders, strict=True))
    same = holders[0].getparent() is holders[1].getparent()
    return joins and same and "r" not in (first.form, other.form)


_SHOWN = 60
_THINGS = {
    "w:drawing": N_("hình"),
    "w:pict": N_("hình"),
    "w:object": N_("đối tượng nhúng"),
    "w:footnoteReference": N_("chú thích"),
    "w:endnoteReference": N_("chú thích cuối"),
    "w:sectPr": N_("ngắt phần"),
    "w:fldChar": N_("trường"),
    "w:fldSimple": N_("trường"),
    "w:sym": N_("ký hiệu"),
    "m:oMath": N_("công thức"),
    "w:altChunk": N_("tệp chèn"),
}
_NAMES = {qn(name): words for name, words in _THINGS.items()}
_BREAK = qn("w:br")
_TEXTS = (qn("w:t"), qn("m:t"))
_T, _P, _R = qn("w:t"), qn("w:p"), qn("w:r")
# What may stand between two texts that docxtpl joins.
_JOINED = frozenset(map(qn, ("w:p", "w:r", "w:proofErr", "w:bookmarkStart", "w:bookmarkEnd")))
_PROPERTIES = (qn("w:pPr"), qn("w:rPr"))


def find_lost(whole: "_Element", tag: Tag) -> "str | Phrase":
    """Return what a paragraph, row or cell holds besides a tag, "" for nothing.

    A comment is written to take the words around it away.
    """
    own = {stretch.piece.element: stretch for stretch in tag.stretches}
    words = []
    for element in whole.iter(*_TEXTS, _BREAK):
        stretch = own.get(element)
        text = element.text or ""
        if element.tag == _BREAK:
            if stretch is None:
                words.append(" ")
        elif stretch is None:
            words.append(text)
        else:
            words.append(text[: stretch.start] + text[stretch.end :])
    text = " ".join("".join(words).split())
    if text and tag.opener != "{#":
        return f"“{text[:_SHOWN]}”"
    return _find_things(each for each in whole.iter() if each not in own)


def _find_things(elements: Iterable["_Element"]) -> "str | Phrase":
    for element in elements:
        if element.tag == _BREAK:
            return Phrase(N_("ngắt trang hoặc ngắt dòng"))
        if element.tag in _NAMES:
            return Phrase(_NAMES[element.tag])
    return ""


def find_trimmed(part: PartTags, reporter: Reporter) -> Iterator[Diagnostic]:
    """Find the tags with "-" that would take more with them than the end of a paragraph."""
    trimming = [tag for tag in part.tags if tag.seen.startswith("{%-") or tag.seen.endswith("-%}")]
    if not trimming:
        return
    elements = [each for each in part.root.iter() if isinstance(each.tag, str)]
    for tag in trimming:
        at = elements.index(tag.element)
        lost: str | Phrase = ""
        if tag.seen.startswith("{%-") and any(each.tag == _T for each in elements[:at]):
            lost = _lost_before(tag, elements[:at])
        if not lost and tag.seen.endswith("-%}"):
            lost = _lost_after(tag, elements, part.tags)
        if lost:
            yield reporter.found(problems.TRIMMED, tag, lost=lost)


def _lost_before(tag: Tag, before: list["_Element"]) -> "str | Phrase":
    text = (tag.element.text or "")[: tag.stretches[0].start].strip()
    if text:
        return f"“{text[:_SHOWN]}”"
    between = list(takewhile(lambda each: each.tag != _T, reversed(before)))
    neighbour = before[len(before) - len(between) - 1]
    return _lost_between(neighbour, tag.element, between)


def _lost_after(tag: Tag, elements: list["_Element"], tags: Iterable[Tag]) -> "str | Phrase":
    last = tag.stretches[-1]
    element = last.piece.element
    # docxtpl stops at the next tag.
    if any(other.element is element and other.stretches[0].start >= last.end for other in tags):
        return ""
    at = elements.index(element)
    after = elements[at + 1 :]
    between = list(takewhile(lambda each: not _local(each).startswith("t"), after))
    if len(between) == len(after):
        return ""
    neighbour = after[len(between)]
    text = (element.text or "")[last.end :].strip()
    if text:
        return f"“{text[:_SHOWN]}”"
    if neighbour.tag != _T:
        return Phrase(N_("phần đầu của bảng hoặc của đoạn kế tiếp"))
    return _lost_between(element, neighbour, between)


def _lost_between(
    first: "_Element", second: "_Element", between: Iterable["_Element"]
) -> "str | Phrase":
    """Return what is lost when two texts become one."""
    places = [_place(each) for each in (first, second)]
    if None in places or places[0] is not places[1]:
        return Phrase(N_("ranh giới của bảng, ô hoặc đoạn"))
    for element in between:
        lost = _find_things([element])
        if lost:
            return lost
        inside = any(each.tag in _PROPERTIES for each in (element, *element.iterancestors()))
        if element.tag not in _JOINED and not inside:
            return Phrase(N_("phần tử {name}"), {"name": _local(element)})
    return ""


def _place(text: "_Element") -> "_Element | None":
    """Return what holds the paragraph of a text whose run stands directly in it."""
    run = parent_of(text)
    paragraph = run.getparent()
    if paragraph is None or run.tag != _R or paragraph.tag != _P:
        return None
    return paragraph.getparent()


def _local(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]
