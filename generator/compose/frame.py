"""A document put together from its rendered texts: the formal frame, the body, the annexes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.budget.annex import build_annex
from generator.budget.sheets import build_sheets
from generator.compose.budget import AnnexPart, with_recipients
from generator.compose.kinds import BoCuc, DocumentKind
from generator.compose.place import Issuer
from generator.diagnostics import Diagnostic
from generator.document.nodes import Annex, Blocks, Document, Frame, Orientation, Properties
from generator.inputs.request import Request
from generator.model.base import Regime
from generator.model.locality import Locality, NguoiKy
from generator.model.plan import LapTuDuToan, Plan, TheThuc
from generator.standards import Standard
from generator.text.dates import format_long

DRAFT = "DỰ THẢO"
_REPEAT = "Như trên"
_TYPED_PARTS = tuple(name for name in TheThuc.model_fields if name in Frame.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Text:
    """One rendered text: a plan's own, or that of a plan attached to a decision.

    Attributes:
        request: What it was made from.
        kind: Its kind.
        issuer: The issuing body on the date of issue.
        standard: The format rules it follows.
        trich_yeu: Its subject ("công tác thông tin đối ngoại năm 2027").
        blocks: Its numbered body.
        findings: What a person should look at.
        part: Its budget, worked out.
        annex_title: Title of the budget's annex.
        typed_annexes: Annexes whose text the plan gives.
    """

    request: Request
    kind: DocumentKind
    issuer: Issuer
    standard: Standard
    trich_yeu: str
    blocks: Blocks
    findings: tuple[Diagnostic, ...]
    part: AnnexPart | None = None
    annex_title: str = ""
    typed_annexes: tuple[Annex, ...] = ()

    @property
    def plan(self) -> Plan:
        """Return what was asked for."""
        return self.request.plan.model


def assemble(text: Text, attached: Text | None) -> Document:
    """Return the document of a text and, for a decision, of the plan it issues."""
    locality = text.request.locality.model
    usual = text.issuer.noi_nhan or locality.noi_nhan
    texts = [text, *([attached] if attached else [])]
    asking = (one for one in texts if _asks_for_recipients(one))
    part = next((one.part for one in asking), None)
    plan = with_recipients(text.plan, part, usual, text.blocks)
    frame = compose_frame(plan, locality, text.issuer, text.kind, text.standard, text.trich_yeu)
    reference = _reference_line(text)
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
        _budget_annex(one, one.part, text.standard, line)
        for one, line in (
            (text, reference),
            (attached, f"Kế hoạch ban hành tại {reference}"),
        )
        if one is not None and one.part is not None
    )
    for one in texts:
        annexes.extend(one.typed_annexes)
    title = f"{text.kind.ten_loai} {text.trich_yeu}"
    return Document(
        frame,
        text.blocks,
        Properties(title=title, subject=text.trich_yeu, author=text.issuer.ten_day_du),
        tuple(annexes),
    )


def _asks_for_recipients(text: Text) -> bool:
    return text.part is not None and LapTuDuToan.NOI_NHAN in text.plan.lap_tu_du_toan


def _budget_annex(text: Text, part: AnnexPart, standard: Standard, reference: str) -> Annex:
    title = text.annex_title.upper()
    label, line = standard.annex_label(1, 1), f"(Kèm theo {reference})"
    return Annex(
        label=label,
        title=(title,),
        reference=line,
        orientation=Orientation.LANDSCAPE,
        blocks=build_annex(part.computed, part.layout, part.source.file),
        sheets=build_sheets(part.computed, part.layout, (label, title), line),
    )


def _reference_line(text: Text) -> str:
    """Return how an annex names its document: kind, number, date, issuer."""
    plan, standard = text.plan, text.standard
    number = format_number(plan, text.issuer, text.kind, standard)
    comma = "," if standard.regime is Regime.PARTY else ""
    number = number.replace("Số: ", "số ").replace("Số ", "số ")
    name = text.issuer.ten_day_du
    dated = format_long(plan.ngay_ban_hanh)
    return f"{text.kind.ten_loai} {number}{comma} {dated} của {name}"


# ---------------------------------------------------------------------- the formal frame


def compose_frame(
    plan: Plan,
    locality: Locality,
    issuer: Issuer,
    kind: DocumentKind,
    standard: Standard,
    trich_yeu: str,
) -> Frame:
    """Return the frame of a document.

    Args:
        plan: The request.
        locality: Whose place name stands in the date line and whose roles sign.
        issuer: The issuing body on the date of issue.
        kind: Kind of document.
        standard: Its format rules.
        trich_yeu: Subject, rendered.
    """
    is_letter = kind.bo_cuc is BoCuc.CONG_VAN
    signatory = find_signatory(plan, locality, issuer)
    subject = standard.format_letter_subject(trich_yeu) if is_letter else trich_yeu
    frame = Frame(
        regime=kind.he_thong,
        standard=standard.id,
        layout=kind.bo_cuc.value,
        co_quan_chu_quan=issuer.co_quan_chu_quan,
        co_quan_ban_hanh=issuer.ten_in_hoa,
        so_ky_hieu=_number_line(plan, issuer, kind, standard),
        dia_danh_ngay=f"{locality.dia_danh}, {format_long(plan.ngay_ban_hanh)}",
        ten_loai="" if is_letter else kind.ten_loai.upper(),
        trich_yeu=(subject,),
        kinh_gui_label=standard.kinh_gui_label() if plan.kinh_gui else "",
        kinh_gui=plan.kinh_gui,
        quyen_han=signatory.quyen_han if signatory else (),
        chuc_vu=signatory.chuc_vu if signatory else "",
        ho_ten=signatory.ho_ten if signatory else "",
        noi_nhan=_recipients(plan, locality, issuer, kind, standard),
        draft_mark=_draft_mark(plan.du_thao),
    )
    return _as_typed(frame, plan.the_thuc, standard)


def _as_typed(frame: Frame, typed: TheThuc, standard: Standard) -> Frame:
    """Return the frame with the parts that a plan gives word for word."""
    given = {
        name: getattr(typed, name) for name in _TYPED_PARTS if getattr(typed, name) is not None
    }
    if "kinh_gui" in given:
        label = frame.kinh_gui_label or standard.kinh_gui_label()
        given |= {"kinh_gui_as_is": True, "kinh_gui_label": label if typed.kinh_gui else ""}
    if typed.nhan_kinh_gui is not None:
        given["kinh_gui_label"] = typed.nhan_kinh_gui
    return replace(frame, **given)


def knows_type(standard: Standard, ten_loai: str) -> bool:
    """Return whether a standard's table of abbreviations has a type name."""
    return ten_loai.lower() in {name.lower() for name in standard.type_abbreviations}


