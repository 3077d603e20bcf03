"""The one place that joins the stages: a plan becomes a document, a document becomes a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from generator.budget.build import build_annex
from generator.budget.sheets import build_sheets
from generator.catalogues.agencies import bodies_gone
from generator.catalogues.can_cu import check_document_date, check_open, check_reference
from generator.catalogues.findings import LATER_THAN_DOCUMENT
from generator.catalogues.ledger import Ledger
from generator.catalogues.load import Catalogues, load_catalogues
from generator.catalogues.model import PendingReference, Reference
from generator.compose.body import (
    render_body,
    render_line,
    render_typed_annex,
    unused_notes,
)
from generator.compose.budget import (
    AnnexPart,
    budget_names,
    check_part,
    load_part,
    with_recipients,
)
from generator.compose.context import BodyContext
from generator.compose.frame import compose_frame, format_number, knows_type
from generator.compose.issuer import Issuer, find_issuer
from generator.compose.kinds import DocumentKind, load_kind_of
from generator.compose.place import PlaceView, names_other_kind, view_place
from generator.diagnostics import Diagnostic, Location, Severity, errors_in
from generator.document.nodes import (
    Annex,
    Blocks,
    Document,
    Orientation,
    Properties,
    plain_text,
)
from generator.document.walk import iter_inlines
from generator.errors import InputError
from generator.i18n import N_
from generator.inputs.load import Source, load_workspace_catalogue
from generator.inputs.request import Request, load_request
from generator.model.base import Regime
from generator.model.plan import LapTuDuToan, Plan
from generator.standards import Standard, choose_standard
from generator.templating.environment import (
    BodyEnvironment,
    TemplateRoot,
    note_file,
    record_files,
)
from generator.templating.limits import limit
from generator.templating.names import locate
from generator.text.dates import format_long
from generator.workspace import Workspace

DEFAULT_ANNEX_TITLE = "NHIỆM VỤ VÀ KINH PHÍ THỰC HIỆN"


@dataclass(frozen=True, slots=True)
class Built:
    """A finished document and how it came to be.

    Attributes:
        document: The tree.
        standard: The format rules it follows.
        stem: Name of its files without ending ("2027-huong-dan-cao-bang").
        findings: Warnings and notices: what a person should look at.
        inputs: Every file that was read, sorted.
        frame: A Word frame of the workspace or a pack, None for the built-in one.
        frame_name: That frame as messages name it.
        budgets: The budgets of its annexes, worked out, in their order.
    """

    document: Document
    standard: Standard
    stem: str
    findings: tuple[Diagnostic, ...]
    inputs: tuple[Path, ...]
    frame: Path | None = None
    frame_name: str = ""
    budgets: tuple[AnnexPart, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """One rendered text: a plan's own, or that of a plan attached to a decision."""

    request: Request
    kind: DocumentKind
    issuer: Issuer
    trich_yeu: str
    blocks: Blocks
    findings: tuple[Diagnostic, ...]
    part: AnnexPart | None = None
    annex_title: str = ""
    typed_annexes: tuple[Annex, ...] = ()


def build_document(plan_path: Path, workspace: Workspace, *, standard: str | None = None) -> Built:
    """Return the document a plan asks for.

    Args:
        plan_path: The plan's file; its locality stands beside it.
        workspace: The user's folder.
        standard: Id of a standard to use instead of the one for regime and date.

    Raises:
        InputError: With every problem found.
    """
    catalogues = workspace_catalogues(workspace)
    ledger = Ledger()
    with record_files() as files, limit():
        text = _render(plan_path, workspace, catalogues, ledger, standard)
        rules = _choose_standard(text.request.plan, text.kind, standard)
        attached = _render_attached(text, workspace, catalogues, ledger, standard)
        frame = find_frame(text.request, workspace)
    texts = [text, *([attached] if attached else [])]
    inputs = {*files, *(path for one in texts for path in _request_files(one.request))}
    if workspace.catalogue_path.is_file():
        inputs.add(workspace.catalogue_path)
    if frame:
        inputs.add(frame)
    workspace.check_inputs(inputs, plan_path)
    document = _assemble(text, attached, rules)
    return Built(
        document,
        rules,
        output_stem(text.request.plan.path),
        tuple(_report(texts, document, rules, ledger, catalogues)),
        tuple(sorted(inputs)),
        frame,
        workspace.display(frame) if frame else "",
        tuple(one.part for one in texts if one.part is not None),
    )


