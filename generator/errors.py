"""The exceptions the package raises on purpose; each carries findings, none prints."""

from collections.abc import Iterable

from generator.diagnostics import Diagnostic


class KehoachError(Exception):
    """Base of what a caller may catch; ``findings`` says what is wrong and where."""

    exit_code = 3

    def __init__(self, findings: Iterable[Diagnostic] | Diagnostic) -> None:
        self.findings: tuple[Diagnostic, ...] = (
            (findings,) if isinstance(findings, Diagnostic) else tuple(findings)
        )
        super().__init__("\n".join(finding.text() for finding in self.findings))


class InputError(KehoachError):
    """The user's data, templates or catalogues are wrong; every problem found is listed."""

    exit_code = 3


class OutputError(KehoachError):
    """A file cannot be written, or a tool or font is missing."""

    exit_code = 4
