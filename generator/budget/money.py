"""How sums are shown: whole đồng turned into the table's unit without losing a đồng."""

from generator.model.budget import DonViTinh, KhongSoTien
from generator.text.numbers import group_digits

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
