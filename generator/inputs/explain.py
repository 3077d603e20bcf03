"""What the models refuse, as findings: place, quoted value, reason and what to do."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, Marked, Problem
from generator.i18n import N_
from generator.inputs import problems
from generator.inputs.fields import Trace, fields_of, groups_with, iter_members, trace_path
from generator.inputs.problems import shorten
from generator.inputs.yaml import Loaded, ValuePath
from generator.model.budget import KhongSoTien
from generator.text.near import find_near, fold
from generator.text.normalize import slug

TEXT = Marked(N_("chữ"))
NUMBER = Marked(N_("số nguyên"))
DATE = Marked(N_("ngày"))
FLAG = Marked("true / false")
LIST = Marked(N_("danh sách, mỗi mục một dòng '- '"))
GROUP = Marked(N_("nhóm 'khóa: giá trị'"))
TEXT_OR_GROUP = Marked(N_("mã, tên hoặc nhóm 'khóa: giá trị'"))
FOUND_LIST = Marked(N_("danh sách"))

SHAPES: dict[str, Marked] = {
    "string_type": TEXT,
    "int_type": NUMBER,
    "date_type": DATE,
    "bool_type": FLAG,
    "tuple_type": LIST,
    "list_type": LIST,
    "dict_type": GROUP,
    "model_type": GROUP,
    "model_attributes_type": GROUP,
}
"""Errors that say the value has another shape, with the shape the model wants."""

PATTERNS: dict[str, Problem] = {
    r"^[a-z0-9][a-z0-9_-]*$": problems.BAD_ID,
    r"^\d+[a-z]?$": problems.BAD_NUMBER,
    r"^(\d{2}|\d{3}|\d{5})?$": problems.BAD_UNIT_CODE,
    r"^[a-z0-9-]+$": problems.BAD_FILE_NAME,
}
"""What a value must look like, by the pattern of the models."""

_SHAPE_HINTS: dict[tuple[Marked, type], str] = {
    (TEXT, dict): problems.SENTENCE_AS_KEY,
    (LIST, str): problems.ADD_DASHES,
    (LIST, dict): problems.ADD_DASHES,
    (GROUP, str): problems.ADD_KEYS,
    (GROUP, list): problems.ADD_KEYS,
}
_FOUND_SHAPES: dict[type, Marked] = {dict: GROUP, list: FOUND_LIST}
_DAY_MONTH_YEAR = re.compile(
    r"(?:(?:(?P<d>\d{1,2})[/.-])?(?P<m>\d{1,2})[/.-])?(?P<y>\d{4})"
    r"|(?P<iy>\d{4})-(?P<im>\d{1,2})(?:-(?P<id>\d{1,2}))?"
)
_DAY_MONTH = re.compile(r"\d{1,2}[/.-]\d{1,2}")
_MONTHS = 12
_CHOICE_FAULTS = ("enum", "literal_error")
_DATE_FAULTS = ("ngay_sai", "ngay_ky_niem_sai")
_NUMBER_FAULTS = ("so_tien_sai", "so_dong_sai", "so_luong_sai")
_LONGEST_ID = 30
_BEFORE_DIGIT = re.compile(r"(?<=[a-z])-(?=\d)")


@dataclass(slots=True)
class Fault:
    """One of pydantic's errors, its place told apart from the branches it tried.

    Attributes:
        kind: pydantic's error type.
        path: Keys and list indexes of the value in the file.
        value: The value there.
        context: What pydantic adds to the error.
        branches: Branches of unions on the way: (path of the union, name of the branch).
        is_key: The key is wrong, not its value.
        expected: The shape wanted, when no branch of a union has the value's shape.
    """

    kind: str
    path: ValuePath
    value: Any
    context: dict[str, Any]
    branches: tuple[tuple[ValuePath, str], ...] = ()
    is_key: bool = False
    expected: Marked | None = None

    @property
    def shape(self) -> Marked | None:
        """Return the shape the model wants, None when the shape is not what is wrong."""
        if self.expected is not None:
            return self.expected
        if self.kind in _CHOICE_FAULTS and not isinstance(self.value, str):
            return TEXT
        if self.kind in _NUMBER_FAULTS and isinstance(self.value, dict | list):
            return NUMBER
        if self.kind in _DATE_FAULTS and not isinstance(self.value, str):
            return DATE
        return SHAPES.get(self.kind)


@dataclass(frozen=True, slots=True)
class Case:
    """A fault with what there is to explain it by."""

    fault: Fault
    trace: Trace
    loaded: Loaded
    model: type[BaseModel]
    at: Callable[..., Diagnostic] = field(repr=False)

    @property
    def key(self) -> str:
        """Return the nearest key above the value."""
        return next((part for part in reversed(self.fault.path) if isinstance(part, str)), "")


def explain_errors(
    errors: Iterable[ErrorDetails], loaded: Loaded, model: type[BaseModel]
) -> list[Diagnostic]:
    """Return the findings for everything a model refused in a file."""
    faults = [_to_fault(raw, loaded.value) for raw in errors]
    findings = [_explain(fault, loaded, model) for fault in _choose_branches(faults)]
    return [finding for finding in findings if finding is not None]


def _to_fault(raw: ErrorDetails, value: Any) -> Fault:
    """Tell keys and indexes of the file from names of branches in pydantic's location."""
    kind, location = raw["type"], raw["loc"]
    path: list[str | int] = []
    branches: list[tuple[ValuePath, str]] = []
    is_key = False
    for number, part in enumerate(location):
        is_last = number == len(location) - 1
        if part == "[key]" and is_last:
            is_key = True
        elif isinstance(value, dict) and (part in value or (is_last and kind == "missing")):
            path.append(part)
            value = value.get(part)
        elif isinstance(part, int):
            # One text stands for a list of one: its index is not in the file.
            if isinstance(value, list) and part < len(value):
                path.append(part)
                value = value[part]
        else:
            branches.append((tuple(path), part))
    return Fault(kind, tuple(path), value, raw.get("ctx", {}), tuple(branches), is_key=is_key)


