"""Every message about input files, with its id; what finds the problems stands elsewhere."""

from typing import Any

from generator.diagnostics import Problem, Severity
from generator.i18n import N_

QUOTE_LENGTH = 60


def shorten(value: Any) -> str:
    """Return a value as messages quote it: one line, cut when it is long."""
    text = " ".join(str(value).split())
    return text if len(text) <= QUOTE_LENGTH else text[: QUOTE_LENGTH - 1].rstrip() + "…"


IDS: dict[str, str] = {
    "IN01": N_("tệp không tồn tại"),
    "IN02": N_("đường dẫn không phải là tệp"),
    "IN03": N_("không đọc được tệp"),
    "IN04": N_("tệp quá lớn"),
    "IN05": N_("tệp không phải mã UTF-8"),
    "IN06": N_("ký tự điều khiển, ký tự hỏng hoặc dấu cách lạ"),
    "IN07": N_("ký tự vô hình đã được bỏ"),
    "IN08": N_("tệp trống hoặc không gồm các khóa"),
    "IN09": N_("cú pháp YAML sai"),
    "IN10": N_("thụt đầu dòng bằng phím Tab"),
    "IN11": N_("thụt đầu dòng không khớp"),
    "IN12": N_("dấu nháy thiếu hoặc thừa"),
    "IN13": N_("giá trị phải đặt trong dấu nháy"),
    "IN14": N_("dòng không có dạng 'khóa: giá trị'"),
    "IN15": N_("dấu ngoặc thiếu hoặc thừa"),
    "IN16": N_("khóa ghi hai lần"),
    "IN17": N_("lồng quá sâu hoặc lặp lại quá nhiều"),
    "IN18": N_("cách viết YAML không được dùng"),
    "IN19": N_("dòng gạch đầu dòng bị nối vào dòng trên"),
    "IN20": N_("khóa không có trong mẫu khai báo"),
    "IN21": N_("thiếu khóa bắt buộc"),
    "IN22": N_("chưa có giá trị"),
    "IN23": N_("giá trị sai dạng"),
    "IN24": N_("không phải số nguyên"),
    "IN25": N_("không phải true, false hoặc số lần dự thảo"),
    "IN26": N_("giá trị ngoài danh sách cho phép"),
    "IN27": N_("số ngoài khoảng cho phép"),
    "IN28": N_("mã hoặc số viết sai quy cách"),
    "IN29": N_("ngày sai"),
    "IN30": N_("số tiền sai"),
    "IN31": N_("thiếu mục"),
    "IN32": N_("số lượng sai"),
    "IN39": N_("giá trị không hợp lệ"),
    "IN40": N_("cơ quan ban hành chưa khai báo"),
    "IN41": N_("người ký chưa khai báo"),
    "IN42": N_("hệ thống văn bản chưa khai báo cho địa phương"),
    "IN43": N_("đối tác chưa khai báo"),
    "IN44": N_("ngày ban hành ngoài năm kế hoạch"),
    "IN45": N_("năm ngân sách khác năm kế hoạch"),
    "IN46": N_("mã khai báo hai lần"),
    "IN47": N_("đường dẫn ra ngoài thư mục làm việc"),
    "IN48": N_("tệp được dẫn tới không tồn tại"),
    "IN49": N_("cấp huyện không còn vào ngày ban hành"),
    "IN90": N_("không có thư mục làm việc"),
    "IN96": N_("còn chỗ mẫu mới khác với sửa đổi của kế hoạch"),
    "XLB01": N_("tệp không phải tệp để điền dự toán"),
    "XLB02": N_("không thấy dòng tên cột"),
    "XLB03": N_("cột không được đọc"),
    "XLB04": N_("cấp của dòng sai"),
    "XLB05": N_("dòng không có dòng cấp trên"),
    "XLB06": N_("công thức chưa được tính"),
}
"""Ids of this group with their titles; an id never changes its meaning and is never reused."""

# Files and characters

