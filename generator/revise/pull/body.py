"""Changed paragraphs go back to what they were printed from; each step is proved by building."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.diagnostics import Location
from generator.document.markdown import MarkdownWriter, compose
from generator.document.nodes import (
    Block,
    Blocks,
    Bullet,
    Document,
    Heading,
    Paragraph,
)
from generator.document.walk import section_end
from generator.errors import InputError
from generator.i18n import N_
from generator.inputs.patch import YamlText
from generator.inputs.yaml import ValuePath
from generator.revise.change import Change, Kind
from generator.revise.pull.text import (
    Notes,
    Span,
    Unit,
    exchange,
    match_source,
    spans_of,
    to_inlines,
    units_of,
    with_attributes,
    write_unit,
)

Build = Callable[[str], Document]
"""Builds the text of a plan."""

ReadClause = Callable[[str], str | None]
"""Returns the Markdown of a clause as the plan's packs have it."""

_NOT_PRINTED = frozenset(
    {"ma", "nguon", "nam_ke_hoach", "loai_van_ban", "co_quan_ban_hanh", "ngay_ban_hanh",
     "ngay_ky_niem", "du_toan", "danh_so", "du_thao", "nguoi_ky", "so_van_ban", "the_thuc"}
)  # fmt: skip
_CLAUSES = "clauses/"

IN_WHOLE = N_("cả mục nay ghi nguyên văn trong kế hoạch, không còn theo mẫu")


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the body.

    Attributes:
        at: Place of the paragraph; of one that comes in, of the paragraph it stands before.
        new: What stands there now, None when the paragraph was deleted.
        comes: Whether the paragraph is new.
    """

    at: int
    new: Unit | None
    comes: bool = False


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A paragraph that is there: the one a step changes, or one beside a new one.

    Attributes:
        at: Its place.
        before: The new one stands before it, otherwise behind.
    """

    at: int
    before: bool = False


