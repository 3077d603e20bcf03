"""What importing changes in a text, each change listed: the only differences from the file."""

from dataclasses import dataclass, field

from generator.i18n import N_

REPAIR = "IMP40"
ENCODING = N_("chuyển chữ từ bảng mã {detail}")
INVISIBLE = N_("bỏ ký tự không nhìn thấy")
SYMBOL = N_("thay ký tự của phông ký hiệu bằng '{detail}'")
STRAY = N_("bỏ ký tự lạ {detail}")
CAPITALS = N_("viết hoa thật chữ được định dạng in hoa")
HIDDEN = N_("bỏ chữ ẩn")
JOINED = N_("nối dòng bị ngắt giữa câu")
PARTED = N_("tách các dòng bị nối vào nhau")
PAGE_NUMBER = N_("bỏ số trang lẫn trong nội dung")
MARK = N_("đổi dấu đầu dòng '{detail}' thành dấu của thể thức")
SPACE = N_("thêm dấu cách sau '{detail}'")
FIXED = N_("chữ cố định '{detail}' in theo thể thức")


@dataclass(frozen=True, slots=True)
class Repair:
    """One change.

    Attributes:
        kind: What was done: a message with "{detail}".
        paragraph: 1-based paragraph of the file, 0 in a footnote.
        before: Text as it stood, shortened.
        after: Text as it stands now, shortened.
        detail: Value for the message.
    """

    kind: str
    paragraph: int
    before: str = ""
    after: str = ""
    detail: str = ""


@dataclass(slots=True)
class RepairList:
    """Repairs as they are made; repeated ones of a paragraph are told once."""

    found: list[Repair] = field(default_factory=list)

    def add(
        self, kind: str, paragraph: int, before: str = "", after: str = "", detail: str = ""
    ) -> None:
        """Put down a change."""
        repair = Repair(kind, paragraph, shorten(before), shorten(after), detail)
        if repair not in self.found:
            self.found.append(repair)


def shorten(text: str, length: int = 60) -> str:
    """Return the beginning of a text."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
