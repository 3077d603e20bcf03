"""The findings about a Word frame and its data, each with its place in the frame."""

import difflib
from collections.abc import Iterable
from typing import Any

from generator.diagnostics import Diagnostic, Location, Severity
from generator.i18n import N_
from generator.writers.docx.engine_source import Problem
from generator.writers.docx.engine_values import Site, SiteKind

_NO_SITE = Site(0, "", SiteKind.TEXT, "", 0, "")

# Kinds of findings: id, message, hint.
_KINDS: dict[str, tuple[str, str, str]] = {
    "undefined": (
        "TPL01",
        N_("thẻ {tag} dùng tên '{name}' không có trong dữ liệu"),
        N_("sửa tên trong khung, hoặc thêm '{name}' vào dữ liệu"),
    ),
    "undefined_near": (
        "TPL01",
        N_("thẻ {tag} dùng tên '{name}' không có trong dữ liệu"),
        N_("có phải '{near}'?"),
    ),
    "unclosed": (
        "TPL02",
        N_("thẻ '{tag}' mở mà không đóng trong cùng đoạn"),
        N_("viết đủ {{{{ ... }}}} hoặc {{% ... %}} trong một đoạn"),
    ),
    "unended": (
        "TPL02",
        N_("thẻ {tag} không có thẻ {{% {name} %}} kết thúc"),
        N_("thêm {{% {name} %}} sau phần cần bao"),
    ),
    "unopened": (
        "TPL02",
        N_("thẻ {tag} đứng ở chỗ không có thẻ mở tương ứng"),
        N_("thêm thẻ mở (if, for...) ở trước, hoặc bỏ thẻ này"),
    ),
    "cut": (
        "TPL02",
        N_("thẻ {tag} và thẻ {name} (đoạn {other}) cắt ngang bảng, hàng hoặc đoạn"),
        N_("đặt hai thẻ cùng cấp: {{%p %}} cho đoạn, {{%tr %}} cho hàng, {{%tc %}} cho ô"),
    ),
    "outside_tr": (
        "TPL02",
        N_("thẻ {tag} có dạng 'tr' nhưng không đứng một mình trong một hàng của bảng"),
        N_("đặt thẻ vào một hàng riêng của bảng; ngoài bảng dùng {{%p ... %}}"),
    ),
    "outside_tc": (
        "TPL02",
        N_("thẻ {tag} có dạng 'tc' nhưng không đứng một mình trong một ô của bảng"),
        N_("đặt thẻ vào một ô riêng của bảng; ngoài bảng dùng {{%p ... %}}"),
    ),
    "outside_p": (
        "TPL02",
        N_("thẻ {tag} có dạng 'p' nhưng không đứng một mình trong một đoạn"),
        N_("đặt thẻ vào một đoạn riêng"),
    ),
    "outside_r": (
        "TPL02",
        N_("thẻ {tag} có dạng 'r' nhưng không đứng trong dòng chữ của một đoạn"),
        N_("đặt thẻ trong dòng chữ, hoặc bỏ chữ r"),
    ),
    "torn": (
        "TPL16",
        N_("các thẻ trong phần {part} cắt ngang đoạn, bảng hoặc ảnh"),
        N_("viết mỗi thẻ trọn trong một đoạn, một ô hoặc một tên ảnh"),
    ),
    "unreadable": (
        "TPL02",
        N_("không đọc được các thẻ trong phần {part}: {reason}"),
        N_("xem lại dấu ngoặc, dấu nháy và tên lệnh trong các thẻ"),
    ),
    "syntax": (
        "TPL02",
        N_("thẻ {tag} viết sai cú pháp: {reason}"),
        N_("xem lại dấu ngoặc, dấu nháy và tên lệnh trong thẻ"),
    ),
    "forbidden": (
        "TPL03",
        N_("thẻ {tag} dùng '{name}', khung không được phép dùng"),
        N_("khung chỉ được đọc dữ liệu và tự trình bày, không chạy mã"),
    ),
    "filter": (
        "TPL04",
        N_("thẻ {tag} dùng bộ lọc '{name}' không có"),
        N_("bỏ bộ lọc, hoặc sửa tên bộ lọc"),
    ),
    "filter_near": (
        "TPL04",
        N_("thẻ {tag} dùng bộ lọc '{name}' không có"),
        N_("có phải '{near}'?"),
    ),
    "test": (
        "TPL04",
        N_("thẻ {tag} dùng phép thử '{name}' không có"),
        N_("bỏ phép thử, hoặc sửa tên phép thử"),
    ),
    "test_near": (
        "TPL04",
        N_("thẻ {tag} dùng phép thử '{name}' không có"),
        N_("có phải '{near}'?"),
    ),
    "control": (
        "TPL05",
        N_("giá trị của thẻ {tag} có ký tự điều khiển {name}, Word không mở được"),
        N_("xóa ký tự này trong dữ liệu (thường do dán từ phần mềm khác)"),
    ),
    "control_block": (
        "TPL05",
        N_("phần {part} có ký tự điều khiển {name}, Word không mở được"),
        N_("xóa ký tự này trong dữ liệu (thường do dán từ phần mềm khác)"),
    ),
    "empty": (
        "TPL06",
        N_("thẻ {tag} không có giá trị (trống)"),
        N_('điền giá trị, hoặc cho phép trống trong khung: {{{{ tên or "" }}}}'),
    ),
    "block_in_text": (
        "TPL07",
        N_("thẻ {tag} chứa cả đoạn hoặc bảng nhưng đứng giữa dòng chữ"),
        N_("đặt thẻ một mình trong đoạn, dạng {{{{p tên }}}}"),
    ),
    "text_in_block": (
        "TPL08",
        N_("thẻ {tag} cần một khối hoặc đoạn Word, nhưng giá trị là chữ: '{value}'"),
        N_("với chữ thường, viết {{{{ tên }}}} không có p, r, tr, tc"),
    ),
    "failed": (
        "TPL09",
        N_("thẻ {tag} không tính được: {reason}"),
        N_("xem lại phép tính trong thẻ và kiểu của giá trị"),
    ),
    "note_place": (
        "TPL10",
        N_("không gọi được chú thích ở thẻ {tag}"),
        N_("gọi fn(...) trong dòng chữ của nội dung hoặc của ô trong bảng"),
    ),
    "value": (
        "TPL12",
        N_("thẻ {tag} nhận một giá trị không đưa vào văn bản được: {name}"),
        N_("đổi giá trị thành chữ hoặc số"),
    ),
    "no_text": (
        "TPL12",
        N_("thẻ {tag} in ra một giá trị không có chữ: {reason}"),
        N_("in một tên có chữ hoặc số; với hàm, thêm dấu ngoặc và tham số"),
    ),
    "too_much": (
        "TPL13",
        N_("thẻ {tag} đòi hỏi nhiều hơn mức một văn bản cần: {reason}"),
        N_("giảm số lần lặp, số lần lồng nhau hoặc độ dài trong khung"),
    ),
    "deleted": (
        "TPL14",
        N_("thẻ '{tag}' nằm trong chữ đã xóa còn lưu vết, dữ liệu sẽ lộ ở đó"),
        N_("trong Word: Xem lại → Chấp nhận mọi thay đổi, rồi lưu khung"),
    ),
    "unsupported": (
        "TPL15",
        N_("thẻ {tag} dùng lệnh '{name}', khung Word không hỗ trợ"),
        N_("viết trực tiếp nội dung vào khung"),
    ),
    "broken_xml": (
        "TPL16",
        N_("giá trị của thẻ {tag} không phải đoạn mã Word hợp lệ: {reason}"),
        N_("giá trị WordXml phải là XML đóng mở đầy đủ"),
    ),
    "broken_part": (
        "TPL16",
        N_("phần {part} sau khi điền không phải XML hợp lệ: {reason}"),
        N_("xem lại các thẻ macro, set, call, filter trong khung"),
    ),
}


