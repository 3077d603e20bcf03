"""Numbers in attributes of Office files: the one way readers take a text for a number.

A file may hold anything where a number belongs: a word, a million digits, a size no page has.
What is no number is the default, what is out of bounds is the nearest bound; nothing raises.
"""

import re

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}", re.ASCII)
_DECIMAL = re.compile(
    r"[+-]?(?:[0-9]{1,20}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,2})?", re.ASCII
)
_BITS = re.compile(r"[0-9A-Fa-f]{1,8}", re.ASCII)
_MOST = 999_999_999

# Word numbers no list above this, and gives no table more columns.
MAX_LIST_NUMBER = 32_767
MAX_SPAN = 1_000


def is_whole(text: str, low: int = -_MOST, high: int = _MOST) -> bool:
    """Return whether a text is a whole number within bounds.

    >>> is_whole("12"), is_whole("12", 1, 9), is_whole("²"), is_whole("9" * 5000)
    (True, False, False, False)
    """
    text = text.strip()
    return _WHOLE.fullmatch(text) is not None and low <= int(text) <= high


def whole(text: str | None, default: int = 0, low: int = -_MOST, high: int = _MOST) -> int:
    """Return a whole number, the default for any other text, the nearest bound outside bounds.

    >>> whole("12"), whole("abc", 1), whole(None, 5), whole("70000", 1, 0, 32767)
    (12, 1, 5, 32767)
    """
    text = (text or "").strip()
    return max(low, min(int(text), high)) if _WHOLE.fullmatch(text) else default


def decimal(text: str | None, default: float = 0.0) -> float:
    """Return a number with or without decimals, the default for any other text.

    >>> decimal("12.5"), decimal("1e999", 3.0), decimal("nan"), decimal(None)
    (12.5, 3.0, 0.0, 0.0)
    """
    text = (text or "").strip()
    return max(-_MOST, min(float(text), _MOST)) if _DECIMAL.fullmatch(text) else default


def bits(text: str | None) -> int:
    """Return a hexadecimal number, 0 for any other text.

    >>> bits("04A0"), bits("xyz")
    (1184, 0)
    """
    text = (text or "").strip()
    return int(text, 16) if _BITS.fullmatch(text) else 0
