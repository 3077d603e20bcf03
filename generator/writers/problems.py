"""Every problem that a writer of documents finds, with its id; workbooks have a table of theirs."""

from generator.diagnostics import Problem, Severity
from generator.i18n import N_

# Pages in HTML

PAGE_CHARACTER = Problem(
    "HTM01",
    N_("ký tự điều khiển {code} trong “{text}” không đưa được vào trang HTML"),
    N_("xóa ký tự đó rồi gõ lại"),
)
PAGE_WITHOUT_FRAME = Problem(
    "HTM02",
    N_("trang HTML trình bày theo thể thức chuẩn, không theo khung Word đã sửa tay"),
    N_("cần đúng khung đã sửa thì dùng --format docx hoặc pdf"),
    Severity.NOTICE,
)

# Word files

FORBIDDEN_CHARACTER = Problem(
    "KM01",
    N_("ký tự điều khiển {code} trong “{text}” không đưa được vào tệp Word"),
    N_("xóa ký tự đó rồi gõ lại"),
)
FRAME_WITHOUT_PLACE = Problem(
    "KM02",
    N_("khung Word không có chỗ cho phần này: thiếu thẻ {tag}"),
    N_("thêm một đoạn chỉ gồm thẻ {tag} vào khung"),
)
VALUE_NOT_PRINTED = Problem(
    "KM02",
    N_("khung Word không in giá trị '{name}', văn bản thiếu phần: “{text}”"),
    N_("nếu không cố ý bỏ, thêm lại thẻ như khung mẫu của kehoach build --start-frame"),
    Severity.WARNING,
)
LINE_NOT_PRINTED = Problem(
    "KM02",
    N_("khung Word không in giá trị '{name}', văn bản thiếu đường kẻ đó"),
    N_("nếu không cố ý bỏ, thêm lại thẻ như khung mẫu của kehoach build --start-frame"),
    Severity.WARNING,
)
STYLE_MISSING = Problem(
    "KM03",
    N_("khung Word không có kiểu “{name}” (mã {id})"),
    N_("bắt đầu từ khung mẫu (kehoach build --start-frame) và giữ các kiểu có sẵn"),
)
NOTE_IN_NOTE = Problem(
    "TPL11",
    N_("chú thích không được gọi bên trong một chú thích khác"),
    N_("viết gộp hai chú thích thành một"),
)

# Making a PDF

NO_FONT = Problem(
    "PDF01",
    N_(
        "không có phông chữ để làm PDF: cần đủ bốn kiểu của Times New Roman, Liberation"
        " Serif 2 hoặc Tinos"
    ),
    N_(
        "trên Debian, Ubuntu: apt-get install fonts-liberation2; trên Windows: cài phông"
        " Times New Roman (Cài đặt > Ứng dụng > Tính năng tùy chọn), hoặc phông Tinos"
    ),
)
OLD_FONT = Problem(
    "PDF02",
    N_("phông {family} ở {path} quá cũ: thiếu {count} trong {all} chữ tiếng Việt"),
    NO_FONT.hint,
)
CONTROL_CHARACTER = Problem(
    "PDF03",
    N_("ký tự điều khiển {code} trong “{text}” không đưa được vào văn bản"),
    N_("xóa ký tự đó rồi gõ lại"),
)
NOT_TYPESET = Problem(
    "PDF04",
    N_("không dàn trang được: {reason}"),
    N_("làm tệp .docx rồi xuất PDF từ Word; báo lỗi này cho người phát triển"),
)
NO_OFFICE_PROGRAM = Problem(
    "PDF05",
    N_("khung Word đã sửa tay cần LibreOffice hoặc Word để làm PDF, máy này không có"),
    N_("cài LibreOffice, hoặc làm tệp .docx rồi xuất PDF từ Word"),
)
OFFICE_FAILED = Problem(
    "PDF06",
    N_("{program} không làm được PDF: {reason}"),
    N_("mở tệp .docx bằng chính chương trình đó để xem lỗi"),
)
OFFICE_TOO_SLOW = Problem(
    "PDF07",
    N_("{program} chưa làm xong PDF sau {seconds} giây nên đã bị dừng"),
    N_("đóng các cửa sổ {program} đang treo rồi làm lại"),
)
NO_CHARTS = Problem(
    "PDF09",
    N_("không có trang biểu đồ: dự toán không có số tiền nào, hoặc khung Word đã sửa tay"),
    N_("biểu đồ có trong tệp .xlsx của phụ lục; hoặc bỏ --charts"),
    Severity.NOTICE,
)
NO_TYPESETTER = Problem(
    "PDF10",
    N_("máy này không làm được PDF: chưa cài gói typst, phần dàn trang của kehoach"),
    N_(
        "làm tệp .docx rồi xuất PDF từ Word; máy Windows ARM chưa có gói typst, máy"
        " khác thì cài lại kehoach"
    ),
)

# What finished pages show

HEADING_ALONE = Problem(
    "LAY01",
    N_("đề mục “{text}” đứng một mình ở cuối trang {page}"),
    N_("rút bớt hoặc thêm một vài dòng phía trên"),
    Severity.WARNING,
)
SIGNATURE_ALONE = Problem(
    "LAY02",
    N_("chữ ký ở trang {page} chỉ có {lines} dòng nội dung đi cùng"),
    N_("rút bớt nội dung để chữ ký lên trang trước, hoặc để đoạn cuối dài hơn"),
    Severity.WARNING,
)
TABLE_TOO_WIDE = Problem(
    "LAY03",
    N_("bảng {count} cột ở trang {page} rộng hơn khổ chữ: có từ bị ngắt đôi trong ô"),
    N_("bớt cột, rút ngắn tiêu đề cột, hoặc để bảng trong phụ lục khổ ngang"),
    Severity.WARNING,
)
LINE_TOO_LONG = Problem(
    "LAY04",
    N_("{name} không vừa một dòng"),
    N_("rút ngắn dòng đó, ví dụ viết tắt như quy định cho phép"),
    Severity.WARNING,
)
LAST_PAGE_EMPTY = Problem(
    "LAY05",
    N_("trang cuối ({page}) gần như trống: chỉ dùng {percent}% chiều cao"),
    N_("rút bớt một vài dòng để bớt được một trang"),
    Severity.NOTICE,
)
LETTER_MISSING = Problem(
    "LAY06",
    N_("phông chữ không có ký tự “{char}” ({code}), PDF in bằng phông khác hoặc ô vuông"),
    N_("thay bằng chữ, hoặc bỏ ký tự đó"),
    Severity.WARNING,
)
LETTER_DROPPED = Problem(
    "LAY07",
    N_("ký tự ẩn {code} không in ra và đã được bỏ khỏi PDF"),
    N_("xóa ký tự đó: thường do chép từ trang mạng hoặc từ phần mềm nhắn tin"),
    Severity.WARNING,
)
UNTAGGED = Problem(
    "LAY08",
    N_("PDF không có thẻ cấu trúc cho trình đọc màn hình"),
    N_("chú thích chân trang quá nhiều: bớt hoặc đưa vào nội dung"),
    Severity.NOTICE,
)
