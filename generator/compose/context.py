"""The names a body template may use (``docs/templates.md`` lists them)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup

from generator.catalogues import anniversaries, relations
from generator.catalogues.agencies import AgencyName, AnyPlace, OwnPlace, agency
from generator.catalogues.anniversaries import YEAR_CLASS_NAMES, Occasion, sort_occasions
from generator.catalogues.calendar import local_occasions
from generator.catalogues.can_cu import CitedDocument
from generator.catalogues.ledger import Ledger
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Agency, Anniversary
from generator.catalogues.problems import PAST_DAY, unknown
from generator.catalogues.relations import (
    describe_partner,
    in_catalogue,
    list_partners,
    view_partner,
)
from generator.compose import problems
from generator.compose.place import Issuer, PlaceView, agency_place
from generator.compose.words import LONG, NUMBER, SHORT, Words, known_documents, open_reference
from generator.diagnostics import Diagnostic, Location, Problem
from generator.document.markdown import BREAK, JOINER
from generator.errors import InputError
from generator.inputs.load import Source
from generator.model.base import CapDonVi, Regime
from generator.model.locality import DoiTac, Locality
from generator.model.plan import NhiemVu, PhanCong, Plan, VanBan
from generator.templating.environment import BodyEnvironment, current_place, escape_markdown
from generator.templating.limits import PROBLEM_STEPS, check_printable, spend
from generator.templating.names import check_name

LAST_DISTRICT_DAY = date(2025, 6, 30)
"""Last day of the district level (Luật số 72/2025/QH15, Điều 51 khoản 3)."""

_FORMS = ("", SHORT, LONG, NUMBER)


@dataclass(frozen=True, slots=True)
class DayView:
    """An anniversary in a template; the fact is taken down as used when it is printed.

    Attributes:
        cau: With "kỷ niệm" ("kỷ niệm 80 năm Ngày ... (1944 - 2024)").
        cum: Without, for lists that say it once.
    """

    ma: str
    ten: str
    so_nam: int | None
    loai_nam: str
    nhom: str
    cau: Markup
    cum: Markup
    nuoc: str = ""


@dataclass(frozen=True, slots=True)
class DutyView:
    """An assignment of the plan, its texts rendered."""

    co_quan: Markup
    viec: tuple[Markup, ...]


@dataclass
class BodyContext:
    """What the templates of one document read, and what they did wrong.

    Attributes:
        plan: The request.
        locality: Its locality.
        place: The locality on the date of issue.
        issuer: The issuing body on that date.
        catalogues: Facts.
        environment: Where templates are found.
        regime: Whose citation form is used.
        day: First day the date of issue can be.
        ledger: Takes down the facts that are printed.
        attached: The text is attached to a decision that issues it.
        extra: Names that other stages give, such as what a budget's rows say.
        words: Resolves marks when the document is complete.
        problems: Errors found while templates ran; more than one is collected.
        clauses: Ids of the clauses that were called.
        notes: Ids of the plan's footnotes that were called.
    """

    plan: Source[Plan]
    locality: Source[Locality]
    place: PlaceView
    issuer: Issuer
    catalogues: Catalogues
    environment: BodyEnvironment
    regime: Regime
    day: date
    ledger: Ledger
    attached: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)
    words: Words = field(init=False)
    problems: list[Diagnostic] = field(default_factory=list)
    clauses: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    _names: dict[str, Any] = field(default_factory=dict)
    _days_named: tuple[Occasion, ...] = ()
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = Words(self.catalogues, self.ledger, self.regime, self.day)
        self.words.documents = known_documents(self.catalogues, self._own_documents())

    def names(self) -> dict[str, Any]:
        """Return the names, made once."""
        if not self._names:
            plan = self.plan.model
            self._names.update(
                **self.extra,
                nam_ke_hoach=plan.nam_ke_hoach,
                nam_truoc=plan.nam_ke_hoach - 1,
                nam_sau=plan.nam_ke_hoach + 1,
                ngay_ban_hanh=self.day,
                con_cap_huyen=self.day <= LAST_DISTRICT_DAY,
                kem_theo_quyet_dinh=self.attached,
                dia_phuong=self.place,
                co_quan=self.issuer,
                ten_co_quan=self._agency_name,
                vien_dan=self._cite,
                vien_dan_mo=self._cite_open,
                viet_tat=self.words.abbreviation,
                dieu_khoan=self._clause,
                chu_thich=self._note,
                noi_lien=Markup(JOINER),  # noqa: S704  (marks, not markup)
                xuong_dong=Markup(BREAK),  # noqa: S704
                liet_ke=list_texts,
                tham_so={**self.locality.model.tham_so, **plan.tham_so},
                ky_niem=self._days(),
                ngoai_giao=self._diplomatic_days(),
                **self._partner_names(),
            )
            self._names["thuc_hien"] = self._citations("thuc_hien", plan.thuc_hien)
            self._names["can_cu"] = self._citations("can_cu", plan.can_cu)
            self._names["trong_tam"] = self._rendered_list("trong_tam", plan.trong_tam)
            self._names["nhiem_vu"] = tuple(self._tasks(plan.nhiem_vu))
            self._names["phan_cong"] = tuple(self._duties(plan.to_chuc_thuc_hien))
        return self._names

    def render(self, text: str, *path: str | int) -> Markup:
        """Return a Markdown text of the plan, rendered; what is wrong in it is collected."""
        place = self.plan.location(*path, line=1)
        try:
            return Markup(self.environment.render_text(text, self.names(), place))  # noqa: S704
        except InputError as error:
            self.problems.extend(error.findings)
            return Markup()

    @property
    def _first_day(self) -> date:
        """Return the first day of the month of issue: what is before it is no task any more."""
        return self.day.replace(day=1)

    # ------------------------------------------------------------------ citations

    def _own_documents(self) -> dict[str, CitedDocument]:
        plan = self.plan.model
        own = (*plan.van_ban, *plan.can_cu, *plan.thuc_hien)
        return {
            document.ma: document
            for document in own
            if isinstance(document, VanBan) and document.ma
        }

    def _citations(self, key: str, entries: Iterable[str | VanBan]) -> tuple[Markup, ...]:
        marks = []
        for index, entry in enumerate(entries):
            if isinstance(entry, VanBan):
                name = entry.ma or f"{key}.{index}"
                self.words.documents[name] = entry
            else:
                name = entry
            marks.append(self._citation(name, "", self.plan.location(key, index)))
        return tuple(marks)

    def _cite(self, ma: str, form: str = "") -> Markup:
        return self._citation(str(ma), form, current_place())

    def _citation(self, name: str, form: str, place: Location) -> Markup:
        if name not in self.words.documents:
            found = self.catalogues.references_by_symbol.get(name, ())
            if len(found) != 1:
                self._unknown(problems.NO_REFERENCE, place, self.words.documents, name)
                return Markup()
            name = found[0].id
        if form not in _FORMS:
            self._unknown(problems.NO_CITATION_FORM, place, _FORMS[1:], form)
        return self.words.citation(name, form)

    # ------------------------------------------------------------------ clauses and notes

    def _clause(self, ma: str) -> Markup:
        changes = self.plan.model.dieu_chinh
        place = current_place()
        ma = check_name(ma, place)
        name = f"clauses/{ma}.md.j2"
        self.clauses.add(ma)
        if ma in changes.bo:
            return Markup()
        if ma in changes.thay:
            return self.render(changes.thay[ma], "dieu_chinh", "thay", ma)
        if self.environment.find(name, place) is None:
            spend(PROBLEM_STEPS)
            self.problems.append(_no_clause(ma, place, self.environment))
            return Markup()
        if ma in self._open:
            spend(PROBLEM_STEPS)
            self.problems.append(problems.CLAUSE_CALLS_ITSELF.at(place, quote=ma, name=ma))
            return Markup()
        self._open.append(ma)
        try:
            parts = [Markup(self.environment.render_file(name, self.names()))]  # noqa: S704
        except InputError as error:
            self.problems.extend(error.findings)
            return Markup()
        finally:
            self._open.pop()
        if ma in changes.them_truoc:
            parts.insert(0, self.render(changes.them_truoc[ma], "dieu_chinh", "them_truoc", ma))
        if ma in changes.them_sau:
            parts.append(self.render(changes.them_sau[ma], "dieu_chinh", "them_sau", ma))
        return Markup("\n\n").join(part.rstrip("\n") for part in parts) + Markup("\n")

    def _note(self, ma: str, mac_dinh: str | None = None) -> Markup:
        notes = self.plan.model.chu_thich
        self.notes.add(ma)
        if ma in notes:
            text = str(self.render(notes[ma], "chu_thich", ma))
        elif mac_dinh is not None:
            text = str(escape_markdown(mac_dinh))
        else:
            place = current_place()
            if place.file == self.plan.file:
                self._unknown(problems.NO_NOTE, place, notes, ma)
            return Markup()
        return Markup(f"^[{' '.join(text.split())}]")  # noqa: S704

    # ------------------------------------------------------------------ facts

    def _agency_name(self, ma: str) -> Markup | str:
        found = self._agency(str(ma).replace("_", "-"))
        if found is None:
            return ""
        return self.words.fact(
            f"co_quan.{ma}", found.ten_goi, lambda: self.ledger.record_agency(found)
        )

    def _agency(self, ma: str) -> AgencyName | None:
        place = current_place()
        try:
            return agency(
                self.catalogues,
                ma,
                self.day,
                place=self._place_for(ma),
                locate=lambda _: place,
            )
        except InputError as error:
            spend(PROBLEM_STEPS)
            self.problems.extend(error.findings)
            return None

    def _cite_open(self, loai: str, chu_viet_tat: str, ma: str, trich_yeu: str) -> Markup:
        found = self._agency(str(ma).replace("_", "-"))
        if found is None:
            return Markup()
        self.ledger.record_agency(found)
        pending = open_reference(str(loai), str(chu_viet_tat), found, str(trich_yeu))
        self.words.documents[pending.id] = pending
        return self.words.citation(pending.id)

    def _place_for(self, agency_id: str) -> AnyPlace:
        body: Agency | None = self.catalogues.agencies.get(agency_id)
        own = agency_place(self.locality.model, self.place, self.catalogues)
        if body is not None and body.level == "tinh" and self.place.cap != "tinh":
            return self._province_place(own)
        return own

    def _province_place(self, own: AnyPlace) -> AnyPlace:
        if self.place.province is not None:
            return self.place.province
        if self.place.tinh:
            return OwnPlace(self.place.loai_tinh, self.place.tinh)
        return own

    def _days(self) -> tuple[DayView, ...]:
        wish = self.plan.model.ngay_ky_niem
        year = self.plan.model.nam_ke_hoach
        found = anniversaries.occasions(self.catalogues, year)
        found += self._own_days(year)
        province = self.place.province
        chosen = self._collect(
            lambda: anniversaries.select(
                found,
                chosen=wish.chon,
                excluded=wish.bo,
                scopes=("national", "locality"),
                provinces=(province.code,) if province else (),
                since=self._first_day,
                few=self.place.cap == CapDonVi.XA.value,
                known=self.catalogues.anniversaries,
                locate=self._locate_days,
            )
        )
        added = local_occasions(wish.them, year)
        chosen = sort_occasions({day.id: day for day in (*chosen, *added)}.values())
        self._days_named += chosen
        return tuple(self._view_day(day) for day in chosen)

    def _locate_days(self, path: tuple[str | int, ...]) -> Location:
        key = {"chosen": "chon", "excluded": "bo"}.get(str(path[0]), str(path[0]))
        return self.plan.location("ngay_ky_niem", key, *path[1:])

    def _own_days(self, year: int) -> tuple[Occasion, ...]:
        days = (*self.locality.model.ngay_truyen_thong, *self.plan.model.ngay_ky_niem.them)
        return local_occasions(days, year)

    def _diplomatic_days(self) -> tuple[DayView, ...]:
        countries = self.plan.model.ngay_ky_niem.ngoai_giao
        chosen = self._collect(
            lambda: relations.select_relations(
                self.catalogues,
                self.plan.model.nam_ke_hoach,
                countries,
                day=self.day,
                since=self._first_day,
                locate=lambda path: self.plan.location("ngay_ky_niem", "ngoai_giao", *path),
            )
        )
        self._days_named += chosen
        return tuple(self._view_day(day) for day in chosen)

    def _view_day(self, day: Occasion) -> DayView:
        state_name = day.fact.state_name if isinstance(day.fact, Anniversary) else ""
        if state_name and self.regime is Regime.STATE:
            day = replace(day, name=state_name)
        year_class = day.year_class
        record = partial(self.ledger.record_occasion, day)
        return DayView(
            ma=day.id,
            ten=day.name,
            so_nam=day.years,
            loai_nam=YEAR_CLASS_NAMES[year_class] if year_class else "",
            nhom=day.kind,
            cau=self._day_words("cau", day.id, day.text, record),
            cum=self._day_words("cum", day.id, day.phrase, record),
            nuoc=day.name.rpartition(" - ")[2] if day.kind == relations.RELATION_KIND else "",
        )

    def _day_words(self, form: str, name: str, text: str, record: Callable[[], None]) -> Markup:
        return self.words.fact(f"ngay.{form}.{name}", text, record)

    def past_days(self) -> Iterable[Diagnostic]:
        """Yield a notice for each day the plan chose that is over when the document is issued."""
        for day in self._days_named:
            if day.is_before(self._first_day):
                yield PAST_DAY.at(self.plan.location("ngay_ky_niem"), day=day.phrase)

    def _partner_names(self) -> dict[str, Any]:
        chosen = self._partners()
        self._record_partners(chosen)
        by_country: dict[str, list[Any]] = {}
        for partner in chosen:
            country = view_partner(partner, self.catalogues).country
            by_country.setdefault(country, []).append(partner)
        phrases = [
            (country, list_partners(partners, self.catalogues))
            for country, partners in by_country.items()
        ]
        return {
            "doi_tac": list_partners(chosen, self.catalogues),
            "doi_tac_theo_nuoc": tuple(phrases),
        }

    def _record_partners(self, partners: Iterable[DoiTac]) -> None:
        """Note the partners that the catalogue knows, so that the unsure ones are told."""
        province = self.place.province
        if province is None:
            return
        for partner in partners:
            known = in_catalogue(partner, self.catalogues, province)
            if known is not None:
                self.ledger.record(known, describe_partner(partner, self.catalogues))

    def _partners(self) -> list[DoiTac]:
        own = self.locality.model.doi_tac
        wish = self.plan.model.doi_tac
        if wish is None:
            return list(own)
        by_name = {partner.ten_goi: partner for partner in own}
        return [
            by_name[partner] if isinstance(partner, str) else partner
            for partner in wish
            if not isinstance(partner, str) or partner in by_name
        ]

    # ------------------------------------------------------------------ lists of the plan

    def _rendered_list(self, key: str, texts: Iterable[str]) -> tuple[Markup, ...]:
        return tuple(_one_line(self.render(text, key, index)) for index, text in enumerate(texts))

    def _tasks(self, tasks: Iterable[NhiemVu]) -> Iterable[NhiemVu]:
        """Yield the tasks as templates see them: all as typed, but what to do is rendered."""
        for index, task in enumerate(tasks):
            text = _one_line(self.render(task.noi_dung, "nhiem_vu", index, "noi_dung"))
            yield task.model_copy(update={"noi_dung": text})

    def _duties(self, duties: Iterable[PhanCong]) -> Iterable[DutyView]:
        for index, duty in enumerate(duties):
            base = ("to_chuc_thuc_hien", index)
            yield DutyView(
                _one_line(self.render(duty.co_quan, *base, "co_quan")),
                tuple(
                    _one_line(self.render(work, *base, "viec", number))
                    for number, work in enumerate(duty.viec)
                ),
            )

    # ------------------------------------------------------------------ problems

    def _collect(self, select: Callable[[], tuple[Occasion, ...]]) -> tuple[Occasion, ...]:
        try:
            return select()
        except InputError as error:
            self.problems.extend(error.findings)
            return ()

    def _unknown(
        self, problem: Problem, place: Location, options: Iterable[str], name: str
    ) -> None:
        spend(PROBLEM_STEPS)
        self.problems.append(unknown(problem, place, name, options))


def list_texts(texts: Iterable[object], separator: str = "; ") -> Markup:
    """Return texts joined, each escaped."""
    texts = list(texts)
    for text in texts:
        check_printable(text)
    return Markup(separator).join(escape_markdown(text) for text in texts)  # noqa: S704


def _one_line(text: Markup) -> Markup:
    return Markup(" ".join(str(text).split()))  # noqa: S704


def _no_clause(name: str, place: Location, environment: BodyEnvironment) -> Diagnostic:
    known = [
        path.name.removesuffix(".md.j2")
        for root in environment.roots
        for path in root.path.glob("clauses/*.md.j2")
    ]
    problem = problems.NO_CLAUSE
    return unknown(problem, place, name, known)
