"""A budget for another year: its year moves, its sums stay for a person to look at."""

from generator.i18n import N_
from generator.inputs.load import Source
from generator.inputs.patch import YamlText
from generator.model.budget import Budget
from generator.revise.rollover.change import Change, Kind, apply_edits
from generator.revise.rollover.years import move_line, move_years

_YEAR = N_("năm ngân sách")


def roll_budget(budget: Source[Budget], old: int, new: int) -> tuple[str, tuple[Change, ...]]:
    """Return the text of a budget for another year and its changes."""
    out = YamlText("\n".join(budget.loaded.lines))
    changes = []
    for path, text in list(out.iter_scalars()):
        if path[-1] in ("nam_ngan_sach", "nam_ket_thuc"):
            out.set(path, str(int(text) + new - old))
            changes.append(
                Change(Kind.BUDGET, text, out.get(path), _YEAR, {}, budget.location(*path), path)
            )
            continue
        move = move_line if path[-1] == "ten_phu_luc" else move_years
        changed, edits = apply_edits(text, move(text, old, new))
        if changed != text:
            out.set(path, changed)
        changes += [
            Change(
                edit.kind,
                text[edit.start : edit.end],
                edit.new,
                edit.reason,
                edit.params,
                budget.location(*path),
                path,
                edit.look,
            )
            for edit in edits
        ]
    return out.text, tuple(changes)
