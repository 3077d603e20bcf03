"""Two Word files as one with tracked changes: the new file, with what the old one had in it.

Paragraphs are compared as text; what is in a paragraph that is not plain runs stays as it is in
the new file. Footnotes that only the old file has are not shown.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lxml import etree

from generator.ooxml.ns import qn
from generator.ooxml.package import Package, main_part, open_word
from generator.ooxml.xml import DECLARATION, parse_xml, to_text
from generator.text.compare import WORDS, pair_texts

if TYPE_CHECKING:
    Element = etree._Element  # noqa: SLF001  (lxml has no public name for it)

_P, _R, _T, _PPR, _RPR = (qn(f"w:{name}") for name in ("p", "r", "t", "pPr", "rPr"))
_INS, _DEL, _DELTEXT = (qn(f"w:{name}") for name in ("ins", "del", "delText"))
_NOTE = qn("w:footnoteReference")
_MARKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", _NOTE: "\ufffc"}
_PLAIN = frozenset((_R, _PPR, qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:proofErr")))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ORDER_AFTER_RPR = frozenset((qn("w:sectPr"), qn("w:pPrChange")))


def write_changes(old: bytes, new: bytes, *, author: str, when: datetime) -> bytes:
    """Return the new file in which every change from the old one is tracked.

    Args:
        old: A Word file.
        new: A later one of the same document.
        author: Who is named as the author of the changes.
        when: Their time.

    Raises:
        InputError: When one of them is no Word file.
    """
    before, after = open_word(old), open_word(new)
    tracker = _Tracker(author, f"{when:%Y-%m-%dT%H:%M:%SZ}")
    main = main_part(after)
    parts = {main: tracker.compare(_root(before, main_part(before)), _root(after, main))}
    for part in after.related(main, "footnotes"):
        olds = before.related(main_part(before), "footnotes")
        if olds:
            changed = tracker.compare(_root(before, olds[0]), _root(after, part), deleted=False)
            parts[part] = changed
    return after.with_parts(parts).to_bytes()


def _root(package: Package, part: str) -> "Element":
    return parse_xml(package.read(part), part, keep_blanks=True)


def paragraph_text(paragraph: "Element") -> str:
    """Return the text of a paragraph; a footnote's call is one character."""
    return "".join(map(_run_text, paragraph.iter(_R)))


def _run_text(run: "Element") -> str:
    return "".join(
        (child.text or "") if child.tag == _T else _MARKS.get(str(child.tag), "") for child in run
    )


