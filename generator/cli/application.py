"""The group of all commands: where errors are caught and printed, once, and exit codes set."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from generator import __version__
from generator.cli.commands import LazyGroup, Option, Session, shared_options
from generator.cli.language import chosen, say, speaking, use_utf8
from generator.cli.overview import COMMANDS, VERSION_HELP, overview
from generator.i18n import N_

EXIT_OUTPUT = 4
EXIT_UNEXPECTED = 70
EXIT_NOT_PRINTED = 74
EXIT_INTERRUPTED = 130
# Facts, models and trees are made in great numbers and live until the end: looking through them
# for garbage after every 700 new ones, as Python does, takes a tenth of a build's time.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000


class Application(LazyGroup):
    """The ``kehoach`` group: chooses the language, catches errors once, sets the exit code."""

    def get_help(self, ctx: click.Context) -> str:  # noqa: ARG002
        """Return the overview."""
        return overview()

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run a command and leave with its exit code."""
        arguments = None if args is None else list(args)
        extra["standalone_mode"] = False
        extra.setdefault("obj", Session())
        use_utf8()
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
        with speaking(chosen(sys.argv[1:] if arguments is None else arguments, os.environ)):
            code = _run(lambda: super(Application, self).main(arguments, prog_name, **extra))
        sys.exit(code)


def _run(call: Callable[[], Any]) -> int:
    """Return the exit code of a call; whatever goes wrong is printed here and only here."""
    try:
        code = call()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as stopped:
        click.echo(say(N_("Đã dừng.")), err=True)
        _tell_written(stopped.__cause__)
        return EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001  (users never see a traceback)
        return _explain(error)
    return code if isinstance(code, int) else 0


def _tell_written(cause: BaseException | None) -> None:
    """Say which files were written before Ctrl-C was heeded."""
    files = getattr(cause, "files", ())
    if files:
        names = ", ".join(path.as_posix() for path in files)
        click.echo(say(N_("Các tệp đã ghi xong trước khi dừng: {files}"), files=names), err=True)


def _explain(error: Exception) -> int:
    from generator.cli.console import print_count, print_findings
    from generator.errors import KehoachError

    if os.environ.get("KEHOACH_DEBUG"):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, KehoachError):
        print_findings(error.findings)
        print_count(error.findings)
        return error.exit_code
    if isinstance(error, OSError) and error.filename is None:
        return _explain_stream(error)
    if isinstance(error, OSError):
        from generator.files.problems import reason_of

        message = N_("lỗi: không đọc hoặc ghi được '{file}': {reason}")
        reason = say(reason_of(error))
        click.echo(say(message, file=error.filename or "", reason=reason), err=True)
        return EXIT_OUTPUT
    kind = f"{type(error).__name__}: {error}"
    click.echo(say(N_("lỗi: chương trình gặp lỗi ngoài dự kiến ({kind})"), kind=kind), err=True)
    click.echo(
        say(
            N_(
                "  gợi ý: đây là lỗi của kehoach; hãy báo cho nhóm phát triển kèm tệp đang dùng;"
                " đặt KEHOACH_DEBUG=1 rồi chạy lại để xem chi tiết"
            )
        ),
        err=True,
    )
    return EXIT_UNEXPECTED


def _explain_stream(error: OSError) -> int:
    """Say that the report could not be printed: files have names, streams have none."""
    from generator.files.problems import reason_of

    message = N_(
        "lỗi: không in hết được kết quả: {reason}; các tệp của lệnh này có thể đã ghi xong, xem"
        " trong thư mục trước khi chạy lại"
    )
    with suppress(OSError):
        click.echo(say(message, reason=say(reason_of(error))), err=True)
    return EXIT_NOT_PRINTED


def _print_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"kehoach {__version__}")
        context.exit()


cli = Application(
    "kehoach",
    rows=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[
        *shared_options(),
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_version,
            help=VERSION_HELP,
        ),
    ],
)