NO_FILE = Problem("IN01", N_("không tìm thấy tệp này"), N_("kiểm tra lại thư mục và tên tệp"))
NOT_A_FILE = Problem(
    "IN02", N_("đây không phải là một tệp"), N_("ghi đường dẫn tới tệp YAML, không phải thư mục")
)
NO_PERMISSION = Problem(
    "IN03",
    N_("không có quyền đọc tệp này"),
    N_("đóng chương trình đang mở tệp hoặc xin quyền đọc tệp"),
)
UNREADABLE = Problem(
    "IN03",
    N_("không đọc được tệp này ({reason})"),
    N_("kiểm tra ổ đĩa và quyền đọc tệp, hoặc chép tệp sang chỗ khác"),
)
TOO_LARGE = Problem(
    "IN04",
    N_("tệp lớn quá {limit} KiB"),
    N_("tệp khai báo chỉ có chữ; kiểm tra xem có chọn nhầm tệp không"),
)
NAME_NOT_UTF8 = Problem(
    "IN05",
    N_("tên tệp hoặc tên thư mục có ký tự không phải mã UTF-8"),
    N_("đổi tên, chỉ dùng chữ, số và dấu gạch nối"),
)
NOT_UTF8 = Problem(
    "IN05",
    N_("tệp không phải mã UTF-8, không đọc được chữ ở đây"),
    N_(
        "chuyển chữ TCVN3, VNI sang Unicode nếu có, rồi chọn Lưu thành (Save as) với mã hóa"
        " (Encoding) là UTF-8"
    ),
)
UTF16 = Problem(
    "IN05",
    N_("tệp được lưu bằng mã {encoding}, không phải UTF-8"),
    N_("mở tệp, chọn Lưu thành (Save as) với mã hóa (Encoding) là UTF-8"),
)
BAD_CHARACTER = Problem(
    "IN06",
    N_("có ký tự điều khiển hoặc ký tự hỏng {code}"),
    N_("xóa ký tự ở chỗ này rồi gõ lại"),
)
STRANGE_SPACE = Problem(
    "IN06",
    N_("khóa '{key}' có dấu cách lạ ({code})"),
    N_("xóa dấu cách ở chỗ này rồi gõ lại bằng phím cách"),
)
INVISIBLE = Problem(
    "IN07",
    N_("đã bỏ {count} ký tự vô hình ({codes}) trong '{value}'"),
    N_("gõ lại chỗ này nếu không muốn thấy cảnh báo"),
    Severity.WARNING,
)
EMPTY_FILE = Problem("IN08", N_("tệp chưa có nội dung"), N_("khai báo theo mẫu của kehoach new"))
NOT_KEYS = Problem(
    "IN08",
    N_("tệp phải gồm các dòng 'khóa: giá trị', không phải {found}"),
    N_("ghi mỗi khóa trên một dòng, không có '-' ở trước, sau dấu hai chấm có dấu cách"),
)

# YAML

