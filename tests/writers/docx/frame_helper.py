"""Frames filled in with any values, as the writer fills them in with those of a document."""

from typing import Any

from frame_specimens import frame, text_of

from generator.errors import InputError
from generator.writers.docx.footnotes import FootnoteCollector
from generator.writers.docx.frames.fill import fill
from generator.writers.docx.frames.frame import read_frame
from generator.writers.docx.frames.tidy import find_styles


def render(source: bytes, data: dict[str, Any] | None = None) -> bytes:
    """Return the document made of a frame and values."""
    values = data or {}
    read = read_frame(source, "khung.docx", tuple(values))
    notes = FootnoteCollector(*find_styles(read.package), prefix="k")
    return fill(read, values, notes).to_bytes()


def warnings(source: bytes, *names: str) -> list[str]:
    """Return the warnings about a frame in short."""
    return [each.text().partition("\n")[0] for each in read_frame(source, "k", names).warnings]


def findings(source: bytes, data: dict[str, Any] | None = None) -> list[str]:
    """Return what is wrong in short, the name of the frame left out; [] for nothing."""
    try:
        render(source, data)
    except InputError as error:
        lines = [each.text().partition("\n")[0] for each in error.findings]
        return [line.removeprefix("khung.docx: ").replace("lỗi: ", "", 1) for line in lines]
    return []


__all__ = ["findings", "frame", "render", "text_of", "warnings"]
