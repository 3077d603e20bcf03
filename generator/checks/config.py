"""What a workspace says about checking: ``kiem-tra.yaml`` beside ``plans/``."""

from pathlib import Path
from typing import Literal

from generator.diagnostics import Location
from generator.inputs.load import Source, load_model
from generator.model.base import Model

CONFIG_FILE = "kiem-tra.yaml"


class CheckConfig(Model):
    """The file ``kiem-tra.yaml``.

    Attributes:
        tieu_chuan: Standard for all Word files, in place of the one for regime and date.
        bo_qua: Reason by rule id, for every file.
        rieng: The same for single files, by path from the workspace.
        da_biet: Path of the baseline file.
    """

    tieu_chuan: Literal["nd30", "hd36", "hd05"] | None = None
    bo_qua: dict[str, str] = {}  # noqa: RUF012  (pydantic copies defaults)
    rieng: dict[str, dict[str, str]] = {}  # noqa: RUF012
    da_biet: str | None = None


def load_config(root: Path) -> Source[CheckConfig] | None:
    """Return a workspace's settings, None when it has none.

    Raises:
        InputError: When the file is wrong.
    """
    path = root / CONFIG_FILE
    if not path.is_file():
        return None
    return load_model(path, CheckConfig, display=CONFIG_FILE)


def ignored(
    config: Source[CheckConfig] | None, file: str
) -> tuple[dict[str, str], Location, frozenset[str]]:
    """Return the rules ignored for a file, where the list is, and which are only for this file."""
    if config is None:
        return {}, Location(), frozenset()
    own = config.model.rieng.get(file, {})
    return {**config.model.bo_qua, **own}, config.location("bo_qua"), frozenset(own)
