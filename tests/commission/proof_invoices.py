"""Invoices of random statements by the verbs, and files with one wrong total, for `make prove`; many at once on one series."""

import re
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from unittest import mock

from django.db import connections, transaction

from contracts.models import Contract
from portage.commission import invoicing
from portage.commission.actions import answering, billing
from portage.commission.documents import examiner, facturx
from portage.commission.documents.examining import examine_xml
from portage.commission.models import CommissionInvoice, Line, Statement
from portage.commission.rules.periods import following
from portage.core import files
from portage.core.refusals import Refused
from portage.network.models import Organisation
from tests.cast import by
from tests.commission.invoiced import numbered
from tests.commission.proof import World
from tests.commission.pure import money
from tests.commission.stories import UNITS, story

NAME = "factur-x"
SEED = 380
AT = datetime(2030, 1, 3, 12, tzinfo=UTC)
# What a file says of its sums: each is changed by one cent in turn.
SUMS = re.compile(
    rb"<ram:(LineTotal|TaxBasisTotal|TaxTotal|GrandTotal|DuePayable|Basis|Calculated)Amount[^>]*>(-?\d+(?:\.\d+)?)<"
)
COUNTRIES = (("FR", "PL"), ("FR", "FR"), ("FR", "JP"), ("JP", "FR"), ("JP", "PL"))  # the principal's, the agent's
TREATMENTS = ("reverse_charge", "domestic", "from_outside", "to_outside", "elsewhere")
CURRENCIES = ("EUR", "PLN", "JPY", "JOD")
QUARTERS = 4  # of a contract


