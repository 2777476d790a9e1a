"""Fill a new folder as `make run` does, and write down where the things that tests look at are: `things.json`.

Runs in a process of its own (`python -m tests.e2e.things`), before the server: tests themselves know only pages.
"""

import json
import os
import runpy
from datetime import datetime
from pathlib import Path
from typing import Any

import django

from tests import migrated
from tests.measure import ROOT, SQLITE

# A word that tests use, and the agreement of the demonstration that it names.
CONTRACTS = {
    "near": "isoreva-br",
    "both_languages": "opaline-de",
    "moral": "tanins-es",
    "indefinite": "opaline-es",
    "begun": "isoreva-jo",
    "typed": "pigmalis-in",
    "overlapping": "pigmalis-mx",
    "proposed": "pigmalis-us",
    "negotiated": "pigmalis-us",
    "open": "tanins-us",
    "to_sign": "jointec-de",
    "half_signed": "silicats-kr",
    "on_paper": "verrex-jp",
    "refused": "membrana-jp",
    "leaving": "jointec-mx",
    "end_proposed": "chimilex-gb",
    "ended": "silicats-es",
    "secret": "pmi4-confidential",
    "withdrawn": "aromelia-us",
    "amended": "silicats-br",
    "prospected": "pmi3-pl",
}
ORGANISATIONS = {"group": "rhodia", "subsidiary": "rhodia-br", "sme": "isoreva"}


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django_tasks_db.models import DBTaskResult

    from portage.core import clock
    from portage.home.demo import cases

    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    begin_with_what_is_migrated(settings.VAR_DIR / SQLITE)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    runpy.run_path(str(ROOT / "bin/prepare"))["collect_static"](settings.VAR_DIR)
    now = clock.now()
    told = cases.load(now=now, documents=False)
    # certificates of years past would keep both workers busy while people are looked at
    DBTaskResult.objects.filter(task_path="contracts.jobs.write_certificates").delete()
    found = things(told) | {"own_model": str(model_of_the_group(told, now)), "key_to_take": key_to_take(told, now)}
    (settings.VAR_DIR / "things.json").write_text(json.dumps(found))


def begin_with_what_is_migrated(database: Path) -> None:
    """The tests may have kept an empty database of this very code: migrating takes a minute."""
    if migrated.kept().exists() and not database.exists():
        migrated.copy(migrated.kept(), database)


def things(told: Any) -> dict[str, str]:
    """Identifiers by word."""
    from portage.network.keys.invitations import key_of

    found = {word: told.contracts[key].pk for word, key in CONTRACTS.items()}
    found |= {word: told.orgs[key].pk for word, key in ORGANISATIONS.items()}
    found["amending"] = told.contracts["pmi3-lb"].amendments.get().pk
    found["last_day"] = told.contracts["chimilex-pl"].last_notice_day
    found["duty"] = told.contracts["pmi3-iq"].duties.first().pk
    found["document"] = told.contracts[CONTRACTS["near"]].documents.get(kind="contract").pk
    found["notice"] = told.contracts[CONTRACTS["leaving"]].notices.get().pk
    customer = told.orgs[ORGANISATIONS["subsidiary"]].customers.order_by("name").first()
    found["customer"], found["contact"] = customer.pk, customer.contacts.order_by("name").first().pk
    prospected = told.contracts[CONTRACTS["prospected"]].prospects
    found["prospect"] = prospected.get(customer__name="Fabryka Mydła Gdynia").pk
    twice = prospected.filter(customer__name__istartswith="Kosmetyki Jura").order_by("-since")
    found["twice_gone"], found["twice_kept"] = (one.customer_id for one in twice)
    section = told.contracts[CONTRACTS["near"]].sections.order_by("-filed_at").first()
    found["section"], found["report"] = section.pk, section.report_id
    found["product"] = next(iter(told.goods[ORGANISATIONS["sme"]].values())).pk
    found["written_model"] = told.orgs[ORGANISATIONS["group"]].contract_models.get(working_copy__isnull=False).pk
    found["model"], found["model_version"] = told.published.model_id, told.published.number
    group = told.orgs[ORGANISATIONS["group"]]
    there = group.memberships.filter(ended_at=None, is_administrator=False).order_by("pk")
    found["member"], found["program"] = there.filter(is_program=False).first().pk, there.get(is_program=True).pk
    found["former"] = group.memberships.filter(ended_at__isnull=False).order_by("pk").first().pk
    found["invitation_key"] = key_of(told.orgs[ORGANISATIONS["sme"]].invitations.first())
    found |= companies_of(group) | talks_of(group, told.contracts[CONTRACTS["near"]])
    found |= candidatures_of(group) | orders_of(told.contracts[CONTRACTS["near"]])
    found |= needs_of(told.contracts[CONTRACTS["near"]])
    found |= candidatures_of(group) | orders_of(told.contracts[CONTRACTS["near"]]) | invoices_of(told)
    return {word: str(value) for word, value in found.items()}


def invoices_of(told: Any) -> dict[str, Any]:
    """A commission invoice that stands, its statement, one that a credit note took back, and a statement to be invoiced."""
    from portage.commission.models import Batch, CommissionInvoice, Statement

    contract = told.contracts[CONTRACTS["near"]]
    rows = CommissionInvoice.objects.filter(contract=contract, credits=None).order_by("day", "pk")
    stands = rows.filter(credited_by=None).first()
    waiting = Statement.objects.filter(contract=contract, acceptance__isnull=False, commission_invoices=None)
    return {
        "invoice": stands.pk, "statement": stands.statement_id, "taken_back": rows.exclude(credited_by=None).first().pk,
        "to_invoice": waiting.first().pk, "batch": Batch.objects.get(organisation=contract.principal).pk,
    }  # fmt: skip


