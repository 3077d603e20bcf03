"""How sums are shown: whole đồng turned into the table's unit without losing a đồng."""

from generator.model.budget import DonViTinh, KhongSoTien

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
    text = f"{whole:,}".replace(",", ".")
    if rest:
        decimals = str(rest).zfill(len(str(size)) - 1).rstrip("0")
        text += f",{decimals}"
    return text


def format_amount(amount: int | KhongSoTien, unit: DonViTinh) -> str:
    """Return what a money cell shows; an open amount is left to a pen."""
    if amount is KhongSoTien.DE_MO:
        return ""
    if isinstance(amount, KhongSoTien):
        return amount.value[0].upper() + amount.value[1:]
    return format_dong(amount, unit)
