"""What was changed on the way from one year to the next, and why; nothing is changed here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from generator.diagnostics import Diagnostic, Location, Severity
from generator.i18n import N_, SOURCE_LANGUAGE
from generator.inputs.yaml import ValuePath


class Kind(StrEnum):
    """What a change is about."""

    YEAR = "nam"
    DAY = "ngay_ky_niem"
    REFERENCE = "vien_dan"
    BODY = "co_quan"
    PLACE = "dia_danh"
    TASK = "nhiem_vu"
    ISSUE = "ban_hanh"
    STANDARD = "the_thuc"
    EVENT = "su_kien"
    BUDGET = "du_toan"


KIND_NAMES = {
    Kind.YEAR: N_("Năm, thời hạn"),
    Kind.DAY: N_("Ngày kỷ niệm"),
    Kind.REFERENCE: N_("Văn bản viện dẫn"),
    Kind.BODY: N_("Cơ quan"),
    Kind.PLACE: N_("Địa danh"),
    Kind.TASK: N_("Nhiệm vụ"),
    Kind.ISSUE: N_("Ban hành"),
    Kind.STANDARD: N_("Thể thức"),
    Kind.EVENT: N_("Sự kiện"),
    Kind.BUDGET: N_("Dự toán"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change, or one thing that a person has to decide.

    Attributes:
        kind: What it is about.
        before: What stood there; "" when something came in.
        after: What stands there now; "" when it was taken out; equal to ``before`` when it was
            left for a person to decide.
        reason: Why: a marked message with ``{name}`` places for ``params``.
        params: Values for the reason.
        location: Where it stood in the old plan.
        path: The value it stood in.
        look: A person should look at it.
    """

    kind: Kind
    before: str
    after: str
    reason: str
    params: Mapping[str, Any] = field(default_factory=dict)
    location: Location = field(default_factory=Location)
    path: ValuePath = ()
    look: bool = False

    @property
    def is_open(self) -> bool:
        """Return whether nothing was changed and a person has to decide."""
        return self.before == self.after

    def reason_text(self, language: str = SOURCE_LANGUAGE) -> str:
        """Return the reason in a language."""
        return self._finding().message_text(language)

    def _finding(self) -> Diagnostic:
        return Diagnostic("", Severity.NOTICE, self.reason, self.location, self.params)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change inside one text: the characters from ``start`` to ``end`` become ``new``."""

    start: int
    end: int
    new: str
    kind: Kind
    reason: str
    params: Mapping[str, Any] = field(default_factory=dict)
    look: bool = False


def apply_edits(text: str, edits: list[Edit]) -> tuple[str, list[Edit]]:
    """Return the text with edits that do not overlap made, and those edits in their order."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    for edit in reversed(kept):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text, kept
