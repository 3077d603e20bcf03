"""One text of a plan on its way to another year: all rules at once, so that none undoes another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from generator.i18n import N_
from generator.revise.rollover.change import Edit, Kind, apply_edits
from generator.revise.rollover.finished import (
    EVENT_LOOK,
    EVENT_OVER,
    finished_events,
    sections_over,
)
from generator.revise.rollover.names import Names
from generator.revise.rollover.references import OpenDocument, Successors, Verdict
from generator.revise.rollover.spans import CODE
from generator.revise.rollover.years import move_years
from generator.text.dates import format_date

CITED = re.compile(r"""vien_dan\(\s*(["'])(?P<name>[^"']+)\1""")
NOTE_CALL = re.compile(r"""\{\{\s*chu_thich\(\s*(["'])(?P<name>[^"']+)\1[^}]*\)\s*\}\}""")
_CITATION_ONLY = re.compile(
    r"""\s*\{\{\s*vien_dan\(\s*(["'])(?P<name>[^"']+)\1[^}]*\)\s*\}\}[.\s]*"""
)
_DATE_AFTER = re.compile(
    r"""(?:, *["'][a-z]*["'] *)?[^}]*\}\},? *(?P<date>ngày +(?:\d{1,2}/\d{1,2}/\d{4}"""
    r"""|\d{1,2} tháng \d{1,2} năm \d{4}))"""
)
_DAYS = re.compile(r"\bky_niem\b|ngay_le_lon|ngay_le_cap_xa")
DAYS_TITLE = "Thông tin về các ngày lễ lớn, ngày kỷ niệm trong năm {{ nam_ke_hoach }}"

NAME_LEFT = N_("chưa đổi được: {message}")
NOTE_DROPPED = N_("chú thích chỉ viện dẫn {name}, đã hết thời hạn")
DAYS_IN = N_("mục cũ có danh sách ngày kỷ niệm; thay bằng mục về ngày kỷ niệm của năm {new}")


@dataclass
class TextRules:
    """What happens to the texts of one plan.

    Attributes:
        names: Bodies and places.
        successors: Cited documents.
        old: Year of the old plan.
        new: Year of the new plan.
        day: Day of the new document.
        days_clause: Clause that prints the remembered days at the new place's level.
        verdicts: What became of each cited document.
        coming: Documents still to come that texts now cite, by id.
        dropped_notes: Footnotes that are taken out.
    """

    names: Names
    successors: Successors
    old: int
    new: int
    day: date
    days_clause: str
    verdicts: dict[str, Verdict | None] = field(default_factory=dict)
    coming: dict[str, OpenDocument] = field(default_factory=dict)
    dropped_notes: dict[str, Verdict] = field(default_factory=dict)

    def verdict(self, name: str) -> Verdict | None:
        """Return what becomes of a cited document; asked once for each."""
        if name not in self.verdicts:
            self.verdicts[name] = self.successors.of_id(name)
        return self.verdicts[name]

    def note_over(self, text: str) -> Verdict | None:
        """Return why a footnote goes: it says nothing but a document that is over."""
        match = _CITATION_ONLY.fullmatch(text)
        verdict = self.verdict(match["name"]) if match else None
        return verdict if verdict and verdict.drop else None

    def change(self, text: str) -> tuple[str, list[Edit]]:
        """Return a Markdown text for the new year, and the edits with places in the old text."""
        edits = [
            *self._over(text),
            *self._notes(text),
            *self._citations(text),
            *self.names.edits(text),
            *move_years(text, self.old, self.new),
        ]
        changed, kept = apply_edits(text, edits)
        kept += self._asks(text, kept)
        kept += self._left(changed, kept)
        return changed, sorted(kept, key=lambda edit: edit.start)

    def change_line(self, text: str) -> tuple[str, list[Edit]]:
        """Return a short text without code, such as a recipient."""
        edits = [*self.names.edits(text), *move_years(text, self.old, self.new)]
        return apply_edits(text, edits)

    # ------------------------------------------------------------------ rules

    def _over(self, text: str) -> Iterator[Edit]:
        for section, event in sections_over(text, self.day):
            params = {"name": event.name, "day": format_date(event.last_day), "new": self.new}
            old = text[section.start : section.end]
            if _DAYS.search(old):
                lines = f"{section.marks} {DAYS_TITLE}\n\n"
                new = f'{lines}{{{{ dieu_khoan("{self.days_clause}") }}}}\n\n'
                yield Edit(section.start, section.end, new, Kind.EVENT, DAYS_IN, params, look=True)
            else:
                yield Edit(section.start, section.end, "", Kind.EVENT, EVENT_OVER, params)

    def _notes(self, text: str) -> Iterator[Edit]:
        for match in NOTE_CALL.finditer(text):
            verdict = self.dropped_notes.get(match["name"])
            if verdict:
                yield Edit(*match.span(), "", Kind.REFERENCE, NOTE_DROPPED, verdict.params)

    def _citations(self, text: str) -> Iterator[Edit]:
        for match in CITED.finditer(text):
            verdict = self.verdict(match["name"])
            if verdict is None:
                continue
            new = verdict.new
            if isinstance(new, OpenDocument):
                self.coming[new.ma] = new
                new = new.ma
            dated = _DATE_AFTER.match(text, match.end())
            if dated and new and new != match["name"]:
                written = self.successors.date_of(verdict.new)
                yield Edit(
                    *dated.span("date"), written, Kind.REFERENCE, verdict.reason, verdict.params,
                    look=True,
                )  # fmt: skip
            yield Edit(
                *match.span("name"),
                new or match["name"],
                Kind.REFERENCE,
                verdict.reason,
                verdict.params,
                verdict.look,
            )

    def _asks(self, old: str, edits: list[Edit]) -> Iterator[Edit]:
        """Yield the events that were looked forward to and are over."""
        gone = [edit for edit in edits if not edit.new]
        for event in finished_events(self.day):
            for match in event.pattern.finditer(old):
                inside = any(
                    edit.start <= match.start() < edit.end and edit.end - edit.start > len(match[0])
                    for edit in edits
                )
                gone_too = any(one.start == match.start() for one in gone)
                if not inside and not gone_too and not _in_quotes(old, match.start()):
                    params = {"name": event.name, "day": format_date(event.last_day)}
                    same = match.group()
                    yield Edit(*match.span(), same, Kind.EVENT, EVENT_LOOK, params, look=True)

    def _left(self, new: str, edits: list[Edit]) -> Iterator[Edit]:
        """Yield the names that have no one successor, at their place in the old text."""
        for start, message in self.names.left(CODE.sub(_blank, new)):
            place = old_place(start, edits)
            yield Edit(place, place, "", Kind.BODY, NAME_LEFT, {"message": message}, look=True)


def _in_quotes(text: str, place: int) -> bool:
    """Return whether a place is in a title between quotes, which stays as it was printed."""
    before = text[:place].rpartition("\n")[2]
    return before.count("“") > before.count("”")


def old_place(place: int, edits: list[Edit]) -> int:
    """Return where a place of a changed text stood before its edits were made."""
    for edit in sorted(edits, key=lambda one: one.start):
        if edit.start >= place:
            break
        place = max(edit.start, place + edit.end - edit.start - len(edit.new))
    return place


def _blank(code: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", code.group())
