"""A standard's components as looks of the typesetter: sizes, spaces, lines, all in points."""

from typing import Any

from generator.document.nodes import Orientation
from generator.layout.sizes import MM
from generator.standards import Component, Standard
from generator.standards.schema import Page
from generator.text.metrics import SINGLE_LINE_EM

Data = dict[str, Any]

# Descent of Times New Roman and the fonts of its widths: where in a line its baseline stands.
_DESCENT_EM = 0.216


def write_look(component: Component) -> Data:
    """Return a component's look; each of its lines is as high as Word makes it."""
    size = component.size_pt.use
    height = line_height(component)
    below = _DESCENT_EM * size
    return {
        "size": size,
        "b": component.bold,
        "i": component.italic,
        "underline": component.underline,
        "boxed": component.boxed,
        "align": component.align,
        "up": _rounded(height - below),
        "down": _rounded(below),
    }


def line_height(component: Component) -> float:
    """Return the distance of two baselines of a component."""
    if component.line_rule == "exact":
        return component.line.use
    return component.line.use * component.size_pt.use * SINGLE_LINE_EM


def write_looks(standard: Standard) -> Data:
    """Return the look of every component that is printed."""
    return {key: write_look(each) for key, each in standard.components.items() if each.printed}


def setup_pages(page: Page, orientation: Orientation) -> Data:
    """Return size and margins of a section's pages.

    Turned pages keep each margin at the side it is at, as Word's do.
    """
    width, height = page.width_mm.use, page.height_mm.use
    if orientation is Orientation.LANDSCAPE:
        width, height = height, width
    margins = {
        side: getattr(page, f"margin_{side}_mm").use * MM
        for side in ("top", "right", "bottom", "left")
    }
    return {
        "width": width * MM,
        "height": height * MM,
        **margins,
        "header": page.header_mm.use * MM,
    }


def text_height(pages: Data) -> float:
    """Return the height between the margins."""
    height: float = pages["height"] - pages["top"] - pages["bottom"]
    return height


def _rounded(points: float) -> float:
    return round(points, 4)
