"""Binding dates of a contract from figures typed by hand, each with its rule. It needs no database and reads no clock.

Where a database is there, its corrections of the law count; where it cannot be read, the shipped records do, and the
command says so on the error output.

    manage.py explain_dates --law FR --start 2024-03-01 --served-on 2026-12-10
    manage.py explain_dates --law FR --start 2024-03-01 --served-on 2026-12-10 --indefinite --json

Exits 1 with a message when a figure is wrong, when a scale is shorter than a binding minimum, or when the law's rule is
not established and a person must give it.
"""

import json
import re
from datetime import date
from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from contracts import law
from contracts.law import report as reports
from contracts.law.findings import ASK, ERROR, WARNING
from contracts.law.scales import INDEFINITE, RENEWABLE, RENEWAL_CHOICES
from contracts.management.text_of_dates import as_text
from contracts.queries.law import corrections as recorded_corrections


class Command(BaseCommand):
    help = "Explains the binding dates of a contract: terms, last days for notice, end by a notice, with their rules."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--law", required=True, help="governing law, a code such as FR")
        parser.add_argument("--start", required=True, help="first day, YYYY-MM-DD")
        parser.add_argument("--months", default="12", help="months of the first term and of the renewals (12)")
        parser.add_argument("--renewal-months", help="months of the renewals when they differ from the first term")
        parser.add_argument("--notice", help="months of notice by year begun, e.g. 1,2,3 (default: the law's scale)")
        parser.add_argument("--terms", default="5", help="how many terms to show (5)")
        parser.add_argument("--served-on", help="day on which a notice is served, YYYY-MM-DD")
        parser.add_argument("--month-end", action="store_true", help="the contract rounds notice to month ends")
        parser.add_argument("--indefinite", action="store_true", help="a contract of indefinite duration")
        parser.add_argument("--renewal-choice", choices=RENEWAL_CHOICES, help="recorded effect of a renewal clause")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args, **options):
        recorded = corrections()
        if recorded is None:
            self.stderr.write("The database cannot be read: the law as shipped, without corrections.")
        try:
            report = build(options, recorded or ())
        except law.UnknownRule as unknown:
            raise CommandError(say_unknown(unknown)) from unknown
        except law.UnknownJurisdiction as unknown:
            codes = ", ".join(record.code for record in law.jurisdictions())
            raise CommandError(f"--law: no law is recorded under {unknown.code!r}; recorded: {codes}") from unknown
        except law.BeforeFirstDay as early:
            raise CommandError(f"--served-on: {early}, the contract has not begun") from early
        except ValueError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(json.dumps(report, indent=2) if options["json"] else as_text(report))


def corrections() -> tuple[law.Correction, ...] | None:
    """The recorded corrections of the law; None when there is no database to read. A missing file is never created."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite" and not connection.in_atomic_block and not Path(settings["NAME"]).exists():
        return None
    try:
        return recorded_corrections()
    except DatabaseError:
        return None


def build(options: dict, recorded: tuple[law.Correction, ...] = ()) -> dict:
    """The report of the options; raises ValueError with a message that names the option, or the engine's errors."""
    record = law.jurisdiction(options["law"].strip().upper(), recorded)
    first_day = a_day("--start", options["start"])
    served_on = a_day("--served-on", options["served_on"]) if options["served_on"] is not None else None
    agreed = a_scale(options["notice"]) if options["notice"] is not None else None
    nature = INDEFINITE if options["indefinite"] else RENEWABLE
    choice = options["renewal_choice"]
    found = checked(record, law.Agreed(nature=nature, notice=agreed, renewal_choice=choice))
    to_month_end = True if options["month_end"] else None
    applied = law.applied_scale(record, nature=nature, agreed=agreed, to_month_end=to_month_end, renewal_choice=choice)
    dates = binding_dates(options, record, applied, first_day, served_on)
    notes = {kind + "s": [one.as_dict() for one in found if one.severity == kind] for kind in (ASK, WARNING)}
    return {**reports.head(record, applied), **dates, **notes}


