"""A document, or its annexes alone, as a finished Word file."""

from generator.diagnostics import Diagnostic
from generator.document.nodes import Document
from generator.standards import Standard
from generator.writers.docx.annex_only import write_annexes_only
from generator.writers.docx.write import look_over_frame, write
from generator.writers.made import Made


def make(
    document: Document,
    *,
    standard: Standard,
    frame: bytes | None = None,
    frame_name: str = "",
    annexes_only: bool = False,
    charts: bool = False,  # noqa: ARG001  (the shape of every writer; a Word file has no charts)
) -> Made:
    """Return a document as a Word file; see ``write`` for what it takes and refuses."""
    if annexes_only:
        content = write_annexes_only(
            document, standard=standard, frame=frame, frame_name=frame_name
        )
        return Made(content)
    content = write(document, standard=standard, frame=frame, frame_name=frame_name)
    return Made(content, findings=lost_in_frame(document, standard, frame, frame_name))


def lost_in_frame(
    document: Document,
    standard: Standard,
    frame: bytes | None,
    frame_name: str,
) -> tuple[Diagnostic, ...]:
    """Return what a frame of the user's own leaves out of a document."""
    if frame is None:
        return ()
    return tuple(look_over_frame(document, standard=standard, frame=frame, frame_name=frame_name))
