"""Every problem that a use case finds itself, with its id."""

from generator.diagnostics import Problem, Severity
from generator.i18n import N_

# Building

NO_PLANS = Problem(
    "IN91",
    N_("không có tệp kế hoạch nào trong thư mục này"),
    N_("tạo bằng 'kehoach new', hoặc chỉ ra thư mục làm việc bằng --workspace"),
)
NO_BUDGET_LEFT_OUT = Problem(
    "BUD27",
    N_("không có dự toán nên không làm phụ lục kinh phí riêng hoặc tệp .xlsx"),
    N_("khai báo du_toan trong tệp kế hoạch nếu cần"),
    Severity.NOTICE,
)
NO_BUDGET = Problem(
    "BUD27",
    N_("văn bản không có dự toán, không lập riêng phụ lục được"),
    N_("thêm du_toan vào kế hoạch"),
)
NO_ANNEX_ALONE = Problem(
    "BUD38",
    N_("định dạng {format} không làm riêng phụ lục được"),
    N_("chọn định dạng khác bằng --format ({known}), hoặc bỏ --annex-only"),
)
NO_PICTURES_OF_FRAME = Problem(
    "PDF08",
    N_("chưa làm được ảnh trang khi khung Word đã sửa tay"),
    N_("dùng --format pdf, hoặc mở tệp .docx để xem"),
)
NO_BUDGET_FOR_FORM = Problem(
    "FRM12",
    N_("kế hoạch không có dự toán để điền vào biểu"),
    N_("thêm du_toan vào kế hoạch"),
)

# Files of a folder

SAME_NAME = Problem(
    "OUT02",
    N_("'{first}' và '{second}' cùng cho ra tệp {name}"),
    N_("làm hai văn bản ở hai thư mục khác nhau (-o), hoặc bỏ một tệp kế hoạch"),
)
SAME_COPY = Problem(
    "OUT02",
    N_("'{first}' và '{second}' cùng cho ra tệp {name}"),
    N_("kiểm tra hai tệp hai lần với hai thư mục khác nhau (-o), hoặc đổi tên một tệp"),
)
NOT_A_MANIFEST = Problem(
    "OUT03",
    N_("không hiểu tệp này: không phải tệp kê khai do kehoach ghi"),
    N_("kiểm tra các văn bản trong thư mục rồi xóa tệp này, hoặc dùng --force để ghi lại từ đầu"),
)
NAME_NOT_PORTABLE = Problem(
    "OUT04",
    N_("không dùng được tên tệp '{name}' trên mọi máy"),
    N_("tên thư mục và tên tệp kế hoạch chỉ gồm chữ không dấu, chữ số và '-'"),
)
IS_A_FILE = Problem("OUT07", N_("đây là một tệp, không phải thư mục"))
NOT_EMPTY = Problem(
    "OUT07",
    N_("thư mục không trống"),
    N_("chọn thư mục khác, hoặc thêm --force để thêm các tệp còn thiếu"),
)

# Checking

NO_FILE = Problem("CHK02", N_("không có tệp '{name}'"))
NO_REGIME = Problem(
    "CHK07",
    N_("không nhận ra là văn bản của Đảng hay của nhà nước; chưa kiểm tra thể thức"),
    N_("nếu là văn bản hành chính, nêu thể thức bằng --standard nd30, hd36 hoặc hd05"),
    Severity.NOTICE,
)
NO_LIBREOFFICE = Problem(
    "CHK08",
    N_("đọc tệp .doc, .odt, .rtf cần LibreOffice, máy này chưa có"),
    N_("cài LibreOffice, hoặc mở tệp bằng Word rồi lưu thành .docx"),
)
CONVERSION_TOO_SLOW = Problem(
    "CHK08",
    N_("LibreOffice chưa chuyển xong tệp sau {seconds} giây nên đã bị dừng"),
    N_("mở tệp bằng Word rồi lưu thành .docx"),
)
CONVERSION_FAILED = Problem(
    "CHK08",
    N_("LibreOffice không chuyển được tệp này sang .docx"),
    N_("mở tệp bằng Word rồi lưu thành .docx"),
)
NOT_A_NUMBER = Problem(
    "CHK10",
    N_("giá trị '{value}' của {name} không phải là số; đọc như không ghi"),
    N_("mở tệp bằng Word rồi lưu lại"),
    Severity.WARNING,
)