def _choose_branches(faults: Iterable[Fault], level: int = 0) -> list[Fault]:
    """Keep, of each union, the branch that has the shape of the value."""
    chosen: list[Fault] = []
    unions: dict[ValuePath, dict[str, list[Fault]]] = {}
    for fault in faults:
        if len(fault.branches) <= level:
            chosen.append(fault)
        else:
            path, name = fault.branches[level]
            unions.setdefault(path, {}).setdefault(name, []).append(fault)
    for path, branches in unions.items():
        fitting = [
            group for group in branches.values() if not any(_misfits(f, path) for f in group)
        ]
        if fitting:
            branch = min(fitting, key=len)
            chosen += _choose_branches(branch, level + 1)
        else:
            chosen.append(_join(path, [group[0] for group in branches.values()]))
    return chosen


def _misfits(fault: Fault, path: ValuePath) -> bool:
    return fault.path == path and fault.shape is not None


def _join(path: ValuePath, faults: list[Fault]) -> Fault:
    shapes = {fault.shape for fault in faults}
    first = faults[0]
    expected = TEXT_OR_GROUP if {TEXT, GROUP} <= shapes else first.shape
    return Fault(first.kind, path, first.value, {}, expected=expected)


def _explain(fault: Fault, loaded: Loaded, model: type[BaseModel]) -> Diagnostic | None:
    trace = trace_path(model, fault.path, dict(fault.branches))
    place = loaded.locate(fault.path, key=fault.is_key)

    def at(problem: Problem, **params: Any) -> Diagnostic:
        location = params.pop("location", place)
        value = params.pop("value", fault.value)
        quote = "" if value is None else shorten(value)
        return problem.at(location, quote=quote, value=quote, **params)

    case = Case(fault, trace, loaded, model, at)
    if fault.shape is not None:
        return _explain_shape(case, fault.shape)
    return EXPLAINERS.get(fault.kind, _explain_other)(case)


