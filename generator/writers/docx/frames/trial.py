"""A trial run of the tags of a part: every mistake in a value, each at its tag.

docxtpl itself, which gives only lines of XML, then meets none.
"""

import sys
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Undefined
from jinja2.utils import missing
from markupsafe import Markup

from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.ooxml.xml import FORBIDDEN
from generator.templating.explain import RECORDER, RecordingUndefined, names_in
from generator.templating.limits import NotTextError, OverLimitError, limit
from generator.templating.problems import reason_for
from generator.writers.docx.frames import problems
from generator.writers.docx.frames.logic import (
    NOTE_NAMES,
    BlockValue,
    FrameEnvironment,
    Logic,
    check_printed,
)
from generator.writers.docx.frames.tags import Tag

_FILE = "<frame>"
# docxtpl makes a new paragraph and a new page of these two.
_BREAKS = "\a\f"


def try_out(logic: Logic, values: Mapping[str, Any]) -> list[Diagnostic]:
    """Return all that goes wrong when the tags of a part are run with these values."""
    return _Trial(logic).run(values)


class _Trial:
    """Runs a part's tags once and goes on after each mistake where that is possible."""

    def __init__(self, logic: Logic) -> None:
        self._logic = logic
        self._reporter = logic.reporter
        self._findings: list[Diagnostic] = []

    def run(self, values: Mapping[str, Any]) -> list[Diagnostic]:
        """Return the findings."""
        notes = dict.fromkeys(NOTE_NAMES, self._try_note(values))

        @pass_context  # constants too are looked at while it runs
        def take(_: Context, value: Any) -> str:
            return self._take(value)

        own = FrameEnvironment(take)
        code = own.compile(self._logic.source, filename=_FILE)
        template = own.template_class.from_code(own, code, own.make_globals(None))
        token = RECORDER.set(self._record)
        try:
            with limit(fresh=True) as budget, budget.timed():
                template.render({**values, **notes})
        except Exception as error:  # noqa: BLE001  (any expression of a template may fail)
            self._add_failure(error)
        finally:
            RECORDER.reset(token)
        return self._findings

    def _take(self, value: Any) -> str:
        """Look at a value where it is printed, and print nothing."""
        tag = self._current_tag()
        if isinstance(value, Undefined):
            return str(value)
        if isinstance(value, BlockValue):
            if tag is not None and tag.form != "p":
                self._findings.append(self._reporter.found(problems.BLOCK_IN_TEXT, tag))
            return ""
        if value is None:
            self._findings.append(self._reporter.found(problems.EMPTY, tag))
            return ""
        try:
            check_printed(value)
        except NotTextError as error:
            self._findings.append(self._no_text(tag, error))
            return ""
        text = str(value)
        self._check_letters(tag, text.translate(dict.fromkeys(map(ord, _BREAKS))))
        plain = not hasattr(value, "__html__")
        if plain and text.strip() and tag is not None and tag.form:
            shown = text.strip()[:60]
            self._findings.append(self._reporter.found(problems.TEXT_IN_BLOCK, tag, value=shown))
        return value if isinstance(value, Markup) else text

    def _check_letters(self, tag: Tag | None, text: str) -> bool:
        bad = FORBIDDEN.search(text)
        if bad:
            code = f"U+{ord(bad.group()):04X}"
            self._findings.append(self._reporter.found(problems.CONTROL, tag, name=code))
        return bad is None

    def _try_note(self, values: Mapping[str, Any]) -> Callable[[Any], Any]:
        call = values.get(NOTE_NAMES[0])

        def note(text: Any) -> Any:
            if isinstance(text, Undefined):
                return str(text)
            if not self._check_letters(self._current_tag(), str(text)):
                return ""
            try:
                return call(text) if callable(call) else ""
            except InputError as error:
                tag = self._current_tag()
                here = self._reporter.location(tag.paragraph if tag else 0)
                self._findings += (finding.at(here) for finding in error.findings)
                return ""

        return note

    def _current_tag(self) -> Tag | None:
        frame: Any = sys._getframe(1)  # noqa: SLF001  (Jinja itself finds template lines this way)
        while frame is not None:
            template = frame.f_globals.get("__jinja_template__")
            if template is not None:
                return self._logic.tag_at(template.get_corresponding_lineno(frame.f_lineno))
            frame = frame.f_back
        return None

    def _record(self, undefined: RecordingUndefined) -> None:
        name = str(undefined._undefined_name)  # noqa: SLF001  (no public way)
        owner = undefined._undefined_obj  # noqa: SLF001
        tag = self._current_tag()
        if undefined._undefined_exception is SecurityError:  # noqa: SLF001
            self._findings.append(self._reporter.found(problems.FORBIDDEN, tag, name=name))
        elif owner is not missing:
            full = _full_name(tag, name)
            known = names_in(owner)
            self._findings.append(self._reporter.unknown(problems.UNDEFINED, tag, full, known))

    def _add_failure(self, error: Exception) -> None:
        tag = None
        trace = error.__traceback__
        while trace is not None:
            # Jinja has put the lines of the source in the place of those of its code.
            if trace.tb_frame.f_code.co_filename == _FILE:
                tag = self._logic.tag_at(trace.tb_lineno)
            trace = trace.tb_next
        if isinstance(error, SecurityError):
            self._findings.append(self._reporter.found(problems.FORBIDDEN, tag, name=str(error)))
        elif isinstance(error, NotTextError):
            self._findings.append(self._no_text(tag, error))
        else:
            heavy = OverLimitError | OverflowError | MemoryError | RecursionError
            problem = problems.TOO_MUCH if isinstance(error, heavy) else problems.FAILED
            reason = reason_for(str(error) or type(error).__name__)
            self._findings.append(self._reporter.found(problem, tag, reason=reason))

    def _no_text(self, tag: Tag | None, error: NotTextError) -> Diagnostic:
        return self._reporter.found(problems.NO_TEXT, tag, reason=reason_for(str(error)))


def _full_name(tag: Tag | None, name: str) -> str:
    """Return a name with what stands before it in its tag: "nguoi_ky.ho_ten"."""
    text = tag.seen if tag else ""
    start = end = text.find(f".{name}")
    if end < 0:
        return name
    while start and (text[start - 1].isalnum() or text[start - 1] in "_."):
        start -= 1
    return text[start : end + 1 + len(name)]
