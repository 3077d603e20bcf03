"""What a fault is, and the ways of putting one in at the places a document offers."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bench import Clean, Draft

from generator.checks.subject import WordSubject
from generator.recognise.paragraph import Zone

Edit = Callable[[Draft], None]


@dataclass(frozen=True)
class Mutator:
    """A kind of fault.

    Attributes:
        name: What is done.
        rules: The rules that should find it; one for each regime, as a rule.
        sites: The places of a clean document where it can be done.
        count: How many are tried.
    """

    name: str
    rules: tuple[str, ...]
    sites: Callable[[Clean], list[Edit]]
    count: int


def fault(name, rules, sites, count=3):
    return Mutator(name, tuple(rules.split()), sites, count)


# ------------------------------------------------------------------ looks


def component_run(component, *, regime=None, **look):
    """Give one stretch of a component another look."""
    return lambda clean: [
        lambda draft, span=span: draft.run(span.paragraph, span.start, span.end, **look)
        for span in clean.spans(component)
        if regime is None or clean.party == (regime == "party")
    ]


def component_look(component, **look):
    return lambda clean: [
        lambda draft, span=span: draft.look(span.paragraph, **look)
        for span in clean.spans(component)
    ]


def body(clean, least=90):
    """Return the paragraphs of running text of the document itself."""
    return [
        each
        for each in clean.subject.body_paragraphs
        if len(each.text) >= least and each.component in ("noi_dung", "gach_dau_dong")
    ]


def body_run(**look):
    return lambda clean: [
        lambda draft, each=each: draft.run(each, 0, len(each.text), **look) for each in body(clean)
    ]


def word_run(**look):
    """Give one word in the middle of a paragraph another look."""

    def sites(clean):
        edits = []
        for each in body(clean):
            match = re.compile(r"\w{4,}").search(each.text, len(each.text) // 2)
            if match:
                edits.append(_look_of(each, match.span(), look))
        return edits

    return sites


def _look_of(paragraph, span, look):
    return lambda draft: draft.run(paragraph, *span, **look)


def body_look(**look):
    return lambda clean: [lambda draft, each=each: draft.look(each, **look) for each in body(clean)]


def all_body_look(**look):
    def edit(draft):
        for each in body(draft.clean, 0):
            draft.look(each, **look)

    return lambda clean: [edit] if body(clean) else []


# ------------------------------------------------------------------ pages


def section(**changes):
    return lambda _: [lambda draft: draft.section(0, **changes)]


def element(change, *, when=lambda _: True):
    """Change the XML of the main part by a function of the draft."""
    return lambda clean: [change] if when(clean) else []


# ------------------------------------------------------------------ text


def swap(pattern, new, where="prose", *, regime=None, flags=0):
    """Put a text in place of what a pattern finds; ``new`` may be a template or a function."""
    compiled = re.compile(pattern, flags)

    def sites(clean):
        if regime and clean.party != (regime == "party"):
            return []
        edits = []
        for paragraph, start, end in _stretches(clean, where):
            for match in compiled.finditer(paragraph.text, start, end):
                text = new(match) if callable(new) else match.expand(new)
                if text != match[0]:
                    edits.append(_swap(paragraph, match.span(), text))
        return edits

    return sites


def _swap(paragraph, span, text):
    return lambda draft: draft.text(paragraph, *span, text)


def _stretches(clean: Clean, where):
    subject: WordSubject = clean.subject
    if where == "prose":
        return [(each, 0, len(each.text)) for each in subject.prose]
    if where == "body":
        return [
            (each, 0, len(each.text))
            for each in subject.prose
            if not each.in_table and each.zone is Zone.BODY
        ]
    return [(span.paragraph, span.start, span.end) for span in clean.spans(where)]


def sentence(text, *, regime=None, since=0):
    """Put a sentence at the end of a paragraph of running text, in documents of a year or later."""

    def sites(clean):
        if regime and clean.party != (regime == "party"):
            return []
        if clean.subject.date.year < since:
            return []
        found = [each for each in body(clean) if each.text.rstrip().endswith(".")][:-1]
        return [
            lambda draft, each=each: draft.text(each, len(each.text), len(each.text), f" {text}")
            for each in found
        ]

    return sites


def remove(component, at=None):
    def sites(clean):
        spans = clean.spans(component)
        chosen = spans if at is None else spans[at : at + 1] if at >= 0 else spans[at:]
        return [lambda draft, span=span: draft.remove(span.paragraph) for span in chosen]

    return sites


def repeat(component, text=None, *, at=None):
    """Put a copy of a component's paragraph after it."""

    def sites(clean):
        spans = clean.spans(component)
        chosen = spans if at is None else spans[at:][:1]
        return [lambda draft, span=span: draft.repeat(span.paragraph, text) for span in chosen]

    return sites
