"""Faults and changes put into a Word file as read, one by one, as the cases name them."""

from dataclasses import replace
from types import SimpleNamespace

from generator.checks.subject import WordSubject
from generator.ooxml.archive import pack
from generator.ooxml.package import Package
from generator.ooxml.xml import NAMESPACES
from generator.readers.docx import WordRun
from generator.recognise.parts import recognise

MAIN = "word/document.xml"


def change_file(file, change):
    """Return a file with one change made."""
    for key, make in _MAKERS.items():
        if key in change:
            return make(file, change)
    raise ValueError(change)


def _targets(file, change):
    """Return the indexes of the paragraphs a change is for."""
    key = change.get("component") or change.get("like")
    subject = WordSubject(file)
    if key == "body":
        found = [each.index for each in subject.body_paragraphs if len(each.text) > 80]
        found = [
            i for i in found if subject.paragraphs[i].component in ("noi_dung", "gach_dau_dong")
        ]
    else:
        spans = [*subject.component(key)]
        for annex in subject.recognised.annexes:
            spans += annex.components.get(key, ())
        found = list(dict.fromkeys(span.paragraph.index for span in spans))
    if not found:
        message = f"no {key} in the document"
        raise ValueError(message)
    if "at" in change:
        return [found[change["at"]]]
    return found


def _put(file, indexes, edit):
    paragraphs = list(file.paragraphs)
    for index in indexes:
        paragraphs[index] = edit(paragraphs[index])
    return replace(file, paragraphs=tuple(paragraphs))


def _run(file, change):
    values = dict(change["run"])
    if "font" in values:
        name = values.pop("font")
        values["fonts"] = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), name)

    def edit(paragraph):
        runs = tuple(replace(run, look=replace(run.look, **values)) for run in paragraph.runs)
        if "word" in change:
            runs = tuple(_split(paragraph.runs, change["word"], values))
        return replace(paragraph, runs=runs)

    return _put(file, _targets(file, change), edit)


def _split(runs, word, values):
    """Yield runs with one word of them in a look of its own."""
    done = False
    assert any(word in run.text for run in runs), word
    for run in runs:
        before, found, after = run.text.partition(word)
        if done or not found:
            yield run
            continue
        done = True
        for text, look in (
            (before, run.look),
            (found, replace(run.look, **values)),
            (after, run.look),
        ):
            if text:
                yield replace(run, text=text, look=look)


def _paragraph(file, change):
    return _put(
        file,
        _targets(file, change),
        lambda each: replace(each, look=replace(each.look, **change["paragraph"])),
    )


def _with_text(paragraph, text):
    look = paragraph.runs[0].look if paragraph.runs else paragraph.mark
    return replace(paragraph, runs=(WordRun(text, look),) if text else ())


def _text(file, change):
    return _put(file, _targets(file, change)[:1], lambda each: _with_text(each, change["text"]))


def _replace(file, change):
    old, new = change["replace"]

    def edit(paragraph):
        if old not in paragraph.text:
            message = f"no {old!r} in {paragraph.text!r}"
            raise ValueError(message)
        return _with_text(paragraph, paragraph.text.replace(old, new))

    return _put(file, _targets(file, change), edit)


def _numbered(paragraphs):
    return tuple(replace(each, number=number) for number, each in enumerate(paragraphs, start=1))


def _remove(file, change):
    gone = set(_targets(file, change))
    kept = [each for index, each in enumerate(file.paragraphs) if index not in gone]
    return replace(file, paragraphs=_numbered(kept))


def _remove_line(file, change):
    """Take away the drawn line below a component."""
    index = _targets(file, {"component": change["remove_line"]})[-1] + 1
    kept = [each for position, each in enumerate(file.paragraphs) if position != index]
    return replace(file, paragraphs=_numbered(kept))


def _line(file, change):
    """Give the drawn line below a component other indents."""
    index = _targets(file, {"component": change["line_below"]})[-1] + 1
    return _put(file, [index], lambda each: replace(each, look=replace(each.look, **change["set"])))


def _insert(file, change):
    """Put a paragraph with a text before or after a component, in that one's look."""
    where = change.get("after") or change.get("before")
    indexes = _targets(
        file, {"component": where, **({"at": change["at"]} if "at" in change else {})}
    )
    index = indexes[-1] + 1 if "after" in change else indexes[0]
    model = file.paragraphs[indexes[-1] if "after" in change else indexes[0]]
    if "like" in change:
        like = file.paragraphs[_targets(file, {"component": change["like"]})[0]]
        model = replace(like, cell=model.cell, section=model.section)
    texts = change["insert"] if isinstance(change["insert"], list) else [change["insert"]]
    new = [_with_text(model, text) for text in texts]
    paragraphs = [*file.paragraphs[:index], *new, *file.paragraphs[index:]]
    return replace(file, paragraphs=_numbered(paragraphs))