# Starting plans

FOLDER_OF_OTHER_CODE = Problem(
    "IN93",
    N_("thư mục này là của đơn vị mã {found}, không phải {name} (mã {code})"),
    N_("đổi tên thư mục của đơn vị kia rồi chạy lại"),
)
NO_ISSUER = Problem(
    "IN94",
    N_("ở đây không có cơ quan nào ban hành được loại '{kind}'"),
    N_(
        "khai báo cơ quan trong mục co_quan_ban_hanh, hoặc chọn loại khác; ở cấp xã,"
        " hướng dẫn do ban thường vụ ban hành (huong_dan_ban_thuong_vu)"
    ),
)
NO_ISSUER_NEXT_YEAR = Problem(
    "IN94",
    N_("ở đây không có cơ quan nào ban hành được loại '{kind}'"),
    N_("khai báo cơ quan trong mục co_quan_ban_hanh của địa phương"),
)
FOLDER_OF_OTHER_PLACE = Problem(
    "IN93",
    N_("thư mục này là của {there}, kế hoạch mới là của {wanted}"),
    N_("ghi ra thư mục khác bằng --output, hoặc bỏ --output"),
)
NO_START = Problem(
    "IN97",
    N_("loại '{kind}' chưa khai báo cách tạo kế hoạch mới"),
    N_(
        "thêm mục bat_dau vào kind.yaml, ví dụ: bat_dau: {{co_quan: {{tinh: ubnd, xa: ubnd}}}};"
        " hoặc tự viết tệp kế hoạch với loai_van_ban: {kind}"
    ),
)

# Pulling

MADE_FROM_OTHER_PLAN = Problem(
    "PULL04",
    N_("tệp Word này làm từ kế hoạch {made}, không phải {plan}"),
    N_("dùng --into {made}; nếu kế hoạch đã đổi tên thì thêm --force"),
)
CHANGED_SINCE = Problem(
    "PULL05",
    N_("{source} đã sửa sau khi làm tệp Word này: chỗ sửa ấy sẽ bị tệp Word ghi đè"),
    N_(
        "xem bằng --dry-run; trả {source} về như lúc làm tệp Word rồi chạy lại, hoặc thêm --force"
        " để lấy theo tệp Word"
    ),
)

# The machine

PACKAGE_MISSING = Problem(
    "DR01",
    N_("thiếu {name}"),
    N_("cài lại: make run (Linux) hoặc py -m pip install . (Windows)"),
)
_FONTS_HINT = N_(
    "không làm được PDF và ảnh trang: cài phông Times New Roman, hoặc trên Debian:"
    " apt-get install fonts-liberation2"
)
NO_FONTS = Problem(
    "DR02", N_("không có Times New Roman, Liberation Serif 2 hoặc Tinos"), _FONTS_HINT
)
OLD_FONTS = Problem(
    "DR03", N_("{family} ở {path} thiếu {count} trong {all} chữ tiếng Việt"), _FONTS_HINT
)
NOT_INSTALLED = Problem(
    "DR04",
    N_("chưa cài đặt, đang chạy từ thư mục mã nguồn"),
    N_("cài lại: make run (Linux) hoặc py -m pip install . (Windows)"),
)
NO_TEMPLATES = Problem(
    "DR05",
    N_("{path} ({count} loại văn bản)"),
    N_("cài lại kehoach: bản cài đặt thiếu mẫu văn bản"),
)
