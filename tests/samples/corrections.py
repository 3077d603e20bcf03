"""Where the samples are wrong: what each says, what ours says instead, and why.

``sample`` stands in the sample word for word and never in ours; ``ours`` stands in our document
("" when the passage has no place in it). An entry that corrects nothing any more fails the test.
"""

from typing import NamedTuple


class Correction(NamedTuple):
    """One error of a sample.

    Attributes:
        sample: Text in the sample.
        ours: Text in our document instead; "" when nothing stands for it.
        reason: Why the sample is wrong.
    """

    sample: str
    ours: str
    reason: str


class Restored(NamedTuple):
    """A numbered heading that the sample lost: it belongs before the section ``before``."""

    level: int
    number: str
    before: str
    reason: str


YEN_BINH = (
    Correction(
        "66-HD/BTGHU, ngày 10/01/2025 của Ban Tuyên giáo Tỉnh ủy",
        "66-HD/BTGHU, ngày 10/01/2025 của Ban Tuyên giáo Huyện ủy",
        "BTGHU là ký hiệu của Ban Tuyên giáo Huyện ủy",
    ),
    Correction("Val-der-Mame", "Val-de-Marne", "tên tỉnh của Pháp"),
    Correction("Chevilly Larue", "Chevilly-Larue", "tên thành phố có gạch nối"),
    Correction("Xay Nhạ Bu Ly", "Xay-nha-bu-ly", "phiên âm có gạch nối, không dấu nặng"),
    Correction("CHDCND Lào", "Lào", "chữ tắt không giải nghĩa"),
    Correction("57- KL/TW", "57-KL/TW", "thừa dấu cách trong ký hiệu"),
    Correction(
        "158/2024/QH15 của Quốc hội",
        "158/2024/QH15, ngày 12/11/2024 của Quốc hội",
        "viện dẫn thiếu ngày",
    ),
    Correction("sáng tạo hiệu quả", "sáng tạo, hiệu quả", "phương châm của Kết luận 57"),
    Correction(
        "quan điểm của Tổng Bí thư Nguyễn Phú Trọng",
        "cố Tổng Bí thư Nguyễn Phú Trọng",
        "đồng chí Nguyễn Phú Trọng từ trần ngày 19/7/2024",
    ),
    Correction("HĐNQ", "Hội đồng Nhân quyền", "chữ tắt không giải nghĩa"),
    Correction("2023-2025", "2023 - 2025", "khoảng năm có dấu cách quanh gạch"),
    Correction("2026-2028", "2026 - 2028", "khoảng năm có dấu cách quanh gạch"),
    Correction("Mác-Lênin", "Mác - Lênin", "tên học thuyết viết có dấu cách"),
    Correction("văn hoá", "văn hóa", "một kiểu đặt dấu thanh"),
    Correction("zalo, facebook, twitter, zingme", "Facebook, Zalo, X", "Twitter đổi tên 7/2023"),
    Correction("Ban chỉ đạo 35", "Ban Chỉ đạo 35", "tên tổ chức viết hoa"),
    Correction("quản lý Nhà nước", "quản lý nhà nước", "không phải danh từ riêng"),
    Correction("băng-zôn", "băng-rôn", "chính tả"),
    Correction("p-nô", "pa-nô", "chính tả"),
    Correction("tuyên truyền biển đảo", "tuyên truyền biển, đảo", "một tên chương trình một cách"),
    Correction(
        "Giải thưởng toàn quốc về Thông tin", "Giải thưởng toàn quốc về thông tin", "như trên"
    ),
    Correction("quần chúng nhân dân", "Nhân dân", "một cách gọi trong văn bản"),
    Correction("cá nhân, tích cực", "", "dấu phẩy giữa chủ ngữ và vị ngữ"),
    Correction("tái tạo. xây dựng", "", "dấu chấm thay dấu phẩy"),
    Correction("“cây tre Việt Nam”", "‘cây tre Việt Nam’", "ngoặc kép lồng trong ngoặc kép"),
    Correction("Phòng Văn hóa - Thông tin", "Phòng Văn hóa và Thông tin", "tên cơ quan"),
    Correction(
        "Lưu BTG&DVHU", "Lưu Ban Tuyên giáo và Dân vận Huyện ủy", "chữ tắt không thống nhất"
    ),
)

