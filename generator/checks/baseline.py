"""Known findings: a file of what was there before, so that only what is new is shown."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError
from generator.i18n import N_
from generator.inputs.json_file import read_json

_VERSION = 1


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
    return json.dumps({"version": _VERSION, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def read_baseline(path: Path) -> Counter[str]:
    """Return how often each known finding was there.

    Raises:
        InputError: When the file cannot be read or is no baseline.
    """
    try:
        return Counter(row["id"] for row in read_json(path)["findings"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            Diagnostic(
                "CHK05",
                Severity.ERROR,
                N_("không đọc được tệp lỗi đã biết '{path}' ({reason})"),
                Location(path.as_posix()),
                {"path": path.as_posix(), "reason": type(error).__name__},
                N_("tạo lại bằng: kehoach check ... --write-baseline TỆP"),
            )
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
        fresh.append(
            Diagnostic(
                "CHK06",
                Severity.NOTICE,
                N_("{count} lỗi đã biết không còn nữa"),
                place,
                {"count": gone},
                N_("ghi lại tệp bằng --write-baseline để danh sách gọn hơn"),
            )
        )
    return fresh
