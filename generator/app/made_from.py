"""What a Word file was made from, as the manifest beside it tells, and what it is now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.app.jobs import source_path, stable_name
from generator.app.manifest import MANIFEST_FILE, Entry, Manifest, Source, digest, read_manifest
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import OutputError
from generator.i18n import N_
from generator.workspace import Workspace

_OTHER_PLAN = N_("tệp Word này làm từ kế hoạch {made}, không phải {plan}")
_OTHER_PLAN_HINT = N_("dùng --into {made}; nếu kế hoạch đã đổi tên thì thêm --force")
_CHANGED = N_("{source} đã sửa sau khi làm tệp Word này: chỗ sửa ấy sẽ bị tệp Word ghi đè")
_CHANGED_HINT = N_(
    "xem bằng --dry-run; trả {source} về như lúc làm tệp Word rồi chạy lại, hoặc thêm --force để"
    " lấy theo tệp Word"
)


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What the manifest says of a Word file.

    Attributes:
        folder: The folder of file and manifest.
        manifest: The manifest, empty when there is none.
        entry: The file's entry, None when it has none.
    """

    folder: Path
    manifest: Manifest
    entry: Entry | None

    def problems(self, plan: Path, workspace: Workspace, file: str) -> Iterator[Diagnostic]:
        """Yield why the file is not what the plan makes now but for what was changed in Word."""
        if self.entry is None:
            return
        name = stable_name(plan, workspace)
        at = Location(file)
        if self.entry.plan != name:
            params = {"made": self.entry.plan, "plan": name}
            yield Diagnostic(
                "PULL04", Severity.ERROR, _OTHER_PLAN, at, params, hint=_OTHER_PLAN_HINT
            )
            return
        for source in self.entry.inputs:
            if _digest_of(source, workspace) != source.sha256:
                params = {"source": source.file}
                yield Diagnostic("PULL05", Severity.ERROR, _CHANGED, at, params, hint=_CHANGED_HINT)

    def renewed(
        self, plan: Path, files: dict[Path, bytes], workspace: Workspace
    ) -> dict[Path, bytes]:
        """Return the manifest with the inputs as they are to be written, for the next pull."""
        if self.entry is None or self.entry.plan != stable_name(plan, workspace):
            return {}
        new = {stable_name(path, workspace): digest(content) for path, content in files.items()}
        inputs = tuple(
            Source(one.file, new.get(one.file) or _digest_of(one, workspace) or one.sha256)
            for one in self.entry.inputs
        )
        manifest = self.manifest.updated([replace(self.entry, inputs=inputs)])
        return {self.folder / MANIFEST_FILE: manifest.to_bytes()}


def read_made_from(file: Path) -> MadeFrom:
    """Return what the manifest beside a Word file says of it."""
    try:
        manifest = read_manifest(file.parent)
    except (OutputError, OSError):
        manifest = Manifest({})
    return MadeFrom(file.parent, manifest, manifest.entries.get(file.name))


def _digest_of(source: Source, workspace: Workspace) -> str:
    """Return the hash of a file as it is now, "" when it is gone."""
    try:
        return digest(source_path(source.file, workspace).read_bytes())
    except OSError:
        return ""
