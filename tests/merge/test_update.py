"""Templates changed, plans changed: what the plan says after the merge, case by case."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.compose.build import build_document
from generator.errors import InputError
from generator.inputs.request import END, OURS, THEIRS, find_conflicts
from generator.inputs.yaml import load_yaml_text
from generator.revise.merge import (
    CONFLICT,
    COPY_DROPPED,
    FOLLOWS,
    GONE,
    GONE_CHANGED,
    MERGED,
    NEW,
    RENAMED,
    TemplateTexts,
    merge_texts,
    split_blocks,
    update_plan,
)
from generator.workspace import Workspace

BODY = """{: #muc_dich }
# Mục đích

{{ dieu_khoan("dich") }}

{: #noi_dung }
# Nội dung

- Giữ nguyên cách làm.
- Báo cáo trước ngày 30.

{: #doi_ngoai }
# Đối ngoại

Giới thiệu các địa phương kết nghĩa và chương trình hợp tác trong năm.
"""
CLAUSE = "- Một mục tiêu.\n- Hai yêu cầu.\n- Ba việc làm.\n"
FILES = {
    "kinds/k/body.md.j2": BODY,
    "clauses/dich.md.j2": CLAUSE,
    "clauses/them.md.j2": "{# chú thích #}\nTheo {{ tham_so.dai_hoi }} của đảng bộ tỉnh.\n",
}
PLAN = "nam_ke_hoach: 2027 # năm\n"


def plan(key: str, name: str, text: str) -> str:
    lines = "".join(f"      {line}\n" for line in text.splitlines())
    return f"{PLAN}dieu_chinh:\n  {key}:\n    {name}: |\n{lines}"


def templates(**changes: str | None) -> TemplateTexts:
    files = dict(FILES)
    for name, text in changes.items():
        path = "kinds/k/body.md.j2" if name == "body" else f"clauses/{name}.md.j2"
        if text is None:
            del files[path]
        else:
            files[path] = text
    return TemplateTexts(files)


def both(ours: str, theirs: str) -> str:
    return f"{OURS}\n{ours}\n{THEIRS}\n{theirs}\n{END}\n"


MINE = CLAUSE.replace("Hai yêu cầu", "Hai yêu cầu của tỉnh")
NEWER = CLAUSE.replace("Ba việc làm", "Ba việc làm, có kiểm tra")
WITHOUT = BODY.replace(
    "{: #noi_dung }\n# Nội dung\n\n- Giữ nguyên cách làm.\n- Báo cáo trước ngày 30.\n\n", ""
)
MOVED = (
    WITHOUT + "\n{: #noi_dung }\n# Nội dung\n\n- Giữ nguyên cách làm.\n- Báo cáo trước ngày 30.\n"
)
OWN = "- Giữ nguyên cách làm.\n- Báo cáo trước ngày 25.\n"

CASES = {
    "changed clause, untouched here": (PLAN, {"dich": NEWER}, PLAN, {("dich", FOLLOWS)}),
    "changed here, not in the template": (
        plan("thay", "dich", MINE), {}, plan("thay", "dich", MINE), set(),
    ),
    "changed both ways in different items": (
        plan("thay", "dich", MINE),
        {"dich": NEWER},
        plan("thay", "dich", MINE.replace("Ba việc làm", "Ba việc làm, có kiểm tra")),
        {("dich", MERGED)},
    ),
    "changed both ways in the same item": (
        plan("thay", "dich", MINE),
        {"dich": CLAUSE.replace("Hai yêu cầu", "Hai yêu cầu chung")},
        plan("thay", "dich", "- Một mục tiêu.\n"
             + both("- Hai yêu cầu của tỉnh.", "- Hai yêu cầu chung.") + "- Ba việc làm.\n"),
        {("dich", CONFLICT)},
    ),
    "the same change on both sides": (
        plan("thay", "dich", MINE), {"dich": MINE}, plan("thay", "dich", MINE), {("dich", MERGED)},
    ),
    "a copy of the old clause": (
        plan("thay", "dich", CLAUSE), {"dich": NEWER}, PLAN, {("dich", COPY_DROPPED)},
    ),
    "deleted section, untouched here": (PLAN, {"body": WITHOUT}, PLAN, {("noi_dung", GONE)}),
    "deleted section, changed here": (
        plan("thay", "noi_dung", OWN),
        {"body": WITHOUT},
        plan("thay", "noi_dung", both(OWN.rstrip(), "(mẫu mới không còn mục này)")),
        {("noi_dung", GONE_CHANGED)},
    ),
    "deleted section, dropped here": (
        PLAN + "dieu_chinh:\n  bo: [noi_dung, doi_ngoai]\n",
        {"body": WITHOUT},
        PLAN + "dieu_chinh:\n  bo: [doi_ngoai]\n",
        {("noi_dung", GONE)},
    ),
    "moved section, changed here": (
        plan("thay", "noi_dung", OWN), {"body": MOVED}, plan("thay", "noi_dung", OWN), set(),
    ),
    "renamed section, changed here": (
        plan("them_sau", "doi_ngoai", "- Thêm."),
        {"body": BODY.replace("#doi_ngoai", "#hop_tac")},
        plan("them_sau", "hop_tac", "- Thêm."),
        {("doi_ngoai", RENAMED)},
    ),
    "renamed parameter": (
        PLAN + "tham_so:\n  dai_hoi: Đại hội XX\n",
        {"them": FILES["clauses/them.md.j2"].replace("tham_so.dai_hoi", "tham_so.ten_dai_hoi")},
        PLAN + "tham_so:\n  ten_dai_hoi: Đại hội XX\n",
        {("tham_so.dai_hoi", RENAMED), ("them", FOLLOWS)},
    ),
    "additions stay when the clause changes": (
        plan("them_sau", "dich", "- Bốn."), {"dich": NEWER},
        plan("them_sau", "dich", "- Bốn."), {("dich", MERGED)},
    ),
    "an item deleted here and changed there": (
        plan("thay", "dich", "- Một mục tiêu.\n- Hai yêu cầu.\n"),
        {"dich": NEWER},
        plan("thay", "dich", "- Một mục tiêu.\n- Hai yêu cầu.\n"
              f"{OURS}\n{THEIRS}\n- Ba việc làm, có kiểm tra.\n{END}\n"),
        {("dich", CONFLICT)},
    ),
    "a new clause": (PLAN, {"moi": "- Mới.\n"}, PLAN, {("moi", NEW)}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_merge_is_as_expected(case: str) -> None:
    before, changes, after, outcomes = CASES[case]

    updated = update_plan(before, templates(), templates(**changes))

    assert updated.text == after
    found = {(one.name, one.reason) for one in updated.changes}
    assert found >= outcomes
    # A section shows its clauses, so it changes with them.
    assert {name for name, _ in found - outcomes} <= {"muc_dich"}


def test_a_conflict_is_found_until_it_is_settled() -> None:
    text = plan("thay", "dich", both("- Của ta.", "- Mẫu."))

    (found,) = find_conflicts(load_yaml_text(text))
    assert (found.id, found.location.line) == ("IN96", 4)
    assert find_conflicts(load_yaml_text(plan("thay", "dich", "- Của ta."))) == []


def test_merging_twice_changes_nothing_more() -> None:
    old, new = templates(), templates(dich=NEWER)
    once = update_plan(plan("thay", "dich", MINE), old, new)

    assert update_plan(once.text, new, new).text == once.text


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [("- a.\n", "- a.\n- b.\n", "- a.\n"), ("a\n\nb\n", "a\n\nb\n", "a\n\nc\n")],
)
def test_one_sided_changes_are_taken(base: str, ours: str, theirs: str) -> None:
    wanted = ours if theirs == base else theirs

    assert merge_texts(base, ours, theirs).text == wanted
    assert merge_texts(base, theirs, ours).text == wanted


def test_blocks_are_paragraphs_items_and_headings() -> None:
    text = "# A\n\nmột\nhai\n- ba\n  tiếp\n- bốn\n"

    assert split_blocks(text) == ["# A\n\n", "một\nhai\n", "- ba\n  tiếp\n", "- bốn\n"]


def test_a_plan_with_a_conflict_is_not_built(
    build_workspace: Callable[..., Path], repository: Path
) -> None:
    source = repository / "plans" / "cao-bang"
    text = (source / "2027-huong-dan.yaml").read_text("utf-8")
    root = build_workspace(
        {
            "plans/cao-bang/locality.yaml": (source / "locality.yaml").read_text("utf-8"),
            "plans/cao-bang/2027.yaml": text.replace(
                "    quan_he_doi_tac: |\n", f"    quan_he_doi_tac: |\n      {OURS}\n"
            ),
        }
    )
    workspace = Workspace.open(root)

    with pytest.raises(InputError, match="IN96"):
        build_document(workspace.plans_dir / "cao-bang" / "2027.yaml", workspace)
