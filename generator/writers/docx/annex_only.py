"""The annexes of a document as a Word file of their own, numbered and laid out as they were."""

from dataclasses import replace

from generator.document.nodes import Document
from generator.ooxml.ns import qn
from generator.ooxml.package import main_part, open_word
from generator.ooxml.xml import to_bytes
from generator.standards import Standard
from generator.writers.docx.write import write


def write_annexes_only(
    document: Document,
    *,
    standard: Standard,
    frame: bytes | None = None,
    frame_name: str = "",
) -> bytes:
    """Return a document's annexes without its formal parts and body.

    Args:
        document: The document; it has annexes.
        standard: The standard that lays it out.
        frame: A Word file to use in place of the prescribed look, for its styles and headers.
        frame_name: How findings name that file.

    Raises:
        InputError: With all that is wrong with the frame, or with a text that Word cannot hold.
    """
    # The text is left out before writing: its footnotes must not stay behind in the file.
    bare = replace(document, blocks=())
    data = write(bare, standard=standard, frame=frame, frame_name=frame_name)
    package = open_word(data)
    main = main_part(package)
    root = package.xml(main)
    body = root.find(qn("w:body"))
    assert body is not None  # noqa: S101  (the writer has just made it)
    for child in list(body):
        body.remove(child)
        if child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            break
    return package.with_parts({main: to_bytes(root)}).to_bytes()
