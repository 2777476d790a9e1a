"""The commission of the marked world: each text that somebody types on the way holds the word of its owners."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from contracts.models import Contract
from portage.core import clock


def commissioned(cast: Any, contract: Contract, now: datetime, word: str) -> None:
    """Orders in two currencies, a credit note, a debt lost, a statement disputed, answered, paid, invoiced under a mandate."""
    from portage.commission.actions import answering, mandates, paying, rates
    from portage.commission.models import Share, ShareAnswer, Split
    from tests.cast import by
    from tests.commission.invoiced import invoiced
    from tests.commission.selling import Sales

    me, other = by(cast.director), by(cast.subsidiary_manager)
    told = [("PLN", date(2024, 5, 15), Decimal("0.2331"))]
    rates.tell_rates(contract, rates=told, source=f"{word} banque", by=me, at=now)
    sales, customer = Sales(cast, contract), {"customer": f"{word} Parfums", "city": f"{word}ville"}
    days = ("2024-04-02", "2024-04-03", "2024-05-20")
    sales.sold(1000, *days, "2024-05-15", currency="PLN", **customer)
    sales.sold(15600, *days, "2024-05-15", **customer)
    sales.credit(sales.sold(70, *days, "2024-05-15", **customer), 70, "2024-06-03", reason=f"{word} avoir")
    sales.lost(sales.sold(80, *days, **customer), "2024-06-04", proof=f"{word} jugement")
    statement = sales.issue("2024-06-30", at=now)
    line = statement.lines.filter(amount=936).get()
    dispute = answering.dispute_line(line, reason=f"{word} conteste", rate=Decimal("0.08"), by=other, at=now)
    answering.answer_dispute(dispute, uphold=True, reason=f"{word} admet", by=me, at=now)
    paid = {"amount": Decimal(900), "paid_on": date(2024, 7, 30), "note": f"{word} virement"}
    paying.record_payment(statement, **paid, by=me, at=now)
    invoice, mandate = invoiced(cast, statement, at=now)
    mandates.contest_invoice(invoice, reason=f"{word} facture", by=other, at=now)
    today = clock.day_in(cast.poland.time_zone, now)
    mandates.end_mandate(mandate, from_day=today, reason=f"{word} mandat", by=me, at=now)
    given = {"membership": cast.director, "at": now}
    split = Split.objects.create(order=line.order, number=1, rule="agreed", **given)
    share = Share.objects.create(split=split, contract=contract, place=0, percent=100, claim="recorded")
    ShareAnswer.objects.create(share=share, agrees=False, reason=f"{word} décline", **given)