def _body(file, change):
    """Put a text in place of the whole body, in the looks of text and first heading."""
    subject = WordSubject(file)
    first, last = subject.recognised.body
    body = file.paragraphs[first:last]
    text_look = next(
        each for each in subject.body_paragraphs if each.component in ("noi_dung", "gach_dau_dong")
    ).source
    heading = next((e for e in subject.body_paragraphs if e.component == "de_muc_1"), None)
    new = []
    for line in change["body"]:
        text, bold = (line[1:], True) if line.startswith("!") else (line, False)
        model = heading.source if bold and heading else text_look
        made = _with_text(model, text)
        if bold and change.get("center"):
            made = replace(made, look=replace(made.look, align="center"))
        new.append(made)
    tail = [each for each in body if each.cell]
    paragraphs = [*file.paragraphs[:first], *new, *tail, *file.paragraphs[last:]]
    return replace(file, paragraphs=_numbered(paragraphs))


def _section(file, change):
    sections = list(file.sections)
    index = change["section"]
    sections[index] = replace(sections[index], **change["set"])
    return replace(file, sections=tuple(sections))


def _table(file, change):
    tables = list(file.tables)
    index = change["table"]
    values = dict(change["set"])
    if "grid_pt" in values:
        values["grid_pt"] = tuple(values["grid_pt"])
    if values.pop("header", None) is False:
        values["rows"] = tuple(replace(row, header=False) for row in tables[index].rows)
    tables[index] = replace(tables[index], **values)
    return replace(file, tables=tuple(tables))


def _header(file, change):
    """Change the paragraphs of page headers: their runs, looks, or all of them."""
    headers = {}
    for part, paragraphs in file.headers.items():
        shown = [each for each in paragraphs if each.fields]
        if not shown and "first" not in change["header"]:
            headers[part] = paragraphs
        elif change["header"] == "none":
            headers[part] = ()
        else:
            headers[part] = tuple(_header_paragraph(each, change) for each in paragraphs)
    return replace(file, headers=headers)


def _header_paragraph(paragraph, change):
    look = replace(paragraph.look, **change.get("paragraph_look", {}))
    values = change.get("run_look", {})
    runs = tuple(replace(run, look=replace(run.look, **values)) for run in paragraph.runs)
    return replace(paragraph, look=look, runs=runs)


def _footer(file, change):  # noqa: ARG001  (every maker takes the change)
    """Make the headers footers."""
    sections = tuple(replace(each, headers={}, footers=each.headers) for each in file.sections)
    return replace(file, sections=sections)


def _file(file, change):
    values = change["file"]
    paragraphs = file.paragraphs
    if "language" in values:
        paragraphs = tuple(
            replace(
                each,
                runs=tuple(
                    replace(run, look=replace(run.look, language=values["language"]))
                    for run in each.runs
                ),
            )
            for each in paragraphs
        )
    return replace(file, paragraphs=paragraphs, **values)


def _column(file, change):
    """Put a component into another column of its table."""
    return _put(
        file,
        _targets(file, change),
        lambda each: replace(each, cell=replace(each.cell, **change["cell"])),
    )


_MAKERS = {
    "run": _run,
    "paragraph": _paragraph,
    "text": _text,
    "replace": _replace,
    "remove": _remove,
    "remove_line": _remove_line,
    "line_below": _line,
    "insert": _insert,
    "body": _body,
    "section": _section,
    "table": _table,
    "header": _header,
    "footer": _footer,
    "file": _file,
    "cell": _column,
}


class FakePackage(SimpleNamespace):
    """A package that holds only what a case says stands in its parts."""

    def __contains__(self, part):
        return part in self.parts

    def read(self, part):
        """Return the content of a part."""
        return self.parts[part].encode()


def make_package(parts):
    """Return a real package whose parts hold, within their roots, what a case says."""
    members = []
    for name, inner in parts.items():
        rels = name.endswith(".rels")
        root, spaces = ("Relationships", f'xmlns="{NAMESPACES["rel"]}"') if rels else (
            "w:document", f'xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"'
        )  # fmt: skip
        members.append(pack(name, f"<{root} {spaces}>{inner}</{root}>".encode()))
    return Package(members)


__all__ = ["MAIN", "FakePackage", "change_file", "make_package", "recognise"]
