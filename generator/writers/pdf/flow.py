"""One column of paragraphs, tables and lines, with the spaces between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.standards import Standard
from generator.writers.measure import MM, rule_length
from generator.writers.pdf.inlines import Piece, TextSetter, compact

Data = dict[str, Any]

_RULE_WIDTH_PT = 0.75
_RULE_ROOM_PT = 3
# Notes of one paragraph that may need more than a page.
_MANY_NOTES = 12


def _is_note(piece: Piece) -> bool:
    return isinstance(piece, dict) and piece["k"] == "note"


@dataclass(slots=True)
class Marks:
    """Numbers the parts whose places on the pages are wanted, and remembers what they are."""

    parts: list[Any] = field(default_factory=list)

    def add(self, part: Any) -> int:
        """Take a part in and return its number."""
        self.parts.append(part)
        return len(self.parts) - 1


@dataclass(slots=True)
class Flow:
    """Items in a column of a width; of the spaces of two neighbours the larger counts, as in Word.

    Attributes:
        standard: Where looks and spaces come from.
        setter: Makes pieces of text.
        width_pt: Width of the column.
        items: What was added so far.
    """

    standard: Standard
    setter: TextSetter
    width_pt: float
    items: list[Data] = field(default_factory=list)
    _after: float = 0
    _last: str = ""

    def text(self, key: str, text: str, **options: Any) -> None:
        """Add a paragraph of one look; line ends in the text are line breaks."""
        look = self.standard.components[key]
        pieces = self.setter.text(
            text,
            size_pt=look.size_pt.use,
            width_pt=self.width_pt,
            bold=look.bold,
            italic=look.italic,
        )
        self.paragraph(key, pieces, **options)

    def paragraph(
        self,
        key: str,
        pieces: Sequence[Piece],
        *,
        left_pt: float | None = None,
        hanging_pt: float = 0,
        align: str = "",
        keep: bool = False,
        level: int = 0,
        mark: int | None = None,
    ) -> None:
        """Add a paragraph in a component's look.

        Args:
            key: Id of the component.
            pieces: Its text.
            left_pt: Indent in place of the component's; its first line is then flush.
            hanging_pt: Indent of all but the first line, within ``left_pt``.
            align: Alignment in place of the component's.
            keep: Stays on the page of what follows.
            level: Level of the heading it is, 0 for none.
            mark: Number to find its place by.
        """
        look = self.standard.components[key]
        own = left_pt is None
        hanging = look.hanging_mm.use * MM if own else hanging_pt
        left = look.left_mm.use * MM if left_pt is None else left_pt
        joined = look.contextual and self._last == key
        self.items.append(
            {
                "k": "par",
                "look": key,
                "gap": 0 if joined else self._after,
                "before": 0 if joined else max(look.before_pt.use - self._after, 0),
                "left": left - hanging,
                "first": look.first_line_mm.use * MM if own else 0,
                "hanging": hanging,
                "align": align or look.align,
                "keep": keep or look.keep_next,
                "level": level,
                "mark": mark,
                "plain": sum(map(_is_note, pieces)) > _MANY_NOTES,
                "body": compact(pieces, bold=look.bold, italic=look.italic),
            }
        )
        self._after, self._last = look.after_pt.use, key

    def rule(self, key: str, lines: Sequence[str], *, keep: bool = False) -> None:
        """Add the line below a component's printed lines, if it has one."""
        look = self.standard.components[key]
        rule = look.rule
        if rule is None or not lines:
            return
        if rule.kind == "text":
            self.paragraph(key, [{"k": "text", "t": rule.text, "b": False, "i": False}], keep=keep)
        else:
            self._add(
                {
                    "k": "rule",
                    "length": rule_length(look, lines),
                    "stroke": _RULE_WIDTH_PT,
                    "before": _RULE_ROOM_PT,
                    "height": _RULE_ROOM_PT,
                    "keep": keep,
                }
            )
        self._after = rule.after_pt.use

    def space(self, height_pt: float, *, keep: bool = False) -> None:
        """Add an empty line of a height."""
        self._add({"k": "space", "height": height_pt, "keep": keep})

    def add(self, item: Data) -> None:
        """Add something else, without space after it."""
        self._add(item)

    def end(self) -> list[Data]:
        """Return the items, the last one's space after it added: the content of a cell."""
        if self._after:
            self._add({"k": "space", "height": self._after, "keep": False, "gap": 0})
        return self.items

    def _add(self, item: Data) -> None:
        item.setdefault("gap", self._after)
        self.items.append(item)
        self._after, self._last = 0, ""
