"""What is wrong with a body template: all of it, each thing with file and line."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, meta, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.utils import missing

from generator.catalogues.findings import NEAR_HINT, near_params
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError
from generator.i18n import N_
from generator.templating.limits import NotTextError, OverLimitError
from generator.templating.reasons import reason_for
from generator.templating.undefined import RecordingUndefined, guarded_names, names_in

_NO_NAME = N_("mẫu dùng tên '{name}' mà không ai khai báo")
_NO_NAME_HINT = N_("sửa tên, hoặc khai báo trong tham_so của kế hoạch")
_NO_FILTER = N_("mẫu dùng bộ lọc '{name}' không có")
_NO_TEST = N_("mẫu dùng phép thử '{name}' không có")
_LOADING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


class Source(NamedTuple):
    """The source of a template.

    Attributes:
        text: The source, marked.
        file: How its file is named to the user.
        lines_before: How many lines of the file stand before it.
    """

    text: str
    file: str
    lines_before: int = 0


def explain_all(
    environment: Environment,
    load: Callable[[], Source],
    known: Iterable[str],
    recorded: Iterable[Diagnostic],
    failure: Exception | None,
    place: Location,
) -> list[Diagnostic]:
    """Return all that is wrong with a template.

    Args:
        environment: What it is run in.
        load: Gives its source and how it is named to the user.
        known: The names it is given.
        recorded: The names nobody gave that it used while it ran.
        failure: What stopped it, None when it ran to its end.
        place: Where its text begins, for what has no line.
    """
    found = list(recorded)
    try:
        source = load()
        tree = environment.parse(source.text)
    except (TemplateNotFound, TemplateSyntaxError, InputError):
        pass
    else:
        names = {finding.params["name"] for finding in found}
        static = [
            *unknown_filters(tree, environment, source.file),
            *_names_not_reached(tree, source.file, set(known), {*names, *environment.globals}),
        ]
        found += (each.at(_moved(each.location, source.lines_before)) for each in static)
    if failure is not None:
        there = {finding.location for finding in found}
        found += (each for each in _explain_error(failure, place) if each.location not in there)
    return list({(each.location, each.text()): each for each in found}.values())


def _moved(location: Location, lines: int) -> Location:
    return replace(location, line=location.line + lines) if location.line else location


def explain_undefined(
    undefined: RecordingUndefined, where: Location, known: Iterable[str]
) -> Diagnostic:
    """Return the finding about a use of a name nobody gave."""
    if undefined._undefined_exception is SecurityError:  # noqa: SLF001  (no public way)
        return _refused(str(undefined._undefined_hint), where)  # noqa: SLF001
    owner = undefined._undefined_obj  # noqa: SLF001
    name = str(undefined._undefined_name)  # noqa: SLF001
    return _no_name(name, where, known if owner is missing else names_in(owner))


def _no_name(name: str, where: Location, known: Iterable[str]) -> Diagnostic:
    near = near_params(name, known)
    return _finding(
        "TPL01", _NO_NAME, where, NEAR_HINT if near else _NO_NAME_HINT, name=name, **near
    )


def unknown_filters(
    tree: nodes.Template, environment: Environment, file: str
) -> Iterator[Diagnostic]:
    """Yield the filters and tests that do not exist."""
    kinds: tuple[tuple[Any, str, Any], ...] = (
        (nodes.Filter, _NO_FILTER, environment.filters),
        (nodes.Test, _NO_TEST, environment.tests),
    )
    for kind, message, known in kinds:
        for node in tree.find_all(kind):
            if node.name not in known:
                near = near_params(node.name, known)
                hint = NEAR_HINT if near else N_("bỏ hoặc sửa tên")
                where = Location(file, node.lineno)
                yield _finding("TPL04", message, where, hint, name=node.name, **near)


def _names_not_reached(
    tree: nodes.Template, file: str, known: set[str], seen: set[str]
) -> Iterator[Diagnostic]:
    """Find the names of passages that were not run; other files may give some, so not then."""
    if any(tree.find_all(_LOADING)):
        return
    given = known | seen | guarded_names(tree)
    for name in sorted(undeclared_names(tree) - given):
        line = min(node.lineno for node in tree.find_all(nodes.Name) if node.name == name)
        yield _no_name(name, Location(file, line), known)


def undeclared_names(tree: nodes.Template) -> set[str]:
    """Return the names a tree does not set itself; it loses the names of its filters."""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        # Jinja looks for names in a tree only when it knows all filters.
        node.name = "string"
    return meta.find_undeclared_variables(tree)


def _refused(original: str, where: Location) -> Diagnostic:
    return _finding(
        "TPL03",
        N_("mẫu dùng biểu thức không được phép: {reason}"),
        where,
        N_("mẫu chỉ được đọc dữ liệu, không được chạy mã"),
        name="",
        reason=reason_for(original),
    )


def _explain_error(error: Exception, place: Location) -> list[Diagnostic]:
    """Return what a rendering error means, at its place in the template."""
    if isinstance(error, InputError):
        return list(error.findings)
    where = _error_place(error) or place
    if isinstance(error, TemplateSyntaxError):
        # Jinja gives the name of the file as that of the template for a comment left open.
        file = error.filename or error.name
        where = Location(file or where.file, error.lineno or where.line)
        return [
            _finding(
                "TPL02",
                N_("lỗi cú pháp trong mẫu: {reason}"),
                where,
                N_("sửa thẻ Jinja ở dòng này"),
                reason=reason_for(error.message or ""),
            )
        ]
    if isinstance(error, TemplateNotFound):
        return [
            _finding(
                "TPL31",
                N_("không có mẫu '{name}'"),
                where,
                N_("kiểm tra tên tệp trong thư mục templates"),
                name=str(error.name or place.file),
            )
        ]
    if isinstance(error, SecurityError):
        return [_refused(str(error), where)]
    if isinstance(error, OverLimitError | RecursionError | MemoryError | OverflowError):
        return [_too_much(error, where)]
    if isinstance(error, NotTextError):
        return [
            _finding(
                "TPL12",
                N_("mẫu in ra một giá trị không có chữ: {reason}"),
                where,
                N_("in một tên có chữ hoặc số; với hàm, thêm dấu ngoặc và tham số"),
                reason=reason_for(str(error)),
            )
        ]
    if isinstance(
        error,
        TemplateRuntimeError
        | TypeError
        | ValueError
        | ArithmeticError
        | LookupError
        | AttributeError
        | AssertionError
        | RuntimeError
        | SyntaxError,
    ):
        return [
            _finding(
                "TPL09",
                N_("không tính được biểu thức trong mẫu: {reason}"),
                where,
                N_("kiểm tra phép tính, tên hàm và tham số ở dòng này"),
                reason=reason_for(str(error)),
            )
        ]
    raise error


def _too_much(error: Exception, where: Location) -> Diagnostic:
    original = str(error) or type(error).__name__
    return _finding(
        "TPL13",
        N_("mẫu đòi hỏi nhiều hơn mức một văn bản cần: {reason}"),
        where,
        N_("giảm số lần lặp, số lần lồng nhau hoặc độ dài ở dòng này"),
        reason=reason_for(original),
    )


def _error_place(error: Exception) -> Location | None:
    traceback = error.__traceback__
    found = None
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if "__jinja_template__" in traceback.tb_frame.f_globals:
            template = traceback.tb_frame.f_globals["__jinja_template__"]
            line = template.get_corresponding_lineno(traceback.tb_lineno)
            found = Location(str(template.filename or code.co_filename), line)
        elif code.co_name in ("top-level template code", "template") or code.co_filename.endswith(
            ".j2"
        ):
            found = Location(code.co_filename, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


def _finding(rule: str, message: str, where: Location, hint: str, **params: Any) -> Diagnostic:
    quote = str(params.get("name", ""))
    return Diagnostic(rule, Severity.ERROR, message, where, params, hint, quote=quote)
