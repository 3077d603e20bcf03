"""One check of files: what it uses, and the rules run over a Word file in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.checks.config import CheckConfig, ignored
from generator.checks.engine import Options, run
from generator.checks.folding import Folding
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Location, Severity
from generator.i18n import N_
from generator.inputs.load import Source


@dataclass(frozen=True, slots=True)
class Run:
    """What one check of several files uses.

    Attributes:
        root: The workspace's folder.
        standard: A standard asked for, in place of the one for regime and date.
        config: The workspace's settings.
        display: How each file is named, by its path.
    """

    root: Path
    standard: str | None = None
    config: Source[CheckConfig] | None = None
    display: dict[Path, str] = field(default_factory=dict)

    def name(self, path: Path) -> str:
        """Return how a file is named to the user."""
        return self.display.get(path, path.as_posix())


def check_subject(
    subject: WordSubject,
    task: Run,
    ignore: Mapping[str, str] | None = None,
    place: Location | None = None,
) -> list[Diagnostic]:
    """Return the findings of a Word file as read, with what is ignored left out.

    Args:
        subject: The file.
        task: The run.
        ignore: Further ignored rules, with reasons.
        place: Where that list stands.
    """
    reasons, where, own = ignored(task.config, subject.name)
    unused = frozenset(own) | frozenset(ignore or ())
    options = Options(
        ignore={**reasons, **(ignore or {})},
        ignore_place=place or where,
        report_unused=unused,
    )
    found = run(subject, options=options)
    if not subject.regime_known:
        found.insert(0, _no_regime(subject.name))
    return [*found, *_unreadable_numbers(subject)]


def _unreadable_numbers(subject: WordSubject) -> Iterator[Diagnostic]:
    folding = Folding()
    for each in subject.file.unreadable:
        finding = Diagnostic(
            "CHK10",
            Severity.WARNING,
            N_("giá trị '{quote}' của {name} không phải là số; đọc như không ghi"),
            Location(subject.name, part=each.part, paragraph=each.paragraph),
            {"quote": each.value, "name": each.name},
            N_("mở tệp bằng Word rồi lưu lại"),
            quote=each.value,
        )
        if not folding.takes(finding):
            yield finding
    rest = folding.rest()
    if rest is not None:
        yield rest


def _no_regime(name: str) -> Diagnostic:
    return Diagnostic(
        "CHK07",
        Severity.NOTICE,
        N_("không nhận ra là văn bản của Đảng hay của nhà nước; chưa kiểm tra thể thức"),
        Location(name),
        {},
        N_("nếu là văn bản hành chính, nêu thể thức bằng --standard nd30, hd36 hoặc hd05"),
    )
