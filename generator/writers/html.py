"""Document → a page for previews and for pasting into mail: no script, nothing from outside."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator.diagnostics import Location
from generator.document.nodes import Document
from generator.errors import InputError
from generator.layout.flow import Grid
from generator.layout.formal import DocumentLayout
from generator.layout.sizes import iter_slots
from generator.ooxml.xml import FORBIDDEN
from generator.standards import Component, Standard
from generator.text.metrics import SINGLE_LINE_EM
from generator.writers import Made, problems


def make(document: Document, *, standard: Standard, **options: Any) -> Made:
    """Return a document as one page in the look of its standard, also where it has a Word frame.

    Raises:
        InputError: When a text has a character that no page can hold.
    """
    layout = DocumentLayout(document, standard)
    page = _template().render(
        title=document.properties.title,
        standard=standard,
        sections=[*([] if options.get("annexes_only") else [layout.main()]), *layout.annexes()],
    )
    lost = problems.PAGE_WITHOUT_FRAME.at(Location(options.get("frame_name", "")))
    return Made(page.encode("utf-8"), findings=(lost,) if options.get("frame") else ())


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_checked,
    )
    environment.filters["kind"] = lambda node: type(node).__name__
    environment.filters["style"] = _style
    environment.filters["rows"] = _rows
    return environment.get_template("page.html.j2")


def _style(look: Component) -> str:
    """Return the look of a paragraph; it stands at each, for mail programs drop style sheets."""
    line = f"{look.line.use}pt" if look.line_rule == "exact" else look.line.use * SINGLE_LINE_EM
    return (
        f"font-size:{look.size_pt.use}pt;line-height:{line};"
        f"font-weight:{'bold' if look.bold else 'normal'};"
        f"font-style:{'italic' if look.italic else 'normal'};"
        f"text-align:{'justify' if look.align == 'both' else look.align};"
        f"margin:{look.before_pt.use}pt 0 {look.after_pt.use}pt {look.left_mm.use}mm;"
        f"text-indent:{look.first_line_mm.use - look.hanging_mm.use}mm"
    )


def _checked(value: Any) -> Any:
    if isinstance(value, str) and (bad := FORBIDDEN.search(value)):
        shown = FORBIDDEN.sub("�", value)[:60]
        raise InputError(problems.PAGE_CHARACTER.at(code=f"U+{ord(bad.group()):04X}", text=shown))
    return value


def _rows(grid: Grid) -> Any:
    slots = iter_slots(grid.table.rows, len(grid.widths_pt))
    return zip(grid.table.rows, slots, strict=True)
