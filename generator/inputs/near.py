"""Words that a user probably meant: matching without diacritics, case and separators."""

import difflib
import re
from collections.abc import Iterable

from generator.text.normalize import strip_marks

_SEPARATORS = re.compile(r"[\s_-]+")
_CUTOFF = 0.65


def fold(text: str) -> str:
    """Return a word as it is compared: no diacritics, lower case, "_" between syllables.

    >>> fold("Trích  yếu")
    'trich_yeu'
    >>> fold("Đối-tác")
    'doi_tac'
    """
    return _SEPARATORS.sub("_", strip_marks(text).lower().strip())


def find_near(word: str, options: Iterable[str]) -> str:
    """Return the option nearest to a word, "" when none is near.

    >>> find_near("trich_yueu", ["trich_yeu", "kinh_gui"])
    'trich_yeu'
    >>> find_near("ngày", ["trich_yeu", "ngay_ban_hanh"])
    'ngay_ban_hanh'
    >>> find_near("màu sắc", ["trich_yeu", "kinh_gui"])
    ''
    """
    folded: dict[str, str] = {}
    for option in options:
        folded.setdefault(fold(option), option)
    wanted = fold(word)
    if wanted in folded:
        return folded[wanted]
    matches = difflib.get_close_matches(wanted, folded, n=1, cutoff=_CUTOFF)
    if not matches:
        matches = [name for name in folded if wanted and name.startswith(f"{wanted}_")]
    return folded[matches[0]] if matches else ""