class _Tracker:
    def __init__(self, author: str, when: str) -> None:
        self._author = author
        self._when = when
        self._count = 0

    def compare(self, old: "Element", new: "Element", *, deleted: bool = True) -> bytes:
        """Return the part of the new file with its changes marked."""
        before, after = list(old.iter(_P)), list(new.iter(_P))
        texts = [[paragraph_text(one) for one in side] for side in (before, after)]
        last = None
        for here, there in pair_texts(*texts):
            paragraph = None if there is None else after[there]
            if here is None and paragraph is not None:
                self._insert(paragraph)
            elif here is not None and paragraph is not None:
                self._mark(before[here], paragraph)
            elif here is not None and deleted and texts[0][here].strip():
                paragraph = self._deleted(before[here])
                if last is not None:
                    last.addnext(paragraph)
                else:
                    after[0].addprevious(paragraph)
            last = paragraph if paragraph is not None else last
        return (DECLARATION + to_text(new)).encode("utf-8")

    # ------------------------------------------------------------------ whole paragraphs

    def _insert(self, paragraph: "Element") -> None:
        if not paragraph_text(paragraph).strip():
            return
        self._mark_end(paragraph, _INS)
        for run in [child for child in paragraph if child.tag == _R]:
            mark = self._element(_INS)
            run.addprevious(mark)
            mark.append(run)

    def _deleted(self, old: "Element") -> "Element":
        paragraph = etree.Element(_P, nsmap=old.nsmap)
        properties = old.find(_PPR)
        if properties is not None:
            copied = deepcopy(properties)
            for name in ("w:sectPr", "w:numPr", "w:pPrChange", "w:rPr"):
                for child in copied.findall(qn(name)):
                    copied.remove(child)
            paragraph.append(copied)
        self._mark_end(paragraph, _DEL)
        for run in old.iter(_R):
            text = _run_text(run).replace("\ufffc", "")
            if text:
                paragraph.append(self._removed(text, run))
        return paragraph

    def _mark_end(self, paragraph: "Element", tag: str) -> None:
        properties = paragraph.find(_PPR)
        if properties is None:
            properties = etree.Element(_PPR)
            paragraph.insert(0, properties)
        look = properties.find(_RPR)
        if look is None:
            look = etree.Element(_RPR)
            after = next((one for one in properties if one.tag in _ORDER_AFTER_RPR), None)
            if after is None:
                properties.append(look)
            else:
                after.addprevious(look)
        look.insert(0, self._element(tag))

    # ------------------------------------------------------------------ inside a paragraph

    def _mark(self, old: "Element", new: "Element") -> None:
        before, after = paragraph_text(old), paragraph_text(new)
        if before == after or any(child.tag not in _PLAIN for child in new):
            return
        runs = [child for child in new if child.tag == _R]
        if not runs:
            return
        place = runs[0].getprevious()
        at = 0 if place is None else new.index(place) + 1
        made: list[Element] = []
        near = runs[0]
        for tag, was, start, end in _word_changes(before, after):
            if was:
                text = was.replace("\ufffc", "")
                made += [self._removed(text, near)] if text else []
            pieces = list(_cut(runs, start, end))
            near = pieces[-1] if pieces else near
            if tag == "equal" or not pieces:
                made += pieces
                continue
            mark = self._element(_INS)
            mark.extend(pieces)
            made.append(mark)
        for run in runs:
            new.remove(run)
        for offset, child in enumerate(made):
            new.insert(at + offset, child)

    def _removed(self, text: str, like: "Element") -> "Element":
        mark = self._element(_DEL)
        run = etree.SubElement(mark, _R)
        look = like.find(_RPR)
        if look is not None and like.find(_NOTE) is None:
            run.append(deepcopy(look))
        written = etree.SubElement(run, _DELTEXT)
        written.text = text
        written.set(_SPACE, "preserve")
        return mark

    def _element(self, tag: str) -> "Element":
        self._count += 1
        made = etree.Element(tag)
        made.set(qn("w:id"), str(90_000 + self._count))
        made.set(qn("w:author"), self._author)
        made.set(qn("w:date"), self._when)
        return made


def _cut(runs: Sequence["Element"], start: int, end: int) -> Iterator["Element"]:
    """Yield copies of the runs' parts that hold these characters."""
    at = 0
    for run in runs:
        text = _run_text(run)
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if not text and start <= at < end:
            yield deepcopy(run)
        if first >= last:
            continue
        if (first, last) == (0, len(text)):
            yield deepcopy(run)
            continue
        yield _part(run, first, last)


def _part(run: "Element", first: int, last: int) -> "Element":
    copied = deepcopy(run)
    at = 0
    for child in list(copied):
        text = (child.text or "") if child.tag == _T else _MARKS.get(str(child.tag), "")
        begin, stop = max(first - at, 0), min(last - at, len(text))
        at += len(text)
        if child.tag == _RPR:
            continue
        if begin >= stop:
            copied.remove(child)
        elif child.tag == _T:
            child.text = text[begin:stop]
            child.set(_SPACE, "preserve")
    return copied


def _word_changes(old: str, new: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield (what, old words, start, end of the new ones) in order.

    A space between two changed words counts as changed, so that names change as a whole.
    """
    before, after = WORDS.findall(old), WORDS.findall(new)
    steps: list[list[str]] = []
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (tag, i, j, k, m) in enumerate(codes):
        was, now = "".join(before[i:j]), "".join(after[k:m])
        inner = 0 < number < len(codes) - 1
        same = tag == "equal" and not (inner and was.isspace())
        if not same and steps and steps[-1][0] == "change":
            steps[-1][1] += was
            steps[-1][2] += now
        else:
            steps.append(["equal" if same else "change", was, now])
    at = 0
    for what, removed, kept in steps:
        end = at + len(kept)
        yield what, "" if what == "equal" else removed, at, end
        at = end
