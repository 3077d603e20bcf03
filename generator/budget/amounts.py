"""What a line states of money: quantity × times × unit price, norms, shares of sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from generator.budget.norms import NormLevel, find_norm
from generator.budget.sources import SourceView
from generator.catalogues.findings import NEAR_HINT, near_params
from generator.catalogues.load import Catalogues
from generator.diagnostics import Diagnostic, Location, Severity
from generator.i18n import N_
from generator.model.budget import Dong, KhongSoTien, SoTien
from generator.text.dates import format_date
from generator.text.numbers import group_digits

Path = tuple[str | int, ...]

UNKNOWN_NORM = "BUD21"
NORM_NOT_IN_FORCE = "BUD22"
NOT_WHOLE = "BUD23"
BAD_SHARES = "BUD24"
OTHER_PRODUCT = "BUD25"
SHARES_OPEN = "BUD26"
TOO_LARGE = "BUD28"

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class BudgetFinding(Diagnostic):
    """A finding about a line; whoever knows the file turns ``path`` into a place.

    Attributes:
        path: Keys and indexes in the budget's file.
    """

    path: Path = ()


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
        if len(open_sources) > 1 and left > 0:
            self._add(
                SHARES_OPEN,
                N_("chưa chia {amount} đồng cho các nguồn: {names}"),
                (*path, "nguon"),
                N_("ghi so_tien hoặc ty_le cho từng nguồn; một nguồn có thể để trống"),
                Severity.WARNING,
                amount=group_digits(left),
                names="; ".join(source.name for source in open_sources),
            )
        elif left < 0 or (left and not open_sources):
            self._add(
                BAD_SHARES,
                N_("các nguồn cộng lại là {sum} đồng, kinh phí của dòng là {amount} đồng"),
                (*path, "nguon"),
                N_("sửa so_tien, ty_le của các nguồn"),
                sum=group_digits(amount - left),
                amount=group_digits(amount),
            )
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
                NOT_WHOLE,
                N_("{percent}% của {amount} đồng không tròn đồng"),
                (*path, "nguon"),
                N_("ghi so_tien thay cho ty_le"),
                percent=given.ty_le,
                amount=group_digits(amount),
            )
        return round(share)

    def _norm(self, line: Dong, path: Path) -> NormLevel | None:
        if not line.dinh_muc:
            return None
        place = (*path, "dinh_muc")
        found = find_norm(self.catalogues, line.dinh_muc, self.day)
        if found is None:
            near = near_params(line.dinh_muc, self.catalogues.cost_norms)
            message = N_("không có định mức '{name}' trong danh mục")
            hint = NEAR_HINT if near else ""
            self._add(
                UNKNOWN_NORM, message, place, hint, name=line.dinh_muc, near=near.get("near", "")
            )
        elif not found.is_in_force:
            message = N_("định mức '{name}' chưa có hoặc không còn hiệu lực vào ngày {day}")
            hint = N_("chọn định mức khác, hoặc bổ sung trong plans/catalogue.yaml")
            day = format_date(self.day)
            self._add(NORM_NOT_IN_FORCE, message, place, hint, name=line.dinh_muc, day=day)
        return found

    def _product(self, line: Dong, price: int | None, path: Path) -> int | None:
        if price is None or (
            line.so_luong is None and line.so_lan is None and line.don_gia is None
        ):
            return None
        times = Fraction(1) if line.so_lan is None else Fraction(line.so_lan)
        quantity = Fraction(1) if line.so_luong is None else Fraction(line.so_luong)
        product = quantity * times * price
        if product.denominator != 1:
            message = N_("số lượng × số lần × đơn giá không tròn đồng")
            self._add(NOT_WHOLE, message, path, N_("sửa số lượng hoặc đơn giá"))
        return round(product)

    def _check_stated(
        self, line: Dong, amount: int | None, product: int | None, path: Path
    ) -> None:
        years, _ = _by_kind(line.theo_nam)
        for other in (product, sum(years.values()) if years else None):
            if other is not None and amount != other and line.kinh_phi is not None:
                self._add(
                    OTHER_PRODUCT,
                    N_("kinh_phi ghi {typed}, tính ra {computed} đồng"),
                    (*path, "kinh_phi"),
                    N_("bỏ kinh_phi để lấy số tính ra, hoặc sửa số lượng, đơn giá"),
                    typed=line.kinh_phi if amount is None else f"{group_digits(amount)} đồng",
                    computed=group_digits(other),
                )

    def _add(
        self,
        rule: str,
        message: str,
        path: Path,
        hint: str,
        severity: Severity = Severity.ERROR,
        **params: object,
    ) -> None:
        self.findings.append(
            BudgetFinding(rule, severity, message, Location(), params, hint=hint, path=path)
        )


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
