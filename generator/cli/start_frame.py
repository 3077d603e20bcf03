"""``kehoach build --start-frame``: a Word frame to change by hand, in the prescribed look."""

from collections.abc import Sequence
from pathlib import Path

from generator.cli.commands import open_workspace
from generator.cli.files import write_file
from generator.cli.make import plan_paths
from generator.compose.build import build_document
from generator.inputs.load import load_plan
from generator.writers.docx.frame import make_frame


def write_start_frames(plans: Sequence[Path], standard: str | None, *, force: bool) -> None:
    """Write the frame of each kind of the plans, where a build looks for it.

    Args:
        plans: Files and folders as the user named them; none for all.
        standard: Id of a standard to use instead of the one for regime and date.
        force: Write over a frame that is there.

    Raises:
        InputError: When a plan cannot be built.
        OutputError: When a frame is there already or cannot be written.
    """
    workspace = open_workspace()
    frames: dict[Path, bytes] = {}
    for plan in plan_paths(plans, workspace):
        kind = load_plan(plan).model.loai_van_ban
        built = build_document(plan, workspace, standard=standard)
        path = workspace.root / "templates" / "kinds" / kind / "frame.docx"
        frames.setdefault(path, make_frame(built.standard, built.document.frame.layout))
    for path, content in frames.items():
        write_file(path, content, force=force)
