"""Checks body templates before any rendering: syntax, unknown and unused names, unsafe code."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes

from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError
from generator.i18n import N_
from generator.inputs.text_file import read_text
from generator.templating.environment import BodyEnvironment, TemplateRoot
from generator.templating.explain import undeclared_names, unknown_filters
from generator.templating.reasons import reason_for
from generator.text.near import find_near

NAMES = frozenset(
    (
        "nam_ke_hoach", "nam_truoc", "nam_sau", "ngay_ban_hanh", "con_cap_huyen",
        "kem_theo_quyet_dinh", "dia_phuong", "co_quan", "ten_co_quan", "vien_dan", "vien_dan_mo",
        "viet_tat", "dieu_khoan", "chu_thich", "noi_lien", "xuong_dong", "liet_ke", "tham_so",
        "ky_niem", "ngoai_giao", "doi_tac", "doi_tac_theo_nuoc", "thuc_hien", "can_cu",
        "trong_tam", "nhiem_vu", "phan_cong",
    )
)  # fmt: skip
"""What every body template may name besides what it sets itself."""

_FILTERS_UNSAFE = frozenset(("attr",))
_METHODS_UNSAFE = frozenset(("mro", "format_map"))


def lint_body(
    path: Path, name: str, roots: Sequence[TemplateRoot], further: Iterable[str] = ()
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a body template.

    Args:
        path: The template.
        name: How findings name it.
        roots: Where templates it refers to are looked for.
        further: Names that other stages give, besides ``NAMES``.
    """
    environment = BodyEnvironment(roots)
    text = read_text(path, name)
    try:
        tree = environment.parse(text)
    except TemplateSyntaxError as error:
        yield Diagnostic(
            "TPL40", Severity.ERROR, N_("mẫu viết sai: {reason}"), Location(name, error.lineno),
            {"reason": reason_for(str(error.message))},
        )  # fmt: skip
        return
    yield from _unsafe(tree, name)
    for finding in unknown_filters(tree, environment, name):
        if finding.params.get("name") not in _FILTERS_UNSAFE:  # told as unsafe
            yield finding
    yield from _unused(tree, name)
    yield from _missing_files(tree, environment, name)
    yield from _undefined(tree, name, NAMES.union(further))


def _unsafe(tree: nodes.Template, name: str) -> Iterator[Diagnostic]:
    for node in tree.find_all(nodes.Getattr):
        if node.attr.startswith("_") or node.attr in _METHODS_UNSAFE:
            yield _unsafe_finding(name, node.lineno, f".{node.attr}")
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and str(item.arg.value).startswith("_"):
            yield _unsafe_finding(name, item.lineno, f"['{item.arg.value}']")
    for used in tree.find_all(nodes.Filter):
        if used.name in _FILTERS_UNSAFE:
            yield _unsafe_finding(name, used.lineno, f"|{used.name}")


def _unsafe_finding(name: str, line: int, found: str) -> Diagnostic:
    return Diagnostic(
        "TPL41", Severity.ERROR, N_("biểu thức không an toàn: “{found}”"), Location(name, line),
        {"found": found}, N_("mẫu chỉ dùng tên, thuộc tính và hàm của mô hình"), quote=found,
    )  # fmt: skip


def _undefined(tree: nodes.Template, name: str, known: frozenset[str]) -> Iterator[Diagnostic]:
    unknown = undeclared_names(tree) - known
    for found in sorted(unknown):
        line = _line_of(tree, found)
        near = find_near(found, sorted(known))
        yield Diagnostic(
            "TPL42", Severity.ERROR, N_("không có tên '{name}' trong mẫu"), Location(name, line),
            {"name": found, "near": near},
            N_("có phải '{near}'?") if near else "", quote=found,
        )  # fmt: skip


def _line_of(tree: nodes.Template, found: str) -> int:
    lines = (node.lineno for node in tree.find_all(nodes.Name) if node.name == found)
    return min(lines, default=1)


def _unused(tree: nodes.Template, name: str) -> Iterator[Diagnostic]:
    read = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    for node in tree.find_all(nodes.Assign):
        target = node.target
        if isinstance(target, nodes.Name) and target.name not in read:
            yield Diagnostic(
                "TPL43", Severity.WARNING, N_("tên '{name}' đặt ra nhưng không dùng"),
                Location(name, node.lineno), {"name": target.name}, quote=target.name,
            )  # fmt: skip


def _missing_files(
    tree: nodes.Template, environment: BodyEnvironment, name: str
) -> Iterator[Diagnostic]:
    for node in _references(tree):
        for named in _named_files(node):
            where = Location(name, node.lineno)
            try:
                missing = environment.find(named, where) is None
            except InputError as error:
                yield from error.findings
                continue
            if missing:
                yield Diagnostic(
                    "TPL44", Severity.ERROR, N_("không có mẫu '{name}'"), where,
                    {"name": named}, quote=named,
                )  # fmt: skip


def _named_files(node: nodes.Node) -> Iterator[str]:
    """Yield the files that a tag names as they are: computed names are known when it runs."""
    template = getattr(node, "template", None)
    optional = bool(getattr(node, "ignore_missing", False))
    if isinstance(template, nodes.Const) and not optional:
        yield str(template.value)


def _references(tree: nodes.Template) -> Iterable[nodes.Node]:
    for kind in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        yield from tree.find_all(kind)
