"""Formal parts that were changed in Word: number, date, subject, recipients, signature."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.document.nodes import Frame
from generator.inputs.patch import YamlText
from generator.inputs.yaml import ValuePath
from generator.revise.pull.units import folded

_NUMBER = re.compile(r"Số:?\s*(\d+[a-z]?)\s*([-/].*)")
_DATE = re.compile(r"^(.*), ngày\s*(\d{0,2})\s*tháng\s*(\d{0,2})\s*năm\s*(\d{4})$")
_END = re.compile(r"[;,.]$")
_LISTS = ("noi_nhan", "trich_yeu", "kinh_gui", "co_quan_ban_hanh", "co_quan_chu_quan")
_LINES = ("so_ky_hieu", "dia_danh_ngay", "ten_loai")
_SIGNATURE = ("quyen_han", "chuc_vu", "ho_ten")


Way = Mapping[ValuePath, object]
"""Values of a plan that say what was changed."""


@dataclass(frozen=True, slots=True)
class FramePart:
    """Paragraphs that stand together around the body: those of one cell, or outside tables.

    Attributes:
        old: As they were built, blank ones left out.
        new: As they came back, blank ones left out.
        pairs: Which belong together.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    pairs: tuple[tuple[int | None, int | None], ...]


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


def frame_edits(frame: Frame, parts: Sequence[FramePart]) -> list[FrameEdit]:
    """Return what was changed in the paragraphs around the body.

    Args:
        frame: The formal parts as they were built.
        parts: The paragraphs around the body.
    """
    edits = []
    for name in (*_LISTS, *_LINES):
        lines = frame_lines(frame, name)
        after = _after(lines, parts)
        if not is_same(lines, after):
            edits.append(FrameEdit(name, lines, after, _ways(name, lines, after)))
    signature = frame_lines(frame, "nguoi_ky")
    signed = _after(signature, parts)
    if signed and not is_same(signature, signed):
        way: Way = {("nguoi_ky",): _signatory(frame, signed)}
        edits.append(FrameEdit("nguoi_ky", signature, signed, (way,)))
    draft = frame.draft_mark
    if draft and any(draft in part.old and draft not in part.new for part in parts):
        edits.append(FrameEdit("du_thao", (draft,), (), ({("du_thao",): "false"},)))
    return edits


def frame_lines(frame: Frame, name: str) -> tuple[str, ...]:
    """Return the lines of a formal part, () when the document has none."""
    if name == "du_thao":
        return (frame.draft_mark,) if frame.draft_mark else ()
    if name == "nguoi_ky":
        return tuple(line for line in (*frame.quyen_han, frame.chuc_vu, frame.ho_ten) if line)
    value = getattr(frame, name)
    return tuple(value) if isinstance(value, tuple) else ((value,) if value else ())


def is_same(before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether two parts read the same, wherever their lines break."""
    return folded(" ".join(before)) == folded(" ".join(after))


def _after(lines: tuple[str, ...], parts: Sequence[FramePart]) -> tuple[str, ...]:
    """Return the lines of a part in the file that came back."""
    for part in parts:
        start = _find(part.old, lines) if lines else None
        if start is not None:
            alone = len(lines) == len(part.old)
            return part.new if alone else _between(range(start, start + len(lines)), part, lines)
    return lines


def _between(places: range, part: FramePart, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return theirs, and new ones between them; beside them those that look like the list."""
    pairs = part.pairs
    own = [n for n, (here, _) in enumerate(pairs) if here in places]
    first, last = own[0], own[-1]
    while first and pairs[first - 1][0] is None and _goes_on(part, pairs[first - 1][1], lines):
        first -= 1
    while (
        last + 1 < len(pairs)
        and pairs[last + 1][0] is None
        and _goes_on(part, pairs[last + 1][1], lines)
    ):
        last += 1
    return tuple(part.new[there] for _, there in pairs[first : last + 1] if there is not None)


def _goes_on(part: FramePart, there: int | None, lines: tuple[str, ...]) -> bool:
    return there is not None and part.new[there][:2] == lines[0][:2] == "- "


def _find(texts: Sequence[str], lines: tuple[str, ...]) -> int | None:
    wanted = [folded(line) for line in lines]
    found = [folded(text) for text in texts]
    for start in range(len(found) - len(wanted) + 1):
        if found[start : start + len(wanted)] == wanted:
            return start
    return None


def _ways(name: str, before: tuple[str, ...], after: tuple[str, ...]) -> tuple[Way, ...]:
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
        ways += [{("trich_yeu",): re.sub(r"^V/v ", "", "\n".join(after))}]
    if name == "noi_nhan":
        ways.append(_recipients(before, after))
    ways.append({("the_thuc", name): typed})
    return tuple(ways)


def _recipients(before: tuple[str, ...], after: tuple[str, ...]) -> Way:
    (_, old_archive), (kept, archive) = _split(before), _split(after)
    way: dict[ValuePath, object] = {("noi_nhan",): kept}
    if archive and archive != old_archive:
        way["noi_luu",] = archive
    return way


def _split(lines: tuple[str, ...]) -> tuple[list[str], str]:
    """Return the names of recipients, and who keeps the document."""
    bare = [_END.sub("", line.strip().removeprefix("- ")) for line in lines]
    kept = [line for line in bare if not line.startswith("Lưu")]
    archive = [re.sub(r"^Lưu:? ", "", line) for line in bare if line.startswith("Lưu")]
    return kept, archive[0] if archive else ""


def _signatory(frame: Frame, lines: tuple[str, ...]) -> dict[str, object]:
    """Return who signs: authority lines, position, name.

    As many lines as before are the same lines. Otherwise their letters tell: authority and
    position are set in capitals, a name is not.
    """
    if len(lines) == len(frame_lines(frame, "nguoi_ky")):
        roles = len(lines) - bool(frame.ho_ten)
    else:
        roles = next((n for n, line in enumerate(lines) if not line.isupper()), len(lines))
    own = roles - 1 if frame.chuc_vu or not frame.quyen_han else roles
    found: dict[str, object] = {
        "quyen_han": list(lines[:own]),
        "chuc_vu": " ".join(lines[own:roles]),
        "ho_ten": " ".join(lines[roles:]),
    }
    return {name: found[name] for name in _SIGNATURE if found[name] or name == "chuc_vu"}


def apply_way(text: YamlText, way: Way) -> None:
    """Put the values of a way into a plan; what a list or a mapping has in common stays."""
    for path, value in way.items():
        old = text.get(path) if text.has(path) else None
        if isinstance(value, list) and isinstance(old, list) and value:
            _change_list(text, path, old, value)
        elif isinstance(value, dict) and isinstance(old, dict):
            _change_mapping(text, path, old, value)
        else:
            text.set(path, value)


def _change_list(text: YamlText, path: ValuePath, old: list[object], new: list[object]) -> None:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, i, j, k, m in reversed(codes):
        if tag == "equal":
            continue
        both = min(j - i, m - k)
        for place in reversed(range(i + both, j)):
            text.remove((*path, place))
        for place in reversed(range(k + both, m)):
            text.insert(path, i + both, new[place])
        for offset in range(both):
            text.set((*path, i + offset), new[k + offset])


def _change_mapping(
    text: YamlText, path: ValuePath, old: Mapping[str, object], new: Mapping[str, object]
) -> None:
    for name in old:
        if name not in new:
            text.remove((*path, name))
    for name, value in new.items():
        if old.get(name) != value:
            apply_way(text, {(*path, name): value})
