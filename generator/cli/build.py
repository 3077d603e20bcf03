"""``kehoach build``: documents from plans, and the Word frames they are printed in."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.commands import (
    argument,
    choices,
    define,
    locate_plan,
    open_workspace,
    option,
)
from generator.cli.language import current, say
from generator.i18n import N_

if TYPE_CHECKING:
    from generator.app.build import Product
    from generator.app.outputs import Written
    from generator.workspace import Workspace

_STATES = {
    "new": N_("mới"),
    "updated": N_("cập nhật"),
    "unchanged": N_("không đổi"),
}


class Formats(click.ParamType[tuple[str, ...]]):
    """A list of output formats: "docx" or "docx,pdf"."""

    name = "formats"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the formats, each once."""
        from generator.writers import WRITERS

        names = tuple(dict.fromkeys(name.strip().lower() for name in str(value).split(",")))
        for name in names:
            if name not in WRITERS:
                known = ", ".join(WRITERS)
                message = N_("không có định dạng '{name}'; dùng: {known}")
                self.fail(say(message, name=name, known=known), param, ctx)
        return names


class StandardName(click.ParamType[str]):
    """The id of a standard."""

    name = "standard"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id when there is such a standard."""
        from generator.standards import STANDARD_IDS

        if value not in STANDARD_IDS:
            message = N_("không có thể thức '{name}'; dùng: {known}")
            self.fail(say(message, name=value, known=", ".join(STANDARD_IDS)), param, ctx)
        return str(value)


@define(
    "build",
    N_(
        "Làm văn bản từ các tệp kế hoạch: TỆP là tệp trong plans/ hoặc cả một thư mục; không nêu"
        " tệp nào thì làm tất cả.\n\n"
        "Các văn bản được ghi đủ cùng lúc, hoặc không tệp nào được ghi khi có lỗi. Tệp đã sửa tay"
        " không bị ghi đè nếu không có --force. Cuối cùng in những điều cần người soạn xem lại;"
        " khi làm pdf hoặc ảnh trang thì cả những điều thấy trên trang: đề mục, chữ ký đứng một"
        " mình, bảng quá rộng."
    ),
)
@argument("plans", nargs=-1, type=click.Path(path_type=Path), metavar=N_("[TỆP]..."))
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar=N_("THƯ_MỤC"),
    help=N_("Nơi ghi văn bản; mặc định là out/ trong thư mục làm việc."),
)
@option(
    "--format",
    "formats",
    type=Formats(),
    default="docx",
    metavar=N_("DẠNG,..."),
    help=N_(
        "Định dạng, cách nhau bằng dấu phẩy: docx, pdf (PDF/A để ký số, phát hành), html"
        " (xem trước, dán vào thư), xlsx (phụ lục kinh phí); ví dụ pdf,docx. Mặc định là docx."
    ),
)
@option(
    "--pages",
    type=choices(("png",)),
    help=N_("Làm thêm ảnh từng trang để xem trước: <tên>-1.png, <tên>-2.png, ..."),
)
@option(
    "--annex-only",
    "annexes_only",
    is_flag=True,
    help=N_("Chỉ làm phụ lục kinh phí, thành tệp riêng <tên>-phu-luc."),
)
@option(
    "--charts",
    is_flag=True,
    help=N_("Thêm trang biểu đồ kinh phí sau phụ lục, trong tệp pdf và ảnh trang."),
)
@option(
    "--standard",
    type=StandardName(),
    metavar=N_("MÃ"),
    help=N_("Thể thức: nd30, hd36 hoặc hd05; mặc định chọn theo hệ thống và ngày ban hành."),
)
@option(
    "--start-frame",
    "start_frame",
    is_flag=True,
    help=N_(
        "Không làm văn bản mà ghi khung Word của loại văn bản đó vào templates/ để sửa tay; từ đó"
        " văn bản loại ấy in theo khung đã sửa."
    ),
)
@option("--force", is_flag=True, help=N_("Ghi đè cả tệp đã sửa tay hoặc không do kehoach làm."))
def command(
    plans: tuple[Path, ...],
    output: Path | None,
    formats: tuple[str, ...],
    pages: str | None,
    annexes_only: bool,
    charts: bool,
    standard: str | None,
    start_frame: bool,
    force: bool,
) -> None:
    """Build plans and print the report, or write the frame that one of them begins from."""
    from generator.app.build import Order, make, start_frames
    from generator.app.outputs import MANIFEST_FILE, write_outputs
    from generator.cli.console import progress
    from generator.cli.files import stamp, tell_recovered, write_file
    from generator.files.safe_write import home_of
    from generator.writers import WRITERS

    charts_shown = pages or any(WRITERS[name].has_charts for name in formats)
    if charts and not charts_shown and not start_frame:
        raise click.UsageError(say(N_("--charts cần --format pdf hoặc --pages png.")))
    workspace = open_workspace()
    paths = _plan_paths(plans, workspace)
    if start_frame:
        for path, content in start_frames(paths, workspace, standard).items():
            write_file(path, content, force=force)
        return
    order = Order(formats, pages or "", annexes_only, charts, standard, len(paths) > 1)
    with progress(paths, say(N_("Đang làm"))) as watched:
        products = make(watched, workspace, order)
    outputs = [one for product in products for one in product.outputs]
    folder = output or workspace.root / "out"
    tell_recovered([home_of(folder / MANIFEST_FILE, workspace.root)])
    written = write_outputs(outputs, folder, force=force, root=workspace.root, stamp=stamp())
    _report(products, written)


def _plan_paths(names: Sequence[Path], workspace: "Workspace") -> tuple[Path, ...]:
    from generator.app.build import plan_paths

    for path in () if names else workspace.misnamed_plans():
        message = N_("bỏ qua {path}: đổi tên tệp, bỏ đuôi .txt")
        click.echo(say(message, path=workspace.display(path)), err=True)
    return plan_paths([locate_plan(name, workspace) for name in names], workspace)


def _report(products: "Sequence[Product]", written: "Sequence[Written]") -> None:
    from generator.cli.files import shown, tell
    from generator.files.safe_write import Receipt

    states = {item.path.name: item for item in written}
    for product in products:
        for output in product.outputs:
            item = states[output.entry.file]
            click.echo(f"{shown(item.path)} ({say(_STATES[item.state])})")
        if not product.outputs:
            click.echo(product.built.stem)
        for line in _iter_findings(product):
            click.echo(f"  {line}")
    if written:
        tell(Receipt({one.path: one.former for one in written if one.former}, written[0].notices))
        folder = shown(written[0].path.parent)
        count = sum(bool(product.outputs) for product in products)
        message = N_("Đã làm {count} văn bản trong {folder}.")
        if len(written) > count:
            message = N_("Đã làm {count} văn bản ({files} tệp) trong {folder}.")
        click.echo(say(message, count=count, files=len(written), folder=folder), err=True)


def _iter_findings(product: "Product") -> Iterator[str]:
    """Yield the report: what weighs most first, each message once with all its places."""
    from generator.diagnostics import Severity

    findings = product.findings
    if not findings:
        yield say(N_("Không có điều gì phải xem lại."))
        return
    plan = product.outputs[0].entry.plan if product.outputs else ""
    places: dict[tuple[Severity, str], dict[str, None]] = {}
    for finding in findings:
        text = f"{finding.message_text(current())} ({finding.id})"
        where = finding.location.text(current())
        shown = places.setdefault((finding.severity, text), {})
        if where and where != plan:
            shown[where] = None
    yield say(N_("Cần xem lại ({count}):"), count=len(places))
    order = list(Severity)
    for (severity, text), shown in sorted(places.items(), key=lambda item: order.index(item[0][0])):
        mark = "-" if severity is Severity.NOTICE else "!"
        yield f"{mark} {text}" + (f" [{', '.join(shown)}]" if shown else "")
