"""What is installed on this machine, and what is missing."""

import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import metadata
from typing import Any

from generator import __version__
from generator.app import problems
from generator.diagnostics import Diagnostic, Marked, Phrase
from generator.i18n import N_, SOURCE_LANGUAGE, translate
from generator.workspace import Workspace

_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report.

    Attributes:
        topic: What was looked for, a marked message.
        value: What is there; the problem says it where there is one.
        problem: What is wrong, None when all is well.
        fatal: Nothing can be made while this is so.
    """

    topic: str
    value: str | Phrase = ""
    problem: Diagnostic | None = None
    fatal: bool = False

    def value_text(self, language: str = SOURCE_LANGUAGE) -> str:
        """Return what is there."""
        if self.problem is not None:
            return self.problem.message_text(language)
        return self.value.text(language) if isinstance(self.value, Phrase) else self.value

    def hint_text(self, language: str = SOURCE_LANGUAGE) -> str:
        """Return what to do, "" when all is well."""
        return self.problem.hint_text(language) if self.problem else ""

    def to_object(self, language: str = SOURCE_LANGUAGE) -> dict[str, Any]:
        """Return the line as plain values."""
        return {
            "topic": translate(self.topic, language),
            "value": self.value_text(language),
            "problem": self.problem.id if self.problem else "",
            "hint": self.hint_text(language),
            "fatal": self.fatal,
        }

    def finding(self, language: str = SOURCE_LANGUAGE) -> Diagnostic | None:
        """Return the problem with its topic."""
        if self.problem is None:
            return None
        params: dict[str, Any] = {"topic": Marked(self.topic), "value": self.value_text(language)}
        hint = self.hint_text(language)
        return replace(self.problem, message=N_("{topic}: {value}"), params=params, hint=hint)


def examine_machine() -> Iterator[Line]:
    """Yield what there is: versions, packages, fonts, office programs, templates."""
    yield Line("kehoach", __version__)
    yield Line("Python", f"{platform.python_version()} ({sys.executable})")
    yield Line(N_("Hệ điều hành"), platform.platform())
    yield from _iter_packages()
    yield from _iter_fonts()
    yield from _iter_office()
    yield _templates()


def examine_workspace(workspace: Workspace) -> Line:
    """Return what there is in a workspace."""
    counts = {
        "path": workspace.root.as_posix(),
        "plans": len(workspace.plan_paths()),
        "budgets": len(list(workspace.budgets_dir.rglob("*.yaml"))),
    }
    message = N_("{path} ({plans} kế hoạch, {budgets} dự toán)")
    return Line(N_("Thư mục làm việc"), Phrase(message, counts))


def _iter_packages() -> Iterator[Line]:
    try:
        requirements = metadata.requires("kehoach") or []
    except metadata.PackageNotFoundError:
        yield Line(N_("Gói kehoach"), problem=problems.NOT_INSTALLED.at())
        return
    versions = {}
    for requirement in requirements:
        name = _REQUIREMENT.match(requirement)
        if name is None or "extra ==" in requirement:
            continue
        try:
            versions[name[0]] = metadata.version(name[0])
        except metadata.PackageNotFoundError:
            # A package with a condition is one that some machines have to do without.
            missing = problems.PACKAGE_MISSING.at(name=name[0])
            yield Line(N_("Gói Python"), problem=missing, fatal=";" not in requirement)
    yield Line(N_("Gói Python"), ", ".join(f"{name} {number}" for name, number in versions.items()))


def _iter_fonts() -> Iterator[Line]:
    from generator.writers.pdf.fonts import VIETNAMESE, find_fonts, usable_family

    fonts = find_fonts()
    family = usable_family(fonts)
    missing = None if family else problems.NO_FONTS.at()
    yield Line(N_("Phông chữ sẽ dùng"), family or "", missing)
    for font in fonts:
        if font.missing and font.style == "Regular":
            old = problems.OLD_FONTS.at(
                family=font.family,
                path=font.path.as_posix(),
                count=font.missing,
                all=len(VIETNAMESE),
            )
            yield Line(N_("Phông chữ cũ"), problem=old)


def _iter_office() -> Iterator[Line]:
    from generator.writers.libreoffice import find_libreoffice
    from generator.writers.office import find_word

    word, office = find_word(), find_libreoffice()
    if word:
        yield Line("Word", word.as_posix())
    if office:
        yield Line("LibreOffice", office.as_posix())
    elif not word:
        need = N_("không thấy (chỉ cần để làm PDF từ khung Word đã sửa tay, đọc .doc, .odt)")
        yield Line("LibreOffice", Phrase(need))


def _templates() -> Line:
    from generator.workspace import packaged_templates

    folder = packaged_templates()
    count = len(list(folder.glob("kinds/*/kind.yaml")))
    line = problems.NO_TEMPLATES.at(path=folder.as_posix(), count=count)
    if count:
        return Line(N_("Mẫu kèm theo"), Phrase(line.message, line.params))
    return Line(N_("Mẫu kèm theo"), problem=line, fatal=True)
