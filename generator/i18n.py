"""Message languages: Vietnamese is the source language, other languages are gettext catalogues.

Messages are written once, in Vietnamese, marked with ``N_`` where they stand and translated
only where they are printed, so that no stage below the command line depends on a language.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gettext

LANGUAGES = ("vi", "en")
SOURCE_LANGUAGE = "vi"
DOMAIN = "kehoach"
LOCALE_DIR = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802  (the name gettext's tools look for)
    """Mark a message for the translation catalogues and return it unchanged."""
    return message


@cache
def translations(language: str) -> "gettext.NullTranslations":
    """Return the catalogue of a language; the source language needs none."""
    import gettext

    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE_DIR, languages=[language])


def translate(message: str, language: str = SOURCE_LANGUAGE) -> str:
    """Return a marked message in a language, unchanged when it has no translation."""
    return translations(language).gettext(message) if message else message
