"""The formal parts of a document put together from the plan, the issuer and the standard."""

from collections.abc import Sequence
from dataclasses import replace

from generator.compose.issuer import Issuer
from generator.compose.kinds import BoCuc, DocumentKind
from generator.document.nodes import Frame
from generator.model.base import Regime
from generator.model.locality import Locality, NguoiKy
from generator.model.plan import Plan, TheThuc
from generator.standards import Standard
from generator.text.dates import format_long

DRAFT = "DỰ THẢO"
_REPEAT = "Như trên"
_TYPED_PARTS = tuple(name for name in TheThuc.model_fields if name in Frame.__dataclass_fields__)


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
        noi_nhan=_recipients(plan, locality, issuer, standard),
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
    plan: Plan, locality: Locality, issuer: Issuer, standard: Standard
) -> tuple[str, ...]:
    names: Sequence[str] = issuer.noi_nhan or locality.noi_nhan
    if plan.noi_nhan is not None:
        names = plan.noi_nhan
    if plan.kinh_gui and not any(name.startswith(_REPEAT) for name in names):
        names = (_REPEAT, *names)
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
