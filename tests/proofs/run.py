"""Run the heavy proofs: `make prove`; `FAST=1 make prove` is the short form; `ONLY=name` runs one.

A proof is a module of this folder with

    def rows(fast: bool) -> Iterator[dict]:     {"name", "value", "unit", "goal", "ok"}
    def control(fast: bool) -> Iterator[dict]:  the same measure on a version broken on purpose

A control must miss its goal: the runner turns it round, and a proof whose broken version passes is not ok. A proof
that could not run, or has no control, is not ok. Each runs in its own process on its own empty database; those that
need PostgreSQL say so by `DATABASES = ("sqlite", "postgresql")`. In their short form two run side by side: they look
for what is wrong, and measure no time that the other could spoil.
"""

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tests import measure
from tests.measure import Row

SIDE_BY_SIDE = 2


def proof(module: str, database: str, fast: bool) -> Iterator[Row]:
    """The rows of one proof on one database, then its control."""
    suffix = "" if database == "sqlite" else f" ({database})"
    with measure.environment(database) as own:
        for row in measure.run(module, own, fast=fast):
            yield measure.judged(row) | {"name": row["name"] + suffix}
    with measure.environment(database) as own:
        yield control(
            module, suffix, [measure.judged(row) for row in measure.run(module, own, call="control", fast=fast)]
        )


def control(module: str, suffix: str, found: list[Row]) -> Row:
    """One row: how many measures of the broken version passed (goal 0). No measure, or a crash, is not ok."""
    passed = sum(row["ok"] for row in found)
    ran = bool(found) and not any("could not run" in row["unit"] for row in found)
    name = f"{module.rpartition('.')[2]}: the broken version is noticed{suffix}"
    unit = "broken versions passed" if ran else "could not run"
    return {"name": name, "value": passed, "unit": unit, "goal": 0, "ok": ran and passed == 0}


def databases(module: str) -> list[str]:
    """The databases that a proof names in its source, SQLite when it names none."""
    source = (measure.ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
    line = next((line for line in source.splitlines() if line.startswith("DATABASES")), "sqlite")
    return [name for name in ("sqlite", "postgresql") if name in line]


def rows(only: str, fast: bool) -> Iterator[Row]:
    """The rows of every proof, in their order, each as soon as it and those before it have ended."""
    every = [(module, database) for module in measure.modules("tests.proofs", only) for database in databases(module)]
    if not fast:
        for module, database in every:
            yield from timed(module, database, fast)
        return
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        running = [pool.submit(lambda one: list(timed(*one, fast)), one) for one in every]
        for one in running:
            yield from one.result()


def timed(module: str, database: str, fast: bool) -> Iterator[Row]:
    started = time.monotonic()
    yield from proof(module, database, fast)
    print(f"       {module.rpartition('.')[2]}, {database}: {time.monotonic() - started:.0f} s", flush=True)


def main() -> int:
    only, fast = os.environ.get("ONLY", ""), os.environ.get("FAST") == "1"
    if not measure.modules("tests.proofs", only):
        print("no proof of that name" if only else "no proof yet")
        return 1
    return measure.verdict(measure.write(measure.VAR / "proofs.jsonl", rows(only, fast)))


if __name__ == "__main__":
    sys.exit(main())
