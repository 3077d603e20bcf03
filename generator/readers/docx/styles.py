"""Effective formatting: what Word shows, from direct properties, styles, defaults and theme.

The order is that of ECMA-376 Part 1, 17.7.2: document defaults, table style, numbering,
paragraph style, character style, direct properties; toggle properties by 17.7.3.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.ooxml.numbers import decimal, whole
from generator.ooxml.package import Package
from generator.ooxml.xml import NAMESPACES, qn
from generator.readers.docx.content import ParagraphLook, RunLook
from generator.readers.docx.parts import Unreadable, take_out_unreadable

if TYPE_CHECKING:
    from lxml import etree

# Properties of one level: element name without prefix -> attributes without prefix.
Layer = dict[str, dict[str, str]]

_W = f"{{{NAMESPACES['w']}}}"
_OFF = frozenset(("0", "false", "off", "none"))
_TOGGLES = (
    "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
    "emboss", "imprint", "vanish",
)  # fmt: skip
_ALIGNMENTS = {"start": "left", "end": "right", "justify": "both", "distribute": "both"}
_FONT_SLOTS = {
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
    "cs": "cstheme",
    "eastAsia": "eastAsiaTheme",
}
_EXCLUSIVE = {"firstLine": "hanging", "hanging": "firstLine"} | _FONT_SLOTS | {
    theme: slot for slot, theme in _FONT_SLOTS.items()
}  # fmt: skip
_SEVERAL = frozenset(("rFonts", "spacing", "ind", "lang"))
_SCRIPTS = {"vi": "Viet", "zh": "Hans", "ja": "Jpan", "ko": "Hang", "th": "Thai"}
_AUTO_LINE = 240
_AUTO_SPACE_PT = 14.0
_WORD_SIZE = "20"  # half-points of text that nothing gives a size
_DEEPEST = 40  # links of a style chain; a longer one goes in a circle


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its own properties and what it is based on."""

    id: str
    name: str
    kind: str
    based_on: str
    paragraph: Layer
    run: Layer
    element: "etree._Element"


def read_layer(properties: "etree._Element | None") -> Layer:
    """Return the properties in a ``w:pPr`` or ``w:rPr``; nested ones under "edge" names."""
    layer: Layer = {}
    for child in properties if properties is not None else ():
        name = _local(child)
        if name == "pBdr":
            for edge in child:
                layer[f"pBdr.{_local(edge)}"] = _attributes(edge)
        elif name == "numPr":
            for part in child:
                layer[_local(part)] = _attributes(part)
        elif name not in ("sectPr", "rPr"):
            layer[name] = _attributes(child)
    return layer