def _number_line(plan: Plan, issuer: Issuer, kind: DocumentKind, standard: Standard) -> str:
    """Return number and symbol; "" where the plan says that none is printed."""
    return "" if plan.the_thuc.so_ky_hieu == "" else format_number(plan, issuer, kind, standard)


def format_number(plan: Plan, issuer: Issuer, kind: DocumentKind, standard: Standard) -> str:
    """Return number and symbol as the plan types them, else put together.

    The symbol of a state letter ends with the drafting unit.
    """
    if plan.the_thuc.so_ky_hieu:
        return plan.the_thuc.so_ky_hieu
    abbreviation = standard.type_abbreviation(kind.ten_loai)
    unit = "" if abbreviation else issuer.ky_hieu_don_vi
    return standard.format_so_ky_hieu(plan.so_van_ban, abbreviation, issuer.ky_hieu, unit)


def find_signatory(plan: Plan, locality: Locality, issuer: Issuer) -> NguoiKy | None:
    """Return who signs: given in the plan, by role, or the issuer's usual signatory."""
    chosen = plan.nguoi_ky or issuer.nguoi_ky
    if isinstance(chosen, NguoiKy):
        return chosen
    return locality.nguoi_ky.get(chosen) if chosen else None


def _recipients(
    plan: Plan, locality: Locality, issuer: Issuer, kind: DocumentKind, standard: Standard
) -> tuple[str, ...]:
    """Return the lines of recipients; whom the letter addresses is not named a second time."""
    names: Sequence[str] = issuer.noi_nhan or locality.noi_nhan
    if plan.noi_nhan is not None:
        names = plan.noi_nhan
    else:
        names = [name for name in names if name not in plan.kinh_gui]
    first = _REPEAT if plan.kinh_gui else kind.noi_nhan_dau
    if first and not any(name.startswith(first) for name in names):
        names = (first, *names)
    archive = (
        plan.noi_luu if plan.noi_luu is not None else issuer.noi_luu or _archive(issuer, standard)
    )
    return standard.format_noi_nhan(tuple(names), archive)


def _archive(issuer: Issuer, standard: Standard) -> str:
    """Return who keeps a document where nothing is said: the issuer, or a state office's VT."""
    if standard.regime is Regime.PARTY:
        return issuer.ten_goi
    return ", ".join(filter(None, ("VT", issuer.ky_hieu_don_vi)))


def _draft_mark(du_thao: bool | int) -> str:
    if du_thao is True:
        return DRAFT
    return f"Dự thảo lần {du_thao}" if du_thao else ""
