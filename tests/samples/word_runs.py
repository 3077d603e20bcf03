"""Finds runs of words that two texts share, titles and names aside.

What is aside: numbers of sections; documents as they are cited (kind, number, date, issuer, title),
anniversaries and partner localities by name, from the catalogues; and the names and fixed formulas
of ``aside.yaml``, which no one may reword.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CATALOGUES = Path(__file__).parents[2] / "generator" / "catalogues" / "data"
ASIDE = Path(__file__).parent / "aside.yaml"
LENGTH = 15
_CUT = "¶"
_WORD = re.compile(r"[^\W_]+")
_LABEL = re.compile(r"^(?:[IVX]+|\d+(?:\.\d+)*)[.-]\s")
_TAGS = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}|{:.*?}", re.DOTALL)


def words(text: str) -> list[str]:
    """Return the words of a text, case and punctuation aside."""
    return _WORD.findall(text.casefold())


def template_text(source: str) -> str:
    """Return the prose of a template or plan: what Jinja puts in cuts it."""
    return _TAGS.sub(f" {_CUT} ", source)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every run of words of a text, paragraph by paragraph, what is aside cut out."""
    for paragraph in text.split("\n"):
        for piece in re.split(_CUT, _cut_aside(paragraph)):
            found = piece.split()
            for start in range(len(found) - LENGTH + 1):
                yield tuple(found[start : start + LENGTH])


def shared_runs(ours: str, theirs: Iterable[str]) -> list[str]:
    """Return the runs of ours that stand in one of the other texts."""
    known = {run for text in theirs for run in runs(text)}
    return [" ".join(run) for run in runs(ours) if run in known]


def _cut_aside(paragraph: str) -> str:
    prose = _LABEL.sub("", paragraph)
    pieces = (" ".join(words(piece)) for piece in prose.split(_CUT))
    line = f" {f' {_CUT} '.join(pieces)} "
    for phrase in _aside():
        line = line.replace(f" {phrase} ", f" {_CUT} ")
    return line


@cache
def _aside() -> tuple[str, ...]:
    """Return the phrases that do not count, the longest first."""
    phrases = {phrase for group in _load(ASIDE) for phrase in group["phrases"]}
    references = _load(CATALOGUES / "references.yaml")["references"]
    for entry in references.values():
        phrases |= set(_citations(entry))
    for entry in _load(CATALOGUES / "partners.yaml")["partners"].values():
        phrases |= {f"{entry['don_vi']} {entry['ten_goi']}", entry.get("thuoc", "")}
    for entry in _load(CATALOGUES / "anniversaries.yaml")["anniversaries"].values():
        phrases |= {entry["name"], entry.get("name_in_text", "")}
    joined = {" ".join(words(phrase)) for phrase in phrases}
    return tuple(sorted(joined - {""}, key=len, reverse=True))


def _citations(entry: dict[str, Any]) -> Iterator[str]:
    title = entry.get("trich_yeu", "")
    yield title
    yield entry.get("ten_ngan", "")
    number, day = entry.get("so_ky_hieu", ""), str(entry.get("ngay", ""))
    if number:
        yield f"{entry['loai']} số {number}"
    if not number or len(day) != len("2023-06-15"):
        return
    year, month, date = (int(part) for part in day.split("-"))
    issuer = entry["co_quan"]
    for form in (
        f"{date}/{month}/{year}",
        f"{date:02}/{month}/{year}",
        f"{date:02}/{month:02}/{year}",
        f"{date:02} tháng {month} năm {year}",
        f"{date:02} tháng {month:02} năm {year}",
    ):
        yield f"{entry['loai']} số {number} ngày {form} của {issuer} {title}"
        yield f"{entry['loai']} số {number} ngày {form} của {issuer}"


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
