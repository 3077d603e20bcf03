"""A plan after its templates changed: its own changes stay, the templates' come in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from generator.i18n import N_
from generator.inputs.patch import YamlText
from generator.inputs.request import END, OURS, THEIRS
from generator.revise.change import Change, Kind
from generator.text.compare import align, likeness

_STARTS = re.compile(r"\s*(?:[-+*]|\d+[.)])\s|\s*#{1,6}\s|\s*\{:|\s*\|")


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged text.

    Attributes:
        text: With both versions of what could not be merged.
        conflicts: How many such places it has.
    """

    text: str
    conflicts: int


def split_blocks(text: str) -> list[str]:
    """Return the paragraphs, items and headings of a text; blank lines go with the one before."""
    blocks: list[str] = []
    fresh = True
    for line in text.strip("\n").splitlines():
        if not line.strip():
            fresh = True
            if blocks:
                blocks[-1] += "\n"
            continue
        if fresh or _STARTS.match(line) or not blocks:
            # A line of attributes belongs to the block below it.
            if blocks and blocks[-1].strip().startswith("{:") and not fresh:
                blocks[-1] += f"{line}\n"
            else:
                blocks.append(f"{line}\n")
        else:
            blocks[-1] += f"{line}\n"
        fresh = False
    return blocks


def merge_texts(base: str, ours: str, theirs: str) -> Merged:
    r"""Return the plan's text with what the template changed since it was taken.

    Items that one side left as they were are taken from the other; what both changed stands
    twice, between marks.

    >>> merge_texts("- a\n- b\n", "- a của ta\n- b\n", "- a\n- b mới\n").text
    '- a của ta\n- b mới\n'
    >>> merge_texts("- a\n", "- a của ta\n", "- a mới\n").text.splitlines()[:4]
    ['<<<<<<< CỦA KẾ HOẠCH', '- a của ta', '======= MẪU MỚI', '- a mới']
    """
    sides = [split_blocks(text) for text in (base, ours, theirs)]
    old, mine, new = ([_plain(block) for block in side] for side in sides)
    first, second = _matches(old, mine), _matches(old, new)
    out: list[str] = []
    conflicts = 0
    at, left, right = 0, 0, 0
    for place in [*(p for p in range(len(old)) if p in first and p in second), len(old)]:
        stop_left = first.get(place, len(mine)) if place < len(old) else len(mine)
        stop_right = second.get(place, len(new)) if place < len(old) else len(new)
        pieces = (sides[0][at:place], sides[1][left:stop_left], sides[2][right:stop_right])
        made, found = _choose(*pieces)
        out += made
        conflicts += found
        if place < len(old):
            out.append(sides[1][stop_left])
        at, left, right = place + 1, stop_left + 1, stop_right + 1
    return Merged("".join(out).rstrip("\n") + "\n" if out else "", conflicts)


