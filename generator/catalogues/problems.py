"""Every problem of facts and of what documents take from them, with its id."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from generator.catalogues.model import Fact
from generator.diagnostics import Diagnostic, Location, Problem, Severity
from generator.i18n import N_
from generator.text.near import find_all_near

Path = tuple[str | int, ...]
Locate = Callable[[Path], Location]

NEAR_HINT = N_("có phải {near}?")

# Corrections of a workspace

ENTRY_INCOMPLETE = Problem("CAT05", N_("mục mới '{entry}' của danh mục '{name}' thiếu: {missing}"))
NO_SUCH_LINK = Problem("CAT06", N_("'{value}' không có trong danh mục '{name}'"))

# Names in a plan

AGENCY_WITHOUT_PLACE = Problem("CAT05", N_("cơ quan '{name}' cần biết thuộc tỉnh, xã nào"))
UNKNOWN_ID = "CAT08"
NO_DAY = Problem(UNKNOWN_ID, N_("không có ngày kỷ niệm '{name}' trong danh mục"))
NO_COUNTRY = Problem(UNKNOWN_ID, N_("không có nước '{name}' trong danh mục quan hệ ngoại giao"))
NO_AGENCY = Problem(UNKNOWN_ID, N_("không có cơ quan '{name}' trong danh mục"))
AGENCY_OF_COMMUNES = Problem(
    UNKNOWN_ID, N_("cơ quan '{name}' là của xã, phường, đặc khu; {place} là cấp tỉnh")
)
NO_AGENCY_THERE = Problem(UNKNOWN_ID, N_("{kind} không có cơ quan '{name}'"))
NO_PROVINCE = Problem(UNKNOWN_ID, N_("không có tỉnh, thành phố '{name}'"))
MERGED_PROVINCE = Problem(
    UNKNOWN_ID, N_("'{name}' đã nhập vào {heir} từ ngày 01/7/2025"), N_("dùng mã {code} ({heir})")
)
NO_PLACE = Problem(UNKNOWN_ID, N_("không có tỉnh, xã, phường, đặc khu '{name}'"))
MANY_PLACES = Problem(
    "CAT09",
    N_("có {count} đơn vị tên '{name}': {places}"),
    N_("dùng mã năm chữ số hoặc nêu tỉnh"),
)
DAY_NOT_THAT_YEAR = Problem(
    "CAT10",
    N_("ngày kỷ niệm '{name}' không có trong năm này"),
    N_("năm gốc phải trước năm của văn bản; bỏ mã này hoặc xem lại năm"),
)
RELATION_NOT_THAT_YEAR = Problem(
    "CAT10", N_("quan hệ với {country} chưa có ngày kỷ niệm trong năm {year}")
)

# Facts a document uses

UNCONFIRMED = Problem(
    "FCT01",
    N_("cần kiểm tra ({confidence}): {text}"),
    N_("nguồn: {source}; xác nhận hoặc sửa trong plans/catalogue.yaml ({key})"),
    Severity.NOTICE,
)
SUPERSEDED = Problem("FCT02", N_("{name} đã được thay bằng {successor} vào ngày {day}"))
SUPERSEDED_SOMEHOW = Problem("FCT02", N_("{name} đã bị thay vào ngày {day}; chưa rõ văn bản thay"))
LATER_THAN_DOCUMENT = Problem(
    "FCT03",
    N_("{name} ban hành ngày {issued}, sau ngày của văn bản này ({day})"),
    N_("xem lại ngày của văn bản hoặc bỏ viện dẫn này"),
    Severity.WARNING,
)
NOT_IN_FORCE_YET = Problem("FCT04", N_("{name} đến {since} mới có hiệu lực"))
EXPIRED = Problem("FCT05", N_("{name} hết thời hạn từ sau ngày {last}"))
OTHER_PLAN_YEAR = Problem(
    "FCT06", N_("{name} là văn bản của năm {other}, không phải của năm {year}")
)
OPEN_REFERENCE = Problem(
    "FCT07",
    N_("viện dẫn để mở, cần điền số và ngày: {what}"),
    N_("thường ban hành: {usual}"),
    Severity.NOTICE,
)
BODY_OVER = Problem(
    "FCT08", N_("cơ quan '{name}' không còn từ sau ngày {last}; văn bản ngày {day}")
)
BODY_NOT_YET = Problem("FCT08", N_("cơ quan '{name}' có từ ngày {first}; văn bản ngày {day}"))
NAME_GONE = Problem(
    "FCT08", N_("{quotes} không đúng vào ngày {day}"), N_("tên vào ngày đó: {replacement}")
)
UNCERTAIN_NAME = Problem(
    "FCT09",
    N_("chưa rõ ngày {day} tên là '{name}' ({symbol}) hay đã đổi; kiểm tra lại"),
    N_("ghi chú: {notes}"),
    Severity.NOTICE,
)
UNKNOWN_STATUS = Problem(
    "FCT10",
    N_("chưa rõ {name} còn hiệu lực vào ngày {day} hay không"),
    severity=Severity.NOTICE,
)
UNKNOWN_DATE = Problem(
    "FCT11",
    N_("chưa rõ ngày ban hành của {name}; phần ngày để trống, cần điền"),
    severity=Severity.NOTICE,
)
LEVELS_NOT_CHECKED = Problem(
    "FCT12",
    N_("mức quan hệ đối tác chỉ được kiểm đến {as_of}; có thể thiếu nâng cấp sau đó"),
    severity=Severity.NOTICE,
)
PAST_DAY = Problem(
    "FCT13",
    N_("{day}: đã qua trước tháng ban hành, kế hoạch vẫn nêu"),
    N_("bỏ khỏi ngay_ky_niem, hoặc giữ nếu là việc nhìn lại"),
    Severity.NOTICE,
)
PARTLY_REPLACED = Problem(
    "FCT15",
    N_("một phần của {name} đã được thay bằng {successor}"),
    N_("xem phần cần viện dẫn còn hiệu lực không"),
    Severity.NOTICE,
)


def nowhere(path: Path) -> Location:  # noqa: ARG001  (the shape of a locator)
    """Return no place: for data that came from no file."""
    return Location()


def near_params(name: str, options: Iterable[str]) -> dict[str, str]:
    """Return the parameter of ``NEAR_HINT``; empty when nothing is near."""
    near = find_all_near(name, sorted(options))
    return {"near": ", ".join(f"'{option}'" for option in near)} if near else {}


def unknown(
    problem: Problem, location: Location, name: str, options: Iterable[str], **params: Any
) -> Diagnostic:
    """Return the finding that a name is none of some options, with those nearest to it."""
    near = near_params(name, options)
    return problem.at(location, hint=NEAR_HINT if near else None, name=name, **near, **params)


def of_fact(problem: Problem, fact: Fact, **params: Any) -> Diagnostic:
    """Return a finding that rests on a fact: an error becomes a warning, or less.

    A finding whose fact is not confirmed is a notice only.
    """
    severity = Severity.NOTICE
    if problem.severity is not Severity.NOTICE and fact.is_confirmed:
        severity = Severity.WARNING
    return replace(
        problem.at(**params), severity=severity, basis=fact.source, confidence=fact.confidence
    )