class Reporter:
    """Makes findings about one part of one frame."""

    __slots__ = ("_file", "_part")

    def __init__(self, file: str, part: str) -> None:
        self._file = file
        self._part = part

    def location(self, site: Site | None = None) -> Location:
        """Return the place of a tag, of the part as a whole without one."""
        paragraph = site.paragraph if site else 0
        return Location(self._file, part=self._part, paragraph=paragraph)

    def found(self, kind: str, site: Site | None, **params: Any) -> Diagnostic:
        """Return a finding of a kind at a tag."""
        rule, message, hint = _KINDS[kind]
        site = site or _NO_SITE
        params = {"tag": site.tag, "part": self._part, **params}
        location = self.location(site)
        return Diagnostic(
            rule, Severity.ERROR, message, location, params, hint=hint, quote=site.quote
        )

    def undefined(self, site: Site | None, name: str, known: Iterable[str]) -> Diagnostic:
        """Return the finding that a name is not in the data, with the nearest that is."""
        return self.unknown("undefined", site, name, known)

    def unknown(self, kind: str, site: Site | None, name: str, known: Iterable[str]) -> Diagnostic:
        """Return the finding that there is no such name, with the nearest there is."""
        near = difflib.get_close_matches(name.rpartition(".")[2], list(known), 1, 0.7)
        if near:
            return self.found(f"{kind}_near", site, name=name, near=near[0])
        return self.found(kind, site, name=name)

    def control(self, site: Site | None, character: str) -> Diagnostic:
        """Return the finding that a value has a character no XML may have."""
        return self.found("control", site, name=f"U+{ord(character):04X}")

    def problem(self, problem: Problem) -> Diagnostic:
        """Return the finding for a problem of the tags of a part."""
        keys = ("name", "other")
        return self.found(
            problem.kind, problem.site, **dict(zip(keys, problem.words, strict=False))
        )
