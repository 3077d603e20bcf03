"""The check of a frame's tags: all that docxtpl would lose, tear or leave, each with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from generator.diagnostics import Diagnostic
from generator.ooxml.xml import parent_of, qn
from generator.templating.problems import reason_for
from generator.writers.docx.frames.findings import Reporter
from generator.writers.docx.frames.logic import (
    CELL_VALUES,
    MERGES,
    Logic,
    find_wrong_tags,
)
from generator.writers.docx.frames.losses import find_lost, find_trimmed
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
    findings += (reporter.found("deleted", tag) for tag in removed)
    if part.root.prefix != "w" and part.tags:
        findings.append(reporter.found("prefix"))
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
        findings += wrong or [reporter.found("unreadable", reason=reason)]
        return checked
    findings += checked.logic.find_forbidden()
    return checked


def _is_plain(tag: Tag) -> bool:
    """Whether a tag has no slip in its form, which says more than its syntax would."""
    return not _misspelt(tag)[0]


def _misspelt(tag: Tag) -> tuple[str, str, str]:
    """Return the slip in a tag's form, the form that is meant and the command; "" for none."""
    words = tag.inside.split()
    if tag.form or not words or tag.opener == "{#":
        return "", "", ""
    first = words[0]
    form = first.lower()
    if form in FORMS and len(words) > 1 and words[1] not in _WORDS_OF_EXPRESSIONS[1:]:
        named = tag.opener == "{%" or words[1][0].isidentifier()
        if named and (tag.opener == "{%" or words[1] != "if"):
            return "loose_form", form, words[1]
    if tag.opener == "{%":
        for form in FORMS:
            command = first.removeprefix(form)
            if command != first and command in _COMMANDS:
                return "joined_form", form, command
    return "", "", ""


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
                yield reporter.found("sign", tag, form=tag.command)
            continue
        if (tag.opener != "{#" and "%" in tag.inside) or "}" in tag.inside:
            yield reporter.found("sign", tag, form=form)
        elif form == "r":
            if tag.kind is not Kind.TEXT:
                yield reporter.found("outside_r", tag)
        else:
            whole = holder_of(tag)
            if whole is None:
                yield reporter.found(f"outside_{form}", tag)
                continue
            lost = find_lost(whole, tag)
            if lost:
                yield reporter.found(f"beside_{form}", tag, lost=lost)


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
            yield self._reporter.found("unended", group.tags[0], name=name)
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
                yield self._reporter.found("unopened", tag, name=command)
        elif command in ("else", "elif"):
            if self._open and command in _BLOCKS[self._open[-1].command][1]:
                self._open[-1].tags.append(tag)
            else:
                yield self._reporter.found("unopened", tag, name=command)

    def _check_merge(self, tag: Tag) -> Iterator[Diagnostic]:
        cell = next(tag.holder.iterancestors(qn("w:tc")), None)
        in_loop = any(group.command == "for" for group in self._open)
        if cell is None or not in_loop:
            yield self._reporter.found("merge_place", tag)
        elif any(_begins_like_text(each) for each in cell.iter() if each.tag != qn("w:t")):
            yield self._reporter.found("merge_tabs", tag)

    def _check_level(self, group: Group) -> Iterator[Diagnostic]:
        first, *others = group.tags
        other = next((tag for tag in others if not _same_level(first, tag)), None)
        if other is not None:
            last = group.tags[-1]
            yield self._reporter.found("cut", first, name=last.seen, other=str(last.paragraph))


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
