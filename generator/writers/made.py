"""What a writer hands back, whatever its format."""

from dataclasses import dataclass

from generator.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file.

    Attributes:
        content: Its bytes.
        way: Which program laid out its pages; "" for files without pages of their own.
        findings: What its pages or its frame give to look at.
    """

    content: bytes
    way: str = ""
    findings: tuple[Diagnostic, ...] = ()
