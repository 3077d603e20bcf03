"""The templates one plan uses, as texts: its clauses, and the sections of its kind's body."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import sha256

_SECTION = re.compile(r"^\{: [^}\n]*#(?P<key>[\w-]+)[^}\n]*\}\n(?P<marks>#{1,6}) ", re.MULTILINE)
_CALL = re.compile(r"""\{\{\s*dieu_khoan\(\s*["'](?P<name>[\w-]+)["']\s*\)\s*\}\}""")
_PARAMETER = re.compile(r"\btham_so\.(\w+)")
_COMMENT = re.compile(r"\{#.*?#\}\n?", re.DOTALL)
_BLOCK = re.compile(r"^\{% *(?:end)?block\b.*?%\}\n?", re.MULTILINE)
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class TemplateTexts:
    """What the templates of a plan said at one time.

    Attributes:
        files: Texts by their path below a template folder ("clauses/x.md.j2").
    """

    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """Return an id that changes with any of the texts."""
        parts = "\0".join(f"{name}\0{text}" for name, text in sorted(self.files.items()))
        return sha256(parts.encode()).hexdigest()[:12]

    def clause(self, name: str) -> str | None:
        """Return the text of a clause, None when there is none."""
        text = self.files.get(f"clauses/{name}.md.j2")
        return None if text is None else _COMMENT.sub("", text)

    def sections(self) -> dict[str, str]:
        """Return the content of each section that has a key, its clauses put in."""
        found: dict[str, str] = {}
        for name, text in self.files.items():
            if name.startswith("kinds/") and name.endswith(".j2"):
                found.update(self._sections_of(_BLOCK.sub("", _COMMENT.sub("", text))))
        return found

    def target(self, name: str) -> str | None:
        """Return what a local change of that id is a change of."""
        found = self.clause(name)
        return self.sections().get(name) if found is None else found

    def parameters(self) -> set[str]:
        """Return the parameters the templates ask for."""
        return {name for text in self.files.values() for name in _PARAMETER.findall(text)}

    def ids(self) -> set[str]:
        """Return the ids of clauses and sections."""
        clauses = {
            name.removeprefix("clauses/").removesuffix(".md.j2")
            for name in self.files
            if name.startswith("clauses/")
        }
        return clauses | set(self.sections())

    def _sections_of(self, text: str) -> dict[str, str]:
        heads = list(_SECTION.finditer(text))
        found = {}
        for number, head in enumerate(heads):
            level = len(head["marks"])
            end = next(
                (one.start() for one in heads[number + 1 :] if len(one["marks"]) <= level),
                len(text),
            )
            start = text.find("\n", head.end()) + 1
            content = text[start:end].strip("\n")
            found[head["key"]] = _CALL.sub(self._called, content) + "\n"
        return found

    def _called(self, match: re.Match[str]) -> str:
        return (self.clause(match["name"]) or match.group()).strip("\n")


def renamed_ids(old: TemplateTexts, new: TemplateTexts) -> dict[str, str]:
    """Return ids that have another name now, found by what they say."""
    gone, come = sorted(old.ids() - new.ids()), sorted(new.ids() - old.ids())
    found: dict[str, str] = {}
    for name in gone:
        text = old.target(name) or ""
        likeness = {
            other: SequenceMatcher(None, text, new.target(other) or "", autojunk=False).ratio()
            for other in come
            if other not in found.values()
        }
        best = max(likeness, key=lambda other: likeness[other], default="")
        if best and likeness[best] >= _ALIKE:
            found[name] = best
    return found


def renamed_parameters(old: TemplateTexts, new: TemplateTexts) -> dict[str, str]:
    """Return parameters that have another name now: the texts are the same but for the name."""
    gone, come = old.parameters() - new.parameters(), new.parameters() - old.parameters()
    found = {}
    for name in sorted(gone):
        for other in sorted(come):
            swapped = {
                re.sub(rf"\btham_so\.{name}\b", f"tham_so.{other}", text)
                for text in old.files.values()
                if f"tham_so.{name}" in text
            }
            if swapped <= set(new.files.values()):
                found[name] = other
    return found
