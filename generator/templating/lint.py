"""Checks body templates before any rendering: syntax, unknown and unused names, unsafe code."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes

from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError
from generator.inputs.text_file import read_text
from generator.templating import problems
from generator.templating.environment import BodyEnvironment, TemplateRoot
from generator.templating.explain import undeclared_names, unknown_filters
from generator.templating.problems import reason_for
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
        reason = reason_for(str(error.message))
        yield problems.WRITTEN_WRONG.at(Location(name, error.lineno), reason=reason)
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
    return problems.UNSAFE.at(Location(name, line), quote=found, found=found)


def _undefined(tree: nodes.Template, name: str, known: frozenset[str]) -> Iterator[Diagnostic]:
    unknown = undeclared_names(tree) - known
    for found in sorted(unknown):
        lines = (node.lineno for node in tree.find_all(nodes.Name) if node.name == found)
        line = min(lines, default=1)
        near = find_near(found, sorted(known))
        hint = problems.NEAR if near else None
        where = Location(name, line)
        yield problems.UNKNOWN_NAME.at(where, quote=found, hint=hint, name=found, near=near)


def _unused(tree: nodes.Template, name: str) -> Iterator[Diagnostic]:
    read = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    for node in tree.find_all(nodes.Assign):
        target = node.target
        if isinstance(target, nodes.Name) and target.name not in read:
            where = Location(name, node.lineno)
            yield problems.NOT_USED.at(where, quote=target.name, name=target.name)


def _missing_files(
    tree: nodes.Template, environment: BodyEnvironment, name: str
) -> Iterator[Diagnostic]:
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in (node for kind in kinds for node in tree.find_all(kind)):
        for named in _named_files(node):
            where = Location(name, node.lineno)
            try:
                missing = environment.find(named, where) is None
            except InputError as error:
                yield from error.findings
                continue
            if missing:
                yield problems.NO_NAMED_TEMPLATE.at(where, quote=named, name=named)


def _named_files(node: nodes.Node) -> Iterator[str]:
    """Yield the files that a tag names as they are: computed names are known when it runs."""
    template = getattr(node, "template", None)
    optional = bool(getattr(node, "ignore_missing", False))
    if isinstance(template, nodes.Const) and not optional:
        yield str(template.value)
