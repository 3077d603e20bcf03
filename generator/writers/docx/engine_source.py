"""From a part of a Word frame to Jinja source: tags made whole, their places remembered.

The tag cleaning itself is docxtpl's, called once per template; what is here gives each tag a
line of its own, so that a line number of Jinja names one tag, and finds the paragraph in which
a person sees that tag in Word.
"""

import html
import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from generator.ooxml.ns import qn
from generator.templating.tags import find_tags, replace_tags
from generator.writers.docx.engine_values import BREAK, Site, SiteKind, tab

if TYPE_CHECKING:
    from jinja2 import Environment
    from lxml import etree

TAG_START = re.compile(r"\{[{%#]")
_TAG_END = re.compile(r"[}%]\}")
_RAW = re.compile(r"\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}", re.DOTALL)
# A paragraph full of braces is wrong once, not ten thousand times.
_MOST_TOLD = 20
# No text of a Word file has it.
_END = "\0"
_FORM = re.compile(r"^\{[{%#][-+]?\s*(?:(?:p|tr|tc|r)\s)?\s*(.*?)\s*[-+]?[}%#]\}$", re.DOTALL)
# A form that cleaning left as it is: there is nothing around the tag that it could stand for.
_LEFT_FORM = re.compile(r"\{[{%][-+]?\s*(tr|tc|p|r)\s+(?!(?:if|is|in|not|and|or)\b)[\w(\"'\[]")
_MERGE_FORM = re.compile(r"^(?:cellbg|colspan)\s+")
_PIECE = re.compile(r"<[^<>]*>|[^<]+")
_TAG_NAME = re.compile(r"</?([\w:.-]+)")
_RUN_PROPERTIES = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")
# docxtpl's way to write braces that are no tag
_BRACES = (
    ("{_{", "{% raw %}{{{% endraw %}"),
    ("{_%", "{% raw %}{%{% endraw %}"),
    ("}_}", "}}"),
    ("%_}", "%}"),
)
_RUN_PARENTS = frozenset(("w:p", "w:hyperlink", "w:fldSimple", "w:r", "w:dir", "w:bdo"))
_BLOCK_PARENTS = frozenset(
    ("w:body", "w:tbl", "w:tr", "w:tc", "w:hdr", "w:ftr", "w:footnote", "w:txbxContent",
     "w:footnotes", "w:document")
)  # fmt: skip
# These hold runs or paragraphs, whichever stand around them.
_EITHER_PARENTS = frozenset(
    ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo")
)

# The tags that enclose others, the tag that ends each, the tags that divide each.
BLOCK_TAGS: dict[str, tuple[str, tuple[str, ...]]] = {
    "if": ("endif", ("elif", "else")),
    "for": ("endfor", ("else",)),
    "macro": ("endmacro", ()),
    "call": ("endcall", ()),
    "filter": ("endfilter", ()),
    "with": ("endwith", ()),
    "block": ("endblock", ()),
    "set": ("endset", ()),
    "autoescape": ("endautoescape", ()),
}


class SeenTag(NamedTuple):
    """A tag as a person sees it in Word."""

    text: str
    paragraph: int
    quote: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the tags of a part: a kind, the tag, and other words for it."""

    kind: str
    site: Site
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartSource:
    """Jinja source of a part and the place of each of its tags, by line."""

    source: str
    sites: tuple[Site, ...]

    def index_at(self, line: int) -> int:
        """Return the index of the tag that covers a line of the source."""
        return max(bisect_right(self.sites, line, key=lambda site: site.line) - 1, 0)

    def site_at(self, line: int) -> Site | None:
        """Return the tag that covers a line of the source, None when there are no tags."""
        return self.sites[self.index_at(line)] if self.sites else None


def paragraph_texts(root: "etree._Element") -> list[str]:
    """Return the text of each paragraph of a part, in the order Word counts them."""
    paragraph, text = qn("w:p"), qn("w:t")
    numbers: dict[etree._Element, int] = {}
    texts: list[list[str]] = []
    for element in root.iter(paragraph, text):
        if element.tag == paragraph:
            numbers[element] = len(texts)
            texts.append([])
        else:
            owner = next(element.iterancestors(paragraph), None)
            if owner is not None:
                texts[numbers[owner]].append(element.text or "")
    return ["".join(parts) for parts in texts]


def seen_tags(texts: Sequence[str]) -> list[SeenTag]:
    """Return the tags of a part's paragraphs as they are seen in Word."""
    return [
        SeenTag(text[start:end], number, around(text, start, end))
        for number, text in enumerate(texts, 1)
        for start, end in find_tags(text)
    ]


def around(text: str, start: int, end: int, width: int = 30) -> str:
    """Return a stretch of text with some of what stands before and after it."""
    left, right = max(start - width, 0), min(end + width, len(text))
    quote = ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")
    return " ".join(quote.split())