def _matches(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    same = (one for one in align(old, new) if one.is_same)
    return dict(pair for one in same for pair in zip(one.old, one.new, strict=True))


def _choose(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> tuple[list[str], int]:
    """Return the blocks of a stretch that all sides have, and how many conflicts are in it."""
    was, mine, new = (list(map(_plain, side)) for side in (base, ours, theirs))
    if mine == was:
        return list(theirs), 0
    if new in (was, mine):
        return list(ours), 0
    if len(was) == len(mine) == len(new) > 1:
        # Neighbours changed on different sides are no conflict: each block is its own field.
        made: list[str] = []
        conflicts = 0
        for one in zip(base, ours, theirs, strict=True):
            block, found = _choose(*([each] for each in one))
            made += block
            conflicts += found
        return made, conflicts
    left, right = ("".join(side).rstrip("\n") for side in (ours, theirs))
    return [conflict(left, right)], 1


def conflict(ours: str, theirs: str) -> str:
    """Return two texts of which a person chooses one."""
    lines = [OURS, ours.strip("\n"), THEIRS, theirs.strip("\n"), END]
    return "\n".join(line for line in lines if line) + "\n"


def _plain(block: str) -> str:
    return " ".join(block.split())


_SECTION = re.compile(r"^\{: [^}\n]*#(?P<key>[\w-]+)[^}\n]*\}\n(?P<marks>#{1,6}) ", re.MULTILINE)
_CALL = re.compile(r"""\{\{\s*dieu_khoan\(\s*["'](?P<name>[\w-]+)["']\s*\)\s*\}\}""")
_PARAMETER = re.compile(r"\btham_so\.(\w+)")
_COMMENT = re.compile(r"\{#.*?#\}\n?", re.DOTALL)
_BLOCK = re.compile(r"^\{% *(?:end)?block\b.*?%\}\n?", re.MULTILINE)
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class TemplateTexts:
    """What the templates of a plan said at one time.

    Attributes:
        files: Texts by their path below a template folder ("clauses/x.md.j2").
    """

    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """Return an id that changes with any of the texts."""
        parts = "\0".join(f"{name}\0{text}" for name, text in sorted(self.files.items()))
        return sha256(parts.encode()).hexdigest()[:12]

    def clause(self, name: str) -> str | None:
        """Return the text of a clause, None when there is none."""
        text = self.files.get(f"clauses/{name}.md.j2")
        return None if text is None else _COMMENT.sub("", text)

    def sections(self) -> dict[str, str]:
        """Return the content of each section that has a key, its clauses put in."""
        found: dict[str, str] = {}
        for name, text in self.files.items():
            if name.startswith("kinds/") and name.endswith(".j2"):
                found.update(self._sections_of(_BLOCK.sub("", _COMMENT.sub("", text))))
        return found

    def target(self, name: str) -> str | None:
        """Return what a local change of that id is a change of."""
        found = self.clause(name)
        return self.sections().get(name) if found is None else found

    def parameters(self) -> set[str]:
        """Return the parameters the templates ask for."""
        return {name for text in self.files.values() for name in _PARAMETER.findall(text)}

    def ids(self) -> set[str]:
        """Return the ids of clauses and sections."""
        clauses = {
            name.removeprefix("clauses/").removesuffix(".md.j2")
            for name in self.files
            if name.startswith("clauses/")
        }
        return clauses | set(self.sections())

    def _sections_of(self, text: str) -> dict[str, str]:
        heads = list(_SECTION.finditer(text))
        found = {}
        for number, head in enumerate(heads):
            level = len(head["marks"])
            end = next(
                (one.start() for one in heads[number + 1 :] if len(one["marks"]) <= level),
                len(text),
            )
            start = text.find("\n", head.end()) + 1
            content = text[start:end].strip("\n")
            found[head["key"]] = _CALL.sub(self._called, content) + "\n"
        return found

    def _called(self, match: re.Match[str]) -> str:
        return (self.clause(match["name"]) or match.group()).strip("\n")


def renamed_ids(old: TemplateTexts, new: TemplateTexts) -> dict[str, str]:
    """Return ids that have another name now, found by what they say."""
    gone, come = sorted(old.ids() - new.ids()), sorted(new.ids() - old.ids())
    found: dict[str, str] = {}
    for name in gone:
        text = old.target(name) or ""
        alike = {
            other: likeness(text, new.target(other) or "")
            for other in come
            if other not in found.values()
        }
        best = max(alike, key=lambda other: alike[other], default="")
        if best and alike[best] >= _ALIKE:
            found[name] = best
    return found


def renamed_parameters(old: TemplateTexts, new: TemplateTexts) -> dict[str, str]:
    """Return parameters that have another name now: the texts are the same but for the name."""
    gone, come = old.parameters() - new.parameters(), new.parameters() - old.parameters()
    found = {}
    for name in sorted(gone):
        for other in sorted(come):
            swapped = {
                re.sub(rf"\btham_so\.{name}\b", f"tham_so.{other}", text)
                for text in old.files.values()
                if f"tham_so.{name}" in text
            }
            if swapped <= set(new.files.values()):
                found[name] = other
    return found


FOLLOWS = N_("mẫu đã đổi; kế hoạch không sửa chỗ này nên theo mẫu mới")
MERGED = N_("mẫu đã đổi; sửa đổi của kế hoạch được giữ, phần khác theo mẫu mới")
CONFLICT = N_("mẫu và kế hoạch sửa cùng một chỗ; chọn một trong hai đoạn trong kế hoạch")
COPY_DROPPED = N_("kế hoạch chép nguyên văn mẫu cũ; bỏ bản chép để theo mẫu mới")
GONE = N_("mẫu mới không còn mục này")
GONE_CHANGED = N_("mẫu mới không còn mục mà kế hoạch đã sửa; chuyển chữ sang mục khác hoặc bỏ")
RENAMED = N_("mẫu mới gọi là '{new}'")
NEW = N_("mục mới của mẫu")
_GONE_NOTE = "(mẫu mới không còn mục này)"
_TEXTS = ("thay", "them_truoc", "them_sau")


@dataclass(frozen=True, slots=True)
class Updated:
    """A plan that goes with the new templates.

    Attributes:
        text: Its YAML; open conflicts stand in it.
        changes: What became of every clause, section and parameter that changed.
    """

    text: str
    changes: tuple[Change, ...]


def update_plan(plan: str, old: TemplateTexts, new: TemplateTexts) -> Updated:
    """Return a plan merged with new templates.

    Args:
        plan: The plan's YAML.
        old: The templates it was made with.
        new: The templates of today.
    """
    text = YamlText(plan)
    changes = [*_rename_parameters(text, old, new)]
    names = renamed_ids(old, new)
    changes += _rename_ids(text, names)
    back = {other: name for name, other in names.items()}
    texts = [name for key in _TEXTS for name in text.keys(("dieu_chinh", key))]
    changed = list(dict.fromkeys([*texts, *_dropped(text)]))
    for name in changed:
        changes += _merge_id(text, name, old.target(back.get(name, name)), new.target(name))
    for name in sorted(old.ids() - set(names) - set(changed)):
        if new.target(name) is None:
            changes.append(_change(name, GONE))
        elif new.target(name) != old.target(name):
            changes.append(_change(name, FOLLOWS, theirs=new.target(name) or ""))
    changes += [
        _change(name, NEW, theirs=new.target(name) or "")
        for name in sorted(new.ids() - old.ids() - set(back))
    ]
    return Updated(text.text, tuple(changes))


def _change(name: str, reason: str, ours: str = "", theirs: str = "", **params: str) -> Change:
    """Return what became of a clause, section or parameter: the plan's text, the template's."""
    path = tuple(name.split("."))
    look = reason in (CONFLICT, GONE_CHANGED)
    return Change(Kind.TEXT, ours, theirs, reason, params, path=path, look=look)


def _rename_parameters(text: YamlText, old: TemplateTexts, new: TemplateTexts) -> list[Change]:
    changes = []
    for name, other in renamed_parameters(old, new).items():
        path = ("tham_so", name)
        if text.has(path) and not text.has(("tham_so", other)):
            text.set(("tham_so", other), text.get(path))
            text.remove(path)
            changes.append(_change(f"tham_so.{name}", RENAMED, new=other))
    return changes


def _rename_ids(text: YamlText, names: dict[str, str]) -> list[Change]:
    changes = []
    for name, other in names.items():
        found = False
        for key in _TEXTS:
            path = ("dieu_chinh", key, name)
            if text.has(path):
                text.set(("dieu_chinh", key, other), text.get(path))
                text.remove(path)
                found = True
        for index, dropped in enumerate(_dropped(text)):
            if dropped == name:
                text.set(("dieu_chinh", "bo", index), other)
                found = True
        if found:
            changes.append(_change(name, RENAMED, new=other))
    return changes


def _dropped(text: YamlText) -> list[str]:
    path = ("dieu_chinh", "bo")
    if not text.has(path):
        return []
    value = text.get(path)
    return [value] if isinstance(value, str) else list(value)


def _merge_id(text: YamlText, name: str, old: str | None, new: str | None) -> list[Change]:
    if new is None:
        return _gone(text, name, old)
    path = ("dieu_chinh", "thay", name)
    if old is None or old == new:
        return []
    if not text.has(path):
        return [_change(name, MERGED, theirs=new)]
    ours = text.get(path)
    if split_blocks(ours) == split_blocks(old):
        text.remove(path)
        return [_change(name, COPY_DROPPED, theirs=new)]
    merged = merge_texts(old, ours, new)
    text.set(path, merged.text)
    reason = CONFLICT if merged.conflicts else MERGED
    return [_change(name, reason, ours=ours, theirs=new)]


def _gone(text: YamlText, name: str, old: str | None) -> list[Change]:
    dropped = _dropped(text)
    if name in dropped:
        bo = ("dieu_chinh", "bo")
        text.remove((*bo, dropped.index(name)) if text.count(bo) else bo)
    changes = []
    for key in _TEXTS:
        path = ("dieu_chinh", key, name)
        if not text.has(path):
            continue
        ours = text.get(path)
        if old is not None and key == "thay" and split_blocks(ours) == split_blocks(old):
            text.remove(path)
            continue
        text.set(path, conflict(ours, _GONE_NOTE))
        changes.append(_change(name, GONE_CHANGED, ours=ours, theirs=_GONE_NOTE))
    return changes or [_change(name, GONE)]
