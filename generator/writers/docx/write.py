"""Document → .docx: written directly from its standard, or into a frame of the user's own."""

from generator.diagnostics import Diagnostic
from generator.document.nodes import Document
from generator.errors import InputError
from generator.standards import Standard
from generator.writers.docx.builtin import write_builtin
from generator.writers.docx.characters import find_forbidden


def write(
    document: Document,
    *,
    standard: Standard,
    frame: bytes | None = None,
    frame_name: str = "",
) -> bytes:
    """Return a document as a Word file; equal arguments give equal bytes.

    Args:
        document: The document.
        standard: The standard that lays it out.
        frame: A Word file with docxtpl's tags to use in place of the prescribed look.
        frame_name: How findings name that file.

    Raises:
        InputError: With all that is wrong with the frame, or with a text that Word cannot hold.
    """
    findings = find_forbidden(document)
    if findings:
        raise InputError(findings)
    if frame is None:
        return write_builtin(document, standard)
    from generator.writers.docx.user_frame import fill_frame

    return fill_frame(document, standard, frame, frame_name)


def look_over_frame(
    document: Document, *, standard: Standard, frame: bytes, frame_name: str = ""
) -> list[Diagnostic]:
    """Return what a frame that fits may still lose: a warning for each part and each odd brace.

    Raises:
        InputError: With all that is wrong with the frame.
    """
    from generator.writers.docx.user_frame import find_losses

    return find_losses(document, standard, frame, frame_name)
