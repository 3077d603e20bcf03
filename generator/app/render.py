"""A composed document as files: Word, PDF, workbook, pictures of its pages."""

from dataclasses import replace
from typing import Any

from generator.app import problems
from generator.compose.budget import find_annex
from generator.compose.build import Built
from generator.diagnostics import Location
from generator.document.nodes import Document
from generator.errors import InputError, OutputError
from generator.writers import WRITERS, Made


def render(built: Built, format: str) -> bytes:  # noqa: A002
    """Return a built document as a file.

    Args:
        built: The document.
        format: Key of ``WRITERS``, the word users type.

    Raises:
        InputError: When the frame is wrong.
        OutputError: When what the format needs is not on this machine.
    """
    return WRITERS[format].write(built.document, **_options(built))


def make_file(
    built: Built,
    format: str,  # noqa: A002
    *,
    annexes_only: bool = False,
    charts: bool = False,
) -> Made:
    """Return a built document as a file, with what its pages show.

    Args:
        built: The document.
        format: Key of ``WRITERS``.
        annexes_only: Make its budget annexes alone.
        charts: Add pages of charts to a format that has pages.

    Raises:
        InputError: When the frame is wrong, there is no budget to make annexes of, or the
            format cannot make them alone.
        OutputError: When what the format needs is not on this machine.
    """
    writer = WRITERS[format]
    if annexes_only and not writer.annexes_alone:
        known = ", ".join(name for name, one in WRITERS.items() if one.annexes_alone)
        raise InputError(problems.NO_ANNEX_ALONE.at(format=format, known=known))
    document = _only_budgets(built) if annexes_only else built.document
    return writer.make(
        document,
        annexes_only=annexes_only,
        charts=charts and writer.has_charts,
        **_options(built),
    )


def picture_pages(
    built: Built, *, annexes_only: bool = False, charts: bool = False
) -> tuple[Made, ...]:
    """Return the pages of a built document as PNG pictures; the first has the findings of all.

    Raises:
        InputError: When there is no budget to show annexes of.
        OutputError: When fonts are missing, or the frame was changed by hand: only an office
            program can lay that out.
    """
    from generator.writers.pdf.write import Way, picture

    document = _only_budgets(built) if annexes_only else built.document
    if built.frame is not None:
        raise OutputError(problems.NO_PICTURES_OF_FRAME.at(Location(built.frame_name)))
    pages, findings = picture(
        document, standard=built.standard, annexes_only=annexes_only, charts=charts
    )
    return tuple(
        Made(page, str(Way.TYPST), () if number else findings) for number, page in enumerate(pages)
    )


def _options(built: Built) -> dict[str, Any]:
    return {
        "standard": built.standard,
        "frame": built.frame.read_bytes() if built.frame else None,
        "frame_name": built.frame_name,
    }


def _only_budgets(built: Built) -> Document:
    """Return a document whose annexes are those of its budgets."""
    if not built.budgets:
        raise InputError(problems.NO_BUDGET.at(Location(built.stem)))
    annexes = tuple(find_annex(part, built.document) for part in built.budgets)
    return replace(built.document, annexes=annexes)
