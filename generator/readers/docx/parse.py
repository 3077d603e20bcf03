"""A Word file's bytes as paragraphs in order, with their effective looks, tables and sections."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.ooxml.numbers import bits, decimal, whole
from generator.ooxml.package import Package, main_part, open_word
from generator.ooxml.xml import qn, relationship_type
from generator.readers.docx.content import (
    CellPlace,
    WordFile,
    WordParagraph,
    WordRow,
    WordRun,
    WordSection,
    WordTable,
)
from generator.readers.docx.extras import row_cells
from generator.readers.docx.parts import Unreadable, take_out_unreadable
from generator.readers.docx.runs import CONTAINERS, DRAWN, line_length, piece_text, run_places
from generator.readers.docx.styles import (
    NO_TABLE,
    StyleSheet,
    TableLayers,
    is_on,
    points,
    read_layer,
)

if TYPE_CHECKING:
    from lxml import etree

_BREAK, _BREAK_TYPE = qn("w:br"), qn("w:type")
_FIELD, _FIELD_CODE, _RUN = qn("w:fldSimple"), qn("w:instrText"), qn("w:r")
_PAGE_BEGINS = qn("w:lastRenderedPageBreak")
# In the order Word lets one win over another, the weakest first.
_CONDITIONS = ("firstColumn", "lastColumn", "firstRow", "lastRow")
_CONDITION_TYPES = {"firstColumn": "firstCol", "lastColumn": "lastCol"}


def read_docx(source: bytes | Path | Package, *, name: str = "") -> WordFile:
    """Return what is in a Word file.

    Args:
        source: The file, its content, or the package opened from it.
        name: How findings name the file.

    Raises:
        InputError: When it is not a Word file that can be read.
    """
    package = source if isinstance(source, Package) else open_word(source, name=name)
    return _FileReader(package).read()


class _FileReader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = main_part(package)
        self._sheet = StyleSheet(package, self._main)
        self._unreadable: list[Unreadable] = []

    def read(self) -> WordFile:
        package = self._package
        body = self._reader(self._main)
        paragraphs = tuple(body.read())
        if body.page == 1:
            paragraphs = tuple(replace(each, page=0) for each in paragraphs)
        headers = {
            part: tuple(self._reader(part).read())
            for kind in ("header", "footer")
            for part in package.related(self._main, kind)
        }
        return WordFile(
            paragraphs=paragraphs,
            footnotes=self._read_footnotes(),
            headers=headers,
            tables=tuple(body.tables),
            sections=tuple(self._read_sections(body.section_elements)),
            properties=_read_properties(package),
            language=self._sheet.run_defaults.get("lang", {}).get("val", ""),
            unreadable=(*self._sheet.unreadable, *self._unreadable),
        )

    def _reader(self, part: str) -> "_PartReader":
        root = self._package.xml(part)
        self._unreadable += take_out_unreadable(root, part)
        return _PartReader(self._sheet, part, root)

    def _read_footnotes(self) -> dict[int, tuple[WordParagraph, ...]]:
        notes: dict[int, tuple[WordParagraph, ...]] = {}
        for part in self._package.related(self._main, "footnotes"):
            reader = self._reader(part)
            for note in reader.root.findall(qn("w:footnote")):
                if note.get(qn("w:type"), "normal") == "normal":
                    key = whole(note.get(qn("w:id")))
                    notes[key] = tuple(reader.read_blocks(note))
        return notes

    def _read_sections(self, elements: "list[etree._Element]") -> Iterator[WordSection]:
        targets = {
            relationship.id: relationship.target
            for relationship in self._package.relationships(self._main)
        }
        headers: Mapping[str, str] = {}
        footers: Mapping[str, str] = {}
        for element in elements:
            headers = {**headers, **_references(element, "w:headerReference", targets)}
            footers = {**footers, **_references(element, "w:footerReference", targets)}
            yield _read_section(element, headers, footers)


def _references(element: "etree._Element", name: str, targets: Mapping[str, str]) -> dict[str, str]:
    return {
        reference.get(qn("w:type"), "default"): targets.get(reference.get(qn("r:id"), ""), "")
        for reference in element.findall(qn(name))
    }


def _read_section(
    element: "etree._Element", headers: Mapping[str, str], footers: Mapping[str, str]
) -> WordSection:
    layer = read_layer(element)
    size, margin = layer.get("pgSz", {}), layer.get("pgMar", {})
    number = layer.get("pgNumType", {})

    def length(attributes: Mapping[str, str], name: str) -> float:
        return points(attributes.get(name, "0"))

    return WordSection(
        width_pt=length(size, "w"),
        height_pt=length(size, "h"),
        landscape=size.get("orient") == "landscape",
        top_pt=length(margin, "top"),
        bottom_pt=length(margin, "bottom"),
        left_pt=length(margin, "left") + length(margin, "gutter"),
        right_pt=length(margin, "right"),
        header_pt=length(margin, "header"),
        title_page=is_on(layer.get("titlePg")),
        first_number=whole(number["start"]) if "start" in number else None,
        number_format=number.get("fmt", "decimal"),
        headers=headers,
        footers=footers,
        continuous=layer.get("type", {}).get("val") == "continuous",
    )


class _PartReader:
    """Reads the paragraphs of one part; ``tables`` and ``section_elements`` fill as it reads."""

    def __init__(self, sheet: StyleSheet, part: str, root: "etree._Element") -> None:
        self.root = root
        self.tables: list[WordTable] = []
        self.section_elements: list[etree._Element] = []
        self._sheet = sheet
        self._part = part
        self.page = 1
        self._has_boxes = next(root.iter(qn("w:txbxContent")), None) is not None
        self._numbers = {
            element: number for number, element in enumerate(root.iter(qn("w:p")), start=1)
        }

    def read(self) -> Iterator[WordParagraph]:
        """Yield the paragraphs of the part."""
        body = self.root.find(qn("w:body"))
        yield from self.read_blocks(self.root if body is None else body)
        last = body.find(qn("w:sectPr")) if body is not None else None
        if last is not None:
            self.section_elements.append(last)

    def read_blocks(
        self,
        parent: "etree._Element",
        cell: CellPlace | None = None,
        layers: TableLayers = NO_TABLE,
        *,
        text_box: bool = False,
    ) -> Iterator[WordParagraph]:
        """Yield the paragraphs below an element, those of tables and text boxes among them."""
        for child in parent:
            if child.tag == qn("w:p"):
                yield self._read_p(child, cell, layers, text_box=text_box)
                page = self.page
                for box in _text_boxes(child) if self._has_boxes else ():
                    yield from self.read_blocks(box, text_box=True)
                self.page = page
                section = child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
                if section is not None:
                    self.section_elements.append(section)
            elif child.tag == qn("w:tbl"):
                yield from self._read_tbl(child, text_box=text_box)
            elif child.tag in CONTAINERS:
                yield from self.read_blocks(child, cell, layers, text_box=text_box)

    def _read_tbl(self, element: "etree._Element", *, text_box: bool) -> Iterator[WordParagraph]:
        rows = element.findall(qn("w:tr"))
        index = len(self.tables)
        table = self._read_table(element, rows)
        self.tables.append(table)
        look = read_layer(element.find(qn("w:tblPr"))).get("tblLook", {})
        for row_number, row in enumerate(rows):
            page, last = self.page, self.page
            for tc, column, span in row_cells(row):
                wide = max(len(table.grid_pt), 1)
                edges = (column == 0, column + span >= wide, row_number == 0,
                         row_number == len(rows) - 1)  # fmt: skip
                conditions = [
                    _CONDITION_TYPES.get(name, name)
                    for name, holds in zip(_CONDITIONS, edges, strict=True)
                    if holds and _shown(look, name)
                ]
                layers = self._sheet.table_layers(table.style_id, conditions)
                place = CellPlace(index, row_number, column)
                # Each cell of a row that goes over to the next page says so.
                self.page = page
                yield from self.read_blocks(tc, place, layers, text_box=text_box)
                last = max(last, self.page)
            self.page = last

    def _read_table(self, element: "etree._Element", rows: "list[etree._Element]") -> WordTable:
        properties = element.find(qn("w:tblPr"))
        style = properties.find(qn("w:tblStyle")) if properties is not None else None
        style_id = style.get(qn("w:val"), "") if style is not None else ""
        chain = [each.element.find(qn("w:tblPr")) for each in self._sheet.chain(style_id, "table")]
        borders: dict[str, str] = {}
        margins = {"left": 0.0, "right": 0.0}
        for level in (*chain, properties):
            borders |= {
                edge: attributes.get("val", "") for edge, attributes in _nested(level, "tblBorders")
            }
            margins |= {
                {"start": "left", "end": "right"}.get(edge, edge): decimal(each.get("w")) / 20
                for edge, each in _nested(level, "tblCellMar")
            }
        return WordTable(
            style_id=style_id,
            grid_pt=tuple(
                decimal(column.get(qn("w:w"))) / 20
                for column in element.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
            ),
            rows=tuple(map(_read_row, rows)),
            borders={edge: kind for edge, kind in borders.items() if kind not in ("nil", "none")},
            margins_pt=(margins["left"], margins["right"]),
            section=len(self.section_elements),
        )

    def _read_p(
        self,
        element: "etree._Element",
        cell: CellPlace | None,
        layers: TableLayers,
        *,
        text_box: bool,
    ) -> WordParagraph:
        properties = element.find(qn("w:pPr"))
        direct = read_layer(properties)
        style = self._sheet.style_of(direct.get("pStyle", {}).get("val", ""))
        style_id = style.id if style else ""
        runs: list[WordRun] = []
        fields: list[str] = []
        lines: list[float] = []
        page = self.page
        self._run_number = 0
        self._read_runs(element, style_id, layers, runs, fields, lines)
        page_starts = tuple(_page_starts(element)) if self.page > page else ()
        mark = read_layer(properties.find(qn("w:rPr")) if properties is not None else None)
        return WordParagraph(
            part=self._part,
            number=self._numbers[element],
            style_id=style_id,
            style_name=style.name if style else "",
            look=self._sheet.paragraph_look(style_id, direct, layers),
            runs=tuple(_without_commas(runs)),
            mark=self._sheet.run_look(style_id, mark, layers),
            cell=cell,
            section=len(self.section_elements),
            fields=tuple(fields),
            text_box=text_box,
            lines_pt=tuple(lines),
            page_break=any(each.get(_BREAK_TYPE) == "page" for each in element.iter(_BREAK)),
            page=page + page_starts.count(0),
            page_starts=tuple(start for start in page_starts if start),
        )

    def _read_runs(
        self,
        parent: "etree._Element",
        style_id: str,
        layers: TableLayers,
        runs: list[WordRun],
        fields: list[str],
        lines: list[float],
    ) -> None:
        for child in parent:
            if child.tag == _FIELD:
                fields.append(child.get(qn("w:instr"), "").strip())
            if child.tag in CONTAINERS:
                self._read_runs(child, style_id, layers, runs, fields, lines)
            elif child.tag == _RUN:
                for piece in child:
                    if piece.tag == _FIELD_CODE and (piece.text or "").strip():
                        fields.append((piece.text or "").strip())
                    elif piece.tag == _PAGE_BEGINS:
                        self.page += 1
                    elif piece.tag in DRAWN:
                        length = line_length(piece)
                        lines += [length] if length is not None else []
                runs += self._read_r(child, style_id, layers)

    def _read_r(
        self, element: "etree._Element", style_id: str, layers: TableLayers
    ) -> Iterator[WordRun]:
        self._run_number += 1
        text = "".join(map(piece_text, element))
        note = element.find(qn("w:footnoteReference"))
        if not text and note is None:
            return
        direct = read_layer(element.find(qn("w:rPr")))
        character = direct.get("rStyle", {}).get("val", "")
        look = self._sheet.run_look(style_id, direct, layers, character)
        footnote = whole(note.get(qn("w:id"))) if note is not None else None
        yield WordRun(text, look, footnote, self._run_number)


def _page_starts(paragraph: "etree._Element") -> Iterator[int]:
    """Yield where in the text of a paragraph pages began when Word last laid it out."""
    for place in run_places(paragraph):
        position = place.start
        for piece in place.run:
            if piece.tag == _PAGE_BEGINS:
                yield position
            position += len(piece_text(piece)) if place.start < place.end else 0


def _without_commas(runs: list[WordRun]) -> Iterator[WordRun]:
    """Yield runs but the raised commas between references: they belong to the references."""
    last = len(runs) - 1
    for position, run in enumerate(runs):
        between = 0 < position < last and (
            runs[position - 1].footnote is not None and runs[position + 1].footnote is not None
        )
        if not (between and run.look.vertical == "superscript" and run.text.strip() in ",;"):
            yield run


def _text_boxes(paragraph: "etree._Element") -> Iterator["etree._Element"]:
    for box in paragraph.iter(qn("w:txbxContent")):
        # Word writes a box twice; the second is for programs that do not know the first form.
        in_fallback = any(True for _ in box.iterancestors(qn("mc:Fallback")))
        if not in_fallback and next(box.iterancestors(qn("w:p"))) is paragraph:
            yield box


def _nested(properties: "etree._Element | None", name: str) -> Iterator[tuple[str, dict[str, str]]]:
    group = properties.find(qn(f"w:{name}")) if properties is not None else None
    yield from read_layer(group).items()


def _read_row(row: "etree._Element") -> WordRow:
    layer = read_layer(row.find(qn("w:trPr")))
    return WordRow(is_on(layer.get("cantSplit")), is_on(layer.get("tblHeader")))


_LOOK_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}


def _shown(look: Mapping[str, str], name: str) -> bool:
    if name in look:
        return look[name] in ("1", "true", "on")
    return bool(bits(look.get("val")) & _LOOK_BITS[name])


def _read_properties(package: Package) -> dict[str, str]:
    part = next(
        (
            relationship.target
            for relationship in package.relationships()
            if relationship.type == relationship_type("core-properties")
            and relationship.target in package
        ),
        None,
    )
    if part is None:
        return {}
    return {str(child.tag).rpartition("}")[2]: child.text or "" for child in package.xml(part)}
