"""A plan becomes a document: its request is read, its texts rendered, its parts put together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from generator.catalogues.can_cu import check_document_date, check_open, check_reference
from generator.catalogues.ledger import Ledger
from generator.catalogues.load import Catalogues, load_catalogues
from generator.catalogues.model import PendingReference, Reference
from generator.catalogues.old_names import bodies_gone
from generator.catalogues.problems import LATER_THAN_DOCUMENT
from generator.compose import problems
from generator.compose.body import (
    render_body,
    render_line,
    render_typed_annex,
    unused_notes,
)
from generator.compose.budget import AnnexPart, budget_names, check_part, load_part
from generator.compose.context import BodyContext
from generator.compose.frame import Text, assemble, knows_type
from generator.compose.kinds import DocumentKind, load_kind_of
from generator.compose.place import (
    Issuer,
    PlaceView,
    find_issuer,
    names_other_kind,
    view_place,
)
from generator.diagnostics import Diagnostic, Location, errors_in
from generator.document.nodes import (
    Document,
    plain_text,
)
from generator.document.walk import iter_inlines
from generator.errors import InputError
from generator.inputs.load import Source, load_workspace_catalogue
from generator.inputs.request import Request, load_request
from generator.model.base import Regime
from generator.model.plan import Plan
from generator.standards import Standard, choose_standard
from generator.templating.environment import (
    BodyEnvironment,
    TemplateRoot,
    note_file,
    record_files,
)
from generator.templating.limits import limit
from generator.templating.names import locate
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


def build_document(plan_path: Path, workspace: Workspace, *, standard: str | None = None) -> Built:
    """Return the document a plan asks for.

    On its way the data takes these forms::

        plans/cao-bang/2027-quyet-dinh.yaml
          Request    plan, locality, budget: checked, each value with its place
          Text       kind, issuer on the day, subject, numbered blocks, the budget worked out;
                     a decision has a second one, of the plan it issues
          Document   frame, blocks and annexes of both
          Built      the document with its standard and what a person should look at

    Args:
        plan_path: The plan's file; its locality stands beside it.
        workspace: The user's folder.
        standard: Id of a standard to use instead of the one for regime and date.

    Raises:
        InputError: With every problem found.
    """
    composer = _Composer(workspace, workspace_catalogues(workspace), standard)
    with record_files() as files, limit():
        text = composer.text(plan_path)
        attached_name = text.plan.ke_hoach_kem_theo
        attached = None
        if attached_name is not None:
            attached = composer.text(plan_path.parent / attached_name, attached=True)
        frame = find_frame(text.request, workspace)
    texts = [text, *([attached] if attached else [])]
    inputs = {*files, *(path for one in texts for path in _request_files(one.request))}
    if workspace.catalogue_path.is_file():
        inputs.add(workspace.catalogue_path)
    if frame:
        inputs.add(frame)
    workspace.check_inputs(inputs, plan_path)
    document = assemble(text, attached)
    return Built(
        document,
        text.standard,
        output_stem(plan_path),
        tuple(composer.report(texts, document)),
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


@dataclass(frozen=True, slots=True)
class _Composer:
    """Composes the texts of one document.

    Attributes:
        workspace: The user's folder.
        catalogues: Facts.
        override: Id of a standard to use instead of the one for regime and date.
        ledger: Takes down the facts that are printed.
    """

    workspace: Workspace
    catalogues: Catalogues
    override: str | None
    ledger: Ledger = field(default_factory=Ledger)

    def text(self, plan_path: Path, *, attached: bool = False) -> Text:
        """Return the text of a plan.

        Raises:
            InputError: With every problem found.
        """
        request = load_request(plan_path, self.workspace.root)
        plan, locality = request.plan, request.locality
        day = plan.model.ngay_ban_hanh.first_day
        place = view_place(locality, self.catalogues, day)
        environment = _environment(self.workspace.template_roots(*_packs(request, place)))
        kind = load_kind_of(environment, plan)
        issuer, doubts = find_issuer(
            locality, plan.model.co_quan_ban_hanh, place, self.catalogues, day
        )
        _check_regime(request, kind)
        standard = choose_standard(kind.he_thong, day, self.override)
        abbreviation = tuple(_missing_abbreviation(plan, kind, standard))
        if errors_in(abbreviation):
            raise InputError(abbreviation)
        part = load_part(
            request.budget, environment.find, note_file, self.catalogues, self.ledger, day, place
        )
        names = budget_names(plan.model, part, locality.model, place, self.catalogues)
        context = BodyContext(
            plan, locality, place, issuer, self.catalogues, environment, standard.regime, day,
            self.ledger, attached, names,
        )  # fmt: skip
        trich_yeu = plan.model.trich_yeu or render_line(
            context, kind.trich_yeu, Location(f"kinds/{plan.model.loai_van_ban}/kind.yaml")
        )
        annex_title = _annex_title(context, kind, part, trich_yeu) if part is not None else ""
        blocks = render_body(context, kind)
        typed = [render_typed_annex(context, kind, i) for i in range(len(plan.model.phu_luc))]
        findings = (
            *request.findings,
            *doubts,
            *abbreviation,
            *unused_notes(context),
            *context.past_days(),
            *_reference_findings(context),
            *_recipients_of_other_kind(request, issuer, place, day),
        )
        return Text(
            request, kind, issuer, standard, trich_yeu, blocks, findings, part, annex_title,
            tuple(typed),
        )  # fmt: skip

    def report(self, texts: Sequence[Text], document: Document) -> Iterator[Diagnostic]:
        """Yield what a person should know before signing."""
        standard, here = texts[0].standard, Location(texts[0].request.plan.file)
        for text in texts:
            yield from text.findings
        used = problems.STANDARD_USED.at(here, name=standard.name, confidence=standard.confidence)
        yield replace(used, basis=standard.title, confidence=standard.confidence)
        for text in texts:
            if text.part is not None:
                yield from check_part(text.part, document, standard, self.catalogues)
        for finding in self.ledger.unconfirmed():
            yield finding if finding.location.file else finding.at(here)
        day = max(text.plan.ngay_ban_hanh.first_day for text in texts)
        for finding in bodies_gone(_all_text(document), day, self.catalogues):
            yield finding.at(here)


def _annex_title(context: BodyContext, kind: DocumentKind, part: AnnexPart, trich_yeu: str) -> str:
    """Return the title of a budget's annex: the budget's own, its kind's, else a usual one."""
    if part.source.model.ten_phu_luc:
        return part.source.model.ten_phu_luc
    if kind.ten_phu_luc:
        place = Location(f"kinds/{context.plan.model.loai_van_ban}/kind.yaml")
        return render_line(context, kind.ten_phu_luc, place, trich_yeu=trich_yeu)
    return f"{DEFAULT_ANNEX_TITLE} {kind.ten_loai} {trich_yeu}"


