"""What a line states of money: quantity × times × unit price, norms, shares of sources."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from generator.budget import problems
from generator.budget.sources import SourceView
from generator.catalogues.entries import packaged_entries
from generator.catalogues.load import Catalogues
from generator.catalogues.model import CostNorm, within
from generator.catalogues.problems import NEAR_HINT, near_params
from generator.diagnostics import Diagnostic, Problem
from generator.model.budget import Dong, KhongSoTien, SoTien
from generator.text.dates import format_date
from generator.text.numbers import group_digits

Path = tuple[str | int, ...]

_HUNDRED = 100

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


# ---------------------------------------------------------------------- lines


@dataclass(frozen=True, slots=True)
class BudgetFinding(Diagnostic):
    """A finding about a line; whoever knows the file turns ``path`` into a place.

    Attributes:
        path: Keys and indexes in the budget's file.
    """

    path: Path = ()

    @classmethod
    def of(
        cls, problem: Problem, path: Path, *, hint: str | None = None, **params: object
    ) -> "BudgetFinding":
        """Return a problem of a line."""
        advice = problem.hint if hint is None else hint
        return cls(
            problem.id, problem.severity, problem.message, params=params, hint=advice, path=path
        )


@dataclass(frozen=True, slots=True)
class Money:
    """What a line states itself.

    Attributes:
        amount: Its own sum in đồng: typed, or quantity × times × price, or the sum of its years.
        word: What it states in place of a sum.
        granted: Its own granted sum.
        granted_word: What it states in place of a granted sum.
        quantity: How many, None when not given.
        times: How many times, None when not given.
        price: Unit price in đồng: typed, or the norm's.
        norm: The norm it names.
        by_year: Its sums by year.
        year_words: What stands in place of a year's sum.
    """

    amount: int | None = None
    word: KhongSoTien | None = None
    granted: int | None = None
    granted_word: KhongSoTien | None = None
    quantity: Decimal | None = None
    times: Decimal | None = None
    price: int | None = None
    norm: NormLevel | None = None
    by_year: Mapping[int, int] = field(default_factory=dict)
    year_words: Mapping[int, KhongSoTien] = field(default_factory=dict)


class MoneyReader:
    """Reads lines and gathers what cannot be worked out."""

    def __init__(self, catalogues: Catalogues, day: date) -> None:
        self.catalogues = catalogues
        self.day = day
        self.findings: list[Diagnostic] = []

    def read(self, line: Dong, path: Path) -> Money:
        """Return what a line states of money."""
        norm = self._norm(line, path)
        price = line.don_gia
        if price is None and norm is not None:
            price = norm.ceiling
        product = self._product(line, price, path)
        years, year_words = _by_kind(line.theo_nam)
        amount, word = _amount_or_word(line.kinh_phi)
        if amount is None and word is None:
            amount = product
        if amount is None and word is None and years:
            amount = sum(years.values())
        if amount is None and word is None and year_words:
            word = next(iter(year_words.values()))
        self._check_stated(line, amount, product, path)
        granted, granted_word = _amount_or_word(line.duoc_duyet)
        return Money(
            amount=amount,
            word=word,
            granted=granted,
            granted_word=granted_word,
            quantity=line.so_luong,
            times=line.so_lan,
            price=price,
            norm=norm,
            by_year=years,
            year_words=year_words,
        )

    def split(
        self, sources: Sequence[SourceView], amount: int, path: Path
    ) -> Iterator[tuple[SourceView, int]]:
        """Yield the sources of a row with their parts of its amount."""
        parts = [self._part(source, amount, path) for source in sources]
        left = amount - sum(part or 0 for part in parts)
        open_sources = [source for source in sources if source.takes_rest]
        place = (*path, "nguon")
        if len(open_sources) > 1 and left > 0:
            names = "; ".join(source.name for source in open_sources)
            self._add(problems.OPEN_SHARES, place, amount=group_digits(left), names=names)
        elif left < 0 or (left and not open_sources):
            given = group_digits(amount - left)
            self._add(problems.WRONG_SHARES, place, sum=given, amount=group_digits(amount))
        for source, part in zip(sources, parts, strict=True):
            if part is not None:
                yield source, part
            elif len(open_sources) == 1 and left >= 0:
                yield source, left

    def _part(self, source: SourceView, amount: int, path: Path) -> int | None:
        given = source.given
        if given is None or source.takes_rest:
            return None
        if given.so_tien is not None:
            return given.so_tien
        share = Fraction(given.ty_le or 0) * amount / _HUNDRED
        if share.denominator != 1:
            self._add(
                problems.SHARE_NOT_WHOLE,
                (*path, "nguon"),
                percent=given.ty_le,
                amount=group_digits(amount),
            )
        return round(share)

    def _norm(self, line: Dong, path: Path) -> NormLevel | None:
        if not line.dinh_muc:
            return None
        place = (*path, "dinh_muc")
        norm = find_norm(self.catalogues, line.dinh_muc, self.day)
        if norm is None:
            near = near_params(line.dinh_muc, self.catalogues.cost_norms)
            hint = NEAR_HINT if near else ""
            near_name = near.get("near", "")
            self._add(problems.NO_NORM, place, hint, name=line.dinh_muc, near=near_name)
        elif not norm.is_in_force:
            day = format_date(self.day)
            self._add(problems.NORM_NOT_IN_FORCE, place, name=line.dinh_muc, day=day)
        return norm

    def _product(self, line: Dong, price: int | None, path: Path) -> int | None:
        if price is None or (
            line.so_luong is None and line.so_lan is None and line.don_gia is None
        ):
            return None
        times = Fraction(1) if line.so_lan is None else Fraction(line.so_lan)
        quantity = Fraction(1) if line.so_luong is None else Fraction(line.so_luong)
        product = quantity * times * price
        if product.denominator != 1:
            self._add(problems.PRODUCT_NOT_WHOLE, path)
        return round(product)

    def _check_stated(
        self, line: Dong, amount: int | None, product: int | None, path: Path
    ) -> None:
        years, _ = _by_kind(line.theo_nam)
        for other in (product, sum(years.values()) if years else None):
            if other is not None and amount != other and line.kinh_phi is not None:
                self._add(
                    problems.OTHER_PRODUCT,
                    (*path, "kinh_phi"),
                    typed=line.kinh_phi if amount is None else f"{group_digits(amount)} đồng",
                    computed=group_digits(other),
                )

    def _add(self, problem: Problem, path: Path, hint: str | None = None, **params: object) -> None:
        self.findings.append(BudgetFinding.of(problem, path, hint=hint, **params))


def _amount_or_word(value: SoTien | None) -> tuple[int | None, KhongSoTien | None]:
    if isinstance(value, KhongSoTien):
        return None, value
    return value, None


def _by_kind(values: Mapping[int, SoTien]) -> tuple[dict[int, int], dict[int, KhongSoTien]]:
    sums, words = {}, {}
    for year, value in sorted(values.items()):
        if isinstance(value, KhongSoTien):
            words[year] = value
        else:
            sums[year] = value
    return sums, words
