"""From which plan to which, and who issues the new one when: date, number, symbol, issuer."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.catalogues.agencies import AnyPlace
from generator.catalogues.load import Catalogues
from generator.compose.frame import knows_type
from generator.compose.place import Issuer, PlaceView
from generator.i18n import N_
from generator.inputs.load import Source
from generator.inputs.patch import YamlText
from generator.inputs.yaml import ValuePath
from generator.model.base import Regime
from generator.model.locality import Locality
from generator.model.plan import Plan
from generator.revise.change import Change, Kind
from generator.revise.rollover.edits import Edit, apply_edits, move_line
from generator.revise.rollover.names import Names, issuer_pattern
from generator.standards import choose_standard
from generator.standards.compose import OPEN_NUMBER
from generator.text.dates import OpenDate

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

_NUMBER = re.compile(r"^\s*(S[ốô](?:\s*:)?)[\s\d.…_]*[a-zđ]?\s*(?=[-/])", re.IGNORECASE)
"""The word "Số" with the number, or the room for it, before the symbol."""
_PARTS_OF_ISSUER = ("co_quan_chu_quan", "co_quan_ban_hanh", "nhan_kinh_gui")


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


def same_unit(one: Locality, other: Locality) -> bool:
    """Return whether two declarations are of one locality or agency."""
    return (one.ten_goi, one.cap_don_vi) == (other.ten_goi, other.cap_don_vi)


def moved_date(day: OpenDate, years: int) -> OpenDate:
    """Return a date of issue some years later: its day is open, its month stays."""
    return OpenDate(day.year + years, day.month)


@dataclass
class NewPlan:
    """The new plan as it is made from the old one's text; whatever is changed is noted.

    Attributes:
        turn: From which plan to which.
        text: The plan's YAML as far as it is made.
        changes: What was changed, and what a person has to decide.
    """

    turn: Turn
    text: YamlText = field(init=False)
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = YamlText("\n".join(self.turn.plan.loaded.lines))

    def note(
        self, kind: Kind, path: ValuePath, before: str, after: str, reason: str, /,
        *, look: bool = False, line: int = 0, **params: Any,
    ) -> None:  # fmt: skip
        """Put down a change of a value, at a line of its old text where one is given."""
        place = self.turn.plan.loaded.locate(path, line=line)
        self.changes.append(Change(kind, before, after, reason, params, place, path, look))

    def ask(
        self, kind: Kind, path: ValuePath, words: str, reason: str, /, *, line: int = 0,
        **params: Any,
    ) -> None:  # fmt: skip
        """Put down words that stay and that a person has to look at."""
        self.note(kind, path, words, words, reason, look=True, line=line, **params)

    def put(
        self, path: ValuePath, value: Any, kind: Kind, reason: str, /,
        *, look: bool = False, **params: Any,
    ) -> None:  # fmt: skip
        """Give a value another text, and note it when it is another."""
        before = str(self.text.get(path)) if self.text.has(path) else ""
        if before != str(value):
            self.text.set(path, value)
            self.note(kind, path, before, str(value), reason, look=look, **params)

    def take_out(self, path: ValuePath, kind: Kind, reason: str, /, **params: Any) -> None:
        """Take a value out that is there, and note it."""
        if self.text.has(path):
            self.note(kind, path, shown(self.text.get(path)), "", reason, **params)
            self.text.remove(path)

    def edit(self, path: ValuePath, old: str, new: str, edits: list[Edit]) -> None:
        """Put in an edited text, and note each of its edits at its line of the old text."""
        if new != old:
            self.text.set(path, new)
        for one in edits:
            place = self.turn.plan.loaded.locate(path, line=line_of(old, one.start))
            self.changes.append(one.change(old, path, place))


def line_of(text: str, place: int) -> int:
    """Return the 1-based line of a character, blank lines above the text left out."""
    return text[:place].lstrip("\n").count("\n") + 1


def shown(value: Any) -> str:
    """Return a value of a plan as the report shows it."""
    if isinstance(value, dict):
        return ", ".join(str(item) for key, item in value.items() if key != "ma")
    return str(value).strip()


def move_issue(new: NewPlan, names: Names) -> None:
    """Give the new plan its year, date, subject and issuer; what was the old document's goes."""
    turn, plan = new.turn, new.turn.plan.model
    years = turn.year - turn.old_year
    new.put(("nam_ke_hoach",), str(turn.year), Kind.YEAR, YEAR_OF_PLAN)
    typed = _moved_text(new.text.get(("ngay_ban_hanh",)), plan.ngay_ban_hanh.year + years)
    new.put(("ngay_ban_hanh",), typed, Kind.ISSUE, NEW_DATE)
    new.take_out(("so_van_ban",), Kind.ISSUE, NEW_NUMBER)
    new.take_out(("the_thuc", "dia_danh_ngay"), Kind.ISSUE, TYPED_PART)
    _move_symbol(new)
    if plan.du_thao is not True:
        new.put(("du_thao",), "true", Kind.ISSUE, NEW_DRAFT)
    if plan.trich_yeu:
        text = new.text.get(("trich_yeu",))
        edits = move_line(text, turn.old_year, turn.year)
        new.edit(("trich_yeu",), text, *apply_edits(text, edits))
    _move_issuer(new, names)
    old = choose_standard(turn.regime, turn.before.day)
    today = choose_standard(turn.regime, turn.after.day)
    if old.id != today.id:
        path = ("ngay_ban_hanh",)
        new.note(Kind.STANDARD, path, old.name, today.name, NEW_STANDARD, name=today.name)
    was, now = turn.before.issuer.ten_goi, turn.after.issuer.ten_goi
    if was != now:
        new.note(Kind.BODY, ("co_quan_ban_hanh",), was, now, ISSUER_NAME, name=now)