def workspace_catalogues(workspace: Workspace) -> Catalogues:
    """Return the catalogues with the workspace's corrections.

    Raises:
        InputError: When the corrections are wrong.
    """
    path = workspace.catalogue_path
    if not path.is_file():
        return _packaged_catalogues()
    return load_catalogues(load_workspace_catalogue(path, display=workspace.display(path)))


@lru_cache(maxsize=1)
def _packaged_catalogues() -> Catalogues:
    return load_catalogues()


@lru_cache(maxsize=64)
def _environment(roots: tuple[TemplateRoot, ...]) -> BodyEnvironment:
    return BodyEnvironment(roots)


def output_stem(plan_path: Path) -> str:
    """Return the name of a plan's outputs: year and kind as the plan is named, then the place.

    >>> output_stem(Path("plans/cao-bang/2027-huong-dan.yaml"))
    '2027-huong-dan-cao-bang'
    """
    return f"{plan_path.stem}-{plan_path.parent.name}"


def _render(
    plan_path: Path,
    workspace: Workspace,
    catalogues: Catalogues,
    ledger: Ledger,
    standard: str | None,
    *,
    attached: bool = False,
) -> _Text:
    request = load_request(plan_path, workspace.root)
    plan = request.plan
    day = plan.model.ngay_ban_hanh.first_day
    place = view_place(request.locality, catalogues, day)
    environment = _environment(workspace.template_roots(*_packs(request, place)))
    kind = load_kind_of(environment, plan)
    issuer, doubts = find_issuer(
        request.locality, plan.model.co_quan_ban_hanh, place, catalogues, day
    )
    _check_regime(request, kind)
    rules = _choose_standard(plan, kind, standard)
    abbreviation = _missing_abbreviation(plan, kind, rules)
    if errors_in(abbreviation):
        raise InputError(abbreviation)
    part = load_part(request.budget, environment.find, note_file, catalogues, ledger, day, place)
    context = BodyContext(
        plan,
        request.locality,
        place,
        issuer,
        catalogues,
        environment,
        rules.regime,
        day,
        ledger,
        attached,
        budget_names(plan.model, part, request.locality.model, place, catalogues),
    )
    trich_yeu = plan.model.trich_yeu or render_line(
        context, kind.trich_yeu, Location(f"kinds/{plan.model.loai_van_ban}/kind.yaml")
    )
    annex_title = _annex_title(context, kind, part, trich_yeu) if part is not None else ""
    blocks = render_body(context, kind)
    typed = tuple(
        render_typed_annex(context, kind, index) for index in range(len(plan.model.phu_luc))
    )
    findings = (
        *request.findings,
        *doubts,
        *abbreviation,
        *unused_notes(context),
        *context.past_days(),
        *_reference_findings(context, catalogues),
        *_recipients_of_another_kind(request, issuer, place, day),
    )
    return _Text(request, kind, issuer, trich_yeu, blocks, findings, part, annex_title, typed)


def _annex_title(context: BodyContext, kind: DocumentKind, part: AnnexPart, trich_yeu: str) -> str:
    """Return the title of a budget's annex: the budget's own, its kind's, else a usual one."""
    if part.source.model.ten_phu_luc:
        return part.source.model.ten_phu_luc
    if kind.ten_phu_luc:
        place = Location(f"kinds/{context.plan.model.loai_van_ban}/kind.yaml")
        return render_line(context, kind.ten_phu_luc, place, trich_yeu=trich_yeu)
    return f"{DEFAULT_ANNEX_TITLE} {kind.ten_loai} {trich_yeu}"


def _render_attached(
    text: _Text,
    workspace: Workspace,
    catalogues: Catalogues,
    ledger: Ledger,
    standard: str | None,
) -> _Text | None:
    """Return the plan a decision issues, None for other documents."""
    name = text.request.plan.model.ke_hoach_kem_theo
    if name is None:
        return None
    path = text.request.plan.path.parent / name
    return _render(path, workspace, catalogues, ledger, standard, attached=True)


