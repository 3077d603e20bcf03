"""Puts the text of a file right before it is understood: old encodings, stray characters, lines.

What is done changes characters only where a repair is listed; white space is not a character.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Location, Problem
from generator.readers.docx import WordFile, WordParagraph, WordRun
from generator.revise import problems
from generator.revise.importer.source import SourceFile


class Repairs:
    """What importing changes in a text, each change a finding: the only differences from the file.

    A joined line is told as::

        van-ban.docx: đoạn 12: lưu ý: nối dòng bị ngắt giữa câu (IMP40)
    """

    def __init__(self) -> None:
        self._findings: dict[tuple[Problem, int, str, str, str], Diagnostic] = {}

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Return the changes in the order they were made, repeated ones of a paragraph once."""
        return tuple(self._findings.values())

    def add(
        self, what: Problem, paragraph: int, before: str = "", after: str = "", detail: str = ""
    ) -> None:
        """Put down a change of a paragraph, counted from 1; 0 stands for a footnote."""
        before, after = shorten(before), shorten(after)
        finding = what.at(Location(paragraph=paragraph), quote=before, detail=detail)
        self._findings.setdefault(
            (what, paragraph, before, after, detail),
            replace(finding, found=before, expected=after, confidence=problems.LIKELY),
        )


def shorten(text: str, length: int = 60) -> str:
    """Return the beginning of a text."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


# ---------------------------------------------------------------------- old encodings


TCVN3, VNI = "TCVN3", "VNI"

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)

# A vowel followed by one of these takes its marks: shape, then tone.
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "á": _CIRCUMFLEX + _ACUTE, "à": _CIRCUMFLEX + _GRAVE,
    "å": _CIRCUMFLEX + _HOOK, "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(
    "([aeouyôö])([" + "".join(_VNI_MARKS) + "])|[" + "".join(_VNI_LETTERS) + "]", re.IGNORECASE
)

_MODERN = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_TCVN3_SIGN = re.compile("[®«¬¨©ª¸µ¶·¹§](?=[^\\W\\d_]|$|\\W)")
_TCVN3_WORD = re.compile("[^\\W\\d_][®«¬¨©ª¸µ¶·¹»¼½¾]|[®«¬¨©ª¸µ¶·¹»¼½¾][^\\W\\d_]")
_VNI_SIGN = re.compile("[aeouyôöAEOUYÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]")
_ENOUGH_SIGNS = 2
_ENOUGH_VNI_SIGNS = 3


def convert(text: str, encoding: str) -> str:
    """Return the text of an old encoding in Unicode.

    >>> convert("C«ng t¸c th«ng tin ®èi ngo¹i", TCVN3)
    'Công tác thông tin đối ngoại'
    >>> convert("Coâng taùc thoâng tin ñoái ngoaïi", VNI)
    'Công tác thông tin đối ngoại'
    """
    if encoding == TCVN3:
        return "".join(_TCVN3.get(char, char) for char in text)
    return _VNI_PAIR.sub(_from_vni, text)


def _from_vni(match: re.Match[str]) -> str:
    base, mark = match[1], match[2]
    if base is None:
        letter = _VNI_LETTERS[match[0].lower()]
        return letter.upper() if match[0].isupper() else letter
    letter = _VNI_LETTERS.get(base.lower(), base.lower())
    marks = _VNI_MARKS[mark.lower()]
    if base.lower() in "ouyôö" and marks[0] == _BREVE:
        return match[0]
    composed = unicodedata.normalize("NFC", letter + marks)
    return composed.upper() if base.isupper() else composed


def encoding_of_font(font: str) -> str:
    """Return the old encoding a font's letters are in, "" for a Unicode font.

    >>> encoding_of_font(".VnTimeH"), encoding_of_font("VNI-Times"), encoding_of_font("Arial")
    ('TCVN3', 'VNI', '')
    """
    name = font.lower()
    if name.startswith(".vn"):
        return TCVN3
    return VNI if name.startswith("vni") else ""


def is_capital_font(font: str) -> bool:
    """Return whether a font shows small letters as capitals: ".VnTimeH", ".VnArialH"."""
    return font.lower().startswith(".vn") and font.endswith("H")


def encoding_of_text(text: str) -> str:
    """Return the old encoding a text is in, "" for Unicode or when there is no telling.

    >>> encoding_of_text("KÕ ho¹ch c«ng t¸c"), encoding_of_text("Kế hoạch công tác")
    ('TCVN3', '')
    """
    if _MODERN.search(text):
        return ""
    if len(_TCVN3_WORD.findall(text)) >= _ENOUGH_SIGNS and _TCVN3_SIGN.search(text):
        return TCVN3
    if len(_VNI_SIGN.findall(text)) >= _ENOUGH_VNI_SIGNS:
        return VNI
    return ""


def is_modern(text: str) -> bool:
    """Return whether a text has Vietnamese letters that no old encoding could show."""
    return _MODERN.search(text) is not None


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_SPACES = re.compile("[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\t]")
_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff"
                    "\U000f0000-\U0010ffff]")  # fmt: skip
# Letters of Symbol and Wingdings that stand for a mark, by private-use code.
_SYMBOLS = {
    "\uf02d": "-", "\uf0b7": "-", "\uf0a7": "-", "\uf076": "-", "\uf0d8": "-", "\uf0fc": "-",
    "\uf0a8": "-", "\uf071": "-", "\uf06e": "-", "\uf02b": "+", "\uf0b0": "o", "\uf0b3": "≥",
    "\uf0a3": "≤", "\uf0b4": "×", "\uf0ae": "→", "\uf0e0": "→", "\uf0d2": "“", "\uf0d3": "”",
}  # fmt: skip
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_ODD = re.compile("[" + "".join((*_SYMBOLS, *_LIGATURES)) + "]")

_SECOND_MARKS = frozenset("+o○◦\uf02b")
_MARK_LABEL = re.compile(r"[^\w(\[{]|o")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?\d{1,3}(?:\s*[-–—])?|[Tt]rang\s+\d{1,3}(?:\s*/\s*\d{1,3})?"
)
_GLUED = re.compile(
    r"(?<=[^\W\d_][.;])\s*[-–]\s(?=[^\W\d_a-zà-ỹ])|(?<=[^\W\d_][.;])-(?=[A-ZĐ][^\W\d_]+ )"
)
_AUTHORITY = re.compile(r"(?<=[.,;])(?=(?:T/M|TM\.|K/T|KT\.|T/L|TL\.|TUQ\.) ?[A-ZĐ])")
_STARTS_LOW = re.compile(r"[^\W\d_]")
_ENDS_OPEN = re.compile(r"[\w,%’”)]$")
_LABEL_START = re.compile(r"(?:[a-zđ][).]|\d+[.)/]|[ivx]+[.)])\s")
_LONG_LINE = 45


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file with its text put right.

    Attributes:
        word: The file.
        repairs: What was changed.
        encodings: Old encodings that were found, by how much text was in them.
    """

    word: WordFile
    repairs: Repairs
    encodings: dict[str, int]


