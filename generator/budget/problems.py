"""Every message about budgets, layouts of annexes, forms and annexes put together, with its id."""

from generator.diagnostics import Problem, Severity
from generator.i18n import N_

# What a line states of money; checks stamp the same ids (checks/rules/BUD.yaml)

NO_NORM = Problem("BUD21", N_("không có định mức '{name}' trong danh mục"))
NORM_NOT_IN_FORCE = Problem(
    "BUD22",
    N_("định mức '{name}' chưa có hoặc không còn hiệu lực vào ngày {day}"),
    N_("chọn định mức khác, hoặc bổ sung trong plans/catalogue.yaml"),
)
SHARE_NOT_WHOLE = Problem(
    "BUD23", N_("{percent}% của {amount} đồng không tròn đồng"), N_("ghi so_tien thay cho ty_le")
)
PRODUCT_NOT_WHOLE = Problem(
    "BUD23",
    N_("số lượng × số lần × đơn giá không tròn đồng"),
    N_("sửa số lượng hoặc đơn giá"),
)
WRONG_SHARES = Problem(
    "BUD24",
    N_("các nguồn cộng lại là {sum} đồng, kinh phí của dòng là {amount} đồng"),
    N_("sửa so_tien, ty_le của các nguồn"),
)
OTHER_PRODUCT = Problem(
    "BUD25",
    N_("kinh_phi ghi {typed}, tính ra {computed} đồng"),
    N_("bỏ kinh_phi để lấy số tính ra, hoặc sửa số lượng, đơn giá"),
)
OPEN_SHARES = Problem(
    "BUD26",
    N_("chưa chia {amount} đồng cho các nguồn: {names}"),
    N_("ghi so_tien hoặc ty_le cho từng nguồn; một nguồn có thể để trống"),
    Severity.WARNING,
)
TOO_LARGE = Problem(
    "BUD28",
    N_("tổng cộng {total} đồng, lớn hơn {largest} đồng"),
    N_("số tiền khai báo bằng đồng; kiểm tra các dòng nhập thừa số 0"),
)

# Layouts

NO_LAYOUT = Problem(
    "TPL50", N_("không có mẫu bảng '{name}' trong templates/annexes"), N_("dùng một trong: {known}")
)
NO_COLUMN = Problem("TPL51", N_("không có cột '{name}'"), N_("các cột được dùng: {known}"))
COLUMN_TWICE = Problem("TPL52", N_("cột '{name}' có hai lần"), N_("bỏ một lần"))
COLUMN_MISSING = Problem(
    "TPL53",
    N_("mẫu bảng phải có cột 'stt' và cột 'noi_dung'"),
    N_("thêm cột còn thiếu vào cac_cot"),
)
WRONG_SOURCES = Problem(
    "TPL58", N_("các cột nguồn phải có mỗi loại nguồn đúng một lần; kiểm tra: {kinds}")
)
NO_TOTAL_COLUMN = Problem("TPL59", N_("cot_tong '{name}' phải là một cột tiền của bảng"))

# Forms of others

