"""Run the benchmarks on SQLite and on PostgreSQL: `make bench`, `make bench ONLY=contracts`.

A benchmark is a module of this folder with

    def rows() -> Iterator[dict]:
        yield {"name": "contracts: page of 50", "value": 12.3, "unit": "ms", "goal": 100, "n": 200}

`value` is in `unit`, at most `goal` (None: only shown), measured `n` times; give `ok` when less is not better. It
runs on an empty, migrated database and makes its own rows. `DATABASES=sqlite` narrows to one database.

The first line is a loop of plain Python, timed: machines and days differ, ratios to it differ less.
"""

import os
import sys
import time
from collections.abc import Iterator
from statistics import median

from tests import measure
from tests.measure import Row

LOOPS = 9


def loop() -> float:
    """Milliseconds of a fixed loop of plain Python."""
    started = time.perf_counter()
    total = 0
    for number in range(300_000):
        total += number % 7
    return (time.perf_counter() - started) * 1000


def calibration() -> Row:
    times = [loop() for _ in range(LOOPS)]
    return {"name": "calibration", "value": round(median(times), 3), "unit": "ms", "goal": None, "ok": True,
            "database": "", "n": LOOPS}  # fmt: skip


def rows(only: str, databases: list[str]) -> Iterator[Row]:
    yield calibration()
    for database in databases:
        for module in measure.modules("tests.bench", only):
            with measure.environment(database) as own:
                for row in measure.run(module, own):
                    yield measure.judged({"n": 1} | row | {"database": database})


def main() -> int:
    databases = os.environ.get("DATABASES", "sqlite,postgresql").split(",")
    if not measure.modules("tests.bench", os.environ.get("ONLY", "")):
        print("no benchmark of that name" if os.environ.get("ONLY") else "no benchmark yet")
        return 1
    return measure.verdict(measure.write(measure.VAR / "bench.jsonl", rows(os.environ.get("ONLY", ""), databases)))


if __name__ == "__main__":
    sys.exit(main())
