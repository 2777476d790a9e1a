"""Takes one check out of the code as it is imported: `pytest -p tests.proofs.mutating` with MUTATE=<site>.

A site is one check: a door's fetch or visible rows, the permission it asks, a statement that only checks, a refusal, one
condition of the access module. MUTATE=record leaves all in place and writes down which tests pass each site, to RECORD.
The source on the disk is never touched.
"""

import ast
import importlib.machinery
import json
import os
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
ACCESS = ("portage/network/access.py", "portage/network/middleware.py")
DOORS = (
    "portage/*/views.py", "portage/*/views/*.py", "portage/*/api.py", "portage/*/api/*.py", "portage/*/*/views.py",
    "portage/network/doors.py", "contracts/views/*.py", "contracts/api/*.py",
)  # fmt: skip
VERBS = ("portage/*/actions.py", "portage/*/actions/*.py", "contracts/actions/*.py")
CHECKS = ("check_", "_check_", "demand")
DENIALS = {"Http404", "Forbidden"}
STARTS = ("portage", "contracts")
UNSCOPED = "__import__('django.shortcuts').shortcuts.get_object_or_404"


def sources() -> list[Path]:
    """The files in which checks stand."""
    found = [path for start in STARTS for path in sorted((ROOT / start).rglob("*.py"))]
    return [path for path in found if any(fnmatch(relative(path), glob) for glob in (*ACCESS, *DOORS, *VERBS))]


def relative(path: str | Path) -> str:
    return str(Path(path).relative_to(ROOT))


def dotted(node: ast.expr) -> str:
    """`access.fetch` of a call to it; "" for what is no name."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return node.id if isinstance(node, ast.Name) else ""


class Checks(ast.NodeTransformer):
    """Names every site of one file, and takes out the one that is asked for."""

    def __init__(self, file: str, wanted: str, *, record: bool = False) -> None:
        self.file, self.wanted, self.record = file, wanted, record
        self.found: list[str] = []
        self.access = file in ACCESS
        self.door = any(fnmatch(file, glob) for glob in DOORS)

    def is_wanted(self, node: Any, kind: str) -> bool:
        site = f"{self.file}:{node.lineno}.{node.col_offset}:{kind}"
        self.found.append(site)
        return site == self.wanted

    def passed(self, node: ast.expr) -> ast.expr:
        """The same value, after saying that this place was passed."""
        if not self.record:
            return node
        told = ast.parse(f"(__import__('tests.proofs.mutating').proofs.mutating.passed({self.found[-1]!r}), 0)[1]")
        call: Any = told.body[0].value  # type: ignore[attr-defined]
        call.value.elts[1] = node
        return call

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = dotted(node.func)
        if name == "access.fetch" and len(node.args) == 3 and not self.access:
            return self.fetched(node)
        if name == "access.visible" and len(node.args) == 2 and not self.access:
            return node.args[1] if self.is_wanted(node, "visible") else self.passed(node)
        if name in {"access.may", "rules.keeps"} and self.door:
            return ast.Constant(True) if self.is_wanted(node, name) else self.passed(node)
        if self.access and isinstance(node.func, ast.Attribute) and node.func.attr in {"filter", "exclude"}:
            return self.narrowed(node)
        return node

    def fetched(self, node: ast.Call) -> ast.expr:
        asks = not (isinstance(node.args[1], ast.Constant) and node.args[1].value is None)
        if asks and self.is_wanted(node, "permission"):
            node.args[1] = ast.Constant(None)
        if self.is_wanted(node, "fetch"):
            unscoped: Any = ast.parse(UNSCOPED, mode="eval").body
            return ast.Call(unscoped, [node.args[2]], node.keywords)
        return self.passed(node)

    def narrowed(self, node: ast.Call) -> ast.expr:
        """Each condition of a filter in the access module is a check."""
        for keyword in list(node.keywords):
            if keyword.arg and self.is_wanted(keyword, f"filter {keyword.arg}"):
                node.keywords.remove(keyword)
        for number, given in enumerate(list(node.args)):
            if self.is_wanted(given, f"filter {number}"):
                node.args.remove(given)
        return self.passed(node) if node.keywords or node.args else node

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        self.generic_visit(node)
        value = node.value
        if isinstance(value, ast.Call) and dotted(value.func).rpartition(".")[2].startswith(CHECKS):
            if self.is_wanted(node, "statement"):
                return ast.Pass()
            node.value = self.passed(value)
        return node

    def visit_If(self, node: ast.If) -> ast.stmt:
        self.generic_visit(node)
        last = node.body[-1]
        if isinstance(last, ast.Raise) and isinstance(last.exc, ast.Name | ast.Call):
            raised = dotted(last.exc.func if isinstance(last.exc, ast.Call) else last.exc)
            if raised in DENIALS:
                node.test = ast.Constant(False) if self.is_wanted(node, "refusal") else self.passed(node.test)
        return node


def sites() -> Iterator[str]:
    """Every site, by file and line."""
    for path in sources():
        checks = Checks(relative(path), "")
        checks.visit(ast.parse(path.read_text(encoding="utf-8")))
        yield from dict.fromkeys(checks.found)


def mutated(file: str, source: str, wanted: str) -> ast.Module:
    """The file without that check; with "record", whole and telling."""
    tree = Checks(file, wanted, record=wanted == "record").visit(ast.parse(source))
    return ast.fix_missing_locations(tree)


class Loader(importlib.machinery.SourceFileLoader):
    """Compiles the changed tree, and neither reads nor writes compiled files."""

    def get_code(self, fullname: str) -> Any:
        path = self.get_filename(fullname)
        source = Path(path).read_text(encoding="utf-8")
        return compile(mutated(relative(path), source, os.environ["MUTATE"]), path, "exec", dont_inherit=True)


class Finder(MetaPathFinder):
    def __init__(self, files: set[str]) -> None:
        self.files = files

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        if not fullname.startswith(STARTS):
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec and spec.origin in self.files:
            spec.loader = Loader(fullname, spec.origin)
        return spec


PASSED: dict[str, set[str]] = {}
NOW = [""]


def passed(site: str) -> int:
    """A test passes this place."""
    PASSED.setdefault(site, set()).add(NOW[0])
    return 0


def pytest_runtest_logstart(nodeid: str, location: object) -> None:
    NOW[0] = nodeid


def pytest_runtest_setup(item: Any) -> None:
    NOW[0] = item.nodeid


def pytest_sessionfinish(session: Any) -> None:
    if os.environ.get("RECORD"):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        told = {site: sorted(tests) for site, tests in PASSED.items()}
        Path(f"{os.environ['RECORD']}{worker}").write_text(json.dumps(told), encoding="utf-8")


if os.environ.get("MUTATE"):
    wanted = os.environ["MUTATE"]
    files = {str(p) for p in sources()} if wanted == "record" else {str(ROOT / wanted.partition(":")[0])}
    sys.meta_path.insert(0, Finder(files))