def binding_dates(
    options: dict, record: law.Jurisdiction, applied: law.AppliedScale, first_day: date, served_on: date | None
) -> dict:
    """`terms` and `notice`, or only `notice` for an indefinite contract."""
    if applied.nature == RENEWABLE:
        months = a_count("--months", options["months"])
        renewal = a_count("--renewal-months", options["renewal_months"] or months)
        count = a_count("--terms", options["terms"])
        return renewable(law.Chain(first_day, months, renewal), applied, record, served_on, count)
    if served_on is None:
        raise ValueError("--indefinite needs --served-on: such a contract has no terms, only an end by notice")
    return {"notice": reports.indefinite(first_day, applied, record, served_on)}


def renewable(
    chain: law.Chain, applied: law.AppliedScale, record: law.Jurisdiction, served_on: date | None, count: int
) -> dict:
    """`terms` and `notice` of a renewable contract."""
    notice = reports.refusal(chain, applied, record, served_on) if served_on else None
    shown = list(islice(law.each_term(chain, applied.scale), count))
    if len(shown) < count:
        raise ValueError(f"--terms: only {len(shown)} terms fit before the end of the year 9999")
    rows = [reports.term(one, chain, applied, record) for one in shown]
    for row in rows:
        row["opens"] = notice is None or row["number"] <= notice["refuses_renewal_of_term"]
    return {"terms": rows, "notice": notice}


def checked(record: law.Jurisdiction, agreed: law.Agreed) -> tuple[law.Finding, ...]:
    """Findings on the notice and the renewal clause; raises ValueError when one is an error."""
    found = (
        *law.checks.governing_law_findings(record),
        *law.checks.renewal_findings(agreed, record),
        *law.checks.notice_findings(agreed, record),
    )
    for one in found:
        if one.severity == ERROR:
            raise ValueError(say_too_short(one))
    return found


def a_day(option: str, text: object) -> date:
    """A day typed YYYY-MM-DD, and nothing else."""
    text = str(text)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f"{option}: {text!r} is not a day written YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise ValueError(f"{option}: {text!r} is not a day of the calendar ({wrong})") from wrong


def a_count(option: str, text: object) -> int:
    """A whole number of at least 1."""
    text = str(text)
    if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) < 1:
        raise ValueError(f"{option}: {text!r} is not a whole number of at least 1")
    return int(text)


def a_scale(text: object) -> tuple[int, ...]:
    """Months of notice by year begun, separated by commas."""
    parts = [part.strip() for part in str(text).split(",")]
    if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
        raise ValueError(f"--notice: {text!r} is not a list of whole months, none negative, such as 1,2,3")
    return tuple(map(int, parts))


def say_too_short(one: law.Finding) -> str:
    """Which minimum the scale misses, and in which years of contract."""
    where = f"{one.rule.jurisdiction} {one.rule.source}" if one.rule else "the law"
    scale, years = (", ".join(map(str, one.needed[key])) for key in ("months", "years"))
    return (
        f"--notice: shorter than the binding minimum of {where}: {scale} months by year begun "
        f"(too short in year {years})"
    )


def say_unknown(unknown: law.UnknownRule) -> str:
    """What a person must give, with what is recorded and the floor to show."""
    said = f" (recorded: {unknown.rule.source})" if unknown.rule and unknown.rule.source else ""
    floor = ""
    if unknown.bound:
        months = ", ".join(map(str, unknown.bound.value))
        floor = f" Floor, not the national rule: {months} months ({unknown.bound.jurisdiction} {unknown.bound.source})."
    return (
        f"{unknown.jurisdiction}: the length of notice ({unknown.key}) is not established{said}; a person must give "
        f"it, months by year begun, for example --notice 1,2,3.{floor}"
    )