def _packs(request: Request, place: PlaceView) -> tuple[str, ...]:
    """Return the packs that may override templates: the locality's own, then its province's."""
    own = request.locality.path.parent.name
    return (own, place.province.slug) if place.province else (own,)


def _choose_standard(plan: Source[Plan], kind: DocumentKind, override: str | None) -> Standard:
    return choose_standard(kind.he_thong, plan.model.ngay_ban_hanh.first_day, override)


def _check_regime(request: Request, kind: DocumentKind) -> None:
    plan = request.plan
    issuer = request.locality.model.co_quan_ban_hanh[plan.model.co_quan_ban_hanh]
    if issuer.he_thong is kind.he_thong:
        return
    message = N_("loại văn bản '{kind}' là của hệ thống {expected}, cơ quan '{name}' là {found}")
    raise InputError(
        Diagnostic(
            "IN92",
            Severity.ERROR,
            message,
            plan.location("loai_van_ban"),
            {
                "kind": plan.model.loai_van_ban,
                "name": plan.model.co_quan_ban_hanh,
                "expected": kind.he_thong.value,
                "found": issuer.he_thong.value,
            },
            N_("chọn loại văn bản khác, hoặc cơ quan ban hành khác"),
            quote=plan.model.loai_van_ban,
        )
    )


def _missing_abbreviation(
    plan: Source[Plan], kind: DocumentKind, rules: Standard
) -> list[Diagnostic]:
    """Return a finding when the symbol cannot name the type: the party's cannot go without."""
    if plan.model.the_thuc.so_ky_hieu is not None or knows_type(rules, kind.ten_loai):
        return []
    return [
        Diagnostic(
            "TPL57",
            Severity.ERROR if rules.regime is Regime.PARTY else Severity.WARNING,
            N_("{standard} không có chữ viết tắt của tên loại '{name}' để ghi vào số, ký hiệu"),
            plan.location("ten_loai" if plan.model.ten_loai else "loai_van_ban"),
            {"standard": rules.name, "name": kind.ten_loai},
            N_("ghi cả dòng số, ký hiệu vào the_thuc.so_ky_hieu"),
            quote=kind.ten_loai,
        )
    ]


# ---------------------------------------------------------------------- the document


def _assemble(text: _Text, attached: _Text | None, rules: Standard) -> Document:
    locality = text.request.locality.model
    usual = text.issuer.noi_nhan or locality.noi_nhan
    asking = (one for one in (text, attached) if one is not None and _asks_for_recipients(one))
    part = next((one.part for one in asking), None)
    plan = with_recipients(text.request.plan.model, part, usual, text.blocks)
    frame = compose_frame(plan, locality, text.issuer, text.kind, rules, text.trich_yeu)
    reference = _reference_line(text, rules)
    annexes: list[Annex] = []
    if attached is not None:
        annexes.append(
            Annex(
                label="",
                title=(attached.kind.ten_loai.upper(),),
                subtitle=(attached.trich_yeu,),
                reference=f"(Ban hành kèm theo {reference})",
                orientation=Orientation.PORTRAIT,
                blocks=attached.blocks,
            )
        )
    annexes.extend(
        _budget_annex(one, one.part, rules, line)
        for one, line in (
            (text, reference),
            (attached, f"Kế hoạch ban hành tại {reference}"),
        )
        if one is not None and one.part is not None
    )
    for one in filter(None, (text, attached)):
        annexes.extend(one.typed_annexes)
    title = f"{text.kind.ten_loai} {text.trich_yeu}"
    return Document(
        frame,
        text.blocks,
        Properties(title=title, subject=text.trich_yeu, author=text.issuer.ten_day_du),
        tuple(annexes),
    )


def _asks_for_recipients(text: _Text) -> bool:
    return text.part is not None and LapTuDuToan.NOI_NHAN in text.request.plan.model.lap_tu_du_toan


def _budget_annex(text: _Text, part: AnnexPart, rules: Standard, reference: str) -> Annex:
    title = text.annex_title.upper()
    label, line = rules.annex_label(1, 1), f"(Kèm theo {reference})"
    return Annex(
        label=label,
        title=(title,),
        reference=line,
        orientation=Orientation.LANDSCAPE,
        blocks=build_annex(part.computed, part.layout, part.source.file),
        sheets=build_sheets(part.computed, part.layout, (label, title), line),
    )