def talks_of(group: Any, contract: Any) -> dict[str, Any]:
    """A space between agencies, a thread of it with a reported post, an answered one, one that is closed; a contract's."""
    from portage.forum.models import Post, Thread

    threads = Thread.objects.filter(space__group=group)
    reported = Post.objects.get(flags__settled=False)
    edited = Post.objects.get(edited_at__isnull=False)
    return {
        "space": reported.thread.space_id, "talk": reported.thread_id, "reported": reported.pk, "edited": edited.pk,
        "talk_answered": edited.thread_id, "talk_locked": threads.get(locked=True).pk, "talk_short": threads.get(title__startswith="Pigments").pk,
        "own_reply": edited.thread.messages.get(number=5).pk, "talk_of_contract": Thread.objects.get(space__contract=contract).pk,
        "talk_gone": Post.objects.get(taken_back_at__isnull=False).thread_id,
    }  # fmt: skip


def orders_of(contract: Any) -> dict[str, Any]:
    """Orders of one contract, by how far they came."""
    from portage.commission.models import CreditNote, Invoice, ShareAnswer

    orders = contract.orders_taken.order_by("received_on")
    waits = contract.shares_of_orders.filter(split__outcome=None, answer=None)
    bills = Invoice.objects.filter(order__contract=contract)
    owed = bills.filter(payments=None, lost=None).order_by("day").last()
    credited = CreditNote.objects.filter(invoice__order__contract=contract).first()
    billed = bills.values("order__source")
    declined = ShareAnswer.objects.get(agrees=False, share__split__order__contract=contract)
    return {
        "order_late": orders.filter(status="waiting", asked_at=None).first().pk,
        "order_asked": orders.get(asked_at__isnull=False).pk,
        "order_refused": orders.filter(status="refused").first().pk,
        "order_disputed": orders.filter(remarks__disputes__gt="").first().pk,
        "order_accepted": orders.filter(status="accepted", deliveries=None, delivery_country="").exclude(pk__in=billed).last().pk,
        "order_invoiced": owed.order.source, "order_credited": credited.invoice.order.source,
        "order_shared": declined.share.split.order.source, "part_declined": declined.share_id,
        "part_waits": waits.order_by("split__at").last().pk,
    }  # fmt: skip


def needs_of(contract: Any) -> dict[str, Any]:
    """Needs, quotes, complaints and samples of one contract, by how far they came."""
    from portage.needs.queries.samples import samples

    asked = contract.matters.order_by("at")
    needs, quotes, complaints = (asked.filter(kind=kind) for kind in ("need", "quote", "complaint"))
    sent = samples().filter(contract=contract)
    return {
        "need_late": needs.filter(status="waiting", asked_at=None).first().pk,
        "need_asked": needs.get(asked_at__isnull=False).pk,
        "need_answered": needs.filter(status="yes").first().pk,
        "quote_waiting": quotes.get(status="waiting").pk,
        "quote_given": quotes.filter(status="given").last().pk,
        "quote_ordered": quotes.get(status="ordered").pk,
        "complaint_closed": complaints.filter(status="closed").first().pk,
        "complaint_accepted": complaints.get(status="accepted").pk,
        "said": needs.get(asked_at__isnull=False).thread.first().pk,
        "sample_tried": sent.filter(standing="bad").first().pk,
        "sample_received": sent.filter(standing="received").first().pk,
        "sample_sent": sent.filter(standing="sent").first().pk,
    }  # fmt: skip


def companies_of(group: Any) -> dict[str, Any]:
    """A record that the group holds for one company with another subsidiary's, and two that look like one."""
    from portage.fieldwork.models import SameCompany
    from portage.network.models import Customer

    said = SameCompany.objects.get(group=group)
    twin = said.other.owner.customers.exclude(pk=said.other_id).filter(name__in=_shouted(said.one.owner)).first()
    own = next(one for one in Customer.objects.filter(owner=said.one.owner) if one.name.upper() == twin.name)
    return {"company": said.one_id, "alike": own.pk, "alike_other": twin.pk}


def _shouted(owner: Any) -> list[str]:
    return [name.upper() for name in owner.customers.values_list("name", flat=True)]


def candidatures_of(group: Any) -> dict[str, Any]:
    """The public page of a group, one candidature that it has to answer, one that waits to be confirmed, and their keys."""
    from portage.network.keys.candidatures import confirm_key, own_key

    received = group.candidatures.filter(status="received").order_by("made_at").first()
    unconfirmed = group.candidatures.filter(status="unconfirmed").first()
    return {
        "page_key": group.candidature_page.key, "candidature": received.pk, "own_key": own_key(received),
        "confirm_key": confirm_key(unconfirmed),
    }  # fmt: skip


def key_to_take(told: Any, now: datetime) -> str:
    """The key of an invitation that a test accepts."""
    from portage.network.actions import invite
    from portage.network.keys.invitations import key_of

    sme = ORGANISATIONS["sme"]
    by = told.by(sme, ("managing_director", "export_director"), now)
    return key_of(invite(told.orgs[sme], email="nora@isoreva.example", role="auditor", by=by, at=now))


def model_of_the_group(told: Any, now: datetime) -> Any:
    """A group's own model, which its counsel may change."""
    from contracts.actions.models import duplicate_model

    group = ORGANISATIONS["group"]
    by = told.by(group, ("legal_counsel",), now)
    return duplicate_model(
        told.published, owner=told.orgs[group], name="Agent contract of Rhodia", by=by, at=now
    ).model_id


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portage.settings")
    main()
