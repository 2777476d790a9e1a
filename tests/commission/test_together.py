"""Many statements issued at once: each once, each refused by itself, only by who may, only what was on the page."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from contracts.actions import amending, drafting, renewal
from portage.commission.actions import issuing, together
from portage.commission.jobs import issue_entries
from portage.commission.models import Batch, BatchEntry, BatchOutcome, Statement
from portage.core.models import Message
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network import actions as network
from tests.cast import by, make_cast
from tests.commission.selling import Sales, noon, running
from tests.contracts.amending import signed
from tests.contracts.door import on, strangers, text, visitor
from tests.pages import call, same_as_absent

pytestmark = pytest.mark.django_db
QUARTER = date(2024, 6, 30)
AT = noon("2024-07-10")


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def contracts(cast, monkeypatch):
    """For Poland and for Czechia, an order of the second quarter under each."""
    on(monkeypatch, "2024-07-10")
    made = [running(cast), running(cast, countries=["CZ"])]
    for contract in made:
        Sales(cast, contract).sold(15600, "2024-04-02", "2024-04-03", "2024-05-20", "2024-05-15")
    return sorted(made, key=lambda one: one.reference)  # as lists of one day are ordered


def asked(cast, contracts, day: date = QUARTER) -> Batch:
    return together.issue_together([(one, day) for one in contracts], by=by(cast.director), at=AT)


def work(batch: Batch, **places) -> int:
    return together.issue_some(batch.pk, places.get("first", 0), places.get("end", 50), at=AT)


def ends(batch: Batch) -> list[str]:
    return list(
        BatchOutcome.objects.filter(entry__batch=batch).order_by("entry__place").values_list("refusal", flat=True)
    )


def test_each_statement_of_a_batch_is_the_one_that_would_be_issued_by_itself(cast, contracts):
    batch = asked(cast, contracts)
    assert not Statement.objects.exists()
    assert work(batch) == 2
    assert ends(batch) == ["", ""]
    rows = Statement.objects.order_by("contract__reference")
    assert [(row.contract, row.last_day, str(row.total), row.membership) for row in rows] == [
        (one, QUARTER, "936.000", cast.director) for one in contracts
    ]


def test_the_agents_people_have_one_letter_for_all_of_a_batch_and_none_again(cast, contracts):
    Message.objects.all().delete()
    batch = asked(cast, contracts)
    work(batch, end=1)
    work(batch)
    told = Message.objects.filter(kind="commission.statement").values_list("recipient__name", "subject", "action")
    subject, action = f"Commission statements of {cast.sme.name}", reverse("commission:statements")
    assert sorted(told) == [("Claire Roux", subject, action), ("Marek Zielinski", subject, action)]


def test_run_twice_and_by_two_workers_each_statement_exists_once(cast, contracts):
    batch = asked(cast, contracts)
    issue_entries.func(str(batch.pk), 0, 1)
    assert (work(batch), work(batch)) == (1, 0)
    assert Statement.objects.count() == 2


def test_a_worker_that_dies_between_two_leaves_the_first_whole_and_the_second_to_do(cast, contracts, monkeypatch):
    batch = asked(cast, contracts)
    whole = together.issue_statement

    def dying(contract, **given):
        whole(contract, **given)
        if contract == contracts[1]:
            raise KeyboardInterrupt

    monkeypatch.setattr(together, "issue_statement", dying)
    with pytest.raises(KeyboardInterrupt):
        work(batch)
    assert ends(batch) == [""]
    assert Statement.objects.count() == 1
    monkeypatch.undo()
    assert work(batch) == 1
    assert Statement.objects.count() == 2


def test_what_one_contract_refuses_stops_none_of_the_others(cast, contracts):
    batch = asked(cast, contracts)
    issuing.issue_statement(contracts[0], last_day=QUARTER, by=by(cast.director), at=AT)
    work(batch)
    assert ends(batch) == ["already_issued", ""]


def test_a_fault_of_ours_is_told_and_stops_none_of_the_others(cast, contracts, monkeypatch):
    batch = asked(cast, contracts)
    whole = together.issue_statement

    def faulty(contract, **given):
        if contract == contracts[0]:
            raise ZeroDivisionError
        return whole(contract, **given)

    monkeypatch.setattr(together, "issue_statement", faulty)
    work(batch)
    assert ends(batch) == ["failed", ""]


def test_who_left_or_lost_the_role_issues_nothing_more(cast, contracts):
    batch = asked(cast, contracts)
    work(batch, end=1)
    cast.director.role = "auditor"
    cast.director.save()
    work(batch)
    assert ends(batch) == ["", "no_right"]
    assert Statement.objects.count() == 1


def test_what_already_waits_is_left_out_and_nothing_new_is_refused(cast, contracts):
    asked(cast, contracts[:1])
    second = asked(cast, contracts)
    assert [entry.contract for entry in second.entries.all()] == contracts[1:]
    with pytest.raises(Refused, match="nothing_to_issue"):
        asked(cast, contracts)
    assert Batch.objects.count() == 2


def test_only_the_principal_asks_and_only_of_its_own(cast, contracts):
    for who in (cast.subsidiary_manager, cast.manager, cast.rival_director):
        with pytest.raises(Forbidden, match="not_the_principal"):
            together.issue_together([(contracts[0], QUARTER)], by=by(who), at=AT)
    assert not Batch.objects.exists()


def test_not_more_than_the_most_at_once(cast, contracts, monkeypatch):
    monkeypatch.setattr(together, "MOST", 1)
    with pytest.raises(Invalid, match="too_many"):
        asked(cast, contracts)
    assert not Batch.objects.exists()


PAGE = reverse("commission:issue_together")


def test_the_page_issues_what_was_read_on_it_but_for_what_is_left_out(cast, contracts):
    client = visitor(cast.director, sure=True)
    shown = client.get(PAGE)
    assert "2 periods are over" in text(shown)
    given = {"seal": shown.context["seal"], "agree": "on", "leave_out": [str(contracts[1].pk)]}
    response = client.post(PAGE, given)
    batch = Batch.objects.get()
    assert response.url == reverse("commission:batch", args=[batch.pk])
    assert [entry.contract for entry in batch.entries.all()] == contracts[:1]
    assert "0 of 1 issued, 1 to come" in text(client.get(response.url))
    work(batch)
    told = text(client.get(response.url))
    assert "The statement is issued" in told
    assert Statement.objects.get().reference in told


def test_the_page_refuses_a_list_that_has_changed_and_a_box_not_ticked(cast, contracts):
    client = visitor(cast.director, sure=True)
    seal = client.get(PAGE).context["seal"]
    assert client.post(PAGE, {"seal": seal}).status_code == 422
    issuing.issue_statement(contracts[0], last_day=QUARTER, by=by(cast.director), at=AT)
    gone = {"agree": "on", "leave_out": [str(contracts[0].pk)]}
    response = client.post(PAGE, {"seal": seal, **gone})
    assert response.status_code == 409
    assert "The list has changed" in text(response)
    assert not Batch.objects.exists()
    again = client.post(PAGE, {"seal": response.context["seal"], **gone})
    assert again.status_code == 302
    assert [entry.contract for entry in BatchEntry.objects.all()] == contracts[1:]


def test_who_leaves_every_one_out_issues_none_and_is_told(cast, contracts):
    client = visitor(cast.director, sure=True)
    seal = client.get(PAGE).context["seal"]
    response = client.post(PAGE, {"seal": seal, "agree": "on", "leave_out": [str(one.pk) for one in contracts]})
    assert "You left every one of them out" in text(response)
    assert not Batch.objects.exists()


def test_what_was_left_out_stays_so_while_one_says_who_one_is(cast, contracts):
    client = visitor(cast.director)
    sent = {"seal": client.get(PAGE).context["seal"], "agree": "on", "leave_out": [str(contracts[0].pk)]}
    assert client.post(PAGE, sent).status_code == 302
    shown = client.get(PAGE).context["rows"]
    assert [(one["contract"], one["left_out"]) for one in shown] == [(contracts[0], True), (contracts[1], False)]


def test_entries_that_no_job_will_issue_are_asked_for_again_each_by_itself(cast, contracts):
    batch = asked(cast, contracts)
    assert together.issue_those_left(at=AT + timedelta(hours=2)) == 0  # its job still waits
    DBTaskResult.objects.all().delete()
    assert together.issue_those_left(at=AT + timedelta(minutes=30)) == 0
    assert together.issue_those_left(at=AT + timedelta(hours=2)) == 2
    told = DBTaskResult.objects.filter(task_path=issue_entries.module_path).values_list("args_kwargs", flat=True)
    assert sorted(one["args"] for one in told) == [[str(batch.pk), 0, 1], [str(batch.pk), 1, 2]]


def test_what_waits_for_more_than_a_day_may_be_asked_for_again_and_is_issued_once(cast, contracts):
    first = asked(cast, contracts)
    later = AT + timedelta(days=2)
    second = together.issue_together([(one, QUARTER) for one in contracts], by=by(cast.director), at=later)
    assert together.issue_some(second.pk, 0, 50, at=later) == 2
    work(first)
    assert (ends(second), ends(first)) == (["", ""], ["already_issued"] * 2)
    assert Statement.objects.count() == 2


def test_a_contract_that_ended_long_before_the_period_is_proposed_no_more(cast, contracts, monkeypatch):
    contracts[0].ends_on = date(2022, 3, 31)
    contracts[0].save()
    shown = visitor(cast.director).get(PAGE).context["rows"]
    assert [one["contract"] for one in shown] == contracts[1:]


def test_the_period_is_the_one_that_the_terms_of_its_day_say_when_an_amendment_changed_it(cast, contracts, monkeypatch):
    for one in contracts:
        issuing.issue_statement(one, last_day=QUARTER, by=by(cast.director), at=AT)
    me = {"by": by(cast.manager), "at": AT}
    monthly = amending.start_amendment(contracts[0], **me)
    deal = {"rate": Decimal("0.06"), "event": "paid", "currency": "EUR", "statement_months": 1}
    drafting.set_commission(monthly, **deal, **me)
    amending.set_effect(monthly, effective_from=date(2024, 7, 15), **me)
    monthly.refresh_from_db()
    signed(cast, monthly, at=AT)
    renewal.run_day(at=noon("2024-07-16"))
    for day, over in (("2024-08-10", []), ("2024-10-10", [date(2024, 9, 30)] * 2)):
        on(monkeypatch, day)
        assert [one["last_day"] for one in visitor(cast.director).get(PAGE).context["rows"]] == over


def test_the_list_costs_the_same_however_many_are_over(cast, contracts, django_assert_max_num_queries):
    client = visitor(cast.director)
    client.get(PAGE)
    with django_assert_max_num_queries(16):
        client.get(PAGE)


def test_who_did_not_just_say_who_they_are_is_asked_first(cast, contracts):
    client = visitor(cast.director)
    assert client.post(PAGE, {"agree": "on"}).status_code == 302
    assert call(cast.director, "post", "/api/v1/statement-batches/", {"periods": []}).status_code == 403
    assert not Batch.objects.exists()


def test_the_agent_and_strangers_know_of_no_batch(cast, contracts):
    batch = asked(cast, contracts)
    absent = reverse("commission:batch", args=[batch.entries.first().pk])
    for who in (cast.subsidiary_manager, cast.manager, *strangers(cast).values()):
        client = visitor(who)
        assert same_as_absent(client, reverse("commission:batch", args=[batch.pk]), absent)
        assert "periods are over" not in text(client.get(PAGE))
        assert call(who, "get", f"/api/v1/statement-batches/{batch.pk}/entries/").status_code == 404
        assert call(who, "get", "/api/v1/due-periods/").json() == []


def test_a_colleague_reads_the_entries_of_the_contracts_that_they_see_and_no_count_of_others(cast, contracts):
    colleague = network.add_member(cast.sme, email="c@example.test", name="C. Olleague", role="export_director", at=AT)
    contracts[1].confidential = True
    contracts[1].save()
    network_access_of_named(cast, contracts[1])
    batch = asked(cast, contracts)
    work(batch)
    told = call(colleague, "get", f"/api/v1/statement-batches/{batch.pk}/").json()
    assert (told["asked"], told["issued"], told["refused"], told["waiting"]) == (1, 1, 0, 0)
    rows = call(colleague, "get", f"/api/v1/statement-batches/{batch.pk}/entries/").json()["results"]
    assert [row["contract"] for row in rows] == [str(contracts[0].pk)]
    assert contracts[1].reference not in text(visitor(colleague).get(reverse("commission:batch", args=[batch.pk])))


def network_access_of_named(cast, contract):
    """From the circles to the named director only."""
    from portage.network import access

    access.unshare(contract, cast.sme)
    access.share_with_people(contract, [cast.director])


def test_the_api_asks_for_named_periods_and_tells_how_each_ended(cast, contracts, monkeypatch):
    monkeypatch.setattr("portage.commission.api.together.check_sure", lambda request: None)
    due = call(cast.director, "get", "/api/v1/due-periods/").json()
    assert [(one["contract"], one["last_day"]) for one in due] == [(str(one.pk), "2024-06-30") for one in contracts]
    periods = [{"contract": one["contract"], "last_day": one["last_day"]} for one in due]
    made = call(cast.director, "post", "/api/v1/statement-batches/", {"periods": periods})
    assert (made.status_code, made.json()["waiting"]) == (201, 2)
    batch = Batch.objects.get()
    issuing.issue_statement(contracts[0], last_day=QUARTER, by=by(cast.director), at=AT)
    work(batch)
    rows = call(cast.director, "get", f"/api/v1/statement-batches/{batch.pk}/entries/").json()["results"]
    assert [(row["state"], row["reason"], row["statement"] is None) for row in rows] == [
        ("refused", "already_issued", True), ("issued", "", False),
    ]  # fmt: skip
    unknown = call(
        cast.director, "post", "/api/v1/statement-batches/", {"periods": [{**periods[0], "contract": str(batch.pk)}]}
    )
    assert unknown.status_code == 422
    assert "No statement is to come under this contract now." in unknown.content.decode()
    twice = call(cast.director, "post", "/api/v1/statement-batches/", {"periods": [periods[1], periods[1]]})
    assert twice.status_code == 422
    assert BatchEntry.objects.count() == 2
