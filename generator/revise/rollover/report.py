"""The list of changes as text: what a person must decide first, then everything else."""

from collections.abc import Iterator, Sequence

from generator.i18n import N_, SOURCE_LANGUAGE, translate
from generator.revise.rollover.change import KIND_NAMES, Change

_LOOK = N_("Cần người soạn xem ({count}):")
_DONE = N_("Đã đổi ({count}):")
_NOTHING = N_("Không có gì phải đổi.")
_DROPPED = N_("bỏ")
_NEW = N_("thêm")
_KEPT = N_("giữ nguyên")
_LONGEST = 90


def write_report(changes: Sequence[Change], language: str = SOURCE_LANGUAGE) -> str:
    """Return the report: one line a change, with its place in the old plan and its reason."""
    if not changes:
        return translate(_NOTHING, language) + "\n"
    looks = [change for change in changes if change.look]
    done = [change for change in changes if not change.look]
    lines = [*_part(_LOOK, looks, language), *_part(_DONE, done, language)]
    return "\n".join(lines) + "\n"


def _part(title: str, changes: Sequence[Change], language: str) -> Iterator[str]:
    if not changes:
        return
    yield translate(title, language).format(count=len(changes))
    kind = None
    for change in sorted(changes, key=lambda one: list(KIND_NAMES).index(one.kind)):
        if change.kind != kind:
            kind = change.kind
            yield f"  {translate(KIND_NAMES[kind], language)}"
        yield f"    {_line(change, language)}"


def _line(change: Change, language: str) -> str:
    place = change.location.text(language)
    before, after = _short(change.before), _short(change.after)
    if change.is_open:
        what = f"{translate(_KEPT, language)} '{before}'" if before else ""
    elif not before:
        what = f"{translate(_NEW, language)} '{after}'"
    elif not after:
        what = f"{translate(_DROPPED, language)} '{before}'"
    else:
        what = f"'{before}' → '{after}'"
    return ": ".join(filter(None, (place, what, change.reason_text(language))))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3].rstrip()}..."
