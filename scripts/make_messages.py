"""Collect the marked messages of the package and compile the translations.

Babel collects what is marked with ``N_`` in the code; names in the data have extractors here.
Writes generator/locale/kehoach.pot, brings each kehoach.po up to date and compiles every .po.
No dates are written, so that the files change only when messages do.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from generator.inputs.packaged import read_packaged

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator"
LOCALE_DIR = PACKAGE / "locale"
HEADER = "# Messages of kehoach. Vietnamese is the source language; made by: make messages\n#"


RULE_TEXTS = ("area", "summary", "why", "wrong", "right", "says", "hint")

Texts = Iterator[tuple[int, str, str, list[str]]]


def component_names(file: Any, *_: Any, **__: Any) -> Texts:
    """Yield the names of the parts of a document from the file of a standard."""
    for component in read_packaged(Path(file.name)).get("components", {}).values():
        if "name" in component:
            yield 0, "", component["name"], []


def rule_texts(file: Any, *_: Any, **__: Any) -> Texts:
    """Yield what the rules of a family say."""
    family = read_packaged(Path(file.name))
    for row in (family, *family["rules"].values()):
        given = [row.get(key, "") for key in RULE_TEXTS]
        given += row.get("with", {}).get("needed", {}).values()  # the names of parts
        for texts in given:
            each = texts.values() if isinstance(texts, dict) else [texts]
            yield from ((0, "", text, []) for text in each if text)


EXTRACTORS = [
    ("**.py", "python"),
    ("standards/*.yaml", component_names),
    ("checks/rules/*.yaml", rule_texts),
]
"""Which files hold messages, and what finds them there: Babel's own or a function above."""


def collect() -> Catalog:
    """Return the catalogue of all messages."""
    catalog = Catalog(project="kehoach", charset="utf-8", header_comment=HEADER, fuzzy=False)
    for _, _, message, _, _ in extract_from_dir(PACKAGE, EXTRACTORS, keywords={"N_": None}):
        catalog.add(message)
    return catalog


def po_text(catalog: Catalog) -> bytes:
    """Return a catalogue as text, by its messages; places and dates would change without them."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = buffer.getvalue().decode("utf-8").splitlines(keepends=True)
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Generated-By')
    return "".join(line for line in lines if not line.startswith(dated)).encode("utf-8")


class Undated(Catalog):
    """A catalogue whose compiled form says neither when nor by what it was made."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        """Return the headers that reading a catalogue needs."""
        return [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", str(self.plural_forms)),
        ]


def mo_bytes(path: Path) -> bytes:
    """Return the compiled form of a .po file."""
    with path.open("rb") as stream:
        catalog = read_po(stream, locale=path.parts[-3])
    undated = Undated(locale=catalog.locale)
    for message in catalog:
        if message.id:
            undated.add(message.id, message.string, context=message.context)
    buffer = BytesIO()
    write_mo(buffer, undated)
    return buffer.getvalue()


def main() -> None:
    """Rewrite the files; say what is not translated."""
    template = collect()
    (LOCALE_DIR / "kehoach.pot").write_bytes(po_text(template))
    for path in sorted(LOCALE_DIR.glob("*/LC_MESSAGES/kehoach.po")):
        with path.open("rb") as stream:
            catalog = read_po(stream, locale=path.parts[-3])
        catalog.update(template, no_fuzzy_matching=True)
        catalog.header_comment = HEADER
        path.write_bytes(po_text(catalog))
        missing = [message.id for message in catalog if message.id and not message.string]
        print(f"{path.relative_to(ROOT)}: {len(catalog)} messages, {len(missing)} not translated")
    for path in sorted(LOCALE_DIR.glob("*/LC_MESSAGES/*.po")):
        path.with_suffix(".mo").write_bytes(mo_bytes(path))


if __name__ == "__main__":
    sys.exit(main())
