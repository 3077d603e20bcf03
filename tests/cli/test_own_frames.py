"""What a build says about a Word frame that somebody changed by hand."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
MAIN = "word/document.xml"


@pytest.fixture
def workspace(tmp_path: Path, kehoach: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "ws"
    assert kehoach("init", root).exit_code == 0
    monkeypatch.chdir(root)
    return root


def put_frame(workspace: Path, repository: Path, old: str, new: str) -> None:
    """Put the built-in frame into the workspace, with a change in its text."""
    target = workspace / "templates/kinds/huong_dan_ban/frame.docx"
    target.parent.mkdir(parents=True)
    with (
        zipfile.ZipFile(repository / "templates/frames/hd05-named.docx") as source,
        zipfile.ZipFile(target, "w") as changed,
    ):
        for name in source.namelist():
            text = source.read(name).decode()
            if name == MAIN:
                assert text.count(old) == 1
                text = text.replace(old, new)
            changed.writestr(name, text)


@pytest.mark.parametrize("cut", ["{{ ho_ten", "{{ ho_ten }", "{{ ho_ten }}{{ so"])
def test_a_tag_cut_in_half_stops_the_build(
    cut: str, workspace: Path, repository: Path, kehoach: Run
) -> None:
    put_frame(workspace, repository, "{{ ho_ten }}", cut)

    result = kehoach("build", "-o", "out")

    assert result.exit_code == 3
    half = cut[cut.rfind("{{") :]
    assert result.stderr.startswith(
        "templates/kinds/huong_dan_ban/frame.docx: đoạn 43: lỗi: "
        f"thẻ '{half}' mở mà không đóng trong cùng đoạn (TPL02)\n"
    )
    assert not (workspace / "out").exists()


NOT_PRINTED = "! khung Word không in giá trị "
BRACE = "! dấu '}}' trong khung Word không thuộc thẻ nào: “{ so_ky_hieu }}” (KM04) "


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{{ so_ky_hieu }}", "abc", [NOT_PRINTED + "'so_ky_hieu', văn bản thiếu phần: “Số"]),
        ("{{ so_ky_hieu }}", "{ so_ky_hieu }}", [BRACE, NOT_PRINTED + "'so_ky_hieu'"]),
        ("{{ draft_mark }}", "abc", [NOT_PRINTED + "'draft_mark', văn bản thiếu phần: “DỰ THẢO"]),
        (
            "{%p for line in noi_nhan %}",
            "{%p for line in quyen_han %}",
            [NOT_PRINTED + "'noi_nhan"],
        ),
        ("{{p kinh_gui }}", "abc", []),
        ("Nơi nhận:", "Nơi nhận (sửa):", []),
    ],
)
def test_a_part_the_frame_leaves_out_is_told(
    old: str, new: str, expected: list[str], workspace: Path, repository: Path, kehoach: Run
) -> None:
    put_frame(workspace, repository, old, new)

    result = kehoach("build", "-o", "out")

    assert result.exit_code == 0, result.stderr
    told = [line.strip() for line in result.stdout.splitlines() if "(KM0" in line]
    assert len(told) == len(expected), told
    assert all(line.startswith(start) for line, start in zip(told, expected, strict=True)), told
