"""Turns the values of a standard's file into data classes, with a finding for each wrong one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from math import inf
from typing import Any

from generator.diagnostics import Diagnostic, Location, Marked, Severity
from generator.document.nodes import Regime
from generator.errors import InputError
from generator.i18n import N_
from generator.standards import compose, schema
from generator.standards.schema import Number, Standard
from generator.standards.store import merge

_NUMBER_KEYS = {"range", "choices", "min", "use"}


def parse_standard(data: Mapping[str, Any], file: str = "") -> Standard:
    """Return the standard that nested values describe.

    Raises:
        InputError: With one finding for each wrong value.
    """
    parser = _Parser(file)
    standard = parser.standard(data)
    findings = parser.findings or list(_check_sizes(standard, file))
    if findings:
        raise InputError(findings)
    return standard


class _Parser:
    """Turns plain values into data classes and keeps a finding for every value that is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Diagnostic] = []

    def standard(self, data: Mapping[str, Any]) -> Standard:
        parsers: dict[str, _Parse] = {
            "regime": self.regime,
            "valid_from": self.day,
            "valid_to": self.day_or_none,
            "page": self.block(schema.Page, self.number, but=_TEXTS),
            "font": self.block(schema.Font, self.text),
            "size_sets": self.size_sets,
            "components": self.components,
            "khoang_ky": self.block(schema.KhoangKy, self.number, but=_TEXTS),
            "so_ky_hieu_form": self.block(compose.SoKyHieuForm, self.text),
            "kinh_gui_form": self.block(
                compose.KinhGuiForm, self.text, labels=self.texts_by_name, only_for=self.texts
            ),
            "noi_nhan_form": self.block(compose.NoiNhanForm, self.text),
            "can_cu_form": self.block(schema.CanCuForm, self.text),
            "closing_mark": self.block(schema.ClosingMark, self.text),
            "signing": self.texts_by_name,
            "type_abbreviations": self.texts_by_name,
        }
        parsed: Standard = self.record(Standard, data, "", lambda key: parsers.get(key, self.text))
        return parsed

    def record(self, kind: type, data: Any, path: str, parser_of: "Callable[[str], _Parse]") -> Any:
        """Return a data class made of a mapping, None when a value of it is wrong."""
        if not isinstance(data, Mapping):
            return self.wrong(path, data, _GROUP)
        known = {each.name: each for each in fields(kind)}
        before = len(self.findings)
        for key in data:
            if key not in known:
                self.findings.append(_unknown_key(self.file, f"{path}{key}", key, known))
        values = {key: parser_of(key)(data[key], f"{path}{key}") for key in known if key in data}
        for key, each in known.items():
            required = each.default is MISSING and each.default_factory is MISSING
            if required and key not in data:
                self.findings.append(_missing_key(self.file, f"{path}{key}"))
        return kind(**values) if len(self.findings) == before else None

    def block(
        self, kind: type, usual: "_Parse", but: "Mapping[str, str] | None" = None, **own: "_Parse"
    ) -> "_Parse":
        """Return a parser of a group whose values are all of a kind, but for some."""
        named = {key: getattr(self, method) for key, method in (but or {}).items()} | own
        return lambda data, path: self.record(
            kind, data, f"{path}.", lambda key: named.get(key, usual)
        )

    def components(self, data: Any, path: str) -> dict[str, schema.Component]:
        """Return the components, each with what it takes over from the one it is like."""
        if not isinstance(data, Mapping) or not all(
            isinstance(each, Mapping) for each in data.values()
        ):
            return self.wrong(path, data, _GROUP) or {}
        components = {}
        for component_id in data:
            before = len(self.findings)
            values = {"id": component_id, **self.inherited(data, component_id, path)}
            component = self.record(
                schema.Component, values, f"{path}.{component_id}.", self.component_parser
            )
            if component is not None:
                components[component_id] = component
            elif "like" in data[component_id]:
                self.findings[before:] = _own(self.findings[before:], data[component_id])
        return components

    def component_parser(self, key: str) -> "_Parse":
        """Return the parser of a component's value."""
        parse: _Parse = getattr(self, _COMPONENT_PARSERS.get(key, "text"))
        return parse

    def inherited(self, data: Any, component_id: str, path: str) -> dict[str, Any]:
        """Return a component's values, those of the one it is like among them."""
        values: dict[str, Any] = {}
        seen = [component_id]
        while True:
            own = dict(data[seen[-1]])
            base = own.pop("like", None)
            values = merge(own, values)
            if base is None:
                return values
            if base not in data or base in seen:
                self.wrong(f"{path}.{seen[-1]}.like", base, N_("tên một thành phần khác"))
                return values
            seen.append(base)

    def number(self, value: Any, path: str) -> Number | None:
        """Return what a measure may be: a plain number, or a mapping of ``_NUMBER_KEYS``."""
        if _is_number(value):
            return Number(float(value), ((float(value), float(value)),))
        if not isinstance(value, Mapping) or set(value) - _NUMBER_KEYS or "use" not in value:
            self.wrong(path, value, _NUMBER_FORM)
            return None
        ranges = _ranges(value)
        if ranges is None or not _is_number(value["use"]):
            self.wrong(path, value, _NUMBER_FORM)
            return None
        number = Number(float(value["use"]), ranges)
        if not number.accepts(number.use):
            self.findings.append(_outside(self.file, path, number))
        return number

    def rule(self, value: Any, path: str) -> Any:
        if value is None:
            return None
        numbers = {"kind": self.text, "text": self.text}
        return self.record(
            schema.Rule, value, f"{path}.", lambda key: numbers.get(key, self.number)
        )

    def size_sets(self, value: Any, path: str) -> Any:
        parsers = {"components": self.texts, "allowed_pt": lambda rows, _: _tuples(rows)}
        return self.record(schema.SizeSets, value, f"{path}.", lambda key: parsers[key])

    def text(self, value: Any, path: str) -> str:
        return value if isinstance(value, str) else self.wrong(path, value, N_("chữ"))

    def texts(self, value: Any, path: str) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        return self.wrong(path, value, N_("danh sách chữ")) or ()

    def texts_by_name(self, value: Any, path: str) -> dict[str, str | None]:
        if isinstance(value, Mapping) and all(
            item is None or isinstance(item, str) for item in value.values()
        ):
            return dict(value)
        return self.wrong(path, value, _GROUP) or {}

    def flag(self, value: Any, path: str) -> bool:
        return value if isinstance(value, bool) else self.wrong(path, value, "true / false")

    def level(self, value: Any, path: str) -> int:
        ok = isinstance(value, int) and 0 <= value <= _DEEPEST_OUTLINE
        return int(value) if ok else self.wrong(path, value, N_("số nguyên 0 đến 9")) or 0

    def casing(self, value: Any, path: str) -> str:
        return self.one_of(value, path, ("any", "upper", "lower_start"))

    def align(self, value: Any, path: str) -> str:
        return self.one_of(value, path, ("left", "center", "right", "both"))

    def line_rule(self, value: Any, path: str) -> str:
        return self.one_of(value, path, ("auto", "exact"))

    def one_of(self, value: Any, path: str, allowed: tuple[str, ...]) -> str:
        return (
            str(value) if value in allowed else self.wrong(path, value, " / ".join(allowed)) or ""
        )

    def regime(self, value: Any, path: str) -> Any:
        ids = tuple(each.value for each in Regime)
        return Regime(value) if value in ids else self.wrong(path, value, " / ".join(ids))

    def day(self, value: Any, path: str) -> Any:
        return value if isinstance(value, date) else self.wrong(path, value, N_("ngày"))

    def day_or_none(self, value: Any, path: str) -> Any:
        return None if value is None else self.day(value, path)

    def wrong(self, path: str, value: Any, expected: str) -> Any:
        """Keep a finding on a value that is not what it must be; return None in its place."""
        self.findings.append(_wrong_value(self.file, path, value, expected))


