"""Faults of content: dates, references, names, capitals, spelling, typing, totals."""

import re
import unicodedata

from mutators import body, fault, sentence, swap

CAP = r"[A-ZĐÂĂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ]"


def lower(match):
    return match[0].lower()


def shifted(group, step):
    """Return a replacement that adds to the number in a group of the match."""

    def new(match):
        start, end = match.start(group) - match.start(), match.end(group) - match.start()
        value = int(match[group]) + step
        return f"{match[0][:start]}{value:0{len(match[group])}}{match[0][end:]}"

    return new


_COMMEMORATED = r"(\d+) năm (?=Ngày[^();]*\((?:\d+/)+\d{4} - )"

DATES = [
    fault("years one off", "DAT01", swap(_COMMEMORATED, shifted(1, 1)), 6),
    fault("years ten off", "DAT01", swap(_COMMEMORATED, shifted(1, -10)), 5),
    fault("years sixty off", "DAT01", swap(_COMMEMORATED, shifted(1, -60)), 2),
    fault("day 31 of a month of 30", "DAT02", swap(r"\b30/4/", "31/4/"), 4),
    fault("day 30 of February", "DAT02", swap(r"\b03/02/", "30/02/"), 4),
    fault("month 13", "DAT02", swap(r"(?<=ngày )(\d\d)/\d\d?/(?=20)", r"\1/13/"), 4),
    fault("century mistyped", "DAT03 DAT01", swap(r"(?<=/)19(?=\d\d - )", "12"), 4),
    fault("another day in the year", "DAT06", swap(r"(?<= - )(\d\d)(?=/\d+/20\d\d\))",
                                                    lambda m: f"{int(m[1]) % 28 + 1:02}"), 5),
    fault("reference in the future", "DAT07 REF09 REF05",
          swap(r"(/TW,? ngày \d+/\d+)/20\d\d", r"\1/2031"), 5),
    fault("day without zero", "DAT08", swap(r"(?<=ngày )0(?=[1-9]/)", ""), 6),
    fault("month without zero", "DAT08", swap(r"(?<=/)0(?=[12]/20)", ""), 5),
    fault("month with zero", "DAT08", swap(r"(?<=ngày \d\d/)(?=[3-9]/)", "0"), 5),
    fault("origin a year early, years to match", "FCT21 FCT28",
          swap(r"(\d+) năm (Ngày[^();]*\(\d+/\d+/)(\d{4})(?= - )",
               lambda m: f"{int(m[1]) + 1} năm {m[2]}{int(m[3]) - 1}"), 5),
    fault("origin on another day", "FCT21 FCT28",
          swap(r"\((\d\d)(/\d+/\d{4} - )(\d\d)(?=/)",
               lambda m: "({0:02}{1}{0:02}".format(int(m[1]) % 28 + 1, m[2])), 5),
    fault("weekday that is not", "DAT04",
          sentence("Báo cáo gửi trước thứ Hai, ngày 01/6/2027."), 3),
    fault("period backwards", "DAT05", sentence("Tổng kết nhiệm kỳ 2030 - 2025."), 3),
    fault("period of days backwards", "DAT05",
          sentence("Thực hiện từ ngày 20/8/2027 đến ngày 15/8/2027."), 2),
]  # fmt: skip

_SYMBOL = r"\b\d+(?:/\d{4})?[-/][A-ZĐ]+[-/][A-Z][\w-]+"

