"""Every problem of a template, with its id, and what the libraries that run it say, in words."""

import re

from generator.diagnostics import Phrase, Problem, Severity
from generator.i18n import N_

# While a template runs

NO_NAME = Problem(
    "TPL01",
    N_("mẫu dùng tên '{name}' mà không ai khai báo"),
    N_("sửa tên, hoặc khai báo trong tham_so của kế hoạch"),
)
WRONG_SYNTAX = Problem(
    "TPL02", N_("lỗi cú pháp trong mẫu: {reason}"), N_("sửa thẻ Jinja ở dòng này")
)
NOT_ALLOWED = Problem(
    "TPL03",
    N_("mẫu dùng biểu thức không được phép: {reason}"),
    N_("mẫu chỉ được đọc dữ liệu, không được chạy mã"),
)
NO_FILTER = Problem("TPL04", N_("mẫu dùng bộ lọc '{name}' không có"), N_("bỏ hoặc sửa tên"))
NO_TEST = Problem("TPL04", N_("mẫu dùng phép thử '{name}' không có"), N_("bỏ hoặc sửa tên"))
NOT_COMPUTED = Problem(
    "TPL09",
    N_("không tính được biểu thức trong mẫu: {reason}"),
    N_("kiểm tra phép tính, tên hàm và tham số ở dòng này"),
)
NOT_TEXT = Problem(
    "TPL12",
    N_("mẫu in ra một giá trị không có chữ: {reason}"),
    N_("in một tên có chữ hoặc số; với hàm, thêm dấu ngoặc và tham số"),
)
TOO_MUCH = Problem(
    "TPL13",
    N_("mẫu đòi hỏi nhiều hơn mức một văn bản cần: {reason}"),
    N_("giảm số lần lặp, số lần lồng nhau hoặc độ dài ở dòng này"),
)
NO_TEMPLATE = Problem(
    "TPL31", N_("không có mẫu '{name}'"), N_("kiểm tra tên tệp trong thư mục templates")
)

# Before a template runs

WRITTEN_WRONG = Problem("TPL40", N_("mẫu viết sai: {reason}"))
UNSAFE = Problem(
    "TPL41",
    N_("biểu thức không an toàn: “{found}”"),
    N_("mẫu chỉ dùng tên, thuộc tính và hàm của mô hình"),
)
UNKNOWN_NAME = Problem("TPL42", N_("không có tên '{name}' trong mẫu"))
NEAR = N_("có phải '{near}'?")
NOT_USED = Problem("TPL43", N_("tên '{name}' đặt ra nhưng không dùng"), severity=Severity.WARNING)
NO_NAMED_TEMPLATE = Problem("TPL44", N_("không có mẫu '{name}'"))

# Names of template files

READ_ELSEWHERE = Problem(
    "TPL46",
    N_("văn bản đọc tệp '{name}' nằm ngoài thư mục làm việc"),
    N_("chép tệp vào thư mục làm việc thay cho liên kết"),
)
BAD_NAME = Problem(
    "TPL45",
    N_("không được dùng tên mẫu '{name}': tên {reason}"),
    N_("chỉ ghi tên tệp trong thư mục templates, ví dụ 'clauses/mo_dau.md.j2'"),
)

