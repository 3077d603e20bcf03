"""Click's commands and options with help texts that are translated when they are shown."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.language import VARIABLE, say
from generator.cli.overview import DIRECTORY, LANGUAGE_HELP, WORKSPACE_HELP, CommandRow
from generator.i18n import LANGUAGES, N_

if TYPE_CHECKING:
    from generator.workspace import Workspace


class Session:
    """What the options before and after a command say for the whole run."""

    def __init__(self) -> None:
        self.workspace: Path | None = None


class _Translated:
    """An attribute that holds a marked message and gives it in the current language."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, owner: Any, kind: type | None = None) -> Any:
        text = owner.__dict__.get(self.name) if owner is not None else None
        return say(text) if text else text

    def __set__(self, owner: Any, text: str | None) -> None:
        owner.__dict__[self.name] = text


class Option(click.Option):
    """An option with a translated help text and value name."""

    help: Any = _Translated()
    metavar: Any = _Translated()


class Argument(click.Argument):
    """An argument with a translated name in the usage line."""

    metavar: Any = _Translated()


class Folder(click.ParamType[Path]):
    """A folder that exists; click's own type takes its words when it is made, not when used."""

    name = "folder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the folder."""
        path = Path(value)
        if not path.is_dir():
            self.fail(say(N_("không có thư mục '{value}'"), value=value), param, ctx)
        return path


class Year(click.ParamType[int]):
    """A year of a command's own range, which also says why it ends there and what to do."""

    name = "year"

    def __init__(self, oldest: int, newest: int, reason: str) -> None:
        self.oldest, self.newest, self.reason = oldest, newest, reason

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the year."""
        try:
            year = int(value)
        except ValueError:
            self.fail(say(N_("'{value}' không phải là năm"), value=value), param, ctx)
        if not self.oldest <= year <= self.newest:
            message = N_("năm {value} ngoài các năm {oldest} - {newest}: {reason}")
            reason = say(self.reason)
            years = {"value": value, "oldest": self.oldest, "newest": self.newest}
            self.fail(say(message, reason=reason, **years), param, ctx)
        return year


def _remember_workspace(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.find_root().ensure_object(Session).workspace = value


def open_workspace() -> "Workspace":
    """Return the workspace chosen with ``--workspace``, or the one the current folder lies in."""
    from generator.workspace import Workspace

    session = click.get_current_context().find_object(Session) or Session()
    if session.workspace:
        workspace = Workspace.open(session.workspace)
    else:
        here = Path.cwd().resolve()
        workspace = Workspace.around(here)
        if workspace.root != here:
            click.echo(say(N_("Thư mục làm việc: {path}"), path=workspace.root), err=True)
    _recover(workspace)
    return workspace


def locate_plan(name: Path, workspace: "Workspace") -> Path:
    """Return the plan or folder of plans a user names.

    Raises:
        click.BadParameter: When there is none, with those that may be meant.
    """
    path = workspace.find_plan(name)
    if path is not None:
        return path
    message = say(N_("không có tệp hoặc thư mục '{name}'."), name=name.as_posix())
    near = workspace.near_plans(name)
    if near:
        message += " " + say(N_("Có phải '{near}'?"), near="', '".join(near))
    raise click.BadParameter(message, param_hint=say(N_("[TỆP]...")))


def _recover(workspace: "Workspace") -> None:
    """Put right what an interrupted write left, before anything of the workspace is read."""
    from generator.workspace import STATE_DIR

    if (workspace.root / STATE_DIR).is_dir():
        from generator.cli.files import tell_recovered

        tell_recovered([workspace.root])


def shared_options() -> list[click.Parameter]:
    """Return the options that may stand before a command and after it."""
    return [
        Option(
            ["--workspace"],
            type=Folder(),
            metavar=DIRECTORY,
            expose_value=False,
            is_eager=True,
            callback=_remember_workspace,
            help=WORKSPACE_HELP,
        ),
        Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            envvar=VARIABLE,
            expose_value=False,
            help=LANGUAGE_HELP,
        ),
    ]


class Command(click.Command):
    """A command with translated help that also takes the shared options."""

    help: Any = _Translated()
    epilog: Any = _Translated()
    options_metavar: Any = _Translated()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", N_("[TÙY_CHỌN]"))
        super().__init__(*args, **kwargs)
        self.shared = shared_options()

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters, then those that all commands take."""
        *own, help_option = super().get_params(ctx)
        return [*own, *self.shared, help_option]


class LazyGroup(click.Group):
    """A group that imports a command's module only to run it or to show its own help."""

    help: Any = _Translated()
    epilog: Any = _Translated()
    options_metavar: Any = _Translated()
    subcommand_metavar: Any = _Translated()

    def __init__(self, *args: Any, rows: Mapping[str, Any], **kwargs: Any) -> None:
        kwargs["options_metavar"] = N_("[TÙY_CHỌN]")
        kwargs["subcommand_metavar"] = N_("LỆNH [THAM_SỐ]...")
        super().__init__(*args, **kwargs)
        self.rows = rows

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands in the order of their table."""
        return list(self.rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, imported now."""
        row = self.rows.get(cmd_name)
        if row is None:
            return None
        module: CommandRow = row
        command: click.Command = import_module(module.module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; click looks for near names among commands it has loaded only."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if args[0] in self.rows or args[0].startswith("-"):
                raise
            raise click.NoSuchCommand(args[0], possibilities=self.rows, ctx=ctx) from error


def option(*names: str, **settings: Any) -> Callable[[Any], Any]:
    """Return click's decorator for a translated option."""
    return click.option(*names, cls=Option, **settings)


def argument(*names: str, **settings: Any) -> Callable[[Any], Any]:
    """Return click's decorator for a translated argument."""
    return click.argument(*names, cls=Argument, **settings)


def define(name: str, text: str) -> Callable[[Any], click.Command]:
    """Return click's decorator for a translated command with the shared options."""
    return click.command(name, cls=Command, help=text)


def choices(names: Sequence[str]) -> click.Choice[str]:
    """Return a choice of plain names."""
    return click.Choice(list(names), case_sensitive=False)
