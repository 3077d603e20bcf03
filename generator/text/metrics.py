"""Widths of text set in Times New Roman, and lines broken by them; knows no document."""

from collections.abc import Callable
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
    from what it belongs to, nor a common word of two syllables where that costs no line. What is
    wider than the width stands on a line of its own.
    """

    def width(line: str) -> float:
        return text_width(line, size_pt, bold=bold, italic=italic)

    words, loose = _words(text, _holds_compound), _words(text, _holds)
    count = len(_fill(loose, width_pt, width))
    if len(_fill(words, width_pt, width)) > count:
        words = loose
    # The narrowest width that still needs no more lines gives the most even ones.
    low, high = width_pt / 2, width_pt
    while high - low > 1:
        middle = (low + high) / 2
        if len(_fill(words, middle, width)) <= count:
            high = middle
        else:
            low = middle
    return tuple(_fill(words, high, width))


def _words(text: str, holds: Callable[[str, str], bool]) -> list[str]:
    words: list[str] = []
    for word in text.split(" "):
        if words and holds(words[-1].rsplit(" ", 1)[-1].lower(), word):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _holds(last: str, word: str) -> bool:
    is_range = last == "-" and word[:1].isdigit()
    return not word or word == "-" or not last or last in _JOINED_TO_NEXT or is_range


def _holds_compound(last: str, word: str) -> bool:
    return _holds(last, word) or f"{last} {word.lower().rstrip('.,;:)')}" in _compounds()


def _fill(words: list[str], width_pt: float, width: Callable[[str], float]) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        candidate = f"{lines[-1]} {word}"
        if width(candidate) <= width_pt:
            lines[-1] = candidate
        else:
            lines.append(word)
    return lines