def tidy(source: SourceFile) -> Tidied:
    """Return a file with its text in NFC Unicode, its lines whole, its labels as text."""
    tidier = _Tidier(source)
    word = source.word
    paragraphs = [tidier.clean(each) for each in word.paragraphs]
    paragraphs = [tidier.label(each, source.labels.get(each.number, "")) for each in paragraphs]
    whole = tidier.join(part for each in paragraphs for part in tidier.part(each))
    notes = {
        key: tuple(replace(tidier.clean(each), number=0) for each in note)
        for key, note in word.footnotes.items()
    }
    file = replace(word, paragraphs=tuple(whole), footnotes=notes)
    return Tidied(file, tidier.repairs, tidier.encodings)


class _Tidier:
    def __init__(self, source: SourceFile) -> None:
        self.repairs = Repairs()
        self.encodings: dict[str, int] = {}
        lines = "\n".join(each.text for each in source.word.paragraphs).split("\n")
        old = [line for line in lines if not is_modern(line)]
        # A file that has modern letters all over has no old ones that only their look gives away.
        self._by_text = encoding_of_text("\n".join(old))

    def clean(self, paragraph: WordParagraph) -> WordParagraph:
        """Return a paragraph with its characters put right."""
        by_text = self._by_text and encoding_of_text(paragraph.text)
        runs = tuple(
            replace(run, text=text)
            for run in paragraph.runs
            if (text := self._clean_run(run, paragraph, by_text)) or run.footnote is not None
        )
        return replace(paragraph, runs=_composed(runs))

    def _clean_run(self, run: WordRun, paragraph: WordParagraph, by_text: str) -> str:
        text, number = run.text, paragraph.number
        if run.look.hidden and text.strip():
            self.repairs.add(problems.HIDDEN, number, text)
            return ""
        text = self._decode(text, run, by_text, number)
        if _ODD.search(text):
            for char in sorted(set(_ODD.findall(text))):
                better = _SYMBOLS.get(char) or _LIGATURES[char]
                self.repairs.add(problems.SYMBOL, number, text, detail=better)
                text = text.replace(char, better)
        if _INVISIBLE.search(text):
            self.repairs.add(problems.INVISIBLE, number, text)
            text = _INVISIBLE.sub("", text)
        for char in dict.fromkeys(_STRAY.findall(text)):
            self.repairs.add(problems.STRAY, number, detail=f"U+{ord(char):04X}")
        text = unicodedata.normalize("NFC", _SPACES.sub(" ", _STRAY.sub("", text)))
        if run.look.caps and text != text.upper():
            self.repairs.add(problems.CAPITALS, number, text, text.upper())
            text = text.upper()
        return text

    def _decode(self, text: str, run: WordRun, by_text: str, number: int) -> str:
        font = run.look.fonts.get("hAnsi", "") or run.look.fonts.get("ascii", "")
        if is_modern(text):
            return text
        encoding = encoding_of_font(font) or by_text
        if not encoding or not text.strip():
            return text
        decoded = convert(text, encoding)
        if is_capital_font(font):
            decoded = decoded.upper()
        if decoded != text:
            self.encodings[encoding] = self.encodings.get(encoding, 0) + len(text)
            self.repairs.add(problems.ENCODING, number, text, decoded, encoding)
        return decoded

    # ------------------------------------------------------------------ labels and lines

    def label(self, paragraph: WordParagraph, label: str) -> WordParagraph:
        """Return a paragraph with its automatic label as text in front."""
        if not label or not paragraph.text.strip():
            return paragraph
        look = next(run.look for run in paragraph.runs if run.text.strip())
        if _MARK_LABEL.fullmatch(label) or len(label.encode()) > len(label) == 1:
            mark = "+" if label in _SECOND_MARKS else "-"
            if label != mark:
                self.repairs.add(problems.MARK, paragraph.number, detail=label)
            label = mark
        else:
            look = replace(paragraph.mark, hidden=False)
        return replace(paragraph, runs=(WordRun(f"{label} ", look), *paragraph.runs))

    def part(self, paragraph: WordParagraph) -> Iterator[WordParagraph]:
        """Yield the paragraphs that were glued into one."""
        text = paragraph.text
        signs = (_GLUED, _AUTHORITY) if paragraph.cell is None else (_AUTHORITY,)
        cuts = [match.start() for one in signs for match in one.finditer(text)]
        if not cuts:
            yield paragraph
            return
        cuts.sort()
        self.repairs.add(problems.PARTED, paragraph.number, text[max(0, cuts[0] - 30) :])
        for first, last in zip([0, *cuts], [*cuts, len(text)], strict=True):
            yield replace(paragraph, runs=cut_runs(paragraph.runs, first, last))

    def join(self, paragraphs: Iterable[WordParagraph]) -> list[WordParagraph]:
        """Return paragraphs without page numbers between them, broken lines joined."""
        whole: list[WordParagraph] = []
        for paragraph in self._without_page_numbers(list(paragraphs)):
            if whole and _continues(whole[-1], paragraph):
                last = whole[-1]
                self.repairs.add(
                    problems.JOINED, paragraph.number, last.text[-30:], paragraph.text[:30]
                )
                space = WordRun(" ", last.runs[-1].look)
                whole[-1] = replace(last, runs=(*last.runs, space, *paragraph.runs))
            else:
                whole.append(paragraph)
        return whole

    def _without_page_numbers(self, paragraphs: Sequence[WordParagraph]) -> Iterator[WordParagraph]:
        filled = [index for index, each in enumerate(paragraphs) if each.text.strip()]
        inner = set(filled[1:-1])
        for index, paragraph in enumerate(paragraphs):
            text = paragraph.text.strip()
            if index in inner and paragraph.cell is None and _PAGE_NUMBER.fullmatch(text):
                self.repairs.add(problems.PAGE_NUMBER, paragraph.number, text)
            else:
                yield paragraph


