"""Bringing back what was changed in Word: the plan, and the other files the document is made of."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.app import problems
from generator.app.outputs import (
    MANIFEST_FILE,
    Entry,
    Manifest,
    Source,
    digest,
    read_manifest,
    source_path,
    stable_name,
)
from generator.app.render import render
from generator.app.update import read_template, template_packs
from generator.compose.build import Built, build_document
from generator.diagnostics import Diagnostic, Location
from generator.document.nodes import Document
from generator.errors import InputError, OutputError
from generator.inputs.text_file import encode, read_instead, read_text
from generator.ooxml.handed_in import reading
from generator.ooxml.package import read_file
from generator.revise.pull.parts import Sources
from generator.revise.pull.pull import PullResult, pull_changes
from generator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Pulled:
    """What pulling a Word file would write.

    Attributes:
        result: Each change, and what could not be brought back.
        doubts: Why the file may not be what the plan makes now.
        files: The new content of the plan and of the other files.
        record: The manifest that goes with them; it can be made again.
    """

    result: PullResult
    doubts: tuple[Diagnostic, ...]
    files: dict[Path, bytes]
    record: dict[Path, bytes]


def pull_file(
    file: Path, plan_path: Path, workspace: Workspace, *, force: bool, dry_run: bool = False
) -> Pulled:
    """Return what was changed in a Word file as changes to the plan it was made from.

    Args:
        file: The Word file.
        plan_path: The plan.
        workspace: The user's folder.
        force: Take the changes though the plan was changed since, or is another one.
        dry_run: Nothing will be written, so that doubts are told but stop nothing.

    Raises:
        InputError: When the file is not the plan's, or the plan does not build.
    """
    text = read_text(plan_path, workspace.display(plan_path))
    origin = read_origin(file)
    doubts = tuple(origin.doubts(plan_path, workspace, file.as_posix()))
    if doubts and not (dry_run or force):
        raise InputError(doubts)
    packs = template_packs(plan_path, workspace)
    draft = Draft(plan_path, workspace)
    with reading(file.as_posix()):
        result = pull_changes(
            text,
            read_file(file, file.as_posix()),
            build=draft.build,
            render=draft.render,
            read_clause=lambda clause: read_template(f"clauses/{clause}.md.j2", packs, workspace),
            sources=Sources(draft.read, draft.put),
            name=file.as_posix(),
            sure=force or origin.entry is not None,
        )
    texts = {workspace.root / name: new for name, new in result.files.items()}
    if result.text != text:
        texts[plan_path] = result.text
    files = {path: encode(new, path.read_bytes()) for path, new in texts.items()}
    record = origin.renewed(plan_path, files, workspace) if files else {}
    return Pulled(result, doubts, files, record)


@dataclass
class Draft:
    """Builds texts of a plan, and of the files beside it, that are not on the disk.

    Attributes:
        path: The plan.
        workspace: The user's folder.
        built: What was built last.
    """

    path: Path
    workspace: Workspace
    built: Built | None = None
    _texts: dict[Path, str] = field(default_factory=dict)

    def build(self, text: str) -> Document:
        """Return the document a text of the plan asks for.

        Raises:
            InputError: With every problem found.
        """
        with read_instead({**self._texts, self.path.resolve(): text}):
            self.built = build_document(self.path, self.workspace)
        return self.built.document

    def render(self, document: Document) -> bytes:
        """Return a document as the Word file the plan makes."""
        if self.built is None:
            msg = "nothing was built yet"
            raise ValueError(msg)
        return render(replace(self.built, document=document), "docx")

    def read(self, name: str) -> str | None:
        """Return the text of a file of the workspace, None when it has none."""
        try:
            with read_instead(self._texts):
                return read_text(self.workspace.root / name, name)
        except InputError:
            return None

    def put(self, name: str, text: str) -> None:
        """Build from now on with another text of a file of the workspace."""
        self._texts[(self.workspace.root / name).resolve()] = text


@dataclass(frozen=True, slots=True)
class Origin:
    """What the manifest beside a Word file says of it.

    Attributes:
        folder: The folder of file and manifest.
        manifest: The manifest, empty when there is none.
        entry: The file's entry, None when it has none.
    """

    folder: Path
    manifest: Manifest
    entry: Entry | None

    def doubts(self, plan: Path, workspace: Workspace, file: str) -> Iterator[Diagnostic]:
        """Yield why the file is not what the plan makes now but for what was changed in Word."""
        if self.entry is None:
            return
        name = stable_name(plan, workspace)
        at = Location(file)
        if self.entry.plan != name:
            yield problems.MADE_FROM_OTHER_PLAN.at(at, made=self.entry.plan, plan=name)
            return
        for source in self.entry.inputs:
            if _digest_of(source, workspace) != source.sha256:
                yield problems.CHANGED_SINCE.at(at, source=source.file)

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


def read_origin(file: Path) -> Origin:
    """Return what the manifest beside a Word file says of it."""
    try:
        manifest = read_manifest(file.parent)
    except (OutputError, OSError):
        manifest = Manifest({})
    return Origin(file.parent, manifest, manifest.entries.get(file.name))


def _digest_of(source: Source, workspace: Workspace) -> str:
    """Return the hash of a file as it is now, "" when it is gone."""
    try:
        return digest(source_path(source.file, workspace).read_bytes())
    except OSError:
        return ""
