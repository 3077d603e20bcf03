"""Two Word files as one with tracked changes: the new file, with what the old one had in it.

Paragraphs are compared as text; what is in a paragraph that is not plain runs stays as it is in
the new file. A footnote's call is a character of its own for each pair of notes with most of
their words in common, so that notes are paired by where they are called and what they say.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import datetime
from typing import TYPE_CHECKING

from lxml import etree

from generator.ooxml.numbers import whole
from generator.ooxml.package import Package, main_part, open_word
from generator.ooxml.xml import DECLARATION, parse_xml, qn, to_text
from generator.text.compare import align, pair_texts, split_words

if TYPE_CHECKING:
    Element = etree._Element  # noqa: SLF001  (lxml has no public name for it)

_P, _R, _T, _PPR, _RPR = (qn(f"w:{name}") for name in ("p", "r", "t", "pPr", "rPr"))
_INS, _DEL, _DELTEXT = (qn(f"w:{name}") for name in ("ins", "del", "delText"))
_NOTE = qn("w:footnoteReference")
_NOTE_TEXT, _NOTE_MARK, _ID = qn("w:footnote"), qn("w:footnoteRef"), qn("w:id")
_MARKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
# The character a call stands for is kept on it while the files are compared.
_CALL = "call"
_MOVED = "moved"
_FIRST_CALL = 0xE000
_CALLS = re.compile("([\ue000-\uf8ff])")
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
    main = main_part(after)
    olds, news = _root(before, main_part(before)), _root(after, main)
    old_notes, new_notes = _notes(before), _notes(after)
    pairs = _pair_notes((olds, old_notes), (news, new_notes))
    tracker = _Tracker(author, f"{when:%Y-%m-%dT%H:%M:%SZ}", _next_id(new_notes))
    tracker.compare(olds, news)
    parts = {main: _to_bytes(news)}
    if new_notes is not None:
        tracker.compare_notes(pairs, new_notes)
        parts[after.related(main, "footnotes")[0]] = _to_bytes(new_notes)
    return after.with_parts(parts).to_bytes()


def _to_bytes(root: "Element") -> bytes:
    for call in root.iter(_NOTE):
        call.attrib.pop(_CALL, None)
    return (DECLARATION + to_text(root)).encode("utf-8")


def _notes(package: Package) -> "Element | None":
    parts = package.related(main_part(package), "footnotes")
    return _root(package, parts[0]) if parts else None


def _next_id(notes: "Element | None") -> int:
    ids = [] if notes is None else [whole(one.get(_ID)) for one in notes.iter(_NOTE_TEXT)]
    return max(ids, default=0) + 1


def _pair_notes(
    old: "tuple[Element, Element | None]", new: "tuple[Element, Element | None]"
) -> "list[tuple[Element | None, Element | None]]":
    """Return the notes that belong together, and give their calls the same character."""
    if old[1] is None or new[1] is None:
        return []
    before, after = _called(*old), _called(*new)
    texts = [[_note_text(note) for _, note in side] for side in (before, after)]
    pairs: list[tuple[Element | None, Element | None]] = []
    for number, (here, there) in enumerate(pair_texts(*texts)):
        mark = chr(_FIRST_CALL + number)
        first, second = None, None
        if here is not None:
            before[here][0].set(_CALL, mark)
            first = before[here][1]
        if there is not None:
            after[there][0].set(_CALL, mark)
            second = after[there][1]
        pairs.append((first, second))
    return pairs


def _called(root: "Element", notes: "Element | None") -> "list[tuple[Element, Element]]":
    """Return the calls of a text with their notes, in the order of the text."""
    by_id = {} if notes is None else {one.get(_ID): one for one in notes.iter(_NOTE_TEXT)}
    return [(call, by_id[call.get(_ID)]) for call in root.iter(_NOTE) if call.get(_ID) in by_id]


def _note_text(note: "Element") -> str:
    return " ".join(paragraph_text(paragraph) for paragraph in note.iter(_P)).strip()


def _root(package: Package, part: str) -> "Element":
    return parse_xml(package.read(part), part, keep_blanks=True)


def paragraph_text(paragraph: "Element") -> str:
    """Return the text of a paragraph; a footnote's call is one character."""
    return "".join(map(_run_text, paragraph.iter(_R)))