VINH_LINH = (
    Correction("Quảng trị", "Quảng Trị", "tên riêng"),
    Correction("Đảng cộng sản", "Đảng Cộng sản", "tên riêng"),
    Correction("Biển đông", "Biển Đông", "tên riêng"),
    Correction("nhà nước pháp quyền", "Nhà nước pháp quyền", "viết hoa"),
    Correction(
        "chính sách pháp luật của nhà nước", "chính sách, pháp luật của Nhà nước", "thiếu phẩy"
    ),
    Correction("của Đảng. cơ đồ", "", "đứt câu"),
    Correction(
        "chủ động, kịp thời, đồng bộ, sáng tạo, hiệu quả",
        "chủ động, đồng bộ, kịp thời, sáng tạo, hiệu quả",
        "phương châm có trật tự cố định",
    ),
    Correction("đa dạng hóa, đa phương hóa", "đa phương hóa, đa dạng hóa", "cách nói của văn kiện"),
    Correction("chọn công lý lẽ phải", "chọn công lý, lẽ phải", "thiếu phẩy"),
    Correction("SEA games", "SEA Games", "tên đại hội thể thao"),
    Correction("Năm đoàn kết hữu nghị", "Năm Đoàn kết hữu nghị", "tên sự kiện"),
    Correction("Năm hữu nghị", "Năm Hữu nghị", "tên sự kiện"),
    Correction("năm tròn, năm lẻ, năm sự kiện", "năm tròn, năm lẻ 5 các sự kiện", "câu thừa chữ"),
    Correction("phản tử cơ hội", "", "chính tả"),
    Correction("phòng chống tham nhũng", "phòng, chống tham nhũng", "thiếu phẩy"),
    Correction("đoàn thể chính trị xã hội", "đoàn thể chính trị - xã hội", "thiếu gạch nối"),
    Correction("Cổng thông tin Điện tử", "Cổng Thông tin điện tử", "viết hoa sai chỗ"),
    Correction("VH-TT&TĐTT", "", "tên viết tắt ba cách khác nhau"),
    Correction(
        "Phòng VH-TT, TTVH-TT-TD-TT huyện",
        "Phòng Văn hóa và Thông tin, Trung tâm Văn hóa, Thông tin - Thể dục, Thể thao huyện",
        "nơi nhận viết tắt không giải nghĩa",
    ),
    Correction("BTG Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy", "nơi nhận viết tắt không giải nghĩa"),
    Correction("tổ chức cơ sở Đảng", "tổ chức cơ sở đảng", "không phải danh từ riêng"),
    Correction(
        "36-NQ/TW, ngày 22/10/2018 của Ban Chấp hành Trung ương Đảng (khóa XII)",
        "36-NQ/TW, ngày 22/10/2018 của Ban Chấp hành Trung ương",
        "viện dẫn theo danh mục",
    ),
)

