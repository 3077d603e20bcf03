"""Finding all that is wrong with the data of a frame, after one thing was found wrong."""

import sys
from collections import deque
from types import TracebackType
from typing import Any

from jinja2 import nodes
from jinja2.environment import Template
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from generator.diagnostics import Diagnostic
from generator.errors import InputError, KehoachError
from generator.ooxml.xml import FORBIDDEN
from generator.templating.limits import (
    PROBLEM_STEPS,
    NotTextError,
    OverLimitError,
    limit,
    spend,
)
from generator.templating.reasons import reason_for
from generator.templating.undefined import (
    RECORDER,
    RecordingUndefined,
    guarded_names,
    names_in,
)
from generator.writers.docx.compile import NOTE_NAMES, undeclared_names
from generator.writers.docx.engine_findings import Reporter
from generator.writers.docx.engine_plan import PartPlan
from generator.writers.docx.engine_sandbox import (
    SINK,
    environment,
    file_name,
    parse,
)
from generator.writers.docx.engine_sink import BlockFailedError, GatheringSink
from generator.writers.docx.engine_values import NoteCall, Site
from generator.writers.docx.footnotes import FootnoteCollector, RefusingCollector


class Explainer:
    """Writes one part once more, going on after each finding where that is possible."""

    def __init__(
        self, plan: PartPlan, template: Template, reporter: Reporter, findings: list[Diagnostic]
    ) -> None:
        self._plan = plan
        self._template = template
        self._reporter = reporter
        self._findings = findings
        self._names: set[str] = set()
        self._values: dict[str, Any] = {}

    def run(self, values: dict[str, Any], *, is_main: bool) -> None:
        """Add the findings about a part to the list."""
        self._values = values
        notes = FootnoteCollector() if is_main else RefusingCollector(self._reporter.location())
        parent: dict[str, Any] = dict.fromkeys(NOTE_NAMES, self._note_caller(notes))
        parent.update(values)
        parent[SINK] = GatheringSink(self._plan.source.sites, notes, self._reporter, self._findings)
        context = self._template.new_context(parent, shared=True)
        token = RECORDER.set(self._record)
        try:
            with limit(fresh=True) as budget, budget.timed():
                deque(self._template.root_render_func(context), maxlen=0)
        except BlockFailedError as failed:
            raise failed.error from failed.error.__cause__
        except Exception as error:  # noqa: BLE001  (any expression of a template may fail)
            self._add_failure(error)
        finally:
            RECORDER.reset(token)
        if self._names:
            self._add_missing_names()

    def _note_caller(self, notes: FootnoteCollector) -> Any:
        def call(text: Any) -> NoteCall:
            if isinstance(text, RecordingUndefined):
                self._record(text)
                return NoteCall("")
            bad = FORBIDDEN.search(text) if isinstance(text, str) else None
            if bad:
                site = self._site_of_caller()
                self._findings.append(self._reporter.control(site, bad.group()))
                return NoteCall("")
            try:
                return notes.call(text)
            except InputError as error:
                here = self._reporter.location(self._site_of_caller())
                self._findings.extend(finding.at(here) for finding in error.findings)
                return NoteCall("")

        return call

    def _record(self, undefined: RecordingUndefined) -> None:
        spend(PROBLEM_STEPS)
        site = self._site_of_caller()
        if undefined._undefined_exception is SecurityError:  # noqa: SLF001  (no public way)
            name = str(undefined._undefined_name)  # noqa: SLF001
            self._findings.append(self._reporter.found("forbidden", site, name=name))
            return
        self._add_undefined(undefined, site)

    def _add_undefined(self, undefined: RecordingUndefined, site: Site | None) -> None:
        name = str(undefined._undefined_name)  # noqa: SLF001
        owner = undefined._undefined_obj  # noqa: SLF001
        top = owner is missing
        known = self._data_names() if top else names_in(owner)
        full = name if top else _full_name(site, name)
        self._names.add(full)
        self._findings.append(self._reporter.undefined(site, full, known))

    def _add_missing_names(self) -> None:
        """Add the names of passages that were not reached, so that one run shows them all."""
        source = self._plan.source
        tree = parse(source, self._plan.name)
        absent = undeclared_names(source, self._plan.name) - set(self._values) - self._names
        for name in sorted(absent - guarded_names(tree)):
            lines = [node.lineno for node in tree.find_all(nodes.Name) if node.name == name]
            site = source.site_at(min(lines)) if lines else None
            self._findings.append(self._reporter.undefined(site, name, self._data_names()))

    def _data_names(self) -> set[str]:
        return set(self._values) - set(environment().globals)

    def _add_failure(self, error: Exception) -> None:
        site = self._site_in(error.__traceback__)
        if isinstance(error, KehoachError):
            here = self._reporter.location(site)
            self._findings.extend(
                finding if finding.location.part else finding.at(here) for finding in error.findings
            )
        elif isinstance(error, SecurityError):
            name = getattr(error, "method", "") or str(error)
            self._findings.append(self._reporter.found("forbidden", site, name=name))
        elif isinstance(error, OverLimitError | OverflowError | MemoryError | RecursionError):
            reason = reason_for(str(error) or type(error).__name__)
            self._findings.append(self._reporter.found("too_much", site, reason=reason))
        elif isinstance(error, NotTextError):
            reason = reason_for(str(error))
            self._findings.append(self._reporter.found("no_text", site, reason=reason))
        else:
            reason = reason_for(str(error) or type(error).__name__)
            self._findings.append(self._reporter.found("failed", site, reason=reason))

    def _site_of_caller(self) -> Site | None:
        frame = sys._getframe(1)  # noqa: SLF001  (the only way to the line being rendered)
        wanted = file_name(self._plan.name)
        while frame is not None and frame.f_code.co_filename != wanted:
            frame = frame.f_back  # type: ignore[assignment]
        return self._site_at(frame.f_lineno) if frame is not None else None

    def _site_in(self, traceback: TracebackType | None) -> Site | None:
        wanted = file_name(self._plan.name)
        line = 0
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename == wanted:
                line = traceback.tb_lineno
            traceback = traceback.tb_next
        return self._site_at(line) if line else None

    def _site_at(self, line: int) -> Site | None:
        return self._plan.source.site_at(self._template.get_corresponding_lineno(line))


def _full_name(site: Site | None, name: str) -> str:
    """Return a name with what stands before it in its tag: "nguoi_ky.ho_ten"."""
    tag = site.tag if site else ""
    end = tag.find(f".{name}")
    if end < 0:
        return name
    start = end
    while start and (tag[start - 1].isalnum() or tag[start - 1] in "_."):
        start -= 1
    return tag[start : end + 1 + len(name)]
