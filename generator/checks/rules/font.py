"""Typeface, colour and spacing of letters (FON)."""

import re
from collections.abc import Callable, Iterator

from generator.checks.look import fix_of
from generator.checks.subject import WordSubject, once
from generator.diagnostics import Diagnostic
from generator.readers.docx import RunLook
from generator.recognise.paragraph import Span, Zone

_SLOTS = ("ascii", "hAnsi")
_LEGACY = re.compile(r"\.Vn|VNI-|VNtimes|\.VN", re.IGNORECASE)
_VARIANT = re.compile(r"times\s*new\s*roman.+|timesnewroman.*", re.IGNORECASE)
_SYMBOLS = re.compile(r"[\s\uf000-\uf0ff•▪●○■□✓✔→-]*")
_BLACK = frozenset(("auto", "000000", ""))
_NORMAL_SCALE = 100
_MOST_SPACING_PT = 0.5


def _family(look: RunLook) -> str:
    names = (look.fonts.get(slot, "") for slot in _SLOTS)
    return next((name for name in names if name and name.casefold() != "times new roman"), "")


def _other_family(look: RunLook) -> str:
    name = _family(look)
    return "" if _LEGACY.match(name) or _VARIANT.fullmatch(name) else name


def _legacy_family(look: RunLook) -> str:
    name = _family(look)
    return name if _LEGACY.match(name) else ""


def _variant_family(look: RunLook) -> str:
    name = _family(look)
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


_WRONG: dict[str, tuple[Callable[[RunLook], str], dict[str, object]]] = {
    "other family": (_other_family, {"font": ""}),
    "legacy family": (_legacy_family, {}),
    "variant family": (_variant_family, {"font": ""}),
    "colour": (_colour, {"color": "000000", "highlight": ""}),
    "stretch": (_stretch, {"scale_percent": _NORMAL_SCALE, "spacing_pt": 0}),
    "underline": (_underline, {"underline": "none"}),
}
"""What may be wrong with a look: what gives the wrong value, "" for none, and the correction.

The font "" stands for the standard's."""


def _is_symbol(span: Span) -> bool:
    return bool(_SYMBOLS.fullmatch(span.text))


def _may_be_underlined(span: Span) -> bool:
    # "Nơi nhận:" has its own rule; web and mail addresses are underlined by Word itself.
    return (
        span.paragraph.component in ("noi_nhan_label", "tieu_ngu", "tieu_de_dang")
        or span.paragraph.zone in (Zone.FOOT, Zone.PAGE)
        or any(mark in span.text for mark in ("@", "://", "www."))
    )


_LEFT_OUT: dict[str, Callable[[Span], bool]] = {
    "": lambda _: False,
    "symbols": _is_symbol,
    "addresses": _may_be_underlined,
}


@once
def _looks(subject: WordSubject) -> list[tuple[RunLook, list[Span]]]:
    """Return every look of visible text with the stretches that have it."""
    looks: dict[int, tuple[RunLook, list[Span]]] = {}
    for paragraph in subject.all_paragraphs:
        start = 0
        for run in paragraph.source.runs:
            end = start + len(run.text)
            if run.text.strip() and not run.look.hidden:
                spans = looks.setdefault(id(run.look), (run.look, []))[1]
                spans.append(Span(paragraph, start, end))
            start = end
    return list(looks.values())


def check_runs(
    subject: WordSubject, wrong: str, expected: str = "", left_out: str = ""
) -> Iterator[Diagnostic]:
    """Find runs with something wrong: one finding for each wrong value, at its first place.

    Args:
        subject: The file.
        wrong: What may be wrong: a key of ``_WRONG``.
        expected: What should stand there, the standard's font when not given.
        left_out: Stretches that are not looked at: a key of ``_LEFT_OUT``.
    """
    value_of, changes = _WRONG[wrong]
    family = subject.standard.font.family
    change = {
        key: family if value == "" and key == "font" else value for key, value in changes.items()
    }
    values: dict[str, list[Span]] = {}
    for look, spans in _looks(subject):
        value = value_of(look)
        if value:
            values.setdefault(value, []).extend(
                span for span in spans if not _LEFT_OUT[left_out](span)
            )
    for value, spans in values.items():
        spans.sort(key=_order)
        if spans:
            yield subject.finding(
                spans[0], expected=expected or family, found=value,
                count=len({id(span.paragraph) for span in spans}),
                fixes=tuple(fix for span in spans for fix in fix_of(span, change) if change),
            )  # fmt: skip


def _order(span: Span) -> tuple[str, int, int]:
    source = span.paragraph.source
    return source.part, source.number, span.start
