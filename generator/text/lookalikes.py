"""Letters and figures of other alphabets that look like ours, and signs that turn text around."""

import re
import unicodedata
from functools import cache

# Signs that change the order in which letters are shown (Unicode TR9).
DIRECTION_SIGNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Those that can show a text in another order than it is read and searched in.
TURNING_SIGNS = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")

_CYRILLIC = dict(
    zip("АВЕЅІЈКМНОРСТУХЗаесорхуіјѕбһԁԛԝ", "ABESIJKMHOPCTYX3aecopxyijs6hdqw", strict=True)
)
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ", "ABEZHIKMNOPTYXovp", strict=True))
# Đ of Icelandic and of African alphabets; strokes of mathematics.
_OTHERS = {"Ð": "Đ", "Ɖ": "Đ", "\u2215": "/", "\u2044": "/", "\uff0f": "/", "\u2212": "-",
           "\uff0d": "-", "\ufe63": "-"}  # fmt: skip
_TABLE = {**_CYRILLIC, **_GREEK, **_OTHERS}
_ALPHABETS = ("Lu", "Ll", "Nd")


@cache
def _plain(character: str) -> str:
    """Return the letter, figure or mark of ours that a character looks like, else itself."""
    if character.isascii() or character in _TABLE:
        return _TABLE.get(character, character)
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    same = unicodedata.normalize("NFKC", character)
    return same if category in _ALPHABETS and same.isascii() and len(same) == 1 else character


def without_lookalikes(text: str) -> str:
    """Return a text with our letters in place of those that look like them.

    >>> without_lookalikes("12/KН-UBND")  # the Н is Cyrillic
    '12/KH-UBND'
    """
    return text if text.isascii() else "".join(map(_plain, text))