def _explain_shape(case: Case, expected: Marked) -> Diagnostic:
    fault = case.fault
    number = fault.path[-1] + 1 if fault.path and isinstance(fault.path[-1], int) else 0
    if fault.value is None:
        if number:
            return case.at(problems.EMPTY_ITEM, number=number)
        place = case.loaded.locate(fault.path, key=True)
        return case.at(problems.EMPTY_VALUE, key=case.key, location=place)
    found = _FOUND_SHAPES.get(type(fault.value), TEXT)
    problem = problems.WRONG_ITEM_SHAPE if number else problems.WRONG_SHAPE
    return case.at(
        problem,
        key=case.key,
        number=number,
        expected=expected,
        found=found,
        hint=_SHAPE_HINTS.get((expected, type(fault.value)), problems.ONE_VALUE),
    )


def _explain_missing(case: Case) -> Diagnostic:
    path = case.fault.path
    if case.loaded.has(path):
        place = case.loaded.locate(path, key=True)
        return case.at(problems.EMPTY_VALUE, key=case.key, location=place)
    place = case.loaded.locate(path[:-1])
    example = case.trace.example()
    hint = problems.MISSING_KEY_EXAMPLE if example else None
    return case.at(problems.MISSING_KEY, key=case.key, example=example, hint=hint, location=place)


def _explain_unknown_key(case: Case) -> Diagnostic:
    *outer, owner = trace_path(case.model, case.fault.path[:-1], dict(case.fault.branches)).models
    key = case.key
    place = case.loaded.locate(case.fault.path, key=True)
    allowed = tuple(fields_of(owner))
    groups = groups_with(owner, key)
    params: dict[str, Any] = {"key": key, "location": place}
    near = find_near(key, allowed)
    if fold(near) != fold(key) and groups:
        return case.at(problems.UNKNOWN_KEY, hint=problems.KEY_OF_GROUP, group=groups[0], **params)
    if fold(near) != fold(key) and any(key in fields_of(model) for model in outer):
        return case.at(problems.UNKNOWN_KEY, hint=problems.KEY_OF_OUTER, **params)
    if near:
        return case.at(problems.UNKNOWN_KEY, hint=problems.NEAR, near=near, **params)
    if " " in key:
        return case.at(problems.UNKNOWN_KEY, hint=problems.SENTENCE_AS_KEY, **params)
    hint = problems.ALLOWED_KEYS
    return case.at(problems.UNKNOWN_KEY, hint=hint, allowed=", ".join(allowed), **params)


def _explain_choice(case: Case) -> Diagnostic:
    choices = case.trace.choices()
    near = find_near(case.fault.value, choices)
    hint = problems.NEAR if near else problems.ALLOWED
    allowed = ", ".join(choices)
    return case.at(problems.NOT_ALLOWED, key=case.key, near=near, allowed=allowed, hint=hint)


def _explain_flag(case: Case) -> Diagnostic:
    hint = problems.ALLOWED
    return case.at(problems.NOT_ALLOWED, key=case.key, allowed="true, false", hint=hint)


def _explain_range(case: Case) -> Diagnostic:
    least, most = case.trace.bounds()
    return case.at(problems.OUT_OF_RANGE, key=case.key, least=least, most=most)


def _explain_pattern(case: Case) -> Diagnostic:
    problem = PATTERNS.get(case.fault.context.get("pattern", ""), problems.BAD_PATTERN)
    if problem is not problems.BAD_ID:
        return case.at(problem, key=case.key)
    is_key = case.fault.is_key
    text = str(case.fault.path[-1] if is_key else case.fault.value)
    near = _BEFORE_DIGIT.sub("", slug(text)).replace("-", "_")
    hint = problems.WRITE_AS if near and len(near) <= _LONGEST_ID else None
    problem = problems.BAD_ID_KEY if is_key else problem
    return case.at(problem, value=text, near=near, hint=hint)