def unclosed_tags(texts: Sequence[str]) -> list[Problem]:
    """Return the tags that begin in a paragraph and do not end there."""
    problems = []
    for number, text, rest in _rests(texts):
        for match in islice(TAG_START.finditer(rest), _MOST_TOLD):
            tag = text[match.start() : match.start() + 40].strip()
            quote = around(text, match.start(), match.start() + len(tag))
            site = Site(0, tag, SiteKind.TEXT, "", number, quote)
            problems.append(Problem("unclosed", site))
    return problems


def stray_braces(texts: Sequence[str]) -> list[tuple[int, str, str]]:
    """Return the ends of tags that no tag has: paragraph, brace and the text around it."""
    return [
        (number, match.group(), around(text, match.start(), match.end()))
        for number, text, rest in _rests(texts)
        for match in _TAG_END.finditer(rest)
    ]


def _rests(texts: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield each paragraph with braces: its number, its text, its text with the tags blank."""
    # What is told to stay as it is may hold any braces, also over several paragraphs.
    joined = _END.join(texts)
    # Behind the last end of such a passage no beginning need be tried.
    last = max(joined.rfind("endraw"), 0)
    last = joined.find("}", last) + 1
    plain = (_RAW.sub(_blank_match, joined[:last]) + joined[last:]).split(_END)
    for number, (text, tags) in enumerate(zip(texts, plain, strict=False), 1):
        if "{" in tags or "}" in tags:
            yield number, text, replace_tags(tags, _blank)


def _blank(text: str) -> str:
    return re.sub(f"[^{_END}]", " ", text)


def _blank_match(match: re.Match[str]) -> str:
    return _blank(match.group())


class _Tokens:
    """Jinja's tokens of a cleaned source, gathered into data and whole tags."""

    def __init__(self, cleaned: str, environment: "Environment") -> None:
        self.items: list[tuple[str, list[str]]] = []
        self._ended = True
        for _, kind, value in environment.lex(cleaned):
            begins = kind.endswith("_begin")
            if kind == "data" or begins or self._ended:
                self.items.append((kind, [value]))
            else:
                self.items[-1][1].append(value)
            self._ended = kind.endswith("_end") or kind == "data"


class _XmlPlace:
    """Follows XML through the data between tags; says what surrounds the point reached."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.pending = ""
        self.raw = False
        self.run: list[str] = []
        self.balance = _Balance()

    @property
    def run_properties(self) -> str:
        found = _RUN_PROPERTIES.search("".join(self.run))
        return found.group() if found and not TAG_START.search(found.group()) else ""

    @property
    def kind(self) -> SiteKind:
        if self.pending:
            return SiteKind.PLAIN
        holders = (name for name in reversed(self.stack) if name not in _EITHER_PARENTS)
        top = next(holders, "")
        if top == "w:t":
            return SiteKind.TEXT
        if top in _RUN_PARENTS:
            return SiteKind.RUN
        return SiteKind.BLOCK if top in _BLOCK_PARENTS else SiteKind.PLAIN

    def feed(self, data: str) -> str:
        """Take data in and return it with newlines and tabs of text as Word writes them."""
        out = []
        if self.pending:
            head, end, data = data.partition(">")
            out.append(head + end)
            self.pending += head + end
            if not end:
                return "".join(out)
            self._tag(self.pending)
            self.pending = ""
        cut = data.rfind("<")
        if cut > data.rfind(">"):
            data, self.pending = data[:cut], data[cut:]
        for piece in _PIECE.findall(data):
            if piece.startswith("<"):
                self._tag(piece)
                out.append(piece)
            else:
                out.append(self._text(piece))
        return "".join((*out, self.pending))

    def _text(self, text: str) -> str:
        for written, meant in () if self.raw else _BRACES:
            text = text.replace(written, meant)
        if self.stack and self.stack[-1] == "w:t":
            text = text.replace("\n", BREAK)
            if "\t" in text:
                text = text.replace("\t", tab(self.run_properties))
        return text

    def _tag(self, tag: str) -> None:
        found = _TAG_NAME.match(tag)
        if not found:
            return
        name = found.group(1)
        if name == "w:r" and not tag.startswith("</"):
            self.run = []
        self.run.append(tag)
        if tag.startswith("</"):
            self.balance.close(name)
            if name in self.stack:
                while self.stack.pop() != name:
                    pass
        elif not tag.endswith("/>"):
            self.balance.open(name)
            self.stack.append(name)


class _Balance:
    """What a stretch of XML closes that it did not open, and opens that it does not close."""

    def __init__(self) -> None:
        self.closed: list[str] = []
        self.opened: list[str] = []

    def open(self, name: str) -> None:
        self.opened.append(name)

    def close(self, name: str) -> None:
        if self.opened and self.opened[-1] == name:
            self.opened.pop()
        else:
            self.closed.append(name)

    def add(self, other: "_Balance") -> None:
        for name in other.closed:
            self.close(name)
        for name in other.opened:
            self.open(name)

    @property
    def empty(self) -> bool:
        """Whether the stretch is well-formed by itself."""
        return not self.closed and not self.opened

    @property
    def neutral(self) -> bool:
        """Whether the stretch may stand any number of times, also none."""
        return self.closed == self.opened[::-1]


@dataclass(slots=True)
class _OpenBlock:
    name: str
    site: Site
    outer: _Balance
    cut: bool = False
    first: _Balance | None = None


@dataclass(slots=True)
class _Builder:
    """Builds the source of one part."""

    places: "_Places"
    xml: _XmlPlace = field(default_factory=_XmlPlace)
    out: list[str] = field(default_factory=list)
    line: int = 1
    sites: list[Site] = field(default_factory=list)
    blocks: list[_OpenBlock] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def emit(self, text: str) -> None:
        self.out.append(text)
        self.line += text.count("\n")

    def add_tag(self, kind: str, values: list[str]) -> None:
        opener, *rest = values
        seen = self.places.find("".join(values))
        self.emit(opener + "\n")
        properties = self.xml.run_properties if self.xml.kind is SiteKind.TEXT else ""
        site = Site(self.line, seen.text, self.xml.kind, properties, seen.paragraph, seen.quote)
        self.sites.append(site)
        # docxtpl unescapes "<" and ">" inside tags, but leaves "&amp;" to be compared and shown
        self.emit("".join(rest).replace("&amp;", "&"))
        form = _LEFT_FORM.match("".join(values))
        if form:
            self.problems.append(Problem(f"outside_{form[1]}", site))
        elif kind == "block_begin":
            words = [value for value in rest if value.strip()]
            self.note_block(words, site)

    def note_block(self, words: list[str], site: Site) -> None:
        name = words[0] if words else ""
        if name in BLOCK_TAGS and not (name == "set" and "=" in words):
            self.blocks.append(_OpenBlock(name, site, self.xml.balance))
            self.xml.balance = _Balance()
        elif name.startswith("end"):
            self.end_block(name, site)
        elif any(name in dividers for _, dividers in BLOCK_TAGS.values()):
            self.divide_block(name, site)

    def end_block(self, name: str, site: Site) -> None:
        if not self.blocks or BLOCK_TAGS[self.blocks[-1].name][0] != name:
            self.problems.append(Problem("unopened", site, (name,)))
            return
        block = self.blocks.pop()
        block.cut |= not self.xml.balance.neutral
        if block.cut and block.name in ("if", "for"):
            self.problems.append(Problem("cut", block.site, (site.tag, str(site.paragraph))))
        block.outer.add(block.first or self.xml.balance)
        self.xml.balance = block.outer

    def divide_block(self, name: str, site: Site) -> None:
        if not self.blocks or name not in BLOCK_TAGS[self.blocks[-1].name][1]:
            self.problems.append(Problem("unopened", site, (name,)))
            return
        block = self.blocks[-1]
        block.cut |= not self.xml.balance.neutral
        block.first = block.first or self.xml.balance
        self.xml.balance = _Balance()


def build_source(
    cleaned: str, seen: Sequence[SeenTag], environment: "Environment"
) -> tuple[PartSource, list[Problem]]:
    """Return the source of a cleaned part, and what is wrong with how its tags enclose.

    Raises:
        TemplateSyntaxError: When Jinja cannot cut the part into tags.
    """
    builder = _Builder(_Places(seen))
    for kind, values in _Tokens(cleaned, environment).items:
        text = "".join(values)
        if kind == "data":
            builder.emit(builder.xml.feed(text))
        elif kind in ("variable_begin", "block_begin"):
            builder.add_tag(kind, values)
        elif not kind.startswith("comment"):
            builder.xml.raw = kind == "raw_begin"
            builder.emit(text)
    for block in builder.blocks:
        end = BLOCK_TAGS[block.name][0]
        builder.problems.append(Problem("unended", block.site, (end,)))
    if not builder.problems and not builder.xml.balance.empty:
        builder.problems.append(Problem("torn", Site(0, "", SiteKind.TEXT, "", 0, "")))
    return PartSource("".join(builder.out), tuple(builder.sites)), builder.problems


class _Places:
    """Finds for each tag of the cleaned source the tag in Word it was made from.

    Cleaning may move a tag within its cell and adds tags of its own, but keeps the order of
    tags that read alike; an added tag gets the place of the tag before it.
    """

    def __init__(self, seen: Iterable[SeenTag]) -> None:
        self._left: defaultdict[str, deque[SeenTag]] = defaultdict(deque)
        for tag in seen:
            self._left[_key(tag.text)].append(tag)
        self._last = SeenTag("", 0, "")

    def find(self, tag: str) -> SeenTag:
        waiting = self._left.get(_key(tag))
        if waiting:
            self._last = waiting.popleft()
            return self._last
        text = " ".join(html.unescape(tag).split())
        return SeenTag(text, self._last.paragraph, self._last.quote or text)


def _key(tag: str) -> str:
    found = _FORM.match(tag)
    inner = html.unescape(found.group(1) if found else tag).translate(_QUOTES)
    return " ".join(_MERGE_FORM.sub("", inner).split())
