"""The messages about workbooks that are written, with their ids."""

from generator.diagnostics import Problem
from generator.i18n import N_

NO_SHEETS = Problem(
    "XLS01",
    N_("văn bản không có phụ lục kinh phí nên không làm được tệp .xlsx"),
    N_("khai báo du_toan trong tệp kế hoạch, hoặc bỏ xlsx khỏi --format"),
)
SEVERAL_ANNEXES = Problem(
    "XLS02",
    N_("văn bản có hai phụ lục kinh phí, một tệp .xlsx chỉ chứa được một"),
    N_("làm riêng tệp .xlsx của kế hoạch kèm theo"),
)