REFERENCES = [
    fault("date of a reference", "REF09 REF01 REF05",
          swap(r"((?:-TTg|/TW|NĐ-CP),? ngày )(\d\d)",
               lambda m: f"{m[1]}{int(m[2]) % 28 + 1:02}"), 8),
    fault("year of a reference", "REF09 REF01 REF05",
          swap(r"((?:-TTg|/TW|NĐ-CP),? ngày \d+/\d+/)(20\d\d)", shifted(2, -1)), 6),
    fault("year inside a number", "REF05",
          swap(r"(?<=\d/)20\d\d(?=/(?:NĐ|TT)[^ ]* ngày)", "2014"), 4),
    fault("space in a symbol", "REF07", swap(r"(\d)-(?=[A-Z]{2}/TW)", r"\1- "), 4),
    fault("space after a slash", "REF07", swap(r"(?<=\d/)(?=NĐ-CP)", " "), 4),
    fault("issuer of a party document", "REF10 REF04",
          swap(r"(-[NKQ][QLĐ]/TW[^;.()]*? của) Bộ Chính trị", r"\1 Ban Bí thư"), 5),
    fault("issuer of a decision", "REF04 REF10",
          swap("của Thủ tướng Chính phủ", "của Bộ Ngoại giao"), 4),
    fault("date left out", "REF06",
          swap(r"(Quyết định số \d+/QĐ-TTg) ngày \d+/\d+/\d+", r"\1"), 4),
    fault("the word số left out", "ORT20", swap(r"(uyết|luận|định) số (?=\d)", r"\1 "), 5),
    fault("no longer in force", "REF08", sentence(
        "Thể thức theo Hướng dẫn số 36-HD/VPTW ngày 03/4/2018 của Văn phòng Trung ương Đảng.",
        since=2026), 3),
    fault("number of the document mistyped", "REF09 REF10 REF04 REF05 REF11 REF06",
          swap(r"59-NQ/TW", "95-NQ/TW"), 3),
    fault("title of a reference", "REF11 REF02",
          swap(r"về hội nhập quốc tế trong tình hình mới", "về hội nhập kinh tế quốc tế"), 3),
    fault("one document, two dates", "REF01 REF09", sentence(
        "Việc này theo Kết luận số 57-KL/TW ngày 16/6/2023 của Bộ Chính trị."), 3),
]  # fmt: skip

NAMES = [
    fault("name of a partner", "FCT23", swap("Val-de-Marne", "Val-der-Mame"), 3),
    fault("comma of the motto", "FCT25", swap("sáng tạo, hiệu quả”", "sáng tạo hiệu quả”"), 4),
    fault("word of the motto", "FCT25", swap("“chủ động, đồng bộ", "“chủ động, đồng đều"), 4),
    fault("ministry that is gone", "ORG01", sentence(
        "Phối hợp với Bộ Thông tin và Truyền thông trong năm 2027.", since=2026), 4),
    fault("department that is gone", "ORG01", sentence(
        "Giao Sở Thông tin và Truyền thông chủ trì.", since=2026), 4),
    fault("province that is gone", "ORG02", sentence("Phối hợp với tỉnh Yên Bái.", since=2026), 3),
    fault("district that is gone", "ORT23", sentence(
        "Ủy ban nhân dân cấp huyện phối hợp thực hiện.", since=2026), 3),
    fault("office of a person", "FCT24", sentence(
        "Học tập bài viết của Tổng Bí thư Nguyễn Phú Trọng.", since=2026), 2),
    fault("day of diplomatic relations", "FCT28 FCT21 DAT06 DAT01",
          swap(r"24/6/1967", "24/6/1965"), 2),
    fault("name written in two ways", "CON07 CAP09",
          swap("Ủy ban Mặt trận Tổ quốc", "Ủy ban Mặt Trận Tổ quốc"), 3),
    fault("abbreviation not explained", "CON06", sentence("Báo cáo TTCP và BQLKKT theo quy định."),
          3),
    fault("old area code", "FCT29", sentence("Điện thoại: 04. 37676666."), 3),
    fault("near-duplicate sentence", "CON04",
          lambda clean: [_said_twice(each) for each in body(clean, 120)
                         if "(" not in each.text], 4),
    fault("listed twice", "CON05", sentence(
        "Phòng, chống tội phạm, nhất là tội phạm ma túy, buôn lậu, mua bán người, ma túy."),
        2),
    fault("listed twice in full", "CON05", sentence(
        "Phối hợp với Công an tỉnh, Bộ Chỉ huy Quân sự, Sở Ngoại vụ, Sở Tài chính, Sở Ngoại vụ."),
        3),
    fault("called by another type", "CON10",
          sentence("Trên đây là Báo cáo của Ủy ban nhân dân tỉnh.", regime="state"), 2),
]  # fmt: skip