def _packs(request: Request, place: PlaceView) -> tuple[str, ...]:
    """Return the packs that may override templates: the locality's own, then its province's."""
    own = request.locality.path.parent.name
    return (own, place.province.slug) if place.province else (own,)


def _check_regime(request: Request, kind: DocumentKind) -> None:
    """Refuse a kind of the party for a body of the state, and the reverse."""
    plan = request.plan
    issuer = request.locality.model.co_quan_ban_hanh[plan.model.co_quan_ban_hanh]
    if issuer.he_thong is not kind.he_thong:
        raise InputError(
            problems.OTHER_REGIME.at(
                plan.location("loai_van_ban"),
                quote=plan.model.loai_van_ban,
                kind=plan.model.loai_van_ban,
                name=plan.model.co_quan_ban_hanh,
                expected=kind.he_thong.value,
                found=issuer.he_thong.value,
            )
        )


def _missing_abbreviation(
    plan: Source[Plan], kind: DocumentKind, standard: Standard
) -> Iterator[Diagnostic]:
    """Yield that the symbol cannot name the type: the party's cannot go without."""
    if plan.model.the_thuc.so_ky_hieu is not None or knows_type(standard, kind.ten_loai):
        return
    is_party = standard.regime is Regime.PARTY
    problem = problems.NO_ABBREVIATION if is_party else problems.NO_STATE_ABBREVIATION
    yield problem.at(
        plan.location("ten_loai" if plan.model.ten_loai else "loai_van_ban"),
        quote=kind.ten_loai,
        standard=standard.name,
        name=kind.ten_loai,
    )


def find_frame(request: Request, workspace: Workspace) -> Path | None:
    """Return a Word frame that a pack or the workspace puts in place of the built-in one."""
    kind = request.plan.model.loai_van_ban
    for root in workspace.template_roots(request.locality.path.parent.name):
        name = f"kinds/{kind}/frame.docx"
        path = locate(root.path, name, Location(f"{root.display}/{name}"))
        if path:
            return path
    return None


def _request_files(request: Request) -> Iterator[Path]:
    sources = (request.plan, request.locality, request.budget)
    yield from (source.path for source in sources if source is not None)


# ---------------------------------------------------------------------- doubts about a text


def _recipients_of_other_kind(
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
            yield problems.RECIPIENT_OF_OTHER_KIND.at(where, name=name, place=place.tinh_day_du)


def _reference_findings(context: BodyContext) -> Iterator[Diagnostic]:
    """Yield what is wrong with the documents a text cites."""
    plan = context.plan
    exact = plan.model.ngay_ban_hanh.exact
    last_day = plan.model.ngay_ban_hanh.last_day
    for name in context.words.cited:
        document = context.words.documents[name]
        if isinstance(document, Reference | PendingReference):
            found = check_reference(
                context.catalogues, document, context.day, plan_year=plan.model.nam_ke_hoach
            )
            if isinstance(document, Reference) and document.ngay.first_day <= last_day:
                # An open date of issue may still come after the cited document's.
                found = [finding for finding in found if finding.id != LATER_THAN_DOCUMENT.id]
        else:
            found = [
                *check_open(document),
                *(check_document_date(document, exact) if exact else ()),
            ]
        yield from (
            finding if finding.location.file else finding.at(Location(plan.file))
            for finding in found
        )


def _all_text(document: Document) -> list[str]:
    blocks = (document.blocks, *(annex.blocks for annex in document.annexes))
    text = [plain_text(inlines) for part in blocks for inlines in iter_inlines(part)]
    frame = document.frame
    return [*text, *frame.kinh_gui, *frame.noi_nhan]