def _composed(runs: Sequence[WordRun]) -> tuple[WordRun, ...]:
    """Return runs with combining marks at their start moved to the letter before."""
    done: list[WordRun] = []
    for run in runs:
        text = run.text
        while text and unicodedata.combining(text[0]) and done and done[-1].text:
            last = done[-1]
            done[-1] = replace(last, text=unicodedata.normalize("NFC", last.text + text[0]))
            text = text[1:]
        done.append(replace(run, text=text) if text != run.text else run)
    return tuple(done)


def cut_runs(runs: Sequence[WordRun], start: int, end: int) -> tuple[WordRun, ...]:
    """Return the runs of a stretch of text; a footnote goes with the character before it."""
    found = []
    position = 0
    for run in runs:
        stop = position + len(run.text)
        text = run.text[max(start - position, 0) : max(end - position, 0)]
        is_called_here = (
            run.footnote is not None and start <= stop <= end and (stop > start or start == 0)
        )
        if text or is_called_here:
            note = run.footnote if is_called_here else None
            found.append(replace(run, text=text, footnote=note))
        position = stop
    return tuple(found)


def _continues(before: WordParagraph, paragraph: WordParagraph) -> bool:
    """Return whether a paragraph is the rest of a sentence that a line's end broke."""
    first, second = before.text.strip(), paragraph.text.strip()
    if before.cell or paragraph.cell or before.text_box or paragraph.text_box:
        return False
    if not second or len(first) < _LONG_LINE or first == first.upper():
        return False
    if "center" in (before.look.align, paragraph.look.align):
        return False
    return (
        second[0].islower()
        and _STARTS_LOW.match(second) is not None
        and _ENDS_OPEN.search(first) is not None
        and not _LABEL_START.match(second)
    )
