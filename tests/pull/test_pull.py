"""What was changed in Word stands in the plan afterwards, and the next build has exactly that."""

import random
import re
import shutil
import sys
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from click.testing import Result

from generator.app.pull import Draft
from generator.app.update import read_template, template_packs
from generator.errors import InputError
from generator.readers.docx import read_docx
from generator.readers.docx.parts import accept_changes
from generator.revise.pull.parts import Sources
from generator.revise.pull.pull import PullResult, pull_changes
from generator.revise.pull.text import Notes, exchange, match_source, spans_of
from generator.workspace import Workspace

sys.path.insert(0, str(Path(__file__).parent))
from word_edits import Editor, edit_randomly, text_of

PLANS = (
    "cao-bang/2026-huong-dan.yaml",
    "cao-bang/2027-huong-dan.yaml",
    "yen-binh/2025-huong-dan.yaml",
    "xa-yen-binh/2027-huong-dan.yaml",
    "vinh-linh/2023-huong-dan.yaml",
)


def shown(content: bytes) -> list[str]:
    """Return what the file says when its changes are accepted, footnotes in their places."""
    file = read_docx(accept_changes(content))
    found = []
    for paragraph in file.paragraphs:
        text = ""
        for run in paragraph.runs:
            text += run.text
            if run.footnote is not None:
                text += "[" + " ".join(one.text for one in file.footnotes[run.footnote]) + "]"
        # Numbers follow the sections, whatever the file says after one was taken out.
        found.append(re.sub(r"^(?:\d+(?:\.\d+)*\.|[IVX]+[.-]) ", "", " ".join(text.split())))
    return [text for text in found if text]


def pull(path: Path, workspace: Workspace, edited: bytes, draft: Draft) -> PullResult:
    packs = template_packs(path, workspace)
    return pull_changes(
        path.read_text("utf-8"),
        edited,
        build=draft.build,
        render=draft.render,
        read_clause=lambda name: read_template(f"clauses/{name}.md.j2", packs, workspace),
        sources=Sources(draft.read, draft.put),
    )


