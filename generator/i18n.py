"""Message languages: Vietnamese is the source language, other languages are gettext catalogues.

Messages are written once, in Vietnamese, marked with ``N_`` where they stand and translated
only where they are printed, so that no stage below the command line depends on a language.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.support import NullTranslations

LANGUAGES = ("vi", "en")
SOURCE_LANGUAGE = "vi"
DOMAIN = "kehoach"
LOCALE_DIR = Path(__file__).parent / "locale"
# Control characters, and those that turn the direction of writing round.
_COMMANDS_AND_LINES = {
    code: ascii(chr(code))[1:-1]
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
_COMMANDS = {code: name for code, name in _COMMANDS_AND_LINES.items() if chr(code) not in "\n\t"}


def N_(message: str) -> str:  # noqa: N802  (the name gettext's tools look for)
    """Mark a message for the translation catalogues and return it unchanged."""
    return message


@cache
def translations(language: str) -> "NullTranslations":
    """Return the catalogue of a language other than the source language."""
    from babel.support import Translations

    return Translations.load(LOCALE_DIR, [language], DOMAIN)


def translate(message: str, language: str = SOURCE_LANGUAGE) -> str:
    """Return a marked message in a language, unchanged when it has no translation.

    Babel is imported for another language only: the messages of the code are Vietnamese.
    """
    if not message or language == SOURCE_LANGUAGE:
        return message
    return str(translations(language).gettext(message))


def printable(text: str, *, lines: bool = True) -> str:
    r"""Return text without what would command a terminal or turn its letters round.

    >>> printable("a\x1b]0;x\x07.docx")
    'a\\x1b]0;x\\x07.docx'
    """
    return text.translate(_COMMANDS if lines else _COMMANDS_AND_LINES)