_Parse = Callable[[Any, str], Any]
_DEEPEST_OUTLINE = 9
_GROUP = N_("một nhóm khóa: giá trị")
_NUMBER_FORM = N_("một số, hoặc một trong range, choices, min kèm use")
_TEXTS = {"source": "text", "confidence": "text"}
_COMPONENT_PARSERS = {
    **dict.fromkeys(
        ("bold", "italic", "underline", "boxed", "contextual", "keep_next", "character", "printed"),
        "flag",
    ),
    **dict.fromkeys(
        ("size_pt", "left_mm", "first_line_mm", "hanging_mm", "before_pt", "after_pt", "line"),
        "number",
    ),
    "casing": "casing",
    "align": "align",
    "line_rule": "line_rule",
    "outline_level": "level",
    "rule": "rule",
    "variants": "texts",
}


def _own(findings: list[Diagnostic], values: Mapping[str, Any]) -> list[Diagnostic]:
    """Return the findings on a component's own values: the others are reported where they stand."""
    return [each for each in findings if str(each.params["path"]).split(".")[2] in values]


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _ranges(value: Mapping[str, Any]) -> tuple[tuple[float, float], ...] | None:
    given = {key: value[key] for key in ("range", "choices", "min") if value.get(key) is not None}
    match given:
        case {"range": [low, high]} if len(given) == 1 and _is_number(low) and _is_number(high):
            return ((float(low), float(high)),)
        case {"choices": [*items]} if len(given) == 1 and all(map(_is_number, items)):
            return tuple((float(item), float(item)) for item in items)
        case {"min": low} if len(given) == 1 and _is_number(low):
            return ((float(low), inf),)
    return None if given else ()