# What a library says, and what it means; groups are the places of the message.
_REASONS: tuple[tuple[str, str], ...] = (
    # syntax
    (r"Unexpected end of template\. .*?tags: (?P<tags>.+?)\. .*?closed is '(?P<name>\w+)'",
     N_("lệnh '{name}' chưa kết thúc, thiếu {tags}")),
    (r"Unexpected end of template", N_("mẫu hết trước khi một lệnh kết thúc")),
    (r"Encountered unknown tag '(?P<name>\w+)'\. .*?looking for (?:.*?: )?(?P<tags>'.+?)\. ",
     N_("lệnh '{name}' đứng sai chỗ, ở đây cần {tags}")),
    (r"Encountered unknown tag '(?P<name>\w+)'", N_("không có lệnh '{name}'")),
    (r"No filter named '(?P<name>[^']+)'", N_("không có bộ lọc '{name}'")),
    (r"No test named '(?P<name>[^']+)'", N_("không có phép thử '{name}'")),
    (r"expected token '(?P<token>[^']+)', got '(?P<got>[^']+)'",
     N_("gặp {got} ở chỗ cần {token}")),
    (r"Expected an expression, got '(?P<got>[^']+)'", N_("thiếu biểu thức trước {got}")),
    (r"unexpected '(?P<name>.+)', expected '(?P<wanted>.+)'",
     N_("gặp dấu '{name}' ở chỗ cần dấu '{wanted}'")),
    (r"unexpected '(?P<name>.+)'", N_("thừa dấu '{name}'")),
    # The mark of a line's end, inside a tag.
    (r"unexpected char '\\U000[f1]", N_("thẻ mở mà không đóng trong dòng này")),
    (r"unexpected char '(?P<name>.+)' at \d+", N_("có ký tự '{name}' không dùng được trong thẻ")),
    (r"unexpected char \"(?P<name>.+)\" at \d+", N_("có ký tự {name} không dùng được trong thẻ")),
    (r"Missing end of comment tag", N_("ghi chú thiếu dấu #}} kết thúc")),
    (r"Missing end of raw directive", N_("lệnh 'raw' chưa kết thúc, thiếu 'endraw'")),
    (r"block '(?P<name>\w+)' defined twice", N_("khối '{name}' khai báo hai lần")),
    # what the sandbox refuses
    (r"access to attribute '(?P<name>[^']+)'", N_("không được đọc thuộc tính '{name}'")),
    (r"(?P<name>.+) is not safely callable", N_("không được gọi {name}")),
    (r"Range too big.*\((?P<limit>\d+)\)", N_("range(...) dài hơn {limit}")),
    # sums, calls and loops
    (r"(?:division|modulo) by zero|zero to a negative power", N_("chia cho số 0")),
    (r"'(?P<kind>\w+)' object is not callable", N_("{kind} không phải là hàm, không gọi được")),
    (r"'(?P<kind>\w+)' object is not iterable", N_("{kind} không phải là danh sách để lặp")),
    (r"'(?P<kind>\w+)' object is not subscriptable",
     N_("{kind} không có phần tử để lấy bằng [...]")),
    (r"object of type '(?P<kind>\w+)' has no len\(\)", N_("{kind} không có độ dài")),
    (r"can only concatenate (?P<left>\w+) \(not \"(?P<kind>\w+)\"\) to \w+",
     N_("không cộng được {left} với {kind}")),
    (r"unsupported operand type\(s\) for (?P<name>.+?): '(?P<left>\w+)' and '(?P<kind>\w+)'",
     N_("không tính được {left} {name} {kind}")),
    (r"'(?P<name>.+?)' not supported between instances of '(?P<left>\w+)' and '(?P<kind>\w+)'",
     N_("không so sánh được {left} với {kind}")),
    (r"missing \d+ required (?:positional|keyword-only) arguments?: (?P<name>.+)",
     N_("gọi hàm thiếu tham số {name}")),
    (r"got an unexpected keyword argument '(?P<name>\w+)'", N_("hàm không có tham số '{name}'")),
    (r"takes (?:from \d+ to )?(?P<limit>\d+) positional arguments? but",
     N_("gọi hàm thừa tham số")),
    (r"index out of range", N_("lấy phần tử vượt quá độ dài")),
    (r"cannot unpack non-iterable (?P<kind>\w+) object",
     N_("{kind} không tách được cho nhiều tên")),
    (r"cannot add '(?P<kind>\w+)'", N_("không cộng được {kind}")),
    # what limits refuse
    (r"maximum recursion depth exceeded", N_("mẫu gọi lại chính nó mãi không dừng")),
    (r"nested deeper than (?P<limit>\d+)", N_("thẻ hoặc dấu ngoặc lồng nhau quá {limit} tầng")),
    (r"nested too deep", N_("thẻ hoặc dấu ngoặc lồng nhau quá sâu")),
    (r"more than (?P<limit>\d+) steps", N_("phải lặp và tính hơn {limit} bước")),
    (r"longer than (?P<limit>\d+) seconds", N_("phải tính lâu hơn {limit} giây")),
    (r"text longer than (?P<limit>\d+) letters", N_("làm ra chữ dài hơn {limit} ký tự")),
    (r"width larger than (?P<limit>\d+)", N_("độ rộng hoặc số lượng lớn hơn {limit}")),
    (r"number too large|integer string conversion|too large to convert|result out of range",
     N_("số có quá nhiều chữ số")),
    (r"MemoryError", N_("hết bộ nhớ")),
    (r"method '(?P<name>\w*)' is not allowed", N_("không được gọi hàm '{name}'")),
    (r"cannot print '(?P<kind>\w+)'", N_("{kind} không in thành chữ được")),
)  # fmt: skip

_KINDS = {
    "str": N_("chữ"),
    "Markup": N_("chữ"),
    "int": N_("số"),
    "float": N_("số"),
    "bool": N_("giá trị đúng/sai"),
    "list": N_("danh sách"),
    "tuple": N_("danh sách"),
    "dict": N_("bảng tra"),
    "NoneType": N_("giá trị trống"),
    "date": N_("ngày"),
    "function": N_("hàm"),
    "method": N_("hàm"),
}
_TOKENS = {
    "end of print statement": N_("dấu }}}} kết thúc thẻ"),
    "end of statement block": N_("dấu %}} kết thúc thẻ"),
    "name": N_("một tên"),
    "string": N_("chữ trong dấu nháy"),
    "integer": N_("số"),
    "float": N_("số"),
    "end of template": N_("chỗ hết mẫu"),
}
_WORDS = {"kind": _KINDS, "left": _KINDS, "token": _TOKENS, "got": _TOKENS}
_OR = re.compile(r"(?<=') or (?=')")


def reason_for(original: str) -> Phrase:
    """Return a library's message in the user's language, in its own words where there is none.

    >>> reason_for("Encountered unknown tag 'neu'.").text()
    "không có lệnh 'neu'"
    >>> reason_for("something odd").text()
    'chương trình đọc mẫu báo “something odd”'
    """
    for pattern, message in _REASONS:
        found = re.search(pattern, original, re.DOTALL)
        if found:
            words = {key: _word(key, value) for key, value in found.groupdict().items()}
            return Phrase(message, words)
    return Phrase(N_("chương trình đọc mẫu báo “{original}”"), {"original": original})


def _word(key: str, value: str) -> str | Phrase:
    if key == "tags":
        return _OR.sub(", ", value)
    known = _WORDS.get(key)
    if known is None:
        return value
    return Phrase(known[value]) if value in known else f"'{value}'"
