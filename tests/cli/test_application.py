"""The group: help, languages, usage errors, and every error printed once with its exit code."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from generator.cli import application, language, main
from generator.cli.application import cli
from generator.cli.console import finding_text, in_colour
from generator.cli.overview import COMMANDS, EXIT_CODES
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError, OutputError
from generator.i18n import N_

Run = Callable[..., Result]

HEAVY = ("pydantic", "jinja2", "yaml", "lxml", "openpyxl", "babel", "docxtpl", "click")


def test_the_overview_imports_nothing_heavy(repository: Path) -> None:
    code = (
        "import sys; sys.argv = ['kehoach', '--help']\n"
        "from generator.cli import main\n"
        "try: main()\n"
        "finally: print(sorted(set(sys.modules) & set(%r)), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code % (HEAVY,)], cwd=repository, capture_output=True, check=True
    )

    assert result.stderr.decode().strip() == "[]"


def test_the_help_of_no_command_imports_the_stages(repository: Path) -> None:
    code = (
        "import sys\n"
        "from generator.cli.application import cli\n"
        "for name in %r:\n"
        "    try: cli.main([name, '--help'], prog_name='kehoach')\n"
        "    except SystemExit: pass\n"
        "print(sorted(set(sys.modules) & set(%r)), file=sys.stderr)"
    )
    heavy = tuple(name for name in HEAVY if name != "click")
    result = subprocess.run(
        [sys.executable, "-c", code % (tuple(COMMANDS), heavy)],
        cwd=repository,
        capture_output=True,
        check=True,
    )

    assert result.stderr.decode().strip() == "[]"


@pytest.mark.parametrize("options", [["--help"], ["-h"], ["--lang", "en", "--help"]])
def test_both_ways_to_the_overview_print_the_same(
    repository: Path, kehoach: Run, options: list[str]
) -> None:
    fast = subprocess.run(
        [sys.executable, "-m", "generator", *options],
        cwd=repository,
        capture_output=True,
        check=True,
        env={**os.environ, "COLUMNS": "80"},
    )

    assert fast.stdout.decode().replace("\r\n", "\n") == kehoach(*options).stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(kehoach: Run, name: str) -> None:
    vietnamese, english = kehoach(name, "--help"), kehoach(name, "--help", "--lang", "en")

    assert (vietnamese.exit_code, english.exit_code) == (0, 0)
    assert vietnamese.stdout.startswith(f"Cách dùng: kehoach {name}")
    assert english.stdout.startswith(f"Usage: kehoach {name}")
    # Vietnamese names stand there as examples only.
    assert sum(ord(char) > 127 for char in english.stdout) < 20


@pytest.mark.parametrize("name", COMMANDS)
def test_every_parameter_says_what_it_is(name: str) -> None:
    command = import_module(COMMANDS[name].module).command

    assert command.name == name
    silent = [
        parameter.name
        for parameter in command.get_params(click.Context(command))
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["biuld"], "không có lệnh 'biuld'. Có phải 'build'?"),
        (["build", "--stadnard", "hd05"], "không có tùy chọn '--stadnard'. Có phải '--standard'?"),
        (["new"], "thiếu tham số 'ĐỊA_PHƯƠNG'."),
        (["new", "04", "hai"], "'hai' không phải là năm"),
        (["new", "04", "2024"], "năm 2024 ngoài các năm 2026 - 2100: trước đó chưa có các tỉnh"),
        (["calendar", "3000"], "năm 3000 ngoài các năm 1946 - 2199: chương trình"),
        (["calendar", "nam"], "'nam' không phải là năm"),
        (["schema", "plans"], "'plans' không phải là một trong: 'plan', "),
        (["schema", "plan", "locality"], "thừa tham số (locality)."),
        (["--workspace", "khong-co", "build"], "không có thư mục 'khong-co'"),
        (["--lang", "fr", "build"], "'fr' không phải là một trong: 'vi', 'en'."),
        (["build", "--format"], "tùy chọn '--format' phải có giá trị đi kèm."),
        (["build", "--format", "docx,odt"], "không có định dạng 'odt'; dùng: docx"),
        (["build", "--standard", "hd5"], "không có thể thức 'hd5'; dùng: nd30, hd36, hd05"),
        (["build", "--force=1"], "tùy chọn '--force' không đi kèm giá trị."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_explained_in_vietnamese(
    kehoach: Run, arguments: list[str], says: str
) -> None:
    result = kehoach(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"lỗi: {says}" in result.stderr or f": {says}" in result.stderr
    assert "Error" not in result.stderr
    assert "Usage" not in result.stderr


def test_wrong_usage_says_where_help_is(kehoach: Run) -> None:
    assert kehoach("build", "--xyz").stderr == (
        "Cách dùng: kehoach build [TÙY_CHỌN] [TỆP]...\n"
        "Gõ 'kehoach build --help' để xem hướng dẫn.\n\n"
        "lỗi: không có tùy chọn '--xyz'.\n"
    )


def test_wrong_usage_is_explained_in_english(kehoach: Run) -> None:
    result = kehoach("biuld", "--lang", "en")

    assert "Error: No such command 'biuld'. Did you mean 'build'?" in result.stderr


def test_no_command_shows_the_overview_and_is_wrong_usage(kehoach: Run) -> None:
    result = kehoach()

    assert result.exit_code == 2
    assert "Lệnh:" in result.stderr


def test_the_version_is_that_of_the_package(kehoach: Run) -> None:
    from generator import __version__

    assert kehoach("--version").stdout == f"kehoach {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "vi"),
        (["--lang", "en"], {}, "en"),
        (["build", "--lang=en"], {}, "en"),
        ([], {"KEHOACH_LANG": "en"}, "en"),
        (["--lang", "vi"], {"KEHOACH_LANG": "en"}, "vi"),
        (["build", "--", "--lang", "en"], {}, "vi"),
        (["--lang", "xx"], {}, "vi"),
        (["--lang"], {}, "vi"),
    ],
)
def test_the_language_is_known_before_parsing(
    arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    assert language.chosen(arguments, environment) == expected


def test_a_run_leaves_the_process_as_it_was(kehoach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")

    kehoach("biuld", "--lang", "en")

    assert os.environ["LANGUAGE"] == "fr"
    assert language.current() == "vi"


def _failing(error: BaseException) -> click.Command:
    @click.command("fail")
    def command() -> None:
        raise error

    return command


FINDINGS = [
    Diagnostic(
        "IN20",
        Severity.ERROR,
        N_("không có khóa '{key}'"),
        Location("plans/a/2027.yaml", 3, 5),
        {"key": "nam", "near": "năm"},
        N_("có phải '{near}'?"),
    ),
    Diagnostic("IN22", Severity.ERROR, N_("khóa '{key}' chưa có giá trị"), params={"key": "x"}),
]
BOTH = """\
plans/a/2027.yaml:3:5: lỗi: không có khóa 'nam' (IN20)
  gợi ý: có phải 'năm'?
