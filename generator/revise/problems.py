"""Every message about importing a Word file and pulling one back, with its id."""

from generator.diagnostics import Problem, Severity
from generator.i18n import N_

SURE, LIKELY, UNSURE = N_("chắc chắn"), N_("khá chắc"), N_("không chắc")
"""How sure the importer is of what it says."""


def _warning(rule: str, message: str, hint: str = "") -> Problem:
    return Problem(rule, message, hint, Severity.WARNING)


def _notice(rule: str, message: str, hint: str = "") -> Problem:
    return Problem(rule, message, hint, Severity.NOTICE)


# ---------------------------------------------------------------------- files that are refused

TOO_LONG = Problem(
    "IMP01",
    N_("tệp dài khoảng {pages} trang, quá dài đối với một văn bản (nhiều nhất {limit} trang)"),
    N_("tách riêng văn bản cần nhập thành một tệp"),
)
ONLY_PICTURES = Problem(
    "IMP02",
    N_("tệp chỉ có hình, không có chữ: có lẽ là bản quét"),
    N_("nhận dạng chữ (OCR) rồi lưu thành .docx, soát lại, sau đó nhập"),
)
NO_TEXT = Problem("IMP03", N_("tệp không có nội dung để nhập"), N_("kiểm tra lại tệp"))
NOT_VIETNAMESE = Problem(
    "IMP04",
    N_("văn bản không phải tiếng Việt có dấu"),
    N_("chỉ nhập được văn bản tiếng Việt; bản không dấu hãy gõ lại cho đủ dấu"),
)
NO_LIBREOFFICE = Problem(
    "IMP05",
    N_("tệp .{kind} cần LibreOffice để chuyển sang .docx, máy này không có"),
    N_("cài LibreOffice, hoặc mở tệp bằng Word rồi lưu thành .docx"),
)
DAMAGED = Problem(
    "IMP06",
    N_("tệp hỏng: LibreOffice không mở được"),
    N_("mở tệp bằng Word, lưu lại thành .docx rồi nhập"),
)
TOO_SLOW = Problem(
    "IMP07",
    N_("LibreOffice chưa chuyển xong tệp sau {seconds} giây nên đã bị dừng"),
    N_("mở tệp bằng Word rồi lưu thành .docx"),
)
OTHER_ISSUER = Problem(
    "IMP10",
    N_("'{issuer}' không phải là cơ quan nào khai báo trong {file}"),
    N_("nhập vào một thư mục khác, hoặc khai báo cơ quan này trước"),
)

# ---------------------------------------------------------------------- what was recognised

KIND_FOUND = _notice("IMP20", N_("{kind}, hệ thống {regime}: {issuer}"))
BLOCKS_FOUND = _notice(
    "IMP20",
    N_(
        "{sections} mục ({levels} cấp), {bullets} gạch đầu dòng, {notes} chú thích,"
        " {tables} bảng, {annexes} phụ lục"
    ),
)
DOCUMENTS_FOUND = _notice(
    "IMP20",
    N_(
        "{count} văn bản viện dẫn, {known} có trong danh mục; {calls}/{mentions} chỗ nêu"
        " thành viện dẫn"
    ),
)
FACTS_FOUND = _notice(
    "IMP20",
    N_(
        "{days} ngày kỷ niệm, {countries} nước, {partners} đối tác, {duties} phân công,"
        " {tasks} nhiệm vụ, {sums} số tiền"
    ),
)

# ---------------------------------------------------------------------- what to look at

