"""How sums are shown: in the table's unit without losing a đồng, as numbers, and in words."""

from decimal import Decimal

from generator.model.budget import Budget, DonViTinh, KetBangChu, KhongSoTien
from generator.text.numbers import group_digits, money_in_words

UNIT_DONG = {DonViTinh.DONG: 1, DonViTinh.NGHIN_DONG: 1_000, DonViTinh.TRIEU_DONG: 1_000_000}
UNIT_NAMES = {
    DonViTinh.DONG: "đồng",
    DonViTinh.NGHIN_DONG: "nghìn đồng",
    DonViTinh.TRIEU_DONG: "triệu đồng",
}


def format_dong(amount: int, unit: DonViTinh) -> str:
    """Return a sum in a unit: dots between thousands, a comma before decimals.

    No digit is dropped, so shown rows always add up to the shown total.

    >>> format_dong(1_250_500_000, DonViTinh.TRIEU_DONG)
    '1.250,5'
    """
    size = UNIT_DONG[unit]
    whole, rest = divmod(amount, size)
    text = group_digits(whole)
    if rest:
        decimals = str(rest).zfill(len(str(size)) - 1).rstrip("0")
        text += f",{decimals}"
    return text


def format_word(word: KhongSoTien | None) -> str:
    """Return what a money cell shows in place of a sum; an open amount is left to a pen."""
    if word is None or word is KhongSoTien.DE_MO:
        return ""
    return word.value[0].upper() + word.value[1:]


def format_amount(amount: int | KhongSoTien | None, unit: DonViTinh) -> str:
    """Return what a money cell shows; only a number is ever shown as one."""
    if amount is None or isinstance(amount, KhongSoTien):
        return format_word(amount)
    return format_dong(amount, unit)


def in_unit(amount: int, unit: DonViTinh) -> int | Decimal:
    """Return whole đồng as a number of a unit.

    >>> in_unit(1_250_500_000, DonViTinh.TRIEU_DONG)
    Decimal('1250.5')
    """
    whole, rest = divmod(amount, UNIT_DONG[unit])
    return whole if not rest else Decimal(amount) / UNIT_DONG[unit]


def words_of(amount: int, budget: Budget) -> str:
    """Return a sum in words by a budget's settings, the first letter a capital."""
    text = money_in_words(
        amount,
        zero_tens=budget.tieng_le.value,
        round_word=budget.ket_bang_chu is KetBangChu.DONG_CHAN,
    )
    return text[0].upper() + text[1:]


def tidy(value: Decimal) -> int | Decimal:
    """Return a number as a cell holds it: without a fraction where it is whole."""
    return int(value) if value == value.to_integral_value() else value.normalize()
