"""The body of a document: its template and the plan's local changes, rendered to blocks."""

from collections.abc import Iterable, Mapping

from generator.catalogues.problems import unknown
from generator.compose import problems
from generator.compose.context import BodyContext
from generator.compose.kinds import DocumentKind, check_levels, to_level_styles
from generator.diagnostics import Diagnostic, Location
from generator.document.markdown import resolve_deferred
from generator.document.nodes import Annex, Blocks, LineBreak, Orientation, Paragraph, Run
from generator.document.parse import parse_body
from generator.document.walk import (
    LevelStyle,
    drop_sections,
    extend_sections,
    map_text,
    number_sections,
    replace_sections,
    section_keys,
)
from generator.errors import InputError
from generator.model.plan import HuongGiay


def render_body(context: BodyContext, kind: DocumentKind) -> Blocks:
    """Return the numbered blocks of the body.

    Raises:
        InputError: With every problem found in the templates and the plan's texts.
    """
    plan = context.plan.model
    blocks: Blocks = ()
    try:
        if plan.noi_dung is not None:
            text = str(context.render(plan.noi_dung, "noi_dung"))
        else:
            text = context.environment.render_file(_template(context), context.names())
        blocks = parse_body(text, context.environment.files.names)
        blocks = _adjust(blocks, context)
        context.problems.extend(_uncalled_changes(context, blocks, text))
    except InputError as error:
        context.problems.extend(error.findings)
    if context.problems:
        raise InputError(_once(context.problems))
    blocks = map_text(blocks, lambda run: resolve_deferred(run, context.words.resolve))
    return number_sections(blocks, _levels(context, kind))


def _template(context: BodyContext) -> str:
    """Return the body template of the plan's kind.

    Raises:
        InputError: When the kind has none, so that the plan must give the text.
    """
    kind = context.plan.model.loai_van_ban
    name = f"kinds/{kind}/body.md.j2"
    if context.environment.find(name) is None:
        where = context.plan.location("loai_van_ban")
        raise InputError(problems.NO_BODY.at(where, quote=kind, kind=kind))
    return name


def render_typed_annex(context: BodyContext, kind: DocumentKind, index: int) -> Annex:
    """Return an annex whose text a plan gives.

    Raises:
        InputError: With every problem found in its text.
    """
    given = context.plan.model.phu_luc[index]
    text = str(context.render(given.noi_dung, "phu_luc", index, "noi_dung"))
    blocks = parse_body(text, context.environment.files.names)
    if context.problems:
        raise InputError(_once(context.problems))
    check_levels(given.danh_so, context.plan.location("phu_luc", index, "danh_so"))
    blocks = map_text(blocks, lambda run: resolve_deferred(run, context.words.resolve))
    styles = to_level_styles(given.danh_so) or _levels(context, kind)
    wide = given.huong_giay is HuongGiay.NGANG
    return Annex(
        label=given.nhan,
        title=given.tieu_de,
        subtitle=given.phu_de,
        reference=given.kem_theo,
        orientation=Orientation.LANDSCAPE if wide else Orientation.PORTRAIT,
        blocks=number_sections(blocks, styles),
    )


def _levels(context: BodyContext, kind: DocumentKind) -> tuple[LevelStyle, ...]:
    levels = context.plan.model.danh_so
    check_levels(levels, context.plan.location("danh_so"))
    return to_level_styles(levels) or kind.level_styles


def render_line(context: BodyContext, text: str, place: Location, **further: str) -> str:
    """Return a short text of a kind ("công tác ... năm {{ nam_ke_hoach }}") as plain text.

    Args:
        context: What the text may name.
        text: The text.
        place: Where it stands.
        further: Names it may use besides.
    """
    marked = context.environment.render_text(text, {**context.names(), **further}, place)
    parts: list[str] = []
    for block in parse_body(marked, context.environment.files.names):
        if isinstance(block, Paragraph):
            for inline in block.inlines:
                parts.append(inline.text if isinstance(inline, Run) else "")
                parts.append(" " if isinstance(inline, LineBreak) else "")
    return resolve_deferred("".join(parts), context.words.resolve)


def unused_notes(context: BodyContext) -> list[Diagnostic]:
    """Return a warning for each footnote of the plan that no text calls."""
    return [
        problems.NOTE_NOT_CALLED.at(
            context.plan.location("chu_thich", name, key=True), quote=name, name=name
        )
        for name in context.plan.model.chu_thich
        if name not in context.notes
    ]


def _adjust(blocks: Blocks, context: BodyContext) -> Blocks:
    changes = context.plan.model.dieu_chinh
    keys = set(section_keys(blocks)) - context.clauses
    blocks = drop_sections(blocks, [key for key in changes.bo if key in keys])
    blocks = replace_sections(blocks, _parsed(context, "thay", changes.thay, keys))
    return extend_sections(
        blocks,
        _parsed(context, "them_truoc", changes.them_truoc, keys),
        _parsed(context, "them_sau", changes.them_sau, keys),
    )


def _parsed(
    context: BodyContext, change: str, texts: Mapping[str, str], keys: Iterable[str]
) -> dict[str, Blocks]:
    files = context.environment.files.names
    return {
        key: parse_body(str(context.render(text, "dieu_chinh", change, key)), files)
        for key, text in texts.items()
        if key in keys
    }


def _uncalled_changes(context: BodyContext, blocks: Blocks, text: str) -> list[Diagnostic]:
    """Return an error for each local change whose section or clause does not exist."""
    changes = context.plan.model.dieu_chinh
    wanted = [(name, ("bo", index)) for index, name in enumerate(changes.bo)]
    for change in ("thay", "them_truoc", "them_sau"):
        wanted += [(name, (change, name)) for name in getattr(changes, change)]
    if not wanted:
        return []
    known = {*section_keys(parse_body(text)), *section_keys(blocks), *context.clauses}
    problem = problems.NOTHING_TO_CHANGE
    return [
        unknown(
            problem,
            context.plan.location("dieu_chinh", *path, key=path[0] != "bo"),
            name,
            known,
        )
        for name, path in wanted
        if name not in known
    ]


def _once(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Drop repeats: a clause called twice fails twice in the same place."""
    unique = {(finding.id, finding.location, finding.text()): finding for finding in findings}
    return sorted(unique.values(), key=lambda finding: finding.location)