SYNTAX = Problem(
    "IN09", N_("không hiểu cú pháp ở chỗ này"), N_("so lại với các dòng tương tự trong tệp mẫu")
)
TAB = Problem(
    "IN10", N_("thụt đầu dòng bằng phím Tab"), N_("thay mỗi Tab bằng hai dấu cách (phím cách)")
)
INDENT = Problem(
    "IN11",
    N_("thụt đầu dòng không khớp với các dòng trên"),
    N_("các khóa cùng một nhóm phải thẳng cột; nhóm con thụt vào thêm hai dấu cách"),
)
INDENT_AFTER_VALUE = Problem(
    "IN11",
    N_("dòng này thụt vào như nhóm con, nhưng khóa ở dòng trên đã có giá trị"),
    N_("bỏ thụt đầu dòng, hoặc để trống giá trị của dòng trên"),
)
LIST_AMONG_KEYS = Problem(
    "IN11",
    N_("gạch đầu dòng '-' nằm lẫn với các dòng 'khóa: giá trị'"),
    N_("đặt danh sách dưới một khóa, các dấu '-' thẳng cột với nhau"),
)
KEY_AMONG_LIST = Problem(
    "IN11",
    N_("dòng này nằm trong danh sách nhưng không bắt đầu bằng '- '"),
    N_("thêm '- ' ở đầu dòng, hoặc sửa thụt đầu dòng"),
)
LIST_ON_KEY_LINE = Problem(
    "IN11",
    N_("danh sách không được bắt đầu trên cùng dòng với khóa"),
    N_("xuống dòng rồi mới ghi '- '; nếu là chữ thì đặt trong dấu nháy"),
)
OPEN_QUOTE = Problem(
    "IN12",
    N_("dấu nháy {mark} mở ở đây không có dấu nháy đóng"),
    N_("thêm dấu {mark} ở cuối giá trị"),
)
AFTER_QUOTE = Problem(
    "IN12",
    N_("sau dấu nháy đóng còn chữ"),
    N_('đặt cả giá trị trong một cặp nháy; dấu " trong câu thì bọc ngoài bằng nháy đơn'),
)
BAD_ESCAPE = Problem(
    "IN12",
    N_("dấu '\\' trong nháy kép không viết như thế được"),
    N_("dùng nháy đơn thay nháy kép, hoặc viết '/' thay '\\'"),
)
QUOTE_NEEDED = Problem(
    "IN13",
    N_("giá trị bắt đầu bằng '{mark}' phải đặt trong dấu nháy"),
    N_("đặt cả giá trị trong nháy kép, hoặc trong nháy đơn nếu có dấu nháy kép bên trong"),
)
COLON_IN_VALUE = Problem(
    "IN13",
    N_("giá trị có dấu hai chấm và dấu cách (': ') phải đặt trong dấu nháy"),
    N_("đặt cả giá trị trong nháy kép, hoặc trong nháy đơn nếu có dấu nháy kép bên trong"),
)
TEXT_AFTER_BLOCK_MARK = Problem(
    "IN13",
    N_("sau dấu '{mark}' không được có chữ trên cùng dòng"),
    N_("ghi nội dung từ dòng dưới, thụt vào hai dấu cách; hoặc đặt cả giá trị trong dấu nháy"),
)
NO_SPACE_AFTER_COLON = Problem(
    "IN14", N_("thiếu dấu cách sau dấu hai chấm của '{key}'"), N_("viết '{key}: ...'")
)
NO_SPACE_AFTER_DASH = Problem(
    "IN14", N_("thiếu dấu cách sau dấu gạch đầu dòng"), N_("viết '- ' rồi mới đến nội dung")
)
NO_COLON = Problem(
    "IN14",
    N_("dòng này không có dạng 'khóa: giá trị'"),
    N_("thêm dấu hai chấm và dấu cách sau khóa; nếu là dòng nối tiếp thì thụt vào sâu hơn khóa"),
)
EMPTY_KEY = Problem("IN14", N_("có giá trị mà không có khóa"), N_("ghi tên khóa trước dấu ':'"))
OPEN_BRACKET = Problem(
    "IN15",
    N_("dấu '{mark}' mở ở đây không được đóng đúng"),
    N_("kiểm tra các dấu phẩy và dấu '{closing}'; nếu là chữ thì đặt cả giá trị trong dấu nháy"),
)
STRAY_BRACKET = Problem(
    "IN15",
    N_("thừa dấu '{mark}'"),
    N_("xóa dấu này; nếu là chữ thì đặt cả giá trị trong dấu nháy"),
)
DUPLICATE_KEY = Problem(
    "IN16",
    N_("khóa '{key}' ghi hai lần; lần đầu ở dòng {line}"),
    N_("giữ lại một lần"),
)
TOO_DEEP = Problem(
    "IN17", N_("các nhóm lồng nhau quá {limit} cấp"), N_("kiểm tra các dấu '[' và '{opening}'")
)
TOO_MANY = Problem(
    "IN17",
    N_("tệp có quá {limit} giá trị, kể cả phần lặp lại bằng '*'"),
    N_("bỏ bớt các chỗ lặp lại bằng '*', hoặc chia ra nhiều tệp"),
)
RECURSIVE_ALIAS = Problem(
    "IN17",
    N_("'*{name}' lặp lại chính nhóm đang chứa nó"),
    N_("ghi rõ giá trị thay cho '*{name}'"),
)
TAG = Problem(
    "IN18",
    N_("không dùng nhãn kiểu '{tag}'"),
    N_("bỏ nhãn này; nếu là chữ thì đặt cả giá trị trong dấu nháy"),
)
MERGE_KEY = Problem(
    "IN18", N_("không dùng khóa gộp '<<'"), N_("chép các khóa cần dùng vào nhóm này")
)
KEY_NOT_TEXT = Problem(
    "IN18",
    N_("khóa phải là một từ, không phải nhóm hay danh sách"),
    N_("nếu là chữ thì đặt cả giá trị trong dấu nháy"),
)
MANY_DOCUMENTS = Problem(
    "IN18", N_("một tệp chỉ khai báo một lần, không chia phần bằng '{mark}'"), N_("tách ra hai tệp")
)
JOINED_DASH = Problem(
    "IN19",
    N_("dòng này bắt đầu bằng '-' nhưng bị nối vào giá trị của dòng trên"),
    N_("viết '- ' có dấu cách, thẳng cột với các mục khác; nếu đúng là chữ thì đặt trong dấu nháy"),
)

