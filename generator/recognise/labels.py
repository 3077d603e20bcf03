"""Labels of sections as people type them, and the numbering scheme a document's labels follow."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.document.numbering import LevelStyle, format_label, is_pattern, label_numbers

_SPACE_OR_LETTER = r"(?=\s|[^\W\d_]|$)"
_PATTERNS = tuple(
    (kind, re.compile(f"(?P<prefix>{prefix})(?P<number>{number})(?P<mark>{mark}){after}"))
    for kind, prefix, number, mark, after in (
        (
            "part",
            r"(?:Phần|Chương|PHẦN|CHƯƠNG|Mục|MỤC)\s+",
            r"[IVXLC]+|\d{1,2}",
            "[.:]?",
            r"(?=\s|$)",
        ),
        ("dieu", r"Điều\s+", r"\d{1,3}", "[.:]", r"(?=\s|$)"),
        ("letter", "", "[ABDĐEGH]", "[./-]", r"(?=\s*[^\W\d_])"),
        ("roman", "", "[IVXLC]{1,7}", r"\s?[.)\-–/:]", _SPACE_OR_LETTER),
        (
            "number",
            "",
            r"\d{1,2}(?:\.\d{1,2}){1,3}",
            "[.)/:]?",
            r"(?=\s+[A-ZĐÀ-Ỹ“]|(?<=[.)/:])\s*[^\W\d_])",
        ),
        ("number", "", r"\d{1,2}", r"\s?[./:]", _SPACE_OR_LETTER),
        ("bracket", "", r"\d{1,2}", r"\)", _SPACE_OR_LETTER),
        ("small", "", "[a-zđ]", "[).]", r"(?=\s|[^\W\d_])"),
    )
)
_RANKS = ("part", "letter", "roman", "dieu", "number", "bracket", "small")
_DEEPEST = 6
_SPECIMENS = {"part": "I", "letter": "A", "roman": "I", "dieu": "1", "bracket": "1", "small": "a"}


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a paragraph.

    Attributes:
        text: As it stands, without the white space after it.
        end: Where it ends in the paragraph's text.
        kind: Its family: "roman", "number", ...
        depth: How many numbers it has: 2 for "1.1."; 1 for the other families.
        pattern: A specimen of it: "I-", "1.1.".
    """

    text: str
    end: int
    kind: str
    depth: int
    pattern: str

    @property
    def key(self) -> tuple[str, int]:
        """Return what labels of one level share."""
        return self.kind, self.depth


def find_label(text: str) -> Label | None:
    """Return the label a paragraph begins with, None when it has none.

    >>> find_label("II- NỘI DUNG").pattern, find_label("1.2. Yêu cầu").key
    ('I-', ('number', 2))
    >>> find_label("1.250.000 đồng") is None and find_label("15/6/2023") is None
    True
    """
    start = len(text) - len(text.lstrip())
    for kind, pattern in _PATTERNS:
        match = pattern.match(text, start)
        if match is None:
            continue
        number = match["number"]
        depth = number.count(".") + 1
        specimen = _SPECIMENS.get(kind, ".".join("1" * depth))
        if kind == "part" and number.isdigit():
            specimen = "1"
        prefix = " ".join(match["prefix"].split())
        mark = match["mark"].strip().replace("–", "-")
        made = f"{prefix} {specimen}{mark}" if prefix else f"{specimen}{mark}"
        return Label(match[0].strip(), match.end(), kind, depth, made)
    return None


@dataclass(frozen=True, slots=True)
class Scheme:
    """The levels of a document's labels, the highest first."""

    keys: tuple[tuple[str, int], ...]
    patterns: tuple[str, ...]

    def level(self, label: Label) -> int | None:
        """Return the level of a label from 1 on, None when there is no room for it."""
        return self.keys.index(label.key) + 1 if label.key in self.keys else None


def find_scheme(labels: Iterable[Label]) -> Scheme:
    """Return the levels of labels: families in their usual order, numbers with all their heads."""
    patterns: dict[tuple[str, int], Counter[str]] = {}
    for label in labels:
        patterns.setdefault(label.key, Counter())[label.pattern] += 1
    for kind, depth in list(patterns):
        for higher in range(1, depth):
            patterns.setdefault((kind, higher), Counter({_shorter(patterns, kind, higher): 1}))
    keys = sorted(patterns, key=lambda key: (_RANKS.index(key[0]), key[1]))[:_DEEPEST]
    found = tuple(patterns[key].most_common(1)[0][0] for key in keys)
    usable = tuple(pattern if is_pattern(pattern) else "1." for pattern in found)
    return Scheme(tuple(keys), usable)


def _shorter(patterns: dict[tuple[str, int], Counter[str]], kind: str, depth: int) -> str:
    deeper = next(iter(patterns.get((kind, depth + 1), Counter({"1.1.": 1}))))
    mark = deeper[-1] if deeper[-1] in ".)/:" else "."
    return ".".join("1" * depth) + mark


class LabelCounter:
    """Counts labels as the numbering does, to tell which of them must be given by hand."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = [LevelStyle(pattern).pattern for pattern in patterns]
        self._counters = [0] * (len(patterns) + 1)
        self._depth = 0

    def explicit(self, level: int, label: str) -> str:
        """Return the label when counting would give another, "" when it would give this one."""
        skips = level > self._depth + 1
        self._depth = level
        self._counters[level] += 1
        self._counters[level + 1 :] = [0] * (len(self._counters) - level - 1)
        counted = format_label(self._patterns[level - 1], self._counters[: level + 1])
        if counted == label and not skips:
            return ""
        numbers = label_numbers(label)[-level:]
        if numbers:
            self._counters[level - len(numbers) + 1 : level + 1] = numbers
        return label
