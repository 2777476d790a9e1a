"""Each check of the access module and of the doors taken out, one at a time: the suite notices every one.

First the whole suite says which tests pass which check; then, for each check, those tests run without it until one
fails. The list of the checks that were taken out, and of the test that noticed, is printed and kept in var/mutation.txt.
The short form takes out three checks of the access module and runs the tests of access. Half an hour in the full form.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.measure import ROOT, Row
from tests.proofs import mutating

# What a measure's own environment adds: the tests stand on the settings of `make test`.
NOT_OURS = (
    "VAR_DIR", "SIGNING_KEY", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "LOG_LEVEL", "DATABASE_URL", "DJANGO_SETTINGS_MODULE",
    "SECOND_FACTOR",
)  # fmt: skip
OF_ACCESS = ("tests/network/test_access.py",)
FEW = ("filter permission_id", "filter organisation", "refusal")  # the first of each kind
# Checks that no test can miss: why taking them out changes nothing that anybody could see.
EXCUSED: dict[str, str] = {}
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


def suite(tests: list[str], mutate: str, *, more: tuple[str, ...] = (), **env: str) -> subprocess.CompletedProcess:
    """The tests, on the code as `mutating` changes it."""
    own = {name: value for name, value in os.environ.items() if name not in NOT_OURS} | env | {"MUTATE": mutate}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.proofs.mutating",
        "-p",
        "no:cacheprovider",
        *more,
    ]
    return subprocess.run([*command, *tests], cwd=ROOT, env=own, capture_output=True, text=True, timeout=3600)


def passed_by() -> dict[str, list[str]]:
    """The tests that pass each site, the most particular first: those that pass the fewest sites.

    A test that fails with nothing taken out would notice whatever is: it is named, and left out.
    """
    with tempfile.TemporaryDirectory() as folder:
        told = suite(["tests", "--ignore=tests/e2e"], "record", more=("-n", "2"), RECORD=f"{folder}/passed-")
        failed = set(FAILED.findall(told.stdout))
        if told.returncode and not failed:
            raise RuntimeError(told.stdout[-2000:])
        for test in sorted(failed):
            print(f"left out: {test} fails with nothing taken out", flush=True)
        found: dict[str, set[str]] = {}
        for file in Path(folder).glob("passed-*"):
            for site, tests in json.loads(file.read_text(encoding="utf-8")).items():
                found.setdefault(site, set()).update(test for test in tests if test and test not in failed)
    weight: dict[str, int] = {}
    for tests in found.values():
        for test in tests:
            weight[test] = weight.get(test, 0) + 1
    return {site: sorted(tests, key=lambda test: (weight[test], test)) for site, tests in found.items()}


def noticed(site: str, tests: list[str]) -> str:
    """The test that fails without this check; "" when none does."""
    told = suite(tests, site, more=("-x",)) if tests else None
    if told is None or told.returncode in {0, 5}:
        return ""
    found = FAILED.search(told.stdout)
    return found[1] if found else "the tests do not start"


def line(site: str, test: str) -> str:
    return f"{'noticed' if test else 'MISSED '} {site}  {test}"


def told_at_once(site: str, tests: list[str]) -> str:
    """`noticed`, said when it is known: the whole takes half an hour."""
    test = noticed(site, tests)
    print(line(site, test), flush=True)
    return test


def taken_out(wanted: dict[str, list[str]]) -> dict[str, str]:
    """{site: the test that noticed}; two at a time, told as they come."""
    with ThreadPoolExecutor(2) as pool:
        found = dict(zip(wanted, pool.map(told_at_once, wanted, wanted.values()), strict=True))
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / "var/mutation.txt").write_text("\n".join(line(*each) for each in found.items()) + "\n", encoding="utf-8")
    return found


def told(found: dict[str, str]) -> Iterator[Row]:
    missed = [site for site, test in found.items() if not test and site not in EXCUSED]
    yield {"name": "mutation: checks taken out", "value": len(found), "unit": "checks", "goal": None}
    yield {"name": "mutation: not noticed by the suite", "value": len(missed), "unit": "checks", "goal": 0}


def rows(fast: bool) -> Iterator[Row]:
    every = list(mutating.sites())
    if fast:
        of_access = [site for site in every if site.startswith("portage/network/access.py")]
        few = [next(site for site in of_access if site.endswith(kind)) for kind in FEW]
        yield from told(taken_out({site: list(OF_ACCESS) for site in few}))
        return
    passes = passed_by()
    yield from told(taken_out({site: passes.get(site, passes.get(twin(site), [])) for site in every}))


def twin(site: str) -> str:
    """A permission is asked where its row is fetched: the tests that pass the one pass the other."""
    return re.sub(r":(permission|filter .*)$", ":fetch", site)


def control(fast: bool) -> Iterator[Row]:
    """Tests that look at something else notice nothing."""
    site = next(site for site in mutating.sites() if site.startswith("portage/network/access.py"))
    yield from list(told({site: noticed(site, ["tests/house/test_sizes.py"])}))[1:]
