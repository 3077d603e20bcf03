"""LibreOffice for tests: a document as a PDF, a PDF as the text of its pages."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)


def to_pdf(document: bytes, folder: Path) -> Path:
    source = folder / "document.docx"
    source.write_bytes(document)
    with tempfile.TemporaryDirectory(prefix="lo-engine-") as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
             "pdf", "--outdir", str(folder), str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    return folder / "document.pdf"


def page_texts(pdf: Path) -> list[str]:
    """Return the text of each page with single blanks."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(" ".join(text.get_text_bounded().split()))
            text.close()
            page.close()
        return pages
    finally:
        document.close()
