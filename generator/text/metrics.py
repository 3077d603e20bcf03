"""Widths of text set in Times New Roman, and lines broken by them; knows no document."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path

TABLE_PATH = Path(__file__).parent / "data" / "times_widths.tsv"
COMPOUNDS_PATH = TABLE_PATH.with_name("compounds.txt")
UNITS_PER_EM = 2048
# Height of a line in single spacing: ascent, descent and line gap of the font's OS/2 table, which
# Word and LibreOffice both use.
SINGLE_LINE_EM = 1.149
# A character the table lacks is taken as wide as a capital, so that a line is rather broken too
# early than too late.
_UNKNOWN_WIDTH = 1479
_FACES = {(False, False): 0, (True, False): 1, (False, True): 2, (True, True): 3}

# A line does not end with these: they belong to what follows.
_JOINED_TO_NEXT = frozenset(
    ("và", "của", "về", "với", "các", "cho", "tại", "số", "ngày", "tháng", "năm", "lần", "thứ")
)

# What a place is: its name follows.
_PLACES = frozenset(("tỉnh", "xã", "phường", "đặc khu", "thành phố", "tỉnh ủy", "thành ủy"))
_LONGEST_NAME = 6
# How much a gap between words holds: one that does not fit is broken at its weakest gaps.
_NAME, _COMPOUND, _ALWAYS = 1, 2, 3


@cache
def _widths(face: int) -> dict[int, int]:
    widths = {}
    for line in TABLE_PATH.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, *advances = line.split("\t")
            widths[int(code, 16)] = int(advances[face])
    return widths


@cache
def _compounds() -> frozenset[str]:
    lines = COMPOUNDS_PATH.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@lru_cache(maxsize=4096)
def text_width(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width of one line of text in points.

    >>> round(text_width("Độc lập - Tự do - Hạnh phúc", 14, bold=True), 1)
    171.4
    """
    widths = _widths(_FACES[bold, italic])
    units = sum(widths.get(ord(character), _UNKNOWN_WIDTH) for character in text)
    return units * size_pt / UNITS_PER_EM


@lru_cache(maxsize=4096)
def balance_lines(
    text: str, width_pt: float, size_pt: float, *, bold: bool = False, italic: bool = False
) -> tuple[str, ...]:
    """Return the text broken into as few lines as fit the width, of lengths as equal as can be.

    Spaces that hold an open number or day apart are never broken, nor is a small word parted
    from what it belongs to, nor a word of two syllables, nor the name of a place: rather one
    line more. What is wider than the width by itself is broken inside, or stands on a line of
    its own.
    """

    def width(line: str) -> float:
        return text_width(line, size_pt, bold=bold, italic=italic)

    tokens = text.split(" ")
    words = _words(tokens, _gaps(tokens), _NAME, lambda word: width(word) <= width_pt)
    count = len(_fill(words, width_pt, width))
    # The narrowest width that still needs no more lines gives the most even ones.
    low, high = width_pt / 2, width_pt
    while high - low > 1:
        middle = (low + high) / 2
        if len(_fill(words, middle, width)) <= count:
            high = middle
        else:
            low = middle
    return tuple(_fill(words, high, width))


def _words(
    tokens: list[str], gaps: list[int], least: int, fits: Callable[[str], bool]
) -> list[str]:
    """Return tokens joined where a gap holds at least so much; what does not fit, a bit less."""
    words = []
    start = 0
    for end in range(1, len(tokens) + 1):
        if end < len(tokens) and gaps[end] >= least:
            continue
        word = " ".join(tokens[start:end])
        if least < _ALWAYS and not fits(word):
            words += _words(tokens[start:end], gaps[start:end], least + 1, fits)
        else:
            words.append(word)
        start = end
    return words


def _gaps(tokens: list[str]) -> list[int]:
    """Return how much the gap before each token holds."""
    gaps = [0] * len(tokens)
    for index in range(1, len(tokens)):
        last, token = tokens[index - 1], tokens[index]
        if _holds(last, token):
            gaps[index] = _ALWAYS
        elif _pair(last, token) in _compounds():
            gaps[index] = _COMPOUND
    for index in _inside_names(tokens):
        gaps[index] = max(gaps[index], _NAME)
    return gaps


def _holds(last: str, word: str) -> bool:
    is_range = last == "-" and word[:1].isdigit()
    return not word or word == "-" or not last or last.lower() in _JOINED_TO_NEXT or is_range


def _pair(first: str, second: str) -> str:
    return f"{first} {second.rstrip('.,;:)')}".lower()


def _inside_names(tokens: list[str]) -> Iterator[int]:
    """Yield which tokens continue the name of a place: those after "tỉnh", "thành phố" ..."""
    for start in range(1, len(tokens)):
        if not _ends_place(tokens, start - 1):
            continue
        end = start
        while end < len(tokens) and _may_be_name(tokens[end]) and not _ends_place(tokens, end):
            end += 1
        if end - start <= _LONGEST_NAME:
            yield from (index for index in range(start + 1, end) if tokens[index - 1] != "-")


def _may_be_name(word: str) -> bool:
    return word[:1].isupper() or word == "-"


def _ends_place(tokens: list[str], index: int) -> bool:
    """Whether a word that says what a place is ends here."""
    if index and _pair(tokens[index - 1], tokens[index]) in _PLACES:
        return True
    following = tokens[index + 1] if index + 1 < len(tokens) else ""
    alone = _pair(tokens[index], following) not in _compounds()
    return tokens[index].lower() in _PLACES and alone


def _fill(words: list[str], width_pt: float, width: Callable[[str], float]) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        candidate = f"{lines[-1]} {word}"
        if width(candidate) <= width_pt:
            lines[-1] = candidate
        else:
            lines.append(word)
    return lines