NO_FORM_TABLE = Problem(
    "FRM01",
    N_("không tìm thấy bảng có cột 'Nội dung' và ít nhất hai cột khác nhận ra được"),
    N_("ghi dấu vào dòng mẫu của biểu, ví dụ {mark}, rồi chạy lại"),
)
_BY_HAND = N_("điền tay, hoặc ghi dấu vào dòng mẫu của biểu để nói rõ cột là gì")
UNKNOWN_HEAD = Problem(
    "FRM02",
    N_("không nhận ra cột {column} '{text}' nên để nguyên"),
    _BY_HAND,
    Severity.WARNING,
)
DOUBTFUL_HEAD = Problem(
    "FRM03",
    N_("cột {column} '{text}' trùng nghĩa với cột khác nên để nguyên"),
    _BY_HAND,
    Severity.WARNING,
)
NO_FORM_UNIT = Problem(
    "FRM04",
    N_("không rõ đơn vị tính của cột '{text}' nên không điền số tiền"),
    N_("chạy lại với --unit dong, nghin_dong hoặc trieu_dong"),
    Severity.WARNING,
)
NO_PLACE = Problem("FRM05", N_("biểu không có chỗ cho: {fields}"), severity=Severity.NOTICE)
UNKNOWN_MARK = Problem(
    "FRM06",
    N_("không biết dấu '{name}', để nguyên"),
    N_("dùng một trong: {known}"),
    Severity.WARNING,
)
DOUBTFUL_TOTAL = Problem(
    "FRM07",
    N_("công thức '={formula}' của dòng tổng cần được người lập biểu xem lại"),
    N_("kiểm tra công thức có cộng đủ các dòng đã điền, không cộng hai lần"),
    Severity.WARNING,
)
GROUPS_LEFT_EMPTY = Problem(
    "FRM08",
    N_("để trống số tiền của các dòng nhóm vì công thức tổng cộng mọi dòng"),
    severity=Severity.NOTICE,
)
PRINTED_ROWS = Problem(
    "FRM09",
    N_("bảng của biểu đã có sẵn dòng '{text}', không có dòng trống để điền"),
    N_("xóa các dòng mẫu, để lại một dòng trống dưới tiêu đề, rồi chạy lại"),
)
SCATTERED_MARKS = Problem(
    "FRM10",
    N_("các dòng mẫu có dấu phải liền nhau, mỗi cấp một dòng"),
    N_("để một dòng nhóm, một dòng nhiệm vụ và một dòng mục con liền nhau"),
)
NO_FORM = Problem(
    "FRM11",
    N_("không điền được tệp '{suffix}'; chỉ điền được .xlsx và .docx"),
    N_("mở tệp bằng Excel hoặc Word rồi lưu lại dưới dạng .xlsx hoặc .docx"),
)
OTHER_TABLES = Problem(
    "FRM13",
    N_("chỉ điền bảng ở '{name}'; chưa điền: {others}"),
    N_("tách mỗi bảng thành một tệp biểu rồi điền từng tệp"),
    Severity.WARNING,
)
TIMES_IN_QUANTITY = Problem(
    "FRM14",
    N_("biểu không có cột số lần nên số lượng là số lượng × số lần ở dòng: {rows}"),
    severity=Severity.NOTICE,
)
NO_COLUMN_FOR_SUMS = Problem(
    "FRM15",
    N_("không có cột cho: {sums}"),
    N_("thêm cột vào biểu, hoặc ghi số tiền này vào cột thích hợp"),
    Severity.WARNING,
)

# Annexes put together

NO_ANNEX = Problem(
    "GOP01",
    N_("không tìm thấy bảng có cột 'Nội dung' và ít nhất hai cột khác nhận ra được"),
    N_("kiểm tra tiêu đề các cột của phụ lục"),
)
NO_UNIT = Problem(
    "GOP02",
    N_("không rõ đơn vị tính nên không cộng số tiền"),
    N_("ghi 'Đơn vị tính: ...' trên bảng, hoặc chạy lại với --input-unit"),
)
NO_NUMBER = Problem("GOP03", N_("không đọc được số tiền '{text}'"))
NUMBER_AS_TEXT = Problem(
    "GOP04", N_("số tiền '{text}' là chữ, công thức tổng không cộng"), N_("gõ lại thành số")
)
OTHER_SHARES = Problem("GOP05", N_("các nguồn cộng lại {found} đồng, kinh phí là {stated} đồng"))
MIXED_UNITS = Problem(
    "GOP06",
    N_("bảng tính bằng {own} nhưng số tiền này có vẻ ghi bằng {other}"),
    N_("ghi lại theo một đơn vị tính"),
)
WRONG_PARENT = Problem("GOP07", N_("dòng ghi {stated} đồng, các dòng con cộng lại {found} đồng"))
COUNTED_TWICE = Problem(
    "GOP08", N_("tổng {stated} đồng cộng cả dòng cha lẫn dòng con; đúng là {found} đồng")
)
WRONG_TOTAL = Problem("GOP09", N_("tổng ghi {stated} đồng, các dòng cộng lại {found} đồng"))
NO_RESULT = Problem(
    "GOP10",
    N_("công thức '{text}' chưa có kết quả nên không cộng"),
    N_("mở tệp bằng Excel rồi lưu lại để có kết quả"),
)
ERROR_VALUE = Problem(
    "GOP11", N_("ô báo lỗi {text}, không có số tiền để cộng"), N_("sửa công thức của ô")
)
NEGATIVE = Problem("GOP12", N_("số tiền âm: {text}"))
SUMMARY_TABLE = Problem(
    "GOP13",
    N_("tổng của bảng bằng tổng các bảng khác trong tệp nên không cộng bảng này"),
    N_("nếu là phụ lục riêng thì tách thành tệp riêng"),
)
BELOW_TOTAL = Problem("GOP14", N_("dòng '{text}' đứng dưới dòng tổng nên không được cộng"))
DOUBTFUL_MONEY = Problem("GOP15", N_("cột '{text}' trùng nghĩa với cột khác nên không cộng"))
