"""Years in running text: those of the plan move with it, those of facts stay."""

import re
from collections.abc import Iterator

from generator.catalogues.occasion import classify
from generator.i18n import N_
from generator.rollover.change import Edit, Kind
from generator.rollover.spans import Spans

RENEWAL_YEAR = 1986
_YEAR = re.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?![\d])|(?<=/)(?:19|20)\d\d(?!\d)")
_RANGE_AFTER = re.compile(r"\s*(?:[-–—]|đến(?: năm)?)\s*(?:năm )?(?:19|20)\d\d")
_RANGE_BEFORE = re.compile(r"(?:19|20)\d\d\s*(?:[-–—]|đến(?: năm)?)\s*(?:năm )?$")
_FULL_DATE = re.compile(r"(?:\d{1,2}/\d{1,2}/|ngày \d{1,2} tháng \d{1,2} năm )$")
_DEADLINE = re.compile(
    r"(?:trước|đến hết|chậm nhất|hạn|xong|gửi|báo cáo|từ|đến|trong)(?:[^.;]{0,25})?$", re.IGNORECASE
)
_EVENT = re.compile(
    r"(?:lần thứ [^\s,]+|khóa [IVXLC]+|nhiệm kỳ|(?:APEC|ASEAN|SEA Games|Festival)[^.;,]{0,20}),?"
    r" (?:năm )?$"
)
_LASTING = re.compile(r"(?:từ|kể từ|sau|tầm nhìn|đến|ban hành|ký|khánh thành) (?:năm )?$")
_PAIR = re.compile(
    r"(?P<count>\d{1,4}) năm (?P<name>[^().;]{3,120}?) ?\("
    r"(?P<first>(?:\d{1,2}/){0,2}(?P<origin>\d{4})) ?[-–] ?"
    r"(?P<day>(?:\d{1,2}/){0,2})(?P<year>\d{4})\)"
)
_RENEWAL = re.compile(r"(?P<about>(?:gần|hơn|trên|sau|qua) )?(?P<count>\d{2}) năm (?=đổi mới)")


def move_years(text: str, old: int, new: int) -> list[Edit]:
    """Return the edits that take a text from one plan's year to another's.

    Years in template code, in citations, of terms, events and periods are facts and stay.
    """
    guarded = Spans(text)
    pairs = list(_move_pairs(text, old, new))
    covered = [(edit.start, edit.end) for edit in pairs]
    edits = [*pairs, *_move_counts(text, old, new)]
    for match in _YEAR.finditer(text):
        if guarded.hit(*match.span()) or _inside(match.start(), covered):
            continue
        edit = _move_year(text, match, old, new)
        if edit is not None:
            edits.append(edit)
    return edits


def move_line(text: str, old: int, new: int) -> list[Edit]:
    """Return the edits of a short text that is about the plan itself, such as a subject."""
    return [
        Edit(*match.span(), str(new), Kind.YEAR, N_("năm của kế hoạch"))
        for match in re.finditer(rf"(?<!\d){old}(?!\d)", text)
    ]


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _move_year(text: str, match: re.Match[str], old: int, new: int) -> Edit | None:
    year = int(match.group())
    if year not in (old - 1, old, old + 1):
        return None
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() :]
    if _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before):
        return None
    moved = str(year + new - old)
    asks = (*match.span(), match.group(), Kind.YEAR)
    full = _FULL_DATE.search(before)
    if full:
        if year == old and _DEADLINE.search(before[: full.start()]):
            return Edit(*match.span(), moved, Kind.YEAR, N_("thời hạn chuyển sang năm mới"))
        message = N_("ngày của năm {year}: là một sự kiện hay thời hạn? nếu là thời hạn thì sửa")
        return Edit(*asks, message, {"year": year}, look=True) if year == old else None
    if _EVENT.search(before):
        message = N_("năm của một sự kiện, giữ nguyên; xem câu này còn đúng trong năm {new} không")
        return Edit(*asks, message, {"new": new}, look=True)
    if _LASTING.search(before) and not re.search(r"trước (?:năm )?$", before):
        return None
    if year == old + 1:
        message = N_("năm {year} là năm sau của văn bản cũ; xem câu này còn đúng không")
        return Edit(*asks, message, {"year": year}, look=True)
    reason = N_("năm của kế hoạch") if year == old else N_("năm trước của kế hoạch")
    return Edit(*match.span(), moved, Kind.YEAR, reason)


def _move_pairs(text: str, old: int, new: int) -> Iterator[Edit]:
    """Yield anniversaries typed in full: "80 năm Ngày ... (22/12/1944 - 22/12/2024)"."""
    for match in _PAIR.finditer(text):
        if int(match["year"]) != old or "{" in match.group():
            continue
        count = new - int(match["origin"])
        first = match["first"]
        written = f"{count} năm {match['name']} ({first} - {match['day']}{new})"
        step = classify(count)
        still = step is not None and step.value != "nam_khac"
        if still:
            reason = N_("số năm và năm kỷ niệm tính lại cho năm {new}")
        else:
            reason = N_("{count} năm không phải năm tròn, năm lẻ 5; cân nhắc bỏ ngày này")
        params = {"new": new, "count": count}
        yield Edit(*match.span(), written, Kind.DAY, reason, params, look=not still)


def _move_counts(text: str, old: int, new: int) -> Iterator[Edit]:
    """Yield the years of đổi mới (since 1986), which grow by themselves."""
    for match in _RENEWAL.finditer(text):
        count, about = int(match["count"]), match["about"] or ""
        now = new - RENEWAL_YEAR
        if about == "gần " and now >= count:
            written = f"hơn {count} năm " if now > count else f"{count} năm "
        elif not about.startswith("g") and count == old - RENEWAL_YEAR:
            written = f"{about}{now} năm "
        else:
            continue
        message = N_("công cuộc đổi mới bắt đầu năm {start}: đến năm {new} là {now} năm")
        params = {"start": RENEWAL_YEAR, "new": new, "now": now}
        yield Edit(*match.span(), written, Kind.YEAR, message, params)
