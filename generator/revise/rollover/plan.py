"""A whole plan for another year, field by field; what no rule names stays as it was typed."""

import re
from dataclasses import dataclass, field
from typing import Any

from generator.catalogues.anniversaries import occasions
from generator.i18n import N_
from generator.inputs.load import Source
from generator.inputs.patch import YamlText
from generator.inputs.yaml import ValuePath
from generator.model.budget import Budget
from generator.revise.change import Change, Kind
from generator.revise.rollover.days import Move, move_countries, move_days, task_over
from generator.revise.rollover.edits import CODE, apply_edits, move_line, move_years
from generator.revise.rollover.issue import (
    YEAR_OF_PLAN,
    NewPlan,
    Turn,
    line_of,
    move_issue,
    shown,
)
from generator.revise.rollover.names import Names, issuer_renames, names_between, repeats
from generator.revise.rollover.texts import (
    NOTE_DROPPED,
    OVER_DROPPED,
    OpenDocument,
    Successors,
    TextRules,
    Verdict,
)

_CITING = ("can_cu", "thuc_hien", "van_ban")
_LINES = frozenset({"kinh_gui", "noi_nhan", "noi_luu", "chu_tri", "phoi_hop", "ten_goi"})
_NOT_TEXT = frozenset(
    {"ma", "nguon", "ngay", "loai_van_ban", "co_quan_ban_hanh", "du_toan", "ke_hoach_kem_theo",
     "lap_tu_du_toan", "bo", "chon", "ngoai_giao", "danh_so", "nam_ke_hoach", "ngay_ban_hanh",
     "so_van_ban", "du_thao", "nguoi_ky", "ten_loai", "doi_tac", "trich_yeu", "huong_giay"}
)  # fmt: skip
_BODY = frozenset({"noi_dung", "chu_thich", "to_chuc_thuc_hien", "nhiem_vu", "phu_luc"})
_THAM_SO = re.compile(r"\btham_so\.(\w+)")