def _explain_date(case: Case) -> Diagnostic:
    text = case.fault.value.strip()
    if _DAY_MONTH.fullmatch(text):
        return case.at(problems.DATE_WITHOUT_YEAR)
    match = _DAY_MONTH_YEAR.fullmatch(text)
    if match is None:
        return case.at(problems.NOT_A_DATE)
    if not (match["m"] or match["im"]):
        return case.at(problems.DATE_NOT_FULL)
    day, month, year = (int(match[name] or match[f"i{name}"] or 0) for name in ("d", "m", "y"))
    if not 1 <= month <= _MONTHS:
        swapped = f"{month:02d}/{day:02d}/{year}" if 1 <= day <= _MONTHS < month else ""
        hint = problems.WRITE_AS if swapped else None
        return case.at(problems.NO_SUCH_MONTH, month=month, near=swapped, hint=hint)
    days = monthrange(year, month)[1] if year else 0
    if day > days:
        return case.at(problems.NO_SUCH_DAY, month=month, year=year, days=days)
    if not day and date in iter_members(case.trace.annotation):
        return case.at(problems.DATE_NOT_FULL)
    near = "/".join(f"{part:02d}" for part in (day, month, year) if part)
    return case.at(problems.NOT_A_DATE, near=near, hint=problems.WRITE_AS)


def _explain_amount(case: Case) -> Diagnostic:
    words = "; ".join(word.value for word in KhongSoTien)
    return case.at(problems.BAD_AMOUNT, words=words)


def _explain_empty_group(case: Case) -> Diagnostic:
    value = case.fault.value
    name = shorten(value.get("ten_nhom", "")) if isinstance(value, dict) else ""
    return case.at(problems.EMPTY_GROUP, name=name, value=None)


def _explain_too_short(case: Case) -> Diagnostic | None:
    # pydantic also counts items that it refused itself; those have their own findings.
    return case.at(problems.TOO_FEW, key=case.key) if not case.fault.value else None


def _explain_other(case: Case) -> Diagnostic:
    return case.at(problems.INVALID, key=case.key)


EXPLAINERS: dict[str, Callable[[Case], Diagnostic | None]] = {
    "missing": _explain_missing,
    "extra_forbidden": _explain_unknown_key,
    "enum": _explain_choice,
    "literal_error": _explain_choice,
    "bool_parsing": _explain_flag,
    "int_parsing": lambda case: case.at(problems.NOT_AN_INTEGER),
    "int_parsing_size": lambda case: case.at(problems.NOT_AN_INTEGER),
    "int_from_float": lambda case: case.at(problems.NOT_AN_INTEGER),
    "greater_than_equal": _explain_range,
    "less_than_equal": _explain_range,
    "string_pattern_mismatch": _explain_pattern,
    "too_short": _explain_too_short,
    "ngay_sai": _explain_date,
    "ngay_ky_niem_sai": lambda case: case.at(problems.NOT_A_DAY_OF_YEARS),
    "thoi_gian_nguoc": lambda case: case.at(
        problems.PERIOD_BACKWARDS, value=None, **case.fault.context
    ),
    "bieu_thuc_sai": lambda case: case.at(problems.NOT_AN_EXPRESSION),
    "so_tien_sai": _explain_amount,
    "so_dong_sai": lambda case: case.at(problems.BAD_DONG),
    "so_luong_sai": lambda case: case.at(problems.BAD_QUANTITY),
    "nhom_trong": _explain_empty_group,
    "du_thao_sai": lambda case: case.at(problems.NOT_A_DRAFT_MARK),
}
"""By pydantic's error type, ours included; a wrong shape is told before by ``SHAPES``."""