# Models

UNKNOWN_KEY = Problem("IN20", N_("không có khóa '{key}'"))
MISSING_KEY = Problem("IN21", N_("thiếu khóa '{key}'"), N_("thêm dòng '{key}: ...' ở nhóm này"))
MISSING_KEY_EXAMPLE = N_("thêm dòng '{key}: {example}' ở nhóm này")
EMPTY_VALUE = Problem("IN22", N_("khóa '{key}' chưa có giá trị"), N_("ghi giá trị sau dấu ':'"))
EMPTY_ITEM = Problem(
    "IN22", N_("mục thứ {number} của danh sách còn trống"), N_("ghi nội dung hoặc xóa dấu '-'")
)
WRONG_SHAPE = Problem("IN23", N_("'{key}' phải là {expected}, không phải {found}"))
WRONG_ITEM_SHAPE = Problem(
    "IN23", N_("mục thứ {number} của '{key}' phải là {expected}, không phải {found}")
)
NOT_AN_INTEGER = Problem(
    "IN24", N_("'{value}' không phải là số nguyên"), N_("chỉ gõ chữ số, ví dụ 2027")
)
NOT_A_DRAFT_MARK = Problem(
    "IN25",
    N_("'{value}' không phải là true, false hoặc số lần dự thảo"),
    N_("true in DỰ THẢO, một số như 2 in Dự thảo lần 2, false là bản chính thức"),
)
NOT_ALLOWED = Problem("IN26", N_("'{value}' không phải là giá trị của '{key}'"))
OUT_OF_RANGE = Problem(
    "IN27", N_("'{value}' ngoài khoảng cho phép"), N_("'{key}' từ {least} đến {most}")
)
BAD_ID = Problem(
    "IN28",
    N_("'{value}' không phải là mã"),
    N_("mã chỉ gồm chữ thường không dấu, chữ số, '-' và '_'"),
)
BAD_ID_KEY = Problem(
    "IN28",
    N_("khóa '{value}' không phải là mã"),
    N_("mã chỉ gồm chữ thường không dấu, chữ số, '-' và '_'"),
)
BAD_NUMBER = Problem(
    "IN28",
    N_("'{value}' không phải là số văn bản"),
    N_("chỉ gõ phần số, ví dụ 15 hoặc 15a; ký hiệu lấy theo cơ quan ban hành"),
)
BAD_UNIT_CODE = Problem(
    "IN28",
    N_("'{value}' không phải là mã đơn vị hành chính"),
    N_("tỉnh có hai chữ số như 04, huyện trước đây ba chữ số, xã năm chữ số như 04714"),
)
NOT_AN_EXPRESSION = Problem(
    "IN28",
    N_("'{value}' không phải là biểu thức chính quy"),
    N_("kiểm tra các dấu ngoặc và dấu '\\' trong biểu thức"),
)
BAD_FILE_NAME = Problem(
    "IN28",
    N_("'{value}' không dùng làm tên tệp được"),
    N_("chỉ gõ chữ thường không dấu, chữ số và '-'"),
)
BAD_PATTERN = Problem(
    "IN28", N_("'{value}' viết sai quy cách"), N_("xem ví dụ của '{key}' trong tệp mẫu")
)
NOT_A_DATE = Problem(
    "IN29", N_("'{value}' không phải là ngày"), N_("viết ngày/tháng/năm, ví dụ 15/02/2027")
)
NO_SUCH_DAY = Problem(
    "IN29",
    N_("không có ngày {value}: tháng {month} năm {year} chỉ có {days} ngày"),
    N_("kiểm tra lại ngày và tháng"),
)
NO_SUCH_MONTH = Problem(
    "IN29",
    N_("không có ngày {value}: không có tháng {month}"),
    N_("viết ngày/tháng/năm, ví dụ 15/02/2027"),
)
DATE_NOT_FULL = Problem(
    "IN29", N_("'{value}' chưa đủ ngày, tháng, năm"), N_("viết ngày/tháng/năm, ví dụ 25/8/1954")
)
DATE_WITHOUT_YEAR = Problem(
    "IN29", N_("'{value}' chưa có năm"), N_("viết ngày/tháng/năm, ví dụ 15/02/2027")
)
NOT_A_DAY_OF_YEARS = Problem(
    "IN29",
    N_("'{value}' không phải là ngày kỷ niệm"),
    N_(
        "viết ngày/tháng/năm; ngày âm lịch viết 'lunar:ngày/tháng', ngày hằng năm viết"
        " 'annual:tháng-ngày'"
    ),
)
PERIOD_BACKWARDS = Problem(
    "IN29",
    N_("valid_to {last} trước valid_from {first}"),
    N_("kiểm tra lại ngày đầu và ngày cuối"),
)
BAD_AMOUNT = Problem(
    "IN30",
    N_("'{value}' không phải là số tiền (đồng)"),
    N_("viết như 120.000.000, hoặc một trong các chữ: {words}"),
)
BAD_DONG = Problem("IN30", N_("'{value}' không phải là số tiền (đồng)"), N_("viết như 120.000.000"))
BAD_QUANTITY = Problem(
    "IN32",
    N_("'{value}' không phải là số lượng"),
    N_("chỉ gõ số: 12, 1.500 hoặc 2,5; đơn vị ghi ở khóa riêng"),
)
EMPTY_GROUP = Problem(
    "IN31",
    N_("nhóm '{name}' chưa có nhiệm vụ và cũng chưa có kinh phí"),
    N_("thêm nhiem_vu, hoặc ghi kinh_phi của nhóm"),
)
TOO_FEW = Problem("IN31", N_("'{key}' phải có ít nhất một mục"), N_("ghi thêm một mục"))
INVALID = Problem(
    "IN39", N_("giá trị '{value}' không hợp lệ"), N_("xem ví dụ của '{key}' trong tệp mẫu")
)

