"""Vietnamese text of old fonts: TCVN3 (ABC) and VNI bytes shown as Latin letters, to Unicode."""

import re
import unicodedata

TCVN3, VNI = "TCVN3", "VNI"

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)

# A vowel followed by one of these takes its marks: shape, then tone.
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "á": _CIRCUMFLEX + _ACUTE, "à": _CIRCUMFLEX + _GRAVE,
    "å": _CIRCUMFLEX + _HOOK, "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(
    "([aeouyôö])([" + "".join(_VNI_MARKS) + "])|[" + "".join(_VNI_LETTERS) + "]", re.IGNORECASE
)

_MODERN = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_TCVN3_SIGN = re.compile("[®«¬¨©ª¸µ¶·¹§](?=[^\\W\\d_]|$|\\W)")
_TCVN3_WORD = re.compile("[^\\W\\d_][®«¬¨©ª¸µ¶·¹»¼½¾]|[®«¬¨©ª¸µ¶·¹»¼½¾][^\\W\\d_]")
_VNI_SIGN = re.compile("[aeouyôöAEOUYÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]")
_ENOUGH_SIGNS = 2
_ENOUGH_VNI_SIGNS = 3


def convert(text: str, encoding: str) -> str:
    """Return the text of an old encoding in Unicode.

    >>> convert("C«ng t¸c th«ng tin ®èi ngo¹i", TCVN3)
    'Công tác thông tin đối ngoại'
    >>> convert("Coâng taùc thoâng tin ñoái ngoaïi", VNI)
    'Công tác thông tin đối ngoại'
    """
    if encoding == TCVN3:
        return "".join(_TCVN3.get(char, char) for char in text)
    return _VNI_PAIR.sub(_from_vni, text)


def _from_vni(match: re.Match[str]) -> str:
    base, mark = match[1], match[2]
    if base is None:
        letter = _VNI_LETTERS[match[0].lower()]
        return letter.upper() if match[0].isupper() else letter
    letter = _VNI_LETTERS.get(base.lower(), base.lower())
    marks = _VNI_MARKS[mark.lower()]
    if base.lower() in "ouyôö" and marks[0] == _BREVE:
        return match[0]
    composed = unicodedata.normalize("NFC", letter + marks)
    return composed.upper() if base.isupper() else composed


def encoding_of_font(font: str) -> str:
    """Return the old encoding a font's letters are in, "" for a Unicode font.

    >>> encoding_of_font(".VnTimeH"), encoding_of_font("VNI-Times"), encoding_of_font("Arial")
    ('TCVN3', 'VNI', '')
    """
    name = font.lower()
    if name.startswith(".vn"):
        return TCVN3
    return VNI if name.startswith("vni") else ""


def is_capital_font(font: str) -> bool:
    """Return whether a font shows small letters as capitals: ".VnTimeH", ".VnArialH"."""
    return font.lower().startswith(".vn") and font.endswith("H")


def encoding_of_text(text: str) -> str:
    """Return the old encoding a text is in, "" for Unicode or when there is no telling.

    >>> encoding_of_text("KÕ ho¹ch c«ng t¸c"), encoding_of_text("Kế hoạch công tác")
    ('TCVN3', '')
    """
    if _MODERN.search(text):
        return ""
    if len(_TCVN3_WORD.findall(text)) >= _ENOUGH_SIGNS and _TCVN3_SIGN.search(text):
        return TCVN3
    if len(_VNI_SIGN.findall(text)) >= _ENOUGH_VNI_SIGNS:
        return VNI
    return ""


def is_modern(text: str) -> bool:
    """Return whether a text has Vietnamese letters that no old encoding could show."""
    return _MODERN.search(text) is not None
