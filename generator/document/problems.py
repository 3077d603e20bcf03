"""Every message about the Markdown of a body, with its id."""

from generator.diagnostics import Problem
from generator.i18n import N_

UNKNOWN_ROLE = Problem(
    "TPL20",
    N_("đoạn mang vai '{value}' không có trong các vai của đoạn văn"),
    N_("dùng một trong: {known}"),
)
NOTE_IN_NOTE = Problem(
    "TPL21", N_("chú thích nằm trong một chú thích khác"), N_("viết gộp hai chú thích thành một")
)
NESTED_TOO_DEEP = Problem(
    "TPL22",
    N_("gạch đầu dòng lồng sâu hơn hai cấp hoặc lồng loại khác"),
    N_("chỉ dùng '-' và, bên trong, '+'; nội dung dài hơn thì tách thành mục"),
)
LEVEL_TOO_DEEP = Problem(
    "TPL23",
    N_("mục '{title}' ở cấp {level}, mà loại văn bản này chỉ đánh số {deepest} cấp"),
    N_("bớt dấu # trước tên mục, hoặc thêm một dòng vào danh_so của kind.yaml"),
)
LEVEL_MISSING = Problem(
    "TPL24",
    N_("mục '{title}' ở cấp {level} nhưng phía trên không có mục cấp {missing}"),
    N_("thêm mục cấp trên, hoặc bớt dấu # trước tên mục"),
)
