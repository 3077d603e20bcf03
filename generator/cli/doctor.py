"""``kehoach doctor``: what is installed on this machine and what is missing."""

import json
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from typing import NamedTuple

import click

from generator import __version__
from generator.cli.commands import choices, define, open_workspace, option
from generator.cli.language import current, say
from generator.diagnostics import Diagnostic, Severity
from generator.errors import KehoachError, OutputError
from generator.i18n import N_

_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


class Line(NamedTuple):
    """One line of the report.

    Attributes:
        topic: What was looked for, a marked message.
        value: What was found.
        problem: Id of what is wrong, "" when all is well.
        hint: What to do about it, already in the user's language.
        fatal: Nothing can be made while this is so.
    """

    topic: str
    value: str
    problem: str = ""
    hint: str = ""
    fatal: bool = False


@define(
    "doctor",
    N_(
        "Kiểm tra máy: phiên bản, các gói Python, phông chữ sẽ được dùng, LibreOffice, thư mục"
        " làm việc.\n\n"
        "Mã thoát 4 khi thiếu thứ bắt buộc."
    ),
)
@option(
    "--format",
    "form",
    type=choices(("text", "json")),
    default="text",
    help=N_("In ra chữ (text) hoặc json; mặc định là text."),
)
def command(form: str) -> None:
    """Print what was found; fail when something needed is missing."""
    lines = [
        *_iter_versions(),
        *_iter_packages(),
        *_iter_fonts(),
        *_iter_office(),
        *_iter_folders(),
    ]
    if form == "json":
        rows = [{**line._asdict(), "topic": say(line.topic)} for line in lines]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _print(lines)
    missing = [line for line in lines if line.fatal]
    if missing:
        raise OutputError([_finding(line) for line in missing])


def _print(lines: Iterable[Line]) -> None:
    lines, hint = list(lines), say(N_("gợi ý"))
    width = max(len(say(line.topic)) for line in lines) + 2
    for line in lines:
        mark = "!" if line.problem else " "
        click.echo(f"{mark} {say(line.topic):<{width}}{line.value}")
        if line.hint and not line.fatal:
            click.echo(f"  {'':<{width}}{hint}: {line.hint}")


def _finding(line: Line) -> Diagnostic:
    return Diagnostic(
        line.problem,
        Severity.ERROR,
        N_("{topic}: {value}"),
        params={"topic": say(line.topic), "value": line.value},
        hint=line.hint,
    )


def _iter_versions() -> Iterator[Line]:
    yield Line("kehoach", __version__)
    yield Line("Python", f"{platform.python_version()} ({sys.executable})")
    yield Line(N_("Hệ điều hành"), platform.platform())


def _iter_packages() -> Iterator[Line]:
    hint = say(N_("cài lại: make run (Linux) hoặc py -m pip install . (Windows)"))
    try:
        requirements = metadata.requires("kehoach") or []
    except metadata.PackageNotFoundError:
        value = say(N_("chưa cài đặt, đang chạy từ thư mục mã nguồn"))
        yield Line(N_("Gói kehoach"), value, "DR04", hint)
        return
    found = {}
    for requirement in requirements:
        name = _REQUIREMENT.match(requirement)
        if name is None or "extra ==" in requirement:
            continue
        try:
            found[name[0]] = metadata.version(name[0])
        except metadata.PackageNotFoundError:
            # A package with a condition is one that some machines have to do without.
            value, fatal = say(N_("thiếu {name}"), name=name[0]), ";" not in requirement
            yield Line(N_("Gói Python"), value, "DR01", hint, fatal=fatal)
    yield Line(N_("Gói Python"), ", ".join(f"{name} {number}" for name, number in found.items()))


def _iter_fonts() -> Iterator[Line]:
    from generator.writers.pdf.fonts import VIETNAMESE, find_fonts, usable_family

    fonts = find_fonts()
    install = say(
        N_(
            "không làm được PDF và ảnh trang: cài phông Times New Roman, hoặc trên Debian:"
            " apt-get install fonts-liberation2"
        )
    )
    family = usable_family(fonts)
    if family:
        yield Line(N_("Phông chữ sẽ dùng"), family)
    else:
        value = say(N_("không có Times New Roman, Liberation Serif 2 hoặc Tinos"))
        yield Line(N_("Phông chữ sẽ dùng"), value, "DR02", install)
    for font in fonts:
        if font.missing and font.style == "Regular":
            value = say(
                N_("{family} ở {path} thiếu {count} trong {all} chữ tiếng Việt"),
                family=font.family,
                path=font.path.as_posix(),
                count=font.missing,
                all=len(VIETNAMESE),
            )
            yield Line(N_("Phông chữ cũ"), value, "DR03", install)


def _iter_office() -> Iterator[Line]:
    from generator.writers.libreoffice import find_libreoffice
    from generator.writers.office import find_word

    word, office = find_word(), find_libreoffice()
    if word:
        yield Line("Word", word.as_posix())
    if office:
        yield Line("LibreOffice", office.as_posix())
    elif not word:
        value = say(N_("không thấy (chỉ cần để làm PDF từ khung Word đã sửa tay, đọc .doc, .odt)"))
        yield Line("LibreOffice", value)


def _iter_folders() -> Iterator[Line]:
    yield _templates()
    try:
        workspace = open_workspace()
    except KehoachError as error:
        finding = error.findings[0]
        yield Line(
            N_("Thư mục làm việc"),
            finding.message_text(current()),
            finding.id,
            finding.hint_text(current()),
        )
        return
    plans = len(workspace.plan_paths())
    budgets = len(list(workspace.budgets_dir.rglob("*.yaml")))
    counts = say(N_("{plans} kế hoạch, {budgets} dự toán"), plans=plans, budgets=budgets)
    yield Line(N_("Thư mục làm việc"), f"{workspace.root.as_posix()} ({counts})")


def _templates() -> Line:
    from generator.workspace import packaged_templates

    folder = packaged_templates()
    kinds = len(list(folder.glob("kinds/*/kind.yaml")))
    how_many = say(N_("{count} loại văn bản"), count=kinds)
    value = f"{folder.as_posix()} ({how_many})"
    if kinds:
        return Line(N_("Mẫu kèm theo"), value)
    hint = say(N_("cài lại kehoach: bản cài đặt thiếu mẫu văn bản"))
    return Line(N_("Mẫu kèm theo"), value, "DR05", hint, fatal=True)
