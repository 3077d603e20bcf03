"""Every message about Office files that cannot be read, with its id."""

from generator.diagnostics import Problem
from generator.i18n import N_

RE_SAVE = N_("mở tệp bằng Word rồi lưu lại dưới dạng .docx")
RE_SAVE_SHEET = N_("mở tệp bằng Excel rồi lưu lại dưới dạng .xlsx")
_NOT_TRUSTED = N_("không dùng tệp này; xin lại tệp từ nguồn tin cậy")

NO_PLAIN_FILE = Problem(
    "OX01",
    N_("{file} không phải là tệp thường (thiết bị, ống dẫn…)"),
    N_("lưu nội dung thành tệp rồi dùng tệp đó"),
)
UNREADABLE = Problem(
    "OX01",
    N_("không đọc được tệp {file}: {reason}"),
    N_("kiểm tra lại đường dẫn và quyền đọc tệp"),
)
EMPTY = Problem("OX02", N_("tệp rỗng"), RE_SAVE)
DAMAGED = Problem("OX02", N_("tệp hỏng: không đọc được như một tệp .docx"), RE_SAVE)
DAMAGED_PART = Problem("OX02", N_("tệp hỏng: phần {part} không giải nén được"), RE_SAVE)
DAMAGED_SHEET = Problem("OX02", N_("tệp hỏng: không đọc được như một tệp .xlsx"), RE_SAVE_SHEET)
DAMAGED_CONTENT = Problem(
    "CHK01",
    N_("không đọc được tệp: nội dung bên trong hỏng ({kind})"),
    N_("mở tệp bằng Word hoặc LibreOffice rồi lưu lại; nếu không mở được, xin lại bản gốc"),
)

# Other files than those asked for

OLD_WORD = Problem("OX03", N_("tệp là văn bản Word đời cũ (.doc), không phải .docx"), RE_SAVE)
RTF = Problem("OX03", N_("tệp là RTF, không phải .docx"), RE_SAVE)
PDF = Problem("OX03", N_("tệp là PDF, không phải .docx"), RE_SAVE)
WEB_ARCHIVE = Problem(
    "OX03", N_("tệp là trang web lưu thành một tệp (MHTML), không phải .docx"), RE_SAVE
)
MARKUP = Problem("OX03", N_("tệp là HTML hoặc XML, không phải .docx"), RE_SAVE)
NO_WORD_FILE = Problem("OX03", N_("tệp không phải .docx"), RE_SAVE)
WORKBOOK = Problem("OX03", N_("tệp là bảng tính Excel, không phải .docx"), RE_SAVE)
PRESENTATION = Problem("OX03", N_("tệp là bản trình chiếu, không phải .docx"), RE_SAVE)
OPEN_DOCUMENT = Problem("OX03", N_("tệp là OpenDocument, không phải .docx"), RE_SAVE)
ARCHIVE = Problem("OX03", N_("tệp nén này không chứa văn bản Word"), RE_SAVE)
NO_WORD_TEXT = Problem("OX03", N_("phần {part} không phải nội dung văn bản Word"), RE_SAVE)
OTHER_PROGRAM = Problem(
    "OX03",
    N_("tệp là của chương trình khác (Excel, PowerPoint, thư Outlook...), không phải Word"),
    N_("xin lại văn bản dưới dạng .docx"),
)
OLD_WORKBOOK = Problem(
    "OX03", N_("tệp là bảng tính Excel đời cũ (.xls), không phải .xlsx"), RE_SAVE_SHEET
)
NO_WORKBOOK = Problem("OX03", N_("tệp không phải bảng tính Excel (.xlsx)"), RE_SAVE_SHEET)

# Files that would fill the memory, or are made to harm

FILE_TOO_LARGE = Problem("OX04", N_("tệp lớn bất thường: {size} byte"), _NOT_TRUSTED)
TOO_MANY_PARTS = Problem("OX04", N_("tệp có quá nhiều phần: {count}"), _NOT_TRUSTED)
PART_GROWS = Problem("OX04", N_("phần {part} phình ra {size} byte khi giải nén"), _NOT_TRUSTED)
FILE_GROWS = Problem("OX04", N_("tệp phình ra {size} byte khi giải nén"), _NOT_TRUSTED)
TOO_MANY_ELEMENTS = Problem(
    "OX04",
    N_(
        "nội dung bên trong tệp nhiều bất thường: phần {part} có khoảng {count} thẻ,"
        " nhiều nhất {limit}"
    ),
    N_("chia thành nhiều tệp nhỏ; nếu tệp lạ, không dùng và xin lại từ nguồn tin cậy"),
)
BAD_XML = Problem("OX05", N_("phần {part} của tệp không phải XML hợp lệ: {reason}"), RE_SAVE)
DOCTYPE = Problem(
    "OX06", N_("phần {part} có khai báo DOCTYPE; tệp Word thật không bao giờ có"), _NOT_TRUSTED
)
PART_TWICE = Problem("OX07", N_("tệp có hai phần cùng tên {part}"), _NOT_TRUSTED)
BAD_PART_NAME = Problem("OX07", N_("tên phần không hợp lệ: {part}"), _NOT_TRUSTED)

# Files that are refused for what they are

PASSWORD = Problem(
    "OX08",
    N_("tệp được bảo vệ bằng mật khẩu"),
    N_("mở tệp bằng Word, bỏ mật khẩu rồi lưu lại"),
)
PASSWORD_SHEET = Problem(
    "OX08",
    N_("tệp được bảo vệ bằng mật khẩu"),
    N_("mở tệp bằng Excel, bỏ mật khẩu rồi lưu lại"),
)
STRICT = Problem(
    "OX09",
    N_("tệp được lưu ở dạng Strict Open XML, chưa hỗ trợ"),
    N_("trong Word chọn Lưu thành: Tài liệu Word (*.docx), không chọn Strict Open XML"),
)
STRICT_SHEET = Problem(
    "OX09", N_("tệp được lưu ở dạng Strict Open XML, chưa hỗ trợ"), RE_SAVE_SHEET
)
MACROS = Problem(
    "OX10",
    N_("tệp có macro (.docm, .dotm), không được dùng"),
    N_("trong Word chọn Lưu thành: Tài liệu Word (*.docx) để bỏ macro"),
)
MACROS_SHEET = Problem(
    "OX10",
    N_("tệp có macro (.xlsm), không được dùng"),
    N_("trong Excel chọn Lưu thành: Sổ làm việc Excel (*.xlsx) để bỏ macro"),
)
BAD_PLACE = Problem(
    "OX12",
    N_("trang tính ghi '{value}' ở chỗ phải là số dòng, số cột hoặc tên ô"),
    RE_SAVE_SHEET,
)
