"""To an SME nothing tells that a report says more: with and without two other sections and a private note, the same bytes.

Two worlds are told at the same instants, one report in each. In the second one it also speaks to another SME and of the group's
own products, with files, actions, corrections and answers there. Random identifiers are compared by what they name.
"""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from unittest import mock
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.models import Contract
from portage.core.models import Entry, Message
from portage.fieldwork.actions.attaching import attach
from portage.fieldwork.actions.correcting import correct_section
from portage.fieldwork.actions.following import acknowledge, remark, take_action
from portage.fieldwork.models import Section
from tests.cast import by, make_cast
from tests.contracts.door import on
from tests.contracts.portfolio import copies
from tests.every_address import client_of, unlimited
from tests.every_address import told as told_by
from tests.fieldwork.visits import NOON, customer_of, filed, running, told

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
KEY = UUID(int=7)
PDF = b"%PDF-1.7 price list"


class Undone(Exception):
    """The world is taken back."""


@pytest.fixture(autouse=True)
def no_limit() -> Iterator[None]:
    """Requests are asked twice, and in both worlds."""
    with unlimited():
        yield


def life(cast, contract, others, *, more: bool):
    """One report, whatever else it says, and what follows it."""
    customer, me = customer_of(cast), by(cast.sales_engineer)
    sections = [told(contract, minutes=30)]
    if more:
        rival = told(others, needs="Solvents.", order_taken=True, interest=4, minutes=240)
        sections = [rival, *sections, told(None, actions=(), needs="Ours: two tonnes.")]
    report = filed(
        cast, customer, contract, *([others] if more else []), key=KEY, sections=sections,
        note="They will move." if more else "",
    ).reports[0]  # fmt: skip
    section = report.sections.get(contract=contract)
    if more:
        other = report.sections.get(contract=others)
        for number, to in enumerate((other, report, report.sections.get(contract=None))):
            attach(to, key=UUID(int=number), content=PDF + b" of others", name="others.pdf", by=me, at=NOON)
        correct_section(other, told=told(others, needs="None."), reason="No.", seen=1, by=me, at=LATER)
        remark(other, text="Thank you.", by=by(cast.rival_director), at=LATER)
        acknowledge(other, by=by(cast.rival_director), at=LATER)
    attach(section, key=KEY, content=PDF, name="prices.pdf", by=me, at=NOON)
    fixed = told(contract, competitors=(replace(told(contract).competitors[0], name="Nord"),))
    correct_section(section, told=fixed, reason="Its name.", seen=1, by=by(cast.sales_engineer), at=LATER)
    remark(section, text="CL-12 is free of them.", by=by(cast.director), at=LATER)
    take_action(section.actions.get(), by=by(cast.director), at=LATER)
    return section


def received(cast, section) -> dict[str, tuple]:
    """{address: (queries, status, body, headers)} of everything that the SME's director reads; and their mail, their export."""
    action, file = section.actions.get(), section.files.get()
    names = {section.pk: "section", action.pk: "action", file.pk: "file", section.reference: "reference"}
    names |= {remark.pk: f"remark {turn}" for turn, remark in enumerate(section.remarks.all())}
    names[section.contract.prospects.get().pk] = "prospect"
    pages = [
        "/", "/badges/", reverse("fieldwork:sections"), reverse("fieldwork:sections") + "?view=all&sort=customer",
        reverse("fieldwork:section", args=[section.pk]), reverse("fieldwork:export_sections", args=["csv"]) + "?view=all",
        reverse("fieldwork:section_file", args=[file.pk]), "/api/v1/sections/", f"/api/v1/sections/{section.pk}/",
        f"/contracts/{section.contract_id}/", f"/contracts/{section.contract_id}/journal/", "/reports/", "/api/v1/reports/",
        reverse("fieldwork:mirror", args=[section.contract_id]), "/mirror/", "/api/v1/mirrors/", "/activity/?month=2024-04&by=contract",
    ]  # fmt: skip
    client = client_of(cast.director)
    found = {}
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            status, body, headers = told_by(client.get(page), page, "no such thing")
        found[plain(page, names)] = (
            len(asked),
            status,
            plain(body.decode(errors="replace"), names),
            plain(str(headers), names),
        )
    sent = Message.objects.filter(recipient=cast.director.person, kind="fieldwork.section").order_by(
        "created_at", "key"
    )
    found["mail"] = tuple(plain(f"{one.key} {one.subject} {one.text} {one.action}", names) for one in sent)
    return found


def plain(text: str, names: dict) -> str:
    """The same, with each random identifier told by what it names: their own lengths and order stay."""
    for pk, name in names.items():
        text = text.replace(str(pk), f"<{name}>")
    return text


def lived(cast, contract, others, *, more: bool) -> dict[str, tuple]:
    """What the SME receives in one of the two worlds, which is then taken back."""
    found = {}
    try:
        with transaction.atomic():
            found = received(cast, life(cast, contract, others, more=more))
            raise Undone
    except Undone:
        return found


def test_the_sme_receives_the_same_bytes_at_the_same_cost(monkeypatch):
    on(monkeypatch, "2024-04-11")
    cast = make_cast()
    contract = running(cast)
    others = other_contract(cast)
    alone = lived(cast, contract, others, more=False)
    beside = lived(cast, contract, others, more=True)
    assert {page for page in alone if alone[page] != beside[page]} == set()
    assert all(answer[1] in {200, 302} for page, answer in alone.items() if page != "mail")
    assert len(alone["mail"]) == 1


def everything(person, queryset):
    """The access module lets everybody see everything."""
    return queryset.filter(contract__isnull=False) if queryset.model is Section else queryset


def test_the_comparison_would_notice_a_word_of_the_others(monkeypatch):
    on(monkeypatch, "2024-04-11")
    cast = make_cast()
    contract = running(cast)
    others = other_contract(cast)
    with mock.patch("portage.network.access.visible", everything):
        alone = lived(cast, contract, others, more=False)
        beside = lived(cast, contract, others, more=True)
    assert "/api/v1/sections/" in {page for page in alone if alone[page] != beside[page]}


def test_nothing_that_an_sme_may_read_counts_the_sections_of_a_report(monkeypatch):
    """Identifiers and references are random: of three sections of one report, none follows another."""
    on(monkeypatch, "2024-04-11")
    cast = make_cast()
    contract, others = running(cast), other_contract(cast)
    sections = [told(contract), told(others), told(None, actions=())]
    report = filed(cast, customer_of(cast), contract, others, sections=sections).reports[0]
    found = list(Section.objects.filter(report=report))
    assert {one.pk.version for one in found} == {4}
    gaps = [abs(one.pk.int - other.pk.int) for one, other in itertools.combinations(found, 2)]
    assert min(gaps) > 2**64
    kinds = Entry.objects.filter(scope_id__in=[one.pk for one in found]).values_list("facts", flat=True)
    assert all(str(report.pk) not in str(facts) for facts in kinds)


def other_contract(cast) -> Contract:
    """The rival SME's contract with the same subsidiary."""
    return copies(cast, 1, principal=cast.rival_sme)[0]
