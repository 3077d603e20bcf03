"""What is wrong with a template: all of it, names nobody gave too, each with file and line."""

from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import replace
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError, meta, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.utils import missing

from generator.catalogues.problems import NEAR_HINT, near_params
from generator.diagnostics import Diagnostic, Location, Problem
from generator.errors import InputError
from generator.templating import problems
from generator.templating.limits import NotTextError, OverLimitError
from generator.templating.problems import reason_for

_LOADING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


# ---------------------------------------------------------------------- names nobody gave

Recorder = Callable[["RecordingUndefined"], None]
RECORDER: ContextVar[Recorder | None] = ContextVar("recorder", default=None)


def _touch(answer: Callable[["RecordingUndefined"], Any]) -> Callable[..., Any]:
    """Return a method that fails, or, while findings are gathered, records and answers."""

    def method(self: "RecordingUndefined", *_args: Any, **_kwargs: Any) -> Any:
        recorder = RECORDER.get()
        if recorder is None:
            self._fail_with_undefined_error()
        recorder(self)
        return answer(self)

    return method


class RecordingUndefined(StrictUndefined):
    """A name nobody gave: any use of it is an error, but ``is defined`` and ``default``.

    While a recorder is set, each use is handed to it and answered with nothing, so that one run
    shows all of them.
    """

    __slots__ = ()

    __str__ = _touch(lambda _: "")
    __iter__ = _touch(lambda _: iter(()))
    __len__ = _touch(lambda _: 0)
    __bool__ = _touch(lambda _: False)
    __eq__ = _touch(lambda _: False)
    __ne__ = _touch(lambda _: True)
    __contains__ = _touch(lambda _: False)
    __hash__ = _touch(id)
    __call__ = __getitem__ = _touch(lambda self: self)
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __call__
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __call__
    __mod__ = __rmod__ = __pow__ = __rpow__ = __neg__ = __pos__ = __call__
    __lt__ = __le__ = __gt__ = __ge__ = __bool__
    __int__ = __len__

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        recorder = RECORDER.get()
        if recorder is None:
            self._fail_with_undefined_error()
        recorder(self)
        return self


def names_in(owner: Any) -> set[str]:
    """Return the names a value has, for a name it has not."""
    if isinstance(owner, dict):
        return {str(name) for name in owner}
    return {name for name in dir(owner) if not name.startswith("_")}


def guarded_names(tree: nodes.Template) -> set[str]:
    """Return the names a template itself provides for when they are missing."""
    names = set()
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        tested = isinstance(node, nodes.Test) and node.name in ("defined", "undefined")
        defaulted = isinstance(node, nodes.Filter) and node.name in ("default", "d")
        target = node.node
        if (tested or defaulted) and isinstance(target, nodes.Name):
            names.add(target.name)
    return names


# ---------------------------------------------------------------------- what is wrong


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
    hint = NEAR_HINT if near else None
    return problems.NO_NAME.at(where, quote=name, hint=hint, name=name, **near)


def unknown_filters(
    tree: nodes.Template, environment: Environment, file: str
) -> Iterator[Diagnostic]:
    """Yield the filters and tests that do not exist."""
    kinds: tuple[tuple[Any, Problem, Any], ...] = (
        (nodes.Filter, problems.NO_FILTER, environment.filters),
        (nodes.Test, problems.NO_TEST, environment.tests),
    )
    for kind, problem, known in kinds:
        for node in tree.find_all(kind):
            if node.name not in known:
                near = near_params(node.name, known)
                where = Location(file, node.lineno)
                hint = NEAR_HINT if near else None
                yield problem.at(where, quote=node.name, hint=hint, name=node.name, **near)


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
    return problems.NOT_ALLOWED.at(where, name="", reason=reason_for(original))


def _explain_error(error: Exception, place: Location) -> list[Diagnostic]:
    """Return what a rendering error means, at its place in the template."""
    if isinstance(error, InputError):
        return list(error.findings)
    where = _error_place(error) or place
    if isinstance(error, TemplateSyntaxError):
        # Jinja gives the name of the file as that of the template for a comment left open.
        file = error.filename or error.name
        where = Location(file or where.file, error.lineno or where.line)
        return [problems.WRONG_SYNTAX.at(where, reason=reason_for(error.message or ""))]
    if isinstance(error, TemplateNotFound):
        name = str(error.name or place.file)
        return [problems.NO_TEMPLATE.at(where, quote=name, name=name)]
    if isinstance(error, SecurityError):
        return [_refused(str(error), where)]
    if isinstance(error, OverLimitError | RecursionError | MemoryError | OverflowError):
        original = str(error) or type(error).__name__
        return [problems.TOO_MUCH.at(where, reason=reason_for(original))]
    if isinstance(error, NotTextError):
        return [problems.NOT_TEXT.at(where, reason=reason_for(str(error)))]
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
        return [problems.NOT_COMPUTED.at(where, reason=reason_for(str(error)))]
    raise error


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
