"""Footnotes made from data: numbered as they are written, one note for each reference."""

from generator.errors import InputError
from generator.writers import problems

REFERENCE_STYLE = "FootnoteReference"


class FootnoteCollector:
    """Takes the footnotes of a document in the order of its text.

    Args:
        text_style: Id of the paragraph style of notes.
        reference_style: Id of the character style of references.
        prefix: Begins the ids; a number alone is an id that Word takes.
    """

    def __init__(
        self, text_style: str, reference_style: str = REFERENCE_STYLE, prefix: str = ""
    ) -> None:
        self._notes: list[str] = []
        self._text_style = text_style
        self._prefix = prefix
        style = f'<w:rPr><w:rStyle w:val="{reference_style}"/></w:rPr>'
        self._mark = f"<w:r>{style}<w:footnoteRef/></w:r>"
        self._reference = f'<w:r>{style}<w:footnoteReference w:id="{{id}}"/></w:r>'
        self.comma = f"<w:r>{style}<w:t>,</w:t></w:r>"

    @property
    def xml(self) -> str:
        """Return the notes taken so far as ``w:footnote``."""
        return "".join(self._notes)

    def add(self, runs: str) -> str:
        """Take a footnote in and return the run that refers to it.

        Args:
            runs: The note as run XML (``<w:r>...</w:r>``), its text escaped.

        Raises:
            InputError: When the note itself calls a footnote.
        """
        if "<w:footnoteReference" in runs:
            raise InputError(problems.NOTE_IN_NOTE.at())
        key = f"{self._prefix}{len(self._notes) + 1}"
        self._notes.append(
            f'<w:footnote w:id="{key}"><w:p><w:pPr><w:pStyle w:val="{self._text_style}"/></w:pPr>'
            f'{self._mark}<w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p></w:footnote>'
        )
        return self._reference.format(id=key)
