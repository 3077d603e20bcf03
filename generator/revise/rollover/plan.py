"""A whole plan for another year, field by field; what no rule names stays as it was typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.catalogues.agencies import AnyPlace
from generator.catalogues.anniversaries import occasions
from generator.catalogues.load import Catalogues
from generator.compose.frame import knows_type
from generator.compose.issuer import Issuer
from generator.compose.place import PlaceView
from generator.i18n import N_
from generator.inputs.load import Source
from generator.inputs.patch import YamlText
from generator.inputs.yaml import ValuePath
from generator.model.base import Regime
from generator.model.locality import Locality
from generator.model.plan import Plan
from generator.revise.rollover.change import Change, Edit, Kind, apply_edits
from generator.revise.rollover.days import Move, move_countries, move_days
from generator.revise.rollover.finished import task_over
from generator.revise.rollover.names import (
    Names,
    issuer_pattern,
    issuer_renames,
    names_between,
    unique,
)
from generator.revise.rollover.references import OVER_DROPPED, OpenDocument, Successors, Verdict
from generator.revise.rollover.spans import CODE
from generator.revise.rollover.texts import NOTE_DROPPED, TextRules
from generator.revise.rollover.years import move_line
from generator.standards import choose_standard
from generator.standards.compose import OPEN_NUMBER
from generator.text.dates import OpenDate

_CITING = ("can_cu", "thuc_hien", "van_ban")
_LINES = frozenset({"kinh_gui", "noi_nhan", "noi_luu", "chu_tri", "phoi_hop", "ten_goi"})
_NOT_TEXT = frozenset(
    {"ma", "nguon", "ngay", "loai_van_ban", "co_quan_ban_hanh", "du_toan", "ke_hoach_kem_theo",
     "lap_tu_du_toan", "bo", "chon", "ngoai_giao", "danh_so", "nam_ke_hoach", "ngay_ban_hanh",
     "so_van_ban", "du_thao", "nguoi_ky", "ten_loai", "doi_tac", "trich_yeu", "huong_giay"}
)  # fmt: skip
_BODY = frozenset({"noi_dung", "chu_thich", "to_chuc_thuc_hien", "nhiem_vu", "phu_luc"})
_THAM_SO = re.compile(r"\btham_so\.(\w+)")

OWN_WORK = N_("mục này giao việc của {old}; cơ quan ban hành nay là {new}, xem lại ai làm")
YEAR_OF_PLAN = N_("năm của kế hoạch")
NEW_DATE = N_("ngày ban hành của năm mới chưa có")
NEW_NUMBER = N_("số của văn bản năm mới chưa cấp")
NEW_DRAFT = N_("văn bản năm mới là dự thảo")
NEW_STANDARD = N_("thể thức theo ngày ban hành: {name}")
NEW_ISSUER = N_("ở {place}, văn bản này do {name} ban hành")
NEW_SIGNATORY = N_("người ký là của cơ quan cũ; lấy người ký mặc định của {name}")
OLD_SIGNATORY = N_("người ký văn bản năm cũ; xem năm mới còn người này ký không")
NEW_ARCHIVE = N_("nơi lưu lấy của cơ quan ban hành mới")
ISSUER_NAME = N_("cơ quan ban hành có tên '{name}' vào ngày ban hành mới")
FIXED_NAME = N_(
    "tên, ký hiệu của cơ quan ban hành ghi cố định trong {file}: {message}; khai báo danh_muc"
    " để lấy theo ngày ban hành, hoặc sửa ở đó"
)
TYPED_PART = N_("ghi nguyên văn cho văn bản năm cũ; để chương trình tự ghép cho năm mới")
SYMBOL_KEPT = N_(
    "không tự ghép được ký hiệu cho tên loại '{name}' nên giữ ký hiệu đã ghi, để trống số; xem lại"
)
REPEATED = N_("trùng với một nơi nhận khác sau khi đổi tên")
KEPT_WORD = N_("tham số của địa phương cũ, chép sang kế hoạch; xem lại")
OTHER_BUDGET = N_("dự toán của năm mới; số tiền, khối lượng chép từ năm cũ, xem lại từng dòng")
OTHER_PARTNER = N_("đối tác '{name}' không có trong khai báo của {place}")
DAYS_TYPED = N_(
    "kế hoạch này không in ngày kỷ niệm từ danh mục; ngày tròn năm trong năm {new}, thêm ở đây"
    " nếu cần: {days}"
)
NO_DAY_LEFT = N_("không còn ngày kỷ niệm nào; sửa câu in ngày kỷ niệm")
PARTNERS_TYPED = N_(
    "kế hoạch này không in đối tác từ khai báo; sửa ở đây nếu khác với đối tác của {place}: {names}"
)
# Names and clauses that print the days and the partners of the data.
PRINTS_DAYS = re.compile(
    r"\bky_niem\b|ngay_le_|nhom_quang_ba|nhiem_vu_ubnd_xa|noi_dung_(?:cap_xa|don_vi)|\w+_noi_dung"
)
PRINTS_PARTNERS = re.compile(r"doi_tac|nhom_hop_tac|noi_dung_cap_xa|nhiem_vu_ubnd|\w+_noi_dung")
_MENTIONS_DAYS = re.compile(r"kỷ niệm|ngày lễ", re.IGNORECASE)

FIELDS_OF_ISSUE = (
    ("so_van_ban", NEW_NUMBER),
    ("the_thuc.dia_danh_ngay", TYPED_PART),
)
_NUMBER = re.compile(r"^\s*(S[ốô](?:\s*:)?)[\s\d.…_]*[a-zđ]?\s*(?=[-/])", re.IGNORECASE)
"""The word "Số" with the number, or the room for it, before the symbol."""
PARTS_OF_ISSUER = ("co_quan_chu_quan", "co_quan_ban_hanh", "nhan_kinh_gui")


@dataclass(frozen=True, slots=True)
class Home:
    """Where a document is made on its day.

    Attributes:
        place: The locality as templates see it.
        unit: The same as the catalogue of bodies sees it.
        issuer: The issuing body's names.
        day: First day the date of issue can be.
    """

    place: PlaceView
    unit: AnyPlace
    issuer: Issuer
    day: date


@dataclass(frozen=True, slots=True)
class Turn:
    """From which plan to which.

    Attributes:
        plan: The old plan.
        old_locality: Its locality.
        locality: The locality of the new plan.
        year: Its year.
        kind: Its kind.
        issuer: Id of its issuing body.
        before: Where the old document was made.
        after: Where the new one is made.
        regime: Party or state.
        catalogues: The facts.
        type_name: Name of the kind, as printed in the symbol; "" when it is not known.
    """

    plan: Source[Plan]
    old_locality: Source[Locality]
    locality: Source[Locality]
    year: int
    kind: str
    issuer: str
    before: Home
    after: Home
    regime: Regime
    catalogues: Catalogues
    type_name: str = ""

    @property
    def old_year(self) -> int:
        """Return the year of the old plan."""
        return self.plan.model.nam_ke_hoach

    @property
    def moves_home(self) -> bool:
        """Return whether the new plan belongs to another locality."""
        return not same_unit(self.old_locality.model, self.locality.model)

    @property
    def changes_issuer(self) -> bool:
        """Return whether another body issues the new plan."""
        return self.moves_home or self.issuer != self.plan.model.co_quan_ban_hanh


@dataclass(frozen=True, slots=True)
class RolledOver:
    """The new plan and what was done to it.

    Attributes:
        text: The plan's YAML.
        changes: Every change and everything left to a person, in the order of the old plan.
    """

    text: str
    changes: tuple[Change, ...]


def same_unit(one: Locality, other: Locality) -> bool:
    """Return whether two declarations are of one locality or agency."""
    return (one.ten_goi, one.cap_don_vi) == (other.ten_goi, other.cap_don_vi)


def moved_date(day: OpenDate, years: int) -> OpenDate:
    """Return a date of issue some years later: its day is open, its month stays."""
    return OpenDate(day.year + years, day.month)


def roll_over(turn: Turn) -> RolledOver:
    """Return the plan of another year."""
    return _Roller(turn).run()


@dataclass
class _Roller:
    turn: Turn
    out: YamlText = field(init=False)
    rules: TextRules = field(init=False)
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        turn = self.turn
        self.out = YamlText("\n".join(turn.plan.loaded.lines))
        names = names_between(
            turn.catalogues,
            (turn.before.place, turn.before.unit, turn.before.day),
            (turn.after.place, turn.after.unit, turn.after.day),
        )
        if turn.changes_issuer:
            own = issuer_renames(turn.before.place, turn.before.issuer, turn.after.issuer)
            names = Names((*own, *names.renames), names.catalogues, names.day)
        province = turn.after.place.province
        day = turn.after.day
        successors = Successors(turn.catalogues, names, province, turn.old_year, turn.year, day)
        clause = "ngay_le_cap_xa" if turn.after.place.cap == "xa" else "ngay_le_lon"
        self.rules = TextRules(names, successors, turn.old_year, turn.year, day, clause)

    def run(self) -> RolledOver:
        self._issue()
        self._drop_notes()
        self._tasks()
        self._texts()
        self._citations()
        self._recipients()
        self._days()
        self._budget()
        self._partners()
        self._words()
        self._coming()
        changes = sorted(self.changes, key=lambda one: one.location.line)
        return RolledOver(self.out.text, tuple(changes))

    # ------------------------------------------------------------------ notes of what is done

    def _note(
        self,
        kind: Kind,
        path: ValuePath,
        before: str,
        after: str,
        reason: str,
        *,
        look: bool = False,
        params: Mapping[str, Any] | None = None,
    ) -> None:
        place = self.turn.plan.loaded.locate(path)
        self.changes.append(Change(kind, before, after, reason, params or {}, place, path, look))

    def _note_edits(self, path: ValuePath, text: str, edits: list[Edit]) -> None:
        for edit in edits:
            line = text[: edit.start].lstrip("\n").count("\n") + 1
            before = text[edit.start : edit.end].strip()
            place = self.turn.plan.loaded.locate(path, line=line)
            self.changes.append(
                Change(
                    edit.kind, before, edit.new.strip(), edit.reason, edit.params, place, path,
                    edit.look,
                )
            )  # fmt: skip

    def _put(
        self,
        path: ValuePath,
        value: Any,
        kind: Kind,
        reason: str,
        *,
        look: bool = False,
        params: Mapping[str, Any] | None = None,
    ) -> None:
        before = str(self.out.get(path)) if self.out.has(path) else ""
        if before != str(value):
            self.out.set(path, value)
            self._note(kind, path, before, str(value), reason, look=look, params=params)

    def _take_out(
        self, path: ValuePath, kind: Kind, reason: str, params: Mapping[str, Any] | None = None
    ) -> None:
        if self.out.has(path):
            self._note(kind, path, _shown(self.out.get(path)), "", reason, params=params)
            self.out.remove(path)

    # ------------------------------------------------------------------ date, number, issuer

    def _issue(self) -> None:
        turn = self.turn
        plan = turn.plan.model
        years = turn.year - turn.old_year
        self._put(("nam_ke_hoach",), str(turn.year), Kind.YEAR, YEAR_OF_PLAN)
        typed = _moved_text(self.out.get(("ngay_ban_hanh",)), plan.ngay_ban_hanh.year + years)
        self._put(("ngay_ban_hanh",), typed, Kind.ISSUE, NEW_DATE)
        for name, reason in FIELDS_OF_ISSUE:
            self._take_out(tuple(name.split(".")), Kind.ISSUE, reason)
        self._symbol()
        if plan.du_thao is not True:
            self._put(("du_thao",), "true", Kind.ISSUE, NEW_DRAFT)
        if plan.trich_yeu:
            path = ("trich_yeu",)
            text = self.out.get(path)
            self._set(path, text, *apply_edits(text, move_line(text, turn.old_year, turn.year)))
        self._issuer()
        old = choose_standard(turn.regime, turn.before.day)
        new = choose_standard(turn.regime, turn.after.day)
        if old.id != new.id:
            self._note(
                Kind.STANDARD,
                ("ngay_ban_hanh",),
                old.name,
                new.name,
                NEW_STANDARD,
                params={"name": new.name},
            )
        was, now = turn.before.issuer, turn.after.issuer
        if was.ten_goi != now.ten_goi:
            path = ("co_quan_ban_hanh",)
            name = now.ten_goi
            self._note(Kind.BODY, path, was.ten_goi, name, ISSUER_NAME, params={"name": name})

    def _symbol(self) -> None:
        """Drop a typed symbol that can be put together anew; else leave its number open."""
        turn, path = self.turn, ("the_thuc", "so_ky_hieu")
        if not self.out.has(path):
            return
        name = turn.plan.model.the_thuc.ten_loai
        printed = turn.type_name if name is None else name
        standard = choose_standard(turn.regime, turn.after.day)
        if printed.lower() == turn.type_name.lower() and knows_type(standard, turn.type_name):
            self._take_out(path, Kind.ISSUE, TYPED_PART)
            return
        typed = self.out.get(path)
        opened = _NUMBER.sub(rf"\1 {OPEN_NUMBER}", typed)
        if opened != typed:
            self.out.set(path, opened)
        known = {"name": printed or turn.type_name}
        self._note(Kind.ISSUE, path, typed, opened, SYMBOL_KEPT, look=True, params=known)

    def _issuer(self) -> None:
        turn = self.turn
        plan = turn.plan.model
        place, name = turn.after.place.ten_day_du, turn.after.issuer.ten_goi
        known = {"place": place, "name": name}
        look = turn.moves_home
        self._put(("loai_van_ban",), turn.kind, Kind.BODY, NEW_ISSUER, look=look, params=known)
        self._put(
            ("co_quan_ban_hanh",), turn.issuer, Kind.BODY, NEW_ISSUER, look=look, params=known
        )
        if turn.changes_issuer:
            self._ask_role(name)
            for part in PARTS_OF_ISSUER:
                self._take_out(("the_thuc", part), Kind.ISSUE, TYPED_PART)
        self._signatory(name)
        self._fixed_names(name)
        if turn.moves_home and plan.noi_luu:
            self._take_out(("noi_luu",), Kind.ISSUE, NEW_ARCHIVE)

    def _signatory(self, name: str) -> None:
        """A role stays where the new locality has it; a person never goes to another body."""
        turn = self.turn
        role = turn.plan.model.nguoi_ky
        typed = role is not None and not isinstance(role, str)
        other = turn.changes_issuer if typed else role not in turn.locality.model.nguoi_ky
        if other:
            self._take_out(("nguoi_ky",), Kind.ISSUE, NEW_SIGNATORY, {"name": name})
        elif typed and self.out.has(("nguoi_ky", "ho_ten")):
            path = ("nguoi_ky", "ho_ten")
            person = self.out.get(path)
            self._note(Kind.ISSUE, path, person, person, OLD_SIGNATORY, look=True)

    def _fixed_names(self, name: str) -> None:
        """Ask about names that the locality types and that are not right on the day."""
        turn = self.turn
        if turn.locality.model.co_quan_ban_hanh[turn.issuer].danh_muc:
            return
        for _, message in self.rules.names.left(f"{name} {turn.after.place.ten_goi}"):
            params = {"file": turn.locality.file, "message": message}
            self._note(
                Kind.BODY, ("co_quan_ban_hanh",), name, name, FIXED_NAME, look=True, params=params
            )

    def _ask_role(self, new: str) -> None:
        """Ask about sections of the issuing body: the new one may have another role."""
        before = self.turn.before
        own = issuer_pattern(before.place, before.issuer)
        section = re.compile(rf"^#+ .*\{{\{{ *co_quan\..*$|^#+ {own}:?$", re.MULTILINE)
        duty = re.compile(rf"{own}:?")
        for path, text in self.out.iter_scalars():
            is_duty = path[0] == "to_chuc_thuc_hien" and path[-1] == "co_quan"
            for match in (duty if is_duty else section).finditer(text):
                line = text[: match.start()].lstrip("\n").count("\n") + 1
                place = self.turn.plan.loaded.locate(path, line=line)
                params = {"old": before.issuer.ten_goi, "new": new}
                self.changes.append(
                    Change(Kind.BODY, match[0], match[0], OWN_WORK, params, place, path, look=True)
                )

    # ------------------------------------------------------------------ texts

    def _drop_notes(self) -> None:
        for name, text in self.turn.plan.model.chu_thich.items():
            verdict = self.rules.note_over(text)
            if verdict:
                self.rules.dropped_notes[name] = verdict
                self._take_out(("chu_thich", name), Kind.REFERENCE, NOTE_DROPPED, verdict.params)

    def _texts(self) -> None:
        for path, text in list(self.out.iter_scalars()):
            names = {part for part in path if isinstance(part, str)}
            if path[0] in _CITING or names & _NOT_TEXT:
                continue
            if path[0] == "the_thuc" or names & _LINES:
                self._set(path, text, *self.rules.change_line(text))
            else:
                self._set(path, text, *self.rules.change(text))

    def _set(self, path: ValuePath, text: str, changed: str, edits: list[Edit]) -> None:
        if changed != text:
            self.out.set(path, changed)
        self._note_edits(path, text, edits)

    def _recipients(self) -> None:
        for path in (("noi_nhan",), ("kinh_gui",)):
            items = self.out.get(path) if self.out.count(path) else []
            for index in reversed(unique(items)):
                self._note(Kind.BODY, (*path, index), items[index], "", REPEATED)
                self.out.remove((*path, index))

    # ------------------------------------------------------------------ citations

    def _citations(self) -> None:
        for key in _CITING:
            if not self.out.has((key,)):
                continue
            if isinstance(self.out.get((key,)), str):
                self._cited((key,), self.out.get((key,)), alone=True)
                continue
            for index in reversed(range(self.out.count((key,)))):
                self._cited((key, index), self.out.get((key, index)), alone=False)

    def _cited(self, path: ValuePath, entry: Any, *, alone: bool) -> None:
        if isinstance(entry, dict):
            for name, value in (self.rules.successors.of_own(entry) or {}).items():
                self._put(
                    (*path, name), value, Kind.REFERENCE, _ANNUAL_OWN, look=True,
                    params={"new": self.turn.year},
                )  # fmt: skip
            return
        verdict = self.rules.verdict(str(entry))
        if verdict is None:
            return
        if verdict.drop:
            self._note(Kind.REFERENCE, path, entry, "", OVER_DROPPED, params=verdict.params)
            self.out.remove(path)
            return
        new = self._value(verdict)
        siblings = [] if alone else self.out.get(path[:-1])
        self._note(
            Kind.REFERENCE, path, entry, _shown(new or entry), verdict.reason,
            look=verdict.look, params=verdict.params,
        )  # fmt: skip
        if new is None:
            return
        if new in siblings:
            self.out.remove(path)
        elif alone:
            self.out.set(path, [new])
        else:
            self.out.insert(path[:-1], int(path[-1]) + 1, new)
            self.out.remove(path)

    def _value(self, verdict: Verdict) -> Any:
        if not isinstance(verdict.new, OpenDocument):
            return verdict.new
        cited = self.rules.coming.pop(verdict.new.ma, None)
        return verdict.new.entry(with_id=cited is not None)

    def _coming(self) -> None:
        """Declare the documents still to come that only texts cite."""
        for document in self.rules.coming.values():
            self.out.append(("van_ban",), document.entry(with_id=True))

    # ------------------------------------------------------------------ days, tasks

    def _prints(self, calls: re.Pattern[str]) -> bool:
        """Return whether the new plan's text prints what some calls print."""
        if self.turn.plan.model.noi_dung is None:
            return True
        return any(calls.search(code) for code in CODE.findall(self.out.text))

    def _days(self) -> None:
        turn = self.turn
        wish = turn.plan.model.ngay_ky_niem
        years = (turn.old_year, turn.year)
        printed = self._prints(PRINTS_DAYS)
        province = turn.after.place.province
        codes = [province.code] if province else []
        moves = move_days(turn.catalogues, wish.chon or (), *years, codes)
        if not printed:
            self._days_typed([move.id for move in moves if move.comes])
        if wish.chon is not None:
            path = ("ngay_ky_niem", "chon")
            self._move(path, [move for move in moves if printed or not move.comes])
            if wish.chon and printed and not self.out.count(path):
                self._note(Kind.DAY, path, "", "", NO_DAY_LEFT, look=True)
        if wish.ngoai_giao:
            moves = move_countries(turn.catalogues, wish.ngoai_giao, *years)
            self._move(("ngay_ky_niem", "ngoai_giao"), moves)

    def _days_typed(self, ids: list[str]) -> None:
        """Ask a person to add the days of the year where the text speaks of days."""
        known = {day.id: day for day in occasions(self.turn.catalogues, self.turn.year)}
        days = "; ".join(known[name].phrase for name in ids if name in known)
        if days:
            path, line, words = self._mention(_MENTIONS_DAYS)
            place = self.turn.plan.loaded.locate(path, line=line)
            params = {"new": self.turn.year, "days": days}
            self.changes.append(
                Change(Kind.DAY, words, words, DAYS_TYPED, params, place, path, look=True)
            )

    def _mention(self, pattern: re.Pattern[str]) -> tuple[ValuePath, int, str]:
        """Return the first text of the old plan with some words: its path, line, the words."""
        for path, text in YamlText("\n".join(self.turn.plan.loaded.lines)).iter_scalars():
            match = pattern.search(text) if path[0] in _BODY else None
            if match:
                line = text[: match.start()].lstrip("\n").count("\n") + 1
                return path, line, match.group()
        return ("noi_dung",), 0, ""

    def _move(self, path: ValuePath, moves: list[Move]) -> None:
        items = self.out.get(path)
        items = [items] if isinstance(items, str) else list(items)
        for move in moves:
            if move.comes:
                self.out.append(path, move.id)
                self._note(
                    Kind.DAY, path, "", move.id, move.reason, look=move.look, params=move.params
                )
        for move in moves:
            if not move.comes:
                index = self.out.get(path).index(move.id)
                where = (*path, items.index(move.id))
                self._note(Kind.DAY, where, move.id, "", move.reason, params=move.params)
                self.out.remove((*path, index))

    def _tasks(self) -> None:
        tasks = self.turn.plan.model.nhiem_vu
        for index in reversed(range(len(tasks))):
            task = tasks[index]
            old, day = self.turn.old_year, self.turn.after.day
            over = task_over(task.thoi_gian, task.noi_dung, old, day)
            if over:
                path = ("nhiem_vu", index)
                self._note(Kind.TASK, path, task.noi_dung, "", over[0], look=True, params=over[1])
                self.out.remove(path)

    # ------------------------------------------------------------------ what hangs on the plan

    def _budget(self) -> None:
        turn = self.turn
        for path in (("du_toan",), ("ke_hoach_kem_theo",)):
            if not self.out.has(path):
                continue
            name = self.out.get(path)
            new = name.replace(str(turn.old_year), str(turn.year))
            if turn.moves_home and "/" in name:
                new = f"{turn.locality.path.parent.name}/{new.rpartition('/')[2]}"
            reason = OTHER_BUDGET if path == ("du_toan",) else YEAR_OF_PLAN
            self._put(path, new, Kind.BUDGET, reason, look=True)

    def _partners(self) -> None:
        turn = self.turn
        known = {partner.ten_goi for partner in turn.locality.model.doi_tac}
        for index, partner in enumerate(turn.plan.model.doi_tac or ()):
            if isinstance(partner, str) and partner not in known:
                place = turn.after.place.ten_day_du
                self._note(
                    Kind.PLACE, ("doi_tac", index), partner, partner, OTHER_PARTNER,
                    look=True, params={"name": partner, "place": place},
                )  # fmt: skip

        self._partners_typed()

    def _partners_typed(self) -> None:
        """Ask about partners that the text names in words of its own."""
        turn = self.turn
        now = turn.locality.model.doi_tac
        names = {one.ten_goi: None for one in (*turn.old_locality.model.doi_tac, *now)}
        if not names or self._prints(PRINTS_PARTNERS):
            return
        path, line, words = self._mention(re.compile("|".join(map(re.escape, names))))
        if words:
            place = turn.plan.loaded.locate(path, line=line)
            params = {
                "place": turn.after.place.ten_day_du or turn.after.place.ten_goi,
                "names": ", ".join(one.ten_goi for one in now) or "-",
            }
            self.changes.append(
                Change(Kind.PLACE, words, words, PARTNERS_TYPED, params, place, path, look=True)
            )

    def _words(self) -> None:
        """Take along the parameters of the old locality that texts use."""
        turn = self.turn
        known = {**turn.locality.model.tham_so, **turn.plan.model.tham_so}
        used = dict.fromkeys(_THAM_SO.findall(self.out.text))
        for name in used:
            text = turn.old_locality.model.tham_so.get(name)
            if name not in known and text is not None:
                new, _ = self.rules.change_line(text)
                self.out.set(("tham_so", name), new)
                self._note(Kind.PLACE, ("tham_so", name), text, new, KEPT_WORD, look=True)


def _moved_text(typed: str, year: int) -> str:
    """Return a date as it was typed, in another year and without its day."""
    day_first = re.fullmatch(r"(?:\d{1,2}/)?(?:(\d{1,2})/)?\d{4}", typed.strip())
    if day_first:
        parts = typed.strip().split("/")[:-1]
        return "/".join([*parts[-1:], str(year)])
    month = re.fullmatch(r"\d{4}-(\d{1,2})(?:-\d{1,2})?", typed.strip())
    return f"{year}-{month[1]}" if month else str(year)


_ANNUAL_OWN = N_("văn bản của riêng năm cũ; số, ngày của năm {new} để mở, điền khi có")


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(str(item) for key, item in value.items() if key != "ma")
    return str(value).strip()