def _local(element: "etree._Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _attributes(element: "etree._Element") -> dict[str, str]:
    return {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}


def is_on(attributes: Mapping[str, str] | None) -> bool:
    """Return whether an on-off property is on: present and not switched off."""
    return attributes is not None and attributes.get("val", "1") not in _OFF


def merge_layers(layers: Iterable[Layer]) -> Layer:
    """Return properties laid over each other, the last on top.

    A property replaces the one below it, but for those that say several things: their
    attributes replace each other one by one.
    """
    merged: Layer = {}
    for layer in layers:
        for name, attributes in layer.items():
            below = merged.get(name, {}) if name in _SEVERAL else {}
            hidden = {_EXCLUSIVE.get(attribute) for attribute in attributes}
            kept = {key: value for key, value in below.items() if key not in hidden}
            merged[name] = kept | attributes
    return merged


def _layer_key(layer: Layer) -> tuple[Any, ...]:
    return tuple((name, *attributes.items()) for name, attributes in layer.items())


class StyleSheet:
    """The styles, defaults, numbering and theme of one file."""

    def __init__(self, package: Package, main: str) -> None:
        self._styles: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}
        self.run_defaults: Layer = {}
        self.paragraph_defaults: Layer = {}
        # Most runs and paragraphs of a file share a few looks, which are worked out once.
        self._run_looks: dict[tuple[Any, ...], RunLook] = {}
        self._paragraph_looks: dict[tuple[Any, ...], ParagraphLook] = {}
        self._chains: dict[tuple[str, str], list[Style]] = {}
        self._tables: dict[tuple[str, ...], TableLayers] = {}
        self.unreadable: list[Unreadable] = []
        self._read_styles(self._root(package, main, "styles"))
        self._numbering = _Numbering(self._root(package, main, "numbering"))
        self._theme = _Theme(
            self._root(package, main, "theme"), self._root(package, main, "settings")
        )

    def _root(self, package: Package, main: str, kind: str) -> "etree._Element | None":
        part = next(iter(package.related(main, kind)), None)
        if not part:
            return None
        root = package.xml(part)
        self.unreadable += take_out_unreadable(root, part)
        return root

    def _read_styles(self, root: "etree._Element | None") -> None:
        if root is None:
            return
        defaults = root.find(qn("w:docDefaults"))
        if defaults is not None:
            self.run_defaults = read_layer(defaults.find(f"{_W}rPrDefault/{_W}rPr"))
            self.paragraph_defaults = read_layer(defaults.find(f"{_W}pPrDefault/{_W}pPr"))
        for element in root.iter(qn("w:style")):
            style = _read_style(element)
            self._styles[style.id] = style
            if element.get(qn("w:default")) in ("1", "true", "on"):
                self._defaults[style.kind] = style.id

    def style_of(self, style_id: str, kind: str = "paragraph") -> Style | None:
        """Return a style by id, the default one of its kind when the id is not known."""
        style = self._styles.get(style_id)
        if style is not None and style.kind == kind:
            return style
        return self._styles.get(self._defaults.get(kind, ""))

    def chain(self, style_id: str, kind: str = "paragraph") -> list[Style]:
        """Return a style and those it is based on, the most basic first."""
        known = self._chains.get((style_id, kind))
        if known is not None:
            return known
        styles: list[Style] = []
        style = self.style_of(style_id, kind)
        while style is not None and style not in styles and len(styles) < _DEEPEST:
            styles.append(style)
            style = self._styles.get(style.based_on)
        self._chains[style_id, kind] = styles[::-1]
        return self._chains[style_id, kind]

    def table_layers(self, style_id: str, conditions: Iterable[str]) -> "TableLayers":
        """Return what a table style gives a cell.

        Args:
            style_id: Id of the table style.
            conditions: Special formats that hold for the cell ("firstRow", "firstCol", ...), the
                weakest first.
        """
        key = (style_id, *conditions)
        if key not in self._tables:
            self._tables[key] = _table_layers(self.chain(style_id, "table"), key[1:])
        return self._tables[key]

    def paragraph_look(self, style_id: str, direct: Layer, table: "TableLayers") -> ParagraphLook:
        """Return the effective properties of a paragraph."""
        key = (style_id, id(table), _layer_key(direct))
        look = self._paragraph_looks.get(key)
        if look is None:
            look = self._find_paragraph_look(style_id, direct, table)
            self._paragraph_looks[key] = look
        return look

    def _find_paragraph_look(
        self, style_id: str, direct: Layer, table: "TableLayers"
    ) -> ParagraphLook:
        own = [style.paragraph for style in self.chain(style_id)]
        layers = [self.paragraph_defaults, *table.paragraph]
        for layer in (*own, direct):
            layers += self._numbering.layers_below(layer)
            layers.append(layer)
        return _paragraph_look(merge_layers(layers))

    def run_look(
        self, style_id: str, direct: Layer, table: "TableLayers", character_style: str = ""
    ) -> RunLook:
        """Return the effective properties of a run in a paragraph of a style."""
        key = (style_id, character_style, id(table), _layer_key(direct))
        look = self._run_looks.get(key)
        if look is None:
            look = self._find_run_look(style_id, direct, table, character_style)
            self._run_looks[key] = look
        return look

    def _find_run_look(
        self, style_id: str, direct: Layer, table: "TableLayers", character_style: str
    ) -> RunLook:
        levels = [
            merge_layers(table.run),
            merge_layers(style.run for style in self.chain(style_id)),
            merge_layers(style.run for style in self.chain(character_style, "character")),
        ]
        merged = merge_layers([self.run_defaults, *levels, direct])
        for name in _TOGGLES:
            if name not in direct:
                merged[name] = {"val": "1" if self._toggled(name, levels) else "0"}
        return self._run_look(merged)

    def _toggled(self, name: str, levels: Iterable[Layer]) -> bool:
        if is_on(self.run_defaults.get(name)):
            return True
        return sum(is_on(level.get(name)) for level in levels) % 2 == 1

    def _run_look(self, layer: Layer) -> RunLook:
        def value(name: str, missing: str = "") -> str:
            return layer.get(name, {}).get("val", missing)

        fonts = layer.get("rFonts", {})
        border = value("bdr")
        return RunLook(
            fonts={slot: self._theme.family(fonts, slot) for slot in _FONT_SLOTS},
            size_pt=decimal(value("sz", _WORD_SIZE), float(_WORD_SIZE)) / 2,
            bold=is_on(layer.get("b")),
            italic=is_on(layer.get("i")),
            underline=value("u", "none"),
            caps=is_on(layer.get("caps")),
            strike=is_on(layer.get("strike")),
            hidden=is_on(layer.get("vanish")),
            color=value("color", "auto"),
            highlight="" if value("highlight") == "none" else value("highlight"),
            vertical=value("vertAlign", "baseline"),
            border="" if border in ("nil", "none") else border,
            language=value("lang"),
            scale_percent=decimal(value("w", "100").strip().rstrip("%"), 100),
            spacing_pt=points(value("spacing", "0")),
        )


