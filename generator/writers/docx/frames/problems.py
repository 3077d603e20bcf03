"""Every problem of a Word frame and its tags, and what gives each its place in the frame."""

from collections.abc import Iterable
from typing import Any

from generator.diagnostics import Diagnostic, Location, Problem, Severity
from generator.i18n import N_
from generator.text.near import find_near
from generator.writers.docx.frames.tags import Cut, Tag

UNDEFINED = Problem(
    "TPL01",
    N_("thẻ {tag} dùng tên '{name}' không có trong dữ liệu"),
    N_("sửa tên trong khung, hoặc thêm '{name}' vào dữ liệu"),
)
UNCLOSED = Problem(
    "TPL02",
    N_("thẻ '{tag}' mở mà không đóng trong cùng đoạn"),
    N_("viết đủ {{{{ ... }}}} hoặc {{% ... %}} trong một đoạn"),
)
UNENDED = Problem(
    "TPL02",
    N_("thẻ {tag} không có thẻ {{% {name} %}} kết thúc"),
    N_("thêm {{% {name} %}} sau phần cần bao"),
)
UNOPENED = Problem(
    "TPL02",
    N_("thẻ {tag} đứng ở chỗ không có thẻ mở tương ứng"),
    N_("thêm thẻ mở (if, for...) ở trước, hoặc bỏ thẻ này"),
)
CUT = Problem(
    "TPL02",
    N_("thẻ {tag} và thẻ {name} (đoạn {other}) cắt ngang bảng, hàng hoặc đoạn"),
    N_("đặt hai thẻ cùng cấp: {{%p %}} cho đoạn, {{%tr %}} cho hàng, {{%tc %}} cho ô"),
)
OUTSIDE_TR = Problem(
    "TPL02",
    N_("thẻ {tag} có dạng 'tr' nhưng không đứng một mình trong một hàng của bảng"),
    N_("đặt thẻ vào một hàng riêng của bảng; ngoài bảng dùng {{%p ... %}}"),
)
OUTSIDE_TC = Problem(
    "TPL02",
    N_("thẻ {tag} có dạng 'tc' nhưng không đứng một mình trong một ô của bảng"),
    N_("đặt thẻ vào một ô riêng của bảng; ngoài bảng dùng {{%p ... %}}"),
)
OUTSIDE_P = Problem(
    "TPL02",
    N_("thẻ {tag} có dạng 'p' nhưng không đứng một mình trong một đoạn"),
    N_("đặt thẻ vào một đoạn riêng"),
)
OUTSIDE_R = Problem(
    "TPL02",
    N_("thẻ {tag} có dạng 'r' nhưng không đứng trong dòng chữ của một đoạn"),
    N_("đặt thẻ trong dòng chữ, hoặc bỏ chữ r"),
)
BESIDE_P = Problem(
    "TPL02",
    N_("thẻ {tag} có dạng 'p' nhưng không đứng một mình trong một đoạn, sẽ mất: {lost}"),
    N_("đặt thẻ vào một đoạn riêng, phần còn lại vào đoạn khác"),
)
BESIDE_TR = Problem(
    "TPL02",
    N_("thẻ {tag} có dạng 'tr' nhưng không đứng một mình trong một hàng, sẽ mất: {lost}"),
    N_("đặt thẻ vào một hàng riêng của bảng, phần còn lại vào hàng khác"),
)
BESIDE_TC = Problem(
    "TPL02",
    N_("thẻ {tag} có dạng 'tc' nhưng không đứng một mình trong một ô, sẽ mất: {lost}"),
    N_("đặt thẻ vào một ô riêng của bảng, phần còn lại vào ô khác"),
)
SIGN = Problem(
    "TPL02",
    N_("thẻ {tag} có dấu % hoặc }} bên trong, không dùng được ở dạng '{form}'"),
    N_("tính trước bằng {{% set tên = ... %}} trong một đoạn, rồi dùng tên đó trong thẻ"),
)
LOOSE_FORM = Problem(
    "TPL02",
    N_("thẻ {tag} viết rời hoặc viết hoa chữ '{form}'"),
    N_("viết liền, chữ thường: {{%{form} ... %}} hoặc {{{{{form} ... }}}}"),
)
JOINED_FORM = Problem(
    "TPL02",
    N_("thẻ {tag} thiếu dấu cách sau chữ '{form}'"),
    N_("viết có dấu cách: {{%{form} {word} ... %}}"),
)
TRIMMED = Problem(
    "TPL02",
    N_("thẻ {tag} có dấu '-' nên nối với đoạn bên cạnh và làm mất: {lost}"),
    N_("bỏ dấu '-' trong thẻ, hoặc đặt thẻ ngay cạnh đoạn chữ cần nối"),
)
MERGE_PLACE = Problem(
    "TPL02",
    N_("thẻ {tag} chỉ dùng được trong một ô của hàng có vòng lặp for"),
    N_("đặt {{%tr for ... %}} ở hàng trên và {{%tr endfor %}} ở hàng dưới, hoặc bỏ thẻ"),
)
MERGE_TABS = Problem(
    "TPL02",
    N_("thẻ {tag} không dùng được trong đoạn có mốc tab hoặc căn chữ riêng"),
    N_("bỏ mốc tab của đoạn trong ô này"),
)
CAPTURED = Problem(
    "TPL15",
    N_("thẻ {tag} đổi hoặc so sánh '{name}', là cả đoạn do khung viết ra, kết quả sẽ sai"),
    N_("đổi hoặc so sánh ngay giá trị ban đầu"),
)
CHANGED = Problem(
    "TPL15",
    N_("thẻ {tag} đổi chữ của cả đoạn do khung viết ra, kết quả sẽ sai"),
    N_("đặt bộ lọc ngay trong thẻ của giá trị: {{{{ tên|upper }}}}"),
)
SPAN = Problem(
    "TPL09",
    N_("số cột gộp của một ô trong khung là '{value}', phải là số từ 1 trở lên"),
    N_("xem lại thẻ {{% colspan ... %}}"),
)
UNREADABLE = Problem(
    "TPL02",
    N_("không đọc được các thẻ trong phần {part}: {reason}"),
    N_("xem lại dấu ngoặc, dấu nháy và tên lệnh trong các thẻ"),
)
SYNTAX = Problem(
    "TPL02",
    N_("thẻ {tag} viết sai cú pháp: {reason}"),
    N_("xem lại dấu ngoặc, dấu nháy và tên lệnh trong thẻ"),
)
FORBIDDEN = Problem(
    "TPL03",
    N_("thẻ {tag} dùng '{name}', khung không được phép dùng"),
    N_("khung chỉ được đọc dữ liệu và tự trình bày, không chạy mã"),
)
FILTER = Problem(
    "TPL04",
    N_("thẻ {tag} dùng bộ lọc '{name}' không có"),
    N_("bỏ bộ lọc, hoặc sửa tên bộ lọc"),
)
TEST = Problem(
    "TPL04",
    N_("thẻ {tag} dùng phép thử '{name}' không có"),
    N_("bỏ phép thử, hoặc sửa tên phép thử"),
)
CONTROL = Problem(
    "TPL05",
    N_("giá trị của thẻ {tag} có ký tự điều khiển {name}, Word không mở được"),
    N_("xóa ký tự này trong dữ liệu (thường do dán từ phần mềm khác)"),
)
CONTROL_BLOCK = Problem(
    "TPL05",
    N_("phần {part} có ký tự điều khiển {name}, Word không mở được"),
    N_("xóa ký tự này trong dữ liệu (thường do dán từ phần mềm khác)"),
)
EMPTY = Problem(
    "TPL06",
    N_("thẻ {tag} không có giá trị (trống)"),
    N_('điền giá trị, hoặc cho phép trống trong khung: {{{{ tên or "" }}}}'),
)
BLOCK_IN_TEXT = Problem(
    "TPL07",
    N_("thẻ {tag} chứa cả đoạn hoặc bảng nhưng đứng giữa dòng chữ"),
    N_("đặt thẻ một mình trong đoạn, dạng {{{{p tên }}}}"),
)
TEXT_IN_BLOCK = Problem(
    "TPL08",
    N_("thẻ {tag} cần một khối hoặc đoạn Word, nhưng giá trị là chữ: '{value}'"),
    N_("với chữ thường, viết {{{{ tên }}}} không có p, r, tr, tc"),
)
FAILED = Problem(
    "TPL09",
    N_("thẻ {tag} không tính được: {reason}"),
    N_("xem lại phép tính trong thẻ và kiểu của giá trị"),
)
NOTE_PLACE = Problem(
    "TPL10",
    N_("không gọi được chú thích ở thẻ {tag}"),
    N_("gọi fn(...) trong dòng chữ của nội dung hoặc của ô trong bảng"),
)
NO_TEXT = Problem(
    "TPL12",
    N_("thẻ {tag} in ra một giá trị không có chữ: {reason}"),
    N_("in một tên có chữ hoặc số; với hàm, thêm dấu ngoặc và tham số"),
)
TOO_MUCH = Problem(
    "TPL13",
    N_("thẻ {tag} đòi hỏi nhiều hơn mức một văn bản cần: {reason}"),
    N_("giảm số lần lặp, số lần lồng nhau hoặc độ dài trong khung"),
)
PART_TOO_MUCH = Problem(
    "TPL13",
    N_("các thẻ trong phần {part} đòi hỏi nhiều hơn mức một văn bản cần: {reason}"),
    N_("giảm số lần lặp, số lần lồng nhau hoặc độ dài trong khung"),
)
DELETED = Problem(
    "TPL14",
    N_("thẻ '{tag}' nằm trong chữ đã xóa còn lưu vết, dữ liệu sẽ lộ ở đó"),
    N_("trong Word: Xem lại → Chấp nhận mọi thay đổi, rồi lưu khung"),
)
UNSUPPORTED = Problem(
    "TPL15",
    N_("thẻ {tag} dùng lệnh '{name}', khung Word không hỗ trợ"),
    N_("viết trực tiếp nội dung vào khung"),
)
BROKEN_PART = Problem(
    "TPL16",
    N_("phần {part} sau khi điền không phải XML hợp lệ: {reason}"),
    N_("xem lại các thẻ macro, set, call, filter trong khung"),
)
PREFIX = Problem(
    "TPL16",
    N_("phần {part} do một chương trình khác Word ghi, không điền được"),
    N_("mở khung bằng Word hoặc LibreOffice rồi lưu lại dưới dạng .docx"),
)
LEFT_OVER = Problem(
    "TPL16",
    N_("phần {part} sau khi điền còn chữ đứng ngoài mọi đoạn: “{lost}”"),
    N_("xem lại các thẻ macro, set, call trong khung"),
)
NOTE_MISSING = Problem(
    "KM06",
    N_("khung có số chú thích mà không có nội dung chú thích"),
    N_("trong Word, xóa số chú thích đó rồi chèn lại"),
)
STRAY = Problem(
    "KM04",
    N_("dấu '{brace}' trong khung Word không thuộc thẻ nào: “{text}”"),
    N_("nếu là thẻ viết thiếu dấu, viết lại đủ {{{{ ... }}}} hoặc {{% ... %}}"),
    Severity.WARNING,
)
UNFILLED = Problem(
    "KM05",
    N_("thẻ {tag} nằm ở chỗ không được điền, văn bản sẽ còn nguyên thẻ"),
    N_("xóa thẻ ở phần đó, hoặc chuyển vào nội dung, đầu trang, chân trang, chú thích"),
    Severity.WARNING,
)