@dataclass
class BodyPuller:
    """Takes the steps one by one, the last of the document first.

    Attributes:
        text: The plan, changed step by step.
        build: Builds a plan.
        read_clause: Finds a clause.
        notes: Footnotes of both sides.
        document: What the plan builds now.
    """

    text: YamlText
    build: Build
    read_clause: ReadClause
    notes: Notes
    document: Document
    done: list[Change] = field(default_factory=list)

    def take(self, steps: Sequence[Step]) -> None:
        """Bring all steps into the plan."""
        # Of one place the paragraph itself comes first, then new ones, the last of them first.
        order = sorted(enumerate(steps), key=lambda one: (-one[1].at, one[1].comes, -one[0]))
        for _, step in order:
            self._take(step)

    def builds(self, is_right: Callable[[Document], bool]) -> bool:
        """Return whether the plan as it is now builds the right document; if so it is kept."""
        try:
            document = self.build(self.text.text)
        except InputError:
            return False
        if not is_right(document):
            return False
        self.document = document
        return True

    def change(self, before: str, after: str, path: ValuePath, reason: str = "") -> Change:
        """Return words that a value of the plan has now as a change."""
        line = self.text.line(path) if self.text.has(path) else 0
        place = Location(line=line)
        return Change(
            Kind.TEXT, before, after, reason, location=place, path=path, look=bool(reason)
        )

    # ------------------------------------------------------------------ one step

    def _take(self, step: Step) -> None:
        units = units_of(self.document, self.notes)
        wanted = _after(units, step)
        before = "" if step.comes else units[step.at].text
        after = step.new.text if step.new else ""
        if wanted == units:
            return
        shown = self.notes.shown(before), self.notes.shown(after)
        frame = self.document.frame

        def is_right(document: Document) -> bool:
            return units_of(document, self.notes) == wanted and document.frame == frame

        before_step = self.text.text
        whole = (self._in_whole_clause, self._in_section, self._in_whole)
        for attempt in (self._in_plan, self._in_clause, *whole):
            for path in attempt(step, units):
                if self.builds(is_right):
                    reason = IN_WHOLE if attempt in whole and "bo" not in path else ""
                    self.done.append(self.change(*shown, path, reason))
                    return
                self.text = YamlText(before_step)
            self.text = YamlText(before_step)

    # ------------------------------------------------------------------ a value of the plan

    def _in_plan(self, step: Step, units: list[Unit]) -> Iterator[ValuePath]:
        """Change the value the paragraph was printed from, or a footnote of its own."""
        if step.new is not None and not step.comes:
            yield from self._in_notes(units[step.at].text, step.new.text)
        found = [
            (path, value)
            for path, value in self.text.iter_scalars()
            if path[0] not in _NOT_PRINTED and path[-1] not in _NOT_PRINTED
        ]
        for is_last in (False, True):
            for anchor in self._anchors(step):
                line = self._line_of(anchor.at)
                home = self.text.path_at(line) if line else None
                lines = self.text.text.splitlines()
                own = lines[line - 1].strip() if is_last and 0 < line <= len(lines) else ""
                for path, value in sorted(found, key=lambda one: one[0] != home):
                    if is_last and path != home:
                        break
                    for one in self._changed(value, units[anchor.at].text, step, anchor, path, own):
                        self._put(path, value, one)
                        yield path

    def _anchors(self, step: Step) -> Iterator[_Anchor]:
        """Yield the paragraph of a step; for a new one those it stands behind and before."""
        if not step.comes:
            yield _Anchor(step.at)
            return
        if step.at:
            yield _Anchor(step.at - 1)
        if step.at < len(self.document.blocks):
            yield _Anchor(step.at, before=True)

    def _put(self, path: ValuePath, value: str, changed: str | list[str] | None) -> None:
        if changed is None:
            self.text.remove(path)
        elif isinstance(changed, str):
            self.text.set(path, changed)
        else:
            place = changed.index(value)
            self.text.insert(path[:-1], int(path[-1]) + 1 - place, changed[1 - place])

    def _line_of(self, at: int) -> int:
        block = self.document.blocks[at] if at < len(self.document.blocks) else None
        origin = getattr(block, "origin", None)
        return origin.line if origin and origin.file.endswith(".yaml") else 0

    def _in_notes(self, old: str, new: str) -> Iterator[ValuePath]:
        before, after = self.notes.of(old), self.notes.of(new)
        changes = [(was, now) for was, now in zip(before, after, strict=False) if was != now]
        plain = [char for char in old if self.notes.text(char) is None]
        same = plain == [char for char in new if self.notes.text(char) is None]
        if not same or len(before) != len(after) or len(changes) != 1:
            return
        was, now = (self.notes.text(mark) or "" for mark in changes[0])
        for name in self.text.keys(("chu_thich",)):
            path = ("chu_thich", name)
            pieces = match_source(self.text.get(path).strip(), was)
            if pieces:
                self.text.set(path, exchange(pieces, was, now, self.notes))
                yield path

    def _changed(
        self,
        value: str,
        printed: str,
        step: Step,
        anchor: _Anchor,
        path: ValuePath,
        own: str = "",
    ) -> Iterator[str | list[str] | None]:
        """Yield a Markdown text with the step made in each paragraph that may be meant.

        ``own`` is the line a paragraph is known to come from: it is meant, whatever it says.
        """
        for span in spans_of(value):
            source = value[span.start : span.end]
            is_own = bool(own) and value[span.first :].partition("\n")[0].strip() == own
            for tail in ("", *".;,"):
                if tail and not (printed.endswith(tail) and not source.endswith(tail)):
                    continue
                bare = printed.removesuffix(tail) if tail else printed
                pieces = None if own else match_source(source, bare)
                if pieces is None and not is_own:
                    continue
                alone = not value[: span.first].strip() and not value[span.end :].strip()
                item = alone and isinstance(path[-1], int)
                if step.comes and step.new:
                    yield self._with_new(value, span, step.new, anchor, item=item)
                elif step.new is None:
                    yield None if alone else _without(value, span)
                elif not tail or step.new.text.endswith(tail):
                    new = step.new.text.removesuffix(tail) if tail else step.new.text
                    if pieces is not None:
                        words = exchange(pieces, bare, new, self.notes)
                    else:
                        words = self._words(step.at, new)
                    yield value[: span.start] + words + value[span.end :]
                break

    def _words(self, at: int, new: str) -> str:
        """Return the words of a paragraph as Markdown, written anew."""
        old = getattr(self.document.blocks[at], "inlines", ())
        return self._markdown([Paragraph(to_inlines(new, self.notes, old))]).strip()

    def _with_new(
        self, value: str, span: Span, new: Unit, anchor: _Anchor, *, item: bool
    ) -> str | list[str]:
        if item:
            both = [value, write_unit("text", new.text, self.notes)]
            return both[::-1] if anchor.before else both
        head = value[span.first : span.start]
        indent = head[: len(head) - len(head.lstrip())]
        is_item = head.lstrip()[:1] in ("-", "+")
        is_new_item = new.kind.startswith("bullet")
        gap = "\n" if is_item and is_new_item else "\n\n"
        if not is_new_item or not is_item:
            indent = ""
        elif new.kind == "bullet2" and head.lstrip().startswith("-") and not anchor.before:
            indent += "  "
        line = write_unit(new.kind, new.text, self.notes, indent)
        if anchor.before:
            first = with_attributes(value, span)
            return f"{value[:first]}{line}{gap}{value[first:]}"
        rest = value[span.end :]
        if is_new_item or not rest.strip():
            return f"{value[: span.end]}{gap}{line}{rest}"
        return f"{value[: span.end]}{gap}{line}\n{rest}"

    # ------------------------------------------------------------------ a clause of the template

    def _in_clause(self, step: Step, units: list[Unit]) -> Iterator[ValuePath]:
        """Take the clause the paragraph came from into the plan, changed."""
        for anchor in self._anchors(step):
            name = self._clause_of(anchor.at)
            path: ValuePath = ("dieu_chinh", "thay", name)
            if not name or self.text.has(path):
                continue
            source = self.read_clause(name) or ""
            for changed in self._changed(source, units[anchor.at].text, step, anchor, path):
                if isinstance(changed, str):
                    if changed.startswith("{#"):  # the note to template writers at its head
                        changed = changed.partition("#}")[2].lstrip("\n")  # noqa: PLW2901
                    self.text.set(path, changed.rstrip("\n") + "\n")
                    yield path

    def _clause_of(self, at: int) -> str:
        origin = getattr(self.document.blocks[at], "origin", None)
        if origin is None or _CLAUSES not in origin.file:
            return ""
        return str(origin.file.rpartition("/")[2].removesuffix(".md.j2"))

    # ------------------------------------------------------------------ text of a template, whole

    def _in_whole_clause(self, step: Step, _: list[Unit]) -> Iterator[ValuePath]:
        """Put what a clause printed into the plan, as it is now; nothing is left of it: drop it."""
        new = self._blocks(step)
        grown = len(new) - len(self.document.blocks)
        for anchor in self._anchors(step):
            name = self._clause_of(anchor.at)
            if not name or self.text.has(("dieu_chinh", "thay", name)):
                continue
            first = last = anchor.at
            while first and self._clause_of(first - 1) == name:
                first -= 1
            while last + 1 < len(self.document.blocks) and self._clause_of(last + 1) == name:
                last += 1
            blocks = new[first : last + 1 + grown]
            path: ValuePath = ("dieu_chinh", "thay", name) if blocks else ("dieu_chinh", "bo")
            if blocks:
                self.text.set(path, self._markdown(blocks))
            else:
                self.text.append(path, name)
            yield path

    def _in_section(self, step: Step, _: list[Unit]) -> Iterator[ValuePath]:
        """Put the content of the nearest section that has a key into the plan, as it is now."""
        blocks = self._blocks(step)
        keyed = [
            place
            for place, block in enumerate(blocks[: step.at + 1])
            if isinstance(block, Heading) and block.key
        ]
        for place in reversed(keyed[-3:]):
            head = blocks[place]
            if not isinstance(head, Heading) or (place == step.at and not step.comes):
                continue
            end = section_end(blocks, place)
            if end < step.at:
                continue
            for key in ("them_truoc", "them_sau"):
                if self.text.has(("dieu_chinh", key, head.key)):
                    self.text.remove(("dieu_chinh", key, head.key))
            path: ValuePath = ("dieu_chinh", "thay", head.key)
            self.text.set(path, self._markdown(blocks[place + 1 : end]))
            yield path

    def _in_whole(self, step: Step, _: list[Unit]) -> Iterator[ValuePath]:
        """Put the whole body into the plan, as it is now, when it came from the template."""
        path: ValuePath = ("noi_dung",)
        if self.text.has(path):
            return
        self.text.set(path, self._markdown(self._blocks(step)))
        if self.text.has(("dieu_chinh",)):
            self.text.remove(("dieu_chinh",))
        yield path

    def _blocks(self, step: Step) -> Blocks:
        blocks = list(self.document.blocks)
        if step.new is None:
            del blocks[step.at]
        elif step.comes:
            blocks.insert(step.at, _block(step.new, self.notes))
        else:
            old = blocks[step.at]
            if not isinstance(old, Heading | Bullet | Paragraph):
                return tuple(blocks)
            inlines = to_inlines(step.new.text, self.notes, old.inlines)
            blocks[step.at] = replace(old, inlines=inlines)
        return tuple(blocks)

    def _markdown(self, blocks: Sequence[Block]) -> str:
        writer = MarkdownWriter()
        text = compose(writer.write(tuple(blocks), {}))
        for name, note in writer.notes.items():
            text = text.replace(f'{{{{ chu_thich("{name}") }}}}', f"^[{note}]")
        return text


def _block(unit: Unit, notes: Notes) -> Block:
    inlines = to_inlines(unit.text, notes)
    if unit.kind.startswith("bullet"):
        return Bullet(inlines, int(unit.kind[-1]))
    return Paragraph(inlines)


def _after(units: list[Unit], step: Step) -> list[Unit]:
    new = [] if step.new is None else [step.new]
    return [*units[: step.at], *new, *units[step.at + (0 if step.comes else 1) :]]


def _without(value: str, span: Span) -> str:
    after = value[span.end :]
    after = after.removeprefix("\n")
    before = value[: with_attributes(value, span)]
    if before.endswith("\n\n") and after.startswith("\n"):
        after = after[1:]
    return before + after
