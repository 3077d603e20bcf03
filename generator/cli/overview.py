"""What ``kehoach --help`` prints: the commands, the options of every command, the exit codes."""

import os
import textwrap
from typing import NamedTuple

from generator.cli.language import say
from generator.i18n import N_

MAX_WIDTH = 80


class CommandRow(NamedTuple):
    """Where a command is and what the overview says about it."""

    module: str
    summary: str


COMMANDS: dict[str, CommandRow] = {
    "init": CommandRow("generator.cli.init", N_("Tạo thư mục làm việc kèm một ví dụ.")),
    "new": CommandRow("generator.cli.new", N_("Tạo tệp kế hoạch cho một tỉnh hoặc một xã.")),
    "build": CommandRow(
        "generator.cli.build", N_("Làm văn bản Word, PDF, Excel từ các tệp kế hoạch.")
    ),
    "check": CommandRow(
        "generator.cli.check", N_("Kiểm tra kế hoạch, dự toán, mẫu và tệp Word bất kỳ.")
    ),
    "rule": CommandRow("generator.cli.rule", N_("Liệt kê, giải thích các quy tắc kiểm tra.")),
    "import": CommandRow(
        "generator.cli.import_word", N_("Nhập văn bản Word đã có thành tệp kế hoạch.")
    ),
    "pull": CommandRow("generator.cli.pull", N_("Đưa chữ đã sửa trong Word về kế hoạch.")),
    "update": CommandRow("generator.cli.update", N_("Đưa mẫu mới vào kế hoạch đã sửa.")),
    "budget": CommandRow(
        "generator.cli.budget", N_("Dự toán: tệp Excel để điền, biểu nơi khác, gộp, định mức.")
    ),
    "calendar": CommandRow("generator.cli.calendar", N_("In các ngày kỷ niệm của một năm.")),
    "schema": CommandRow("generator.cli.schema", N_("In JSON Schema của các tệp khai báo.")),
    "doctor": CommandRow(
        "generator.cli.doctor", N_("Kiểm tra máy: phiên bản, phông chữ, công cụ.")
    ),
}

PURPOSE = N_(
    "Soạn văn bản về công tác thông tin đối ngoại: từ tệp khai báo YAML thành văn bản Word, PDF"
    " đúng thể thức của Đảng và Nhà nước. Kiểm tra, nhập mọi tệp Word đã có."
)
START = N_("Bắt đầu: kehoach init THƯ_MỤC, rồi trong thư mục đó: kehoach build.")
WORKSPACE_HELP = N_("Thư mục làm việc, nơi có plans/, budgets/; mặc định là thư mục hiện tại.")
LANGUAGE_HELP = N_("Ngôn ngữ của thông báo: vi (mặc định) hoặc en.")
VERSION_HELP = N_("In phiên bản rồi thoát.")
HELP_HELP = N_("In hướng dẫn này rồi thoát; sau tên lệnh thì in hướng dẫn của lệnh.")
DIRECTORY = N_("THƯ_MỤC")
EXIT_CODES = {
    0: N_("xong"),
    1: N_("kiểm tra thấy lỗi"),
    2: N_("gõ lệnh sai"),
    3: N_("dữ liệu vào sai"),
    4: N_("không ghi được, hoặc thiếu công cụ, phông chữ"),
    70: N_("lỗi của chương trình"),
    74: N_("không in hết được kết quả"),
    130: N_("người dùng dừng"),
}


def overview() -> str:
    """Return the help of the whole program in the current language."""
    options = [
        (f"--workspace {say(DIRECTORY)}", say(WORKSPACE_HELP)),
        ("--lang [vi|en]", say(LANGUAGE_HELP)),
        ("--version", say(VERSION_HELP)),
        ("-h, --help", say(HELP_HELP)),
    ]
    return "\n\n".join(
        [
            say(N_("Cách dùng: kehoach [TÙY_CHỌN] LỆNH [THAM_SỐ]...")),
            _wrapped(say(PURPOSE)),
            _wrapped(say(START)),
            _section(say(N_("Lệnh")), [(name, say(row.summary)) for name, row in COMMANDS.items()]),
            _section(say(N_("Tùy chọn, đặt trước hoặc sau tên lệnh")), options),
            _section(
                say(N_("Mã thoát")), [(str(code), say(text)) for code, text in EXIT_CODES.items()]
            ),
        ]
    )


def _section(title: str, rows: list[tuple[str, str]]) -> str:
    first = max(len(name) for name, _ in rows) + 4
    lines = [f"{title}:"]
    for name, text in rows:
        wrapped = textwrap.wrap(text, max(_width() - first, 20))
        lines.append(f"  {name:<{first - 2}}{wrapped[0]}")
        lines.extend(" " * first + line for line in wrapped[1:])
    return "\n".join(lines)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _width(), initial_indent="  ", subsequent_indent="  ")


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return min(int(columns), MAX_WIDTH)
    try:
        return min(os.get_terminal_size().columns or MAX_WIDTH, MAX_WIDTH)
    except OSError:
        return MAX_WIDTH
