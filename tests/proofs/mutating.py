"""Takes checks out of the code, one at a time: `MUTATE="contracts/*" NOTICED=<file> pytest -p tests.proofs.mutating <tests>`.

A site is one check: a door's fetch or visible rows, the permission it asks, a statement that only checks, a refusal, one
condition of the access module. The code is compiled so that each asks whether it is out. The tests run once with all in
place, which tells what passes where; then each site is out in forks that run the tests that passed it. NOTICED receives
"site, tab, test" for each that a test missed; a site that stands there already is left. On SQLite: a fork has its own copy.
The source on the disk is never touched.
"""

import ast
import importlib.machinery
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatch
from functools import cache
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests import migrated

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
IS_OUT = "__import__('tests.proofs.mutating').proofs.mutating.is_out"
ROUNDS = (6, 60)  # so many tests at most try to notice one site: a few first, then more for what is left of all sites
LONG = 15.0  # seconds: a longer test tries none, it would be run for every site that it passes
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
    """Names every site of one file, and lets each be taken out while the tests run: `is_out` is asked at each."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[str] = []
        self.access = file in ACCESS
        self.door = any(fnmatch(file, glob) for glob in DOORS)

    def choice(self, node: Any, kind: str, without: str, with_it: str, **parts: ast.AST) -> Any:
        """`without` when this check is out, else `with_it`: expressions, in which `parts` stand by their names."""
        site = f"{self.file}:{node.lineno}.{node.col_offset}:{kind}"
        self.found.append(site)
        tree = ast.parse(f"({without} if {IS_OUT}({site!r}) else {with_it})", mode="eval").body
        return Filled(parts).visit(tree)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = dotted(node.func)
        if name == "access.fetch" and len(node.args) == 3 and not self.access:
            return self.fetched(node)
        if name in {"access.visible", "access.sought"} and len(node.args) == 2 and not self.access:
            return self.choice(node, "visible", "_rows", "_call", _rows=node.args[1], _call=node)
        if name in {"access.may", "rules.keeps"} and self.door:
            return self.choice(node, name, "True", "_call", _call=node)
        if self.access and isinstance(node.func, ast.Attribute) and node.func.attr in {"filter", "exclude"}:
            return self.narrowed(node)
        return node

    def fetched(self, node: ast.Call) -> ast.expr:
        if not (isinstance(node.args[1], ast.Constant) and node.args[1].value is None):
            node.args[1] = self.choice(node, "permission", "None", "_asked", _asked=node.args[1])
        unscoped = ast.Call(ast.parse(UNSCOPED, mode="eval").body, [node.args[2]], node.keywords)
        return self.choice(node, "fetch", "_unscoped", "_call", _unscoped=unscoped, _call=node)

    def narrowed(self, node: ast.Call) -> ast.expr:
        """Each condition of a filter in the access module is a check."""
        for keyword in node.keywords:
            if keyword.arg:
                name, value = f"filter {keyword.arg}", keyword.value
                keyword.value = self.choice(keyword, name, "{}", f"{{{keyword.arg!r}: _value}}", _value=value)
                keyword.arg = None
        for number, given in enumerate(node.args):
            one = self.choice(given, f"filter {number}", "()", "(_given,)", _given=given)
            node.args[number] = ast.Starred(one, ast.Load())
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        self.generic_visit(node)
        value = node.value
        if isinstance(value, ast.Call) and dotted(value.func).rpartition(".")[2].startswith(CHECKS):
            node.value = self.choice(node, "statement", "None", "_call", _call=value)
        return node

    def visit_If(self, node: ast.If) -> ast.stmt:
        self.generic_visit(node)
        last = node.body[-1]
        if isinstance(last, ast.Raise) and isinstance(last.exc, ast.Name | ast.Call):
            raised = dotted(last.exc.func if isinstance(last.exc, ast.Call) else last.exc)
            if raised in DENIALS:
                node.test = self.choice(node, "refusal", "False", "_test", _test=node.test)
        return node


class Filled(ast.NodeTransformer):
    """Puts the parts of a check where their names stand."""

    def __init__(self, parts: dict[str, ast.AST]) -> None:
        self.parts = parts

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return self.parts.get(node.id, node)


def sites() -> Iterator[str]:
    """Every site, by file and line."""
    for path in sources():
        checks = Checks(relative(path))
        checks.visit(ast.parse(path.read_text(encoding="utf-8")))
        yield from dict.fromkeys(checks.found)


class Loader(importlib.machinery.SourceFileLoader):
    """Compiles the tree in which each check can be taken out, and neither reads nor writes compiled files."""

    def get_code(self, fullname: str) -> Any:
        path = self.get_filename(fullname)
        tree = Checks(relative(path)).visit(ast.parse(Path(path).read_text(encoding="utf-8")))
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)


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


# Which site is out now, which test runs; which tests passed each site, how long each took, which failed as it stands.
OUT, NOW = [""], [""]
PASSED: dict[str, set[str]] = {}
SECONDS: dict[str, float] = {}
FAILED: set[str] = set()
TRIED: dict[str, set[str]] = {}


def is_out(site: str) -> bool:
    """Asked at each site, each time it is passed."""
    PASSED.setdefault(site, set()).add(NOW[0])
    return OUT[0] == site


def pytest_runtest_setup(item: Any) -> None:
    NOW[0] = item.nodeid


def pytest_runtest_logreport(report: Any) -> None:
    SECONDS[report.nodeid] = SECONDS.get(report.nodeid, 0) + report.duration
    if report.failed:
        FAILED.add(report.nodeid)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: Any) -> bool | None:
    """Every test once, with all in place; then, for each site, the tests that passed it without it."""
    if not os.environ.get("MUTATE") or session.config.option.collectonly:
        return None
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following or alone(session))
    results = Path(os.environ["NOTICED"])
    every = [site for site in sites() if any(fnmatch(site, glob) for glob in os.environ["MUTATE"].split())]
    for most in ROUNDS:
        for site in reversed(every) if os.environ.get("BACKWARDS") else every:
            take_out(site, most, session, results)
    session._setupstate.teardown_exact(None)
    return True


def take_out(site: str, most: int, session: Any, results: Path) -> None:
    """One site out, unless a test has noticed it already: who notices is written to `results`."""
    if any(told.split("\t")[0] == site for told in results.read_text().splitlines()):
        return
    if test := noticed(site, {item.nodeid: item for item in session.items}, most):
        with results.open("a") as file:
            file.write(f"{site}\t{test}\n")


def alone(session: Any) -> Any:
    """What comes after the last test: what stands for the whole session stays, nothing else."""
    return SimpleNamespace(listchain=lambda: [session], nodeid="")


def noticed(site: str, items: dict[str, Any], most: int) -> str:
    """The test that fails without this check and not with it; "" when none of the first `most` does.

    The quick and particular ones are tried first: those that pass few sites. Each is tried once.
    """
    able = [test for test in PASSED.get(site, set()) & items.keys() - FAILED if SECONDS[test] < LONG]
    tests = sorted(able, key=lambda test: SECONDS[test] * weights()[test])[:most]
    tried = TRIED.setdefault(site, set())
    for test in tests:
        if test not in tried:
            tried.add(test)
            if fails(items[test], site) and stands(items[test]):
                return test
    return ""


@cache
def weights() -> Counter[str]:
    """How many sites each test passes."""
    return Counter(test for tests in PASSED.values() for test in tests)


@cache
def stands(item: Any) -> bool:
    """Whether this test passes in a fork with every check in place: one that does not would notice whatever is out."""
    return not fails(item, "")


def fails(item: Any, site: str) -> bool:
    """Whether this test fails with `site` out, in a copy of this process that has a copy of the database."""
    pid = os.fork()
    if not pid:
        code = 2
        with suppress(BaseException):
            code = int(fails_here(item, site))
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 1


def fails_here(item: Any, site: str) -> bool:
    from django.db import connection

    connection.close()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "copy.sqlite3"
        migrated.copy(Path(connection.settings_dict["NAME"]), file)
        connection.settings_dict["NAME"] = str(file)
        OUT[0] = site
        return any(report.failed for report in runtestprotocol(item, nextitem=item, log=False))


if os.environ.get("MUTATE"):
    sys.meta_path.insert(0, Finder({str(path) for path in sources()}))
