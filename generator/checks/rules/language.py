"""Ngôn ngữ (LNG): tên chung của các quy tắc viết hoa (CAP) và chính tả (ORT)."""

from generator.checks.rule import group

_AREA = "ngôn ngữ"

RULES = (
    group("LNG01", "viet-hoa", _AREA, ("CAP",), "Viết hoa theo Phụ lục II và danh mục."),
    group("LNG02", "chinh-ta", _AREA, ("ORT",), "Chính tả và cách gõ."),
    group("LNG03", "ngay-dang-so", _AREA, ("DAT",), "Ngày dạng số theo quy tắc số 0 đứng trước."),
    group("LNG04", "dau-thanh", _AREA, ("ORT14",), "Đặt dấu thanh thống nhất."),
    group("LNG05", "co-quan-khong-con", _AREA, ("ORG", "ORT23"), "Cơ quan không còn tồn tại."),
)
