"""What a workspace says about checking: ``kiem-tra.yaml`` beside ``plans/``, and known findings.

Known findings stand in a file of what was there before, so that only what is new is shown.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from generator.checks import problems
from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError
from generator.inputs.load import Source, load_model
from generator.inputs.text_file import read_json
from generator.model.base import Model

CONFIG_FILE = "kiem-tra.yaml"
_BASELINE_VERSION = 1


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


def fingerprint(finding: Diagnostic) -> str:
    """Return what stays the same when text above a finding changes: rule, file and quote."""
    words = (finding.id, finding.location.file, finding.quote or finding.message_text())
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def to_baseline(findings: Iterable[Diagnostic]) -> str:
    """Return the baseline of findings as the text of a file."""
    rows = [
        {"id": fingerprint(each), "rule": each.id, "file": each.location.file, "quote": each.quote}
        for each in findings
    ]
    return (
        json.dumps({"version": _BASELINE_VERSION, "findings": rows}, ensure_ascii=False, indent=1)
        + "\n"
    )


def read_baseline(path: Path) -> Counter[str]:
    """Return how often each known finding was there.

    Raises:
        InputError: When the file cannot be read or is no baseline.
    """
    try:
        return Counter(row["id"] for row in read_json(path)["findings"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        place, reason = Location(path.as_posix()), type(error).__name__
        raise InputError(
            problems.NO_BASELINE.at(place, path=path.as_posix(), reason=reason)
        ) from error


def is_baseline(path: Path) -> bool:
    """Return whether a file holds known findings."""
    try:
        read_baseline(path)
    except InputError:
        return False
    return True


def subtract(
    findings: Iterable[Diagnostic], known: Counter[str], place: Location
) -> list[Diagnostic]:
    """Return the findings that are not known, and a notice when known ones are gone."""
    left = known.copy()
    fresh = []
    for finding in findings:
        key = fingerprint(finding)
        if left[key] > 0:
            left[key] -= 1
        else:
            fresh.append(finding)
    gone = sum(left.values())
    if gone:
        fresh.append(problems.BASELINE_OUT_OF_DATE.at(place, count=gone))
    return fresh