class Drawn:
    """Statements of random lines, four of a contract; `cents` is what the lines of each add up to, in the smallest unit."""

    def __init__(self) -> None:
        self.world, self.chance, self.turn = World(), Random(SEED), 0
        numbered(self.world.cast)

    def contract(self) -> tuple[Contract, str, str]:
        """The next contract, its currency and the treatment of its tax: each comes in its turn."""
        self.turn += 1
        turn, currency = self.turn % len(COUNTRIES), CURRENCIES[self.turn // len(COUNTRIES) % len(CURRENCIES)]
        principal, agent = COUNTRIES[turn]
        Organisation.objects.filter(pk=self.world.cast.sme.pk).update(country=principal)
        Organisation.objects.filter(pk=self.world.cast.poland.pk).update(country=agent)
        told = story(Random(0).randint, orders=1)
        told.currency, told.rates = currency, {}
        return self.world.contract(told), currency, TREATMENTS[turn]

    def statements(self) -> Iterator[tuple[Statement, int]]:
        """Accepted ones, and what each adds up to; those of zero are left out."""
        contract, currency, treatment = self.contract()
        for quarter in range(QUARTERS):
            first = date(2024, 1 + 3 * quarter, 1)
            last = following(first - timedelta(days=1), 3).last_day
            cents = [self.cents(quarter) for _line in range(self.chance.randint(1, 6))]
            if not sum(cents):
                continue
            made = Statement.objects.create(
                contract=contract, reference=f"S-{contract.reference}-{quarter}"[:20], first_day=first, last_day=last,
                currency=currency, total=money(sum(cents), currency), issued_on=last, due_on=last, vat=treatment, at=AT,
            )  # fmt: skip
            Line.objects.bulk_create(self.line(made, place, one) for place, one in enumerate(cents, 1))
            answering.accept_statement(made, by=by(self.world.cast.subsidiary_manager), at=AT)
            yield made, sum(cents)

    def cents(self, quarter: int) -> int:
        """Mostly earned; in later quarters more is taken back. A dinar's third decimal is sometimes zero."""
        return (
            self.chance.choice((1, 1, 1, -1 if quarter else 1))
            * self.chance.choice((10, 1))
            * self.chance.randint(1, 10**7)
        )

    def line(self, made: Statement, place: int, cents: int) -> Line:
        amount, rate = money(cents, made.currency), Decimal(self.chance.choice(("0.06", "0.045", "0.12345")))
        base = (amount / rate).quantize(Decimal("0.001"))
        return Line(
            statement=made, contract=made.contract, number=place, section="earned" if cents > 0 else "adjustment",
            key=f"{made.pk} {place}", unit=str(place), event=str(place), kind="paid", day=made.last_day,
            product=self.chance.choice(self.world.products), base=base, currency=made.currency, converted=base, rate=rate,
            amount=amount, rule="rate", terms=1, year=2024, counted=True,
        )  # fmt: skip


def invoice(drawn: Drawn, statement: Statement) -> CommissionInvoice | None:
    """Its invoice; None where it cannot be one: a sum finer than a cent, a credit with no invoice before it."""
    given: dict[str, Any] = {"rate": Decimal(20)} if statement.vat == "domestic" else {}
    try:
        return billing.make_invoice(statement, **given, by=by(drawn.world.cast.subsidiary_manager), at=AT)
    except Refused as refused:
        if refused.code in {"too_fine", "no_invoice_before"}:
            return None
        raise


def files_of(drawn: Drawn, count: int) -> Iterator[tuple[Statement, int, CommissionInvoice, bytes]]:
    done = 0
    while done < count:
        for statement, cents in drawn.statements():
            if (row := invoice(drawn, statement)) and done < count:
                done += 1
                yield statement, cents, row, files.read(row.xml)


def wrong(xml: bytes, chance: Random) -> bytes:
    """The same with one sum a cent higher."""
    found = chance.choice(list(SUMS.finditer(xml)))
    sum_of = str(Decimal(found[2].decode()) + Decimal("0.01")).encode()
    return xml[: found.start(2)] + sum_of + xml[found.end(2) :]


def rows(fast: bool) -> Iterator[dict]:
    drawn, chance, count = Drawn(), Random(SEED), 30 if fast else 2000
    invalid = unequal = passed = 0
    for statement, cents, row, xml in files_of(drawn, count):
        verdict = examine_xml(xml)
        invalid += not verdict.ok
        net = abs(money(cents, statement.currency))
        taxed = charged(abs(cents), statement.currency) if statement.vat == "domestic" else Decimal(0)
        unequal += not (verdict.said.net == row.net == net and verdict.said.vat == row.vat == taxed)
        passed += examine_xml(wrong(xml, chance)).ok
    of = {"unit": f"of {count}", "goal": 0}
    yield {"name": f"{NAME}: invoices of random statements that schema or Schematron refuse", "value": invalid, **of}
    yield {"name": f"{NAME}: invoices whose totals are not the statement's", "value": unequal, **of}
    yield {"name": f"{NAME}: files with one wrong total that are not refused", "value": passed, **of}
    threads = 4 if fast else 16
    off = in_series(drawn, threads)
    yield {"name": f"{NAME}: gaps, doubles, errors in a series written at once", "value": off, "unit": f"of {threads} writers, a third cut off", "goal": 0}  # fmt: skip


def charged(cents: int, currency: str) -> Decimal:
    """Twenty per cent, in whole numbers: to the smallest unit, but to the cent at most; halves go up."""
    units = min(UNITS[currency], 2)
    scale = 10 ** (UNITS[currency] - units)
    return Decimal((cents * 20 * 2 + 100 * scale) // (200 * scale)).scaleb(-units)


def in_series(drawn: Drawn, threads: int) -> int:
    """Many writers invoice and take back at once under one contract, some cut off before the end: what is not 1, 2, 3… in the
    series, and whatever ends otherwise than by being refused."""
    drawn.turn = len(COUNTRIES) * len(CURRENCIES) - 1
    statement = next(one for one, cents in drawn.statements() if cents > 0)
    ready, errors = threading.Barrier(threads), []
    me = by(drawn.world.cast.subsidiary_manager)

    def write(turn: int) -> None:
        try:
            ready.wait()
            for _round in range(2):
                row = billing.make_invoice(statement, by=me, at=AT)
                if turn % 3 == 2:
                    cut_off(row, me)
                billing.credit_invoice(row, by=me, at=AT)
        except (Refused, CutOff):
            pass
        except Exception as error:
            errors.append(repr(error))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=write, args=(turn,)) for turn in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    written = CommissionInvoice.objects.filter(contract=statement.contract).order_by("serial")
    kept = list(written.values_list("serial", flat=True))
    off = sum(serial != place for place, serial in enumerate(kept, 1))
    return off + len(errors) + (not kept)


def cut_off(row: CommissionInvoice, me: Any) -> None:
    """The process dies once the credit note is numbered and written, before the transaction ends."""
    with transaction.atomic():
        billing.credit_invoice(row, by=me, at=AT)
        raise CutOff


class CutOff(Exception):
    """The end of a process."""


def control(fast: bool) -> Iterator[dict]:
    """The schema alone, which knows no sums; a series whose places are drawn two by two."""
    drawn, chance, passed = Drawn(), Random(SEED), 0
    for _statement, _cents, _row, xml in files_of(drawn, 3):
        passed += examiner.schema(facturx.PROFILE).validate(facturx.read(wrong(xml, chance)))
    yield {"name": f"{NAME}: wrong totals (schema alone)", "value": passed, "unit": "found", "goal": 0}
    with mock.patch.object(billing, "next_place", two_by_two):
        yield {"name": f"{NAME}: series (two by two)", "value": in_series(drawn, 1), "unit": "found", "goal": 0}


def two_by_two(*given: Any, **told: Any) -> dict[str, Any]:
    place = invoicing.next_place(*given, **told)
    return {**place, "serial": place["serial"] + 1}