def _moved_text(typed: str, year: int) -> str:
    """Return a date as it was typed, in another year and without its day."""
    day_first = re.fullmatch(r"(?:\d{1,2}/)?(?:(\d{1,2})/)?\d{4}", typed.strip())
    if day_first:
        parts = typed.strip().split("/")[:-1]
        return "/".join([*parts[-1:], str(year)])
    month = re.fullmatch(r"\d{4}-(\d{1,2})(?:-\d{1,2})?", typed.strip())
    return f"{year}-{month[1]}" if month else str(year)


def _move_symbol(new: NewPlan) -> None:
    """Drop a typed symbol that can be put together anew; else leave its number open."""
    turn, path = new.turn, ("the_thuc", "so_ky_hieu")
    if not new.text.has(path):
        return
    name = turn.plan.model.the_thuc.ten_loai
    printed = turn.type_name if name is None else name
    standard = choose_standard(turn.regime, turn.after.day)
    if printed.lower() == turn.type_name.lower() and knows_type(standard, turn.type_name):
        new.take_out(path, Kind.ISSUE, TYPED_PART)
        return
    typed = new.text.get(path)
    opened = _NUMBER.sub(rf"\1 {OPEN_NUMBER}", typed)
    if opened != typed:
        new.text.set(path, opened)
    name = printed or turn.type_name
    new.note(Kind.ISSUE, path, typed, opened, SYMBOL_KEPT, look=True, name=name)


def _move_issuer(new: NewPlan, names: Names) -> None:
    turn = new.turn
    name = turn.after.issuer.ten_goi
    known = {"place": turn.after.place.ten_day_du, "name": name}
    look = turn.moves_home
    new.put(("loai_van_ban",), turn.kind, Kind.BODY, NEW_ISSUER, look=look, **known)
    new.put(("co_quan_ban_hanh",), turn.issuer, Kind.BODY, NEW_ISSUER, look=look, **known)
    if turn.changes_issuer:
        _ask_role(new, name)
        for part in _PARTS_OF_ISSUER:
            new.take_out(("the_thuc", part), Kind.ISSUE, TYPED_PART)
    _move_signatory(new, name)
    if not turn.locality.model.co_quan_ban_hanh[turn.issuer].danh_muc:
        # Names that the locality types do not follow the day.
        for _, message in names.left(f"{name} {turn.after.place.ten_goi}"):
            file, path = turn.locality.file, ("co_quan_ban_hanh",)
            new.ask(Kind.BODY, path, name, FIXED_NAME, file=file, message=message)
    if turn.moves_home and turn.plan.model.noi_luu:
        new.take_out(("noi_luu",), Kind.ISSUE, NEW_ARCHIVE)


def _move_signatory(new: NewPlan, issuer: str) -> None:
    """A role stays where the new locality has it; a person never goes to another body."""
    turn = new.turn
    role = turn.plan.model.nguoi_ky
    typed = role is not None and not isinstance(role, str)
    other = turn.changes_issuer if typed else role not in turn.locality.model.nguoi_ky
    if other:
        new.take_out(("nguoi_ky",), Kind.ISSUE, NEW_SIGNATORY, name=issuer)
    elif typed and new.text.has(("nguoi_ky", "ho_ten")):
        path = ("nguoi_ky", "ho_ten")
        new.ask(Kind.ISSUE, path, new.text.get(path), OLD_SIGNATORY)


def _ask_role(new: NewPlan, name: str) -> None:
    """Ask about sections of the issuing body: the new one may have another role."""
    before = new.turn.before
    own = issuer_pattern(before.place, before.issuer)
    section = re.compile(rf"^#+ .*\{{\{{ *co_quan\..*$|^#+ {own}:?$", re.MULTILINE)
    duty = re.compile(rf"{own}:?")
    for path, text in new.text.iter_scalars():
        is_duty = path[0] == "to_chuc_thuc_hien" and path[-1] == "co_quan"
        for match in (duty if is_duty else section).finditer(text):
            new.ask(
                Kind.BODY, path, match[0], OWN_WORK,
                line=line_of(text, match.start()), old=before.issuer.ten_goi, new=name,
            )  # fmt: skip