def _read_style(element: "etree._Element") -> Style:
    def text(name: str) -> str:
        child = element.find(qn(name))
        return child.get(qn("w:val"), "") if child is not None else ""

    return Style(
        id=element.get(qn("w:styleId"), ""),
        name=text("w:name"),
        kind=element.get(qn("w:type"), "paragraph"),
        based_on=text("w:basedOn"),
        paragraph=read_layer(element.find(qn("w:pPr"))),
        run=read_layer(element.find(qn("w:rPr"))),
        element=element,
    )


def points(twips: str) -> float:
    """Return a length in points."""
    # Lengths are twips, or a number with its unit in files of other programs.
    twips = twips.strip()
    return decimal(twips[:-2]) if twips.endswith("pt") else decimal(twips) / 20


def _space(spacing: Mapping[str, str], side: str) -> float:
    # Word gives paragraphs that ask for automatic space, as web pages do, 14 points.
    if spacing.get(f"{side}Autospacing", "0") not in _OFF:
        return _AUTO_SPACE_PT
    return points(spacing.get(side, "0"))


def _paragraph_look(layer: Layer) -> ParagraphLook:
    spacing, indent = layer.get("spacing", {}), layer.get("ind", {})
    rule = spacing.get("lineRule", "auto")
    line = decimal(spacing.get("line"), float(_AUTO_LINE))
    left = indent.get("left", indent.get("start", "0"))
    right = indent.get("right", indent.get("end", "0"))
    first = points(indent.get("firstLine", "0")) - points(indent.get("hanging", "0"))
    align = layer.get("jc", {}).get("val", "left")
    outline = whole(layer.get("outlineLvl", {}).get("val"), 9, 0, 9) + 1
    number = whole(layer.get("numId", {}).get("val"))
    return ParagraphLook(
        align=_ALIGNMENTS.get(align, align),
        left_pt=points(left),
        right_pt=points(right),
        first_line_pt=first,
        before_pt=_space(spacing, "before"),
        after_pt=_space(spacing, "after"),
        line_rule=rule,
        line=line / _AUTO_LINE if rule == "auto" else line / 20,
        contextual=is_on(layer.get("contextualSpacing")),
        keep_next=is_on(layer.get("keepNext")),
        keep_lines=is_on(layer.get("keepLines")),
        widow_control="widowControl" not in layer or is_on(layer["widowControl"]),
        page_break_before=is_on(layer.get("pageBreakBefore")),
        outline_level=outline if outline <= 9 else 0,  # noqa: PLR2004  (Word's "body text" is 10)
        borders={
            name.removeprefix("pBdr."): attributes["val"]
            for name, attributes in layer.items()
            if name.startswith("pBdr.") and attributes.get("val", "nil") not in ("nil", "none")
        },
        numbering=(number, whole(layer.get("ilvl", {}).get("val"), 0, 0, 8)) if number else None,
    )


