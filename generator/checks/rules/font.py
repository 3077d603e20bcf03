"""Phông chữ, màu chữ và cách giãn chữ (FON)."""

import re
from collections.abc import Callable, Iterator

from generator.checks.look import fix_of
from generator.checks.rule import Check
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic
from generator.i18n import N_
from generator.readers.docx import RunLook
from generator.recognise.paragraph import Paragraph, Span, Zone

_SLOTS = ("ascii", "hAnsi")
_LEGACY = re.compile(r"\.Vn|VNI-|VNtimes|\.VN", re.IGNORECASE)
_VARIANT = re.compile(r"times\s*new\s*roman.+|timesnewroman.*", re.IGNORECASE)
_SYMBOLS = re.compile(r"[\s\uf000-\uf0ff•▪●○■□✓✔→-]*")
_BLACK = frozenset(("auto", "000000", ""))
_NORMAL_SCALE = 100
_MOST_SPACING_PT = 0.5


def _looks(subject: WordSubject) -> list[tuple[RunLook, list[Span]]]:
    """Return every look of visible text with the stretches that have it, worked out once."""
    known: list[tuple[RunLook, list[Span]]] | None = subject.cache.get("looks")
    if known is not None:
        return known
    found: dict[int, tuple[RunLook, list[Span]]] = {}
    for paragraph in subject.all_paragraphs:
        start = 0
        for run in paragraph.source.runs:
            end = start + len(run.text)
            if run.text.strip() and not run.look.hidden:
                found.setdefault(id(run.look), (run.look, []))[1].append(
                    Span(paragraph, start, end)
                )
            start = end
    subject.cache["looks"] = list(found.values())
    return subject.cache["looks"]  # type: ignore[no-any-return]


def run_check(
    wrong: Callable[[RunLook], str],
    message: str,
    expected: Callable[[WordSubject], str],
    change: Callable[[WordSubject], dict[str, object]],
    skip: Callable[[Span], bool] = lambda _: False,
) -> Check:
    """Return a check of runs: one finding for each wrong value, at its first place.

    Args:
        wrong: Gives the wrong value of a look, "" when it is right.
        message: A marked message.
        expected: Gives what should stand there.
        change: Gives the look that corrects it.
        skip: Says which stretches are left out.
    """

    def check(subject: WordSubject) -> Iterator[Diagnostic]:
        values: dict[str, list[Span]] = {}
        for look, spans in _looks(subject):
            value = wrong(look)
            if value:
                kept = [span for span in spans if not skip(span)]
                values.setdefault(value, []).extend(kept)
        for value, spans in values.items():
            spans.sort(key=_order)
            if spans:
                yield subject.finding(
                    spans[0],
                    message,
                    params={"count": len(_paragraphs(spans))},
                    expected=expected(subject),
                    found=value,
                    fixes=tuple(
                        fix
                        for span in spans
                        for fix in fix_of(span, change(subject))
                        if fix.changes
                    ),
                )

    return check


def _order(span: Span) -> tuple[str, int, int]:
    source = span.paragraph.source
    return source.part, source.number, span.start


def _paragraphs(spans: list[Span]) -> set[int]:
    return {id(span.paragraph) for span in spans}


def _family_of(look: RunLook) -> str:
    wrong = [
        name
        for name in (look.fonts.get(slot, "") for slot in _SLOTS)
        if name and name.casefold() != "times new roman"
    ]
    return wrong[0] if wrong else ""


def _other_font(look: RunLook) -> str:
    name = _family_of(look)
    return "" if _LEGACY.match(name) or _VARIANT.fullmatch(name) else name


def _legacy_font(look: RunLook) -> str:
    name = _family_of(look)
    return name if _LEGACY.match(name) else ""


def _variant_font(look: RunLook) -> str:
    name = _family_of(look)
    return name if _VARIANT.fullmatch(name) else ""


def _colour(look: RunLook) -> str:
    if look.color.upper() not in _BLACK and look.color != "auto":
        return f"#{look.color}"
    return look.highlight if look.highlight and look.highlight != "none" else ""


def _stretch(look: RunLook) -> str:
    if look.scale_percent != _NORMAL_SCALE:
        return f"{look.scale_percent:g}%"
    return f"{look.spacing_pt:+g} pt" if abs(look.spacing_pt) > _MOST_SPACING_PT else ""


def _underline(look: RunLook) -> str:
    return look.underline if look.underline != "none" else ""


def _is_symbol(span: Span) -> bool:
    return bool(_SYMBOLS.fullmatch(span.text))


def _may_be_underlined(span: Span) -> bool:
    # "Nơi nhận:" has its own rule; web and mail addresses are underlined by Word itself.
    paragraph: Paragraph = span.paragraph
    return (
        paragraph.component in ("noi_nhan_label", "tieu_ngu", "tieu_de_dang")
        or paragraph.zone in (Zone.FOOT, Zone.PAGE)
        or "@" in span.text
        or "://" in span.text
        or "www." in span.text
    )


def _font_name(subject: WordSubject) -> str:
    return subject.standard.font.family


def _font_change(subject: WordSubject) -> dict[str, object]:
    return {"font": subject.standard.font.family}


check_other_fonts = run_check(
    _other_font, N_("phông chữ {found}, phải là {expected} ({count} đoạn)"),
    _font_name, _font_change, _is_symbol,
)  # fmt: skip
check_legacy_fonts = run_check(
    _legacy_font, N_("phông bảng mã cũ {found}, phải dùng phông Unicode ({count} đoạn)"),
    lambda _: "Times New Roman", lambda _: {},
)  # fmt: skip
check_colours = run_check(
    _colour, N_("chữ màu hoặc tô nền {found}, phải là màu đen ({count} đoạn)"),
    lambda _: "000000", lambda _: {"color": "000000", "highlight": ""},
)  # fmt: skip
check_variants = run_check(
    _variant_font, N_("phông biến thể {found}, dùng {expected} ({count} đoạn)"),
    _font_name, _font_change, _is_symbol,
)  # fmt: skip
check_stretching = run_check(
    _stretch, N_("chữ bị kéo hoặc nén {found} ({count} đoạn)"),
    lambda _: "100%", lambda _: {"scale_percent": 100, "spacing_pt": 0},
)  # fmt: skip
check_underlines = run_check(
    _underline, N_("chữ gạch chân ({count} đoạn); quy định không dùng gạch chân"),
    lambda _: "none", lambda _: {"underline": "none"}, _may_be_underlined,
)  # fmt: skip
