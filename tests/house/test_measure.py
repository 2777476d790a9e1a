"""What `make bench` and `make prove` say can be trusted: nothing missing, broken or unmeasured passes."""

import json

import pytest

from tests import measure
from tests.bench.run import calibration
from tests.proofs.run import control

GOOD = {"name": "a", "value": 1, "unit": "ms", "goal": 2, "ok": True}


def test_a_value_above_its_goal_is_missed():
    assert measure.judged({"name": "a", "value": 3, "unit": "ms", "goal": 2})["ok"] is False
    assert measure.judged({"name": "a", "value": 2, "unit": "ms", "goal": 2})["ok"] is True


def test_a_row_without_goal_is_only_shown():
    assert measure.judged({"name": "a", "value": 3, "unit": "ms"}) == {
        "name": "a", "value": 3, "unit": "ms", "goal": None, "ok": True,
    }  # fmt: skip


def test_what_the_module_judged_stands():
    assert measure.judged({"name": "found", "value": 60, "unit": "of 60", "goal": 60, "ok": False})["ok"] is False


def test_nothing_measured_is_a_failure():
    assert measure.verdict([]) == 1
    assert measure.verdict([GOOD]) == 0
    assert measure.verdict([GOOD, GOOD | {"ok": False}]) == 1


def test_rows_are_kept_as_json_lines(tmp_path):
    measure.write(tmp_path / "x" / "rows.jsonl", iter([GOOD, GOOD | {"name": "é"}]))
    lines = (tmp_path / "x" / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["a", "é"]


@pytest.mark.parametrize(
    ("found", "ok"),
    [
        ([GOOD | {"ok": False}], True),
        ([GOOD], False),
        ([GOOD | {"ok": False}, GOOD], False),
        ([], False),
        ([GOOD | {"ok": False, "unit": "exit code: could not run"}], False),
    ],
    ids=["noticed", "passed", "one of two passed", "no control", "crashed"],
)
def test_a_control_must_miss(found, ok):
    row = control("tests.proofs.leaks", "", found)
    assert row["ok"] is ok
    assert row["name"] == "leaks: the broken version is noticed"


def test_a_module_that_crashes_is_a_row(tmp_path):
    own = {"PATH": "", "DJANGO_SETTINGS_MODULE": "no.such.settings"}
    assert [row["ok"] for row in measure.run("tests.bench.nothing", own)] == [False]


def test_the_calibration_is_a_time():
    row = calibration()
    assert row["value"] > 0
    assert row["unit"] == "ms"


def test_modules_are_those_with_rows():
    assert all("run" not in name for name in measure.modules("tests.bench") + measure.modules("tests.proofs"))
    assert measure.modules("tests.bench", "no such part") == []
