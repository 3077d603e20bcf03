"""What a standard says, as frozen models of its file; the files are read in ``load``."""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.model.base import Regime
from generator.standards import compose
from generator.standards.compose import Part
from generator.standards.measure import ZERO, Measure, Number
from generator.text.metrics import SINGLE_LINE_EM

Casing = Literal["any", "upper", "lower_start"]
TextAlign = Literal["left", "center", "right", "both"]
LineRule = Literal["auto", "exact"]


def merge(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return nested values with changes laid over them, mapping by mapping.

    >>> merge({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}})
    {'a': {'b': 3, 'c': 2}}
    """
    merged = dict(base)
    for key, value in changes.items():
        below = merged.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            merged[key] = merge(below, value)
        else:
            merged[key] = value
    return merged


def _complete_components(data: Any) -> Any:
    """Return the components with their ids, each with what it takes over from the one it is like.

    >>> _complete_components({"a": {"size_pt": 14}, "b": {"like": "a", "bold": True}})["b"]
    {'id': 'b', 'size_pt': 14, 'bold': True}
    """
    return {key: {"id": key, **_inherited(data, key, ())} for key in data}


def _inherited(data: Mapping[str, Any], key: str, passed: tuple[str, ...]) -> dict[str, Any]:
    if key in passed or key not in data:
        message = f"{' like '.join((*passed, key))}: no such component, or a circle"
        raise ValueError(message)
    own = dict(data[key])
    base = own.pop("like", None)
    return merge(_inherited(data, base, (*passed, key)), own) if base else own


class Rule(Part):
    """The line below a component.

    Attributes:
        kind: "solid" for a drawn line, "text" for characters on a line of their own.
        ratio: Length of a solid line as a share of the longest printed line of the text.
        text: The characters of a text line.
        after_pt: Space below the line.
    """

    kind: Literal["solid", "text"]
    ratio: Measure = Number(1)
    text: str = ""
    after_pt: Measure = ZERO


class Component(Part):
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
    size_pt: Measure
    bold: bool = False
    italic: bool = False
    underline: bool = False
    boxed: bool = False
    casing: Casing = "any"
    align: TextAlign = "left"
    left_mm: Measure = ZERO
    first_line_mm: Measure = ZERO
    hanging_mm: Measure = ZERO
    before_pt: Measure = ZERO
    after_pt: Measure = ZERO
    line_rule: LineRule = "auto"
    line: Measure = Number(1)
    contextual: bool = False
    keep_next: bool = False
    outline_level: Annotated[int, Field(ge=0, le=9)] = 0
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

        >>> Component(id="quoc_hieu", name="Quốc hiệu", size_pt=ZERO).style_id
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


class Page(Part):
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

    width_mm: Measure
    height_mm: Measure
    margin_top_mm: Measure
    margin_bottom_mm: Measure
    margin_left_mm: Measure
    margin_right_mm: Measure
    header_mm: Measure
    head_right_mm: Measure
    foot_left_mm: Measure
    source: str = ""
    confidence: str = ""

    @property
    def text_width_mm(self) -> float:
        """Return the width between the margins of an upright page."""
        return self.width_mm.use - self.margin_left_mm.use - self.margin_right_mm.use


class Font(Part):
    """The one typeface of a document."""

    family: str
    color: str
    language: str
    source: str = ""
    confidence: str = ""


class SizeSets(Part):
    """Components whose sizes go together, and the sets of sizes they may have."""

    components: tuple[str, ...] = ()
    allowed_pt: tuple[tuple[float, ...], ...] = ()


class KhoangKy(Part):
    """The blank lines left for a signature."""

    lines: Measure
    confidence: str = ""


class CanCuForm(Part):
    """How the legal bases above a decision are listed."""

    item: str
    separator: str
    end: str
    source: str = ""
    confidence: str = ""


class ClosingMark(Part):
    """What the last sentence of the text ends with."""

    text: str
    confidence: str = ""


class Standard(Part):
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
    components: Annotated[dict[str, Component], BeforeValidator(_complete_components)]
    khoang_ky: KhoangKy
    so_ky_hieu_form: compose.SoKyHieuForm
    kinh_gui_form: compose.KinhGuiForm
    noi_nhan_form: compose.NoiNhanForm
    can_cu_form: CanCuForm
    letter_subject_prefix: str
    closing_mark: ClosingMark
    annex_numbers: str
    signing: Mapping[str, str]
    type_abbreviations: Mapping[str, str | None]
    valid_to: date | None = None
    size_sets: SizeSets = SizeSets()

    @model_validator(mode="after")
    def _check_sizes(self) -> Self:
        sets = self.size_sets
        sizes = tuple(self.components[each].size_pt.use for each in sets.components)
        if sizes and sizes not in sets.allowed_pt:
            message = f"sizes of {sets.components} go together, {sizes} is none of the sets"
            raise ValueError(message)
        return self

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    @cached_property
    def fingerprint(self) -> str:
        """Return a digest of everything the standard says, equal for equal standards."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:32]

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
