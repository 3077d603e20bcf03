"""Collects what each id in the code says: the marked messages and hints beside it.

An id stands in a call, a table or a function together with its message and its hint, or it is a
constant that is used there. Whoever writes a message does nothing else than run
``scripts/document_rules.py``.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_ID = re.compile(r"[A-Z]{2,4}\d{2}")
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)
_HINT_ARGUMENT = 5  # of Diagnostic
_HINT = re.compile("hint", re.IGNORECASE)


class Found:
    """Messages and hints of one id, each once, in the order they were found."""

    def __init__(self) -> None:
        self.messages: dict[str, None] = {}
        self.hints: dict[str, None] = {}

    def take(self, others: Iterable[tuple[str, bool]]) -> None:
        """Add texts, each with whether it is a hint."""
        for text, is_hint in others:
            (self.hints if is_hint else self.messages).setdefault(text)

    def to_object(self) -> dict[str, list[str]]:
        """Return plain values."""
        return {"messages": list(self.messages), "hints": list(self.hints)}


def ids_in(folder: Path) -> set[str]:
    """Return every id that stands as a value in the modules of a folder."""
    trees = (ast.parse(path.read_text("utf-8")) for path in folder.rglob("*.py"))
    return {node.value for tree in trees for node in ast.walk(tree) if _is_id(node)}


def collect(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Return messages and hints of each id in the modules of a folder."""
    code = _Code([ast.parse(path.read_text("utf-8")) for path in sorted(folder.rglob("*.py"))])
    found: dict[str, Found] = {}
    for node in code.nodes:
        rule = code.id_of(node)
        if rule and not isinstance(code.parents.get(node), ast.Compare):
            found.setdefault(rule, Found()).take(code.texts_beside(node))
    for rule, node in code.id_constants.values():
        if not found[rule].messages:
            found[rule].take(_texts(code.parents[node]))
    return {rule: found[rule].to_object() for rule in sorted(found)}


def _is_id(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and bool(_ID.fullmatch(str(node.value)))


class _Code:
    def __init__(self, trees: list[ast.Module]) -> None:
        self.nodes = [node for tree in trees for node in ast.walk(tree)]
        self.parents = {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}
        self.id_constants: dict[str, tuple[str, ast.AST]] = {}
        self.texts: dict[str, list[tuple[str, bool]]] = {}
        self.callers: dict[str, list[ast.Call]] = {}
        for each in (node for tree in trees for node in tree.body):
            value = getattr(each, "value", None)
            if isinstance(each, (ast.Assign, ast.AnnAssign)) and value is not None:
                self._take_constant(ast.unparse(_target(each)), each, value)
        for node in self.nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                self.callers.setdefault(node.func.id, []).append(node)

    def _take_constant(self, name: str, node: ast.AST, value: ast.AST) -> None:
        if _is_id(value):
            self.id_constants[name] = (str(value.value), node)
        else:
            self.texts[name] = list(_texts(node))

    def id_of(self, node: ast.AST) -> str:
        """Return the id that a node is, "" when it is none."""
        if _is_id(node):
            return str(node.value)
        name = _name_of(node)
        return self.id_constants[name][0] if name in self.id_constants else ""

    def texts_beside(self, node: ast.AST) -> list[tuple[str, bool]]:
        """Return the texts of the nearest expression or function around an id that has any."""
        around = self.parents.get(node)
        if isinstance(around, ast.Dict) and node in around.keys:
            return list(_texts(around.values[around.keys.index(node)]))
        while around is not None and not isinstance(around, (ast.ClassDef, ast.Module)):
            texts = list(_texts(around)) or self._named_texts(around)
            if not all(is_hint for _, is_hint in texts):
                return texts
            if isinstance(around, _SCOPES):
                calls = self.callers.get(around.name, ())
                return texts + [text for call in calls for text in _texts(call)]
            around = self.parents.get(around)
        return []

    def _named_texts(self, node: ast.AST) -> list[tuple[str, bool]]:
        names = map(_name_of, ast.walk(node))
        return [text for name in names if name in self.texts for text in self.texts[name]]


def _target(node: ast.Assign | ast.AnnAssign) -> ast.AST:
    return node.target if isinstance(node, ast.AnnAssign) else node.targets[0]


def _name_of(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id if isinstance(node.ctx, ast.Load) else ""
    return node.attr if isinstance(node, ast.Attribute) else ""


def _is_hint_of_diagnostic(node: ast.AST, child: ast.AST) -> bool:
    is_call = isinstance(node, ast.Call) and _name_of(node.func) == "Diagnostic"
    return is_call and child in node.args[_HINT_ARGUMENT:]


def _texts(node: ast.AST, *, hint: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the marked texts below a node, each with whether it is a hint.

    A hint is named so, or is the second text of a call.
    """
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
        yield from ((str(text.value), hint) for text in node.args if isinstance(text, ast.Constant))
        return
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        hint = hint or bool(_HINT.search(ast.unparse(_target(node))))
    told = False
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, ast.keyword) and bool(_HINT.search(child.arg or ""))
        second = isinstance(node, ast.Call) and told and not isinstance(child, ast.keyword)
        second = second or _is_hint_of_diagnostic(node, child)
        for text in _texts(child, hint=hint or named or second):
            told = True
            yield text