EMPTY_NOTE = Problem(
    "TPL12",
    N_("chú thích không có nội dung"),
    N_("fn(...) cần một đoạn chữ"),
)
NEAR = N_("có phải '{near}'?")
"""The hint where a name is like one there is."""


class Reporter:
    """Makes findings about one part of one frame."""

    __slots__ = ("_file", "_part")

    def __init__(self, file: str, part: str) -> None:
        self._file = file
        self._part = part

    def location(self, paragraph: int = 0) -> Location:
        """Return the place of a paragraph, of the part as a whole without one."""
        return Location(self._file, part=self._part, paragraph=paragraph)

    def found(self, problem: Problem, tag: Tag | None = None, **params: Any) -> Diagnostic:
        """Return a problem at a tag, or of the part as a whole."""
        return problem.at(
            self.location(tag.paragraph if tag else 0),
            quote=tag.quote if tag else "",
            **{"tag": tag.seen if tag else "", "part": self._part, **params},
        )

    def unclosed(self, cut: Cut) -> Diagnostic:
        """Return the finding that a tag begins and does not end."""
        return UNCLOSED.at(self.location(cut.paragraph), quote=cut.quote, tag=cut.text)

    def unknown(
        self, problem: Problem, tag: Tag | None, name: str, known: Iterable[str]
    ) -> Diagnostic:
        """Return the finding that there is no such name, with the nearest there is."""
        near = find_near(name.rpartition(".")[2], sorted(known))
        if near:
            return self.found(problem, tag, name=name, near=near, hint=NEAR)
        return self.found(problem, tag, name=name)

    def stray(self, cut: Cut) -> Diagnostic:
        """Return the warning that a brace is part of no tag."""
        place = self.location(cut.paragraph)
        return STRAY.at(place, quote=cut.quote, brace=cut.text, text=cut.quote)

    def unfilled(self, tag: str) -> Diagnostic:
        """Return the warning that nobody fills a part with a tag."""
        return UNFILLED.at(self.location(), quote=tag, tag=tag)


CONTENT_FROM_OUTSIDE = Problem(
    "OX11",
    N_("khung lấy nội dung từ bên ngoài tệp: {target}"),
    N_("chèn hẳn ảnh hoặc tệp vào khung thay vì liên kết tới"),
)
ACTIVE_CONTENT = Problem(
    "OX11",
    N_("khung có nội dung tự chạy hoặc lấy từ nơi khác"),
    N_("xóa chỗ này khỏi khung, gõ thẳng chữ cần in"),
)
"""Its message is told by what was found, in the words that ``check`` uses."""
