"""Each check of the access module and of the doors taken out, one at a time: the suite notices every one.

The suite runs once with all in place; then each check is out in forks that run the tests that passed it, until one fails
(`tests/proofs/mutating.py`). Two processes do half of the tests each, one from the first check, one from the last, and
leave what the other has found noticed. The list of the checks that were taken out, and of the test that noticed, is
printed and kept in var/mutation.txt. The short form takes out the checks of the access module and of the catalogue.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from pathlib import Path

from tests.measure import ROOT, TIME_LIMIT_SECONDS, Row
from tests.proofs import mutating

# What a measure's own environment adds: the tests stand on the settings of `make test`, and on SQLite.
NOT_OURS = (
    "VAR_DIR", "SIGNING_KEY", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "LOG_LEVEL", "DATABASE_URL", "DJANGO_SETTINGS_MODULE",
    "SECOND_FACTOR",
)  # fmt: skip
VERBS = "tests/house/test_every_verb.py::test_a_verb_refuses_who_may_not_whatever_the_door"
FEW = (
    ["tests/network/test_access.py", "tests/network/test_organisations.py", f"{VERBS}[products]"],
    ["tests/catalogue", "tests/house/test_every_door.py", "-k", "catalogue"],
)
SEEING = 9  # the first checks of the access module: who acts, what is visible, fetching one thing
# Tests that ask no door and no verb, or that load the whole demonstration: they notice nothing, or last too long to try.
NOT_ASKED = (
    "tests/contracts/documents/*", "tests/contracts/law/*", "tests/core/seals/*", "tests/home/test_demo*.py",
    "tests/house/test_[lmpst]*.py",
)  # fmt: skip
# Checks that no test can miss: why taking them out changes nothing that anybody could see.
EXCUSED: dict[str, str] = {}


def suite(tests: list[str], wanted: str, noticed: Path, *, backwards: bool = False) -> None:
    """These tests on the code whose checks can be taken out; what they notice of `wanted` (globs) goes to `noticed`."""
    own = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    own |= {"MUTATE": wanted, "NOTICED": str(noticed), "BACKWARDS": "1" if backwards else ""}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.proofs.mutating", "-p", "no:cacheprovider", *tests]
    ran = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, timeout=TIME_LIMIT_SECONDS)
    for failed in re.findall(r"^(?:FAILED|ERROR) .*", ran.stdout, re.MULTILINE):
        print(f"left out, with nothing taken out: {failed}", flush=True)
    if ran.returncode not in {0, 1}:
        raise RuntimeError(ran.stdout[-2000:] + ran.stderr[-2000:])


def of_few() -> str:
    """Globs of the checks that the short form takes out."""
    access = [site for site in mutating.sites() if site.startswith("portage/network/access.py")]
    return " ".join([*(f"{site.rpartition(':')[0]}:*" for site in access[:SEEING]), "portage/catalogue/*"])


def halves() -> tuple[list[str], list[str]]:
    """The test files of the suite, dealt by size so that both halves take about as long."""
    files = [path for path in (ROOT / "tests").rglob("test_*.py") if "e2e" not in path.parts]
    named = [str(path.relative_to(ROOT)) for path in sorted(files, key=lambda path: -path.stat().st_size)]
    named = [path for path in named if not any(fnmatch(path, glob) for glob in NOT_ASKED)]
    return named[::2], named[1::2]


def taken_out(parts: tuple[list[str], list[str]], wanted: str) -> dict[str, str]:
    """{site: the test that noticed, "" when none did}."""
    with tempfile.TemporaryDirectory() as folder:
        noticed = Path(folder) / "noticed.txt"
        noticed.touch()
        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(suite, part, wanted, noticed, backwards=bool(n)) for n, part in enumerate(parts)]
            for one in both:
                one.result()
        by = dict(line.split("\t") for line in noticed.read_text(encoding="utf-8").splitlines())
    globs = wanted.split()
    found = {site: by.get(site, "") for site in mutating.sites() if any(fnmatch(site, glob) for glob in globs)}
    said = "".join(f"{line(*each)}\n" for each in found.items())
    print(said, end="")
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / "var/mutation.txt").write_text(said, encoding="utf-8")
    return found


def line(site: str, test: str) -> str:
    if not test and site in EXCUSED:
        return f"excused {site}  {EXCUSED[site]}"
    return f"{'noticed' if test else 'MISSED '} {site}  {test}"


def told(found: dict[str, str]) -> Iterator[Row]:
    missed = [site for site, test in found.items() if not test and site not in EXCUSED]
    yield {"name": "mutation: checks taken out", "value": len(found), "unit": "checks", "goal": None}
    yield {"name": "mutation: not noticed by the suite", "value": len(missed), "unit": "checks", "goal": 0}


def rows(fast: bool) -> Iterator[Row]:
    yield from told(taken_out(FEW, of_few()) if fast else taken_out(halves(), "*"))


def control(fast: bool) -> Iterator[Row]:
    """Tests that look at something else notice nothing."""
    found = taken_out(
        (["tests/house/test_sizes.py"], ["tests/house/test_messages.py"]), "portage/catalogue/actions.py:*"
    )
    yield from list(told(found))[1:]