DANG_UY_SO = (
    Correction(
        "kỷ niệm 10 năm Ngày Giải phóng Thủ đô",
        "kỷ niệm 70 năm Ngày Giải phóng Thủ đô",
        "1954 đến 2024 là 70 năm",
    ),
    Correction("08/5/1289", "08/5/1989", "năm thiết lập quan hệ với Brazil"),
    Correction("26 quốc gia", "", "con số không kiểm được, danh mục tính ra 25"),
    Correction("02 nước Đối tác mang tầm chiến lược", "", "khi đó hai nước chưa ở mức đối tác này"),
    Correction("Vương Quốc", "Vương quốc", "viết hoa"),
    Correction("Nghị quyết Đại hội XII của Đảng”", "Nghị quyết Đại hội XIII của Đảng”", "tên sách"),
    Correction("ngày 19 tháng 8 năm 2021", "ngày 19/8/2020", "85-KL/TW ra năm 2020"),
    Correction(
        "32-CT/TW ngày 18 tháng 2 năm 2019 của Bộ Chính trị",
        "32-CT/TW, ngày 18/02/2019 của Ban Bí thư",
        "Chỉ thị do Ban Bí thư ban hành; tháng 2 viết 02",
    ),
    Correction(
        "28-CT/TU ngày 16 tháng 10 năm 2023 của Ban Thường vụ Thành ủy về thực hiện",
        "28-CT/TU, ngày 16/10/2023 của Ban Thường vụ Thành ủy về tiếp tục nâng cao",
        "một chỉ thị, hai trích yếu",
    ),
    Correction("Sisoulithi", "Thongloun Sisoulith", "tên riêng"),
    Correction("(10/4/2023)", "(10 - 11/4/2023)", "chuyến thăm hai ngày"),
    Correction(
        "về phê duyệt chiến lược ngoại giao văn hóa",
        "phê duyệt Chiến lược Ngoại giao văn hóa",
        "trích yếu",
    ),
    Correction(
        "ngoại giao đa phương, đến năm 2030", "ngoại giao đa phương đến năm 2030", "thừa phẩy"
    ),
    Correction(
        "tiếp tục tăng cường, tuyên truyền", "tiếp tục tăng cường tuyên truyền", "thừa phẩy"
    ),
    Correction("không theo quy định IUU", "không theo quy định (IUU)", "thiếu ngoặc"),
    Correction("chỉ đạo của Đồng chí", "của đồng chí Tổng Bí thư", "viết hoa"),
    Correction("Ngày hội quốc phòng toàn dân", "Ngày hội Quốc phòng toàn dân", "tên ngày"),
    Correction("Hiệp định Genève", "Hiệp định Giơ-ne-vơ", "phiên âm theo danh mục"),
    Correction("chính sách Đảng và Nhà nước", "chủ trương của Đảng, chính sách", "thiếu chữ"),
    Correction("chính sách pháp luật", "chính sách, pháp luật", "thiếu phẩy"),
    Correction("đảng viên và đội ngũ", "nhà giáo, người lao động", "danh ngữ thiếu bổ ngữ"),
    Correction(
        "độc lập chủ quyền lãnh thổ, lợi ích quốc gia, dân tộc",
        "độc lập, chủ quyền, toàn vẹn lãnh thổ, lợi ích quốc gia - dân tộc",
        "cách nói của văn kiện",
    ),
    Correction("2025 - 2030 tiến tới", "2025 - 2030, tiến tới", "thiếu phẩy"),
    Correction("Trên đây là hướng dẫn", "Công văn này", "công văn không tự gọi là hướng dẫn"),
    Correction("“bốn không”, không", "“bốn không”: không", "dấu hai chấm trước liệt kê"),
    Correction("đất nước ngày thiết lập", "", "thiếu phẩy"),
    Correction("Như kính gửi", "Như trên", "cách ghi nơi nhận"),
    Correction("T/M BAN THƯỜNG VỤ", "T/M ĐẢNG ỦY", "văn bản nhân danh Đảng ủy Sở"),
    Correction("Số 782 -CV/ĐU", "Số 782-CV/ĐU", "thừa dấu cách trong ký hiệu"),
)