def _said_twice(paragraph):
    """Put what a paragraph says after it again, with one word changed."""
    said = paragraph.text.rstrip().lstrip("-+ ")
    again = re.sub(r"\bvà\b", "cùng", said, count=1)

    def edit(draft):
        draft.text(paragraph, len(paragraph.text), len(paragraph.text), f" {again}")

    return edit


CAPITALS = [
    fault("small letter begins a paragraph", "CAP01",
          swap(rf"(?<=^- ){CAP}", lower, "body"), 5),
    fault("small letter after a stop", "CAP01",
          swap(rf"(?<=[a-zé]\. ){CAP}(?=[a-z])", lower, "body"), 4),
    fault("name of a person", "CAP02", swap("Hồ Chí Minh", "Hồ Chí minh"), 3),
    fault("name of a province", "CAP04", swap("tỉnh Cao Bằng", "Tỉnh Cao bằng"), 4),
    fault("Tỉnh before a name", "CAP04", swap("tỉnh (?=Lào Cai|Cao Bằng|Quảng Trị)", "Tỉnh "), 4),
    fault("second syllable of a province", "CAP04",
          swap("(?<=tỉnh )(Lào|Quảng|Cao) (Cai|Trị|Bằng)", lambda m: f"{m[1]} {m[2].lower()}"), 4),
    fault("sea", "CAP08", swap("Biển Đông", "Biển đông"), 4),
    fault("Political Bureau", "CAP10 CAP09", swap("Bộ Chính trị", "Bộ chính trị"), 5),
    fault("the Party's name", "CAP10", swap("Đảng Cộng sản", "Đảng cộng sản"), 4),
    fault("Fatherland Front", "CAP09", swap("Mặt trận Tổ quốc", "Mặt trận tổ quốc"), 3),
    fault("people's committee", "CAP09", swap("Ủy ban nhân dân", "Ủy ban Nhân dân", "body"), 4),
    fault("ministry's name", "CAP09", swap("Văn hóa, Thể thao và Du lịch",
                                           "Văn hóa, thể thao và du lịch"), 4),
    fault("Nhân dân small", "CAP12", swap("cho Nhân dân|động Nhân dân", lower), 4),
    fault("Nhà nước in a phrase", "CAP12", swap("quản lý nhà nước", "quản lý Nhà nước"), 4),
    fault("đảng small", "CAP15", swap("(?<=của )Đảng(?=[,;.])", "đảng"), 4),
    fault("cấp ủy Đảng", "CAP15", swap("cấp ủy(?=[,;])", "cấp ủy Đảng"), 3),
    fault("national day", "CAP16 FCT32", swap("Ngày Quốc khánh", "ngày quốc khánh"), 3),
    fault("day of liberation", "FCT32 CAP16", swap("Ngày Giải phóng", "ngày giải phóng"), 3),
    fault("type of a cited document", "CAP17",
          swap(r"(?<= )(Nghị quyết|Quyết định|Kết luận)(?= số)", lower), 4),
    fault("letters of an organisation", "CAP11", swap("APEC|ASEAN|UNESCO",
                                                      lambda m: m[0].capitalize()), 3),
    fault("social network", "CAP23", sentence("Đăng trên facebook, zalo của cơ quan."), 3),
    fault("Prime Minister", "CAP14 CAP09",
          swap("Thủ tướng Chính phủ", "Thủ tướng chính phủ"), 4),
    fault("archipelago", "CAP07", sentence("Chủ quyền đối với hai Quần đảo Hoàng Sa."), 3),
    fault("article small", "CAP18", sentence("Theo quy định tại điều 4 của Luật Báo chí."), 3),
    fault("lunar new year", "CAP20", sentence("Tuyên truyền dịp Tết Nguyên Đán."), 3),
]  # fmt: skip

