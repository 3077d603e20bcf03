"""Words that a user probably meant: matching without diacritics, case and separators."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from generator.text.normalize import strip_marks

_SEPARATORS = re.compile(r"[\s_-]+")
_SHORT = 5
_CUTOFF, _CUTOFF_SHORT = 0.65, 0.6  # of short words two letters of five may differ


def fold(text: str) -> str:
    """Return a word as it is compared: no diacritics, lower case, "_" between syllables.

    >>> fold("Trích  yếu"), fold("Đối-tác")
    ('trich_yeu', 'doi_tac')
    """
    return _SEPARATORS.sub("_", strip_marks(text).lower().strip())


def find_all_near(word: str, options: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the options nearest to a word, the nearest first.

    An option that differs only in marks, case or separators is what was meant; where nothing
    is alike, options that go on after the word are.

    >>> find_all_near("kl75", ["kl57", "kl75a", "nd30"])
    ('kl75a', 'kl57')
    >>> find_all_near("ngày", ["trich_yeu", "ngay_ban_hanh"])
    ('ngay_ban_hanh',)
    """
    folded: dict[str, list[str]] = {}
    for option in options:
        folded.setdefault(fold(option), []).append(option)
    wanted = fold(word)
    cutoff = _CUTOFF_SHORT if len(wanted) <= _SHORT else _CUTOFF
    alike = [wanted] if wanted in folded else get_close_matches(wanted, folded, most, cutoff)
    if not alike:
        alike = [name for name in folded if wanted and name.startswith(f"{wanted}_")]
    return tuple(option for name in alike for option in folded[name])[:most]


def find_near(word: str, options: Iterable[str]) -> str:
    """Return the option nearest to a word, "" when none is near.

    >>> find_near("trich_yueu", ["trich_yeu", "kinh_gui"])
    'trich_yeu'
    >>> find_near("màu sắc", ["trich_yeu", "kinh_gui"])
    ''
    """
    return next(iter(find_all_near(word, options, most=1)), "")
