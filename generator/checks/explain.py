"""Rules as text: one explained, a list of them, and the page of all rules."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from generator.checks.messages import FAMILIES, Message
from generator.checks.rule import Rule, Stage, Status
from generator.diagnostics import SEVERITY_NAMES
from generator.i18n import N_, SOURCE_LANGUAGE, translate
from generator.model.base import Regime
from generator.standards import Number, Standard, load_standard

_REGIMES = {Regime.STATE: N_("nhà nước"), Regime.PARTY: N_("Đảng")}
_BOTH = N_("Đảng và nhà nước")
_STAGES = {
    Stage.INPUT: N_("tệp khai báo"),
    Stage.FILE: N_("tệp Word"),
}
_COUNT = "Có {count} quy tắc đang dùng. Xem một quy tắc: `kehoach rule QHI02`."
_CONFIDENCE = (
    "Độ tin cậy của căn cứ: A đã đọc toàn văn và đối chiếu; B hai nguồn độc lập trở lên;"
    " C một nguồn; D thói quen."
)
_NUMBER = re.compile(r"{(?P<owner>\w+)\.(?P<name>\w+)(?P<use>\.use)?}")
_STANDARDS = {Regime.STATE: "nd30", Regime.PARTY: "hd05"}


def regimes_text(rule: Rule, language: str = SOURCE_LANGUAGE) -> str:
    """Return the documents a rule holds for."""
    if len(rule.regimes) == len(_REGIMES):
        return translate(_BOTH, language)
    return ", ".join(translate(_REGIMES[each], language) for each in rule.regimes)


def fill(rule: Rule, text: str, language: str = SOURCE_LANGUAGE) -> str:
    """Return a text of a rule with the standard's numbers.

    "{quoc_hieu.size_pt}" is what is allowed ("12-13"), "{quoc_hieu.size_pt.use}" what our writer
    takes ("13"), "{page.margin_left_mm.use}" a measure of the page.
    """

    def number(match: re.Match[str]) -> str:
        standard = load_standard(_STANDARDS[rule.regimes[0]])
        owner = standard.page if match["owner"] == "page" else standard.components[match["owner"]]
        value: Number = getattr(owner, match["name"])
        return f"{value.use:g}" if match["use"] else value.text

    return _NUMBER.sub(number, translate(text, language))


def basis_text(rule: Rule, language: str = SOURCE_LANGUAGE) -> str:
    """Return the basis of a rule for each of its regimes, without repeats."""
    texts = []
    sure = translate(N_("độ tin cậy {confidence}"), language)
    for regime in rule.regimes:
        standard: Standard = load_standard(_STANDARDS[regime])
        text = rule.basis.text(standard)
        confidence = rule.basis.confidence_for(regime)
        if text:
            texts.append(f"{text}, {sure.format(confidence=confidence)}" if confidence else text)
    return "; ".join(dict.fromkeys(texts))


def describe(rule: Rule, language: str = SOURCE_LANGUAGE) -> str:
    """Return a rule explained: what must hold, why, wrong, right, basis."""
    severity = translate(SEVERITY_NAMES[rule.severity], language)
    stage = translate(_STAGES[rule.stage], language)
    lines = [f"{rule.id} {rule.name} ({severity}; {regimes_text(rule, language)}; {stage})"]
    lines += [fill(rule, rule.summary, language), ""]
    if rule.status is Status.GROUP:
        group = translate(N_("Tên chung: các quy tắc {members} tìm các lỗi này."), language)
        return "\n".join([*lines, group.format(members=", ".join(rule.members))])
    rows = (
        (N_("Vì sao"), translate(rule.why, language)),
        (N_("Sai"), fill(rule, rule.wrong, language)),
        (N_("Đúng"), fill(rule, rule.right, language)),
        (N_("Căn cứ"), basis_text(rule, language)),
    )
    return "\n".join(
        [*lines, *(f"{translate(name, language)}: {text}" for name, text in rows if text)]
    )


def list_rules(rules: Iterable[Rule], language: str = SOURCE_LANGUAGE) -> str:
    """Return one line for each rule."""
    names = {one: translate(name, language) for one, name in SEVERITY_NAMES.items()}
    width = max(map(len, names.values())) + 2
    return "\n".join(
        f"{rule.id:<7}{names[rule.severity]:<{width}}{fill(rule, rule.summary, language)}"
        for rule in rules
    )


def to_object(rule: Rule, language: str = SOURCE_LANGUAGE) -> dict[str, Any]:
    """Return a rule as plain values."""
    return {
        "id": rule.id,
        "name": rule.name,
        "area": translate(rule.area, language),
        "regimes": [regime.value for regime in rule.regimes],
        "severity": rule.severity.value,
        "stage": rule.stage.value,
        "status": rule.status.value,
        "basis": basis_text(rule, language),
        "confidence": rule.basis.confidence,
        "summary": fill(rule, rule.summary, language),
        "why": translate(rule.why, language),
        "wrong": fill(rule, rule.wrong, language),
        "right": fill(rule, rule.right, language),
        "members": list(rule.members),
    }


def to_page(rules: Sequence[Rule], messages: Iterable[Message] = ()) -> str:
    """Return the page of all rules in Markdown, a table for each area; other messages last."""
    parts = [
        "# Quy tắc kiểm tra",
        "Trang này do `scripts/document_rules.py` viết từ mã nguồn; đừng sửa bằng tay.",
        _COUNT.format(count=sum(rule.status is Status.ACTIVE for rule in rules)),
        _CONFIDENCE,
    ]
    areas = list(dict.fromkeys(rule.area for rule in rules))
    for area in areas:
        rows = [rule for rule in rules if rule.area == area and rule.status is not Status.REMOVED]
        parts.append("\n".join(_area(area, rows)))
    parts.append("\n".join(_messages(messages)))
    return "\n\n".join(parts) + "\n"


def _messages(messages: Iterable[Message]) -> Iterable[str]:
    yield "## Thông báo khác\n"
    yield "Mã mà các lệnh in ra và không phải quy tắc kiểm tra; `…` là chỗ của giá trị.\n"
    yield "| Mã | Về | Nội dung | Cách xử lý |"
    yield "|---|---|---|---|"
    for message in messages:
        area = FAMILIES[message.family][0]
        texts = " | ".join(map(_cell, (area, message.meaning(), message.advice())))
        yield f"| {message.id} | {texts} |"


def _area(area: str, rules: Sequence[Rule]) -> Iterable[str]:
    yield f"## {area[:1].upper()}{area[1:]}\n"
    yield "| Mã | Mức | Cho | Phải thế nào | Sai | Đúng | Căn cứ |"
    yield "|---|---|---|---|---|---|---|"
    for rule in rules:
        if rule.status is Status.GROUP:
            members = ", ".join(rule.members)
            yield f"| {rule.id} | | | {_cell(fill(rule, rule.summary))} | | | xem {members} |"
            continue
        severity = translate(SEVERITY_NAMES[rule.severity], SOURCE_LANGUAGE)
        filled = (fill(rule, text) for text in (rule.summary, rule.wrong, rule.right))
        cells = (*filled, basis_text(rule))
        texts = " | ".join(_cell(text) for text in cells)
        yield f"| {rule.id} | {severity} | {regimes_text(rule)} | {texts} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
