"""What became of a plan and why: one change, and the report a person reads of many.

Next year's plan, words pulled back from Word and templates that changed all tell of their work
in changes. What a Word file says that no plan can take is a finding (``problems``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from generator.diagnostics import Diagnostic, Location, Severity
from generator.i18n import N_, SOURCE_LANGUAGE, translate
from generator.inputs.yaml import ValuePath


class Kind(StrEnum):
    """What a change is about, by the heading it stands under in the report."""

    YEAR = N_("Năm, thời hạn")
    DAY = N_("Ngày kỷ niệm")
    REFERENCE = N_("Văn bản viện dẫn")
    BODY = N_("Cơ quan")
    PLACE = N_("Địa danh")
    TASK = N_("Nhiệm vụ")
    ISSUE = N_("Ban hành")
    STANDARD = N_("Thể thức")
    EVENT = N_("Sự kiện")
    BUDGET = N_("Dự toán")
    TEXT = N_("Nội dung")


@dataclass(frozen=True, slots=True)
class Change:
    """One change, or one thing that a person has to decide.

    Taking a plan of 2026 to 2027 gives, among others::

        Change(Kind.YEAR, "2026", "2027", N_("năm của kế hoạch"),
               location=Location("plans/cao-bang/2026.yaml", 2), path=("nam_ke_hoach",))

    Attributes:
        kind: What it is about.
        before: What stood there; "" when something came in.
        after: What stands there now; "" when it was taken out; equal to ``before`` when it was
            left for a person to decide.
        reason: Why: a marked message with ``{name}`` places for ``params``; "" when there is
            nothing to say.
        params: Values for the reason.
        location: Where: in the old plan; of words pulled back, in the new one.
        path: The value that is changed.
        look: A person should look at it.
    """

    kind: Kind
    before: str
    after: str
    reason: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    location: Location = field(default_factory=Location)
    path: ValuePath = ()
    look: bool = False

    @property
    def is_open(self) -> bool:
        """Return whether nothing was changed and a person has to decide."""
        return self.before == self.after

    @property
    def name(self) -> str:
        """Return the value that is changed as people write it: "dieu_chinh.thay.muc_dich"."""
        return ".".join(map(str, self.path))

    def reason_text(self, language: str = SOURCE_LANGUAGE) -> str:
        """Return the reason in a language."""
        return Diagnostic("", Severity.NOTICE, self.reason, params=self.params).message_text(
            language
        )


_LOOK = N_("Cần người soạn xem ({count}):")
_DONE = N_("Đã đổi ({count}):")
_NOTHING = N_("Không có gì phải đổi.")
_DROPPED = N_("bỏ")
_NEW = N_("thêm")
_KEPT = N_("giữ nguyên")
_LONGEST = 90


def write_report(changes: Sequence[Change], language: str = SOURCE_LANGUAGE) -> str:
    """Return the report: what a person must decide first, then everything else.

    A line tells one change: its place in the old plan, what was changed and why.
    """
    if not changes:
        return translate(_NOTHING, language) + "\n"
    lines: list[str] = []
    for title, look in ((_LOOK, True), (_DONE, False)):
        part = [change for change in changes if change.look is look]
        if part:
            lines.append(translate(title, language).format(count=len(part)))
            lines += _by_kind(part, language)
    return "\n".join(lines) + "\n"


def _by_kind(changes: Sequence[Change], language: str) -> Iterator[str]:
    for kind in Kind:
        same = [change for change in changes if change.kind is kind]
        if same:
            yield f"  {translate(kind, language)}"
            yield from (f"    {_line(change, language)}" for change in same)


def _line(change: Change, language: str) -> str:
    before, after = (shorten(text, _LONGEST) for text in (change.before, change.after))
    if change.is_open:
        what = f"{translate(_KEPT, language)} '{before}'" if before else ""
    elif not before:
        what = f"{translate(_NEW, language)} '{after}'"
    elif not after:
        what = f"{translate(_DROPPED, language)} '{before}'"
    else:
        what = f"'{before}' → '{after}'"
    place = change.location.text(language)
    return ": ".join(filter(None, (place, what, change.reason_text(language))))


def shorten(text: str, length: int) -> str:
    """Return the beginning of a text on one line."""
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 3].rstrip()}..."