REPEATED = N_("trùng với một nơi nhận khác sau khi đổi tên")
KEPT_WORD = N_("tham số của địa phương cũ, chép sang kế hoạch; xem lại")
OTHER_BUDGET = N_("dự toán của năm mới; số tiền, khối lượng chép từ năm cũ, xem lại từng dòng")
YEAR_OF_BUDGET = N_("năm ngân sách")
OTHER_PARTNER = N_("đối tác '{name}' không có trong khai báo của {place}")
DAYS_TYPED = N_(
    "kế hoạch này không in ngày kỷ niệm từ danh mục; ngày tròn năm trong năm {new}, thêm ở đây"
    " nếu cần: {days}"
)
NO_DAY_LEFT = N_("không còn ngày kỷ niệm nào; sửa câu in ngày kỷ niệm")
PARTNERS_TYPED = N_(
    "kế hoạch này không in đối tác từ khai báo; sửa ở đây nếu khác với đối tác của {place}: {names}"
)
ANNUAL_OWN = N_("văn bản của riêng năm cũ; số, ngày của năm {new} để mở, điền khi có")
# Names and clauses that print the days and the partners of the data.
PRINTS_DAYS = re.compile(
    r"\bky_niem\b|ngay_le_|nhom_quang_ba|nhiem_vu_ubnd_xa|noi_dung_(?:cap_xa|don_vi)|\w+_noi_dung"
)
PRINTS_PARTNERS = re.compile(r"doi_tac|nhom_hop_tac|noi_dung_cap_xa|nhiem_vu_ubnd|\w+_noi_dung")
_MENTIONS_DAYS = re.compile(r"kỷ niệm|ngày lễ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RolledOver:
    """The new plan and what was done to it.

    Attributes:
        text: The plan's YAML.
        changes: Every change and everything left to a person, in the order of the old plan.
    """

    text: str
    changes: tuple[Change, ...]


def roll_over(turn: Turn) -> RolledOver:
    """Return the plan of another year.

    A plan of Cao Bằng for 2026 becomes that of 2027: "nam_ke_hoach: 2026" is 2027, "trước ngày
    31/3/2026" a year later, the guide of the central commission for 2026 the one for 2027 with
    its number left open, "80 năm Ngày ... (22/12/1944 - 22/12/2024)" is asked about, "nhiệm kỳ
    2021 - 2026" stays. Comments, order and line breaks of the YAML stay too.
    """
    return _Roller(turn).run()


def roll_budget(budget: Source[Budget], old: int, new: int) -> tuple[str, tuple[Change, ...]]:
    """Return a budget for another year and its changes: its sums stay for a person to look at."""
    out = YamlText("\n".join(budget.loaded.lines))
    changes = []
    for path, text in list(out.iter_scalars()):
        place = budget.location(*path)
        if path[-1] in ("nam_ngan_sach", "nam_ket_thuc"):
            year = str(int(text) + new - old)
            out.set(path, year)
            change = Change(Kind.BUDGET, text, year, YEAR_OF_BUDGET, location=place, path=path)
            changes.append(change)
            continue
        move = move_line if path[-1] == "ten_phu_luc" else move_years
        changed, edits = apply_edits(text, move(text, old, new))
        if changed != text:
            out.set(path, changed)
        changes += [edit.change(text, path, place) for edit in edits]
    return out.text, tuple(changes)


@dataclass
class _Roller:
    turn: Turn
    new: NewPlan = field(init=False)
    rules: TextRules = field(init=False)

    def __post_init__(self) -> None:
        turn = self.turn
        self.new = NewPlan(turn)
        names = names_between(
            turn.catalogues,
            (turn.before.place, turn.before.unit, turn.before.day),
            (turn.after.place, turn.after.unit, turn.after.day),
        )
        if turn.changes_issuer:
            own = issuer_renames(turn.before.place, turn.before.issuer, turn.after.issuer)
            names = Names((*own, *names.renames), names.catalogues, names.day)
        province, day = turn.after.place.province, turn.after.day
        successors = Successors(turn.catalogues, names, province, turn.old_year, turn.year, day)
        clause = "ngay_le_cap_xa" if turn.after.place.cap == "xa" else "ngay_le_lon"
        self.rules = TextRules(names, successors, turn.old_year, turn.year, day, clause)

    def run(self) -> RolledOver:
        move_issue(self.new, self.rules.names)
        self._drop_notes()
        self._tasks()
        self._texts()
        self._citations()
        self._recipients()
        self._days()
        self._budget()
        self._partners()
        self._words()
        # Documents still to come that only texts cite are declared.
        for document in self.rules.coming.values():
            self.new.text.append(("van_ban",), document.entry(with_id=True))
        changes = sorted(self.new.changes, key=lambda one: one.location.line)
        return RolledOver(self.new.text.text, tuple(changes))

    # ------------------------------------------------------------------ texts

    def _drop_notes(self) -> None:
        for name, text in self.turn.plan.model.chu_thich.items():
            verdict = self.rules.note_over(text)
            if verdict:
                self.rules.dropped_notes[name] = verdict
                path = ("chu_thich", name)
                self.new.take_out(path, Kind.REFERENCE, NOTE_DROPPED, **verdict.params)

    def _texts(self) -> None:
        for path, text in list(self.new.text.iter_scalars()):
            names = {part for part in path if isinstance(part, str)}
            if path[0] in _CITING or names & _NOT_TEXT:
                continue
            is_line = path[0] == "the_thuc" or names & _LINES
            change = self.rules.change_line if is_line else self.rules.change
            self.new.edit(path, text, *change(text))

    def _recipients(self) -> None:
        for path in (("noi_nhan",), ("kinh_gui",)):
            items = self.new.text.get(path) if self.new.text.count(path) else []
            for index in reversed(repeats(items)):
                self.new.note(Kind.BODY, (*path, index), items[index], "", REPEATED)
                self.new.text.remove((*path, index))

    # ------------------------------------------------------------------ citations

    def _citations(self) -> None:
        text = self.new.text
        for key in _CITING:
            if not text.has((key,)):
                continue
            if isinstance(text.get((key,)), str):
                self._cited((key,), text.get((key,)), alone=True)
                continue
            for index in reversed(range(text.count((key,)))):
                self._cited((key, index), text.get((key, index)), alone=False)

    def _cited(self, path: ValuePath, entry: Any, *, alone: bool) -> None:
        new = self.new
        if isinstance(entry, dict):
            for name, value in (self.rules.successors.of_own(entry) or {}).items():
                place, year = (*path, name), self.turn.year
                new.put(place, value, Kind.REFERENCE, ANNUAL_OWN, look=True, new=year)
            return
        verdict = self.rules.verdict(str(entry))
        if verdict is None:
            return
        if verdict.drop:
            new.note(Kind.REFERENCE, path, entry, "", OVER_DROPPED, **verdict.params)
            new.text.remove(path)
            return
        successor = self._value(verdict)
        siblings = [] if alone else new.text.get(path[:-1])
        after = shown(successor or entry)
        new.note(
            Kind.REFERENCE, path, entry, after, verdict.reason, look=verdict.look, **verdict.params
        )
        if successor is None:
            return
        if successor in siblings:
            new.text.remove(path)
        elif alone:
            new.text.set(path, [successor])
        else:
            new.text.insert(path[:-1], int(path[-1]) + 1, successor)
            new.text.remove(path)

    def _value(self, verdict: Verdict) -> Any:
        if not isinstance(verdict.new, OpenDocument):
            return verdict.new
        cited = self.rules.coming.pop(verdict.new.ma, None)
        return verdict.new.entry(with_id=cited is not None)

    # ------------------------------------------------------------------ days, tasks

    def _prints(self, calls: re.Pattern[str]) -> bool:
        """Return whether the new plan's text prints what some calls print."""
        if self.turn.plan.model.noi_dung is None:
            return True
        return any(calls.search(code) for code in CODE.findall(self.new.text.text))

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
            if wish.chon and printed and not self.new.text.count(path):
                self.new.ask(Kind.DAY, path, "", NO_DAY_LEFT)
        if wish.ngoai_giao:
            moves = move_countries(turn.catalogues, wish.ngoai_giao, *years)
            self._move(("ngay_ky_niem", "ngoai_giao"), moves)

    def _days_typed(self, ids: list[str]) -> None:
        """Ask a person to add the days of the year where the text speaks of days."""
        known = {day.id: day for day in occasions(self.turn.catalogues, self.turn.year)}
        days = "; ".join(known[name].phrase for name in ids if name in known)
        if days:
            path, line, words = self._mention(_MENTIONS_DAYS)
            new = self.turn.year
            self.new.ask(Kind.DAY, path, words, DAYS_TYPED, line=line, new=new, days=days)

    def _mention(self, pattern: re.Pattern[str]) -> tuple[ValuePath, int, str]:
        """Return the first text of the old plan with some words: its path, line, the words."""
        for path, text in YamlText("\n".join(self.turn.plan.loaded.lines)).iter_scalars():
            match = pattern.search(text) if path[0] in _BODY else None
            if match:
                return path, line_of(text, match.start()), match.group()
        return ("noi_dung",), 0, ""

    def _move(self, path: ValuePath, moves: list[Move]) -> None:
        text = self.new.text
        items = text.get(path)
        items = [items] if isinstance(items, str) else list(items)
        for move in moves:
            if move.comes:
                text.append(path, move.id)
                self.new.note(
                    Kind.DAY, path, "", move.id, move.reason, look=move.look, **move.params
                )
        for move in moves:
            if not move.comes:
                where = (*path, items.index(move.id))
                self.new.note(Kind.DAY, where, move.id, "", move.reason, **move.params)
                text.remove((*path, text.get(path).index(move.id)))

    def _tasks(self) -> None:
        tasks = self.turn.plan.model.nhiem_vu
        for index in reversed(range(len(tasks))):
            task = tasks[index]
            old, day = self.turn.old_year, self.turn.after.day
            over = task_over(task.thoi_gian, task.noi_dung, old, day)
            if over:
                path = ("nhiem_vu", index)
                self.new.note(Kind.TASK, path, task.noi_dung, "", over[0], look=True, **over[1])
                self.new.text.remove(path)

    # ------------------------------------------------------------------ what hangs on the plan

    def _budget(self) -> None:
        turn = self.turn
        for key, reason in (("du_toan", OTHER_BUDGET), ("ke_hoach_kem_theo", YEAR_OF_PLAN)):
            if self.new.text.has((key,)):
                name = self.new.text.get((key,))
                new = name.replace(str(turn.old_year), str(turn.year))
                if turn.moves_home and "/" in name:
                    new = f"{turn.locality.path.parent.name}/{new.rpartition('/')[2]}"
                self.new.put((key,), new, Kind.BUDGET, reason, look=True)

    def _partners(self) -> None:
        """Ask about partners that are not declared, and those the text names in its own words."""
        turn = self.turn
        place, now = turn.after.place, turn.locality.model.doi_tac
        known = {partner.ten_goi for partner in now}
        for index, partner in enumerate(turn.plan.model.doi_tac or ()):
            if isinstance(partner, str) and partner not in known:
                path = ("doi_tac", index)
                self.new.ask(
                    Kind.PLACE, path, partner, OTHER_PARTNER, name=partner, place=place.ten_day_du
                )
        names = {one.ten_goi: None for one in (*turn.old_locality.model.doi_tac, *now)}
        if not names or self._prints(PRINTS_PARTNERS):
            return
        mention, line, words = self._mention(re.compile("|".join(map(re.escape, names))))
        if words:
            self.new.ask(
                Kind.PLACE, mention, words, PARTNERS_TYPED, line=line,
                place=place.ten_day_du or place.ten_goi,
                names=", ".join(one.ten_goi for one in now) or "-",
            )  # fmt: skip

    def _words(self) -> None:
        """Take along the parameters of the old locality that texts use."""
        turn = self.turn
        known = {**turn.locality.model.tham_so, **turn.plan.model.tham_so}
        for name in dict.fromkeys(_THAM_SO.findall(self.new.text.text)):
            text = turn.old_locality.model.tham_so.get(name)
            if name not in known and text is not None:
                changed, _ = self.rules.change_line(text)
                path = ("tham_so", name)
                self.new.text.set(path, changed)
                self.new.note(Kind.PLACE, path, text, changed, KEPT_WORD, look=True)