NEAR = N_("có phải '{near}'?")
ALLOWED = N_("các giá trị được dùng: {allowed}")
ALLOWED_KEYS = N_("các khóa được dùng ở đây: {allowed}")
KEY_OF_GROUP = N_("khóa này thuộc nhóm '{group}': đặt dưới '{group}:', thụt vào hai dấu cách")
KEY_OF_OUTER = N_("khóa này thuộc nhóm ngoài: bớt thụt đầu dòng")
SENTENCE_AS_KEY = N_("nếu đây là một câu có dấu ': ' thì đặt cả câu trong dấu nháy")
ADD_DASHES = N_("ghi mỗi mục trên một dòng, bắt đầu bằng '- '")
ONE_VALUE = N_("ghi một giá trị trên cùng dòng với khóa, không có '-' hoặc dấu ngoặc")
ADD_KEYS = N_("ghi các dòng 'khóa: giá trị' ở dưới, thụt vào hai dấu cách")
WRITE_AS = N_("viết '{near}'")

# What the inputs say of each other

NO_ISSUER = Problem("IN40", N_("'{value}' chưa khai báo trong mục co_quan_ban_hanh của {file}"))
NO_SIGNATORY = Problem("IN41", N_("'{value}' chưa khai báo trong mục nguoi_ky của {file}"))
NO_REGIME = Problem(
    "IN42",
    N_("cơ quan '{body}' thuộc hệ thống '{value}', nhưng địa phương không khai báo hệ thống này"),
    N_("thêm '{value}' vào mục he_thong"),
)
NO_PARTNER = Problem("IN43", N_("'{value}' chưa khai báo trong mục doi_tac của {file}"))
DECLARED = N_("đã khai báo: {allowed}")
DECLARE_FIRST = N_("khai báo trước trong {file}")
DATE_OUTSIDE = Problem(
    "IN44",
    N_("ngày ban hành {value} nằm ngoài khoảng của văn bản cho năm {year}"),
    N_(
        "văn bản cho năm {year} ban hành từ {first} đến {last}; sửa ngay_ban_hanh hoặc nam_ke_hoach"
    ),
)
OTHER_BUDGET_YEAR = Problem(
    "IN45",
    N_("dự toán của năm {value}, kế hoạch của năm {year} ({place})"),
    N_("sửa nam_ngan_sach, hoặc chọn tệp dự toán khác"),
)
DUPLICATE_ID = Problem(
    "IN46", N_("mã '{value}' khai báo hai lần; lần đầu ở dòng {line}"), N_("đặt mã khác")
)
OUTSIDE_WORKSPACE = Problem(
    "IN47",
    N_("'{value}' ra ngoài thư mục {folder}"),
    N_("ghi đường dẫn tính từ {folder}, không có '..' và không bắt đầu bằng '/'"),
)
NO_LINKED_FILE = Problem("IN48", N_("không có tệp '{value}'"), N_("tạo tệp hoặc sửa đường dẫn"))
NO_DISTRICTS = Problem(
    "IN49",
    N_("cấp huyện không còn từ ngày 01/7/2025, văn bản này ban hành {value}"),
    N_("chọn cap_don_vi là tinh hoặc xa, hoặc sửa ngay_ban_hanh"),
)

