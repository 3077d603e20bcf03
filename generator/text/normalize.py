"""Vietnamese text made comparable: NFC, invisible characters, tone marks, quotes, slugs."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_QUOTED = re.compile(r'"([^"\n]*)"')

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NEW_STYLE = re.compile(f"(?i)(?<![qQ])(o(?=[ae])|u(?=y))([ae]|y)([{_TONES}])(?!\\w)")
# The pairs the slow search below can change: it is tried on them and nothing else.
_TONE_SECOND = re.compile(r"[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ](?!\w)|[uU](?<![qQ].)[ỳýỷỹỵỲÝỶỸỴ](?!\w)")
_TONE_FIRST = re.compile(r"[òóỏõọÒÓỎÕỌ][aeAE](?!\w)|[ùúủũụÙÚỦŨỤ](?<![qQ].)[yY](?!\w)")
_OLD_STYLE = re.compile(f"(?i)(?<![qQ])(o|u)([{_TONES}])([ae]|y)(?!\\w)")


def to_nfc(text: str) -> str:
    """Return the text in Unicode normal form C."""
    return unicodedata.normalize("NFC", text)


def remove_invisible(text: str) -> str:
    """Return the text without zero-width characters, byte order marks and soft hyphens."""
    return _INVISIBLE.sub("", text)


def collapse_spaces(text: str) -> str:
    """Return the text with runs of spaces as one space and none at the ends."""
    return _SPACES.sub(" ", text).strip()


def clean(text: str) -> str:
    """Return the text in NFC, without invisible characters and doubled spaces."""
    return collapse_spaces(remove_invisible(to_nfc(text)))


def curl_quotes(text: str) -> str:
    """Return the text with paired straight quotes as “ and ”.

    >>> curl_quotes('cây tre "Việt Nam"')
    'cây tre “Việt Nam”'
    """
    return _QUOTED.sub(r"“\1”", text)


def old_tone_style(text: str) -> str:
    """Return the text with the tone of open oa, oe, uy on the first vowel.

    >>> old_tone_style("Thanh Hoá, Khánh Hoà, uỷ, quý, hoàn"), old_tone_style("Thanh Hóa")
    ('Thanh Hóa, Khánh Hòa, ủy, quý, hoàn', 'Thanh Hóa')
    """
    text = to_nfc(text)
    return _TONE_SECOND.sub(lambda pair: _move_tone(pair[0], _NEW_STYLE, r"\1\3\2"), text)


def new_tone_style(text: str) -> str:
    """Return the text with the tone of open oa, oe, uy on the second vowel.

    >>> new_tone_style("Thanh Hóa, thủy, quý")
    'Thanh Hoá, thuỷ, quý'
    """
    text = to_nfc(text)
    return _TONE_FIRST.sub(lambda pair: _move_tone(pair[0], _OLD_STYLE, r"\1\3\2"), text)


def _move_tone(text: str, pattern: re.Pattern[str], order: str) -> str:
    # Only tone marks are split off: "ă", "ơ" stay letters, so that "hoặc" cannot match.
    split = "".join(_split_tone(char) for char in to_nfc(text))
    return to_nfc(pattern.sub(order, split))


def _split_tone(char: str) -> str:
    marks = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in marks if mark in _TONES), "")
    return to_nfc(marks.replace(tone, "")) + tone if tone else char


def strip_marks(text: str) -> str:
    """Return the text without Vietnamese marks, case kept.

    >>> strip_marks("Đắk Lắk")
    'Dak Lak'
    """
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def slug(text: str) -> str:
    """Return an id of lower-case ASCII letters, digits and "-".

    >>> slug("Xã Yên Bình"), slug("Bà Rịa - Vũng Tàu")
    ('xa-yen-binh', 'ba-ria-vung-tau')
    """
    return _NOT_SLUG.sub("-", strip_marks(text).lower()).strip("-")


def lower_first(text: str) -> str:
    """Return the text with its first letter small: the form of a unit's name in a sentence.

    >>> lower_first("Tỉnh Cao Bằng")
    'tỉnh Cao Bằng'
    """
    return text[:1].lower() + text[1:]


def join_and(items: list[str] | tuple[str, ...]) -> str:
    """Return the items joined by commas, the last by "và".

    >>> join_and(["Lào", "Pháp", "Nhật Bản"])
    'Lào, Pháp và Nhật Bản'
    """
    if len(items) < 2:  # noqa: PLR2004
        return "".join(items)
    return f"{', '.join(items[:-1])} và {items[-1]}"
