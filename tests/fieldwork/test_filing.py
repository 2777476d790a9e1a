"""A report is filed once, whole, and its readers are told; what may not be filed is refused and nothing is written."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from portage.core.models import Entry, Message
from portage.core.refusals import Forbidden, Refused, Several
from portage.fieldwork.actions.drafts import keep_draft
from portage.fieldwork.actions.filing import file_report
from portage.fieldwork.models import Account, Draft, Prospect, Report, Section
from portage.fieldwork.rules.content import Seen, Told
from portage.network.actions import add_contact, add_customer
from portage.network.models import Contact
from tests.cast import AT, by, make_cast
from tests.fieldwork.visits import NEEDS, NOON, VISITED, customer_of, filed, head, running, told

pytestmark = pytest.mark.django_db


def codes(refusal) -> list[str]:
    return [one.code for one in refusal.value.refusals]


def nothing_filed() -> bool:
    return not (Report.objects.exists() or Section.objects.exists() or Prospect.objects.exists())


def test_a_report_holds_a_section_for_the_contract_and_one_for_the_groups_own_products():
    cast = make_cast()
    contract = running(cast)
    report = filed(cast, customer_of(cast), contract, sections=[told(contract), told(None, actions=())]).reports[0]
    section = report.sections.get(contract=contract)
    assert (report.book.subsidiary, report.author) == (cast.poland, cast.sales_engineer)
    assert section.accounts.get().needs == NEEDS
    assert section.accounts.get().competitors.get().price == Decimal("14.2")
    assert section.actions.get().side == "principal"
    assert report.sections.filter(contract=None).count() == 1


def test_the_same_report_sent_again_changes_nothing_and_other_words_under_its_key_are_told():
    cast = make_cast()
    contract, customer, key = running(cast), customer_of(cast), uuid4()
    first = filed(cast, customer, contract, key=key)
    again = filed(cast, customer, contract, key=key, at=NOON + timedelta(hours=3))
    assert (again.again, again.reports) == (True, first.reports)
    written = (Report.objects.count(), Section.objects.count(), Message.objects.count(), Entry.objects.count())
    with pytest.raises(Refused) as refused:
        filed(cast, customer, contract, key=key, sections=[told(contract, needs="Something else.")])
    assert refused.value.code == "filed_otherwise"
    assert written == (Report.objects.count(), Section.objects.count(), Message.objects.count(), Entry.objects.count())


def test_a_colleague_with_the_same_key_files_their_own():
    cast = make_cast()
    contract, customer, key = running(cast), customer_of(cast), uuid4()
    filed(cast, customer, contract, key=key)
    assert not filed(cast, customer, contract, key=key, who=cast.subsidiary_manager).again
    assert Report.objects.count() == 2


def test_an_empty_section_is_not_sent():
    cast = make_cast()
    contract = running(cast)
    report = filed(cast, customer_of(cast), contract, sections=[Told(contract.pk)], note="Came for nothing.").reports[0]
    assert not report.sections.exists()
    assert not Message.objects.filter(kind="fieldwork.section").exists()


def test_the_sme_is_told_at_once_without_a_word_of_what_was_said():
    cast = make_cast()
    filed(cast, customer_of(cast), running(cast))
    message = Message.objects.get(kind="fieldwork.section")
    assert message.recipient == cast.director.person
    assert not any(word in message.subject + message.text for word in ("Wisła", "Lemon", "phthalates"))


def test_a_visit_makes_a_prospect_and_a_call_does_not_bring_it_back():
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    filed(cast, customer, contract, kind="call")
    assert Prospect.objects.get().stage == "contacted"
    filed(cast, customer, contract)
    filed(cast, customer, contract, kind="call")
    prospect = Prospect.objects.get()
    assert (prospect.stage, prospect.moves.count()) == ("visited", 2)


def test_who_was_met_is_kept_longer():
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    contact = add_contact(customer, by=by(cast.sales_engineer), at=AT, name="Ewa", phone="+48 1", source="visit")
    met = head(customer).met[0]
    filed(cast, customer, contract, met=(replace(met, contact=contact.pk),))
    assert Contact.objects.get().used_on == VISITED


def test_a_confidential_contract_has_a_report_of_its_own_that_only_the_named_find():
    cast = make_cast()
    named = [cast.manager, cast.counsel, cast.director, cast.sales_engineer, cast.subsidiary_manager]
    open_one = running(cast)
    secret = running(cast, start={"confidential_to": named}, countries=["CZ"])
    reports = filed(cast, customer_of(cast), open_one, secret).reports
    assert [list(report.sections.values_list("contract", flat=True)) for report in reports] == [
        [open_one.pk],
        [secret.pk],
    ]
    from portage.network import access

    def finds(member) -> int:
        by(member)
        return access.visible(member.person, Report.objects.all()).count()

    assert (finds(cast.sales_engineer), finds(cast.manager), finds(cast.auditor)) == (2, 2, 1)


@pytest.mark.parametrize("who", ["manager", "director", "sister_manager"])
def test_only_the_people_of_the_agent_file(who):
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    with pytest.raises((Forbidden, Several)):
        filed(cast, customer, contract, who=getattr(cast, who))
    assert nothing_filed()


BAD = {
    "a day that has not come": ({"visited_on": date(2024, 4, 12)}, "in_the_future"),
    "a visit of three years ago": ({"visited_on": date(2021, 4, 1)}, "too_old"),
    "no language": ({"language": "xx"}, "unknown_language"),
    "an unknown kind": ({"kind": "dinner"}, "unknown_kind"),
    "a place that reverses the line": ({"place": "Toru\u202en"}, "unseen_character"),
    "a note of six thousand letters": ({"note": "x" * 6000}, "too_many_characters"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_head_is_refused_whole(name):
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    over, code = BAD[name]
    with pytest.raises(Several) as refused:
        filed(cast, customer, contract, **over)
    assert code in codes(refused)
    assert nothing_filed()


def test_the_clock_of_a_traveller_east_of_here_is_not_in_the_future():
    cast = make_cast()
    assert filed(cast, customer_of(cast), running(cast), visited_on=date(2024, 4, 11)).reports


def test_a_customer_of_the_sister_subsidiary_does_not_exist():
    cast = make_cast()
    contract = running(cast)
    theirs = add_customer(cast.japan.pk, name="Aozora", country="JP", by=by(cast.sister_manager), at=AT)
    with pytest.raises(Several) as refused:
        filed(cast, theirs, contract)
    assert "not_own_customer" in codes(refused)
    assert nothing_filed()


def test_a_section_of_a_contract_that_ended_is_refused_and_one_of_a_visit_before_the_end_is_not():
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    type(contract).objects.filter(pk=contract.pk).update(status="ended", ends_on=date(2024, 4, 9))
    contract.refresh_from_db()
    with pytest.raises(Several) as refused:
        filed(cast, customer, contract)
    assert codes(refused) == ["ended"]
    assert refused.value.refusals[0].details["section"] == 0
    assert "9 April 2024" in str(refused.value.refusals[0].message)
    assert nothing_filed()
    assert filed(cast, customer, contract, visited_on=date(2024, 4, 9)).reports


def wrong_sections(cast, contract):
    """What is told -> the refusal."""
    return {
        "twice": [told(contract), told(contract, needs="Again.")],
        "price_needs_currency": [told(contract, competitors=(Seen("Nord", price=Decimal("1")),))],
        "foreign_product": [told(contract, shown=(uuid4(),))],
        "action_too_late": [told(contract, actions=(replace(told(contract).actions[0], due_on=date(2024, 4, 1)),))],
        "no_such_side": [told(contract, actions=(replace(told(contract).actions[0], side="customer"),))],
        "says_nothing": [],
    }


@pytest.mark.parametrize(
    "code", ["twice", "price_needs_currency", "foreign_product", "action_too_late", "no_such_side", "says_nothing"]
)
def test_a_wrong_section_is_refused_with_its_place(code):
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    with pytest.raises(Several) as refused:
        filed(cast, customer, contract, sections=wrong_sections(cast, contract)[code])
    assert codes(refused) == [code]
    assert nothing_filed()


def test_filing_ends_the_draft():
    cast = make_cast()
    contract, customer, key = running(cast), customer_of(cast), uuid4()
    me = by(cast.sales_engineer)
    keep_draft(key, content={"customer": str(customer.pk)}, seen=0, by=me, at=NOON)
    file_report(key, head=head(customer), sections=[told(contract)], contracts={contract.pk: contract}, by=me, at=NOON)
    assert not Draft.objects.exists()
    with pytest.raises(Refused, match="filed_already"):
        keep_draft(key, content={}, seen=0, by=me, at=NOON)


def test_a_draft_written_elsewhere_is_not_covered():
    cast = make_cast()
    me, key = by(cast.sales_engineer), uuid4()
    keep_draft(key, content={"needs": "phone"}, seen=0, by=me, at=NOON)
    keep_draft(key, content={"needs": "office"}, seen=1, by=me, at=NOON)
    for seen in (0, 1):
        with pytest.raises(Refused, match="draft_changed"):
            keep_draft(key, content={"needs": "phone again"}, seen=seen, by=me, at=NOON)
    assert Draft.objects.get().content == {"needs": "office"}


def test_words_and_days_of_what_was_filed_never_change():
    from django.db import DatabaseError, connection, transaction

    cast = make_cast()
    filed(cast, customer_of(cast), running(cast))
    for statement in (
        "UPDATE fieldwork_report SET filed_at = written_at",
        "DELETE FROM fieldwork_account",
        "UPDATE fieldwork_account SET interest = 0",
        "UPDATE fieldwork_section SET reference = 'x'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Account.objects.get().interest == 3
