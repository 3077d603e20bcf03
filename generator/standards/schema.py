"""What a standard says, as frozen data; how it is read and checked is in ``load``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import inf
from typing import Literal

from generator.document.nodes import Regime
from generator.standards import compose
from generator.text.metrics import SINGLE_LINE_EM

Casing = Literal["any", "upper", "lower_start"]
TextAlign = Literal["left", "center", "right", "both"]
LineRule = Literal["auto", "exact"]


@dataclass(frozen=True, slots=True)
class Number:
    """What a standard allows for one measure, and what our writer takes.

    Attributes:
        use: The value our writer takes.
        ranges: Closed ranges of what is accepted; empty when the standard has no rule.
    """

    use: float
    ranges: tuple[tuple[float, float], ...] = ()

    def accepts(self, value: float, tolerance: float = 0.0) -> bool:
        """Return whether a measured value is allowed.

        >>> Number(12.7, ((10, 10), (12.7, 12.7))).accepts(11)
        False
        """
        return not self.ranges or any(
            low - tolerance <= value <= high + tolerance for low, high in self.ranges
        )

    @property
    def text(self) -> str:
        """Return the allowed values in words of digits only: "13-14", "10; 12.7", ">= 6"."""
        return "; ".join(_range_text(low, high) for low, high in self.ranges)


def _range_text(low: float, high: float) -> str:
    if high == inf:
        return f">= {low:g}"
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


ZERO = Number(0)


@dataclass(frozen=True, slots=True)
class Rule:
    """The line below a component.

    Attributes:
        kind: "solid" for a drawn line, "text" for characters on a line of their own.
        ratio: Length of a solid line as a share of the longest printed line of the text.
        text: The characters of a text line.
        after_pt: Space below the line.
    """

    kind: Literal["solid", "text"]
    ratio: Number = field(default=Number(1))
    text: str = ""
    after_pt: Number = ZERO


@dataclass(frozen=True, slots=True)
class Component:
    """How one part of a document looks.

    Attributes:
        id: Key in the standard's file.
        name: Vietnamese name, also that of its style in Word.
        size_pt: Type size.
        bold: Bold.
        italic: Italic.
        underline: Underlined once.
        boxed: With a single border around the text.
        casing: "upper", "lower_start" (first letter in lower case) or "any".
        align: Alignment.
        left_mm: Indent of all lines from the left.
        first_line_mm: Further indent of the first line.
        hanging_mm: Indent of all but the first line, taken off the first.
        before_pt: Space above.
        after_pt: Space below.
        line_rule: "auto" (``line`` counts lines) or "exact" (``line`` is in points).
        line: Line spacing.
        contextual: No space between neighbours of the same component.
        keep_next: Stays on the page of what follows.
        outline_level: 1 to 9 in the navigation pane, 0 for none.
        rule: The line below, None for none.
        text: The fixed text, "" when it is open.
        variants: Other accepted forms of the fixed text.
        builtin: Word's own name of the style, where Word looks for it by that name.
        character: A stretch of text inside another component's paragraph.
        printed: Our writer prints it; False for what only a checker needs.
        source: Place in the instrument.
        confidence: "A" to "D".
    """

    id: str
    name: str
    size_pt: Number
    bold: bool = False
    italic: bool = False
    underline: bool = False
    boxed: bool = False
    casing: Casing = "any"
    align: TextAlign = "left"
    left_mm: Number = ZERO
    first_line_mm: Number = ZERO
    hanging_mm: Number = ZERO
    before_pt: Number = ZERO
    after_pt: Number = ZERO
    line_rule: LineRule = "auto"
    line: Number = field(default=Number(1))
    contextual: bool = False
    keep_next: bool = False
    outline_level: int = 0
    rule: Rule | None = None
    text: str = ""
    variants: tuple[str, ...] = ()
    builtin: str = ""
    character: bool = False
    printed: bool = True
    source: str = ""
    confidence: str = ""

    @property
    def style_id(self) -> str:
        """Return the id of its style in a Word file.

        >>> Component("quoc_hieu", "Quốc hiệu", ZERO).style_id
        'QuocHieu'
        """
        words = self.builtin.split() or self.id.split("_")
        return "".join(word.capitalize() for word in words)

    @property
    def rule_style_id(self) -> str:
        """Return the id of the style of the line below."""
        return f"{self.style_id}Ke"

    def accepts_text(self, text: str) -> bool:
        """Return whether a text is the fixed one or a variant; any text if none is fixed."""
        fixed = tuple(filter(None, (self.text, *self.variants)))
        return not fixed or text in fixed


@dataclass(frozen=True, slots=True)
class Page:
    """Paper, margins and the two-column blocks at head and foot, in millimetres, upright.

    Attributes:
        width_mm: Of the paper.
        height_mm: Of the paper.
        margin_top_mm: Top margin.
        margin_bottom_mm: Bottom margin.
        margin_left_mm: Left margin.
        margin_right_mm: Right margin.
        header_mm: From the upper edge to the page number.
        head_right_mm: Right column of the head, wider where its text needs it.
        foot_left_mm: Left column of the foot: the recipients.
        source: Place in the instrument.
        confidence: "A" to "D", of paper and margins.
    """

    width_mm: Number
    height_mm: Number
    margin_top_mm: Number
    margin_bottom_mm: Number
    margin_left_mm: Number
    margin_right_mm: Number
    header_mm: Number
    head_right_mm: Number
    foot_left_mm: Number
    source: str = ""
    confidence: str = ""

    @property
    def text_width_mm(self) -> float:
        """Return the width between the margins of an upright page."""
        return self.width_mm.use - self.margin_left_mm.use - self.margin_right_mm.use


@dataclass(frozen=True, slots=True)
class Font:
    """The one typeface of a document."""

    family: str
    color: str
    language: str
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class SizeSets:
    """Components whose sizes go together, and the sets of sizes they may have."""

    components: tuple[str, ...] = ()
    allowed_pt: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class KhoangKy:
    """The blank lines left for a signature."""

    lines: Number
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class CanCuForm:
    """How the legal bases above a decision are listed."""

    item: str
    separator: str
    end: str
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class ClosingMark:
    """What the last sentence of the text ends with."""

    text: str
    confidence: str = ""


@dataclass(frozen=True)
class Standard:
    """One dated body of format rules.

    Attributes:
        id: "nd30", "hd36" or "hd05".
        name: Short name of the instrument.
        title: Its citation.
        regime: Which documents it is for.
        valid_from: First day it applies to.
        valid_to: Last day, None while it is in force.
        confidence: How sure its numbers are as a whole, "A" to "D".
        note: Why, in Vietnamese.
        page: Paper and margins.
        font: Typeface.
        size_sets: Sizes that go together.
        components: Look of each part, by id.
        khoang_ky: Room for the signature.
        so_ky_hieu_form: Form of number and symbol.
        kinh_gui_form: Form of the addressees.
        noi_nhan_form: Form of the recipients.
        can_cu_form: Form of the legal bases.
        letter_subject_prefix: What a letter's subject begins with ("V/v"), "" for nothing.
        closing_mark: End of the text.
        citation_form: "state" or "party": how other documents are cited.
        annex_numbers: "roman" or "arabic".
        signing: Signs of the authority to sign ("TM.", "K/T"), by its name.
        type_abbreviations: By type name; None for a type that has none.
    """

    id: str
    name: str
    title: str
    regime: Regime
    valid_from: date
    confidence: str
    note: str
    page: Page
    font: Font
    components: Mapping[str, Component]
    khoang_ky: KhoangKy
    so_ky_hieu_form: compose.SoKyHieuForm
    kinh_gui_form: compose.KinhGuiForm
    noi_nhan_form: compose.NoiNhanForm
    can_cu_form: CanCuForm
    letter_subject_prefix: str
    closing_mark: ClosingMark
    citation_form: str
    annex_numbers: str
    signing: Mapping[str, str]
    type_abbreviations: Mapping[str, str | None]
    valid_to: date | None = None
    size_sets: SizeSets = SizeSets()

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    @cached_property
    def fingerprint(self) -> str:
        """Return a digest of everything the standard says, equal for equal standards."""
        return compose.fingerprint(self)

    @property
    def khoang_ky_pt(self) -> float:
        """Return the height of the room for the signature."""
        return self.khoang_ky.lines.use * self.components["ho_ten"].size_pt.use * SINGLE_LINE_EM

    def format_so_ky_hieu(
        self,
        number: str | None,
        type_abbreviation: str | None,
        agency_symbol: str,
        unit_symbol: str = "",
    ) -> str:
        """Return "Số: 12/KH-UBND"; an open number leaves room for a pen.

        Args:
            number: Digits as given; a single digit gets its zero. None or "" leaves it open.
            type_abbreviation: As in ``type_abbreviations``; None for a type without one.
            agency_symbol: Symbol of the issuing body.
            unit_symbol: Symbol of the drafting unit, which a state letter's number ends with.

        Raises:
            InputError: When the standard has no place for a type or a unit that is given.
        """
        return compose.format_so_ky_hieu(
            self.so_ky_hieu_form, number, type_abbreviation, agency_symbol, unit_symbol
        )

    def format_noi_nhan(self, items: tuple[str, ...], archive: str) -> tuple[str, ...]:
        """Return the recipients as printed, the archive line last.

        Args:
            items: Recipients without mark and punctuation.
            archive: Who keeps the document, without the word "Lưu"; "" for no such line.
        """
        return compose.format_noi_nhan(self.noi_nhan_form, items, archive)

    def format_can_cu(self, items: tuple[str, ...]) -> tuple[str, ...]:
        """Return the legal bases as printed, one paragraph each."""
        form = self.can_cu_form
        return compose.punctuate(form.item, "text", items, form.separator, form.end)

    def format_kinh_gui(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the addressees as printed: one as it is, several as a list."""
        return compose.format_kinh_gui(self.kinh_gui_form, names)

    def kinh_gui_label(self, kind: str = "") -> str:
        """Return what stands before the addressees of a kind of document ("to_trinh")."""
        labels = self.kinh_gui_form.labels
        return labels.get(kind, labels["default"])

    def format_letter_subject(self, subject: str) -> str:
        """Return the subject of a letter as printed under its number."""
        return f"{self.letter_subject_prefix} {subject}".strip()

    def type_abbreviation(self, ten_loai: str) -> str | None:
        """Return the abbreviation of a type name in any case; None when it has none."""
        abbreviations = {name.lower(): text for name, text in self.type_abbreviations.items()}
        return abbreviations.get(ten_loai.lower())

    def annex_label(self, position: int, count: int) -> str:
        """Return "Phụ lục" for the only annex, "Phụ lục II" or "Phụ lục 2" for one of several."""
        return compose.annex_label(self.annex_numbers, position, count)
