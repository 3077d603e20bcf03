"""A plan after its templates changed: its own changes stay, the templates' come in."""

from dataclasses import dataclass

from generator.i18n import N_
from generator.inputs.patch import YamlText
from generator.revise.merge.blocks import conflict, merge_texts, split_blocks
from generator.revise.merge.templates import TemplateTexts, renamed_ids, renamed_parameters

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
class Outcome:
    """What became of one clause, section or parameter.

    Attributes:
        name: Its id.
        reason: What happened: a marked message.
        ours: The plan's text, where both sides have one.
        theirs: The template's text.
        new: Its new name, where it has one.
    """

    name: str
    reason: str
    ours: str = ""
    theirs: str = ""
    new: str = ""

    @property
    def is_conflict(self) -> bool:
        """Return whether a person has to choose."""
        return self.reason in (CONFLICT, GONE_CHANGED)


@dataclass(frozen=True, slots=True)
class Updated:
    """A plan that goes with the new templates.

    Attributes:
        text: Its YAML; open conflicts stand in it.
        outcomes: What became of everything that changed.
    """

    text: str
    outcomes: tuple[Outcome, ...]


def update_plan(plan: str, old: TemplateTexts, new: TemplateTexts) -> Updated:
    """Return a plan merged with new templates.

    Args:
        plan: The plan's YAML.
        old: The templates it was made with.
        new: The templates of today.
    """
    text = YamlText(plan)
    outcomes = [*_rename_parameters(text, old, new)]
    names = renamed_ids(old, new)
    outcomes += _rename_ids(text, names)
    back = {other: name for name, other in names.items()}
    changed = _changed_ids(text)
    for name in changed:
        outcomes += _merge_id(text, name, old.target(back.get(name, name)), new.target(name))
    for name in sorted(old.ids() - set(names) - set(changed)):
        if new.target(name) is None:
            outcomes.append(Outcome(name, GONE))
        elif new.target(name) != old.target(name):
            outcomes.append(Outcome(name, FOLLOWS, theirs=new.target(name) or ""))
    outcomes += [
        Outcome(name, NEW, theirs=new.target(name) or "")
        for name in sorted(new.ids() - old.ids() - set(back))
    ]
    return Updated(text.text, tuple(outcomes))


def _rename_parameters(text: YamlText, old: TemplateTexts, new: TemplateTexts) -> list[Outcome]:
    outcomes = []
    for name, other in renamed_parameters(old, new).items():
        path = ("tham_so", name)
        if text.has(path) and not text.has(("tham_so", other)):
            text.set(("tham_so", other), text.get(path))
            text.remove(path)
            outcomes.append(Outcome(f"tham_so.{name}", RENAMED, new=other))
    return outcomes


def _rename_ids(text: YamlText, names: dict[str, str]) -> list[Outcome]:
    outcomes = []
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
            outcomes.append(Outcome(name, RENAMED, new=other))
    return outcomes


def _dropped(text: YamlText) -> list[str]:
    path = ("dieu_chinh", "bo")
    if not text.has(path):
        return []
    value = text.get(path)
    return [value] if isinstance(value, str) else list(value)


def _changed_ids(text: YamlText) -> list[str]:
    names = [name for key in _TEXTS for name in text.keys(("dieu_chinh", key))]
    return list(dict.fromkeys([*names, *_dropped(text)]))


def _merge_id(text: YamlText, name: str, old: str | None, new: str | None) -> list[Outcome]:
    if new is None:
        return _gone(text, name, old)
    path = ("dieu_chinh", "thay", name)
    if old is None or old == new:
        return []
    if not text.has(path):
        return [Outcome(name, MERGED, theirs=new)]
    ours = text.get(path)
    if split_blocks(ours) == split_blocks(old):
        text.remove(path)
        return [Outcome(name, COPY_DROPPED, theirs=new)]
    merged = merge_texts(old, ours, new)
    text.set(path, merged.text)
    reason = CONFLICT if merged.conflicts else MERGED
    return [Outcome(name, reason, ours=ours, theirs=new)]


def _gone(text: YamlText, name: str, old: str | None) -> list[Outcome]:
    dropped = _dropped(text)
    if name in dropped:
        bo = ("dieu_chinh", "bo")
        text.remove((*bo, dropped.index(name)) if text.count(bo) else bo)
    outcomes = []
    for key in _TEXTS:
        path = ("dieu_chinh", key, name)
        if not text.has(path):
            continue
        ours = text.get(path)
        if old is not None and key == "thay" and split_blocks(ours) == split_blocks(old):
            text.remove(path)
            continue
        text.set(path, conflict(ours, _GONE_NOTE))
        outcomes.append(Outcome(name, GONE_CHANGED, ours=ours, theirs=_GONE_NOTE))
    return outcomes or [Outcome(name, GONE)]