def _reference_line(text: _Text, rules: Standard) -> str:
    """Return how an annex names its document: kind, number, date, issuer."""
    plan = text.request.plan.model
    number = format_number(plan, text.issuer, text.kind, rules)
    comma = "," if rules.regime is Regime.PARTY else ""
    number = number.replace("Số: ", "số ").replace("Số ", "số ")
    name = text.issuer.ten_day_du
    dated = format_long(plan.ngay_ban_hanh)
    return f"{text.kind.ten_loai} {number}{comma} {dated} của {name}"


def find_frame(request: Request, workspace: Workspace) -> Path | None:
    """Return a Word frame that a pack or the workspace puts in place of the built-in one."""
    kind = request.plan.model.loai_van_ban
    for root in workspace.template_roots(request.locality.path.parent.name):
        name = f"kinds/{kind}/frame.docx"
        path = locate(root.path, name, Location(f"{root.display}/{name}"))
        if path:
            return path
    return None


def _request_files(request: Request) -> Iterable[Path]:
    yield request.plan.path
    yield request.locality.path
    if request.budget is not None:
        yield request.budget.path


# ---------------------------------------------------------------------- the report


def _recipients_of_another_kind(
    request: Request, issuer: Issuer, place: PlaceView, day: date
) -> Iterator[Diagnostic]:
    """Yield the recipients typed when the province was not yet, or no more, what it is now."""
    plan, locality = request.plan, request.locality
    names = plan.model.noi_nhan
    where = plan.location("noi_nhan")
    if names is None:
        names = issuer.noi_nhan or locality.model.noi_nhan
        where = Location(locality.file)
    for name in names:
        if names_other_kind(name, place, day):
            yield Diagnostic(
                "FCT14",
                Severity.WARNING,
                N_("nơi nhận '{name}': ngày ban hành đã là {place}"),
                where,
                {"name": name, "place": place.tinh_day_du},
                N_("sửa tên gọi trong noi_nhan"),
            )


def _reference_findings(context: BodyContext, catalogues: Catalogues) -> Iterable[Diagnostic]:
    plan = context.plan
    exact = plan.model.ngay_ban_hanh.exact
    last_day = plan.model.ngay_ban_hanh.last_day
    for name in context.words.cited:
        document = context.words.documents[name]
        if isinstance(document, Reference | PendingReference):
            found = check_reference(
                catalogues, document, context.day, plan_year=plan.model.nam_ke_hoach
            )
            if isinstance(document, Reference) and document.ngay.first_day <= last_day:
                # An open date of issue may still come after the cited document's.
                found = [finding for finding in found if finding.id != LATER_THAN_DOCUMENT]
        else:
            found = [
                *check_open(document),
                *(check_document_date(document, exact) if exact else ()),
            ]
        yield from (
            finding if finding.location.file else finding.at(Location(plan.file))
            for finding in found
        )


def _report(
    texts: Iterable[_Text],
    document: Document,
    rules: Standard,
    ledger: Ledger,
    catalogues: Catalogues,
) -> Iterable[Diagnostic]:
    """Yield what a person should know before signing."""
    file = ""
    day = date.min
    for text in texts:
        file = file or text.request.plan.file
        day = max(day, text.request.plan.model.ngay_ban_hanh.first_day)
        yield from text.findings
    here = Location(file)
    yield Diagnostic(
        "CHK09",
        Severity.NOTICE,
        N_("trình bày theo {name} (độ tin cậy {confidence})"),
        here,
        {"name": rules.name, "confidence": rules.confidence},
        basis=rules.title,
        confidence=rules.confidence,
    )
    for text in texts:
        if text.part is not None:
            yield from check_part(text.part, document, rules, catalogues)
    for finding in ledger.unconfirmed():
        yield finding if finding.location.file else finding.at(here)
    for finding in bodies_gone(_all_text(document), day, catalogues):
        yield finding.at(here)


def _all_text(document: Document) -> list[str]:
    blocks = (document.blocks, *(annex.blocks for annex in document.annexes))
    text = [plain_text(inlines) for part in blocks for inlines in iter_inlines(part)]
    frame = document.frame
    return [*text, *frame.kinh_gui, *frame.noi_nhan]