BUILT_OTHERWISE = _warning(
    "IMP30",
    N_("văn bản làm lại khác tệp gốc: '{wanted}' thành '{found}'"),
    N_("sửa đoạn này trong kế hoạch"),
)
PICTURES = _warning("IMP31", N_("{count} hình không nhập được"))
OBJECTS = _warning("IMP31", N_("{count} đối tượng nhúng không nhập được"))
ENDNOTES = _warning("IMP31", N_("{count} chú thích cuối văn bản không nhập được"))
COMMENTS = _notice("IMP31", N_("{count} nhận xét của người đọc bị bỏ"))
EQUATIONS = _warning("IMP31", N_("{count} công thức không nhập được"))
DELETIONS = _notice("IMP31", N_("{count} chỗ đã xóa trong theo dõi sửa đổi bị bỏ"))
INSERTIONS = _notice(
    "IMP31", N_("{count} chỗ đã thêm trong theo dõi sửa đổi được coi là chữ của văn bản")
)
CHUNKS = _warning("IMP31", N_("{count} tệp chèn vào không nhập được"))
REGIME_ASSUMED = _warning(
    "IMP32",
    N_("không rõ văn bản của Đảng hay của cơ quan nhà nước, coi là của cơ quan nhà nước"),
    N_("sửa he_thong trong locality.yaml và loai_van_ban trong kế hoạch nếu sai"),
)
PART_MISSING = _warning(
    "IMP33", N_("tệp không có {part}"), N_("điền vào kế hoạch trước khi dùng cho năm sau")
)
PART_TYPED = _notice(
    "IMP34",
    N_("'{part}' ghi khác thể thức nên được giữ nguyên văn trong the_thuc"),
    N_("bỏ khóa này để in theo thể thức"),
)
LINE_UNKNOWN = _warning("IMP35", N_("dòng không rõ là phần nào, được đưa vào nội dung: '{text}'"))
DOCUMENT_DECLARED = _notice(
    "IMP36",
    N_("văn bản '{symbol}' không có trong danh mục, khai báo theo chữ trong tệp"),
    N_("soát lại loại, ngày, cơ quan, trích yếu trong kế hoạch"),
)
CITED_OTHERWISE = _warning(
    "IMP37",
    N_("{count} chỗ nêu '{symbol}' viết khác cách viện dẫn nên giữ nguyên chữ"),
    N_("sửa chữ cho đúng rồi thay bằng vien_dan"),
)
DAY_UNKNOWN = _notice(
    "IMP38",
    N_("ngày kỷ niệm '{name}' ({day}) không có trong danh mục"),
    N_("soát lại tên và ngày gốc"),
)
PARTNER_FOUND = _notice("IMP39", N_("đối tác được nhận ra: {unit} {name}"))
DAYS_TYPED = _notice(
    "IMP41",
    N_("{count} ngày kỷ niệm giữ nguyên chữ, không lấy từ danh mục"),
    N_("năm sau sửa trong câu, hoặc thay bằng ky_niem và khai báo ngay_ky_niem"),
)
EDGE_LINE = _warning(
    "IMP42",
    N_("dòng ở đầu trang hoặc chân trang không được nhập: '{text}'"),
    N_("kế hoạch không có chỗ cho dòng này; ghi lại ở văn bản khi phát hành"),
)
KIND_GENERIC = _notice(
    "IMP43",
    N_("chưa có mẫu riêng cho loại '{name}'; kế hoạch dùng loại chung {kind}"),
    N_("tên loại ghi ở ten_loai trong kế hoạch; soát lại"),
)
KINDS_MANY = _warning(
    "IMP44",
    N_("có nhiều mẫu của loại văn bản này, đã lấy {kind}; còn: {others}"),
    N_("sửa loai_van_ban trong kế hoạch nếu cần"),
)

# ---------------------------------------------------------------------- repairs of the text

REPAIR_ID = "IMP40"


def _repair(message: str) -> Problem:
    return _notice(REPAIR_ID, message)


ENCODING = _repair(N_("chuyển chữ từ bảng mã {detail}"))
INVISIBLE = _repair(N_("bỏ ký tự không nhìn thấy"))
SYMBOL = _repair(N_("thay ký tự của phông ký hiệu bằng '{detail}'"))
STRAY = _repair(N_("bỏ ký tự lạ {detail}"))
CAPITALS = _repair(N_("viết hoa thật chữ được định dạng in hoa"))
HIDDEN = _repair(N_("bỏ chữ ẩn"))
JOINED = _repair(N_("nối dòng bị ngắt giữa câu"))
PARTED = _repair(N_("tách các dòng bị nối vào nhau"))
PAGE_NUMBER = _repair(N_("bỏ số trang lẫn trong nội dung"))
MARK = _repair(N_("đổi dấu đầu dòng '{detail}' thành dấu của thể thức"))
SPACE = _repair(N_("thêm dấu cách sau '{detail}'"))
FIXED = _repair(N_("chữ cố định '{detail}' in theo thể thức"))

# ---------------------------------------------------------------------- pulling a file back

NOT_OURS = Problem(
    "PULL01",
    N_("tệp Word này không phải làm từ kế hoạch này: quá ít đoạn giống nhau"),
    N_("chọn đúng kế hoạch; tệp của nơi khác thì dùng kehoach import"),
)
NOT_SURE = Problem(
    "PULL01",
    N_(
        "không rõ tệp Word này có phải làm từ kế hoạch này không: cơ quan, địa danh khác hoặc"
        " phần lớn các đoạn đã khác"
    ),
    N_("chọn đúng kế hoạch; nếu đúng là kế hoạch này thì thêm --force"),
)
IN_TABLE = _warning(
    "PULL02",
    N_("chữ trong bảng đã sửa, chưa đưa về kế hoạch: '{before}' thành '{after}'"),
    N_("sửa ở {place}"),
)
NOT_TAKEN = _warning("PULL02", N_("chưa đưa về kế hoạch được: '{before}' thành '{after}'"))
