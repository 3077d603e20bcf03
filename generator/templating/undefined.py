"""Names nobody gave: what they answer, and how one run finds all of them."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from jinja2 import StrictUndefined, nodes

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