def _tuples(rows: Any) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(size) for size in row) for row in rows)


def _check_sizes(standard: Standard, file: str) -> Iterator[Diagnostic]:
    sets = standard.size_sets
    sizes = tuple(standard.components[each].size_pt.use for each in sets.components)
    if sizes and sizes not in sets.allowed_pt:
        yield Diagnostic(
            "TC06",
            Severity.ERROR,
            N_("cỡ chữ của {names} phải cùng tăng, cùng giảm: {allowed}; đang là {found}"),
            Location(file),
            params={
                "names": ", ".join(standard.components[each].name for each in sets.components),
                "allowed": "; ".join(map(_sizes_text, sets.allowed_pt)),
                "found": _sizes_text(sizes),
            },
            expected="; ".join(map(_sizes_text, sets.allowed_pt)),
            found=_sizes_text(sizes),
        )


def _sizes_text(sizes: tuple[float, ...]) -> str:
    return "/".join(f"{size:g}" for size in sizes)


def _unknown_key(file: str, path: str, key: str, known: Mapping[str, Any]) -> Diagnostic:
    import difflib

    near = difflib.get_close_matches(str(key), known, n=1)
    return Diagnostic(
        "TC03",
        Severity.ERROR,
        N_("tiêu chuẩn không có khóa “{path}”"),
        Location(file),
        params={"path": path, "near": near[0] if near else ""},
        hint=N_("có phải “{near}”?") if near else "",
        quote=str(key),
    )


def _missing_key(file: str, path: str) -> Diagnostic:
    return Diagnostic(
        "TC04",
        Severity.ERROR,
        N_("tiêu chuẩn thiếu “{path}”"),
        Location(file),
        params={"path": path},
    )


def _wrong_value(file: str, path: str, value: Any, expected: str) -> Diagnostic:
    return Diagnostic(
        "TC05",
        Severity.ERROR,
        N_("“{path}” là “{value}”, cần {expected}"),
        Location(file),
        params={"path": path, "value": value, "expected": Marked(expected)},
        quote=str(value),
        expected=expected,
    )


def _outside(file: str, path: str, number: Number) -> Diagnostic:
    return Diagnostic(
        "TC09",
        Severity.ERROR,
        N_("“{path}”: giá trị dùng {use} nằm ngoài mức cho phép {allowed}"),
        Location(file),
        params={"path": path, "use": f"{number.use:g}", "allowed": number.text},
        quote=f"{number.use:g}",
        expected=number.text,
        found=f"{number.use:g}",
    )