lỗi: khóa 'x' chưa có giá trị (IN22)
Có 2 lỗi.
"""
DENIED = "không có quyền ghi, hoặc tệp đang mở trong chương trình khác"


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (InputError(FINDINGS), 3, BOTH),
        (OutputError(FINDINGS[1]), 4, "lỗi: khóa 'x' chưa có giá trị (IN22)\n"),
        (
            PermissionError(13, "Permission denied", "out/a.docx"),
            4,
            f"lỗi: không đọc hoặc ghi được 'out/a.docx': {DENIED}\n",
        ),
        (click.Abort(), 130, "Đã dừng.\n"),
        (KeyboardInterrupt(), 130, "\nĐã dừng.\n"),
    ],
    ids=["input", "output", "system", "abort", "interrupt"],
)
def test_errors_are_printed_once_with_their_exit_code(
    runner: CliRunner,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    says: str,
) -> None:
    monkeypatch.setattr(cli, "get_command", lambda *_: _failing(error))

    result = runner.invoke(cli, ["build"])

    assert (result.exit_code, result.stdout, result.stderr) == (code, "", says)
    assert code in EXIT_CODES


@pytest.mark.parametrize("debug", [False, True], ids=["user", "developer"])
def test_an_unexpected_error_is_a_short_message(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch, debug: bool
) -> None:
    monkeypatch.setattr(cli, "get_command", lambda *_: _failing(ZeroDivisionError("oi")))
    if debug:
        monkeypatch.setenv("KEHOACH_DEBUG", "1")

    result = runner.invoke(cli, ["build"])

    assert result.exit_code == application.EXIT_UNEXPECTED == 70
    assert "ZeroDivisionError: oi" in result.stderr
    assert ("Traceback" in result.stderr) is debug


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_are_for_terminals_and_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert in_colour(Terminal())
    assert not in_colour(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not in_colour(Terminal())


def test_only_the_severity_is_coloured() -> None:
    finding = Diagnostic(
        "X1", Severity.ERROR, N_("không có khóa '{key}'"), Location("lỗi:.yaml", 1), {"key": "lỗi:"}
    )

    painted = finding_text(finding, coloured=True)

    assert click.unstyle(painted) == finding_text(finding)
    assert painted.startswith("lỗi:.yaml:1: \x1b[31m\x1b[1mlỗi:\x1b[0m không có")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_vietnamese_is_printed_whatever_the_console(repository: Path, encoding: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "generator", "biuld"],
        cwd=repository,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"},
    )

    assert result.returncode == 2
    assert "không có lệnh 'biuld'" in result.stderr.decode("utf-8")


@pytest.mark.parametrize("arguments", [["build"], ["--help"], ["--lang", "en", "check", "x"]])
def test_32_bit_windows_is_refused_by_name(arguments, monkeypatch, capsys):
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("sys.maxsize", 2**31 - 1)
    monkeypatch.setattr("sys.argv", ["kehoach", *arguments])

    with pytest.raises(SystemExit) as stopped:
        main()

    assert stopped.value.code == 4
    said = capsys.readouterr().err
    assert "32" in said
    assert "Windows" in said
    assert "Traceback" not in said
