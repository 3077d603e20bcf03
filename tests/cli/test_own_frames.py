"""What a build says about a Word frame that somebody changed by hand."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from generator.standards import load_standard
from generator.writers.docx.start_frame import make_frame

Run = Callable[..., Result]
MAIN = "word/document.xml"


@pytest.fixture
def workspace(tmp_path: Path, kehoach: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "ws"
    assert kehoach("init", root).exit_code == 0
    monkeypatch.chdir(root)
    return root


def put_frame(workspace: Path, old: str, new: str) -> None:
    """Put the built-in frame into the workspace, with a change in its text."""
    target = workspace / "templates/kinds/huong_dan_ban/frame.docx"
    target.parent.mkdir(parents=True)
    with (
        zipfile.ZipFile(io.BytesIO(make_frame(load_standard("hd05"), "named"))) as source,
        zipfile.ZipFile(target, "w") as changed,
    ):
        for name in source.namelist():
            text = source.read(name).decode()
            if name == MAIN:
                assert text.count(old) == 1
                text = text.replace(old, new)
            changed.writestr(name, text)


@pytest.mark.parametrize("cut", ["{{ ho_ten", "{{ ho_ten }", "{{ ho_ten }}{{ so"])
def test_a_tag_cut_in_half_stops_the_build(cut: str, workspace: Path, kehoach: Run) -> None:
    put_frame(workspace, "{{ ho_ten }}", cut)

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
    old: str, new: str, expected: list[str], workspace: Path, kehoach: Run
) -> None:
    put_frame(workspace, old, new)

    result = kehoach("build", "-o", "out")

    assert result.exit_code == 0, result.stderr
    told = [line.strip() for line in result.stdout.splitlines() if "(KM0" in line]
    assert len(told) == len(expected), told
    assert all(line.startswith(start) for line, start in zip(told, expected, strict=True)), told


def test_a_build_gives_the_frame_to_start_from(workspace: Path, kehoach: Run) -> None:
    started = kehoach("build", "--start-frame")
    frame = workspace / "templates/kinds/huong_dan_ban/frame.docx"

    assert started.exit_code == 0, started.stderr
    assert "templates/kinds/huong_dan_ban/frame.docx" in started.stdout.replace("\\", "/")
    assert not (workspace / "out").exists()
    assert kehoach("check", frame).exit_code == 0
    assert kehoach("build", "-o", "out").exit_code == 0
    again = kehoach("build", "--start-frame")
    assert (again.exit_code, "--force" in again.stderr) == (4, True)


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("{{p body }}", "(Tài liệu phục vụ hội nghị) {{p body }}", "(Tài liệu phục vụ hội nghị)"),
        ("{{p annexes }}", "{{p annexes }} Lưu hành nội bộ", "Lưu hành nội bộ"),
    ],
)
def test_text_beside_our_text_is_not_lost_in_silence(
    old: str, new: str, lost: str, workspace: Path, kehoach: Run
) -> None:
    put_frame(workspace, old, new)

    built = kehoach("build", "-o", "out")
    checked = kehoach("check", "templates/kinds/huong_dan_ban/frame.docx")

    for result, code in ((built, 3), (checked, 1)):
        assert result.exit_code == code, result.output
        assert f"sẽ mất: “{lost}”" in result.output


def test_a_tag_that_nobody_fills_is_told(workspace: Path, kehoach: Run) -> None:
    put_frame(workspace, "{{ so_ky_hieu }}", "{{ so_ky_hieu }}")
    frame = workspace / "templates/kinds/huong_dan_ban/frame.docx"
    with zipfile.ZipFile(frame) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    company = "<Company>{{ co_quan_ban_hanh }}</Company></Properties>"
    parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(
        b"</Properties>", company.encode()
    )
    with zipfile.ZipFile(frame, "w") as changed:
        for name, data in parts.items():
            changed.writestr(name, data)

    result = kehoach("build", "-o", "out")

    assert result.exit_code == 0
    assert "thẻ {{ co_quan_ban_hanh }} nằm ở chỗ không được điền" in result.stdout
