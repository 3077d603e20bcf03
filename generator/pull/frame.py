"""Formal parts that were changed in Word: number, date, subject, recipients, signature."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.document.nodes import Frame
from generator.inputs.patch import YamlText
from generator.inputs.yaml import ValuePath
from generator.text.compare import pair_texts

_NUMBER = re.compile(r"Số:?\s*(\d+[a-z]?)\s*([-/].*)")
_DATE = re.compile(r"^(.*), ngày\s*(\d{0,2})\s*tháng\s*(\d{0,2})\s*năm\s*(\d{4})$")
_LISTS = ("noi_nhan", "trich_yeu", "kinh_gui", "co_quan_ban_hanh", "co_quan_chu_quan")
_LINES = ("so_ky_hieu", "dia_danh_ngay", "ten_loai")


Way = Mapping[ValuePath, object]
"""Values of a plan that say what was changed."""


@dataclass(frozen=True, slots=True)
class FrameEdit:
    """A formal part as it was and as it is now, and the values that say so.

    Attributes:
        name: The part.
        before: Its lines.
        after: Its lines now.
        ways: Values to try, the plainest first.
    """

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    ways: tuple[Way, ...]


def frame_edits(frame: Frame, old: Sequence[str], new: Sequence[str]) -> list[FrameEdit]:
    """Return what was changed in the paragraphs around the body.

    Args:
        frame: The formal parts as they were built.
        old: Those paragraphs as they were built.
        new: The same in the file that came back.
    """
    pairs = list(pair_texts(old, new))
    edits = []
    for name in (*_LISTS, *_LINES):
        lines = _lines(frame, name)
        after = _after(lines, old, new, pairs)
        if lines and after != lines:
            edits.append(FrameEdit(name, lines, after, _ways(name, after)))
    edits += _signature(frame, old, new)
    if frame.draft_mark and frame.draft_mark not in new and frame.draft_mark in old:
        draft: Way = {("du_thao",): "false"}
        edits.append(FrameEdit("du_thao", (frame.draft_mark,), (), (draft,)))
    return edits


def _lines(frame: Frame, name: str) -> tuple[str, ...]:
    value = getattr(frame, name)
    return tuple(value) if isinstance(value, tuple) else ((value,) if value else ())


def _after(
    lines: tuple[str, ...],
    old: Sequence[str],
    new: Sequence[str],
    pairs: Sequence[tuple[int | None, int | None]],
) -> tuple[str, ...]:
    """Return the lines of a part in the new file: theirs, and new ones between them."""
    start = _find(old, lines)
    if start is None:
        return lines
    places = range(start, start + len(lines))
    found: list[str] = []
    inside = False
    for here, there in pairs:
        if here is not None:
            inside = here in places
        # A paragraph after the last line belongs to what follows, unless it looks like the list.
        if there is not None and inside and (here is not None or _goes_on(new[there], lines)):
            found.append(new[there])
    return tuple(text for text in found if text.strip())


def _goes_on(text: str, lines: tuple[str, ...]) -> bool:
    return bool(text.strip()) and text[:2] == lines[0][:2] == "- "


def _find(texts: Sequence[str], lines: tuple[str, ...]) -> int | None:
    wanted = [" ".join(line.split()) for line in lines]
    folded = [" ".join(text.split()) for text in texts]
    for start in range(len(folded) - len(wanted) + 1):
        if folded[start : start + len(wanted)] == wanted:
            return start
    return None


def _ways(name: str, after: tuple[str, ...]) -> tuple[Way, ...]:
    ways: list[Way] = []
    typed: object = list(after) if name in _LISTS else " ".join(after)
    if name == "so_ky_hieu" and after:
        match = _NUMBER.fullmatch(after[0].strip())
        ways += [{("so_van_ban",): match[1]}] if match else []
    if name == "dia_danh_ngay" and after:
        match = _DATE.match(after[0].strip())
        if match:
            parts = [part for part in (match[2], match[3], match[4]) if part]
            ways.append({("ngay_ban_hanh",): "/".join(parts)})
    if name == "trich_yeu" and after:
        bare = re.sub(r"^V/v ", "", after[0])
        ways += [{("trich_yeu",): bare}]
    if name == "noi_nhan":
        ways.append(_recipients(after))
    ways.append({("the_thuc", name): typed})
    return tuple(ways)


def _recipients(after: tuple[str, ...]) -> Way:
    bare = [re.sub(r"^- |[;,.]$", "", line.strip()) for line in after]
    kept = [line for line in bare if not line.startswith("Lưu")]
    archive = [line for line in bare if line.startswith("Lưu")]
    way: dict[ValuePath, object] = {("noi_nhan",): kept}
    if archive:
        way["noi_luu",] = re.sub(r"^Lưu:? ", "", archive[0])
    return way


def _signature(frame: Frame, old: Sequence[str], new: Sequence[str]) -> list[FrameEdit]:
    """Return the signatory when the lines at the end of the document are others now."""
    before = [line for line in (*frame.quyen_han, frame.chuc_vu, frame.ho_ten) if line]
    start = _find(old, tuple(before)) if before and not frame.ho_ten else None
    if start is None:
        heads = tuple(line for line in (*frame.quyen_han, frame.chuc_vu) if line)
        start = _find(old, heads) if heads else None
    if start is None:
        return []
    tail = [text.strip() for text in old[start:] if text.strip()]
    place = len([text for text in old[:start] if text.strip()])
    now = [text.strip() for text in new if text.strip()][place:]
    if now == tail or len(now) < 1:
        return []
    roles = len(frame.quyen_han)
    entry: dict[str, object] = {}
    if roles:
        entry["quyen_han"] = now[:roles]
    if frame.chuc_vu and len(now) > roles:
        entry["chuc_vu"] = now[roles]
    rest = now[roles + (1 if frame.chuc_vu else 0) :]
    if rest:
        entry["ho_ten"] = rest[0]
    if "chuc_vu" not in entry:
        return []
    way: Way = {("nguoi_ky",): entry}
    return [FrameEdit("nguoi_ky", tuple(tail), tuple(now), (way,))]


def apply_way(text: YamlText, way: Way) -> None:
    """Put the values of a way into a plan."""
    for path, value in way.items():
        if isinstance(value, dict) and text.has(path):
            text.remove(path)
        text.set(path, value)
