"""Open conflicts in a plan: two texts of which a person has yet to choose one."""

import re
from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.inputs.yaml import Loaded, ValuePath

OURS, THEIRS, END = "<<<<<<< CỦA KẾ HOẠCH", "======= MẪU MỚI", ">>>>>>> HẾT CHỖ KHÁC NHAU"
_OPEN = re.compile(rf"^\s*{re.escape(OURS)}\s*$", re.MULTILINE)


def find_conflicts(loaded: Loaded) -> list[Diagnostic]:
    """Return an error for each text of a plan that still holds two versions."""
    message = N_("còn một chỗ mẫu mới khác với sửa đổi của kế hoạch, chưa chọn")
    hint = N_("giữ một trong hai đoạn (hoặc viết gộp), rồi xóa ba dòng đánh dấu")
    return [
        Diagnostic("IN96", Severity.ERROR, message, loaded.locate(path), hint=hint)
        for path, text in _texts(loaded.value, ())
        for _ in _OPEN.finditer(text)
    ]


def _texts(value: Any, path: ValuePath) -> Iterator[tuple[ValuePath, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, str) and OURS in value:
        yield path, value