BO_TTTT = (
    Correction("tháng 09 năm 2024", "tháng 9 năm 2024", "chỉ tháng 1, 2 thêm số 0"),
    Correction("ngày 7/9/2015", "ngày 07/9/2015", "ngày dưới 10 thêm số 0"),
    Correction("ngày 3/11/2023", "ngày 03/11/2023", "ngày dưới 10 thêm số 0"),
    Correction("ngày 8/12/2023", "ngày 08/12/2023", "ngày dưới 10 thêm số 0"),
    Correction("ngày 21/2/2022", "ngày 21/02/2022", "tháng 1, 2 thêm số 0"),
    Correction("tại Nghị quyết XIII của Đảng", "Đại hội XIII của Đảng", "thiếu chữ Đại hội"),
    Correction(
        "Vietnam hạnh phúc - Happy Việt Nam năm 2025",
        "Việt Nam hạnh phúc - Happy Vietnam",
        "tên cuộc thi",
    ),
    Correction("Đối các các nhiệm vụ", "Đối với các nhiệm vụ", "chính tả"),
    Correction("Dân chủ cộng hòa", "", "tên nước; ngày Quốc khánh gọi theo danh mục"),
    Correction("05 sự kiện kỷ niệm lớn", "", "kể ra sáu mốc"),
    Correction("95 năm ngày thành lập Đảng", "95 năm Ngày thành lập Đảng", "tên ngày"),
    Correction("ngày truyền thống Công an", "Ngày truyền thống Công an", "tên ngày"),
    Correction("Ngày giải phóng miền Nam", "Ngày Giải phóng miền Nam", "tên ngày"),
    Correction("04. 37676666", "", "mã vùng Hà Nội là 024 từ 6/2017"),
    Correction("nhập cảnh trái phép, ma túy", "", "ma túy nêu hai lần"),
    Correction("ngư dân 28 tỉnh ven biển", "28 tỉnh, thành phố ven biển", "gồm cả thành phố"),
    Correction("triển khai xây dựng truyền thông", "kế hoạch truyền thông", "thiếu chữ kế hoạch"),
    Correction("tỉnh, thành ủy", "tỉnh ủy, thành ủy", "cách gọi"),
    Correction("các KOLs", "", "chữ tắt tiếng Anh số nhiều, không giải nghĩa"),
)
BO_TTTT_SECTIONS = (
    Restored(1, "1", "1.1", "mục 1 mất tên mục"),
    Restored(1, "3", "3.1", "mục 3 mất tên mục"),
)
BO_TTTT_RECIPIENTS = ("Như trên", "Lưu: VT, TTĐN")
"""The sample lost its recipients; ours has those the decree asks for."""

CAO_BANG = (
    Correction("Đúc Thiên", "Đức Thiên", "tên thác"),
    Correction("Như mục III", "Như Mục III", "viện dẫn mục viết hoa"),
    Correction("cấp uỷ", "cấp ủy", "một kiểu đặt dấu thanh"),
    Correction("Liên Hợp Quốc", "Liên hợp quốc", "tên tổ chức"),
    Correction("năm tròn, năm chẵn", "", "năm tròn và năm lẻ 5"),
    Correction("các đoàn Quốc tế", "", "viết hoa"),
    Correction("ngân sách Nhà nước", "ngân sách nhà nước", "không phải danh từ riêng"),
    Correction("dân tộc Choang, Quảng Tây", "dân tộc Choang Quảng Tây", "tên khu tự trị"),
    Correction("Ban xây dựng Đảng đảng ủy", "Ban Xây dựng Đảng đảng ủy", "tên cơ quan"),
    Correction(
        "BCĐ công tác TTĐN TW (b/c)",
        "Ban Chỉ đạo công tác thông tin đối ngoại Trung ương (b/c)",
        "nơi nhận viết tắt không giải nghĩa",
    ),
    Correction(
        "Thành viên BCĐ công tác TTĐN tỉnh",
        "Thành viên Ban Chỉ đạo công tác thông tin đối ngoại tỉnh",
        "nơi nhận viết tắt không giải nghĩa",
    ),
    Correction(
        "Thành viên NGV BCĐ công tác TTĐN tỉnh",
        "Thành viên Nhóm giúp việc Ban Chỉ đạo công tác thông tin đối ngoại tỉnh",
        "nơi nhận viết tắt không giải nghĩa",
    ),
)
