"""Messages with an id that are no rules: what each says and what to do; ``kehoach rule`` tells.

The rows stand in the tables of problems of the rooms. Only what a family of ids is about is written
here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from generator.diagnostics import Problem
from generator.i18n import N_, SOURCE_LANGUAGE, translate

_TABLES = (
    "app",
    "budget",
    "catalogues",
    "checks",
    "compose",
    "document",
    "files",
    "inputs",
    "ooxml",
    "revise",
    "standards",
    "templating",
    "writers",
    "writers.docx.frames",
    "writers.xlsx",
)
"""Rooms with a table of problems, ``problems.py``."""
_PLACE = re.compile(r"\{\w+\}")
_FAMILY = re.compile(r"\d+$")

# What the messages of a family are about, and what to do where a message itself has no hint.
FAMILIES: dict[str, tuple[str, str]] = {
    "BUD": (N_("dự toán"), N_("sửa dự toán hoặc kế hoạch ở dòng nêu trong thông báo")),
    "CAT": (
        N_("danh mục"),
        N_("sửa kế hoạch hoặc plans/catalogue.yaml ở dòng nêu ra"),
    ),
    "CHK": (N_("lệnh kiểm tra"), N_("xem lại tệp nêu trong thông báo rồi kiểm tra lại")),
    "DR": (N_("máy và phông chữ"), N_("làm theo dòng gợi ý của kehoach doctor")),
    "FCT": (N_("dữ kiện"), N_("đối chiếu với văn bản gốc; sửa câu, hoặc sửa plans/catalogue.yaml")),
    "FRM": (N_("điền biểu"), N_("điền tay chỗ còn trống, hoặc ghi dấu vào dòng mẫu của biểu")),
    "GOP": (N_("tổng hợp phụ lục"), N_("sửa số trong phụ lục nêu trong thông báo rồi chạy lại")),
    "HTM": (N_("trang HTML"), N_("sửa chỗ nêu ra, hoặc làm tệp .docx")),
    "IMP": (N_("nhập văn bản"), N_("đối chiếu kế hoạch vừa nhập với tệp gốc ở chỗ nêu")),
    "IN": (N_("tệp khai báo"), N_("sửa tệp ở dòng, cột nêu trong thông báo")),
    "KM": (N_("khung Word"), N_("sửa khung Word bằng Word rồi làm lại")),
    "LAY": (N_("trang in"), N_("sửa nội dung ở trang nêu trong thông báo")),
    "OUT": (N_("ghi tệp"), N_("đổi tên tệp cũ, ghi vào thư mục khác bằng -o, hoặc thêm --force")),
    "OX": (
        N_("tệp Word, Excel"),
        N_("mở tệp bằng Word, Excel rồi lưu lại; không được thì xin lại"),
    ),
    "PDF": (N_("làm PDF"), N_("xem kehoach doctor; hoặc làm tệp .docx rồi xuất PDF từ Word")),
    "PULL": (N_("đưa sửa đổi về kế hoạch"), N_("sửa tay trong kế hoạch ở chỗ nêu")),
    "TC": (
        N_("tiêu chuẩn trình bày"),
        N_("chọn tiêu chuẩn khác, hoặc sửa loại văn bản và ký hiệu trong kế hoạch"),
    ),
    "TPL": (N_("mẫu"), N_("sửa mẫu hoặc khung ở chỗ nêu trong thông báo")),
    "XLB": (N_("bảng tính để điền"), N_("sửa bảng tính ở ô nêu trong thông báo")),
    "XLS": (N_("phụ lục Excel"), N_("sửa kế hoạch rồi làm lại")),
}


@dataclass(frozen=True, slots=True)
class Message:
    """What an id says.

    Attributes:
        id: The id ("TPL40").
        messages: Marked messages; a few words of their own for each case.
        hints: Marked hints.
    """

    id: str
    messages: tuple[str, ...]
    hints: tuple[str, ...]

    @property
    def family(self) -> str:
        """Return the letters of the id."""
        return _FAMILY.sub("", self.id)

    def meaning(self, language: str = SOURCE_LANGUAGE) -> str:
        """Return what it says, "…" where values stand."""
        return "; ".join(_open(translate(each, language)) for each in self.messages)

    def advice(self, language: str = SOURCE_LANGUAGE) -> str:
        """Return what to do."""
        hints = self.hints or (FAMILIES[self.family][1],)
        return "; ".join(_open(translate(each, language)) for each in hints)


def _open(text: str) -> str:
    return _PLACE.sub("…", text.replace("{{", "{").replace("}}", "}")) if text else text


@cache
def load_messages() -> dict[str, Message]:
    """Return the messages by id, those of rules left out."""
    from generator.checks.table import all_rules

    rules = {rule.id for rule in all_rules()}
    rows: dict[str, list[Problem]] = {}
    for row in _rows():
        rows.setdefault(row.id, []).append(row)
    return {
        key: Message(
            key,
            tuple(dict.fromkeys(row.message for row in same)),
            tuple(dict.fromkeys(row.hint for row in same if row.hint)),
        )
        for key, same in sorted(rows.items())
        if key not in rules
    }


def _rows() -> Iterator[Problem]:
    for room in _TABLES:
        table = import_module(f"generator.{room}.problems")
        yield from (row for row in vars(table).values() if isinstance(row, Problem))


def describe_message(message: Message, language: str = SOURCE_LANGUAGE) -> str:
    """Return a message explained: what it says, what to do."""
    area = translate(FAMILIES[message.family][0], language)
    kind = translate(N_("thông báo"), language)
    lines = [f"{message.id} ({kind}; {area})"]
    lines += [_open(translate(each, language)) for each in message.messages]
    todo = translate(N_("Cách xử lý"), language)
    return "\n".join([*lines, "", f"{todo}: {message.advice(language)}"])


def list_messages(messages: "list[Message]", language: str = SOURCE_LANGUAGE) -> str:
    """Return one line for each message."""
    return "\n".join(f"{each.id:<16}{each.meaning(language)}" for each in messages)


def message_object(message: Message, language: str = SOURCE_LANGUAGE) -> dict[str, Any]:
    """Return a message as plain values."""
    return {
        "id": message.id,
        "area": translate(FAMILIES[message.family][0], language),
        "summary": message.meaning(language),
        "advice": message.advice(language),
    }
