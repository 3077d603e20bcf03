"""Cost norms by id and day: the level in force, a province's own, how it is cited."""

import re
from dataclasses import dataclass
from datetime import date

from generator.catalogues.corrections import packaged_entries
from generator.catalogues.load import Catalogues
from generator.catalogues.model import CostNorm, within

_ARTICLE = re.compile(r"(\d+)(?:\.(\d+))?([a-zđ])?")
_AMENDED = re.compile(r"(\d+/\d{4})(?: \(?sửa (\d+/\d{4})\)?)?")
_NUMBERED = re.compile(r"\d+/\d{4}/(?:TT-[A-Z]+|NĐ-CP)")


@dataclass(frozen=True, slots=True)
class NormLevel:
    """A norm on a day.

    Attributes:
        norm: The catalogue's entry.
        ceiling: Highest unit price in đồng, None when the norm is a rule or is not in force.
        circular: Circular in force on the day, "" when none is known.
        article: Its article, "" when that is not known.
        is_local: A workspace's own level.
        national: The packaged ceiling a local level stands under, None when there is none.
    """

    norm: CostNorm
    ceiling: int | None
    circular: str
    article: str = ""
    is_local: bool = False
    national: int | None = None

    @property
    def is_in_force(self) -> bool:
        """Return whether a level of the norm is in force on the day."""
        return bool(self.circular) or self.ceiling is not None

    @property
    def citation(self) -> str:
        """Return how the "Căn cứ" column cites the norm."""
        if not self.circular:
            return ""
        return " ".join(filter(None, (_name_article(self.article), _name_circular(self.circular))))


def _name_article(article: str) -> str:
    """Return an article as citations write it.

    >>> _name_article("4.2a"), _name_article("8.2; 26.3d"), _name_article("-")
    ('điểm a khoản 2 Điều 4', 'Điều 8.2; 26.3d', '')
    """
    match = _ARTICLE.fullmatch(article)
    if match is None:
        return f"Điều {article}" if article[:1].isdigit() else ""
    number, clause, point = match.groups()
    parts = [f"điểm {point}" if point else "", f"khoản {clause}" if clause else ""]
    return " ".join(filter(None, (*parts, f"Điều {number}")))


def _name_circular(circular: str) -> str:
    """Return a circular or decree by kind and number; anything else as it stands.

    >>> _name_circular("40/2017 sửa 12/2025")
    'Thông tư số 40/2017/TT-BTC (sửa đổi bởi Thông tư số 12/2025/TT-BTC)'
    """
    match = _AMENDED.fullmatch(circular)
    if match is not None:
        base, change = match.groups()
        amended = f" (sửa đổi bởi Thông tư số {change}/TT-BTC)" if change else ""
        return f"Thông tư số {base}/TT-BTC{amended}"
    if not _NUMBERED.fullmatch(circular):
        return circular
    return f"{'Nghị định' if circular.endswith('NĐ-CP') else 'Thông tư'} số {circular}"


def find_norm(catalogues: Catalogues, norm_id: str, day: date) -> NormLevel | None:
    """Return the level of a norm on a day, None when there is no such norm."""
    norm = catalogues.cost_norms.get(norm_id)
    if norm is None:
        return None
    ceiling = norm.amount_on(day)
    packaged = packaged_entries("cost_norms").get(norm_id, {})
    circular, article = norm.circular, norm.article
    # A workspace that names its own resolution does not mean the circular's article.
    if circular != packaged.get("circular", circular) and article == packaged.get("article"):
        article = ""
    if not within(day, norm.valid_from, norm.valid_to):
        before = norm.previous
        known = before is not None and before.valid_to is not None and day <= before.valid_to
        circular, article = (before.circular if before and known else ""), ""
    national = packaged.get("amount", packaged.get("amount_max"))
    return NormLevel(
        norm=norm,
        ceiling=ceiling,
        circular=circular,
        article=article,
        is_local=norm.origin is not None,
        national=int(national) if national is not None else None,
    )
