"""The language and encoding of one run of the command: set before anything is printed."""

import gettext
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from io import TextIOWrapper
from pathlib import PurePath

from generator.i18n import LANGUAGES, LOCALE_DIR, SOURCE_LANGUAGE, printable, translate

VARIABLE = "KEHOACH_LANG"

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


def current() -> str:
    """Return the language messages are printed in."""
    return _language.get()


def say(message: str, **params: object) -> str:
    """Return a marked message in the current language with its values filled in."""
    text = translate(message, current())
    shown = {name: _shown(value) for name, value in params.items()}
    return text.format(**shown) if shown else text


def _shown(value: object) -> object:
    """Return a value as it may be printed: the name of a file may hold anything."""
    return printable(str(value)) if isinstance(value, str | PurePath) else value


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language asked for, before the arguments are parsed.

    Help and usage errors are printed while arguments are parsed, so it must be known earlier;
    a language that does not exist is left to the parser to refuse.
    """
    language = environment.get(VARIABLE, "")
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            language = arguments[index + 1] if index + 1 < len(arguments) else ""
        elif argument.startswith("--lang="):
            language = argument.removeprefix("--lang=")
    return language if language in LANGUAGES else SOURCE_LANGUAGE


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Print in a language for a while, click's own messages included.

    Click takes its messages from gettext's default domain, and that finds its catalogue
    through an environment variable; both are put back afterwards.
    """
    token = _language.set(language)
    domain, variable = gettext.textdomain(), os.environ.get("LANGUAGE")
    bound = gettext.bindtextdomain("click")
    gettext.bindtextdomain("click", str(LOCALE_DIR))
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        _language.reset(token)
        gettext.textdomain(domain)
        gettext.bindtextdomain("click", bound)
        if variable is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = variable


def use_utf8() -> None:
    """Let both streams carry Vietnamese whatever code page the console has."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
