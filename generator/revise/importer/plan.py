"""A tidied and recognised file as a plan and, for a new issuer, a locality."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from generator.catalogues.load import Catalogues
from generator.compose.frame import compose_frame, knows_type
from generator.compose.kinds import DocumentKind, fitting_kinds, load_kinds
from generator.compose.place import find_issuer, view_place
from generator.document.markdown import MarkdownWriter, Written, compose
from generator.document.nodes import (
    Annex,
    Blocks,
    Footnote,
    Frame,
    Inlines,
    Orientation,
    Run,
)
from generator.document.walk import iter_inlines
from generator.inputs.load import Source
from generator.model.locality import Locality
from generator.model.plan import CapMuc, Plan, TheThuc, VanBan
from generator.recognise import patterns
from generator.recognise.paragraph import Paragraph
from generator.recognise.parts import AnnexPart, Recognised, recognise
from generator.revise.importer import facts
from generator.revise.importer.blocks import Body, BodyReader
from generator.revise.importer.citations import FoundDocument, References
from generator.revise.importer.facts import call_days, call_partners, take_tasks
from generator.revise.importer.frame import (
    FrameParts,
    as_source,
    find_known,
    new_entry,
    note_fixed,
    read_frame,
)
from generator.revise.importer.source import SourceFile, check_language
from generator.revise.importer.tidy import Tidied, tidy
from generator.standards import Standard, choose_standard
from generator.templating.environment import BodyEnvironment
from generator.text.normalize import clean, slug

_ANY_TYPE = "Văn bản"
"""Type name in the plan of a document that prints none we know; its parts are kept as typed."""
_END_MARKS = " .,;"
_ARCHIVE = "Lưu"
_SIGNATURE = "ky"
_CARRYING_OUT = ("Thực hiện", "Căn cứ", "Triển khai", "Tiếp tục thực hiện")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a build of the imported plan must give: the file's text after the repairs.

    Attributes:
        frame: Printed text of each formal part.
        blocks: The body.
        annexes: The annexes.
    """

    frame: Mapping[str, str]
    blocks: Blocks
    annexes: tuple[Annex, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """A file as a plan.

    Attributes:
        plan: The plan as plain values, in the order they are written in.
        locality: The locality, None when the issuer is known already.
        expected: What a build must give.
        parts: The formal parts.
        recognised: What was found where.
        tidied: The file with its repairs.
        documents: The documents it names.
        days: The remembered days it names.
        partners: The partners it names.
        source: The file.
        kinds: Every kind of document it could be of; the plan's own is the first.
        file_part: The part of the plan's file name after the year.
    """

    plan: dict[str, Any]
    locality: dict[str, Any] | None
    expected: Expected
    parts: FrameParts
    recognised: Recognised
    tidied: Tidied
    documents: tuple[FoundDocument, ...]
    days: facts.DayFacts
    partners: tuple[dict[str, str], ...]
    source: SourceFile
    kinds: tuple[str, ...]
    file_part: str


OpenTemplates = Callable[[Sequence[str]], BodyEnvironment]
"""Gives the templates of the workspace and of some packs."""


def import_file(
    source: SourceFile,
    catalogues: Catalogues,
    templates: OpenTemplates,
    known: Source[Locality] | None = None,
) -> Imported:
    """Return a file as a plan.

    Args:
        source: The file.
        catalogues: The register, anniversaries, partners.
        templates: Where document kinds are found.
        known: The locality of the folder the plan goes to, when there is one.

    Raises:
        InputError: When the text is not Vietnamese.
    """
    tidied = tidy(source)
    paragraphs = [
        Paragraph(each, each.text, index) for index, each in enumerate(tidied.word.paragraphs)
    ]
    whole = "\n".join(each.text for each in paragraphs)
    check_language(whole, source.name)
    recognised = recognise(paragraphs)
    parts = read_frame(recognised, paragraphs, tidied.repairs)
    year = parts.year(whole)
    day = parts.date.first_day if parts.date else date(year, 1, 1)
    standard = choose_standard(parts.regime, day)
    note_fixed(parts, standard, tidied.repairs)
    reader = BodyReader(tidied.word, source.grids, standard, tidied.repairs)
    first, last = recognised.body
    above, below = parts.loose
    body = reader.read([*above, *paragraphs[first:last], *below])
    annexes = tuple(_read_annex(reader, each, tidied) for each in recognised.annexes)
    maker = _PlanMaker(parts, body, annexes, catalogues, standard, year, day)
    return maker.make(whole, templates, known, recognised, tidied, source)


def _read_annex(reader: BodyReader, part: AnnexPart, tidied: Tidied) -> tuple[Annex, Body]:
    def lines(component: str) -> tuple[str, ...]:
        return tuple(clean(span.text) for span in part.components.get(component, ()))

    heads = {id(span.paragraph) for spans in part.components.values() for span in spans}
    rest = [
        each
        for each in part.paragraphs
        if id(each) not in heads and not patterns.TEXT_RULE.fullmatch(each.text.strip() or "x")
    ]
    body = reader.read(rest)
    sections = tidied.word.sections
    section = next((each.source.section for each in part.paragraphs), 0)
    wide = section < len(sections) and sections[section].landscape
    annex = Annex(
        label=" ".join(lines("phu_luc_label")),
        title=lines("phu_luc_title"),
        subtitle=lines("phu_luc_subtitle"),
        reference=" ".join(lines("phu_luc_ref")),
        orientation=Orientation.LANDSCAPE if wide else Orientation.PORTRAIT,
        blocks=body.blocks,
    )
    return annex, body


def _texts(inlines: Inlines) -> Iterator[str]:
    yield "".join(each.text for each in inlines if isinstance(each, Run))
    for each in inlines:
        if isinstance(each, Footnote):
            yield from _texts(each.inlines)


@dataclass
class _PlanMaker:
    """Puts a plan together from what was read."""

    parts: FrameParts
    body: Body
    annexes: tuple[tuple[Annex, Body], ...]
    catalogues: Catalogues
    standard: Standard
    year: int
    day: date
    texts: list[str] = field(init=False)
    """The texts of body and annexes with their notes, a paragraph each."""
    references: References = field(init=False)

    def __post_init__(self) -> None:
        blocks = [self.body.blocks, *(body.blocks for _, body in self.annexes)]
        self.texts = [
            text for each in blocks for inlines in iter_inlines(each) for text in _texts(inlines)
        ]
        self.references = References(self.catalogues, self.parts.regime, self.day)
        self.references.collect(self.texts)

    def make(
        self,
        whole: str,
        templates: OpenTemplates,
        known: Source[Locality] | None,
        recognised: Recognised,
        tidied: Tidied,
        source: SourceFile,
    ) -> Imported:
        """Return the plan with all that was found."""
        days = facts.find_days(self.texts, self.catalogues, self.year)
        partners = tuple(
            facts.partner_entry(each)
            for each in facts.find_partners("\n".join(self.texts), self.catalogues)
        )
        locality = None
        issuer = find_known(known, self.parts, self.catalogues, self.day) if known else None
        if issuer is None:
            entry = new_entry(self.parts, whole, self.catalogues, self.day)
            issuer, locality = entry.name, entry.locality
        if locality is not None and partners:
            locality["doi_tac"] = list(partners)
        plan, calls_partners = self._plan(issuer, days, partners)
        if locality is None and calls_partners:
            plan["doi_tac"] = list(partners)
        home = as_source(locality) if locality is not None else known
        assert home is not None  # noqa: S101  (an issuer that is not known makes a new locality)
        kinds = load_kinds(templates(self._packs(home)))
        names = self._kind_names(kinds)
        kind = kinds[names[0]]
        plan["loai_van_ban"] = names[0]
        if not kind.ten_loai:
            kind = kind.model_copy(update={"ten_loai": self.parts.kind or _ANY_TYPE})
            plan = _with(plan, "ten_loai", kind.ten_loai, before="co_quan_ban_hanh")
        lines = self._lines()
        expected = Expected(
            {key: clean(each if isinstance(each, str) else " ".join(each))
             for key, each in lines.items()},
            self.body.blocks,
            tuple(replace(annex, blocks=body.blocks) for annex, body in self.annexes),
        )  # fmt: skip
        typed = self._typed_parts(plan, kind, home, lines, expected)
        if typed:
            plan = _with(plan, "the_thuc", typed, before="noi_dung")
        return Imported(
            plan,
            locality,
            expected,
            self.parts,
            recognised,
            tidied,
            tuple(self.references.found.values()),
            days,
            partners,
            source,
            names,
            slug(kind.ten_loai) if "ten_loai" in plan else kind.ten_tep,
        )

    def _packs(self, home: Source[Locality]) -> list[str]:
        """Return the packs of a locality: its own, where it has a folder, and its province's."""
        province = view_place(home, self.catalogues, self.day).province
        return [*filter(None, (home.path.parent.name, province.slug if province else ""))]

    def _kind_names(self, kinds: Mapping[str, DocumentKind]) -> tuple[str, ...]:
        """Return the kinds the document can be of, else those that leave the name to the plan."""
        parts, issuer = self.parts, self.parts.text("co_quan_ban_hanh")
        named = fitting_kinds(kinds, parts.regime, parts.kind, issuer) if parts.kind else ()
        return named or fitting_kinds(kinds, parts.regime, "", issuer)

    # ------------------------------------------------------------------ the plan

    def _plan(
        self, issuer: str, days: facts.DayFacts, partners: Sequence[dict[str, str]]
    ) -> tuple[dict[str, Any], bool]:
        """Return the plan, and whether its text prints the partners."""
        parts = self.parts
        plan: dict[str, Any] = {
            "nam_ke_hoach": self.year,
            "loai_van_ban": "",
            "co_quan_ban_hanh": issuer,
            "ngay_ban_hanh": str(parts.date or self.year),
        }
        if parts.number:
            plan["so_van_ban"] = parts.number
        plan["trich_yeu"] = self._subject()
        plan["du_thao"] = parts.draft
        # The body is written before the lists of documents: it says which were cited.
        writer = MarkdownWriter(self.references.link)
        written, duties = facts.take_duties(writer.write(self.body.blocks, self.body.given_labels))
        written, tasks = take_tasks(written)
        written, printed = call_days(written, days.chosen, self.catalogues, self.year)
        written, calls_partners = call_partners(written, partners, self.catalogues)
        annexes = [self._annex(writer, annex, body) for annex, body in self.annexes]
        plan |= self._documents(written)
        if parts.lines.get("kinh_gui"):
            plan["kinh_gui"] = [_without_marks(line) for line in parts.lines["kinh_gui"]]
        if printed:
            plan["ngay_ky_niem"] = {"chon": list(printed), "ngoai_giao": []}
        if self.body.levels:
            plan["danh_so"] = [_level(each) for each in self.body.levels]
        plan["noi_dung"] = compose(written) or "{{ noi_lien }}"
        if writer.notes:
            plan["chu_thich"] = dict(writer.notes)
        if annexes:
            plan["phu_luc"] = annexes
        if tasks:
            plan["nhiem_vu"] = tasks
        if duties:
            plan["to_chuc_thuc_hien"] = duties
        plan |= self._foot()
        if self.references.money:
            plan["tham_so"] = dict(self.references.money)
        return plan, calls_partners

    def _subject(self) -> str:
        parts = self.parts
        letter = parts.text("trich_yeu_cong_van")
        if letter:
            prefix = self.standard.format_letter_subject("").strip()
            return letter.removeprefix(prefix).strip() if prefix else letter
        return parts.text("trich_yeu") or "không ghi"

    def _documents(self, written: Sequence[Written]) -> dict[str, Any]:
        """Return the documents by where the text names them: bases, what it carries out, others."""
        opening = next((text for text in self.texts if text.lstrip().startswith(_CARRYING_OUT)), "")
        bases = "\n".join(each.text for each in written if each.attributes.startswith("{: .can_cu"))
        groups: dict[str, list[Any]] = {"can_cu": [], "thuc_hien": [], "van_ban": []}
        for found in self.references.found.values():
            entry = found.key if found.registered else _declared(found.document)
            if f'"{found.key}"' in bases or found.symbol in bases:
                groups["can_cu"].append(entry)
            elif opening and found.symbol in opening.replace(" ", ""):
                groups["thuc_hien"].append(entry)
            elif not found.registered:
                groups["van_ban"].append(entry)
        return {key: value for key, value in groups.items() if value}

    def _annex(self, writer: MarkdownWriter, annex: Annex, body: Body) -> dict[str, Any]:
        entry = {
            "nhan": annex.label,
            "tieu_de": list(annex.title),
            "phu_de": list(annex.subtitle),
            "kem_theo": annex.reference,
            "huong_giay": "ngang" if annex.orientation is Orientation.LANDSCAPE else "doc",
            "danh_so": [_level(each) for each in body.levels],
            "noi_dung": compose(writer.write(body.blocks, body.given_labels)),
        }
        return {key: value for key, value in entry.items() if value}

    def _foot(self) -> dict[str, Any]:
        lines = self.parts.lines
        names = [_without_marks(line) for line in lines.get("noi_nhan_list", ())]
        archive = ""
        if names and names[-1].startswith(_ARCHIVE):
            archive = names.pop()[len(_ARCHIVE) :].lstrip(": ")
        foot: dict[str, Any] = {"noi_nhan": names, "noi_luu": archive}
        signatory = self._signatory()
        if signatory:
            foot["nguoi_ky"] = signatory
        return foot

    def _signatory(self) -> dict[str, Any]:
        lines = self.parts.lines
        authority = list(lines.get("quyen_han", ()))
        position = " ".join(lines.get("chuc_vu", ()))
        name = " ".join(lines.get("ho_ten", ()))
        if not authority and not position and not name:
            return {"chuc_vu": ""}
        if authority and not position and not patterns.AUTHORITY.match(authority[-1]):
            position = authority.pop()
        signatory: dict[str, Any] = {"quyen_han": authority} if authority else {}
        signatory["chuc_vu"] = position
        if name:
            signatory["ho_ten"] = name
        return signatory

    # ------------------------------------------------------------------ parts typed as they are

    def _lines(self) -> dict[str, list[str] | str]:
        """Return the formal parts as the file has them, by the keys of ``the_thuc``."""
        parts = self.parts

        def lines(component: str) -> list[str]:
            return list(parts.lines.get(component, ()))

        return {
            "co_quan_chu_quan": lines("co_quan_chu_quan"),
            "co_quan_ban_hanh": lines("co_quan_ban_hanh"),
            "so_ky_hieu": parts.text("so_ky_hieu"),
            "dia_danh_ngay": parts.text("dia_danh_ngay"),
            "ten_loai": parts.text("ten_loai"),
            "trich_yeu": lines("trich_yeu_cong_van") or lines("trich_yeu"),
            "nhan_kinh_gui": parts.kinh_gui_label,
            "kinh_gui": lines("kinh_gui"),
            "noi_nhan": lines("noi_nhan_list"),
            _SIGNATURE: [*lines("quyen_han"), *lines("chuc_vu"), *lines("ho_ten")],
        }

    def _typed_parts(
        self,
        plan: dict[str, Any],
        kind: DocumentKind,
        home: Source[Locality],
        lines: Mapping[str, list[str] | str],
        expected: Expected,
    ) -> dict[str, Any]:
        """Return the formal parts that putting together would print otherwise than the file."""
        model = Plan.model_validate(plan)
        # A symbol whose abbreviation is in no table cannot be put together.
        always = () if knows_type(self.standard, kind.ten_loai) else ("so_ky_hieu",)
        if always:
            typed = TheThuc(so_ky_hieu=self.parts.text("so_ky_hieu"))
            model = model.model_copy(update={"the_thuc": typed})
        place = view_place(home, self.catalogues, self.day)
        issuer, _ = find_issuer(home, model.co_quan_ban_hanh, place, self.catalogues, self.day)
        subject = model.trich_yeu or ""
        frame = compose_frame(model, home.model, issuer, kind, self.standard, subject)
        printed = printed_frame(frame, self.standard)
        return {
            key: value
            for key, value in lines.items()
            if key != _SIGNATURE and (printed[key] != expected.frame[key] or key in always)
        }


def printed_frame(frame: Frame, standard: Standard) -> dict[str, str]:
    """Return the printed text of each formal part."""
    addressees = frame.kinh_gui
    if addressees and not frame.kinh_gui_as_is:
        addressees = standard.format_kinh_gui(addressees)
    texts = {
        "co_quan_chu_quan": frame.co_quan_chu_quan,
        "co_quan_ban_hanh": frame.co_quan_ban_hanh,
        "so_ky_hieu": (frame.so_ky_hieu,),
        "dia_danh_ngay": (frame.dia_danh_ngay,),
        "ten_loai": (frame.ten_loai,),
        "trich_yeu": frame.trich_yeu,
        "nhan_kinh_gui": (frame.kinh_gui_label,),
        "kinh_gui": addressees,
        "noi_nhan": frame.noi_nhan,
        _SIGNATURE: tuple(filter(None, (*frame.quyen_han, frame.chuc_vu, frame.ho_ten))),
    }
    return {key: clean(" ".join(lines)) for key, lines in texts.items()}


def _declared(document: Any) -> dict[str, Any]:
    assert isinstance(document, VanBan)  # noqa: S101  (what is not registered we declared)
    names = ("ma", "loai", "so_ky_hieu", "ngay", "co_quan", "trich_yeu")
    values = {name: getattr(document, name) for name in names}
    return {name: str(value) for name, value in values.items() if value}


def _level(level: CapMuc) -> dict[str, Any]:
    values = {"mau": level.mau, "in_hoa": level.in_hoa, "in_dam": level.in_dam}
    return {key: value for key, value in values.items() if value}


def _without_marks(line: str) -> str:
    return line.lstrip("-–—+•* ").rstrip(_END_MARKS)


def _with(plan: dict[str, Any], key: str, value: Any, *, before: str) -> dict[str, Any]:
    done: dict[str, Any] = {}
    for name, item in plan.items():
        if name == before:
            done[key] = value
        done[name] = item
    return done