# Slips of the pen as offices make them: hỏi and ngã, initial consonants, s and x.
_SLIPS = {
    "triển khai": "triễn khai",
    "củng cố": "cũng cố",
    "sử dụng": "sữ dụng",
    "xử lý": "xữ lý",
    "bổ sung": "bổ xung",
    "phổ biến": "phỗ biến",
    "bảo đảm": "bão đảm",
    "lãnh đạo": "lảnh đạo",
    "giữ vững": "giử vững",
    "chuẩn bị": "chuẫn bị",
    "hữu nghị": "hửu nghị",
    "kỹ năng": "kỷ năng",
    "đổi mới": "đỗi mới",
    "chỉ đạo": "chĩ đạo",
    "gửi": "gữi",
    "khẩu hiệu": "khẫu hiệu",
    "của": "cũa",
    "xây dựng": "sây dựng",
    "chính sách": "chính xách",
    "quản lý": "quãn lý",
    "biển, đảo": "biễn, đảo",
}

SPELLING = [
    *(
        fault(f"slip: {wrong}", "ORT16", swap(rf"\b{right}\b", wrong, "body"), 1)
        for right, wrong in _SLIPS.items()
    ),
    fault("two ways of marking oa", "ORT14", swap("hóa", "hoá", "body"), 5),
    fault("two ways of marking uy", "ORT14", swap("ủy", "uỷ", "body"), 3),
    fault("mark on qu", "ORT15", swap("quý|quỹ|quả", lambda m: {
        "quý": "qúy", "quỹ": "qũy", "quả": "qủa"}[m[0]], "body"), 4),
    fault("word twice", "ORT21", swap(r"(?<= )(của|và|các|với) ", r"\1 \1 ", "body"), 6),
    fault("phrase without its word", "FCT31",
          sentence("Tuyên truyền chủ trương, chính sách Đảng và Nhà nước."), 2),
]  # fmt: skip

_WORD = r"(?<=[a-zêôơưàáảãạ]{2}) (?=[a-zêôơưđ]{2})"

TYPING = [
    fault("two spaces", "ORT04", swap(_WORD, "  ", "body"), 6),
    fault("space before a comma", "ORT06", swap(", ", " , ", "body"), 4),
    fault("space before a semicolon", "ORT06", swap("; ", " ; ", "body"), 4),
    fault("space before the stop", "ORT06", swap(r"\.$", " .", "body"), 3),
    fault("two commas", "ORT06", swap(", ", ",, ", "body"), 3),
    fault("no space after a comma", "ORT07", swap("(?<=[a-z]), (?=[a-zđ])", ",", "body"), 5),
    fault("no space after a semicolon", "ORT07", swap("; (?=[a-zđ])", ";", "body"), 4),
    fault("space inside brackets", "ORT08", swap(r"\((?=\w)", "( ", "body"), 4),
    fault("space inside quotes", "ORT08", swap("“(?=c)", "“ ", "body"), 3),
    fault("tab in running text", "ORT09", swap(_WORD, "\\t", "body"), 4),
    fault("space at the beginning", "ORT05", swap("^- ", "  - ", "body"), 3),
    fault("invisible character", "ORT02", swap(_WORD, "\u200b ", "body"), 4),
    fault("soft hyphen", "ORT02", swap("(?<=th)ông tin", "\u00adông tin", "body"), 3),
    fault("loose marks", "ORT01",
          swap("thế giới|quốc tế|hòa bình", lambda m: unicodedata.normalize("NFD", m[0])), 5),
    fault("broken encoding", "ORT13", swap("Việt Nam", "Viá»‡t Nam"), 4),
    fault("TCVN3 text", "ORT11",
          sentence("Th«ng tin ®èi ngo¹i vµ tuyªn truyÒn miÖng cña tØnh."), 2),
    fault("VNI text", "ORT12", sentence(
        "Coâng taùc thoâng tin ñoái ngoaïi cuûa tænh naêm nay taäp trung tuyeân truyeàn chuû tröông"
        " cuûa Ñaûng veà phaùt trieån vaên hoùa, du lòch."), 2),
    fault("placeholder", "ORT22", sentence("Kinh phí: [CẦN BỔ SUNG]."), 3),
    fault("template tag", "ORT22", sentence("Kinh phí của {{ ten_xa }} tự cân đối."), 3),
    fault("dots to fill", "ORT22", sentence("Giao .......... chủ trì thực hiện."), 3),
    fault("thousands by comma", "ORT19", sentence("Kinh phí là 1,250,000 đồng."), 3),
    fault("decimal point", "ORT19", sentence("Tỷ lệ đạt 8.5%."), 3),
    fault("straight quotes", "ORT18", swap("“([^”]{3,60})”", r'"\1"', "body"), 3),
    fault("no mark at the end", "CON09", swap(r"(?<=\w)[.;]$", "", "body"), 5),
]  # fmt: skip