# Workbooks that were filled in

NO_SHEETS = Problem(
    "XLB01",
    N_("tệp không có trang '{info}' và trang '{data}'"),
    N_("tạo tệp để điền bằng lệnh 'kehoach budget sheet', không đổi tên trang"),
)
NO_FIELD_NAMES = Problem(
    "XLB02",
    N_("không thấy dòng tên cột (dòng ẩn phía trên tiêu đề) của trang '{sheet}'"),
    N_("chép dữ liệu sang tệp mới tạo bằng lệnh 'kehoach budget sheet'"),
)
COLUMN_NOT_READ = Problem(
    "XLB03",
    N_("cột '{title}' không thuộc biểu nên không được đọc"),
    N_("ghi lại đúng tên cột của biểu, hoặc bỏ cột này"),
    Severity.WARNING,
)
UNKNOWN_LEVEL = Problem("XLB04", N_("cấp của dòng là '{text}'"), N_("chọn một trong: {known}"))
NO_LINE_ABOVE = Problem(
    "XLB05", N_("dòng '{level}' không có dòng '{above}' nào phía trên"), N_("thêm dòng cấp trên")
)
NO_RESULT = Problem(
    "XLB06",
    N_("ô có công thức '={formula}' chưa được tính"),
    N_("mở tệp bằng Excel hoặc LibreOffice rồi lưu lại"),
)

# A plan with new templates

OPEN_CONFLICT = Problem(
    "IN96",
    N_("còn một chỗ mẫu mới khác với sửa đổi của kế hoạch, chưa chọn"),
    N_("giữ một trong hai đoạn (hoặc viết gộp), rồi xóa ba dòng đánh dấu"),
)

NO_WORKSPACE = Problem(
    "IN90",
    N_("không có thư mục làm việc '{path}'"),
    N_("chạy 'kehoach init THƯ_MỤC' để tạo, hoặc chỉ ra bằng --workspace"),
)