def changed_places(before: str, after: str) -> list[tuple[str, str]]:
    """Return the lines of a plan that changed: those before and those now of each place."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [("".join(old[i:j]), "".join(new[k:m])) for tag, i, j, k, m in codes if tag != "equal"]


def is_narrow(before: str, result: PullResult) -> bool:
    """Return whether one edit changed one place of the plan, and no line of another paragraph."""
    places = changed_places(before, result.text)
    if any(one.look for one in result.pulled):
        return "noi_dung" not in {one.path[0] for one in result.pulled} or "noi_dung" not in before
    return len(places) == 1 and len(places[0][0].strip().splitlines()) <= 8


@pytest.mark.parametrize("block", range(20))
def test_a_random_edit_comes_back_exactly(repository: Path, block: int) -> None:
    workspace = Workspace.open(repository)
    wrong = []
    for seed in range(block * 10, block * 10 + 10):
        path = repository / "plans" / PLANS[seed // 6 % len(PLANS)]
        draft = Draft(path, workspace)
        edited = edit_randomly(draft.render(draft.build(path.read_text("utf-8"))), seed)
        result = pull(path, workspace, edited.content, draft)
        built = draft.render(draft.build(result.text))
        if shown(built) != shown(edited.content) or len(result.pulled) != 1 or result.findings:
            wrong.append((seed, path.name, edited.what))

    assert wrong == []


def test_several_edits_come_back_together(repository: Path) -> None:
    path = repository / "plans" / PLANS[0]
    workspace = Workspace.open(repository)
    draft = Draft(path, workspace)
    content = draft.render(draft.build(path.read_text("utf-8")))
    editor = Editor(content, random.Random(1))  # noqa: S311
    body = editor.body()
    editor.change_word(body[2], tracked=True)
    editor.add_sentence(body[5], tracked=False)
    editor.add_paragraph(body[7], tracked=True)
    editor.delete_paragraph(body[9], tracked=False)
    edited = editor.save()
    result = pull(path, workspace, edited, draft)
    built = draft.render(draft.build(result.text))

    assert shown(built) == shown(edited)
    assert len(result.pulled) == 4


def test_a_file_without_changes_changes_nothing(repository: Path) -> None:
    workspace = Workspace.open(repository)
    for name in PLANS:
        path = repository / "plans" / name
        text = path.read_text("utf-8")
        draft = Draft(path, workspace)
        result = pull(path, workspace, draft.render(draft.build(text)), draft)

        assert (result.text, result.pulled, result.findings) == (text, (), ())


def test_another_documents_file_is_refused(repository: Path) -> None:
    workspace = Workspace.open(repository)
    first, second = (repository / "plans" / PLANS[place] for place in (0, 2))
    draft = Draft(second, workspace)
    other = draft.render(draft.build(second.read_text("utf-8")))
    draft = Draft(first, workspace)
    with pytest.raises(InputError, match="PULL01"):
        pull(first, workspace, other, draft)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("Số      -HD/BTGTU", "Số 15-HD/BTGTU", "so_van_ban"),
        (
            "Cao Bằng, ngày      tháng 02 năm 2027",
            "Cao Bằng, ngày 15 tháng 02 năm 2027",
            "ngay_ban_hanh",
        ),
        ("- Lãnh đạo Ban;", "- Lãnh đạo Ban và các phó ban;", "noi_nhan"),
        (
            "công tác thông tin đối ngoại năm 2027",
            "triển khai công tác thông tin đối ngoại năm 2027",
            "trich_yeu",
        ),
    ],
)
def test_formal_parts_come_back(repository: Path, old: str, new: str, key: str) -> None:
    path = repository / "plans" / PLANS[1]
    workspace = Workspace.open(repository)
    draft = Draft(path, workspace)
    content = draft.render(draft.build(path.read_text("utf-8")))
    editor = Editor(content, random.Random(1))  # noqa: S311
    paragraph = next(one for one in editor.root.iter() if one.tag.endswith("}p")
                     and text_of(one) == old)  # fmt: skip
    nodes = [node for node in paragraph.iter() if node.tag.endswith("}t")]
    nodes[0].text = new
    for node in nodes[1:]:
        node.text = ""
    edited = editor.save()
    result = pull(path, workspace, edited, draft)
    built = draft.render(draft.build(result.text))

    assert shown(built) == shown(edited)
    assert [one.path for one in result.pulled] == [(key,)]


def test_the_command_writes_the_plan(
    repository: Path,
    kehoach: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(repository / "plans", tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    plan = tmp_path / "plans" / PLANS[0]
    assert kehoach("build", PLANS[0]).exit_code == 0
    file = tmp_path / "out" / "2026-huong-dan-cao-bang.docx"
    editor = Editor(file.read_bytes(), random.Random(2))  # noqa: S311
    editor.add_sentence(editor.body()[3], tracked=True)
    file.write_bytes(editor.save())
    before = plan.read_text("utf-8")

    tried = kehoach("pull", file, "--into", PLANS[0], "--dry-run")
    assert (tried.exit_code, plan.read_text("utf-8")) == (0, before)
    done = kehoach("pull", file, "--into", PLANS[0])

    assert done.exit_code == 0, done.stderr
    added = " Các đơn vị báo cáo kết quả đúng thời hạn."
    assert plan.read_text("utf-8").replace(added, "", 1) == before


def test_words_change_around_template_code() -> None:
    notes = Notes()
    source = 'Thực hiện {{ vien_dan("kl57") }} và **kế hoạch** năm {{ nam }}'
    printed = "Thực hiện Kết luận số 57-KL/TW và kế hoạch năm 2027"

    pieces = match_source(source, printed)
    assert pieces is not None
    new = printed.replace("và kế", "cùng kế")
    assert exchange(pieces, printed, new, notes) == source.replace("và", "cùng")
    new = printed.replace("57-KL/TW", "58-KL/TW")
    assert exchange(pieces, printed, new, notes) == (
        "Thực hiện Kết luận số 58-KL/TW và **kế hoạch** năm {{ nam }}"
    )


def test_paragraphs_of_markdown_are_found() -> None:
    text = "{: #a }\n# Mục\n\nMột\nhai\n\n- ba\n  + bốn\n"

    assert [text[span.start : span.end] for span in spans_of(text)] == [
        "Mục",
        "Một\nhai",
        "ba",
        "bốn",
    ]