_SUM = r"^\d{2,3}$"


def _cells(pattern, new):
    """Change a figure of an annex table."""
    compiled = re.compile(pattern)

    def sites(clean):
        return [
            lambda draft, each=each: draft.text(
                each, 0, len(each.text), new(compiled.fullmatch(each.text))
            )
            for each in clean.subject.paragraphs
            if each.in_table and each.zone.value == "annex" and compiled.fullmatch(each.text)
        ]

    return sites


TOTALS = [
    fault("a task's amount", "BUD03", _cells(r"(?:135|120|200|220|365|275|270)",
                                             lambda m: str(int(m[0]) + 9)), 6),
    fault("the total", "BUD03 BUD01 BUD02", _cells(r"2\.140,25", lambda _: "2.150,25"), 2),
    fault("a group's number", "BUD10", _cells("VI", lambda _: "VII"), 2),
    fault("a task's number", "BUD10", _cells("4", lambda _: "5"), 2),
    fault("mixed units", "BUD12", _cells("135|120", lambda m: f"{m[0]}.000.000"), 3),
    fault("sources that do not add up", "BUD04 BUD24",
          _cells("Ngân sách tỉnh: 90; Xã hội hóa: 30",
                 lambda _: "Ngân sách tỉnh: 90; Xã hội hóa: 20"), 2),
    fault("words of the total", "BUD02", swap("triệu hai trăm", "triệu ba trăm", "bang_chu"), 2),
    fault("total in the text", "BUD01",
          swap(r"2\.140\.250\.000 đồng", "2.104.250.000 đồng", "prose"), 2),
    fault("words in the text", "BUD02", swap("bốn mươi triệu hai", "bốn triệu hai", "body"), 1),
    fault("lead that is gone", "BUD07 ORG01",
          _cells("Sở Ngoại vụ", lambda _: "Sở Thông tin và Truyền thông"), 2),
    fault("time outside the year", "BUD05", _cells("Quý III", lambda _: "Quý III/2028"), 2),
    fault("no source", "BUD14", _cells("Ngân sách tỉnh", lambda _: ""), 2),
    fault("zero for lồng ghép", "BUD15", _cells("Lồng ghép", lambda _: "0"), 2),
    fault("the unit gone", "BUD12", swap(".+", "", "don_vi_tinh"), 2),
]  # fmt: skip

CONTENT_FAULTS = [
    *DATES, *REFERENCES, *NAMES, *CAPITALS, *SPELLING, *TYPING, *TOTALS,
]  # fmt: skip
