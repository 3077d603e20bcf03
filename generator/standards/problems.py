"""Every problem of choosing a standard and of writing lines in its form, with its id."""

from generator.diagnostics import Problem
from generator.i18n import N_

NO_STANDARD = Problem("TC01", N_("không có tiêu chuẩn trình bày “{id}”"), N_("có: {all}"))
NEAR_STANDARD = N_("có phải “{near}”? Có: {all}")
NOT_FOR_PARTY = Problem(
    "TC02",
    N_("tiêu chuẩn “{id}” không dùng cho văn bản của Đảng"),
    N_("văn bản của Đảng dùng hd36 hoặc hd05"),
)
NOT_FOR_STATE = Problem(
    "TC02",
    N_("tiêu chuẩn “{id}” không dùng cho văn bản của cơ quan nhà nước"),
    N_("văn bản của cơ quan nhà nước dùng nd30"),
)
NO_ABBREVIATION = Problem(
    "TC07",
    N_("số, ký hiệu cần tên viết tắt của loại văn bản"),
    N_("công văn của Đảng dùng CV, ví dụ “Số 05-CV/ĐU”"),
)
UNIT_WITHOUT_PLACE = Problem(
    "TC08",
    N_("ký hiệu đơn vị soạn thảo “{unit}” không có chỗ trong số, ký hiệu này"),
    N_("chỉ công văn của cơ quan nhà nước ghi ký hiệu đơn vị soạn thảo"),
)
