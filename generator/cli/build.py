"""``kehoach build``: documents from plans; the work itself is in ``make``."""

from pathlib import Path
from typing import Any

import click

from generator.cli.commands import argument, choices, define, option
from generator.cli.language import say
from generator.i18n import N_


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
        "Định dạng, cách nhau bằng dấu phẩy: docx, pdf (PDF/A để ký số, phát hành), xlsx (phụ lục"
        " kinh phí); ví dụ pdf,docx. Mặc định là docx."
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
    if start_frame:
        from generator.cli.start_frame import write_start_frames

        write_start_frames(plans, standard, force=force)
        return
    from generator.app.jobs import Order
    from generator.cli.make import build
    from generator.writers import WRITERS

    if charts and not pages and not any(WRITERS[name].has_charts for name in formats):
        raise click.UsageError(say(N_("--charts cần --format pdf hoặc --pages png.")))
    order = Order(formats, pages or "", annexes_only, charts, standard)
    build(plans, output, order, force=force)
