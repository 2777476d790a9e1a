"""Rules on Python sources. Each takes a file's path and syntax tree, and yields (line, what is wrong)."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from .tree import is_door, roles

Finding = tuple[int, str]
Rule = Callable[[Path, ast.Module], Iterator[Finding]]

FUNCTION_LINES = 60
FEW_LINES = 5
FILE_LINES = 400
CLOCK_READS = {
    "timezone": {"now", "localdate", "localtime"},
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
}
# These receive the time; only doors (views, api, jobs, commands, middleware) may ask for it.
TIMELESS = {"models", "rules", "queries", "actions", "law", "documents"}
BUSINESS_SIGNALS = {
    "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed", "pre_init", "post_init", "receiver", "Signal",
}  # fmt: skip


def last_name(node: ast.expr) -> str:
    """`timezone` of both `timezone.now` and `django.utils.timezone.now`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def one_door_to_data(path: Path, tree: ast.Module) -> Iterator[Finding]:
    """Doors read through `access.visible` and `access.fetch`, never a manager or get_object_or_404."""
    for node in ast.walk(tree):
        name = last_name(node) if isinstance(node, ast.expr) else ""
        if name in {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}:
            yield node.lineno, f"{name}: use access.fetch"
        elif isinstance(node, ast.ImportFrom) and any("_or_404" in alias.name for alias in node.names):
            yield node.lineno, "imports get_object_or_404: use access.fetch"
        elif (
            is_door(path)
            and isinstance(node, ast.Attribute)
            and name in {"objects", "_default_manager", "_base_manager"}
        ):
            yield node.lineno, f".{name} in a door: use access.visible or access.fetch"


def time_is_passed_in(path: Path, tree: ast.Module) -> Iterator[Finding]:
    """Only portage/core/clock.py reads the clock, and only doors ask it."""
    if path.parts[-3:] == ("portage", "core", "clock.py"):
        return
    # timezone.localtime(given) converts a time, timezone.localtime() reads the clock.
    given = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("local") and id(node) in given:
            continue
        if isinstance(node, ast.Attribute) and node.attr in CLOCK_READS.get(last_name(node.value), ()):
            yield node.lineno, f"{last_name(node.value)}.{node.attr}: time is passed in (portage.core.clock)"
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield node.lineno, f"{node.arg}: the verb writes the time it was given"
        elif isinstance(node, ast.Attribute) and node.attr == "now" and last_name(node.value) == "clock":
            if roles(path) & TIMELESS and not is_door(path):
                yield node.lineno, "clock.now outside a door: take the time as an argument"


def no_business_signals(path: Path, tree: ast.Module) -> Iterator[Finding]:
    """What a verb does stands in the verb; nothing happens behind it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.d"):
            for name in BUSINESS_SIGNALS & {alias.name for alias in node.names}:
                yield node.lineno, f"signal {name}: call the effect from the verb, or write a journal event"


def nothing_hidden_in_save(path: Path, tree: ast.Module) -> Iterator[Finding]:
    """A model's save() and delete() do nothing of their own, except refuse."""
    if "models" not in roles(path):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}:
            if not isinstance(node.body[-1], ast.Raise):
                yield node.lineno, f"{node.name}() with work in it: write a verb"


def short_enough(path: Path, tree: ast.Module) -> Iterator[Finding]:
    """No file over 400 lines, no function over 60."""
    end = max((node.end_lineno or 0 for node in tree.body), default=0)
    if end > FILE_LINES:
        yield end, f"{end} lines: make it a folder of the same name, split by noun"
    for node in functions(tree):
        if length(node) > FUNCTION_LINES:
            yield node.lineno, f"{node.name} has {length(node)} lines"


def public_functions_say_their_rule(path: Path, tree: ast.Module) -> Iterator[Finding]:
    """Every public function of a module tells its rule; five lines may speak for themselves."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith("_"):
            if length(node) > FEW_LINES and not ast.get_docstring(node):
                yield node.lineno, f"{node.name} has no docstring"


def pure_rules_know_no_table(path: Path, tree: ast.Module) -> Iterator[Finding]:
    """rules.py, law and the words of documents import neither the database nor models."""
    pure = "rules" in roles(path) or path.parts[-2:-1] == ("law",) or path.parts[-2:] in {
        ("documents", "grammar.py"), ("documents", "articles.py"), ("documents", "data.py"),
    }  # fmt: skip
    if not pure:
        return
    for node in ast.walk(tree):
        names = [a.name for a in node.names] if isinstance(node, (ast.Import, ast.ImportFrom)) else []
        whole = [f"{getattr(node, 'module', '') or ''}.{name}".strip(".") for name in names]
        for name in whole:
            if name.startswith(("django.db", "django.apps")) or "models" in name.split("."):
                yield node.lineno, f"imports {name}: rules are pure"


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, the docstring not counted."""
    doc = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
    return (node.end_lineno or node.lineno) - node.lineno + 1 - ((doc.end_lineno or 0) - doc.lineno + 1 if doc else 0)


RULES: list[Rule] = [
    one_door_to_data,
    time_is_passed_in,
    no_business_signals,
    nothing_hidden_in_save,
    short_enough,
    public_functions_say_their_rule,
    pure_rules_know_no_table,
]