def _run_text(run: "Element") -> str:
    return "".join(map(_char_text, run))


def _char_text(child: "Element") -> str:
    if child.tag == _T:
        return child.text or ""
    return child.get(_CALL, "") if child.tag == _NOTE else _MARKS.get(str(child.tag), "")


class _Tracker:
    def __init__(self, author: str, when: str, next_note: int) -> None:
        self._author = author
        self._when = when
        self._count = 0
        self._next_note = next_note
        self._old_calls: dict[str, Element] = {}

    def compare(self, old: "Element", new: "Element") -> None:
        """Mark the changes in the new file's part."""
        self._old_calls |= {call.get(_CALL, ""): call for call in old.iter(_NOTE)}
        before, after = list(old.iter(_P)), list(new.iter(_P))
        texts = [[paragraph_text(one) for one in side] for side in (before, after)]
        last = None
        for here, there in pair_texts(*texts):
            paragraph = None if there is None else after[there]
            if here is None and paragraph is not None:
                self._insert(paragraph)
            elif here is not None and paragraph is not None:
                self._mark(before[here], paragraph)
            elif here is not None and texts[0][here].strip():
                paragraph = self._deleted(before[here])
                if last is not None:
                    last.addnext(paragraph)
                else:
                    after[0].addprevious(paragraph)
            last = paragraph if paragraph is not None else last

    def compare_notes(
        self, pairs: "Sequence[tuple[Element | None, Element | None]]", notes: "Element"
    ) -> None:
        """Mark the changes in the notes; those whose call was deleted are put in, deleted."""
        for number, (old, new) in enumerate(pairs):
            call = self._old_calls.get(chr(_FIRST_CALL + number)) if old is not None else None
            moved = "" if call is None else call.get(_MOVED, "")
            if old is not None and moved:
                notes.append(self._deleted_note(old, moved))
            if new is not None and (old is None or moved):
                for paragraph in new.iter(_P):
                    self._wrap(paragraph, _INS)
            elif old is not None and new is not None:
                self.compare(old, new)

    def _deleted_note(self, old: "Element", name: str) -> "Element":
        note = deepcopy(old)
        note.set(_ID, name)
        for paragraph in note.iter(_P):
            self._wrap(paragraph, _DEL)
        for text in note.iter(_T):
            text.tag = _DELTEXT
            text.set(_SPACE, "preserve")
        return note

    def _wrap(self, paragraph: "Element", tag: str) -> None:
        for run in [child for child in paragraph if child.tag == _R]:
            if run.find(_NOTE_MARK) is None:
                mark = self._element(tag)
                run.addprevious(mark)
                mark.append(run)

    # ------------------------------------------------------------------ whole paragraphs

    def _insert(self, paragraph: "Element") -> None:
        if not paragraph_text(paragraph).strip():
            return
        self._mark_end(paragraph, _INS)
        self._wrap(paragraph, _INS)

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
            text = _run_text(run)
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
                made.append(self._removed(was, near))
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
        look = like.find(_RPR)
        for piece in filter(None, _CALLS.split(text)):
            run = etree.SubElement(mark, _R)
            if _CALLS.fullmatch(piece):
                self._remove_call(piece, run)
                continue
            if look is not None and like.find(_NOTE) is None:
                run.append(deepcopy(look))
            written = etree.SubElement(run, _DELTEXT)
            written.text = piece
            written.set(_SPACE, "preserve")
        return mark

    def _remove_call(self, char: str, run: "Element") -> None:
        """Put a call of the old file into a deleted run, with an id of its own."""
        old = self._old_calls[char]
        holder = old.getparent()
        look = None if holder is None else holder.find(_RPR)
        if look is not None:
            run.append(deepcopy(look))
        call = etree.SubElement(run, _NOTE)
        old.set(_MOVED, str(self._next_note))
        call.set(_ID, str(self._next_note))
        self._next_note += 1

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
        text = _char_text(child)
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
    before, after = split_words(old), split_words(new)
    steps: list[list[str]] = []
    stretches = list(align(before, after))
    for number, (is_same, olds, news) in enumerate(stretches):
        was = "".join(before[at] for at in olds)
        now = "".join(after[at] for at in news)
        inner = 0 < number < len(stretches) - 1
        same = is_same and not (inner and was.isspace())
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