@dataclass(frozen=True, slots=True)
class TableLayers:
    """What a table's style gives the paragraphs and runs of one of its cells."""

    paragraph: tuple[Layer, ...] = ()
    run: tuple[Layer, ...] = ()


NO_TABLE = TableLayers()


def _table_layers(chain: list[Style], conditions: Iterable[str]) -> TableLayers:
    found = [(style.paragraph, style.run) for style in chain]
    for condition in conditions:
        found += (layers for style in chain for layers in _conditional(style, condition))
    return TableLayers(tuple(each[0] for each in found), tuple(each[1] for each in found))


def _conditional(style: Style, condition: str) -> Iterator[tuple[Layer, Layer]]:
    for element in style.element.findall(qn("w:tblStylePr")):
        if element.get(qn("w:type")) == condition:
            yield (
                read_layer(element.find(qn("w:pPr"))),
                read_layer(element.find(qn("w:rPr"))),
            )


class _Numbering:
    """Indents that automatic numbers give their paragraphs."""

    def __init__(self, root: "etree._Element | None") -> None:
        self._levels: dict[tuple[str, str], Layer] = {}
        if root is None:
            return
        abstract = {
            element.get(qn("w:abstractNumId")): element
            for element in root.findall(qn("w:abstractNum"))
        }
        for number in root.findall(qn("w:num")):
            reference = number.find(qn("w:abstractNumId"))
            key = reference.get(qn("w:val")) if reference is not None else None
            sources = [abstract[key]] if key in abstract else []
            for source in (*sources, *number.findall(qn("w:lvlOverride"))):
                for level in source.findall(qn("w:lvl")):
                    place = (number.get(qn("w:numId"), ""), level.get(qn("w:ilvl"), "0"))
                    self._levels[place] = read_layer(level.find(qn("w:pPr")))

    def layers_below(self, layer: Layer) -> list[Layer]:
        """Return what lies below a level that asks for a number."""
        number = layer.get("numId", {}).get("val")
        if not number:
            return []
        level = layer.get("ilvl", {}).get("val", "0")
        return [self._levels.get((number, level), {})]


class _Theme:
    """Fonts that are named by their part in the theme."""

    def __init__(self, root: "etree._Element | None", settings: "etree._Element | None") -> None:
        self._families: dict[str, str] = {}
        if root is None:
            return
        language = settings.find(qn("w:themeFontLang")) if settings is not None else None
        tag = language.get(qn("w:val"), "") if language is not None else ""
        script = _SCRIPTS.get(tag.partition("-")[0], "")
        for part in ("major", "minor"):
            fonts = root.find(f".//{qn(f'a:{part}Font')}")
            if fonts is not None:
                self._read(part, fonts, script)

    def _read(self, part: str, fonts: "etree._Element", script: str) -> None:
        def face(name: str) -> str:
            element = fonts.find(qn(name))
            return element.get("typeface", "") if element is not None else ""

        own = next(
            (
                font.get("typeface", "")
                for font in fonts.findall(qn("a:font"))
                if script and font.get("script") == script
            ),
            "",
        )
        latin = own or face("a:latin")
        self._families |= {
            f"{part}Ascii": latin,
            f"{part}HAnsi": latin,
            f"{part}Bidi": face("a:cs"),
            f"{part}EastAsia": face("a:ea"),
        }

    def family(self, fonts: Mapping[str, str], slot: str) -> str:
        """Return the family of a slot, looked up in the theme when it is named by it."""
        themed = fonts.get(_FONT_SLOTS[slot])
        if themed:
            return self._families.get(themed, "") or fonts.get(slot, "")
        return fonts.get(slot, "")
